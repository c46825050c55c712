"""Accounts side by side: what each tells of a detail, in its own words.

Rows are details, columns are independent accounts, a cell is a quotation. An account without a
cell does not tell of the detail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final, Literal

from ..errors import UnknownName
from ..ledger import Ledger
from ..ontology import country
from ..positions import positions
from ..positions.clauses import clause_at, clauses, tidy
from ..positions.issues import book as issues_in_use
from ..positions.stances import JUDGEMENTS, LADDER
from ..positions.stands import issue_name
from ..sentences import split
from ..store import marks
from ..types import Article, ArticleId, Claim, Event, Position, Words
from .amounts import Amount, amounts

Flag = Literal["agree", "differ", "only here"]
#: What a row is about, and how much it says to one who compares: for ``ranked``.
WEIGHTS: Final[dict[str, float]] = {
    "stand": 5,
    "when": 4,
    "how long": 4,
    "number": 4,
    "where": 3,
    "refusal": 3,
    "threat": 3,
    "accusation": 3,
    "promise": 3,
    "demand": 3,
    "issue": 2,
    "act": 2,
    "who": 1,
    "quoted": 1,
}
KINDS: Final[dict[str, str]] = {
    "REQUEST": "demand",
    "AGREE": "promise",
    "REJECT": "refusal",
    "ACCUSE": "accusation",
    "THREATEN": "threat",
    "CONSULT": "who",
}
STANCE_KINDS: Final[dict[str, str]] = {
    "refuses": "refusal",
    "suspends": "refusal",
    "sets conditions": "threat",
    "demands": "demand",
    "proposes": "demand",
    "open": "promise",
    "agrees": "promise",
    "carries out": "promise",
    "objects": "accusation",
    "condemns": "accusation",
}
APART: Final = 3  # rungs between two stances that contradict one another


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of the detail; ``value`` is its day, length, place or stance."""

    article: ArticleId
    outlet: str
    words: Words
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One row: a detail, and a cell for every account that tells of it. ``differ`` means that
    values exclude each other; ``agree`` only that several tell of it and none does."""

    name: str
    flag: Flag
    cells: tuple[Cell, ...]
    kind: str = "act"
    weight: float = 1.0  # certainty of the reading, 0 to 1
    issue: str | None = None  # id, of rows about an issue


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts in order, how many copies are folded away, and the rows."""

    id: str
    accounts: tuple[Article, ...]
    folded: int
    details: tuple[Detail, ...]


def details(
    accounts: Sequence[Article],
    claims: Mapping[ArticleId, Sequence[Claim]],
    events: Sequence[Event],
) -> Iterator[Detail]:
    """Rows in order: events with their day, place and figures; stands; issues; who is quoted.
    None for one account, which there is nothing to compare with.

    For one event, only its sentences are looked at; for several, the whole articles."""
    if len(accounts) < 2:
        return
    held = [_Account(one, claims.get(one.id, ()), len(events) != 1) for one in accounts]
    for event in events:
        yield from _of_event(held, event)
    taken = [(one, position) for one in held for position in one.positions()]
    yield from _plain(taken)
    yield from _stands(taken)
    yield from _issues(held)
    yield from _quoted(held)


def ranked(found: Iterable[Detail], most: int = 10) -> list[Detail]:
    """The rows that an analyst looks at first: what differs, then what one account alone tells
    with certainty. Rows that only agree are left out, and those that say a kept one again."""
    telling = [one for one in found if one.flag != "agree" and one.kind not in ("who", "quoted")]
    sure = [one for one in telling if one.flag == "differ" or one.weight >= SURE]
    sure.sort(key=lambda one: -(10 * (one.flag == "differ") + WEIGHTS[one.kind] + one.weight))
    kept: list[Detail] = []
    for one in sure:
        if not any(_again(one, other) for other in kept):
            kept.append(one)
    return kept[:most]


SURE: Final = 0.5  # least certainty of a claim whose absence elsewhere is worth a line


