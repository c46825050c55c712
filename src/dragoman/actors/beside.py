"""What stands beside a name: an apposition, a description before it, where somebody is from."""

from __future__ import annotations

from collections.abc import Sequence

from .naming import Token
from .nouns import nouns_in
from .phrases import Reader
from .reading import DETERMINERS, FORMER, NON_STATES, Reading

LONGEST = 14  # tokens of an apposition that are read
BRACKET = 6  # tokens of a bracket that is passed over
STOPS = frozenset(',.;:()“”"–—!?')
MODIFIERS = frozenset(
    "former deputy senior top acting interim incoming outgoing new then late ex current veteran"
    " chief vice assistant associate first second third special general prime foreign local"
    " federal national provincial regional state ruling opposition main prominent leading"
    " controversial influential retired incumbent newly elected fellow visiting exiled jailed"
    " detained embattled populist".split()
)
NO_OPENINGS = frozenset(
    "told said says who whom which where when while and but or as has had have is was were accused"
    " met asked urged called added noted warned also then by for with in on at from to he she it"
    " they will would could should may might after before since if because so not".split()
)
SAID = frozenset({"told", "said", "says"})  # "director of the institute told Al Jazeera"
AT_THE_HEAD = frozenset("leads led heads headed chairs chaired commands commanded runs".split())
FROM = [[verb, "from"] for verb in ("is", "was", "comes", "came", "hails", "hailed")]


def told_after(words: Sequence[Token], reader: Reader, end: int) -> Reading | None:
    """What follows a name: an apposition, "of the WWF", "is the minister of trade"."""
    end = _to_origin(words, _bracket_end(words, end))  # "Ana Ruiz (54), a judge"
    if end + 2 < len(words):
        link = words[end].key
        if link in ("is", "was") and words[end + 1].key in ("the", "a", "an"):
            return _person_in(reader.read(_piece(words, end + 2)))
        if link == "," and words[end + 1].key == "who" and words[end + 2].key in AT_THE_HEAD:
            reading = reader.read(_piece(words, end + 3))
            body = (reading.head or "").partition("/")[0] in NON_STATES
            if body or (reading.head and reading.noun is not None):
                return reading.but(plural=False, person=True, named=())
        if link in ("of", "from", "at"):
            reading = reader.read(_piece(words, end + 1, 6))
            stays = link == "at" and reading.place  # "met Nkosi at Harare"
            if reading.head and reading.head != "UNK" and not stays:
                return reading.but(sector=reading.sector if reading.noun else None, sure=False)
    return apposition(words, reader, end)


def _to_origin(words: Sequence[Token], end: int) -> int:
    """Where "from" stands in ", who is from India" and ", originally from Peru"; else ``end``."""
    keys = [word.key for word in words[end : end + 4]]
    if keys[:2] == [",", "who"] and keys[2:] in FROM:
        return end + 3
    return end + 2 if keys[:3] == [",", "originally", "from"] else end


def told_before(words: Sequence[Token], reader: Reader, left: int) -> Reading | None:
    """A description and a comma before a name: "the bank's governor, Aisha Bello"."""
    if left < 3 or words[left - 1].raw != ",":
        return None
    end = _bracket_start(words, left - 1)  # "the head of the union (UGT), Ana Ruiz"
    start = end
    while start > 0 and left - start < LONGEST and words[start - 1].raw not in STOPS:
        start -= 1
    opens = [at for at in range(start, end) if words[at].key in ("the", "its", "their", "a", "an")]
    piece = words[opens[0] if opens else start : end]
    if not piece:
        return None
    reading = reader.read(piece)
    return _national(reading, piece) or _person_in(reading)


def _national(reading: Reading, piece: Sequence[Token]) -> Reading | None:
    """What "an Australian" and no more says beside a name."""
    if reading.head and reading.noun is None and piece[0].key in ("a", "an") and len(piece) < 4:
        return reading.but(sector=None, named=(), person=True, sure=False)
    return None


def _bracket_end(words: Sequence[Token], start: int) -> int:
    """Where a short bracket that begins at ``start`` ends; ``start`` if none does."""
    if start < len(words) and words[start].raw == "(":
        for at in range(start + 1, min(len(words), start + BRACKET)):
            if words[at].raw == ")":
                return at + 1
    return start


def _bracket_start(words: Sequence[Token], end: int) -> int:
    """Where a short bracket that ends at ``end`` begins; ``end`` if none does."""
    if words[end - 1].raw == ")":
        for at in range(end - 2, max(0, end - BRACKET), -1):
            if words[at].raw == "(":
                return at
    return end


def told_surnamed(words: Sequence[Token], reader: Reader, left: int) -> Reading | None:
    """Who "an officer surnamed Liu" is: somebody new, whoever else has the name."""
    if left < 2 or words[left - 1].key != "surnamed":
        return None
    end = left - 2 if words[left - 2].raw == "," else left - 1
    start = end
    while start > 0 and words[start - 1].raw not in STOPS and words[start].key not in DETERMINERS:
        start -= 1
    told = _person_in(reader.read(words[start:end])) or Reading(person=True)
    return told.but(new=True)


def _person_in(reading: Reading) -> Reading | None:
    noun = reading.noun
    fits = noun is not None and noun.kind == "person" and not reading.plural
    return reading if fits and not reading.named else None


def _piece(words: Sequence[Token], start: int, most: int = LONGEST) -> Sequence[Token]:
    stop = start
    while stop < len(words) and stop - start < most and words[stop].raw not in STOPS:
        if words[stop].key in SAID:
            break
        stop += 1
    return words[start:stop]


def apposition(words: Sequence[Token], reader: Reader, end: int) -> Reading | None:
    """What ", the minister of trade," after a name says; None unless it holds an actor noun."""
    if end >= len(words) or words[end].raw != ",":
        return None
    start = end + 1
    if start + 1 < len(words) and words[start].raw.isdigit() and words[start + 1].raw == ",":
        start += 2  # an age
    piece = _piece(words, start)
    if not piece:
        return None
    if not piece[0].capital and _verbal(piece[0].key):
        return None
    opens = piece[0].key in DETERMINERS or not piece[0].capital or piece[0].possessive
    if not (opens or reader.book.find_in(piece[:3]) or nouns_in(piece[:3])):
        return None
    reading = reader.read(piece)
    if (national := _national(reading, piece)) is not None:
        return national
    if reading.noun is None and reading.head and nouns_in(piece[:3]):
        return reading.but(named=(), person=True)
    return reading if reading.noun is not None and reading.noun.kind in ("person", "body") else None


def _verbal(word: str) -> bool:
    """Whether a word after a comma goes on with the sentence: ", accused the court of"."""
    modifies = word in MODIFIERS or word in FORMER
    return word in NO_OPENINGS or word.endswith("ing") or (word.endswith("ed") and not modifies)
