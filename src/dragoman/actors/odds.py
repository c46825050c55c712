"""How likely each candidate is what a reference stands for: a small network over evidence.

One straight line for each kind of reference, and a hidden layer that all kinds share; the
numbers are in ``data/actors/referents.npz``, fitted by ``training/referents.py``.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from .entries import FOLDER
from .scene import KINDS

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Net:
    """``lines`` kinds x features; ``inward`` features x hidden, ``bias`` kinds x hidden,
    ``outward`` hidden."""

    lines: Array
    inward: Array
    bias: Array
    outward: Array

    def shares(self, kind: str, rows: Sequence[float]) -> list[float]:
        """Probabilities of the candidates, whose rows of evidence stand end to end; they add up
        to 1."""
        layer, bias, outward = _layers(self, KINDS.index(kind))
        packed = struct.pack(f"{len(rows)}f", *rows)  # half the time of np.array(rows)
        hidden = np.frombuffer(packed, dtype=np.float32).reshape(-1, len(layer)) @ layer
        hidden += bias
        np.maximum(hidden, 0, out=hidden)
        scores: list[float] = (hidden @ outward).tolist()
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        total = sum(odds)
        return [one / total for one in odds]


@lru_cache(maxsize=2 * len(KINDS))
def _layers(net: Net, kind: int) -> tuple[Array, Array, Array]:
    """The network of one kind, its line as two hidden units more: what is above nothing of it,
    and what is below."""
    line = net.lines[kind][:, None]
    layer = np.hstack([net.inward, line, -line])
    bias = np.append(net.bias[kind], np.zeros(2, dtype=np.float32))
    return layer, bias, np.append(net.outward, np.array([1, -1], dtype=np.float32))


@cache
def net() -> Net:
    """The shipped network, read once."""
    with np.load(FOLDER / "referents.npz", allow_pickle=False) as file:
        return Net(**{name: file[name] for name in Net.__dataclass_fields__})
