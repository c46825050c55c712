"""Clauses of a sentence by their marks: good enough to tell what a verb is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Span = tuple[int, int]

_FINITE: Final = (
    r"(?:is|are|was|were|has|have|had|will|would|also|it|he|she|they|we|that (?:it|he|she|they))\b"
)
#: What begins a new clause; the clause starts with the group "new".
_BREAK: Final = re.compile(
    r"[;:](?=\s)"
    r"|\s[–—-]+(?=\s)|[—–]"
    r"|,?[\"”’']?\s+(?P<but>but|while|whereas|although|though|even as|despite)\b"
    r"|,[\"”’']?\s+(?P<which>(?:in |by |of |with )?(?:which|who|whom|whose)|after|before|because"
    r"|since|so that|as (?!well\b)|in response|saying|adding|citing|accusing|warning|calling|urging"
    r"|with\s(?=[^,;]{1,60}\b\w+ing\b))\b"
    rf"|,?\s+(?P<and>and|or|yet)\s+{_FINITE}"
)
#: A sentence that begins so has its main clause after the first comma.
_LEADING: Final = re.compile(
    r"[\"“‘'(\[]*(?:although|though|while|despite|after|before|as|if|since|because|during|when|once"
    r"|following|amid|unless|whereas|given|besides|even|having|according to|in (?:addition|response"
    r"|return|exchange|a|an|his|her|its|their|the)|on|with|by|at|under)\b",
    re.I,
)
#: A comma inside a list, a number, a date or after a name's title is no end of a clause.
_COMMA: Final = re.compile(r",[\"”’']?\s+(?!and\b|or\b|\d{4}\b)")


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of the sentence ``text[start:end]``, in order; together they cover it."""
    cuts = {match.start() for match in _BREAK.finditer(text, start, end) if match.start() > start}
    if _LEADING.match(text, start, end):
        comma = _COMMA.search(text, start, end)
        if comma and not any(cut < comma.start() for cut in cuts):
            cuts.add(comma.start())
    edges = [start, *sorted(cuts), end]
    return [(left, right) for left, right in pairwise(edges) if left < right]


def clause_at(spans: Sequence[Span], at: int) -> Span:
    """The clause that holds offset ``at``; the last one where none does."""
    return next((span for span in spans if span[0] <= at < span[1]), spans[-1])


_EDGE: Final = re.compile(
    r"^(?:[\s,;:—–-]|[\"”’'](?=[\s,])|(?:and|but|or|yet|while|although|though)\b)+", re.I
)


def tidy(text: str, start: int, end: int) -> Span:
    """The clause without joining words and marks at its edges; unchanged if nothing is left."""
    piece = text[start:end]
    lead = _EDGE.match(piece)
    left = start + (lead.end() if lead else 0)
    right = start + len(piece.rstrip(" ,;:—–\n"))
    return (left, right) if left < right else (start, end)
