"""Figures as SVG made on the server: they print, read aloud and need no script.

Colours and sizes of type come from the style sheet by class; every figure has a table twin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 760
LEFT: Final = 44  # room for the numbers of the axis


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """An element; ``_`` in a name stands for ``-``, a trailing one is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = Markup("").join(escape(one) for one in inside)
    return Markup(f"<{name}{written}>{body}</{name}>")


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _figure(height: int, label: str, parts: Iterable[Markup]) -> Markup:
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {height}",
        role="group",
        aria_label=label,
        class_="chart",
    )


def months(first: str, last: str) -> list[str]:
    """``2023-11`` to ``2024-02``, both inclusive."""
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while f"{year:04}-{month:02}" <= last:
        found.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def nice(most: int) -> int:
    """The next round number from ``most`` on: 1, 2, 5, 10, 20 …"""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= factor * step:
                return factor * step
        step *= 10


def above_below(
    names: Sequence[str],
    up: Sequence[int],
    down: Sequence[int],
    href: Callable[[str, str], str],
    label: str,
) -> Markup:
    """Bars above (cooperation) and below (conflict) a time axis, one pair a month."""
    height, middle = 260, 122
    most = nice(max([1, *up, *down]))
    step = (WIDTH - LEFT) / max(1, len(names))
    parts = list(_grid(most, middle, 100))
    for n, name in enumerate(names):
        for side, value in (("up", up[n]), ("down", down[n])):
            if value:
                size = value / most * 100
                words = "cooperation" if side == "up" else "conflict"
                wide = max(1.5, min(step * 0.8, 40.0))
                bar = tag(
                    "rect",
                    tag("title", f"{name}: {value} {words}"),
                    x=LEFT + n * step + (step - wide) / 2,
                    y=middle - size if side == "up" else middle,
                    width=wide,
                    height=size,
                    class_=side,
                )
                parts.append(
                    tag("a", bar, href=href(name, side), aria_label=f"{name}: {value} {words}")
                )
    parts += _month_labels(names, step, height - 6)
    parts.append(tag("text", "cooperation ▲", x=LEFT + 4, y=14, class_="axis"))
    parts.append(tag("text", "conflict ▼", x=LEFT + 4, y=height - 24, class_="axis"))
    return _figure(height, label, parts)


def _grid(most: int, middle: int, size: int) -> Iterable[Markup]:
    marks = [0, most] if most == 1 else [0, most // 2, most]
    for value in marks:
        for sign in (-1, 1) if value else (1,):
            y = middle + sign * value / most * size
            yield tag("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, class_="grid" if value else "base")
            yield tag("text", value, x=LEFT - 6, y=y + 4, class_="axis end")


def _month_labels(names: Sequence[str], step: float, y: int) -> Iterable[Markup]:
    """Years where there are many months; never closer than 46 units."""
    every = max(1, round(46 / step + 0.5))
    for n, name in enumerate(names):
        yearly = len(names) > 16
        wanted = name.endswith("-01") if yearly else n % every == 0
        gap = (n // 12) % max(1, round(36 / (12 * step) + 0.5)) == 0
        if wanted and (not yearly or gap):
            yield tag(
                "text",
                name[:4] if yearly else name,
                x=LEFT + n * step + step / 2,
                y=y,
                class_="axis mid",
            )


def bars(
    pairs: Sequence[tuple[str, int]], href: Callable[[str], str], label: str, height: int = 96
) -> Markup:
    """One bar a day or month, in the order given."""
    most = nice(max([1, *(value for _, value in pairs)]))
    step = (WIDTH - LEFT) / max(1, len(pairs))
    base = height - 18
    parts = [
        tag("line", x1=LEFT, x2=WIDTH, y1=base, y2=base, class_="base"),
        tag("text", most, x=LEFT - 6, y=16, class_="axis end"),
        tag("line", x1=LEFT, x2=WIDTH, y1=12, y2=12, class_="grid"),
    ]
    for n, (name, value) in enumerate(pairs):
        size = value / most * (base - 12)
        wide = max(1.0, min(step * 0.8, 40.0))
        bar = tag(
            "rect",
            tag("title", f"{name}: {value}"),
            x=LEFT + n * step + (step - wide) / 2,
            y=base - size,
            width=wide,
            height=size,
            class_="plain",
        )
        if value:
            parts.append(tag("a", bar, href=href(name), aria_label=f"{name}: {value}"))
    parts += _month_labels([name[:7] for name, _ in pairs], step, height - 3)
    return _figure(height, label, parts)


@dataclass(frozen=True)
class Dot:
    """One statement: ``shape`` tells the party, hollow that another told of it."""

    day: date
    step: str
    shape: str  # circle or square
    hollow: bool
    title: str
    href: str


def ladder(steps: Sequence[str], dots: Sequence[Dot], label: str) -> Markup:
    """Stances as rungs from the bottom up, days from left to right. Nothing joins the dots:
    where nobody spoke there is a gap."""
    left, rung = 118, 26
    height = rung * len(steps) + 40
    first = min(dot.day for dot in dots).toordinal()
    last = max(dot.day for dot in dots).toordinal()
    span = max(1, last - first)
    y_of = {name: 18 + rung * (len(steps) - 1 - n) for n, name in enumerate(steps)}
    parts = []
    for name in steps:
        y = y_of[name]
        parts.append(tag("line", x1=left, x2=WIDTH, y1=y, y2=y, class_="grid"))
        parts.append(tag("text", name, x=left - 10, y=y + 4, class_="axis end"))
    room = WIDTH - left - 32
    crowd: dict[tuple[int, str, str], int] = {}
    for dot in sorted(dots, key=lambda one: one.day):
        x = left + 16 + (dot.day.toordinal() - first) / span * room
        place = (round(x / 8), dot.step, dot.shape)
        crowd[place] = crowd.get(place, -1) + 1
        shift = (-4 if dot.shape == "circle" else 4) + (crowd[place] % 3) * 3 - 3
        parts.append(_dot(dot, x, y_of[dot.step] + shift))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0) if span > 8 else (0.0, 1.0):
        day = date.fromordinal(first + round(share * span))
        parts.append(
            tag(
                "text",
                day.isoformat(),
                x=left + 16 + share * room,
                y=height - 6,
                class_=f"axis {'mid' if 0 < share < 1 else 'mid' if share == 0 else 'end'}",
            )
        )
    return _figure(height, label, parts)


def _dot(dot: Dot, x: float, y: float) -> Markup:
    look = f"dot {dot.shape}{' hollow' if dot.hollow else ''}"
    title = tag("title", dot.title)
    shape = (
        tag("circle", title, cx=x, cy=y, r=5.5, class_=look)
        if dot.shape == "circle"
        else tag("rect", title, x=x - 5, y=y - 5, width=10, height=10, class_=look)
    )
    return tag("a", shape, href=dot.href, aria_label=dot.title)


def shade(value: int, most: int) -> str:
    """The class of a cell of a heat map: h0 for nothing, h1 to h5."""
    return f"h{0 if value <= 0 or most <= 0 else min(5, 1 + int(value / most * 4.999))}"
