"""Positions as a reader wants them: each stance once a moment, with how many articles tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .issues import book as issues_in_use
from .positions import FIRMNESS, changes, channel_state, moments
from .types import ArticleId, Position


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
    turned = {id(one.after): one.before.stance for one in changes(found)}
    dated = moments(found)
    listed = [*dated, [one for one in found if not one.last_day]]
    made: list[Stand] = []
    for moment in listed:
        made += sorted(_stances(moment, turned, repeats), key=_order)
    return made


def _stances(
    moment: Iterable[Position], turned: dict[int, str], repeats: Collection[ArticleId]
) -> Iterable[Stand]:
    grouped: dict[str, list[Position]] = defaultdict(list)
    for one in moment:
        grouped[one.stance].append(one)
    for held in grouped.values():
        best = min(held, key=lambda one: (one.article in repeats, id(one) not in turned))
        before = next((turned[id(one)] for one in held if id(one) in turned), None)
        state = channel_state(best) if is_channel(best.issue) else None
        yield Stand(best, len({one.article for one in held}), before, state)


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
