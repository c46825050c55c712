"""Files for others: the ledger's rows in their documented forms, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from . import forms
from .errors import UnknownName
from .forms import Form
from .ledger import Ledger


def articles(ledger: Ledger) -> Iterator[Form]:
    times = ledger.anchors()
    return (forms.article(one, times.get(one.id)) for one in ledger.articles())


def copies(ledger: Ledger) -> Iterator[Form]:
    return (forms.copy(one) for one in ledger.copies())


def mentions(ledger: Ledger) -> Iterator[Form]:
    event_of = ledger.event_of()
    return (forms.mention(claim, event_of.get(claim.id)) for claim in ledger.claims())


def events(ledger: Ledger) -> Iterator[Form]:
    stories = dict(ledger.rows("SELECT id, story FROM events"))
    return (forms.event(one, stories[one.id]) for one in ledger.events())


def stories(ledger: Ledger) -> Iterator[Form]:
    for one in ledger.stories():
        found = ledger.rows("SELECT id FROM events WHERE story = ? ORDER BY first_day, id", one.id)
        yield forms.story(one, [row[0] for row in found])


def positions(ledger: Ledger) -> Iterator[Form]:
    return (forms.position(one) for one in ledger.positions())


EXPORTS: Final[dict[str, Callable[[Ledger], Iterator[Form]]]] = {
    "articles": articles,
    "copies": copies,
    "mentions": mentions,
    "events": events,
    "stories": stories,
    "positions": positions,
}


def export(ledger: Ledger, what: str) -> Iterator[Form]:
    """The rows of ``what``. Raises ``UnknownName``."""
    if what not in EXPORTS:
        raise UnknownName("export", what, EXPORTS)
    return EXPORTS[what](ledger)
