"""What one article teaches: its countries, and the names, titles and acronyms it introduces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from . import Book, read_text
from .choice import Choice
from .introductions import HONORIFICS, Character, introduced, name_runs, named_late
from .naming import Token, tokens
from .nouns import table
from .phrases import Reader
from .reading import DETERMINERS, NON_STATES, Reading
from .whereabouts import Whereabouts

#: Closed by a mark or a line; they begin with one set of characters, and so are found fast.
SENTENCE_END = re.compile(r"[.!?\n](?:(?<!\n)[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|(?<=\n)\n*)")
QUOTE_MARK = re.compile('[“”"]')
NOWHERE = -1, -1
ENDINGS = frozenset("league fund conference summit pact".split())  # beside the nouns of bodies
TAILS = frozenset({"in", "from", "of"})
KOREAS = 0.3  # share of all namings from which on "the North" is that of Korea
HALF = "half of Korea"
LEAST, MOST = 3, 6  # letters of initials


class Context:
    """One article read once: its tokens, the book's names in it, its countries and its cast.

    ``days`` are those for which offices are looked up, first to last; ``home``
    is the outlet's country (ISO3).
    """

    def __init__(
        self,
        text: str,
        book: Book,
        days: tuple[date, date] | None = None,
        home: str | None = None,
    ) -> None:
        self.text, self.book, self.days, self.home = text, book, days, home
        self.words, self.matches = read_text(book, text)
        self.starts = [word.start for word in self.words]
        self.runs = name_runs(self.words)
        self.run_from, self.run_to = dict(self.runs), {last: first for first, last in self.runs}
        self.where = Whereabouts(self.words, self.matches, days, home, text)
        people = [one for one in self.matches if not one.short]
        full = frozenset(one.entries[0].name for one in people if one.entries[0].kind == "person")
        self.cast: dict[str, list[Character]] = {}
        self._read: dict[tuple[tuple[str, bool], ...], Reading] = {}
        where = self.where
        choice = Choice(book, days, where.near, full, where.told)
        self.reader = Reader(choice, self.names, where.place)
        self.known: set[str] = set()  # words of which names are made that the article teaches
        self.initials: dict[str, Reading] = {}
        self.shortened: dict[str, Reading] = {}
        cast = list(introduced(self.words, self.runs, self.reader))
        for character in (*named_late(self.words, self.reader, cast), *cast):
            self._cast(character)
        self.known |= self.cast.keys()
        self.initials = dict(self._spelt())
        self.known |= self.initials.keys()
        self.shortened = dict(self._shortened())
        self.known |= self.shortened.keys()

    def run(self, start: int, end: int) -> Sequence[Token]:
        """The tokens of ``text[start:end]``: the text's own where they are not cut."""
        run = self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        if run and run[0].start == start and run[-1].end == end and not run[0].tied:
            last = run[-1]
            return [*run[:-1], last.but(possessive=False)] if last.possessive else run
        return tokens(self.text, start, end)

    @cached_property
    def ends(self) -> list[int]:
        """Where sentences end and the next begin."""
        return [0, *(hit.end() for hit in SENTENCE_END.finditer(self.text))]

    @cached_property
    def marks(self) -> list[tuple[int, str]]:
        """Double quotation marks and where they stand."""
        return [(hit.start(), hit[0]) for hit in QUOTE_MARK.finditer(self.text)]

    def quoted(self, at: int) -> tuple[int, int]:
        """Where the quotation that ``at`` stands in begins, with its mark, and ends, behind its
        mark; -1 twice if none does. A quotation ends with its paragraph."""
        place = bisect_left(self.marks, (at, ""))
        if not 0 < place < len(self.marks):
            return NOWHERE
        (opens, first), (closes, last) = self.marks[place - 1], self.marks[place]
        if first == "”" or last == "“" or "\n" in self.text[opens:closes]:
            return NOWHERE
        return opens, closes + 1

    def sentence(self, at: int) -> tuple[int, int]:
        """Offsets of the sentence around ``at``."""
        place = bisect_left(self.ends, at + 1)
        end = self.ends[place] if place < len(self.ends) else len(self.text)
        return self.ends[place - 1], end

    def tells(self, head: str) -> bool:
        """Whether the article names a country by more than a town; bodies it always does."""
        return head.partition("/")[0] in NON_STATES or head in {*self.where.vouched, self.home}

    def tail(self, end: int) -> Sequence[Token]:
        """ "In Karlsruhe", "from the African Union" right behind ``end``; else nothing."""
        at = bisect_left(self.starts, end)
        keys = [word.key for word in self.words[at : at + 2]]
        if not keys or keys[0] not in TAILS:
            return ()
        name = at + 2 if keys[1:] == ["the"] else at + 1
        last = next((last for first, last in self.runs if first == name), at)
        return self.words[at:last]

    def ends_a_person(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is the last part of somebody's name: "Jack London"."""
        place = bisect_left(self.starts, start)
        if place and self.words[place - 1].key in HONORIFICS:
            return True
        for first, last in self.runs:
            if first < place < last and self.words[last - 1].end == end:
                return self.read(self.words[first:last]).person
        return False

    def read(self, words: Sequence[Token]) -> Reading:
        """The reading of one phrase; the same words are read once."""
        written = tuple([(word.raw, word.possessive) for word in words])
        if written not in self._read:
            self._read[written] = self.reader.read(words)
        return self._read[written]

    def names(self, words: Sequence[Token]) -> Reading | None:
        """Whoever the article has introduced under these words, fullest name first."""
        if self.known.isdisjoint([word.key for word in words]):
            return None
        asked = tuple([word.key for word in words if word.word and word.key not in DETERMINERS])
        if not asked:
            return None
        fit = [one for one in self.cast.get(asked[-1], ()) if _named(one.names, asked)]
        if not fit and asked[0] in self.cast and not self.book.lookup(words)[0]:
            fit = [one for one in self.cast[asked[0]] if _spanish(one.names, asked)]
        if not fit:
            if len(asked) > 1 or not words[-1].capital:
                return None
            return (self.initials if words[-1].raw.isupper() else self.shortened).get(asked[0])
        exact = [one for one in fit if one.names == asked]
        if not any(one.reading.head for one in exact):  # "Mr Bello", of whom more was told before
            exact = [one for one in fit if one.names[-1] == asked[-1]]
        fit = _bearers(exact or fit)
        heads = {one.reading.head for one in fit if one.reading.head}
        if len(heads) > 1:
            return None
        best = max(fit, key=lambda one: bool(one.reading.head) + bool(one.reading.sector)).reading
        if best.head and not best.sector:
            best = best.but(sector=self._sector(asked[-1]))
        if best.head is None and len(asked) > 1:
            return self._by_surname(best, asked[-1])
        return best

    def _spelt(self) -> Iterator[tuple[str, Reading]]:
        """Initials of the bodies that the article names in full, and who they are."""
        large = (one for one in self.words if one.capital)
        asked = {one.key for one in large if one.raw.isupper() and len(one.raw) >= LEAST}
        for start, end in self.runs if asked else ():
            if end - start < LEAST:
                continue
            run = self.words[start + (self.words[start].key in DETERMINERS) : end]
            letters = "".join([word.key[0] for word in run if word.capital and word.word])
            if letters in asked and len(letters) <= MOST:
                reading = self.read(run)
                if (reading.head or reading.named) and not reading.person and not reading.place:
                    yield letters, reading

    def _shortened(self) -> Iterator[tuple[str, Reading]]:
        """The last words of bodies named in full, by which they are named again: "the Commission",
        "the Fund"; none that two bodies share."""
        found: dict[str, dict[str, Reading]] = defaultdict(dict)
        for match in self.matches:
            end = match.last
            if end < len(self.words) and self.words[end].capital and self.words[end].word:
                end += 1  # "African Union Commission"
            last = self.words[end - 1]
            noun = table().get(last.key)
            body = last.key in ENDINGS or (noun is not None and noun.kind == "body")
            if body and end - match.first > 1 and match.entries[0].kind == "body":
                reading = self.read(self.words[match.first : end])
                found[last.key][reading.head or ""] = reading
        for name, readings in found.items():
            if len(readings) == 1:
                yield name, next(iter(readings.values()))
        both = {"PRK", "KOR"} <= self.where.vouched.keys()
        if both or self.where.near("PRK") + self.where.near("KOR") > KOREAS:
            for name, code in (("north", "PRK"), ("south", "KOR")):
                yield name, Reading(code, "GOV", self.book.states[code].name, HALF, place=True)

    def _sector(self, surname: str) -> str | None:
        """What the people of one surname are, if the article tells only one thing."""
        told = {one.reading.sector for one in self.cast.get(surname, []) if one.reading.sector}
        return told.pop() if len(told) == 1 else None

    def _by_surname(self, reading: Reading, surname: str) -> Reading:
        """With what the article says of the bearer where only the surname stands: "Pasha, the
        Turkish governor"."""
        known = self.cast.get(surname, [])
        told = next((one.reading for one in known if one.names == (surname,)), None)
        if told is None or len(_bearers(known)) < len(known):
            return reading
        sector = reading.sector or told.sector
        return reading.but(head=told.head, sector=sector, evidence=told.evidence)

    def _cast(self, character: Character) -> None:
        for name in set(character.names):
            known = self.cast.setdefault(name, [])
            if all(one.names != character.names or not _told(one) for one in known):
                known.append(character)


def _told(one: Character) -> bool:
    return bool(one.reading.head and one.reading.sector)


def _bearers(fit: Sequence[Character]) -> list[Character]:
    """Of several people of one surname, the one introduced first."""
    first = min(fit, key=lambda one: (len(one.names) == 1, one.start)).names
    return [one for one in fit if _named(first, one.names) or _named(one.names, first)]


def _named(full: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether ``asked`` is the whole name, or its first or last part."""
    return (
        full == asked
        or full[-len(asked) :] == asked
        or full[: len(asked)] == asked
        or (len(asked) > 1 and full[0] == asked[0] and full[-1] == asked[-1])
    )


def _spanish(full: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether ``asked`` is the first of two surnames, or both where only the first was given."""
    if len(asked) == 1:
        return asked[0] in full[1:-1]
    return len(asked) == len(full) == 2 and asked[0] == full[1]