def _again(one: Detail, kept: Detail) -> bool:
    """Whether ``one`` quotes no more than a kept row, or only says that its issue is raised."""
    if one.kind == "issue" and one.issue == kept.issue:
        return True
    return all(
        any(
            cell.article == other.article
            and other.words.start <= cell.words.start
            and cell.words.end <= other.words.end
            for other in kept.cells
        )
        for cell in one.cells
    )


class _Account:
    """One article with its claims, and what rows ask of it."""

    def __init__(self, article: Article, claims: Sequence[Claim], whole: bool) -> None:
        self.article, self.claims = article, claims
        self.outlet = article.outlet or article.source.rsplit("/", 1)[-1]
        spans = sorted({one.mention.sentence for one in claims})
        self.sentences = split(article.text) if whole else spans

    def cell(self, start: int, end: int, value: str | None = None) -> Cell:
        words = Words(self.article.text[start:end], start, end)
        return Cell(self.article.id, self.outlet, words, value)

    def clause(self, sentence: tuple[int, int], at: int, value: str | None = None) -> Cell:
        """The clause of ``sentence`` that holds offset ``at``."""
        span = clause_at(clauses(self.article.text, *sentence), at)
        return self.cell(*tidy(self.article.text, *span), value)

    def positions(self) -> Iterator[Position]:
        """Stands that its sentences tell."""
        for one in positions(self.article, self.claims):
            if any(start <= one.words.start < end for start, end in self.sentences):
                yield one

    def telling(self, event: Event) -> list[Claim]:
        """Claims of the event here, the surest first."""
        mine = [one for one in self.claims if one.id in event.claims]
        return sorted(mine, key=lambda one: (-one.mention.score, one.mention.trigger.start))


def _detail(name: str, kind: str, cells: Sequence[Cell], differ: bool = False) -> Detail:
    flag: Flag = "only here" if len(cells) == 1 else "agree"
    return Detail(name, "differ" if differ else flag, tuple(cells), kind)


# Rows ----------------------------------------------------------------------------------------


def _of_event(held: Sequence[_Account], event: Event) -> Iterator[Detail]:
    told = [(one, found) for one in held if (found := one.telling(event))]
    if not told or event.modality == "historic":
        return
    name = label(event)
    cells = [
        one.clause(found[0].mention.sentence, found[0].mention.trigger.start) for one, found in told
    ]
    row = _detail(name, KINDS.get(event.type, "act"), cells)
    yield replace(row, weight=max(found[0].mention.score for _, found in told))
    for kind, rows in (("when", _when(told)), ("where", _where(told))):
        cells, differ = rows
        if cells and (differ or len(cells) > 1):
            yield _detail(name, kind, cells, differ)
    yield from _figures(name, told)


def label(event: Event) -> str:
    """``REJECT CHN → USA``: the act with the countries or bodies on both sides."""
    act = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = [
        " ".join(dict.fromkeys(map(country, codes))) for codes in (event.sources, event.targets)
    ]
    return f"{act} {sides[0] or '?'} {'↔' if event.mutual else '→'} {sides[1] or '–'}"


_Told = Sequence[tuple[_Account, Sequence[Claim]]]


def _when(told: _Told) -> tuple[list[Cell], bool]:
    """Each account's day of the event; they differ where two share no day."""
    cells, days = [], []
    for account, found in told:
        dated = (one for one in found if one.when and one.when.words and one.when.first_day)
        claim = next(dated, None)
        when = claim.when if claim else None
        if when and when.words:
            value = f"{when.first_day}/{when.last_day or '…'}"
            value = str(when.first_day) if when.first_day == when.last_day else value
            cells.append(account.cell(when.words.start, when.words.end, value))
            days.append((when.first_day, when.last_day))
    apart = any(
        (a[1] and b[0] and a[1] < b[0]) or (b[1] and a[0] and b[1] < a[0])
        for a, b in combinations(days, 2)
    )
    return cells, apart


