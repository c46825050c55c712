"""``dragoman code`` as a function: records of other programs in, mentions with codes out.

No ledger is needed. Offsets are code points into the text as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from . import records
from .actors.offices import offices
from .anchors import anchor
from .coders import Coder
from .errors import BadInput
from .records import Record
from .resolve import resolve
from .types import Article, ArticleId, Published

BATCH: Final = 64  # records coded together


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
            claims = resolve(one, next(coded), anchor(one, offices=offices(one)))
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
    if isinstance(record, BadInput):
        return str(record)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return 'not a record: expected {"id", "text", ...} with "text" a string'
    if "pairs" in record:
        try:
            return [_pair(one, len(record["text"])) for one in record["pairs"]]
        except (TypeError, KeyError, ValueError) as error:
            return f'bad "pairs": expected {{"source": [start, end], "target": …}} ({error})'
    try:
        return as_article(record)
    except BadInput as error:
        return str(error)


def _pair(one: Record, length: int) -> Pair:
    """A side that is null is not named: then all of the text may tell of it."""
    (a, b), (c, d) = (one[side] or (0, length) for side in ("source", "target"))
    if not (0 <= a < b <= length and 0 <= c < d <= length):
        raise ValueError("offsets outside the text")
    return (a, b), (c, d)


def as_article(record: Record) -> Article:
    """A record of another program as an article; its text is taken as it is."""
    return Article(
        id=ArticleId(str(record.get("id", ""))),
        source="-",
        text=record["text"],
        title=record.get("title") or None,
        published=published(record.get("published")),
    )


def published(text: str | None) -> Published | None:
    """A day as given: ISO 8601, with or without a time. Raises ``BadInput``."""
    if not text:
        return None
    try:
        return Published(date.fromisoformat(str(text)[:10]), "day", "given")
    except ValueError as error:
        raise BadInput(
            "published", f"{text!r} is no day", "Write it as YYYY-MM-DD, or leave it out."
        ) from error
