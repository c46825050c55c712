"""A page -> an article, or the reason why it is none.

The text is NFC, with ``\\n`` line ends and a blank line between paragraphs; within a paragraph
nothing is changed but white space of other kinds. A line recognised as the title stands in
``title`` alone. Whatever was taken out stays visible in ``removed``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise

import py3langid

from ..types import Article, ArticleId, Page, Published, Rejected, Removed, digest
from . import markup, published
from .leftovers import is_sentence
from .sift import Sifted, sift

TOLD = 200  # characters from which the language of a text can be told
_LINKS = 4  # fewer lines that are links make no list
_STOPWORDS = frozenset(
    "the of to and in a is that for on with as was by at it from be has have are said its he his "
    "not but an this which who will would their were had they".split()
)
_SPACES = re.compile(r"[^\S\n]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u200e\u200f\u2060\xad\ufffe\uffff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)
_DATELINE_AGENCY = re.compile(r"[A-ZÀ-Þ].{0,60}?\(([A-Z][\w .&'-]{1,30})\)\s*[-–—]")
_ENDED = re.compile(r"""[.!?…:;]["'”’)\]]*$""")


def clean(page: Page, latest: date | None = None) -> Article | Rejected:
    """The article in ``page``. ``latest`` is the last day it can have come out: today."""
    main = markup.main(page.content, page.address) if page.html else _plain_main(page)
    if main is None:
        return _reject(page, "HTML without an article")
    lines = _lines("\n".join(main.lines))
    title = tidy(page.title or main.title or "").strip() or None
    sifted = sift(lines, title, page.address or main.address, main.links)
    text = "\n\n".join(sifted.kept)
    reason = _fault(text, sifted, page)
    if not reason and not main.declared and _is_list(sifted):
        reason = "HTML without an article: a list of links"
    if reason:
        return _reject(page, reason)
    address = sifted.address
    outside = tuple(Removed(line, "outside the main text") for line in main.outside)
    return Article(
        ArticleId(digest(page.source, page.source_id, text)),
        page.source,
        text,
        title=sifted.title,
        outlet=_outlet(page.outlet or main.outlet, sifted.site, address, sifted.kept[0]),
        address=address,
        published=_published(page, main, sifted, latest),
        source_id=page.source_id,
        removed=sifted.removed + outside,
    )


def _reject(page: Page, reason: str) -> Rejected:
    where = f"line {page.line}: " if page.line else ""
    return Rejected(page.source, "clean", where + reason, page.source_id)


def _fault(text: str, sifted: Sifted, page: Page) -> str | None:
    if not text and page.html:
        return "HTML without an article"
    if not text:
        return "nothing but leftovers of a page" if sifted.removed else "empty"
    language = told_language(text)
    if language not in (None, "en"):
        return f"not English: {language}"
    if not any(map(is_sentence, sifted.kept)):
        return "HTML without an article" if page.html else "no sentence in it"
    return None


def _is_list(sifted: Sifted) -> bool:
    """Whether links take as many lines of a page as half of its paragraphs."""
    links = sum(gone.reason == "link" for gone in sifted.removed)
    return links >= _LINKS and links >= len(sifted.kept) / 2


# --- plain text


def _plain_main(page: Page) -> markup.Main:
    return markup.Main(tuple(page.content.splitlines()))


def tidy(text: str) -> str:
    """NFC, ``\\n`` line ends, plain spaces; no control or invisible characters."""
    text = _mended(text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def _mended(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252, where all of it can be undone."""
    if "â€" not in text and "Ã©" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in tidy(text).split("\n")]
    return _unwrapped(lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines break within sentences, at about one width."""
    width = _width(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    broken = sum(
        len(a) > 0.7 * width and b[:1].islower() and not _ENDED.search(a) for a, b in pairs
    )
    return 40 <= width <= 120 and broken >= 3 and broken >= 0.25 * len(pairs)


def _width(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs joined again; a line well under the usual width ends one."""
    width = _width(lines)
    out: list[str] = []
    going = False
    for line in lines:
        if going and line:
            out[-1] += line if re.search(r"\w-$", out[-1]) else " " + line
        elif line:
            out.append(line)
        going = bool(line) and len(line) > 0.7 * width
    return out


# --- language, outlet, day


def told_language(text: str) -> str | None:
    """The text's language in two letters; None where it is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    small = sum(count for word, count in Counter(words).items() if word in _STOPWORDS)
    if small >= 0.2 * len(words):
        return "en"
    if len(text) < TOLD and (small or len(text) < TOLD / 4):
        return None
    language, _ = py3langid.classify(text[:4000])
    return "en" if language != "en" and small >= 0.15 * len(words) else str(language)


def _outlet(named: str | None, site: str | None, address: str | None, first: str) -> str | None:
    """The outlet's name, else the domain of a source line or of the address."""
    if named and "://" not in named:
        return domain(named) if named.startswith("www.") else tidy(named).strip()
    return next((domain(one) for one in (named, site, address) if one), None) or _agency(first)


def _agency(first: str) -> str | None:
    """The agency in a dateline: "LIMA, Jun 3 2022 (IPS) - ..."."""
    match = _DATELINE_AGENCY.match(first)
    return match[1] if match else None


def domain(address: str) -> str | None:
    """The site of an address without ``www.``: nytimes.com."""
    match = re.match(
        r"(?:\w+://)?(?:www\d?\.|m\.|amp\.)?([\w-]+(?:\.[\w-]+)+)", address.strip().lower()
    )
    return match[1] if match else None


def _published(
    page: Page, main: markup.Main, sifted: Sifted, latest: date | None
) -> Published | None:
    return (
        published.decide([("feed", page.published)], latest)
        or published.decide(main.dates, latest)
        or published.from_stamps(sifted.stamps, latest)
        or next(
            filter(None, (published.from_dateline(one, latest) for one in sifted.kept[:2])), None
        )
        or published.in_address(sifted.address or "", latest)
    )
