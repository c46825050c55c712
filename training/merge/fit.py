"""Learn the weights of merging from labelled pairs: ``python -m training.merge.fit DATA``.

Logistic regression with a ridge, by Newton's method, on the pairs of the training articles
that nothing keeps apart: with the labels' actor codes, with our own, and with our own mentions.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.coders import coder
from dragoman.evaluate.merging import Labelled, basil, newswire
from dragoman.merge.likeness import FEATURES, clash, features

RIDGE = 3.0  # pull of every weight toward 0, in pairs
#: What a careful reader holds against it, whatever a small sample says: the weight to start
#: from, and its pull in pairs.
BELIEFS = {
    "other matter elsewhere": -2.0,
    "other matter": -1.5,
    "other name": -1.5,
    "same sentence": -2.0,
}
FIRM = 40.0
SAME = -0.5  # log-odds, by the best CoNLL F1 on the training articles
TARGET = Path(__file__).parents[2] / "src" / "dragoman" / "data" / "merge.json"

Rows = NDArray[np.float64]


def pairs(gold: Labelled) -> tuple[Rows, Rows]:
    """Features and labels of all clear pairs."""
    rows, labels = [], []
    for left, right in combinations(gold.traits(), 2):
        events = gold.event_of[left.id], gold.event_of[right.id]
        if None not in events and not clash(left, right):
            rows.append(features(left, right))
            labels.append(events[0] == events[1])
    return np.array(rows, np.float64), np.array(labels, np.float64)


def fit(rows: Rows, labels: Rows) -> Rows:
    """Start and weights, by Newton's method."""
    table = np.column_stack([np.ones(len(rows)), rows])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[0] = 0.01
    belief = np.zeros(table.shape[1])
    for name, weight in BELIEFS.items():
        place = FEATURES.index(name) + 1
        belief[place], ridge[place] = weight, FIRM
    weights = belief.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - labels) + ridge * (weights - belief)
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def main(data: Path) -> None:
    sets = [newswire(data, "train", given_codes=given) for given in (True, False)]
    sets.append(basil(data, "train", coder("onnx", None)))
    found = [pairs(one) for one in sets]
    rows, labels = (np.concatenate(part) for part in zip(*found, strict=True))
    start, *weights = fit(rows, labels).round(2).tolist()
    shipped = {
        "name": "merge-6",
        "start": start,
        "same": SAME,
        "weights": dict(zip(FEATURES, weights, strict=True)),
    }
    TARGET.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
