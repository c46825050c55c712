"""Whether one article retells another sentence by sentence in words of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..types import Answer
from ..words import rarity
from . import align
from .align import Matrix
from .fingerprints import Fingerprint

#: Unit vectors of sentences, one row each.
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

FEW = 4  # sentences below which an order proves nothing
LEAST = 0.45  # share of names and numbers below which sentences are not compared
ANSWER = 0.15  # likeness below which two sentences do not answer each other
ALIKE = 0.40  # the same for the mean of likeness in words and of embeddings
CHANCE = 0.05  # share of its words that a text has with an independent account by chance
MOST = 6.0  # rarity that a detail counts at most
SMOOTH = 15.0  # weight of unseen details: a text with few names proves little


def likely(
    first: Fingerprint, second: Fingerprint, shared: float = 0.0, embed: Embed | None = None
) -> float:
    """Probability that one of the two retells the other; symmetric.

    Logistic regression on how far the order agrees and on the share of names and numbers
    kept, fitted to rewritten news articles against other accounts of the same happenings.
    ``shared`` is the share of the text word for word; over ``CHANCE`` it adds to that."""
    short, long = sorted((first, second), key=lambda one: (len(one.sentences), one.text))
    kept = (_kept(first, second) + _kept(second, first)) / 2
    if len(short.sentences) < FEW or kept < LEAST:
        return 0.0
    if embed:
        quoted = align.discount(short.sentences, long.sentences)
        same = align.mutual(meaning(short, long, embed) * quoted, 0.12)
        value = 2.05 * align.order(same) + 34.5 * kept - 29.6
    else:
        same = align.mutual(align.likeness(short.sentences, long.sentences), 0.05)
        value = 1.4 * align.order(same) + 31.8 * kept - 26.72
    return 1 / (1 + math.exp(-value - 10 * max(0.0, shared - CHANCE)))


def meaning(first: Fingerprint, second: Fingerprint, embed: Embed) -> Matrix:
    """Cosines of the sentences of ``first`` with those of ``second``."""
    return np.asarray(embed(_texts(first)) @ embed(_texts(second)).T, dtype=np.float64)


def answers(
    first: Fingerprint, second: Fingerprint, embed: Embed | None = None
) -> tuple[Answer, ...]:
    """The sentences of ``first`` with those of ``second`` that they retell, in order."""
    scores, least = align.likeness(first.sentences, second.sentences), ANSWER
    if embed:
        scores, least = (scores + meaning(first, second, embed)) / 2, ALIKE
    return tuple(
        Answer(
            first.sentences[row].start,
            first.sentences[row].end,
            second.sentences[column].start,
            second.sentences[column].end,
            round(min(1.0, float(scores[row, column])), 3),
        )
        for row, column, _ in align.path(np.maximum(scores - least, 0))
    )


def fuller(first: Fingerprint, second: Fingerprint) -> float:
    """By how much ``first`` is the fuller of two that retell each other: over 0 if it is.

    Who retells leaves out names and numbers, turns quotations into his own words and shortens."""
    total = 0.0
    scores = align.likeness(first.sentences, second.sentences)
    for row, column, _ in align.path(np.maximum(scores - ANSWER, 0)):
        one, other = first.sentences[row], second.sentences[column]
        total += len(one.details - other.details) - len(other.details - one.details)
        total += math.log((one.end - one.start) / (other.end - other.start))
    return total + 0.1 * (sum(first.found.quoted) - sum(second.found.quoted))


def _texts(one: Fingerprint) -> list[str]:
    return [one.text[sentence.start : sentence.end] for sentence in one.sentences]


def _kept(one: Fingerprint, other: Fingerprint) -> float:
    """Share of the names and numbers of ``one`` that ``other`` has too."""
    total = sum(min(rarity(detail), MOST) for detail in one.details)
    kept = sum(min(rarity(detail), MOST) for detail in one.details & other.details)
    return kept / (total + SMOOTH)
