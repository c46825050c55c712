"""Articles that tell of the same happening: a visit, a summit, a clash.

Average linkage on likeness of words, over articles near in time. The outcome depends on the
set of articles alone, never on the order in which they came.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .types import Article, ArticleId, Copy, Story, StoryId, When, digest
from .vectors import Rarities, Vector, profile, vector

#: By place: the articles that have it, and their weights.
Index = dict[int, tuple[NDArray[np.int64], NDArray[np.float32]]]

JOIN = 0.24  # mean likeness from which two groups are one story
NEAR = 40  # articles an article is compared with, those that share most rare words
CROWD = 200  # a word that more articles have suggests none of them
CALM = 3.0  # days between tellings of one happening that do not count against it
HALF = 7.0  # days more that halve the likeness


@dataclass(frozen=True, slots=True)
class Grouping:
    """Stories by first day, undated last; every article is in one. ``redirects`` leads from
    each story of before that is no more to the one that holds most of its articles."""

    stories: tuple[Story, ...]
    redirects: Mapping[StoryId, StoryId]


@dataclass(slots=True)
class Group:
    """Articles on their way to a story. Days are sums, so that means are at hand."""

    members: list[int]
    total: Vector
    firsts: tuple[float, int] = (0.0, 0)
    lasts: tuple[float, int] = (0.0, 0)

    def joined(self, other: Group) -> Group:
        """Both together."""
        return Group(
            sorted(self.members + other.members),
            self.total + other.total,
            (self.firsts[0] + other.firsts[0], self.firsts[1] + other.firsts[1]),
            (self.lasts[0] + other.lasts[0], self.lasts[1] + other.lasts[1]),
        )


def group(
    articles: Iterable[Article],
    *,
    times: Mapping[ArticleId, When | None] | None = None,
    copies: Iterable[Copy] = (),
    previous: Mapping[ArticleId, StoryId] | None = None,
) -> Grouping:
    """Stories of ``articles``. A copy is in its original's story, whatever else speaks
    against it. Stories of ``previous`` keep their ids where most of their articles stay."""
    times, previous = times or {}, previous or {}
    held = sorted(((one.id, profile(one)) for one in articles), key=lambda one: one[0])
    names = [name for name, _ in held]
    rare = Rarities.of([one for _, one in held])
    vectors = [vector(one, rare) for _, one in held]
    groups = [_alone(at, vectors[at], times.get(name)) for at, name in enumerate(names)]
    groups = _together(groups, _copied(names, copies))
    merged = _linked(groups, _near(groups, vectors))
    return _named([[names[at] for at in one.members] for one in merged], times, previous)


def likeness(one: Article, other: Article, rare: Rarities | None = None) -> float:
    """How far two articles tell of one happening; ``JOIN`` or more is likely the same."""
    both = [profile(one), profile(other)]
    rare = rare or Rarities.of(both)
    return vector(both[0], rare) @ vector(both[1], rare)


def _alone(at: int, words: Vector, time: When | None) -> Group:
    first, last = (time.first_day, time.last_day) if time else (None, None)
    return Group(
        [at],
        words,
        (float(first.toordinal()), 1) if first else (0.0, 0),
        (float(last.toordinal()), 1) if last else (0.0, 0),
    )


def _copied(names: Sequence[ArticleId], copies: Iterable[Copy]) -> list[tuple[int, int]]:
    at = {name: place for place, name in enumerate(names)}
    return [
        (at[one.article], at[one.original])
        for one in copies
        if one.article in at and one.original in at
    ]


def _together(groups: list[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    root = list(range(len(groups)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = at = root[root[at]]
        return at

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    gathered: dict[int, Group] = {}
    for at, single in enumerate(groups):
        held = gathered.get(find(at))
        gathered[find(at)] = held.joined(single) if held else single
    return list(gathered.values())


def _near(groups: Sequence[Group], vectors: Sequence[Vector]) -> list[tuple[int, int]]:
    """Pairs of groups, by place in ``groups``, that share enough rare words to be compared."""
    holder = {member: at for at, one in enumerate(groups) for member in one.members}
    index = _index(vectors)
    found: set[tuple[int, int]] = set()
    for at, one in enumerate(vectors):
        for other in _sharing(one, index):
            left, right = sorted((holder[at], holder[other]))
            if left != right:
                found.add((left, right))
    return sorted(found)


def _index(vectors: Sequence[Vector]) -> Index:
    """Who has each place that some have, but no crowd, and with what weight."""
    if not vectors:
        return {}
    places = np.concatenate([one.places for one in vectors])
    order = np.argsort(places, kind="stable")
    weights = np.concatenate([one.weights for one in vectors])[order]
    owners = np.repeat(np.arange(len(vectors)), [len(one.places) for one in vectors])[order]
    values, starts, sizes = np.unique(places[order], return_index=True, return_counts=True)
    useful = (sizes > 1) & (sizes <= CROWD)
    return {
        int(place): (owners[start : start + size], weights[start : start + size])
        for place, start, size in zip(values[useful], starts[useful], sizes[useful], strict=True)
    }


def _sharing(one: Vector, index: Index) -> list[int]:
    """Who shares most rare places with ``one``, itself included, best first."""
    hits = [
        (*index[place], weight)
        for place, weight in zip(one.places.tolist(), one.weights.tolist(), strict=True)
        if place in index
    ]
    if not hits:
        return []
    owners = np.concatenate([owner for owner, _, _ in hits])
    worth = np.concatenate([theirs * ours for _, theirs, ours in hits])
    others, where = np.unique(owners, return_inverse=True)
    best = np.argsort(-np.bincount(where, worth), kind="stable")[: NEAR + 1]
    return [int(other) for other in others[best]]


def _alike(one: Group, other: Group) -> float:
    words = (one.total @ other.total) / (len(one.members) * len(other.members))
    return words * float(0.5 ** (max(0.0, _gap(one, other) - CALM) / HALF))


def _gap(one: Group, other: Group) -> float:
    """Days from the mean end of the earlier to the mean start of the later; 0 if unknown."""
    gaps = [
        first[0] / first[1] - last[0] / last[1]
        for first, last in ((one.firsts, other.lasts), (other.firsts, one.lasts))
        if first[1] and last[1]
    ]
    return max(0.0, *gaps, 0.0)


def _linked(groups: Sequence[Group], near: Iterable[tuple[int, int]]) -> list[Group]:
    """Average linkage over the pairs ``near``: again and again the two groups most alike."""
    alive = dict(enumerate(groups))
    beside: dict[int, set[int]] = defaultdict(set)
    queue: list[tuple[float, int, int]] = []

    def weigh(one: int, other: int) -> None:
        beside[one].add(other)
        beside[other].add(one)
        if (alike := _alike(alive[one], alive[other])) >= JOIN:
            heapq.heappush(queue, (-alike, min(one, other), max(one, other)))

    for one, other in near:
        weigh(one, other)
    new = len(groups)
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in alive or other not in alive:
            continue
        alive[new] = alive.pop(one).joined(alive.pop(other))
        for third in sorted((beside.pop(one) | beside.pop(other)) & alive.keys()):
            weigh(new, third)
        new += 1
    return list(alive.values())


def _named(
    groups: Sequence[Sequence[ArticleId]],
    times: Mapping[ArticleId, When | None],
    previous: Mapping[ArticleId, StoryId],
) -> Grouping:
    """Stories with their ids: that of before which most of the articles had, if it is free;
    otherwise one made of the first article."""
    wishes = sorted(
        (-count, story, at)
        for at, members in enumerate(groups)
        for story, count in Counter(previous[one] for one in members if one in previous).items()
    )
    chosen: dict[int, StoryId] = {}
    for _, story, at in wishes:
        if at not in chosen and story not in chosen.values():
            chosen[at] = story
    taken = {*previous.values()}
    stories = []
    for at, members in enumerate(groups):
        fresh = (StoryId(digest("story", one)) for one in sorted(members))
        story = chosen.get(at) or next(one for one in fresh if one not in taken)
        stories.append(_story(story, members, times))
    kept = {one.id for one in stories}
    redirects: dict[StoryId, StoryId] = {}
    for _, old, at in wishes:
        if old not in kept:
            redirects.setdefault(old, chosen[at] if at in chosen else stories[at].id)
    stories.sort(key=lambda one: (one.first_day or date.max, one.last_day or date.max, one.id))
    return Grouping(tuple(stories), redirects)


def _story(
    name: StoryId, members: Sequence[ArticleId], times: Mapping[ArticleId, When | None]
) -> Story:
    def day(one: ArticleId) -> date:
        time = times.get(one)
        return (time.first_day if time else None) or date.max

    known = [time for one in members if (time := times.get(one))]
    firsts = [one.first_day for one in known if one.first_day and one.last_day]
    lasts = [one.last_day for one in known if one.first_day and one.last_day]
    return Story(
        name,
        tuple(sorted(members, key=lambda one: (day(one), one))),
        min(firsts, default=None),
        max(lasts, default=None),
    )
