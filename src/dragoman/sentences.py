"""Where the sentences of a text begin and end: sentencex, and a few mends of its cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sentencex import get_sentence_boundaries

#: A piece that ends like this goes on in the next one, whatever that begins with.
ALWAYS: Final = re.compile(
    r"(?:^|[\s(\"“‘'’/-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Cmdr|Adm|Brig|Gov|Sen|Sens"
    r"|Rep|Reps|Rev|Hon|Pres|Amb|Supt|Insp|Det|Fr|St|Sr|Ft|Mt|Mme|Mlle|MM|Sheik|Eng|Atty|Asst"
    r"|Messrs|vs|v|al|cf|viz|approx|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
#: An initial: "M. Macron", "John F. Kennedy". Two letters, "U.S.", are another matter.
INITIAL: Final = re.compile(r"(?:^|[\s(\"“‘—–-])[A-Z]\.$")
#: A piece that ends like this goes on where the next one begins with a figure.
NUMBER: Final = re.compile(
    r"(?:^|[\s(])(?:No|Nos|Art|Sec|Ch|Vol|p|pp|para|Rs|N|Mar|Apr|Jun|Jul)\.$", re.I
)
#: Letters and stops, "U.S.", "p.m.", or a shortened word that a name may follow.
SHORT: Final = re.compile(r"(?:^|[\s(\"“‘'])(?:(?:[A-Za-z]\.){2,}|Inc|Ltd|Corp|Co|Bros|Jr|etc)\.?$")
#: What goes on after ``SHORT``: a small letter, a figure, a zone of time, a body of a state.
GOES_ON: Final = re.compile(
    r"[a-z0-9,;:)—–-]|(?:EST|EDT|CST|PST|PDT|GMT|UTC|BST|CET|ET|local time)\b|(?:Secretary"
    r"|President|Vice|Senat|Congress|House|Department|Deputy|Treasury|State|Army|Navy|Air Force"
    r"|Marine|Embassy|Ambassador|Supreme|Attorney|Security|General Assembly|Special|Human"
    r"|Federal|Representative|Assistant|Defen[cs]e|Trade|Geological|Central|District|High)"
)
#: A quotation that opens with a curled mark and closes with a straight one would never end.
MIXED: Final = re.compile(r'(“[^“”"\n]*)"')
#: A line shorter than this is a headline or an item of a list, not part of wrapped prose.
WRAPPED = 60  # characters


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` in order: half-open code points, without white space about them.

    A blank line always ends a sentence; a single line break does so after a short line,
    unless the next begins with a small letter.
    """
    found: list[tuple[int, int]] = []
    closed = MIXED.sub(r"\1”", text)  # of the same length
    for cut in get_sentence_boundaries("en", closed):
        for start, end in _lines(text, cut["start_index"], cut["end_index"]):
            if found and _goes_on(text, found[-1], start, end):
                start = found.pop()[0]
            found.append((start, end))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of ``text[start:end]`` without white space at either end; empty if all is white."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The trimmed, non-empty parts of a piece, cut after its short lines."""
    line = at = start
    while (at := text.find("\n", at, end)) >= 0:
        after = text[at + 1 : end].lstrip()[:1]
        if at - line < WRAPPED and not after.islower():
            yield from _kept(trimmed(text, start, at))
            start = at
        at = line = at + 1
    yield from _kept(trimmed(text, start, end))


def _kept(span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    if span[0] < span[1]:
        yield span


def _goes_on(text: str, last: tuple[int, int], start: int, end: int) -> bool:
    between = text[last[1] : start]
    if "\n" in between:
        return False
    left = text[max(last[0], last[1] - 24) : last[1]]
    if not left.endswith("."):
        return False
    if ALWAYS.search(left) or (INITIAL.search(left) and text[start].isupper()):
        return True
    if text[start].isdigit() and NUMBER.search(left):
        return True
    return bool(SHORT.search(left) and GOES_ON.match(text, start, end))
