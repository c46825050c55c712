"""Sentences that come with pairs of actors (PLV and CAMEO, training parts), one record a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2] / "shared" / "data"


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
