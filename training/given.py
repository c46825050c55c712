"""Sentences with pairs of actors, one record a text: those that come so (PLV and CAMEO, training
parts), and those written for this project (``pairs/*.txt``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import marked

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
OURS = "pairs/"  # begins the names of what was written for this project


def given() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and pairs of each; texts with a pair of PLV's development part are left out."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    for name in ("plv_train_relations", "cameo_train_relations"):
        for line in (SHARED / f"{name}.jsonl").read_text().splitlines():
            record = json.loads(line)
            by_text.setdefault(record["text"], []).append(record)
    for text, records in by_text.items():
        if any(r["split"] == "dev" and r["id"].startswith("plv") for r in records):
            continue
        rooted = [r for r in records if r.get("root")] or records
        yield rooted[0]["id"], text, rooted


def written() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and pairs of each line of ``pairs/*.txt``."""
    for path in sorted((HERE / "pairs").glob("*.txt")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield f"{OURS}{path.stem}:{number}", *marked.pairs(line)
