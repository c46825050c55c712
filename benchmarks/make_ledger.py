"""A large ledger out of a small one: ``python -m benchmarks.make_ledger SMALL LARGE [ARTICLES]``.

Every copy of the small ledger's rows has other ids, days, countries and names; names keep their
length, so that every offset still points at its words. LARGE must lie outside the repository:
it holds the texts of SMALL.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.actors import book
from dragoman.ledger import Ledger

ROOT = Path(__file__).resolve().parents[1]
ID = re.compile(r"\b[0-9a-f]{16}\b")
DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
CODE = re.compile(r"\b[A-Z]{3}(?=/)|(?<=\")[A-Z]{3}(?=\")")
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")

#: Table -> columns, and how each is rewritten: i(d), d(ay), t(ext), c(ode), j(son), n(umber of
#: the article), . (as it is).
TABLES = {
    "articles": "id:i source:s source_id:. address:. outlet:. title:t text:t language:. "
    "published:d published_precision:. published_evidence:. run:.",
    "leftovers": "article:i n:. text:. reason:.",
    "coded": "article:i coder:. mentions:.",
    "copies": "article:i original:i kind:. score:. evidence:.",
    "mentions": "id:i article:i start:. score:. body:j",
    "anchors": "article:i first_day:d last_day:d precision:. how:.",
    "claims": "id:i article:i event:i body:j",
    "stories": "id:i first_day:d last_day:d articles:.",
    "story_articles": "article:i story:i n:.",
    "events": "id:i type:. quad:. mode:. modality:. first_day:d last_day:d country:c reports:. "
    "independent:. story:i body:j",
    "event_actors": "party:c event:i side:. code:k",
    "event_issues": "issue:. event:i",
    "positions": "party:c issue:. stance:. other:c claim:i article:i start:. last:. text:t "
    "first_day:d last_day:d said_by:. how:.",
    "changes": "run:. at:. subject:. id:i change:. detail:i",
}


class Copy:
    """One way to rewrite everything. The 0th leaves it as it is."""

    def __init__(self, number: int, names: list[str], states: list[str]) -> None:
        chance = random.Random(number)
        self.number = number
        self.mask = chance.getrandbits(64) if number else 0
        self.shift = timedelta(chance.randrange(-2000, 700)) if number else timedelta()
        self.name_of = _shuffled(names, chance, key=len) if number else {}
        self.state_of = _shuffled(states, chance, key=lambda one: 0) if number % 3 == 2 else {}

    def i(self, text: str) -> str:
        return ID.sub(lambda found: f"{int(found[0], 16) ^ self.mask:016x}", text)

    def d(self, text: str) -> str:
        return DAY.sub(lambda found: str(date.fromisoformat(found[0]) + self.shift), text)

    def t(self, text: str) -> str:
        return NAME.sub(lambda found: self.name_of.get(found[0], found[0]), text)

    def c(self, text: str) -> str:
        return self.state_of.get(text, text)

    def k(self, text: str) -> str:
        return CODE.sub(lambda found: self.c(found[0]), text)

    def s(self, text: str) -> str:
        return f"{self.number}/{text}"

    def j(self, text: str) -> str:
        return self.k(self.t(self.d(self.i(text))))


def _shuffled(words: list[str], chance: random.Random, key: Callable[[str], int]) -> dict[str, str]:
    groups: dict[int, list[str]] = defaultdict(list)
    for word in words:
        groups[key(word)].append(word)
    found = {}
    for group in groups.values():
        others = group[:]
        chance.shuffle(others)
        found |= dict(zip(group, others, strict=True))
    return found


def make(small: str, large: str, articles: int) -> None:
    """Write ``large`` anew with at least so many articles. Raises ``ValueError`` for a place
    inside the repository."""
    if Path(large).resolve().is_relative_to(ROOT):
        raise ValueError(f"{large} lies in the repository. Name a place outside of it.")
    for suffix in ("", "-wal", "-shm"):
        Path(large + suffix).unlink(missing_ok=True)
    Ledger(large).close()
    with sqlite3.connect(small) as old:
        rows = {
            table: old.execute(f"SELECT {', '.join(_columns(plan))} FROM {table}").fetchall()
            for table, plan in TABLES.items()
        }
        names = sorted(
            {
                name
                for (text,) in old.execute("SELECT text FROM articles")
                for name in set(NAME.findall(text))
            }
        )
        runs = old.execute("SELECT * FROM runs").fetchall()
    times = -(-articles // len(rows["articles"]))
    new = sqlite3.connect(large, isolation_level=None)
    new.execute("PRAGMA synchronous=OFF")
    new.execute("BEGIN")
    new.executemany(f"INSERT INTO runs VALUES ({_marks(len(runs[0]))})", runs)
    for number in range(times):
        copy = Copy(number, names, sorted(book().states))
        for table, plan in TABLES.items():
            columns = _columns(plan)
            new.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({_marks(len(columns))})",
                _rewritten(rows[table], plan, copy),
            )
        if number % 10 == 9:
            print(f"{number + 1} of {times}", file=sys.stderr)
    new.execute("INSERT OR REPLACE INTO meta VALUES ('settled', 'yes')")
    new.execute("COMMIT")
    new.execute("ANALYZE")
    new.close()


def _columns(plan: str) -> list[str]:
    return [one.partition(":")[0] for one in plan.split()]


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _rewritten(rows: list[tuple[object, ...]], plan: str, copy: Copy) -> Iterator[list[object]]:
    kinds = [one.partition(":")[2] for one in plan.split()]
    ways = [None if kind == "." else getattr(copy, kind) for kind in kinds]
    for row in rows:
        yield [
            value if way is None or value is None else way(value)
            for way, value in zip(ways, row, strict=True)
        ]


if __name__ == "__main__":
    started = time.monotonic()
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100_000)
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
