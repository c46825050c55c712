"""Rules for calendar dates in words: "Friday, 26 April", "May 5-8", "the spring of 2021".

Each takes the tokens and a position and answers the tree with the position after it, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .tree import Either, Node, Partial, Range, Years
from .vocab import (
    EASTERS,
    FEASTS,
    FULL_WEEKDAYS,
    LAST_THIS_NEXT,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    SEASONS,
    SUFFIXES,
    UNITS,
    VAGUE_COUNTS,
    WEEKDAYS,
    Token,
    Unit,
)

Tokens = Sequence[Token]
Got = tuple[Node, int] | None
Rule = Callable[[Tokens, int], Got]

DASHES = frozenset("-–—‑")
JOINS = DASHES | {"to", "and", "or", "through", "until", "till", "thru", "&"}


def word(t: Tokens, i: int) -> str:
    """The word at ``i``; empty beyond either end."""
    return t[i].word if 0 <= i < len(t) else ""


def skip(t: Tokens, i: int, words: frozenset[str]) -> int:
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
    if total >= 20 and word(t, i) in DASHES:
        i += 1
    if total >= 20 and 0 < NUMBERS.get(word(t, i), 0) < 10:
        total, i = total + NUMBERS[word(t, i)], i + 1
    if word(t, i) in ("or", "to") and word(t, i + 1) in NUMBERS:
        return None, i + 2
    if [word(t, i + n) for n in range(3)] == ["and", "a", "half"]:
        return None, i + 3
    return total, i


def unit_at(t: Tokens, i: int) -> tuple[Unit, int] | None:
    unit = UNITS.get(word(t, i))
    return (unit, i + 1) if unit else None


def whole_days(t: Tokens, i: int, number: int | None) -> int | None:
    """The days that ``number`` of the unit at ``i`` make, if they are hours: "72 hours"."""
    if word(t, i) in ("hour", "hours") and number and number % 24 == 0:
        return number // 24
    return None


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
    short = len(one) <= 4 and one not in ("may", "june", "july")
    after = i + 2 if word(t, i + 1) == "." and short else i + 1
    near = word(t, after).isdigit() or word(t, i - 1).isdigit() or word(t, i - 1) in SUFFIXES
    plain = t[i].capital and (len(one) > 4 or one in ("june", "july", "may") or after == i + 2)
    if near or plain or (not t[i].capital and len(one) > 5 and one != "august"):
        return number, after
    return None


def _which_year(t: Tokens, i: int) -> tuple[Partial, int] | None:
    """ ", 2019", "of last year", "this year" after a day or month."""
    j = i
    j = skip(t, j, frozenset((",", "of", "in")))
    year = _year_number(t, j)
    if year is not None and word(t, j + 1) not in UNITS:
        return Partial(year=year), j + 1
    beside = _year_beside(t, j)
    if beside:
        return beside
    if word(t, j) == "the":
        j += 1
    step = LAST_THIS_NEXT.get(word(t, j))
    if step is not None and word(t, j + 1) == "year":
        return Partial(year_step=step), j + 2
    return None


_BESIDE = {"same": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}


def _year_beside(t: Tokens, i: int) -> tuple[Partial, int] | None:
    """ "that year", "of the same year", "the next year": told from another time."""
    the = word(t, i)
    if the == "that" and word(t, i + 1) == "year":
        return Partial(year_beside=0), i + 2
    step = _BESIDE.get(word(t, i + 1))
    if the in ("the", "that") and step is not None and word(t, i + 2) == "year":
        return Partial(year_beside=step), i + 3
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
    return node.but(year=year.year, year_step=year.year_step, year_beside=year.year_beside)


def _days_then_month(t: Tokens, i: int) -> Got:
    """ "8 May", "5 to 8 May", "the 20th of July", "7 and 8 May"."""
    i = i + 1 if word(t, i) == "the" else i
    one = _day_number(t, i)
    if not one:
        return None
    day, j = one
    two = None
    if word(t, j) in JOINS:
        two = _day_number(t, j + 2 if word(t, j + 1) == "the" else j + 1)
    k = two[1] if two else j
    month = _month(t, k + 1 if word(t, k) == "of" else k)
    if not month or (word(t, month[1] - 1) == "." and _day_number(t, month[1])):
        return None  # "the 19 Sept. 11 hijackers"
    first = Partial(month=month[0], day=day)
    if two:
        return Range(first, first.but(day=two[0])), month[1]
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
    if word(t, one[1]) in JOINS:
        at = one[1] + 1
        two = _day_number(t, at + 1 if word(t, at) == "the" else at)
        if two and unit_at(t, two[1]) is None and not _month(t, two[1]):
            return Range(first, first.but(day=two[0])), two[1]
    return first, one[1]


def _month_alone(t: Tokens, i: int) -> Got:
    which = LAST_THIS_NEXT.get(word(t, i))
    month = _month(t, i if which is None else i + 1)
    return (Partial(month=month[0], which=which), month[1]) if month else None


def calendar_date(t: Tokens, i: int) -> Got:
    for rule in (_days_then_month, _month_then_days, _month_alone):
        got = rule(t, i)
        if got:
            return _with_year(got[0], t, got[1])
    return None


def nth_of_month(t: Tokens, i: int) -> Got:
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


def numeric(t: Tokens, i: int) -> Got:
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


def year_alone(t: Tokens, i: int) -> Got:
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
    if word(t, i + 1) in JOINS and short.isdigit() and len(short) == 2:
        last = year // 100 * 100 + int(short)
        if last > year and not unit_at(t, i + 3) and not _month(t, i + 3):
            return Range(Partial(year=year), Partial(year=last)), i + 3
    return Partial(year=year), i + 1


def century(t: Tokens, i: int) -> Got:
    i = i + 1 if word(t, i) == "the" else i
    number = ORDINALS.get(word(t, i))
    j = i + 1
    if number is None and word(t, i + 1) in SUFFIXES and word(t, i).isdigit():
        number, j = int(word(t, i)), i + 2
    j = j + 1 if word(t, j) in DASHES else j
    if number and 10 <= number <= 21 and word(t, j) in ("century", "centuries"):
        return Years(100 * number - 99, 100 * number), j + 1
    return None


def feast(t: Tokens, i: int) -> Got:
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


def nine_eleven(t: Tokens, i: int) -> Got:
    if [one.word for one in t[i : i + 3]] != ["9", "/", "11"] or word(t, i + 3) in ("/", "-"):
        return None
    j = i + 5 if word(t, i + 3) == "," and word(t, i + 4) == "2001" else i + 3
    return Partial(year=2001, month=9, day=11), j


# Weekdays, seasons, parts ------------------------------------------------------------------


def weekday_rule(t: Tokens, i: int) -> Got:
    """ "Friday", "last Friday", "Friday last week", "Friday, 26 April", "Friday (April 26)"."""
    which = None
    if word(t, i) == "this" and word(t, i + 1) in ("past", "coming"):
        i += 1
    if word(t, i) in LAST_THIS_NEXT:
        which, i = LAST_THIS_NEXT[word(t, i)], i + 1
        if word(t, i) == "week" and word(t, i + 1) in FULL_WEEKDAYS:  # "last week Thursday"
            return Partial(weekday=WEEKDAYS[word(t, i + 1)], week_step=which), i + 2
    day = WEEKDAYS.get(word(t, i))
    if day is None or (not t[i].capital and word(t, i) not in FULL_WEEKDAYS):
        return None
    short = word(t, i) not in FULL_WEEKDAYS
    j = i + 2 if short and word(t, i + 1) == "." else i + 1
    dated = _date_beside(t, j)
    if dated:
        node = dated[0]
        if isinstance(node, Partial) and node.day:
            return node.but(weekday=day), dated[1]
    if short:
        return None
    while word(t, j) in PARTS_OF_DAY or word(t, j) in ("early", "late"):
        j += 1
    back = skip(t, j, frozenset(("of",)))
    step = LAST_THIS_NEXT.get(word(t, back))
    if step is not None and word(t, back + 1) == "week":
        return Partial(weekday=day, week_step=step), back + 2
    return Partial(weekday=day, which=which), j


def _date_beside(t: Tokens, i: int) -> Got:
    while word(t, i) in PARTS_OF_DAY:
        i += 1
    opened = word(t, i) == "("
    j = skip(t, i, frozenset((",", "(", "the", "on", ")")))
    got = _days_then_month(t, j) or _month_then_days(t, j)
    if not got:
        return None
    node, j = _with_year(got[0], t, got[1])
    return node, j + 1 if opened and word(t, j) == ")" else j


_BEFORE_SEASONS = frozenset(
    "the in during by since until till of for early late mid before after from - through".split()
)


def season_rule(t: Tokens, i: int) -> Got:
    """ "last summer", "the spring of 2021", "fall 2015", "winter of 1998-1999"."""
    which = LAST_THIS_NEXT.get(word(t, i))
    before = word(t, i)
    j = i + 1 if which is not None or before == "the" else i
    season = SEASONS.get(word(t, j))
    if season is None:
        return None
    node = Partial(season=season, which=which)
    k = skip(t, j + 1, frozenset((",", "of", "in")))
    year = _year_number(t, k)
    if year and word(t, k + 1) in DASHES | {"/"} and word(t, k + 2).isdigit() and season == 12:
        return node.but(year=year), k + 3
    named, after = _with_year(node, t, j + 1)
    led = before in _BEFORE_SEASONS or word(t, i - 1) in _BEFORE_SEASONS or which is not None
    if after == j + 1 and not led:
        return None  # the verb, or "a winter camp"
    of = word(t, j + 1) in ("of", "in")
    if after == j + 1 and word(t, j) in ("spring", "fall") and word(t, j - 1) == "the" and of:
        return None  # "the fall of the city"
    return named, after


def quarter_rule(t: Tokens, i: int) -> Got:
    i = i + 1 if word(t, i) == "the" else i
    quarter = None
    j = i
    if word(t, i) == "q" and word(t, i + 1) in "1234":
        quarter, j = int(word(t, i + 1)), i + 2
    elif 1 <= ORDINALS.get(word(t, i), 0) <= 4 and word(t, i + 1) == "quarter":
        quarter, j = ORDINALS[word(t, i)], i + 2
    fiscal = any(word(t, k) in ("financial", "fiscal") for k in (i - 1, i + 1, j, j + 1, j + 2))
    if quarter is None or fiscal:
        return None
    return _with_year(Partial(quarter=quarter), t, j)
