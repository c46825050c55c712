"""Articles that tell of the same happening: a visit, a summit, a clash.

Average linkage on likeness of words, over articles near in time. The outcome depends on the
set of articles alone, never on the order in which they came.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from .types import Article, ArticleId, Copy, Story, StoryId, When, digest
from .vectors import Product, Rarities, Vector, profile, vector

JOIN = 0.205  # mean likeness from which two groups are one story
LATE = 0.125  # the same for a straggler and a group at least twice its size
CLEAR = 1.2  # by which factor a straggler is nearer to its group than to any other
NEAR = 40  # articles an article is compared with, those that share most rare words
STRONG = 160  # places of an article by which others are looked up
FAINT = 0.04  # likeness by rare words alone below which nothing more is asked
CROWD = 200  # a word that more articles have suggests none of them
CLOSE = 14.0  # days within which an article's time is known closely
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
    """Articles on their way to a story. ``days`` is the sum and number of the days known
    closely; ``first`` and ``last`` are the narrowest bounds of the others, as ordinals."""

    members: list[int]
    total: Vector
    days: tuple[float, int] = (0.0, 0)
    first: float = -math.inf
    last: float = math.inf

    def joined(self, other: Group) -> Group:
        """Both together."""
        return Group(
            sorted(self.members + other.members),
            self.total + other.total,
            (self.days[0] + other.days[0], self.days[1] + other.days[1]),
            max(self.first, other.first),
            min(self.last, other.last),
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
    names, profiles = [name for name, _ in held], [one for _, one in held]
    rare = Rarities.of(profiles)
    vectors = [vector(one, rare) for one in profiles]
    del held, profiles  # a third of the memory
    groups = [_alone(at, vectors[at], times.get(name)) for at, name in enumerate(names)]
    groups = _together(groups, _copied(names, copies))
    links = _Linkage(groups, _near(groups, vectors))
    _linked(links)
    _gathered(links)
    found = [[names[at] for at in one.members] for one in links.alive.values()]
    return _named(sorted(found), times, previous)


def likeness(one: Article, other: Article, rare: Rarities | None = None) -> float:
    """How far two articles tell of one happening; ``JOIN`` or more is likely the same."""
    both = [profile(one), profile(other)]
    rare = rare or Rarities.of(both)
    return Product()(vector(both[0], rare), [vector(both[1], rare)])[0]


def _alone(at: int, words: Vector, time: When | None) -> Group:
    first = float(time.first_day.toordinal()) if time and time.first_day else -math.inf
    last = float(time.last_day.toordinal()) if time and time.last_day else math.inf
    if last - first <= CLOSE:
        return Group([at], words, days=((first + last) / 2, 1))
    return Group([at], words, first=first, last=last)


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
    index = _Index(vectors)
    pairs = (
        (holder[at], holder[other])
        for at, one in enumerate(vectors)
        for other in index.sharing(one)
    )
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


class _Index:
    """Who has each place that some have, but no crowd, and with what weight."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        kept = [one.strongest(STRONG) for one in vectors]
        places = np.concatenate([np.zeros(0, np.int32), *(one.places for one in kept)])
        weights = np.concatenate([np.zeros(0, np.float32), *(one.weights for one in kept)])
        owners = np.arange(len(kept), dtype=np.int32).repeat([len(one.places) for one in kept])
        order = np.argsort(places, kind="stable")
        self.weights, self.owners = weights[order], owners[order]
        self.places, self.starts, self.sizes = np.unique(
            places[order], return_index=True, return_counts=True
        )

    def sharing(self, one: Vector) -> list[int]:
        """Who shares most rare places with ``one``, itself included, best first."""
        one = one.strongest(STRONG)
        at = np.searchsorted(self.places, one.places)
        sizes, weights = self.sizes[at], one.weights
        useful = (sizes > 1) & (sizes <= CROWD)
        at, sizes, weights = at[useful], sizes[useful], weights[useful]
        first = np.repeat(self.starts[at] - np.cumsum(sizes) + sizes, sizes)
        rows = first + np.arange(len(first))
        owners, where = np.unique(self.owners[rows], return_inverse=True)
        sums = np.bincount(where, self.weights[rows] * np.repeat(weights, sizes))
        best = np.argsort(-sums, kind="stable")[: NEAR + 1]
        return [int(owner) for owner in owners[best[sums[best] >= FAINT]]]


