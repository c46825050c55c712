"""Sources -> pages: files, folders, globs and standard input, gzipped or not.

What cannot be read comes out as a ``Rejected`` in its place, so that every file, or row of a
file of rows, gives exactly one ``Page`` or one ``Rejected``. Blank lines are no rows; hidden
files of a folder are no sources. Rows are read one by one, never a file of rows at once.
"""

from __future__ import annotations

import csv
import glob
import gzip
import io
import itertools
import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO, cast

from ..errors import BadInput
from ..types import Page, Rejected
from . import decode, rows

MAX_CHARACTERS = 2_000_000  # of one page or row; no news article is longer
_SAMPLE = 65_536  # bytes looked at to tell type and encoding
_BYTES = 4  # at most, for one character in any encoding read here
_MAX_JSON = 64  # a .json file must fit into memory: so many times the limit
_LINE_END = re.compile(r"\r*\n|\r")  # some programs write CR CR LF


@dataclass(frozen=True, slots=True)
class File:
    """One opened file: ``stream`` gives its bytes, unpacked; ``sample`` is how they begin."""

    source: str
    stream: BinaryIO
    sample: bytes
    fields: rows.Fields
    limit: int

    def reject(self, reason: str, line: int | None = None) -> Rejected:
        return Rejected(self.source, "read", f"line {line}: {reason}" if line else reason)


Reader = Callable[[File], Iterator[Page | Rejected]]


def read(
    sources: Iterable[str],
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    limit: int = MAX_CHARACTERS,
) -> Iterator[Page | Rejected]:
    """Pages of ``sources`` in the order given; those of a folder or glob sorted by path.

    ``columns`` maps our fields (text, title, address, outlet, published, id) to the names that
    rows use. ``-`` is ``stdin``. Raises BadInput at once when a source does not exist, and
    UnknownName when ``columns`` has a field we do not know.
    """
    given = [os.fspath(source) for source in sources]
    for source in given:
        _check(source)
    fields = rows.fields(columns or {})
    return _read_all(given, fields, stdin, limit)


def _read_all(
    sources: list[str], fields: rows.Fields, stdin: BinaryIO | None, limit: int
) -> Iterator[Page | Rejected]:
    for source in sources:
        if source == "-":
            yield from _read_stream("-", stdin or sys.stdin.buffer, fields, limit)
        else:
            for path, walked in _expand(source):
                yield from _read_path(path, walked, fields, limit)


def _check(source: str) -> None:
    if source == "-" or os.path.lexists(source):
        return
    if "://" in source:
        raise BadInput(source, "is an address", "Save the page to a file and name the file.")
    if not glob.has_magic(source):
        raise BadInput(source, "no such file or folder", "Check the path.")
    if next(glob.iglob(source, recursive=True), None) is None:
        raise BadInput(source, "no file matches", "Check the pattern, and quote it in a shell.")


def _expand(source: str) -> Iterator[tuple[str, bool]]:
    """Paths of one source, each with whether a folder was walked to find it."""
    paths = [source] if os.path.lexists(source) else sorted(glob.glob(source, recursive=True))
    folders = [path for path in paths if os.path.isdir(path)]
    inside = tuple(os.path.join(folder, "") for folder in folders)
    for path in paths:
        if path.startswith(inside) and path not in folders[:1]:
            continue  # the walk of its folder gives it
        if os.path.isdir(path):
            walked = _walk(path)
            first = next(walked, path)  # an empty folder stands for itself, to be rejected
            yield from ((found, True) for found in itertools.chain([first], walked))
        else:
            yield path, False


def _walk(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(names) if name[0] != ".")


def _read_path(
    path: str, walked: bool, fields: rows.Fields, limit: int
) -> Iterator[Page | Rejected]:
    try:
        mode = os.stat(path).st_mode
        if walked and not stat.S_ISREG(mode):
            empty = "a folder with no file to read in it (hidden ones are left out)"
            odd = "neither a file nor a folder"  # a pipe would block
            yield Rejected(path, "read", empty if stat.S_ISDIR(mode) else odd)
            return
        with open(path, "rb") as stream:
            yield from _read_stream(path, stream, fields, limit)
    except OSError as error:
        yield Rejected(path, "read", f"cannot be read: {error.strerror or error}")


def _read_stream(
    source: str, raw: BinaryIO, fields: rows.Fields, limit: int
) -> Iterator[Page | Rejected]:
    try:
        stream = _unpacked(raw)
        sample = stream.peek(_SAMPLE)[:_SAMPLE]
        if len(sample) < _SAMPLE:  # peek gives what one read of the raw stream gave
            stream, sample = _filled(stream)
        fault = decode.fault(sample)
        if fault:
            yield Rejected(source, "read", fault)
            return
        reader = READERS.get(_suffix(source)) or _sniffed(sample)
        yield from reader(File(source, cast(BinaryIO, stream), sample, fields, limit))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Rejected(source, "read", f"broken gzip: {error}")


