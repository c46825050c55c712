"""The whole path, top to bottom: sources to a ledger of articles, claims, events, stories.

A run goes batch by batch, one transaction each: stopping anywhere loses nothing, and running
again goes on where it stopped. What is derived is made at the end, by ``settle``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from typing import BinaryIO, Final, TypeVar

from . import copies, correct, merge, positions, stories
from .actors import book
from .anchors import time_of
from .clean import clean
from .coders import Coder, Embed, embedder
from .ledger import Batch, Ledger
from .merge.traits import traits
from .ontology import TYPES, country
from .read import read
from .resolve import resolve
from .types import (
    Article,
    ArticleId,
    Claim,
    Copy,
    Event,
    EventId,
    Page,
    Position,
    Rejected,
    StoryId,
    When,
    digest,
)

BATCH: Final = 64  # pages a transaction: a few seconds of work to lose
NEAR: Final = 24  # candidates compared for one article, those that share most keys first

T = TypeVar("T")
#: What a run counts. read = known + articles + rejected, always.
Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A batch after the pure steps, before it meets the ledger."""

    batch: Batch
    anchors: Mapping[ArticleId, When | None]
    claims: Mapping[ArticleId, Sequence[Claim]]


def read_into(
    ledger: Ledger,
    sources: Iterable[str],
    coder: Coder,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    batch: int = BATCH,
    progress: Callable[[Counts], None] = lambda counts: None,
) -> Counts:
    """Read ``sources`` into ``ledger`` and settle it; a second time changes nothing.

    ``progress`` hears the counts after each batch. Raises ``BadInput`` for a missing source."""
    run = ledger.begin("read", version("dragoman"), coder.name, book().version)
    counts: Counts = Counter(read=0, known=0, articles=0, rejected=0, mentions=0, copies=0)
    for pages in _batches(read(sources, columns=columns, stdin=stdin), batch):
        fresh = _fresh(ledger, pages)
        counts["read"] += len(pages)
        counts["known"] += len(pages) - len(fresh)
        if fresh:
            counts += _store(ledger, run, take(fresh, coder), coder)
        progress(counts)
    if not ledger.settled():
        settle(ledger, run)
    ledger.finish(run, counts)
    return counts


def recode(
    ledger: Ledger,
    coder: Coder,
    *,
    batch: int = BATCH,
    progress: Callable[[Counts], None] = lambda counts: None,
) -> Counts:
    """Let ``coder`` read every article that it has not read yet, and settle."""
    run = ledger.begin("recode", version("dragoman"), coder.name, book().version)
    counts: Counts = Counter(articles=0, mentions=0)
    for names in _batches(iter(ledger.uncoded(coder.name)), batch):
        articles = list(ledger.articles(names))
        times = ledger.anchors()
        claims = {
            article.id: resolve(article, mentions, times.get(article.id))
            for article, mentions in zip(articles, coder.code(articles), strict=True)
        }
        with ledger.transaction():
            _put_claims(ledger, coder.name, claims)
        counts.update(articles=len(articles), mentions=sum(map(len, claims.values())))
        progress(counts)
    settle(ledger, run)
    ledger.finish(run, counts)
    return counts


def take(pages: Mapping[str, Page | Rejected], coder: Coder) -> Taken:
    """The pure steps on new pages, by digest: clean, date, code, resolve."""
    cleaned = {name: clean(one) if isinstance(one, Page) else one for name, one in pages.items()}
    unique = {one.id: one for one in cleaned.values() if isinstance(one, Article)}
    articles = list(unique.values())
    times = {one.id: time_of(one) for one in articles}
    coded = coder.code(articles)
    return Taken(
        Batch(
            pages={
                name: one.id if isinstance(one, Article) else "rejected"
                for name, one in cleaned.items()
            },
            articles=articles,
            rejected=[one for one in cleaned.values() if isinstance(one, Rejected)],
        ),
        times,
        {
            article.id: resolve(article, mentions, times[article.id])
            for article, mentions in zip(articles, coded, strict=True)
        },
    )


def _store(ledger: Ledger, run: int, taken: Taken, coder: Coder) -> Counts:
    embed = embedder(coder)
    with ledger.transaction():
        ledger.add(run, taken.batch)
        found = [copy for one in taken.batch.articles for copy in find_copies(ledger, one, embed)]
        for name, time in taken.anchors.items():
            ledger.put_anchor(name, time)
        _put_claims(ledger, coder.name, taken.claims)
        ledger.mark_settled(False)
    return Counter(
        articles=sum(kind != "rejected" for kind in taken.batch.pages.values()),
        rejected=len(taken.batch.rejected),
        mentions=sum(map(len, taken.claims.values())),
        copies=len(found),
    )


