"""Is everything there that a run needs?"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from .actors import book
from .coders import CODERS, coder
from .errors import DragomanError
from .ledger import Ledger

Check = tuple[bool, str]  # whether it is good, and what to read


def examine(ledger: str) -> Iterator[Check]:
    """Interpreter, SQLite, books, coders and (if it exists) the ledger, in this order."""
    yield sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}"
    yield True, f"Dragoman {version('dragoman')}"
    yield _full_text(), f"SQLite {sqlite3.sqlite_version} with full-text search"
    yield True, f"actor book {book().version}"
    for name in sorted(CODERS):
        yield _coder(name)
    if Path(ledger).exists():
        yield from _ledger(ledger)
    else:
        yield True, f"no ledger at {ledger} yet"


def _full_text() -> bool:
    options = sqlite3.connect(":memory:").execute("PRAGMA compile_options").fetchall()
    return ("ENABLE_FTS5",) in options


def _coder(name: str) -> Check:
    try:
        return True, f"coder {name} ({coder(name).name})"
    except DragomanError as error:
        return False, f"coder {name}: {error}"


def _ledger(path: str) -> Iterator[Check]:
    try:
        with Ledger(path, readonly=True) as held:
            sound = held.value("PRAGMA quick_check")
            yield sound == "ok", f"ledger {path}: {sound}"
            articles = held.value("SELECT count(*) FROM articles")
            yield True, f"ledger {path}: {articles} articles"
            yield held.settled(), "what is derived stands on all facts (else run `dragoman read`)"
    except DragomanError as error:
        yield False, str(error)
