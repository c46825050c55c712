"""The grammar of actor phrases: from "the Indonesian foreign ministry" to IDN/GOV.

``read`` looks at the words of one phrase alone: names of the book (or of the article, by the
``Names`` it is given), a head noun with its sector, modifiers, and what follows "of", "in" or
"from". What the words do not say stays None, for the article's context to fill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import Book, Entry, Match
from .naming import Token
from .nouns import Noun, noun_at_end, nouns_in, table
from .reading import (
    COUNTED,
    CUTS,
    GOES_ON,
    GRACE,
    NO_TITLES,
    NON_STATES,
    ORGANISED,
    PLACES,
    QUOTES,
    RANK_ALONE,
    SHIPS,
    STANDS_IN,
    SURNAMES,
    WIDEST,
    Reading,
    all_capital,
    areas,
    areas_in,
    belongs,
    best,
    cut,
    generic,
    is_place,
    own,
    owns,
    same_person,
    seat_of_body,
    strange,
    takes_over,
    trim,
    written,
)
from .surnames import common_name

#: Gives the reading of a proper name at a run of tokens, from the article or a gazetteer.
Names = Callable[[Sequence[Token]], Reading | None]


def nobody(_: Sequence[Token]) -> Reading | None:
    """No names beside the book's."""
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases with one book, days and set of the article's own names. ``near`` gives
    countries of the article with weights, to choose among namesakes; ``place`` the country of a
    town, given whether a place must be meant."""

    book: Book
    days: tuple[date, date] | None = None
    names: Names = nobody
    near: Callable[[str], float] = lambda _: 0.0
    place: Callable[[Sequence[Token], bool], str | None] = lambda _words, _sure: None
    full: frozenset[str] = frozenset()  # people of the book whom the article names in full
    told: Callable[[Entry], bool] = lambda _: True  # whether the article vouches for its country

    def read(self, words: Sequence[Token], depth: int = 0, located: bool = False) -> Reading:
        """The reading of one phrase; the context's part is left open."""
        words = [word for word in words if word.raw not in QUOTES]
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
        if tails and tails[0][0] == "based" and reading.place:
            firm = self.read(tails[0][1], depth + 1)
            reading, tails = replace(firm, head=firm.head or reading.head), tails[1:]
        for link, tail in tails:
            reading = self._extend(reading, link, tail, depth)
        if reading.former and reading.sector in ("GOV", None) and reading.head and reading.person:
            reading = replace(reading, sector="ELI")
        return replace(reading, plural=reading.plural or plural)

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
        noun = noun_at_end(words)
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
        entry = self._choose(match, before)
        known = self._bearer(words[match.first :], match)
        if known is not None and not same_person(known, entry):
            return self._apposed(known, before, former)
        if entry is None:
            return None
        if entry.kind in PLACES and any(map(strange, before)):
            return None  # "Movistar Venezuela"
        if entry.kind in ORGANISED and len(matches) == 1 and self._surname(match, before):
            return None  # "Siboniso Duma"
        if self._elsewhere(entry, words[match.first :]):
            return None
        if entry.kind == "person":
            return self._person(entry, match, before, former)
        return self._thing(entry, before, definite)

    def _bearer(self, name: Sequence[Token], match: Match) -> Reading | None:
        """Whoever the article has introduced under a surname that the book has too: for a
        person's, or for a body of one word ("Duma" after "Siboniso Duma")."""
        known = self.names(name)
        if match.short or known is None:
            return known
        if match.entries[0].kind not in ORGANISED or len(known.named) < 2:
            return None
        first, last = known.named[:-1], known.named[-1]
        person = known.person or self._surname(match, first)
        return known if len(name) == 1 and last.key == name[0].key and person else None

    def _choose(self, match: Match, before: Sequence[Token]) -> Entry | None:
        """One of several entries: by day, title, and the countries of the article."""
        entries = match.entries
        if len({one.code for one in entries}) == 1 and len({one.name for one in entries}) == 1:
            return self._in_office(entries, before)
        people = [one for one in entries if one.kind == "person"]
        if people and len(people) == len(entries):
            return self._namesake(people, before, match.short)
        things = [one for one in entries if one.kind != "person"] or list(entries)
        if before:  # "the Brussels police" are not the Union's
            things = [one for one in things if not seat_of_body(one)] or things
        return best(
            things,
            lambda one: (self.near(one.country), seat_of_body(one), -list(entries).index(one)),
        )

    def _in_office(self, entries: Sequence[Entry], before: Sequence[Token]) -> Entry:
        """Of one person's or body's rows: the day, then the office named, then the highest."""
        fit = [one for one in entries if self._holds(one)]
        if not fit and self.days is not None:
            first = self.days[0]
            left = [one for one in entries if one.last_day is not None and one.last_day < first]
            fit = [max(left, key=lambda one: one.last_day or date.min)] if left else []
        fit = fit or list(entries)
        spoken = {word.key for word in before}
        return min(
            fit,
            key=lambda one: (
                not one.user,
                -len(spoken & set(one.office.split())),
                -(one.last_day or date.max).toordinal() if self._undated() else one.rank,
                -(one.last_day or date.max).toordinal(),
            ),
        )

    def _undated(self) -> bool:
        """Whether the article's days are too wide to tell offices apart: the latest counts."""
        return self.days is None or self.days[1] - self.days[0] > WIDEST

    def _holds(self, entry: Entry) -> bool:
        """Whether a row holds on the article's days; the day after it ends is still its own."""
        if self.days is None:
            return True
        return entry.within((self.days[0] - GRACE, self.days[1]))

    def _namesake(
        self, people: Sequence[Entry], before: Sequence[Token], short: bool
    ) -> Entry | None:
        """The person meant where a name fits several; None where two still fit."""
        fit = [one for one in people if one.name in self.full]
        fit = fit or [one for one in people if self.days and self._holds(one)]
        fit = fit or list(people)
        names = list(dict.fromkeys(one.name for one in fit))
        if len(names) > 1:
            stated = {m.entries[0].country for m in self.book.find_in(before)}
            here = [one for one in fit if one.country in stated]
            ruling = [one for one in fit if self._holds(one) and one.rank <= RANK_ALONE]
            fit = here or [one for one in fit if self.near(one.country) > 0] or ruling
            if not fit:
                return None
            best = max(self.near(one.country) for one in fit)
            fit = [one for one in fit if self.near(one.country) == best]
            highest = min(one.rank for one in fit)
            if highest <= RANK_ALONE:
                fit = [one for one in fit if one.rank == highest]
            if len({(one.name) for one in fit}) > 1 and len({one.code for one in fit}) > 1:
                return None
        return self._in_office(fit, before)

    def _person(
        self, entry: Entry, match: Match, before: Sequence[Token], former: bool
    ) -> Reading | None:
        if match.short and not self._known_here(entry, before):
            return None
        titles = _nouns_beside(before, self.book.find_in(before))
        sector, why = entry.sector or None, f"{entry.office} in the book"
        if self.days and not self._holds(entry):
            ended = [one.last_day for one in match.entries if one.name == entry.name]
            left = any(last is not None and last < self.days[0] for last in ended)
            sector, why = ("ELI" if left else "PTY"), f"{'formerly' if left else 'later'} {why}"
        spoken = [noun for noun in titles if not noun.takes]
        ranks = spoken and spoken[-1].sector == "MIL" and sector == "GOV"  # "Gen Prayut" rules
        if spoken and spoken[-1].sector != sector and not former and not ranks:
            sector, why = spoken[-1].sector, "the title beside the name"
        head = entry.code if entry.country in NON_STATES else entry.country
        return Reading(head, sector, entry.name, f"{entry.name}: {why}", person=True, former=former)

    def _known_here(self, entry: Entry, before: Sequence[Token]) -> bool:
        """Whether a surname alone may stand for ``entry``: named in full elsewhere, or in
        office and either its country is near or the office is among the highest."""
        if entry.name in self.full:
            return True
        days = self.days
        if days is not None and entry.first_day is not None and entry.first_day > days[1]:
            return False
        active = self._holds(entry)
        near = self.told(entry)
        if active:
            return near or bool(nouns_in(before)) or entry.rank <= RANK_ALONE
        return (near or self._lately(entry)) and entry.rank <= RANK_ALONE

    def _lately(self, entry: Entry) -> bool:
        """Whether an office ended not long before the article's days."""
        ended = entry.last_day
        return self.days is not None and ended is not None and self.days[0] - ended < WIDEST

    def _surname(self, match: Match, before: Sequence[Token]) -> bool:
        """Whether a body's one-word name stands behind a first name, far from its country."""
        alone = match.last - match.first == 1 and bool(before) and all(map(strange, before))
        letters = match.entries[0].name.isupper()
        return alone and not letters and not self.told(match.entries[0])

    def _elsewhere(self, entry: Entry, name: Sequence[Token]) -> bool:
        """Whether a body whose name others have too is of a country that is not told of here."""
        if entry.kind not in ("party", "group") or entry.country in NON_STATES:
            return False
        return common_name(written(name), entry.kind == "party") and not self.told(entry)

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
        owners = [one for one in inner if owns(one, before)]
        for match in (*owners, *reversed(inner)):
            entry = self._choose(match, before)
            if entry is not None and (
                entry.kind != "person" or not match.short or self._known_here(entry, before)
            ):
                reading = self._modified(reading, entry, match, before)
                break
        else:
            reading = self._owned(reading, before)
            if reading.head is None:
                reading = generic(reading, noun, before, definite)
        if noun.takes:
            beside = [one for one in _nouns_beside(before, inner) if not one.takes]
            if beside and not (reading.sure and reading.head in NON_STATES):
                reading = replace(reading, sector=beside[-1].sector, sure=True)
        elif noun.sector in ("GOV", "PTY", "CVL") and (
            {word.key for word in before} & {"opposition"}
        ):
            reading = replace(reading, sector="OPP")
        return reading

    def _modified(
        self, reading: Reading, entry: Entry, match: Match, before: Sequence[Token]
    ) -> Reading:
        """With "Indonesian", "UN", "Hamas" or "Obama" before the noun."""
        if entry.country == "UNK" and not reading.plural:
            words = " ".join(word.key for word in before[match.first : match.last])
            wider = [area for at, area in areas_in(before) if at <= match.first]
            return replace(reading, area=wider[-1] if wider else areas().get(words, frozenset()))
        name = f"{entry.name} ({entry.kind}) before it"
        evidence = f"{reading.evidence}, {name}"
        if entry.country in NON_STATES:
            return replace(reading, head=entry.code, evidence=evidence, name=entry.name)
        reading = replace(reading, head=entry.country, evidence=evidence)
        if reading.noun and entry.kind in ORGANISED and takes_over(reading.noun, entry.sector):
            return replace(reading, sector=entry.sector, sure=True)
        return reading

    def _owned(self, reading: Reading, before: Sequence[Token]) -> Reading:
        """With a name that only the article knows before the noun ("PTI leaders")."""
        for size in range(len(before), 0, -1):
            run = before[-size:]
            if not run[0].capital:
                continue
            known = self.names(run)
            if known is not None and known.head:
                sector = reading.sector
                if reading.noun and reading.noun.takes and known.sector and not known.person:
                    sector = known.sector
                evidence = f"{reading.evidence}, {known.evidence}"
                return replace(reading, head=known.head, sector=sector, evidence=evidence)
            country = self.place(run, True)
            if country is not None:
                evidence = f"{reading.evidence}, {written(run)} before it"
                return replace(reading, head=country, evidence=evidence)
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
            if bodies and bodies[0].first == 0:
                return self._thing(bodies[0].entries[0], words[:start], True)
            known = self.names(name)
            if known is not None and title.head is None:
                title = replace(title, head=known.head)
            if title.head is None:
                named = [one for one in self.book.find_in(name) if not is_place(one)]
                title = self._adjective(title, name, named)
            return replace(
                title,
                name=written(name),
                named=tuple(name),
                person=True,
                plural=False,
                evidence=f"title {written(words[: start + noun.size])!r}",
            )
        known = self.names(words)
        if known is not None:
            return replace(known, former=former or known.former)
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
            entry = self._choose(match, words) if own(match, words) else None
            if entry is None or (entry.kind == "person" and match.short):
                continue
            if entry.kind in ORGANISED and self._surname(match, words[: match.first]):
                continue
            if entry.country == "UNK" or self._elsewhere(entry, words[match.first : match.last]):
                continue
            if entry.country in NON_STATES:
                return replace(reading, head=entry.code, evidence=f"{entry.name} in the name")
            sector = entry.sector if entry.kind not in PLACES else reading.sector
            return replace(
                reading,
                head=entry.country,
                sector=sector,
                evidence=f"{entry.name} ({entry.kind}) in the name",
            )
        return reading

    def _apposed(self, known: Reading, before: Sequence[Token], former: bool) -> Reading:
        """A name of the article with a title before it."""
        spoken = [noun for _, noun in nouns_in(before) if not noun.takes]
        if spoken and not former:
            return replace(known, sector=spoken[-1].sector)
        return replace(known, former=former or known.former)

    def _called(self, reading: Reading, name: Sequence[Token]) -> Reading:
        """With the bearer's name after a comma: "the minister, Aisha Bello"."""
        known = self.names(name)
        other = self.read(name, 3) if known is None else known
        head = reading.head or other.head
        return replace(reading, head=head, named=tuple(name), name=other.name or written(name))

    # --- what follows ----------------------------------------------------------------------

    def _extend(self, reading: Reading, link: str, tail: Sequence[Token], depth: int) -> Reading:
        """With what follows "of", "in", "from" or a comma."""
        if link in (",", "("):
            return self._apposition(reading, tail, depth)
        if link == "of" and reading.evidence == "organ in the book":
            other = self.read(tail, depth + 1)
            return replace(reading, head=other.head) if other.place else reading
        if link in GOES_ON and reading.noun is not None:
            other = self.read(tail, depth + 1)
            return belongs(reading, other)
        if link in STANDS_IN and reading.head is None:
            other = self.read(tail, depth + 1, located=True)
            head = other.head
            if head and head.partition("/")[0] not in NON_STATES:
                evidence = f"{reading.evidence}, {link} {written(tail)}"
                return replace(reading, head=head, evidence=evidence)
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
        return replace(
            reading,
            head=reading.head or other.head,
            sector=sector,
            sure=other.sure,
            person=reading.person or other.person,
            former=reading.former or other.former,
            evidence=f"apposition {written(tail)!r}",
        )


def _nouns_beside(words: Sequence[Token], matches: Sequence[Match]) -> list[Noun]:
    """Nouns among ``words`` that are no part of a name: the House of "White House" is none."""
    named = {at for one in matches for at in range(one.first, one.last)}
    return [noun for at, noun in nouns_in(words) if at not in named]
