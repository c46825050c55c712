"""The issues that parties take positions on: a book of them, found by words or by meaning.

The book is ``data/issues.csv``; a user's own file of the same form adds to it or replaces
issues of the same id. How wordings are written is told in docs/positions.md.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import permutations
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, cast

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from ..errors import BadInput
from ..ontology import CONTEXTS

ENVIRONMENT: Final = "DRAGOMAN_ISSUES"  # names a user's own file
COLUMNS: Final = ("id", "name", "kind", "contexts", "wording", "description")
NEAR: Final = 6  # words that may stand between the two sides of "~"
SURE: Final = 0.62  # least likeness to a description that makes a sentence about the issue
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Kind = Literal["issue", "channel"]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Issue:
    """What can be disputed or talked about; a ``channel`` is a way in which two parties talk."""

    id: str
    name: str
    kind: Kind
    contexts: tuple[str, ...]  # PLOVER contexts
    wordings: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that name an issue. ``pieces`` are the spans within that do so, in text order."""

    issue: Issue
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an issue. None of it is in a text that has none of its ``literals``."""

    issue: Issue
    pattern: str
    literals: tuple[str, ...]


class IssueBook:
    """Issues by id, and their wordings ready for search."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: Mapping[str, Issue] = {one.id: one for one in issues}
        self.wordings = [
            wording(issue, text) for issue in self.issues.values() for text in issue.wordings
        ]
        self._patterns: dict[int, re.Pattern[str]] = {}

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Issues named in ``text[start:end]``, a sentence, in text order.

        Where words name two issues and one takes in the other's words, the longer stays."""
        end = len(text) if end is None else end
        automaton, holders = self._search
        found = automaton.find_matches_as_indexes(text[start:end].lower(), overlapping=True)
        candidates = {number for pattern, *_ in found for number in holders[pattern]}
        hits = [
            hit for number in sorted(candidates) for hit in self._hits(number, text, start, end)
        ]
        return _longest(hits)

    def _hits(self, number: int, text: str, start: int, end: int) -> Iterator[Hit]:
        held = self.wordings[number]
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = self._patterns[number] = re.compile(held.pattern, re.I)
        for match in pattern.finditer(text, start, end):
            groups = range(1, pattern.groups + 1)
            pieces = tuple(sorted(match.span(n) for n in groups if match[n] is not None))
            yield Hit(held.issue, match.start(), match.end(), pieces)

    @cached_property
    def _search(self) -> tuple[Any, list[list[int]]]:
        """An automaton over all literals, and for each the wordings that it may be part of."""
        holders: dict[str, list[int]] = {}
        for number, one in enumerate(self.wordings):
            for literal in one.literals:
                holders.setdefault(literal, []).append(number)
        return AhoCorasick(list(holders)), list(holders.values())

    def by_meaning(
        self, sentences: Sequence[str], embed: Embed, least: float = SURE
    ) -> list[list[tuple[Issue, float]]]:
        """For each sentence the issue whose description it is most like, if at ``least`` so.

        ``embed`` gives a row of unit length for each text; words are surer than meaning."""
        issues = list(self.issues.values())
        if not sentences or not issues:
            return [[] for _ in sentences]
        known = _described(self, embed)
        likeness = embed(sentences) @ known.T
        best = likeness.argmax(axis=1)
        return [
            [(issues[at], float(row[at]))] if row[at] >= least else []
            for at, row in zip(best, likeness, strict=True)
        ]


@cache
def _described(book: IssueBook, embed: Embed) -> NDArray[np.float32]:
    return embed([f"{one.name}. {one.description}" for one in book.issues.values()])


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Without hits that share half of their words, or their issue and place, with a longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (-one.size, one.end - one.start, one.start)):
        if not any(_covered(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end, one.issue.id))


def _covered(hit: Hit, other: Hit) -> bool:
    if hit.issue is other.issue and hit.start < other.end and other.start < hit.end:
        return True
    shared = sum(
        max(0, min(end, right) - max(start, left))
        for start, end in hit.pieces
        for left, right in other.pieces
    )
    return hit.size < other.size and 2 * shared >= hit.size


# Wordings ----------------------------------------------------------------------------------


def wording(issue: Issue, text: str) -> Wording:
    """A wording compiled. Raises ``ValueError`` where it has no word to look for."""
    sides = [PART_LIST.findall(side) for side in text.split("~")]
    if not all(sides) or len(sides) > 3:
        raise ValueError("a side of '~' has no word, or there are more than three sides")
    written = [r"[^\w.]{1,3}".join(_word(word) for word in side) for side in sides]
    gap = rf"(?:\W+[\w'’-]+){{0,{NEAR}}}?\W+"
    orders = permutations(f"({one})" for one in written)
    words = [word for side in sides for word in side]
    return Wording(issue, "|".join(gap.join(order) for order in orders), _literals(words))


