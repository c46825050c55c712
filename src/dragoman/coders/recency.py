"""Time words that lie within about a month of the news, whatever its day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from ..dates import resolve_time
from ..types import When

MONTH = timedelta(days=31)
WEEK = timedelta(days=7)
#: Two unlike days of publication: what is near to both is near to any.
DAYS = (date(2014, 5, 14), date(2019, 10, 25))


@lru_cache(maxsize=4096)
def lately(words: str) -> bool:
    """Whether words such as "on Sunday", "earlier this month" or "last week" name days from a
    month before the day of publication to a week after it."""
    return all(_near(words, day) for day in DAYS)


def _near(words: str, day: date) -> bool:
    when = resolve_time(words, words, 0, When(day, day, "day", "assumed"))
    if when is None or when.first_day is None or when.last_day is None:
        return False
    return day - MONTH <= when.first_day and when.last_day <= day + WEEK
