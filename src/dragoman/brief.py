"""The briefing: what happened between two parties, who stands where, where accounts differ.

Nothing is composed: every line is a quotation or a table of coded fields, and ends in a
reference to outlet, article and offsets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from .actors import book
from .compare import Detail, details, ranked
from .errors import NotInstalled, UnknownName
from .ledger import Ledger
from .ontology import country
from .positions import Change, changes
from .positions.stands import Stand, issue_name, stands
from .query import find_events, find_positions, in_period
from .store import marks
from .types import (
    Article,
    ArticleId,
    Claim,
    Copy,
    Event,
    MentionId,
    Party,
    Position,
    Story,
    StoryId,
    When,
    Words,
)

EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and where they stand."""

    text: str
    article: ArticleId
    outlet: str
    start: int
    end: int

    @property
    def reference(self) -> str:
        return f"{self.outlet} · {self.article} · {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class ArticleLine:
    article: Article
    time: When | None
    repeats: Copy | None  # of which it is a copy, excerpt or rewrite


@dataclass(frozen=True, slots=True)
class EventLine:
    event: Event
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    said_by: tuple[str, ...]
    quotes: tuple[Quote, ...]  # the earliest independent report first
    score: float = 1.0  # of the surest report; 1 where a person vouches for one

    @property
    def sure(self) -> bool:
        """Whether some report is more likely right than wrong."""
        return self.score >= EVEN


@dataclass(frozen=True, slots=True)
class StoryPart:
    story: Story
    articles: tuple[ArticleLine, ...]
    independent: int
    events: tuple[EventLine, ...]
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One stance of a moment, by one party or, in the same words, by several; ``before`` is the
    stance of the moment before, if it changed."""

    parties: tuple[str, ...]
    position: Position
    quote: Quote
    before: str | None
    articles: int = 1
    state: str | None = None  # of a channel


@dataclass(frozen=True, slots=True)
class IssuePart:
    issue: str  # its name
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A party's stance on an issue at two moments."""

    change: Change
    issue: str  # its name
    before: Quote
    after: Quote


@dataclass(frozen=True, slots=True)
class Briefing:
    parties: tuple[tuple[str, str], ...]  # (code, name)
    since: date | None
    until: date | None
    counts: Mapping[str, int]
    made_by: str
    stories: tuple[StoryPart, ...]
    issues: tuple[IssuePart, ...]
    changes: tuple[ChangeLine, ...] = ()


def party_code(name: str) -> str:
    """``China``, ``CHN`` or ``IGO/UN`` as the code of a party. Raises ``UnknownName``."""
    states = book().states
    if name.upper() in states:
        return name.upper()
    if name.startswith(("IGO/", "NGO/", "MNC/", "IMG/")):
        return name
    codes = {country(one.code) for one in book().who(name)}
    if len(codes) == 1:
        return codes.pop()
    raise UnknownName("party", name, sorted(codes) or ["codes such as CHN, USA, IGO/UN"])


def party_name(code: str) -> str:
    state = book().states.get(code)
    return state.name if state else code.partition("/")[2] or code


def briefing(
    ledger: Ledger,
    parties: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
) -> Briefing:
    """Gather the briefing on two ``parties`` (names or codes), or on all of the ledger.

    What has open days is in the period if its article came out then, and marked open. Raises
    ``BadInput`` for a period that ends before it begins."""
    codes = [party_code(one) for one in parties]
    found = list(find_events(ledger, codes, since=since, until=until))
    alone = _eventless(ledger, since, until) if not codes else set[StoryId]()
    stories = tuple(_stories(ledger, found, alone))
    held = _positions(ledger, codes, since, until)
    return Briefing(
        parties=tuple((code, party_name(code)) for code in codes),
        since=since,
        until=until,
        counts={
            "articles": sum(len(one.articles) for one in stories),
            "independent": sum(one.independent for one in stories),
            "stories": len(stories),
            "events": sum(len(one.events) for one in stories),
            "unsure": sum(not line.sure for one in stories for line in one.events),
            "reports": sum(line.event.reports for one in stories for line in one.events),
        },
        made_by=_made_by(ledger),
        stories=stories,
        issues=tuple(_issues(ledger, held)),
        changes=tuple(_changes(ledger, held)),
    )


