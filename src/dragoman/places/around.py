"""What a text tells about where its places are: the states it names, and the regions and
towns whose names leave little doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from functools import lru_cache
from typing import Final

from ..values import Value
from .gazetteer import Spot, country, goes_on, states
from .placekeys import place_key
from .placewords import SHARED_NAMES, begins_a_name, hits

_CAPITALISED: Final = r"[A-ZÀ-ÞŁŚŞŠŽİ](?:[\w.]|['’](?!s?\b))*"
_JOINT: Final = r"[ -](?:(?:of the|of|the|and|de|del|du) |d['’]|[ae]l[ -]|[ae][sz]-|ash-)?"
_NAME = re.compile(rf"\b(?:[ae]l-)?{_CAPITALISED}(?:{_JOINT}{_CAPITALISED}){{0,5}}")
#: A town counts only where the words before say that a place is meant: many are surnames too.
_BEFORE_TOWNS = re.compile(
    r"(?:\b(?:in|at|from|near|to|of|on|for|outside|around|across|via|within|into|inside|toward"
    r"|towards|between|through|throughout|and|or)(?: the)?|[,(])\s+$|^$",
    re.I,
)
_LONGEST: Final = 5  # words of a state's name: "Democratic Republic of the Congo"
_VOUCHED: Final = 0.6  # of the people in places of its name, for a name to tell of a state
_NEIGHBOURS: Final = 2.0  # namings of a state that one town or region in it is worth
#: Regions that are spoken of as states are.
_NATIONS: Final = frozenset({"england", "scotland", "wales", "northern ireland"})
_SEVERAL: Final = 3.0  # weight of more than one town or region
_RATHER: Final = 4.0  # times the weight of another state
_NEAR: Final = 4.0  # degrees between towns of one story
_NEAR_STATE: Final = 8.0  # degrees from the middle of a state that is named


class Naming(Value, frozen=True):
    """A name in a text: a state's code, or the spots that it can mean."""

    key: str
    code: str | None
    spots: tuple[Spot, ...] = ()


class Around(Value, frozen=True):
    """``here``: ISO3, the likeliest first; ``named``: those told outright; ``regions``: (ISO3,
    key) -> how often it or a town in it is named; ``towns``: spots named beside."""

    here: list[str]
    named: set[str]
    regions: dict[tuple[str, str], float]
    towns: list[Spot]
    weights: dict[str, float]

    def speaks_of(self, spot: Spot, rather: Spot) -> bool:
        """Whether several names tell of the state of one spot and hardly any of another's."""
        own, other = (self.weights.get(one.country or "", 0) for one in (spot, rather))
        return own >= _SEVERAL and own >= _RATHER * other

    def near(self, spot: Spot) -> bool:
        """Whether a spot is close to towns or states of the text."""
        return any(_degrees(spot, one) <= _NEAR for one in self.towns) or any(
            _degrees(spot, country(code)) <= _NEAR_STATE for code in self.here
        )

    def region_of(self, spot: Spot) -> float:
        """How often the text names the region of a spot, or towns in it."""
        name = spot.name if spot.kind == "region" else spot.region
        return self.regions.get((spot.country or "", place_key(name)), 0) if name else 0


def look_around(words: Collection[str], countries: Collection[str], text: str) -> Around:
    """What ``text`` tells apart from the names (keys) in ``words``. ``countries`` come first,
    in their order if they have one, then those that the text names most."""
    weights: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    towns: list[Spot] = []
    named = set(countries)
    for naming in _named_in(text):
        if naming.key in words:
            continue
        if naming.code:
            weights[naming.code] += 1
            named.add(naming.code)
        else:
            for _ in range(2 if naming.key in _NATIONS else 1):
                _count(naming.spots, weights, regions, towns)
    if isinstance(countries, Set):
        countries = sorted(countries, key=lambda one: (-weights.get(one, 0), one))
    told = sorted((one for one in weights if weights[one] >= 1), key=lambda one: -weights[one])
    here = list(dict.fromkeys((*countries, *told)))
    _count_shared(text, regions)
    return Around(here, named, regions, towns, dict(weights))


def _count_shared(text: str, regions: dict[tuple[str, str], float]) -> None:
    """The state of Georgia is named where towns in it are."""
    for (code, key), support in list(regions.items()):
        if support >= _VOUCHED and key in SHARED_NAMES and code not in SHARED_NAMES[key]:
            regions[code, key] += len(re.findall(rf"\b{key.capitalize()}\b", text))


def _count(
    spots: Sequence[Spot],
    weights: dict[str, float],
    regions: dict[tuple[str, str], float],
    towns: list[Spot],
) -> None:
    """Each name votes for states and regions by the people in places of that name."""
    people = sum(map(_people, spots))
    for spot in spots:
        share = _people(spot) / people
        if spot.country is None:
            continue
        weights[spot.country] += _NEIGHBOURS * share
        name = spot.name if spot.kind == "region" else spot.region
        regions[spot.country, place_key(name)] += share
        if share > _VOUCHED:
            towns.append(spot)


def _people(spot: Spot) -> int:
    return max(spot.population, 1_000_000 if spot.capital else 50_000)


def _degrees(one: Spot, other: Spot) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return float("inf")
    north = abs((one.latitude or 0) - (other.latitude or 0))
    return max(north, abs((one.longitude or 0) - (other.longitude or 0)))


# Names in a text ---------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _named_in(text: str) -> tuple[Naming, ...]:
    """States by name or demonym, and places, in the order of the text."""
    found: list[Naming] = []
    for m in _NAME.finditer(text):
        found += [Naming(key, code) for key, code in _states_in(m[0])]
        found += _places_in(m[0], text[max(0, m.start() - 20) : m.start()])
    return tuple(found)


def _places_in(run: str, before: str) -> Iterator[Naming]:
    """Regions, and towns where a place is meant, in a run of capitalised words."""
    for hit in hits(run):
        if hit.code or begins_a_name(hit, run):
            continue
        if hit.spots[0].country is None:
            continue
        regional = [spot for spot in hit.spots if spot.kind == "region"]
        if regional or _BEFORE_TOWNS.search(run[: hit.start] or before):
            yield Naming(hit.key, None, hit.spots)


@lru_cache(maxsize=4096)  # an article's names come again and again
def _states_in(run: str) -> tuple[tuple[str, str], ...]:
    """Keys and codes of the states that a run of capitalised words names."""
    book, words, found, i = states(), run.split(), [], 0
    while i < len(words):
        size = 1
        for size in range(_LONGEST if goes_on(words[i]) else 1, 0, -1):
            key = place_key(" ".join(words[i : i + size]))
            code = book.names.get(key) or book.demonyms.get(key)
            code = code or book.demonyms.get(key.removesuffix("s"))  # "Chileans"
            if code and key not in SHARED_NAMES:
                found.append((key, code))
                break
        i += size
    return tuple(found)
