"""Who "he", "the minister", "both sides" or an unnamed side is, from the rest of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.context import Context, name_end
from dragoman.naming import Token
from dragoman.nouns import nouns_in
from dragoman.phrases import Reading

HE = frozenset("he him his himself she her hers herself".split())
THEY = frozenset("they them their theirs themselves these those both".split())
WE = frozenset("we us our ours ourselves i me my mine myself you your".split())
IT = frozenset("it its itself".split())
FEMALE = frozenset("she her hers herself".split())
REACH = 1500  # characters back that a pronoun may look


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An actor at a place in the text. ``role`` is source, target, or empty outside mentions."""

    start: int
    end: int
    reading: Reading
    role: str = ""

    @property
    def code(self) -> str | None:
        return self.reading.code


def occurrences(context: Context) -> list[Occurrence]:
    """Names and actor nouns of an article in text order."""
    found = list(_named(context)) + list(_described(context))
    return sorted(found, key=lambda one: one.start)


def _named(context: Context) -> Iterator[Occurrence]:
    words, at = context.words, 0
    while at < len(words):
        end = name_end(words, at)
        if end == at:
            at += 1
            continue
        reading = context.reader.read(words[at:end])
        if reading.code:
            yield Occurrence(words[at].start, words[end - 1].end, reading)
        at = end


def _described(context: Context) -> Iterator[Occurrence]:
    words = context.words
    for at, noun in nouns_in(words):
        if words[at].capital:
            continue
        start = max(0, at - 3)
        reading = context.reader.read(words[start : at + noun.size])
        if reading.noun is not None:
            yield Occurrence(words[at].start, words[at + noun.size - 1].end, reading)


def agrees(pronoun: str, reading: Reading) -> bool:
    """Number and kind: "he" is one person, "they" several or a body, "it" no person."""
    if pronoun in HE:
        return reading.person and not reading.plural
    if pronoun in IT:
        return not reading.person and not reading.plural
    if pronoun in THEY:
        return reading.plural or not reading.person
    return True


def antecedent(
    pronoun: str, at: int, found: Sequence[Occurrence], avoid: Sequence[str]
) -> Occurrence | None:
    """The nearest agreeing actor before ``at`` that is none of the codes to ``avoid``."""
    fit = [
        one
        for one in found
        if 0 < at - one.start < REACH
        and one.code
        and one.code not in avoid
        and agrees(pronoun, one.reading)
    ]
    if not fit:
        return None
    return max(fit, key=lambda one: (one.start + (80 if one.role == "source" else 0)))


def only_pronoun(words: Sequence[Token]) -> str | None:
    """The pronoun that a phrase consists of, if it does."""
    spoken = [word for word in words if word.word]
    if len(spoken) != 1 or len(spoken[0].raw) > 1 and spoken[0].raw.isupper():
        return None
    one = spoken[0].key
    return one if one in HE | THEY | WE | IT else None
