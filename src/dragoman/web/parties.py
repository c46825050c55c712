"""Parties: two of them over time, where each stands, and who acts on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from .. import records
from ..ledger import Ledger
from ..positions import channel_state
from ..positions.issues import book as issues
from ..positions.stances import JUDGEMENTS, LADDER
from ..store import marks
from ..types import Event, Position
from . import charts
from .desk import Ask, Desk, Row, View, link
from .index import UNITS, Index, Ints, Unit
from .lines import events_by_id, lines, party_name, tellings
from .overview import heat, heat_rows, party

COOPERATION: Final = ("verbal cooperation", "material cooperation")
TALKS = 30  # meetings and calls shown
STATEMENTS = 400  # dots of one figure and rows of its table


def pair(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    index = desk.index(ledger)
    unit = ask.one_of("unit", UNITS)
    left, right = party(ask.text("a")), party(ask.text("b"))
    if left is None or right is None:
        return _choose(index, ask, unit)
    months = _months(index, left, right, unit)
    found = heat(index, left, right, unit)
    talks = _talks(index, ledger, left, right)
    channels = _channels(ledger, left, right)
    return View(
        "pair.html",
        f"{party_name(left)} and {party_name(right)}",
        {
            "a": left,
            "b": right,
            "unit": unit,
            "units": UNITS,
            "months": months,
            "chart": _chart(months, left, right) if months else "",
            "heat": found,
            "talks": lines(ledger, talks, most=1),
            "channels": channels,
            "count": int(index.between(left, right).sum()),
            "pairs": [],
        },
        {
            "months": months,
            "heat": heat_rows(found),
            "talks": [records.event(one) for one in talks],
            "channels": channels,
        },
    )


def _choose(index: Index, ask: Ask, unit: Unit) -> View:
    """Without two parties: the pairs that have most to do with each other."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for one, other, count in index.matrix(index.mask({}), unit):
        totals[min(one, other), max(one, other)] += count
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:40]
    pairs = [{"a": a, "b": b, "count": count} for (a, b), count in ordered]
    context = {"a": ask.text("a"), "b": ask.text("b"), "unit": unit, "units": UNITS}
    return View("pairs.html", "Pairs", {**context, "pairs": pairs}, {"pairs": pairs})


def _months(index: Index, left: str, right: str, unit: Unit) -> list[Row]:
    counted = index.table(index.between(left, right), "month", "quad", unit)
    dated = sorted({month for month, _ in counted if month != "open"})
    if not dated:
        return []
    rows = []
    for month in charts.months(dated[0], dated[-1]):
        found = {kind: counted.get((month, kind), 0) for kind in index.columns["quad"].values}
        up = sum(n for kind, n in found.items() if kind in COOPERATION)
        rows.append(
            {"month": month, "cooperation": up, "conflict": sum(found.values()) - up, **found}
        )
    return rows


def _chart(months: Sequence[Row], left: str, right: str) -> str:
    kinds = {"up": COOPERATION, "down": ("verbal conflict", "material conflict")}
    return charts.above_below(
        [row["month"] for row in months],
        [row["cooperation"] for row in months],
        [row["conflict"] for row in months],
        lambda month, side: link("/events", a=left, b=right, month=month, quad=list(kinds[side])),
        f"Cooperation and conflict between {party_name(left)} and {party_name(right)} by month",
    )


def _talks(index: Index, ledger: Ledger, left: str, right: str) -> list[Event]:
    """Meetings and calls, the latest first; those without a day follow."""
    mask = index.between(left, right) & index.mask({"type": ["CONSULT"]})
    numbers: Ints = np.flatnonzero(mask)
    dated = len(index.ids) - index.undated
    ordered = [*numbers[numbers < dated][::-1], *numbers[numbers >= dated]][:TALKS]
    return events_by_id(ledger, [index.ids[n] for n in ordered])


def _channels(ledger: Ledger, left: str, right: str) -> list[Row]:
    """Each channel between the two with the latest that each side said of it."""
    known = [one.id for one in issues().issues.values() if one.kind == "channel"]
    found = ledger.positions(
        "WHERE party IN (?, ?) AND (other IN (?, ?) OR other IS NULL)"
        f" AND issue IN ({marks(known)})",
        *(left, right, left, right),
        *known,
    )
    latest: dict[tuple[str, str], Position] = {}
    for one in sorted(found, key=lambda one: (one.issue, one.party, str(one.first_day or ""))):
        latest[one.issue, one.party] = one
    return [
        {**records.position(one), "state": channel_state(one), "claim": one.claim}
        for one in latest.values()
    ]


