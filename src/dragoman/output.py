"""Rows for people and for programs: a table on a terminal, JSON lines in a pipe, or CSV."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Literal, TextIO

Row = Mapping[str, Any]
Format = Literal["auto", "table", "jsonl", "csv"]


def write(
    rows: Iterable[Row],
    format: Format = "auto",
    to: TextIO | None = None,
    columns: Sequence[str] = (),
) -> int:
    """Write ``rows`` and say how many there were. ``auto`` is a table on a terminal; ``columns``
    are those of a CSV."""
    out = to or sys.stdout
    if format == "auto":
        format = "table" if out.isatty() else "jsonl"
    if format == "csv":
        return table_csv(rows, out, columns)
    return {"table": table, "jsonl": jsonl}[format](rows, out)


def jsonl(rows: Iterable[Row], out: TextIO) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def table_csv(rows: Iterable[Row], out: TextIO, columns: Sequence[str] = ()) -> int:
    count = -1  # the header is no row
    for count, line in enumerate(csv_lines(rows, columns), start=0):
        out.write(line)
    return max(count, 0)


def csv_lines(rows: Iterable[Row], columns: Sequence[str] = ()) -> Iterator[str]:
    """``columns``, or else those of the first row; they are the header even where no row comes."""
    left = iter(rows)
    first = next(left, None)
    names = columns or tuple(first or ())
    if names:
        yield _line(names)
    for row in () if first is None else chain([first], left):
        yield _line([cell(row.get(name)) for name in names])


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def cell(value: object) -> str:
    """One value as CSV has it: lists are joined by ``;``, missing is empty. A list of objects is
    JSON, for their words may hold any sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        if any(isinstance(one, Mapping) for one in value):
            return json.dumps(value, ensure_ascii=False)
        return ";".join(cell(one) for one in value)
    return str(value)


def table(rows: Iterable[Row], out: TextIO) -> int:
    """Aligned columns, cut to the terminal's width; a thousand rows at a time."""
    count = 0
    for part in _parts(iter(rows)):
        widths = _widths(part)
        for line in _lines(part, widths, head=count == 0):
            out.write(line.rstrip() + "\n")
        count += len(part)
    return count


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(rows, 1000)):
        yield part


def _widths(rows: Sequence[Row]) -> dict[str, int]:
    room = shutil.get_terminal_size((120, 40)).columns
    widths = {key: max(len(key), *(len(_flat(row.get(key))) for row in rows)) for key in rows[0]}
    while sum(widths.values()) + 2 * len(widths) > room and max(widths.values()) > 12:
        widest = max(widths, key=lambda key: widths[key])
        widths[widest] -= 1
    return widths


def _lines(rows: Sequence[Row], widths: Mapping[str, int], head: bool) -> Iterator[str]:
    if head:
        yield "  ".join(key[:width].ljust(width) for key, width in widths.items())
    for row in rows:
        yield "  ".join(_cut(_flat(row.get(key)), width) for key, width in widths.items())


def _flat(value: object) -> str:
    return " ".join(cell(value).split())


def _cut(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
