"""The home country of an outlet, from its address or name: evidence for local actors, no more."""

from __future__ import annotations

import csv
import re
from functools import cache

from . import FOLDER, Book
from .naming import key

#: Country suffixes that are sold to the whole world, or that stand for something else.
WORLDWIDE = frozenset(
    "ai am at bz cc co cd eu fm gg gl in.net io is it la li ly me nu sh so st to tv us ws".split()
)
SECOND = frozenset("com co org net gov edu ac go or ne gob gouv news".split())
#: Editions of outlets all over the world: english.lematinal.media.
LANGUAGES = frozenset(
    "english french spanish german arabic russian chinese portuguese italian japanese korean"
    " turkish persian indonesian".split()
)


@cache
def known() -> dict[str, str]:
    """Names of outlets, as they stand in addresses -> ISO3, or empty for those of the world."""
    with (FOLDER / "outlets.csv").open(encoding="utf-8", newline="") as lines:
        return {row["domain"]: row["iso3"] for row in csv.DictReader(lines)}


@cache
def _suffixes(book: Book) -> dict[str, str]:
    ours = {one.iso2: iso3 for iso3, one in book.states.items()}
    return {"uk": "GBR"} | {two: iso3 for two, iso3 in ours.items() if two not in WORLDWIDE}


@cache
def _stems(book: Book) -> list[tuple[str, str]]:
    """Country names, adjectives and capitals as they stand inside addresses, longest first."""
    stems: dict[str, str] = {}
    for iso3, state in book.states.items():
        for name in (state.name, *state.demonyms, *state.capitals):
            stem = key(name).replace(" ", "")
            if len(stem) >= 4:
                stems.setdefault(stem, iso3)
    return sorted(stems.items(), key=lambda pair: -len(pair[0]))


@cache
def home(outlet: str | None, address: str | None, book: Book) -> str | None:
    """ISO3 of the country an outlet is at home in, or None.

    >>> home(None, "https://www.bangkokpost.com/x", book)
    'THA'
    """
    host = re.sub(r"^\w+://", "", address or "").partition("/")[0].partition(":")[0].casefold()
    labels = [part for part in host.split(".") if part and part != "www"]
    if labels and labels[-1] in _suffixes(book):
        return _suffixes(book)[labels[-1]]
    for name in (*reversed(labels[:-1]), key(outlet or "").replace(" ", "")):
        if name in SECOND or name in LANGUAGES or not name:
            continue
        if name in known():
            return known()[name] or None
        for stem, iso3 in _stems(book):
            if stem in name:
                return iso3
    return None
