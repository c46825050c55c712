"""The key under which a place name is looked up: spellings that differ little share it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MARKS = re.compile(r"[^a-z0-9 ]+")
_SPACE = re.compile(r"[\s\-–—/]+")
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_SHORT: Final = {"st": "saint", "ste": "saint", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=16384)
def place_key(name: str) -> str:
    """Lower case, no accents, marks or hyphens; "St" is "saint", "Al-", "El-" are "al"."""
    plain = name.casefold()
    if plain.isalnum() and plain.isascii():
        return plain
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(one for one in plain if not unicodedata.combining(one))
    spaced = _SPACE.sub(" ", plain)
    words = _MARKS.sub("", spaced).split()
    if len(words) > 1:
        words = [_SHORT.get(one, one) for one in words]
        words = ["al" if one in ("el", "al") and words[0] == one else one for one in words]
    return " ".join(words)


def first_key(word: str) -> str:
    """The first word of the key of a longer name that begins with ``word``: "saint" of "St"."""
    return place_key(f"{word} x").partition(" ")[0]
