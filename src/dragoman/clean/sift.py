"""The lines of a page together: blocks of links, titles, labels around the text, repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from ..types import Removed
from . import cues, forms, published
from .leftovers import ITEM, TERMINAL, WORD, Piece, is_doubtful, is_sentence, split

#: Reasons of what stands around articles, not in them.
FURNITURE = frozenset(cues.LABELS) - {"source line"} | {
    "notice",
    "related link",
    "link",
    "among leftovers",
    "embedded post",
}
_HEAD_LABEL = 3  # words of a section label over the text
_LONG = re.compile(r"[^\W\d_]{4,}")  # words that tell what a line is about
_NEAR = 3  # lines from the top among which a timestamp is the article's own
_STRAY = 800  # characters of text from which a headline that shares no word is another's
_SURE_REPEAT = 40  # characters from which a repeated line is no accident


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
    pieces = [piece for line in lines if line.strip() for piece in split(line.strip())]
    pieces = _mark(pieces, [at for at, one in enumerate(pieces) if _is_link(one, links)], "link")
    address = address or _first_address(pieces)
    pieces = _without_headings(_without_blocks(_without_menus(pieces)))
    pieces, title = _without_title(pieces, title, address)
    pieces = _without_strays(_without_dates(_without_head(pieces)))
    pieces = _without_empty_dateline(pieces)
    pieces = _without_menus(_without_repeats(pieces))  # which a repeated line may have parted
    pieces = _without_tail(_without_company(pieces))
    gone = [piece for piece in pieces if piece.reason]
    return Sifted(
        tuple(piece.text for piece in pieces if not piece.reason),
        tuple(Removed(piece.text, piece.reason or "") for piece in gone),
        title,
        address,
        next(_sites(gone), None),
        tuple(_stamps(pieces)),
    )


def _without_menus(pieces: list[Piece]) -> list[Piece]:
    """Names of sections, three and more on end, whatever else is left over between them."""
    left = [at for at, one in enumerate(pieces) if one.reason in (None, "navigation")]
    named = [pieces[at].reason is not None or _is_section(pieces[at].text) for at in left]
    menus = [
        at
        for n, at in enumerate(left)
        if not pieces[at].reason
        and named[n]
        and any(all(named[start : start + 3]) for start in range(max(0, n - 2), n + 1))
        and len(left) > 2
    ]
    return _mark(pieces, menus, "navigation")


def _is_section(line: str) -> bool:
    words = [word.casefold() for word in WORD.findall(line[:60])]
    return len(line) <= 60 and 0 < len(words) <= 4 and cues.SECTIONS.issuperset(words)


def _without_blocks(pieces: list[Piece]) -> list[Piece]:
    """A heading such as "Related stories" takes the headlines under it along."""
    out: list[Piece] = []
    inside = False
    for piece in pieces:
        if forms.BLOCK.fullmatch(piece.text) and not is_sentence(piece.text):
            inside = True
            out.append(replace(piece, reason=piece.reason or "related link"))
            continue
        cut = piece.text.endswith(("...", "…")) and len(piece.text) < 160  # a headline cut short
        inside = inside and (bool(piece.reason) or cut or not is_sentence(piece.text))
        out.append(replace(piece, reason="related link") if inside and not piece.reason else piece)
    return out


def _without_headings(pieces: list[Piece]) -> list[Piece]:
    """The few words right over a link such as "More >>" belong to it, and so does the headline
    right over a bare date between the paragraphs."""
    first, last = _reach(pieces)
    over = [
        at
        for at, (line, below) in enumerate(pairwise(pieces))
        if not line.reason
        and (
            (below.reason == "read more" and _is_tag(line.text, 4))
            or (first < at < last and _is_bare_date(below) and not is_sentence(line.text))
        )
    ]
    return _mark(pieces, over, "related link")


def _is_bare_date(piece: Piece) -> bool:
    return piece.reason == "timestamp" and not published.is_labelled(piece.text)


def _reach(pieces: Sequence[Piece]) -> tuple[int, int]:
    """The places of the first and the last sentence that stays; (0, 0) without any."""
    found = [at for at, one in enumerate(pieces) if not one.reason and is_sentence(one.text)]
    return (found[0], found[-1]) if found else (0, 0)


def _stamps(pieces: Sequence[Piece]) -> Iterator[str]:
    """Timestamp lines of this article: over it, under it, or saying that they are."""
    first, last = _reach(pieces)
    first = max(first, _NEAR)
    for at, piece in enumerate(pieces):
        if piece.reason == "timestamp" and (
            not first < at < last or published.is_labelled(piece.text)
        ):
            yield piece.text


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
    if best is None or shared[best] > 1:
        return best
    body = _body(pieces[first:])
    return next((at for at in above if _told_share(pieces[at].text, body) >= 0.3), above[0])


def _body(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in pieces if not piece.reason).casefold()


def _told_share(line: str, body: str) -> float:
    """How many of the line's longer words the text has too; 1 where it has no such words."""
    words = _LONG.findall(line.casefold())
    return sum(word[:6] in body for word in words) / len(words) if words else 1.0


def _may_title(line: str) -> bool:
    words = WORD.findall(line)
    if not 2 <= len(words) <= 30 or len(line) > 220 or ITEM.match(line) or line[0].islower():
        return False
    whole = line[0] in "“\"'‘" and line.rstrip(",.;")[-1] in "”\"'’"  # a quotation, no headline
    named = all(word.casefold() in cues.SECTIONS for word in words)
    return not (whole or named or line.endswith((":", ",", ";")))


def _shared(line: str, slug: set[str]) -> int:
    return len(slug.intersection(word.casefold() for word in WORD.findall(line)))


