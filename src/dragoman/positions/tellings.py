"""Stances that words tell plainly where no claim does: "both sides would continue talks".

A cue ("rejected", "willing to", "called for"), an issue that the same clause names, and a party
right before the cue, or after "by". What does not fit is left: a wrong stance is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ..actors import Entry
from ..actors import book as actors_in_use
from ..types import Article, Claim, Position, When, Words
from .clauses import Span, clause_at, clauses
from .issues import Hit
from .matters import RECALLS, Answer, Sentence, distance, enumerated, quoted
from .sides import as_told, dated, pair, party_of, speaker
from .stances import AWAY, CAUSE, CHARGES, CONDITION, REVERSED, TOGETHER

#: Stance -> words that tell it of what follows them. "asks" is a demand or a proposal.
CUES: Final = {
    "refuses": r"reject(?:s|ed)|rebuff(?:s|ed)|spurn(?:s|ed)|turn(?:s|ed) down|rul(?:es|ed) out"
    r"|declin(?:es|ed)|refus(?:es|ed)|unresponsive to|unwilling to|(?:not|never) respond(?:ed)? to",
    "suspends": r"suspend(?:s|ed)|halt(?:s|ed)|froze|severed|broke off|cancel(?:s|l?ed)|called off"
    r"|scrapped|cut off|pulled out of|withdrew from",
    "agrees": r"(?:agree[sd]?|commit(?:s|ted|ment)|pledge[sd]?|promise[sd]?|vow(?:s|ed)?) to\b"
    r"|agree[sd]? on|made (?:\w+ )?progress (?:on|in|toward)"
    r"|(?:would|will) (?:continue|keep|deepen|expand|improve|step up|resume|restore|reopen)",
    "open": r"(?:willing(?:ness)?|ready|readiness|prepared) (?:to|for)|open to",
    "asks": r"call(?:s|ed|ing)? for|urge[sd]?|press(?:es|ed)|push(?:es|ed) for|demand(?:s|ed)"
    r"|encourag(?:es|ed)|appeal(?:s|ed) (?:for|to)"
    r"|(?:stress|emphasi[sz]e)(?:s|es|d|ed)? the (?:\w+ )?(?:need|importance)"
    r"|propos(?:es|ed)|offer(?:s|ed)|request(?:s|ed)",
    "carries out": r"resum(?:es|ed)|restor(?:es|ed)|reopen(?:s|ed)|re-?established|restarted",
    "objects": r"(?:concerned|worried|troubled|alarmed|dismayed) (?:about|by|over|at|that)"
    r"|(?:voiced|expressed|raised) (?:\w+ )?(?:concerns?|alarm|objections?) (?:about|over|at)"
    r"|(?:accus|criticis|criticiz|oppos|blam)(?:es|ed)|object(?:s|ed) to"
    r"|(?:mentioned|cited|presented|pointed to) (?:\w+ )?evidence",
    "threatens": r"threaten(?:s|ed|ing)|warn(?:s|ed|ing) of",
    "condemns": r"condemn(?:s|ed)|denounc(?:es|ed)",
    "welcomes": r"welcom(?:es|ed)|prais(?:es|ed)|hail(?:s|ed)|applaud(?:s|ed)",
}
#: Stance -> participles of "was … by X": the issue stands before, the party after.
PASSIVES: Final = {
    "refuses": r"rejected|rebuffed|refused|declined|turned down|dismissed|ignored|snubbed|spurned",
    "suspends": r"suspended|halted|frozen|severed|cancell?ed|called off|scrapped",
    "condemns": r"condemned|denounced",
    "objects": r"criticised|criticized|opposed",
    "welcomes": r"welcomed|praised|hailed|applauded",
}
_REQUEST: Final = r"(?:request|call|proposal|offer|demand|appeal|bid|plea)s?"
#: "X's request for …", "requests from X for …"
ASKING: Final = re.compile(
    rf"['’]s? (?:\w+ )?{_REQUEST} (?:for|to)\b"
    rf"|\b{_REQUEST} (?:from|by) (?P<by>(?:the )?[\w.’' -]{{2,40}}?) (?:for|to)\b",
    re.I,
)
ACTIVE: Final = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{cue})" for name, cue in CUES.items())
    + r")\b"
)
PASSIVE: Final = re.compile(
    r"\b(?:was|were|been|being|is|are) (?:\w+ly )?(?:"
    + "|".join(f"(?P<{name}>{cue})" for name, cue in PASSIVES.items())
    + r") by\s+(?:the )?"
)
#: Only such words may stand between the party and the cue.
GAP: Final = re.compile(
    r"(?:['’]s?)?(?: (?:administration|governments?|leaders?|(?:\w+ )?ministry|(?:\w+ )?minister"
    r"|officials|president|authorities|regime|parliament|troops|army|military|side))?"
    r"(?:,[^,]{1,70},)?\s*"
    r"(?:(?:\w+ly|also|has|have|had|is|are|was|were|been|said|says|it|they|again|both|all|that|and"
    r"|then|still|further|expressed|expressing|reiterated|reaffirmed|voiced|showed|their|its|his|her"
    r"|an?|the|strong|deeply|continued|to|be)\s+)*"
)
#: Stances that are taken toward somebody else, even where two share them.
AT_OTHERS: Final = frozenset(("asks", "objects", "condemns", "threatens", "welcomes", "refuses"))
BOTH: Final = re.compile(r"both|the two|two|they", re.I)
UNREAL: Final = re.compile(
    r"\b(?:not|never|no|nor|if|could|might|may|whether|would|should|must|denied|denies|without|fail"
    r"|failed to|unless|until|hardly)\b|n['’]t\b",
    re.I,
)
#: Before a participle: what it tells was done to the subject, unless it is a state of mind.
DONE_TO: Final = re.compile(r"\b(?:was|were|been|being|is|are|be|got|get)\s+(?:\w+ly\s+)?$")
FELT: Final = re.compile(
    r".*ing$|concern|worr|troubl|alarm|dismay|commit|prepar|unresp|unwil|will|read|open|not|never"
)
GROUP: Final = re.compile(
    r"\b(?:both|the two|two) (?:sides|countries|nations|governments|parties|capitals|leaders"
    r"|presidents|ministers|neighbou?rs|rivals|powers)\b|\b(?:they|he|she)\b",
    re.I,
)
NEAR: Final = 10  # words between a cue and what it is about, at most
REACH: Final = 40  # code points before a cue in which a word makes it unreal


@dataclass(frozen=True, slots=True)
class Telling:
    """What one cue tells. ``start`` and ``end`` are the cue's."""

    start: int
    end: int
    positions: tuple[Position, ...]

    @property
    def issues(self) -> set[str]:
        return {one.issue for one in self.positions}

    def reads(self, trigger: Words) -> bool:
        """Whether the trigger is this cue, or part of it."""
        return self.start < trigger.end and trigger.start < self.end


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor in the text: the countries or bodies that the words stand for."""

    start: int
    end: int
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue where it stands, who takes the stance, and the issues that it is about."""

    name: str
    start: int
    end: int
    parties: tuple[str, ...]
    hits: tuple[Hit, ...]


