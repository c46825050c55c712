"""What merging looks at in a claim: a compact view of actors, days, place and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from sys import intern
from typing import Final

from ..actors import book
from ..ontology import country
from ..types import Article, ArticleId, Claim, MentionId, Modality, Party, When
from ..words import rarity, stem

#: Types that reports of one act are told apart by least.
FAMILIES: Final[dict[str, str]] = {
    "AGREE": "accord",
    "SUPPORT": "accord",
    "COOPERATE": "accord",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "SANCTION": "restrain",
    "COERCE": "restrain",
    "ACCUSE": "object",
    "REJECT": "object",
}
#: What happened, lies ahead, or did not happen: never the same event.
REALITY: Final[dict[Modality, str]] = {
    "happened": "real",
    "ongoing": "real",
    "historic": "real",
    "planned": "ahead",
    "hypothetical": "ahead",
    "denied": "denied",
}
WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")
STOP: Final = frozenset(
    "the and for with that this from has have had was were been are its his her their they them "
    "said says told will would could should may might not but who which when where what than then "
    "into onto over under after before between during about against also more most some such both "
    "one two our out she him all any can did does due per via new yet you your there these those "
    "held hold made make took take give gave put under while being because other".split()
)
#: A definite or possessive trigger speaks of something told before: "the meeting", "his order".
DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|these|those|his|her|its|their)\s+(?:\S+\s+)?$", re.I
)
NEAR: Final = 90  # characters after a trigger that say what it is about
LATE: Final = 3  # days by which an article may come after what it tells without saying when
RARE: Final = 6.0  # rarity of a word that hardly any article has; rarer ones count no more


@dataclass(frozen=True, slots=True)
class Bag:
    """Stems of telling words, sorted, and what they weigh together."""

    stems: tuple[str, ...]
    weight: float

    def shared(self, other: Bag) -> float:
        """Weight of the words that both hold."""
        return sum(map(weight, set(self.stems).intersection(other.stems)))

    def alike(self, other: Bag) -> float:
        """Weight of the shared words in that of all, 0 to 1; 0 where either is empty."""
        shared = self.shared(other)
        return shared / (self.weight + other.weight - shared) if shared else 0.0

    def within(self, other: Bag) -> float:
        """Weight of those words that ``other`` holds too, 0 to 1; 0 where there are none."""
        return self.shared(other) / self.weight if self.weight else 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of a claim. Empty where it stays open."""

    parties: frozenset[str]  # countries and bodies
    codes: tuple[str, ...]
    names: frozenset[str]  # words of the names of persons and bodies, not of states
    words: Bag  # how they are called


@dataclass(frozen=True, slots=True)
class Traits:
    """One claim as merging sees it. ``days`` are proleptic ordinals, inclusive; None is open."""

    id: MentionId
    article: ArticleId
    story: str | None
    told: int | None  # ordinal of the day on which the article came out
    sentence: int
    start: int
    type: str
    family: str
    reality: str
    mutual: bool
    source: Side
    target: Side
    days: tuple[int, int] | None
    window: tuple[int, int] | None  # the days that do not clash with it
    land: str | None
    place: str | None
    trigger: Bag
    definite: bool
    object: Bag  # words close after the trigger: what it is about
    words: Bag  # words of the sentence without actors and trigger
    mode: str | None
    modality: Modality
    issues: tuple[str, ...]

    @property
    def pair(self) -> frozenset[str]:
        return self.source.parties | self.target.parties


def traits(
    article: Article, claims: Iterable[Claim], story: str | None, time: When | None = None
) -> list[Traits]:
    """Traits of one article's claims, in the order given. ``time`` is when the article came
    out, if it is known better than by ``article.published``."""
    day = time.first_day if time else article.published.day if article.published else None
    return [_traits(article, claim, story, day.toordinal() if day else None) for claim in claims]


