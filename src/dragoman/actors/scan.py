"""Names and actor nouns all over an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .beside import MODIFIERS
from .context import Context
from .introductions import no_name
from .naming import Token
from .nouns import nouns_in, table
from .scene import Occurrence


def _belongs(word: Token) -> bool:
    """Whether a word before a noun may be part of its phrase."""
    return word.word and (word.capital or word.key in MODIFIERS or word.key in table())


def scanned(context: Context, read: Callable[[int], bool]) -> Iterator[Occurrence]:
    """Names and actor nouns all over the article, but for those at offsets that are read."""
    words: Sequence[Token] = context.words
    for start, end in context.runs:
        if read(words[start].start):
            continue
        run = words[start:end]
        if len(run) == 1 and no_name(run[0], context.reader) and not context.names(run):
            continue
        reading = context.read(run)
        if reading.head or (reading.named and context.names(run)):
            yield Occurrence(words[start].start, words[end - 1].end, reading)
    for at, noun in nouns_in(words):
        end = at + noun.size
        if end < len(words) and words[end].capital:
            continue  # a title; its name is read above
        if read(words[at].start):
            continue
        if end < len(words) and words[end].key in ("in", "of", "from"):
            end += 4
        start = at
        while start > 0 and at - start < 4 and _belongs(words[start - 1]):
            start -= 1
        run = words[start:end]
        if any(word.capital for word in run):
            reading = context.read(run)
            if reading.head and (reading.noun is not None or not reading.place):
                yield Occurrence(words[at].start, words[at + noun.size - 1].end, reading)
