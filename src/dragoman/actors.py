"""The actor book: who is who, and who held which office on which day.

The book is a folder of plain CSV files (``data/actors``): ``states.csv`` with ISO 3166-1
alpha-3, Correlates of War and Gleditsch-Ward numbers; ``people-*.csv``; ``names-*.csv`` for
organs, parties, groups and companies; ``bodies.csv``; ``regions.csv``. Days are inclusive. A
user's own rows have the same shape and win over ours.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .naming import Token, key, same_case, tokens

FOLDER = Path(__file__).parent / "data" / "actors"
VERSION = "2026-11"  # the book's closing month; part of every claim's provenance

#: Highest first. What is not named here comes after, in the order of the book.
RANK = (
    "president",
    "supreme leader",
    "king",
    "queen",
    "emir",
    "sultan",
    "emperor",
    "pope",
    "head of state",
    "junta leader",
    "prime minister",
    "chancellor",
    "premier",
    "head of government",
    "secretary-general",
    "crown prince",
    "vice president",
    "deputy prime minister",
    "foreign minister",
    "secretary of state",
    "defence minister",
    "finance minister",
)
RANKS = {office: rank for rank, office in enumerate(RANK)}


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. ``cow`` and ``gw`` are None where it is no member of the system;
    ``first_day`` is given for members since 1990."""

    iso3: str
    iso2: str
    name: str
    cow: int | None
    gw: int | None
    first_day: date | None
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]


class Entry(NamedTuple):
    """One row of the book: a name, its code, and the days for which that holds.

    ``kind`` is state, region, demonym, people (plural demonym), capital, seat, person, organ,
    party, group, body, company or ngo. ``office`` is empty unless it is a person.
    """

    name: str
    code: str
    kind: str
    office: str = ""
    first_day: date | None = None
    last_day: date | None = None
    user: bool = False

    @property
    def country(self) -> str:
        return self.code.partition("/")[0]

    @property
    def sector(self) -> str:
        return self.code.partition("/")[2]

    @property
    def rank(self) -> int:
        return RANKS.get(self.office, len(RANK))

    def on(self, day: date) -> bool:
        """Whether the row holds on ``day``."""
        return self.within((day, day))

    def within(self, days: tuple[date, date]) -> bool:
        """Whether the row holds on one of ``days``, first to last."""
        return (self.first_day or date.min) <= days[1] and days[0] <= (self.last_day or date.max)


@dataclass(frozen=True, slots=True)
class Match:
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


class Surface(NamedTuple):
    """One way of writing an entry."""

    written: str
    entry: Entry
    short: bool = False


class Book:
    """All names. Treat as read-only; ``version`` names what it was made of."""

    def __init__(self, rows: Iterable[Surface], states: dict[str, State], version: str) -> None:
        self.states = states
        self.version = version
        self.names: dict[str, list[Surface]] = {}
        self.starts: set[str] = set()  # of names of several words
        for row in rows:
            self._file(row)

    def _file(self, row: Surface) -> None:
        name = key(row.written)
        known = self.names.get(name)
        if known is not None:
            known.append(row)
        elif name:
            self.names[name] = [row]
            at = name.find(" ")
            while at > 0:
                self.starts.add(name[:at])
                at = name.find(" ", at + 1)

    def lookup(self, words: Sequence[Token]) -> tuple[tuple[Entry, ...], bool]:
        """Entries that ``words`` name exactly, and whether only as a surname."""
        rows = self.names.get(" ".join(word.key for word in words), [])
        written = [word.raw for word in words]
        fit = [row for row in rows if same_case(row.written, written)]
        full = [row for row in fit if not row.short]
        chosen = [row.entry for row in full or fit]
        own = [entry for entry in chosen if entry.user]
        return tuple(own or chosen), bool(fit) and not full

    def find_in(self, words: Sequence[Token]) -> list[Match]:
        """Names in a run of tokens, longest first from the left, none inside another."""
        found: list[Match] = []
        at = 0
        while at < len(words):
            match = None
            if words[at].key in self.names or words[at].key in self.starts:
                match = self._longest(words, at)
            if match is not None:
                found.append(match)
            at = match.last if match is not None else at + 1
        return found

    def _longest(self, words: Sequence[Token], at: int) -> Match | None:
        """The longest name that begins at one token."""
        name, ends = "", []
        for end, word in enumerate(words[at:], at + 1):
            if not word.word:
                if word.raw in JOINS:
                    continue
                break
            name = f"{name} {word.key}" if name else word.key
            if name in self.names:
                ends.append(end)
            if name not in self.starts:
                break
        for end in reversed(ends):
            named = [word for word in words[at:end] if word.word]
            entries, short = self.lookup(named)
            if entries and (len(named) > 1 or stands_alone(words, at, end, entries, short)):
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


