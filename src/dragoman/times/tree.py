"""What time words say, as small trees: no calendar and no article's day in them yet."""

from __future__ import annotations

from typing import Literal

from ..values import Value
from .vocab import Unit


class Partial(Value, frozen=True):
    """A date as far as the words give it: "Friday", "26 April", "March last year", "2019".

    ``which`` is -1, 0, 1 for last, this, next before the finest field; the ``_step`` fields
    count whole years, months, weeks from the article's own. ``season`` is its first month.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    easter: int | None = None  # days from Easter Sunday
    which: int | None = None
    year_step: int | None = None
    year_beside: int | None = None  # from the year of another time: "that year"
    month_step: int | None = None
    week_step: int | None = None


class Either(Value, frozen=True):
    """Two readings of one date: "06/07/2021"."""

    one: Partial
    other: Partial


class Years(Value, frozen=True):
    """A decade or century, both ends inclusive."""

    first: int
    last: int


class Step(Value, frozen=True):
    """``count`` units from the article's day; negative is back. ``whole`` is the whole
    calendar unit ("last week"), else the day counted off ("two weeks ago"). ``limit`` is
    1 for "more than", -1 for "less than". ``count`` None is no number ("a few days ago")."""

    unit: Unit
    count: int | None
    whole: bool = True
    ahead: bool = False
    limit: int = 0


class Weekend(Value, frozen=True):
    """``which`` is -1, 0, 1, or None where only the verb tells."""

    which: int | None = None


class Stretch(Value, frozen=True):
    """The ``count`` units that end (or, ``ahead``, begin) with the article's day."""

    unit: Unit
    count: int | None
    ahead: bool = False


class Back(Value, frozen=True):
    """``count`` units from another time in the text: "the next day", "two weeks later".
    ``goes_on`` is what is left of that day: "later in the day". With a ``weekday``, the first
    such day after or before it: "the following Thursday"."""

    unit: Unit
    count: int | None
    goes_on: bool = False
    weekday: int | None = None


class Then(Value, frozen=True):
    """The other time itself: "since then"."""


class Length(Value, frozen=True):
    """A length of time by itself: "for three days". It lies up to now after "has"."""

    unit: Unit
    count: int | None


class Shift(Value, frozen=True):
    """``count`` units from ``base``: "two days after Monday's raid"."""

    unit: Unit
    count: int | None
    base: Node


class Part(Value, frozen=True):
    """``which`` is early, mid, late, earlier, later, half1, half2."""

    which: str
    whole: Node


class Nth(Value, frozen=True):
    """The first ``count`` units of ``whole`` after skipping ``skip``; from the end if
    ``skip`` is negative. With a ``weekday``, only such days are skipped or counted."""

    unit: Unit
    skip: int
    count: int
    whole: Node
    weekday: int | None = None


class Range(Value, frozen=True):
    first: Node
    last: Node


class Bound(Value, frozen=True):
    """ "since", "from", "until", "by", "before" or "after" another time; "within" is that
    time itself: "before dawn on Monday"."""

    how: Literal["since", "from", "until", "by", "before", "after", "within"]
    base: Node


class Both(Value, frozen=True):
    """Two ways to say one time: "last month, on July 12"."""

    one: Node
    other: Node


class Vague(Value, frozen=True):
    """Before (-1), at (0) or after (1) the article's day, no more."""

    side: int


class NoDay(Value, frozen=True):
    """Time words that name no day: a time of day, a length, a repetition."""

    why: str
    count: tuple[Unit, int | None] | None = None  # of "two days after", what follows undated


Node = (
    Partial
    | Either
    | Years
    | Step
    | Weekend
    | Stretch
    | Back
    | Then
    | Length
    | Shift
    | Part
    | Nth
    | Range
    | Bound
    | Both
    | Vague
    | NoDay
)
