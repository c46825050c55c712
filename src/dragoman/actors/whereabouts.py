"""Which countries an article is about, and which of them its police, courts and crowds are of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from ..places.gazetteer import Spot, cities, known, regions
from ..places.placekeys import place_key
from ..values import Value
from ..words import small_share
from . import LEADS, Entry, Match
from .naming import Token, tokens
from .nouns import table
from .reading import AGAINST, NON_STATES

#: How much one naming counts as evidence that an article is about a country.
WEIGHTS = {"state": 1.0, "demonym": 1.0, "people": 1.0, "capital": 0.7, "seat": 0.7}
OTHER_WEIGHT = 0.5  # people, parties, organs, regions, towns
LEAD = 0.2  # names in this first part of a text count twice
HOME = 0.2  # the outlet's country, as a share of all namings, and 1.5 at least
DATED = 2.0  # namings that a dateline is worth beside itself
NEAR = 400  # characters within which a naming counts as close by
CLEARLY = 1.1  # the first country outweighs the second, or none is taken
LARGE = 300_000  # people; a smaller town counts only in a country that the article names
PASSING = 0.1  # of the namings; a town's name of a country named less may be a surname
TOWN = 80_000  # people, where the words around say that a place is meant
REGION = 100_000  # people that a region of the same name counts for
FAR_LARGER = 8  # times as many people as the next town of that name
SMALL = 0.2  # a word written small in a larger share of articles names no town
BEFORE_PLACES = frozenset(
    "in at from near to of outside around across via within into inside towards toward between"
    " throughout visiting leaving for".split()
)


class Naming(Value, frozen=True):
    """A place in the text that points to one country."""

    country: str
    start: int
    weight: float


class Whereabouts:
    """The countries of one article by weight. ``home`` is the outlet's country (ISO3);
    ``vouched`` gives for countries and bodies the names other than surnames that tell of them."""

    def __init__(
        self,
        words: Sequence[Token],
        matches: Sequence[Match],
        days: tuple[date, date] | None,
        home: str | None,
        text: str,
    ) -> None:
        self.home, length = home, len(text)
        self.dated = dateline(text)
        self.namings = list(_by_book(words, matches, days, length))
        self.vouched = _vouched(matches)
        self._weigh()
        self.namings += list(self._by_gazetteer(words, matches, length))
        self.namings.sort(key=lambda one: one.start)
        self._weigh()

    def _weigh(self) -> None:
        self.weights: dict[str, float] = defaultdict(float)
        for one in self.namings:
            here = self.dated[0] <= one.start < self.dated[1]
            self.weights[one.country] += one.weight + (DATED if here else 0)
        if self.home:
            self.weights[self.home] += max(1.5, HOME * sum(self.weights.values()))
        self.total = sum(self.weights.values()) or 1.0

    def told(self, entry: Entry) -> bool:
        """Whether the article tells of an entry's country or body by another name than its own
        and than surnames, or the outlet is of that country."""
        asked = entry.code if entry.country in NON_STATES else entry.country
        return asked == self.home or bool(self.vouched.get(asked, set()) - {entry.name})

    def near(self, country: str) -> float:
        """The country's share of all namings, 0 to 1."""
        return self.weights.get(country, 0.0) / self.total

    def country_at(self, at: int) -> tuple[str, str] | None:
        """The country of a local actor at offset ``at``, and why; None if unclear."""
        scores = {one: 2 * weight / self.total for one, weight in self.weights.items()}
        close = [one for one in self.namings if 0 < at - one.start < NEAR]
        for one in close:
            scores[one.country] += one.weight / max(3, len(close))
        ranked = sorted(scores.items(), key=lambda one: -one[1])[:2]
        if not ranked or (len(ranked) == 2 and ranked[0][1] < CLEARLY * ranked[1][1]):
            return None
        return ranked[0][0], f"the article's country, {self.near(ranked[0][0]):.0%} of namings"

    def place(self, words: Sequence[Token], sure: bool = True) -> str | None:
        """ISO3 of the town or region that ``words`` name; None if none or several would fit.
        ``sure`` where the words around say that a place is meant."""
        if not _namelike(words):
            return None
        spots = [one for one in places_called(" ".join(word.raw for word in words)) if one.country]
        passing = 0.0 if sure else PASSING
        here = [one for one in spots if self.near(one.country or "") > passing]
        if here:
            best = max(here, key=lambda one: (self.near(one.country or ""), one.population))
            return best.country
        least = TOWN if sure else LARGE
        spots = [one for one in spots if one.kind != "city" or one.population > least]
        return _only_country(spots)

    def place_in(self, text: str, start: int, end: int) -> str | None:
        """ISO3 of the country that the words of a place lie in, or None."""
        inside = [one.country for one in self.namings if start <= one.start < end]
        return inside[-1] if inside else self.place(tokens(text, start, end))

    def _by_gazetteer(
        self, words: Sequence[Token], matches: Sequence[Match], length: int
    ) -> Iterator[Naming]:
        taken = {at for one in matches for at in range(one.first, one.last)}
        free = {
            at
            for at, word in enumerate(words)
            if word.capital and at not in taken and not word.raw.isdigit()
        }
        passed = 0
        for at in sorted(free):
            if at < passed:
                continue
            passed = next(end for end in range(at + 1, at + 5) if end == at + 4 or end not in free)
            for stop in range(passed, at, -1):
                told = _told_place(words, at, stop)
                country = self.place(words[at:stop], told) if told else None
                if country:
                    lead = 2.0 if words[at].start < LEAD * length else 1.0
                    yield Naming(country, words[at].start, OTHER_WEIGHT * lead)
                    passed = stop
                    break


