"""Which of the book's entries a name means: by the day, the title, and the article's countries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from . import Book, Entry, Match
from .naming import Token, key
from .nouns import Noun, nouns_in
from .reading import (
    GIVEN,
    GRACE,
    NON_STATES,
    PARTICLES,
    RANK_ALONE,
    WIDEST,
    Reading,
    best,
    seat_of_body,
    strange,
    written,
)
from .surnames import common_name

ASIDE = 0.2  # share of all namings; parties of a country named less need names of their own
ANYBODY = 8  # countries with people of one name: abroad it is no leader's by itself


@dataclass(frozen=True, slots=True)
class Choice:
    """Chooses with one book for the days of one article. ``near`` gives countries of the
    article with weights, to choose among namesakes."""

    book: Book
    days: tuple[date, date] | None = None
    near: Callable[[str], float] = lambda _: 0.0
    full: frozenset[str] = frozenset()  # people of the book whom the article names in full
    told: Callable[[Entry], bool] = lambda _: True  # whether the article vouches for its country

    def among(self, match: Match, before: Sequence[Token]) -> Entry | None:
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

    def person(
        self, entry: Entry, match: Match, before: Sequence[Token], former: bool
    ) -> Reading | None:
        named = self.book.find_in(before)
        if match.short and not self.known_here(entry, before):
            return None
        if match.short and _first_name(before, named):
            return None  # "Kian delos Santos" is no President Santos
        titles = nouns_beside(before, named)
        sector, why = entry.sector or None, f"{entry.office} in the book"
        if self.days and not self._holds(entry):
            ended = [one.last_day for one in match.entries if one.name == entry.name]
            left = any(last is not None and last < self.days[0] for last in ended)
            sector, why = "ELI", f"{'formerly' if left else 'later'} {why}"
        spoken = [noun for noun in titles if not noun.takes]
        if spoken and spoken[-1].sector != sector and not (match.short or self.told(entry)):
            return None  # a senator of Bolivia is no vice president of El Salvador
        ranks = spoken and spoken[-1].sector == "MIL" and sector == "GOV"  # "Gen Prayut" rules
        if spoken and spoken[-1].sector != sector and not former and not ranks:
            sector, why = spoken[-1].sector, "the title beside the name"
        head = entry.code if entry.country in NON_STATES else entry.country
        return Reading(
            head,
            sector,
            entry.name,
            f"{entry.name}: {why}",
            person=True,
            former=former,
            title=spoken[-1].key if spoken else "",
        )

    def given(self, first: str) -> Entry | None:
        """Who bears the first name ``first``: whom the article names in full, else who goes by
        it everywhere, as kings do."""
        everywhere = {row.entry.name for row in self.book.names.get(first, ())}
        for names in (self.full, everywhere):
            fit = sorted(name for name in names if _first(name) == first)
            rows = [row.entry for name in fit for row in self.book.entries(name)]
            people = [one for one in rows if one.kind == "person"]
            if people:
                return self._namesake(people, (), False)
        return None

    def known_here(self, entry: Entry, before: Sequence[Token]) -> bool:
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
            return near or bool(nouns_in(before)) or self._alone(entry)
        return (near or self._lately(entry)) and entry.rank <= RANK_ALONE

    def _alone(self, entry: Entry) -> bool:
        """Whether the world's press calls somebody by the surname, which few others bear."""
        surname = key(entry.name).split()[-1]
        return entry.rank <= RANK_ALONE and len(self.book.homes_of(surname)) < ANYBODY

    def _lately(self, entry: Entry) -> bool:
        """Whether an office ended not long before the article's days."""
        ended = entry.last_day
        return self.days is not None and ended is not None and self.days[0] - ended < WIDEST

    def surname(self, body: Entry, name: Sequence[Token], before: Sequence[Token]) -> bool:
        """Whether a body's one-word name stands behind a first name, far from its country."""
        if len(name) != 1 or not before or not all(map(strange, before)):
            return False
        return not name[0].raw.isupper() and not self.told(body)

    def elsewhere(self, entry: Entry, name: Sequence[Token]) -> bool:
        """Whether a body whose name others have too is of a country that is not told of here."""
        if entry.kind not in ("party", "group") or entry.country in NON_STATES:
            return False
        if not common_name(written(name), entry.kind == "party"):
            return False
        return not self.told(entry) or 0 < self.near(entry.country) < ASIDE


def _first_name(before: Sequence[Token], named: Sequence[Match]) -> bool:
    """Whether a first name stands before a surname: a capital of nobody known, and no title."""
    inside = {at for one in named for at in range(one.first, one.last)}
    inside |= {at + n for at, noun in nouns_in(before) for n in range(noun.size)}
    small = (at for at, word in enumerate(before) if word.key in PARTICLES)
    return any(strange(before[at]) for at in {*range(len(before))} - inside - {*small})


def _first(name: str) -> str:
    """The first of somebody's names, titles aside."""
    return next((word for word in key(name).split() if word not in GIVEN), "")


def nouns_beside(words: Sequence[Token], matches: Sequence[Match]) -> list[Noun]:
    """Nouns among ``words`` that are no part of a name: the House of "White House" is none."""
    named = {at for one in matches for at in range(one.first, one.last)}
    return [noun for at, noun in nouns_in(words) if at not in named]