def positions(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    parties = [one for one in (party(text) for text in ask.many("party")) if one][:2]
    issue = ask.text("issue")
    clauses, values = [], []
    if parties:
        clauses.append(f"party IN ({','.join('?' * len(parties))})")
        values += parties
    if issue:
        clauses.append("issue = ?")
        values.append(issue)
    if not issue:
        return _position_list(ledger, ask, parties, clauses, values)
    where = "WHERE " + " AND ".join(clauses)
    found = ledger.positions(
        f"{where} AND n IN (SELECT n FROM positions {where} LIMIT ?)", *values, *values, STATEMENTS
    )
    held = {one.article.id: one for one in tellings(ledger, list({p.article for p in found}))}
    return View(
        "positions.html",
        f"Positions: {issue}",
        {
            "issue": issue,
            "parties": parties,
            "shapes": _shapes(found, parties),
            "found": found,
            "held": held,
            "before": _before(found),
            "chart": _ladder(found, parties, issue),
            "rows": [],
        },
        {"positions": [records.position(one) for one in found]},
    )


def _position_list(
    ledger: Ledger, ask: Ask, parties: Sequence[str], clauses: Sequence[str], values: Sequence[str]
) -> View:
    """Without an issue: which there are, with how many statements by whom."""
    where = "WHERE " + " AND ".join(clauses) if clauses else ""
    rows = [
        dict(row)
        for row in ledger.rows(
            "SELECT party, issue, count(*) AS statements, count(DISTINCT stance) AS stances,"
            f" min(first_day) AS first_day, max(last_day) AS last_day FROM positions {where}"
            " GROUP BY party, issue ORDER BY 3 DESC, 1, 2 LIMIT ?",
            *values,
            ask.size * 3,
        )
    ]
    return View(
        "positions.html",
        "Positions",
        {
            "issue": "",
            "parties": parties,
            "rows": rows,
            "found": [],
            "chart": "",
            "shapes": {},
            "held": {},
            "before": {},
        },
        {"issues": rows},
    )


def _shapes(found: Sequence[Position], parties: Sequence[str]) -> dict[str, str]:
    """The first party asked for is round, the other square; of many, all are round."""
    named = list(parties) or list(dict.fromkeys(one.party for one in found))
    return {name: "square" if n == 1 else "circle" for n, name in enumerate(named)}


def _before(found: Sequence[Position]) -> dict[int, str]:
    """By place in ``found``: the party's last stance where this one differs from it."""
    last: dict[str, str] = {}
    turned = {}
    for n, one in enumerate(found):
        if one.first_day:
            if last.get(one.party, one.stance) != one.stance:
                turned[n] = last[one.party]
            last[one.party] = one.stance
    return turned


def _ladder(found: Sequence[Position], parties: Sequence[str], issue: str) -> str:
    shapes = _shapes(found, parties)
    dots = [
        charts.Dot(
            one.first_day,
            one.stance,
            shapes.get(one.party, "circle"),
            bool(one.said_by),
            f"{one.first_day} {party_name(one.party)}: {one.stance}"
            + (f", according to {one.said_by}" if one.said_by else ""),
            f"#p{n}",
        )
        for n, one in enumerate(found)
        if one.first_day
    ]
    if not dots:
        return ""
    given = {dot.step for dot in dots}
    known = [*JUDGEMENTS, *LADDER]
    steps = [one for one in known if one in given] + sorted(given - set(known))
    return charts.ladder(steps, dots, f"Stances on {issue} by day")


def matrix(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    index = desk.index(ledger)
    unit = ask.one_of("unit", UNITS)
    kind = ask.one_of("show", ("acts", "speaks"))
    filters = {name: ask.many(name) for name in ("quad", "type", "issue", "modality")}
    if kind == "acts":
        cells = index.matrix(index.mask(filters), unit, most=ask.number("most", 16, 40))
    else:
        cells = _loudest(index.speaks, ask.number("most", 16, 40))
    rows, columns = _ends(cells)
    return View(
        "matrix.html",
        "Matrix",
        {
            "kind": kind,
            "unit": unit,
            "units": UNITS,
            "filters": filters,
            "rows": rows,
            "columns": columns,
            "cells": {(a, b): n for a, b, n in cells},
            "most": max([n for _, _, n in cells], default=0),
            "quads": list(index.columns["quad"].values),
        },
        {"cells": [{"row": a, "column": b, "count": n} for a, b, n in cells]},
    )


def _loudest(cells: Sequence[tuple[str, str, int]], most: int) -> list[tuple[str, str, int]]:
    rows, columns = _ends(cells)
    kept, told = set(rows[:most]), set(columns[:most])
    return [one for one in cells if one[0] in kept and one[1] in told]


def _ends(cells: Sequence[tuple[str, str, int]]) -> tuple[list[str], list[str]]:
    """Rows and columns, those with most first."""
    return _by_size(cells, 0), _by_size(cells, 1)


def _by_size(cells: Sequence[tuple[str, str, int]], end: int) -> list[str]:
    totals: Mapping[str, int] = defaultdict(int)
    for cell in cells:
        totals[str(cell[end])] += cell[2]  # type: ignore[index]
    return sorted(totals, key=lambda name: (-totals[name], name))
