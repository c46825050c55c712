"""Claims become events: what happened once is counted once, and keeps every report.

``candidates`` finds pairs worth comparing, ``judge`` compares two, ``events`` joins groups that
are alike on average. The result is a pure function of claims and judgements, and does not
depend on the order in which they came.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ..types import Copy, Event, EventId, Judgement, MentionId, StoryId, digest
from .candidates import candidates
from .likeness import clash, judge, odds, shipped
from .tally import Reports, event
from .traits import Traits

__all__ = ["Merged", "events", "judge"]

MEMBERS: Final = 12  # of a large group that are compared with another; the rest follow them
BEST: Final = 0.25  # share of the best pair in the likeness of two groups
NEVER: Final = float("-inf")


@dataclass(frozen=True, slots=True)
class Merged:
    """Events, and where the ids of vanished events lead now."""

    events: list[Event]
    redirects: dict[str, str]


def events(
    claims: Iterable[Traits],
    *,
    judgements: Sequence[Judgement] = (),
    copies: Sequence[Copy] = (),
    previous: Mapping[MentionId, EventId] | None = None,
) -> Merged:
    """Join claims judged the same. ``judgements`` are people's, oldest first, and outrank our
    own: no event holds a pair that a person judged different. ``previous`` keeps ids."""
    found = sorted(claims, key=_order)
    groups = Groups(found, judgements)
    groups.join_said()
    groups.join_alike()
    held = groups.all()
    names = _names(held, previous or {})
    reports = Reports(copies)
    made = [
        replace(event(name, group, reports), story=_story(group))
        for name, group in zip(names, held, strict=True)
    ]
    return Merged(made, _redirects(held, names, previous or {}))


def _story(group: Sequence[Traits]) -> StoryId | None:
    """The story in which most of the claims are told."""
    told = sorted(one.story for one in group if one.story)
    return StoryId(Counter(told).most_common(1)[0][0]) if told else None


def _order(one: Traits) -> tuple[int, int, str, int, str]:
    """By the day it was told, then by the day it happened; open ones last."""
    never = 1 << 30
    day = one.days[0] if one.days else never
    return one.told or never, day, one.article, one.start, one.id


class Groups:
    """Claims on their way to events. Claims are known by their place in ``found``."""

    def __init__(self, found: Sequence[Traits], people: Sequence[Judgement]) -> None:
        self.found = found
        self.place = {one.id: place for place, one in enumerate(found)} if people else {}
        self.joined: dict[int, list[int]] = {}  # the group of each claim that is not alone
        self.said = [  # the newest first: it outranks older ones
            (self.place[one.left], self.place[one.right], one.same)
            for one in reversed(people)
            if one.left in self.place and one.right in self.place and one.left != one.right
        ]
        self.apart = self._apart()

    def _apart(self) -> dict[int, set[int]]:
        """Whom a person's newest word on the pair keeps from whom."""
        newest: dict[frozenset[int], bool] = {}
        for left, right, same in self.said:
            newest.setdefault(frozenset((left, right)), same)
        self.said = [(min(pair), max(pair), same) for pair, same in newest.items()]
        apart: dict[int, set[int]] = defaultdict(set)
        for left, right, same in self.said:
            if not same:
                apart[left].add(right)
                apart[right].add(left)
        return dict(apart)

    def join_said(self) -> None:
        """What people judged the same, unless that joins what they judged different."""
        for left, right, same in self.said:
            mine, other = self._group(left), self._group(right)
            if same and mine is not other and self._allowed(mine, other):
                self._join(mine, other)

    def join_alike(self) -> None:
        """Best pairs first; two groups become one if their members are alike on average and
        none of them clash."""
        same = shipped().same
        refused: set[tuple[int, int, int, int]] = set()  # first claims and sizes of two groups
        for left, right in self._scored():
            mine, other = self._group(left), self._group(right)
            state = (mine[0], len(mine), other[0], len(other))
            if mine is other or state in refused:
                continue
            if self._allowed(mine, other) and self._alike(mine, other) >= same:
                self._join(mine, other)
            else:
                refused.add(state)

    def _scored(self) -> Iterator[tuple[int, int]]:
        """Pairs that are alike enough, best first."""
        same, found, size = shipped().same, self.found, len(self.found)
        scores, codes = array("f"), array("q")
        for left, right in candidates(found):
            one, other = found[left], found[right]
            if clash(one, other) is None and (score := odds(one, other)) >= same:
                scores.append(score)
                codes.append(left * size + right)
        order = np.lexsort((np.frombuffer(codes, np.int64), -np.frombuffer(scores, np.float32)))
        return (divmod(codes[place], size) for place in order)

    def _allowed(self, mine: Sequence[int], other: Sequence[int]) -> bool:
        return not self.apart or all(
            self.apart[place].isdisjoint(other) for place in mine if place in self.apart
        )

    def _alike(self, mine: Sequence[int], other: Sequence[int]) -> float:
        """Log-odds of two groups: mostly the mean over pairs across, partly the best of them;
        minus infinity where two clash."""
        scores = []
        for a in _some(mine):
            for b in _some(other):
                left, right = self.found[a], self.found[b]
                if clash(left, right):
                    return NEVER
                scores.append(odds(left, right))
        return (1 - BEST) * sum(scores) / len(scores) + BEST * max(scores)

    def _group(self, place: int) -> list[int]:
        return self.joined.get(place) or [place]

    def _join(self, mine: list[int], other: list[int]) -> None:
        if len(mine) < len(other):
            mine, other = other, mine
        mine.extend(other)
        mine.sort()
        for place in mine if len(mine) - len(other) == 1 else other:
            self.joined[place] = mine

    def all(self) -> list[list[Traits]]:
        """Each group once, by its earliest report; members earliest report first."""
        return [
            [self.found[member] for member in group]
            for place in range(len(self.found))
            if (group := self._group(place))[0] == place
        ]


