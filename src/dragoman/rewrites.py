"""Whether one article retells another sentence by sentence in words of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from . import align
from .align import Matrix
from .fingerprints import Fingerprint
from .types import Answer
from .words import rarity

#: Unit vectors of sentences, one row each.
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

WORDS = 0.10  # likeness in words below which two sentences do not answer each other
BOTH = 0.30  # the same for the mean of words and embeddings
MOST = 6.0  # rarity that a detail counts at most
SMOOTH = 6.0  # weight of unseen details: a text with few names proves little
LEAST_SENTENCES = 4


def likely(first: Fingerprint, second: Fingerprint, embed: Embed | None = None) -> float:
    """Probability that one of the two is a rewrite of the other.

    Logistic regression on the order's gain and the share of names and numbers kept, fitted to
    rewritten news articles against other outlets' articles on the same happenings."""
    if min(len(first.sentences), len(second.sentences)) < LEAST_SENTENCES:
        return 0.0
    same = (_kept(first, second) + _kept(second, first)) / 2
    if same < 0.4:
        return 0.0
    words, both = scores(first, second, embed)
    size = math.sqrt(words.size)
    if embed:
        order = math.sqrt(max(0.0, align.gain(both)) / size)
        found = math.sqrt(align.best(both) / size)
        alike = math.sqrt(align.best(words) / size)
        value = 20.1 * order + 3.9 * found - 8.9 * alike + 20.5 * same - 15.6
    else:
        value = 6.5 * math.sqrt(max(0.0, align.gain(words)) / size) + 23.6 * same - 17.8
    return 1 / (1 + math.exp(-value))


def scores(
    first: Fingerprint, second: Fingerprint, embed: Embed | None = None
) -> tuple[Matrix, Matrix]:
    """How well each sentence of ``first`` answers each of ``second``, over the least that
    counts: in words, and in words and meaning together (the same without ``embed``)."""
    words = align.likeness(first.sentences, second.sentences)
    least = np.maximum(words - WORDS, 0)
    if not embed:
        return least, least
    meaning = embed(_texts(first)) @ embed(_texts(second)).T
    quoted = align.discount(first.sentences, second.sentences)
    return least, np.maximum((words + meaning * quoted) / 2 - BOTH, 0)


def answers(first: Fingerprint, second: Fingerprint, embed: Embed | None) -> tuple[Answer, ...]:
    """The sentences of ``first`` with those of ``second`` that they repeat, in order."""
    _, both = scores(first, second, embed)
    return tuple(
        Answer(
            first.sentences[row].start,
            first.sentences[row].end,
            second.sentences[column].start,
            second.sentences[column].end,
            round(min(1.0, score + (BOTH if embed else WORDS)), 3),
        )
        for row, column, score in align.path(both)
    )


def _texts(one: Fingerprint) -> list[str]:
    return [one.text[sentence.start : sentence.end] for sentence in one.sentences]


def _kept(one: Fingerprint, other: Fingerprint) -> float:
    """Share of the names and numbers of ``one`` that ``other`` has too."""
    total = sum(min(rarity(detail), MOST) for detail in one.details)
    kept = sum(min(rarity(detail), MOST) for detail in one.details & other.details)
    return kept / (total + SMOOTH)
