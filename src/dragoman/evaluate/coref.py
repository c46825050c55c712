"""Coreference figures: how two groupings of the same mentions agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import Any

#: Item -> cluster.
Clusters = Mapping[Any, Hashable]


def pairs(right: Clusters, ours: Clusters) -> dict[str, float]:
    """Precision, recall and F1 of "same" over all pairs of items."""
    wanted, given = _together(right), _together(ours)
    hits = len(wanted & given)
    precision, recall = hits / (len(given) or 1), hits / (len(wanted) or 1)
    return {"precision": precision, "recall": recall, "pairs": f1(precision, recall)}


def _together(of: Clusters) -> set[tuple[str, str]]:
    return {pair for members in groups(of) for pair in combinations(sorted(members), 2)}


def groups(of: Clusters) -> list[set[str]]:
    held: dict[Hashable, set[str]] = defaultdict(set)
    for name, cluster in of.items():
        held[cluster].add(name)
    return list(held.values())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll(right: Clusters, ours: Clusters) -> float:
    """Mean F1 of MUC (Vilain 1995), B-cubed (Bagga 1998) and CEAF-e (Luo 2005), over the same
    mentions, singletons included."""
    key, response = groups(right), groups(ours)
    muc = f1(_links(response, right), _links(key, ours))
    cubed = f1(_share(response, right), _share(key, ours))
    total = _aligned(key, response, ours)
    return (muc + cubed + f1(total / (len(response) or 1), total / (len(key) or 1))) / 3


def _links(one: Sequence[set[str]], other: Clusters) -> float:
    wanted = sum(len(members) - 1 for members in one)
    kept = sum(len(members) - len({other[name] for name in members}) for members in one)
    return kept / wanted if wanted else 0.0


def _share(one: Sequence[set[str]], other: Clusters) -> float:
    held = sum(
        count * count / len(members)
        for members in one
        for count in Counter(other[name] for name in members).values()
    )
    return held / (sum(map(len, one)) or 1)


def _aligned(key: Sequence[set[str]], response: Sequence[set[str]], ours: Clusters) -> float:
    """The best one-to-one total of 2|K∩R| / (|K| + |R|)."""
    at = {ours[next(iter(members))]: place for place, members in enumerate(response)}
    weights: dict[tuple[int, int], float] = {}
    for row, members in enumerate(key):
        for cluster, count in Counter(ours[name] for name in members).items():
            column = at[cluster]
            weights[row, column] = 2 * count / (len(members) + len(response[column]))
    return _best(weights)


def _best(weights: Mapping[tuple[int, int], float]) -> float:
    """The largest total of an assignment, each row and column once; part by part."""
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    for (row, column), weight in weights.items():
        rows[row][column] = weight
    total, todo = 0.0, set(rows)
    beside: dict[int, set[int]] = defaultdict(set)
    for row, column in weights:
        beside[column].add(row)
    while todo:
        part, edge = set[int](), [todo.pop()]
        while edge:
            row = edge.pop()
            part.add(row)
            near = {other for column in rows[row] for other in beside[column]} & todo
            todo -= near
            edge += near
        total += _assigned([rows[row] for row in sorted(part)])
    return total


def _assigned(rows: Sequence[Mapping[int, float]]) -> float:
    """The Hungarian method by shortest augmenting paths; a row may stay alone."""
    columns = sorted({column for row in rows for column in row})
    costs = [[-row.get(column, 0.0) for column in columns] + [0.0] * len(rows) for row in rows]
    width = len(columns) + len(rows)
    rise, fall, held = [0.0] * (len(rows) + 1), [0.0] * (width + 1), [0] * (width + 1)
    for number in range(1, len(rows) + 1):
        held[0], at = number, 0
        least, via, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while held[at]:
            seen[at], row, step, nearest = True, held[at], float("inf"), 0
            for column in range(1, width + 1):
                if not seen[column]:
                    cost = costs[row - 1][column - 1] - rise[row] - fall[column]
                    if cost < least[column]:
                        least[column], via[column] = cost, at
                    if least[column] < step:
                        step, nearest = least[column], column
            for column in range(width + 1):
                if seen[column]:
                    rise[held[column]] += step
                    fall[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            held[at], at = held[via[at]], via[at]
    return -sum(costs[held[c] - 1][c - 1] for c in range(1, width + 1) if held[c])
