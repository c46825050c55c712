"""A date as far as the words give it -> the days that it means, of all that it could.

The nearest that fits the verb; "last", "this" and "next" before it decide; a weekday told
beside it must fit.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from ..types import Precision
from ..values import Value
from .calendar import ONE, Missing, month_of, season_in, year_of
from .tree import Either, Partial

_WITHIN = 400  # days: a half-date with a weekday is sought no farther
#: Days: a choice this one-sided needs a verb that bears it out; that of a day is open even so
#: ("offered to host talks on 14 December", told in early December).
_FAR, _NEAR, _NEARBY = 300, 31, 62


class Days(Value, frozen=True):
    first: date | None
    last: date | None
    grain: Precision
    how: str


class Seen(Value, frozen=True):
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


Option = tuple[date, date, Precision]


def partial(node: Partial, seen: Seen) -> Days:
    year = node.year
    if node.year_beside is not None:
        if seen.other is None:
            raise Missing("no time before it in the text")
        year = seen.other[0].year + node.year_beside
    elif year is None and node.year_step is not None:
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
    first, last, grain = _chosen(found, node, seen)
    if _off(node, first) > 1:
        exact = [one for one in found if not _off(node, one[0])]
        near = [one for one in exact if _distance(one, today) < _WITHIN]
        first, last, grain = _chosen(near or found, node, seen)
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


def _chosen(options: list[Option], node: Partial, seen: Seen) -> Option:
    """Of the same date in several years (or months), the one that the words or verb mean."""
    today, which = seen.today(), node.which
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
    if rival is chosen or away <= _FAR:
        return chosen
    if seen.ahead and not seen.sure and near < _NEAR:
        return rival  # a plan since undone, or a timetable read late
    dated = node.day is not None and node.month is not None
    if near < (_NEARBY if dated and not seen.sure else _NEAR) and (dated or not seen.sure):
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


def either(node: Either, seen: Seen) -> Days:
    readings = [partial(one, seen) for one in (node.one, node.other)]
    if seen.day is not None:
        readings = [one for one in readings if _possible(one, seen)]
    if len(readings) != 1:
        raise Missing("day and month may stand in either order")
    return readings[0].but(how="only this order is possible")


def _possible(one: Days, seen: Seen) -> bool:
    if seen.ahead is None or one.first is None or seen.day is None:
        return True
    return one.first >= seen.day if seen.ahead else one.first <= seen.day
