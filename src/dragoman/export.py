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
    stories = {row[0]: row[1] for row in ledger.rows("SELECT id, story FROM events")}
    return (records.event(one, stories[one.id]) for one in ledger.events())


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


def export(ledger: Ledger, what: str) -> Iterator[Record]:
    """The rows of ``what``. Raises ``UnknownName``."""
    if what not in EXPORTS:
        raise UnknownName("export", what, EXPORTS)
    return EXPORTS[what](ledger)
