"""What an actor phrase says, and the small words and rules by which it is taken apart."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache

from ..values import Value
from . import FOLDER, LEADS, ORGANISED, Entry, Match
from .naming import Token, key
from .nouns import Noun, nouns_in, table

DETERMINERS = frozenset(
    "the a an this that these those some any several many most other another all both each every"
    " few more less no his her their its our my your such various certain numerous countless"
    " two three four five six seven eight nine ten eleven twelve dozens hundreds thousands scores"
    " mr mrs ms miss sir hon dr madam madame mme monsieur don doña shri smt"
    " tens millions number one half least than about around nearly almost over at even only just"
    " same".split()
)
FORMER = frozenset("former ex onetime erstwhile late then retired deposed ousted".split())
GIVEN = frozenset(  # titles before the first of one's names: "Sheikh Mohammed", "King Salman"
    "sheikh sheikha prince princess king queen emir amir sultan sayyid sayyed".split()
)
GONE = frozenset("former ex onetime erstwhile deposed ousted toppled fallen retired".split())
CUTS = frozenset(
    "of in from at for who whom whose that which where with on to by against near under around"
    " outside inside across within between over during after before as including led headed based"
    " backed linked accused suspected convicted wanted known called among via along towards"
    " through amid is was were are has have had living working representing chaired opposed"
    " loyal responsible involved opposing surnamed named identified overseeing bordering fighting"
    " fleeing investigating belonging".split()
)
GOES_ON = frozenset({"of", "for", "at"})  # what follows says what the head belongs to
SERVING = frozenset("aide adviser advisor assistant".split())  # "an aide to the president"
ABROAD = frozenset(  # who is sent to a country not their own
    "ambassador envoy embassy consul consulate diplomat attaché".split()
) | {"consul general", "high commissioner", "high commission", "special envoy"}
SENT = ABROAD | {"minister", "delegation", "mission", "delegate"}
STANDS_IN = frozenset(
    {"in", "from", "across", "near", "within", "inside", "outside", "at", "based"}
)
PARTICLES = frozenset(  # small words in names
    "bin ibn bint al el ul de da do dos das del della di du la le van von der den ter ben abu e y"
    " ap af zu san delos dela delas".split()
)
PLACES = frozenset({"state", "region", "demonym", "people", "capital", "seat"})
STRAY = frozenset({"person", "capital", "seat"})  # whose names begin others' names too
STOPS = frozenset(",(;—–")  # before an apposition
NON_STATES = frozenset({"IGO", "NGO", "MNC", "IMG"})
QUOTES = frozenset("\"'“”‘’`«»„")
SHORT_FOR = "short for"  # how the evidence of initials begins that the article spells out


class Reading(Value, frozen=True):
    """What a phrase's words say. ``head`` is a state (``CHN``) or a body (``IGO/UN``);
    ``sector`` applies to states only. ``sure`` is False where the sector is a default."""

    head: str | None = None
    sector: str | None = None
    name: str | None = None
    evidence: str = ""
    plural: bool = False
    person: bool = False
    noun: Noun | None = None
    named: tuple[Token, ...] = ()  # a proper name of nobody known
    former: bool = False
    sure: bool = True
    place: bool = False  # the phrase is a place's name only
    new: bool = False  # somebody whom the article introduces by a surname alone
    area: frozenset[str] = frozenset()  # countries one of which it must be ("the Kingdom")
    title: str = ""  # the noun before a known person's name

    @property
    def code(self) -> str | None:
        """The actor code, or None while the country is open."""
        if self.head is None:
            return None
        first = self.head.partition("/")[0]
        if first in NON_STATES:
            return self.head
        return f"{self.head}/{self.sector}" if self.sector else self.head


NO_TITLES = frozenset(
    "christian muslim hindu jew sikh buddhist catholic people man woman local family shia sunni"
    " liberal conservative national party state child person son daughter".split()
)
WIDE = frozenset(
    "international foreign global world donor developed developing rich wealthy wealthier poor"
    " poorer industrialised industrialized emerging friendly neighbouring neighboring regional"
    " western foreign-owned overseas outside".split()
)
LANDS = frozenset("country nation state power superpower neighbour neighbor government".split())


def generic(reading: Reading, noun: Noun, before: Sequence[Token], definite: bool) -> Reading:
    """With no country at all: "some countries", "foreign investors", "the Kingdom"."""
    area = areas().get(noun.key) or next((one for _, one in areas_in(before)), frozenset())
    if area and not noun.plural:
        return reading.but(area=area)
    wide = any(
        word.key in WIDE and (not word.capital or not at) and not _portfolio(word, noun)
        for at, word in enumerate(before)
    )
    many = noun.plural or noun.key == "community"
    lands = noun.kind == "land" and noun.key in LANDS
    lands |= noun.key == "government" and {word.key for word in before} <= {"national"}
    if (many and wide) or (noun.plural and (noun.key == "donor" or (lands and not definite))):
        return reading.but(head="UNK", evidence=f"{reading.evidence}, of no one country")
    return reading


def _portfolio(word: Token, noun: Noun) -> bool:
    """Whether "foreign" says what an official is for, and "regional" of which part, and not that
    these are several countries': "his foreign and finance ministers", "the regional directors"."""
    if word.key == "foreign":
        return noun.key in ("minister", "ministry", "secretary")
    return word.key == "regional" and noun.kind == "person"


