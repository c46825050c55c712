"""Which article repeats which: copies, excerpts and rewrites, with the words that show it.

Big comparisons have three parts: ``keys`` to look candidates up by, and ``compare`` for what
the lookup gives. Words in quotation marks count little: two reporters who hear one official
write the same quotation and stay independent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from ..types import Answer, Article, Copy, CopyKind
from .fingerprints import Fingerprint, Hashes, fingerprint, keys
from .rewrites import Embed, answers, fuller, likely

LEAST = 0.25  # share of the shorter text that must stand in the longer
FEW = 20  # runs in common below which a share means nothing
SAME = 0.5  # resemblance from which two texts are one, here and there a little changed
LONGER = 1.25  # times the length from which a text may hold another and much of its own
WHOLE = 0.8  # share from which the shorter text is taken to be all in the longer
CREDIT = re.compile(
    r"\b(?:post(?:ed)? from|re-?post|originally (?:published|appeared)|first (?:published|appeared)"
    r"|republished|syndicated|source:|via https?:)",
    re.I,
)


def find(article: Article, candidates: Sequence[Article], embed: Embed | None = None) -> list[Copy]:
    """The copies that ``article`` makes with ``candidates``, on either side of each."""
    others = [other for other in candidates if other.id != article.id]
    return [copy for other in others if (copy := compare(article, other, embed))]


def compare(article: Article, other: Article, embed: Embed | None = None) -> Copy | None:
    """Whether one of the two repeats the other, and which; None for independent accounts.

    Symmetric: the order of the two does not matter. ``score`` is 0.5 where it just counts
    and 1 for the same text. Evidence: passages word for word, or sentences for a rewrite."""
    left, right = sorted((article, other), key=lambda one: one.id)
    first, second = fingerprint(left.text), fingerprint(right.text)
    shared, retold = _shared(first, second), 0.0
    if shared < WHOLE and not _sentences_taken(first, second):
        retold = likely(first, second, shared, embed)
    if shared < LEAST and retold < 0.5:
        return None
    same = _resemblance(first, second) >= SAME
    kind: CopyKind = "copy" if same else "rewrite" if retold >= 0.5 else "excerpt"
    repeating, original = _direction(left, right, kind, shared)
    one, two = fingerprint(repeating.text), fingerprint(original.text)
    evidence = answers(one, two, embed) if kind == "rewrite" else _passages(one, two)
    verbatim = 0.5 + 0.5 * (shared - LEAST) / (1 - LEAST)
    score = retold if kind == "rewrite" else verbatim
    return Copy(repeating.id, original.id, kind, round(score, 3), evidence)


def _shared(first: Fingerprint, second: Fingerprint) -> float:
    """Share of the shorter text's runs that stand in the longer; quoted ones count little."""
    common = np.intersect1d(first.runs, second.runs)
    fewest = min(len(np.unique(one.runs)) for one in (first, second))
    if len(common) < min(FEW, fewest):
        return 0.0
    return max(_weight(one, common) for one in (first, second))


def _weight(one: Fingerprint, common: Hashes) -> float:
    inside = np.isin(one.runs, common)
    return float(one.weights[inside].sum() / max(one.weights.sum(), 1e-9))


def _sentences_taken(first: Fingerprint, second: Fingerprint) -> bool:
    """Whether what the two share is mostly sentences taken over whole. Who rewrites leaves
    hardly a sentence as it was; who shortens takes some and drops others."""
    one, other = sorted((first, second), key=lambda print_: len(print_.runs))
    shared = np.isin(one.runs, other.runs)
    ends = np.searchsorted(one.found.starts, [sentence.end for sentence in one.sentences])
    begins = np.searchsorted(one.found.starts, [sentence.start for sentence in one.sentences])
    parts = [shared[begin : end - 2] for begin, end in zip(begins, ends, strict=True)]
    whole = sum(int(part.sum()) for part in parts if len(part) and part.mean() >= WHOLE)
    return whole > 0.5 * max(FEW, int(shared.sum()))


def _resemblance(first: Fingerprint, second: Fingerprint) -> float:
    """Jaccard: runs in common among all runs of the two."""
    together = len(np.union1d(first.runs, second.runs))
    return len(np.intersect1d(first.runs, second.runs)) / max(1, together)


def _passages(one: Fingerprint, two: Fingerprint) -> tuple[Answer, ...]:
    """Longest passages of ``one`` that stand in ``two``, word for word, in order."""
    places: dict[int, int] = {}
    for place, value in enumerate(two.runs.tolist()):
        places.setdefault(value, place)
    found, start = [], 0
    for here, value in enumerate(one.runs.tolist()):
        if here >= start and value in places:
            length = _same(one.found.words[here:], two.found.words[places[value] :])
            found.append((here, places[value], length))
            start = here + length
    return tuple(
        Answer(
            one.found.starts[here],
            one.found.ends[here + length - 1],
            two.found.starts[there],
            two.found.ends[there + length - 1],
            1.0,
        )
        for here, there, length in found
    )


def _same(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words the two have in common from their start."""
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


def _direction(
    left: Article, right: Article, kind: CopyKind, shared: float
) -> tuple[Article, Article]:
    """(the one that repeats, the original). In order: a credit line, the earlier day, what is
    fuller, what is dated, the lesser id. An agency's short text that stands only in part in a
    longer article is the original of that."""
    credits, days = [_credits(one) for one in (left, right)], [_day(one) for one in (left, right)]
    if credits[0] != credits[1]:
        return (left, right) if credits[0] else (right, left)
    if days[0] and days[1] and days[0] != days[1]:
        return (left, right) if days[0] > days[1] else (right, left)
    first, second = fingerprint(left.text), fingerprint(right.text)
    if kind == "rewrite":
        more = fuller(first, second)
    else:
        more = math.log((len(first.found) + 1) / (len(second.found) + 1))
        more = 0.0 if abs(more) < 0.05 else more
        more = -more if shared < WHOLE and abs(more) > math.log(LONGER) else more
    if more:
        return (right, left) if more > 0 else (left, right)
    return (left, right) if days[1] and not days[0] else (right, left)


def _credits(article: Article) -> bool:
    return any(CREDIT.search(one.text) for one in article.removed)


def _day(article: Article) -> date | None:
    return article.published.day if article.published else None


__all__ = ["Embed", "compare", "find", "keys"]
