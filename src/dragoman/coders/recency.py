"""What speaks against an act's being long past, whatever the day of its news."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from ..dates import resolve_time
from ..types import When

MONTH = timedelta(days=31)
WEEK = timedelta(days=7)
#: Two unlike days of publication: what is near to both is near to any.
DAYS = (date(2014, 5, 14), date(2019, 10, 25))
#: Later than any news: what reaches it reaches the news, whatever its day.
LATE = date(2100, 5, 14)
HAS = re.compile(
    r"\b(?:has|have|[’']ve)"
    r"(?: (?:been|also|not|never|already|repeatedly|since|now|long|just|always|often|yet|\w+ly))*$",
    re.IGNORECASE,
)
HAS_SIZE = 40  # code points that "has ..." before a verb takes at most


@lru_cache(maxsize=4096)
def lately(words: str) -> bool:
    """Whether words such as "on Sunday", "earlier this month" or "last week" name days from a
    month before the day of publication to a week after it."""
    found = [(day, _named(words, day)) for day in DAYS]
    return all(w and day - MONTH <= w[0] and w[1] <= day + WEEK for day, w in found)


@lru_cache(maxsize=4096)
def until_now(words: str) -> bool:
    """Whether words such as "since 2018", "this year" or "in the last three years" name days
    that reach the day of publication."""
    found = _named(words, LATE)
    return found is not None and found[1] >= LATE


def in_perfect(text: str, at: int) -> bool:
    """Whether the verb at ``at`` stands in the present perfect: "has since been jailed"."""
    before = text[max(0, at - HAS_SIZE) : at].rstrip()
    return HAS.search(before) is not None or HAS.match(text[at:].partition(" ")[0]) is not None


def _named(words: str, day: date) -> tuple[date, date] | None:
    """First and last day that the words name in news of ``day``."""
    when = resolve_time(words, words, 0, When(day, day, "day", "assumed"))
    if when is None or when.first_day is None or when.last_day is None:
        return None
    return when.first_day, when.last_day
