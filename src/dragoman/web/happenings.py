"""Events and stories: lists with facets, and one of each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from .. import records
from ..compare import details
from ..ledger import Ledger
from ..ontology import CONTEXTS, GISTS, MODALITIES, MODES, QUADS, TYPES, quad
from ..store import chunks, marks
from ..types import Article, ArticleId, Claim, Event
from . import charts
from .desk import Ask, Desk, NotThere, Row, View
from .index import UNITS, Index, Ints, Mask
from .lines import (
    Report,
    Telling,
    best_originals,
    events_by_id,
    folded,
    lines,
    report,
    story_of,
    tellings,
)
from .marks import shared
from .overview import party

FACETS: Final = {
    "actor": "Actor",
    "counterpart": "Counterpart",
    "type": "Type",
    "quad": "Kind",
    "issue": "Issue",
    "modality": "Modality",
    "outlet": "Outlet",
    "month": "Month",
    "country": "Country of the place",
}
REPORTS = 60  # reports of one event shown
ARTICLES = 60  # articles of one story shown
EVENTS = 80  # events of one story shown


def events(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    index = desk.index(ledger)
    unit = ask.one_of("unit", UNITS)
    filters = {name: ask.many(name) for name in FACETS}
    among = _among(index, ledger, ask)
    mask = index.mask(filters) & among
    numbers = np.flatnonzero(mask)
    if ask.one_of("sort", ("new", "old")) == "new":
        numbers = _newest_first(index, numbers)
    shown = numbers[(ask.page - 1) * ask.size :][: ask.size]
    found = events_by_id(ledger, [index.ids[n] for n in shown])
    html = ask.kind == "html"
    return View(
        "events.html",
        "Events",
        {
            "lines": lines(ledger, found, most=1) if html else [],
            "facets": index.facets(filters, unit, among) if html else {},
            "names": FACETS,
            "filters": filters,
            "unit": unit,
            "units": UNITS,
            "totals": {one: index.total(mask, one) for one in UNITS},
            "count": len(numbers),
            "pages": max(1, -(-len(numbers) // ask.size)),
        },
        {"events": [records.event(one) for one in found]},
    )


def _among(index: Index, ledger: Ledger, ask: Ask) -> Mask:
    """Events of the period and of the articles whose words fit."""
    since, until = ask.day("since"), ask.day("until")
    found: Mask = np.ones(len(index.ids), dtype=bool)
    if since or until:
        found &= index.in_period(str(since) if since else None, str(until) if until else None)
    if left := ask.text("a"):
        found &= index.between(left, ask.text("b") or None)
    if text := ask.text("q"):
        words = " ".join('"' + one.replace('"', '""') + '"' for one in text.split())
        rows = ledger.rows("SELECT rowid FROM words WHERE words MATCH ?", words)
        found &= index.reported_by([row[0] for row in rows])
    return found


def _newest_first(index: Index, numbers: Ints) -> Ints:
    """Dated events backwards, then the open ones, which are last in the index."""
    dated = len(index.ids) - index.undated
    return np.concatenate([numbers[numbers < dated][::-1], numbers[numbers >= dated]])


def event(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    found = _event(ledger, ask.names["id"])
    reports = _reports(ledger, found)
    claims = [one.claim for one in reports]
    rows = [records.mention(claim, found.id) for claim in claims]
    accounts = list({r.article.id: r.article for r in reports if r.copy is None}.values())
    by_article: dict[ArticleId, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.mention.article].append(claim)
    return View(
        "event.html",
        _title(found),
        {
            "event": found,
            "line": lines(ledger, [found], most=1)[0],
            "kind": QUADS[quad(found.type)],
            "gist": GISTS[found.type],
            "reports": reports,
            "hidden": len(found.claims) - len(reports),
            "details": list(details(accounts, by_article, [found])),
            "accounts": accounts[:5],
            "history": ledger.rows(
                "SELECT at, change, detail FROM changes WHERE id = ? ORDER BY n DESC LIMIT 50",
                found.id,
            ),
            "before": [
                row[0] for row in ledger.rows("SELECT old FROM redirects WHERE new = ?", found.id)
            ],
            "judgements": _judgements(ledger, [claim.id for claim in claims]),
            "form": form_context(),
        },
        {"reports": rows, "event": [records.event(found)]},
    )


def form_context() -> Row:
    """What the forms of correction offer to choose from."""
    return {
        "types": list(TYPES),
        "modes": sorted({one for found in MODES.values() for one in found}),
        "modalities": MODALITIES,
        "issues": CONTEXTS,
    }


def _title(found: Event) -> str:
    return f"{found.type}: {', '.join(found.sources) or '?'} – {', '.join(found.targets) or '?'}"


def _event(ledger: Ledger, name: str) -> Event:
    for found in ledger.events("WHERE id = ?", name):
        return found
    moved = ledger.follow(name)
    raise NotThere(f"event {name}", f"/events/{moved}" if moved != name else None)


def _reports(ledger: Ledger, found: Event) -> list[Report]:
    """Independent ones first; a claim that was rejected since is gone at once."""
    names = found.claims[:REPORTS]
    claims = list(ledger.claims(f"AND claims.id IN ({marks(names)})", *names))
    articles = {one.id: one for one in ledger.articles({claim.mention.article for claim in claims})}
    repeats = best_originals(ledger.copies(articles))
    claims.sort(key=lambda claim: claim.mention.article in repeats)
    return [report(claim, articles[claim.mention.article], repeats) for claim in claims]


def _judgements(ledger: Ledger, ids: Sequence[str]) -> list[Row]:
    sql = (
        f"SELECT left, right, same, by, at FROM judgements WHERE undone IS NULL"
        f" AND (left IN ({marks(ids)}) OR right IN ({marks(ids)})) ORDER BY n DESC LIMIT 100"
    )
    return [dict(row) for row in ledger.rows(sql, *ids, *ids)]


def stories(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    clauses, values = _story_filter(ask)
    first = (ask.page - 1) * ask.size
    new = ask.one_of("sort", ("new", "old")) == "new"
    if parties := [one for one in (party(text) for text in ask.many("party")) if one]:
        rows = _stories_of(desk.index(ledger), ledger, parties, clauses, values)
        rows = rows if new else rows[::-1]
        count, rows = len(rows), rows[first : first + ask.size]
    else:
        where = "WHERE " + " AND ".join(clauses) if clauses else ""
        order = "first_day DESC, id DESC" if new else "first_day IS NULL, first_day, id"
        count = ledger.value(f"SELECT count(*) FROM stories {where}", *values)
        sql = f"SELECT * FROM stories {where} ORDER BY {order} LIMIT ? OFFSET ?"
        rows = [dict(row) for row in ledger.rows(sql, *values, ask.size, first)]
    found = [one for part in chunks(rows) for one in _with_heads(ledger, part)]
    return View(
        "stories.html",
        "Stories",
        {"stories": found, "count": count, "pages": max(1, -(-count // ask.size))},
        {"stories": found},
    )


def _stories_of(
    index: Index,
    ledger: Ledger,
    parties: Sequence[str],
    clauses: Sequence[str],
    values: Sequence[str | int],
) -> list[Row]:
    """Stories in which all of ``parties`` take part, the latest first."""
    ids = [set(index.stories_of(one)) for one in parties]
    wanted = [one for one in index.stories_of(parties[0]) if all(one in held for held in ids)]
    found: dict[str, Row] = {}
    for part in chunks(wanted):
        tests = " AND ".join([f"id IN ({marks(part)})", *clauses])
        for row in ledger.rows(f"SELECT * FROM stories WHERE {tests}", *part, *values):
            found[row["id"]] = dict(row)
    return [found[one] for one in wanted if one in found]


def _story_filter(ask: Ask) -> tuple[list[str], list[str | int]]:
    clauses: list[str] = []
    values: list[str | int] = []
    for name, test in (("since", "last_day >= ?"), ("until", "first_day <= ?")):
        if day := ask.day(name):
            clauses.append(test)
            values.append(day.isoformat())
    if least := ask.number("least", 0, 1_000):
        clauses.append("articles >= ?")
        values.append(least)
    return clauses, values


def _with_heads(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """Stories with the headline of their first article, their outlets and parties."""
    ids = [row["id"] for row in rows]
    heads: dict[str, list[Row]] = defaultdict(list)
    for one in ledger.rows(
        "SELECT story, coalesce(title, substr(text, 1, 140)) AS title, outlet,"
        " EXISTS (SELECT 1 FROM copies WHERE copies.article = articles.id) AS copy"
        " FROM story_articles JOIN articles ON articles.id = article"
        f" WHERE story IN ({marks(ids)}) ORDER BY story_articles.n",
        *ids,
    ):
        heads[one["story"]].append(dict(one))
    parties: dict[str, list[str]] = defaultdict(list)
    for one in ledger.rows(
        "SELECT story, party, count(DISTINCT events.id) AS n FROM events JOIN event_actors"
        f" ON event = events.id WHERE story IN ({marks(ids)}) GROUP BY 1, 2 ORDER BY 3 DESC, 2",
        *ids,
    ):
        parties[one["story"]].append(one["party"])
    return [
        {
            **row,
            "independent": sum(not one["copy"] for one in heads[row["id"]]),
            "title": heads[row["id"]][0]["title"] if heads[row["id"]] else "",
            "outlets": list(dict.fromkeys(h["outlet"] for h in heads[row["id"]] if h["outlet"])),
            "parties": parties[row["id"]][:6],
        }
        for row in rows
    ]


def story(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    found = story_of(ledger, ask.names["id"])
    told = tellings(ledger, found.articles[:ARTICLES])
    happened = list(ledger.events("WHERE story = ?", found.id))
    claims: dict[ArticleId, list[Claim]] = defaultdict(list)
    ids = [one.article.id for one in told]
    for claim in ledger.claims(f"AND claims.article IN ({marks(ids)})", *ids):
        claims[claim.mention.article].append(claim)
    accounts = [one.article for one in told if one.repeats is None]
    compared = list(details(accounts, claims, happened))
    counted: dict[str, int] = defaultdict(int)
    for one in happened:
        if one.first_day:
            counted[one.first_day.isoformat()] += 1
    left, right = _chosen(ask, [one.article.id for one in told])
    texts = {one.article.id: one.article for one in told}
    return View(
        "story.html",
        f"Story {found.id}",
        {
            "story": found,
            "folded": folded(told),
            "independent": len(accounts),
            "lines": lines(ledger, happened[:EVENTS], most=1),
            "hidden": max(0, len(happened) - EVENTS),
            "accounts": accounts,
            "details": compared,
            "timeline": charts.bars(
                sorted(counted.items()), lambda day: f"#d{day}", "Events of this story by day"
            )
            if len(counted) > 1
            else "",
            "bars": sorted(counted.items()),
            "left": left,
            "right": right,
            "texts": texts,
            "sides": _side_by_side(texts, left, right),
        },
        {
            "events": [records.event(one) for one in happened],
            "articles": [_telling(one) for one in told],
            "accounts": [
                {
                    "detail": one.name,
                    "flag": one.flag,
                    "outlet": cell.outlet,
                    "article": cell.article,
                    "start": cell.words.start,
                    "end": cell.words.end,
                    "text": cell.words.text,
                }
                for one in compared
                for cell in one.cells
            ],
        },
    )


def _telling(one: Telling) -> Row:
    return {
        "id": one.article.id,
        "outlet": one.article.outlet,
        "title": one.article.title,
        "published": records.day(one.article.published.day) if one.article.published else None,
        "copy_of": one.repeats.original if one.repeats else None,
        "kind": one.repeats.kind if one.repeats else None,
    }


def _chosen(ask: Ask, ids: Sequence[str]) -> tuple[str | None, str | None]:
    """The two articles whose texts stand side by side; the first two unless asked."""
    if len(ids) < 2:
        return None, None
    left, right = ask.text("left", ids[0]), ask.text("right", ids[1])
    if left not in ids or right not in ids:
        raise NotThere("article of this story")
    return left, right


def _side_by_side(
    texts: Mapping[ArticleId, Article], left: str | None, right: str | None
) -> list[Row]:
    if left is None or right is None:
        return []
    one, other = texts[ArticleId(left)], texts[ArticleId(right)]
    return [
        {"article": one, "pieces": shared(one.text, [other.text])},
        {"article": other, "pieces": shared(other.text, [one.text])},
    ]
