"""HTML -> lines of the main text, and what the page says of itself. trafilatura's only home."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import trafilatura
from lxml import etree, html

Dates = tuple[tuple[str, str], ...]  # (where it stands, its words), the best first

_META: Final = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publication_date",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "article.published",
    "date",
)
_BLOCKS: Final = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article header footer aside nav table "
    "tr figure figcaption hr pre dd dt dl main form".split()
)
_HIDDEN: Final = frozenset("script style noscript template iframe svg form button select".split())
_WHOLE = re.compile(r"<(?:html|body|head|!doctype)\b", re.I)
_SUFFIX = re.compile(r"\s+(?:[|–—·»•-]|::)\s+([^|–—·»•]{2,40})$")
# Neither a site's own story nor its address is worth more than what it prints above the text.
_OPTIONS: Final[dict[str, Any]] = {
    "include_comments": False,
    "include_tables": True,
    "with_metadata": True,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}


@dataclass(frozen=True, slots=True)
class Main:
    """The main text in lines, with what the page tells of title, outlet, address and day."""

    lines: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    address: str | None = None
    dates: Dates = ()
    links: frozenset[str] = frozenset()  # words that lead elsewhere
    declared: bool = False  # the page says of itself that it is one article
    outside: tuple[str, ...] = ()  # lines of the page that are not in the main text


def main(page: str, address: str | None = None) -> Main | None:
    """The article in ``page``; None where there is none, or no HTML."""
    tree = _tree(page)
    if tree is None:
        return None
    if not _WHOLE.search(page[:5000]):
        return Main(tuple(_block_lines(tree)))
    try:
        found: Any = trafilatura.bare_extraction(tree, url=address, **_OPTIONS)
    except Exception:  # it raises whatever lxml, htmldate or itself stumble over
        found = None
    graph = list(_json_ld(tree))
    text = _text(found.text if found else None, _told(graph, "articleBody"))
    if not text:
        return None
    outlet = (found.sitename if found else None) or _told(graph, "publisher")
    lines = tuple(text.split("\n"))
    return Main(
        lines,
        _title(tree, graph, found, outlet),
        outlet,
        _address(tree) or address,
        tuple(_dates(tree, graph, found.date if found else None)),
        frozenset(_plain(a.text_content()) for a in tree.iter("a")) - {""},
        any(map(_is_article, graph)) or _meta(tree, ("og:type",)) == "article",
        tuple(_outside(tree, lines)),
    )


def _tree(page: str) -> html.HtmlElement | None:
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            tree = html.fromstring(f"<div>{page}</div>")
    except (etree.LxmlError, ValueError, TypeError):
        return None
    return tree


def _block_lines(tree: html.HtmlElement) -> Iterator[str]:
    """All text of a fragment, a line for each block."""
    parts: list[str] = []
    _gather(tree, parts)
    for line in "".join(parts).split("\n"):
        if line.strip():
            yield re.sub(r"\s+", " ", line).strip()


def _outside(tree: html.HtmlElement, lines: tuple[str, ...]) -> Iterator[str]:
    """Lines of the page's body that the main text left out, each once."""
    inside = "".join(map(_plain, lines))
    body = tree.find("body")
    for line in dict.fromkeys(_block_lines(tree if body is None else body)):
        if _plain(line) and _plain(line) not in inside:
            yield line


def _gather(root: html.HtmlElement, parts: list[str]) -> None:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        known = isinstance(element.tag, str)
        if event == "start":
            parts.append("\n" if known and element.tag in _BLOCKS else "")
            if known and element.tag not in _HIDDEN:
                parts.append(re.sub(r"\s+", " ", element.text or ""))
        else:
            parts.append("\n" if known and element.tag in _BLOCKS else "")
            if element is not root:
                parts.append(re.sub(r"\s+", " ", element.tail or ""))


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects of the page's JSON-LD, those of ``@graph`` too, articles first."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            found.extend(_objects(json.loads(script.text or "null", strict=False)))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=lambda one: not _is_article(one))


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth + 1)


def _is_article(one: dict[str, Any]) -> bool:
    kind = json.dumps(one.get("@type", ""))
    return "Article" in kind or "Posting" in kind or "Report" in kind


def _told(graph: list[dict[str, Any]], name: str) -> str | None:
    """The first value of ``name`` in JSON-LD, or the name of the thing that it is."""
    for one in graph:
        value = one.get(name)
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _text(found: str | None, told: str | None) -> str | None:
    """The text found, but where it runs together what JSON-LD tells in paragraphs."""
    return told if told and (not found or ("\n" in told and "\n" not in found)) else found


def _title(
    tree: html.HtmlElement, graph: list[dict[str, Any]], found: Any, outlet: str | None
) -> str | None:
    """The headline as printed, else as the page names itself less the outlet's name."""
    headline = _told(graph, "headline")
    headings = [h.text_content().strip() for h in tree.iter("h1")]
    named = _meta(tree, ("og:title", "twitter:title")) or (found.title if found else None)
    candidates = [_trimmed(name, outlet) for name in (headline, named) if name]
    for heading in headings:
        if any(_plain(heading) == _plain(name) for name in candidates):
            return " ".join(heading.split())
    best = next(iter(candidates), None) or (headings[0] if len(headings) == 1 else None)
    return " ".join(html.fromstring(f"<p>{best}</p>").text_content().split()) if best else None


def _trimmed(title: str, outlet: str | None) -> str:
    """``title`` without the outlet's name behind a bar or dash."""
    match = _SUFFIX.search(title)
    if not match:
        return title.strip()
    same = outlet and _plain(match[1]) in (_plain(outlet), _plain("the " + outlet))
    bar = match[0].strip()[:1] in "|»•·:"
    return title[: match.start()].strip() if same or bar else title.strip()


def _address(tree: html.HtmlElement) -> str | None:
    for link in tree.xpath('//link[@rel="canonical"]/@href'):
        if str(link).startswith("http"):
            return str(link)
    named = _meta(tree, ("og:url", "twitter:url"))
    return named if named and named.startswith("http") else None


def _meta(tree: html.HtmlElement, names: tuple[str, ...]) -> str | None:
    return next((content for name, content in _metas(tree) if name in names and content), None)


def _metas(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        yield name.casefold(), (element.get("content") or "").strip()


def _dates(
    tree: html.HtmlElement, graph: list[dict[str, Any]], guessed: str | None
) -> Iterator[tuple[str, str]]:
    for one in graph:
        if isinstance(one.get("datePublished"), str):
            yield "JSON-LD datePublished", one["datePublished"]
    metas = dict(reversed([(name, content) for name, content in _metas(tree) if content]))
    for name in _META:
        if name in metas:
            yield f"meta {name}", metas[name]
    for time in tree.xpath('//time[@pubdate or contains(@itemprop, "datePublished")]'):
        yield "time element", time.get("datetime") or time.text_content().strip()
    if guessed:
        yield "htmldate", guessed


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
