"""All events in columns: facets, counts and matrices of any filter in milliseconds.

Made from the ledger when it was settled anew, and only read from then on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ..actors import book
from ..actors.outlets import home
from ..ledger import Ledger
from ..ontology import QUADS
from ..positions import changes

Unit = Literal["events", "independent", "reports"]
UNITS: Final[tuple[Unit, ...]] = ("events", "independent", "reports")
OPEN: Final = "open"  # the month of an event without a day
UNNAMED: Final = "(no outlet)"

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
#: For each facet the chosen values: an event fits if it has one of them in every facet.
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Column:
    """One facet: ``rows[n]`` is the number of an event that has ``values[codes[n]]``."""

    values: list[str]
    rows: Ints
    codes: Ints

    @cached_property
    def number(self) -> dict[str, int]:
        return {value: n for n, value in enumerate(self.values)}

    def mask(self, chosen: Sequence[str], size: int) -> Mask:
        wanted = np.zeros(len(self.values), dtype=bool)
        wanted[[self.number[one] for one in chosen if one in self.number]] = True
        found = np.zeros(size, dtype=bool)
        found[self.rows[wanted[self.codes]]] = True
        return found

    def counts(self, mask: Mask, weights: Ints) -> Iterator[tuple[str, int]]:
        """(value, count) of the events in ``mask``, most first."""
        kept = mask[self.rows]
        totals = np.bincount(
            self.codes[kept], weights=weights[self.rows[kept]], minlength=len(self.values)
        )
        for n in np.argsort(-totals, kind="stable"):
            if totals[n] == 0:
                return
            yield self.values[n], int(totals[n])


@dataclass(frozen=True)
class Turn:
    """A party's stance on an issue changed from one dated statement to the next."""

    party: str
    issue: str
    other: str | None
    before: str
    after: str
    day: str


