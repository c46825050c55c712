"""The sector of an actor whose words name none, from the act, the side and the scene.

``data/actors/priors.csv`` holds how often each sector stands on each side of each PLOVER type
where the words leave it open, as counted by ``training/referents.py``.
"""

from __future__ import annotations

import csv
import math
from functools import cache

from . import FOLDER
from .scene import Reference, Scene

CLOSE = 1.5  # added where an actor of that state and sector stands shortly before
PRESENT = 0.7  # added where one stands anywhere in the article
REACH = 500  # characters
SMOOTH = 0.5


@cache
def priors() -> dict[tuple[str, str, str], dict[str, float]]:
    """(kind, type, side) -> sector -> logarithm of its share."""
    counts: dict[tuple[str, str, str], dict[str, float]] = {}
    with (FOLDER / "priors.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known = counts.setdefault((row["kind"], row["type"], row["side"]), {})
            known[row["sector"]] = float(row["count"])
    return {name: _logs(known) for name, known in counts.items()}


def _logs(counts: dict[str, float]) -> dict[str, float]:
    total = sum(counts.values()) + SMOOTH * len(counts)
    return {one: math.log((count + SMOOTH) / total) for one, count in counts.items()}


def sector(scene: Scene, reference: Reference, head: str) -> str | None:
    """The likeliest sector of ``head`` in the part that ``reference`` has; None if unknown."""
    kind = "named" if reference.kind in ("named", "other") else "understood"
    shares = priors().get((kind, reference.type, reference.side)) or priors().get((kind, "", ""))
    if not shares:
        return None
    mine = scene.by_head.get(head, [])
    seen = {one.reading.sector for one in mine}
    close = {one.reading.sector for one in mine if 0 < reference.at - one.start < REACH}
    return max(
        shares,
        key=lambda one: shares[one] + (CLOSE if one in close else PRESENT * (one in seen)),
    )
