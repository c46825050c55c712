"""Which article repeats which: copies, excerpts and rewrites, with the words that show it.

Big comparisons have three parts: ``keys`` to look candidates up by, and ``compare`` for what
the lookup gives. Words in quotation marks count little: two reporters who hear one official
write the same quotation and stay independent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from .fingerprints import Fingerprint, Hashes, fingerprint, keys
from .rewrites import Embed, answers, likely
from .types import Answer, Article, Copy, CopyKind

LEAST = 0.25  # share of the shorter text that must stand in the longer
FEW = 20  # runs in common below which a share means nothing
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
    and 1 for the same text."""
    left, right = sorted((article, other), key=lambda one: one.id)
    first, second = fingerprint(left.text), fingerprint(right.text)
    shared = _shared(first, second)
    if shared >= LEAST:
        return _verbatim(left, right, shared)
    score = likely(first, second, embed)
    return _rewritten(left, right, score, embed) if score >= 0.5 else None


def _shared(first: Fingerprint, second: Fingerprint) -> float:
    """Share of the shorter text's runs that stand in the longer; quoted ones count little."""
    common = np.intersect1d(first.runs, second.runs)
    if len(common) < FEW and len(common) < min(len(set(first.runs)), len(set(second.runs))):
        return 0.0
    shares = [_weight(one, common) for one in (first, second)]
    return max(shares)


def _weight(one: Fingerprint, common: Hashes) -> float:
    inside = np.isin(one.runs, common)
    return float(one.weights[inside].sum() / max(one.weights.sum(), 1e-9))


def _verbatim(left: Article, right: Article, shared: float) -> Copy:
    first, second = fingerprint(left.text), fingerprint(right.text)
    resemblance = len(np.intersect1d(first.runs, second.runs)) / len(
        np.union1d(first.runs, second.runs)
    )
    kind: CopyKind = "copy" if resemblance >= 0.5 else "excerpt"
    article, original = _direction(left, right, kind, shared)
    score = 0.5 + 0.5 * (shared - LEAST) / (1 - LEAST)
    return Copy(article.id, original.id, kind, round(score, 3), _passages_shared(article, original))


def _rewritten(left: Article, right: Article, score: float, embed: Embed | None) -> Copy:
    article, original = _direction(left, right, "rewrite", 0.0)
    evidence = answers(fingerprint(article.text), fingerprint(original.text), embed)
    return Copy(article.id, original.id, "rewrite", round(score, 3), evidence)


def _passages_shared(article: Article, original: Article) -> tuple[Answer, ...]:
    """Longest passages of ``article`` that stand in ``original``, word for word."""
    one, two = fingerprint(article.text), fingerprint(original.text)
    places: dict[int, int] = {}
    for place, value in enumerate(two.runs.tolist()):
        places.setdefault(value, place)
    answers: list[Answer] = []
    start = 0
    runs = one.runs.tolist()
    while start < len(runs):
        at = places.get(runs[start])
        if at is None:
            start += 1
            continue
        end, words = start, one.found.words
        while (
            end < len(words)
            and at + end - start < len(two.found)
            and (words[end] == two.found.words[at + end - start])
        ):
            end += 1
        answers.append(
            Answer(
                one.found.starts[start],
                one.found.ends[end - 1],
                two.found.starts[at],
                two.found.ends[at + end - start - 1],
                1.0,
            )
        )
        start = end
    return tuple(answers)


def _direction(
    left: Article, right: Article, kind: CopyKind, shared: float
) -> tuple[Article, Article]:
    """(the one that repeats, the original). In order: a credit line, the earlier day, what is
    fuller, what is dated, the lesser id."""
    for article, original in ((left, right), (right, left)):
        if _credits(article) and not _credits(original):
            return article, original
    days = [one.published.day if one.published else None for one in (left, right)]
    if days[0] and days[1] and days[0] != days[1]:
        return (left, right) if days[0] > days[1] else (right, left)
    sizes = [_size(one, kind) for one in (left, right)]
    if not math.isclose(*sizes, rel_tol=0.05):
        shorter, longer = (left, right) if sizes[0] < sizes[1] else (right, left)
        embeds = kind == "excerpt" and shared < WHOLE
        return (longer, shorter) if embeds else (shorter, longer)
    if bool(days[0]) != bool(days[1]):
        return (left, right) if days[1] else (right, left)
    return right, left


def _credits(article: Article) -> bool:
    return any(CREDIT.search(one.text) for one in article.removed)


def _size(article: Article, kind: CopyKind) -> float:
    one = fingerprint(article.text)
    if kind != "rewrite":
        return len(one.found)
    return len(one.details) + 0.2 * sum(one.found.quoted)


__all__ = ["Embed", "compare", "find", "keys"]
