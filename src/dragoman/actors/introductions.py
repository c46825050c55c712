"""How an article introduces people and bodies: titles, appositions, acronyms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..values import Value
from ..words import small_share
from . import LEADS, Entry
from .beside import MODIFIERS, apposition, told_after, told_before, told_surnamed
from .naming import Token
from .nouns import noun_at_end, nouns_in, table
from .phrases import Reader
from .reading import (
    DETERMINERS,
    MADE,
    NO_TITLES,
    NON_STATES,
    PARTICLES,
    PLACES,
    SHORT_FOR,
    STANDS_IN,
    Reading,
    is_place,
    written,
)

COMMON = 0.6  # a word written small in this share of articles begins no name
OPENING = 60  # tokens of a text, address and all, that may describe whom it names later
DELAY = 70  # tokens after such a description in which the name comes
APOSTROPHES = ("'", "’")
LINKS = frozenset("of for to and the".split())
HONORIFICS = frozenset(
    "mr mrs ms miss sir dame lord lady hon dr madam madame mme mx h e hh he".split()
)
SYLLABLE = 6  # letters at most
TAILS = frozenset(  # after a hyphen, but of no name
    "led based run wide wing era style old only free level time long like bound ready first day"
    " year month week hour km mile born clad ruled owned rich poor proof".split()
)
WORD_BEFORE = re.compile(r"([\w-]+)[\s.'’]*$")
ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]*[A-Z][A-Za-z()]*")


class Character(Value, frozen=True):
    """Somebody or something that the article introduces by name."""

    names: tuple[str, ...]  # keys of the tokens of the fullest name
    reading: Reading
    start: int


def name_runs(words: Sequence[Token]) -> list[tuple[int, int]]:
    """The runs of capitalised words that may be names: half-open tokens, in order."""
    runs, passed = [], 0
    for at in [at for at, word in enumerate(words) if word.capital]:
        if at >= passed and (end := _name_end(words, at)) > at:
            runs.append((at, end))
            passed = end
    return runs


def may_end_a_name(text: str, at: int) -> bool:
    """Whether the word before ``at`` may be part of a name, or a title: not in "in London"."""
    before = WORD_BEFORE.search(text, max(0, at - 40), at)
    if before is None:
        return False
    word = before[1].casefold()
    return not before[1].islower() or word in PARTICLES or word in HONORIFICS


def introduced(
    words: Sequence[Token], runs: Sequence[tuple[int, int]], reader: Reader
) -> Iterator[Character]:
    """The names of ``runs`` with what the words around them say, in text order."""
    for start, end in runs:
        yield from _introduce(words, reader, start, end)


def named_late(
    words: Sequence[Token], reader: Reader, cast: Sequence[Character]
) -> Iterator[Character]:
    """The person whom the opening only describes, as news of private people does: "A Kenyan
    nurse was jailed in Doha. The court convicted Ann Wanjiru (34)"."""
    described = list(_described(words[:OPENING], reader))
    if len({reading.head for _, reading in described}) != 1:
        return
    end, reading = described[0]
    before = {words[at].start: words[at - 1].key for at in range(end, min(end + DELAY, len(words)))}
    for one in cast:
        known = one.reading.head or one.reading.noun or one.reading.person
        place = before.get(one.start) in STANDS_IN  # "freed in Ras Laffan"
        if one.start in before and not place and not known:
            evidence = f"described before the name: {reading.evidence}"
            sector = one.reading.sector or reading.sector
            told = one.reading.but(head=reading.head, sector=sector, evidence=evidence)
            yield one.but(reading=told)
            return


def _described(words: Sequence[Token], reader: Reader) -> Iterator[tuple[int, Reading]]:
    """Ends and readings of "a Kenyan nurse": one person, a country or body, and no name."""
    for first, noun in nouns_in(words):
        start, end = first, first + noun.size
        while start > 0 and words[start].word and words[start].key not in DETERMINERS:
            start -= 1
        named = end < len(words) and (words[end].capital or words[end].raw == ",")
        if noun.kind == "person" and words[start].key in ("a", "an") and not named:
            reading = reader.read(words[start:end])
            if reading.head and reading.noun == noun:
                yield end, reading


