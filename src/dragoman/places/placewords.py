"""Names of places in words, and what the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ..values import Value
from .gazetteer import Spot, cities, goes_on, known, regions, states, well_known
from .placekeys import place_key

_OWNING = re.compile(r"['’]s?$")
_MARKS = re.compile(r"[,;:()]")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-](?=[^\W\d_])[^\W\d_]+)*(?:(?<=\b\w)\.)?")
_ARTICLE = re.compile(r"^(?:a[lnrstdz]|ash|el|ath)[- ](?=[A-Z])")  # al-Qaim
_IN_REGION = re.compile(
    r",? in (?:[A-Z]\w+['’]s )?((?:[A-Z][\w'’-]*\s)+)(?:province|state|region|district)\b"
)
_GOES_ON = re.compile(r"\s+(?:(?:an der|am|upon|sur|de|del) )?([A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+)*")
_LONGEST: Final = 6  # words in a place's name
_BESIDE: Final = 50  # code points on either side of a name that may tell its country

REGION_WORDS: Final = frozenset(
    "region province oblast state governorate county department prefecture emirate territory "
    "district division canton krai kray republic regions provinces states governorates "
    "counties districts".split()
)
CITY_WORDS: Final = frozenset("city town village suburb municipality port capital borough".split())
#: What stands on another's ground: "the Iranian embassy" is not in Iran.
_ELSEWHERE: Final = frozenset(
    "embassy embassies consulate consulates consulate-general mission base bases ship ships "
    "vessel vessels tanker tankers troops forces".split()
)
#: Words that are cities somewhere and, in a phrase of place, almost never those.
_NO_PLACE: Final = frozenset(
    "the a an of court house university police station national assembly street square hospital "
    "airport central federal supreme high government ministry office parliament president "
    "presidential palace church school park river road bridge international district union "
    "unity victory independence people republic state city secretariat hall center centre prison "
    "camp base north south east west northern southern eastern western northeast "
    "northwest southeast southwest island islands lake "
    "mount general security council united nations foreign minister affairs party mall market "
    "mosque stadium memorial museum library hotel plaza avenue highway border coast bay gulf "
    "peace liberty freedom revolution constitution congress senate chamber cabinet tower".split()
)
#: Capitalised words before a name that are no part of it.
_MAY_LEAD: Final = frozenset(
    "the in at on near from to across outside inside around north south east west northern "
    "southern eastern western central greater downtown old new upper lower".split()
)
#: What makes another name of a state's: "the Jordan River".
_WATERS: Final = frozenset(
    "river sea strait valley gulf ocean channel basin antilles islands isles".split()
)
_PAPER_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:Post|Times|Herald|Tribune|Journal|Gazette|Guardian|Telegraph|Chronicle|Mail|"
    r"Mirror|Globe|Observer|Examiner|Daily|Courier|Inquirer|Mercury)\b"
)
#: Names that several states bear, or a state and another's region.
SHARED_NAMES: Final = {"georgia": ("GEO",), "congo": ("COD", "COG"), "korea": ("KOR", "PRK")}


class Hit(Value, frozen=True):
    """A name at ``words[start:end]``. ``code`` is set for a state or, ``demonym``, its
    adjective; ``spots`` are the places that the name can mean."""

    start: int
    end: int
    key: str
    spots: tuple[Spot, ...] = ()
    code: str | None = None
    demonym: bool = False


@lru_cache(maxsize=4096)  # an article's names come again and again
def hits(words: str) -> tuple[Hit, ...]:
    """The longest known names, from left to right."""
    tokens = list(_WORD.finditer(words))
    found: list[Hit] = []
    i = 0
    while i < len(tokens):
        hit, size = _longest(words, tokens, i)
        if hit and not ends_a_name(hit, words) and not _cut_off(hit, words):
            found.append(hit)
        found += [] if hit else _joined_states(tokens[i])
        i += size
    return tuple(found)


def _joined_states(token: re.Match[str]) -> list[Hit]:
    """ "Lebanese-Israeli", "US-Mexico"."""
    if "-" not in token[0]:
        return []
    parts = list(re.finditer(r"[^-–]+", token[0]))
    found = [_look_up(part[0], token.start() + part.start(), 1) for part in parts]
    coded = [hit for hit in found if hit and hit.code]
    return coded if len(parts) == len(coded) > 1 else []


def _cut_off(hit: Hit, words: str) -> bool:
    """A part of a longer name that is elsewhere: "Congo River", "Dutch Antilles", "New Guinea";
    or of a newspaper's: "Washington Post"."""
    if _PAPER_AFTER.match(words, hit.end) or words[: hit.start].endswith("Times of "):
        return True
    if known(hit.key):
        return False
    lead = re.search(r"\bNew $", words[: hit.start])
    after = re.match(r"\s+([A-Z]\w+)", words[hit.end :])
    longer = after is not None and after[1].lower() in _WATERS
    return lead is not None or longer


