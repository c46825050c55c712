"""Weeks, months, seasons and their parts, as first and last days.

Weeks run from Monday to Sunday; a third of a month is days 1-10, 11-20, 21 to the end, a
third of a year January-April, May-August, September-December; seasons are whole months, the
northern spring March to May.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ..types import Precision
from .vocab import Unit

ONE = timedelta(days=1)


class Missing(Exception):
    """The day stays open; the message says what is missing."""


def day_at(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Missing(f"no such day: {year}-{month:02}-{day:02}") from None


def month_of(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, _through(first, 1)


def _through(first: date, months: int) -> date:
    """The last day of so many whole months; the day after it may lie beyond the year 9999."""
    try:
        return first + relativedelta(months=months - 1, day=31)
    except ValueError:
        raise Missing("too far away") from None


def year_of(year: int) -> tuple[date, date]:
    return day_at(year, 1, 1), day_at(year, 12, 31)


def unit_of(unit: Unit, day: date) -> tuple[date, date, Precision]:
    """The calendar unit that holds ``day``."""
    match unit:
        case "week":
            first = moved(day, "day", -day.weekday())
            return first, moved(first, "day", 6), "week"
        case "month":
            return *month_of(day), "month"
        case "quarter":
            first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            return first, _through(first, 3), "quarter"
        case "year":
            return *year_of(day.year), "year"
        case "decade":
            return year_of(day.year // 10 * 10)[0], year_of(day.year // 10 * 10 + 9)[1], "year"
        case "century":
            start = (day.year - 1) // 100 * 100 + 1
            return year_of(start)[0], year_of(start + 99)[1], "year"
    return day, day, "day"


def moved(day: date, unit: Unit, count: int) -> date:
    try:
        match unit:
            case "day":
                return day + timedelta(days=count)
            case "week" | "weekend":
                return day + timedelta(weeks=count)
            case "month":
                return day + relativedelta(months=count)
            case "quarter" | "season":
                return day + relativedelta(months=3 * count)
            case "year":
                return day + relativedelta(years=count)
            case "decade":
                return day + relativedelta(years=10 * count)
            case "century":
                return day + relativedelta(years=100 * count)
    except (OverflowError, ValueError):
        raise Missing("too far away") from None
    raise Missing("hours, not days")


def season_in(year: int, month: int, south: bool) -> tuple[date, date]:
    month = (month + 5) % 12 + 1 if south else month
    first = day_at(year, month, 1)
    return first, _through(first, 3)


def part_of(which: str, first: date, last: date, grain: Precision) -> tuple[date, date, Precision]:
    length = (last - first).days + 1
    if which in ("half1", "half2"):
        months = {"year": 6, "month": 0}.get(grain)
        if months is None:
            raise Missing("half of an uneven length")
        middle = first + relativedelta(months=6) if months else first + timedelta(days=15)
        half: Precision = "season" if months else "days"
        return (first, middle - ONE, half) if which == "half1" else (middle, last, half)
    at = ("early", "mid", "late").index(which)
    if length <= 1:
        return first, last, grain
    if grain == "month":
        return _slice(first, last, (timedelta(10), timedelta(20)), at, "days")
    if grain in ("season", "quarter"):
        steps = relativedelta(months=1), relativedelta(months=2)
        return _slice(first, last, steps, at, "month")
    if grain == "year" and length <= 366:
        steps = relativedelta(months=4), relativedelta(months=8)
        return _slice(first, last, steps, at, "season")
    if grain == "year" and length < 4000:
        steps = relativedelta(years=4), relativedelta(years=7)
        return _slice(first, last, steps, at, "year")
    if grain == "year":
        steps = relativedelta(years=33), relativedelta(years=67)
        return _slice(first, last, steps, at, "year")
    if grain == "week":
        return _slice(first, last, (timedelta(3), timedelta(4)), at, "days")
    return first, last, grain


def _slice(
    first: date,
    last: date,
    cuts: tuple[timedelta | relativedelta, timedelta | relativedelta],
    at: int,
    grain: Precision,
) -> tuple[date, date, Precision]:
    edges = [first, first + cuts[0], first + cuts[1], last + ONE]
    if grain == "days" and (last - first).days == 6 and at == 1:
        edges[1] = first + timedelta(2)  # the middle of a week is Wednesday and around
        edges[2] = first + timedelta(5)
    return edges[at], edges[at + 1] - ONE, grain
