"""Rows of the actor book, and how its CSV files are read."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..values import Value

FOLDER = Path(__file__).parents[1] / "data" / "actors"

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
PEOPLE = ["name", "short", "aliases", "code", "office", "first_day", "last_day"]
NAMES = ["name", "aliases", "code", "kind", "first_day", "last_day"]
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


class Entry(Value, frozen=True):
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


class Surface(Value, frozen=True):
    """One way of writing an entry."""

    written: str
    entry: Entry
    short: bool = False


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


def several(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part) if cell else ()


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows, [])
        for row in rows:
            if row:
                yield dict(zip(header, row, strict=False))  # a test checks the widths


def _cells(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """Rows of a file that has just these columns; raises ``ValueError`` for another."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, []) != columns:
            raise ValueError(f"{path} has not the columns {', '.join(columns)}")
        yield from filter(None, rows)


def read_states(path: Path) -> Iterator[tuple[State, list[Surface]]]:
    """States with every way of writing them."""
    for row in read_rows(path):
        iso3, demonyms = row["iso3"], several(row["demonyms"])
        yield (
            State(
                iso3,
                row["iso2"],
                row["name"],
                int(row["cow"]) if row["cow"] else None,
                int(row["gw"]) if row["gw"] else None,
                first_day_of(row["first_day"]),
                several(row["capital"]),
                demonyms,
            ),
            list(_state_surfaces(row, f"{iso3}/GOV", demonyms)),
        )


def _state_surfaces(row: dict[str, str], code: str, demonyms: Sequence[str]) -> Iterator[Surface]:
    def entry(kind: str) -> Entry:
        return Entry(row["name"], code, kind)

    state, demonym, people = entry("state"), entry("demonym"), entry("people")
    for name in (row["name"], *several(row["aliases"])):
        yield Surface(name, state)
    for name in demonyms:
        yield Surface(name, demonym)
        if plural := _plural(name):
            yield Surface(plural, people)
    for name in several(row["capital"]):
        yield Surface(name, entry("capital"))
    for name in several(row["seats"]):
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
    for row in read_rows(path):
        for name in (row["name"], *several(row["aliases"])):
            yield Surface(name, Entry(row["name"], row["code"], "region"))
        for name in several(row["demonyms"]):
            yield Surface(name, Entry(row["name"], row["code"], "demonym"))
            if plural := _plural(name):
                yield Surface(plural, Entry(row["name"], row["code"], "people"))


def read_people(path: Path) -> Iterator[Surface]:
    """People in office, under the full name, other full names and the surname."""
    for row in _cells(path, PEOPLE):
        yield from _person_surfaces(*row)


def _person_surfaces(
    name: str,
    short: str,
    aliases: str,
    code: str,
    office: str,
    first: str,
    last: str,
    *,
    user: bool = False,
) -> Iterator[Surface]:
    days = first_day_of(first), last_day_of(last)
    entry = Entry(name, code, "person", office, *days, user)
    yield Surface(name, entry)
    for other in several(aliases):
        yield Surface(other, entry)
    for other in several(short):
        if other != name:
            yield Surface(other, entry, short=True)


def read_names(path: Path) -> Iterator[Surface]:
    """Organs, parties, groups, bodies, companies and NGOs."""
    for row in _cells(path, NAMES):
        yield from _name_surfaces(*row)


def _name_surfaces(
    name: str, aliases: str, code: str, kind: str, first: str, last: str, *, user: bool = False
) -> Iterator[Surface]:
    days = first_day_of(first), last_day_of(last)
    entry = Entry(name, code, kind or "body", "", *days, user)
    yield Surface(name, entry)
    for other in several(aliases):
        yield Surface(other, entry)


def read_own(path: Path) -> Iterator[Surface]:
    """A user's rows: people where ``kind`` is empty or person, names else (``userbook``)."""
    for row in read_rows(path):
        if row["kind"] in ("", "person"):
            yield from _person_surfaces(*(row[column] for column in PEOPLE), user=True)
        else:
            yield from _name_surfaces(*(row[column] for column in NAMES), user=True)
