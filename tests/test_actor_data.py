"""The actor book's tables are well formed, in whichever region they were written."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.ontology import SECTORS

BOOK = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "actors"
PEOPLE = sorted(BOOK.glob("people-*.csv"))
NAMES = [*sorted(BOOK.glob("names-*.csv")), BOOK / "bodies.csv"]
PEOPLE_HEADER = ["name", "short", "aliases", "code", "office", "first_day", "last_day"]
NAMES_HEADER = ["name", "aliases", "code", "kind", "first_day", "last_day"]
KINDS = {"body", "organ", "party", "group", "ngo", "company", "seat"}
WORLD = re.compile(r"(IGO|NGO|MNC|IMG)/[A-Z0-9][A-Z0-9 _+&.-]*")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def header(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[0].split(",")


def states() -> set[str]:
    return {row["iso3"] for row in rows(BOOK / "states.csv")}


def is_day(text: str) -> bool:
    """A day, a month or a year, or nothing."""
    if not text:
        return True
    if not DAY.fullmatch(text):
        return False
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def in_order(first: str, last: str) -> bool:
    """Whether `first` is not after `last`, as far as both are known."""
    known = min(len(first), len(last))
    return first[:known] <= last[:known]


def is_code(code: str, iso3: set[str]) -> bool:
    country, _, sector = code.partition("/")
    return bool(WORLD.fullmatch(code)) or (country in iso3 and sector in SECTORS)


def seat(row: Row) -> tuple[str, str]:
    """The seat a person holds: a state's office whatever the sector, or a body's."""
    code = row["code"]
    return (code if WORLD.fullmatch(code) else code.partition("/")[0]), row["office"]


def overlaps(table: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Neighbouring terms in one seat that share more than the day of handing over.

    Offices that begin with "senior" have many holders at a time.
    """
    seats: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table:
        if not row["office"].startswith("senior "):
            seats[seat(row)].append(row)
    for terms in seats.values():
        terms.sort(key=lambda row: row["first_day"].ljust(10, "~"))
        for before, after in pairwise(terms):
            if not before["last_day"] or not in_order(before["last_day"], after["first_day"]):
                yield before, after


@pytest.mark.parametrize("path", PEOPLE + NAMES, ids=lambda path: path.name)
def test_a_table_has_the_header_of_its_sort(path: Path) -> None:
    assert header(path) == (PEOPLE_HEADER if path in PEOPLE else NAMES_HEADER)


@pytest.mark.parametrize("path", PEOPLE + NAMES, ids=lambda path: path.name)
def test_every_row_is_whole_and_unique(path: Path) -> None:
    table = rows(path)
    assert [row for row in table if None in row or None in row.values()] == []
    assert [row for row in table if any(v != v.strip() for v in row.values())] == []
    must = ("name", "short", "code", "office") if path in PEOPLE else ("name", "code", "kind")
    assert [row for row in table if not all(row[field] for field in must)] == []
    seen = Counter(tuple(row.values()) for row in table)
    assert [row for row, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("path", PEOPLE + NAMES, ids=lambda path: path.name)
def test_aliases_are_separate_names(path: Path) -> None:
    wrong = []
    for row in rows(path):
        names = row["aliases"].split("|") if row["aliases"] else []
        if not all(names) or len(names) != len(set(names)) or row["name"] in names:
            wrong.append(row)
    assert wrong == []


@pytest.mark.parametrize("path", PEOPLE + NAMES, ids=lambda path: path.name)
def test_days_are_valid_and_in_order(path: Path) -> None:
    table = rows(path)
    assert [row for row in table if not is_day(row["first_day"])] == []
    assert [row for row in table if not is_day(row["last_day"])] == []
    ended = [row for row in table if row["last_day"]]
    assert [row for row in ended if not in_order(row["first_day"], row["last_day"])] == []


@pytest.mark.parametrize("path", PEOPLE + NAMES, ids=lambda path: path.name)
def test_every_code_is_a_state_and_sector_or_a_body_of_the_world(path: Path) -> None:
    iso3 = states()
    assert [row for row in rows(path) if not is_code(row["code"], iso3)] == []


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.name)
def test_no_two_people_hold_one_seat_at_a_time(path: Path) -> None:
    assert [(before["name"], after["name"], after["code"], after["office"])
            for before, after in overlaps(rows(path))] == []  # fmt: skip


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.name)
def test_every_term_says_when_it_begins(path: Path) -> None:
    assert [row for row in rows(path) if not row["first_day"]] == []


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.name)
def test_every_kind_is_known(path: Path) -> None:
    assert {row["kind"] for row in rows(path)} <= KINDS


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.name)
def test_offices_are_plain_lower_case_words(path: Path) -> None:
    assert {row["office"] for row in rows(path) if row["office"] != row["office"].lower()} == set()
