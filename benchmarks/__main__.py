"""Articles a second and peak memory of each stage on a folder of real articles.

Prints a table, and writes JSON to ``benchmarks/results.json`` (or ``--json FILE``).
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "newswire" / "articles"
Row = dict[str, Any]


def main() -> None:
    options = arguments()
    if options.stage:
        print(json.dumps(STAGES[options.stage](options.folder, options.coder)))
        return
    rows = [measure(name, options) for name in STAGES if options.only in (None, name)]
    print(table(rows))
    result = {"machine": machine(), "folder": options.folder.name, "stages": rows}
    options.json.write_text(json.dumps(result, indent=2) + "\n")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--coder", default="onnx")
    parser.add_argument("--only", help="one stage")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, default=ROOT / "benchmarks" / "results.json")
    options = parser.parse_args()
    if not options.folder.exists():
        options.folder = ROOT / "samples"
    return options


def measure(name: str, options: argparse.Namespace) -> Row:
    """Each stage in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks", str(options.folder), "--stage", name]
    done = subprocess.run(
        [*command, "--coder", options.coder], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {"stage": name, **json.loads(done.stdout)}


def machine() -> Row:
    return {"python": platform.python_version(), "system": platform.platform()}


def table(rows: list[Row]) -> str:
    lines = [f"{'stage':<28}{'items':>9}{'seconds':>10}{'a second':>11}{'peak MB':>9}"]
    for row in rows:
        lines.append(
            f"{row['stage']:<28}{row['items']:>9}{row['seconds']:>10.2f}"
            f"{row['rate']:>11.0f}{row['peak_mb']:>9.0f}"
        )
        lines += [f"    {key}: {value}" for key, value in row.get("more", {}).items()]
    return "\n".join(lines)


class Clock:
    """Counts items and the seconds spent inside ``with clock:`` blocks."""

    def __init__(self) -> None:
        self.items, self.seconds = 0, 0.0

    @contextmanager
    def __call__(self, items: int) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - start
        self.items += items

    def row(self, **more: Any) -> Row:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = self.items / self.seconds if self.seconds else 0.0
        return {
            "items": self.items,
            "seconds": round(self.seconds, 3),
            "rate": round(rate, 1),
            "peak_mb": round(peak, 1),
            "more": more,
        }


def read_stage(folder: Path, coder: str) -> Row:
    from dragoman.read import read

    clock = Clock()
    with clock(sum(1 for _ in folder.iterdir())):
        for _ in read([str(folder)]):
            pass
    return clock.row()


def cleaned(folder: Path) -> list[Any]:
    from dragoman.clean import clean
    from dragoman.read import read
    from dragoman.types import Article, Page

    found = [clean(page) for page in read([str(folder)]) if isinstance(page, Page)]
    return [one for one in found if isinstance(one, Article)]


def clean_stage(folder: Path, coder: str) -> Row:
    from dragoman.clean import clean
    from dragoman.read import read
    from dragoman.types import Page

    pages = [page for page in read([str(folder)]) if isinstance(page, Page)]
    clean(pages[0])  # the first call loads tables
    clock = Clock()
    with clock(len(pages)):
        for page in pages:
            clean(page)
    return clock.row()


def copies_stage(folder: Path, coder: str) -> Row:
    from dragoman import copies
    from dragoman.ledger import Batch, Ledger
    from dragoman.run import find_copies

    articles = cleaned(folder)
    clock = Clock()
    with tempfile.TemporaryDirectory() as place, Ledger(Path(place) / "a.sqlite") as ledger:
        run = ledger.begin("bench", "0", None, None)
        ledger.add(run, Batch({}, articles, []))
        copies.keys(articles[0])
        with ledger.transaction(), clock(len(articles)):
            found = sum(len(find_copies(ledger, one)) for one in articles)
    return clock.row(copies=found)


def code_stage(folder: Path, coder: str) -> Row:
    from dragoman.coders import coder as named

    articles = cleaned(folder)
    made = named(coder)
    made.code(articles[:1])
    clock = Clock()
    with clock(len(articles)):
        found = made.code(articles)
    return clock.row(coder=made.name, mentions=sum(map(len, found)))


def model_stage(folder: Path, coder: str) -> Row:
    from benchmarks.model import measure

    clock = Clock()
    more = measure(cleaned(folder)[:300], clock)
    return clock.row(**more)


def resolve_stage(folder: Path, coder: str) -> Row:
    """Mentions as the ledger gets them: with the dating of their articles, which cuts them into
    tokens, and without."""
    from dragoman.anchors import time_of
    from dragoman.coders import coder as named
    from dragoman.resolve import resolve

    articles = cleaned(folder)[:320]
    coded = named(coder).code(articles)
    pairs = list(zip(articles, coded, strict=True))
    for article, mentions in pairs[:20]:
        resolve(article, mentions, time_of(article))  # the tables are read
    pairs = pairs[20:] or pairs
    dating, clock = Clock(), Clock()
    for article, mentions in pairs:
        with clock(1):
            with dating(1):
                when = time_of(article)
            resolve(article, mentions, when)
    each = 1000 / max(1, sum(len(mentions) for _, mentions in pairs))
    return clock.row(
        ms_a_mention=round(each * clock.seconds, 3),
        ms_a_mention_without_dating=round(each * (clock.seconds - dating.seconds), 3),
    )


def door_stage(folder: Path, coder: str) -> Row:
    """The spans of the same mentions, as ``dragoman resolve`` answers them."""
    from dragoman.coders import coder as named
    from dragoman.resolve import resolve_spans

    articles = cleaned(folder)[:300]
    asked = map(_as_record, articles, named(coder).code(articles))
    records = [record for record in asked if record["spans"]]
    resolve_spans(records[0])
    clock = Clock()
    with clock(sum(len(record["spans"]) for record in records)):
        for record in records:
            resolve_spans(record)
    return clock.row(ms_a_span=round(1000 * clock.seconds / max(1, clock.items), 3))


def _as_record(article: Any, mentions: list[Any]) -> Row:
    """What ``dragoman resolve`` would be asked about an article."""
    spans = {
        (words.start, words.end, kind)
        for one in mentions
        for kind, words in (
            *(("actor", role.words) for role in (*one.sources, *one.targets)),
            ("actor", one.said_by and one.said_by.words),
            ("time", one.when),
            ("place", one.where),
        )
        if words
    }
    published = article.published.day.isoformat() if article.published else None
    asked = [{"kind": kind, "start": start, "end": end} for start, end, kind in sorted(spans)]
    return {"id": article.id, "text": article.text, "published": published, "spans": asked}


def whole_stage(folder: Path, coder: str) -> Row:
    from dragoman.coders import coder as named
    from dragoman.ledger import Ledger
    from dragoman.run import read_into

    made = named(coder)
    clock = Clock()
    count = sum(1 for _ in folder.iterdir())
    with (
        tempfile.TemporaryDirectory() as place,
        Ledger(Path(place) / "a.sqlite") as ledger,
        clock(count),
    ):
        counts = read_into(ledger, [str(folder)], made)
    return clock.row(coder=made.name, **counts)


STAGES: dict[str, Callable[[Path, str], Row]] = {
    "read": read_stage,
    "clean": clean_stage,
    "copies": copies_stage,
    "code": code_stage,
    "model, by sentences": model_stage,
    "resolve": resolve_stage,
    "resolve, at the door": door_stage,
    "whole path, with settling": whole_stage,
    "whole path without a model": lambda folder, _: whole_stage(folder, "rules"),
}

if __name__ == "__main__":
    main()
