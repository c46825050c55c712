"""Stances that words tell plainly where no claim does: "both sides would continue talks".

A cue ("rejected", "willing to", "called for"), an issue that the same clause names, and a party
right before the cue, or after "by". What does not fit is left: a wrong stance is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .actors import book as actors_in_use
from .clauses import Span, clause_at
from .issues import Hit
from .resolve import Resolver
from .stances import AWAY, CHARGES, CONDITION, TOGETHER
from .types import Article, Claim, Position, When, Words

if TYPE_CHECKING:
    from .positions import Sentence

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
    r"|appeal(?:s|ed) (?:for|to)|(?:stress|emphasi[sz]e)(?:s|es|d|ed)? the (?:\w+ )?"
    r"(?:need|importance)|propos(?:es|ed)|offer(?:s|ed)|request(?:s|ed)",
    "carries out": r"resum(?:es|ed)|restor(?:es|ed)|reopen(?:s|ed)|re-?established|restarted",
    "objects": r"(?:concerned|worried|troubled|alarmed|dismayed) (?:about|by|over|at|that)"
    r"|(?:voiced|expressed|raised) (?:\w+ )?(?:concerns?|alarm|objections?) (?:about|over|at)"
    r"|(?:accus|criticis|criticiz|oppos|blam)(?:es|ed)|object(?:s|ed) to",
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
#: "X's request for …"
ASKING: Final = re.compile(
    r"['’]s? (?:\w+ )?(?:request|call|proposal|offer|demand|appeal|bid|plea)s? (?:for|to)\b", re.I
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
UNREAL: Final = re.compile(
    r"\b(?:not|never|no|nor|if|could|might|may|whether|would|should|must|denied|denies|without|fail"
    r"|failed to|unless|until|hardly)\b|n['’]t\b",
    re.I,
)
#: Before a participle: what it tells was done to the subject, unless it is a state of mind.
DONE_TO: Final = re.compile(r"\b(?:was|were|been|being|is|are|be|got|get)\s+(?:\w+ly\s+)?$")
FELT: Final = re.compile(
    r"concern|worr|troubl|alarm|dismay|commit|prepar|unresp|unwil|will|read|open|not|never"
)
GROUP: Final = re.compile(
    r"\b(?:both|the two|two) (?:sides|countries|nations|governments|parties|capitals|leaders"
    r"|presidents|ministers|neighbou?rs|rivals|powers)\b|\b(?:they|he|she)\b",
    re.I,
)
NEAR: Final = 10  # words between a cue and what it is about, at most
REACH: Final = 40  # code points before a cue in which a word makes it unreal


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor in the text: the countries or bodies that the words stand for."""

    start: int
    end: int
    parties: tuple[str, ...]


class _Reader:
    """One article's actors; read only when a cue asks for them."""

    def __init__(self, article: Article, claims: Sequence[Claim], anchor: When | None) -> None:
        self.article, self.claims, self.anchor = article, claims, anchor

    @cached_property
    def resolver(self) -> Resolver:
        resolver = Resolver(self.article, self.anchor, actors_in_use())
        resolver.read([claim.mention for claim in self.claims])
        return resolver

    @cached_property
    def names(self) -> list[_Named]:
        text = self.article.text
        spans = ((one.start, one.end) for one in actors_in_use().find(text))
        words = (Words(text[start:end], start, end) for start, end in spans)
        return [
            _Named(one.start, one.end, _parties([who.code for who in self.resolver.actors(one)]))
            for one in words
        ]

    def named(self, start: int, end: int) -> list[_Named]:
        """Actors of ``text[start:end]`` in order, pronouns and "both sides" included."""
        inside = [one for one in self.names if start <= one.start and one.end <= end]
        found = list(inside)
        for match in GROUP.finditer(self.article.text, start, end):
            words = Words(match[0], match.start(), match.end())
            codes = [party.code for party in self.resolver.actors(words)]
            found.append(_Named(match.start(), match.end(), _parties(codes)))
        return sorted((one for one in found if one.parties), key=lambda one: (one.start, one.end))


def _parties(codes: Sequence[str | None]) -> tuple[str, ...]:
    from .positions import party_of

    known = (party_of(code) for code in codes if code)
    return tuple(dict.fromkeys(one for one in known if one))


def told(
    article: Article,
    sentences: Sequence[Sentence],
    claims: Sequence[Claim],
    anchor: When | None,
    found: Sequence[Position],
) -> Iterator[Position]:
    """Stances of ``sentences`` (each names an issue) that are not yet ``found`` in them."""
    reader = _Reader(article, claims, anchor)
    for sentence in sentences:
        inside = [one for one in found if sentence.start <= one.words.start < sentence.end]
        known = {one.issue for one in inside}
        open_hits = tuple(hit for hit in sentence.hits if hit.issue.id not in known)
        yield from _active(reader, sentence, open_hits)
        yield from _passive(reader, sentence, open_hits)
        taken = {(one.party, one.issue) for one in inside}
        for one in _asking(reader, sentence, sentence.hits):
            if (one.party, one.issue) not in taken:
                yield one


