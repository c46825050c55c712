"""Text to the arrays that the model reads: tokens, windows, and slices about one trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CLS, SEP = 101, 102  # ids of the BERT vocabulary
PIECE = 160  # tokens; a longer sentence is read in pieces
NEW, BEFORE, LEDE = 224, 48, 24  # tokens of a window: to be coded, before them, opening of the text
SLICE = 112  # tokens about one trigger: its sentence, and what stands before it
FAR = 16  # buckets of distance to the trigger on either side
_UPPER: Final = np.array([chr(code).isupper() for code in range(0x530)])


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text. ``starts`` and ``ends`` are half-open code points; ``case`` is 0, 1
    for a capital first letter, 2 for capitals only; ``pieces`` are half-open token ranges, a
    sentence each or part of a long one, and ``sentence_of`` gives each piece's sentence."""

    ids: Ints
    starts: Ints
    ends: Ints
    case: Ints
    pieces: list[tuple[int, int]]
    sentence_of: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once. ``at`` gives each place its token, -1 for a mark;
    ``pieces`` is the half-open range of pieces coded here, which begin at place ``first``."""

    ids: Ints
    case: Ints
    kind: Ints  # 1 for context, 0 for what is coded
    at: Ints
    pieces: tuple[int, int]
    first: int


def tokenize(tokenizer: Tokenizer, text: str, sentences: Sequence[tuple[int, int]]) -> Tokens:
    """One call for the whole text; the rest is arrays."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    begins = np.searchsorted(starts, [start for start, _ in sentences])
    stops = np.searchsorted(starts, [end for _, end in sentences])
    pieces: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    for number, (begin, stop) in enumerate(zip(begins.tolist(), stops.tolist(), strict=True)):
        for at in range(begin, stop, PIECE):
            pieces.append((at, min(at + PIECE, stop)))
            sentence_of.append(number)
    return Tokens(ids, starts, ends, case_of(text, starts, ends), pieces, sentence_of)


def case_of(text: str, starts: Ints, ends: Ints) -> Ints:
    if not len(starts):
        return starts
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    upper = np.concatenate((_UPPER[np.minimum(codes, len(_UPPER) - 1)], [False, False]))
    first, second = upper[starts], upper[starts + 1] & (starts + 1 < ends)
    stopped = (np.append(codes, 0)[ends] == ord(".")) & (ends - starts == 1)  # the letters of U.S.
    return np.where(first & (second | stopped), 2, first.astype(np.int64)).astype(np.int64)


def windows(
    tokens: Tokens,
    lede: tuple[int, int],
    new: int = NEW,
    before: int = BEFORE,
    first_piece: int = 0,
) -> Iterator[Window]:
    """Windows that cover all pieces from ``first_piece`` on, in order, each piece once.

    A window holds whole pieces of at most ``new`` tokens together (at least one piece), up to
    ``before`` tokens that precede them, and the tokens ``lede`` where these do not.
    """
    left = first_piece
    while left < len(tokens.pieces):
        begin, right = tokens.pieces[left][0], left + 1
        while right < len(tokens.pieces) and tokens.pieces[right][1] - begin <= new:
            right += 1
        yield _window(tokens, lede, (left, right), max(0, begin - before))
        left = right


def _window(tokens: Tokens, lede: tuple[int, int], pieces: tuple[int, int], context: int) -> Window:
    begin, end = tokens.pieces[pieces[0]][0], tokens.pieces[pieces[1] - 1][1]
    opening = np.arange(lede[0], min(lede[1], context))
    mark = np.array([-1])
    parts = [mark, opening, mark] if len(opening) else [mark]
    at = np.concatenate((*parts, np.arange(context, end), mark))
    ids = np.where(at < 0, SEP, tokens.ids[at])
    ids[0] = CLS
    case = np.where(at < 0, 0, tokens.case[at])
    first = len(at) - 1 - (end - begin)
    kind = (np.arange(len(at)) < first).astype(np.int64)
    kind[0] = 0
    return Window(ids, case, kind, at, pieces, first)


def lede_of(tokens: Tokens, text: str) -> tuple[int, int]:
    """The opening of the text: its first sentence that is no address, cut to ``LEDE`` tokens."""
    for begin, end in tokens.pieces:
        if end - begin > 5 and not text.startswith(("http", "www."), int(tokens.starts[begin])):
            return begin, min(end, begin + LEDE)
    return 0, 0


def reach(window: Window, begin: int, end: int) -> tuple[int, int]:
    """Places of ``window`` that are read about a trigger in the sentence at ``begin:end``."""
    return max(1, min(begin, end - SLICE)), end


def reach_of_pair(window: Window, begin: int, end: int) -> tuple[int, int]:
    """Places that are read about a pair whose words begin and end there."""
    return max(1, begin - 48), min(len(window.ids) - 1, max(begin + 80, end))


def distance(places: Ints, begin: int, end: int) -> Ints:
    """Bucket 0 .. 2 * FAR of how far ``places`` lie before or after a trigger; FAR is inside."""
    gap = np.where(places < begin, places - begin, np.maximum(places - end + 1, 0))
    size = np.abs(gap)
    near = np.minimum(size, 8)
    far = 8 + np.floor(np.log2(np.maximum(size, 8) / 8.0) * 2).astype(np.int64)
    bucket = np.minimum(np.where(size <= 8, near, far), FAR)
    return (FAR + np.sign(gap) * bucket).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Slices:
    """Rows about one trigger (or pair) each, padded to one length.

    ``at`` are places of the window; ``mark`` is 0, 1 in the trigger, 2 in a source, 3 in a
    target; ``gap`` is the bucket of distance; ``live`` is False in the padding."""

    at: Ints
    mark: Ints
    gap: Ints
    live: Bools


def slices(rows: Sequence[tuple[int, int, Sequence[tuple[int, int, int]]]]) -> Slices:
    """``rows``: first place, end, and (mark, begin, end) of what is marked, all half-open.
    A trigger's distance is counted from mark 1; rows without one have distance FAR."""
    width = max(end - begin for begin, end, _ in rows)
    at = np.zeros((len(rows), width), dtype=np.int64)
    mark = np.zeros_like(at)
    gap = np.full_like(at, FAR)
    live = np.zeros(at.shape, dtype=np.bool_)
    for row, (begin, end, marked) in enumerate(rows):
        size = end - begin
        places = np.arange(begin, end)
        at[row, :size], live[row, :size] = places, True
        for value, left, right in marked:
            mark[row, left - begin : right - begin] = value
            if value == 1:
                gap[row, :size] = distance(places, left, right)
    return Slices(at, mark, gap, live)


def stack(rows: Sequence[Any], width: int) -> Ints:
    """Rows of ids padded with 0 to ``width``."""
    out = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out
