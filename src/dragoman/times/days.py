"""Trees of time words -> first and last day, seen from one known day.

A half-date is the nearest that fits the verb; "two weeks ago" is a day, "two years ago" a
whole year; "since" runs to the known day, "by" from it; an unknown end is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ..types import Precision
from .calendar import ONE, Missing, moved, part_of, unit_of, year_of
from .choice import Days, Seen, either, partial
from .tree import (
    Back,
    Both,
    Bound,
    Either,
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
    Weekend,
    Years,
)
from .vocab import Unit


def days(node: Node, seen: Seen) -> Days:
    """Raises ``Missing`` where the words name no day or lean on one that is not known."""
    return _RULES[type(node)](node, seen)


# Dates -------------------------------------------------------------------------------------


def _years(node: Years, seen: Seen) -> Days:
    return Days(year_of(node.first)[0], year_of(node.last)[1], "year", "named years")


# From the article's day --------------------------------------------------------------------


def _step(node: Step, seen: Seen) -> Days:
    today = seen.today()
    if node.count is None:
        if node.ahead:
            return Days(today, None, "open", "no number told")
        return Days(None, today, "open", "no number told")
    if node.ahead and seen.ahead is False and seen.sure:
        raise Missing("a length of time")
    there = moved(today, node.unit, node.count)
    keeps_day = not node.whole and node.unit in ("day", "week")
    grain: Precision
    first, last, grain = (there, there, "day") if keeps_day else unit_of(node.unit, there)
    if node.unit == "decade" and not node.whole:
        first, last, grain = *year_of(there.year), "year"
    how = f"counted from {today}"
    if node.limit:
        return _limited(Days(first, last, grain, how), node, today)
    return Days(first, last, grain, how)


def _limited(found: Days, node: Step, today: date) -> Days:
    """ "more than a month ago", "less than two weeks ago"."""
    nearer = (node.limit < 0) != (node.count is not None and node.count > 0)
    if nearer:
        if node.limit < 0:
            return found.but(last=today, grain="days")
        return found.but(last=None, grain="open")
    if node.limit < 0:
        return found.but(first=today, grain="days")
    return found.but(first=None, grain="open")


def _weekend(node: Weekend, seen: Seen) -> Days:
    today = seen.today()
    saturday = today + timedelta(days=5 - today.weekday())
    begun = today.weekday() >= 5
    which = node.which
    if which is None or which == 0:
        which = 1 if seen.ahead else -1
        which = 0 if begun else which
        saturday += timedelta(weeks=-1 if which == -1 else 0)
    elif which == -1:
        saturday -= timedelta(weeks=1)
    elif begun:
        saturday += timedelta(weeks=1)
    return Days(saturday, saturday + ONE, "days", f"weekend, from {today}")


def _stretch(node: Stretch, seen: Seen) -> Days:
    today = seen.today()
    if node.count is None:
        how = "no number told"
        return Days(today, None, "open", how) if node.ahead else Days(None, today, "open", how)
    other = moved(today, node.unit, node.count if node.ahead else -node.count)
    first, last = sorted((today, other))
    return Days(first, last, "days", f"counted from {today}")


def _vague(node: Vague, seen: Seen) -> Days:
    today = seen.today()
    if node.side == 0:
        return Days(today, today, "day", "the present of the article")
    if node.side > 0:
        return Days(today, None, "open", "after the article")
    return Days(None, today, "open", "before the article")


# From another time -------------------------------------------------------------------------


def _back(node: Back, seen: Seen) -> Days:
    if node.goes_on and _today_goes_on(seen):
        return Days(seen.today(), seen.today(), "day", f"what is left of {seen.day}")
    if node.weekday is not None and node.count:
        return _weekday_beside(node.weekday, node.count, seen.other or (seen.today(),) * 2)
    if seen.other is None:
        raise Missing("no time before it in the text to count from")
    if node.count is None:
        raise Missing("no number told")
    return _counted_off(seen.other, node.unit, node.count, "counted from the time before it")


def _weekday_beside(weekday: int, step: int, other: tuple[date, date]) -> Days:
    """The first such day after, or the last before, another time."""
    day = other[1] if step > 0 else other[0]
    day += ((weekday - day.weekday()) * step % 7 or 7) * step * ONE
    return Days(day, day, "day", f"counted from {other[1] if step > 0 else other[0]}")


def _today_goes_on(seen: Seen) -> bool:
    """ "will appear in court later in the day": the article's day, unless another just told
    may be meant."""
    apart = seen.other is None or (seen.day is not None and seen.other[1] < seen.day - ONE)
    return bool(seen.ahead) and seen.sure and seen.day is not None and apart


def _then(node: Then, seen: Seen) -> Days:
    if seen.other is None:
        raise Missing("no time before it in the text")
    return Days(*seen.other, "days", "the time before it")


def _for(node: Length, seen: Seen) -> Days:
    if not seen.perfect:
        raise Missing("a length of time")
    return _stretch(Stretch(node.unit, node.count), seen)


def _counted_off(base: tuple[date, date], unit: Unit, count: int, how: str) -> Days:
    whole = unit_of(unit, base[0])
    if unit in ("day", "week") and count and base[0] != base[1]:
        raise Missing("the time before it is no single day")
    if base[1] > whole[1]:
        raise Missing("the time before it is too wide")
    there = moved(base[0], unit, count)
    if unit == "day" or (unit == "week" and count):
        return Days(there, there, "day", how)
    first, last, grain = unit_of(unit, there)
    return Days(first, last, grain, how)


def _shift(node: Shift, seen: Seen) -> Days:
    base = days(node.base, _beside_verb(node.base, seen))
    if isinstance(node.base, Step) and node.count is not None and base.first:
        today = moved(seen.today(), node.base.unit, node.base.count or 0)
        first, last, grain = unit_of(node.base.unit, moved(today, node.unit, node.count))
        return Days(first, last, grain, f"counted; {base.how}")
    if node.count is None or base.first is None or base.last is None:
        raise Missing("no number told")
    if node.unit == "hour":
        raise Missing("hours, not days")
    return _counted_off((base.first, base.last), node.unit, node.count, f"counted; {base.how}")


def _beside_verb(base: Node, seen: Seen) -> Seen:
    """The verb tells of the day counted off, not of a date that it is counted from."""
    dated = isinstance(base, Partial) and base.weekday is None
    return seen.but(ahead=None) if dated else seen


# Parts -------------------------------------------------------------------------------------


def _part(node: Part, seen: Seen) -> Days:
    whole = days(node.whole, seen)
    if whole.first is None or whole.last is None:
        return whole
    if node.which in ("earlier", "later"):
        return _up_to_now(node.which, whole, seen)
    first, last, grain = part_of(node.which, whole.first, whole.last, whole.grain)
    return Days(first, last, grain, f"{node.which} part; {whole.how}")


def _up_to_now(which: str, whole: Days, seen: Seen) -> Days:
    today = seen.today()
    if whole.first is None or whole.last is None or not whole.first <= today <= whole.last:
        return whole
    grain: Precision = "days" if whole.grain == "week" else whole.grain
    if which == "earlier":
        return Days(whole.first, today, grain, f"up to {today}")
    return Days(today, whole.last, grain, f"from {today} on")


def _nth(node: Nth, seen: Seen) -> Days:
    whole = days(node.whole, seen)
    if whole.first is None or whole.last is None:
        return whole
    if node.weekday is not None:
        return _nth_weekday(node, node.weekday, whole, seen)
    if node.skip < 0:
        last = whole.last
        first = moved(last + ONE, node.unit, -node.count)
    else:
        first = moved(whole.first, node.unit, node.skip)
        last = moved(first, node.unit, node.count) - ONE
    if first < whole.first or last > whole.last:
        raise Missing("no such part")
    grain: Precision = "day" if first == last else "days"
    return Days(first, last, grain, f"counted within; {whole.how}")


def _nth_weekday(node: Nth, weekday: int, whole: Days, seen: Seen) -> Days:
    """In the month a year on or back where the nearest does not fit the verb."""
    found = _weekdays_in(whole, weekday)
    if not -len(found) <= node.skip < len(found):
        raise Missing("no such day")
    day = found[node.skip]
    how = f"counted within; {whole.how}"
    bare = isinstance(node.whole, Partial) and _leans(node.whole) and seen.sure
    wrong = seen.day is not None and (day < seen.day if seen.ahead else day > seen.day)
    if bare and wrong and seen.ahead is not None and whole.first:
        other = moved(whole.first, "month", 6 if seen.ahead else -6)
        return _nth(node, seen.but(day=other))
    return Days(day, day, "day", how)


def _weekdays_in(whole: Days, weekday: int) -> list[date]:
    if whole.first is None or whole.last is None:
        return []
    first = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7)
    return [first + timedelta(weeks=n) for n in range((whole.last - first).days // 7 + 1)]


# Two times ---------------------------------------------------------------------------------


def _range(node: Range, seen: Seen) -> Days:
    first, last = _ends(node, seen)
    if first.first is None or last.last is None:
        raise Missing("one end is unknown")
    if first.first > last.last:
        raise Missing("the ends stand in the wrong order")
    grain = _coarser((first.grain, last.grain))
    return Days(first.first, last.last, grain, f"from the first to the last; {last.how}")


def _ends(node: Range, seen: Seen) -> tuple[Days, Days]:
    """The end that stands by itself first; the other is read from there."""
    one, two = node.first, node.last
    if _half_dated(one) and _half_dated(two) and seen.day is not None:
        first = days(one, seen.but(ahead=None))
        last = days(two, seen.but(day=first.first, ahead=True, sure=True))
        if first.first and last.last and first.first <= seen.day <= last.last:
            return first, last  # it goes on, whatever the verb
    if not (_leans(one) or _leans(two)):
        return days(one, seen), days(two, seen)
    if _weekday_only(one) and _leans(two) and seen.ahead:
        first = days(one, seen)
        return first, days(two, seen.but(day=first.first, ahead=True))
    if _leans(one):
        last = days(two, seen)
        if isinstance(two, Partial) and two.which == 1:
            return days(one, seen), last
        return days(one, seen.but(day=last.last, ahead=False, sure=True)), last
    first = days(one, seen)
    return first, days(two, seen.but(day=first.first, ahead=True, sure=True))


def _weekday_only(node: Node) -> bool:
    return isinstance(node, Partial) and node.weekday is not None and node.day is None


def _half_dated(node: Node) -> bool:
    return isinstance(node, Partial) and bool(node.month and node.day) and _leans(node)


def _leans(node: Node) -> bool:
    if isinstance(node, Part):
        return _leans(node.whole)
    known = isinstance(node, Partial) and (node.year, node.year_step, node.week_step, node.which)
    return isinstance(known, tuple) and all(one is None for one in known)


def _coarser(grains: Iterable[Precision]) -> Precision:
    order: list[Precision] = ["days", "week", "month", "quarter", "season", "year", "open"]
    return max(("days" if one == "day" else one for one in grains), key=order.index)


def _bound(node: Bound, seen: Seen) -> Days:
    if node.how in ("until", "by") and not (seen.ahead is False and seen.sure):
        base = days(node.base, seen.but(ahead=True))
    else:
        base = days(node.base, seen)
    if node.how == "within":
        return base
    first, last = base.first, base.last
    if isinstance(node.base, Vague):
        return (
            Days(None, seen.today(), "open", "up to the article") if node.base.side == 0 else base
        )
    today = seen.day
    how = f"{node.how}; {base.how}"
    grain = _coarser([base.grain])
    if node.how in ("since", "from", "after"):
        start = first if node.how != "after" else last and last + ONE
        if start is None:
            raise Missing("its start is unknown")
        open_end = today is None or start > today or (node.how == "from" and seen.ahead)
        return Days(start, None, "open", how) if open_end else Days(start, today, grain, how)
    whole = isinstance(node.base, Part) and node.base.which == "late"
    end = last if node.how != "before" or whole else first and first - ONE  # "the end of May"
    if end is None:
        raise Missing("its end is unknown")
    if today is None or end < today:
        return Days(None, end, "open", how)
    return Days(today, end, grain, how)


def _both(node: Both, seen: Seen) -> Days:
    """The narrower, if the two agree; a full date decides."""
    found: list[Days] = []
    why = ""
    for one in (node.one, node.other):
        try:
            found.append(days(one, seen))
        except Missing as missing:
            why = str(missing)
    if not found:
        raise Missing(why)
    if len(found) == 1:
        return found[0]
    narrow, wide = sorted(found, key=_length)
    if narrow.first is None or narrow.last is None:
        return narrow
    if (wide.first or narrow.first) <= narrow.first and narrow.last <= (wide.last or narrow.last):
        return narrow
    raise Missing("two times told for one, and they clash")


def _length(one: Days) -> int:
    return 10**9 if one.first is None or one.last is None else (one.last - one.first).days


def _no_day(node: NoDay, seen: Seen) -> Days:
    raise Missing(node.why)


_RULES: dict[type, Callable[..., Days]] = {
    Partial: partial,
    Either: either,
    Years: _years,
    Step: _step,
    Weekend: _weekend,
    Stretch: _stretch,
    Vague: _vague,
    Back: _back,
    Shift: _shift,
    Part: _part,
    Nth: _nth,
    Range: _range,
    Bound: _bound,
    Both: _both,
    Then: _then,
    Length: _for,
    NoDay: _no_day,
}
