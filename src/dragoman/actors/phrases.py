"""The grammar of actor phrases: from "the Indonesian foreign ministry" to IDN/GOV.

``read`` looks at the words of one phrase alone: names of the book (or of the article, by the
``Names`` it is given), a head noun with its sector, modifiers, and what follows "of", "in" or
"from". What the words do not say stays None, for the article's context to fill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import ORGANISED, Book, Entry, Match
from .choice import Choice, nouns_beside
from .naming import Token
from .nouns import Noun, noun_at_end, nouns_in, table
from .reading import (
    ABROAD,
    COUNTED,
    CUTS,
    GIVEN,
    GOES_ON,
    NO_TITLES,
    NON_STATES,
    PLACES,
    QUOTES,
    SENT,
    SERVING,
    SHIPS,
    SHORT_FOR,
    STANDS_IN,
    STRAY,
    SURNAMES,
    Reading,
    all_capital,
    areas,
    areas_in,
    belongs,
    cut,
    generic,
    is_place,
    is_world,
    own,
    owns,
    same_person,
    seat_of_body,
    strange,
    surname_like,
    takes_over,
    trim,
    written,
)
from .surnames import ARTICLES

#: Gives the reading of a proper name at a run of tokens, from the article or a gazetteer.
Names = Callable[[Sequence[Token]], Reading | None]


def nobody(_: Sequence[Token]) -> Reading | None:
    """No names beside the book's."""
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases. ``choice`` says which of the book's entries a name means, ``names`` whom the
    article calls so, and ``place`` the country of a town, given whether a place must be meant."""

    choice: Choice
    names: Names = nobody
    place: Callable[[Sequence[Token], bool], str | None] = lambda _words, _sure: None

    @property
    def book(self) -> Book:
        return self.choice.book

    def read(self, words: Sequence[Token], depth: int = 0, located: bool = False) -> Reading:
        """The reading of one phrase; the context's part is left open."""
        words = [word for word in words if word.raw not in QUOTES]
        while words and words[-1].raw == ".":
            words = words[:-1]  # "Jr."
        words, plural, former, definite = trim(words)
        if not words or depth > 3:
            return Reading(plural=plural)
        if words[0].key in CUTS and plural:
            reading, tails = COUNTED, [(words[0].key, words[1:])]
        else:
            matches = self.book.find_in(words)
            core, tails = cut(words, matches)
            matches = self.book.find_in(core) if tails else matches
            reading = self._core(core, matches, former, definite, located)
            if not tails and reading.head is None:
                reading = self._shortened(reading, core)
        if tails and tails[0][0] == "based" and reading.place:
            firm = self.read(tails[0][1], depth + 1)
            reading, tails = firm.but(head=firm.head or reading.head), tails[1:]
        for link, tail in tails:
            reading = self._extend(reading, link, tail, depth)
        if reading.former and reading.sector in ("GOV", None) and reading.head and reading.person:
            reading = reading.but(sector="ELI")
        return reading.but(plural=reading.plural or plural)

    # --- the core: up to the first "of", "in", comma ---------------------------------------

    def _core(
        self,
        words: Sequence[Token],
        matches: Sequence[Match],
        former: bool,
        definite: bool,
        located: bool,
    ) -> Reading:
        whole = self._whole(words, matches, definite, former)
        if located and whole is not None and whole.person:
            whole = None  # "in Lagos" is no Mr Lagos
        if whole is not None:
            return whole
        noun = noun_at_end(words, matches)
        if noun is not None and not definite and (person := self._named_in_full(words)):
            return person
        if noun is not None and not self._is_name(words, noun, matches):
            return self._headed(words, noun, matches, former, definite)
        return self._titled(words, matches, former, located)

    def _whole(
        self, words: Sequence[Token], matches: Sequence[Match], definite: bool, former: bool
    ) -> Reading | None:
        """A name of the book at the end, with nothing but titles or modifiers before it."""
        if not matches or matches[-1].last != len(words):
            return None
        match = matches[-1]
        if match.short and definite and not match.first and words[-1].key in table():
            return None  # "the King" is no Mr King
        before = words[: match.first]
        entry = self.choice.among(match, before)
        if match.short and before and before[-1].key in GIVEN:
            entry = self.choice.given(words[match.first].key)
        known = self._bearer(words[match.first :], match)
        if known is not None and not same_person(known, entry):
            return self._apposed(known, before, former)
        if entry is None:
            return None
        if entry.kind in PLACES and any(map(strange, before)):
            return None  # "Movistar Venezuela"
        name = words[match.first :]
        if (
            entry.kind in ORGANISED
            and len(matches) == 1
            and self.choice.surname(entry, name, before)
        ):
            return None  # "Siboniso Duma"
        if self.choice.elsewhere(entry, words[match.first :]):
            return None
        if entry.kind == "person":
            return self.choice.person(entry, match, before, former)
        return self._thing(entry, before, definite)

    def _named_in_full(self, words: Sequence[Token]) -> Reading | None:
        """Somebody whom the article names in full, by a surname that is a noun too: "Bishop"."""
        if len(words) != 1 or not words[0].capital:
            return None
        entries, short = self.book.lookup(words)
        fit = tuple(one for one in entries if one.name in self.choice.full)
        if not (short and fit):
            return None
        match = Match(words[0].start, words[0].end, 0, 1, fit, short)
        entry = self.choice.among(match, ())
        return self.choice.person(entry, match, (), False) if entry is not None else None

    def _bearer(self, name: Sequence[Token], match: Match) -> Reading | None:
        """Whoever the article has introduced under a surname that the book has too: for a
        person's, or for a body of one word ("Duma" after "Siboniso Duma")."""
        known = self.names(name)
        if match.short or known is None:
            return known
        if match.entries[0].kind not in ORGANISED:
            return None
        if known.head is not None and known.evidence.startswith(SHORT_FOR):
            return known  # "Nigeria's Civil Aviation Authority (NCAA)" is no sports league
        if len(known.named) < 2:
            return None
        first, last = known.named[:-1], known.named[-1]
        person = known.person or self.choice.surname(match.entries[0], [last], first)
        return known if len(name) == 1 and last.key == name[0].key and person else None

    def _thing(self, entry: Entry, before: Sequence[Token], definite: bool) -> Reading:
        """A state, place, seat or organisation."""
        head = entry.code if entry.country in NON_STATES else entry.country
        sector = entry.sector or None
        if entry.kind == "people":
            sector = "CVL"
        opposed = {word.key for word in before} & {"opposition", "main"}
        if opposed and sector == "PTY":
            sector = "OPP"
        return Reading(
            head,
            sector,
            entry.name,
            f"{entry.kind} in the book",
            plural=entry.kind == "people",
            place=not before
            and (entry.kind in ("capital", "region", "state") or seat_of_body(entry)),
        )

    def _is_name(self, words: Sequence[Token], noun: Noun, matches: Sequence[Match]) -> bool:
        """Whether the last word only looks like a noun: a surname such as "Prince", "King"."""
        if len(words) < 2 or noun.size > 1 or words[-1].key not in SURNAMES:
            return False
        before = words[-2]
        known = any(one.last == len(words) - 1 for one in matches)
        return words[-1].capital and before.capital and not known and before.key not in table()

    def _headed(
        self,
        words: Sequence[Token],
        noun: Noun,
        matches: Sequence[Match],
        former: bool,
        definite: bool = True,
    ) -> Reading:
        """A common noun with modifiers: country and sector come from them."""
        before = words[: len(words) - noun.size]
        reading = Reading(
            sector=noun.sector,
            evidence=f"the noun {noun.key!r}",
            plural=noun.plural,
            person=noun.kind == "person",
            noun=noun,
            former=former,
            sure=not noun.takes,
        )
        inner = [one for one in matches if one.last <= len(before) and own(one, words)]
        if noun.kind == "body":
            inner = [one for one in inner if not words[one.first].tied or one is inner[0]]
        owners = [one for one in inner if owns(one, before)]
        if noun.key in SENT and inner and inner[0].entries[0].kind == "demonym":
            owners = inner[:1]  # "Turkish EU Affairs Minister"
        for match in (*owners, *reversed(inner)):
            entry = self.choice.among(match, before)
            if entry is not None and self._named_for(entry, match, words):
                reading = self._modified(reading, entry, match, before)
                break
        else:
            reading = self._owned(reading, before)
            if reading.head is None:
                reading = generic(reading, noun, before, definite)
        if noun.takes:
            beside = [one for one in nouns_beside(before, inner) if not one.takes]
            if beside and not (reading.sure and reading.head in NON_STATES):
                reading = reading.but(sector=beside[-1].sector, sure=True)
        elif noun.sector in ("GOV", "PTY", "CVL") and (
            {word.key for word in before} & {"opposition"}
        ):
            reading = reading.but(sector="OPP")
        return reading

    def _named_for(self, entry: Entry, match: Match, words: Sequence[Token]) -> bool:
        """Whether a name before a noun is its owner's: a surname alone may be anybody's, all the
        more in an institution's name ("Johnson Space Center")."""
        if self.choice.elsewhere(entry, words[match.first : match.last]):
            return False
        if entry.kind != "person" or not match.short:
            return True
        bearer = self.names(words[match.first : match.last])
        if bearer is not None and not same_person(bearer, entry):
            return False  # the article's own "Inayat Rehman", not the Rehman of the book
        titled = words[-1].capital and not words[match.last - 1].possessive
        if titled and entry.name not in self.choice.full:
            return False
        return self.choice.known_here(entry, words[: match.last])

    def _modified(
        self, reading: Reading, entry: Entry, match: Match, before: Sequence[Token]
    ) -> Reading:
        """With "Indonesian", "UN", "Hamas" or "Obama" before the noun."""
        if entry.country == "UNK" and not reading.plural:
            words = " ".join(word.key for word in before[match.first : match.last])
            wider = [area for at, area in areas_in(before) if at <= match.first]
            return reading.but(area=wider[-1] if wider else areas().get(words, frozenset()))
        name = f"{entry.name} ({entry.kind}) before it"
        evidence = f"{reading.evidence}, {name}"
        if entry.country in NON_STATES:
            return reading.but(head=entry.code, evidence=evidence, name=entry.name)
        reading = reading.but(head=entry.country, evidence=evidence)
        if reading.noun and entry.kind in ORGANISED and takes_over(reading.noun, entry.sector):
            return reading.but(sector=entry.sector, sure=True)
        return reading

    def _shortened(self, reading: Reading, words: Sequence[Token]) -> Reading:
        """A noun with a capital, and nothing around it, that is the end of a body's name: "the
        Commission", but not "the Government of India" beside that of Mauritius."""
        known = self.names(words) if words[0].capital else None
        if known is None or known.head is None or known.person:
            return reading
        return reading.but(head=known.head, sector=known.sector, evidence=known.evidence)

    def _owned(self, reading: Reading, before: Sequence[Token]) -> Reading:
        """With a name that only the article knows before the noun ("PTI leaders")."""
        for size in range(len(before), 0, -1):
            run = before[-size:]
            if not run[0].capital or (size < len(before) and before[-size - 1].key in ARTICLES):
                continue  # "the Al-Sabah family" is not of Sabah
            known = self.names(run)
            if known is not None and known.head:
                sector = reading.sector
                if reading.noun and reading.noun.takes and known.sector and not known.person:
                    sector = known.sector
                evidence = f"{reading.evidence}, {known.evidence}"
                return reading.but(head=known.head, sector=sector, evidence=evidence)
            country = self.place(run, True)
            if country is not None:
                evidence = f"{reading.evidence}, {written(run)} before it"
                return reading.but(head=country, evidence=evidence)
        return reading

    def _titled(
        self, words: Sequence[Token], matches: Sequence[Match], former: bool, located: bool
    ) -> Reading:
        """A title and a name that the book does not have, or a name alone."""
        nouns = [pair for pair in nouns_in(words) if pair[0] + pair[1].size < len(words)]
        for start, noun in reversed(nouns):
            name = words[start + noun.size :]
            if not name[0].capital or noun.kind == "land" or noun.key in NO_TITLES:
                continue
            inside = [one for one in matches if one.last <= start + noun.size]
            title = self._headed(words[: start + noun.size], noun, inside, former)
            bodies = [one for one in self.book.find_in(name) if one.entries[0].kind in ORGANISED]
            if (
                bodies
                and bodies[0].first == 0
                and not any(map(surname_like, name[bodies[0].last :]))
            ):
                return self._thing(bodies[0].entries[0], words[:start], True)
            known = self.names(name)
            if known is not None and title.head is None:
                title = title.but(head=known.head)
            if title.head is None:
                named = [one for one in self.book.find_in(name) if not is_place(one)]
                if bodies and bodies[0].first == 0:
                    named = [one for one in named if one != bodies[0]]
                title = self._adjective(title, name, named)
            return title.but(
                name=written(name),
                named=tuple(name),
                person=True,
                plural=False,
                evidence=f"title {written(words[: start + noun.size])!r}",
            )
        known = self.names(words)
        if known is not None:
            return known.but(former=former or known.former)
        if words[0].key in SHIPS and words[0].raw.isupper() and len(words) > 1:
            return self._ship(words)
        country = self.place(words, located)
        if country is not None:
            town = written(words)
            return Reading(country, "GOV", town, f"{town} on the map", place=True, former=former)
        inner = nouns_in(words)
        capital = words[-1].capital or (words[0].capital and not inner)
        name = tuple(words) if capital else ()
        reading = Reading(
            sector=inner[-1][1].sector if inner else None,
            named=name,
            name=written(words),
            former=former,
            sure=False,
        )
        return self._adjective(reading, words, matches)

    def _ship(self, words: Sequence[Token]) -> Reading:
        country, name = SHIPS[words[0].key], written(words)
        return Reading(country, "MIL", name, f"warships of {country} are called {words[0].raw}")

    def _adjective(
        self, reading: Reading, words: Sequence[Token], matches: Sequence[Match]
    ) -> Reading:
        """With a country's name or adjective somewhere: "Iranian Kaveh", "Chile Vamos"."""
        for match in matches:
            entry = self.choice.among(match, words) if own(match, words) else None
            if entry is None or (entry.kind == "person" and match.short):
                continue
            if entry.kind in STRAY and match.last < len(words) and not self.choice.told(entry):
                continue  # "Juan Carlos Checkley" of Peru, "Amman Mineral"
            name = words[match.first : match.last]
            if entry.kind in ORGANISED and self.choice.surname(entry, name, words[: match.first]):
                continue
            if entry.country == "UNK" or self.choice.elsewhere(entry, name):
                continue
            if entry.country in NON_STATES:
                return reading.but(head=entry.code, evidence=f"{entry.name} in the name")
            sector = entry.sector if entry.kind not in PLACES else reading.sector
            return reading.but(
                head=entry.country,
                sector=sector,
                evidence=f"{entry.name} ({entry.kind}) in the name",
            )
        return reading

    def _apposed(self, known: Reading, before: Sequence[Token], former: bool) -> Reading:
        """A name of the article with a title before it."""
        spoken = [noun for _, noun in nouns_in(before) if not noun.takes]
        if spoken and not former:
            return known.but(sector=spoken[-1].sector)
        return known.but(former=former or known.former)

    def _called(self, reading: Reading, name: Sequence[Token]) -> Reading:
        """With the bearer's name after a comma: "the minister, Aisha Bello"."""
        known = self.names(name)
        other = self.read(name, 3) if known is None else known
        head = reading.head or other.head
        return reading.but(head=head, named=tuple(name), name=other.name or written(name))

    # --- what follows ----------------------------------------------------------------------

    def _extend(self, reading: Reading, link: str, tail: Sequence[Token], depth: int) -> Reading:
        """With what follows "of", "in", "from" or a comma."""
        if link in (",", "("):
            return self._apposition(reading, tail, depth)
        if link == "of" and reading.evidence == "organ in the book":
            other = self.read(tail, depth + 1)
            lead = self.book.find_in(tail)[:1]  # "Royal Air Force of Oman Commander Al-Ghafri"
            state = other.place or any(one.first == 0 and is_place(one) for one in lead)
            return reading.but(head=other.head) if state else reading
        if reading.head is None and reading.plural and is_world(tail):
            return reading.but(head="UNK", evidence=f"{reading.evidence}, of no one country")
        serves = link == "to" and reading.noun is not None and reading.noun.key in SERVING
        if (link in GOES_ON or serves) and (
            reading.noun is not None or not (reading.named or reading.head)
        ):
            other = self.read(tail, depth + 1)
            return belongs(reading, other)
        if reading.noun is not None and reading.noun.key in ABROAD and link != "from":
            return reading  # "its ambassador in Canberra" is not Australia's
        if link in STANDS_IN and reading.head is None:
            other = self.read(tail, depth + 1, located=True)
            head = other.head
            sent = link == "from" and head is not None and head.startswith(("IGO/", "NGO/"))
            if head and (sent or head.partition("/")[0] not in NON_STATES):
                evidence = f"{reading.evidence}, {link} {written(tail)}"
                return reading.but(head=head, evidence=evidence)
        return reading

    def _apposition(self, reading: Reading, tail: Sequence[Token], depth: int) -> Reading:
        if reading.head is not None and reading.sure and reading.sector:
            return reading
        if reading.person and not reading.named and all_capital(tail):
            return self._called(reading, tail)
        other = self.read(tail, depth + 1)
        if other.head is None and other.noun is None:
            return reading
        sector = other.sector if other.noun or not reading.sector else reading.sector
        if reading.noun is not None and reading.sure:
            sector = reading.sector
        return reading.but(
            head=reading.head or other.head,
            sector=sector,
            sure=other.sure,
            person=reading.person or other.person,
            former=reading.former or other.former,
            evidence=f"apposition {written(tail)!r}",
        )
