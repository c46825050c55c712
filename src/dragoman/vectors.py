"""Articles as sparse unit vectors whose product says how far they tell of the same thing.

Four views of a text, each of unit length and weighted by rarity, are laid side by side: names
and numbers, all telling words, pairs of neighbouring words, and the words of the lead. Since
likeness is a product, the mean likeness of two groups is the product of their sums.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from . import sentences
from .actors import book
from .actors.entries import RANKS
from .types import Article
from .words import DAYS, MONTHS, known, rarity, stem, tokens

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]

PLACES = 1 << 21  # for words and for pairs; that some share one is rare and harmless
VIEWS = 4
WORDS = 700  # of an article that count; what comes later is background
LEAD = 3  # sentences, the title among them
FEW = 50.0  # squared weight added to a view's size, so that a few words are not all alike
COMMON = 1.0  # rarity below which a word is passed over
PAIR = 0.6  # rarity of a pair by that of its words, added up
NEVER = 7.4  # rarity of a word never seen, the most a pair can have
STATE, LEADER = 2.0, 1.0  # rarity that names of states, and of who leads them, have at most
PLACES_AND_BODIES = frozenset(("state", "demonym", "people", "capital", "seat", "body"))
#: Share of each view and its usual likeness within a story, by which it is scaled.
NAMES, ALL, PAIRS, FIRST = 0.30 / 1.0, 0.10 / 0.68, 0.45 / 0.328, 0.15 / 0.706


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The telling words of an article in order: numbers, and whether each is a name or number
    and whether it stands in the lead. ``joined`` where the word before it is telling too."""

    ids: Ids
    names: NDArray[np.bool_]
    lead: NDArray[np.bool_]
    joined: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Sorted places and their weights."""

    places: Ids
    weights: Weights

    def strongest(self, count: int) -> Vector:
        """The ``count`` places of most weight."""
        if len(self.places) <= count:
            return self
        kept = np.sort(np.argpartition(-self.weights, count)[:count])
        return Vector(self.places[kept], self.weights[kept])

    def __add__(self, other: Vector) -> Vector:
        return _gathered(
            np.concatenate((self.places, other.places)),
            np.concatenate((self.weights, other.weights)),
        )


def profile(article: Article) -> Profile:
    """What stories need of an article; pure, and small enough to keep a hundred thousand."""
    text = f"{article.title}\n{article.text}" if article.title else article.text
    text = text[: WORDS * 8]
    found = tokens(text)
    cuts = sentences.split(text)[:LEAD]
    lead = cuts[-1][1] if cuts else 0
    count = min(len(found), WORDS)
    keep = np.array([not _common(word) for word in found.stems[:count]], bool)
    time = [word in DAYS or word in MONTHS for word in found.words[:count]]
    marked = [
        (name or stem[0].isdigit()) and not when
        for name, stem, when in zip(found.names, found.stems, time, strict=False)
    ]
    joined = np.append([False], keep[:-1])[:count]
    return Profile(
        np.array([_place(word) for word in found.stems[:count]], np.int32)[keep],
        np.array(marked, bool)[keep],
        np.array([start < lead for start in found.starts[:count]], bool)[keep],
        joined[keep],
    )


def _place(word: str) -> int:
    return zlib.crc32(word.encode()) & (PLACES - 1)


def _common(word: str) -> bool:
    return rarity(word) < COMMON


@dataclass(frozen=True, slots=True, eq=False)
class Rarities:
    """How rare words and pairs are, in the sample articles and in one's own together: counts
    by place, of ``total`` articles, and the most that a word may weigh."""

    total: int
    words: NDArray[np.int32]
    pairs: NDArray[np.int32]
    most: Weights

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Rarities:
        """Learned from ``profiles``; their order does not matter."""
        total, words, most = _sample()
        words, pairs = words.copy(), np.zeros(PLACES, np.int32)
        for one in profiles:
            words[np.unique(one.ids)] += 1
            pairs[np.unique(_pairs(one)[0])] += 1
            total += 1
        return cls(total, words, pairs, most)

    def word(self, places: Ids) -> Weights:
        """Inverse document frequency; little for names that recur."""
        rare = np.log((self.total + 1) / (self.words[places] + 1))
        return np.minimum(rare, self.most[places]).astype(np.float32)

    def pair(self, places: Ids, first: Ids, second: Ids) -> Weights:
        """The same of pairs; no more than that of the ``first`` and ``second`` word allows."""
        near = np.minimum(PAIR * (self.word(first) + self.word(second)), NEVER)
        seen = np.log((self.total + 1) / np.maximum(self.pairs[places], 1))
        return np.asarray(np.minimum(near, seen), dtype=np.float32)


@cache
def _sample() -> tuple[int, NDArray[np.int32], Weights]:
    """The number of sample articles; by place, how many have it; and the most it may weigh."""
    sample, counts = known()
    words, most = np.zeros(PLACES, np.int32), np.full(PLACES, NEVER + 10, np.float32)
    for word, count in counts.items():
        words[_place(word)] += count
    for word, weight in _recurring().items():
        most[_place(word)] = weight
    return sample, words, most


def _recurring() -> dict[str, float]:
    """Stems of names that recur from happening to happening, and the most they may weigh:
    states, their capitals and bodies of many of them; more so who leads or speaks for one."""
    most: dict[str, float] = {}
    for name, surfaces in book().names.items():
        for surface in surfaces:
            if surface.entry.kind in PLACES_AND_BODIES:
                weight = STATE
            elif surface.entry.office in RANKS:
                weight = LEADER
            else:
                continue
            for word in map(stem, name.split()):
                most[word] = min(weight, most.get(word, weight))
    return most


def vector(one: Profile, rare: Rarities) -> Vector:
    """The four views side by side; likeness of an article with itself is about 2."""
    pairs, first, second = _pairs(one)
    pairs, at = np.unique(pairs, return_index=True)
    names, counts = np.unique(one.ids[one.names], return_counts=True)
    words, lead = np.unique(one.ids), np.unique(one.ids[one.lead])
    views = (
        (names, rare.word(names) * (1 + np.log(counts)), NAMES),
        (words, rare.word(words), ALL),
        (pairs, rare.pair(pairs, first[at], second[at]), PAIRS),
        (lead, rare.word(lead), FIRST),
    )
    return Vector(
        np.concatenate([places + PLACES * view for view, (places, _, _) in enumerate(views)]),
        np.concatenate([_unit(weights) * np.sqrt(share) for _, weights, share in views]).astype(
            np.float32
        ),
    )


class Product:
    """Products of one vector with others, fast when they are many."""

    def __init__(self) -> None:
        self._dense = np.zeros(PLACES * VIEWS, np.float32)

    def __call__(self, one: Vector, others: Iterable[Vector]) -> list[float]:
        self._dense[one.places] = one.weights
        found = [float(other.weights @ self._dense[other.places]) for other in others]
        self._dense[one.places] = 0.0
        return found


def _pairs(one: Profile) -> tuple[Ids, Ids, Ids]:
    second = np.flatnonzero(one.joined)
    left, right = one.ids[second - 1], one.ids[second]
    mixed = left.astype(np.int64) * 31 + right * 17 + (left >> 3)
    return (mixed & (PLACES - 1)).astype(np.int32), left, right


def _unit(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    return cast("NDArray[np.float32]", weights / np.sqrt((weights**2).sum() + FEW))


def _gathered(places: Ids, weights: Weights) -> Vector:
    places, where = np.unique(places, return_inverse=True)
    return Vector(places, np.bincount(where, weights).astype(np.float32))
