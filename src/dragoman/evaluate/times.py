"""Scores of time words and places against labelled files: right, wrong and left open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ..dates import resolve_time
from ..places import resolve_place
from ..places.placekeys import place_key
from ..types import When


def _lines(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def judge_time(row: dict[str, Any]) -> str:
    """ "right", "wrong" or "open" for one labelled line; the days must be equal. A row
    without days is right when it is left open."""
    day = _day(row["published"])
    anchor = When(day, day, "day", "published") if day else None
    found = resolve_time(
        row["words"],
        row["text"],
        row["start"],
        anchor,
        modality=row.get("modality", "happened"),
    )
    wanted = (_day(row["first_day"]), _day(row["last_day"]))
    bounded = (
        found is not None
        and found.precision == "open"
        and None
        not in (
            found.first_day,
            found.last_day,
        )
    )
    given = (found.first_day, found.last_day) if found and not bounded else (None, None)
    if given == wanted:
        return "right"
    return "open" if given == (None, None) else "wrong"


def _tally(verdicts: list[tuple[str, str]]) -> dict[str, Any]:
    """Counts and shares over (set, verdict), for each set and for all."""
    sets = sorted({one for one, _ in verdicts})
    out: dict[str, Any] = {}
    for name in (*sets, "all"):
        mine = [verdict for one, verdict in verdicts if name in (one, "all")]
        out[name] = {"n": len(mine)} | {
            kind: round(mine.count(kind) / len(mine), 4) for kind in ("right", "wrong", "open")
        }
    return out


def evaluate_times(path: str | Path) -> dict[str, Any]:
    """``{"check": {"n", "right", "wrong", "open"}, "dev": ..., "all": ...}``; lines as in
    ``tests/gold/times.jsonl``."""
    rows = _lines(Path(path))
    return _tally([(row.get("set", "dev"), judge_time(row)) for row in rows])


_NEAR = 1.2  # degrees of latitude and longitude: a region's middle is a matter of taste


def judge_place(row: dict[str, Any]) -> str:
    """ "right", "wrong" or "open": the country and, where labelled, the coordinates or name."""
    found = resolve_place(row["words"], row["text"], row["countries"])
    if found is None or (found.country is None and found.latitude is None):
        nothing = row["country"] is None and row["latitude"] is None
        return "right" if nothing else "open"
    if found.country != row["country"]:
        return "wrong" if found.country else "open"
    if row["latitude"] is None:
        return "right" if place_key(found.name) == place_key(row["name"]) else "wrong"
    if found.latitude is None or found.longitude is None:
        return "right" if place_key(found.name) == place_key(row["name"]) else "open"
    reach = _NEAR if found.precision in ("city", "point") else 3 * _NEAR
    close = abs(found.latitude - row["latitude"]) <= reach
    close = close and abs(found.longitude - row["longitude"]) <= 1.5 * reach
    return "right" if close else "wrong"


def evaluate_places(path: str | Path) -> dict[str, Any]:
    """As ``evaluate_times``; lines as in ``tests/gold/places.jsonl``."""
    rows = _lines(Path(path))
    return _tally([(row.get("set", "dev"), judge_place(row)) for row in rows])
