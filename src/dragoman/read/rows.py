"""Rows of JSON lines, JSON and CSV -> pages, by the usual names of columns or given ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import UnknownName
from ..types import Page, Rejected

#: Our field -> the names it has in others' files, the more telling ones first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "articlebody",
        "articletext",
        "fulltext",
        "maintext",
        "bodytext",
        "cleanedtext",
        "plaintext",
        "content",
        "contents",
        "article",
        "story",
        "html",
        "rawhtml",
    ),
    "title": ("title", "headline", "articletitle", "head", "heading"),
    "address": ("url", "address", "link", "canonicalurl", "articleurl", "sourceurl", "permalink"),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "sourcename",
        "sitename",
        "newspaper",
        "source",
        "sourcedomain",
        "domain",
        "site",
        "media",
    ),
    "published": (
        "published",
        "publishedat",
        "publicationdate",
        "datepublished",
        "publisheddate",
        "publishdate",
        "datepublish",
        "pubdate",
        "publishedon",
        "publishtime",
        "date",
        "datetime",
        "timestamp",
        "time",
    ),
    "id": ("id", "_id", "guid", "uuid", "articleid", "docid", "documentid", "uri"),
}
_LISTS = ("articles", "documents", "docs", "items", "results", "data", "rows", "stories", "entries")
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_TAGS = re.compile(
    r"<(?:p|br|div|span|h[1-6]|ul|ol|article|section|table|img|a)\b[^<>]{0,500}>", re.I
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype|html|head|body)\b",
    re.I | re.S,
)
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fields:
    """For each of our fields the names to look for, given ones first and alone."""

    names: Mapping[str, tuple[str, ...]]
    given: frozenset[str]  # fields whose name the caller gave: matched letter for letter

    def has_text(self, columns: Iterable[str]) -> bool:
        return self.find("text", dict.fromkeys(columns, "")) is not None

    def find(self, field: str, row: Mapping[str, object]) -> object | None:
        """The row's value for ``field``, or None; '' where the column is there and empty."""
        if field in self.given:
            return next((row[name] for name in self.names[field] if name in row), None)
        plain = {_plain(name): value for name, value in reversed(list(row.items()))}
        found = [plain[name] for name in self.names[field] if plain.get(name) is not None]
        return next((value for value in found if value != ""), found[0] if found else None)


def fields(given: Mapping[str, str]) -> Fields:
    """Fields with the ``given`` names in place of the usual ones. Raises UnknownName."""
    for field in given:
        if field not in NAMES:
            raise UnknownName("field", field, NAMES)
    names = NAMES | {field: (name,) for field, name in given.items()}
    return Fields(names, frozenset(given))


def field_of(column: str) -> str | None:
    """Which of our fields a column usually is."""
    return _FIELD_OF.get(_plain(column))


def page(source: str, row: object, fields: Fields, line: int | None = None) -> Page | Rejected:
    """One row as a page; Rejected where it is no object or has no text."""
    if not isinstance(row, Mapping):
        return Rejected(source, "read", "not an object")
    given = {str(name): value for name, value in row.items() if value is not None}
    source_id = _words(fields.find("id", given))
    content = _text(fields.find("text", given))
    if not content.strip():
        return Rejected(source, "read", _missing(given, fields), source_id)
    return Page(
        source,
        content,
        html=looks_like_html(content),
        source_id=source_id,
        address=_words(fields.find("address", given)),
        outlet=_words(fields.find("outlet", given)),
        title=_words(fields.find("title", given)),
        published=_words(fields.find("published", given)),
        line=line,
    )


def _missing(row: Mapping[str, object], fields: Fields) -> str:
    if fields.find("text", row) is not None:
        return "row without text"
    listed = ", ".join(list(row)[:12]) or "none"
    return f"row without text: no column of text among {listed}; name it: --map text=COLUMN"


def listed(value: object, fields: Fields) -> list[object]:
    """The rows of one JSON value: its items, those of a list it holds, or itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return [value]
    if fields.find("text", value) is None:
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list):
                return inner
    return [value]


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is a page, or a piece of one as feeds carry it."""
    if _PAGE.match(text):
        return True
    head = text[:5000]
    return (head.lstrip()[:1] == "<" and bool(_TAGS.match(head.lstrip()))) or (
        len(_TAGS.findall(head)) >= 2 and "</" in head
    )


def _plain(name: object) -> str:
    plain = re.sub(r"[\s\-.]+", "", str(name).strip().casefold())
    return plain if plain == "_id" else plain.replace("_", "")


def _text(value: object) -> str:
    """A column of text: a string, or a list of paragraphs."""
    if isinstance(value, list):
        return _whole("\n\n".join(item for item in value if isinstance(item, str)))
    return _whole(value) if isinstance(value, str) else ""


def _words(value: object) -> str | None:
    """A short column: a string, a number, or an object with a name."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("$oid")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _whole(str(value)).strip() or None


def _whole(text: str) -> str:
    """``text`` with no half of a surrogate pair, which no file could hold."""
    return _SURROGATES.sub("\ufffd", text)
