"""How well a coder finds, types and attributes events, against hand-labelled articles.

Levels as in the field's outside scorer: ``found`` (triggers share a word), ``typed`` (and the
type), ``who`` (and the countries of both sides), ``spans`` (and the words of both sides);
beside that chain ``roles`` (typed, and the words of both sides). One-to-one within a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..ontology import country
from ..types import Claim, Party

Event = Mapping[str, Any]
SIDES = ("sources", "targets")


def as_event(claim: Claim, sentences: Sequence[Sequence[int]]) -> dict[str, Any]:
    """A claim in the form of the labels; ``s`` counts the gold's sentences."""
    mention = claim.mention
    starts = [start for start, _ in sentences]

    def actors(found: Iterable[Party]) -> list[dict[str, Any]]:
        return [{"text": p.words.text if p.words else None, "code": p.code} for p in found]

    return {
        "s": bisect_right(starts, mention.trigger.start) - 1,
        "trigger": mention.trigger.text,
        "type": mention.type,
        "sources": actors(claim.sources),
        "targets": actors(claim.targets),
        "mutual": mention.mutual,
        "modality": mention.modality,
        "said_by": mention.said_by.words.text
        if mention.said_by and mention.said_by.words
        else None,
    }


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def found(gold: Event, ours: Event) -> bool:
    left, right = gold["trigger"], ours["trigger"]
    return bool(words(left) & words(right)) or left in right or right in left


def typed(gold: Event, ours: Event) -> bool:
    return found(gold, ours) and gold["type"] == ours["type"]


def who(gold: Event, ours: Event) -> bool:
    if not typed(gold, ours):
        return False
    (s, t), (a, b) = (_countries(gold), _countries(ours))
    if _meet(s, a) and _meet(t, b):
        return True
    if not (gold.get("mutual") or ours.get("mutual")):
        return False
    return (_meet(s, b) and _meet(t, a)) or (bool(s | t) and s | t == a | b)


def _countries(event: Event) -> tuple[set[str], set[str]]:
    source, target = (
        {country(one.get("code") or "UNK") for one in event.get(side) or []} for side in SIDES
    )
    return source, target


def _meet(left: set[str], right: set[str]) -> bool:
    return (not left and not right) or bool(left & right)


def _overlap(gold: Event, ours: Event) -> bool:
    (s, t), (a, b) = (_words(gold), _words(ours))
    if _touch(s, a) and _touch(t, b):
        return True
    mutual = gold.get("mutual") or ours.get("mutual")
    return bool(mutual) and _touch(s, b) and _touch(t, a)


def _words(event: Event) -> list[list[set[str]]]:
    return [
        [words(one["text"]) for one in event.get(side) or [] if one.get("text")] for side in SIDES
    ]


def _touch(left: list[set[str]], right: list[set[str]]) -> bool:
    return not left or not right or any(a & b for a in left for b in right)


def _named(gold: Event, ours: Event) -> bool:
    """Where the labels name a side in words, so must we."""
    theirs, mine = _words(gold), _words(ours)
    if gold.get("mutual") or ours.get("mutual"):
        return bool(theirs[0] or theirs[1]) <= bool(mine[0] or mine[1])
    return all(bool(a) <= bool(b) for a, b in zip(theirs, mine, strict=True))


LEVELS: dict[str, Callable[[Event, Event], bool]] = {
    "found": found,
    "typed": typed,
    "who": who,
    "spans": lambda gold, ours: who(gold, ours) and _overlap(gold, ours),
    "roles": lambda gold, ours: typed(gold, ours) and _named(gold, ours) and _overlap(gold, ours),
}


def pairing(
    gold: Sequence[Event], ours: Sequence[Event], fits: Callable[[Event, Event], bool]
) -> dict[int, int]:
    """A largest one-to-one matching: place in ``ours`` -> place in ``gold``."""
    match: dict[int, int] = {}

    def find(i: int, seen: set[int]) -> bool:
        for j, one in enumerate(ours):
            if j not in seen and fits(gold[i], one):
                seen.add(j)
                if j not in match or find(match[j], seen):
                    match[j] = i
                    return True
        return False

    for i in range(len(gold)):
        find(i, set())
    return match


def score(pairs: Iterable[tuple[Sequence[Event], Sequence[Event]]]) -> dict[str, float]:
    """Precision, recall and F1 at each level over (labels, answers) of each article; and the
    accuracy of modality and attribution where ``who`` is right. Optional labels never count."""
    totals: Counter[str] = Counter()
    for gold, ours in pairs:
        for wanted, given in _by_sentence(gold, ours):
            totals.update(_tally(wanted, given))
    result: dict[str, float] = {"labels": totals["gold"], "answers": totals["ours"]}
    for level in LEVELS:
        precision = totals[level] / max(totals["ours"] - totals[f"{level} free"], 1)
        recall = totals[level] / max(totals["gold"], 1)
        result |= {
            f"{level} P": precision,
            f"{level} R": recall,
            f"{level} F1": 2 * precision * recall / max(precision + recall, 1e-9),
        }
    for field in ("modality", "attribution"):
        result[field] = totals[field] / max(totals["who"], 1)
    return {name: round(value, 4) for name, value in result.items()}


def _by_sentence(
    gold: Sequence[Event], ours: Sequence[Event]
) -> Iterable[tuple[list[Event], list[Event]]]:
    grouped: dict[int, tuple[list[Event], list[Event]]] = defaultdict(lambda: ([], []))
    for event in gold:
        grouped[event["s"]][0].append(event)
    for event in ours:
        grouped[event["s"]][1].append(event)
    return grouped.values()


def _tally(gold: list[Event], ours: list[Event]) -> Counter[str]:
    wanted = [one for one in gold if not one.get("optional")]
    spare = [one for one in gold if one.get("optional")]
    tally: Counter[str] = Counter(gold=len(wanted), ours=len(ours))
    for level, fits in LEVELS.items():
        match = pairing(wanted, ours, fits)
        rest = [one for j, one in enumerate(ours) if j not in match]
        tally[level] += len(match)
        tally[f"{level} free"] += len(pairing(spare, rest, fits))
        if level == "who":
            for j, i in match.items():
                tally["modality"] += wanted[i].get("modality") == ours[j].get("modality")
                tally["attribution"] += bool(wanted[i].get("said_by")) == bool(
                    ours[j].get("said_by")
                )
    return tally
