"""How far two claims tell of one event: named features of the pair, weighed by a small file.

``data/merge.json`` holds the weights, learned from labelled pairs by ``training/merge/fit.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from operator import add, mul
from typing import Final

import msgspec

from ..types import Judgement
from .traits import Side, Traits, weight

FAR: Final = 3000  # characters between two mentions; farther apart counts no more
TOLD: Final = 2.0  # rare words that say all that need be of what a claim is about

#: Families of acts of speech: each is about something, and another one about something else.
SPEECH: Final = frozenset({"object", "accord", "REQUEST", "THREATEN"})
#: What is looked at, in the order of ``features``. Each is 0 to 1, those of the
#: two sides together 0 to 2.
FEATURES: Final = (
    "same article", "same sentence", "distance", "same story", "same type", "same mode",
    "other mode", "same trigger", "rare trigger", "akin trigger", "definite", "both mutual",
    "same code", "same name", "other name", "called alike", "called otherwise",
    "same day", "one undated", "both historic", "one historic",
    "one historic here", "same place", "other place",
    "object", "object told",
    "other matter", "other matter elsewhere", "issue", "other issue",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """``same`` is the least log-odds at which two claims, or two groups of claims on average,
    are one event."""

    name: str
    start: float
    same: float
    weights: dict[str, float]


@cache
def shipped() -> Weights:
    return msgspec.json.decode(
        files("dragoman").joinpath("data", "merge.json").read_bytes(), type=Weights
    )


@cache
def _row() -> tuple[float, ...]:
    return tuple(shipped().weights[name] for name in FEATURES)


def clash(left: Traits, right: Traits) -> str | None:
    """Why the two can never be one event; None if they might be."""
    if left.family != right.family:
        return "another kind of act"
    if left.reality != right.reality:
        return f"one {left.reality}, one {right.reality}"
    if _sides(left, right) is None:
        return "other actors"
    one, other = left.window, right.window
    if one and other and (one[0] > other[1] or other[0] > one[1]):
        return "other days"
    return None


def odds(left: Traits, right: Traits) -> float:
    """Log-odds that both tell of one event, given that nothing clashes."""
    return sum(map(mul, features(left, right), _row()), shipped().start)


def judge(left: Traits, right: Traits) -> Judgement:
    """Whether two claims tell of one event, as a probability, and the reasons for it: what
    counts most first, with its part in the log-odds."""
    known = shipped()
    reason = clash(left, right)
    if reason:
        return Judgement(left.id, right.id, False, 0.0, known.name, (reason,))
    total = odds(left, right)
    parts = zip(FEATURES, map(mul, features(left, right), _row()), strict=True)
    told = sorted((part for part in parts if part[1]), key=lambda part: -abs(part[1]))
    return Judgement(
        left.id,
        right.id,
        total >= known.same,
        1 / (1 + exp(-total)),
        known.name,
        tuple(f"{name} {part:+.2f}" for name, part in told),
    )


def features(left: Traits, right: Traits) -> tuple[float, ...]:
    """In the order of ``FEATURES``; which claim stands left does not matter."""
    inside = left.article == right.article
    retold = (left.modality == "historic") != (right.modality == "historic")
    later = right if left.start <= right.start else left
    first, second = _sides(left, right) or _straight(left, right)
    return (
        inside,
        (inside and left.sentence == right.sentence) or _beside(left, right),
        min(1.0, abs(left.start - right.start) / FAR) if inside else 0.0,
        not inside and left.story is not None and left.story == right.story,
        left.type == right.type,
        left.mode is not None and left.mode == right.mode,
        left.mode is not None and right.mode is not None and left.mode != right.mode,
        *_trigger(left, right),
        inside and later.definite,
        left.mutual and right.mutual,
        *map(add, _side(*first), _side(*second)),
        *_days(left, right),
        left.modality == right.modality == "historic",
        retold,
        retold and inside,
        left.land is not None and left.land == right.land,
        left.land is not None and right.land is not None and left.land != right.land,
        *_words(left, right),
        not set(left.issues).isdisjoint(right.issues),
        bool(left.issues and right.issues) and set(left.issues).isdisjoint(right.issues),
    )


Pairing = tuple[tuple[Side, Side], tuple[Side, Side]]


def _straight(left: Traits, right: Traits) -> Pairing:
    return (left.source, right.source), (left.target, right.target)


def _sides(left: Traits, right: Traits) -> Pairing | None:
    """Which side answers which; crosswise only where one of the acts is mutual."""
    straight = _straight(left, right)
    if all(map(_meet, *zip(*straight, strict=True))):
        return straight
    crossed = (left.source, right.target), (left.target, right.source)
    if (left.mutual or right.mutual) and all(map(_meet, *zip(*crossed, strict=True))):
        return crossed
    return None


def _meet(left: Side, right: Side) -> bool:
    """Whether the two can be one side: they share a party, or one is open."""
    return not left.parties or not right.parties or not left.parties.isdisjoint(right.parties)


def _beside(left: Traits, right: Traits) -> bool:
    """Whether each sentence tells of the other's act too: two acts of one sentence, perhaps
    in two copies of it."""
    one, other = left.trigger, right.trigger
    return one.stems != other.stems and (
        one.weight > 0 < other.weight
        and set(one.stems).issubset(right.words.stems)
        and set(other.stems).issubset(left.words.stems)
    )


def _trigger(left: Traits, right: Traits) -> Iterator[float]:
    one, other = left.trigger.stems, right.trigger.stems
    shared = set(one).intersection(other)
    yield bool(shared)
    yield max(map(weight, shared), default=0.0)
    yield not shared and not {word[:5] for word in one}.isdisjoint(word[:5] for word in other)


def _side(left: Side, right: Side) -> tuple[float, ...]:
    apart = left.names.isdisjoint(right.names)
    alike = left.words.alike(right.words)
    return (
        not set(left.codes).isdisjoint(right.codes),
        not apart,
        apart and bool(left.names and right.names),
        alike,
        apart and not alike and bool(left.words.stems and right.words.stems),
    )


def _words(left: Traits, right: Traits) -> Iterator[float]:
    shared = left.words.shared(right.words)
    told = max(left.object.within(right.words), right.object.within(left.words))
    yield left.object.alike(right.object)
    yield told
    speech = left.family in SPEECH
    apart = 0.0 if told else min(TOLD, left.object.weight, right.object.weight) / TOLD
    strange = 0.0 if shared else min(TOLD, left.words.weight, right.words.weight) / TOLD
    yield apart if speech else 0.0
    yield max(apart, strange) if speech and left.article != right.article else 0.0


def _days(left: Traits, right: Traits) -> tuple[float, float]:
    one, other = left.days, right.days
    if not one or not other:
        return 0.0, bool(one or other)
    narrow = max(one[1] - one[0], other[1] - other[0]) <= 1
    return narrow and one[0] <= other[1] and other[0] <= one[1], 0.0
