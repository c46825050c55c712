"""Everybody an article names, in text order, and what a reference asks.

``evidence`` describes the candidates for one reference; ``odds`` weighs it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from ..values import Value
from .company import ALONE, Company
from .context import Context
from .reading import NON_STATES, Reading

OWNED: Final = re.compile(r"(?:his|her|its|their)\s", re.I)
LOCAL: Final = 400  # characters before a reference whose namings count as close
LEAD: Final = 300  # characters at the head of a text
KINDS: Final = (
    "he",
    "they",
    "we",
    "it",
    "source",
    "target",
    "person",
    "people",
    "body",
    "land",
    "named",
    "other",
)


class Occurrence(Value, frozen=True):
    """An actor named at ``start`` .. ``end``; ``role`` is source, target, or empty."""

    start: int
    end: int
    reading: Reading
    role: str = ""

    @property
    def head(self) -> str:
        return self.reading.head or ""

    @property
    def alone(self) -> bool:
        """Whether this is one person."""
        return self.reading.person and not self.reading.plural


class Reference(Value, frozen=True):
    """Words, or a side without words, that stand for somebody named elsewhere."""

    kind: str  # one of KINDS
    at: int
    sentence: tuple[int, int]
    reading: Reading
    side: str = ""
    type: str = ""
    company: Company = ALONE
    facing: frozenset[str] = frozenset()  # countries of the people on the other side
    apart: frozenset[str] = frozenset()  # states that it is none of


class Line:
    """Heads in the order of their places in the text."""

    def __init__(self, found: Iterable[Occurrence] = ()) -> None:
        places = [(one.start, one.head) for one in found]
        self.starts = [start for start, _ in places]
        self.heads = [head for _, head in places]

    def before(self, at: int) -> list[str]:
        """All that begin before ``at``."""
        return self.heads[: bisect_left(self.starts, at)]

    def first(self, left: int, right: int) -> str:
        """The first that begins at ``left`` or behind, and before ``right``; empty if none."""
        place = bisect_left(self.starts, left)
        return self.heads[place] if place < len(self.starts) and self.starts[place] < right else ""

    def last(self, left: int, right: int) -> str:
        """The last that begins before ``right``, and not before ``left``; empty if none."""
        place = bisect_left(self.starts, right) - 1
        return self.heads[place] if place >= 0 and self.starts[place] >= left else ""


class Scene:
    """All occurrences with a known head, by place, by head and by what they are."""

    def __init__(self, context: Context, occurrences: Sequence[Occurrence]) -> None:
        self.context, self.text, self.book = context, context.text, context.book
        self.where = context.where
        self.all = sorted(
            (one for one in occurrences if one.reading.head), key=lambda one: one.start
        )
        self.everybody = Line(self.all)
        self.starts, self.heads = self.everybody.starts, self.everybody.heads
        self.people = Line(one for one in self.all if one.alone)
        self.things = Line(one for one in self.all if not one.alone)
        self.doers = Line(one for one in self.all if one.role == "source")
        self.by_head: dict[str, list[Occurrence]] = defaultdict(list)
        for one, head in zip(self.all, self.heads, strict=True):
            self.by_head[head].append(one)
        self.naming_starts = [one.start for one in self.where.namings]
        self.naming_countries = [one.country for one in self.where.namings]
        for country in self.naming_countries:
            self.by_head.setdefault(country, [])
        self.bodies = {one for one in self.by_head if one.partition("/")[0] in NON_STATES}
        dated = [one for one in self.where.namings if one.start < self.where.dated[1]]
        self.dated = dated[0].country if dated else ""
        self.lead = set(self.everybody.before(LEAD))
        self._roles = Counter(one.head for one in self.all if one.role)
        self._sources = Counter(self.doers.heads)
        self._told = self._roles.total() or 1
        self._total = len(self.all) or 1
        self._standing: dict[str, list[float]] = {}
        self._alike: dict[tuple[str, str], Line] = {}

    def sentence(self, at: int) -> tuple[int, int]:
        """Offsets of the sentence around ``at``."""
        return self.context.sentence(at)

    def weight(self, head: str) -> float:
        """How much of the article is about a head."""
        return self.where.near(head) + len(self.by_head.get(head, ())) / self._total

    def standing(self, head: str) -> list[float]:
        """What is measured of a head, wherever it is asked for."""
        if head not in self._standing:
            near = self.where.near(head)
            top = max(self.where.weights.values(), default=1.0) / self.where.total
            self._standing[head] = [
                near,
                math.sqrt(near),
                len(self.by_head.get(head, ())) / self._total,
                near == top,
                self._roles[head] / self._told,
                self._sources[head] / self._told,
                head.partition("/")[0] in NON_STATES,
            ]
        return self._standing[head]

    def with_noun(self, noun: str) -> Line:
        """Those whom the article calls by a noun."""
        if ("noun", noun) not in self._alike:
            mine = [one for one in self.all if one.reading.noun and one.reading.noun.key == noun]
            self._alike["noun", noun] = Line(mine)
        return self._alike["noun", noun]

    def of_sector(self, sector: str) -> Line:
        """Those of one sector."""
        if ("sector", sector) not in self._alike:
            mine = [one for one in self.all if one.reading.sector == sector]
            self._alike["sector", sector] = Line(mine)
        return self._alike["sector", sector]
