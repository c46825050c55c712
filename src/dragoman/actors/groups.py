"""Words for several actors at once: "both sides", "the three countries", "the neighbours"."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp

from ..types import Words
from .entries import FOLDER, several
from .naming import Token, key, tokens
from .nouns import noun_at_end
from .pronouns import pronoun_in
from .reading import LANDS, NON_STATES, Reading
from .scene import Occurrence, Scene

MEMBERS = frozenset(
    "country nation side state government neighbour neighbor leader minister president army"
    " military force premier power party diplomat delegation people king administration"
    " parliament ministry company team chief commander navy king prince chancellor speaker"
    " legislature ally foe adversary kingdom republic sultanate emirate".split()
) | {"foreign minister", "prime minister", "head of state", "defence minister", "defense minister"}
#: In the plural and with "the" these are two without a number, if no name stands beside them.
PAIRED = frozenset("neighbour neighbor foe adversary".split())
NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
TWO = frozenset({"two", "both"})
ALL = frozenset("all the these those of them last remaining other".split())
BRANCHES = frozenset({"MIL", "COP", "LEG", "SPY"})  # of a state: "both armies"
ANYBODY = frozenset({"man", "woman"})
OFFICES = frozenset({"president", "prime minister", "foreign minister", "king"})
LESSER = re.compile(r"\b(?:vice|deputy|formerly|later)\b", re.I)
SIDES = frozenset("the two both of them sides parties firms companies".split())
OF_BOTH = re.compile(
    r"\b(?:of|from|in) (?:both|the two) (?:countries|nations|states|governments|sides)$"
)
OF_ONE = re.compile(r"\bof (?:the|that|this) (?:country|nation|state|republic)$")
NAMED = re.compile(r"(?:state|body|group|party|organ|region|capital|seat) in the book")
ALL_SIDES = re.compile(r"all (?:the )?(?:sides|(?:parties|sides) (?:concerned|involved))")
LEADING = frozenset("the two both three all so called".split())
LOCATED = re.compile(r"\b(?:in|at|near|outside)\s$")
BESIDE = re.compile(r"\s*(?:,|,? and(?: the)?|, the)\s*")  # between two of a list
#: What a third does to two: "asked both sides", "mediates between the two countries".
ASKS = re.compile(
    r"\b(?:(?:ask|press|warn|call|thank|remind|host)(?:s|ed|es|ing)?"
    r"|(?:urg|invit|advis|telephon|phon|mediat)(?:es|ed|e|ing)|rang|appeal(?:s|ed|ing)?)"
    r"\s+(?:(?:on|to|between|for)\s+)?$"
)
EVEN = 0.2  # share of all namings that both of a text's two states must have
FADES = 1500.0  # characters after which a naming counts 1/e

Read = Callable[[Words], Reading]
Pair = tuple[Occurrence, Occurrence]


class Groups:
    """Whom words for several stand for, in one article of which ``text`` is the text. ``scene``
    and ``pairs``, those named apart on both sides of one mention, are asked for when words are
    for several; ``read`` gives the grammar's reading of words."""

    def __init__(
        self,
        text: str,
        scene: Callable[[], Scene],
        pairs: Callable[[], Sequence[Pair]],
        read: Read,
    ) -> None:
        self.text, self._scene, self._pairs, self.read = text, scene, pairs, read

    @property
    def scene(self) -> Scene:
        return self._scene()

    def members(self, words: Words) -> list[Occurrence] | None:
        """Everybody whom the words stand for: nobody where they are not named beside each
        other; None if the words are not for several."""
        if words.text.casefold() == "they":
            return self._two_people(words.start) or None
        run = _tokens(words.text)
        if self.text[max(0, words.start - 4) : words.start].casefold() == "the ":
            run = (*_tokens("the"), *run)  # "two countries" cut from "the two countries"
        keys = [one.key for one in run if one.word]
        named = known_groups().get(" ".join(one for one in keys if one not in LEADING))
        if named:
            stands = "always the same states"
            return [
                Occurrence(words.start, words.end, Reading(head, "GOV", evidence=stands))
                for head in named
            ]
        if ALL_SIDES.fullmatch(" ".join(keys)):
            return []
        number = next((NUMBERS[one] for one in keys[:3] if one in NUMBERS), 0)
        return self._listed(words, run, number) if number else self._both(words, keys)

    def pair(self, at: int) -> list[Occurrence]:
        """The two states that a text is about before a place; empty if one outweighs the rest."""
        pair = self._pair_before(at, states=True) or []
        weights = self._weights(at)
        least = min((weights.get(one.head, 0.0) for one in pair), default=0.0)
        return pair if least >= EVEN * sum(weights.values()) else []

    def _both(self, words: Words, keys: Sequence[str]) -> list[Occurrence] | None:
        if pronoun_in(words.text) or OF_ONE.search(words.text):
            return None
        reading = self.read(words)
        unnamed = reading.head in (None, "UNK")  # not "Togo, an ally of both countries"
        of_both = unnamed and OF_BOTH.search(words.text) is not None
        noun = reading.noun.key if reading.noun is not None else ""
        paired = noun in PAIRED and reading.plural and keys[0] == "the" and len(keys) < 6
        if keys[:1] == ["their"] and reading.noun is not None and reading.noun.plural and unnamed:
            return self._joined_before(words.start) if noun in MEMBERS else None
        if not (TWO & set(keys[:3]) or of_both or paired):
            return None
        bare = set(keys) <= {"the", "two", "both", "of", "them"} and keys != ["two"]
        listed = (MEMBERS | ANYBODY) & {noun, noun.rpartition(" ")[2]} and unnamed
        if not (bare or of_both) and (not listed or keys[0] == "two"):
            return None
        office = self._holders_before(words.start, noun)
        if reading.noun is not None and reading.noun.kind == "person" and not office:
            office = self._pair_before(words.start, states=True, people=True) or []
            if noun in ANYBODY:
                return office or None
        return office or self._pair_before(words.start, states=of_both or not set(keys) <= SIDES)

    def _listed(self, words: Words, run: Sequence[Token], number: int) -> list[Occurrence] | None:
        """The members of "the three", "four Arab states": of a list of so many states."""
        noun = noun_at_end(run)
        bare = {one.key for one in run} <= ALL | set(NUMBERS) and run[0].key == "the"
        lands = noun is not None and noun.key in LANDS
        if not (bare or lands) or self.read(words).head not in (None, "UNK"):
            return None
        lists = [
            some
            for some in self._lists()
            if len(some) == number and all(one.reading.place for one in some)
        ]
        before = [one for one in lists if one[0].start < words.start]
        if lists:
            return (before or lists[:1])[-1]
        return [] if lands else None

    def _lists(self) -> Iterator[list[Occurrence]]:
        """States and bodies named one beside the other: "Brazil, Peru and Chile"."""
        run: list[Occurrence] = []
        for one in self.scene.all:
            if not NAMED.match(one.reading.evidence):
                continue
            between = self.text[run[-1].end : one.start] if run else ""
            if run and one.start < run[-1].end:
                continue
            if run and not BESIDE.fullmatch(between):
                yield run
                run = []
            if all(one.head != other.head for other in run):
                run.append(one)
        yield run

    def _joined_before(self, at: int) -> list[Occurrence] | None:
        """Of "their presidents" the only states that the sentence has named side by side."""
        begin = self.scene.sentence(at)[0]
        lists = [some for some in self._lists() if len(some) > 1 and begin <= some[0].start < at]
        return lists[0] if len(lists) == 1 and all(one.reading.place for one in lists[0]) else None

    def _holders_before(self, at: int, office: str) -> list[Occurrence]:
        """The two last named who are known by the office of the words: "the two presidents"."""
        if office not in OFFICES:
            return []
        place = bisect_left(self.scene.starts, at)
        last: dict[str, Occurrence] = {}
        for one in reversed(self.scene.all[:place]):
            told = one.reading.evidence
            single = one.reading.person and not one.reading.plural
            if single and office in told and not LESSER.search(told):
                last.setdefault(one.head, one)
            if len(last) == 2:
                return list(last.values())[::-1]
        return []

    def _two_people(self, at: int) -> list[Occurrence]:
        """The two people of the sentence before, if it names just two, of two countries."""
        begin = self.scene.sentence(max(0, self.scene.sentence(at)[0] - 2))[0]
        starts = self.scene.starts
        last = self.scene.all[bisect_left(starts, begin) : bisect_left(starts, at)]
        people = [one for one in last if one.reading.person and not one.reading.plural]
        heads = {one.head for one in people}
        if len(heads) != 2 or any(one.head not in heads or one.reading.plural for one in last):
            return []
        return [next(one for one in people if one.head == head) for head in sorted(heads)]

    def _pair_before(self, at: int, states: bool, people: bool = False) -> list[Occurrence] | None:
        """The two told of together in one mention or beside each other ("Peru and Chile"), or
        else named most and last; the next two where none came before. ``states``: no
        international bodies or firms among them; ``people``: two persons. None where one alone
        is named."""

        def fits(one: Occurrence) -> bool:
            if people and (not one.reading.person or one.reading.plural):
                return False
            return not states or one.head.partition("/")[0] not in NON_STATES

        weights = self._weights(at)
        asking = self._asking(at, weights)
        together = [*map(list, self._pairs()), *(one for one in self._lists() if len(one) == 2)]
        before = [one for one in together if max(one[0].start, one[1].start) < at]
        known = [
            pair
            for pair in before
            if all(map(fits, pair)) and not any(one.head in asking for one in pair)
        ]
        if known:
            return max(known, key=lambda pair: sum(weights.get(one.head, 0.0) for one in pair))
        acting = [one for one in self.scene.all if fits(one) and self._acts(one)]
        last = {one.head: one for one in acting if one.start < at and one.head not in asking}
        chosen = sorted(last, key=lambda head: -weights.get(head, 0.0))
        for one in () if people else acting:
            if one.head not in last and one.head not in asking:
                last[one.head] = one
                chosen.append(one.head)
        return [last[head] for head in chosen[:2]] if len(chosen) > 1 else None

    def _asking(self, at: int, weights: Mapping[str, float]) -> set[str]:
        """Of "Peru urged both sides" Peru, which is neither, if two others are told of as much:
        who acts on both as a third."""
        begin = self.scene.sentence(at)[0]
        if not ASKS.search(self.text, begin, at):
            return set()
        starts = self.scene.starts
        subjects = self.scene.all[bisect_left(starts, begin) : bisect_left(starts, at)]
        asking = {one.head for one in subjects}
        least = EVEN * sum(weights.values())
        others = [one for one, weight in weights.items() if one not in asking and weight >= least]
        return asking if len(others) > 1 else set()

    def _weights(self, at: int) -> dict[str, float]:
        """How much each head is told of before a place, what is near counting more."""
        weights: dict[str, float] = {}
        for one in self.scene.all[: bisect_left(self.scene.starts, at)]:
            if self._acts(one):
                weights[one.head] = weights.get(one.head, 0.0) + exp((one.start - at) / FADES)
        return weights

    def _acts(self, one: Occurrence) -> bool:
        """Whether a naming may be a side's: no place where something is, nobody unknown."""
        located = one.reading.place and LOCATED.search(self.text, max(0, one.start - 9), one.start)
        return not located and one.head != "UNK" and bool(one.reading.sector)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


@cache
def known_groups() -> dict[str, tuple[str, ...]]:
    """Names for the same few states everywhere, "Koreas" and "Baltics", and who they are."""
    with (FOLDER / "groups.csv").open(encoding="utf-8", newline="") as lines:
        return {
            key(name): several(row["members"])
            for row in csv.DictReader(lines)
            for name in several(row["words"])
        }
