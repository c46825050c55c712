"""Words of place -> where on the map. The finest place named wins; an ambiguous name is
settled by the words around it, then by the article's countries, else it stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from .gazetteer import Spot, capital_of, cities, country, known, regions, states
from .placekeys import place_key
from .types import Place, Words

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-](?=[^\W\d_])[^\W\d_]+)*(?:(?<=\b\w)\.)?")
_NAME = re.compile(r"\b[A-Z][\w.]*(?:[ -](?:of |the |and )?[A-Z][\w.]*){0,5}")
_LONGEST = 6  # words in a place's name
_CLEARLY = 10  # times as many people: of two places that fit, the larger is meant
_WORLD_CITY = 1_000_000  # people
_SMALL_TOWN = 100_000
_UNSUPPORTED = 200_000  # a lone smaller place outside the article's countries stays open

_REGION_WORDS = frozenset(
    "region province oblast state governorate county department prefecture emirate territory "
    "district division canton krai kray republic regions provinces states governorates".split()
)
_CITY_WORDS = frozenset("city town village suburb municipality port capital borough".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern north-east "
    "north-west south-east south-west north-eastern north-western south-eastern south-western "
    "rural remote".split()
)
_ELSEWHERE = frozenset(
    "embassy embassies consulate consulates consulate-general mission base bases ship ships "
    "vessel vessels tanker tankers troops forces".split()
)
_NO_PLACE = frozenset(
    "the a an of court house university police station national assembly street square hospital "
    "airport central federal supreme high government ministry office parliament president "
    "presidential palace church school park river road bridge international district union "
    "unity victory independence people republic state city secretariat hall center centre prison "
    "camp base north south east west northern southern eastern western island islands lake "
    "mount general security council united nations foreign minister affairs party".split()
)
_VIA = re.compile(r"(?:\bof|\bin|\bnear|\bat|\boutside|,)\s*(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name found in the words. ``code`` is set for a state or a demonym."""

    start: int
    end: int
    key: str
    spots: tuple[Spot, ...] = ()
    code: str | None = None
    demonym: bool = False

    @property
    def specific(self) -> bool:
        return self.code is None


def resolve_place(words: str, text: str = "", countries: Collection[str] = ()) -> Place | None:
    """Where ``words`` are. ``text`` is the sentence or article around them; ``countries`` the
    article's (ISO3, most frequent first). A ``Place`` with precision "open" and perhaps
    ``candidates`` where none can be chosen; None where the words are empty."""
    if not words.strip():
        return None
    hits = _hits(words)
    countries = ordered(countries, text)
    told = _told_countries(hits, words, text)
    specific = [hit for hit in hits if hit.specific]
    if specific:
        return _of_specific(words, specific, hits, told, countries, text)
    return _of_country(words, hits, countries)


def ordered(countries: Collection[str], text: str) -> list[str]:
    """The countries given, in order if they have one, else by how often the text names them;
    then the others that the text names."""
    named = _named_in(text)
    if isinstance(countries, Set):
        countries = sorted(countries, key=lambda one: (-named.get(one, 0), one))
    return list(dict.fromkeys((*countries, *named)))


@lru_cache(maxsize=32)
def _named_in(text: str) -> dict[str, int]:
    """States by name or demonym in a text: ISO3 -> times, most frequent first."""
    book = states()
    found: Counter[str] = Counter()
    for m in _NAME.finditer(text):
        words = m[0].split()
        i = 0
        while i < len(words):
            for size in (3, 2, 1):
                key = place_key(" ".join(words[i : i + size]))
                code = book.names.get(key) or (book.demonyms.get(key) if size == 1 else None)
                if code and key not in _SHARED_NAMES:
                    found[code] += 1
                    break
            i += size
    return dict(found.most_common())


# Finding names -----------------------------------------------------------------------------


def _hits(words: str) -> list[_Hit]:
    tokens = list(_WORD.finditer(words))
    found: list[_Hit] = []
    i = 0
    while i < len(tokens):
        hit, size = _longest(words, tokens, i)
        if hit:
            found.append(hit)
        i += size
    return found


