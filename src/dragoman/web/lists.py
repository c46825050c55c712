"""Plain lists: what was rejected, outlets, changes, corrections, runs, codebook, exports."""

from __future__ import annotations

import json
from typing import Final

from .. import correct
from ..actors import book
from ..actors.outlets import home
from ..export import EXPORTS
from ..ledger import Ledger
from ..ontology import CONTEXTS, GISTS, MODALITIES, MODES, QUADS, SECTORS, TYPES
from .desk import Ask, Desk, Row, View


def _paged(ledger: Ledger, ask: Ask, table: str, sql: str, order: str, *values: object) -> Row:
    """Rows of one page, and how many pages there are."""
    count = ledger.value(f"SELECT count(*) FROM {table}", *values)
    rows = ledger.rows(
        f"SELECT {sql} FROM {table} ORDER BY {order} LIMIT ? OFFSET ?",
        *values,
        ask.size,
        (ask.page - 1) * ask.size,
    )
    return {
        "rows": [dict(row) for row in rows],
        "count": count,
        "pages": max(1, -(-count // ask.size)),
    }


def _list(template: str, title: str, name: str, found: Row) -> View:
    return View(template, title, found, {name: found["rows"]})


def rejected(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    reason = ask.text("reason")
    table, values = ("rejected WHERE reason = ?", [reason]) if reason else ("rejected", [])
    found = _paged(ledger, ask, table, "source, source_id, step, reason, run", "id", *values)
    counts = ledger.rows(
        "SELECT reason, count(*) FROM rejected GROUP BY 1 ORDER BY 2 DESC LIMIT 40"
    )
    found |= {"reasons": [(row[0], row[1]) for row in counts], "reason": reason}
    return _list("rejected.html", "Rejected", "rejected", found)


def articles(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    """Articles by day of publication, the newest first; undated ones last."""
    outlet = ask.text("outlet")
    table, values = ("articles WHERE outlet = ?", [outlet]) if outlet else ("articles", [])
    found = _paged(
        ledger,
        ask,
        table,
        "id, outlet, coalesce(title, substr(text, 1, 140)) AS title, published, address,"
        " (SELECT mentions FROM coded WHERE coded.article = articles.id) AS mentions,"
        " (SELECT kind FROM copies WHERE copies.article = articles.id LIMIT 1) AS repeats",
        "published DESC, outlet DESC, n DESC" if not outlet else "published DESC",
        *values,
    )
    return _list("articles.html", "Articles", "articles", found | {"outlet": outlet})


def outlets(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    sql = (
        "SELECT outlet, count(*) AS articles, min(published) AS first_day,"
        " max(published) AS last_day, count(published) AS dated"
        " FROM articles GROUP BY outlet ORDER BY 2 DESC, 1"
    )
    rows = [dict(row) for row in ledger.rows(sql)]
    copied = {row[0]: row[1] for row in ledger.rows(COPIED)}
    known = [
        {
            **row,
            "copies": copied.get(row["outlet"], 0),
            "country": home(row["outlet"], row["outlet"], book()),
        }
        for row in rows[(ask.page - 1) * ask.size :][: ask.size]
    ]
    found = {"rows": known, "count": len(rows), "pages": max(1, -(-len(rows) // ask.size))}
    return _list("outlets.html", "Outlets", "outlets", found)


COPIED: Final = (
    "SELECT outlet, count(*) FROM articles WHERE id IN (SELECT article FROM copies) GROUP BY outlet"
)


def changes(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    since = ask.day("since")
    table, values = ("changes WHERE at >= ?", [since.isoformat()]) if since else ("changes", [])
    found = _paged(ledger, ask, table, "at, subject, id, change, detail, run", "n DESC", *values)
    return _list("changes.html", "Changes", "changes", found | {"since": since})


def corrections(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    rows = list(correct.listed(ledger))
    outcome = ask.text("outcome")
    kept = [row for row in rows if row["outcome"] == outcome] if outcome else rows
    shown = kept[(ask.page - 1) * ask.size :][: ask.size]
    judged = [
        dict(row)
        for row in ledger.rows("SELECT * FROM judgements ORDER BY n DESC LIMIT ?", ask.size)
    ]
    found = {
        "rows": shown,
        "count": len(kept),
        "pages": max(1, -(-len(kept) // ask.size)),
        "outcomes": sorted({row["outcome"] for row in rows}),
        "outcome": outcome,
        "judgements": judged,
    }
    view = _list("corrections.html", "Corrections", "corrections", found)
    return View(
        view.template,
        view.title,
        view.context,
        {"corrections": kept, "judgements": judged},
    )


def runs(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    found = _paged(
        ledger,
        ask,
        "runs",
        "id, started, ended, command, version, coder, actors, counts",
        "id DESC",
    )
    for row in found["rows"]:
        row["counts"] = json.loads(row["counts"] or "{}")
    return _list("runs.html", "Runs", "runs", found)


def codebook(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    rows = [
        {"type": name, "quad": QUADS[number], "covers": GISTS[name], "modes": MODES.get(name, ())}
        for name, number in TYPES.items()
    ]
    context = {"rows": rows, "sectors": SECTORS, "contexts": CONTEXTS, "modalities": MODALITIES}
    return View("codebook.html", "Codebook", context, {"types": rows})


def exports(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    rows = [{"name": name} for name in EXPORTS]
    return View("exports.html", "Export", {"rows": rows}, {"exports": rows})
