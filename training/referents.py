"""Fit the network by which ``dragoman.actors.likeliest`` chooses whom a word refers to.

    python -m training.referents LABELS DEV

LABELS is a folder of labelled articles, DEV a file with the names that are never trained on.
``references/*.txt`` are texts of two to four countries written for this, one a line, in which
``[[EGY|his government]]`` says whom words mean: articles are mostly about one country, and who
learns from them alone is too sure in others. Each reference is one multinomial choice among the
candidates of its article, told by the evidence of ``dragoman.actors.evidence``; Adam on
small batches, the mean of five fits. Sectors of roles whose words name none are counted beside
it. Run it twice from scratch: the places of unknown names rest on the network itself.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from dragoman.actors import FOLDER, book
from dragoman.actors.context import Context
from dragoman.actors.evidence import FEATURES, evidence
from dragoman.actors.odds import Net, net
from dragoman.actors.scene import KINDS, Reference, Scene
from dragoman.actors.who import Who
from dragoman.coders.onnx import load
from dragoman.evaluate.actors import Labelled, read_labels, resolver_of, whose
from dragoman.ontology import NON_STATES
from dragoman.ontology import SECTORS as ALL
from dragoman.types import Article, ArticleId, Mention, Role, Words

HIDDEN = 32
EPOCHS = 20
BATCH = 128
RATE = 3e-3
RIDGE = 1e-3
SEEDS = (0, 1, 2, 3, 4)
OWN = 0.1  # how much a reference of the texts written for this counts
MARK = re.compile(r"\[\[([A-Z]{3}(?:/[A-Z0-9_]+)?)\|([^\[\]|]+)\]\]")
EASY = 1.15  # articles of one country teach little: a case counts EASY less its main share

#: Kind, candidates x features, which of them are right, and how much the case counts.
Case = tuple[int, np.ndarray, np.ndarray, float]
Parts = dict[str, np.ndarray]
COUNTS: Counter[tuple[str, str, str, str]] = Counter()


def cases(labelled: Labelled) -> Iterator[Case]:
    """Every reference of an article whose answer is among its candidates."""
    who = resolver_of(labelled, book()).who
    assert isinstance(who, Who)
    for mention, role, side, codes in labelled.roles():
        reference = who.reference(role, mention, side)
        if reference is None:
            continue
        count_sectors(reference, codes)
        heads, _ = evidence(who.scene, reference)
        if heads:
            share = max(map(who.scene.where.near, heads))
            yield from _case(who.scene, reference, {whose(code) for code in codes}, EASY - share)


def own_cases() -> Iterator[Case]:
    """The references of the texts written for this, in the company that the coder finds."""
    texts = list(own_texts())
    articles = [Article(ArticleId(str(n)), "own", text) for n, (text, _) in enumerate(texts)]
    for one, mentions, (_, marks) in zip(articles, load().code(articles), texts, strict=True):
        who = Who(Context(one.text, book()), mentions)
        for wanted, words in marks:
            reference = who.reference(*_role(mentions, words))
            if reference is not None:
                yield from _case(who.scene, reference, {wanted}, OWN)


def _case(scene: Scene, reference: Reference, wanted: set[str], count: float) -> Iterator[Case]:
    """One reference, if some of its candidates are right and some are not."""
    heads, rows = evidence(scene, reference)
    right = np.array([head in wanted for head in heads], dtype=bool)
    if right.any() and not right.all():
        yield KINDS.index(reference.kind), np.array(rows).reshape(-1, FEATURES), right, count


def own_texts() -> Iterator[tuple[str, list[tuple[str, Words]]]]:
    """Each text without its marks, and the country or body that marked words stand for."""
    for path in sorted((Path(__file__).parent / "references").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, at, marks = "", 0, []
            for hit in MARK.finditer(line):
                text += line[at : hit.start()]
                marks.append((whose(hit[1]), Words(hit[2], len(text), len(text) + len(hit[2]))))
                text += hit[2]
                at = hit.end()
            yield text + line[at:], marks


def _role(mentions: Sequence[Mention], words: Words) -> tuple[Role, Mention | None, str]:
    """The role that has these words, its mention and its side, if one does."""
    for mention in mentions:
        for side, roles in (("source", mention.sources), ("target", mention.targets)):
            for role in roles:
                if role.words == words:
                    return role, mention, side
    return Role(words), None, ""


def count_sectors(reference: Reference, codes: frozenset[str]) -> None:
    """Count the sector of a role whose words name none."""
    silent = reference.reading.sector is None and not reference.reading.place
    if reference.kind in ("source", "target", "named", "other") and silent:
        kind = "understood" if reference.kind in ("source", "target") else "named"
        for code in codes:
            head, _, sector = code.partition("/")
            if len(head) == 3 and head not in NON_STATES and sector in ALL:
                COUNTS[kind, reference.type, reference.side, sector] += 1
                COUNTS[kind, "", "", sector] += 1


def fit(found: list[Case]) -> Net:
    """The mean of several fits, as one network with all their hidden units side by side."""
    width = max(len(right) for _, _, right, _ in found)
    rows = np.zeros((len(found), width, FEATURES))
    right = np.zeros((len(found), width))
    gaps = np.full((len(found), width), -1e9)
    for at, (_, mine, wanted, _) in enumerate(found):
        rows[at, : len(mine)], right[at, : len(wanted)], gaps[at, : len(mine)] = mine, wanted, 0
    there = gaps == 0
    mean, spread = rows[there].mean(0), rows[there].std(0) + 1e-3
    rows = (rows - mean) / spread * there[..., None]
    kinds = np.array([kind for kind, _, _, _ in found])
    counts = np.array([count for _, _, _, count in found])
    fits = [_fit(rows, right, gaps, kinds, counts / counts.mean(), seed) for seed in SEEDS]
    lines = np.mean([one["lines"] + one["all"] for one in fits], axis=0)
    inward = np.concatenate([one["inward"] for one in fits], axis=1) / spread[:, None]
    bias = np.concatenate([one["bias"] for one in fits], axis=1) - mean @ inward
    parts = {  # for evidence as it comes; what the mean adds to a line, it adds to all candidates
        "lines": lines / spread,
        "inward": inward,
        "bias": bias,
        "outward": np.concatenate([one["outward"] for one in fits]) / len(fits),
    }
    return Net(**{name: part.astype(np.float32) for name, part in parts.items()})


def _fit(
    rows: np.ndarray,
    right: np.ndarray,
    gaps: np.ndarray,
    kinds: np.ndarray,
    counts: np.ndarray,
    seed: int,
) -> Parts:
    """One fit by Adam, the rate falling to nothing."""
    chance = np.random.default_rng(seed)
    parts: Parts = {
        "lines": np.zeros((len(KINDS), FEATURES)),
        "all": np.zeros(FEATURES),
        "inward": chance.normal(0, 0.9 / np.sqrt(FEATURES), (FEATURES, HIDDEN)),
        "bias": chance.normal(0, 0.3, (len(KINDS), HIDDEN)),
        "outward": chance.normal(0, 0.1, HIDDEN),
    }
    first = {name: np.zeros_like(part) for name, part in parts.items()}
    second = {name: np.zeros_like(part) for name, part in parts.items()}
    step = 0
    for epoch in range(EPOCHS):
        order = chance.permutation(len(rows))
        rate = RATE * (1 - epoch / EPOCHS) + 1e-4
        for at in range(0, len(order), BATCH):
            mine = order[at : at + BATCH]
            slopes = _slopes(parts, rows[mine], right[mine], gaps[mine], kinds[mine], counts[mine])
            step += 1
            for name, slope in slopes.items():
                slope = slope + RIDGE * (4 if name == "lines" else 1) * parts[name]
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.99 * second[name] + 0.01 * slope**2
                speed = np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8
                parts[name] = parts[name] - rate * first[name] / (1 - 0.9**step) / speed
    return parts


def _slopes(
    parts: Parts,
    rows: np.ndarray,
    right: np.ndarray,
    gaps: np.ndarray,
    kinds: np.ndarray,
    counts: np.ndarray,
) -> Parts:
    """How the loss, minus the logarithm of the right candidates' share, changes."""
    inner = rows @ parts["inward"] + parts["bias"][kinds][:, None, :]
    hidden = np.maximum(inner, 0)
    lines = parts["lines"][kinds] + parts["all"]
    scores = np.einsum("nwf,nf->nw", rows, lines) + hidden @ parts["outward"] + gaps
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    given = odds * right
    pull = odds / odds.sum(1, keepdims=True) - given / given.sum(1, keepdims=True)
    pull *= counts[:, None] / len(rows)
    back = pull[..., None] * parts["outward"] * (inner > 0)
    straight = np.einsum("nw,nwf->nf", pull, rows)
    slopes = {name: np.zeros_like(parts[name]) for name in ("lines", "bias")}
    np.add.at(slopes["lines"], kinds, straight)
    np.add.at(slopes["bias"], kinds, back.sum(1))
    return slopes | {
        "all": straight.sum(0),
        "outward": np.einsum("nw,nwh->h", pull, hidden),
        "inward": np.einsum("nwf,nwh->fh", rows, back),
    }


