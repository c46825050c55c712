"""What labelled articles bring: ``python -m training.curve OUT --minutes 6``.

Trains a small model from MiniLM on each number of articles, as long for each, calibrates it on
the development articles, and writes ``curve.json`` and ``curve.svg`` into OUT; points that stand
there already are kept. 0 articles stand for everything that the shipped model learns from.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from math import log
from pathlib import Path

from dragoman.web.charts import tag

ARTICLES = (78, 156, 313, 626)  # of the shared labels, none of ours
LEVELS = ("found", "typed", "roles")
WIDTH, HEIGHT, EDGE = 560, 300, 44
Point = dict[str, float]


def point(out: Path, articles: int, minutes: float, workers: int) -> Point:
    """F1 at each level of a model that learned from so many articles; 0 for all there is."""
    run, model = out / f"run-{articles}", out / f"model-{articles}"
    learn = ["training.train", "--out", str(run), "--minutes", str(minutes)]
    learn += ["--workers", str(workers)]
    if articles:
        learn += ["--articles", str(articles)]
    steps = [
        learn,
        ["training.export", str(run), "--out", str(model), "--quick"],
        ["training.tune", str(model), "--quick"],
    ]
    for step in steps:
        told = subprocess.run(
            [sys.executable, "-m", *step], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    figures = re.findall(r"'(\w+)': ([\d.]+)", told)
    return {name: float(value) for name, value in figures if name in LEVELS}


def drawn(points: dict[int, Point]) -> str:
    """The curve on a logarithmic axis of articles, as SVG."""
    sizes = [size for size in points if size]
    low, high = log(min(sizes)), log(max(sizes))

    def x(size: int) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (log(size) - low) / ((high - low) or 1.0)

    def y(value: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value

    parts = [tag("text", size, x=x(size), y=HEIGHT - 16.0, text_anchor="middle") for size in sizes]
    for tenth in range(0, 11, 2):
        at = y(tenth / 10)
        parts.append(tag("path", d=f"M{EDGE} {at:.1f}H{WIDTH - EDGE}", stroke="#ccc"))
        parts.append(tag("text", tenth / 10, x=8, y=at + 4))
    for level, colour in zip(LEVELS, ("#0b5", "#05b", "#b50"), strict=True):
        line = "L".join(f"{x(size):.1f} {y(points[size][level]):.1f}" for size in sizes)
        parts.append(tag("path", d=f"M{line}", fill="none", stroke=colour, stroke_width=2))
        end = y(points[sizes[-1]][level]) + 4
        parts.append(tag("text", level, x=WIDTH - EDGE + 4, y=end, fill=colour))
    box = f"0 0 {WIDTH} {HEIGHT}"
    return str(
        tag(
            "svg",
            *parts,
            viewBox=box,
            xmlns="http://www.w3.org/2000/svg",
            font_family="sans-serif",
            font_size=12,
        )
    )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out", type=Path)
    p.add_argument("--minutes", type=float, default=15, help="of training, for each point")
    p.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    p.add_argument("--articles", type=int, nargs="*", default=[*ARTICLES, 0])
    a = p.parse_args()
    kept = a.out / "curve.json"
    points = json.loads(kept.read_text()) if kept.exists() else {}
    for articles in a.articles:
        points[str(articles)] = point(a.out, articles, a.minutes, a.workers)
        print(articles or "all", points[str(articles)], flush=True)
        kept.write_text(json.dumps(points, indent=1) + "\n")
    (a.out / "curve.svg").write_text(drawn({int(size): one for size, one in points.items()}))


if __name__ == "__main__":
    main()