def _made_by(ledger: Ledger) -> str:
    coders = [row[0] for row in ledger.rows("SELECT DISTINCT coder FROM coded ORDER BY coder")]
    parts = [f"Dragoman {version('dragoman')}", *(f"coder {one}" for one in coders)]
    return " · ".join([*parts, f"actor book {book().version}", "PLOVER 0.8b3"])


def _eventless(ledger: Ledger, since: date | None, until: date | None) -> set[StoryId]:
    """Stories of the period, which a briefing on all shows even if they tell of no event."""
    return {
        story.id
        for story in ledger.stories()
        if in_period(story.first_day, story.last_day, since, until)
    }


def _stories(
    ledger: Ledger, events: Sequence[Event], alone: Collection[StoryId]
) -> Iterator[StoryPart]:
    """Stories of ``events``, and those shown even without any."""
    inside: dict[StoryId | None, list[Event]] = defaultdict(list)
    for event in events:
        inside[event.story].append(event)
    for story in ledger.stories():
        if inside[story.id] or story.id in alone:
            yield _story(ledger, story, inside[story.id])


def _story(ledger: Ledger, story: Story, events: Sequence[Event]) -> StoryPart:
    times = ledger.anchors()
    held = {one.id: one for one in ledger.articles(story.articles)}
    repeats = best_originals(ledger.copies(story.articles))
    lines = [ArticleLine(held[n], times.get(n), repeats.get(n)) for n in story.articles]
    claims: dict[ArticleId, list[Claim]] = defaultdict(list)
    for claim in ledger.claims(f"AND claims.article IN ({marks(story.articles)})", *story.articles):
        claims[claim.mention.article].append(claim)
    known = {claim.id: claim for found in claims.values() for claim in found}
    accounts = [line.article for line in lines if line.repeats is None]
    return StoryPart(
        story=story,
        articles=tuple(lines),
        independent=len(accounts),
        events=tuple(_event(held, repeats, known, one) for one in events),
        details=tuple(ranked(details(accounts, claims, events))),
    )


def best_originals(copies: Sequence[Copy]) -> dict[ArticleId, Copy]:
    """For each article that repeats another, the copy with the highest score."""
    best: dict[ArticleId, Copy] = {}
    for one in sorted(copies, key=lambda copy: (-copy.score, copy.original)):
        best.setdefault(one.article, one)
    return best


def _event(
    held: Mapping[ArticleId, Article],
    repeats: Mapping[ArticleId, Copy],
    known: Mapping[MentionId, Claim],
    event: Event,
) -> EventLine:
    claims = [known[name] for name in event.claims if name in known]
    claims.sort(key=lambda claim: claim.mention.article in repeats)
    speakers = (claim.said_by for claim in claims)
    sources, targets = facing(event)
    doers, others = told_as(event, claims)
    quotes = [_sentence(held[c.mention.article], c.mention.sentence) for c in claims]
    return EventLine(
        event=event,
        sources=_names(sources, doers),
        targets=_names(targets, others),
        said_by=tuple(dict.fromkeys(label(one) for one in speakers if one)),
        quotes=tuple({quote.text: quote for quote in reversed(quotes)}.values())[::-1],
        score=max((claim.mention.score for claim in claims), default=1.0),
    )


def facing(event: Event) -> tuple[Sequence[str], Sequence[str]]:
    """The sides of an event; in a mutual one nobody stands on both."""
    sources, targets = event.sources, event.targets
    if not event.mutual:
        return sources, targets
    targets = tuple(code for code in targets if code not in sources)
    return (sources, targets) if targets or len(sources) < 2 else (sources[:1], sources[1:])


def told_as(event: Event, claims: Sequence[Claim]) -> tuple[list[Party], list[Party]]:
    """Parties whose names may stand for the codes of either side: those of both, but each side's
    own where one code acts on itself ("Biden praised Blinken")."""
    doers = [one for claim in claims for one in claim.sources]
    others = [one for claim in claims for one in claim.targets]
    if not event.mutual and set(event.sources) & set(event.targets):
        return doers, others
    return doers + others, doers + others