def _some(members: Sequence[int]) -> Sequence[int]:
    """At most ``MEMBERS``, evenly from first to last."""
    if len(members) <= MEMBERS:
        return members
    return [members[place * len(members) // MEMBERS] for place in range(MEMBERS)]


# -- ids -----------------------------------------------------------------------------------


def _names(
    groups: Sequence[Sequence[Traits]], previous: Mapping[MentionId, EventId]
) -> list[EventId]:
    """A group keeps the id that most of its claims had, and of groups that had the same id the
    one with most of it; a new group is named by a claim of its own."""
    own = [min(one.id for one in group) for group in groups]
    wishes = sorted(
        (-count, name != _fresh(own[at]), name, own[at], at)
        for at, group in enumerate(groups)
        for name, count in Counter(previous[m.id] for m in group if m.id in previous).items()
    )
    chosen: dict[int, EventId] = {}
    taken: set[EventId] = set()
    for _, _, name, _, at in wishes:
        if at not in chosen and name not in taken:
            chosen[at] = name
            taken.add(name)
    taken.update(previous.values())
    names = []
    for at, group in enumerate(groups):
        fresh = (_fresh(one) for one in sorted(member.id for member in group))
        names.append(chosen.get(at) or next(_free(fresh, own[at], taken)))
    return names


def _fresh(claim: MentionId) -> EventId:
    return EventId(digest("event", claim))


def _free(names: Iterator[EventId], own: MentionId, taken: set[EventId]) -> Iterator[EventId]:
    """Names that nobody has or had; claims' own first, then numbered ones."""
    yield from (name for name in names if name not in taken)
    number = 2
    while True:
        name = EventId(digest("event", own, number))
        if name not in taken:
            yield name
        number += 1


def _redirects(
    groups: Sequence[Sequence[Traits]],
    names: Sequence[EventId],
    previous: Mapping[MentionId, EventId],
) -> dict[str, str]:
    """From each id that is no more to the event that holds most of its claims."""
    standing = set(names)
    heirs = sorted(
        (old, -count, name)
        for group, name in zip(groups, names, strict=True)
        for old, count in Counter(previous[m.id] for m in group if m.id in previous).items()
        if old not in standing
    )
    led: dict[str, str] = {}
    for old, _, name in heirs:
        led.setdefault(old, name)
    return led