@cache
def areas() -> dict[str, frozenset[str]]:
    """Words for parts of the world and kinds of land -> the states that they may mean."""
    with (FOLDER / "areas.csv").open(encoding="utf-8", newline="") as lines:
        return {
            key(row["words"]): frozenset(row["members"].split("|")) for row in csv.DictReader(lines)
        }


def areas_in(words: Sequence[Token]) -> list[tuple[int, frozenset[str]]]:
    found = []
    for at in range(len(words)):
        for size in (3, 2, 1):
            area = areas().get(" ".join(word.key for word in words[at : at + size]))
            if area:
                found.append((at, area))
                break
    return found


FIRM = frozenset(  # what the names of firms and bodies go on with
    "co company corp corporation inc incorporated ltd limited plc llc gmbh group holding holdings"
    " technologies technology industries international bank energy oil gas motors electronics"
    " telecom airlines airways brigades forces front party movement".split()
)
#: Before the names of warships.
SHIPS = {
    "uss": "USA", "hms": "GBR", "hmas": "AUS", "hmcs": "CAN", "hmnzs": "NZL", "roks": "KOR",
    "kri": "IDN", "brp": "PHL", "pns": "PAK", "tcg": "TUR", "fgs": "DEU", "hnlms": "NLD",
    "hdms": "DNK", "hswms": "SWE", "orp": "POL", "nrp": "PRT",
}  # fmt: skip
ARMED = frozenset({"MIL", "SPY", "COP"})
AGAINST = frozenset("pro anti counter non ex".split())
MADE = frozenset(
    "backed aligned funded sponsored trained made built occupied controlled held linked style"
    " speaking friendly supplied mediated brokered imposed owned supported designed".split()
)


def own(match: Match, words: Sequence[Token]) -> bool:
    """Whether a name before a noun is its owner: not in "pro-Russian", "Iran-backed"."""
    before = words[match.first - 1] if match.first else None
    after = words[match.last] if match.last < len(words) else None
    if before is not None and before.key in AGAINST and before.end + 1 == match.start:
        return False
    return after is None or after.key not in MADE or after.start > match.end + 1


def owns(match: Match, words: Sequence[Token]) -> bool:
    """Whether an organisation's name stands in the possessive: "the WHO's Africa director"."""
    return words[match.last - 1].possessive and match.entries[0].kind in ORGANISED


def takes_over(noun: Noun, sector: str) -> bool:
    """Whether a noun takes the sector of the body before it: "union president"."""
    return noun.takes or noun.key in PRESIDES or (noun.key == "officer" and sector in ARMED)


SIDES = frozenset(
    "north south east west northern southern eastern western central greater new mainland upper"
    " lower communist socialist republican imperial colonial modern ancient revolutionary".split()
)


def strange(word: Token) -> bool:
    """Whether a word before a country's name makes it the name of something else."""
    plain = word.key in SIDES or word.key in table() or word.key in LEADS
    return word.word and word.capital and not plain and not word.possessive


def surname_like(word: Token) -> bool:
    """Whether a word behind a body's name makes it somebody's first name: "Biman Banerjee"."""
    return word.word and word.capital and word.key not in FIRM and word.key not in table()


def is_place(match: Match) -> bool:
    """Whether a name is a place's only, which after a title is a person's: "Sheikh Sabah"."""
    return all(one.kind in ("state", "region", "capital", "seat") for one in match.entries)


def is_world(words: Sequence[Token]) -> bool:
    """Whether what follows "around", "all over" is the whole world."""
    return bool(words) and words[-1].key in ("world", "globe", "planet")


def seat_of_body(entry: Entry) -> bool:
    """Whether a town's name stands for a body that sits there: Brussels for the Union."""
    return entry.kind == "seat" and entry.country in NON_STATES


def all_capital(words: Sequence[Token]) -> bool:
    return all(word.capital for word in words if word.word)


def organised(reading: Reading) -> bool:
    """Whether a reading is of a court, a party, a company rather than of a state."""
    if reading.noun is not None:
        return True
    return not reading.place and reading.sector not in (None, "GOV")