def _active(reader: _Reader, sentence: Sentence, open_hits: Sequence[Hit]) -> Iterator[Position]:
    text = reader.article.text
    for cue in ACTIVE.finditer(text, sentence.start, sentence.end):
        clause = clause_at(sentence.clauses, cue.start())
        hits = [hit for hit in open_hits if cue.end() <= hit.start < clause[1]]
        if not hits or len(text[cue.end() : hits[0].start].split()) > NEAR:
            continue
        before = text[max(clause[0], cue.start() - REACH) : cue.start()]
        if DONE_TO.search(before) and not FELT.match(cue[0]):
            continue
        if not UNREAL.search(before) and not CONDITION.search(text[cue.end() : clause[1]]):
            subject = _subject(reader, sentence, clause, cue.start())
            name = str(cue.lastgroup).replace("_", " ")
            yield from _taken(reader, sentence, cue.start(), hits, subject, name)


def _passive(reader: _Reader, sentence: Sentence, open_hits: Sequence[Hit]) -> Iterator[Position]:
    text = reader.article.text
    for cue in PASSIVE.finditer(text, sentence.start, sentence.end):
        hits = [hit for hit in open_hits if hit.end <= cue.start()][-1:]
        if not hits or UNREAL.search(text, hits[0].end, cue.start()):
            continue
        by = [one for one in reader.named(cue.end(), sentence.end) if one.start <= cue.end() + 2]
        if by:
            yield from _taken(
                reader, sentence, cue.start(), hits, by[0].parties, str(cue.lastgroup)
            )


def _asking(reader: _Reader, sentence: Sentence, open_hits: Sequence[Hit]) -> Iterator[Position]:
    text = reader.article.text
    for cue in ASKING.finditer(text, sentence.start, sentence.end):
        clause = clause_at(sentence.clauses, cue.start())
        hits = [hit for hit in open_hits if cue.end() <= hit.start < clause[1]]
        if not hits:
            continue
        who = [one for one in reader.named(clause[0], cue.start() + 2) if cue.start() - one.end < 3]
        if who:
            yield from _taken(reader, sentence, cue.start(), hits, who[-1].parties, "asks")


def _subject(reader: _Reader, sentence: Sentence, clause: Span, at: int) -> tuple[str, ...]:
    """The party right before offset ``at``; with "and", the ones joined to it. A clause that
    begins with the cue takes the first party of the clause before."""
    text = reader.article.text
    named = reader.named(clause[0], at)
    if not named:
        if text[clause[0] : at].strip(" ,").lower() not in ("", "and", "but", "and also"):
            return ()
        earlier = reader.named(sentence.start, clause[0])
        return earlier[0].parties if earlier else ()
    last = named[-1]
    if not GAP.fullmatch(text, last.end, at):
        return ()
    parties = list(last.parties)
    for one, following in zip(reversed(named[:-1]), reversed(named[1:]), strict=False):
        if not re.fullmatch(
            r"\s*(?:,|and|,\s*and)\s+(?:\w+\s+){0,3}", text[one.end : following.start]
        ):
            break
        parties = [*one.parties, *parties]
    return tuple(dict.fromkeys(parties))


def _taken(
    reader: _Reader,
    sentence: Sentence,
    at: int,
    hits: Sequence[Hit],
    parties: tuple[str, ...],
    cue: str,
) -> Iterator[Position]:
    from .positions import as_told, enumerated, quoted

    text = reader.article.text
    around = [one for one in reader.named(sentence.start, sentence.end) if one.start > at]
    around += reader.named(sentence.start, at)
    for hit in enumerated(text, hits):
        stance = _stance(text, cue, at, hit, len(parties) > 1)
        when = as_told(reader.anchor)
        for party in parties if stance else ():
            other = _facing(party, parties, around)
            if other is None and hit.issue.kind == "issue":
                continue  # a matter within a country, most likely
            yield Position(
                party=party,
                issue=hit.issue.id,
                stance=stance or "",
                claim=None,
                article=reader.article.id,
                words=quoted(text, sentence, at, hit),
                other=other,
                first_day=when.first_day,
                last_day=when.last_day,
                how=when.how,
            )


def _facing(party: str, parties: Sequence[str], around: Sequence[_Named]) -> str | None:
    """The other of several that act together, else the next other party in the sentence."""
    others = [one for one in parties if one != party]
    others += [one for near in around for one in near.parties if one not in (party, *parties)]
    return others[0] if others else None


def _stance(text: str, cue: str, at: int, hit: Hit, jointly: bool) -> str | None:
    between = text[min(at, hit.end) : max(at, hit.start)]
    if cue in ("refuses", "objects") and CHARGES.search(between):
        return None
    if cue != "asks":
        return cue
    if jointly:  # whom would they ask, if not each other
        return "supports"
    if AWAY.search(between):
        return "objects" if hit.issue.kind == "channel" else "demands"
    together = hit.issue.kind == "channel" or TOGETHER.search(text[hit.start - 30 : hit.end + 20])
    return "proposes" if together else "demands"
