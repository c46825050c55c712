"""From the model's shares to words: triggers, spans of roles, and the facts of one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import Bools, Tokens

Floats = NDArray[np.float32]
Span = tuple[int, int]
GAP = 3  # tokens
EDGE = 0.6  # a span's further words need this much of what its surest word needs


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tuned on the development articles; all but ``score`` are shares, 0 to 1."""

    candidate: float = 0.2  # a trigger's surest token must pass this to be read at all
    trigger: float = 0.3  # further tokens of a trigger
    role: tuple[float, ...] = (0.35, 0.35, 0.5, 0.4, 0.4, 0.35, 0.35)
    null: float = 0.5  # from here on, a side without words is understood
    faint: float = 0.08  # the best words of a side that is not
    joined: float = 0.5  # a side's words beside its surest that are joined to these
    further: float = 0.6  # and those that are not
    happened: float = 0.5  # a logit: by so much another modality must be the likelier
    together: float = 0.6  # of who tells of an event, as much is said by its sentence's others
    issue: float = 0.5
    score: float = 0.4  # the default threshold
    joint: int = 4  # tokens; nearer triggers of one type and one pair tell of one event
    fit: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0, 0.0, 0.0)  # of the score, see ``score``
    heat: float = 1.0  # temperature of pairs


def softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-x))


def logit(share: float) -> float:
    kept = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


def score(signs: Sequence[float], fit: Sequence[float]) -> float:
    """Probability that a mention is right. ``signs`` are shares; ``fit`` holds a weight for the
    logit of each, and a constant; fitted on the development articles."""
    *weights, constant = fit
    sums = (weight * logit(sign) for weight, sign in zip(weights, signs, strict=True))
    return float(sigmoid(sum(sums) + constant))


def runs(hit: Bools, cut: Bools | None = None) -> Iterator[Span]:
    """Half-open ranges where ``hit`` is true, begun anew wherever ``cut`` is."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], hit, [False])).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        cuts = [] if cut is None else (np.flatnonzero(cut[begin + 1 : end]) + begin + 1).tolist()
        bounds = [begin, *cuts, end]
        yield from pairwise(bounds)


def triggers(tags: Floats, glued: Bools, settings: Settings) -> list[Span]:
    """Runs of tokens that may be triggers. ``tags`` [n, types + 1], "none" last; ``glued``
    marks tokens that go on a word. Where the likeliest type changes, a new run begins."""
    risk = 1 - tags[:, -1]
    kind = tags[:, :-1].argmax(-1)
    cut = np.concatenate(([False], (kind[1:] != kind[:-1]))) & ~glued
    found = []
    for begin, end in runs(whole_words(risk > settings.trigger, glued), cut):
        if risk[begin:end].max() > settings.candidate:
            found.append((begin, end))
    return found


def whole_words(hit: Bools, glued: Bools) -> Bools:
    """A word is hit if its first token is; later tokens follow it."""
    first = np.maximum.accumulate(np.where(glued, 0, np.arange(len(hit))))
    return np.asarray(hit[first] if len(hit) else hit)


def spans(shares: Floats, glued: Bools, least: float) -> list[tuple[int, int, float]]:
    """Ranges tagged as one role, with their mean share. ``shares`` [n, 3]: outside, first, on.

    A range goes on over a short gap where what follows is rather "on" than "first".
    """
    inside = 1 - shares[:, 0]
    begins = (shares[:, 1] > shares[:, 2]) & ~glued
    found: list[Span] = []
    for begin, end in runs(whole_words(inside > EDGE * least, glued), begins):
        if inside[begin:end].max() <= least:
            continue
        if found and begin - found[-1][1] <= GAP and not begins[begin]:
            begin = found.pop()[0]
        found.append((begin, end))
    return [(begin, end, float(inside[begin:end].max())) for begin, end in found]


def trimmed(tokens: Tokens, text: str, begin: int, end: int, shift: int) -> Span:
    """Code points of tokens ``begin:end`` in ``text``, which begins at ``shift`` of what was
    tokenised, without punctuation that cannot belong to a name."""
    left, right = int(tokens.starts[begin]) - shift, int(tokens.ends[end - 1]) - shift
    while 0 <= left < right and text[left] in " ,;:.)’]”—–-":
        left += 1
    while left < right and text[right - 1] in " ,;:([‘“—–-":
        right -= 1
    return left, right