def _where(told: _Told) -> tuple[list[Cell], bool]:
    """Each account's place of the event; they differ where countries do."""
    cells, lands = [], set()
    for account, found in told:
        claim = next((one for one in found if one.where and one.mention.where), None)
        words = claim.mention.where if claim else None
        if claim and claim.where and words and any(map(str.isupper, words.text)):
            cells.append(account.cell(words.start, words.end, claim.where.name))
            lands.add(claim.where.country)
    return cells, len(lands - {None}) > 1


def _figures(name: str, told: _Told) -> Iterator[Detail]:
    """Amounts in the clauses that tell of the event, a row for each unit."""
    rows: dict[tuple[str, str], list[tuple[_Account, Amount]]] = defaultdict(list)
    for account, found in told:
        for one in _own_amounts(account, found):
            held = rows[one.kind, one.unit]
            if all(other is not account for other, _ in held):
                held.append((account, one))
    for (kind, unit), cells in rows.items():
        quoted = [
            account.cell(one.start, one.end, f"{one.value:g} {unit}") for account, one in cells
        ]
        differ = any(a.differs(b) for (_, a), (_, b) in combinations(cells, 2))
        title = "how long" if kind == "duration" else "number"
        yield _detail(name, title, quoted, differ)


def _own_amounts(account: _Account, found: Sequence[Claim]) -> Iterator[Amount]:
    text = account.article.text
    for claim in found:
        spans = clauses(text, *claim.mention.sentence)
        when = claim.when.words if claim.when else None
        for one in amounts(text, *clause_at(spans, claim.mention.trigger.start)):
            if when is None or one.end <= when.start or when.end <= one.start:
                yield one


_Taken = Sequence[tuple[_Account, Position]]


def _plain(taken: _Taken) -> Iterator[Detail]:
    """Stands of which at least one is told without an event, a row for those who take it, the
    issue and the kind of stance."""
    takers: dict[tuple[ArticleId, int, str, str], list[str]] = defaultdict(list)
    for _, one in taken:
        takers[one.article, one.words.start, one.issue, one.stance].append(one.party)
    rows: dict[tuple[str, str, str], list[tuple[_Account, Position]]] = defaultdict(list)
    for account, one in taken:
        parties = takers[one.article, one.words.start, one.issue, one.stance]
        who = " ".join(sorted(set(parties)))
        rows[who, one.issue, STANCE_KINDS.get(one.stance, "act")].append((account, one))
    for (who, issue, kind), found in rows.items():
        cells: dict[ArticleId, Cell] = {}
        for account, one in found:
            cell = account.cell(one.words.start, one.words.end, one.stance)
            cells.setdefault(account.article.id, cell)
        if any(one.claim is None for _, one in found):
            stances = " or ".join(dict.fromkeys(cell.value or "" for cell in cells.values()))
            row = _detail(f"{who} {stances}: {issue_name(issue)}", kind, [*cells.values()])
            yield replace(row, issue=issue)


def _stands(taken: _Taken) -> Iterator[Detail]:
    """Where accounts give one party stands on an issue that exclude each other."""
    rows: dict[tuple[str, str], dict[ArticleId, list[Cell]]] = {}
    for account, one in taken:
        row = rows.setdefault((one.party, one.issue), {})
        cell = account.cell(one.words.start, one.words.end, one.stance)
        row.setdefault(account.article.id, []).append(cell)
    for (party, issue), found in rows.items():
        told = [{cell.value or "" for cell in cells} for cells in found.values()]
        if any(_exclude(left, right) for left, right in combinations(told, 2)):
            firsts = [cells[0] for cells in found.values()]
            yield _detail(f"{party} on {issue_name(issue)}", "stand", firsts, differ=True)


def _exclude(left: set[str], right: set[str]) -> bool:
    """Whether every stance of one account contradicts every one of the other."""
    return all(_contradict(one, other) for one in left for other in right)