@dataclass(frozen=True)
class Index:
    """``ids`` by first day, open ones last. ``stamp`` tells which settling it stands for."""

    stamp: tuple[object, ...]
    ids: list[str]
    days: list[str | None]
    weights: Mapping[Unit, Ints]
    columns: Mapping[str, Column]
    sides: tuple[Ints, Ints, Ints]  # event, acting party, party acted on: numbers of ``parties``
    parties: list[str]
    corpus: Mapping[str, int | str | None]
    story_days: list[tuple[str, int]]
    stories: list[str]  # ids, the latest first, open ones last
    story_of: Ints  # of each event the number in ``stories``, or -1
    told: tuple[Ints, Ints]  # event, number of an article that reports it
    changed: list[tuple[str, str, int]]  # day, change, events
    turns: list[Turn]
    speaks: list[tuple[str, str, int]]  # country of the outlet, party spoken of, reports

    @cached_property
    def place(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.ids)}

    @cached_property
    def undated(self) -> int:
        return self.days.count(None)

    def of(self, ids: Iterable[str]) -> Mask:
        """The events with these ids."""
        found = np.zeros(len(self.ids), dtype=bool)
        found[[self.place[one] for one in ids if one in self.place]] = True
        return found

    def reported_by(self, articles: Sequence[int]) -> Mask:
        """The events that one of these articles, by number, reports."""
        event, article = self.told
        wanted = np.zeros(int(article.max(initial=0)) + 1, dtype=bool)
        numbers = np.array(articles, dtype=np.int64)
        wanted[numbers[numbers < len(wanted)]] = True
        found = np.zeros(len(self.ids), dtype=bool)
        found[event[wanted[article]]] = True
        return found

    def stories_of(self, party: str) -> list[str]:
        """Stories in whose events ``party`` takes part, the latest first."""
        numbers = np.unique(self.story_of[self.between(party, None) | self._alone(party)])
        return [self.stories[n] for n in numbers.tolist() if n >= 0]

    def _alone(self, party: str) -> Mask:
        """Events of a party in which the other side may be open."""
        return self.mask({"actor": [party]}) | self.mask({"counterpart": [party]})

    def in_period(self, since: str | None, until: str | None) -> Mask:
        """Events whose first day lies in the period, both ends inclusive; open ones in none."""
        dated = len(self.ids) - self.undated
        first = bisect_left(self.days, since or "", hi=dated)  # type: ignore[type-var]
        last = bisect_right(self.days, until or "9999", hi=dated)  # type: ignore[type-var]
        found = np.zeros(len(self.ids), dtype=bool)
        found[first:last] = True
        return found

    def mask(self, filters: Filters, without: str | None = None) -> Mask:
        found = np.ones(len(self.ids), dtype=bool)
        for name, chosen in filters.items():
            if chosen and name != without and name in self.columns:
                found &= self.columns[name].mask(chosen, len(self.ids))
        return found

    def facets(
        self, filters: Filters, unit: Unit, among: Mask | None = None, most: int = 12
    ) -> dict[str, list[tuple[str, int]]]:
        """For each facet its commonest values under all other filters; chosen ones always."""
        everything = self.mask(filters) if among is None else self.mask(filters) & among
        found = {}
        for name, column in self.columns.items():
            mask = everything
            if filters.get(name):
                mask = self.mask(filters, without=name)
                mask = mask if among is None else mask & among
            counted = list(column.counts(mask, self.weights[unit]))
            found[name] = counted[:most] + [
                one for one in counted[most:] if one[0] in filters.get(name, ())
            ]
        return found

    def total(self, mask: Mask, unit: Unit) -> int:
        return int(self.weights[unit][mask].sum())

    def between(self, left: str, right: str | None) -> Mask:
        """Events in which one acts on the other; with one party, all that it takes part in."""
        event, source, target = self.sides
        place = {party: n for n, party in enumerate(self.parties)}
        a, b = place.get(left, -1), place.get(right or "", -1)
        found = np.zeros(len(self.ids), dtype=bool)
        if right is None:
            hit = (source == a) | (target == a)
        else:
            hit = ((source == a) & (target == b)) | ((source == b) & (target == a))
        found[event[hit]] = True
        return found

    def table(self, mask: Mask, rows: str, columns: str, unit: Unit) -> dict[tuple[str, str], int]:
        """Counts by two facets; of ``columns`` an event has one value at most (month, quad)."""
        left, right = self.columns[rows], self.columns[columns]
        beside = np.full(len(self.ids), -1, dtype=np.int64)
        beside[right.rows] = right.codes
        kept = mask[left.rows] & (beside[left.rows] >= 0)
        events, size = left.rows[kept], max(1, len(right.values))
        totals = np.bincount(
            left.codes[kept] * size + beside[events], weights=self.weights[unit][events]
        )
        return {
            (left.values[cell // size], right.values[cell % size]): int(totals[cell])
            for cell in np.flatnonzero(totals).tolist()
        }

    def matrix(self, mask: Mask, unit: Unit, most: int = 24) -> list[tuple[str, str, int]]:
        """(acting party, party acted on, count), the commonest parties only."""
        event, source, target = self.sides
        kept = mask[event]
        size = len(self.parties)
        pairs = source[kept] * size + target[kept]
        values, inverse = np.unique(pairs, return_inverse=True)
        totals = np.bincount(inverse, weights=self.weights[unit][event[kept]])
        shares: dict[int, float] = defaultdict(float)
        for value, total in zip(values.tolist(), totals.tolist(), strict=True):
            shares[value // size] += total
            shares[value % size] += total
        chosen = set(sorted(shares, key=lambda n: (-shares[n], self.parties[n]))[:most])
        return [
            (self.parties[value // size], self.parties[value % size], int(total))
            for value, total in zip(values.tolist(), totals.tolist(), strict=True)
            if value // size in chosen and value % size in chosen
        ]


def stamp(ledger: Ledger) -> tuple[object, ...]:
    row = ledger.rows("SELECT max(id), max(ended) FROM runs")[0]
    return row[0], row[1]


def load(ledger: Ledger) -> Index:
    """A few seconds for half a million events."""
    marked = stamp(ledger)
    rows = ledger.rows(
        "SELECT id, type, quad, modality, first_day, country, reports, independent"
        " FROM events ORDER BY first_day IS NULL, first_day, id"
    )
    ids = [row["id"] for row in rows]
    place = {name: n for n, name in enumerate(ids)}
    single = {
        "type": [row["type"] for row in rows],
        "quad": [QUADS[row["quad"]] for row in rows],
        "modality": [row["modality"] for row in rows],
        "month": [(row["first_day"] or OPEN)[:7] for row in rows],
        "country": [row["country"] for row in rows],
    }
    mutual = {
        row[0] for row in ledger.rows("SELECT id FROM events WHERE json_extract(body, '$.mutual')")
    }
    actors, targets, sides, parties = _sides(ledger, place, mutual)
    outlets, told = _outlets(ledger, place)
    stories = [
        row[0] for row in ledger.rows("SELECT id FROM stories ORDER BY first_day DESC, id DESC")
    ]
    columns = {
        "actor": actors,
        "counterpart": targets,
        **{name: _column(enumerate(values)) for name, values in single.items()},
        "issue": _column(
            (place[row[0]], row[1]) for row in ledger.rows("SELECT event, issue FROM event_issues")
        ),
        "outlet": outlets,
    }
    return Index(
        stamp=marked,
        ids=ids,
        days=[row["first_day"] for row in rows],
        weights={
            "events": np.ones(len(ids), dtype=np.int64),
            "independent": np.array([row["independent"] for row in rows], dtype=np.int64),
            "reports": np.array([row["reports"] for row in rows], dtype=np.int64),
        },
        columns=columns,
        sides=sides,
        parties=parties,
        corpus=_corpus(ledger, len(rows)),
        story_days=_story_days(ledger),
        stories=stories,
        story_of=_story_of(ledger, place, stories),
        told=told,
        changed=[
            (row[0], row[1], row[2])
            for row in ledger.rows(
                "SELECT substr(at, 1, 10), change, count(*) FROM changes GROUP BY 1, 2"
            )
        ],
        turns=_turns(ledger),
        speaks=_speaks(ledger, columns["outlet"], actors, targets),
    )


def _column(pairs: Iterable[tuple[int, str | None]]) -> Column:
    values: dict[str, int] = {}
    rows, codes = [], []
    for row, value in pairs:
        if value is not None:
            rows.append(row)
            codes.append(values.setdefault(value, len(values)))
    return Column(list(values), np.array(rows, dtype=np.int64), np.array(codes, dtype=np.int64))


def _sides(
    ledger: Ledger, place: Mapping[str, int], mutual: set[str]
) -> tuple[Column, Column, tuple[Ints, Ints, Ints], list[str]]:
    """Who acts and who is acted on; in a mutual event everyone is both."""
    acting: dict[int, dict[str, None]] = defaultdict(dict)
    facing: dict[int, dict[str, None]] = defaultdict(dict)
    for event, party, side in ledger.rows("SELECT event, party, side FROM event_actors"):
        at = place[event]
        both = event in mutual
        if side == "source" or both:
            acting[at][party] = None
        if side == "target" or both:
            facing[at][party] = None
    numbers: dict[str, int] = {}
    triples = [
        (at, numbers.setdefault(one, len(numbers)), numbers.setdefault(other, len(numbers)))
        for at, sources in acting.items()
        for one in sources
        for other in facing.get(at, ())
        if one != other
    ]
    columns = np.array(triples, dtype=np.int64).reshape(-1, 3)
    return (
        _column((at, one) for at, found in acting.items() for one in found),
        _column((at, one) for at, found in facing.items() for one in found),
        (columns[:, 0].copy(), columns[:, 1].copy(), columns[:, 2].copy()),
        list(numbers),
    )


def _outlets(ledger: Ledger, place: Mapping[str, int]) -> tuple[Column, tuple[Ints, Ints]]:
    """The outlets that report an event, and its articles by number."""
    known = {row[0]: (row[1], row[2]) for row in ledger.rows("SELECT id, outlet, n FROM articles")}
    outlets: dict[tuple[int, str], None] = {}
    events, articles = [], []
    for event, article in ledger.rows("SELECT event, article FROM claims WHERE event IS NOT NULL"):
        if event in place and article in known:
            outlet, number = known[article]
            outlets[place[event], outlet or UNNAMED] = None
            events.append(place[event])
            articles.append(number)
    told = np.array(events, dtype=np.int64), np.array(articles, dtype=np.int64)
    return _column(outlets), told


def _story_of(ledger: Ledger, place: Mapping[str, int], stories: Sequence[str]) -> Ints:
    number = {name: n for n, name in enumerate(stories)}
    found = np.full(len(place), -1, dtype=np.int64)
    for event, story in ledger.rows("SELECT id, story FROM events WHERE story IS NOT NULL"):
        found[place[event]] = number.get(story, -1)
    return found


def _corpus(ledger: Ledger, events: int) -> dict[str, int | str | None]:
    first = ledger.rows(
        "SELECT count(*), count(DISTINCT outlet), min(published), max(published) FROM articles"
    )[0]
    copies = ledger.value("SELECT count(DISTINCT article) FROM copies")
    return {
        "articles": first[0],
        "independent": first[0] - copies,
        "copies": copies,
        "outlets": first[1],
        "first_day": first[2],
        "last_day": first[3],
        "stories": ledger.value("SELECT count(*) FROM stories"),
        "mentions": ledger.value("SELECT count(*) FROM claims"),
        "events": events,
        "positions": ledger.value("SELECT count(*) FROM positions"),
        "rejected": ledger.value("SELECT count(*) FROM rejected"),
    }


def _story_days(ledger: Ledger) -> list[tuple[str, int]]:
    sql = (
        "SELECT first_day, count(*) FROM stories WHERE first_day IS NOT NULL"
        " GROUP BY first_day ORDER BY first_day"
    )
    return [(row[0], row[1]) for row in ledger.rows(sql)]


def _turns(ledger: Ledger) -> list[Turn]:
    """Changes of stance, the latest first."""
    found = [
        Turn(
            one.party,
            one.issue,
            one.other,
            one.before.stance,
            one.after.stance,
            str(one.after.first_day or one.after.last_day or ""),
        )
        for one in changes(ledger.positions("WHERE first_day IS NOT NULL"))
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _speaks(
    ledger: Ledger, outlets: Column, actors: Column, targets: Column
) -> list[tuple[str, str, int]]:
    """How many events the outlets of each country tell of each party."""
    lands = [home(None if one == UNNAMED else one, one, book()) for one in outlets.values]
    names = sorted({land for land in lands if land})
    number = {land: n for n, land in enumerate(names)}
    land_of = np.array([number.get(land or "", -1) for land in lands], dtype=np.int64)
    if not names:
        return []
    totals: dict[tuple[int, str], int] = defaultdict(int)
    size = int(max((outlets.rows.max(initial=0), actors.rows.max(initial=0)))) + 1
    size = max(size, int(targets.rows.max(initial=0)) + 1)
    for n in range(len(names)):
        told = np.zeros(size, dtype=bool)
        told[outlets.rows[land_of[outlets.codes] == n]] = True
        for column in (actors, targets):
            counted = np.bincount(column.codes[told[column.rows]], minlength=len(column.values))
            for code in np.flatnonzero(counted):
                totals[n, column.values[code]] += int(counted[code])
    return [(names[n], party, total) for (n, party), total in totals.items()]