def _longest(words: str, tokens: Sequence[re.Match[str]], i: int) -> tuple[_Hit | None, int]:
    for size in range(min(_LONGEST, len(tokens) - i), 0, -1):
        first, last = tokens[i], tokens[i + size - 1]
        written = words[first.start() : last.end()]
        bare = re.sub(r"['’]s?$", "", written)
        if re.search(r"[,;:()]", bare) or (size == 1 and not bare[0].isupper()):
            continue
        hit = _look_up(bare, first.start(), first.start() + len(bare), size)
        if hit:
            return hit, size
    return None, 1


def _look_up(name: str, start: int, end: int, size: int) -> _Hit | None:
    key = place_key(name)
    if not key or key in _NO_PLACE:
        return None
    spot = known(key)
    capital = name[0].isupper() or size > 1
    if spot and capital and (name[0].isupper() or name.split()[0].islower()):
        if any(one[0].isupper() for one in name.split()):
            return _Hit(start, end, key, (spot, *_namesakes(key, spot)))
    if not name[0].isupper():
        return None
    book = states()
    if key in book.names:
        return _Hit(start, end, key, tuple(regions(key)), code=book.names[key])
    if key in book.demonyms:
        return _Hit(start, end, key, code=book.demonyms[key], demonym=True)
    if size > 1 and not all(one[0].isupper() or len(one) < 4 for one in name.split()):
        return None
    spots = (*cities(key), *regions(key))
    return _Hit(start, end, key, spots) if spots else None


def _namesakes(key: str, spot: Spot) -> list[Spot]:
    """Other places of a well-known name, for an article that is about their country."""
    return [one for one in (*cities(key), *regions(key)) if one.country != spot.country]


# What the words around tell ----------------------------------------------------------------


def _told_countries(hits: Sequence[_Hit], words: str, text: str) -> list[str]:
    """States named in the words themselves or right beside them in the text."""
    told = [hit.code for hit in hits if hit.code and not _elsewhere(hit, words)]
    if text:
        told += _beside(words, text)
    return list(dict.fromkeys(told))


def _elsewhere(hit: _Hit, words: str) -> bool:
    """ "the Iranian embassy" is not in Iran."""
    following = words[hit.end : hit.end + 40].lower().split()[:3]
    return hit.demonym and any(one.strip(",.") in _ELSEWHERE for one in following)


def _beside(words: str, text: str) -> list[str]:
    found: list[str] = []
    book = states()
    for m in re.finditer(re.escape(words), text):
        after = re.match(
            r",\s+(?:in\s+)?((?:[A-Z][\w.'’-]*\s?){1,4})", text[m.end() : m.end() + 50]
        )
        if after:
            found += _code_of(after[1].strip())
        before = re.search(
            r"([A-Z][\w-]+)(?:['’]s)?\s+(?:\w+\s+)?(?:city|town|capital|province|region|state|port|"
            r"village|district)\s+(?:of\s+)?$",
            text[max(0, m.start() - 50) : m.start()],
        )
        if before:
            key = place_key(before[1])
            code = book.demonyms.get(key) or book.names.get(key)
            found += [code] if code else []
    return found


def _code_of(name: str) -> list[str]:
    words = name.split()
    for size in range(len(words), 0, -1):
        key = place_key(" ".join(words[:size]))
        if key in states().names:
            return [states().names[key]]
        within = {spot.country for spot in regions(key) if spot.country}
        if len(within) == 1:
            return list(within)
    return []


# Choosing ----------------------------------------------------------------------------------


