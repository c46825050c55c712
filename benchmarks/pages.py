"""How fast the desk answers: ``python -m benchmarks.pages LEDGER [ROUNDS]``.

Milliseconds a page as the server makes it, no network between: median, 95th percentile, the
slowest, and the median of processor time, which a busy machine does not change.

Addresses are those a reader takes: busy parties, a common word, deep pages.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable

from starlette.testclient import TestClient

from dragoman.web.app import application

MEDIAN, TAIL = 100.0, 300.0  # milliseconds a page may take


def addresses(path: str) -> dict[str, Callable[[random.Random], str]]:
    """A kind of page -> an address of it by chance."""
    with sqlite3.connect(path) as held:

        def some(sql: str) -> list[str]:
            return [row[0] for row in held.execute(sql)]

        events = some("SELECT id FROM events ORDER BY reports DESC LIMIT 50") + some(
            "SELECT id FROM events LIMIT 50"
        )
        stories = some("SELECT id FROM stories ORDER BY articles DESC LIMIT 50") + some(
            "SELECT id FROM stories LIMIT 50"
        )
        articles = some("SELECT id FROM articles LIMIT 100")
        parties = some(
            "SELECT party FROM event_actors GROUP BY party ORDER BY count(*) DESC LIMIT 12"
        )
        issues = some("SELECT issue FROM positions GROUP BY issue ORDER BY count(*) DESC LIMIT 12")
    pick = random.Random.choice
    return {
        "overview": lambda r: "/",
        "overview of two": lambda r: f"/?a={parties[0]}&b={pick(r, parties[1:])}",
        "search": lambda r: f"/search?q={pick(r, ['sanctions', 'minister', 'border', 'talks'])}",
        "stories": lambda r: f"/stories?page={r.randrange(1, 50)}",
        "stories of a party": lambda r: f"/stories?party={pick(r, parties)}",
        "story": lambda r: f"/stories/{pick(r, stories)}",
        "events": lambda r: f"/events?page={r.randrange(1, 500)}",
        "events of a party": lambda r: f"/events?actor={pick(r, parties)}&unit=reports",
        "events of a pair, type": lambda r: (
            f"/events?a={parties[0]}&b={pick(r, parties[1:])}&type=CONSULT"
        ),
        "events by words": lambda r: f"/events?q={pick(r, ['sanctions', 'minister', 'border'])}",
        "event": lambda r: f"/events/{pick(r, events)}",
        "article": lambda r: f"/articles/{pick(r, articles)}",
        "articles": lambda r: f"/articles?page={r.randrange(1, 500)}",
        "pair": lambda r: f"/pair?a={parties[0]}&b={pick(r, parties[1:])}",
        "pairs": lambda r: "/pair",
        "positions": lambda r: "/positions",
        "positions on an issue": lambda r: (
            f"/positions?party={pick(r, parties)}&issue={pick(r, issues) if issues else ''}"
        ),
        "matrix": lambda r: f"/matrix?unit={pick(r, ['events', 'reports'])}",
        "outlets by country": lambda r: "/matrix?show=speaks",
        "review": lambda r: "/review",
        "merges": lambda r: "/review?what=merges",
        "rejected": lambda r: "/rejected",
        "outlets": lambda r: "/outlets",
        "changes": lambda r: f"/changes?page={r.randrange(1, 500)}",
        "corrections": lambda r: "/corrections",
        "runs": lambda r: "/runs",
        "codebook": lambda r: "/codebook",
        "export": lambda r: "/export",
    }


def measure(path: str, rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds by kind of page, and over all of them."""
    started = time.perf_counter()
    chance, found = random.Random(1), {}
    everything: list[float] = []
    with TestClient(application(path), base_url="http://localhost") as client:
        client.get("/")
        found["start and first page"] = {"median": (time.perf_counter() - started) * 1000}
        for name, address in addresses(path).items():
            times, busy = [], []
            for _ in range(rounds):
                at = address(chance)
                begin, used = time.perf_counter(), time.process_time()
                answer = client.get(at)
                times.append((time.perf_counter() - begin) * 1000)
                busy.append((time.process_time() - used) * 1000)
                assert answer.status_code == 200, (at, answer.status_code)
            everything += times
            found[name] = _summary(times) | {"processor": statistics.median(busy)}
    found["all pages"] = _summary(everything)
    return {name: {key: round(ms, 1) for key, ms in row.items()} for name, row in found.items()}


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "most": ordered[-1],
    }


if __name__ == "__main__":
    measured = measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    print(json.dumps(measured, indent=1))
    slow = [
        name
        for name, row in measured.items()
        if "p95" in row and (row["median"] > MEDIAN or row["p95"] > TAIL)
    ]
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)