@lru_cache(maxsize=8)
def read_text(book: Book, text: str) -> tuple[list[Token], list[Match]]:
    """A text's tokens and the book's names in it; kept for the steps that ask again."""
    words = tokens(text)
    return words, book.find_in(words)


JOINS = frozenset("-–.&'’")  # marks that names may hold
NAMELIKE = frozenset(
    "jordan chad georgia israel washington paris sofia santiago lima victoria colombo wellington"
    " georgetown kingston hamilton kent lincoln florence sydney london austin sabah delhi cuba"
    " virginia carolina dakota montana nevada indiana tennessee arizona turkey china india kenya"
    " ireland england france holland german french english dane swede pole finn welsh scot"
    " argentine roman israel mali guinea male apia suva lome praia georgian".split()
)
PARTS = frozenset(
    "al el bin ibn abu ben de del della da dos van von der den st saint san o mc".split()
)
AFTER = frozenset(
    "administration government cabinet regime campaign presidency family doctrine supporters era"
    " aides allies ally loyalists team ministry camp government's junta dynasty".split()
)
LEADS = frozenset(
    "but and or so then when while if although though as after before since because however with"
    " for in on at by from to under like unlike despite instead also now today yesterday even only"
    " both is was did does will can has have had what why how who where that this the a an mr mrs"
    " ms dr sir lord lady dame monday tuesday wednesday thursday friday saturday sunday former ex"
    " not nor whether until once where that says said meanwhile earlier later here there these"
    " those his her their its our your last next president minister per via against between about"
    " among of than without into over amid follow following read watch see live video photo it he"
    " she they we i you january february march april may june july august september october"
    " november december".split()
)


def stands_alone(
    words: Sequence[Token], first: int, end: int, entries: Sequence[Entry], short: bool
) -> bool:
    """Whether a one-word name at ``first`` is no part of a longer name of somebody else."""
    word = words[first]
    if entries[0].country == "UNK":
        after = _beside(words, end)
        return after is None or not after.capital or word.raw.endswith("s")
    if not short and word.key not in NAMELIKE:
        return True
    before, after = _beside(words, first - 1), _beside(words, end)
    return _fits_after(before, word, short) and _fits_before(word, after, short)


NO_NAMES = frozenset("the a an in near outside across".split())  # before a surname


def _fits_after(before: Token | None, word: Token, short: bool) -> bool:
    """Whether the word before a name is no first name."""
    if before is None or word.start - before.end > 1:
        return True
    if before.key in PARTS or (short and before.key in NO_NAMES):
        return False
    if not before.capital or before.possessive or before.key in LEADS:
        return True
    return short and (before.key in titles() or before.key.removesuffix("s") in titles())


def _fits_before(word: Token, after: Token | None, short: bool) -> bool:
    """Whether the word after a name is no surname."""
    if after is None or not after.capital or word.possessive or after.start - word.end > 1:
        return True
    return after.key in AFTER or (not short and after.key in titles())


def _beside(words: Sequence[Token], at: int) -> Token | None:
    return words[at] if 0 <= at < len(words) and words[at].word else None


@cache
def titles() -> frozenset[str]:
    """Single words of ``words.csv`` that may stand before a surname or after an adjective."""
    found = set()
    for row in _rows(FOLDER / "words.csv"):
        if row["sector"] != "CVL" and row["words"]:
            for name in _several(row["words"]):
                found.update(key(name).split())
    return frozenset(found - {"people", "power", "first", "of", "the", "s"})


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


# --- reading the files ---------------------------------------------------------------------


def first_day_of(words: str) -> date | None:
    """The first day of a day, month or year in ISO form; None if empty. Raises ValueError."""
    if not words:
        return None
    if len(words) == 10:
        return date.fromisoformat(words)
    year, month, day = _parts(words)
    return date(year, month or 1, day or 1)


