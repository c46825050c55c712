"""Two articles sentence by sentence: which answers which, and whether in the same order.

A rewrite goes through its original in the original's order. Independent accounts of one
happening share names and facts, but each tells them in an order of its own. So what counts
is the best alignment in order, less the same with the sentences shuffled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .. import sentences
from ..words import Tokens, rarity

Matrix = NDArray[np.float64]
COMMON = 1.2  # rarity below which a word says nothing about a sentence
QUOTED = 0.15  # weight of quoted words: whoever was there heard the same
NAME = 1.5  # weight of names and numbers over other words
SHUFFLES = 96
STEADY = 0.02  # keeps the order of a few sentences from counting as certain


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]``; ``terms`` are stems with their weights; ``quoted`` is a share."""

    start: int
    end: int
    terms: dict[str, float]
    details: frozenset[str]  # stems of names and numbers
    quoted: float


def cut(text: str, found: Tokens) -> list[Sentence]:
    """The sentences of ``text`` that hold at least three telling words, in order."""
    kept, at, count = [], 0, len(found)
    for start, end in sentences.split(text):
        first = at
        while at < count and found.starts[at] < end:
            at += 1
        sentence = _sentence(start, end, found, range(first, at))
        if len(sentence.terms) >= 3:
            kept.append(sentence)
    return kept


def _sentence(start: int, end: int, found: Tokens, places: range) -> Sentence:
    terms: dict[str, float] = {}
    details = set()
    for place in places:
        word = found.stems[place]
        rare = rarity(word)
        if rare <= COMMON:
            continue
        if found.names[place] or word[0].isdigit():
            details.add(word)
            rare *= NAME
        if found.quoted[place]:
            rare *= QUOTED
        if rare > terms.get(word, 0):
            terms[word] = rare
    quoted = sum(found.quoted[places.start : places.stop]) / max(1, len(places))
    return Sentence(start, end, terms, frozenset(details), quoted)


def likeness(left: Sequence[Sentence], right: Sequence[Sentence]) -> Matrix:
    """Words in common of each sentence of ``left`` with each of ``right``, 0 to 1.

    A word that half of the sentences hold tells little of which answers which."""
    holds = Counter(word for sentence in (*left, *right) for word in sentence.terms)
    index = {word: place for place, word in enumerate(holds)}
    spread = np.log((len(left) + len(right)) / np.array([*holds.values(), 1.0])[:-1] + 0.5)
    first, second = (_matrix(side, index) * spread for side in (left, right))
    shared = np.minimum(first[:, None, :], second[None, :, :]).sum(axis=2)
    size = np.sqrt(np.outer(first.sum(axis=1), second.sum(axis=1)))
    result: Matrix = shared / (size + 1e-9)
    return result


def _matrix(side: Sequence[Sentence], index: dict[str, int]) -> Matrix:
    matrix = np.zeros((len(side), len(index)))
    for row, sentence in enumerate(side):
        for word, weight in sentence.terms.items():
            matrix[row, index[word]] = weight
    return matrix


def discount(left: Sequence[Sentence], right: Sequence[Sentence]) -> Matrix:
    """1 for a pair of sentences without quotation, 0 for two that are nothing else."""
    quoted = np.minimum.outer(
        np.array([one.quoted for one in left]), np.array([one.quoted for one in right])
    )
    result: Matrix = 1 - quoted
    return result


def best(scores: Matrix) -> float:
    """The sum along the best path of one-to-one answers that never goes back."""
    return float(_reached(scores[None])[-1, 0, -1])


def order(scores: Matrix) -> float:
    """By how many standard deviations ``best`` exceeds its mean over shuffled rows: about 0
    for two texts that tell things each in an order of its own."""
    shuffled = _reached(scores[_shuffles(len(scores))])[-1, :, -1]
    spread = float(shuffled.std()) + STEADY * scores.size**0.25
    return float((best(scores) - float(shuffled.mean())) / spread)


def mutual(scores: Matrix, sharp: float) -> Matrix:
    """How far each row and column choose one another: the geometric mean of two softmaxes.

    The smaller ``sharp`` is, the more the best choice takes all."""
    odds = np.exp(scores / sharp)
    result: Matrix = odds / np.sqrt(odds.sum(axis=1, keepdims=True) * odds.sum(axis=0))
    return result


def path(scores: Matrix) -> list[tuple[int, int, float]]:
    """Row, column and score of each step of the best path, in order."""
    reached = _reached(scores[None])[:, 0]
    found, column = [], scores.shape[1]
    for row in range(len(scores), 0, -1):
        while column and reached[row, column] == reached[row, column - 1]:
            column -= 1
        if column and reached[row, column] > reached[row - 1, column]:
            found.append((row - 1, column - 1, float(scores[row - 1, column - 1])))
            column -= 1
    return found[::-1]


def _reached(stack: Matrix) -> Matrix:
    """Best sums over the first rows and columns of each matrix: rows, matrices, columns."""
    count, rows, columns = stack.shape
    reached = np.zeros((rows + 1, count, columns + 1))
    for row in range(rows):
        taken = reached[row, :, :-1] + stack[:, row]
        reached[row + 1, :, 1:] = np.maximum(reached[row, :, 1:], taken)
        reached[row + 1] = np.maximum.accumulate(reached[row + 1], axis=1)
    return reached


@cache
def _shuffles(rows: int) -> NDArray[np.int64]:
    chance = np.random.default_rng(rows)
    return np.array([chance.permutation(rows) for _ in range(SHUFFLES)])