def _longest(words: str, tokens: Sequence[re.Match[str]], i: int) -> tuple[Hit | None, int]:
    most = min(_LONGEST, len(tokens) - i)
    if most > 1 and not goes_on(tokens[i][0]):
        most = 1
    for size in range(most, 0, -1):
        first, last = tokens[i], tokens[i + size - 1]
        written = words[first.start() : last.end()]
        bare = _OWNING.sub("", written)
        hit = None if _MARKS.search(bare) else _look_up(bare, first.start(), size)
        if hit:
            return hit, size
    return None, 1


def _look_up(name: str, start: int, size: int) -> Hit | None:
    if not any(one[0].isupper() for one in name.split()) and not _ARTICLE.match(name):
        return None
    key, end = place_key(name), start + len(name)
    if not key or key in _NO_PLACE:
        return None
    listed = well_known(key)
    if listed:
        return Hit(start, end, key, (*listed, *_namesakes(key, listed)))
    name = _ARTICLE.sub("", name)
    if not name[0].isupper():
        return None
    book = states()
    if key in book.names and not _city_of_its_own(key, book.names[key]):
        code = book.names[key]
        return Hit(start, end, key, (*regions(key), *_other_cities(key, code)), code=code)
    if key in book.demonyms:
        return Hit(start, end, key, code=book.demonyms[key], demonym=True)
    if not all(one[0].isupper() or len(one) < 4 for one in name.split()):
        return None
    spots = (*_properly_named(key), *regions(key))
    return Hit(start, end, key, spots) if spots else None


def _other_cities(key: str, code: str) -> list[Spot]:
    """Cities elsewhere by a short name of a state: Trinidad in Bolivia."""
    if key == place_key(states().titles.get(code, key)):
        return []
    return [spot for spot in cities(key) if spot.country != code]


def _city_of_its_own(key: str, code: str) -> bool:
    """Dubai speaks for its state, and is a city all the same."""
    if key == place_key(states().titles.get(code, key)):
        return False
    return any(spot.country == code for spot in cities(key))


def _properly_named(key: str) -> list[Spot]:
    """Cities of this name; by another name only in states that have none of this."""
    found = cities(key)
    own = {spot.country for spot in found if place_key(spot.name) == key}
    return [one for one in found if place_key(one.name) == key or one.country not in own]


def _namesakes(key: str, listed: Sequence[Spot]) -> list[Spot]:
    """Other places of a well-known name, for an article that is about their country, and
    the region around a well-known city."""
    own = {spot.country for spot in listed}
    settled = {spot.country for spot in listed if spot.kind != "city"}
    around = [one for one in regions(key) if one.country not in settled]
    towns = [one for one in cities(key) if place_key(one.name) == key]
    return [*(one for one in towns if one.country not in own), *around]


# What stands around a name -----------------------------------------------------------------


_TYPES: Final = "|".join(sorted((REGION_WORDS | CITY_WORDS) - {"capital", "port"}))
_TYPE_AFTER = re.compile(rf"(?i:\s+(?:{_TYPES})\b)|{_PAPER_AFTER.pattern}")
_TYPE_BEFORE = re.compile(rf"\b(?:{_TYPES}) of (?:the )?$", re.I)


def whole_phrase(words: str, text: str, at: int) -> str:
    """With what the words at ``text[at:]`` were cut from: "Washington" of "Washington state",
    "the state of Washington" or "the Washington Post"."""
    if not text.startswith(words, at):
        return words
    before = _TYPE_BEFORE.search(text[max(0, at - _BESIDE) : at])
    after = _TYPE_AFTER.match(text, at + len(words))
    return (before[0] if before else "") + words + (after[0] if after else "")


def type_near(hit: Hit, words: str) -> str | None:
    """ "region" or "city", where a word beside the name says so."""
    after = re.match(r"['’]?\s+([\w-]+)", words[hit.end :])
    if after and after[1].lower() in REGION_WORDS:
        return "region"
    if after and after[1].lower() in CITY_WORDS:
        return "city"
    before = re.search(r"([\w-]+) of (?:the )?$", words[: hit.start])
    if before and before[1].lower() in REGION_WORDS:
        return "region"
    return "city" if before and before[1].lower() in CITY_WORDS else None