def last_day_of(words: str) -> date | None:
    """The last day of a day, month or year in ISO form; None if empty. Raises ValueError."""
    if not words:
        return None
    if len(words) == 10:
        return date.fromisoformat(words)
    year, month, day = _parts(words)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(words: str) -> tuple[int, int | None, int | None]:
    fit = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", words)
    if fit is None:
        raise ValueError(f"{words!r} is no day of the form YYYY-MM-DD")
    year, month, day = fit.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part) if cell else ()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows, [])
        for row in rows:
            if row:
                yield dict(zip(header, row, strict=False))  # a test checks the widths


def read_states(path: Path) -> Iterator[tuple[State, list[Surface]]]:
    """States with every way of writing them."""
    for row in _rows(path):
        iso3, demonyms = row["iso3"], _several(row["demonyms"])
        yield (
            State(
                iso3,
                row["iso2"],
                row["name"],
                int(row["cow"]) if row["cow"] else None,
                int(row["gw"]) if row["gw"] else None,
                first_day_of(row["first_day"]),
                _several(row["capital"]),
                demonyms,
            ),
            list(_state_surfaces(row, f"{iso3}/GOV", demonyms)),
        )


def _state_surfaces(row: dict[str, str], code: str, demonyms: Sequence[str]) -> Iterator[Surface]:
    def entry(kind: str) -> Entry:
        return Entry(row["name"], code, kind)

    state, demonym, people = entry("state"), entry("demonym"), entry("people")
    for name in (row["name"], *_several(row["aliases"])):
        yield Surface(name, state)
    for name in demonyms:
        yield Surface(name, demonym)
        if plural := _plural(name):
            yield Surface(plural, people)
    for name in _several(row["capital"]):
        yield Surface(name, entry("capital"))
    for name in _several(row["seats"]):
        yield Surface(name, entry("seat"))


def _plural(demonym: str) -> str | None:
    if demonym.isupper() or demonym.endswith(("s", "ese", "sh", "ch", "z")):
        return None
    return (
        demonym[:-3] + "men"
        if demonym.endswith("man")
        and " " not in demonym
        and len(demonym) > 6
        and demonym not in ("German", "Ottoman")
        else demonym + "s"
    )


def read_regions(path: Path) -> Iterator[Surface]:
    """Parts of states and partly recognised ones, coded as the state that PLOVER gives them."""
    for row in _rows(path):
        for name in (row["name"], *_several(row["aliases"])):
            yield Surface(name, Entry(row["name"], row["code"], "region"))
        for name in _several(row["demonyms"]):
            yield Surface(name, Entry(row["name"], row["code"], "demonym"))
            if plural := _plural(name):
                yield Surface(plural, Entry(row["name"], row["code"], "people"))


def read_people(path: Path) -> Iterator[Surface]:
    """People in office, under the full name, other full names and the surname."""
    for row in _rows(path):
        yield from _person_surfaces(row, user=False)


def _person_surfaces(row: dict[str, str], user: bool) -> Iterator[Surface]:
    first, last = first_day_of(row["first_day"]), last_day_of(row["last_day"])
    entry = Entry(row["name"], row["code"], "person", row["office"], first, last, user)
    for name in (row["name"], *_several(row["aliases"])):
        yield Surface(name, entry)
    for name in _several(row["short"]):
        if name != row["name"]:
            yield Surface(name, entry, short=True)


def read_names(path: Path) -> Iterator[Surface]:
    """Organs, parties, groups, bodies, companies and NGOs."""
    for row in _rows(path):
        yield from _name_surfaces(row, user=False)


def _name_surfaces(row: dict[str, str], user: bool) -> Iterator[Surface]:
    first, last = first_day_of(row["first_day"]), last_day_of(row["last_day"])
    entry = Entry(row["name"], row["code"], row["kind"] or "body", "", first, last, user)
    for name in (row["name"], *_several(row["aliases"])):
        yield Surface(name, entry)


def read_own(path: Path) -> Iterator[Surface]:
    """A user's rows: people where ``kind`` is empty or person, names else (``userbook``)."""
    for row in _rows(path):
        if row["kind"] in ("", "person"):
            yield from _person_surfaces(row, user=True)
        else:
            yield from _name_surfaces(row, user=True)


def load(folder: Path = FOLDER, own: Path | None = None) -> Book:
    """Read the book anew; ``own`` is a user's file of people or names, or absent."""
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
    return Book(rows, states, VERSION)


@cache
def book(own: Path | None = None) -> Book:
    """The book, read once; with the user's own rows if ``own`` names their file."""
    return load(own=own)
