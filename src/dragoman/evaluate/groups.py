"""How well copies and stories are found on the developer sets."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from .. import copies, stories
from ..copies import Embed
from ..types import Article, ArticleId, Copy

Pair = tuple[str, str]
CROWD: Final = 64  # articles that may share a key, as in the ledger


def evaluate_copies(shared: Path, embed: Embed | None = None) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 on near-copies and on rewrites, candidates by key.

    Pairs of near-copies are those listed; every pair of the rewrites' set counts. Raises
    ``FileNotFoundError`` if ``shared`` lacks the sets."""
    data = shared / "data"
    listed = _read(data / "neardup" / "pairs.jsonl")
    found = _found(_articles(data / "neardup" / "docs.jsonl"), embed)
    labels = {_pair(one["a"], one["b"]): bool(one["label"]) for one in listed}
    near = scores({pair for pair in found if pair in labels}, {p for p, y in labels.items() if y})
    rewritten = _read(data / "rewrites" / "train.jsonl")
    told = _found(
        [*_articles(data / "basil" / "docs.jsonl"), *map(_article, rewritten)],
        embed,
    )
    right = {_pair(one["id"], one["of"]): one for one in rewritten}
    rewrites = scores(set(told), set(right))
    rewrites["direction"] = sum(
        told[pair].article == one["id"] for pair, one in right.items() if pair in told
    ) / max(1, len(right.keys() & told.keys()))
    return {"neardup": near, "rewrites": rewrites}


def evaluate_stories(shared: Path) -> dict[str, dict[str, float]]:
    """B-cubed precision, recall and F1 of the stories of each set, from text alone."""
    data = shared / "data"
    return {
        name: _grouped(data / name / docs, data / name / gold)
        for name, docs, gold in (
            ("ecb", "docs_input.jsonl", "clusters_subtopic.jsonl"),
            ("basil", "docs.jsonl", "clusters.jsonl"),
        )
    }


def scores(found: set[Pair], right: set[Pair]) -> dict[str, float]:
    """Precision, recall and F1 of pairs; empty sets score 0."""
    hits = len(found & right)
    return _f1(hits / len(found) if found else 0.0, hits / len(right) if right else 0.0)


def b_cubed(found: Mapping[str, Hashable], right: Mapping[str, Hashable]) -> dict[str, float]:
    """B-cubed (Bagga and Baldwin 1998) over the items of ``right``; an item that ``found``
    lacks is alone."""
    labels = {one: (True, found[one]) if one in found else (False, one) for one in right}
    sizes, wanted = Counter(labels.values()), Counter(right.values())
    joint = Counter((labels[one], right[one]) for one in right)
    total = max(1, len(right))
    return _f1(
        sum(count**2 / sizes[label] for (label, _), count in joint.items()) / total,
        sum(count**2 / wanted[gold] for (_, gold), count in joint.items()) / total,
    )


def _f1(precision: float, recall: float) -> dict[str, float]:
    both = precision + recall
    value = 2 * precision * recall / both if both else 0.0
    return {"precision": precision, "recall": recall, "f1": value}


def _grouped(docs: Path, gold: Path) -> dict[str, float]:
    right = {one["id"]: one["cluster"] for one in _read(gold)}
    grouping = stories.group(_articles(docs))
    found = {str(one): story.id for story in grouping.stories for one in story.articles}
    return {**b_cubed(found, right), "stories": len(set(found.values()))}


def _found(articles: Sequence[Article], embed: Embed | None) -> dict[Pair, Copy]:
    holders: dict[int, list[Article]] = defaultdict(list)
    found: dict[Pair, Copy] = {}
    for article in articles:
        keys = copies.keys(article)
        near = {one.id: one for key in keys if len(holders[key]) <= CROWD for one in holders[key]}
        for copy in copies.find(article, list(near.values()), embed):
            found[_pair(copy.article, copy.original)] = copy
        for key in keys:
            holders[key].append(article)
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _articles(path: Path) -> list[Article]:
    return [_article(one) for one in _read(path)]


def _article(one: Mapping[str, Any]) -> Article:
    leftovers: Iterable[str] = one.get("leftovers") or ()
    text = one["text"]
    for line in leftovers:
        text = text.replace(line, "")
    return Article(ArticleId(one["id"]), one["id"], text.strip(), title=one.get("title"))


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
