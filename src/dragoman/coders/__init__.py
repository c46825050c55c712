"""Coders find events in articles. Two ship; a third party may register its own.

``onnx`` is the default: one small model. ``rules`` needs none: baseline and test double.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import UnknownName
from ..types import Article, Mention


class Coder(Protocol):
    """``name`` is stored with every mention: change it when the answers may change."""

    @property
    def name(self) -> str: ...

    def code(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """One list for each article, in the order given, in text order."""
        ...

    def pairs(
        self, text: str, pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]]
    ) -> list[Mapping[str, float]]:
        """For each (source, target) pair of spans, the probability of every PLOVER type."""
        ...


#: Texts -> float32 [n, 384], rows of unit length.
Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def embedder(coder: Coder) -> Embed | None:
    """The coder's sentence embeddings, where it has them: copies are then found by meaning too."""
    return getattr(coder, "embed", None)


def _onnx(threshold: float | None) -> Coder:
    from . import onnx

    return onnx.load(threshold=threshold)


def _rules(threshold: float | None) -> Coder:
    from .rules import RulesCoder

    return RulesCoder()


#: Name -> maker; a maker takes the least score of a mention, or None for the coder's own.
CODERS: dict[str, Callable[[float | None], Coder]] = {"onnx": _onnx, "rules": _rules}


def coder(name: str = "onnx", threshold: float | None = None) -> Coder:
    """The coder registered as ``name``. Raises ``UnknownName``, ``BadModel``."""
    if name not in CODERS:
        raise UnknownName("coder", name, CODERS)
    return CODERS[name](threshold)