def _of_specific(
    words: str,
    specific: Sequence[_Hit],
    hits: Sequence[_Hit],
    told: list[str],
    countries: list[str],
    text: str,
) -> Place:
    main = _finest(specific, words)
    wanted = _type_near(main, words)
    spots = _of_type(main.spots, wanted)
    inside = [hit for hit in specific if hit is not main]
    spots = _within_regions(spots, inside, text, words)
    found = _choose(spots, told, countries)
    if isinstance(found, Spot):
        return _place(found, words, wanted)
    codes = {spot.country for spot in main.spots if spot.country}
    shared = codes.pop() if len(codes) == 1 else None
    return _open(words[main.start : main.end], found, shared)


def _finest(specific: Sequence[_Hit], words: str) -> _Hit:
    """Points before cities before regions; of equals the first, unless it owns the next."""
    order = {"point": 0, "city": 1, "region": 2, "country": 3}

    def rank(hit: _Hit) -> tuple[int, int]:
        kind = min(order[spot.kind] for spot in hit.spots)
        if kind == 1 and _type_near(hit, words) == "region":
            kind = 2
        owns = re.match(r"['’]s?\s", words[hit.end :]) is not None and hit is not specific[-1]
        return kind, 1 if owns else 0

    return min(specific, key=rank)


def _type_near(hit: _Hit, words: str) -> str | None:
    after = words[hit.end :].lower().split()[:1]
    before = words[: hit.start].lower().split()[-2:]
    if after and after[0].strip(",.()'’") in _REGION_WORDS:
        return "region"
    if after and after[0].strip(",.") in _CITY_WORDS:
        return "city"
    if len(before) == 2 and before[1] == "of":
        if before[0] in _REGION_WORDS:
            return "region"
        if before[0] in _CITY_WORDS:
            return "city"
    return None


def _of_type(spots: tuple[Spot, ...], wanted: str | None) -> list[Spot]:
    if wanted == "region":
        return [spot for spot in spots if spot.kind == "region"] or list(spots)
    settled = [spot for spot in spots if spot.kind != "region"]
    home = {spot.country for spot in settled}
    return settled + [spot for spot in spots if spot.kind == "region" and spot.country not in home]


def _within_regions(spots: list[Spot], others: Sequence[_Hit], text: str, words: str) -> list[Spot]:
    """Those in a region or a city's country that is named beside: "Moa, Holguín"."""
    names = {hit.key for hit in others}
    after = (
        re.search(re.escape(words) + r",\s+((?:[A-Z][\w.'’-]*\s?){1,3})", text) if text else None
    )
    if after:
        names.add(place_key(after[1]))
    inside = [spot for spot in spots if spot.region and place_key(spot.region) in names]
    if inside:
        return inside
    codes = {spot.country for hit in others for spot in hit.spots[:1]}
    return [spot for spot in spots if spot.country in codes] or spots


def _choose(spots: Sequence[Spot], told: list[str], countries: list[str]) -> Spot | list[Spot]:
    """The one that is meant, or those that remain."""
    if told:
        spots = [spot for spot in spots if spot.country in told or not spot.country] or spots
    if not spots:
        return []
    if spots[0].kind == "point" or spots[0].country is None:
        return spots[0]
    leading = max(spots, key=_weight)
    if told and leading.country in told:
        return _clear(spots, leading)
    mine = [spot for spot in spots if spot.country in countries]
    if mine:
        return _of_article(mine, leading, countries)
    lone = len({spot.country for spot in spots}) == 1
    if lone and (not countries or _weight(leading) >= _UNSUPPORTED):
        return _clear(spots, leading)
    return _clear(spots, leading) if not lone else list(spots)


def _of_article(mine: list[Spot], leading: Spot, countries: list[str]) -> Spot | list[Spot]:
    best = max(mine, key=_weight)
    if leading.country in countries or leading is best:
        return _first_of(mine, countries)
    if _weight(leading) >= _WORLD_CITY and _weight(leading) > 2.5 * _CLEARLY * _weight(best):
        return leading if _weight(best) < _SMALL_TOWN else [leading, best]
    return _first_of(mine, countries)


