"""Rules for times seen from the article's day: "yesterday", "last week", "recently"; and for
times of day, which name none. Each answers the tree with the position after it, or None."""

from __future__ import annotations

from .tree import Back, NoDay, Node, Part, Partial, Range, Step, Stretch, Vague, Weekend
from .vocab import (
    FULL_WEEKDAYS,
    HOURS_OF_LIGHT,
    LAST_THIS_NEXT,
    PARTS_OF_DAY,
    REPEATS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from .written import Got, Tokens, count, skip, unit_at, weekday_rule, word

_SAME = frozenset("that same".split())


def deictic(t: Tokens, i: int) -> Got:
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


def unit_step(t: Tokens, i: int) -> Got:
    """ "last week", "the past two weeks", "recent days", "the next day", "that month"."""
    the = word(t, i) == "the"
    j = i + 1 if the else i
    one = word(t, j)
    if one in ("following", "previous", "preceding", "next", "same", "that"):
        k = j + 1
        if one == "that":
            k = k + 1 if word(t, k) == "same" else k
        if word(t, k) in PARTS_OF_DAY and (one == "same" or k > j + 1):
            return Back("day", 0), k + 1
        move = {"following": 1, "previous": -1, "preceding": -1}.get(one)
        if move and word(t, k) in FULL_WEEKDAYS:
            return Back("day", move, weekday=WEEKDAYS[word(t, k)]), k + 1
        unit = unit_at(t, k)
        follows = the or one in _SAME or (one == "next" and word(t, k) == "day")
        singular = unit and not word(t, k).endswith("s")
        counts = follows or one in ("following", "previous", "preceding")
        units_on = one == "next" and unit is not None and unit[0] != "day"
        if unit and singular and counts and not units_on and unit[0] != "hour":
            move = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(one, 0)
            return Back(unit[0], move), unit[1]
    if one == "this" and word(t, j + 1) in ("past", "coming"):
        j, one, the = j + 1, word(t, j + 1), True
    if one == "recent" or (one in LAST_THIS_NEXT and one not in ("this", "current")):
        ahead = LAST_THIS_NEXT.get(one, -1) > 0
        number = count(t, j + 1)
        unit = unit_at(t, number[1] if number else j + 1)
        if unit:
            plural = word(t, unit[1] - 1).endswith("s")
            if unit[0] == "weekend":
                return Weekend(1 if ahead else -1), unit[1]
            if number or plural:
                return Stretch(unit[0], number[0] if number else None, ahead), unit[1]
            if the or one in ("past", "coming"):
                return Stretch(unit[0], 1, ahead), unit[1]
            return _day_of_week(t, unit[1], Step(unit[0], 1 if ahead else -1))
    if one in ("this", "current"):
        unit = unit_at(t, j + 1)
        if unit and not word(t, j + 1).endswith("s"):
            if unit[0] == "weekend":
                return Weekend(0), unit[1]
            return _day_of_week(t, unit[1], Step(unit[0], 0))
    if one == "weekend":
        return Weekend(), j + 1
    return None


def _day_of_week(t: Tokens, i: int, step: Step) -> tuple[Node, int]:
    """ "last week on Thursday"."""
    if step.unit == "week" and word(t, i) == "on":
        got = weekday_rule(t, i + 1)
        if got and isinstance(got[0], Partial) and got[0].day is None and got[0].which is None:
            return got[0].but(week_step=step.count), got[1]
    return step, i


def vague(t: Tokens, i: int) -> Got:
    one, two = word(t, i), word(t, i + 1)
    if one in VAGUE:
        if two in ("after", "before"):
            return NoDay("counted from something undated"), i + 2
        return Vague(VAGUE[one]), i + 1
    if (one, two) == ("so", "far") and word(t, i + 2) == "this" and unit_at(t, i + 3):
        return Part("earlier", Step(UNITS[word(t, i + 3)], 0)), i + 4
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


def repeats(t: Tokens, i: int) -> Got:
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
    j = skip(t, i, frozenset(("at", "around", "about", "from", "shortly", "just", "the")))
    if j > i and word(t, j) in ("after", "before") and word(t, j - 1) in ("shortly", "just"):
        j += 1
    one = word(t, j)
    found = one in HOURS_OF_LIGHT
    k = j + 1
    if (one, word(t, k)) in (("first", "light"), ("last", "light")):
        k, found = k + 1, True
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
