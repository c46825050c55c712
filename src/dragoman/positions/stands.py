"""Positions as a reader wants them: each stance once a moment, with how many articles tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..types import ArticleId, Position
from . import FIRMNESS, changes, channel_state, moments
from .issues import book as issues_in_use
from .stances import JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance at one moment by its best words. ``before`` is the stance of the moment before,
    where it changed; ``state`` is a channel's (open, suspended, refused, proposed, resumed)."""

    position: Position
    articles: int
    before: str | None = None
    state: str | None = None


def stands(found: Sequence[Position], repeats: Collection[ArticleId] = ()) -> list[Stand]:
    """The stands of one party on one issue, earliest moment first, those without a day last.
    The words of an article in ``repeats`` (a copy) are shown only where no other tells it."""
    turns = {id(one.after): one.before.stance for one in changes(found)}
    made: list[Stand] = []
    for moment in (*moments(found), [one for one in found if not one.last_day]):
        before = next((turns[id(one)] for one in moment if id(one) in turns), None)
        made += sorted(_stances(moment, before, repeats), key=_order)
    return made


def _stances(
    moment: Iterable[Position], before: str | None, repeats: Collection[ArticleId]
) -> Iterable[Stand]:
    grouped: dict[str, list[Position]] = defaultdict(list)
    for one in moment:
        grouped[one.stance].append(one)
    for stance, held in grouped.items():
        best = min(held, key=lambda one: one.article in repeats)
        state = channel_state(best) if is_channel(best.issue) else None
        changed = before if (stance in JUDGEMENTS) == (before in JUDGEMENTS) else None
        yield Stand(best, len({one.article for one in held}), changed, state)


def _order(one: Stand) -> tuple[date, int]:
    return one.position.first_day or date.min, -FIRMNESS.get(one.position.stance, 0)


def is_channel(issue: str) -> bool:
    """Whether the issue is a way of talking; False for one that the book no longer has."""
    known = issues_in_use().issues.get(issue)
    return known is not None and known.kind == "channel"


def issue_name(issue: str) -> str:
    """The issue's name, or its id where the book no longer has it."""
    known = issues_in_use().issues.get(issue)
    return known.name if known else issue
