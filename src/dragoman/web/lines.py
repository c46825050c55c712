"""Rows as pages show them: an event with its names and words, an article with its day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..brief import EVEN, best_originals, facing, label, outlet, told_as
from ..brief import party_name as known_name
from ..ledger import Ledger
from ..ontology import country
from ..positions.issues import book as issues
from ..store import chunks, marks
from ..types import Article, ArticleId, Claim, Copy, Event, EventId, MentionId, Party, Story, When
from .desk import NotThere

#: Signs of the four quads, so that colour never stands alone.
SIGNS = {1: "△", 2: "▲", 3: "▽", 4: "▼"}


@dataclass(frozen=True)
class Report:
    """One claim of an event, in its article's words."""

    claim: Claim
    article: Article
    copy: Copy | None
    before: str  # the words of the sentence before the trigger, at it, and after
    trigger: str
    after: str

    @property
    def said_by(self) -> str | None:
        return label(self.claim.said_by) if self.claim.said_by else None


@dataclass(frozen=True)
class Line:
    """An event and its reports, the independent ones first."""

    event: Event
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    said_by: tuple[str, ...]
    reports: tuple[Report, ...]
    story: str | None
    codes: tuple[Sequence[str], Sequence[str]]  # of sources and targets
    unsure: float | None  # the best score, where every report is more likely misread than not


@dataclass(frozen=True)
class Telling:
    """An article of a story or a list."""

    article: Article
    time: When | None
    repeats: Copy | None
    mentions: int


def party_name(code: str) -> str:
    """A party's name; ``unnamed GOV`` for UNK/GOV."""
    return f"unnamed {code[4:]}" if code.startswith("UNK/") else known_name(code)


@cache
def named(code: str) -> str:
    """``China · GOV`` for CHN/GOV: who, then in what capacity."""
    head = country(code)
    rest = code[len(head) :].strip("/")
    return f"{party_name(head)} · {rest}" if rest else party_name(head)


def issue_name(name: str) -> str:
    """An issue by its name in the table of issues; a context as words."""
    found = issues().issues.get(name)
    return found.name if found else name.replace("_", " ")


def events_by_id(ledger: Ledger, ids: Sequence[str]) -> list[Event]:
    """In the order given."""
    found = {
        one.id: one
        for part in chunks(ids)
        for one in ledger.events(f"WHERE id IN ({marks(part)})", *part)
    }
    return [found[EventId(one)] for one in ids if one in found]


def lines(ledger: Ledger, events: Sequence[Event], most: int = 3) -> list[Line]:
    """With at most so many reports each, one an article while there are others."""
    chosen = {event.id: event.claims[: most * 3] for event in events}
    ids = [name for found in chosen.values() for name in found]
    claims = {one.id: one for part in _parts(ids) for one in _claims(ledger, part)}
    articles = {
        one.id: one for one in ledger.articles({c.mention.article for c in claims.values()})
    }
    repeats = best_originals(ledger.copies(articles))
    stories = _stories(ledger, [event.id for event in events])
    return [
        _line(
            event,
            [claims[name] for name in chosen[event.id] if name in claims],
            articles,
            repeats,
            stories.get(event.id),
            most,
        )
        for event in events
    ]


def _parts(ids: Sequence[MentionId]) -> Iterable[Sequence[MentionId]]:
    return (ids[at : at + 300] for at in range(0, len(ids), 300))


def _claims(ledger: Ledger, ids: Sequence[MentionId]) -> Iterable[Claim]:
    return ledger.claims(f"AND claims.id IN ({marks(ids)})", *ids)


def _stories(ledger: Ledger, events: Sequence[str]) -> dict[str, str | None]:
    sql = f"SELECT id, story FROM events WHERE id IN ({marks(events)})"
    return {row[0]: row[1] for row in ledger.rows(sql, *events)}


