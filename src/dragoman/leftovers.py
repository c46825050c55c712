"""Line by line: what is news, and what is left over of the page around it.

A line goes only for a reason that can be named. A line that may be a sentence of the article
stays: sentences go only where they speak to the reader about the site, and never where
somebody is quoted or reported in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dragoman import cues, published
from dragoman.types import Removed

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*[+]?")
_UNITS = re.compile(r"""(?<=[.!?…])["'”’)\]]*\s+(?=[A-Z“"‘'(©*])""")
_TERMINAL = re.compile(r"""[.!?…:;]["'”’)\]»*]*\s*(?:\([^()]{1,40}\))?$""")
_GLUE = re.compile(r"(?<=[a-zà-þ0-9.,!?…”\"')\]>])(?=[A-ZÀ-Þ<©“])|(?<=[a-z])(?=\d)")
_ITEM = re.compile(r"^\s*(?:[•*·▪◦–—-]|\(?[\divx]{1,4}[.)])\s")
_NOTICE = 4.0  # points from which a sentence counts as a notice
_LABEL_WORDS = 10  # a label has no more
_HEAD_LABEL = 3  # words of a section label over the text
_TAIL = 180  # characters at a line's end in which a credit may begin
_SURE_REPEAT = 40  # characters from which a repeated line is no accident


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one; ``reason`` is why it goes, None where it stays."""

    text: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sifted:
    """``kept`` are paragraphs; ``stamps`` the timestamp lines; ``site`` the named source."""

    kept: tuple[str, ...]
    removed: tuple[Removed, ...]
    title: str | None
    address: str | None
    site: str | None
    stamps: tuple[str, ...]


def sift(
    lines: Sequence[str],
    title: str | None = None,
    address: str | None = None,
    links: Set[str] = frozenset(),
) -> Sifted:
    """Paragraphs of an article, without what is left over. ``title`` and ``address`` where
    known; else a title is looked for above the text, and an address in its first line.
    ``links`` are the words of the page's links, in small letters and without spaces."""
    pieces = [piece for line in lines if line.strip() for piece in _split(line.strip())]
    pieces = [
        replace(piece, reason="link") if _leads_away(piece, links) else piece for piece in pieces
    ]
    address = address or _first_address(pieces)
    pieces = _without_blocks(pieces)
    pieces, title = _without_title(pieces, title, address)
    pieces = _without_dates(_without_head(pieces))
    pieces = _without_repeats(_without_tail(pieces))
    gone = [piece for piece in pieces if piece.reason]
    return Sifted(
        tuple(piece.text for piece in pieces if not piece.reason),
        tuple(Removed(piece.text, piece.reason or "") for piece in gone),
        title,
        address,
        next(_sites(gone), None),
        tuple(piece.text for piece in gone if piece.reason == "timestamp"),
    )


# --- one line


def _split(line: str) -> list[Piece]:
    """The line's pieces: furniture glued to its ends is cut off, the rest judged as one."""
    reason = judge(line)
    if reason:
        return [Piece(line, reason)]
    head, line = _cut_head(line)
    line, tail = _cut_tail(line)
    if not line:
        return [*head, *tail]
    return [*head, Piece(line, judge(line) if head or tail else None), *tail]


def judge(line: str) -> str | None:
    """Why the whole ``line`` is a leftover, or None."""
    for reason, test in _TESTS:
        if test(line):
            return reason
    return label(line) or notice(line)


def label(line: str) -> str | None:
    """The reason where ``line`` is a label: short, and all its words are those of furniture."""
    if len(line) > 90 or cues.QUOTED.search(line):
        return None
    words = _WORD.findall(line.casefold().replace("’", "'"))
    if not words or len(words) > _LABEL_WORDS:
        return None
    for reason, (heads, others) in cues.LABELS.items():
        if heads.intersection(words) and all(
            word in heads or word in others or word in cues.COMMON or _neutral(word)
            for word in words
        ):
            return reason
    return None


def _neutral(word: str) -> bool:
    """Numbers and names of sites say nothing either way."""
    return word.replace(",", "").isdigit() or bool(re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,6}", word))


def notice(line: str) -> str | None:
    """The reason where every sentence of ``line`` speaks to the reader about the site."""
    return "notice" if all(_notices(_UNITS.split(line))) else None


def _notices(units: Sequence[str]) -> list[bool]:
    """For each sentence whether it is a notice; what is in doubt follows its neighbours."""
    scores = [points(unit) for unit in units]
    found = [score >= _NOTICE for score in scores]
    for order in (range(1, len(units)), range(len(units) - 2, -1, -1)):
        for at in order:
            beside = found[at - 1] if order.step > 0 else found[at + 1]
            found[at] = found[at] or (beside and _in_doubt(units[at], scores[at]))
    return found


def _in_doubt(unit: str, score: float) -> bool:
    return score >= _NOTICE / 2 or (unit.endswith("?") and len(unit.split()) <= 6)


@lru_cache(2048)
def points(unit: str) -> float:
    """How much one sentence looks like a notice: 4 and more is one, below 2 none."""
    if label(unit):
        return 2 * _NOTICE
    small = unit.casefold()
    if len(unit) > 400 or not any(stem in small for stem in cues.STEMS):
        return 0.0  # most sentences end here, which makes the pass fast
    if cues.QUOTED.search(unit) or cues.REPORTED.search(unit):
        return 0.0
    if cues.SURE.search(unit):
        return 2 * _NOTICE
    spoken = 2.0 * bool(cues.IMPERATIVE.match(unit)) + bool(cues.READER.search(unit))
    site = bool(cues.SITE.search(unit))
    if not (spoken or site):
        return 0.0
    about: float = sum(weight for pattern, weight in cues.SITE_WORDS if pattern.search(unit))
    if about < 1:
        return 0.0
    return about + spoken + site if spoken else min(about, _NOTICE - 1)


def _is_photo_credit(line: str) -> bool:
    ruled = re.search(r"copyright|rights reserved|©\s*(?:19|20)\d\d", line, re.I)
    return not ruled and bool(cues.CREDIT.fullmatch(line)) and not _TERMINAL.search(line)


def _is_bio(line: str) -> bool:
    return bool(re.fullmatch(r"\S+@\S+\.\w+|@\w+", line)) or bool(
        cues.CONTACT.fullmatch(line) and len(line) < 100
    )


def _is_related(line: str) -> bool:
    match = cues.RELATED.match(line) or cues.ALSO_READ.match(line)
    return bool(match) and len(line) < 220 and not line.rstrip().endswith((".", ".”", '."'))


_TESTS: Final = (
    ("address", lambda line: bool(cues.ADDRESS.fullmatch(line))),
    ("source line", lambda line: bool(cues.FROM_SITE.fullmatch(line))),
    ("timestamp", published.is_stamp),
    ("reading time", lambda line: bool(cues.READING_TIME.fullmatch(line))),
    ("photo credit", _is_photo_credit),
    ("copyright", lambda line: bool(cues.COPYRIGHT.fullmatch(line))),
    ("byline", lambda line: len(line) < 160 and bool(cues.BYLINE.fullmatch(line))),
    ("credit", lambda line: bool(cues.REPORTING.fullmatch(line))),
    ("tags", lambda line: bool(cues.TAGS.fullmatch(line))),
    ("related link", _is_related),
    ("contact", _is_bio),
    ("note", lambda line: bool(cues.CORRECTED.fullmatch(line))),
    ("navigation", lambda line: bool(cues.BREADCRUMB.fullmatch(line)) and not is_sentence(line)),
    ("rule", lambda line: bool(cues.BREAK.fullmatch(line))),
)


def is_sentence(line: str) -> bool:
    """Whether ``line`` reads as running text: it ends as sentences do, or is long."""
    words = line.split()
    if len(words) >= 5 and _TERMINAL.search(line):
        return True
    small = sum(word[:1].islower() for word in words)
    return len(words) >= 18 and small >= 0.45 * len(words)


def _cut_head(line: str) -> tuple[list[Piece], str]:
    """Furniture glued before the first words: "Exit mobile versionMinisters meet"."""
    cut: list[Piece] = []
    for match in _GLUE.finditer(line, 2, 140):
        head = line[: match.start()].strip()
        reason = label(head) or _glued(head)
        if reason:
            cut = [Piece(head, reason)]
            rest = line[match.start() :].strip()
    return (cut, rest) if cut else _cut_opening(line)


def _glued(head: str) -> str | None:
    if published.is_stamp(head):
        return "timestamp"
    return "reading time" if cues.READING_TIME.fullmatch(head) else None


def _cut_opening(line: str) -> tuple[list[Piece], str]:
    """Whole notices before the first sentence that is none."""
    if _ITEM.match(line):
        return [], line
    units = _UNITS.split(line)
    count = next((at for at, found in enumerate(_notices(units)) if not found), 0)
    if not count:
        return [], line
    at = line.index(units[count], sum(map(len, units[:count])))
    return [Piece(line[:at].strip(), "notice")], line[at:]


def _cut_tail(line: str) -> tuple[str, list[Piece]]:
    """Credits and notices after the last sentence, glued or not."""
    cut: list[Piece] = []
    while line:
        for reason, find in _TAILS:
            at = find(line)
            if at is not None and line[:at].strip():
                tail = line[at:].strip()
                cut.insert(0, Piece(tail, label(tail) or reason))
                line = line[:at].rstrip()
                break
        else:
            break
    return line, cut


def _credit_at(line: str) -> int | None:
    match = cues.CREDIT_TAIL.search(line, max(0, len(line) - _TAIL))
    return match.start("tail") if match else None


def _agency_at(line: str) -> int | None:
    match = cues.AGENCY_TAIL.search(line, max(0, len(line) - _TAIL))
    return match.start("tail") if match else None


def _label_at(line: str) -> int | None:
    for match in _GLUE.finditer(line, max(2, len(line) - 100)):
        if label(line[match.start() :]):
            return match.start()
    return None


def _notice_at(line: str) -> int | None:
    units = _UNITS.split(line)
    ends = len(units) > 1 and not _ITEM.match(line) and _notices(units)[-1]
    return line.rindex(units[-1]) if ends else None


_TAILS: Final = (
    ("photo credit", _credit_at),
    ("credit", _agency_at),
    ("label", _label_at),
    ("notice", _notice_at),
)


# --- lines among others


def _without_blocks(pieces: list[Piece]) -> list[Piece]:
    """A heading such as "Related stories" takes the headlines under it along."""
    out: list[Piece] = []
    inside = False
    for piece in pieces:
        if cues.BLOCK.fullmatch(piece.text) and not is_sentence(piece.text):
            inside = True
            out.append(replace(piece, reason=piece.reason or "related link"))
            continue
        cut = piece.text.endswith(("...", "…")) and len(piece.text) < 160  # a headline cut short
        inside = inside and (bool(piece.reason) or cut or not is_sentence(piece.text))
        out.append(replace(piece, reason="related link") if inside and not piece.reason else piece)
    return out


def _without_title(
    pieces: list[Piece], title: str | None, address: str | None
) -> tuple[list[Piece], str | None]:
    """The title leaves the text, where it stands as a line above it."""
    if title:
        wanted = _letters(title)
        same = [
            at
            for at, piece in enumerate(pieces)
            if not piece.reason and _is_title(piece.text, wanted)
        ]
        return _mark(pieces, same, "title"), title
    at = _title_at(pieces, address)
    return _without_title(pieces, pieces[at].text, address) if at is not None else (pieces, None)


def _is_title(line: str, wanted: str) -> bool:
    found = _letters(line)
    return bool(found) and (
        found == wanted or (len(found) > 20 and wanted.startswith(found) and not is_sentence(line))
    )


def _title_at(pieces: list[Piece], address: str | None) -> int | None:
    """The likeliest title among the lines above the first sentence, if any."""
    first = next((i for i, p in enumerate(pieces) if not p.reason and is_sentence(p.text)), None)
    if first is None:
        return None
    slug = set(re.findall(r"[a-z]{3,}", (address or "").rsplit("://", 1)[-1].casefold()))
    above = [at for at in range(first) if not pieces[at].reason and _may_title(pieces[at].text)]
    shared = {at: _shared(pieces[at].text, slug) for at in above}
    if len(slug) >= 4:  # the address tells; a short line that it does not know is a name
        above = [at for at in above if shared[at] or len(pieces[at].text.split()) > 4]
    best = max(above, key=lambda at: (shared[at], -at), default=None)
    return best if best is None or shared[best] > 1 else above[0]


def _may_title(line: str) -> bool:
    words = _WORD.findall(line)
    if not 2 <= len(words) <= 30 or len(line) > 220 or _ITEM.match(line) or line[0].islower():
        return False
    whole = line[0] in "“\"'‘" and line.rstrip(",.;")[-1] in "”\"'’"  # a quotation, no headline
    named = all(word.casefold() in cues.SECTIONS for word in words)
    return not (whole or named or line.endswith((":", ",", ";")))


def _shared(line: str, slug: set[str]) -> int:
    return len(slug.intersection(word.casefold() for word in _WORD.findall(line)))


def _without_head(pieces: list[Piece]) -> list[Piece]:
    """Section labels and names above the text."""
    first = next((i for i, p in enumerate(pieces) if not p.reason and is_sentence(p.text)), 0)
    short = [
        at for at in range(first) if not pieces[at].reason and _is_tag(pieces[at].text, _HEAD_LABEL)
    ]
    return _mark(pieces, short, "section label or name")


def _is_tag(line: str, most: int) -> bool:
    """A few words, no end of a sentence, no number and no list item."""
    return (
        len(line.split()) <= most
        and not _TERMINAL.search(line.replace("U.S.", "US").replace("U.K.", "UK"))
        and not any(map(str.isdigit, line))
        and not _ITEM.match(line)
        and not cues.QUOTED.search(line)
    )


def _without_dates(pieces: list[Piece]) -> list[Piece]:
    """Dates stay where they head the parts of a chronicle."""
    dates = [at for at, piece in enumerate(pieces) if piece.reason == "timestamp"]
    headings = [
        at
        for at in dates
        if not re.search(r"\d[:.]\d\d|ago|publish|updat|post|modif", pieces[at].text, re.I)
        and at + 1 < len(pieces)
        and not pieces[at + 1].reason
        and is_sentence(pieces[at + 1].text)
    ]
    if len(headings) < 3:
        return pieces
    return [replace(p, reason=None) if at in headings else p for at, p in enumerate(pieces)]


def _without_tail(pieces: list[Piece]) -> list[Piece]:
    """Names, headings and notes on the author that nothing follows."""
    kept = [at for at, piece in enumerate(pieces) if not piece.reason]
    marked = dict[int, str]()
    while len(kept) > 1:
        text = pieces[kept[-1]].text
        if cues.BIO.fullmatch(text):
            marked[kept.pop()] = "note on the author"
        elif _is_tag(text, 5) and any(is_sentence(pieces[at].text) for at in kept):
            marked[kept.pop()] = "heading or name"
        else:
            break
    return [replace(p, reason=marked.get(at, p.reason)) for at, p in enumerate(pieces)]


def _without_repeats(pieces: list[Piece]) -> list[Piece]:
    """A line that stands twice stays once; one that stands more often is part of a list."""
    times = Counter(p.text for p in pieces if not p.reason and len(p.text) >= _SURE_REPEAT)
    seen: set[str] = set()
    repeated = []
    for at, piece in enumerate(pieces):
        if not piece.reason and times[piece.text] == 2 and piece.text in seen:
            repeated.append(at)
        seen.add(piece.text)
    return _mark(pieces, repeated, "repeated line")


def _mark(pieces: list[Piece], places: Sequence[int], reason: str) -> list[Piece]:
    chosen = set(places)
    return [replace(p, reason=reason) if at in chosen else p for at, p in enumerate(pieces)]


def _leads_away(piece: Piece, links: Set[str]) -> bool:
    return not piece.reason and _letters(piece.text) in links and not is_sentence(piece.text)


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _first_address(pieces: list[Piece]) -> str | None:
    if not pieces or pieces[0].reason != "address":
        return None
    match = cues.ADDRESS.fullmatch(pieces[0].text)
    return match[1] if match else None


def _sites(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        match = cues.FROM_SITE.fullmatch(piece.text) if piece.reason == "source line" else None
        if match:
            yield match[1]
