"""Templates of briefings and pages; HTML ones escape whatever they are given."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

MARKS = re.compile(r"([\\`*_\[\]<>#|])")


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dragoman", "templates"),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters.update(wrap=wrap, flat=flat, counted=counted, md=md)
    made.globals.update(days=days)
    return made


def days(first: date | None, last: date | None) -> str:
    """``2024-04-26``, ``2024-04-24/26``-like ISO intervals, ``open`` where nothing is known."""
    if first is None and last is None:
        return "day open"
    if first == last:
        return str(first)
    return f"{first or '…'}/{last or '…'}"


def flat(text: str) -> str:
    """White space of any kind as single spaces."""
    return " ".join(text.split())


def wrap(text: str, indent: int, width: int = 100) -> str:
    """Flowed lines, each indented; the first line is not."""
    margin = " " * indent
    return textwrap.fill(
        flat(text), width, initial_indent=margin, subsequent_indent=margin
    ).lstrip()


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def md(text: str) -> str:
    """Text with Markdown's signs escaped."""
    return MARKS.sub(r"\\\1", text)
