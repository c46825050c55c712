"""A grammar of English time words: tokens -> trees. It knows no calendar.

Of several rules that fit at one place, the one that takes most tokens wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from .steps import clock, deictic, repeats, unit_step, vague
from .tree import (
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
    Stretch,
    Then,
    Vague,
)
from .vocab import FULL_WEEKDAYS, ORDINALS, PARTS, PARTS_OF_DAY, UNITS, WEEKDAYS, Unit
from .written import (
    DASHES,
    JOINS,
    Got,
    Rule,
    Tokens,
    calendar_date,
    century,
    count,
    feast,
    nine_eleven,
    nth_of_month,
    numeric,
    quarter_rule,
    season_rule,
    skip,
    unit_at,
    weekday_rule,
    whole_days,
    word,
    year_alone,
)

_SMALL_WORDS = frozenset("on in at of the during over around about throughout".split())
_ROUGHLY = frozenset("about around some nearly almost roughly approximately only just".split())
_NEEDS_OF = frozenset("beginning start onset middle close".split())
_NEW_PHRASE = frozenset("and but in at as with by near to".split())
_AS_SO = frozenset("early late recently far".split())
#: No time begins with these, nor beyond the end; half of all places that are tried.
_BARREN = frozenset(", . ( ) : / ' ’ - – — and of on during by s".split()) | {""}


def _part(t: Tokens, i: int) -> Got:
    """ "early June", "mid-2020", "the end of the year", "late last month", "late on Monday"."""
    i = i + 1 if word(t, i) == "the" else i
    i = i + 1 if word(t, i) == "very" else i
    name = PARTS.get(word(t, i))
    half = ORDINALS.get(word(t, i), 0) if word(t, i + 1) == "half" else 0
    if half in (1, 2):
        name, i = f"half{half}", i + 1
    if name is None:
        return None
    j = i + 1
    if name in ("early", "late") and word(t, j) in PARTS_OF_DAY:
        j += 1
    while word(t, j) in DASHES or word(t, j) in ("of", "in", "on", "hours", "into", "part"):
        j += 1
    if word(t, i) in _NEEDS_OF and word(t, i + 1) not in ("of", "in"):
        return None
    if word(t, j) == "the" and (word(t, j + 1) == "day" or word(t, j + 1) in PARTS_OF_DAY):
        return Back("day", 0, goes_on=name == "later"), j + 2
    if word(t, j) == "the" and word(t, j + 1) in ("day", "week", "month", "year", "decade"):
        unit = UNITS[word(t, j + 1)]
        return Part(name, Step(unit, 0)), j + 2
    whole = _longest(t, j, _WHOLES)
    if whole is None:
        return None
    node, after = whole
    if isinstance(node, Partial) and (node.weekday is not None or node.day):
        return node, after
    if isinstance(node, Step) and node.unit == "day":
        return node, after
    return Part(name, node), after


def _nth(t: Tokens, i: int) -> Got:
    """ "the first week of May", "the first six months of 2022", "the last Sunday of June"."""
    i = i + 1 if word(t, i) == "the" else i
    ordinal = -1 if word(t, i) in ("last", "final") else ORDINALS.get(word(t, i), 0)
    if not ordinal:
        return None
    passed = -1 if ordinal < 0 else ordinal - 1
    if word(t, i + 1) in FULL_WEEKDAYS:
        month = _whole_of(t, i + 2)
        dated = month and Nth("day", passed, 1, month[0], WEEKDAYS[word(t, i + 1)])
        return (dated, month[1]) if month and dated else None
    number = count(t, i + 1)
    j = number[1] if number else i + 1
    unit = unit_at(t, j)
    if not unit or word(t, unit[1]) not in ("of", "in"):
        return None
    size = number[0] if number and number[0] else 1
    whole = _whole_of(t, unit[1])
    if not whole:
        return NoDay("counted within something undated"), unit[1]
    return Nth(unit[0], passed, size, whole[0]), whole[1]


def _whole_of(t: Tokens, i: int) -> Got:
    """ "of May", "in the year", "of last month"."""
    if word(t, i) not in ("of", "in"):
        return None
    if word(t, i + 1) == "the" and word(t, i + 2) in UNITS:
        return Step(UNITS[word(t, i + 2)], 0), i + 3
    return _longest(t, i + 1, _WHOLES)


# Seen from the article's day ---------------------------------------------------------------


def _counted(t: Tokens, i: int) -> Got:
    """ "two weeks ago", "a day earlier", "in three weeks", "within months", "for a year"."""
    lead = word(t, i) if word(t, i) in ("in", "within", "for", "after") else ""
    j = skip(t, i + 1 if lead else i, _ROUGHLY)
    limit = 0
    if word(t, j) in ("more", "less", "fewer") and word(t, j + 1) == "than":
        limit, j = (1 if word(t, j) == "more" else -1), j + 2
    elif word(t, j) in ("over", "under") and not lead:
        limit, j = (1 if word(t, j) == "over" else -1), j + 1
    elif word(t, j) == "at" and word(t, j + 1) == "least":
        limit, j = 1, j + 2
    number = count(t, j)
    k = number[1] if number else j
    k = k + 1 if word(t, k) in DASHES and number else k
    bare = not number and word(t, k).endswith("s") and word(t, k) in UNITS
    unit = unit_at(t, k)
    if not unit or not (number or bare):
        return None
    n = number[0] if number else None
    in_days = whole_days(t, k, n)
    if in_days:
        return _placed(t, unit[1], lead, in_days, "day", limit)
    if bare and lead == "in" and word(t, unit[1]) not in ("ago", "later", "earlier"):
        return NoDay("a length of time"), unit[1]  # "the worst in decades"
    return _placed(t, unit[1], lead, n, unit[0], limit)


def _placed(t: Tokens, i: int, lead: str, n: int | None, unit: Unit, limit: int) -> Got:
    """Where the counted length lies: before the article, after it, or beside another time."""
    one, two = word(t, i), word(t, i + 1)
    if one in ("ago", "back"):
        if unit == "hour":
            return NoDay("hours"), i + 1
        return Step(unit, None if n is None else -n, False, limit=limit), i + 1
    if (one, two) == ("from", "now") or one == "hence":
        return Step(unit, n, False, True, limit), i + (1 if one == "hence" else 2)
    if one == "from" and not lead and not limit:
        day = _longest(t, i + 1, (weekday_rule, deictic))
        return (Shift(unit, n, day[0]), day[1]) if day else (NoDay("a length of time"), i)
    if unit == "hour" and one in ("before", "after") and clock(t, i + 1) is not None:
        return _within(period(t, i + 1))  # "a minute before midnight on Monday"
    if one in ("earlier", "before", "previously", "prior", "later", "after", "afterwards"):
        sign = 1 if one in ("later", "after", "afterwards") else -1
        move = None if n is None or limit else sign * n
        base = period(t, i + 2 if (one, two) == ("prior", "to") else i + 1)
        if base and one in ("before", "after", "prior"):
            return Shift(unit, move, base[0]), base[1]
        if word(t, i + 1) and one in ("before", "after", "prior") and word(t, i + 1).isalpha():
            return NoDay("counted from something undated", (unit, move)), i + 1
        return Back(unit, move), i + 1
    if lead == "in" and unit != "hour":
        return Step(unit, n, False, True, limit), i
    if lead == "within":
        return Stretch(unit, n, True), i
    if lead == "for" and not limit:
        return Length(unit, n), i
    return NoDay("a length of time"), i


def _week_on(t: Tokens, i: int) -> Got:
    """ "Monday week": the Monday after the next."""
    day = weekday_rule(t, i)
    if day is None or word(t, day[1]) != "week" or word(t, day[1] - 1) not in WEEKDAYS:
        return None
    return Shift("week", 1, day[0]), day[1] + 1


def _day_before(t: Tokens, i: int) -> Got:
    """ "the day before", "the night after", with nothing behind that it counts from."""
    if word(t, i) != "the" or word(t, i + 1) not in ("day", "night"):
        return None
    sign = {"before": -1, "earlier": -1, "after": 1}.get(word(t, i + 2))
    if sign is None:
        return None
    if word(t, i + 3).isalpha() and word(t, i + 3) not in _NEW_PHRASE:
        return _placed(t, i + 2, "", 1, "day", 0)
    return Back("day", sign), i + 3


def _of_day(t: Tokens, i: int) -> Got:
    """ "the night of July 7", "the early hours of Friday", "2:30 p.m. on Wednesday"."""
    j = clock(t, i)
    if j is None:
        j = skip(t, i, frozenset(("the", "early", "late")))
        named = word(t, j) in PARTS_OF_DAY or word(t, j) in ("hours", "eve")
        if not named:
            return None
        j += 1
        while word(t, j) in PARTS_OF_DAY or word(t, j) in ("hours", "eve"):
            j += 1
    k = skip(t, j, frozenset(("of", "on", ",", "in")))
    day = _longest(t, k, (weekday_rule, calendar_date, deictic, nth_of_month))
    return day if day else (NoDay("a time of day"), j)


_WHOLES: tuple[Rule, ...] = (
    calendar_date,
    year_alone,
    century,
    season_rule,
    quarter_rule,
    unit_step,
    weekday_rule,
    deictic,
)
_RULES: tuple[Rule, ...] = (
    *_WHOLES,
    numeric,
    nine_eleven,
    feast,
    nth_of_month,
    _part,
    _nth,
    _counted,
    _week_on,
    _day_before,
    _of_day,
    vague,
    repeats,
)


def _longest(t: Tokens, i: int, rules: Sequence[Rule]) -> Got:
    best: Got = None
    if word(t, i) in _BARREN:
        return best
    for rule in rules:
        got = rule(t, i)
        if got and (best is None or got[1] > best[1]):
            best = got
    return best


def period(t: Tokens, i: int) -> Got:
    """One time without "since", "until" or "to"; small words before it are passed over."""
    got = _longest(t, i, _RULES)
    j = i
    while got is None and word(t, j) in _SMALL_WORDS:
        j += 1
        got = _longest(t, j, _RULES)
    return got


_BOUNDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ever", "since"), "since"),
    (("since",), "since"),
    (("starting", "from"), "from"),
    (("starting",), "from"),
    (("beginning",), "from"),
    (("with", "effect", "from"), "from"),
    (("effective",), "from"),
    (("from",), "from"),
    (("up", "to"), "until"),
    (("up", "until"), "until"),
    (("until",), "until"),
    (("till",), "until"),
    (("through",), "until"),
    (("no", "later", "than"), "by"),
    (("by",), "by"),
    (("prior", "to"), "before"),
    (("ahead", "of"), "before"),
    (("before",), "before"),
    (("after",), "after"),
    (("following",), "after"),
)
#: The same by their first words.
_BOUNDS_FROM = {
    first: [(phrase, how) for phrase, how in _BOUNDS if phrase[0] == first]
    for first in {phrase[0] for phrase, _ in _BOUNDS}
}


def _listed(t: Tokens, i: int) -> Got:
    """One time, or two joined: "Monday and Tuesday", "2013 to 2016", "late May to early July"."""
    one = period(t, i)
    if one is None:
        return None
    node, j = one
    if word(t, j) in JOINS and not isinstance(node, Vague | NoDay | Back | Length):
        k = j + 1
        k = k + 1 if word(t, k) in ("on", "in", "early") and word(t, k - 1) == "and" else k
        two = period(t, k)
        if two and not isinstance(two[0], Vague | NoDay | Back | Length | Stretch):
            return _with_part(node, two[0]), two[1]
    return node, j


def _with_part(one: Node, two: Node) -> Node:
    return Range(one, two.last) if isinstance(two, Range) else Range(one, two)


def _apposed(got: tuple[Node, int], t: Tokens) -> tuple[Node, int]:
    """ "yesterday (July 27, 2022)", "last month, on July 12"."""
    node, i = got
    stepped = _step_of_year(node, t, i)
    if stepped:
        return stepped
    opened = word(t, i) == "("
    if not opened and word(t, i) != ",":
        return got
    j = skip(t, i + 1, frozenset(("on", "the", "of")))
    other = _listed(t, j)
    if other is None or isinstance(other[0], Vague | NoDay | Back | Length | Stretch):
        return got
    loose = isinstance(other[0], Partial) and other[0].day is None and other[0].weekday is None
    if loose and not opened:
        return got
    k = other[1]
    if opened:
        if word(t, k) != ")":
            return got
        k += 1
    return Both(node, other[0]), k


def _step_of_year(node: Node, t: Tokens, i: int) -> tuple[Node, int] | None:
    """ "this month 100 years ago", "a year ago this week": both seen from the article."""
    other = period(t, i + 1 if word(t, i) == "," else i)
    if other is None:
        return None
    if day := _weeks_off(node, other[0]) or _weeks_off(other[0], node):
        return day, other[1]
    if not (isinstance(node, Step) and isinstance(other[0], Step)):
        return None
    near, far = (node, other[0]) if node.whole else (other[0], node)
    if near.whole and near.count == 0 and not far.whole:
        return Shift(far.unit, far.count, near), other[1]
    return None


def _weeks_off(ago: Node, day: Node) -> Shift | None:
    """ "a week ago on Thursday", "on Thursday a week ago"."""
    weeks = isinstance(ago, Step) and ago.unit == "week" and not ago.whole and not ago.ahead
    alone = isinstance(day, Partial) and day.weekday is not None and day.day is day.which is None
    return Shift("week", ago.count, day) if weeks and alone and isinstance(ago, Step) else None


def time(t: Tokens, i: int) -> Got:
    """The tree of the time words that begin at token ``i``."""
    if word(t, i) == "between":
        got = _listed(t, i + 1)
        return got if got and isinstance(got[0], Range) else None
    if (word(t, i), word(t, i + 1)) == ("as", "of"):
        return _listed(t, i + 2)
    if word(t, i) == "as" and word(t, i + 2) == "as" and word(t, i + 1) in _AS_SO:
        return _listed(t, i + 3)
    for phrase, how in _BOUNDS_FROM.get(word(t, i), ()):
        if all(word(t, i + n) == one for n, one in enumerate(phrase)):
            return _bounded(t, i, i + len(phrase), how)
    got = _listed(t, i)
    return _apposed(got, t) if got else None


def _within(got: Got) -> Got:
    """The day of a time of day: "before dawn on Monday"."""
    return (Bound("within", got[0]), got[1]) if got and not isinstance(got[0], NoDay) else got


def _bounded(t: Tokens, i: int, j: int, how: str) -> Got:
    counted = _counted(t, i) if how == "after" else None
    if counted:
        return counted
    if how in ("after", "before") and clock(t, j) is not None:
        return _within(period(t, j))
    if word(t, j) == "then" and how in ("since", "until"):
        return Bound(how, Then()), j + 1  # type: ignore[arg-type]
    got = _listed(t, j)
    if got is None:
        return None
    node, after = _apposed(got, t)
    if how == "from" and isinstance(node, Range):
        return node, after
    if how in ("after", "before") and isinstance(node, NoDay):
        return NoDay("beside something undated"), after
    if isinstance(node, NoDay):
        return node, after
    return Bound(how, node), after  # type: ignore[arg-type]
