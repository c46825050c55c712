"""What comparing needs of a text, made once, and the keys it can be looked up by."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, cast

import numpy as np
import rensa
from numpy.typing import NDArray

from ..types import Article
from ..words import DAYS, MONTHS, Tokens, rarity, stem, tokens
from . import align
from .align import QUOTED, Sentence

Hashes = NDArray[np.uint64]

VERSION: Final = "1"  # of ``keys``: keys of different versions never meet
HASHES, BANDS = 128, 64
GRAM = 3  # words of a run, for resemblance
LONG = 8  # words of a run, for passages taken over
WINDOW = 40  # long runs of which the least is a key: a passage of 48 words always leaves one
PASSAGES, PAIRS = 40, 40  # most keys of these kinds
RARE = 4.0  # rarity of a name or number from which it may stand in a key
TIME: Final = frozenset(stem(word) for word in DAYS | MONTHS)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What comparing needs of a text, made once. ``runs[i]`` begins at word ``i``."""

    text: str
    found: Tokens
    runs: Hashes
    weights: NDArray[np.float64]
    sentences: tuple[Sentence, ...]
    details: frozenset[str]


@lru_cache(maxsize=512)
def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``; those of the last few hundred texts are kept."""
    found = tokens(text)
    sentences = tuple(align.cut(text, found))
    details = frozenset[str]().union(*(one.details for one in sentences))
    quoted = np.array(found.quoted, bool)
    return Fingerprint(
        text,
        found,
        _runs(found.words, GRAM),
        np.where(quoted[: max(0, len(quoted) - GRAM + 1)], QUOTED, 1.0),
        sentences,
        details - TIME,
    )


def _numbers(words: Iterable[str]) -> Hashes:
    return np.array([zlib.crc32(word.encode()) for word in words], np.uint64)


def _runs(words: Sequence[str], length: int) -> Hashes:
    """A hash for each run of ``length`` words; none if the text is shorter."""
    ones = _numbers(words)
    count = max(0, len(ones) - length + 1)
    mixed = np.zeros(count, np.uint64)
    for shift in range(length):
        mixed = _next(mixed + ones[shift : shift + count])
    return mixed


def _next(values: Hashes) -> Hashes:
    return _mix(values * np.uint64(0x9E3779B97F4A7C15))


def _mix(values: Hashes) -> Hashes:
    """The finisher of splitmix64 (Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return cast(Hashes, values ^ (values >> np.uint64(31)))


def keys(article: Article) -> list[int]:
    """At most 144 signed 64-bit keys. Articles that share none need no comparing; a key
    that many share says nothing, and the lookup should pass over it."""
    print_ = fingerprint(article.text)
    return sorted({*_bands(print_), *_passages(print_), *_pairs(print_)})


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _bands(print_: Fingerprint) -> list[int]:
    """MinHash, near-copies: two texts that share a third of their runs share a key almost
    surely, two that share a fiftieth one time in forty."""
    if not len(print_.runs):
        return []
    ends = np.array([0, len(print_.runs)], np.uint64)
    rows = rensa.RMinHash.digest_matrix_from_flat_token_hashes(print_.runs, ends, HASHES, 1)
    table = np.array(rows.to_rows()[0], np.uint64).reshape(BANDS, HASHES // BANDS)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in table.T:
        mixed = _next(mixed + column)
    return [_signed(int(value)) for value in mixed]


def _passages(print_: Fingerprint) -> list[int]:
    """Winnowing (Schleimer, Wilkerson and Aiken 2003): the least hash of each window."""
    runs = _runs(print_.found.words, LONG)
    if not len(runs):
        return []
    windows = np.lib.stride_tricks.sliding_window_view(runs, min(WINDOW, len(runs)))
    least = np.unique(windows.min(axis=1))
    return [_signed(int(value)) for value in least[:PASSAGES]]


def _pairs(print_: Fingerprint) -> list[int]:
    """Rewrites keep names and numbers together: pairs of rare ones within a sentence, the
    rarest first, by hash where equally rare."""
    found: set[tuple[str, str]] = set()
    for sentence in print_.sentences:
        rare = sorted(one for one in sentence.details - TIME if rarity(one) >= RARE)
        found.update(combinations(rare, 2))
    pairs = list(found)
    keys_ = _next(_next(_numbers(one for one, _ in pairs)) + _numbers(one for _, one in pairs))
    ranks = np.array([round(rarity(one) + rarity(other)) for one, other in pairs], np.int64)
    order = np.lexsort((keys_, -ranks))[:PAIRS]
    return [_signed(int(key)) for key in keys_[order]]