def _contradict(left: str, right: str) -> bool:
    return any(
        left in rungs and right in rungs and abs(rungs[left] - rungs[right]) >= APART
        for rungs in (LADDER, JUDGEMENTS)
    )


def _issues(held: Sequence[_Account]) -> Iterator[Detail]:
    """Issues that the accounts raise, each with the clause that first names it."""
    rows: dict[str, list[Cell]] = defaultdict(list)
    book = issues_in_use()
    for account in held:
        seen: set[str] = set()
        for start, end in account.sentences:
            for hit in book.find(account.article.text, start, end):
                if hit.issue.id not in seen:
                    seen.add(hit.issue.id)
                    rows[hit.issue.id].append(account.clause((start, end), hit.start))
    for issue, cells in rows.items():
        yield replace(_detail(book.issues[issue].name, "issue", cells), issue=issue)


def _quoted(held: Sequence[_Account]) -> Iterator[Detail]:
    """Who is quoted or cited in which account."""
    rows: dict[str, list[Cell]] = defaultdict(list)
    for account in held:
        seen: set[str] = set()
        for claim in account.claims:
            who = claim.said_by
            name = (who.name or who.code) if who else None
            if name and name not in seen:
                seen.add(name)
                rows[name].append(account.cell(*claim.mention.sentence))
    for name, cells in rows.items():
        yield _detail(name, "quoted", cells)


# From a ledger -------------------------------------------------------------------------------


def compare(ledger: Ledger, name: str) -> Comparison:
    """The independent accounts of the story or event with this id. Raises ``UnknownName``."""
    name = ledger.follow(name)
    story = next(ledger.stories("WHERE id = ?", name), None)
    events = list(ledger.events("WHERE story = ? OR id = ?", name, name))
    if story is None and not events:
        raise UnknownName("story or event", name, ["those that stories and events list"])
    wanted = ledger.claims("AND claims.event = ?", name) if story is None else ()
    ids = list(story.articles) if story else [*{one.mention.article: 0 for one in wanted}]
    copies = {one.article for one in ledger.copies(ids) if one.original in ids}
    accounts = [one for one in ledger.articles(ids) if one.id not in copies]
    accounts.sort(key=lambda one: ids.index(one.id))
    claims: dict[ArticleId, list[Claim]] = defaultdict(list)
    for claim in ledger.claims(f"AND claims.article IN ({marks(ids)})", *ids):
        if story or claim.id in events[0].claims:
            claims[claim.mention.article].append(claim)
    rows = tuple(details(accounts, claims, events))
    return Comparison(name, tuple(accounts), len(copies), rows)


def rows(found: Comparison) -> Iterator[dict[str, Any]]:
    """A row of plain values for each detail: kind, detail, flag, then a column an account, empty
    where it does not tell of the detail."""
    names = columns(found.accounts)
    for one in found.details:
        cells = {cell.article: cell.words.text for cell in one.cells}
        told = {column: cells.get(article) for article, column in names.items()}
        yield {"kind": one.kind, "detail": one.name, "flag": one.flag, **told}


def records(found: Comparison) -> Iterator[dict[str, Any]]:
    """A record for each detail, with article, offsets and value of every cell."""
    for one in found.details:
        cells = [
            {
                "article": cell.article,
                "outlet": cell.outlet,
                "start": cell.words.start,
                "end": cell.words.end,
                "text": cell.words.text,
                "value": cell.value,
            }
            for cell in one.cells
        ]
        yield {"kind": one.kind, "detail": one.name, "flag": one.flag, "cells": cells}


def columns(accounts: Sequence[Article]) -> dict[ArticleId, str]:
    """A name for each account's column; outlets that stand twice get a number."""
    names: dict[ArticleId, str] = {}
    for one in accounts:
        name = one.outlet or one.source.rsplit("/", 1)[-1]
        count = sum(other == name or other.startswith(f"{name} (") for other in names.values())
        names[one.id] = f"{name} ({count + 1})" if count else name
    return names