def _names(codes: Sequence[str], parties: Sequence[Party]) -> tuple[str, ...]:
    """``Antony Blinken (USA/GOV)``: the name that most reports give for each code."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for party in parties:
        if party.code and party.name:
            named[party.code][party.name] += 1
    return tuple(
        f"{named[code].most_common(1)[0][0]} ({code})" if named[code] else code for code in codes
    )


def label(party: Party) -> str:
    name = party.name or (party.words.text if party.words else None)
    return f"{name} ({party.code})" if name and party.code else name or party.code or "?"


def outlet(article: Article) -> str:
    return article.outlet or article.source.rsplit("/", 1)[-1]


def _sentence(article: Article, span: tuple[int, int]) -> Quote:
    start, end = span
    return Quote(article.text[start:end], article.id, outlet(article), start, end)


def _quote(article: Article, words: Words) -> Quote:
    return Quote(words.text, article.id, outlet(article), words.start, words.end)


def _positions(
    ledger: Ledger, codes: Sequence[str], since: date | None, until: date | None
) -> list[Position]:
    """Positions of the period; with two parties, only those toward each other."""
    times = ledger.anchors()
    return [
        one
        for one in find_positions(ledger)
        if (not codes or (one.party in codes and one.other in (*codes, None)))
        and in_period(*_days(one, times.get(one.article)), since, until)
    ]


def _days(one: Position, told: When | None) -> tuple[date | None, date | None]:
    """When it was taken; where that is open, when its article came out."""
    if one.first_day and one.last_day:
        return one.first_day, one.last_day
    return (told.first_day, told.last_day) if told and told.precision != "open" else (None, None)


def _issues(ledger: Ledger, found: Sequence[Position]) -> Iterator[IssuePart]:
    """Issues on which more is told come first."""
    grouped: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        grouped[one.issue][one.party].append(one)
    held = {one.id: one for one in ledger.articles({one.article for one in found})}
    repeats = best_originals(ledger.copies(list(held)))
    order = sorted(grouped, key=lambda issue: (-sum(map(len, grouped[issue].values())), issue))
    for issue in order:
        taken = [one for _, own in sorted(grouped[issue].items()) for one in stands(own, repeats)]
        yield IssuePart(issue_name(issue), tuple(_steps(held, taken)))


def _steps(held: Mapping[ArticleId, Article], taken: Sequence[Stand]) -> Iterator[Step]:
    """By day, open ones last; what several parties take in the same words is one step."""
    together: dict[tuple[ArticleId, int, str], list[Stand]] = defaultdict(list)
    for one in taken:
        at = one.position
        together[at.article, at.words.start, at.stance].append(one)
    for same in sorted(together.values(), key=lambda same: _time(same[0].position)):
        first, before = same[0], {one.before for one in same}
        yield Step(
            tuple(dict.fromkeys(one.position.party for one in same)),
            first.position,
            _said(held, first.position),
            first.before if len(before) == 1 else None,
            max(one.articles for one in same),
            first.state,
        )


def _time(one: Position) -> tuple[date, date]:
    return one.last_day or date.max, one.first_day or date.min


def _changes(ledger: Ledger, found: Sequence[Position]) -> Iterator[ChangeLine]:
    turns = changes(found)
    shown = {one.article for turn in turns for one in (turn.before, turn.after)}
    held = {one.id: one for one in ledger.articles(shown)}
    for turn in turns:
        yield ChangeLine(
            turn, issue_name(turn.issue), _said(held, turn.before), _said(held, turn.after)
        )


def _said(held: Mapping[ArticleId, Article], one: Position) -> Quote:
    return _quote(held[one.article], one.words)


def render(found: Briefing, format: str = "text") -> str:
    """``text``, ``markdown`` (with footnotes) or ``html`` (one self-contained file)."""
    from .templates import environment

    name = {"text": "brief.txt", "markdown": "brief.md", "html": "brief.html"}[format]
    return (
        environment().get_template(name).render(brief=found, outlet=outlet, party_name=party_name)
    )


def pdf(found: Briefing) -> bytes:
    """The HTML briefing on pages. Fetches nothing. Raises ``NotInstalled`` without weasyprint."""
    try:
        from weasyprint import HTML  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from weasyprint.urls import URLFetcher  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except (ImportError, OSError) as error:  # OSError: the system's Pango is not there
        raise NotInstalled("A briefing as PDF", "weasyprint", "pdf") from error
    nothing = URLFetcher(allowed_protocols=[])
    made: bytes = HTML(string=render(found, "html"), url_fetcher=nothing).write_pdf()
    return made
