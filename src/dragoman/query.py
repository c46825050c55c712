"""Questions put to a ledger: what commands, pages and the briefing share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from . import records
from .errors import BadInput, UnknownName
from .ledger import Ledger
from .ontology import TYPES
from .positions.issues import book as issues
from .types import Article, Event, Position

Row = dict[str, Any]


def find_events(
    ledger: Ledger,
    parties: Sequence[str] = (),
    *,
    type: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Event]:
    """Events in which every one of ``parties`` takes part, by day, open ones last.

    An event whose days are open is in the period if an article that tells of it came out then.
    Raises ``BadInput`` for a period that ends before it begins, ``UnknownName`` for a type."""
    if type and type.upper() not in TYPES:
        raise UnknownName("type", type, TYPES)
    first, last = _period(since, until)
    clauses, values = [], []
    for party in parties:
        clauses.append("id IN (SELECT event FROM event_actors WHERE party = ?)")
        values.append(party)
    if len(set(parties)) == 2:
        clauses.append(OPPOSITE)
        values += [parties[0], parties[1], parties[1], parties[0]]
    if type:
        clauses.append("type = ?")
        values.append(type.upper())
    if since or until:
        clauses.append(IN_PERIOD)
        values += [first.isoformat(), last.isoformat()] * 2
    return ledger.events("WHERE " + " AND ".join(clauses) if clauses else "", *values)


def _period(since: date | None, until: date | None) -> tuple[date, date]:
    """First and last day, both inclusive. Raises ``BadInput``."""
    if since and until and since > until:
        raise BadInput("period", f"since {since} is after until {until}", "Exchange the two days.")
    return since or date.min, until or date.max


def in_period(
    first: date | None, last: date | None, since: date | None, until: date | None
) -> bool:
    """Whether the days touch the period; open ones touch only the period that has no ends."""
    if first is None or last is None:
        return not (since or until)
    return last >= (since or date.min) and first <= (until or date.max)


#: The event's days touch the period or, where they are open, those of an article that tells of it.
IN_PERIOD = (
    "(last_day >= ? AND first_day <= ? OR (first_day IS NULL OR last_day IS NULL) AND EXISTS"
    " (SELECT 1 FROM claims JOIN anchors ON anchors.article = claims.article"
    " WHERE claims.event = events.id AND anchors.precision <> 'open'"
    " AND anchors.last_day >= ? AND anchors.first_day <= ?))"
)
#: The two parties stand on opposite sides (or together in a mutual act).
OPPOSITE = (
    "EXISTS (SELECT 1 FROM event_actors a JOIN event_actors b ON a.event = b.event"
    " WHERE a.event = events.id AND a.side = 'source'"
    " AND (b.side = 'target' OR json_extract(events.body, '$.mutual'))"
    " AND ((a.party = ? AND b.party = ?) OR (a.party = ? AND b.party = ?)))"
)


def find_positions(
    ledger: Ledger, party: str | None = None, issue: str | None = None
) -> list[Position]:
    """Raises ``UnknownName`` for an issue."""
    if issue and issue not in issues().issues:
        raise UnknownName("issue", issue, issues().issues)
    asked = [(name, one) for name, one in (("party", party), ("issue", issue)) if one]
    where = " AND ".join(f"{name} = ?" for name, _ in asked)
    return ledger.positions(f"WHERE {where}" if where else "", *(one for _, one in asked))


def search(ledger: Ledger, text: str, most: int = 20) -> list[Row]:
    """Articles whose words fit, best first, with the place marked by brackets.

    ``text`` is FTS5's query language. Raises ``BadInput`` where it is none."""
    sql = (
        "SELECT articles.id, articles.title, outlet, published,"
        " snippet(words, -1, '[', ']', '…', 24) AS words"
        " FROM words JOIN articles ON articles.n = words.rowid"
        " WHERE words MATCH ? ORDER BY rank LIMIT ?"
    )
    try:
        return [dict(row) for row in ledger.rows(sql, text, most)]
    except sqlite3.OperationalError as error:
        raise BadInput(
            "search", f"{text!r} is no query ({error})", 'Put words with signs in "quotes".'
        ) from error


def thing(ledger: Ledger, name: str) -> Row:
    """The article, mention, event or story with this id; ids that were merged redirect.

    Raises ``UnknownName``."""
    name = ledger.follow(name)
    if article := ledger.article(name):
        return {"article": article_page(ledger, article)}
    for claim in ledger.claims("AND claims.id = ?", name):
        event = ledger.value("SELECT event FROM claims WHERE id = ?", name)
        return {"mention": records.mention(claim, event)}
    for event in ledger.events("WHERE id = ?", name):
        claims = ledger.claims("AND claims.event = ?", name)
        mentions = [records.mention(claim, name) for claim in claims]
        return {"event": records.event(event), "mentions": mentions}
    for story in ledger.stories("WHERE id = ?", name):
        told = [event.id for event in ledger.events("WHERE story = ?", name)]
        return {"story": records.story(story, told)}
    raise UnknownName("article, mention, event or story", name, ["those that exports list"])


def article_page(ledger: Ledger, article: Article) -> Row:
    """An article with its copies, leftovers and mentions."""
    pairs = ledger.rows("SELECT id, event FROM claims WHERE article = ?", article.id)
    event_of = {row[0]: row[1] for row in pairs}
    return {
        **records.article(article, ledger.anchors([article.id]).get(article.id)),
        "removed": [{"text": one.text, "reason": one.reason} for one in article.removed],
        "copies": [records.copy(one) for one in ledger.copies([article.id])],
        "mentions": [
            records.mention(claim, event_of.get(claim.id))
            for claim in ledger.claims("AND claims.article = ?", article.id)
        ],
    }
