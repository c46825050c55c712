"""Rows of JSON lines, JSON and CSV -> pages, by the usual names of columns or given ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    """The columns that the caller named for our fields, matched letter for letter.

    Such a column stands alone where it is there; a source without it is searched for the
    usual names, so that one command reads sources that name things differently.
    """

    given: Mapping[str, str]

    def has_text(self, columns: Iterable[str]) -> bool:
        return self.find("text", dict.fromkeys(columns, "")) is not None

    def find(self, field: str, row: Mapping[str, object]) -> object | None:
        """The row's value for ``field``, or None; '' where the column is there and empty."""
        named = self.given.get(field)
        if named is not None and named in row:
            return "" if row[named] is None else row[named]
        plain = {
            _plain(name): value for name, value in reversed(list(row.items())) if value is not None
        }
        found = [plain[name] for name in NAMES[field] if name in plain]
        return next((value for value in found if value != ""), found[0] if found else None)

    def twice(self, columns: Sequence[str]) -> str | None:
        """The column of text, where there are several of that one name."""
        named = self.given.get("text")
        if named in columns:
            return named if columns.count(named) > 1 else None
        plain = [_plain(name) for name in columns]
        used = next((name for name in NAMES["text"] if name in plain), "")
        return columns[plain.index(used)] if plain.count(used) > 1 and used else None

    def no_text(self, columns: Iterable[object]) -> str:
        """What is wrong with a source that has but ``columns``, and what to do."""
        listed = ", ".join([str(name) for name in columns][:12]) or "none"
        named = f" {self.given['text']!r} nor one" if "text" in self.given else ""
        return f"no column{named} of text among {listed}; name it: --map text=COLUMN"


def fields(given: Mapping[str, str]) -> Fields:
    """Fields with the ``given`` names before the usual ones. Raises UnknownName."""
    for field in given:
        if field not in NAMES:
            raise UnknownName("field", field, NAMES)
    return Fields(dict(given))


def field_of(column: str) -> str | None:
    """Which of our fields a column usually is."""
    return _FIELD_OF.get(_plain(column))


def page(source: str, row: object, fields: Fields, line: int | None = None) -> Page | Rejected:
    """One row as a page; Rejected where it is no object or has no text."""
    if not isinstance(row, Mapping):
        return Rejected(source, "read", "not an object")
    given = {str(name): value for name, value in row.items()}
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
    filled = [name for name, value in row.items() if value is not None]
    return f"row without text: {fields.no_text(filled)}"


def listed(value: object, fields: Fields) -> list[object]:
    """The rows of one JSON value: its items, those of a list it holds, or itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return [value]
    named = fields.given.get("text")
    if named not in value if named else fields.find("text", value) is None:
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
