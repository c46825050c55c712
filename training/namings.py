"""Where a text names countries and bodies, and which actors' words name none.

By these the reader learns to point: from "the army" or "the three migrants" to the nearest
earlier words that tell whose they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from dragoman import ontology
from dragoman.actors import book
from dragoman.actors.context import Context
from dragoman.actors.naming import tokens
from dragoman.actors.scan import scanned

Span = tuple[int, int]
OPEN = (None, "UNK")


class Namings:
    """The namings of one text, in text order."""

    def __init__(self, text: str, asked: Iterable[Span]) -> None:
        context = Context(text, book())

        def head(span: Span) -> str | None:
            return context.read(tokens(text, *span)).head

        spans = sorted((one.start, one.end) for one in scanned(context))
        heads = ((span, head(span)) for span in spans)  # of a noun the words before are no part
        self.found = [(*span, ontology.country(one)) for span, one in heads if one not in OPEN]
        self.starts = [start for start, _, _ in self.found]
        self.silent = frozenset(span for span in asked if head(span) is None)

    def before(self, at: int, code: str) -> Span | None:
        """The nearest naming before ``at`` of the country or body of ``code``."""
        wanted = ontology.country(code)
        for start, end, country in reversed(self.found[: bisect_left(self.starts, at)]):
            if country == wanted and end <= at:
                return start, end
        return None


@cache
def namings(text: str, asked: tuple[Span, ...]) -> Namings:
    """Kept: the same labels are read in every pass. ``asked`` are the words of actors."""
    return Namings(text, asked)
