"""Files for others: the ledger's rows in their documented forms, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from . import records
from .errors import UnknownName
from .ledger import Ledger
from .records import Record


def articles(ledger: Ledger) -> Iterator[Record]:
    times = ledger.anchors()
    return (records.article(one, times.get(one.id)) for one in ledger.articles())


def copies(ledger: Ledger) -> Iterator[Record]:
    return (records.copy(one) for one in ledger.copies())


def mentions(ledger: Ledger) -> Iterator[Record]:
    event_of = ledger.event_of()
    return (records.mention(claim, event_of.get(claim.id)) for claim in ledger.claims())


def events(ledger: Ledger) -> Iterator[Record]:
    return map(records.event, ledger.events())


def stories(ledger: Ledger) -> Iterator[Record]:
    for one in ledger.stories():
        found = ledger.rows("SELECT id FROM events WHERE story = ? ORDER BY first_day, id", one.id)
        yield records.story(one, [row[0] for row in found])


def positions(ledger: Ledger) -> Iterator[Record]:
    return (records.position(one) for one in ledger.positions())


EXPORTS: Final[dict[str, Callable[[Ledger], Iterator[Record]]]] = {
    "articles": articles,
    "copies": copies,
    "mentions": mentions,
    "events": events,
    "stories": stories,
    "positions": positions,
}

#: The fields of each export in order: the header of a CSV, whether or not there are rows.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(text.split())
    for name, text in {
        "articles": "id source source_id title outlet address published time language text",
        "copies": "article original kind score evidence",
        "mentions": "id article start end trigger sentence type mode modality mutual sources"
        " targets said_by when where issues score coder event",
        "events": "id story type mode modality mutual sources targets first_day last_day"
        " earliest_day latest_day place country issues reports independent support mentions",
        "stories": "id articles first_day last_day events",
        "positions": "party issue stance other first_day last_day how said_by mention article"
        " start end text",
    }.items()
}


def export(ledger: Ledger, what: str) -> Iterator[Record]:
    """The rows of ``what``. Raises ``UnknownName``."""
    if what not in EXPORTS:
        raise UnknownName("export", what, EXPORTS)
    return EXPORTS[what](ledger)