def _without_head(pieces: list[Piece]) -> list[Piece]:
    """Section labels and names above the text."""
    first = next((i for i, p in enumerate(pieces) if not p.reason and is_sentence(p.text)), 0)
    body = _body(pieces[first:])
    short = [
        at
        for at in range(first)
        if not pieces[at].reason
        and (_is_tag(pieces[at].text, _HEAD_LABEL) or _is_byline(pieces[at].text, body))
    ]
    return _mark(pieces, short, "section label or name")


def _is_byline(line: str, body: str) -> bool:
    """Names that the text does not know: those who wrote it."""
    named = len(line) < 90 and bool(forms.NAMES.fullmatch(line))
    return named and _told_share(line, body) < 0.34


def _is_tag(line: str, most: int) -> bool:
    """A few words, no end of a sentence, no number and no list item."""
    return (
        len(line.split()) <= most
        and not TERMINAL.search(line.replace("U.S.", "US").replace("U.K.", "UK"))
        and not any(map(str.isdigit, line))
        and not ITEM.match(line)
        and not cues.QUOTED.search(line)
    )


def _without_strays(pieces: list[Piece]) -> list[Piece]:
    """Headlines of other articles between the paragraphs: no word of theirs is in the text."""
    body = _body([piece for piece in pieces if is_sentence(piece.text)])
    if len(body) < _STRAY:
        return pieces
    strays = [at for at, one in enumerate(pieces) if not one.reason and _is_stray(one.text, body)]
    return _mark(pieces, strays, "headline of another article")


def _is_stray(line: str, body: str) -> bool:
    if len(line.split()) < 5 or is_sentence(line) or ITEM.match(line) or cues.QUOTED.search(line):
        return False
    aligned = re.search(r"\s[–—-]\s|[:;\t]", line)  # an entry of a list
    return not aligned and len(_LONG.findall(line)) >= 3 and not _told_share(line, body)


def _without_company(pieces: list[Piece]) -> list[Piece]:
    """What is in doubt goes with its neighbours: words between two leftovers, words after the
    text that follow one, and sentences to the reader beside one."""
    out = list(pieces)
    _, last = _reach(pieces)
    for at, piece in enumerate(pieces):
        before = at > 0 and out[at - 1].reason in FURNITURE
        after = at + 1 < len(pieces) and pieces[at + 1].reason in FURNITURE
        doubtful = (before or after) and is_doubtful(piece.text)
        short = not is_sentence(piece.text) and _is_plain(piece.text)
        beside = short and before and (after or at > last)
        if not piece.reason and (doubtful or beside):
            out[at] = replace(piece, reason="among leftovers")
    return out


def _is_plain(line: str) -> bool:
    return len(line.split()) <= 12 and not ITEM.match(line) and not cues.QUOTED.search(line)


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
    if len({pieces[at].text for at in headings}) < 3:
        return pieces
    return [replace(p, reason=None) if at in headings else p for at, p in enumerate(pieces)]


def _without_tail(pieces: list[Piece]) -> list[Piece]:
    """Names, headings, questions to readers and notes on the author that nothing follows."""
    kept = [at for at, piece in enumerate(pieces) if not piece.reason]
    marked = dict[int, str]()
    while len(kept) > 1:
        text = pieces[kept[-1]].text
        if _is_bio(text, [pieces[at].text for at in kept[:-1]]):
            marked[kept.pop()] = "note on the author"
        elif _ASKS_READERS.fullmatch(text):
            marked[kept.pop()] = "question to readers"
        elif _is_tag(text, 5) and any(is_sentence(pieces[at].text) for at in kept):
            marked[kept.pop()] = "heading or name"
        else:
            break
    return [replace(p, reason=marked.get(at, p.reason)) for at, p in enumerate(pieces)]


#: "What do you think of the deal?" below an article; a quoted question is somebody's.
_ASKS_READERS = re.compile(
    r"(?:(?:What|How|Who|Which|Why|Where|Do|Did|Are|Will|Would|Should|Could|Have) )"
    r"[^“”\"?]*\byou(?:r)?\b[^“”\"?]{0,90}\?"
)
#: What is left at the head of a text whose dateline lost its names: "( – The talks …".
_EMPTY_DATELINE = re.compile(r"\(\s*[–—-]+\s+(?=[A-Z“\"])")


def _without_empty_dateline(pieces: list[Piece]) -> list[Piece]:
    for at, piece in enumerate(pieces):
        if not piece.reason:
            empty = _EMPTY_DATELINE.match(piece.text)
            if not empty:
                break
            rest = Piece(piece.text[empty.end() :])
            return [
                *pieces[:at],
                Piece(empty[0].strip(), "empty dateline"),
                rest,
                *pieces[at + 1 :],
            ]
    return pieces


def _is_bio(line: str, others: Sequence[str]) -> bool:
    """A note on who wrote the article, not on somebody it tells of."""
    match = forms.BIO.fullmatch(line)
    surname = match["name"].split()[-1] if match and match["name"] else None
    return bool(match) and not (surname and any(surname in other for other in others))


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


def _is_link(piece: Piece, links: Set[str]) -> bool:
    return (
        bool(links)
        and not piece.reason
        and _letters(piece.text) in links
        and not is_sentence(piece.text)
    )


def _letters(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


def _first_address(pieces: list[Piece]) -> str | None:
    if not pieces or pieces[0].reason != "address":
        return None
    match = forms.ADDRESS.fullmatch(pieces[0].text)
    return match[1] if match else None


def _sites(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        match = forms.FROM_SITE.fullmatch(piece.text) if piece.reason == "source line" else None
        if match:
            yield match[1]
