"""Codes the development articles as the scorer reads them:
``python -m training.predict OUT [--model FOLDER] [--threshold 0.4]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.anchors import time_of
from dragoman.coders import onnx
from dragoman.resolve import resolve
from dragoman.types import Article, ArticleId, Claim, Mention, Party, Role, Words
from training.corpus import SHARED, dev_names


def gold(names: set[str]) -> Iterator[dict[str, Any]]:
    for name in sorted(names):
        yield json.loads((SHARED / "newswire" / "labels" / f"{name}.json").read_text())


def article(record: dict[str, Any]) -> Article:
    return Article(id=ArticleId(record["doc"]), source=record["doc"], text=record["text"])


def sentence_number(record: dict[str, Any], at: int) -> int:
    """Number of the gold sentence that holds this offset, from the numbering of the events."""
    for number, (_, end) in enumerate(record["sentences"]):
        if at < end:
            return number
    return len(record["sentences"]) - 1


def numbering(record: dict[str, Any]) -> int:
    """Gold numbers its sentences from 0 or 1: what to add to ours."""
    for event in record["events"]:
        if event.get("trigger_at"):
            return int(event["s"]) - sentence_number(record, event["trigger_at"][0])
    return 0


def claims(one: Article, mentions: list[Mention]) -> list[Claim]:
    return resolve(one, mentions, time_of(one))


def event(record: dict[str, Any], mention: Mention, claim: Claim | None) -> dict[str, Any]:
    def words(one: Words | None) -> str | None:
        return one.text if one else None

    def side(roles: tuple[Role, ...], parties: tuple[Party, ...] | None) -> list[dict[str, Any]]:
        if parties is None:
            return [{"text": words(role.words), "code": None} for role in roles]
        return [{"text": words(party.words), "code": party.code} for party in parties]

    return {
        "s": sentence_number(record, mention.trigger.start) + numbering(record),
        "trigger": mention.trigger.text,
        "type": mention.type,
        "mode": mention.mode,
        "sources": side(mention.sources, claim.sources if claim else None),
        "targets": side(mention.targets, claim.targets if claim else None),
        "mutual": mention.mutual,
        "modality": mention.modality,
        "said_by": words(mention.said_by.words) if mention.said_by else None,
        "when": words(mention.when),
        "where": words(mention.where),
        "issues": list(mention.issues),
        "score": mention.score,
    }


def write(coder: onnx.OnnxCoder, out: Path, codes: bool = True) -> None:
    out.mkdir(parents=True, exist_ok=True)
    records = list(gold(dev_names()))
    articles = [article(record) for record in records]
    for record, one, found in zip(records, articles, coder.code(articles), strict=True):
        known = claims(one, found) if codes else None
        events = [event(record, m, known[i] if known else None) for i, m in enumerate(found)]
        path = out / f"{record['doc']}.json"
        path.write_text(json.dumps({"doc": record["doc"], "events": events}, ensure_ascii=False))


def gold_folder(out: Path) -> Path:
    """The development articles' gold by itself, as the scorer takes whole folders."""
    out.mkdir(parents=True, exist_ok=True)
    for record in gold(dev_names()):
        (out / f"{record['doc']}.json").write_text(json.dumps(record))
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out", type=Path)
    p.add_argument("--model", type=Path)
    p.add_argument("--threshold", type=float)
    p.add_argument("--no-codes", action="store_true")
    a = p.parse_args()
    write(onnx.load(a.model, a.threshold), a.out / "pred", not a.no_codes)
    gold_folder(a.out / "gold")


if __name__ == "__main__":
    main()