def _line(
    event: Event,
    claims: list[Claim],
    articles: Mapping[ArticleId, Article],
    repeats: Mapping[ArticleId, Copy],
    story: str | None,
    most: int,
) -> Line:
    claims.sort(key=lambda claim: claim.mention.article in repeats)
    speakers = [label(claim.said_by) for claim in claims if claim.said_by]
    sources, targets = facing(event)
    doers, others = told_as(event, claims)
    return Line(
        event,
        _names(sources, doers),
        _names(targets, others),
        tuple(dict.fromkeys(speakers)),
        tuple(report(claim, articles[claim.mention.article], repeats) for claim in _apart(claims))[
            :most
        ],
        story,
        (sources, targets),
        _unsure(event, claims),
    )


def _unsure(event: Event, claims: Sequence[Claim]) -> float | None:
    best = max((claim.mention.score for claim in claims), default=1.0)
    return best if best < EVEN and len(claims) == len(event.claims) else None


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """First one claim of each article, then the rest."""
    first = {claim.mention.article: claim for claim in reversed(claims)}
    leading = {claim.id for claim in first.values()}
    return sorted(claims, key=lambda claim: claim.id not in leading)


def report(claim: Claim, article: Article, repeats: Mapping[ArticleId, Copy]) -> Report:
    start, end = claim.mention.sentence
    at = claim.mention.trigger
    return Report(
        claim,
        article,
        repeats.get(article.id),
        article.text[start : at.start],
        article.text[at.start : at.end],
        article.text[at.end : end],
    )


def _names(codes: Sequence[str], parties: Sequence[Party]) -> tuple[str, ...]:
    """The name that most reports give for each code, else the party's."""
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for party in parties:
        if party.code and party.name:
            given[party.code][party.name] += 1
    return tuple(given[code].most_common(1)[0][0] if given[code] else named(code) for code in codes)


def tellings(ledger: Ledger, ids: Sequence[str]) -> list[Telling]:
    """In the order given."""
    articles = {one.id: one for one in ledger.articles(ids)}
    times = ledger.anchors(ids)
    repeats = best_originals(ledger.copies(ids))
    sql = f"SELECT article, mentions FROM coded WHERE article IN ({marks(ids)})"
    counts = {row[0]: row[1] for row in ledger.rows(sql, *ids)}
    return [
        Telling(
            articles[ArticleId(one)],
            times.get(ArticleId(one)),
            repeats.get(ArticleId(one)),
            counts.get(one, 0),
        )
        for one in ids
        if one in articles
    ]


def folded(found: Sequence[Telling]) -> list[tuple[Telling, list[Telling]]]:
    """Originals in their order, each with the copies of it that are here as well."""
    here = {one.article.id for one in found}
    under: dict[str, list[Telling]] = defaultdict(list)
    heads = []
    for one in found:
        if one.repeats and one.repeats.original in here:
            under[one.repeats.original].append(one)
        else:
            heads.append(one)
    return [(one, _below(one, under)) for one in heads] + [
        (one, []) for one in found if _circular(one, under, heads)
    ]


def _below(one: Telling, under: Mapping[str, list[Telling]]) -> list[Telling]:
    found: list[Telling] = []
    todo = [one.article.id]
    while todo:
        for copy in under.get(todo.pop(), ()):
            if copy not in found:
                found.append(copy)
                todo.append(copy.article.id)
    return found


def _circular(one: Telling, under: Mapping[str, list[Telling]], heads: Sequence[Telling]) -> bool:
    """Whether no head leads to it: two articles each called a copy of the other."""
    shown = {t.article.id for head in heads for t in (head, *_below(head, under))}
    return one.article.id not in shown


def title_of(article: Article) -> str:
    """The headline, or the first words."""
    return " ".join((article.title or article.text).split())[:160]


def story_of(ledger: Ledger, name: str) -> Story:
    """Raises ``NotThere``, with the address that a merged story has now."""
    for story in ledger.stories("WHERE id = ?", name):
        return story
    moved = ledger.follow(name)
    raise NotThere(f"story {name}", f"/stories/{moved}" if moved != name else None)


__all__ = ["best_originals", "label", "outlet", "party_name"]
