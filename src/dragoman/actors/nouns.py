"""Nouns for political actors and the PLOVER sector each stands for (``data/actors/words.csv``).

A sector with ``=`` is taken over from what stands beside the noun ("party official", "member
of parliament") and is the default where nothing does.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from ..values import Value
from . import FOLDER, Match
from .naming import Token, key

IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people"}
LONGEST = 5  # words of a noun
ALWAYS_PLURAL = frozenset(
    "police people troops forces authorities deputies personnel staff clergy media press public"
    " crowd masses gendarmerie judiciary families troop".split()
)


class Noun(Value, frozen=True):
    """``kind`` is person, people, body, group or land; ``takes`` if it takes its neighbour's
    sector; ``size`` counts tokens."""

    key: str
    sector: str
    kind: str
    takes: bool
    plural: bool
    size: int = 1


@cache
def table() -> dict[str, Noun]:
    """Every noun under its key, plurals too; the first row that has a noun wins."""
    found: dict[str, Noun] = {}
    with (FOLDER / "words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            sector = row["sector"]
            for word in row["words"].split("|"):
                name = key(word)
                noun = Noun(
                    name,
                    sector.removeprefix("="),
                    row["kind"],
                    sector.startswith("="),
                    name in ALWAYS_PLURAL or row["kind"] == "people",
                    name.count(" ") + 1,
                )
                found.setdefault(name, noun)
    for name, noun in list(found.items()):
        many = Noun(name, noun.sector, noun.kind, noun.takes, True, noun.size)
        for plural in _plurals(name):
            found.setdefault(plural, many)
    return found


def _plurals(name: str) -> list[str]:
    """Plurals of a noun phrase, its last or first word put in the plural."""
    head, _, last = name.rpartition(" ")
    start = head + " " if head else ""
    many = []
    if last.endswith("man"):
        many.append(start + last[:-3] + "men")
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        many.append(start + last[:-1] + "ies")
    elif last.endswith(("s", "sh", "ch", "x")):
        many.append(start + last + "es")
    else:
        many.append(start + last + "s")
    first, _, rest = name.partition(" ")
    if rest and rest.split()[0] in ("of", "general", "d"):
        many.append(f"{first}s {rest}")
    if name == "child":
        many = ["children"]
    return many


def noun_at_end(words: Sequence[Token], names: Sequence[Match] = ()) -> Noun | None:
    """The longest noun that ends a run of tokens and does not begin within a name: no union
    leaders in "European Union leaders"."""
    if not words or words[-1].key not in endings():
        return None
    known, keys = table(), [word.key for word in words[-LONGEST:]]
    for first in range(len(keys)):
        at = len(words) - len(keys) + first
        if first < len(keys) - 1 and any(one.first < at < one.last for one in names):
            continue
        noun = known.get(" ".join(keys[first:]))
        if noun is not None:
            return noun
    return None


def nouns_in(words: Sequence[Token]) -> list[tuple[int, Noun]]:
    """Nouns in a run of tokens with the index of their first one; longest first."""
    found, passed, known, starts, opens = [], 0, table(), beginnings(), openings()
    for at, word in enumerate(words):
        name = word.key
        if name not in opens or at < passed:
            continue
        best, end = known.get(name), at + 1
        while name in starts and end < len(words):
            name = f"{name} {words[end].key}"
            end += 1
            best = known.get(name, best)
        if best is not None:
            found.append((at, best))
            passed = at + best.size
    return found


@cache
def openings() -> frozenset[str]:
    """The first words of nouns."""
    return frozenset(name.partition(" ")[0] for name in table())


@cache
def endings() -> frozenset[str]:
    """The last words of nouns."""
    return frozenset(name.rpartition(" ")[2] for name in table())


@cache
def beginnings() -> frozenset[str]:
    """What nouns of several words begin with."""
    return frozenset(name[:at] for name in table() for at in range(len(name)) if name[at] == " ")
