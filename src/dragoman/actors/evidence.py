"""The evidence for whom a reference may stand for, in numbers; ``odds`` weighs it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from ..values import Value
from .scene import LOCAL, OWNED, Occurrence, Reference, Scene

VERBS: Final = (
    r"(?:sa(?:id|ys?)|told|tells|add(?:ed|s)|wrote|writes|tweeted|warn(?:ed|s)|noted|stressed"
    r"|explained|stated|argued|claimed|insisted|announced|declared|recalled|replied|asked)"
)
SAYS: Final = re.compile(rf"\b{VERBS}\b")
SAYS_BEFORE: Final = re.compile(rf"\b{VERBS}\b[^.!?]{{0,40}}[:,]\s*$")
SAYS_THAT: Final = re.compile(
    rf"\s+{VERBS}(?:\s+(?:on|last|this|late|early)\s+[\w ]{{1,20}}?)?(?:\s+that)?\s+"
)
#: "he said" behind a quotation: whoever said something before goes on.
HE_SAYS: Final = re.compile(rf"[,\s]*(?:he|she|they)\s+(?:\w+ly\s+)?{VERBS}\b", re.I)
SAID_AFTER: Final = re.compile(rf"(?:,[^,.!?]{{0,60}},)?\s+{VERBS}\b")
SAID_BEFORE: Final = re.compile(rf"\b{VERBS}\s+$")
IN_PLACE: Final = re.compile(r"In (?:the )?(?:[A-Z][\w’'-]+ ?)+,\s")
CLAUSE_END: Final = re.compile(r"[.!?]\s|\n|[“\"]")
TAG: Final = 120  # characters behind or before a quotation that tell whose it is
RECENT: Final = 250  # characters
MOST: Final = 12  # candidates at most; the rest are hardly named
UNSEEN: Final = 9  # how many others count as named since, for who was not named before
FAR: Final = 4.0  # how far off somebody counts who was not named before
VAGUE: Final = frozenset(
    "alliance bloc organization organisation agency body institution group union bank fund court"
    " company firm giant network commission committee council team party".split()
)
GROUPS: Final = {
    **dict.fromkeys(("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID"), "together"),
    **dict.fromkeys(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"), "speech"),
    **dict.fromkeys(("COERCE", "SANCTION", "RETREAT", "MOBILIZE"), "force"),
}
ACTS: Final = ("together", "speech", "force", "harm")
#: A row is what is measured of a candidate, then marks that one candidate has at most, and then
#: those that several may share. ``data/actors/referents.npz`` is fitted to this order.
MEASURES: Final = 16
ALONE: Final = 29
TOGETHER: Final = 16
FEATURES: Final = MEASURES + ALONE + TOGETHER
UNMARKED: Final = [0.0] * (ALONE + TOGETHER)


def evidence(scene: Scene, reference: Reference) -> tuple[list[str], list[float]]:
    """Whom ``reference`` may stand for, likely ones first, and ``FEATURES`` numbers for each of
    them, row behind row."""
    around = _around(scene, reference)
    heads = _candidates(scene, reference, around)
    rows: list[float] = []
    for head in heads:
        rows += [*scene.standing(head), *_measures(scene, reference, around, head), *UNMARKED]
    row_of = {head: at * FEATURES + MEASURES for at, head in enumerate(heads)}
    for at, one in enumerate(_marked_alone(scene, reference, around)):
        if one in row_of:
            rows[row_of[one] + at] = 1.0
    for at, some in enumerate(_marked_together(scene, reference, around), ALONE):
        for one in some:
            if one in row_of:
                rows[row_of[one] + at] = 1.0
    return heads, rows


class Around(Value, frozen=True):
    """What is named before and right behind a place in the text. Offsets are of the article."""

    place: int  # how many occurrences begin before it
    begin: int  # where its sentence begins,
    earlier: int  # and where the sentence before that does
    last: Mapping[str, int]  # head -> where it was named last
    order: Mapping[str, int]  # head -> how many others were named since
    close: Sequence[str]  # all that were named close by
    countries: Sequence[str]  # those that places and names close by point to
    body: str  # the nearest international body or firm before


def _around(scene: Scene, reference: Reference) -> Around:
    at, (begin, _) = reference.at, reference.sentence
    place = bisect_left(scene.starts, at)
    before = scene.heads[:place]
    order = {head: since for since, head in enumerate(dict.fromkeys(reversed(before)))}
    start, stop = bisect_left(scene.naming_starts, at - LOCAL), bisect_left(scene.naming_starts, at)
    return Around(
        place,
        begin,
        scene.sentence(max(0, begin - 2))[0],
        dict(zip(before, scene.starts, strict=False)),
        order,
        before[bisect_left(scene.starts, at - LOCAL) :],
        scene.naming_countries[start:stop],
        next((head for head in order if head in scene.bodies), ""),
    )


def _candidates(scene: Scene, reference: Reference, around: Around) -> list[str]:
    """Heads to choose among: those most named, and those close by."""
    area = reference.reading.area
    heads = [one for one in scene.by_head if one != "UNK"]
    if scene.where.home and scene.where.home not in scene.by_head:
        heads.append(scene.where.home)
    if area:
        heads = [one for one in heads if one in area]
    heads.sort(key=lambda one: -(scene.weight(one) + around.close.count(one)))
    return [*heads[:MOST], *(() if area else ("UNK",))]


def _measures(scene: Scene, reference: Reference, around: Around, head: str) -> list[float]:
    """What is measured of one candidate from the place of the reference."""
    noun, last = reference.reading.noun, around.last.get(head, -1)
    told, here = last >= 0, last >= around.begin
    return [
        around.close.count(head) / (len(around.close) or 1),
        1 / (1 + around.order.get(head, UNSEEN)),
        not told,
        here,
        told and around.begin - RECENT < last < around.begin,
        math.log1p((reference.at - last) / 100) if told else FAR,
        here and reference.side == "target",
        noun is not None and noun.key in VAGUE and head in scene.bodies,
        around.countries.count(head) / (len(around.countries) or 1),
    ]


def _marked_alone(scene: Scene, reference: Reference, around: Around) -> tuple[str | None, ...]:
    """The heads of which something holds that holds of one at most; none or an empty one where
    it holds of nobody."""
    at, begin = reference.at, around.begin
    near = max(begin, at - LOCAL)  # what is further off in a long sentence counts no more
    before = max(around.earlier, at - LOCAL)
    home, company, noun = scene.where.home, reference.company, reference.reading.noun
    opener = scene.everybody.first(near, at)
    person, thing = scene.people.first(near, at), scene.things.first(near, at)
    owned = OWNED.match(scene.text, at) is not None
    stop = bisect_left(scene.naming_starts, at)
    both = {
        *_countries_of(scene, reference),
        *scene.naming_countries[bisect_left(scene.naming_starts, around.earlier) : stop],
    }
    alike, later = _same_noun(scene, reference)
    return (
        home,
        "UNK",
        scene.people.last(0, at),  # the person named last,
        scene.things.last(0, at),  # and the state, body or crowd
        scene.doers.last(at - LOCAL, at),
        company.said_by,
        "UNK" if reference.reading.plural else "",
        home if home in company.others else "",
        scene.people.first(before, begin),  # the first person of the sentence before
        opener,  # the first of this one
        around.body if noun is not None and noun.key in VAGUE else "",
        around.countries[-1] if around.countries else "",
        next(iter(both)) if len(both) == 1 else "",  # the only country of both sentences
        around.body,
        company.there,
        "UNK" if reference.type == "ASSAULT" else "",
        "UNK" if reference.type == "ACCUSE" else "",
        speaker(scene, at),
        _says(scene, reference, around),
        person,  # the first of the sentence
        thing,
        person if owned else "",
        thing if owned else "",
        opener if owned else "",
        _set_in(scene, begin),
        scene.everybody.first(before, begin),  # the first of the sentence before
        scene.dated,
        alike,
        later,
    )


def _marked_together(
    scene: Scene, reference: Reference, around: Around
) -> tuple[Collection[str], ...]:
    """Heads of which several may have something in common."""
    at, company = reference.at, reference.company
    act = GROUPS.get(reference.type, "harm")
    stop = bisect_left(scene.starts, reference.sentence[1])
    noun, sector = reference.reading.noun, reference.reading.sector
    return (
        *(company.others if one == act else () for one in ACTS),  # the other side, by the act
        company.beside,
        scene.lead,
        *company.former,
        *company.latter,
        _countries_of(scene, reference),
        company.alike,
        company.repeated,
        scene.heads[around.place : stop],  # named later in the sentence
        scene.with_noun(noun.key).before(at) if noun is not None else (),
        scene.of_sector(sector).before(at) if sector else (),
    )


def _countries_of(scene: Scene, reference: Reference) -> Sequence[str]:
    """Countries that the sentence of a reference points to."""
    begin, end = reference.sentence
    first, last = (bisect_left(scene.naming_starts, one) for one in (begin, end))
    return scene.naming_countries[first:last]


def _same_noun(scene: Scene, reference: Reference) -> tuple[str, str]:
    """Heads of the nearest earlier and the nearest later naming with the noun of a reference."""
    noun = reference.reading.noun
    if noun is None:
        return "", ""
    same, end = scene.with_noun(noun.key), len(scene.text)
    return same.last(0, reference.at), same.first(reference.at + 1, end)


def speaker(scene: Scene, at: int) -> str:
    """Who is told, right behind or before it, to say the quotation that ``at`` stands in."""
    opens, closes = scene.context.quoted(at)
    if closes < 0:
        return ""
    tail = CLAUSE_END.split(scene.text[closes : closes + TAG], maxsplit=1)[0]
    first = bisect_left(scene.starts, closes)
    if SAYS.search(tail) and first < len(scene.all):
        one = scene.all[first]
        if one.start < closes + len(tail):
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


def _says(scene: Scene, reference: Reference, around: Around) -> str:
    """Who, right before a reference, "said that"; "the minister, Ana Ruiz, said she"."""
    at = reference.at
    last: Occurrence | None = scene.all[around.place - 1] if around.place else None
    if last is None or last.start < max(around.begin, at - LOCAL):
        return ""
    apposed = reference.kind == "he" and scene.text.startswith(",", last.end)
    return last.head if SAYS_THAT.fullmatch(scene.text, last.end + apposed, at) else ""


def _set_in(scene: Scene, begin: int) -> str:
    """The country of the place that a sentence begins with: "In Taipei, fishermen"."""
    hit = IN_PLACE.match(scene.text, begin)
    if hit is None:
        return ""
    place = bisect_left(scene.naming_starts, begin)
    inside = scene.naming_countries[place : bisect_left(scene.naming_starts, hit.end())]
    return inside[0] if inside else ""
