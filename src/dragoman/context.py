"""What one article teaches: its countries, and the names, titles and acronyms it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .actors import LEADS, Book
from .naming import Token, tokens
from .nouns import noun_at_end, nouns_in, table
from .phrases import DETERMINERS, Reader, Reading
from .whereabouts import Whereabouts
from .words import small_share

COMMON = 0.6  # a word written small in this share of articles begins no name
PARTICLES = frozenset(
    "bin ibn bint al el ul de da do dos das del della di du la le van von der den ter ben abu e y"
    " ap af zu san".split()
)
MODIFIERS = frozenset(
    "former deputy senior top acting interim incoming outgoing new then late ex current veteran"
    " chief vice assistant associate first second third special general prime foreign local"
    " federal national provincial regional state ruling opposition main prominent leading"
    " controversial influential retired incumbent newly elected fellow visiting exiled jailed"
    " detained embattled populist".split()
)
ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]*[A-Z][A-Za-z()]*")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody or something that the article introduces by name."""

    names: tuple[str, ...]  # keys of the tokens of the fullest name
    reading: Reading
    start: int


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
        self.words = tokens(text)
        self.matches = book.find_in(self.words)
        self.where = Whereabouts(self.words, self.matches, days, home, len(text))
        self.cast: dict[str, list[Character]] = {}
        self.reader = Reader(book, days, self.names, self.where.near, self.where.place)
        for character in introduced(self):
            self._cast(character)

    def names(self, words: Sequence[Token]) -> Reading | None:
        """Whoever the article has introduced under these words, fullest name first."""
        asked = tuple(word.key for word in words if word.word and word.key not in DETERMINERS)
        if not asked:
            return None
        fit = [one for one in self.cast.get(asked[-1], []) if _named(one.names, asked)]
        if not fit:
            return None
        exact = [one for one in fit if one.names == asked] or [
            one for one in fit if one.names[-1] == asked[-1]
        ]
        fit = exact or fit
        heads = {one.reading.head for one in fit if one.reading.head}
        if len(heads) > 1:
            return None
        return max(fit, key=lambda one: bool(one.reading.head) + bool(one.reading.sector)).reading

    def _cast(self, character: Character) -> None:
        for name in set(character.names):
            known = self.cast.setdefault(name, [])
            if all(one.names != character.names or not _told(one) for one in known):
                known.append(character)


def _told(one: Character) -> bool:
    return bool(one.reading.head and one.reading.sector)