def _traits(article: Article, claim: Claim, story: str | None, told: int | None) -> Traits:
    mention, when, where = claim.mention, claim.when, claim.where
    trigger = mention.trigger
    answered = when is not None and when.precision != "open"  # bounds are no answer
    first, last = (when.first_day, when.last_day) if when and answered else (None, None)
    begin, end = mention.sentence
    own = [(trigger.start, trigger.end), *_spans(claim)]
    source, target = _facing(side(claim.sources), side(claim.targets))
    return Traits(
        id=mention.id,
        article=article.id,
        story=story,
        told=told,
        sentence=begin,
        start=trigger.start,
        type=intern(mention.type),
        family=FAMILIES.get(mention.type, mention.type),
        reality=REALITY[mention.modality],
        mutual=mention.mutual,
        source=source,
        target=target,
        days=shared_days(first.toordinal(), last.toordinal()) if first and last else None,
        window=_window(when),
        land=where.country if where else None,
        place=intern(where.name) if where else None,
        trigger=content(trigger.text),
        definite=DEFINITE.search(article.text, max(begin, trigger.start - 40), trigger.start)
        is not None,
        object=_outside(article.text, trigger.end, min(end, trigger.end + NEAR), own),
        words=_outside(article.text, begin, end, own),
        mode=intern(mention.mode) if mention.mode else None,
        modality=mention.modality,
        issues=_shared(mention.issues),
    )


@lru_cache(1 << 14)
def shared_days(first: int, last: int) -> tuple[int, int]:
    """One object for equal days."""
    return first, last


def _window(when: When | None) -> tuple[int, int] | None:
    """A day taken over from the article may be a few days late; one in words may not."""
    if when is None or when.first_day is None or when.last_day is None:
        return None
    first, last = when.first_day.toordinal(), when.last_day.toordinal()
    return shared_days(first - (LATE if when.words is None else 0), last)


@lru_cache(1 << 14)
def _shared(issues: tuple[str, ...]) -> tuple[str, ...]:
    return issues


def _spans(claim: Claim) -> list[tuple[int, int]]:
    held = [one.words for one in (*claim.sources, *claim.targets)]
    held.append(claim.when.words if claim.when else None)
    return [(one.start, one.end) for one in held if one]


def side(found: Sequence[Party]) -> Side:
    return _side(tuple((one.code, one.name, one.words.text if one.words else "") for one in found))


@lru_cache(1 << 16)
def _side(found: tuple[tuple[str | None, str | None, str], ...]) -> Side:
    codes = tuple(dict.fromkeys(intern(code) for code, _, _ in found if code))
    return Side(
        parties=frozenset(intern(country(code)) for code in codes if code != "UNK"),
        codes=codes,
        names=frozenset(
            intern(part)
            for _, name, _ in found
            if name and name not in _states()
            for part in _name(name)
        ),
        words=content(" ".join(text for _, _, text in found), pronouns=False),
    )


@lru_cache(1 << 16)
def _facing(source: Side, target: Side) -> tuple[Side, Side]:
    """Who stands on both sides stands on that where nobody else does: of "the two countries"
    toward China, it is the other one that acts."""
    return _without(source, target.parties), _without(target, source.parties)


def _without(one: Side, others: frozenset[str]) -> Side:
    left = one.parties - others
    return replace(one, parties=left) if left and left != one.parties else one


@cache
def _states() -> frozenset[str]:
    return frozenset(one.name for one in book().states.values())


@lru_cache(1 << 16)
def _name(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in re.findall(r"[^\W\d_]+", name) if len(part) > 1)


@lru_cache(1 << 16)
def content(text: str, pronouns: bool = True) -> Bag:
    """The words that carry meaning, and numbers; with ``pronouns`` all words where none does."""
    found = [match[0].lower() for match in WORD.finditer(text)]
    telling = [word for word in found if word not in STOP]
    return _bag(telling or found if pronouns else telling)


def _outside(text: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> Bag:
    """Telling words of ``text[begin:end]`` without those that stand in ``spans``."""
    return _bag(
        word
        for match in WORD.finditer(text, begin, end)
        if (word := match[0].lower()) not in STOP
        and not any(start < match.end() and match.start() < stop for start, stop in spans)
    )


def _bag(found: Iterable[str]) -> Bag:
    stems = tuple(sorted({intern(stem(word)) for word in found}))
    return Bag(stems, sum(map(weight, stems))) if stems else EMPTY


@lru_cache(1 << 18)
def weight(word: str) -> float:
    """How much a shared word tells, 0 to 1."""
    return min(RARE, rarity(word)) / RARE


EMPTY: Final = Bag((), 0.0)
