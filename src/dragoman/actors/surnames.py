"""Whether a one-word name stands for itself or is part of somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from ..words import small_share
from .entries import FOLDER, Entry, read_rows, several
from .naming import Token, key

RARE = 0.3  # a name written small in a larger share of articles is a common word too
COMMON = 0.6  # a word written small in a larger share of articles is no name
CAPITALS = 4  # letters of initials that several bodies may share
OWN_WORDS = 0.2  # a word written small in no larger share of articles tells a name apart

NAMELIKE = frozenset(
    "jordan chad georgia israel washington paris sofia santiago lima victoria colombo wellington"
    " georgetown kingston hamilton kent lincoln florence sydney london austin sabah delhi cuba"
    " virginia carolina dakota montana nevada indiana tennessee arizona turkey china india kenya"
    " ireland england france holland german french english dane swede pole finn welsh scot"
    " argentine roman israel mali guinea male apia suva lome praia georgian".split()
)
ARTICLES = frozenset({"al", "el"})  # Cairo's papers have El-Sisi, others al-Sisi
PARTS = frozenset(
    "al el bin ibn abu ben de del della da dos van von der den st saint san o mc".split()
)
AFTER = frozenset(
    "administration government cabinet regime campaign presidency family doctrine supporters era"
    " aides allies ally loyalists team ministry camp government's junta dynasty".split()
)
LEADS = frozenset(
    "but and or so then when while if although though as after before since because however with"
    " for in on at by from to under like unlike despite instead also now today yesterday even only"
    " both is was did does will can has have had what why how who where that this the a an mr mrs"
    " ms dr sir lord lady dame monday tuesday wednesday thursday friday saturday sunday former ex"
    " not nor whether until once where that says said meanwhile earlier later here there these"
    " those his her their its our your last next president minister per via against between about"
    " among of than without into over amid follow following read watch see live video photo it he"
    " she they we i you january february march april may june july august september october"
    " november december".split()
)


def stands_alone(
    words: Sequence[Token], first: int, end: int, entries: Sequence[Entry], short: bool
) -> bool:
    """Whether a one-word name at ``first`` is no part of a longer name of somebody else."""
    word = words[first]
    if entries[0].country == "UNK":
        after = _beside(words, end)
        return after is None or not after.capital or word.raw.endswith("s")
    if not short and word.key not in NAMELIKE:
        return True
    if short and word.key in titles():
        return False
    before, after = _beside(words, first - 1), _beside(words, end)
    if short and word.key in DAYS:  # "on Friday" is no Mr Friday
        return before is not None and before.capital and before.key in titles()
    article = before is not None and before.key in ARTICLES
    if short and article and any(ARTICLES & set(key(one.name).split()) for one in entries):
        word, before = words[first - 1], _beside(words, first - 2)  # "al-Sisi" is Sisi
        return _fits_after(before, word, short) and _fits_before(words[first], after, short)
    return _fits_after(before, word, short) and _fits_before(word, after, short)


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
NO_NAMES = frozenset("the a an in near outside across".split())  # before a surname


def _fits_after(before: Token | None, word: Token, short: bool) -> bool:
    """Whether the word before a name is no first name."""
    if before is None or word.start - before.end > 1:
        return True
    if before.key in PARTS or (short and before.key in NO_NAMES):
        return False
    if not before.capital or before.possessive or before.key in LEADS or _headline(word, before):
        return True
    return short and (before.key in titles() or before.key.removesuffix("s") in titles())


def _fits_before(word: Token, after: Token | None, short: bool) -> bool:
    """Whether the word after a name is no surname."""
    if after is None or not after.capital or word.possessive or after.start - word.end > 1:
        return True
    if _headline(word, after):
        return True
    return after.key in AFTER or (not short and after.key in titles())


def _headline(name: Token, word: Token) -> bool:
    """Whether a large word beside a name is a common one, as in headlines."""
    shares = small_share(name.raw.casefold()), small_share(word.raw.casefold())
    return shares[0] < RARE and shares[1] > COMMON and word.key not in titles()


def _beside(words: Sequence[Token], at: int) -> Token | None:
    return words[at] if 0 <= at < len(words) and words[at].word else None


@cache
def titles() -> frozenset[str]:
    """Single words of ``words.csv`` that may stand before a surname or after an adjective."""
    found = set()
    for row in read_rows(FOLDER / "words.csv"):
        if row["sector"] != "CVL" and row["words"]:
            for name in several(row["words"]):
                found.update(key(name).split())
    return frozenset(found - {"people", "power", "first", "of", "the", "s"})


@lru_cache(maxsize=8192)
def common_name(name: str, initials: bool) -> bool:
    """Whether bodies of other countries have this name too: common words alone ("Democratic
    Party", "National Liberation Army"), or a few capitals where ``initials`` are shared."""
    if initials and name.isupper() and len(name) <= CAPITALS:
        return True
    parts = [word for word in name.casefold().split() if word not in ("of", "the", "and", "for")]
    return len(parts) > 1 and all(small_share(word) > OWN_WORDS for word in parts)
