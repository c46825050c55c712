"""Seconds and peak memory of merging at three sizes: ``python -m benchmarks.merging [DATA]``.

Claims are made from the labelled newswire articles, in worlds: in each world days, persons and
telling words are shifted, so that worlds meet only in common words, and every article is told
by up to three outlets. Each size runs in a process of its own.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from dragoman.merge import events
from dragoman.merge.traits import Bag, Side, Traits, shared_days, weight
from dragoman.types import ArticleId, MentionId, digest

SIZES: Final = (10_000, 30_000, 100_000)  # articles
OUTLETS: Final = 3  # that tell one article's events, at most
EPOCH: Final = 738_000  # ordinal of a day in 2021
DAYS: Final = 700  # over which the worlds are spread
TELLING: Final = 0.95  # weight of a word (a name, mostly) that is another in another world


def seeds(data: Path) -> list[list[Traits]]:
    """Traits of the labelled articles' mentions, by article."""
    from dragoman.evaluate.merging import every

    found: dict[str, list[Traits]] = {}
    for one in every(data).traits():
        found.setdefault(one.article, []).append(one)
    return [found[name] for name in sorted(found)]


def claims(seeds: Sequence[Sequence[Traits]], articles: int, seed: int = 1) -> Iterator[Traits]:
    """Claims of so many articles, world by world."""
    chance, made, world = random.Random(seed), 0, 0
    while True:
        shift, held = chance.randrange(DAYS), dict[Side, Side]()
        for number, told in enumerate(seeds):
            for outlet in range(chance.randint(1, OUTLETS)):
                yield from _article(told, (world, number, outlet), shift, held, chance)
                made += 1
                if made == articles:
                    return
        world += 1


def _article(
    told: Sequence[Traits],
    which: tuple[int, int, int],
    shift: int,
    held: dict[Side, Side],
    chance: random.Random,
) -> Iterator[Traits]:
    article, story = ArticleId(digest(*which)), f"{which[0]}.{which[1]}"
    for one in told:
        days = one.days or ((EPOCH, EPOCH + 1) if chance.random() < 0.5 else None)
        if days:
            days = shared_days(days[0] + shift, days[1] + shift)
        yield replace(
            one,
            id=MentionId(digest(article, one.id)),
            article=article,
            story=story,
            told=EPOCH + shift,
            days=days,
            window=days,
            source=_side(one.source, which[0], held),
            target=_side(one.target, which[0], held),
            object=_bag(one.object, which[0], chance),
            words=_bag(one.words, which[0], chance),
        )


def _side(side: Side, world: int, held: dict[Side, Side]) -> Side:
    """One object for equal sides, as the real ones are."""
    if side not in held:
        names = frozenset(f"{name}{world}" for name in side.names)
        held[side] = replace(side, names=names)
    return held[side]


def _bag(bag: Bag, world: int, chance: random.Random) -> Bag:
    """Words as another outlet has them: one in four is left out."""
    kept = [word for word in bag.stems if chance.random() < 0.75]
    moved = sorted(sys.intern(f"{w}{world}") if weight(w) >= TELLING else w for w in kept)
    return Bag(tuple(moved), sum(map(weight, moved)))


def measure(data: Path, articles: int) -> dict[str, float]:
    """One size: how many claims and events, seconds, and peak megabytes of the process."""
    held = list(claims(seeds(data), articles))
    start, worked = perf_counter(), process_time()
    merged = events(held)
    return {
        "articles": articles,
        "claims": len(held),
        "events": len(merged.events),
        "seconds": round(perf_counter() - start, 1),
        "cpu_seconds": round(process_time() - worked, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main(data: Path, sizes: Sequence[int] = SIZES) -> None:
    names = ("articles", "claims", "events", "seconds", "CPU seconds", "peak MB")
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.merging", str(data), "--one", str(size)]
        row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print("| " + " | ".join(map(str, row.values())) + " |", flush=True)


if __name__ == "__main__":
    asked = sys.argv[1:]
    folder = Path(asked[0] if asked else "../shared/data")
    if "--one" in asked:
        print(json.dumps(measure(folder, int(asked[-1]))))
    else:
        main(folder)
