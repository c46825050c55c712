"""Names of places -> spots on the map: cities over 15,000 people, regions, countries, and
places much in the news. Of the city file only the lines that are asked for are taken apart.

Cities and coordinates: GeoNames (CC BY 4.0); subdivisions: ISO 3166-2 names; see
``data/places/README.md``. States and their demonyms are those of the actor book.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ..values import Value
from .placekeys import first_key, place_key

DATA = Path(__file__).parents[1] / "data"
Kind = Literal["country", "region", "city", "point"]


_KNOWN = 3_000_000  # people that a city or region much in the news counts for


class Spot(Value, frozen=True):
    """One place that a name can mean. ``country`` is ISO3, None on seas and disputed ground;
    ``claims`` are then the states that a text may mean. ``region`` is its subdivision."""

    name: str
    country: str | None
    kind: Kind
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    region: str = ""
    claims: tuple[str, ...] = ()
    capital: bool = False


def _rows(name: str) -> Iterator[list[str]]:
    with (DATA / "places" / name).open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def _number(words: str) -> float | None:
    return float(words) if words else None


def _names(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


# States ------------------------------------------------------------------------------------


class States(NamedTuple):
    """Keys of names and of demonyms -> ISO3; ISO3 -> name, capital."""

    names: dict[str, str]
    demonyms: dict[str, str]
    titles: dict[str, str]
    capitals: dict[str, str]


#: Aliases of states that are places of their own, or too wide.
_NOT_THE_STATE = {
    "west bank", "gaza", "gaza strip", "england", "scotland", "wales", "northern ireland",
    "eastern congo", "uncle sam",
}  # fmt: skip
_MORE_NAMES = {
    "united states of america": "USA", "hong kong": "HKG", "macau": "MAC", "macao": "MAC",
    "greenland": "GRL", "puerto rico": "PRI", "guam": "GUM", "new caledonia": "NCL",
    "french polynesia": "PYF", "faroe islands": "FRO", "bermuda": "BMU", "aruba": "ABW",
    "cayman islands": "CYM", "french guiana": "GUF", "guadeloupe": "GLP", "martinique": "MTQ",
    "mayotte": "MYT", "reunion": "REU", "western sahara": "ESH",
}  # fmt: skip


@cache
def states() -> States:
    found = States(dict(_MORE_NAMES), {}, {}, {})
    with (DATA / "actors" / "states.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["iso3"]
            found.titles[code] = row["name"]
            for name in (row["name"], *_names(row["aliases"] or "")):
                key = place_key(name)
                if key not in _NOT_THE_STATE:
                    found.names.setdefault(key, code)
            for name in _names(row["demonyms"] or ""):
                found.demonyms.setdefault(place_key(name), code)
            capital = _names(row["capital"] or "")
            if capital:
                found.capitals[code] = capital[0]
    return found


@cache
def _middles() -> dict[str, tuple[float, float]]:
    return {code: (float(lat), float(lon)) for code, lat, lon in _rows("middles.tsv")}


def country(code: str) -> Spot:
    """The state itself; its coordinates are the middle of its cities."""
    lat, lon = _middles().get(code, (None, None))
    return Spot(states().titles.get(code, code), code, "country", lat, lon)


# Places ------------------------------------------------------------------------------------


@cache
def _known() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    for name, aliases, code, lat, lon, kind, claims, *people in _rows("known.tsv"):
        spot = Spot(
            name,
            code or None,
            kind,  # type: ignore[arg-type]
            float(lat),
            float(lon),
            int(people[0]) if people else 0 if kind == "point" else _KNOWN,
            claims=tuple(_names(claims)),
        )
        for key in {place_key(one.removeprefix("the ")) for one in (name, *_names(aliases))}:
            found[key].append(spot)
    return dict(found)


@cache
def _regions() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    for key, name, code, lat, lon, people in _rows("regions.tsv"):
        spot = Spot(name, code, "region", _number(lat), _number(lon), int(people))
        found[key].append(spot)
    return dict(found)


@cache
def _cities() -> list[bytes]:
    """The lines of the city file, sorted by their bytes; only those asked for are taken apart."""
    return (DATA / "places" / "cities.tsv").read_bytes().splitlines()


def _city_lines(start: str) -> Iterator[bytes]:
    """Lines that begin with ``start``."""
    lines, wanted = _cities(), start.encode()
    at = bisect_left(lines, wanted)
    while at < len(lines) and lines[at].startswith(wanted):
        yield lines[at]
        at += 1


@lru_cache(maxsize=16384)
def goes_on(word: str) -> bool:
    """Whether any name of a place has more words behind ``word``, its first."""
    first = first_key(word)
    return first in _first_words() or next(_city_lines(f"{first} "), None) is not None


@cache
def _first_words() -> set[str]:
    """With what names of several words begin, but for those of cities."""
    keys = {*states().names, *states().demonyms, *_known(), *_regions()}
    return {key.partition(" ")[0] for key in keys if " " in key}


@lru_cache(maxsize=16384)
def cities(key: str) -> tuple[Spot, ...]:
    """Most people first; the largest of a state's capital's name is the capital."""
    found = []
    for line in _city_lines(f"{key}\t"):
        _, name, code, region, lat, lon, people, _ = line.decode().split("\t")
        found.append(Spot(name, code, "city", float(lat), float(lon), int(people), region))
    found.sort(key=lambda spot: -spot.population)
    first = {spot.country: spot for spot in reversed(found)}
    return tuple(
        spot.but(capital=spot is first[spot.country] and _bears_capital(spot)) for spot in found
    )


def _bears_capital(spot: Spot) -> bool:
    return place_key(states().capitals.get(spot.country or "", "")) == place_key(spot.name)


def known(key: str) -> Spot | None:
    """The first that is listed under a name."""
    return next(iter(well_known(key)), None)


def well_known(key: str) -> list[Spot]:
    return _known().get(key, [])


def regions(key: str) -> list[Spot]:
    return _regions().get(key, [])


def capital_of(code: str) -> Spot | None:
    name = states().capitals.get(code)
    if not name:
        return None
    listed = known(place_key(name))
    found = [spot for spot in cities(place_key(name)) if spot.country == code]
    return found[0] if found else listed