def _name_end(words: Sequence[Token], at: int) -> int:
    """The end of the run of capitalised words that starts at ``at``; ``at`` if none does."""
    end = at
    while end < len(words):
        word = words[end]
        if word.capital and not word.raw.isdigit():
            end += 1
            if word.possessive:
                break
            continue
        if end > at + 1 and syllable(word):
            end += 1
            continue
        follows = end + 1 < len(words) and words[end + 1].capital
        joins = word.key in PARTICLES or word.raw in APOSTROPHES
        joins = joins or (word.raw == "." and len(words[end - 1].raw) <= 3)
        if not (end > at and follows and joins):
            break
        end += 1
    return end


def syllable(word: Token) -> bool:
    """Whether a word written small goes on a given name: "Lee Hung-yuan", "Kim Yo-jong"."""
    if not word.tied or word.capital or not word.word or len(word.raw) > SYLLABLE:
        return False
    return word.key not in MADE and word.key not in TAILS and word.key not in table()


def _introduce(words: Sequence[Token], reader: Reader, at: int, end: int) -> Iterator[Character]:
    acronym = _acronym(words, end)
    if acronym is not None:
        yield from _abbreviated(words, reader, acronym, end)
    first = at
    while at < end and no_name(words[at], reader):
        at += 1
    if at == end:
        return  # "The", "In": the first words of sentences
    longer = reader.book.find_in(words[first:end]) if at > first else ()
    if any(one.first < at - first < one.last for one in longer):
        return  # no "Monetary Fund" of the International one
    start = _name_start(words, reader, at, end)
    end = _before_common(words, start, end)
    name = tuple(word.key for word in words[start:end] if word.word)
    bare = [word for word in words[start:end] if word.word and len(word.raw) > 1]
    surnamed = told_surnamed(words, reader, start)
    entries, short = reader.book.lookup(bare)
    known = entries and surnamed is None and not (short and _far(entries, reader))
    if not name or len(name) > 5 or known or _branch(words[start:end], reader):
        return
    last = noun_at_end(words[start:end])
    if last is not None and last.kind == "person":
        return
    left = _title_start(words, start)
    told = [reader.read(words[left:start])] if left < start else []
    opens = _honorifics_start(words, left)
    around = told_after(words, reader, end), told_before(words, reader, opens), surnamed
    told += [one for one in around if one]
    if len(name) > 1 or told:
        yield Character(name, _joined(reader, words[start:end], told), words[start].start)


def _branch(name: Sequence[Token], reader: Reader) -> bool:
    """Whether a name is that of a body's part in one country: "Oxfam Kenya"."""
    found = reader.book.find_in(name)
    whole = len(found) == 2 and found[0].first == 0 and found[1].last == len(name)
    return whole and found[0].entries[0].country in NON_STATES and is_place(found[1])


def _far(entries: Sequence[Entry], reader: Reader) -> bool:
    """Whether the article names no country of those whose surname this is."""
    return not any(reader.choice.near(one.country) for one in entries)


def _joined(reader: Reader, name: Sequence[Token], told: Sequence[Reading]) -> Reading:
    """One reading of a name from what stands around it; the first to know something wins."""
    alone = reader.read(name)
    if any(one.new for one in told):
        alone = Reading()
    elif any(one.person for one in told) and (
        alone.place or any(map(is_place, reader.book.find_in(name)))
    ):
        alone = alone.but(head=None)  # Sheikh Sabah is not of Sabah
    known = [*told, alone]
    sectors = [one for one in known if one.sector and one.sure]
    sectors += [one for one in known if one.sector]
    return Reading(
        next((one.head for one in known if one.head not in (None, "UNK")), None),
        sectors[0].sector if sectors else None,
        written(name),
        known[0].evidence or "named in the article",
        person=any(one.person for one in known),
        noun=known[0].noun,
        named=tuple(word for word in name if word.word),
        former=any(one.former for one in told),
        new=any(one.new for one in told),
        sure=bool(sectors) and sectors[0].sure,
        area=next((one.area for one in known if one.area), frozenset()),
    )


