"""A text as words: where they stand, which are quoted, names or numbers, and how rare.

Copies and stories both weigh words by rarity. ``data/words.tsv.gz`` (made by
``training/word_frequencies.py``) holds for each common word in how many of ``N`` sample
articles it occurs and in what share of these it is ever written small.
"""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*")
QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|``.*?(?:''|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)‘[^’\n]{20,}’(?!\w)", re.M
)
NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if value > 1  # "one" and "zero" are words more often than counts
}
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order, small, without possessive; offsets half-open."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    names: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)


def tokens(text: str) -> Tokens:
    """Words of ``text``. A name is written large where common words are written small."""
    found = [(match[0], match.start(), match.end()) for match in WORD.finditer(text)]
    words = tuple(plain(word) for word, _, _ in found)
    return Tokens(
        words=words,
        stems=tuple(map(stem, words)),
        starts=tuple(start for _, start, _ in found),
        ends=tuple(end for _, _, end in found),
        quoted=_quoted(text, [start for _, start, _ in found]),
        names=tuple(_is_name(word) for word, _, _ in found),
    )


@lru_cache(1 << 16)
def plain(word: str) -> str:
    """A word small, without possessive, dots of abbreviations or commas of numbers."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").replace(".", "") if not word[0].isdigit() else word
    return word.replace(",", "") if word[0].isdigit() else word


@lru_cache(1 << 16)
def _is_name(word: str) -> bool:
    return word[0].isupper() and small_share(plain(word)) < 0.5


def _quoted(text: str, starts: list[int]) -> tuple[bool, ...]:
    flags, spans = [False] * len(starts), [match.span() for match in QUOTED.finditer(text)]
    at = 0
    for index, start in enumerate(starts):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        flags[index] = at < len(spans) and spans[at][0] <= start
    return tuple(flags)


@cache
def _table() -> tuple[int, dict[str, tuple[int, float]]]:
    packed = files("dragoman").joinpath("data", "words.tsv.gz").read_bytes()
    head, *rows = gzip.decompress(packed).decode().splitlines()
    table = {}
    for row in rows:
        word, count, share = row.split("\t")
        table[word] = (int(count), int(share) / 100)
    return int(head), table


def small_share(word: str) -> float:
    """How often a word is written small, 0 to 1; 0 for words not in the table."""
    return _table()[1].get(word, (0, 0.0))[1]


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """A word without its commonest endings: "meetings", "meeting" and "meets" agree."""
    if word in NUMBERS or not word.isalpha() or len(word) < 4:
        return NUMBERS.get(word, word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""),
    ("ities", ""), ("ity", ""), ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""),
    ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("er", ""), ("or", ""),
    ("ly", ""), ("ed", ""), ("es", ""), ("ss", "ss"), ("s", ""), ("e", ""),
)  # fmt: skip


def rarity(word: str) -> float:
    """Inverse document frequency of a stem: 0 in every sample article, 7.4 if never seen."""
    return _rarities().get(word, _never())


def known() -> tuple[int, dict[str, int]]:
    """The number of sample articles, and in how many of them each stem occurs, at least."""
    counts: dict[str, int] = {}
    total, table = _table()
    for word, (count, _) in table.items():
        counts[stem(word)] = max(counts.get(stem(word), 0), count)
    return total, counts


@cache
def _rarities() -> dict[str, float]:
    total, counts = known()
    return {word: math.log((total + 1) / (count + 1)) for word, count in counts.items()}


@cache
def _never() -> float:
    return math.log(_table()[0] + 1)
