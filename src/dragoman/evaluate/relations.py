"""How well a coder types a given pair of actors: 15 classes, with CONCEDE and RETREAT as YIELD.

Macro-F1 over the classes that the labels hold, for the type (root) and for its quad; as Hu et
al. (ACL 2024) define them for PLV.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

ROOTS: Final[dict[str, int]] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "ACCUSE": 3,
    "REQUEST": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "MOBILIZE": 4,
    "SANCTION": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}


def root(scores: Mapping[str, float]) -> str:
    """The likeliest of the 15 classes; CONCEDE and RETREAT add up to YIELD."""
    summed = dict(scores)
    summed["YIELD"] = summed.pop("CONCEDE", 0.0) + summed.pop("RETREAT", 0.0)
    return max(summed, key=lambda name: (summed[name], name))


def macro_f1(gold: Sequence[object], ours: Sequence[object]) -> float:
    """Mean F1 over the classes in ``gold``."""
    scores = []
    for name in sorted(set(gold), key=str):
        right = sum(a == b == name for a, b in zip(gold, ours, strict=True))
        precision = right / max(sum(one == name for one in ours), 1)
        recall = right / sum(one == name for one in gold)
        scores.append(2 * precision * recall / max(precision + recall, 1e-9))
    return sum(scores) / len(scores)


def score(gold: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    """Figures for parallel lists of roots."""
    quads = ([ROOTS[one] for one in gold], [ROOTS[one] for one in ours])
    return {
        "pairs": len(gold),
        "root macro-F1": round(macro_f1(gold, ours), 4),
        "quad macro-F1": round(macro_f1(*quads), 4),
        "accuracy": round(sum(a == b for a, b in zip(gold, ours, strict=True)) / len(gold), 4),
    }