DATELINE = re.compile(
    r"^\W*([A-Z][A-Z.'’ -]{2,40}(?:,\s*[A-Z][\w. ]{1,25}){0,2}"  # AMMAN, KYIV, Ukraine
    r"|[A-Z][\w'’& -]{2,25}(?:,\s*[A-Z][a-z][\w. ]{1,23})?"  # Beijing, April 26; Oslo, Norway,
    r",\s*\w{3,9}\.? \d{1,2}(?:,? \d{4})?)"  # May 7 2021
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[—–:]|--|-\s)",  # (AP) —
    re.M,
)


def dateline(text: str) -> tuple[int, int]:
    """Where the place that a report was filed from stands; an empty span if none is given."""
    found = DATELINE.search(text, 0, 600)
    if found is None:
        return 0, 0
    return found.start(1), found.start(1) + len(found[1].rstrip())


def _namelike(words: Sequence[Token]) -> bool:
    """No acronym, and no word that is commonly written small."""
    if len(words) > 1:
        return words[0].capital and words[-1].capital
    word = words[0]
    return (
        word.capital
        and not (word.raw.isupper() and len(word.raw) < 5)
        and word.key not in table()
        and small_share(word.raw.casefold()) < SMALL
    )


def _told_place(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether the word before or after says that a place is meant."""
    before = words[at - 1] if at else None
    after = words[end] if end < len(words) else None
    if before is not None and before.capital and before.key not in LEADS:
        return False
    if before is not None and before.key in BEFORE_PLACES:
        return after is None or not after.capital or after.start - words[end - 1].end > 1
    noun = table().get(after.key) if after is not None and not words[end - 1].possessive else None
    return noun is not None and noun.sector in ("GOV", "COP", "JUD")


def _by_book(
    words: Sequence[Token],
    matches: Sequence[Match],
    days: tuple[date, date] | None,
    length: int,
) -> Iterator[Naming]:
    for match in matches:
        if match.first and words[match.first - 1].key in AGAINST:
            continue
        entries = match.entries
        if match.short and days is not None:
            entries = tuple(one for one in entries if one.within(days))
        countries = {one.country for one in entries}
        if len(countries) != 1 or countries & NON_STATES or "UNK" in countries:
            continue
        weight = WEIGHTS.get(entries[0].kind, OTHER_WEIGHT)
        if match.short:
            weight /= 2
        lead = 2.0 if match.start < LEAD * length else 1.0
        yield Naming(entries[0].country, match.start, weight * lead)


def _vouched(matches: Sequence[Match]) -> dict[str, set[str]]:
    """For each country and body the names, other than surnames, that tell of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        for entry in () if match.short else match.entries:
            found[entry.code if entry.country in NON_STATES else entry.country].add(entry.name)
    return found


@lru_cache(maxsize=8192)
def places_called(name: str) -> tuple[Spot, ...]:
    """Regions, towns and other places of that name."""
    key = place_key(name)
    one = known(key)
    return (*((one,) if one else ()), *regions(key), *cities(key))


def _only_country(spots: Sequence[Spot]) -> str | None:
    """The one country in which a place of that name is meant, or None."""
    sized: dict[str, int] = {}
    for one in spots:
        if one.country:
            people = one.population if one.kind == "city" else REGION
            sized[one.country] = max(people, sized.get(one.country, 0))
    ranked = sorted(sized.items(), key=lambda pair: -pair[1])[:2]
    if len(ranked) == 1 or (ranked and ranked[0][1] > FAR_LARGER * max(ranked[1][1], 15_000)):
        return ranked[0][0]
    return None