def _first_of(mine: list[Spot], countries: list[str]) -> Spot | list[Spot]:
    """Of several of the article's countries the clearly larger place, else the first's."""
    leading = max(mine, key=_weight)
    others = [spot for spot in mine if spot is not leading]
    if all(_weight(leading) > _CLEARLY * _weight(spot) for spot in others):
        return leading
    code = min((spot.country or "" for spot in mine), key=countries.index)
    own = [spot for spot in mine if spot.country == code]
    return _clear(own, max(own, key=_weight))


def _clear(spots: Sequence[Spot], leading: Spot) -> Spot | list[Spot]:
    others = [spot for spot in spots if spot is not leading]
    if all(_weight(leading) > _CLEARLY * _weight(spot) for spot in others):
        return leading
    near = [spot for spot in others if spot.country == leading.country and not spot.region]
    return leading if len(near) == len(others) and leading.kind != "region" else list(spots)


def _weight(spot: Spot) -> float:
    if spot.capital:
        return max(spot.population, _WORLD_CITY)
    return spot.population if spot.kind in ("city", "point") else max(spot.population, 50_000)


# Countries ---------------------------------------------------------------------------------


def _of_country(words: str, hits: Sequence[_Hit], countries: list[str]) -> Place:
    lower = words.lower()
    codes = list(dict.fromkeys(hit.code for hit in hits if hit.code and not _elsewhere(hit, words)))
    if (
        not codes
        and len(countries) == 1
        and re.search(r"\bthe (?:country|nation|capital)\b", lower)
    ):
        codes = [countries[0]]
    if not codes:
        return _open(_trimmed(words), [], None)
    fitting = [spot for hit in hits for spot in hit.spots]
    if len(codes) == 1 and fitting and _type_near(hits[0], words) == "region":
        return _place(fitting[0], words, "region")
    if fitting and len(codes) == 1 and codes[0] not in countries:
        own = [spot for spot in fitting if spot.country in countries]
        if own and hits[0].key in _SHARED_NAMES:
            return _place(own[0], words, "region")
    if len(codes) == 1 and hits[0].key in _SHARED_NAMES and codes[0] not in countries:
        names = [country(codes[0]), *fitting]
        return _open(words[hits[0].start : hits[0].end], names, None)
    if len(codes) > 1:
        return _open(_trimmed(words), [country(code) for code in codes], None)
    return _in_country(codes[0], hits, words)


#: Names of states that are as often another place's.
_SHARED_NAMES = frozenset(("georgia",))


def _in_country(code: str, hits: Sequence[_Hit], words: str) -> Place:
    capital = capital_of(code) if re.search(r"\bcapital\b(?! punishment)", words.lower()) else None
    if capital:
        return _place(capital, words, "city")
    hit = next(one for one in hits if one.code == code)
    before = words[: hit.start].split()
    side = before[-1].lower().strip(",") if before else ""
    of_side = before[-2].lower() if len(before) > 1 and side == "of" else ""
    whole = country(code)
    if side in _DIRECTIONS or of_side in _DIRECTIONS:
        name = f"{side if side in _DIRECTIONS else of_side} {whole.name}"
        return Place(name, code, None, None, "region", (), Words(words, 0, len(words)))
    return _place(whole, words, None)


def _place(spot: Spot, words: str, wanted: str | None) -> Place:
    claims = tuple((spot.name, code) for code in spot.claims)
    return Place(
        spot.name,
        spot.country,
        spot.latitude,
        spot.longitude,
        spot.kind,
        claims,
        Words(words, 0, len(words)),
    )


def _open(name: str, spots: Iterable[Spot], shared: str | None) -> Place:
    listed = dict.fromkeys(
        (f"{spot.name}, {spot.region}" if spot.region else spot.name, spot.country)
        for spot in spots
        if spot.country
    )
    found = tuple((one, code) for one, code in listed if code)
    return Place(name, shared, None, None, "open", found, Words(name, 0, len(name)))


def _trimmed(words: str) -> str:
    return re.sub(r"^(?:in|at|on|near|outside|inside|to|from|across)\s+", "", words.strip())
