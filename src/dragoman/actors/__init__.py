"""The actor book: who is who, and who held which office on which day.

The book is a folder of plain CSV files (``data/actors``): ``states.csv`` with ISO 3166-1
alpha-3, Correlates of War and Gleditsch-Ward numbers; ``people-*.csv``; ``names-*.csv`` for
organs, parties, groups and companies; ``bodies.csv``; ``regions.csv``. Days are inclusive. A
user's own rows have the same shape and win over ours.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

import platformdirs

from ..types import digest
from ..values import Value
from .entries import (
    FOLDER,
    Entry,
    State,
    Surface,
    first_day_of,
    last_day_of,
    read_names,
    read_own,
    read_people,
    read_regions,
    read_states,
)
from .naming import Token, key, same_case, tokens
from .surnames import LEADS, stands_alone

__all__ = [
    "FOLDER",
    "LEADS",
    "ORGANISED",
    "Book",
    "Entry",
    "Match",
    "Standing",
    "State",
    "Surface",
    "book",
    "first_day_of",
    "last_day_of",
    "load",
    "read_text",
]

ORGANISED = frozenset({"organ", "party", "group", "body", "company", "ngo"})  # kinds of bodies


class Match(Value, frozen=True):
    """``text[start:end]`` is a name of each of ``entries``; ``first`` and ``last`` are tokens,
    half-open. ``short`` marks a surname standing alone."""

    start: int
    end: int
    first: int
    last: int
    entries: tuple[Entry, ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a name was on a day: the code, and why in words."""

    name: str
    code: str
    why: str
    entry: Entry


class Book:
    """All names. Treat as read-only; ``version`` names the edition, and ``+own`` after it that
    a user's rows are in it."""

    def __init__(self, rows: Iterable[Surface], states: dict[str, State], version: str) -> None:
        self.states = states
        self.version = version
        self.year = int(version[:4]) if version[:4].isdigit() else date.max.year
        self.names, self.small = _by_name(rows)
        self.starts = _starts(self.names)
        self.opens = {name.partition(" ")[0] for name in self.names}
        self._fitting = lru_cache(maxsize=16384)(self._fit)
        self.homes_of = lru_cache(maxsize=4096)(self._homes_of)
        self.called = lru_cache(maxsize=64)(self._called)

    def lookup(self, words: Sequence[Token]) -> tuple[tuple[Entry, ...], bool]:
        """Entries that ``words`` name exactly, and whether only as a surname."""
        name = " ".join([word.key for word in words])
        if name not in self.names:
            return (), False
        return self._fitting(name, tuple([word.raw for word in words]))

    def _fit(self, name: str, written: tuple[str, ...]) -> tuple[tuple[Entry, ...], bool]:
        fit = [row for row in self.names[name] if same_case(row.written, written)]
        full = [row for row in fit if not row.short]
        chosen = [row.entry for row in full or fit]
        own = [entry for entry in chosen if entry.user]
        return tuple(own or chosen), bool(fit) and not full

    def _homes_of(self, name: str) -> frozenset[str]:
        """Countries of the people of whose names ``name`` is a part."""
        return frozenset(one.country for one in self._with(name) if one.kind == "person")

    def _called(self, word: str) -> frozenset[str]:
        """Names of the bodies that have ``word`` in one of their names."""
        return frozenset(one.name for one in self._with(word) if one.kind in ORGANISED)

    @cached_property
    def _listing(self) -> str:
        """All names, a line each: looked through in a quarter of the time."""
        return "".join([f"{name}\n" for name in self.names])

    def _with(self, word: str) -> Iterator[Entry]:
        """Entries with ``word`` in what they are called."""
        listing = self._listing
        at = listing.find(word)
        while at >= 0:
            end = listing.index("\n", at)
            full = listing[listing.rfind("\n", 0, at) + 1 : end]
            if word in full.split():
                yield from (row.entry for row in self.names[full])
            at = listing.find(word, end)

    def find_in(self, words: Sequence[Token]) -> list[Match]:
        """Names in a run of tokens, longest first from the left, none inside another."""
        found: list[Match] = []
        passed, opens, small = 0, self.opens, self.small
        for at, word in enumerate(words):
            if at < passed or word.key not in opens or not (word.capital or word.key in small):
                continue
            match = self._longest(words, at)
            if match is not None:
                found.append(match)
                passed = match.last
        return found

    def _longest(self, words: Sequence[Token], at: int) -> Match | None:
        """The longest name that begins at one token."""
        name, written = "", []
        found: list[tuple[int, str, int]] = []  # ends, names and their words
        for end in range(at + 1, len(words) + 1):
            word = words[end - 1]
            if not word.word:
                if word.raw in JOINS:
                    continue
                break
            name = f"{name} {word.key}" if name else word.key
            written.append(word.raw)
            if name in self.names:
                found.append((end, name, len(written)))
            if name not in self.starts:
                break
        for end, name, size in reversed(found):
            entries, short = self._fitting(name, tuple(written[:size]))
            if entries and (size > 1 or stands_alone(words, at, end, entries, short)):
                return Match(words[at].start, words[end - 1].end, at, end, entries, short)
        return None

    def find(self, text: str) -> list[Match]:
        """Names in ``text`` with half-open offsets, in text order."""
        return read_text(self, text)[1]

    def entries(self, name: str) -> list[Surface]:
        """Every row under ``name``, capitals and accents aside."""
        return self.names.get(key(name), [])

    def who(self, name: str, day: date | None = None) -> list[Standing]:
        """What ``name`` stood for on ``day`` (or ever): own rows first, then the highest office.

        A person out of office on that day is given as a former official, with the last office
        as the reason; one not yet in any office is left out.
        """
        rows = self.entries(name)
        entries = list(dict.fromkeys(row.entry for row in rows if not row.short))
        entries = entries or list(dict.fromkeys(row.entry for row in rows))
        if any(entry.user for entry in entries):
            entries = [entry for entry in entries if entry.user]
        if day is None:
            return [Standing(one.name, one.code, _why(one), one) for one in _ordered(entries)]
        holding = [one for one in entries if one.on(day)]
        if holding:
            return [Standing(one.name, one.code, _why(one), one) for one in _ordered(holding)]
        return [_former(one) for one in _latest_left(entries, day)]


