"""The first page: the corpus in one line, search, and what is new."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..brief import party_code
from ..errors import UnknownName
from ..ledger import Ledger
from ..query import search as find_words
from . import charts
from .desk import Ask, Desk, NotThere, Row, View, link
from .index import UNITS, Index, Unit
from .lines import events_by_id, lines, tellings

CODE = re.compile(r"[A-Z]{3}(?:/[A-Z0-9_-]{2,40})?")  # a code stands for itself
NEW = 8  # new events shown
DAYS = 120  # bars of the chart of stories, at most; beyond it months


def party(text: str) -> str | None:
    """A party's code by code or name. Raises ``NotThere`` for an unknown one."""
    if not text:
        return None
    if CODE.fullmatch(text):
        return text
    try:
        return party_code(text)
    except UnknownName as error:
        raise NotThere(f"party {text}") from error


def heat(index: Index, left: str | None, right: str | None, unit: Unit) -> Row:
    """Issue by month for the chosen parties, the last two years of what there is."""
    mask = index.mask({}) if left is None else index.between(left, right)
    counted = index.table(mask, "issue", "month", unit)
    dated = sorted({month for _, month in counted if month != "open"})
    names = charts.months(dated[0], dated[-1])[-24:] if dated else []
    totals: dict[str, int] = {}
    for (issue, month), count in counted.items():
        if month in names:
            totals[issue] = totals.get(issue, 0) + count
    issues = sorted(totals, key=lambda one: (-totals[one], one))[:14]
    most = max([counted.get((i, m), 0) for i in issues for m in names], default=0)
    rows = [
        (issue, [(m, counted.get((issue, m), 0)) for m in names], totals[issue]) for issue in issues
    ]
    return {"months": names, "rows": rows, "most": most}


def heat_rows(found: Row) -> list[Row]:
    return [
        {"issue": issue, "month": month, "count": count}
        for issue, cells, _ in found["rows"]
        for month, count in cells
        if count
    ]


def overview(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    index = desk.index(ledger)
    unit = ask.one_of("unit", UNITS)
    left, right = party(ask.text("a")), party(ask.text("b"))
    found = heat(index, left, right, unit)
    since = ask.day("since") or _last_run(ledger)
    changes = _changes(index, since)
    fresh = [row[0] for row in ledger.rows(NEW_EVENTS, since.isoformat(), NEW)]
    days = _story_bars(index)
    corpus = dict(index.corpus)
    return View(
        "overview.html",
        "Overview",
        {
            "corpus": corpus,
            "heat": found,
            "a": left,
            "b": right,
            "unit": unit,
            "units": UNITS,
            "since": since,
            "changes": changes,
            "fresh": lines(ledger, events_by_id(ledger, fresh), most=1),
            "turns": index.turns[:8],
            "chart": charts.bars(
                days,
                lambda name: link("/stories", since=f"{name}-01"[:10], until=_until(name)),
                "Stories by first day",
            ),
            "bars": days,
            "parties": list(index.columns["actor"].counts(index.mask({}), index.weights["events"]))[
                :40
            ],
        },
        {
            "corpus": [corpus],
            "heat": heat_rows(found),
            "stories": [{"first_day": day, "stories": count} for day, count in days],
            "turns": [
                {
                    "party": t.party,
                    "other": t.other,
                    "issue": t.issue,
                    "before": t.before,
                    "after": t.after,
                    "day": t.day,
                }
                for t in index.turns[:200]
            ],
            "changes": [{"change": name, "events": count} for name, count in changes],
        },
    )


#: Among the latest changes only, so that a large first run costs no more than a small one.
NEW_EVENTS = (
    "SELECT recent.id FROM (SELECT id, change FROM changes INDEXED BY changes_at WHERE at >= ?"
    " ORDER BY at DESC LIMIT 400) AS recent JOIN events ON events.id = recent.id"
    " WHERE change = 'new' LIMIT ?"
)


def _last_run(ledger: Ledger) -> date:
    text = ledger.value("SELECT max(started) FROM runs")
    return date.fromisoformat(text[:10]) if text else date.today()


def _changes(index: Index, since: date) -> list[tuple[str, int]]:
    totals: dict[str, int] = {}
    for day, change, count in index.changed:
        if day >= since.isoformat():
            totals[change] = totals.get(change, 0) + count
    return sorted(totals.items())


def _story_bars(index: Index) -> list[tuple[str, int]]:
    """Stories by day, by month where the days are many. Gaps stay in view as empty bars."""
    counted = index.story_days
    if not counted:
        return []
    first, last = date.fromisoformat(counted[0][0]), date.fromisoformat(counted[-1][0])
    if (last - first).days < DAYS:
        held = dict(counted)
        every = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
        return [(day, held.get(day, 0)) for day in every]
    totals: dict[str, int] = {}
    for day, count in counted:
        totals[day[:7]] = totals.get(day[:7], 0) + count
    return [(m, totals.get(m, 0)) for m in charts.months(counted[0][0][:7], counted[-1][0][:7])]


def _until(name: str) -> str:
    """The last day of a day or month."""
    if len(name) == 10:
        return name
    year, month = int(name[:4]), int(name[5:7])
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(1)).isoformat()


def search(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    """Articles by words; what is no query is looked for word by word."""
    text = ask.text("q")
    rows = _search(ledger, text) if text else []
    found = {one.article.id: one for one in tellings(ledger, [row["id"] for row in rows])}
    return View(
        "search.html",
        f"Search: {text}" if text else "Search",
        {"q": text, "rows": [(found[row["id"]], row["words"]) for row in rows]},
        {"articles": rows},
    )


def _search(ledger: Ledger, text: str) -> list[Row]:
    from ..errors import BadInput

    try:
        return find_words(ledger, text, 40)
    except BadInput:
        words = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
        return find_words(ledger, words, 40)
