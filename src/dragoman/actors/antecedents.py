"""What a word goes back to, by rules of grammar that no odds outweigh: "the group" to the group
named before, "him" to nobody who is the subject beside it."""

from __future__ import annotations

import re
from bisect import bisect_left

from .nouns import Noun
from .reading import GONE, Reading
from .scene import OWNED, Occurrence, Reference, Scene

#: "Her" is an object where no noun follows that it could own.
HIM = re.compile(
    r"(?:him|them)\b|her(?=\s*(?:[.,;:)]|$)"
    r"|\s+(?:to|on|in|at|from|for|with|of|and|as|by|after|before|that)\b)",
    re.I,
)
CLAUSE = re.compile(r"[;:.]|,\s(?!who)|\b(?:that|after|before|when|while|because|and|but|as|if)\b")
#: Those whom one has across from oneself: of another country, or maybe so.
FACED = frozenset(
    "neighbour neighbor foe adversary counterpart interlocutor ally creditor backer".split()
)
OTHER = re.compile(r"the other (?:side|party|country|camp|government|army)\b", re.I)
BESIDE = frozenset("opponent rival predecessor successor".split())


def faced(noun: Noun | None) -> bool:
    """Whether a noun is of those whom one has across from oneself; allies may be at home."""
    return noun is not None and noun.key in FACED and not (noun.key == "ally" and noun.plural)


REMEMBERED = 600  # characters over which a word goes back to a name
THAT = re.compile(r"that\s", re.I)
OF_LAND = re.compile(r"\((?:demonym|state)\) before it$")
THE = re.compile(r"\bthe\s", re.I)
PAST = rf"\b(?:{'|'.join(sorted({*GONE, 'late'}))})\b"
THE_PAST = re.compile(rf"the\s+{PAST}", re.I)
PAST_BEFORE = re.compile(rf"{PAST}[\w\s’'-]{{0,40}}$", re.I)
ARMED = frozenset("REB PRM CRM IMG".split())
BLOCS = frozenset(
    f"IGO/{name}"
    for name in "EU ASEAN ECOWAS SADC AU BRICS G7 G20 GCC MERCOSUR CARICOM CELAC EAC SCO EAEU"
    " CSTO SAARC CIS".split()
)
PECULIAR = frozenset(  # titles that few states have
    "chancellor king queen emir amir sultan emperor ayatollah taoiseach".split()
) | {
    *("secretary of state", "foreign secretary", "home secretary", "defense secretary"),
    *("crown prince", "supreme leader", "secretary general", "treasury secretary"),
}
COURTS = frozenset(f"IGO/{name}" for name in "ICJ ICC ICTY ICTR PCA ECHR CCJ IACHR ITLOS".split())
CALLED = frozenset("agency watchdog organisation organization programme program mission".split())
LENDERS = frozenset(f"IGO/{name}" for name in "IMF WORLDBANK ADB AFDB AIIB IADB EBRD EIB".split())
FIRMS = tuple(
    "company,firm,carmaker,automaker,airline,miner,steelmaker,chipmaker,drugmaker,planemaker"
    ",shipbuilder,retailer,conglomerate,multinational,telecoms giant,tech giant,oil giant"
    ",oil major,oil company,mining giant,energy giant".split(",")
)
#: Nouns that stand for a named body, by head, by its first part, or by sector.
BODIES = {
    "group": ARMED | {"NGO"},
    "movement": frozenset({"REB", "IMG"}),
    "militia": frozenset({"PRM", "REB", "IMG"}),
    "bloc": BLOCS,
    "body": frozenset({"IGO"}),
    "organisation": frozenset({"IGO", "NGO"}),
    "organization": frozenset({"IGO", "NGO"}),
    "alliance": frozenset({"IGO/NATO", "IGO/CSTO"}),
    "tribunal": COURTS,
    "court": COURTS,
    "judge": COURTS,
    "fund": frozenset({"IGO/IMF"}),
    "lender": LENDERS,
    "watchdog": frozenset({"NGO", "IGO/IAEA"}),
    **dict.fromkeys(FIRMS, frozenset({"MNC"})),
    **dict.fromkeys(("armed group", "rebel group", "militant group", "terrorist group"), ARMED),
    **dict.fromkeys(
        ("charity", "aid group", "aid agency", "rights group", "human rights group"),
        frozenset({"NGO"}),
    ),
}


