"""Where a party stands on an issue, and how that changes: each stance with its words.

A stance comes from a claim whose clause names an issue, or from plain words about an issue
that no claim tells of (``tellings``). None comes from what was denied or only might be.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from .actors import book as actors_in_use
from .clauses import Span, clause_at, clauses, tidy
from .issues import Hit, IssueBook
from .issues import book as issues_in_use
from .ontology import NON_STATES, country
from .sentences import split
from .stances import CAUSE, JUDGEMENTS, RESUMES, STATES, stance
from .types import Article, Claim, Mention, Party, Position, When, Words

FAR: Final = 90  # code points between two issues named in one enumeration, at most
AWAY: Final = 14  # words between an act and what it is about, at most
#: Acts whose matter may stand before them: "talks were refused", "the truce has held".
BEFORE: Final = frozenset("REJECT AGREE CONCEDE SUPPORT RETREAT SANCTION REQUEST".split())
JOINED: Final = re.compile(r",|\b(?:and|or|as well as)\b")
TURN: Final = re.compile(r"\b(?:and|but|while)\b|,|;")
STATE: Final = frozenset(("", "GOV", "MIL", "LEG", "SPY"))  # sectors that speak for the state
SIDES: Final = frozenset(("OPP", "PTY", "REB", "PRM", "REL"))  # sectors with a stand of their own
MOST: Final = 3  # parties toward whom one stance is taken


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the issues that it names and its clauses."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    clauses: tuple[Span, ...]


def read(text: str, start: int, end: int, book: IssueBook) -> Sentence:
    """The sentence ``text[start:end]`` as positions see it."""
    hits = tuple(book.find(text, start, end))
    return Sentence(start, end, hits, tuple(clauses(text, start, end)) if hits else ())


def positions(
    article: Article,
    claims: Sequence[Claim],
    anchor: When | None = None,
    *,
    book: IssueBook | None = None,
) -> Iterator[Position]:
    """In text order. ``anchor`` is the article's time: it dates stances without a day."""
    from .tellings import told

    book = book or issues_in_use()
    sentences = [read(article.text, start, end, book) for start, end in split(article.text)]
    found = [
        one
        for sentence in sentences
        if sentence.hits
        for one in _claimed(article, sentence, claims, anchor)
    ]
    found += told(article, [one for one in sentences if one.hits], claims, anchor, found)
    distinct = {
        (one.party, one.issue, one.stance, one.other, one.words): one for one in found[::-1]
    }
    yield from sorted(distinct.values(), key=lambda one: (one.words.start, one.issue, one.party))


def _claimed(
    article: Article, sentence: Sentence, claims: Sequence[Claim], anchor: When | None
) -> Iterator[Position]:
    near = [one for one in claims if sentence.start <= one.mention.trigger.start < sentence.end]
    for claim in near:
        for hit in matters(article.text, sentence, claim, near):
            clause = clause_at(sentence.clauses, claim.mention.trigger.start)
            found = stance(claim.mention, hit, article.text, (clause[0], max(clause[1], hit.end)))
            if found:
                yield from _taken(article, sentence, claim, hit, found, anchor)


# What a claim is about ---------------------------------------------------------------------


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
    if after and len(text[mention.trigger.end : after[0].start].split()) > AWAY:
        after = []
    if mention.type in ("THREATEN", "SANCTION"):
        after = _caused(text, after, mention)
    if after:
        return enumerated(text, after)
    if mention.type not in BEFORE:
        return []
    before = [hit for hit in inside if hit.end <= mention.trigger.start]
    if not before and mention.type == "REJECT":
        before = [hit for hit in hits if hit.end <= mention.trigger.start]
    return [hit for hit in before[-1:] if not _spoken_for(hit, mention, near)]


def _spoken_for(hit: Hit, mention: Mention, near: Sequence[Claim]) -> bool:
    """Whether another act stands at the words of ``hit`` or between them and this one's."""
    triggers = (one.mention.trigger for one in near if one.mention is not mention)
    return any(hit.start < one.end and one.start < mention.trigger.start for one in triggers)


def _is_actor(text: str, hit: Hit, claim: Claim) -> bool:
    """Whether the words only name who acts or whom: "Taiwan" in "Taiwan accused China"."""
    mention, states = claim.mention, actors_in_use().states
    roles = [one.words for one in (*mention.sources, *mention.targets) if one.words]
    if mention.said_by and mention.said_by.words:
        roles.append(mention.said_by.words)
    if any(one.start <= hit.start and hit.end <= one.end for one in roles):
        return True
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
        if len(between) > FAR or not (JOINED.search(between) or hit.start < kept[-1].end):
            break
        kept.append(hit)
    return list({hit.issue.id: hit for hit in reversed(kept)}.values())[::-1]


# Who takes it, when, in which words --------------------------------------------------------


def _taken(
    article: Article,
    sentence: Sentence,
    claim: Claim,
    hit: Hit,
    found: str,
    anchor: When | None,
) -> Iterator[Position]:
    when = dated(claim, anchor)
    for party, others in sides(claim):
        for other in others:
            yield Position(
                party=party,
                issue=hit.issue.id,
                stance=found,
                claim=claim.id,
                article=article.id,
                words=quoted(article.text, sentence, claim.mention.trigger.start, hit),
                other=other,
                first_day=when.first_day,
                last_day=when.last_day,
                said_by=_speaker(claim.said_by),
                how=when.how,
            )