def _unpacked(raw: BinaryIO) -> io.BufferedReader:
    buffered = raw if hasattr(raw, "peek") else io.BufferedReader(cast(io.RawIOBase, raw))
    stream = cast(io.BufferedReader, buffered)
    if stream.peek(2)[:2] != b"\x1f\x8b":
        return stream
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream)), _SAMPLE)


def _filled(stream: io.BufferedReader) -> tuple[io.BufferedReader, bytes]:
    """The stream with its first bytes gathered, for pipes that give a few at a time."""
    head = b""
    while len(head) < _SAMPLE and (more := stream.read1(_SAMPLE - len(head))):
        head += more
    return io.BufferedReader(_Rest(head, stream), _SAMPLE), head


class _Rest(io.RawIOBase):
    """``head`` and then whatever ``stream`` still holds."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self.head, self.stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self.head[: len(buffer)] or self.stream.read(len(buffer))
        self.head = self.head[len(chunk) :] if self.head else b""
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Returns(io.RawIOBase):
    """``stream`` with LF for CR, the line end of old Macs."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self.stream.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _suffix(source: str) -> str:
    path = Path(source.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _sniffed(sample: bytes) -> Reader:
    """The reader for what begins like ``sample``, where the file's name tells nothing."""
    text = sample.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        first = text.split("\n", 1)[0].strip()
        return read_jsonl if first.startswith("{") and first.endswith("}") else read_json
    if rows.looks_like_html(text):
        return read_html
    return read_csv if _has_header(text) else read_text


def _has_header(text: str) -> bool:
    header = _LINE_END.split(text, maxsplit=1)[0].strip()
    names = header.split(_delimiter(header))
    known = [rows.field_of(name.strip('" ')) for name in names]
    return "text" in known and len(set(known) - {None}) > 1


# --- whole files


def read_text(file: File) -> Iterator[Page | Rejected]:
    """One page, plain unless it begins as HTML does."""
    yield _whole(file, html=None)


def read_html(file: File) -> Iterator[Page | Rejected]:
    """One page of HTML."""
    yield _whole(file, html=True)


def _whole(file: File, html: bool | None) -> Page | Rejected:
    data = file.stream.read(file.limit * _BYTES + 1)
    if not data.strip():
        return file.reject("empty")
    text = decode.text(data)
    if text is None:
        return file.reject("wrong encoding: none fits; save the file as UTF-8")
    if len(text) > file.limit:
        return file.reject(f"longer than {file.limit:,} characters")
    if not text.strip():
        return file.reject("empty")
    return Page(file.source, text, html=rows.looks_like_html(text) if html is None else html)


# --- files of rows


def read_jsonl(file: File) -> Iterator[Page | Rejected]:
    """A page for each line that holds an object. Blank lines are skipped."""
    encoding = decode.encoding(file.sample)
    empty = True
    for number, line in _lines(file, encoding):
        if isinstance(line, str) and not line.strip():
            continue
        empty = False
        yield line if isinstance(line, Rejected) else _json_row(file, line, number)
    if empty:
        yield file.reject("empty")


def _lines(file: File, encoding: str | None) -> Iterator[tuple[int, str | Rejected]]:
    """Numbered lines; one that cannot be decoded or is too long is a Rejected."""
    if encoding is None:
        yield 1, file.reject("wrong encoding: none fits; save the file as UTF-8")
        return
    if encoding.startswith(("utf_16", "utf_32")):  # a line's end is more than one byte there
        yield from _wide_lines(file, encoding)
        return
    most, number = file.limit * _BYTES, 0
    while line := file.stream.readline(most + 1):
        number += 1
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = file.stream.readline(most)
            yield number, file.reject(f"longer than {file.limit:,} characters", number)
            continue
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else encoding)
        except UnicodeDecodeError:
            text = decode.text(line)
            yield number, file.reject("wrong encoding", number) if text is None else text


def _wide_lines(file: File, encoding: str) -> Iterator[tuple[int, str | Rejected]]:
    number = 0
    try:
        for number, line in enumerate(io.TextIOWrapper(file.stream, encoding), 1):
            yield number, line
    except UnicodeError:
        yield number + 1, file.reject(f"wrong encoding: not {encoding}", number + 1)


def _json_row(file: File, line: str, number: int) -> Page | Rejected:
    try:
        row = _loads(line)
    except ValueError as error:
        return file.reject(f"broken JSON: {error}", number)
    return _page(file, row, number, f"line {number}")


def _loads(text: str) -> object:
    """JSON, where NaN and the like are missing. Raises ValueError, nesting too deep included."""
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _page(file: File, row: object, line: int | None, where: str) -> Page | Rejected:
    page = rows.page(file.source, row, file.fields, line)
    if isinstance(page, Rejected):
        return Rejected(file.source, "read", f"{where}: {page.reason}", page.source_id)
    if len(page.content) > file.limit:
        reason = f"{where}: longer than {file.limit:,} characters"
        return Rejected(file.source, "read", reason, page.source_id)
    return page


