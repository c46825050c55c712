"""Everybody an article names, in text order, and the evidence for whom a word may refer to.

``evidence`` describes the candidates for one reference; ``odds`` weighs it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .company import ALONE, Company
from .context import Context
from .reading import NON_STATES, Reading

SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
OWNED = re.compile(r"(?:his|her|its|their)\s", re.I)
VERBS = (
    r"(?:sa(?:id|ys?)|told|tells|add(?:ed|s)|wrote|writes|tweeted|warn(?:ed|s)|noted|stressed"
    r"|explained|stated|argued|claimed|insisted|announced|declared|recalled|replied|asked)"
)
SAYS = re.compile(rf"\b{VERBS}\b")
SAYS_BEFORE = re.compile(rf"\b{VERBS}\b[^.!?]{{0,40}}[:,]\s*$")
SAYS_THAT = re.compile(
    rf"\s+{VERBS}(?:\s+(?:on|last|this|late|early)\s+[\w ]{{1,20}}?)?(?:\s+that)?\s+"
)
#: "he said" behind a quotation: whoever said something before goes on.
HE_SAYS = re.compile(rf"[,\s]*(?:he|she|they)\s+(?:\w+ly\s+)?{VERBS}\b", re.I)
SAID_AFTER = re.compile(rf"(?:,[^,.!?]{{0,60}},)?\s+{VERBS}\b")
SAID_BEFORE = re.compile(rf"\b{VERBS}\s+$")
IN_PLACE = re.compile(r"In (?:the )?(?:[A-Z][\w’'-]+ ?)+,\s")
QUOTE_END = re.compile('[”"]')
CLAUSE_END = re.compile(r"[.!?]\s|\n|[“\"]")
TAG = 120  # characters behind or before a quotation that tell whose it is
LOCAL = 400  # characters before a reference whose namings count as close
MOST = 12  # candidates at most; the rest are hardly named
VAGUE = frozenset(
    "alliance bloc organization organisation agency body institution group union bank fund court"
    " company firm giant network commission committee council team party".split()
)
GROUPS = {
    **dict.fromkeys(("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID"), "together"),
    **dict.fromkeys(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"), "speech"),
    **dict.fromkeys(("COERCE", "SANCTION", "RETREAT", "MOBILIZE"), "force"),
}
FEATURES = 61
KINDS = (
    "he",
    "they",
    "we",
    "it",
    "source",
    "target",
    "person",
    "people",
    "body",
    "land",
    "named",
    "other",
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An actor named at ``start`` .. ``end``; ``role`` is source, target, or empty."""

    start: int
    end: int
    reading: Reading
    role: str = ""

    @property
    def head(self) -> str:
        return self.reading.head or ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words, or a side without words, that stand for somebody named elsewhere."""

    kind: str  # one of KINDS
    at: int
    sentence: tuple[int, int]
    reading: Reading
    side: str = ""
    type: str = ""
    company: Company = ALONE
    facing: frozenset[str] = frozenset()  # countries of the people on the other side
    apart: frozenset[str] = frozenset()  # states that it is none of


class Scene:
    """All occurrences with a known head, indexed by head."""

    def __init__(self, context: Context, occurrences: Sequence[Occurrence]) -> None:
        self.where, self.text, self.book = context.where, context.text, context.book
        self.all = sorted(
            (one for one in occurrences if one.reading.head), key=lambda one: one.start
        )
        self.naming_starts = [one.start for one in self.where.namings]
        dated = [one for one in self.where.namings if one.start < self.where.dated[1]]
        self.dated = dated[0].country if dated else ""
        self.starts = [one.start for one in self.all]
        self.by_head: dict[str, list[Occurrence]] = defaultdict(list)
        for one in self.all:
            self.by_head[one.head].append(one)
        for naming in self.where.namings:
            self.by_head.setdefault(naming.country, [])
        roles = [one for one in self.all if one.role]
        self.roles = Counter(one.head for one in roles)
        self.sources = Counter(one.head for one in roles if one.role == "source")
        self.lead = {one.head for one in self.all if one.start < 300}
        self.ends = [0, *(hit.end() for hit in SENTENCE_END.finditer(context.text))]
        self.length = len(context.text)
        self.starts_of = {
            head: [one.start for one in found] for head, found in self.by_head.items()
        }
        self.told = len(roles) or 1
        self.counts = {head: len(found) for head, found in self.by_head.items()}
        self.total = sum(self.counts.values()) or 1
        self._around: dict[tuple[int, int, int], Around] = {}

    def around(self, at: int, begin: int, end: int) -> Around:
        """What stands before a place; both sides of a mention often ask for the same."""
        if (at, begin, end) not in self._around:
            self._around[at, begin, end] = _around(self, at, begin, end)
        return self._around[at, begin, end]

    def recent(self, at: int) -> dict[str, int]:
        """Heads named before an offset, with how many others were named since."""
        last = [
            (starts[before - 1], head)
            for head, starts in self.starts_of.items()
            if (before := bisect_left(starts, at))
        ]
        last.sort(reverse=True)
        return {head: at for at, (_, head) in enumerate(last)}

    def sentence(self, at: int) -> tuple[int, int]:
        """Offsets of the sentence around ``at``."""
        place = bisect_left(self.ends, at + 1)
        end = self.ends[place] if place < len(self.ends) else self.length
        return self.ends[place - 1], end

    def candidates(self, reference: Reference) -> list[str]:
        """Heads to choose among: those most named, and those close by."""
        area = reference.reading.area
        heads = [one for one in self.by_head if one != "UNK"]
        if self.where.home and self.where.home not in heads:
            heads.append(self.where.home)
        if area:
            heads = [one for one in heads if one in area]
        heads.sort(key=lambda one: -self._weight(one, reference.at))
        return [*heads[:MOST], *(() if area else ("UNK",))]

    def _weight(self, head: str, at: int) -> float:
        starts = self.starts_of.get(head, ())
        close = bisect_left(starts, at) - bisect_right(starts, at - LOCAL)
        return self.where.near(head) + self.counts.get(head, 0) / self.total + close


def evidence(scene: Scene, reference: Reference, heads: Sequence[str]) -> list[list[float]]:
    """One row of ``FEATURES`` numbers for each of ``heads`` as what ``reference`` stands for."""
    begin, end = reference.sentence
    company = reference.company
    around = scene.around(reference.at, begin, end)
    noun, sector = reference.reading.noun, reference.reading.sector
    top = max(scene.where.weights.values(), default=1.0) / scene.where.total
    vague = noun is not None and noun.key in VAGUE
    act = GROUPS.get(reference.type, "harm")
    owned = OWNED.match(scene.text, reference.at) is not None
    alike, later = _same_noun(scene, reference)
    rows = []
    for head in heads:
        starts = scene.starts_of.get(head, ())
        place = bisect_left(starts, reference.at)
        before = scene.by_head[head][:place] if head in scene.by_head else ()
        last = starts[place - 1] if place else -1
        follows = place < len(starts) and starts[place] < end
        near = scene.where.near(head)
        other = head in company.others
        body = head.partition("/")[0] in NON_STATES
        rows.append(
            [
                near,
                math.sqrt(near),
                scene.counts.get(head, 0) / scene.total,
                head == scene.where.home,
                near == top,
                around.close.get(head, 0) / around.many,
                1 / (1 + around.order.get(head, 9)),
                not place,
                last >= begin,
                follows,
                last >= 0 and begin - 250 < last < begin,
                math.log1p((reference.at - last) / 100) if place else 4.0,
                other and act == "together",
                other and act == "speech",
                other and act == "force",
                other and act == "harm",
                head in company.beside,
                scene.roles[head] / scene.told,
                scene.sources[head] / scene.told,
                head == "UNK",
                body,
                noun is not None and any(_same(noun.key, one.reading) for one in before),
                bool(sector) and any(one.reading.sector == sector for one in before),
                around.person == head,
                around.group == head,
                around.source == head,
                head == company.said_by,
                head in scene.lead,
                last >= begin and reference.side == "target",
                reference.reading.plural and head == "UNK",
                head in company.former[0],
                head in company.former[1],
                head in company.latter[0],
                head in company.latter[1],
                other and head == scene.where.home,
                around.subject == head,
                around.opener == head,
                vague and body,
                vague and around.body == head,
                around.places.get(head, 0) / around.place_count,
                around.place == head,
                head in around.here,
                around.only == head,
                around.body == head,
                head in company.alike,
                head in company.repeated,
                company.there == head,
                head == "UNK" and reference.type == "ASSAULT",
                head == "UNK" and reference.type == "ACCUSE",
                around.speaker == head,
                around.says == head,
                around.first_person == head,
                around.first_thing == head,
                owned and around.first_person == head,
                owned and around.first_thing == head,
                owned and around.opener == head,
                around.set_in == head,
                around.earlier == head,
                scene.dated == head,
                alike == head,
                later == head,
            ]
        )
    return rows


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a place in the text, whoever is asked for."""

    close: Counter[str]
    many: int
    order: dict[str, int]  # head -> how many others were named since
    person: str
    group: str
    source: str
    subject: str  # the first person of the sentence before
    opener: str  # the first actor of this sentence
    body: str  # the nearest international body or firm
    places: Counter[str]  # countries that places and names close by point to
    place_count: int
    place: str  # the last of them
    here: frozenset[str]  # those in the sentence
    speaker: str  # who says the quotation that the place stands in
    says: str  # who, right before it, "said that"
    first_person: str  # the first person of the sentence
    first_thing: str  # its first state, body or crowd
    set_in: str  # the country of the place that the sentence begins with: "In Taipei, fishermen"
    earlier: str  # the first actor of the sentence before, of whatever kind
    only: str  # the one of the sentence and the one before, if there is just one