def start() -> Net:
    """Before anything is known: the most named country."""
    lines = np.zeros((len(KINDS), FEATURES), dtype=np.float32)
    lines[:, 0] = 4.0
    empty = np.zeros((FEATURES, 1), dtype=np.float32)
    bias = np.zeros((len(KINDS), 1), dtype=np.float32)
    return Net(lines, empty, bias, np.zeros(1, dtype=np.float32))


def write(fitted: Net) -> None:
    """Write the network and the counts of sectors into the actor book's folder."""
    np.savez_compressed(FOLDER / "referents.npz", **asdict(fitted))
    net.cache_clear()
    with (FOLDER / "priors.csv").open("w", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["kind", "type", "side", "sector", "count"])
        out.writerows([*name, count] for name, count in sorted(COUNTS.items()))


def main(labels: Path, dev: Path) -> None:
    """Fit on all labelled articles but those held for development."""
    held = set(dev.read_text().split())
    names = sorted(one.stem for one in labels.glob("*.json") if one.stem not in held)
    if not (FOLDER / "referents.npz").exists():
        write(start())
    found = [case for one in read_labels(labels, names) for case in cases(one)]
    fitted = fit(found + list(own_cases()))
    write(fitted)
    for at, kind in enumerate(KINDS):
        mine = [case for case in found if case[0] == at]
        best = [int(np.argmax(fitted.shares(kind, rows))) for _, rows, _, _ in mine]
        hits = sum(bool(right[one]) for one, (_, _, right, _) in zip(best, mine, strict=True))
        print(kind, len(mine), f"{hits / max(1, len(mine)):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