def _name_start(words: Sequence[Token], reader: Reader, at: int, end: int) -> int:
    """Where the name proper begins in a capitalised run: after titles, and after the country
    or body that a title before the run is of."""
    if end == at + 1:
        return at  # one word is no title and a name
    run = words[at:end]
    start = at
    back = max(0, at - 3)
    for first, noun in nouns_in(words[back:end]):
        if back + first < at < back + first + noun.size < end:
            start = back + first + noun.size  # "secretary of State" Ann Hill
    for first, noun in nouns_in(run):
        left = end - at - first - noun.size
        titled = noun.kind == "person" and noun.key not in NO_TITLES and left >= 1
        if titled or (noun.kind == "body" and left >= 2 and at and words[at - 1].key in LINKS):
            start = at + first + noun.size
    if start == at:
        start = at + _place_first(words, reader, at, end)
    for place in range(start, end - 1):
        if words[place].key in HONORIFICS and (
            words[place].key != "e" or words[place - 1].key == "h"
        ):
            start = place + 1
    while start < end - 1 and not words[start].word:
        start += 1
    return start


def _place_first(words: Sequence[Token], reader: Reader, at: int, end: int) -> int:
    """Tokens of a country or nationality that a run begins with before a name."""
    matches = reader.book.find_in(words[at:end])
    if not matches or matches[0].first or matches[0].last >= end - at:
        return 0
    if words[at + matches[0].last].tied:
        return 0  # "U.S.-Korea Business Council"
    kind = matches[0].entries[0].kind
    linked = at > 0 and words[at - 1].key in LINKS
    return matches[0].last if kind == "demonym" or (linked and kind in PLACES) else 0


def _title_start(words: Sequence[Token], at: int) -> int:
    """Where the title before a name begins; ``at`` if there is none."""
    start = name = _honorifics_start(words, at)
    while start > 0 and at - start < 14:
        word = words[start - 1]
        if not word.word or (word.possessive and start == at):
            break
        links = word.key in LINKS and start < name and start > 1 and _titular(words[start - 2])
        if not _titular(word) and not links:
            break
        start -= 1
    return start if nouns_in(words[start:at]) else at


def _honorifics_start(words: Sequence[Token], at: int) -> int:
    """Where "H.E. Mr." before a name or title begins; ``at`` without any."""
    start = at
    while start > 0 and (words[start - 1].key in HONORIFICS or words[start - 1].raw == "."):
        if words[start - 1].raw == "." and words[start - 2].key not in HONORIFICS:
            break
        start -= 1
    return start


def _titular(word: Token) -> bool:
    """Whether a word may stand in a title."""
    return word.word and (word.capital or word.key in table() or word.key in MODIFIERS)


def _before_common(words: Sequence[Token], start: int, end: int) -> int:
    """The end of a name in a headline that writes all its words large: "Xi Agrees to"."""
    for at in range(start + 1, end):
        given = words[at].tied or (at + 1 < end and words[at + 1].tied)
        given = given or words[at].key in PARTICLES
        if words[at].word and not given and small_share(words[at].raw.casefold()) > COMMON:
            return at if words[at].key not in table() else end
    return end


def no_name(word: Token, reader: Reader) -> bool:
    """Whether a word at the start of a capitalised run is no part of a name; "US" is one."""
    common = not word.possessive and _common(word.raw, word.key)
    return common and not reader.book.lookup([word])[0]


@lru_cache(maxsize=8192)
def _common(raw: str, key: str) -> bool:
    """Whether a word is no name, though it begins large."""
    if key in LEADS:
        return True
    return key not in table() and small_share(raw.casefold()) > COMMON


# --- acronyms ------------------------------------------------------------------------------


def _acronym(words: Sequence[Token], end: int) -> Token | None:
    if end + 2 >= len(words) or words[end].raw != "(" or words[end + 2].raw != ")":
        return None
    return words[end + 1] if ACRONYM.fullmatch(words[end + 1].raw) else None


def _abbreviated(
    words: Sequence[Token], reader: Reader, acronym: Token, end: int
) -> Iterator[Character]:
    """The long form before an acronym in brackets: the run whose initials spell it."""
    letters = [one for one in acronym.raw.casefold() if one.isalnum()]
    for start in range(max(0, end - 2 * len(letters) - 2), end - 1):
        run = [word for word in words[start:end] if word.raw not in APOSTROPHES]
        if not run[0].capital or any(not word.word for word in run):
            continue
        if run[0].key[:1] == letters[0] and _spelt(run, letters):
            reading = reader.read(run)
            evidence = f"{SHORT_FOR} {' '.join(word.raw for word in run)!r}"
            told = apposition(words, reader, end + 3)
            if told is not None:
                reading = reading.but(
                    head=reading.head or told.head, sector=told.sector or reading.sector
                )
            reading = reading.but(evidence=evidence, person=False, named=(acronym,))
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
