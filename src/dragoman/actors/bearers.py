"""Whose words are by the name that stands beside them: "the host, Ana Ruiz", "China, whose"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .beside import STOPS
from .context import Context
from .naming import Token
from .reading import Reading


def beside(context: Context, reading: Reading, run: Sequence[Token]) -> Reading:
    """The reading of ``run`` with the country of who stands beside it, where it leaves its own
    open: the bearer of a title ("the host, Ana Ruiz"), the owner ("China, whose embassy")."""
    if reading.head is not None or not run:
        return reading
    start, end = run[0].start, run[-1].end
    if run[0].key == "whose":
        owner, inner = _before(context, start), context.read(run[1:])
        if owner is None or owner.head is None:
            return reading
        return inner.but(head=owner.head, evidence=f"{inner.evidence}, of {owner.name}")
    noun = reading.noun
    person = noun.kind == "person" if noun else not any(word.capital for word in run[1:])
    if not person or reading.plural or reading.named:
        return reading
    bearer = _bearer(context, start, end)
    if bearer is None or bearer.head is None or not bearer.person:
        return reading
    sector, evidence = reading.sector or bearer.sector, f"apposition {bearer.name!r}"
    return reading.but(head=bearer.head, sector=sector, person=True, evidence=evidence)


def _bearer(context: Context, start: int, end: int) -> Reading | None:
    """The person whose name stands in apposition to ``text[start:end]``: behind a comma ("the
    host, Ana Ruiz, said"), or before one ("Ana Ruiz, the host, said")."""
    at, stop = bisect_left(context.starts, start), bisect_left(context.starts, end)
    words = context.words
    follows = stop + 1 < len(words) and words[stop].raw == ","
    last = context.run_from.get(stop + 1) if follows else None
    if last is not None and _closes(words[last:]):
        return context.read(words[stop + 1 : last])
    first = context.run_to.get(at - 1) if at and words[at - 1].raw == "," else None
    if first is not None and _closes(words[stop:]):
        return context.read(words[first : at - 1])
    return None


def _before(context: Context, start: int) -> Reading | None:
    """Whoever is named right before an offset, a comma aside."""
    at = bisect_left(context.starts, start)
    end = at - 1 if at and context.words[at - 1].raw == "," else at
    first = context.run_to.get(end)
    return context.read(context.words[first:end]) if first is not None else None


def _closes(words: Sequence[Token]) -> bool:
    """Whether an apposition ends here: neither "the host, Ana Ruiz and Bo Lee" nor "the host, Ana
    Ruiz said, left"."""
    ends = not words or words[0].raw in STOPS
    return ends and not (len(words) > 1 and words[1].key == "and")
