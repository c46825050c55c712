"""Which claims are worth comparing: those that share a key.

Keys stay small: within an article all claims of one kind of act; across articles those that
share a telling word besides, within a story or within a week. The cost grows with the claims,
not with their pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .traits import Traits, weight

WIDE: Final = 31  # days; a time wider than that says too little to bring claims together
TELLING: Final = 0.5  # weight of a word that may be a key
WORDS: Final = 4  # of a claim's object and sentence that are keys, the rarest ones
CROWD: Final = 24  # claims behind one key; beyond it each meets only its next neighbours
NEXT: Final = 12

Pairs = NDArray[np.int64]


def keys(one: Traits) -> Iterator[Hashable]:
    """Two claims are compared if they share a key."""
    kind = (one.family, one.reality)
    yield kind, one.article
    words = (*one.trigger.stems, *rarest(one))
    periods: list[Hashable] = [one.story] if one.story else []
    if one.days and one.days[1] - one.days[0] <= WIDE:
        periods += range(one.days[0] // 7, one.days[1] // 7 + 1)
    for period in periods:
        for word in words:
            yield kind, period, word


def rarest(one: Traits) -> list[str]:
    """The words that say most about what the claim is about; of equals, the first in order."""
    found = {
        word: weight(word)
        for bag in (one.object, one.source.words, one.target.words, one.words)
        for word in bag.stems
    }
    best = sorted(found, key=lambda word: (-found[word], word))[:WORDS]
    return [word for word in best if found[word] >= TELLING]


def candidates(found: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Places in ``found`` of pairs that share a key, each pair once, in order."""
    size = len(found)
    for code in _pairs(found):
        yield divmod(int(code), size)


def _pairs(found: Sequence[Traits]) -> Pairs:
    """``left * len(found) + right``, sorted, without doubles."""
    hashes, owners = _shared(found)
    if not len(hashes):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    sizes = np.diff(np.append(starts, len(hashes))).astype(np.int32)
    after = np.repeat(starts + sizes, sizes) - np.arange(1, len(hashes) + 1)  # in the same key
    del hashes, starts
    most = np.where(sizes > CROWD, NEXT, CROWD).astype(np.int8)
    reach = np.minimum(after, np.repeat(most, sizes)).astype(np.int8)
    del after, sizes
    codes, at = np.empty(int(reach.sum(dtype=np.int64)), np.int64), 0
    for step in range(1, int(reach.max()) + 1):
        left = np.flatnonzero(reach >= step)
        codes[at : at + len(left)] = owners[left].astype(np.int64) * len(found)
        codes[at : at + len(left)] += owners[left + step]
        at += len(left)
    codes.sort()  # in place: np.unique would hold them thrice
    once: Pairs = codes[np.append(True, codes[1:] != codes[:-1])]
    return once


def _shared(found: Sequence[Traits]) -> tuple[Pairs, NDArray[np.int32]]:
    """Hash of each key and the place of its owner, of keys that several own; by key, then by
    owner."""
    hashes, owners = array("q"), array("i")
    for place, one in enumerate(found):
        for key in set(keys(one)):
            hashes.append(hash(key))
            owners.append(place)
    every = np.frombuffer(hashes, np.int64)
    order = np.argsort(every, kind="stable")
    every = every[order]
    del hashes
    same = every[1:] == every[:-1]
    kept = np.zeros(len(every), dtype=bool)
    kept[:-1] |= same
    kept[1:] |= same
    return every[kept], np.frombuffer(owners, np.int32)[order[kept]]
