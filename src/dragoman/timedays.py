"""Trees of time words -> first and last day, seen from one known day.

A half-date is the nearest that fits the verb; "two weeks ago" is a day, "two years ago" a
whole year; "since" runs to the known day, "by" from it; an unknown end is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from .timecalendar import (
    ONE,
    Missing,
    month_of,
    moved,
    part_of,
    season_in,
    unit_of,
    year_of,
)
from .timetree import (
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
from .timevocab import Unit
from .types import Precision

_WITHIN = 400  # days: a half-date with a weekday is sought no farther
_FAR, _NEAR = 300, 31  # days: a choice this one-sided needs a verb that bears it out


class Days(NamedTuple):
    first: date | None
    last: date | None
    grain: Precision
    how: str


@dataclass(frozen=True, slots=True)
class Seen:
    """From where the words are read. ``ahead`` is None where the verb does not tell;
    ``other`` is the nearest time resolved before them in the text."""

    day: date | None
    ahead: bool | None = False
    sure: bool = True
    south: bool = False
    perfect: bool = False  # "has", "have": what lasts, lasts until now
    other: tuple[date, date] | None = None

    def today(self) -> date:
        if self.day is None:
            raise Missing("no day of publication")
        return self.day


def days(node: Node, seen: Seen) -> Days:
    """Raises ``Missing`` where the words name no day or lean on one that is not known."""
    return _RULES[type(node)](node, seen)


# Dates -------------------------------------------------------------------------------------


def _partial(node: Partial, seen: Seen) -> Days:
    year = node.year
    if year is None and node.year_step is not None:
        year = seen.today().year + node.year_step
    if year is not None:
        found = _in_year(node, year, seen)
        if found is None:
            raise Missing("no such day in that year")
        full = node.year is not None
        first, last, grain = found
        how = "full date" if full and grain == "day" else "named year" if full else "year told"
        return _checked(node, Days(first, last, grain, how))
    if node.weekday is not None and node.month is None and node.day is None:
        return _weekday(node, seen)
    return _half_date(node, seen)


def _in_year(node: Partial, year: int, seen: Seen) -> tuple[date, date, Precision] | None:
    try:
        if node.easter is not None:
            day = easter(year) + timedelta(days=node.easter)
            return day, day, "day"
        if node.season is not None:
            return *season_in(year, node.season, seen.south), "season"
        if node.quarter is not None:
            first = date(year, 3 * node.quarter - 2, 1)
            return first, first + relativedelta(months=3) - ONE, "quarter"
        if node.month is None:
            return *year_of(year), "year"
        if node.day is None:
            return *month_of(date(year, node.month, 1)), "month"
        day = date(year, node.month, node.day)
        return day, day, "day"
    except ValueError:
        return None


def _checked(node: Partial, found: Days) -> Days:
    """A date whose weekday does not fit is taken to be off by one day, or stays open."""
    if node.weekday is None or found.grain != "day" or found.first is None:
        return found
    off = (node.weekday - found.first.weekday() + 3) % 7 - 3
    if not off:
        return found
    other = found.first + timedelta(days=off)
    if abs(off) > 1:
        raise Missing(f"{found.first} is no such weekday")
    first, last = sorted((found.first, other))
    return Days(first, last, "days", f"{found.how}; weekday and date clash by a day")


def _half_date(node: Partial, seen: Seen) -> Days:
    today = seen.today()
    if node.day is not None and node.month is None:
        options = [_this_day(node.day, today + relativedelta(months=n)) for n in (-1, 0, 1)]
        if node.month_step is not None:
            options = [_this_day(node.day, today + relativedelta(months=node.month_step))]
    else:
        years = range(today.year - 2, today.year + 3)
        options = [_in_year(node, year, seen) for year in years]
    found = [one for one in options if one]
    first, last, grain = _chosen(found, node.which, seen)
    if _off(node, first) > 1:
        exact = [one for one in found if not _off(node, one[0])]
        near = [one for one in exact if _distance(one, today) < _WITHIN]
        first, last, grain = _chosen(near or found, node.which, seen)
    return _checked(node, Days(first, last, grain, f"nearest that fits, from {today}"))


def _this_day(day: int, month: date) -> tuple[date, date, Precision] | None:
    try:
        found = month.replace(day=day)
    except ValueError:
        return None
    return found, found, "day"


def _off(node: Partial, day: date) -> int:
    """Days between a date and the weekday told with it."""
    return 0 if node.weekday is None else abs((node.weekday - day.weekday() + 3) % 7 - 3)


Option = tuple[date, date, Precision]


def _chosen(options: list[Option], which: int | None, seen: Seen) -> Option:
    """Of the same date in several years (or months), the one that the words or verb mean."""
    today = seen.today()
    past = [one for one in options if one[0] <= today]
    coming = [one for one in options if one[1] >= today]
    if which == -1:
        return _pick([one for one in options if one[1] < today], -1)
    if which == 1:
        return _pick([one for one in options if one[0] > today], 0)
    if which == 0:
        year = [one for one in options if one[0].year == today.year or one[1].year == today.year]
        return _nearest(year or options, today)
    if seen.ahead is None:
        return _nearest(options, today)
    chosen = _pick(coming, 0) if seen.ahead else _pick(past, -1)
    rival = _nearest(options, today)
    away, near = _distance(chosen, today), _distance(rival, today)
    if rival is not chosen and near <= 1 and not seen.ahead:
        return rival  # written a time zone away
    if rival is not chosen and away > _FAR and near < _NEAR and not seen.sure:
        raise Missing("the verb does not tell which year")
    return chosen


def _pick(options: list[Option], at: int) -> Option:
    if not options:
        raise Missing("no such day near")
    return options[at]


def _distance(option: Option, today: date) -> int:
    first, last, _ = option
    return 0 if first <= today <= last else min(abs((first - today).days), abs((last - today).days))


def _nearest(options: list[Option], today: date) -> Option:
    return min(options, key=lambda one: _distance(one, today))


def _weekday(node: Partial, seen: Seen) -> Days:
    today, wanted = seen.today(), node.weekday or 0
    monday = today - timedelta(days=today.weekday())
    if node.week_step is not None:
        day = monday + timedelta(weeks=node.week_step, days=wanted)
        return Days(day, day, "day", f"weekday in a week told, from {today}")
    back, on = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if node.which == -1 or node.which == 1:
        gap = (back if node.which < 0 else on) or 7
        if gap == 1:
            raise Missing("one day away, or eight")
        day = today + timedelta(days=node.which * gap)
        return Days(day, day, "day", f"{'last' if node.which < 0 else 'next'} such day, {today}")
    day = today + timedelta(days=on) if seen.ahead else today - timedelta(days=back)
    side = "to come" if seen.ahead else "past"
    return Days(day, day, "day", f"nearest {side}, from {today}")


def _either(node: Either, seen: Seen) -> Days:
    readings = [_partial(one, seen) for one in (node.one, node.other)]
    if seen.day is not None:
        readings = [one for one in readings if _possible(one, seen)]
    if len(readings) != 1:
        raise Missing("day and month may stand in either order")
    return replace_how(readings[0], "only this order is possible")


def _possible(one: Days, seen: Seen) -> bool:
    if seen.ahead is None or one.first is None or seen.day is None:
        return True
    return one.first >= seen.day if seen.ahead else one.first <= seen.day


def replace_how(found: Days, how: str) -> Days:
    return found._replace(how=how)


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
            return found._replace(last=today, grain="days")
        return found._replace(last=None, grain="open")
    if node.limit < 0:
        return found._replace(first=today, grain="days")
    return found._replace(first=None, grain="open")


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
    if seen.other is None:
        raise Missing("no time before it in the text to count from")
    if node.count is None:
        raise Missing("no number told")
    return _counted_off(seen.other, node.unit, node.count, "counted from the time before it")


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
    base = days(node.base, seen)
    if isinstance(node.base, Step) and node.count is not None and base.first:
        first, last, grain = unit_of(node.base.unit, moved(base.first, node.unit, node.count))
        return Days(first, last, grain, f"counted; {base.how}")
    if node.count is None or base.first is None or base.last is None:
        raise Missing("no number told")
    if node.unit == "hour":
        raise Missing("hours, not days")
    return _counted_off((base.first, base.last), node.unit, node.count, f"counted; {base.how}")


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
    if not (_leans(one) or _leans(two)):
        return days(one, seen), days(two, seen)
    if _leans(one) and _leans(two) and seen.ahead:
        first = days(one, seen)
        return first, days(two, replace(seen, day=first.first, ahead=True))
    if _leans(one):
        last = days(two, seen)
        if isinstance(two, Partial) and two.which == 1:
            return days(one, seen), last
        return days(one, replace(seen, day=last.last, ahead=False, sure=True)), last
    first = days(one, seen)
    return first, days(two, replace(seen, day=first.first, ahead=True, sure=True))


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
        base = days(node.base, replace(seen, ahead=True))
    else:
        base = days(node.base, seen)
    first, last = base.first, base.last
    if isinstance(node.base, Vague):
        return base
    today = seen.day
    how = f"{node.how}; {base.how}"
    grain = _coarser([base.grain])
    if node.how in ("since", "from", "after"):
        start = first if node.how != "after" else last and last + ONE
        if start is None:
            raise Missing("its start is unknown")
        open_end = today is None or start > today or (node.how == "from" and seen.ahead)
        return Days(start, None, "open", how) if open_end else Days(start, today, grain, how)
    end = last if node.how != "before" else first and first - ONE
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
    Partial: _partial,
    Either: _either,
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