def _put_claims(ledger: Ledger, coder: str, claims: Mapping[ArticleId, Sequence[Claim]]) -> None:
    for name, found in claims.items():
        ledger.add_mentions(name, coder, [claim.mention for claim in found])
        ledger.put_claims(name, found)


def find_copies(ledger: Ledger, article: Article, embed: Embed | None = None) -> list[Copy]:
    """Compare with what shares keys, then leave keys for those to come."""
    keys = copies.keys(article)
    near = [one for one in ledger.sharing(keys) if one != article.id][:NEAR]
    found = copies.find(article, list(ledger.articles(near)), embed)
    ledger.add_copies(found)
    ledger.add_keys(article.id, keys)
    return found


def _fresh(ledger: Ledger, pages: Sequence[Page | Rejected]) -> dict[str, Page | Rejected]:
    """Pages not read before, by digest; one that comes twice in a batch counts as known."""
    named = {_digest(one): one for one in pages}
    known = ledger.read_already(named)
    return {name: one for name, one in named.items() if name not in known}


def _digest(page: Page | Rejected) -> str:
    if isinstance(page, Rejected):
        return digest("rejected", page.source, page.source_id, page.step, page.reason)
    return digest(page.source, page.source_id, page.content)


def _batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while held := list(islice(items, size)):
        yield held


def settle(ledger: Ledger, run: int) -> None:
    """Make anew all that is derived: times, stories, events, positions. One transaction."""
    with ledger.transaction():
        found = ledger.copies()
        _date(ledger, found, {})
        grouping = _group(ledger, found)
        _date(ledger, found, grouping)
        correct.renew(ledger)
        _merge(ledger, run, found, grouping)
        ledger.put_positions(_positions(ledger))
        ledger.mark_settled(True)


def _date(ledger: Ledger, found: Sequence[Copy], story_of: Mapping[ArticleId, StoryId]) -> None:
    """Undated articles inherit a time from copies and from their story, with evidence; where
    it changes, their claims are resolved again."""
    times = ledger.anchors()
    beside: dict[ArticleId, list[tuple[Copy, When]]] = defaultdict(list)
    for copy in found:
        for one, other in ((copy.article, copy.original), (copy.original, copy.article)):
            if other in times:
                beside[one].append((copy, times[other]))
    members: dict[StoryId, list[ArticleId]] = defaultdict(list)
    for name, story in story_of.items():
        members[story].append(name)
    for article in ledger.articles(ledger.undated()):
        others = members[story_of[article.id]] if article.id in story_of else []
        time = time_of(
            article,
            copies=beside[article.id],
            story=[times[one] for one in others if one != article.id and one in times],
        )
        if time != times.get(article.id):
            ledger.put_anchor(article.id, time)
            ledger.put_claims(article.id, resolve(article, ledger.mentions(article.id), time))


def _group(ledger: Ledger, found: Sequence[Copy]) -> dict[ArticleId, StoryId]:
    grouping = stories.group(
        ledger.articles(), times=ledger.anchors(), copies=found, previous=ledger.story_of()
    )
    ledger.put_stories(
        grouping.stories, {str(old): str(new) for old, new in grouping.redirects.items()}
    )
    return {name: story.id for story in grouping.stories for name in story.articles}


def _merge(
    ledger: Ledger, run: int, found: Sequence[Copy], story_of: Mapping[ArticleId, StoryId]
) -> None:
    before = {event.id: event for event in ledger.events()}
    times = ledger.anchors()
    merged = merge.events(
        (
            one
            for article, claims in ledger.claims_by_article()
            for one in traits(article, claims, story_of.get(article.id), times.get(article.id))
        ),
        judgements=ledger.judgements(),
        copies=found,
        previous=ledger.event_of(),
    )
    codes = {code for event in merged.events for code in (*event.sources, *event.targets)}
    ledger.put_events(
        merged.events,
        TYPES,
        {code: country(code) for code in codes},
        merged.redirects,
    )
    ledger.add_changes(run, _changes(before, merged.events, merged.redirects))


def _changes(
    before: Mapping[EventId, Event], after: Sequence[Event], redirects: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str | None]]:
    """What a reader of yesterday's events must know: new, changed, merged, vanished. To be
    told in another story is no change."""
    now = {event.id: event for event in after}
    for name, event in now.items():
        if name not in before:
            yield "event", name, "new", None
        elif replace(event, story=before[name].story) != before[name]:
            yield "event", name, "changed", None
    for name in before.keys() - now.keys():
        gone_to = redirects.get(name)
        yield "event", name, "merged" if gone_to else "vanished", gone_to


def _positions(ledger: Ledger) -> Iterator[Position]:
    times = ledger.anchors()
    for article, claims in ledger.claims_by_article():
        yield from positions.positions(article, claims, times.get(article.id))
