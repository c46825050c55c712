"""Words of place -> where on the map. The finest place named wins; an ambiguous name is
settled by the words around it, then by the article's countries, else it stays open."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Final

from ..types import Place
from .around import Around, look_around
from .gazetteer import Spot, capital_of, country
from .placekeys import place_key
from .placewords import (
    SHARED_NAMES,
    Hit,
    begins_a_name,
    elsewhere,
    hits,
    names_after,
    names_before,
    region_beside,
    told_countries,
    type_near,
    whole_phrase,
)

_CLEARLY: Final = 10  # times as many people: of two places that fit, the larger is meant
_DWARFS: Final = 25  # times as many people: the smaller is not meant, whatever is named beside
_WORLD_CITY: Final = 1_000_000  # people
_SMALL_TOWN: Final = 100_000
_TOWN: Final = 50_000  # people, for a city to be meant by a short name of another state
_UNSUPPORTED: Final = 200_000  # a smaller place outside the article's countries stays open,
_ALONE: Final = 100_000  # unless there is no other of its name, and it has so many people,
_ALONE_NEAR: Final = 15_000  # or so many and is close to what the article names
_VOUCHED: Final = 0.6  # namings of its region, or of towns in it, that a place needs
_OFTEN: Final = 1.5  # namings of its region for which a place is taken before a world city,
_OFTEN_BESIDE_CAPITALS: Final = 2.5  # or before a capital
_FAR: Final = 5.0  # degrees between a city and the middle of a region of its name
_REGION: Final = 50_000  # people that a region counts for beside cities of its name

_DIRECTION = re.compile(
    r"\b((?:north|south|east|west|central)(?:-?(?:east|west))?(?:ern)?)"
    r"(?: (?:part|parts|coast|border) of| of)?(?: the)? $",
    re.I,
)
_SIDE_OF_IT = re.compile(
    r"['’]s? (?:\w+ )?(north|south|east|west|(?:north|south)-?(?:east|west))\b"
)
_OWNS = re.compile(
    r"['’]s?\s|\s+(?:suburb|district|neighbou?rhood|quarter|township|area) of\s", re.I
)
_WHOLE = re.compile(r"\bthe (?:\w+ )?(?:country|nation|capital|kingdom|republic)\b", re.I)


def resolve_place(
    words: str, text: str = "", countries: Collection[str] = (), at: int | None = None
) -> Place | None:
    """Where ``words`` are. ``text`` is the sentence or article around them, in which they stand
    at ``at`` if that is given; ``countries`` the article's (ISO3, most frequent first), to which
    those that ``text`` names are added.

    A ``Place`` with precision "open" and perhaps ``candidates`` where none can be chosen;
    None where the words are empty. Disputed ground keeps its claimants as candidates.
    """
    if not words.strip():
        return None
    if at is not None:
        words = whole_phrase(words, text, at)
    found = hits(words)
    look = partial(look_around, {hit.key for hit in found if hit.spots}, countries, text)
    specific = [hit for hit in found if hit.code is None]
    if specific:
        return _of_places(words, found, told_countries(found, words, text), look(), text)
    of = list(dict.fromkeys(hit.code for hit in found if hit.code and not elsewhere(hit, words)))
    if of:
        return _of_states(words, found, of, look)
    if _WHOLE.search(words):
        codes = set(countries) if len(set(countries)) == 1 else look().named
        if len(codes) == 1:
            return _in_state(next(iter(codes)), words, 0)
    return _open(words, (), None)


# Places below a state ----------------------------------------------------------------------


def _of_places(
    words: str, found: Sequence[Hit], told: list[str], around: Around, text: str
) -> Place:
    here = around.here
    specific = [hit for hit in found if hit.code is None]
    main = _finest(specific, words, {*told, *here})
    if _alternatives(specific, main, words):
        return _open(words, [hit.spots[0] for hit in specific], None)
    spots = _of_type(main.spots, type_near(main, words))
    others = [hit for hit in found if hit is not main]
    spots = _so_written(_inside(spots, others, words, text), words[main.start : main.end])
    told = told or _told_beside(spots, others)
    backed = [spot for spot in spots if spot.country in told or spot.country in here]
    if len(told) == 1 and not backed and _tells(words, main):
        return Place(words[main.start : main.end], told[0], None, None, "country")
    named = words[main.start : main.end]
    within = region_beside(words, text)
    if within and not any(spot.country == within for spot in spots):
        return _open(named, (), within)
    if begins_a_name(main, words) and not backed:
        return _open(begins_a_name(main, words), (), None)
    meant = _choose(spots, [within] if within else told, around)
    if isinstance(meant, Spot):
        return _place(meant)
    shared = {spot.country for spot in spots}
    return _open(named, meant, shared.pop() if len(shared) == 1 and backed else None)


def _alternatives(specific: Sequence[Hit], main: Hit, words: str) -> bool:
    """ "Muscat and Dubai", "Miami or Madrid": places of one rank in several states."""
    others = [
        hit for hit in specific if hit is not main and hit.spots[0].kind == main.spots[0].kind
    ]
    joined = [hit for hit in others if re.search(r"\b(?:and|or) (?:in )?$", words[: hit.start])]
    codes = {hit.spots[0].country for hit in (main, *joined)}
    return len(codes) > 1 and len(joined) > 0


def _tells(words: str, main: Hit) -> bool:
    """Whether a state follows the name at once: "La Esperanza, Honduras"."""
    return re.match(r",? (?:in )?[A-Z]", words[main.end :]) is not None


def _finest(specific: Sequence[Hit], words: str, backed: Collection[str]) -> Hit:
    """Points before cities before regions; of equals the first, unless it owns the next.
    Last what only begins a longer name in no state that is spoken of."""
    order = {"point": 0, "city": 1, "region": 2, "country": 3}

    def rank(hit: Hit) -> tuple[bool, int, bool]:
        kind = min(order[spot.kind] for spot in hit.spots)
        if kind == 1 and type_near(hit, words) == "region":
            kind = 2
        owns = _OWNS.match(words[hit.end :]) is not None
        fits = any(one.country in backed for one in hit.spots)
        weak = begins_a_name(hit, words) != "" and not fits
        return weak, kind, owns and hit is not specific[-1]

    return min(specific, key=rank)


def _of_type(spots: Sequence[Spot], wanted: str | None) -> list[Spot]:
    """Regions only where a word says so, or where no city of the state has the name."""
    if wanted == "region":
        return [spot for spot in spots if spot.kind == "region"] or list(spots)
    regions = [spot for spot in spots if spot.kind == "region"]
    settled = [
        spot
        for spot in spots
        if spot.kind != "region" and not any(_stray(spot, region) for region in regions)
    ]
    home = {spot.country for spot in settled}
    return settled + [spot for spot in regions if spot.country not in home]


def _stray(spot: Spot, region: Spot) -> bool:
    """A smaller city far from the region of its name: Oregon in Ohio."""
    if spot.country != region.country or spot.population >= _WORLD_CITY or spot.capital:
        return False
    if None in (spot.latitude, spot.longitude, region.latitude, region.longitude):
        return False
    north = abs((spot.latitude or 0) - (region.latitude or 0))
    return north + abs((spot.longitude or 0) - (region.longitude or 0)) > _FAR


def _inside(spots: list[Spot], others: Sequence[Hit], words: str, text: str) -> list[Spot]:
    """Those in a region, or in the state of a city, that is named beside."""
    names = {hit.key for hit in others} | names_after(words, text) | names_before(words, text)
    inside = [spot for spot in spots if spot.region and place_key(spot.region) in names]
    codes = {spot.country for hit in others for spot in _largest_units(hit)}
    return inside or [spot for spot in spots if spot.country in codes] or spots


def _so_written(spots: list[Spot], name: str) -> list[Spot]:
    """Those of the one state that writes the name with these accents: Los Ángeles. Places
    that bear it as a second name (Lérida is Lleida) may still be meant."""
    accented = [one for one in spots if one.name.casefold() == name.casefold()]
    if name.isascii() or len({one.country for one in accented}) != 1:
        return spots
    return [one for one in spots if one in accented or place_key(one.name) != place_key(name)]


def _told_beside(spots: Sequence[Spot], others: Sequence[Hit]) -> list[str]:
    """States of the spots of which a region is named beside."""
    codes = {one.country for hit in others for one in hit.spots if one.kind == "region"}
    return list(dict.fromkeys(one.country for one in spots if one.country and one.country in codes))


def _largest_units(hit: Hit) -> Sequence[Spot]:
    return [spot for spot in hit.spots if spot.kind == "region"] or hit.spots[:1]


def _choose(spots: Sequence[Spot], told: list[str], around: Around) -> Spot | list[Spot]:
    """The one that is meant, or those that remain."""
    spots = [spot for spot in spots if spot.country in told or not spot.country] or spots
    if not spots:
        return []
    if spots[0].kind == "point" or spots[0].country is None:
        return spots[0]
    leading = max(spots, key=_weight)
    if leading.country in told:
        return _of_region(spots, leading, around)
    if any(spot.country in around.here for spot in spots):
        return _of_article(spots, leading, around)
    if around.here and _weight(leading) < _UNSUPPORTED:
        alone = len(spots) == 1 and _stands_alone(leading, around)
        return leading if alone else list(spots)
    meant = _of_region(spots, leading, around)
    return meant if isinstance(meant, Spot) else _only_near(meant, leading, around) or meant


def _only_near(spots: Sequence[Spot], leading: Spot, around: Around) -> Spot | None:
    """The one that is close to what the text names, if it is no mere hamlet."""
    near = [spot for spot in spots if around.near(spot)]
    fit = len(near) == 1 and _CLEARLY * _weight(near[0]) >= _weight(leading)
    return near[0] if fit else None


def _stands_alone(spot: Spot, around: Around) -> bool:
    """Whether the only place of a name can be meant where the text names other states."""
    least = _ALONE_NEAR if around.near(spot) else _ALONE
    return spot.kind == "region" or spot.population >= least


def _of_article(spots: Sequence[Spot], leading: Spot, around: Around) -> Spot | list[Spot]:
    """A place in one of the article's states, unless a world city dwarfs it."""
    mine = [spot for spot in spots if spot.country in around.here]
    best = max(mine, key=_weight)
    times = _weight(leading) / _weight(best)
    dwarfed = times > _DWARFS
    doubtful = times > _CLEARLY and best.country not in around.named
    large = leading.kind != "region" and _weight(leading) >= _WORLD_CITY
    if leading.country not in around.here and large:
        told_of = _told_of(mine, leading, around)
        if told_of:
            return told_of
        if dwarfed and _weight(best) < _SMALL_TOWN:
            return leading
        if dwarfed or doubtful:
            return [leading, best]
    meant = _of_region(mine, best, around)
    if isinstance(meant, Spot):
        return meant
    first = min((spot.country or "" for spot in mine), key=around.here.index)
    own = [spot for spot in mine if spot.country == first]
    return _of_region(own, max(own, key=_weight), around)