def read_json(file: File) -> Iterator[Page | Rejected]:
    """Pages of one JSON value: an object, a list of them, or an object that holds the list."""
    most = file.limit * _MAX_JSON
    data = file.stream.read(most + 1)
    if len(data) > most:
        yield file.reject(f"longer than {most:,} bytes; turn it into JSON lines")
        return
    text = decode.text(data)
    if text is None or not text.strip():
        yield file.reject("empty" if text is not None else "wrong encoding: none fits")
        return
    try:
        value = _loads(text)
    except ValueError as error:
        if _is_lines(text):
            lines = File(file.source, io.BytesIO(data), file.sample, file.fields, file.limit)
            yield from read_jsonl(lines)
        else:
            yield file.reject(f"broken JSON: {error}")
        return
    found = rows.listed(value, file.fields)
    if not found:
        yield file.reject("no articles in it")
    for number, row in enumerate(found, 1):
        yield _page(file, row, None, f"item {number}")


def _is_lines(text: str) -> bool:
    try:
        return isinstance(_loads(text.lstrip().split("\n", 1)[0]), dict)
    except ValueError:
        return False


def read_csv(file: File) -> Iterator[Page | Rejected]:
    """A page for each row under the header. A quote left open spoils its own row alone."""
    csv.field_size_limit(max(csv.field_size_limit(), file.limit + 1))
    records = _records(_with_newlines(file))
    header = next(records, None)
    if header is None or isinstance(header[1], Rejected):
        yield header[1] if header and isinstance(header[1], Rejected) else file.reject("empty")
        return
    names = [name.strip() for name in header[1]]
    if fault := _fault(file.fields, names):
        yield file.reject(fault)
        return
    yield from _under(file, names, records)


def _with_newlines(file: File) -> File:
    """The file itself, unless its header ends in a bare CR."""
    text = file.sample.decode("latin-1")  # finds line ends in any encoding but the wide ones
    end = _LINE_END.search(re.sub(r'"[^"]*"', "", text))
    if end is None or end[0] != "\r" or "\0" in text:
        return file
    stream = io.BufferedReader(_Returns(file.stream), _SAMPLE)
    return replace(file, stream=cast(BinaryIO, stream))


def _fault(fields: rows.Fields, names: list[str]) -> str | None:
    """Why no row under such a header can be used, or None."""
    if not fields.has_text(names):
        return fields.no_text(names)
    if name := fields.twice(names):
        return f"more than one column {name!r}; rename all but the one with the text"
    return None


def _under(
    file: File, names: list[str], records: Iterator[tuple[int, list[str] | Rejected]]
) -> Iterator[Page | Rejected]:
    empty = True
    for number, record in records:
        empty = False
        if isinstance(record, Rejected):
            yield record
        elif len(record) != len(names):
            yield file.reject(f"{len(record)} fields instead of {len(names)}", number)
        else:
            yield _page(file, dict(zip(names, record, strict=True)), number, f"line {number}")
    if empty:
        yield file.reject("no rows under the header")


def _records(file: File) -> Iterator[tuple[int, list[str] | Rejected]]:
    """CSV records, each with the number of its first line; blank ones are left out."""
    feed = _Feed(_lines(file, decode.encoding(file.sample)))
    delimiter = "\t" if _suffix(file.source) == ".tsv" else ""
    while (ahead := feed.peek()) is not None:
        number, line = ahead
        if isinstance(line, Rejected):
            feed.waiting.pop()
            yield number, line
            continue
        delimiter = delimiter or _delimiter(line)
        try:
            record = next(csv.reader(feed, delimiter=delimiter, strict=True))
        except csv.Error as error:
            yield number, file.reject(f"broken CSV: {_plainly(error)}", number)
            feed.give_back()
            continue
        feed.taken.clear()
        if record:
            yield number, record


def _plainly(error: csv.Error) -> str:
    """Python's own words advise its programmer, who is not the reader."""
    text = str(error)
    return "a bare CR outside quotes" if text.startswith("new-line character") else text


class _Feed:
    """Lines for the CSV parser that can be given back when a record turns out broken."""

    def __init__(self, lines: Iterator[tuple[int, str | Rejected]]) -> None:
        self.lines = lines
        self.waiting: list[tuple[int, str | Rejected]] = []  # the next one last
        self.taken: list[tuple[int, str | Rejected]] = []  # since the record began

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        ahead = self.peek()
        if ahead is None or isinstance(ahead[1], Rejected):
            raise StopIteration
        self.taken.append(self.waiting.pop())
        return ahead[1]

    def peek(self) -> tuple[int, str | Rejected] | None:
        if not self.waiting:
            self.waiting.extend(itertools.islice(self.lines, 1))
        return self.waiting[-1] if self.waiting else None

    def give_back(self) -> None:
        """All the record's lines but its first, which is spent."""
        self.waiting.extend(reversed(self.taken[1:]))
        self.taken.clear()


def _delimiter(header: str) -> str:
    plain = re.sub(r'"[^"]*"', "", header)
    return max(",\t;|", key=plain.count)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
}