def _around(scene: Scene, at: int, begin: int, end: int) -> Around:
    place = bisect_left(scene.starts, at)
    first = bisect_left(scene.starts, at - LOCAL)
    close = scene.all[first:place]
    order = scene.recent(at)
    person = group = ""
    for one in reversed(scene.all[:place]):
        if one.reading.person and not one.reading.plural:
            person = person or one.head
        else:
            group = group or one.head
        if person and group:
            break
    source = next((one.head for one in reversed(close) if one.role == "source"), "")
    earlier = scene.sentence(max(0, begin - 2))[0]
    mine = [one for one in close if one.start >= begin]
    last = [one for one in close if earlier <= one.start < begin]
    namings = scene.where.namings
    start = bisect_left(scene.naming_starts, at - LOCAL)
    stop = bisect_left(scene.naming_starts, at)
    near = [one.country for one in namings[start:stop]]
    last_end = bisect_left(scene.naming_starts, end)
    first_here = bisect_left(scene.naming_starts, begin)
    here = frozenset(one.country for one in namings[first_here:last_end])
    both = here | {one.country for one in namings[bisect_left(scene.naming_starts, earlier) : stop]}
    return Around(
        Counter(one.head for one in close),
        len(close) or 1,
        order,
        person,
        group,
        source,
        next((one.head for one in last if one.reading.person and not one.reading.plural), ""),
        mine[0].head if mine else "",
        next((head for head in order if head.partition("/")[0] in NON_STATES), ""),
        Counter(near),
        len(near) or 1,
        near[-1] if near else "",
        here,
        speaker(scene, at),
        _says(scene, mine, at),
        next((one.head for one in mine if one.reading.person and not one.reading.plural), ""),
        next((one.head for one in mine if not one.reading.person or one.reading.plural), ""),
        _set_in(scene, begin),
        last[0].head if last else "",
        next(iter(both)) if len(both) == 1 else "",
    )