def body_before(scene: Scene, text: str, reference: Reference) -> Occurrence | None:
    """The armed group, bloc or charity named last before "the group", "the bloc"; for "the
    agency" the body one of whose names has that word."""
    noun = _bare_noun(text, reference)
    if noun is None or (noun.plural and noun.key != "judge"):
        return None
    wanted = BODIES.get(noun.key, frozenset())
    called = scene.book.called(noun.key) if noun.key in CALLED else frozenset()
    return _last_of(scene, reference.at, noun, wanted, called)


def firms_meant(text: str, at: int, reading: Reading) -> frozenset[str]:
    """The kinds of body to which "the Canadian miner", "the US-based charity" go back; none for
    other words."""
    noun = reading.noun
    if noun is None or noun.plural or not OF_LAND.search(reading.evidence):
        return frozenset()
    wanted = BODIES.get(noun.key, frozenset()) & {"MNC", "NGO"}
    return wanted if THE.match(text, at) else frozenset()


def firm_before(
    scene: Scene, at: int, reading: Reading, wanted: frozenset[str]
) -> Occurrence | None:
    """The firm or charity named last before words that go back to one."""
    noun = reading.noun
    return _last_of(scene, at, noun, wanted, frozenset()) if noun is not None else None


def _last_of(
    scene: Scene, at: int, noun: Noun, wanted: frozenset[str], called: frozenset[str]
) -> Occurrence | None:
    """The last naming before ``at`` of somebody of these heads, sectors or names; None behind
    another of the same noun, and far back."""
    for one in reversed(scene.all[: bisect_left(scene.starts, at)]):
        if at - one.start > REMEMBERED:
            return None
        if wanted & {one.head, one.head.partition("/")[0], one.reading.sector}:
            return one
        if one.reading.name in called:
            return one
        if _last_word(one.reading) == noun.key:
            return None  # a court of a country, told of since
    return None


def holder(scene: Scene, text: str, reference: Reference) -> str:
    """Of "the secretary of state" or "the late president" the country of whoever the article
    calls so by name, if they all are of one; empty for other words."""
    noun, former = _bare_noun(text, reference), THE_PAST.match(text, reference.at) is not None
    if noun is None or not (former or noun.key in PECULIAR):
        return ""
    found = {
        one.head
        for one in scene.all
        if one.reading.person
        and (not former or _past(one, text))
        and (_called(one.reading, noun) or f"{noun.key} in the book" in one.reading.evidence)
    }
    return found.pop() if len(found) == 1 else ""


def _past(one: Occurrence, text: str) -> bool:
    """Whether the article calls somebody former or late."""
    return one.reading.former or bool(PAST_BEFORE.search(text, max(0, one.start - 60), one.start))


def _bare_noun(text: str, reference: Reference) -> Noun | None:
    """The noun of "the group", and none of "the group of activists", "a group"."""
    noun = reference.reading.noun
    if noun is None or reference.reading.evidence != f"the noun {noun.key!r}":
        return None
    return noun if THE.search(text, max(0, reference.at - 4), reference.at + 4) else None


def _called(reading: Reading, noun: Noun) -> bool:
    """Whether somebody is called by a noun, before the name or in place of it."""
    return reading.title == noun.key or (reading.noun is not None and reading.noun.key == noun.key)


def land_before(scene: Scene, text: str, reference: Reference) -> str:
    """The country named last before "that country", but not the one that its sentence begins
    with ("France has troops in that country"); empty for other words."""
    if reference.kind != "land" or not THAT.match(text, reference.at):
        return ""
    place = bisect_left(scene.naming_starts, reference.at)
    here = bisect_left(scene.naming_starts, reference.sentence[0])
    before = [one.country for one in scene.where.namings[:place]]
    subject = set(before[here:])
    others = [one for one in before if len(subject) != 1 or one not in subject]
    return (others or before or [""])[-1]


