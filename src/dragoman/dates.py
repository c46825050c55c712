"""Words of time -> first and last day. Full dates by themselves; all others from the day of
the article, the verb that they stand with, or another time in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from .times.calendar import Missing
from .times.choice import Days, Seen
from .times.days import days
from .times.grammar import time as time_at
from .times.notdates import no_date
from .times.occasions import dated_elsewhere
from .times.tense import lasts, looks_ahead, own_clause
from .times.tree import (
    Back,
    Both,
    Bound,
    Length,
    NoDay,
    Node,
    Nth,
    Part,
    Partial,
    Range,
    Shift,
    Step,
    Then,
    Vague,
)
from .times.vocab import (
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
from .types import When, Words

_REACH = 500  # code points back in which "the next day" looks for its day
_NEAR = 60  # code points before a length of time in which "the first" stands
#: "the first visit in two years", "its youngest premier in nearly 200 years".
_RECORD = re.compile(
    r"\b(?:first|worst|best|(?:the|its|his|her|their|['’]s) (?:most|least|only)|"
    r"(?!(?:\w*(?:test|quest|rest|vest|west)|suggest|guest|interest|forest|priest)\b)[a-z]{3,}est)"
    r"(?: (?!(?:will|is|are|takes?|begins?|opens?|starts?|due|votes?|meets?)\b)[\w'’-]+){0,4}\s+$"
)
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
        return _of_occasion(said, text, anchor)
    if (
        isinstance(node, Step)
        and node.ahead
        and _RECORD.search(text[max(0, start - _NEAR) : start])
    ):
        node = NoDay("a length of time")
    if isinstance(node, NoDay):
        return When(None, None, "open", node.why, said)
    ahead, sure = looks_ahead(text, start, end, modality)
    clause = own_clause(text, start, end).lower()
    south = any(name in clause for name in _SOUTH)
    seen = Seen(None, ahead, sure, south, perfect=lasts(text, start))
    if _counts_back(node):
        by = anchor.last_day if anchor and ahead is False and sure else None
        if by and isinstance(node, Back) and node.unit == "day" and (node.count or 0) > 0:
            # Nor does what is counted from it; before the year 1 there is nothing.
            by = date.fromordinal(max(1, by.toordinal() - (node.count or 0)))
        seen = seen.but(other=_time_before(text, start, anchor, _widest(node), by))
    return replace(_from_anchor(node, seen, anchor), words=said)


def _of_occasion(said: Words, text: str, anchor: When | None) -> When | None:
    """ "during the G20 summit", where all dates that the text gives it agree."""
    spans = dated_elsewhere(said.text, text, said.start, find_times)
    dated = [resolve_time(text[a:b], text, a, anchor) for a, b in spans]
    known = {(one.first_day, one.last_day): one for one in dated if one and one.first_day}
    if len(known) != 1:
        return None
    found = known.popitem()[1]
    basis = found.words.text if found.words else ""
    return replace(found, how=f"the occasion is dated elsewhere, {basis!r}", words=said)


def read_time(words: str, text: str = "", start: int = 0) -> Node | None:
    """What a found span says, with a date that goes on beyond its end; None if no time."""
    end = start + len(words)
    if no_date(words, text, start, end):
        return None
    longer = _gone_on(text, start, end)
    whole = tokens(longer or words)
    found = _nodes(whole)
    if not found:
        return None
    node = _counted_from(found, whole)
    if _of_another_year(node, text[:start]):
        return NoDay("of a year told elsewhere")
    if len(found) > 1 and _only_a_frame(node):
        nodes = [one for one, *_ in found]
        node = next((one for one in nodes if not _only_a_frame(one) and one != Vague(0)), node)
    return _event_bound(words, node)


def _counted_from(found: Sequence[tuple[Node, int, int]], whole: list[Token]) -> Node:
    """ "a day after they attacked on 7 October": the clause ends with the date to count from;
    behind a comma it would be the day itself."""
    (first, *_), (last, at, _) = found[0], found[-1]
    apart = whole[at - 1].word == ","
    dated = isinstance(last, Partial) and (last.day or last.weekday is not None) and not apart
    if isinstance(first, NoDay) and first.count and dated:
        return Shift(*first.count, last)
    return first


def _of_another_year(node: Node, before: str) -> bool:
    """ "that October"."""
    if not isinstance(node, Partial) or node.year or node.day or not (node.month or node.season):
        return False
    return re.search(r"\bthat\s+$", before[-8:], re.I) is not None


def _only_a_frame(node: Node) -> bool:
    """A time of day, a length or a step, beside which a date may stand: "a week (7-13 July)"."""
    if isinstance(node, NoDay):
        return node.why in ("a time of day", "a length of time")
    return isinstance(node, Back | Length)


#: The word, the digit or the full stop that comes next.
_WORD_AFTER = re.compile(r"[^\w.]*([^\W\d_]+|\d|\.)")


def _gone_on(text: str, start: int, end: int) -> str:
    """The words with the rest of a date: "Friday" of "Friday, April 26, 2024"."""
    if not text or text[start:end].strip() == "":
        return ""
    after = text[end : _word_end(text, end + 30)].split("\n")[0]
    if re.search(r"\b(?:before|after)$", text[start:end]) and re.match(r"\s+\w", after):
        return text[start:end] + after
    follows = _WORD_AFTER.match(after)
    if follows is None or (follows[1].isalpha() and follows[1].lower() not in _AROUND):
        return ""  # no word of a date
    whole = tokens(text[start:end] + after)
    at = next(
        (i for i, one in enumerate(whole) if one.word in WEEKDAYS or one.word in MONTHS), None
    )
    if at is None or whole[at].start >= end - start:
        return ""
    got = time_at(whole, at)
    if got is None or not isinstance(got[0], Partial):
        return ""
    reach = whole[got[1] - 1].end
    return (text[start:end] + after)[:reach] if reach > end - start else ""


def _event_bound(words: str, node: Node) -> Node:
    """ "since the raid in 2019": the bound that stands before the event."""
    first = words.lower().split()[:1]
    how = first[0].replace("till", "until") if first else ""
    bound = how in ("since", "until", "before", "after")
    if bound and not isinstance(node, Bound | NoDay | Back | Shift | Length):
        return Bound(how, node)  # type: ignore[arg-type]
    return node


# From the anchor ---------------------------------------------------------------------------


def _from_anchor(node: Node, seen: Seen, anchor: When | None) -> When:
    """Read from each end of the anchor; the same answer from both is the answer."""
    first = anchor.first_day if anchor else None
    last = anchor.last_day if anchor else None
    if first is None or last is None or anchor is None:
        return _one(node, seen)
    if first == last:
        found = _one(node, seen.but(day=first))
        rests = str(first) in found.how and anchor.how
        return replace(found, how=f"{found.how} ({anchor.how})") if rests else found
    one, two = (_one(node, seen.but(day=day)) for day in (first, last))
    if (one.first_day, one.last_day) == (two.first_day, two.last_day):
        return one
    return _bounds(one, two, anchor)


def _one(node: Node, seen: Seen) -> When:
    try:
        found: Days = days(node, seen)
    except Missing as missing:
        return When(None, None, "open", str(missing))
    except (OverflowError, ValueError):  # before the year 1 or after 9999; dateutil's is the latter
        return When(None, None, "open", "too far away")
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
    if isinstance(node, Back | Then):
        return True
    if isinstance(node, Partial):
        return node.year_beside is not None
    if isinstance(node, Shift):
        return _counts_back(node.base)
    if isinstance(node, Range):
        return _counts_back(node.first) or _counts_back(node.last)
    if isinstance(node, Bound):
        return _counts_back(node.base)
    if isinstance(node, Both):
        return _counts_back(node.one) or _counts_back(node.other)
    return isinstance(node, Part | Nth) and _counts_back(node.whole)


def _widest(node: Node) -> int:
    """How many days the time counted from may have: days are not counted from a month."""
    return 7 if isinstance(node, Back) and node.unit == "day" else 367


#: "hours after a raid" is hardly another day than the one told of.
_HOURS = re.compile(r"\b(?:hours?|minutes?)\b", re.I)


def _time_before(
    text: str, start: int, anchor: When | None, widest: int, by: date | None
) -> tuple[date, date] | None:
    """The nearest time before ``start`` that has both its days, at most ``widest``, and does
    not end after ``by``."""
    low = max(0, start - _REACH)
    low = text.rfind("\n\n", 0, low) + 1 if low else 0
    for first, last in reversed(find_times(text[low:start])):
        words = text[low + first : low + last]
        found = resolve_time(words, text, low + first, anchor)
        if found and found.first_day and found.last_day and found.precision != "open":
            late = by is not None and found.last_day > by
            if (found.last_day - found.first_day).days < widest and not late:
                return found.first_day, found.last_day
        elif found and found.precision == "open" and not found.first_day and not found.last_day:
            if _HOURS.search(words):
                continue
            return None  # a nearer time, and it is not known
    return None


# Finding -----------------------------------------------------------------------------------

_BESIDE = 40  # code points on either side of such a word that may belong to the time
_HEARTS = re.compile(r"[A-Za-z]{3,}|\d{4}")
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


def find_times(text: str, within: Sequence[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Where time words stand in ``text``: half-open code points, in order, none overlapping.
    ``within`` are the parts to look at, in order and well apart; all of it if not given."""
    found: list[tuple[int, int]] = []
    parts = [(0, len(text))] if within is None else within
    windows = [window for first, last in parts for window in _windows(text, first, last)]
    for run in (one for a, b in windows for one in _runs(tokens(text[a:b], a))):
        for node, first, last in _nodes(run):
            if run[first].word == "of" and first + 1 < last:
                first += 2 if run[first + 1].word == "the" and first + 2 < last else 1
            a, b = run[first].start, run[last - 1].end
            if not isinstance(node, NoDay) and not no_date(text[a:b], text, a, b):
                found.append((a, b))
    return found