PART_LIST: Final = re.compile(r"[\w*+.&'’-]+(?:/[\w*+.&'’-]+)*")


def _word(written: str) -> str:
    """A pattern of one place: alternatives parted by "/", "*" for any letters."""
    return r"\b(?:" + "|".join(_alternative(one) for one in written.split("/")) + ")"


def _alternative(one: str) -> str:
    pattern = re.escape(one).replace(r"\*", r"\w*").replace(r"\-", r"[\s-]?").replace("'", "['’]")
    ending = "" if one.endswith("*") else r"(?:['’]s|['’]|s|es)?"
    if one[0].isupper():  # a name: as written, or all in capitals
        loud = re.escape(one.upper()).replace(r"\*", r"\w*").replace(r"\-", r"[\s-]?")
        pattern = f"(?-i:{pattern}|{loud})"
    return rf"{pattern}{ending}(?!\w)"


def _literals(words: Sequence[str]) -> tuple[str, ...]:
    """Small strings one of which is in every text with these words: those of the place where
    the shortest alternative is longest."""

    def fixed(one: str) -> str:
        return max(re.split(r"[*'’-]", one), key=len).lower()

    choices = [tuple(fixed(one) for one in word.split("/")) for word in words]
    best = max(choices, key=lambda those: min(map(len, those)))
    if not all(best):
        raise ValueError("nothing but '*' is there to look for")
    return best


# Files -------------------------------------------------------------------------------------


def load(path: str | Path) -> IssueBook:
    """The shipped issues with those of a user's file, which replace issues of the same id.

    Raises ``BadInput`` with the line and column of what does not fit."""
    return IssueBook([*shipped().issues.values(), *read_issues(path)])


def read_issues(path: str | Path) -> list[Issue]:
    """The issues of one file. Raises ``BadInput``."""
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            str(path), f"cannot be read ({error})", "Name a CSV file in UTF-8."
        ) from error
    return parse(content, str(path))


def parse(content: str, where: str) -> list[Issue]:
    """Issues of a CSV text; ``where`` is named in errors. Raises ``BadInput``."""
    rows = csv.reader(io.StringIO(content), strict=True)
    found: dict[str, Issue] = {}
    try:
        header = next(rows, [])
        if tuple(header) != COLUMNS:
            raise BadInput(
                where, f"the columns are {header}", f"Name them {','.join(COLUMNS)}.", line=1
            )
        for row in rows:
            if row:
                issue = _issue(row, where, rows.line_num)
                if issue.id in found:
                    _bad(where, rows.line_num, "id", f"{issue.id!r} stands twice", "Rename one.")
                found[issue.id] = issue
    except csv.Error as error:
        raise BadInput(
            where, f"no CSV ({error})", "Mend the quotes.", line=rows.line_num
        ) from error
    return list(found.values())


def _issue(row: Sequence[str], where: str, line: int) -> Issue:
    if len(row) != len(COLUMNS):
        _bad(where, line, None, f"{len(row)} fields", f"Write {len(COLUMNS)}; quote commas.")
    name, title, kind, contexts, wordings, description = (one.strip() for one in row)
    if not NAME.fullmatch(name):
        _bad(where, line, "id", f"{name!r}", "Use small letters, figures and '-'.")
    if kind not in ("issue", "channel"):
        _bad(where, line, "kind", f"{kind!r}", "Write issue or channel.")
    for one in contexts.split():
        if one not in CONTEXTS:
            _bad(where, line, "contexts", f"{one!r} is no PLOVER context", "See docs/codebook.md.")
    texts = tuple(one.strip() for one in wordings.split("|") if one.strip())
    if not texts:
        _bad(where, line, "wording", "no wording", "Write phrases parted by '|'.")
    if not description:
        _bad(where, line, "description", "empty", "Say in a sentence what it is about.")
    issue = Issue(
        name, title or name, cast(Kind, kind), tuple(contexts.split()), texts, description
    )
    for text in texts:
        try:
            re.compile(wording(issue, text).pattern)
        except (ValueError, re.error) as error:
            _bad(where, line, "wording", f"{text!r} ({error})", "See docs/positions.md.")
    return issue


def _bad(where: str, line: int, column: str | None, problem: str, remedy: str) -> NoReturn:
    raise BadInput(where, problem, remedy, line=line, column=column)


@cache
def shipped() -> IssueBook:
    """The issues that come with the program."""
    content = files("dragoman").joinpath("data", "issues.csv").read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(content))
    next(rows)
    return IssueBook(
        Issue(name, title, cast(Kind, kind), tuple(contexts.split()), tuple(words.split("|")), text)
        for name, title, kind, contexts, words, text in rows
    )


@cache
def book() -> IssueBook:
    """The issues in use: those shipped, with the file that ``DRAGOMAN_ISSUES`` names, if any."""
    path = os.environ.get(ENVIRONMENT)
    return load(path) if path else shipped()