def named_again(scene: Scene, text: str, reference: Reference) -> str:
    """Of "the ministry" and "the rebels" the country of the one ministry, the one armed group,
    that was named before; empty where there were two, and for other words."""
    noun = _bare_noun(text, reference)
    if noun is None:
        return ""
    last = noun.key.split()[-1]
    armed = noun.sector == "REB" and noun.kind == "group"
    before = scene.all[: bisect_left(scene.starts, reference.at)]
    heads = {
        one.head
        for one in before
        if last == _last_word(one.reading) or (armed and one.reading.sector == noun.sector)
    }
    return heads.pop() if len(heads) == 1 else ""


def _last_word(reading: Reading) -> str:
    """The last word of the noun or name that somebody goes by, in small letters."""
    own = reading.noun.key if reading.noun is not None else reading.name or ""
    return own.casefold().rpartition(" ")[2]


def owner_of(scene: Scene, text: str, reference: Reference) -> str:
    """Of "his government" the one person, of "its troops" the one state, body or group, that
    the sentence has named so far, or else the sentence before; empty for other words, where
    two are named, and for whom one faces ("its neighbour")."""
    noun = reference.reading.noun
    beside = noun is not None and noun.key in BESIDE
    return "" if beside or faced(noun) else sole_owner(scene, text, reference)


def sole_owner(scene: Scene, text: str, reference: Reference) -> str:
    """Whose something is by "his" or "its", if only one may be meant; else empty."""
    owned = OWNED.match(text, reference.at)
    if owned is None:
        return ""
    word = owned[0].strip().casefold()
    if word == "their":
        return ""
    single, noun = word != "its", reference.reading.noun
    never = {"UNK", *no_lands(scene, noun)}
    begin = scene.sentence(reference.at)[0]
    for left, right in ((begin, reference.at), (scene.sentence(max(0, begin - 2))[0], begin)):
        named = scene.all[bisect_left(scene.starts, left) : bisect_left(scene.starts, right)]
        heads = {
            one.head
            for one in named
            if single == (one.reading.person and not one.reading.plural) and one.head not in never
        }
        if heads:
            return heads.pop() if len(heads) == 1 else ""
    return ""


def no_lands(scene: Scene, noun: Noun | None) -> set[str]:
    """Of a neighbour all bodies, which have none and are none."""
    if noun is None or noun.key not in ("neighbour", "neighbor"):
        return set()
    return scene.bodies


def across(scene: Scene, text: str, reference: Reference) -> set[str]:
    """Of "Peru says the other side lied" Peru, which is not the other: whoever the sentence has
    named so far."""
    if not OTHER.match(text, reference.at):
        return set()
    left = bisect_left(scene.starts, reference.sentence[0])
    return {one.head for one in scene.all[left : bisect_left(scene.starts, reference.at)]}


def subject_of(scene: Scene, text: str, reference: Reference) -> str:
    """Of "Ali rang him" the country of Ali, whom "him" cannot mean, where another person of
    another country is named before; else empty."""
    if not HIM.match(text, reference.at):
        return ""
    place = bisect_left(scene.starts, reference.at)
    people = [
        one
        for one in scene.all[:place]
        if one.reading.person and not one.reading.plural and reference.at - one.start < REMEMBERED
    ]
    if not people or people[-1].start < reference.sentence[0]:
        return ""
    between = text[people[-1].end : reference.at]
    others = {one.head for one in people} - {people[-1].head}
    return people[-1].head if others and not CLAUSE.search(between) else ""


#: The kinds of references that ``agrees`` knows.
AGREEING = frozenset(("he", "it", "they", "we", "person", "body"))


def agrees(reference: Reference, reading: Reading) -> bool:
    single = reading.person and not reading.plural
    if reference.kind == "he":
        return single
    if reference.kind == "it":
        return not reading.person and not reading.plural
    if reference.kind == "they":
        return not single
    if reference.kind == "we":
        return True
    noun, other = reference.reading.noun, reading.noun
    if reference.kind == "person" and noun is not None:
        return single and (noun.key in reading.evidence or _called(reading, noun))
    if reference.kind == "body" and noun is not None:
        last = noun.key.split()[-1]
        again = other is not None and other.key.split()[-1] == last
        return not reading.person and (again or last in (reading.name or "").casefold())
    return False
