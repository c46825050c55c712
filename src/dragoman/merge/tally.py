"""What a group of reports says together: each field with how many independent reports give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from ..types import ArticleId, Copy, Event, EventId, Modality
from .traits import Traits

#: Of what is told as real or as ahead, the first that any report gives stands for the event:
#: an old event retold is one that happened, a plan that some doubt is a plan.
MODALITIES: Final[tuple[Modality, ...]] = (
    "happened",
    "ongoing",
    "historic",
    "planned",
    "hypothetical",
    "denied",
)
ISSUES: Final = 3  # of an event that are named, those most reports give


class Reports:
    """Which articles repeat one another: together they are one independent report."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self.beside: dict[ArticleId, set[ArticleId]] = defaultdict(set)
        for one in copies:
            self.beside[one.article].add(one.original)
            self.beside[one.original].add(one.article)

    def independent(self, articles: Iterable[ArticleId]) -> dict[ArticleId, int]:
        """The number of each article's report; copies of one another share one."""
        left, number, reports = set(articles), 0, dict[ArticleId, int]()
        for first in sorted(left):
            if first in reports:
                continue
            edge = [first]
            while edge:
                one = edge.pop()
                reports[one] = number
                edge += (self.beside.get(one, set()) & left) - reports.keys()
            number += 1
        return reports


def event(name: EventId, group: Sequence[Traits], reports: Reports) -> Event:
    """The event that ``group`` (the earliest report first) tells of."""
    if len(group) == 1:
        return _alone(name, group[0])
    report_of = reports.independent({one.article for one in group})

    def told(values: Callable[[Traits], Iterable[str | None]]) -> dict[str, int]:
        """Independent reports by value, most reported first."""
        by: dict[str, set[int]] = defaultdict(set)
        for one in group:
            for value in values(one):
                if value:
                    by[value].add(report_of[one.article])
        return dict(sorted(((k, len(v)) for k, v in by.items()), key=lambda kv: (-kv[1], kv[0])))

    fields = {
        "type": told(lambda one: (one.type,)),
        "modality": told(lambda one: (one.modality,)),
        "source": _known(told(lambda one: one.source.codes)),
        "target": _known(told(lambda one: one.target.codes)),
        "day": told(lambda one: (_period(one.days),)),
        "place": told(lambda one: (one.place,)),
        "country": told(lambda one: (one.land,)),
        "mode": told(lambda one: (one.mode,)),
        "issue": told(lambda one: one.issues),
    }
    days = sorted({one.days for one in group if one.days})
    worded = sorted({one.days for one in group if one.days and one.days == one.window})
    first, last = _agreed(worded or days)  # not those that articles lend, if there are others
    return Event(
        id=name,
        claims=tuple(one.id for one in group),
        type=next(iter(fields["type"])),
        modality=next(one for one in MODALITIES if one in fields["modality"]),
        sources=tuple(sorted(fields["source"])),
        targets=tuple(sorted(fields["target"])),
        first_day=first,
        last_day=last,
        widest=_widest(days or sorted({one.window for one in group if one.window})),
        place=next(iter(fields["place"]), None),
        country=next(iter(fields["country"]), None),
        mode=_mode(group),
        mutual=any(one.mutual for one in group),
        issues=tuple(fields["issue"])[:ISSUES],
        reports=len(report_of),
        independent=len(set(report_of.values())),
        support=tuple(_given(n, value, c) for n, by in fields.items() for value, c in by.items()),
    )


def _mode(group: Sequence[Traits]) -> str | None:
    """The mode that at least half of the claims give: one of many that calls a meeting a phone
    call does not make it one."""
    counts = Counter(one.mode for one in group if one.mode is not None)
    mode, count = min(counts.items(), key=lambda kv: (-kv[1], kv[0]), default=(None, 0))
    return mode if 2 * count >= len(group) else None


@lru_cache(1 << 16)
def _given(field: str, value: str, reports: int) -> tuple[str, str, int]:
    """One object for equal rows: there are many events, and few different rows."""
    return field, value, reports


def _alone(name: EventId, one: Traits) -> Event:
    """One report gives every field; ``support`` would say nothing more."""
    first, last = _agreed([one.days] if one.days else [])
    return Event(
        id=name,
        claims=(one.id,),
        type=one.type,
        modality=one.modality,
        sources=tuple(sorted(_known(dict.fromkeys(one.source.codes, 1)))),
        targets=tuple(sorted(_known(dict.fromkeys(one.target.codes, 1)))),
        first_day=first,
        last_day=last,
        widest=(first, last) if first else _widest([one.window] if one.window else []),
        place=one.place,
        country=one.land,
        mode=one.mode,
        mutual=one.mutual,
        issues=one.issues[:ISSUES],
        reports=1,
        independent=1,
    )


def _known(codes: Mapping[str, int]) -> dict[str, int]:
    """Without "unknown" beside a known one."""
    known = {code: count for code, count in codes.items() if code != "UNK"}
    return known or dict(codes)


def _period(days: tuple[int, int] | None) -> str | None:
    """ISO 8601: a day, or first and last day with a slash."""
    if days is None:
        return None
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return first if first == last else f"{first}/{last}"


def _agreed(days: Sequence[tuple[int, int]]) -> tuple[date | None, date | None]:
    """The days that all reports allow; where there are none, those of the narrowest report."""
    if not days:
        return None, None
    first, last = max(one[0] for one in days), min(one[1] for one in days)
    if first > last:
        first, last = min(days, key=lambda one: (one[1] - one[0], one))
    return date.fromordinal(first), date.fromordinal(last)


def _widest(days: Sequence[tuple[int, int]]) -> tuple[date | None, date | None]:
    if not days:
        return None, None
    first, last = min(one[0] for one in days), max(one[1] for one in days)
    return date.fromordinal(first), date.fromordinal(last)
