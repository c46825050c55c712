"""Tokens of a text and the keys under which names are found.

A key is the casefolded tokens of a name, without accents, apostrophes and full stops, joined
by one space: ``Ban Ki-moon`` and ``Ban Ki Moon`` share one, so do ``U.S.`` and ``US``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ..values import Value

#: Dotted acronyms, words with inner apostrophes, or one mark. A hyphen inside a word only parts it.
#: (A letter and a full stop are written out twice: "{2,}" takes two thirds longer.)
TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’ʼ`][^\W_]+)*|[^\w\s]")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ`][^\W_]+)*")
POSSESSIVE = re.compile(r"['’ʼ`]s$", re.IGNORECASE)
PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ə": "e", "ß": "ss"}
    | {"æ": "ae", "œ": "oe", "’": None, "'": None, "ʼ": None, "`": None, ".": None}
)


class Token(Value, frozen=True):
    """A word or a mark. ``raw`` is as written without a possessive, ``key`` for looking up;
    ``capital`` if it begins with a large letter, ``word`` unless it is a mark, ``tied`` if a
    hyphen ties it to the word before."""

    raw: str
    key: str
    start: int
    end: int
    possessive: bool
    capital: bool
    word: bool
    tied: bool = False


SPACES = {mark: " " for mark in range(128) if not chr(mark).isalnum()} | {39: None, 96: None}


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one token."""
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word.casefold().translate(PLAIN))
        word = "".join(one for one in parts if one.isalnum())
    elif not word.isalnum():
        word = word.translate(PLAIN)
    return word.casefold()


def _written(raw: str) -> tuple[str, str, bool, bool, bool]:
    """Of one token as written: ``raw``, ``key``, ``possessive``, ``capital`` and ``word``."""
    owns = len(raw) > 2 and raw[-2] in "'’ʼ`" and raw[-1] in "sS"
    raw = raw[:-2] if owns else raw
    word = raw[0].isalnum()
    return raw, word_key(raw) if word else raw, owns, raw[0].isupper(), word


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All words and marks of ``text[start:end]``; offsets count from the start of ``text``."""
    found, at = [], start
    for chunk in text[start:end].split(" "):
        for raw, name, first, last, owns, capital, word, tied in _of_chunk(chunk):
            found.append(Token(raw, name, at + first, at + last, owns, capital, word, tied))
        at += len(chunk) + 1
    return found


Fields = tuple[str, str, int, int, bool, bool, bool, bool]  # of a token
ENDS = frozenset(",.;:!?)")


@lru_cache(maxsize=32768)  # what stands between two spaces comes again and again
def _of_chunk(chunk: str) -> tuple[Fields, ...]:
    """The tokens of a run of characters without a space, with offsets in it."""
    bare = chunk[:-1] if chunk[-1:] in ENDS else chunk
    if bare.isalnum() and bare.isascii():  # one word, and a mark perhaps: no need to search
        size = len(bare)
        whole = (bare, bare.casefold(), 0, size, False, bare[0].isupper(), True, False)
        if size == len(chunk):
            return (whole,)
        mark = chunk[-1]
        return whole, (mark, mark, size, size + 1, False, False, False, False)
    found = []
    tied = False
    for hit in TOKEN.finditer(chunk):
        at = hit.start()
        raw, name, owns, capital, word = _written(hit[0])
        if not word and raw in "-‐‑" and _inside(chunk, at):
            tied = True
            continue
        found.append((raw, name, at, at + len(raw), owns, capital, word, tied))
        tied = False
    return tuple(found)


def _inside(text: str, at: int) -> bool:
    """Whether the mark at ``at`` joins two words, the first of which may be "U.S."."""
    if not 0 < at < len(text) - 1 or not text[at + 1].isalnum():
        return False
    return text[at - 1].isalnum() or text[at - 1] == "."


def key(name: str) -> str:
    """The key of a whole name; marks are left out."""
    if name.isascii() and name.replace(" ", "").isalnum():
        plain = "  " not in name and name[0] != " " != name[-1]
        return name.casefold() if plain else " ".join(name.casefold().split())
    if name.isascii() and "." not in name:  # the same as below, and five times as fast
        if "'" in name:
            name = (name + " ").replace("'s ", " ").replace("'S ", " ")
        return " ".join(name.translate(SPACES).casefold().split())
    return " ".join(word_key(POSSESSIVE.sub("", word)) for word in WORD.findall(name))


def same_case(surface: str, written: Sequence[str]) -> bool:
    """Whether ``written`` tokens keep the capitals that ``surface`` has: acronyms all of them."""
    words = WORD.findall(surface)
    if len(words) != len(written):
        return True
    for mine, theirs in zip(words, written, strict=True):
        bare = mine.replace(".", "")
        if len(bare) > 1 and bare.isupper():
            if len(bare) <= 5 and not theirs.replace(".", "").isupper():
                return False
        elif mine[0].isupper() and not theirs[0].isupper():
            return False
        elif mine[0].isupper() and len(theirs) in (2, 3) and theirs.isupper() and len(words) == 1:
            return False  # IS is no Is
    return True