def same_person(known: Reading, entry: Entry | None) -> bool:
    """Whether the article's fuller name for a surname can be the book's person."""
    if entry is None or known.new:
        return False
    parts = set(key(entry.name).split())
    return all(word.key in parts for word in known.named) and known.head in (None, entry.country)


WIDEST = timedelta(days=730)
GRACE = timedelta(days=1)  # who leaves today is still called by the office
PRESIDES = frozenset(("president", "vice president", "deputy president", "deputy"))
COUNTED = Reading(sector="CVL", evidence="people counted", plural=True, sure=False)
RANK_ALONE = 21  # offices whose holders the press calls by surname abroad
SURNAMES = frozenset(
    "king prince judge bishop pope major general speaker marshal cook priest major mayor abbot"
    " sheriff constable teacher farmer miner guard banker singer chancellor".split()
)


def best(entries: Sequence[Entry], weight: Callable[[Entry], tuple[float, ...]]) -> Entry:
    return max(entries, key=weight)


def belongs(reading: Reading, other: Reading) -> Reading:
    """The head of "X of Y" with what Y says."""
    takes = reading.noun is not None and (
        reading.noun.takes or (reading.noun.key in PRESIDES and organised(other))
    )
    head = reading.head or other.head
    if head == "UNK" and other.place and other.head:
        head = other.head  # "the governments of Chile", who are not of no one country
    sector, sure = reading.sector, reading.sure
    if other.head and other.head.partition("/")[0] in NON_STATES:
        head = other.head
    own = other.noun is not None or not other.place
    if takes and own and other.sector and (other.sure or other.noun):
        sector, sure = other.sector, True
        if reading.noun and reading.noun.key == "supporter" and other.person:
            sector = "PTY"
    return reading.but(
        head=head,
        sector=sector,
        sure=sure,
        evidence=f"{reading.evidence}, of {other.name or other.evidence}",
    )


def trim(words: Sequence[Token]) -> tuple[list[Token], bool, bool, bool]:
    """Without determiners and numbers in front: the rest, plural, former, definite."""
    rest = list(words)
    plural = former = definite = False
    while rest:
        word = rest[0]
        if _of_what_is_gone(rest):
            rest = rest[1:]  # no republic of what is no more is of its heir
        elif word.key in GONE:
            former = True
        elif word.key in FORMER or word.raw.isdigit():
            plural = plural or word.raw.isdigit()
        elif word.key in DETERMINERS and not (word.capital and len(rest) == 1):
            plural = plural or word.key in PLURAL_DETERMINERS
            definite = definite or word.key == "the"
        elif word.key == "of" and plural:
            pass
        elif word.word or word.raw in "(,":
            break
        rest = rest[1:]
    return rest, plural, former, definite


def _of_what_is_gone(words: Sequence[Token]) -> bool:
    """Whether words begin "ex-Soviet" or "former Soviet republics"; not "former Soviet leader"."""
    if len(words) < 2 or words[1].key not in ("soviet", "yugoslav"):
        return False
    noun = table().get(words[2].key) if len(words) > 2 else None
    land = noun is not None and noun.kind == "land"
    return words[0].key == "ex" or (words[0].key == "former" and land)


PLURAL_DETERMINERS = DETERMINERS - set(
    "the a an this that any another each every no his her".split()
)


def cut(
    words: Sequence[Token], matches: Sequence[Match]
) -> tuple[list[Token], list[tuple[str, list[Token]]]]:
    """The core and the pieces after it, each with the word that links it. Names stay whole, and
    what follows "of" is one piece up to a comma: it may hold an "of" and an "in" of its own."""
    links = [
        at
        for at, word in enumerate(words)
        if at and ((word.key in CUTS and not (word.capital or word.tied)) or word.raw in STOPS)
    ]
    if not links:
        return list(words), []
    inside = {at for one in matches for at in range(one.first + 1, one.last)}
    inside |= {at for start, noun in nouns_in(words) for at in range(start + 1, start + noun.size)}
    cuts = [at for at in links if at not in inside and words[at - 1].key != "of"]
    belongs_to = next((at for at in cuts if words[at].key == "of"), len(words))
    stops = [at for at in cuts if at > belongs_to and words[at].raw in STOPS]
    cuts = [at for at in cuts if at <= belongs_to or at >= min(stops, default=len(words))]
    if not cuts:
        return list(words), []
    ends = [*cuts[1:], len(words)]
    pieces = [
        (words[at].key, list(words[at + 1 : end])) for at, end in zip(cuts, ends, strict=True)
    ]
    return list(words[: cuts[0]]), [piece for piece in pieces if piece[1]]


def written(words: Sequence[Token]) -> str:
    return "".join(f"{'-' if word.tied else ' '}{word.raw}" for word in words)[1:]