def _by_name(rows: Iterable[Surface]) -> tuple[dict[str, list[Surface]], set[str]]:
    """Rows by the keys of what is written, and the first words of those that are not written with
    a large letter: all others must be (``same_case``)."""
    names: dict[str, list[Surface]] = {}
    small: set[str] = set()
    for row in rows:
        name = key(row.written)
        if not "A" <= row.written[:1] <= "Z":
            small.add(name.partition(" ")[0])
        known = names.get(name)
        if known is not None:
            known.append(row)
        elif name:
            names[name] = [row]
    return names, small


def _starts(names: Iterable[str]) -> set[str]:
    """What names of several words begin with: "south" and "south sudan" of "south sudan army"."""
    starts: set[str] = set()
    for name in names:
        head, space, _ = name.rpartition(" ")
        while space and head not in starts:
            starts.add(head)
            head, space, _ = head.rpartition(" ")
    return starts


@lru_cache(maxsize=128)  # two batches: several steps read each article
def read_text(book: Book, text: str) -> tuple[list[Token], list[Match]]:
    """A text's tokens and the book's names in it; kept for the steps that ask again."""
    words = tokens(text)
    return words, book.find_in(words)


JOINS = frozenset("-–.&'’")  # marks that names may hold


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (not one.user, one.rank, one.last_day or date.max))


def _latest_left(entries: Sequence[Entry], day: date) -> list[Entry]:
    """The office that each person named left last before ``day``."""
    left: dict[str, Entry] = {}
    for one in entries:
        if one.kind == "person" and one.last_day and one.last_day < day:
            before = left.get(one.name)
            if before is None or (before.last_day or date.min) < one.last_day:
                left[one.name] = one
    return list(left.values())


def _why(entry: Entry) -> str:
    held = entry.office or entry.kind
    if entry.first_day is None and entry.last_day is None:
        return f"{held} in the book"
    since = entry.first_day.isoformat() if entry.first_day else "before the book begins"
    until = entry.last_day.isoformat() if entry.last_day else "the book closed"
    return f"{held} from {since} until {until}"


def _former(entry: Entry) -> Standing:
    code = f"{entry.country}/ELI" if entry.country not in ("IGO", "NGO", "MNC") else entry.code
    return Standing(entry.name, code, f"formerly {_why(entry)}", entry)


def load(folder: Path = FOLDER, own: Path | None = None) -> Book:
    """Read the book anew; ``own`` is a user's file of people or names, or absent."""
    collects = gc.isenabled()
    gc.disable()  # tens of thousands of small objects that all stay: half the time otherwise
    try:
        return _load(folder, own)
    finally:
        if collects:
            gc.enable()


def _load(folder: Path, own: Path | None) -> Book:
    states: dict[str, State] = {}
    rows: list[Surface] = []
    for state, surfaces in read_states(folder / "states.csv"):
        states[state.iso3] = state
        rows += surfaces
    rows += read_regions(folder / "regions.csv")
    for path in sorted(folder.glob("people-*.csv")):
        rows += read_people(path)
    for path in [*sorted(folder.glob("names-*.csv")), folder / "bodies.csv"]:
        if path.exists():
            rows += read_names(path)
    if own is not None and own.exists():
        rows += read_own(own)
    edition = (folder / "VERSION").read_text(encoding="utf-8").strip()
    mine = f"+own-{digest(own.read_text(encoding='utf-8'))[:8]}" if own and own.exists() else ""
    return Book(rows, states, edition + mine)


def own_path() -> Path:
    """A user's own rows: what $DRAGOMAN_ACTORS names, or actors.csv in their data folder."""
    named = os.environ.get("DRAGOMAN_ACTORS")
    return Path(named or Path(platformdirs.user_data_dir("dragoman", False)) / "actors.csv")


@cache
def book(own: Path | None = None) -> Book:
    """The book, read once, with the user's own rows: those of ``own``, or of ``own_path()``."""
    made = load(own=own or own_path())
    gc.freeze()  # it stays, and no collection need look through it again
    return made
