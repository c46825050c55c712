"""What an act is about: the issues that the words of its clause name, and which of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..actors import book as actors_in_use
from ..ontology import country
from ..types import Claim, Mention, Words
from .clauses import Span, clause_at, clauses, tidy
from .issues import Hit, IssueBook
from .stances import CAUSE

AWAY: Final = 8  # words between an act and what it is about, at most
FAR_OFF: Final = {"REQUEST": 14, "ACCUSE": 14, "AGREE": 12, "REJECT": 12}  # these reach farther
CLOSE: Final = 4  # words between what an act is about and the act, where it follows
FAR: Final = 90  # code points between two issues named in one enumeration, at most
#: Acts whose matter may stand before them: "talks were refused", "the truce has held".
BEFORE: Final = frozenset("REJECT AGREE CONCEDE SUPPORT RETREAT SANCTION REQUEST".split())
JOINED: Final = re.compile(r",|\b(?:and|or|as well as)\b")
TURN: Final = re.compile(r"\b(?:and|but|while)\b|,|;")
#: After these a list or its first item begins: words before them do not count as distance.
LISTS: Final = re.compile(r"\b(?:including|includes?|such as|namely|particularly|especially)\b")
#: In front of an act within its clause: it is supposed or weighed, not done.
SUPPOSED: Final = re.compile(
    r"\b(?:if|unless|whether|until)\b"
    r"|\b(?:(?:consider|mull|weigh)(?:s|ed|ing)?|could|might|may)(?: \w+){0,2} $",
    re.I,
)

#: Behind an answer's trigger: words that stand for what was asked before.
RECALLS: Final = re.compile(
    r"\W*(?:[\w-]+\W+){0,2}?(?:them|it|this|that|(?:the|this|that|these|those|such|its|his|her|their)"
    r" (?:\w+ )?(?:request|demand|call|proposal|offer|plan|idea|appeal|suggestion|initiative"
    r"|invitation)s?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the issues that it names and its clauses."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    clauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that names no issue, after one that does."""

    before: Sentence
    sentence: Sentence

    @property
    def hit(self) -> Hit | None:
        """What the sentence before names, if it is one issue."""
        hits = self.before.hits
        return hits[-1] if len({one.issue.id for one in hits}) == 1 else None

    def joined(self, end: int) -> Sentence:
        """Both sentences up to ``end``, as one clause about the issue."""
        start = self.before.start
        return Sentence(start, end, self.before.hits[-1:], ((start, end),))


def read(text: str, start: int, end: int, book: IssueBook) -> Sentence:
    """The sentence ``text[start:end]`` as positions see it."""
    hits = tuple(book.find(text, start, end))
    return Sentence(start, end, hits, tuple(clauses(text, start, end)) if hits else ())


def matters(text: str, sentence: Sentence, claim: Claim, near: Sequence[Claim] = ()) -> list[Hit]:
    """The issues that the act of ``claim`` is about: what its clause names after the trigger, or
    else before it; several only where one enumeration joins them. ``near`` are the claims of the
    sentence: beyond the next act's trigger begins what that one is about."""
    mention = claim.mention
    start, end = clause_at(sentence.clauses, mention.trigger.start)
    hits = [hit for hit in sentence.hits if not _is_actor(text, hit, claim)]
    inside = [hit for hit in hits if start <= hit.start < end]
    after = [hit for hit in inside if hit.end > mention.trigger.start]
    after = _up_to(text, after, mention, near)
    if mention.type == "CONSULT" and any(_undone(one.mention, start, end) for one in near):
        return []  # a meeting that was declined or called off is none
    if mention.type in ("THREATEN", "SANCTION"):
        after = _caused(text, after, mention)
    most = FAR_OFF.get(mention.type, AWAY)
    if after and distance(text, mention.trigger.end, after[0].start) <= most:
        return enumerated(text, after)
    if mention.type not in BEFORE:
        return []
    before = [hit for hit in inside if hit.end <= mention.trigger.start]
    before = [hit for hit in before[-1:] if _adjoins(text, hit, mention)]
    if not before and mention.type == "REJECT":
        before = [hit for hit in hits if hit.end <= mention.trigger.start]
    return [hit for hit in before[-1:] if not _spoken_for(hit, mention, near)]


def _undone(mention: Mention, start: int, end: int) -> bool:
    return mention.type in ("REJECT", "SANCTION") and start <= mention.trigger.start < end


def distance(text: str, start: int, end: int) -> int:
    """Words between two places; where a list begins between them, from there."""
    between = LISTS.split(text[start:end])[-1]
    return len(between.split())


def _adjoins(text: str, hit: Hit, mention: Mention) -> bool:
    between = text[hit.end : mention.trigger.start]
    return len(between.split()) <= CLOSE and not TURN.search(between)


def _spoken_for(hit: Hit, mention: Mention, near: Sequence[Claim]) -> bool:
    """Whether another act stands at the words of ``hit`` or between them and this one's."""
    triggers = (one.mention.trigger for one in near if one.mention is not mention)
    return any(hit.start < one.end and one.start < mention.trigger.start for one in triggers)


def _is_actor(text: str, hit: Hit, claim: Claim) -> bool:
    """Whether the words only name who acts or whom: "Taiwan" in "Taiwan accused China"."""
    if not text[hit.start].isupper():
        return False
    parties = [*claim.sources, *claim.targets, *([claim.said_by] if claim.said_by else [])]
    spans = [one.words for one in parties if one.words and one.code]
    if any(one.start <= hit.start and hit.end <= one.end for one in spans):
        return True
    states = actors_in_use().states
    codes = {country(one.code) for one in (*claim.sources, *claim.targets) if one.code}
    return text[hit.start : hit.end] in {states[code].name for code in codes if code in states}


def _up_to(text: str, after: list[Hit], mention: Mention, near: Sequence[Claim]) -> list[Hit]:
    turns = [
        one.mention.trigger.start
        for one in near
        if one.mention.trigger.start > mention.trigger.end
        and TURN.search(text, mention.trigger.end, one.mention.trigger.start)
    ]
    limit = min(turns, default=len(text))
    return [hit for hit in after if hit.start < limit or hit.start <= mention.trigger.end]


def _caused(text: str, after: list[Hit], mention: Mention) -> list[Hit]:
    """Of what a threat or a penalty names, what it is for, where the words tell."""
    cause = CAUSE.search(text, mention.trigger.end)
    behind = [hit for hit in after if cause and hit.start >= cause.end()]
    return behind or after


def enumerated(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first of ``hits`` (text order, not empty) and those that one enumeration joins to it."""
    kept = [hits[0]]
    for hit in hits[1:]:
        between = text[kept[-1].end : hit.start]
        if hit.start < kept[-1].end:
            continue
        if len(between) > FAR or not JOINED.search(between):
            break
        kept.append(hit)
    return list({hit.issue.id: hit for hit in reversed(kept)}.values())[::-1]


def quoted(text: str, sentence: Sentence, at: int, hit: Hit) -> Words:
    """The clauses from the one that holds offset ``at`` to the one that names the issue; with
    the clause before where they begin without a subject of their own."""
    spans = [clause_at(sentence.clauses, one) for one in (at, hit.start, hit.end - 1)]
    start, end = min(one[0] for one in spans), max(one[1] for one in spans)
    start, end = tidy(text, start, end)
    if BARE.match(text, start):
        start = tidy(text, *clause_at(sentence.clauses, max(sentence.start, start - 8)))[0]
    return Words(text[start:end], start, end)


#: A clause without a subject: "is threatening", "was rebuffed", "which it rejected".
BARE: Final = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|also|then|not|which|who|whom|whose)\b"
)
