"""Claims become events: what happened once is counted once, and keeps every report.

``keys`` finds candidates, ``judge`` compares two, ``events`` joins those judged the same. The
result is a pure function of claims and judgements, and does not depend on order of arrival.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import exp
from typing import Final

from .traits import Traits
from .types import ArticleId, Copy, Event, EventId, Judgement, MentionId, StoryId, digest

DAYS: Final = 3  # farther apart, two claims of different stories are never compared
CROWD: Final = 200  # claims behind one key; beyond it only neighbours in time are compared
SAME: Final = 0.5  # least probability at which two claims are one event
NAME: Final = "merge-1"  # who judges; changes with the weights

#: Log-odds of each agreement, and where they start.
START: Final = -2.2
WEIGHTS: Final[dict[str, float]] = {
    "type": 0.8,
    "trigger": 1.0,
    "sources": 0.6,
    "targets": 0.6,
    "sides open": -0.5,
    "names": 0.8,
    "story": 1.0,
    "day": 1.0,
    "week": 0.2,
    "place": 0.6,
    "other place": -1.5,
    "words": 5.0,
    "issues": 0.3,
    "mode": 0.3,
}


@dataclass(frozen=True, slots=True)
class Merged:
    """Events, the story of each, and where the ids of vanished events lead now."""

    events: list[Event]
    stories: dict[EventId, StoryId]
    redirects: dict[str, str]


def keys(one: Traits) -> list[str]:
    """Two claims are compared if they share a key: same family of acts, reality, and a party,
    within a story or within days of each other."""
    found = []
    for party in sorted(one.pair) or ["?"]:
        base = f"{one.family}|{one.reality}|{party}"
        if one.story:
            found.append(f"{base}|{one.story}")
        if one.days and one.days[1] - one.days[0] <= DAYS:
            found += [f"{base}|{week}" for week in {day // 7 for day in one.days}]
    return found or [f"{one.family}|{one.reality}|{one.article}"]


def clash(left: Traits, right: Traits) -> str | None:
    """Why the two can never be one event; None if they might be."""
    if left.family != right.family or left.reality != right.reality:
        return "another kind of act"
    if not _agree(left, right):
        return "other actors"
    if left.days and right.days and (left.days[0] > right.days[1] or right.days[0] > left.days[1]):
        return "other days"
    return None


def _agree(left: Traits, right: Traits) -> bool:
    straight = _meet(left.sources, right.sources) and _meet(left.targets, right.targets)
    if straight or not (left.mutual or right.mutual):
        return straight
    return _meet(left.sources, right.targets) and _meet(left.targets, right.sources)


def _meet(left: frozenset[str], right: frozenset[str]) -> bool:
    return not left or not right or bool(left & right)


def judge(left: Traits, right: Traits) -> Judgement:
    """Whether two claims tell of one event, as a probability, and the reasons for it."""
    reason = clash(left, right)
    if reason:
        return Judgement(left.id, right.id, False, 0.0, NAME, (reason,))
    reasons = dict(_features(left, right))
    odds = START + sum(WEIGHTS[name] * value for name, value in reasons.items())
    score = 1 / (1 + exp(-odds))
    notes = tuple(f"{name} {value:.2f}" for name, value in reasons.items())
    return Judgement(left.id, right.id, score >= SAME, score, NAME, notes)


def _features(left: Traits, right: Traits) -> Iterator[tuple[str, float]]:
    yield "type", left.type == right.type
    yield "trigger", left.trigger == right.trigger
    yield "sources", _share(left.sources, right.sources)
    yield "targets", _share(left.targets, right.targets)
    yield "sides open", (not left.pair or not right.pair) * 1.0
    yield "names", bool(left.names & right.names)
    yield "story", left.story is not None and left.story == right.story
    if left.days and right.days:
        wide = max(left.days[1] - left.days[0], right.days[1] - right.days[0])
        yield ("day" if wide <= 1 else "week"), float(wide <= 31)
    if left.land and right.land:
        yield ("place" if left.land == right.land else "other place"), 1.0
    yield "words", _share(left.words, right.words)
    yield "issues", bool(set(left.issues) & set(right.issues))
    yield "mode", left.mode is not None and left.mode == right.mode


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard; 0 where either is empty."""
    return len(left & right) / len(left | right) if left and right else 0.0


