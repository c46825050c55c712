"""``dragoman code`` as a function: records of other programs in, mentions with codes out.

No ledger is needed. Offsets are code points into the text as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from . import records
from .anchors import time_of
from .coders import Coder
from .errors import BadInput
from .records import Record
from .resolve import resolve
from .types import Article

BATCH: Final = 64  # records coded together
PAIRS: Final = 'Write "pairs": [{"source": [0, 6], "target": [15, 19]}]; null is a side not named.'

published = records.day_given


def code(records: Iterable[Record], coder: Coder) -> Iterator[Record]:
    """One answer for each record, in order. A record is ``{"id", "text", "published"?,
    "title"?, "pairs"?}``; one with a fault is answered ``{"id", "error"}``."""
    stream = iter(records)
    while batch := list(islice(stream, BATCH)):
        yield from _code_batch(batch, coder)


def _code_batch(batch: Sequence[Record], coder: Coder) -> Iterator[Record]:
    checked = [_checked(record) for record in batch]
    free = [one for one in checked if isinstance(one, Article)]
    coded = iter(coder.code(free))
    for record, one in zip(batch, checked, strict=True):
        name = record.get("id") if isinstance(record, dict) else None
        if isinstance(one, str):
            yield {"id": name, "error": one}
        elif isinstance(one, list):
            yield {"id": name, "pairs": _pairs(coder, record["text"], one)}
        else:
            claims = resolve(one, next(coded), time_of(one))
            yield {"id": name, "mentions": [records.mention(claim) for claim in claims]}


Pair = tuple[tuple[int, int], tuple[int, int]]


def _pairs(coder: Coder, text: str, pairs: list[Pair]) -> list[Record]:
    answers = []
    for scores in coder.pairs(text, pairs):
        best = max(scores, key=lambda name: (scores[name], name))
        answers.append({"type": best, "scores": {name: round(p, 4) for name, p in scores.items()}})
    return answers


def _checked(record: object) -> Article | list[Pair] | str:
    """The article to code, the pairs to judge, or what is wrong with the record."""
    try:
        good = records.checked(record)
        return _given_pairs(good) if "pairs" in good else records.taken(good)
    except BadInput as error:
        return str(error)


def _given_pairs(record: Record) -> list[Pair]:
    given, length = record["pairs"], len(record["text"])
    if not isinstance(given, list | tuple):
        raise BadInput("record", '"pairs" is no list', PAIRS)
    return [_pair(one, number, length) for number, one in enumerate(given, start=1)]


def _pair(one: Any, number: int, length: int) -> Pair:
    """A side that is null is not named: then all of the text may tell of it."""
    if not isinstance(one, dict) or not {"source", "target"} <= one.keys():
        raise BadInput("record", f"pair {number} is no source and target", PAIRS)
    source, target = (
        (0, length) if one[side] is None else _offsets(one[side], f"pair {number}, {side}", length)
        for side in ("source", "target")
    )
    return source, target


def _offsets(given: Any, which: str, length: int) -> tuple[int, int]:
    match given:
        case [int(start), int(end)] if 0 <= start < end <= length:
            return start, end
        case [int(start), int(end)]:
            within = f"Offsets go from 0 to {length}."
            raise BadInput("record", f"{which} is {start} to {end}", within)
    raise BadInput("record", f"{which} is no start and end", PAIRS)