def _told_of(mine: Sequence[Spot], leading: Spot, around: Around) -> Spot | None:
    """The one whose region and towns a text names again and again, and nothing of the state of
    the world city of its name: Perth where Scotland and Dundee are named."""
    spot = max(mine, key=lambda one: (around.region_of(one), _weight(one)))
    if not around.speaks_of(spot, leading):
        return None
    if around.region_of(spot) >= (_OFTEN_BESIDE_CAPITALS if leading.capital else _OFTEN):
        return spot
    spot = max(mine, key=_weight)
    least = _weight(leading) / _DWARFS if leading.capital else _SMALL_TOWN
    return spot if spot.country in around.here[:1] and spot.population >= least else None


def _of_region(spots: Sequence[Spot], leading: Spot, around: Around) -> Spot | list[Spot]:
    """The leading one, unless the text names the region of one that it does not dwarf. No
    region in another state speaks against one in the likeliest state whose own is unknown."""
    own = [spot for spot in spots if spot.country == leading.country]
    unplaced = not leading.region and leading.country in around.here[:1]
    named = max(own if unplaced else spots, key=around.region_of)
    support = around.region_of(named)
    equal = [spot for spot in spots if 1.5 * around.region_of(spot) > support]
    dwarfed = _weight(leading) > _DWARFS * _weight(named)
    if support >= _VOUCHED and len(equal) == 1 and not dwarfed:
        return named
    return _clear(spots, leading)


