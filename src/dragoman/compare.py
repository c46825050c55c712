"""Accounts side by side: what each tells of a detail, in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .types import Article, ArticleId, Claim, Event, Words

Flag = Literal["agree", "differ", "only here"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of the detail."""

    article: ArticleId
    outlet: str
    words: Words


@dataclass(frozen=True, slots=True)
class Detail:
    """One row: a detail, and a cell for every account that tells of it."""

    name: str
    flag: Flag
    cells: tuple[Cell, ...]


def details(
    accounts: Sequence[Article],
    claims: Mapping[ArticleId, Sequence[Claim]],
    events: Sequence[Event],
) -> Iterator[Detail]:
    """Events that only one of several accounts tells, in the order of ``events``."""
    telling = {claim.id: one for one in accounts for claim in claims.get(one.id, ())}
    by_id = {claim.id: claim for found in claims.values() for claim in found}
    for event in events:
        tellers = {telling[name].id: name for name in event.claims if name in telling}
        if len(tellers) == 1:
            name = next(iter(tellers.values()))
            article = telling[name]
            start, end = by_id[name].mention.sentence
            words = Words(article.text[start:end], start, end)
            outlet = article.outlet or article.source.rsplit("/", 1)[-1]
            title = f"{event.type}{'/' + event.mode if event.mode else ''}"
            yield Detail(title, "only here", (Cell(article.id, outlet, words),))
