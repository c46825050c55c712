"""Fit the weights by which ``dragoman.who`` chooses whom a word refers to.

    python -m training.referents LABELS DEV

LABELS is a folder of labelled articles, DEV a file with the names that are never trained on.
For each kind of reference one multinomial logit over the candidates of an article: the
evidence of ``dragoman.scene.features``, ridge penalty, plain gradient descent with momentum.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dragoman.actors import FOLDER, book
from dragoman.evaluate_actors import Labelled, read_labels, resolver_of
from dragoman.ontology import NON_STATES, country
from dragoman.ontology import SECTORS as ALL
from dragoman.scene import FEATURES, KINDS, Reference, evidence
from dragoman.who import Who

RIDGE = 0.02
STEPS = 300
RATE = 0.3

EASY = 1.15  # articles of one country teach little: a case counts EASY less its main share

#: Candidates x features, which of them are right, and how much the case counts.
Case = tuple[np.ndarray, np.ndarray, float]


def cases(labelled: Labelled) -> Iterator[tuple[str, Case]]:
    """Every reference of an article whose answer is among its candidates."""
    resolver = resolver_of(labelled, book())
    who = resolver.who
    assert isinstance(who, Who)
    for mention, role, side, codes in labelled.roles():
        reference = who.reference(role, mention, side)
        if reference is None:
            continue
        count_sectors(reference, codes)
        wanted = {country(code) for code in codes}
        heads = who.scene.candidates(reference)
        right = np.array([head in wanted for head in heads], dtype=bool)
        if right.any() and not right.all():
            rows = evidence(who.scene, reference, heads)
            share = max(map(who.scene.where.near, heads))
            yield reference.kind, (np.array(rows), right, EASY - share)


SECTORS: Counter[tuple[str, str, str, str]] = Counter()


def count_sectors(reference: Reference, codes: frozenset[str]) -> None:
    """Count the sector of a role whose words name none."""
    silent = reference.reading.sector is None and not reference.reading.place
    if reference.kind in ("source", "target", "named", "other") and silent:
        kind = "understood" if reference.kind in ("source", "target") else "named"
        for code in codes:
            head, _, sector = code.partition("/")
            if len(head) == 3 and head not in NON_STATES and sector in ALL:
                SECTORS[kind, reference.type, reference.side, sector] += 1
                SECTORS[kind, "", "", sector] += 1


def fit(found: list[Case]) -> np.ndarray:
    """Weights that make the right candidates likely. Cases are padded to one width."""
    width, size = max(len(right) for _, right, _ in found), found[0][0].shape[1]
    rows = np.zeros((len(found), width, size))
    right = np.zeros((len(found), width))
    there = np.full((len(found), width), -1e9)
    share = np.array([count for _, _, count in found])
    share /= share.sum()
    for at, (mine, wanted, _) in enumerate(found):
        rows[at, : len(mine)] = mine
        right[at, : len(mine)] = wanted
        there[at, : len(mine)] = 0
    weights, speed = np.zeros(size), np.zeros(size)
    for _ in range(STEPS):
        score = rows @ weights + there
        odds = np.exp(score - score.max(axis=1, keepdims=True))
        given = odds * right
        pull = given / given.sum(1, keepdims=True) - odds / odds.sum(1, keepdims=True)
        slope = np.einsum("nwf,nw,n->f", rows, pull, share, optimize=True) - RIDGE * weights
        speed = 0.9 * speed + slope
        weights = weights + RATE * speed
    return weights


def main(labels: Path, dev: Path) -> None:
    """Fit all kinds and write ``data/actors/referents.csv``."""
    held = set(dev.read_text().split())
    names = sorted(one.stem for one in labels.glob("*.json") if one.stem not in held)
    if not (FOLDER / "referents.csv").exists():
        start = np.zeros(FEATURES)
        start[0] = 4.0  # the most named country, until better is known
        write([start] * len(KINDS))
    found: dict[str, list[Case]] = defaultdict(list)
    for one in read_labels(labels, names):
        for kind, case in cases(one):
            found[kind].append(case)
    everything = [case for some in found.values() for case in some]
    prior = fit(everything)
    columns = []
    for kind in KINDS:
        columns.append(fit(found[kind]) if len(found[kind]) > 60 else prior)
        right = sum(r[int((x @ columns[-1]).argmax())] for x, r, _ in found[kind])
        print(kind, len(found[kind]), f"{right / max(1, len(found[kind])):.3f}")
    write(columns)


def write(columns: list[np.ndarray]) -> None:
    """One row a feature, one column a kind."""
    with (FOLDER / "priors.csv").open("w", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["kind", "type", "side", "sector", "count"])
        out.writerows([*name, count] for name, count in sorted(SECTORS.items()))
    with (FOLDER / "referents.csv").open("w", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["feature", *KINDS])
        for at, row in enumerate(np.array(columns).T):
            out.writerow([at, *(f"{value:.4f}" for value in row)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
