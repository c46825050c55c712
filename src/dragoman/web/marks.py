"""Texts cut into pieces that a template can mark: mentions, copies, shared words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from ..ontology import quad
from ..types import Claim, Words

TOKEN: Final = re.compile(r"\S+\s*|\s+")
RUN: Final = 4  # words in common, on end, from which wording counts as shared
LONG: Final = 6_000  # words of a text that are compared, at most


@dataclass(frozen=True)
class Piece:
    """Part of a text and how it is marked; ``notes`` number the mentions whose act it is."""

    text: str
    looks: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Note:
    """A mention beside its paragraph."""

    number: int
    claim: Claim
    event: str | None


@dataclass(frozen=True)
class Paragraph:
    pieces: list[Piece]
    notes: list[Note]
    start: int


def paragraphs(text: str, notes: Sequence[Note]) -> list[Paragraph]:
    """``text`` by lines, marked, each with the notes whose acts stand in it."""
    return [
        Paragraph(
            list(pieces(text, start, end, notes)),
            [note for note in notes if start <= note.claim.mention.trigger.start < end],
            start,
        )
        for start, end in _lines(text)
    ]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n]+", text):
        yield found.start(), found.end()


def _spans(note: Note) -> Iterator[tuple[str, Words]]:
    claim = note.claim
    yield f"act q{quad(claim.mention.type)}", claim.mention.trigger
    for name, parties in (("source", claim.sources), ("target", claim.targets)):
        for party in parties:
            if party.words:
                yield name, party.words
    if claim.when and claim.when.words:
        yield "time", claim.when.words
    if claim.where and claim.where.words:
        yield "place", claim.where.words
    if claim.said_by and claim.said_by.words:
        yield "speaker", claim.said_by.words


def pieces(text: str, start: int, end: int, notes: Sequence[Note]) -> Iterator[Piece]:
    """``text[start:end]`` cut wherever a mark begins or ends."""
    spans = [
        (max(words.start, start), min(words.end, end), look, note)
        for note in notes
        for look, words in _spans(note)
        if words.start < end and words.end > start
    ]
    cuts = sorted({start, end, *(s for s, _, _, _ in spans), *(e for _, e, _, _ in spans)})
    for left, right in itertools.pairwise(cuts):
        over = [span for span in spans if span[0] <= left and right <= span[1]]
        yield Piece(
            text[left:right],
            tuple(dict.fromkeys(word for _, _, look, _ in over for word in look.split())),
            tuple(
                sorted(
                    {n.number for s, e, look, n in over if look.startswith("act") and e == right}
                )
            ),
        )


@dataclass(frozen=True)
class Change:
    """One stretch of a word diff: same, gone (only in the original) or new."""

    kind: str
    text: str


def word_diff(original: str, copy: str) -> list[Change]:
    """What a copy kept, left out and added, word by word; of each difference, what went comes
    before what came."""
    left, right = TOKEN.findall(original)[:LONG], TOKEN.findall(copy)[:LONG]
    found: list[Change] = []
    gone, new = "", ""
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            found += [Change("gone", gone), Change("new", new)]
            found.append(Change("same", "".join(right[step.dest_start : step.dest_end])))
            gone, new = "", ""
        else:
            gone += "".join(left[step.src_start : step.src_end])
            new += "".join(right[step.dest_start : step.dest_end])
    found += [Change("gone", gone), Change("new", new)]
    return [one for one in found if one.text]


def shared(text: str, others: Iterable[str]) -> list[Piece]:
    """``text`` with runs of at least ``RUN`` words that another of ``others`` has as well."""
    known = {run for other in others for run in _runs([w for w, _, _ in _words(other)])}
    words = _words(text)
    held = [False] * len(words)
    for at, run in enumerate(_runs([word for word, _, _ in words])):
        if run in known:
            held[at : at + RUN] = [True] * RUN
    found: list[Piece] = []
    at, looks = 0, False
    for (_, start, _), same in zip(words, held, strict=True):
        if same != looks:
            found.append(Piece(text[at:start], ("shared",) if looks else ("own",)))
            at, looks = start, same
    found.append(Piece(text[at:], ("shared",) if looks else ("own",)))
    return [piece for piece in found if piece.text]


def _words(text: str) -> list[tuple[str, int, int]]:
    found = re.finditer(r"\w+", text)
    return [(one.group().casefold(), one.start(), one.end()) for one in found][:LONG]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
