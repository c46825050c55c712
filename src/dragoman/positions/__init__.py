"""Where a party stands on an issue, and how that changes: each stance with its words.

A stance comes from plain words ("was rejected by X"), or from a claim whose clause names an
issue. Plain words go first where both read one act. None comes from what was denied or might be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from ..sentences import split
from ..types import Article, Claim, Position, When
from .clauses import clause_at, clauses
from .issues import Hit, IssueBook
from .issues import book as issues_in_use
from .matters import RECALLS, SUPPOSED, Answer, Sentence, matters, quoted, read
from .sides import dated, pair, sides, speaker
from .stances import GOES_ON, JUDGEMENTS, RESUMES, STATES, stance
from .tellings import Telling, told


def positions(
    article: Article,
    claims: Sequence[Claim],
    anchor: When | None = None,
    *,
    book: IssueBook | None = None,
) -> Iterator[Position]:
    """In text order. ``anchor`` is the article's time: it dates stances without a day."""
    book = book or issues_in_use()
    text = article.text
    every = [read(text, *span, book) for span in split(text)]
    sentences = [one for one in every if one.hits]
    answers = [Answer(*two) for two in pairwise(every) if two[0].hits and not two[1].hits]
    tellings = list(told(article, sentences, answers, claims, anchor))
    found = [one for telling in tellings for one in telling.positions]
    for sentence in sentences:
        found += _claimed(article, sentence, claims, anchor, tellings)
    for answer in answers:
        found += _recalled(article, answer, claims, anchor, tellings)
    distinct = {
        (one.party, one.issue, one.stance, one.other, one.words.start): one for one in found[::-1]
    }
    yield from sorted(distinct.values(), key=lambda one: (one.words.start, one.issue, one.party))


def _claimed(
    article: Article,
    sentence: Sentence,
    claims: Sequence[Claim],
    anchor: When | None,
    tellings: Sequence[Telling],
) -> Iterator[Position]:
    """Stances of the claims of ``sentence`` that plain words do not tell already."""
    near = [one for one in claims if sentence.start <= one.mention.trigger.start < sentence.end]
    inside = [one for one in tellings if sentence.start <= one.start < sentence.end]
    plain = {(one.party, one.issue) for telling in inside for one in telling.positions}
    settled = {one.issue for telling in inside for one in telling.positions}
    for claim in sorted(near, key=lambda one: one.mention.type == "CONSULT"):
        trigger = claim.mention.trigger
        clause = clause_at(sentence.clauses, trigger.start)
        before = article.text[clause[0] : trigger.start]
        if SUPPOSED.search(before) or any(one.reads(trigger) for one in inside):
            continue
        for hit in matters(article.text, sentence, claim, near):
            span = (clause[0], max(clause[1], hit.end))
            found = stance(claim.mention, hit, article.text, span)
            if claim.mention.type == "CONSULT" and hit.issue.id in settled:
                continue  # what is said of the talks counts, not that there are talks
            for party, others in sides(claim, pair(claims)) if found else ():
                settled.add(hit.issue.id)
                if (party, hit.issue.id) not in plain:
                    taken = _Taken(party, hit, found or "", claim)
                    yield from _positions(article, sentence, taken, others, anchor)


def _recalled(
    article: Article,
    answer: Answer,
    claims: Sequence[Claim],
    anchor: When | None,
    tellings: Sequence[Telling],
) -> Iterator[Position]:
    """Stances of claims that answer the sentence before: "refused to lift them"."""
    hit, (start, end) = answer.hit, (answer.sentence.start, answer.sentence.end)
    for claim in claims if hit else ():
        trigger = claim.mention.trigger
        if not start <= trigger.start < end or claim.mention.type not in ANSWERS:
            continue
        if hit is None or any(one.reads(trigger) for one in tellings):
            continue
        span = clause_at(clauses(article.text, start, end), trigger.start)
        if RECALLS.match(article.text, trigger.end, span[1]):
            found = stance(claim.mention, hit, article.text, span)
            for party, others in sides(claim) if found else ():
                taken = _Taken(party, hit, found or "", claim)
                yield from _positions(article, answer.joined(span[1]), taken, others, anchor)


ANSWERS: Final = frozenset(("REJECT", "AGREE"))


@dataclass(frozen=True, slots=True)
class _Taken:
    party: str
    hit: Hit
    stance: str
    claim: Claim


def _positions(
    article: Article,
    sentence: Sentence,
    taken: _Taken,
    others: Sequence[str | None],
    anchor: When | None,
) -> Iterator[Position]:
    """One stance toward each of ``others``."""
    claim, hit = taken.claim, taken.hit
    words = quoted(article.text, sentence, claim.mention.trigger.start, hit)
    when = dated(claim, anchor, words.text)
    for other in others:
        yield Position(
            party=taken.party,
            issue=hit.issue.id,
            stance=taken.stance,
            claim=claim.id,
            article=article.id,
            words=words,
            other=other,
            first_day=when.first_day,
            last_day=when.last_day,
            said_by=speaker(claim),
            how=when.how,
        )


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
    grouped: dict[tuple[str, str, bool], list[Position]] = defaultdict(list)
    for one in found:
        grouped[one.party, one.issue, one.stance in JUDGEMENTS].append(one)
    listed = (
        Change(party, issue, other, *pair)
        for (party, issue, _), held in grouped.items()
        for other, toward in _by_other(held)
        for pair in _turns(moments(toward))
    )
    return sorted(listed, key=lambda one: (one.issue, one.party, one.other or "", _last(one.after)))


def _by_other(held: Sequence[Position]) -> Iterator[tuple[str | None, list[Position]]]:
    """Positions toward each other side; those toward nobody in particular count for each."""
    others: list[str | None] = [*sorted({one.other for one in held if one.other})] or [None]
    for other in others:
        yield other, [one for one in held if one.other in (other, None)]


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
        kept = {one.stance for one in earlier} & {one.stance for one in later}
        if old.stance not in kept and new.stance not in kept:
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
    if one.stance in ("agrees", "open") and GOES_ON.search(one.words.text):
        state = "open"
    if one.stance in ("agrees", "carries out") and RESUMES.search(one.words.text):
        state = "resumed"
    return state