def ends_a_name(hit: Hit, words: str) -> bool:
    """The last part of a longer name ("Rajya Sabha"): no place by itself."""
    listed = known(hit.key)
    if hit.code or hit.spots[0].kind == "point" or (listed and listed.kind != "city"):
        return False
    led = re.search(r"(?:^|\s)([A-Z][\w'’-]*)\s+$", words[: hit.start])
    return (
        led is not None
        and led[1].lower() not in _MAY_LEAD | _NO_PLACE
        and not (listed and place_key(led[1]) in states().demonyms)
        and not led[1].endswith(("'s", "’s"))
    )


def begins_a_name(hit: Hit, words: str) -> str:
    """The longer name of which this is the first part ("Jericho Social Hall"), which need not
    be there; "" where it is none."""
    if hit.spots[0].kind == "point" or known(hit.key):
        return ""
    after = _GOES_ON.match(words[hit.end :])
    if after is None or after[1].lower() in REGION_WORDS | CITY_WORDS:
        return ""
    return words[hit.start : hit.end] + after[0]


def elsewhere(hit: Hit, words: str) -> bool:
    """Whether the adjective says whose a thing is and not where."""
    following = re.findall(r"[\w-]+", words[hit.end : hit.end + 40].lower())[:3]
    return hit.demonym and any(one in _ELSEWHERE for one in following)


def told_countries(found: Sequence[Hit], words: str, text: str) -> list[str]:
    """States named in the words themselves or right beside them in the text."""
    told = [hit.code for hit in found if hit.code and not elsewhere(hit, words)]
    return list(dict.fromkeys((*told, *_beside(words, text))))


_AFTER = re.compile(r",\s+((?:[A-Z][\w.'’-]*\s?){1,3})")
_OWNER = re.compile(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s $")
_OWNED_BY = 80  # code points before a place in which its owner stands
_WORD_END = re.compile(r"\b")
_STATE_AFTER = re.compile(r",\s+(?:in\s+)?((?:[A-Z][\w.'’-]*\s?){1,4})")
_STATE_BEFORE = re.compile(
    r"([A-Z][\w-]+)(?:['’]s)?\s+(?:\w+\s+)?(?:city|town|capital|province|region|state|port|"
    r"village|district)\s+(?:of\s+)?$"
)


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``words`` stand in ``text``, half-open."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _beside(words: str, text: str) -> Iterator[str]:
    for start, end in _occurrences(words, text):
        after = _STATE_AFTER.match(text[end : end + _BESIDE])
        if after:
            yield from _code_of(after[1])
        before = _STATE_BEFORE.search(text[max(0, start - _BESIDE) : start])
        if before:
            key, book = place_key(before[1]), states()
            code = book.demonyms.get(key) or book.names.get(key)
            yield from [code] if code else []


def _code_of(name: str) -> list[str]:
    """The state that a run of capitalised words begins with, or its region's."""
    words = name.split()
    for size in range(len(words), 0, -1):
        key = place_key(" ".join(words[:size]))
        if key in states().names and key not in SHARED_NAMES:
            return [states().names[key]]
        within = {spot.country for spot in regions(key) if spot.country}
        if len(within) == 1:
            return list(within)
    return []


def region_beside(words: str, text: str) -> str | None:
    """The state of a region that follows the words wherever they stand: "San Lorenzo in
    Esmeraldas province"."""
    found = [_IN_REGION.match(text, end) for _, end in _occurrences(words, text)]
    codes = {code for m in found if m for code in _code_of(m[1])}
    return codes.pop() if len(codes) == 1 and None not in found else None


def names_after(words: str, text: str) -> set[str]:
    """Keys of what follows the words after a comma in the text: "Moa, Holguín"."""
    found = (_AFTER.match(text, end) for _, end in _occurrences(words, text))
    after = next(filter(None, found), None)
    return {place_key(after[1])} if after else set()


def names_before(words: str, text: str) -> set[str]:
    """Keys of what owns the words in the text: "Georgia's Rome"."""
    found = (
        _OWNER.search(text[max(0, start - _OWNED_BY) : start])
        for start, end in _occurrences(words, text)
        if _WORD_END.match(text, end)
    )
    return {place_key(owner[1]) for owner in found if owner}
