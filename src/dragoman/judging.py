"""A person's word on whether two mentions, or two events, are one; and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from itertools import product
from typing import Any, Final

from .errors import BadInput, UnknownName
from .ledger import Ledger
from .run import settle
from .types import Judgement, MentionId

PERSON: Final = "a person"
Row = dict[str, Any]


def say(ledger: Ledger, left: str, right: str, same: bool, by: str = PERSON) -> list[Judgement]:
    """Record that ``left`` and ``right`` (mentions or events) are the same or different, and
    make events anew. An event stands for all its claims; a mention judged against its own
    event is judged against the others there.

    Raises ``UnknownName`` for an id that is neither, ``BadInput`` for a thing and itself."""
    said = [
        Judgement(one, other, same, 1.0, by) for one, other in _pairs(ledger, left, right, same)
    ]
    with ledger.transaction():
        for judgement in said:
            ledger.add_judgement(judgement)
    _again(ledger, "judge")
    return said


def undo(ledger: Ledger, left: str, right: str) -> int:
    """Take back the newest standing word on each pair of ``left`` and ``right``, and make
    events anew; how many were taken back. Raises ``UnknownName``."""
    pairs = {frozenset(pair) for pair in product(_claims(ledger, left), _claims(ledger, right))}
    with ledger.transaction():
        taken = sum(
            ledger.undo_judgement(*sorted(pair))
            for pair in sorted(pairs, key=sorted)
            if len(pair) > 1
        )
    if taken:
        _again(ledger, "judge --undo")
    return taken


def _pairs(ledger: Ledger, left: str, right: str, same: bool) -> list[tuple[MentionId, MentionId]]:
    """Different: every pair across. Same: as few pairs as hold all together."""
    mine, others = _claims(ledger, left), _claims(ledger, right)
    if set(mine) & set(others):
        mine, others = _apart(mine, others)
    if not mine or not others:
        raise BadInput("judge", f"{left} and {right} are one thing", "Name two.")
    if not same:
        return list(product(mine, others))
    return [(mine[0], one) for one in others] + [(one, others[0]) for one in mine[1:]]


def _apart(
    left: list[MentionId], right: list[MentionId]
) -> tuple[list[MentionId], list[MentionId]]:
    """A mention and the rest of its event."""
    if len(left) <= len(right):
        return left, [one for one in right if one not in left]
    return [one for one in left if one not in right], right


def _claims(ledger: Ledger, name: str) -> list[MentionId]:
    """The claims of an event, or the one that bears this id. Raises ``UnknownName``."""
    name = ledger.follow(name)
    for event in ledger.events("WHERE id = ?", name):
        return list(event.claims)
    if ledger.value("SELECT 1 FROM claims WHERE id = ?", name):
        return [MentionId(name)]
    raise UnknownName("mention or event", name, ["those that dragoman events --json lists"])


def _again(ledger: Ledger, command: str) -> None:
    run = ledger.begin(command, version("dragoman"), None, None)
    settle(ledger, run)
    ledger.finish(run, {})


def changes(ledger: Ledger, since: date | None = None) -> Iterator[Row]:
    """What became of events in runs from ``since`` on, oldest first: ``new``, ``changed``,
    ``merged`` (into ``detail``) or ``vanished``; ``retold`` is new to the ledger but an old
    event. With the event's fields as they stand now, where it stands."""
    rows = ledger.rows(
        "SELECT changes.at, changes.change, changes.id, changes.detail, events.type,"
        " events.modality, events.first_day, events.last_day, events.reports, events.independent"
        " FROM changes LEFT JOIN events ON events.id = changes.id"
        " WHERE changes.subject = 'event' AND changes.at >= ? ORDER BY changes.n",
        since.isoformat() if since else "",
    )
    for row in rows:
        found = dict(row)
        if found["change"] == "new" and found["modality"] == "historic":
            found["change"] = "retold"
        yield found
