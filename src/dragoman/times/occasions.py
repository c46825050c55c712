"""Occasions that stand for a time: "during the G20 summit", where the text dates it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]

_OCCASION = re.compile(
    r"^(?:during|at|in|amid|throughout|on|on the sidelines of|on the margins of)\s+"
    r"(?:(?:the|this|last|his|her|their|its)\s+)?(?P<name>(?:[\w'’.-]+\s+){0,5}"
    r"(?:summit|meeting|talks|visit|trip|tour|elections?|vote|conference|war|coup|ceremony|session|"
    r"forum|referendum|congress|assembly|inauguration|funeral|parade|games|cup|olympics|festival|"
    r"protests?|riots?|raid|offensive|siege|battle|trial|hearing|rally|march|drills?|exercises?))"
    r"\s*$",
    re.I,
)
#: What may stand between an occasion and its date: "was held in Bali on", "(", ",".
_BETWEEN = re.compile(
    r"^[\s,(–—-]*(?:which\s+|that\s+)?(?:(?:was|were|will be|is|are|has been|to be)\s+)?"
    r"(?:(?:held|hosted|staged|took place|takes place|take place|taking place|scheduled|due|set|"
    r"opened|opens|began|begins|convened|planned|of)\s*)?(?:for\s+)?"
    r"(?:(?:in|at)\s+(?:[A-Z][\w’'.-]*[\s,]*){1,4})?[\s,(]*$"
)
_AFTER = 80  # code points behind an occasion in which its date stands
_BEFORE = 30


def dated_elsewhere(
    words: str, text: str, start: int, find: Callable[[str], list[Span]]
) -> Iterator[Span]:
    """Where the text dates the occasion that ``words`` name; ``find`` finds time words."""
    found = _OCCASION.match(words)
    if not found or len(found["name"].split()) < 2:
        return
    end = start + len(words)
    for again in re.finditer(rf"\b{re.escape(found['name'])}\b", text, re.I):
        if start <= again.start() < end:
            continue
        yield from _beside(text, again.start(), again.end(), find)


def _beside(text: str, start: int, end: int, find: Callable[[str], list[Span]]) -> Iterator[Span]:
    """The date right behind an occasion, or right before it: "the September 9-10 G20 summit"."""
    after = re.split(r"[.;!?](?=\s)", text[end : end + _AFTER])[0]
    for first, last in find(after)[:1]:
        if _BETWEEN.match(after[:first]):
            yield end + first, end + last
    low = max(0, start - _BEFORE)
    for first, last in find(text[low:start])[-1:]:
        if not text[low + last : start].strip():
            yield low + first, low + last