def _clear(spots: Sequence[Spot], leading: Spot) -> Spot | list[Spot]:
    """The leading one where it is clearly the largest."""
    others = [spot for spot in spots if spot is not leading]
    larger = all(_weight(leading) > _CLEARLY * _weight(spot) for spot in others)
    return leading if larger else list(spots)


def _weight(spot: Spot) -> float:
    if spot.capital:
        return max(spot.population, _WORLD_CITY)
    return max(spot.population, _REGION) if spot.kind == "region" else spot.population


# States ------------------------------------------------------------------------------------


def _of_states(
    words: str, found: Sequence[Hit], of: list[str], look: Callable[[], Around]
) -> Place:
    named = list(dict.fromkeys(hit.code for hit in found if hit.code and not hit.demonym))
    codes = named if len(named) == 1 else of
    if len(codes) > 1:
        return _open(words, [country(code) for code in codes], None)
    hit = next(hit for hit in found if hit.code == codes[0])
    alone = not hit.spots and hit.key not in SHARED_NAMES
    here = [] if alone else look().here
    regional = [spot for spot in hit.spots if spot.kind == "region"]
    if type_near(hit, words) == "region" and regional:
        own = [spot for spot in regional if spot.country in here] or regional
        return _place(own[0]) if len(own) == 1 else _open(words, own, None)
    if hit.key in SHARED_NAMES:
        meant = [*map(country, SHARED_NAMES[hit.key]), *regional]
        fitting = [spot for spot in meant if spot.country in here]
        if len(fitting) != 1:
            return _open(words[hit.start : hit.end], meant, None)
        if fitting[0].kind == "region":
            return _place(fitting[0])
        codes = [code for code in (fitting[0].country,) if code]
    towns = [spot for spot in hit.spots if spot.country in here and spot.population >= _TOWN]
    if len(towns) == 1 and towns[0].kind == "city" and codes[0] not in here:
        return _place(towns[0])
    return _in_state(codes[0], words, hit.start)


def _in_state(code: str, words: str, start: int) -> Place:
    """The state, its capital, or a side of it ("southern Lebanon", which has no one point)."""
    capital = capital_of(code) if re.search(r"\bcapital\b(?! punish)", words.lower()) else None
    if capital:
        return _place(capital)
    whole = country(code)
    side = _DIRECTION.search(words[:start]) or _SIDE_OF_IT.search(words[start:])
    if side:
        return Place(f"{side[1].lower()} {whole.name}", code, None, None, "region")
    return _place(whole)


# Answers -----------------------------------------------------------------------------------


def _place(spot: Spot) -> Place:
    claims = tuple((spot.name, code) for code in spot.claims)
    return Place(spot.name, spot.country, spot.latitude, spot.longitude, spot.kind, claims)


def _open(words: str, spots: Iterable[Spot], shared: str | None) -> Place:
    listed = dict.fromkeys(
        (f"{spot.name}, {spot.region}" if spot.region else spot.name, spot.country)
        for spot in spots
    )
    name = re.sub(r"^(?:in|at|on|near|outside|inside|to|from|across)\s+", "", words.strip())
    return Place(
        name, shared, None, None, "open", tuple((one, code) for one, code in listed if code)
    )
