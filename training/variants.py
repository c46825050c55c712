"""Documents with trigger words and names replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from dragoman.coders.features import Tokens
from training import lexicon, renames
from training.corpus import TYPES, Doc, Event, Span


def varied(
    docs: list[Doc], chance: np.random.Generator, chosen: float, named: float = 0.0
) -> Iterator[Doc]:
    """``docs`` with the share ``chosen`` of their triggers replaced by words of like meaning,
    and the share ``named`` of them with other names throughout."""
    for doc in docs:
        swaps = dict(_swaps(doc, chance, chosen)) if chosen else {}
        if named and chance.random() < named:
            swaps |= renames.renamed(doc, chance)
        yield _replaced(doc, swaps) if swaps else doc


def _swaps(
    doc: Doc, chance: np.random.Generator, chosen: float
) -> Iterator[tuple[Span, list[int]]]:
    done: set[int] = set()
    for event in doc.events:
        if chance.random() >= chosen or done & set(range(*event.trigger)):
            continue
        for span in _parts(event.trigger):
            others = lexicon.alternatives(*_written(doc, event, span))
            if others:
                done.update(range(*span))
                yield span, lexicon.ids(_one_of(others, chance))
                break


def _one_of(phrases: list[str], chance: np.random.Generator) -> str:
    """One of them, long ones seldom: most triggers are single words."""
    weights = np.array([1 / len(phrase.split()) for phrase in phrases])
    return phrases[int(chance.choice(len(phrases), p=weights / weights.sum()))]


def _parts(trigger: Span) -> Iterator[Span]:
    """The whole trigger, then its last words, then its first: "launched an inquiry"."""
    begin, end = trigger
    yield trigger
    yield from ((at, end) for at in range(begin + 1, end))
    yield from ((begin, at) for at in range(end - 1, begin, -1))


def _written(doc: Doc, event: Event, span: Span) -> tuple[str, str, str]:
    """The words of a span, the event's type, and the word before."""
    start, end = doc.tokens.starts[span[0]], doc.tokens.ends[span[1] - 1]
    before = doc.text[:start].rsplit(None, 1)[-1:]
    return doc.text[start:end], TYPES[event.kind], before[0] if before else ""


def _replaced(doc: Doc, swaps: dict[Span, list[int]]) -> Doc:
    old = doc.tokens
    size = np.ones(len(old.ids), dtype=np.int64)
    for (begin, end), new in swaps.items():
        size[begin:end] = 0
        size[begin] = len(new)
    at = np.concatenate(([0], np.cumsum(size)))

    def moved(span: Span) -> Span:
        return int(at[span[0]]), int(at[span[1]])

    ids, case = np.repeat(old.ids, size), np.repeat(old.case, size)
    for (begin, _), new in swaps.items():
        ids[at[begin] : at[begin] + len(new)] = new
    starts, ends = np.repeat(old.starts, size), np.repeat(old.ends, size)
    pieces = [moved(piece) for piece in old.pieces]
    tokens = Tokens(ids, starts, ends, case, pieces, old.sentence_of)
    events = [_moved(e, moved) for e in doc.events]
    pairs = [replace(p, source=moved(p.source), target=moved(p.target)) for p in doc.pairs]
    return replace(doc, tokens=tokens, events=events, pairs=pairs)


def _moved(event: Event, moved) -> Event:  # type: ignore[no-untyped-def]
    roles = [[moved(span) for span in spans] for spans in event.roles]
    return replace(event, trigger=moved(event.trigger), roles=roles)