def speaker(scene: Scene, at: int) -> str:
    """Who is told, right behind or before it, to say the quotation that ``at`` stands in."""
    opens = max(scene.text.rfind(mark, 0, at) for mark in '“"')
    closes = QUOTE_END.search(scene.text, at)
    if opens < 0 or closes is None or "\n" in scene.text[opens : closes.start()]:
        return ""
    if QUOTE_END.search(scene.text, opens + 1, at):
        return ""  # it stands between two quotations
    tail = CLAUSE_END.split(scene.text[closes.end() : closes.end() + TAG], maxsplit=1)[0]
    first = bisect_left(scene.starts, closes.end())
    if SAYS.search(tail) and first < len(scene.all):
        one = scene.all[first]
        if one.start < closes.end() + len(tail):
            return one.head
    if HE_SAYS.match(tail):
        return _last_speaker(scene, opens)
    lead = scene.text[max(0, opens - TAG) : opens]
    before = bisect_left(scene.starts, opens)
    if before and SAYS_BEFORE.search(lead) and opens - scene.all[before - 1].end < TAG:
        return scene.all[before - 1].head
    return ""


def _last_speaker(scene: Scene, at: int) -> str:
    """Who was last named before ``at`` as somebody that says something."""
    for one in reversed(scene.all[: bisect_left(scene.starts, at)]):
        after = SAID_AFTER.match(scene.text, one.end)
        if after or SAID_BEFORE.search(scene.text, max(0, one.start - 16), one.start):
            return one.head
    return ""


def _says(scene: Scene, mine: Sequence[Occurrence], at: int) -> str:
    if mine and SAYS_THAT.fullmatch(scene.text, mine[-1].end, at):
        return mine[-1].head
    return ""


def _set_in(scene: Scene, begin: int) -> str:
    hit = IN_PLACE.match(scene.text, begin)
    if hit is None:
        return ""
    place = bisect_left(scene.naming_starts, begin)
    inside = scene.where.namings[place : bisect_left(scene.naming_starts, hit.end())]
    return inside[0].country if inside else ""


def _same_noun(scene: Scene, reference: Reference) -> tuple[str, str]:
    """Heads of the nearest earlier and the nearest later naming with the noun of a reference."""
    noun = reference.reading.noun
    if noun is None:
        return "", ""
    place = bisect_left(scene.starts, reference.at)
    before = (one.head for one in reversed(scene.all[:place]) if _same(noun.key, one.reading))
    after = (
        one.head
        for one in scene.all[place:]
        if one.start > reference.at and _same(noun.key, one.reading)
    )
    return next(before, ""), next(after, "")


def _same(noun: str, reading: Reading) -> bool:
    return reading.noun is not None and reading.noun.key == noun
