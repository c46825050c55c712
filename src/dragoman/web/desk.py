"""What every page is made with: the question asked, the ledger, and the view returned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from ..errors import BadInput
from ..ledger import Ledger
from . import index

T = TypeVar("T", bound=str)
Row = dict[str, Any]
PATIENCE: Final = 10.0  # seconds a question to the ledger may take
LONGER: Final = 120.0  # the same for .json and .csv, which hold all rows and not one page
LONG: Final = 200  # characters of one parameter, at most
PAGE: Final = 40  # rows a page
ALL: Final = 1_000_000_000  # rows of .json and .csv: whatever there is, but SQL wants a number


class NotThere(Exception):
    """No such thing in this ledger. ``moved`` is the address it has now, if any."""

    def __init__(self, what: str, moved: str | None = None) -> None:
        self.what, self.moved = what, moved
        super().__init__(what)


@dataclass(frozen=True)
class Ask:
    """An address taken apart. Values are strings of bounded length until asked otherwise."""

    path: str  # without .json or .csv
    given: Mapping[str, Sequence[str]]
    names: Mapping[str, str] = field(default_factory=dict)  # parts of the path, such as id
    kind: str = "html"

    @property
    def size(self) -> int:
        """Rows on one page; programs get all at once."""
        return PAGE if self.kind == "html" else ALL

    @property
    def page(self) -> int:
        return max(1, self.number("page", 1, 100_000)) if self.kind == "html" else 1

    def text(self, name: str, default: str = "") -> str:
        return (self.many(name) or [default])[0]

    def many(self, name: str) -> list[str]:
        return [one.strip()[:LONG] for one in self.given.get(name, ()) if one.strip()][:20]

    def number(self, name: str, default: int, most: int) -> int:
        text = self.text(name)
        return min(int(text), most) if text.isascii() and text.isdigit() else default

    def one_of(self, name: str, known: Sequence[T]) -> T:
        """One of ``known``; the first where another or none is given."""
        return next((one for one in known if one == self.text(name)), known[0])

    def day(self, name: str) -> date | None:
        """Raises ``BadInput`` for what is no day."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadInput(name, f"no day {text!r}", "Write it as 2024-04-26.") from error

    def address(self, path: str | None = None, **changes: object) -> str:
        """This address with some parameters changed; None or empty takes one away."""
        kept: dict[str, list[str]] = {
            name: self.many(name) for name in self.given if name not in ("token", "table")
        }
        for name, value in changes.items():
            kept[name] = _listed(value)
        return link(path or self.path, **kept)

    def twin(self, kind: str, table: str | None = None) -> str:
        path = "/overview" if self.path == "/" else self.path
        return self.address(f"{path}.{kind}", table=table, page=None)

    def toggled(self, name: str, value: str) -> str:
        """This address with ``value`` chosen, or no longer, in facet ``name``; first page."""
        now = self.many(name)
        rest = [one for one in now if one != value]
        changes: dict[str, Any] = {name: rest if value in now else [*now, value], "page": None}
        return self.address(None, **changes)


def _listed(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def link(path: str, **values: object) -> str:
    """``path`` with a query of whatever is not empty, in the order given."""
    query = urlencode([(name, one) for name, found in values.items() for one in _listed(found)])
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class View:
    """A page before it is rendered. ``tables`` are its rows for programs, the main one first."""

    template: str
    title: str
    context: Mapping[str, Any]
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    status: int = 200


class Desk:
    """One ledger and the connections to it. GETs read; only forms write, one at a time."""

    def __init__(self, path: str) -> None:
        self.path = path
        Ledger(path).close()  # brings an older ledger's tables up to date
        self._idle: LifoQueue[Ledger] = LifoQueue()
        self._loading, self._writing = Lock(), Lock()
        self._index: index.Index | None = None
        with Ledger(path, readonly=True) as ledger:
            self.index(ledger)

    @contextmanager
    def reading(self, patience: float = PATIENCE) -> Iterator[Ledger]:
        try:
            ledger = self._idle.get_nowait()
        except Empty:
            ledger = Ledger(self.path, readonly=True)
        try:
            self.index(ledger)  # loading it is not the page's time
            with ledger.within(patience):
                yield ledger
        finally:
            self._idle.put(ledger)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        with self._writing, Ledger(self.path) as ledger:
            yield ledger

    def index(self, ledger: Ledger) -> index.Index:
        """All events in columns, loaded anew after the ledger was settled anew. While that
        goes on, others are served with the one of before."""
        held = self._index
        if held is not None and held.stamp == index.stamp(ledger):
            return held
        if self._loading.acquire(blocking=held is None):
            try:
                if self._index is None or self._index.stamp != index.stamp(ledger):
                    with Ledger(self.path, readonly=True) as own:
                        self._index = index.load(own)
            finally:
                self._loading.release()
        assert self._index is not None
        return self._index


Page = Callable[[Desk, Ledger, Ask], View]
