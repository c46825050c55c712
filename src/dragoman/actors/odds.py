"""How likely each candidate is what a reference stands for: a small network over evidence.

One straight line for each kind of reference, and a hidden layer that all kinds share; the
numbers are in ``data/actors/referents.npz``, fitted by ``training/referents.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .entries import FOLDER
from .scene import KINDS

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Net:
    """``lines`` kinds x features; ``inward`` features x hidden, ``bias`` kinds x hidden,
    ``outward`` hidden."""

    lines: Array
    inward: Array
    bias: Array
    outward: Array

    def shares(self, kind: str, rows: Sequence[Sequence[float]]) -> list[float]:
        """Probabilities of the candidates, one a row of evidence; they add up to 1."""
        at = KINDS.index(kind)
        given = np.array(rows, dtype=np.float32)
        hidden = np.maximum(given @ self.inward + self.bias[at], 0)
        scores = given @ self.lines[at] + hidden @ self.outward
        odds = np.exp(scores - scores.max())
        found: list[float] = (odds / odds.sum()).tolist()
        return found


@cache
def net() -> Net:
    """The shipped network, read once."""
    with np.load(FOLDER / "referents.npz", allow_pickle=False) as file:
        return Net(**{name: file[name] for name in Net.__dataclass_fields__})
