"""Figures of the shipped model by the outside scorers: ``python -m training.report [--model F]``.

Prints one JSON object: development articles, PLV's development pairs, speed on this machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dragoman.coders import onnx
from dragoman.sentences import split
from training import corpus, predict

SCORES = corpus.SHARED.parent / "score"


def relations(coder: onnx.OnnxCoder, folder: Path) -> dict[str, Any]:
    """Root, quad and binary macro-F1 of the pairs given, 15 classes."""
    gold, pred = corpus.SHARED / "plv_dev_relations.jsonl", folder / "plv.jsonl"
    with pred.open("w") as out:
        for line in gold.read_text().splitlines():
            record = json.loads(line)
            given = [one for one in (record["source"], record["target"]) if one]
            ends = [(one["start"], one["end"]) for one in (given * 2)[:2]]
            shares = dict(coder.pairs(record["text"], [(ends[0], ends[1])])[0])
            shares["YIELD"] = shares.pop("CONCEDE") + shares.pop("RETREAT")
            root = max(shares, key=lambda name: shares[name])
            out.write(json.dumps({"id": record["id"], "root": root}) + "\n")
    command = [sys.executable, str(SCORES / "score_relation.py"), str(gold), str(pred), "--json"]
    found: dict[str, Any] = json.loads(subprocess.check_output(command))
    return found


def speed(coder: onnx.OnnxCoder) -> dict[str, float]:
    articles = [predict.article(record) for record in predict.gold(corpus.dev_names())]
    coder.code(articles[:4])
    wall, used = time.perf_counter(), time.process_time()
    coder.code(articles)
    wall, used = time.perf_counter() - wall, time.process_time() - used
    sentences = sum(len(split(one.text)) for one in articles)
    return {
        "articles": len(articles),
        "sentences": sentences,
        "articles_a_second": len(articles) / wall,
        "sentences_a_second": sentences / wall,
        "processor_seconds_an_article": used / len(articles),
    }


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", type=Path)
    p.add_argument("--threshold", type=float)
    a = p.parse_args()
    coder = onnx.load(a.model, a.threshold)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        predict.write(coder, folder / "pred")
        gold = predict.gold_folder(folder / "gold")
        command = [sys.executable, str(SCORES / "score_mentions.py"), str(gold), f"{name}/pred"]
        line = subprocess.check_output(command, text=True).strip()
        figures = {"coder": coder.name, "mentions": line, "pairs": relations(coder, folder)}
    print(json.dumps(figures | {"speed": speed(coder)}, indent=1))


if __name__ == "__main__":
    main()