def candidates(found: Sequence[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Pairs that share a key, each once; within a crowded key, neighbours in time only."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for key in keys(one):
            held[key].append(number)
    for key in sorted(held):
        members = sorted(held[key], key=lambda n: (found[n].days or (0, 0), found[n].id))
        for left, right in _near(members):
            if next(iter(shared_keys(found[left], found[right]))) == key:
                yield found[left], found[right]


def shared_keys(left: Traits, right: Traits) -> list[str]:
    return sorted(set(keys(left)) & set(keys(right)))


def _near(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= CROWD:
        yield from combinations(members, 2)
        return
    for place, left in enumerate(members):
        for right in members[place + 1 : place + 1 + CROWD // 4]:
            yield left, right


def events(
    claims: Iterable[Traits],
    *,
    judgements: Sequence[Judgement] = (),
    copies: Sequence[Copy] = (),
    previous: Mapping[MentionId, EventId] | None = None,
) -> Merged:
    """Join claims judged the same. ``judgements`` are people's and outrank our own: no event
    holds a pair that a person judged different. ``previous`` keeps ids."""
    found = sorted(claims, key=lambda one: one.id)
    groups = _groups(found, judgements)
    repeating = {one.article for one in copies}
    names = _names(groups, previous or {})
    made = [_event(name, group, repeating) for name, group in zip(names, groups, strict=True)]
    stories = {
        event.id: StoryId(story)
        for event, group in zip(made, groups, strict=True)
        if (story := Counter(one.story for one in group).most_common(1)[0][0])
    }
    return Merged(made, stories, _redirects(groups, names, previous or {}))


def _groups(found: Sequence[Traits], people: Sequence[Judgement]) -> list[list[Traits]]:
    """Constrained union: best pairs first, none that would join what cannot be one."""
    traits = {one.id: one for one in found}
    said = {frozenset((one.left, one.right)): one.same for one in people}
    apart: dict[MentionId, set[MentionId]] = defaultdict(set)
    for pair, same in said.items():
        if not same:
            left, right = tuple(pair)
            apart[left].add(right)
            apart[right].add(left)
    group_of = {one.id: [one] for one in found}

    def join(left: MentionId, right: MentionId, strict: bool) -> None:
        mine, other = group_of[left], group_of[right]
        if mine is other or any(apart[a.id] & {b.id for b in other} for a in mine):
            return
        if strict and any(clash(a, b) for a in mine for b in other):
            return
        mine.extend(other)
        for one in other:
            group_of[one.id] = mine

    for pair, same in said.items():
        if same and all(name in traits for name in pair):
            left, right = sorted(pair)
            join(left, right, strict=False)
    judged = (judge(left, right) for left, right in candidates(found))
    same_ones = [one for one in judged if one.same]
    for one in sorted(same_ones, key=lambda one: (-one.score, one.left, one.right)):
        join(one.left, one.right, strict=True)
    unique = {id(group): group for group in group_of.values()}
    return [sorted(group, key=_order) for group in unique.values()]


def _order(one: Traits) -> tuple[int, str, int]:
    return (one.days[0] if one.days else 9999999, one.article, one.start)


def _names(
    groups: Sequence[Sequence[Traits]], previous: Mapping[MentionId, EventId]
) -> list[EventId]:
    """A group keeps the id that most of its claims had; a new one is named by its first claim."""
    taken: set[EventId] = set()
    names = []
    for group in groups:
        had = Counter(previous[one.id] for one in group if one.id in previous)
        kept = [name for name, _ in had.most_common() if name not in taken]
        name = kept[0] if kept else EventId(digest("event", min(one.id for one in group)))
        taken.add(name)
        names.append(name)
    return names


def _redirects(
    groups: Sequence[Sequence[Traits]],
    names: Sequence[EventId],
    previous: Mapping[MentionId, EventId],
) -> dict[str, str]:
    standing = set(names)
    return {
        previous[one.id]: name
        for group, name in zip(groups, names, strict=True)
        for one in group
        if one.id in previous and previous[one.id] not in standing
    }


def _event(name: EventId, group: Sequence[Traits], repeating: set[ArticleId]) -> Event:
    articles = {one.article for one in group}
    days = [one.days for one in group if one.days]
    agreed = _agreed(days)
    modality = Counter(one.modality for one in group).most_common(1)[0][0]
    return Event(
        id=name,
        claims=tuple(one.id for one in group),
        type=Counter(one.type for one in group).most_common(1)[0][0],
        modality=modality,
        sources=_codes(one.source_codes for one in group),
        targets=_codes(one.target_codes for one in group),
        first_day=date.fromordinal(agreed[0]) if agreed else None,
        last_day=date.fromordinal(agreed[1]) if agreed else None,
        widest=(
            date.fromordinal(min(first for first, _ in days)) if days else None,
            date.fromordinal(max(last for _, last in days)) if days else None,
        ),
        place=_most(one.place for one in group),
        country=_most(one.land for one in group),
        mode=_most(one.mode for one in group),
        mutual=any(one.mutual for one in group),
        issues=tuple(
            issue for issue, _ in Counter(i for one in group for i in one.issues).most_common(3)
        ),
        reports=len(articles),
        independent=max(1, len(articles - repeating)),
    )


def _agreed(days: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The days that all reports allow, else those of the narrowest report."""
    if not days:
        return None
    first, last = max(one[0] for one in days), min(one[1] for one in days)
    return (first, last) if first <= last else min(days, key=lambda one: (one[1] - one[0], one))


def _codes(given: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every code that a report gives, without "unknown" beside a known one."""
    found = {code for codes in given for code in codes}
    return tuple(sorted(found - {"UNK"} or found))


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None