def _gap(one: Group, other: Group) -> float:
    """Days from the one to the other: of means where both are known, else of what bounds
    leave open; 0 where nothing is known."""
    means = [group.days[0] / group.days[1] if group.days[1] else None for group in (one, other)]
    if means[0] is not None and means[1] is not None:
        return abs(means[0] - means[1])
    spans = [
        (group.first, group.last) if mean is None else (mean, mean)
        for group, mean in zip((one, other), means, strict=True)
    ]
    return max(0.0, spans[0][0] - spans[1][1], spans[1][0] - spans[0][1])


class _Linkage:
    """Groups by number, and which of them lie beside which."""

    def __init__(self, groups: Sequence[Group], near: Iterable[tuple[int, int]]) -> None:
        self.alive = dict(enumerate(groups))
        self.beside: dict[int, set[int]] = defaultdict(set)
        for one, other in near:
            self.beside[one].add(other)
            self.beside[other].add(one)
        self.next = len(self.alive)
        self.product = Product()

    def alike(self, one: int, others: Sequence[int]) -> list[float]:
        """Mean likeness of the articles of ``one`` with those of each, less for days apart."""
        group, rest = self.alive[one], [self.alive[other] for other in others]
        return [
            words
            / (len(group.members) * len(other.members))
            * float(0.5 ** (max(0.0, _gap(group, other) - CALM) / HALF))
            for words, other in zip(
                self.product(group.total, [other.total for other in rest]), rest, strict=True
            )
        ]

    def merge(self, one: int, other: int) -> int:
        """The number of the two together."""
        new, self.next = self.next, self.next + 1
        self.alive[new] = self.alive.pop(one).joined(self.alive.pop(other))
        beside = (self.beside.pop(one, set()) | self.beside.pop(other, set())) - {one, other}
        for third in beside:
            self.beside[third] -= {one, other}
            self.beside[third].add(new)
        self.beside[new] = beside
        return new


def _linked(links: _Linkage) -> None:
    """Average linkage: again and again the two groups most alike, down to ``JOIN``."""
    queue: list[tuple[float, int, int]] = []

    def weigh(one: int, others: Sequence[int]) -> None:
        for alike, other in zip(links.alike(one, others), others, strict=True):
            if alike >= JOIN:
                heapq.heappush(queue, (-alike, min(one, other), max(one, other)))

    for one in sorted(links.alive):
        weigh(one, [other for other in sorted(links.beside[one]) if other > one])
    while queue:
        _, one, other = heapq.heappop(queue)
        if one in links.alive and other in links.alive:
            new = links.merge(one, other)
            weigh(new, sorted(links.beside[new]))


def _gathered(links: _Linkage) -> None:
    """Stragglers join a group at least twice their size at less likeness, where no other
    comes near: of one group an article may say little, of two look-alikes it says which."""
    while offers := sorted(offer for one in links.alive if (offer := _offer(links, one))):
        moved: set[int] = set()
        for _, one, other in offers:
            if not moved & {one, other}:
                links.merge(one, other)
                moved |= {one, other}


def _offer(links: _Linkage, one: int) -> tuple[float, int, int] | None:
    """(less likeness, the straggler, where it may go)."""
    size = len(links.alive[one].members)
    others = sorted(links.beside[one])
    ranked = sorted(
        (-alike, other) for alike, other in zip(links.alike(one, others), others, strict=True)
    )
    sizes = {other: len(links.alive[other].members) for other in others}
    larger = [(less, other) for less, other in ranked if sizes[other] >= 2 * size]
    if not larger or -larger[0][0] < LATE:
        return None
    less, best = larger[0]
    rivals = (value for value, other in ranked if other != best and sizes[other] > 2)
    return (less, one, best) if less <= CLEAR * next(rivals, 0.0) else None


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

    dated = (times.get(one) for one in members)
    known = [time for time in dated if time and time.precision != "open"]  # bounds are no day
    firsts = [one.first_day for one in known if one.first_day and one.last_day]
    lasts = [one.last_day for one in known if one.first_day and one.last_day]
    return Story(
        name,
        tuple(sorted(members, key=lambda one: (day(one), one))),
        min(firsts, default=None),
        max(lasts, default=None),
    )
