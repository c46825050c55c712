"""Bytes -> text: byte-order mark, UTF-8, the page's own declaration, then detection."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = {
    codecs.BOM_UTF32_LE: "utf_32",
    codecs.BOM_UTF32_BE: "utf_32",
    codecs.BOM_UTF8: "utf_8_sig",
    codecs.BOM_UTF16_LE: "utf_16",
    codecs.BOM_UTF16_BE: "utf_16",
}
_KINDS = {  # how files begin that are no text
    b"%PDF": "PDF",
    b"PK\x03\x04": "zip or office file",
    b"\xd0\xcf\x11\xe0": "office file",
    b"{\\rtf": "rich text (RTF)",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"SQLite format 3": "SQLite file",
    b"BZh": "bzip2 file",
    b"\xfd7zXZ": "xz file",
    b"\x28\xb5\x2f\xfd": "zstd file",
    b"PAR1": "Parquet file",
}
_META = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?"
    rb"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b",
    re.I | re.S,
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_DETECTED = 50_000  # bytes shown to the detector, which is slow


def fault(sample: bytes) -> str | None:
    """Why a file that begins with ``sample`` is no text, or None."""
    for magic, kind in _KINDS.items():
        if sample.startswith(magic):
            return f"binary, not text: {kind}"
    if _marked(sample) or _wide(sample):
        return None
    if _FEED.match(sample):
        return "a feed or list of addresses, not a page: save its articles"
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls > len(sample) / 50:
        return "binary, not text"
    return None


def text(data: bytes) -> str | None:
    """``data`` as text without byte-order mark; None where no encoding fits."""
    named = encoding(data)
    try:
        return None if named is None else data.decode(named).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def encoding(data: bytes) -> str | None:
    """The codec for ``data``, which may break off within a character; None where none fits."""
    certain = _marked(data) or _wide(data)
    if certain:
        return certain
    if _fits(data, "utf_8"):
        return "utf_8"
    declared = _META.search(data[:4096])
    if declared and _fits(data, name := declared[1].decode("ascii", "replace")):
        return name
    return "cp1252" if _western(data) else _detected(data)


def _marked(data: bytes) -> str | None:
    return next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin letters has zeros at every other place."""
    head = data[:2000]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > half * 0.7 and head[0::2].count(0) < half * 0.1:
        return "utf_16_le"
    if head[0::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.1:
        return "utf_16_be"
    return None


def _fits(data: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(data)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def _western(data: bytes) -> bool:
    """Nearly all ASCII, with letters, quotes and dashes of Windows-1252 between letters."""
    high = re.findall(rb"[\x80-\xff]+", data)
    if sum(map(len, high)) > len(data) / 25 or max(map(len, high), default=0) > 3:
        return False
    return _fits(data, "cp1252")


def _detected(data: bytes) -> str | None:
    best = from_bytes(data[:_DETECTED]).best()
    return best.encoding if best and _fits(data, best.encoding) else None
