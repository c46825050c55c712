"""A grammar of English time words: tokens -> trees. It knows no calendar.

Each rule takes the tokens and a position and answers the tree with the position after it,
or None. Of several rules that fit, the one that takes most tokens wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .timetree import (
    Back,
    Both,
    Bound,
    Either,
    NoDay,
    Node,
    Nth,
    Part,
    Partial,
    Range,
    Shift,
    Step,
    Stretch,
    Vague,
    Weekend,
    Years,
)
from .timevocab import (
    EASTERS,
    FEASTS,
    FULL_WEEKDAYS,
    LAST_THIS_NEXT,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PARTS_OF_DAY,
    REPEATS,
    SEASONS,
    SUFFIXES,
    UNITS,
    VAGUE,
    VAGUE_COUNTS,
    WEEKDAYS,
    Token,
    Unit,
)

Tokens = Sequence[Token]
Got = tuple[Node, int] | None
Rule = Callable[[Tokens, int], Got]

_DASHES = frozenset("-–—‑")
_JOINS = _DASHES | {"to", "and", "or", "through", "until", "till", "thru", "&"}
_SMALL_WORDS = frozenset("on in at of the during over around about throughout".split())
_ROUGHLY = frozenset("about around some nearly almost roughly approximately only just".split())
_SAME = frozenset("that same".split())


def word(t: Tokens, i: int) -> str:
    return t[i].word if 0 <= i < len(t) else ""


def _skip(t: Tokens, i: int, words: frozenset[str]) -> int:
    while word(t, i) in words:
        i += 1
    return i


# Numbers -----------------------------------------------------------------------------------


def count(t: Tokens, i: int) -> tuple[int | None, int] | None:
    """A number, or None for "a few"; and the position after it."""
    one = word(t, i)
    if one in ("a", "the") and word(t, i + 1) in VAGUE_COUNTS:
        return count(t, i + 1)
    if one in VAGUE_COUNTS:
        return None, i + 2 if word(t, i + 1) == "of" else i + 1
    if one == "half" and word(t, i + 1) in ("a", "an"):
        return None, i + 2
    if one.isdigit() and len(one) <= 3:
        return int(one), i + 1
    if one not in NUMBERS:
        return None
    total, i = NUMBERS[one], i + 1
    if total >= 20 and word(t, i) in _DASHES:
        i += 1
    if total >= 20 and 0 < NUMBERS.get(word(t, i), 0) < 10:
        total, i = total + NUMBERS[word(t, i)], i + 1
    if word(t, i) in ("or", "to") and word(t, i + 1) in NUMBERS:
        return None, i + 2
    return total, i


def _unit(t: Tokens, i: int) -> tuple[Unit, int] | None:
    unit = UNITS.get(word(t, i))
    return (unit, i + 1) if unit else None


def _day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    one = word(t, i)
    if one.isdigit() and len(one) <= 2 and 1 <= int(one) <= 31:
        return int(one), i + 2 if word(t, i + 1) in SUFFIXES else i + 1
    return None


def _year_number(t: Tokens, i: int) -> int | None:
    one = word(t, i)
    if one.isdigit() and len(one) == 4 and 1000 <= int(one) <= 2100:
        grouped = word(t, i + 1) == "," and len(word(t, i + 2)) == 3 and word(t, i + 2).isdigit()
        touching = grouped and t[i + 2].start == t[i + 1].end
        if word(t, i - 1) not in ("$", "€", "£", "#") and not touching:
            return int(one)
    return None


# Months, days, years -----------------------------------------------------------------------


def _month(t: Tokens, i: int) -> tuple[int, int] | None:
    one = word(t, i)
    number = MONTHS.get(one)
    if number is None:
        return None
    after = i + 2 if word(t, i + 1) == "." and len(one) <= 4 and one != "may" else i + 1
    near = word(t, after).isdigit() or word(t, i - 1).isdigit() or word(t, i - 1) in SUFFIXES
    plain = t[i].capital and (len(one) > 4 or one in ("june", "july", "may") or after == i + 2)
    if near or plain or (not t[i].capital and len(one) > 5 and one != "august"):
        return number, after
    return None


def _which_year(t: Tokens, i: int) -> tuple[Partial, int] | None:
    """ ", 2019", "of last year", "this year" after a day or month."""
    j = i
    j = _skip(t, j, frozenset((",", "of", "in")))
    year = _year_number(t, j)
    if year is not None and word(t, j + 1) not in UNITS:
        return Partial(year=year), j + 1
    if word(t, j) == "the":
        j += 1
    step = LAST_THIS_NEXT.get(word(t, j))
    if step is not None and word(t, j + 1) == "year":
        return Partial(year_step=step), j + 2
    return None


def _with_year(node: Node, t: Tokens, i: int) -> tuple[Node, int]:
    got = _which_year(t, i)
    if got is None:
        return node, i
    year, after = got
    if isinstance(node, Range):
        first, last = node.first, node.last
        if isinstance(first, Partial) and isinstance(last, Partial):
            return Range(_add_year(first, year), _add_year(last, year)), after
    if isinstance(node, Partial):
        return _add_year(node, year), after
    return node, i


def _add_year(node: Partial, year: Partial) -> Partial:
    return replace(node, year=year.year, year_step=year.year_step)


def _days_then_month(t: Tokens, i: int) -> Got:
    """ "8 May", "5 to 8 May", "the 20th of July", "7 and 8 May"."""
    i = i + 1 if word(t, i) == "the" else i
    one = _day_number(t, i)
    if not one:
        return None
    day, j = one
    two = None
    if word(t, j) in _JOINS:
        two = _day_number(t, j + 2 if word(t, j + 1) == "the" else j + 1)
    k = two[1] if two else j
    month = _month(t, k + 1 if word(t, k) == "of" else k)
    if not month:
        return None
    first = Partial(month=month[0], day=day)
    if two:
        return Range(first, replace(first, day=two[0])), month[1]
    return first, month[1]


def _month_then_days(t: Tokens, i: int) -> Got:
    """ "May 8", "May 5-8", "July 15 and 16", "March the 3rd"."""
    month = _month(t, i)
    if not month:
        return None
    j = month[1] + 1 if word(t, month[1]) == "the" else month[1]
    one = _day_number(t, j)
    if not one or word(t, one[1]) == ":":
        return None
    first = Partial(month=month[0], day=one[0])
    if word(t, one[1]) in _JOINS:
        at = one[1] + 1
        two = _day_number(t, at + 1 if word(t, at) == "the" else at)
        if two and _unit(t, two[1]) is None and not _month(t, two[1]):
            return Range(first, replace(first, day=two[0])), two[1]
    return first, one[1]


def _month_alone(t: Tokens, i: int) -> Got:
    which = LAST_THIS_NEXT.get(word(t, i))
    month = _month(t, i if which is None else i + 1)
    return (Partial(month=month[0], which=which), month[1]) if month else None


def _calendar_date(t: Tokens, i: int) -> Got:
    for rule in (_days_then_month, _month_then_days, _month_alone):
        got = rule(t, i)
        if got:
            return _with_year(got[0], t, got[1])
    return None


def _nth_of_month(t: Tokens, i: int) -> Got:
    """ "the 5th", "the 5th of last month"."""
    if word(t, i) != "the":
        return None
    one = _day_number(t, i + 1)
    if not one or word(t, one[1] - 1) not in SUFFIXES:
        return None
    j = one[1] + 1 if word(t, one[1]) == "of" else one[1]
    step = LAST_THIS_NEXT.get(word(t, j))
    if step is not None and word(t, j + 1) == "month":
        return Partial(day=one[0], month_step=step), j + 2
    following = word(t, one[1])
    if following and (following.isalpha() and following not in ("and", "to", "for", "by", "in")):
        return None  # "the 5th round"
    return Partial(day=one[0]), one[1]


def _numeric(t: Tokens, i: int) -> Got:
    """ "2021-07-06", "25/07/2021"; two orders possible make an ``Either``."""
    parts = [word(t, i + k) for k in range(5)]
    mark = parts[1]
    if mark not in ("-", "/", ".") or parts[3] != mark or t[i].end != t[i + 1].start:
        return None
    if not all(part.isdigit() for part in parts[::2]):
        return None
    a, b, c = (int(part) for part in parts[::2])
    if len(parts[0]) == 4 and b <= 12 and 1 <= c <= 31:
        return Partial(year=a, month=b, day=c), i + 5
    if len(parts[4]) == 2 and mark == "/":
        c += 2000 if c < 70 else 1900
    elif len(parts[4]) != 4:
        return None
    orders = [
        Partial(year=c, month=m, day=d)
        for d, m in ((a, b), (b, a))
        if 1 <= m <= 12 and 1 <= d <= 31
    ]
    if not orders:
        return None
    return (orders[0] if len(orders) == 1 or a == b else Either(*orders)), i + 5


def _year(t: Tokens, i: int) -> Got:
    i = i + 2 if word(t, i) == "the" and word(t, i + 1) == "year" else i
    year = _year_number(t, i)
    if year is None:
        return None
    if word(t, i + 1) == "s" or (
        word(t, i + 1) in "'’" and word(t, i + 2) == "s" and year % 10 == 0
    ):
        if year % 10 or (word(t, i + 1) != "s" and word(t, i + 3).isalpha()):
            return Partial(year=year), i + 1
        last = year + 99 if year % 100 == 0 and year < 1900 else year + 9
        return Years(year, last), i + (2 if word(t, i + 1) == "s" else 3)
    short = word(t, i + 2)
    if word(t, i + 1) in _JOINS and short.isdigit() and len(short) == 2:
        last = year // 100 * 100 + int(short)
        if last > year and not _unit(t, i + 3) and not _month(t, i + 3):
            return Range(Partial(year=year), Partial(year=last)), i + 3
    return Partial(year=year), i + 1


def _century(t: Tokens, i: int) -> Got:
    i = i + 1 if word(t, i) == "the" else i
    number = ORDINALS.get(word(t, i))
    j = i + 1
    if number is None and word(t, i + 1) in SUFFIXES and word(t, i).isdigit():
        number, j = int(word(t, i)), i + 2
    j = j + 1 if word(t, j) in _DASHES else j
    if number and 10 <= number <= 21 and word(t, j) in ("century", "centuries"):
        return Years(100 * number - 99, 100 * number), j + 1
    return None


def _feast(t: Tokens, i: int) -> Got:
    if not i < len(t) or not t[i].capital:
        return None
    which = LAST_THIS_NEXT.get(word(t, i - 1))
    for size in range(min(5, len(t) - i), 0, -1):
        name = " ".join(one.word for one in t[i : i + size]).replace("’", "'")
        if name in FEASTS:
            month, day = FEASTS[name]
            node: Node = Partial(month=month, day=day, which=which)
        elif name in EASTERS:
            node = Partial(easter=EASTERS[name], which=which)
        else:
            continue
        return _with_year(node, t, i + size)
    if [one.word for one in t[i : i + 3]] == ["9", "/", "11"]:
        return Partial(year=2001, month=9, day=11), i + 3
    return None


def _nine_eleven(t: Tokens, i: int) -> Got:
    if [one.word for one in t[i : i + 3]] != ["9", "/", "11"] or word(t, i + 3) in ("/", "-"):
        return None
    j = i + 5 if word(t, i + 3) == "," and word(t, i + 4) == "2001" else i + 3
    return Partial(year=2001, month=9, day=11), j


# Weekdays, seasons, parts ------------------------------------------------------------------


def _weekday(t: Tokens, i: int) -> Got:
    """ "Friday", "last Friday", "Friday last week", "Friday, 26 April", "Friday (April 26)"."""
    which = None
    if word(t, i) == "this" and word(t, i + 1) in ("past", "coming"):
        i += 1
    if word(t, i) in LAST_THIS_NEXT:
        which, i = LAST_THIS_NEXT[word(t, i)], i + 1
    day = WEEKDAYS.get(word(t, i))
    if day is None or (not t[i].capital and word(t, i) not in FULL_WEEKDAYS):
        return None
    j = i + 2 if word(t, i + 1) == "." else i + 1
    dated = _date_beside(t, j)
    if dated:
        node = dated[0]
        if isinstance(node, Partial) and node.day:
            return replace(node, weekday=day), dated[1]
    if word(t, i) not in FULL_WEEKDAYS:
        return None
    while word(t, j) in PARTS_OF_DAY or word(t, j) in ("early", "late"):
        j += 1
    back = _skip(t, j, frozenset(("of",)))
    step = LAST_THIS_NEXT.get(word(t, back))
    if step is not None and word(t, back + 1) == "week":
        return Partial(weekday=day, week_step=step), back + 2
    return Partial(weekday=day, which=which), j


def _date_beside(t: Tokens, i: int) -> Got:
    while word(t, i) in PARTS_OF_DAY:
        i += 1
    opened = word(t, i) == "("
    j = _skip(t, i, frozenset((",", "(", "the", "on", ")")))
    got = _days_then_month(t, j) or _month_then_days(t, j)
    if not got:
        return None
    node, j = _with_year(got[0], t, got[1])
    return node, j + 1 if opened and word(t, j) == ")" else j


def _season(t: Tokens, i: int) -> Got:
    """ "last summer", "the spring of 2021", "fall 2015", "winter of 1998-1999"."""
    which = LAST_THIS_NEXT.get(word(t, i))
    before = word(t, i)
    j = i + 1 if which is not None or before == "the" else i
    season = SEASONS.get(word(t, j))
    if season is None:
        return None
    node = Partial(season=season, which=which)
    k = _skip(t, j + 1, frozenset((",", "of", "in")))
    year = _year_number(t, k)
    if year and word(t, k + 1) in _DASHES | {"/"} and word(t, k + 2).isdigit() and season == 12:
        return replace(node, year=year), k + 3
    named, after = _with_year(node, t, j + 1)
    if after == j + 1 and word(t, j) == "fall" and before not in (*LAST_THIS_NEXT, "the", "in"):
        return None  # the verb
    if after == j + 1 and word(t, j) in ("spring", "fall") and before == "the":
        if word(t, j + 1) in ("of", "in"):
            return None  # "the fall of the city"
    return named, after


def _quarter(t: Tokens, i: int) -> Got:
    i = i + 1 if word(t, i) == "the" else i
    quarter = None
    j = i
    if word(t, i) == "q" and word(t, i + 1) in "1234":
        quarter, j = int(word(t, i + 1)), i + 2
    elif 1 <= ORDINALS.get(word(t, i), 0) <= 4 and word(t, i + 1) == "quarter":
        quarter, j = ORDINALS[word(t, i)], i + 2
    if quarter is None or not word(t, j - 1):
        return None
    return _with_year(Partial(quarter=quarter), t, j)


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
    while word(t, j) in _DASHES or word(t, j) in ("of", "in", "on", "hours", "into", "part"):
        j += 1
    if name in ("earlier", "later") and [word(t, j), word(t, j + 1)] == ["the", "day"]:
        return Back("day", 0), j + 2
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
    """ "the first week of May", "the first six months of 2022", "the last week of June"."""
    i = i + 1 if word(t, i) == "the" else i
    ordinal = -1 if word(t, i) in ("last", "final") else ORDINALS.get(word(t, i), 0)
    if not ordinal:
        return None
    number = count(t, i + 1)
    j = number[1] if number else i + 1
    unit = _unit(t, j)
    if not unit or word(t, unit[1]) not in ("of", "in"):
        return None
    size = number[0] if number and number[0] else 1
    k = unit[1] + 1
    if word(t, k) == "the" and word(t, k + 1) in UNITS:
        whole: Got = (Step(UNITS[word(t, k + 1)], 0), k + 2)
    else:
        whole = _longest(t, k, _WHOLES)
    if not whole:
        return NoDay("counted within something undated"), unit[1]
    return Nth(unit[0], -1 if ordinal < 0 else ordinal - 1, size, whole[0]), whole[1]


# Seen from the article's day ---------------------------------------------------------------


def _deictic(t: Tokens, i: int) -> Got:
    one, two = word(t, i), word(t, i + 1)
    simple = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    if one in simple:
        j = i + 1
        j = j + 2 if word(t, j) in "'’" and word(t, j + 1) == "s" and word(t, j) else j
        while word(t, j) in PARTS_OF_DAY:
            j += 1
        return Step("day", simple[one]), j
    if one == "overnight":
        return Range(Step("day", -1), Step("day", 0)), i + 1
    if one in ("this", "last") and two in PARTS_OF_DAY:
        return Step("day", 0 if one == "this" else -1), i + 2
    if one == "day" and [word(t, i + k) for k in (1, 2, 3)] == ["before", "yesterday", ""]:
        return Step("day", -2), i + 3
    return None


def _unit_step(t: Tokens, i: int) -> Got:
    """ "last week", "the past two weeks", "recent days", "the next day", "that month"."""
    the = word(t, i) == "the"
    j = i + 1 if the else i
    one = word(t, j)
    if one in ("following", "previous", "preceding", "next", "same", "that"):
        k = j + 1
        if one == "that":
            k = k + 1 if word(t, k) == "same" else k
        unit = _unit(t, k)
        follows = the or one in _SAME or (one == "next" and word(t, k) == "day")
        singular = unit and not word(t, k).endswith("s")
        if unit and singular and (follows or one in ("following", "previous", "preceding")):
            if not (one == "next" and unit[0] != "day") and unit[0] != "hour":
                move = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(one, 0)
                return Back(unit[0], move), unit[1]
    if one == "this" and word(t, j + 1) in ("past", "coming"):
        j, one, the = j + 1, word(t, j + 1), True
    if one == "recent" or (one in LAST_THIS_NEXT and one not in ("this", "current")):
        ahead = LAST_THIS_NEXT.get(one, -1) > 0
        number = count(t, j + 1)
        unit = _unit(t, number[1] if number else j + 1)
        if unit:
            plural = word(t, unit[1] - 1).endswith("s")
            if unit[0] == "weekend":
                return Weekend(1 if ahead else -1), unit[1]
            if number or plural:
                return Stretch(unit[0], number[0] if number else None, ahead), unit[1]
            if the or one in ("past", "coming"):
                return Stretch(unit[0], 1, ahead), unit[1]
            return Step(unit[0], 1 if ahead else -1), unit[1]
    if one in ("this", "current"):
        unit = _unit(t, j + 1)
        if unit and not word(t, j + 1).endswith("s"):
            return (Weekend(0) if unit[0] == "weekend" else Step(unit[0], 0)), unit[1]
    if one == "weekend":
        return Weekend(), j + 1
    return None


def _counted(t: Tokens, i: int) -> Got:
    """ "two weeks ago", "a day earlier", "in three weeks", "within months", "for a year"."""
    lead = word(t, i) if word(t, i) in ("in", "within", "for", "after") else ""
    j = _skip(t, i + 1 if lead else i, _ROUGHLY)
    limit = 0
    if word(t, j) in ("more", "less", "fewer") and word(t, j + 1) == "than":
        limit, j = (1 if word(t, j) == "more" else -1), j + 2
    elif word(t, j) in ("over", "under") and not lead:
        limit, j = (1 if word(t, j) == "over" else -1), j + 1
    elif word(t, j) == "at" and word(t, j + 1) == "least":
        limit, j = 1, j + 2
    number = count(t, j)
    k = number[1] if number else j
    k = k + 1 if word(t, k) in _DASHES and number else k
    bare = not number and word(t, k).endswith("s") and word(t, k) in UNITS
    unit = _unit(t, k)
    if not unit or not (number or bare):
        return None
    n = number[0] if number else None
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
    if one in ("earlier", "before", "previously", "prior", "later", "after", "afterwards"):
        sign = 1 if one in ("later", "after", "afterwards") else -1
        move = None if n is None or limit else sign * n
        base = period(t, i + 2 if (one, two) == ("prior", "to") else i + 1)
        if base and one in ("before", "after", "prior"):
            return Shift(unit, move, base[0]), base[1]
        if word(t, i + 1) and one in ("before", "after", "prior") and word(t, i + 1).isalpha():
            return NoDay("counted from something undated"), i + 1
        return Back(unit, move), i + 1
    if lead == "in" and unit != "hour":
        return Step(unit, n, False, True, limit), i
    if lead == "within":
        return Stretch(unit, n, True), i
    return NoDay("a length of time"), i


def _vague(t: Tokens, i: int) -> Got:
    one, two = word(t, i), word(t, i + 1)
    if one in VAGUE:
        return Vague(VAGUE[one]), i + 1
    if one in ("earlier", "later"):
        return Vague(-1 if one == "earlier" else 1), i + 1
    pairs = {
        ("to", "date"): -1,
        ("so", "far"): -1,
        ("at", "present"): 0,
        ("in", "future"): 1,
        ("the", "future"): 1,
        ("the", "past"): -1,
    }
    if (one, two) in pairs:
        return Vague(pairs[one, two]), i + 2
    return None


def _repeats(t: Tokens, i: int) -> Got:
    if word(t, i) not in REPEATS:
        return None
    j = i + 1
    while word(t, j) in UNITS or word(t, j) in WEEKDAYS or word(t, j) in ("other", "two", "few"):
        j += 1
    if j == i + 1 and word(t, i) in ("every", "each"):
        return None
    return NoDay("it repeats"), j


def clock(t: Tokens, i: int) -> int | None:
    """The position after a time of day: "2:30 p.m.", "11 a.m. local time", "0300 GMT"."""
    j = _skip(t, i, frozenset(("at", "around", "about", "from", "shortly", "just", "the")))
    one = word(t, j)
    found = one in ("noon", "midnight", "midday", "dawn", "dusk")
    k = j + 1
    if one.isdigit() and len(one) <= 2:
        if word(t, k) in (":", ".") and word(t, k + 1).isdigit() and len(word(t, k + 1)) == 2:
            k, found = k + 2, True
        for half in ("am", "pm"):
            dotted = [word(t, k + n) for n in range(3)] == [half[0], ".", "m"]
            if word(t, k) == half or dotted:
                k, found = k + (3 if dotted else 1), True
                k = k + 1 if dotted and word(t, k) == "." else k
        if word(t, k) in ("h", "hrs"):
            k, found = k + 1, True
    elif one.isdigit() and len(one) == 4 and word(t, k) in ("gmt", "hours", "hrs", "utc"):
        found = True
    if not found:
        return None
    while word(t, k) in ("gmt", "utc", "local", "time", "hours", "hrs", "est", "et", "(", ")"):
        if (
            word(t, k) == "("
            and word(t, k + 1) not in ("gmt", "utc", "local")
            and not word(t, k + 1).isdigit()
        ):
            break
        k += 1
    return k


def _of_day(t: Tokens, i: int) -> Got:
    """ "the night of July 7", "the early hours of Friday", "2:30 p.m. on Wednesday"."""
    j = clock(t, i)
    if j is None:
        j = _skip(t, i, frozenset(("the", "early", "late")))
        named = word(t, j) in PARTS_OF_DAY or word(t, j) in ("hours", "eve")
        if not named:
            return None
        j += 1
        while word(t, j) in PARTS_OF_DAY or word(t, j) in ("hours", "eve"):
            j += 1
    k = _skip(t, j, frozenset(("of", "on", ",", "in")))
    day = _longest(t, k, (_weekday, _calendar_date, _deictic, _nth_of_month))
    return day if day else (NoDay("a time of day"), j)


_WHOLES: tuple[Rule, ...] = (
    _calendar_date,
    _year,
    _century,
    _season,
    _quarter,
    _unit_step,
    _weekday,
    _deictic,
)
_RULES: tuple[Rule, ...] = (
    *_WHOLES,
    _numeric,
    _nine_eleven,
    _feast,
    _nth_of_month,
    _part,
    _nth,
    _counted,
    _of_day,
    _vague,
    _repeats,
)


def _longest(t: Tokens, i: int, rules: Sequence[Rule]) -> Got:
    best: Got = None
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


def _listed(t: Tokens, i: int) -> Got:
    """One time, or two joined: "Monday and Tuesday", "2013 to 2016", "late May to early July"."""
    one = period(t, i)
    if one is None:
        return None
    node, j = one
    if word(t, j) in _JOINS and not isinstance(node, Vague | NoDay | Back):
        k = j + 1
        k = k + 1 if word(t, k) in ("on", "in", "early") and word(t, k - 1) == "and" else k
        two = period(t, k)
        if two and not isinstance(two[0], Vague | NoDay | Back | Stretch):
            return _with_part(node, two[0]), two[1]
    return node, j


def _with_part(one: Node, two: Node) -> Node:
    return Range(one, two.last) if isinstance(two, Range) else Range(one, two)


def _apposed(got: tuple[Node, int], t: Tokens) -> tuple[Node, int]:
    """ "yesterday (July 27, 2022)", "last month, on July 12"."""
    node, i = got
    opened = word(t, i) == "("
    if not opened and word(t, i) != ",":
        return got
    j = _skip(t, i + 1, frozenset(("on", "the", "of")))
    other = _listed(t, j)
    if other is None or isinstance(other[0], Vague | NoDay | Back | Stretch):
        return got
    if not opened and isinstance(other[0], Partial) and other[0].day is None:
        if other[0].weekday is None:
            return got
    k = other[1]
    if opened:
        if word(t, k) != ")":
            return got
        k += 1
    return Both(node, other[0]), k


def time(t: Tokens, i: int) -> Got:
    """The tree of the time words that begin at token ``i``."""
    if word(t, i) == "between":
        got = _listed(t, i + 1)
        return got if got and isinstance(got[0], Range) else None
    if (word(t, i), word(t, i + 1)) == ("as", "of"):
        return _listed(t, i + 2)
    for phrase, how in _BOUNDS:
        if word(t, i) == phrase[0] and all(word(t, i + n) == one for n, one in enumerate(phrase)):
            return _bounded(t, i, i + len(phrase), how)
    got = _listed(t, i)
    return _apposed(got, t) if got else None


def _bounded(t: Tokens, i: int, j: int, how: str) -> Got:
    counted = _counted(t, i) if how == "after" else None
    if counted:
        return counted
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