def sides(claim: Claim) -> list[tuple[str, list[str | None]]]:
    """Each party that takes the stance, with those toward whom; None where nobody is named.
    Dealings inside one country are no stance of it."""
    doers, others = stand(claim.sources), stand(claim.targets)
    if claim.targets and not others:
        return []
    pairs = [(doers, others)]
    if claim.mention.mutual:
        pairs = [(doers, others), (others, doers)] if others else [(doers, doers)]
    found: dict[str, list[str | None]] = {}
    for takers, facing in pairs:
        for party in takers:
            toward = [one for one in facing if one != party][:MOST]
            if toward or not facing:
                found.setdefault(party, [*toward] or [None])
    return list(found.items())


def stand(found: Sequence[Party]) -> list[str]:
    """Those of ``found`` whose stand on an issue can be told, each once."""
    parties = (party_of(one.code) for one in found if one.code)
    return list(dict.fromkeys(one for one in parties if one))


def party_of(code: str) -> str | None:
    """Who takes a stand: a state by its government, army or parliament (``CHN``), a body
    (``IGO/UN``), or those who speak for a side within a state (``COD/REB``, ``VEN/OPP``).
    None for courts, firms, people and whoever is not known."""
    head, _, sector = code.partition("/")
    if head in NON_STATES:
        return None if "UNK" in code.split("/")[:2] else country(code)
    sector = sector.split("/")[0]
    if sector in STATE:
        return head
    return f"{head}/{sector}" if sector in SIDES else None


def _speaker(party: Party | None) -> str | None:
    return (party.name or party.code) if party else None


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


def dated(claim: Claim, anchor: When | None) -> When:
    """The days of a stance: those told with the act, else the time of the article that tells it.
    What lies ahead is a plan, and the stance is of the day on which it is told."""
    when, told = claim.when, as_told(anchor)
    if when and (when.first_day or when.last_day) and not _ahead(when, told):
        return when
    if claim.mention.modality == "historic":
        return When(None, told.first_day, "open", f"told as past, {told.how}")
    return told


def as_told(anchor: When | None) -> When:
    """The time of the article as that of a stance which it tells without a day."""
    if anchor is None:
        return When(None, None, "open", "the article has no date")
    return When(
        anchor.first_day, anchor.last_day, anchor.precision, f"as told in the article: {anchor.how}"
    )


def _ahead(when: When, told: When) -> bool:
    return bool(when.first_day and told.last_day and when.first_day > told.last_day)


# Change ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A party stood otherwise on an issue at an earlier moment; both with their words."""

    party: str
    issue: str
    other: str | None
    before: Position
    after: Position


def changes(found: Iterable[Position]) -> list[Change]:
    """What changed between one moment and the next, by party, issue and other side. A moment is
    a run of positions whose days overlap; one is before another if it ends before that begins."""
    grouped: dict[tuple[str, str, str | None, bool], list[Position]] = defaultdict(list)
    for one in found:
        grouped[one.party, one.issue, one.other, one.stance in JUDGEMENTS].append(one)
    listed = (
        Change(party, issue, other, *pair)
        for (party, issue, other, _), held in grouped.items()
        for pair in _turns(moments(held))
    )
    return sorted(listed, key=lambda one: (one.issue, one.party, one.other or "", _last(one.after)))


def moments(found: Iterable[Position]) -> list[list[Position]]:
    """Positions with both days known, as groups that overlap in time, earliest first."""
    bounded = [one for one in found if one.last_day]
    grouped: list[list[Position]] = []
    for one in sorted(bounded, key=lambda one: (one.first_day or date.min, _last(one))):
        if grouped and (one.first_day or date.min) <= max(map(_last, grouped[-1])):
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return grouped


def _turns(moments: Sequence[Sequence[Position]]) -> Iterator[tuple[Position, Position]]:
    for earlier, later in pairwise(moments):
        old, new = main_stance(earlier), main_stance(later)
        if old.stance != new.stance and old.stance not in {one.stance for one in later}:
            yield old, new


def main_stance(found: Sequence[Position]) -> Position:
    """The stance that most articles of a moment give; the firmest of those that tie."""
    articles: dict[str, set[str]] = defaultdict(set)
    for one in found:
        articles[one.stance].add(one.article)
    counts = Counter({name: len(held) for name, held in articles.items()})
    return max(found, key=lambda one: (counts[one.stance], FIRMNESS.get(one.stance, 0)))


#: Of two stances told at one moment, the one that binds more stands for it.
FIRMNESS: Final[dict[str, int]] = {
    "refuses": 6,
    "suspends": 6,
    "carries out": 5,
    "agrees": 4,
    "condemns": 4,
    "supports": 4,
    "sets conditions": 3,
    "objects": 3,
    "welcomes": 3,
    "proposes": 2,
    "demands": 2,
    "open": 1,
}


def _last(one: Position) -> date:
    return one.last_day or date.max


def channel_state(one: Position) -> str:
    """What a stance says of a channel: open, suspended, refused, proposed or resumed."""
    state = STATES.get(one.stance, "open")
    return "resumed" if state == "open" and RESUMES.search(one.words.text) else state
