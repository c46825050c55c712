"""Words of time -> first and last day. Full dates by themselves; all others from the day of
the article, the verb that they stand with, or another time in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from .notdates import no_date
from .tense import looks_ahead, sentence_at
from .timedays import Days, Missing, Seen, days
from .timetree import Back, Both, Bound, NoDay, Node, Part, Partial, Range, Shift
from .timevocab import (
    EASTERS,
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PARTS_OF_DAY,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    Token,
    tokens,
)
from .timewords import time as time_at
from .types import When, Words

_REACH = 500  # code points back in which "the next day" looks for its day
_SOUTH = (
    "australia", "new zealand", "south africa", "argentin", "chile", "uruguay", "paraguay",
    "bolivia", "peru", "brazil", "namibia", "botswana", "zimbabwe", "mozambique", "lesotho",
    "eswatini", "madagascar", "mauriti", "zambia", "malawi",
)  # fmt: skip


def resolve_time(
    words: str,
    text: str,
    start: int,
    anchor: When | None,
    *,
    modality: str = "happened",
) -> When | None:
    """First and last day, inclusive, of the time words at ``text[start:start + len(words)]``.

    ``anchor`` is the article's own time: a day, wider bounds, or None. None comes back where
    the words are no time at all ("Friday prayers"); a ``When`` without days, its precision
    "open", where they are and something is missing, which ``how`` names.
    """
    end = start + len(words)
    said = Words(words, start, end)
    node = read_time(words, text, start)
    if node is None:
        return None
    if isinstance(node, NoDay):
        return When(None, None, "open", node.why, said)
    ahead, sure = looks_ahead(text, start, end, modality)
    south = any(name in text[max(0, start - 300) : end + 300].lower() for name in _SOUTH)
    seen = Seen(None, ahead, sure, south)
    if _counts_back(node):
        seen = replace(seen, other=_time_before(text, start, anchor))
    return replace(_from_anchor(node, seen, anchor), words=said)


def read_time(words: str, text: str = "", start: int = 0) -> Node | None:
    """What a found span says, with a date that goes on beyond its end; None if no time."""
    end = start + len(words)
    if no_date(words, text, start, end):
        return None
    longer = _gone_on(text, start, end)
    found = list(_nodes(tokens(longer or words)))
    if not found:
        return None
    node = found[0][0]
    if len(found) > 1 and isinstance(node, NoDay | Back):
        node = next((one for one, *_ in found if not isinstance(one, NoDay | Back)), node)
    return _event_bound(words, node)


def _gone_on(text: str, start: int, end: int) -> str:
    """The words with the rest of a date: "Friday" of "Friday, April 26, 2024"."""
    if not text or text[start:end].strip() == "":
        return ""
    after = text[end : end + 30].split("\n")[0]
    whole = tokens(text[start:end] + after)
    at = next(
        (i for i, one in enumerate(whole) if one.word in WEEKDAYS or one.word in MONTHS), None
    )
    if at is None:
        return ""
    got = time_at(whole, at)
    if got is None or not isinstance(got[0], Partial):
        return ""
    reach = whole[got[1] - 1].end
    return (text[start:end] + after)[:reach] if reach > end - start else ""


def _event_bound(words: str, node: Node) -> Node:
    """ "since the raid in 2019": the bound that stands before the event."""
    first = words.lower().split()[:1]
    if first in (["since"], ["until"], ["till"], ["before"], ["after"]):
        if not isinstance(node, Bound | NoDay | Back | Shift):
            return Bound(first[0], node)  # type: ignore[arg-type]
    return node


# From the anchor ---------------------------------------------------------------------------


def _from_anchor(node: Node, seen: Seen, anchor: When | None) -> When:
    """Read from each end of the anchor; the same answer from both is the answer."""
    first = anchor.first_day if anchor else None
    last = anchor.last_day if anchor else None
    if first is None or last is None or anchor is None:
        return _one(node, seen)
    if first == last:
        return _one(node, replace(seen, day=first))
    one, two = (_one(node, replace(seen, day=day)) for day in (first, last))
    if (one.first_day, one.last_day) == (two.first_day, two.last_day):
        return one
    return _bounds(one, two, anchor)


def _one(node: Node, seen: Seen) -> When:
    try:
        found: Days = days(node, seen)
    except Missing as missing:
        return When(None, None, "open", str(missing))
    grain = "open" if found.first is None or found.last is None else found.grain
    return When(found.first, found.last, grain, found.how)


def _bounds(one: When, two: When, anchor: When) -> When:
    """What holds for every day that the article may be of."""
    how = f"the article's day is only bounded: {anchor.how}"
    if one.first_day is None or two.last_day is None or anchor.first_day is None:
        return When(None, None, "open", how)
    return When(max(one.first_day, anchor.first_day), two.last_day, "open", how)


# Other times in the text -------------------------------------------------------------------


def _counts_back(node: Node) -> bool:
    if isinstance(node, Back):
        return True
    if isinstance(node, Range):
        return _counts_back(node.first) or _counts_back(node.last)
    if isinstance(node, Bound):
        return _counts_back(node.base)
    if isinstance(node, Both):
        return _counts_back(node.one) or _counts_back(node.other)
    return isinstance(node, Part) and _counts_back(node.whole)


def _time_before(text: str, start: int, anchor: When | None) -> tuple[date, date] | None:
    """The nearest time before ``start`` that has both its days."""
    low = max(0, start - _REACH)
    low = text.rfind("\n\n", 0, low) + 1 if low else 0
    for first, last in reversed(find_times(text[low:start])):
        words = text[low + first : low + last]
        found = resolve_time(words, text, low + first, anchor)
        if found and found.first_day and found.last_day and found.precision != "open":
            if (found.last_day - found.first_day).days <= 366:
                return found.first_day, found.last_day
        elif found and found.precision == "open" and not found.first_day and not found.last_day:
            return None  # a nearer time, and it is not known
    return None


# Finding -----------------------------------------------------------------------------------

_CORE = (
    MONTHS.keys()
    | WEEKDAYS.keys()
    | (SEASONS.keys() - {"fall", "spring"})
    | UNITS.keys()
    | (VAGUE.keys() - {"already", "recent", "formerly", "shortly"})
    | {"today", "tonight", "yesterday", "tomorrow", "overnight", "fall", "spring"}
    | {name.split()[0] for name in (*FEASTS, *EASTERS)}
)
_AROUND = (
    _CORE
    | NUMBERS.keys()
    | ORDINALS.keys()
    | PARTS.keys()
    | PARTS_OF_DAY
    | frozenset(
        "on in at of the during over around about since from between and to until till by "
        "before after through as up early earlier late later last this next past coming recent "
        "recently same that following previous few several couple ago back more than less half "
        "within for - – — , ( ) . / : st nd rd th s ' ’ p m am pm local time gmt new year mid "
        "beginning hours eve".split()
    )
)


def find_times(text: str) -> list[tuple[int, int]]:
    """Where time words stand in ``text``: half-open code points, in order, none overlapping."""
    found: list[tuple[int, int]] = []
    for run in _runs(tokens(text)):
        for node, first, last in _nodes(run):
            a, b = run[first].start, run[last - 1].end
            if not isinstance(node, NoDay) and not no_date(text[a:b], text, a, b):
                found.append((a, b))
    return found


def _runs(all_tokens: list[Token]) -> Iterator[list[Token]]:
    """Stretches of words of which one at least can be the heart of a time."""
    run: list[Token] = []
    heart = False
    for one in all_tokens:
        digit = one.word.isdigit()
        if digit or one.word in _AROUND:
            run.append(one)
            heart = heart or one.word in _CORE or (digit and len(one.word) == 4)
            continue
        if heart:
            yield run
        run, heart = [], False
    if heart:
        yield run


def _nodes(run: list[Token]) -> Iterator[tuple[Node, int, int]]:
    i = 0
    while i < len(run):
        got = time_at(run, i)
        if got is None or got[1] <= i:
            i += 1
            continue
        yield got[0], i, got[1]
        i = got[1]
