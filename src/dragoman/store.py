"""A SQLite file that is open: transactions, questions with a time limit, runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final, Self

import msgspec

from .errors import BadLedger, TooSlow
from .migrations import APPLICATION, migrate

CHUNK: Final = 500  # values in one IN (…): SQLite takes 32,766, plans best with few
CACHE: Final = 64_000  # KiB of page cache


def now() -> str:
    """UTC, ISO 8601, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def marks(values: Sequence[object]) -> str:
    """``?,?,?`` for as many values."""
    return ",".join("?" * len(values))


class Store:
    """The open file under a ledger, and the runs that wrote to it."""

    def __init__(self, path: str | Path, readonly: bool = False) -> None:
        self.path = str(path)
        if readonly and not Path(path).exists():
            raise BadLedger(f"No ledger at {path}. Make one: dragoman read SOURCE --ledger {path}")
        address = f"file:{self.path}?mode=ro" if readonly else self.path
        self.db = sqlite3.connect(
            address, uri=readonly, isolation_level=None, check_same_thread=False
        )
        self.db.row_factory = sqlite3.Row
        self._prepare(readonly)

    def _prepare(self, readonly: bool) -> None:
        if readonly:
            self._check()
        else:
            migrate(self.db, self.path)
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.execute(f"PRAGMA cache_size=-{CACHE}")
        self.db.execute("PRAGMA temp_store=MEMORY")

    def _check(self) -> None:
        try:
            found = self.db.execute("PRAGMA application_id").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise BadLedger(f"{self.path} is no ledger ({error}). Name another file.") from error
        if found != APPLICATION:
            raise BadLedger(f"{self.path} is a database, but no ledger. Name another file.")

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whatever stops the block, its rows are not there."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Questions inside that take longer are stopped. Raises ``TooSlow``."""
        end = monotonic() + seconds
        self.db.set_progress_handler(lambda: monotonic() > end, 20_000)
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise TooSlow(f"No answer in {seconds:.0f} seconds. Ask for less.") from error
        finally:
            self.db.set_progress_handler(None, 0)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self.db.execute(sql, values).fetchall()

    def value(self, sql: str, *values: object) -> Any:
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None

    # -- runs -----------------------------------------------------------------------------

    def begin(self, command: str, version: str, coder: str | None, actors: str | None) -> int:
        cursor = self.db.execute(
            "INSERT INTO runs (started, command, version, coder, actors) VALUES (?,?,?,?,?)",
            (now(), command, version, coder, actors),
        )
        return int(cursor.lastrowid or 0)

    def finish(self, run: int, counts: Mapping[str, int]) -> None:
        self.db.execute(
            "UPDATE runs SET ended = ?, counts = ? WHERE id = ?", (now(), encode(counts), run)
        )

    def settled(self) -> bool:
        """Whether what is derived stands on all the facts."""
        return bool(self.value("SELECT value = 'yes' FROM meta WHERE key = 'settled'"))

    def mark_settled(self, settled: bool) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO meta VALUES ('settled', ?)", ("yes" if settled else "no",)
        )
