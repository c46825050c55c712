"""Scores against labelled sets that stand beside the program: ``dragoman evaluate``.

A set that is not there is left out and named. Every figure can be had again by anyone with
the same sets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from ..anchors import time_of
from ..coders import Coder, embedder
from ..door import code, published
from ..errors import UnknownName
from ..resolve import resolve
from ..types import Article, ArticleId
from . import mentions, relations
from .actors import evaluate_actors, evaluate_labels, read_labels
from .groups import evaluate_copies, evaluate_stories
from .merging import evaluate_merge
from .positions import evaluate_positions
from .times import evaluate_places, evaluate_times

Scores = Mapping[str, Any]
#: Our own labelled sets, in a checkout of the repository.
GOLD: Final = Path(__file__).resolve().parents[3] / "tests" / "gold"
SIDES: Final = ("source", "target")


def code_articles(data: Path, coder: Coder) -> Scores:
    """The development articles, end to end from their text."""
    folder = data / "newswire"
    names = (folder / "dev.txt").read_text().split()
    gold = [msgspec.json.decode((folder / "labels" / f"{n}.json").read_bytes()) for n in names]
    articles = [
        Article(ArticleId(one["doc"]), "-", one["text"], published=published(one["published"]))
        for one in gold
    ]
    answers = [
        [
            mentions.as_event(claim, one["sentences"])
            for claim in resolve(article, found, time_of(article))
        ]
        for one, article, found in zip(gold, articles, coder.code(articles), strict=True)
    ]
    return mentions.score(
        (one["events"], answer) for one, answer in zip(gold, answers, strict=True)
    )


def type_pairs(data: Path, coder: Coder) -> Scores:
    """Types of given pairs of actors."""
    lines = (data / "plv_dev_relations.jsonl").read_bytes().splitlines()
    records = [msgspec.json.decode(line) for line in lines]
    asked = [
        {"id": one["id"], "text": one["text"], "pairs": [{s: _span(one[s]) for s in SIDES}]}
        for one in records
    ]
    ours = [relations.root(answer["pairs"][0]["scores"]) for answer in code(asked, coder)]
    return relations.score([one["root"] for one in records], ours)


def _span(words: Mapping[str, Any] | None) -> list[int] | None:
    return [words["start"], words["end"]] if words else None


def resolve_actors(data: Path, coder: Coder) -> Scores:
    """Roles of the development articles, words given; and actor strings of our own."""
    names = (data / "newswire" / "dev.txt").read_text().split()
    labelled = read_labels(data / "newswire" / "labels", names)
    return {"roles": evaluate_labels(labelled), "own": evaluate_actors(GOLD / "actors.jsonl")}


def find_copies(data: Path, coder: Coder) -> Scores:
    """Near-copies and rewrites, with the coder's sentence embeddings where it has them."""
    return evaluate_copies(data.parent, embedder(coder))


#: What can be evaluated, and with what. Each takes the folder of labelled data and a coder.
EVALUATIONS: Final[dict[str, Callable[[Path, Coder], Scores]]] = {
    "coding": code_articles,
    "pairs": type_pairs,
    "actors": resolve_actors,
    "times": lambda data, coder: evaluate_times(GOLD / "times.jsonl"),
    "places": lambda data, coder: evaluate_places(GOLD / "places.jsonl"),
    "copies": find_copies,
    "stories": lambda data, coder: evaluate_stories(data.parent),
    "merging": evaluate_merge,
    "positions": lambda data, coder: evaluate_positions(data.parent / "articles", coder),
}


def evaluate(data: Path, coder: Coder, what: tuple[str, ...] = ()) -> dict[str, Scores]:
    """Scores by name, all or those asked for; a set that is missing gives ``{"missing": path}``.

    Raises ``UnknownName``."""
    for name in what:
        if name not in EVALUATIONS:
            raise UnknownName("evaluation", name, EVALUATIONS)
    scores: dict[str, Scores] = {}
    for name in what or EVALUATIONS:
        try:
            scores[name] = EVALUATIONS[name](data, coder)
        except FileNotFoundError as error:
            scores[name] = {"missing": str(error.filename)}
    return scores
