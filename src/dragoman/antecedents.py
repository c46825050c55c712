"""Who "he", "the minister", "both sides" or an unnamed side is, from the rest of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .context import Context, name_end
from .naming import Token
from .nouns import Noun, nouns_in
from .phrases import NON_STATES, Reading

HE = frozenset("he him his himself she her hers herself".split())
THEY = frozenset("they them their theirs themselves these those both".split())
WE = frozenset("we us our ours ourselves i me my mine myself you your".split())
IT = frozenset("it its itself".split())
REACH = 1500  # characters back that a pronoun may look
BODIES = frozenset(
    "organization organisation bloc alliance agency body institution group federation confederation"
    " forum association network movement union bank court fund".split()
)
FIRMS = frozenset("company firm corporation giant conglomerate manufacturer".split())


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
        if reading.head:
            yield Occurrence(words[at].start, words[end - 1].end, reading)
        at = end


def _described(context: Context) -> Iterator[Occurrence]:
    words = context.words
    for at, noun in nouns_in(words):
        if words[at].capital:
            continue
        start = max(0, at - 3)
        reading = context.reader.read(words[start : at + noun.size])
        if reading.noun is not None and reading.head is not None:
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
    pronoun: str, at: int, found: Sequence[Occurrence], avoid: Sequence[str] = ()
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
    return max(fit, key=lambda one: one.start + (80 if one.role == "source" else 0))


def only_pronoun(words: Sequence[Token]) -> str | None:
    """The pronoun that a phrase consists of, if it does."""
    spoken = [word for word in words if word.word]
    if len(spoken) != 1 or (len(spoken[0].raw) > 1 and spoken[0].raw.isupper()):
        return None
    one = spoken[0].key
    return one if one in HE | THEY | WE | IT else None


# --- definite descriptions -----------------------------------------------------------------


def described(reading: Reading, at: int, found: Sequence[Occurrence]) -> Occurrence | None:
    """The nearest earlier actor that a noun such as "the bank" or "the minister" names again."""
    if reading.noun is None or reading.plural or reading.named or reading.noun.kind == "land":
        return None
    fits = _fitting(reading.noun)
    for one in reversed(found):
        if one.start < at and one.reading.head and one.reading.noun is not reading.noun:
            if fits(one.reading):
                return one
        elif one.start < at and one.reading.head and one.reading.noun is reading.noun:
            return one
    return None


def _fitting(noun: Noun) -> Callable[[Reading], bool]:
    last = noun.key.rpartition(" ")[2]
    if noun.kind == "person":
        return lambda one: _holds(one, noun.key)
    if noun.key == "party":
        return lambda one: one.sector in ("PTY", "OPP") and not one.person
    if last in FIRMS:
        return lambda one: not one.person and _firm(one)
    if last in BODIES:
        return lambda one: not one.person and _called(one, last)
    return lambda one: False


def _holds(one: Reading, title: str) -> bool:
    """Whether a person holds an office of that name."""
    return (
        one.person
        and not one.plural
        and ((one.noun is not None and one.noun.key.endswith(title)) or title in one.evidence)
    )


def _firm(one: Reading) -> bool:
    return (one.head or "").startswith("MNC") or one.sector == "BUS"


def _called(one: Reading, noun: str) -> bool:
    """Whether a body's name holds the noun, or it is any body for the vaguest nouns."""
    named = (one.name or "").casefold().replace("organisation", "organization").split()
    spelt = noun.replace("organisation", "organization")
    vague = spelt in ("organization", "bloc", "alliance", "agency", "body", "institution")
    return spelt in named or (vague and (one.head or "").partition("/")[0] in NON_STATES)


# --- groups --------------------------------------------------------------------------------

COUNTED = frozenset("two both".split())
MEMBERS = frozenset(
    "country nation side state government neighbour neighbor leader minister president army"
    " military force foreign minister prime minister defence minister defense minister premier"
    " head of state power party diplomat delegation capital people".split()
) | {"foreign minister", "prime minister", "head of state", "defence minister", "defense minister"}


def grouped(words: Sequence[Token], reading: Reading) -> bool:
    """Whether a phrase speaks of two: "both sides", "the two countries", "the two"."""
    keys = [word.key for word in words if word.word]
    if not COUNTED & set(keys[:3]):
        return False
    if keys[0] == "two" and (reading.noun is None or reading.noun.key not in ("side", "country")):
        return False
    bare = set(keys) <= {"the", "two", "both", "of", "them"}
    return bare or (
        reading.head is None and reading.noun is not None and reading.noun.key in MEMBERS
    )


def pair(
    at: int, found: Sequence[Occurrence], told: Sequence[tuple[Occurrence, Occurrence]]
) -> list[Occurrence]:
    """The two actors last told of together before ``at``, or else last named."""
    for left, right in reversed(told):
        if left.start < at and right.start < at and left.reading.head != right.reading.head:
            return [left, right]
    chosen: list[Occurrence] = []
    for one in reversed(found):
        fresh = all(one.reading.head != other.reading.head for other in chosen)
        if one.start < at and one.code and one.reading.head != "UNK" and fresh:
            chosen.append(one)
            if len(chosen) == 2:
                return chosen
    return []