class _Reader:
    """One article's actors, by the book of names and the roles of its claims; read when asked."""

    def __init__(self, article: Article, claims: Sequence[Claim], anchor: When | None) -> None:
        self.article, self.claims, self.anchor = article, claims, anchor
        self.text = article.text

    @cached_property
    def names(self) -> list[_Named]:
        day = self.anchor.last_day if self.anchor else None
        found = ((one, _known(one.entries, day)) for one in actors_in_use().find(self.text))
        return [_Named(one.start, one.end, parties) for one, parties in found]

    @cached_property
    def roles(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """Who stands behind the words of a role, by their offsets."""
        roles: dict[tuple[int, int], tuple[str, ...]] = {}
        for claim in self.claims:
            for one in (*claim.sources, *claim.targets):
                if one.words and one.code and (party := party_of(one.code)):
                    span = one.words.start, one.words.end
                    roles[span] = tuple(dict.fromkeys((*roles.get(span, ()), party)))
        return roles

    @cached_property
    def pair(self) -> tuple[str, ...]:
        return pair(self.claims)

    def named(self, start: int, end: int) -> list[_Named]:
        """Actors of ``text[start:end]`` in order, pronouns and "both sides" included."""
        found = [one for one in self.names if start <= one.start and one.end <= end]
        for match in GROUP.finditer(self.text, start, end):
            parties = self.roles.get(match.span(), ())
            if len(parties) < 2 and BOTH.match(match[0]):
                parties = self.pair
            found.append(_Named(match.start(), match.end(), parties))
        return sorted((one for one in found if one.parties), key=lambda one: (one.start, one.end))


def _known(entries: Sequence[Entry], day: date | None) -> tuple[str, ...]:
    """The one party that a name stood for on ``day``, or ever; empty where it is not one."""
    holding = [one for one in entries if day is None or one.on(day)] or entries
    parties = {party_of(one.code) for one in holding}
    return tuple(one for one in parties if one) if len(parties) == 1 else ()


def told(
    article: Article,
    sentences: Sequence[Sentence],
    answers: Sequence[Answer],
    claims: Sequence[Claim],
    anchor: When | None,
) -> Iterator[Telling]:
    """What plain words tell in ``sentences`` (each names an issue), and in ``answers`` to them."""
    reader = _Reader(article, claims, anchor)
    for sentence in sentences:
        for search in (_active, _passive, _asking, _jointly):
            for cue in search(reader, sentence):
                found = tuple(_taken(reader, sentence, cue))
                if found:
                    yield Telling(cue.start, cue.end, found)

    for answer in answers:
        for cue in _answering(reader, answer):
            found = tuple(_taken(reader, answer.joined(answer.sentence.end), cue))
            if found:
                yield Telling(cue.start, cue.end, found)


def _answering(reader: _Reader, answer: Answer) -> Iterator[_Cue]:
    text, start, end = reader.text, answer.sentence.start, answer.sentence.end
    for cue in ACTIVE.finditer(text, start, end) if answer.hit else ():
        if cue.lastgroup not in ("refuses", "agrees") or not RECALLS.match(text, cue.end(), end):
            continue
        clause = clause_at(clauses(text, start, end), cue.start())
        before = text[max(clause[0], cue.start() - REACH) : cue.start()]
        if answer.hit and not UNREAL.search(before) and not DONE_TO.search(before):
            subject = _subject(reader, answer.sentence, clause, cue.start())
            yield _Cue(cue.lastgroup, cue.start(), cue.end(), subject, (answer.hit,))


def _active(reader: _Reader, sentence: Sentence) -> Iterator[_Cue]:
    text = reader.text
    for cue in ACTIVE.finditer(text, sentence.start, sentence.end):
        name = str(cue.lastgroup).replace("_", " ")
        clause = clause_at(sentence.clauses, cue.start())
        hits = [hit for hit in sentence.hits if cue.start() < hit.end and hit.start < clause[1]]
        hits = [hit for hit in hits if hit.end > cue.end()]
        start = cue.end()
        if name == "threatens":
            cause = CAUSE.search(text, start, clause[1])
            start = cause.end() if cause else clause[1]
            hits = [hit for hit in hits if hit.start >= start]
        elif CONDITION.search(text, start, clause[1]):
            continue
        if not hits or distance(text, start, hits[0].start) > NEAR:
            continue
        before = text[max(clause[0], cue.start() - REACH) : cue.start()]
        if UNREAL.search(before) or (DONE_TO.search(before) and not FELT.match(cue[0])):
            continue
        subject = _subject(reader, sentence, clause, cue.start())
        yield _Cue(name, cue.start(), cue.end(), subject, tuple(hits))


def _passive(reader: _Reader, sentence: Sentence) -> Iterator[_Cue]:
    text = reader.text
    for cue in PASSIVE.finditer(text, sentence.start, sentence.end):
        hits = [hit for hit in sentence.hits if hit.end <= cue.start()][-1:]
        if not hits or UNREAL.search(text, hits[0].end, cue.start()):
            continue
        by = [one for one in reader.named(cue.end(), sentence.end) if one.start <= cue.end() + 2]
        if by:
            yield _Cue(str(cue.lastgroup), cue.start(), cue.end(), by[0].parties, tuple(hits))


def _asking(reader: _Reader, sentence: Sentence) -> Iterator[_Cue]:
    text = reader.text
    for cue in ASKING.finditer(text, sentence.start, sentence.end):
        clause = clause_at(sentence.clauses, cue.start())
        hits = [hit for hit in sentence.hits if cue.end() <= hit.start < clause[1]]
        if not hits or distance(text, cue.end(), hits[0].start) > NEAR:
            continue
        spans = [cue.span("by")] if cue["by"] else [(clause[0], cue.start() + 2)]
        who = [one for one in reader.named(*spans[0]) if cue["by"] or cue.start() - one.end < 3]
        if who:
            yield _Cue("asks", cue.start(), cue.end(), who[-1].parties, tuple(hits))


#: What two do together, told without naming them.
JOINTLY: Final = re.compile(
    r"\b(?:bilateral|mutual|joint) (?:\w+ )?(?:cooperation|co-operation|collaboration|work)"
    r" (?:on|in|against|to)\b",
    re.I,
)


def _jointly(reader: _Reader, sentence: Sentence) -> Iterator[_Cue]:
    """Cooperation of the article's pair, where it is told as a fact and names nobody."""
    text = reader.text
    for cue in JOINTLY.finditer(text, sentence.start, sentence.end):
        clause = clause_at(sentence.clauses, cue.start())
        hits = [hit for hit in sentence.hits if cue.end() <= hit.start < clause[1]]
        before = text[max(clause[0], cue.start() - REACH) : cue.start()]
        fact = re.search(r"\b(?:there (?:is|are|was|were|has|have|had)\b|welcomed|praised)", before)
        near = hits and distance(text, cue.end(), hits[0].start) <= NEAR
        if near and fact and reader.pair and not UNREAL.search(before):
            yield _Cue("carries out", cue.start(), cue.end(), reader.pair, tuple(hits))


def _subject(reader: _Reader, sentence: Sentence, clause: Span, at: int) -> tuple[str, ...]:
    """The party right before offset ``at``; with "and", the ones joined to it. A clause that
    begins with the cue takes the first party of the clause before."""
    text = reader.text
    named = reader.named(clause[0], at)
    if not named:
        if not EMPTY.fullmatch(text, clause[0], at):
            return ()
        earlier = reader.named(sentence.start, clause[0])
        return earlier[0].parties if earlier else ()
    if not GAP.fullmatch(text, named[-1].end, at):
        return ()
    parties = list(named[-1].parties)
    for one, following in zip(reversed(named[:-1]), reversed(named[1:]), strict=False):
        between = text[one.end : following.start]
        if not (
            ALONG.fullmatch(between) if one.parties == following.parties else AND.fullmatch(between)
        ):
            break
        parties = [*one.parties, *parties]
    return tuple(dict.fromkeys(parties))


#: Between a party and the cue of a clause whose subject stands in the clause before.
EMPTY: Final = re.compile(r"[\s,]*(?:and|but|or)?\s*(?:is|are|was|were|has|have|also|then|\s)*")
ALONG: Final = re.compile(r"[’']?s?\s+(?:[\w.]+\s+){0,4}")
AND: Final = re.compile(r"\s*(?:,|and|,\s*and|or)\s+(?:\w+\s+){0,3}")


def _taken(reader: _Reader, sentence: Sentence, cue: _Cue) -> Iterator[Position]:
    text, when = reader.text, as_told(reader.anchor)
    after = [one for one in reader.named(sentence.start, sentence.end) if one.start > cue.start]
    around = [*after, *reader.named(sentence.start, cue.start)]
    outside = [one for one in after if not set(one.parties) & set(cue.parties)]
    claim = _claim(reader.claims, cue)
    if claim and claim.when and (claim.when.first_day or claim.when.last_day):
        when = dated(claim, reader.anchor, "")
    for hit in enumerated(text, cue.hits):
        stance = _stance(text, cue, hit, bool(outside))
        for party in cue.parties if stance else ():
            others = outside if cue.name in AT_OTHERS and outside else around
            other = _facing(party, () if others is outside else cue.parties, others)
            if other is None and hit.issue.kind == "issue":
                continue  # a matter within a country, most likely
            yield Position(
                party=party,
                issue=hit.issue.id,
                stance=stance or "",
                claim=claim.id if claim else None,
                article=reader.article.id,
                words=quoted(text, sentence, cue.start, hit),
                other=other,
                first_day=when.first_day,
                last_day=when.last_day,
                said_by=speaker(claim),
                how=when.how,
            )


def _claim(claims: Sequence[Claim], cue: _Cue) -> Claim | None:
    """The claim whose trigger is the cue."""
    triggers = ((one, one.mention.trigger) for one in claims)
    return next((one for one, at in triggers if at.start < cue.end and cue.start < at.end), None)


def _facing(party: str, parties: Sequence[str], around: Sequence[_Named]) -> str | None:
    """The other of several that act together, else the next other party in the sentence."""
    others = [one for one in parties if one != party]
    others += [one for near in around for one in near.parties if one not in (party, *parties)]
    return others[0] if others else None


def _stance(text: str, cue: _Cue, hit: Hit, outside: bool) -> str | None:
    between = text[min(cue.start, hit.end) : max(cue.start, hit.start)]
    if cue.name in ("refuses", "objects") and CHARGES.search(between):
        return None
    if cue.name in ("refuses", "suspends") and REVERSED.search(text[cue.end : hit.start]):
        return None
    if cue.name == "threatens":
        return "sets conditions" if CONDITION.search(between) else "objects"
    if cue.name != "asks":
        return cue.name
    if len(cue.parties) > 1 and not outside:  # whom would they ask, if not each other
        return "supports"
    if AWAY.search(between):
        return "objects" if hit.issue.kind == "channel" else "demands"
    if hit.issue.kind == "channel" or TOGETHER.search(text, max(0, hit.start - 30), hit.end + 20):
        return "proposes"
    return "demands"