def _windows(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Stretches around words that can be the heart of a time; nothing else is looked at."""
    found: list[tuple[int, int]] = []
    for m in _HEARTS.finditer(text, first, last):
        if m[0].isdigit() or m[0].lower() in _CORE:
            a, b = max(0, m.start() - _BESIDE), min(len(text), m.end() + _BESIDE)
            if found and a <= found[-1][1]:
                found[-1] = found[-1][0], b
            else:
                found.append((_word_start(text, a), b))
    return [(a, _word_end(text, b)) for a, b in found]


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum():
        at += 1
    return at


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


def _nodes(run: Sequence[Token]) -> Sequence[tuple[Node, int, int]]:
    """Trees in a run of tokens, and the half-open tokens of each."""
    at = run[0].start if run else 0
    moved = [Token(one.word, one.start - at, one.end - at, one.capital) for one in run]
    return _nodes_of(tuple(moved))


@lru_cache(maxsize=4096)  # "on Tuesday" comes again and again
def _nodes_of(run: tuple[Token, ...]) -> tuple[tuple[Node, int, int], ...]:
    found, i = [], 0
    while i < len(run):
        got = time_at(run, i)
        if got is None or got[1] <= i:
            i += 1
            continue
        found.append((got[0], i, got[1]))
        i = got[1]
    return tuple(found)
