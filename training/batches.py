"""Windows of documents, padded into batches with everything that is to be learned in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dragoman.coders.features import (
    Slices,
    Window,
    lede_of,
    reach,
    reach_of_pair,
    slices,
    stack,
    windows,
)
from training.corpus import MODES, ROLES, TYPES, UNKNOWN, Doc, Event, Span

NONE = len(TYPES)
SKIP = -100  # a label that is not learned
IDLE = 0.35  # share of the windows without events that are read in an epoch
DOUBT = 0.7  # share of the readings in which what is doubtful counts as no event
MASK = 103  # id of [MASK]


#: A pair of actors: row, where, whose, words of the source, of the target, types it may be.
Found = tuple[int, Window, Doc, Span, Span, list[int]]


@dataclass
class Rows:
    """What the reader reads: rows of slices, and the batch row that each comes from."""

    row: Tensor
    slices: Slices

    def slices_of(self, count: int) -> Slices:
        """The first ``count`` rows alone."""
        s = self.slices
        return Slices(s.at[:count], s.mark[:count], s.gap[:count], s.live[:count])


@dataclass
class Batch:
    ids: Tensor
    kind: Tensor
    case: Tensor
    live: Tensor
    tags: Tensor  # class of each place, SKIP where not learned
    told: list[tuple[int, list[int]]]  # row, types one of which is told in it
    events: list[tuple[int, Window, Doc, Event]]
    pairs: list[Found]  # of labelled events
    given: list[Found]  # that came with their sentence
    frames: list[tuple[int, Window, Doc]]


def place(window: Window, span: Span) -> Span | None:
    """Places of a token range in the window, if all of it stands there (not in the opening)."""
    begin = window.first + span[0] - int(window.at[window.first])
    if begin < 1 or begin + span[1] - span[0] > len(window.at) - 1:
        return None
    return (begin, begin + span[1] - span[0]) if window.at[begin] == span[0] else None


def frames(docs: list[Doc], chance: np.random.Generator | None) -> list[tuple[Window, Doc]]:
    """All windows of ``docs``; with ``chance``, cut anew each time."""
    out = []
    for doc in docs:
        lede, new, before = lede_of(doc.tokens, doc.text), 224, 48
        if chance is not None:
            new, before = int(chance.integers(100, 232)), int(chance.integers(0, 64))
            lede = (0, 0) if chance.random() < 0.3 else lede
        found = windows(doc.tokens, lede, new, before)
        out += [
            (w, doc) for w in found if tells(w, doc) or chance is None or chance.random() < IDLE
        ]
    return out


def tells(window: Window, doc: Doc) -> bool:
    """Whether the window tells of anything."""
    left, right = window.pieces
    return not doc.complete or any(left <= event.piece < right for event in doc.events)


def batches(
    docs: list[Doc], tokens: int, chance: np.random.Generator, dropped: float = 0.1
) -> Iterator[Batch]:
    """Batches of about ``tokens`` places, like lengths together, in random order."""
    found = frames(docs, chance)
    if not found:
        return
    keys = np.array([len(w.ids) for w, _ in found]) + chance.normal(0, 6, len(found))
    found = [found[i] for i in np.argsort(keys)]
    groups: list[list[tuple[Window, Doc]]] = [[]]
    for one in found:
        if groups[-1] and len(one[0].ids) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(one)
    for i in chance.permutation(len(groups)):
        yield batch(groups[i], chance, dropped)


def batch(
    group: list[tuple[Window, Doc]],
    chance: np.random.Generator | None = None,
    dropped: float = 0.0,
) -> Batch:
    width = max(len(window.ids) for window, _ in group)
    ids = stack([w.ids for w, _ in group], width)
    tags = np.full(ids.shape, SKIP)
    told, events, pairs, given, kept = [], [], [], [], []
    for row, (window, doc) in enumerate(group):
        size = len(window.ids)
        kept.append((row, window, doc))
        told += [(row, kinds) for kinds in doc.told]
        if doc.complete:
            tags[row, window.first : size - 1] = NONE
        for event in doc.events:
            if not window.pieces[0] <= event.piece < window.pieces[1]:
                continue
            at = place(window, event.trigger)
            if at is None:
                continue
            doubted = chance is not None and event.optional and chance.random() < DOUBT
            kind = event.kind if not event.optional else NONE if doubted else SKIP
            tags[row, at[0] : at[1]] = kind
            if not event.optional:
                events.append((row, window, doc, event))
                source, target = event.roles[0], event.roles[1]
                if source and target:
                    pairs.append((row, window, doc, source[0], target[0], [event.kind]))
            if chance is not None and chance.random() < dropped:
                ids[row, at[0] : at[1]] = MASK
        given += [(row, window, doc, p.source, p.target, p.kinds) for p in doc.pairs]
    if chance is not None and dropped:
        noise = (chance.random(ids.shape) < 0.02) & (ids > 200)
        ids[noise] = MASK
    lengths = np.array([len(w.ids) for w, _ in group])
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(stack([w.kind for w, _ in group], width)),
        torch.from_numpy(stack([w.case for w, _ in group], width)),
        torch.from_numpy(np.arange(width)[None] < lengths[:, None]),
        torch.from_numpy(tags),
        told,
        events,
        pairs,
        given,
        kept,
    )


def sentence_places(window: Window, doc: Doc, piece: int) -> Span:
    found = place(window, doc.tokens.pieces[piece])
    assert found is not None
    return found


def event_rows(found: list[tuple[int, Window, Doc, Event]]) -> Rows:
    rows = []
    for _, window, doc, event in found:
        trigger = place(window, event.trigger)
        assert trigger is not None
        begin, end = reach(window, *sentence_places(window, doc, event.piece))
        rows.append((begin, end, [(1, *trigger)]))
    return Rows(torch.tensor([row for row, *_ in found]), slices(rows))


def pair_rows(found: list[Found]) -> Rows:
    rows = []
    for _, window, _, source, target, _ in found:
        ends = place(window, source), place(window, target)
        assert ends[0] and ends[1]
        whole = reach_of_pair(window, min(e[0] for e in ends), max(e[1] for e in ends))
        rows.append((*whole, [(2, *ends[0]), (3, *ends[1])]))
    return Rows(torch.tensor([row for row, *_ in found]), slices(rows))


def role_labels(found: list[tuple[int, Window, Doc, Event]], rows: Slices) -> Tensor:
    """[rows, length, roles]: 0 outside, 1 first token, 2 further token, SKIP where unknown."""
    labels = np.zeros((*rows.at.shape, len(ROLES)), dtype=np.int64)
    labels[~rows.live] = SKIP
    for row, (_, window, _, event) in enumerate(found):
        for role, spans in enumerate(event.roles):
            if role >= 5 and not event.known[role - 5]:
                labels[row, :, role] = SKIP
                continue
            seen = 0
            for span in spans:
                at = place(window, span)
                if at is None or at[0] < rows.at[row, 0]:
                    continue
                seen += 1
                left = at[0] - int(rows.at[row, 0])
                labels[row, left, role] = 1
                labels[row, left + 1 : left + at[1] - at[0], role] = 2
            if role >= 5 and spans and not seen:
                labels[row, :, role] = SKIP
    return torch.from_numpy(labels)


def facts(found: list[tuple[int, Window, Doc, Event]]) -> dict[str, Tensor]:
    events = [event for *_, event in found]
    issues = torch.zeros(len(events), 37)
    for row, event in enumerate(events):
        if UNKNOWN in event.issues:
            issues[row] = float("nan")  # not learned
        else:
            issues[row, event.issues] = 1.0
    return {
        "kind": torch.tensor([event.kind for event in events]),
        "modality": torch.tensor([event.modality for event in events]),
        "mutual": torch.tensor([[float(event.mutual)] for event in events]),
        "mode": torch.tensor([e.mode if e.mode >= 0 else len(MODES) for e in events]),
        "issues": issues,
        "null": torch.tensor([[float(one) for one in event.null] for event in events]),
    }