def _named(full: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether ``asked`` is the whole name, or its first or last part."""
    return (
        full == asked
        or full[-len(asked) :] == asked
        or full[: len(asked)] == asked
        or (len(asked) > 1 and full[0] == asked[0] and full[-1] == asked[-1])
    )


# --- introductions -------------------------------------------------------------------------


def introduced(context: Context) -> Iterator[Character]:
    """Names with the titles before them, appositions after them, and acronyms in brackets."""
    words, at = context.words, 0
    while at < len(words):
        end = name_end(words, at)
        if end == at:
            at += 1
            continue
        yield from _introduce(context, at, end)
        at = end


def name_end(words: Sequence[Token], at: int) -> int:
    """The end of the run of capitalised words that starts at ``at``; ``at`` if none does."""
    end = at
    while end < len(words):
        word = words[end]
        if word.capital and not word.raw.isdigit():
            end += 1
            if word.possessive:
                break
            continue
        follows = end + 1 < len(words) and words[end + 1].capital
        if end > at and follows and word.key in PARTICLES:
            end += 1
            continue
        if end > at and follows and word.raw == "." and len(words[end - 1].raw) <= 3:
            end += 1
            continue
        break
    return end


def _introduce(context: Context, at: int, end: int) -> Iterator[Character]:
    words = context.words
    while at < end and _common(words[at]) and not words[at].possessive:
        at += 1
    if at == end:
        return
    left = _title_start(words, at)
    run = words[left:end]
    reading = context.reader.read(run)
    acronym = _acronym(words, end)
    if acronym is not None:
        yield from _abbreviated(context, acronym, end)
    if not reading.named or len(reading.named) > 5:
        return
    name = tuple(word.key for word in reading.named if word.word)
    if not name or (len(name) == 1 and reading.noun is None and reading.head is None):
        return
    after = _apposition(words, end, context)
    if after is not None and (reading.head is None or not reading.sure):
        reading = replace(
            reading,
            head=reading.head or after.head,
            sector=after.sector if not reading.sure or not reading.sector else reading.sector,
            sure=after.sure,
            former=reading.former or after.former,
            evidence=f"the apposition {after.evidence}",
        )
    yield Character(name, replace(reading, person=True), words[at].start)


def _title_start(words: Sequence[Token], at: int) -> int:
    """Where the lower-case title before a name begins; ``at`` if there is none."""
    start = at
    while start > 0 and at - start < 7:
        word = words[start - 1]
        if word.raw in ".,;:!?()“”\"'–—" or not word.word:
            break
        single = noun_at_end([word])
        ours = word.capital or single is not None or word.key in MODIFIERS
        if not ours and not (start < at and noun_at_end(words[start - 3 : start])):
            break
        if not ours:
            break
        start -= 1
    title = words[start:at]
    return start if noun_at_end(title) is not None else at


def _acronym(words: Sequence[Token], end: int) -> Token | None:
    inside = words[end : end + 3]
    if len(inside) == 3 and inside[0].raw == "(" and inside[2].raw == ")":
        if ACRONYM.fullmatch(inside[1].raw):
            return inside[1]
    return None


def _common(word: Token) -> bool:
    """Whether a word at the start of a capitalised run is no part of a name."""
    if word.key in LEADS:
        return True
    return word.key not in table() and small_share(word.raw.casefold()) > COMMON


def _abbreviated(context: Context, acronym: Token, end: int) -> Iterator[Character]:
    """The long form before an acronym in brackets: the run whose initials spell it."""
    words, letters = context.words, [c for c in acronym.raw.casefold() if c.isalnum()]
    for start in range(max(0, end - 2 * len(letters) - 2), end - 1):
        run = words[start:end]
        if not run[0].capital or any(not word.word for word in run):
            continue
        if run[0].key[:1] == letters[0] and _spelt(run, letters):
            reading = context.reader.read(run)
            evidence = f"short for {context.text[run[0].start : run[-1].end]!r}"
            reading = replace(reading, evidence=evidence, person=False, named=())
            yield Character((acronym.key,), reading, run[0].start)
            return


def _spelt(run: Sequence[Token], letters: Sequence[str]) -> bool:
    """Whether the capitals of ``run`` spell ``letters``, two of them at most left out."""
    initials = [word.key[0] for word in run if word.capital]
    at = 0
    for letter in letters:
        if at < len(initials) and initials[at] == letter:
            at += 1
    return at >= 2 and at >= len(letters) - 2 and len(initials) - at <= 1


def _apposition(words: Sequence[Token], end: int, context: Context) -> Reading | None:
    """What ", the minister of trade," after a name says; None unless it holds an actor noun."""
    if end >= len(words) or words[end].raw != ",":
        return None
    start = end + 1
    if start + 1 < len(words) and words[start].raw.isdigit() and words[start + 1].raw == ",":
        start += 2
    stop = start
    while stop < len(words) and stop - start < 14 and words[stop].raw not in ',.;:()“”"–—!?':
        stop += 1
    piece = words[start:stop]
    if not piece or stop >= len(words):
        return None
    begins = piece[0].key in DETERMINERS or not piece[0].capital or piece[0].possessive
    if not (begins or context.book.find_in(piece[:3]) or nouns_in(piece[:3])):
        return None
    reading = context.reader.read(piece)
    return reading if reading.noun is not None and reading.noun.kind in ("person", "body") else None
