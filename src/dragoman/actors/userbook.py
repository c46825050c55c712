"""A user's own rows of the actor book: one CSV file whose rows win over ours.

Nothing is written unless every row is right, so a refused import changes nothing.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ..errors import BadInput
from ..ontology import NON_STATES, SECTORS
from . import Book, first_day_of, last_day_of
from .naming import key

COLUMNS = ("name", "short", "aliases", "code", "office", "kind", "first_day", "last_day")
NEEDED = ("name", "code")
BODY = re.compile(r"[A-Z0-9][A-Z0-9 _&.+-]*")

Row = dict[str, str]


def import_csv(source: Path, into: Path, book: Book) -> int:
    """Check the rows of ``source`` and append them to ``into``; how many there were.

    Columns: name, code; short, aliases (``|`` between several), office, kind, first_day and
    last_day (YYYY, YYYY-MM or YYYY-MM-DD, inclusive; empty is open) as far as there are any.
    Raises ``BadInput`` with line and column for the first row that does not fit.
    """
    rows = _read(source, book)
    kept = _read(into, book) if into.exists() else []
    _refuse_clashes(kept, rows, str(source))
    _write(into, [row for _, row in (*kept, *rows)])
    return len(rows)


def add(
    into: Path,
    book: Book,
    name: str,
    code: str,
    *,
    office: str = "",
    aliases: Sequence[str] = (),
    short: str = "",
    kind: str = "",
    first_day: str = "",
    last_day: str = "",
) -> None:
    """Append one row, checked like a file's. Raises ``BadInput``."""
    row = dict(
        zip(
            COLUMNS,
            (name, short, "|".join(aliases), code, office, kind, first_day, last_day),
            strict=True,
        )
    )
    _check(row, 1, "the new row", book)
    kept = _read(into, book) if into.exists() else []
    _refuse_clashes(kept, [(1, row)], "the new row")
    _write(into, [*(one for _, one in kept), row])


def _read(path: Path, book: Book) -> list[tuple[int, Row]]:
    """Rows with the line each begins on, all checked."""
    where = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(where, f"byte {error.start} is no UTF-8", "Save it as UTF-8.") from error
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    header = [cell.strip() for cell in next(lines, [])]
    _check_header(header, where)
    rows = []
    try:
        for cells in lines:
            if not any(cells):
                continue
            at = lines.line_num
            if len(cells) != len(header):
                problem = f"{len(cells)} cells where the header has {len(header)}"
                raise BadInput(where, problem, "Quote cells that hold a comma.", at)
            row = dict.fromkeys(COLUMNS, "") | {
                name: cell.strip() for name, cell in zip(header, cells, strict=True)
            }
            _check(row, at, where, book)
            rows.append((at, row))
    except csv.Error as error:
        raise BadInput(where, str(error), "Close the quotes.", lines.line_num) from error
    return rows


def _check_header(header: Sequence[str], where: str) -> None:
    remedy = f"The first line names the columns: {','.join(COLUMNS)}."
    for name in NEEDED:
        if name not in header:
            raise BadInput(where, f"no column {name!r}", remedy, 1)
    for name in header:
        if name not in COLUMNS:
            raise BadInput(where, f"unknown column {name!r}", remedy, 1, name)
    if len(set(header)) < len(header):
        raise BadInput(where, "a column stands twice", remedy, 1)


def _check(row: Row, at: int, where: str, book: Book) -> None:
    if not key(row["name"]):
        raise BadInput(where, "the name is empty", "Give the full name.", at, "name")
    problem = bad_code(row["code"], book)
    if problem:
        remedy = "Write ISO3/SECTOR, such as KEN/GOV, or IGO/UN, NGO/…, MNC/…, IMG/…."
        raise BadInput(where, problem, remedy, at, "code")
    days: dict[str, date | None] = {}
    for column, read in (("first_day", first_day_of), ("last_day", last_day_of)):
        try:
            days[column] = read(row[column])
        except ValueError as error:
            remedy = "Write YYYY-MM-DD, YYYY-MM or YYYY, or leave it empty."
            raise BadInput(where, str(error), remedy, at, column) from error
    first, last = days["first_day"], days["last_day"]
    if first and last and last < first:
        problem = f"{row['last_day']} is before {row['first_day']}"
        raise BadInput(where, problem, "The last day is the later one.", at, "last_day")


def bad_code(code: str, book: Book) -> str | None:
    """What is wrong with an actor code, or None."""
    head, slash, rest = code.partition("/")
    if head in NON_STATES:
        if head == "UNK":
            return None if not slash or rest in SECTORS else f"no sector {rest!r}"
        return None if BODY.fullmatch(rest) else f"{code!r} names no body after {head}/"
    if head not in book.states:
        return f"no country {head!r} in {code!r}"
    return None if rest in SECTORS else f"no sector {rest!r} in {code!r}"


def _refuse_clashes(
    kept: Sequence[tuple[int, Row]], new: Sequence[tuple[int, Row]], where: str
) -> None:
    """One name may not have two codes on one day."""
    seen: dict[str, list[Row]] = {}
    for _, row in kept:
        seen.setdefault(key(row["name"]), []).append(row)
    for at, row in new:
        for other in seen.setdefault(key(row["name"]), []):
            if other["code"] != row["code"] and _overlap(row, other):
                problem = f"{row['name']} is {other['code']} already for some of these days"
                raise BadInput(where, problem, "Give days that do not overlap.", at, "code")
        seen[key(row["name"])].append(row)


def _overlap(one: Row, other: Row) -> bool:
    def ends(row: Row) -> tuple[date, date]:
        first, last = first_day_of(row["first_day"]), last_day_of(row["last_day"])
        return first or date.min, last or date.max

    (a, b), (c, d) = ends(one), ends(other)
    return a <= d and c <= b


def _write(path: Path, rows: Iterable[Row]) -> None:
    """All at once: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.replace(beside, path)
