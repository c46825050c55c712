"""Which offices an article names people by: their terms bound the time of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Final

from ..types import Article
from . import Book, Entry, Match
from . import book as shipped

BEFORE: Final = 60  # code points in front of a name in which its title stands
AFTER: Final = 40
FORMER: Final = re.compile(r"\b(?:former|ex|late|then|onetime|future|incoming|elect)\b", re.I)
SPELLINGS: Final = (("defence", "defen[cs]e"), ("minister", r"(?:minister|secretary)"))

Term = tuple[str, date | None, date | None]


def offices(article: Article, book: Book | None = None) -> list[Term]:
    """(label, first, last day) for everyone whom the article calls by an office of the book;
    several terms of one office give the days from the first to the last of them."""
    terms: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for match in (book or shipped()).find(article.text):
        if not match.short:
            for entry in _named(article.text, match):
                terms[entry.name, entry.office].append(entry)
    return [_hull(name, office, held) for (name, office), held in terms.items()]


def _named(text: str, match: Match) -> list[Entry]:
    """The offices in which the words around a name present its bearer."""
    people = [entry for entry in match.entries if entry.office]
    if not people:
        return []
    before = re.split(r"[.;:!?](?=\s)", text[max(0, match.start - BEFORE) : match.start])[-1]
    after = re.split(r"[.;:!?](?=\s|$)", text[match.end : match.end + AFTER])[0]
    if FORMER.search(before) or FORMER.search(after):
        return []
    return [
        entry
        for entry in people
        if _said(entry.office, r",?\s*$").search(before)
        or (after.startswith(",") and _said(entry.office, "").search(after))
    ]


@cache
def _said(office: str, end: str) -> re.Pattern[str]:
    """An office as it is written, before ``end``; none of a deputy's."""
    pattern = re.escape(office).replace(r"\ ", r"\s+")
    for plain, both in SPELLINGS:
        pattern = pattern.replace(plain, both)
    return re.compile(rf"(?<!vice )(?<!deputy )\b{pattern}\b(?!-){end}", re.I)


def _hull(name: str, office: str, held: list[Entry]) -> Term:
    first = min((one.first_day or date.min for one in held), default=date.min)
    last = max((one.last_day or date.max for one in held), default=date.max)
    return (
        f"{name} as {office}",
        first if first > date.min else None,
        last if last < date.max else None,
    )
