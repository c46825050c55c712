"""How well claims are merged into events, on mentions whose events were told apart by reading.

Labels name documents, offsets and event numbers; the texts stand in the labelled sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from .. import stories
from ..anchors import time_of
from ..clean import clean
from ..coders import Coder
from ..door import published
from ..merge import Merged, events
from ..merge.traits import Traits, traits
from ..read import read
from ..resolve import resolve
from ..types import (
    Article,
    ArticleId,
    Claim,
    Mention,
    MentionId,
    Page,
    Party,
    Role,
    StoryId,
    When,
    Words,
    digest,
)
from .coref import Clusters, conll, pairs

ROOT: Final = Path(__file__).resolve().parents[3]
LABELS: Final = ROOT / "training" / "merge"
SAMPLES: Final = ROOT / "samples"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled mentions, resolved, and the event of each; None where readers cannot tell."""

    claims: Mapping[ArticleId, tuple[Article, Sequence[Claim]]]
    event_of: Mapping[MentionId, int | None]

    def traits(self) -> list[Traits]:
        """As ``settle`` makes them: articles grouped into stories by their words."""
        story_of = _stories([article for article, _ in self.claims.values()])
        return [
            one
            for article, claims in self.claims.values()
            for one in traits(article, claims, story_of[article.id])
        ]


def evaluate_merge(data: Path, coder: Coder, fold: str = "test") -> dict[str, Any]:
    """Pairwise and CoNLL figures of merging and of the lemma baseline on one fold, with given
    actors, with our own, and on mentions that ``coder`` found.

    ``data`` holds ``newswire`` and ``basil`` and stands beside ``articles``. Raises
    ``FileNotFoundError`` if one of them or the labels are missing."""
    sets = {
        "given actors": newswire(data, fold),
        "own actors": newswire(data, fold, given_codes=False),
        "own mentions": basil(data, fold, coder),
        "articles": whole(data.parent / "articles", "articles", coder),
        "samples": whole(SAMPLES, "samples", coder),
    }
    return {name: figures(found) for name, found in sets.items()}


def figures(found: Labelled) -> dict[str, Any]:
    held = found.traits()
    return {
        "mentions": len(held),
        "merge": scores(found, clusters(events(held))),
        "lemma": scores(found, lemma(held)),
    }


def clusters(merged: Merged) -> dict[MentionId, Hashable]:
    return {name: event.id for event in merged.events for name in event.claims}


def lemma(claims: Iterable[Traits]) -> dict[MentionId, Hashable]:
    """The usual baseline: one event for each trigger stem in a story."""
    return {one.id: (one.story or one.article, one.trigger) for one in claims}


# -- labelled mentions ---------------------------------------------------------------------


def newswire(data: Path, fold: str, *, given_codes: bool = True) -> Labelled:
    """Labelled newswire mentions of ``fold``, with the labels' actor codes or our own."""
    wanted: dict[str, dict[int, int | None]] = defaultdict(dict)
    for row in _rows(LABELS / "newswire.jsonl"):
        if row["fold"] == fold:
            wanted[row["doc"]][row["n"]] = row["event"]
    return _labelled(data, wanted, given_codes)


def basil(data: Path, fold: str, coder: Coder) -> Labelled:
    """Labelled triggers of ``fold`` in three outlets' articles on one happening, as far as
    ``coder`` finds them, with its actors."""
    rows = [row for row in _rows(LABELS / "basil.jsonl") if row["fold"] == fold]
    texts = {one["id"]: one["text"] for one in _rows(data / "basil" / "docs.jsonl")}
    names = sorted({row["doc"] for row in rows})
    return _coded_by(coder, [Article(ArticleId(n), n, texts[n]) for n in names], rows)


def whole(folder: Path, labels: str, coder: Coder) -> Labelled:
    """The same for all articles of ``folder``; ``labels`` is the name of their set."""
    return _coded_by(coder, named(folder), _rows(LABELS / f"{labels}.jsonl"))


def named(folder: Path) -> list[Article]:
    """The articles of ``folder``, as they are when cleaned, under their names in labels: the
    file's, and after ``#`` the article's own id in the file, where it has one."""
    cleaned = [clean(page) for page in read([str(folder)]) if isinstance(page, Page)]
    return [
        replace(one, id=ArticleId("#".join(filter(None, (Path(one.source).name, one.source_id)))))
        for one in cleaned
        if isinstance(one, Article)
    ]


def _coded_by(
    coder: Coder, articles: Sequence[Article], rows: Sequence[Mapping[str, Any]]
) -> Labelled:
    claims: dict[ArticleId, tuple[Article, Sequence[Claim]]] = {}
    event_of: dict[MentionId, int | None] = {}
    for article, found in zip(articles, coder.code(articles), strict=True):
        told = {one.id: _event(one, article, rows) for one in found}
        kept = [one for one in found if told[one.id] is not None]
        times = time_of(article)
        claims[article.id] = article, resolve(article, kept, times)
        event_of |= {one.id: told[one.id] for one in kept}
    return Labelled(claims, event_of)


def _event(one: Mention, article: Article, rows: Sequence[Mapping[str, Any]]) -> int | None:
    """The event of the labelled trigger that ``one`` overlaps."""
    for row in rows:
        touch = row["start"] < one.trigger.end and one.trigger.start < row["end"]
        if touch and row["doc"] == article.id and row["type"] == one.type:
            return int(row["event"])
    return None


def every(data: Path) -> Labelled:
    """All coded newswire mentions, their events unknown; for measures of speed."""
    wanted: dict[str, dict[int, int | None]] = {}
    for path in sorted((data / "newswire" / "labels").glob("*.json")):
        coded = msgspec.json.decode(path.read_bytes())["events"]
        wanted[path.stem] = {n: None for n, one in enumerate(coded) if one["trigger_at"]}
    return _labelled(data, wanted, given_codes=True)


def _labelled(
    data: Path, wanted: Mapping[str, Mapping[int, int | None]], given_codes: bool
) -> Labelled:
    claims: dict[ArticleId, tuple[Article, Sequence[Claim]]] = {}
    event_of: dict[MentionId, int | None] = {}
    for doc, events_of in sorted(wanted.items()):
        label = msgspec.json.decode((data / "newswire" / "labels" / f"{doc}.json").read_bytes())
        article = _article(label)
        found = _claims(article, label, list(events_of), given_codes)
        claims[article.id] = article, found
        event_of |= {one.id: n for one, n in zip(found, events_of.values(), strict=True)}
    return Labelled(claims, event_of)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def _article(label: Mapping[str, Any]) -> Article:
    return Article(
        ArticleId(label["doc"]),
        label["doc"],
        label["text"],
        published=published(label["published"]),
    )


def _stories(articles: Sequence[Article]) -> dict[ArticleId, StoryId]:
    grouping = stories.group(articles, times=_times(articles))
    return {name: story.id for story in grouping.stories for name in story.articles}


def _times(articles: Iterable[Article]) -> dict[ArticleId, When | None]:
    return {one.id: time_of(one) for one in articles}


def _claims(
    article: Article, label: Mapping[str, Any], wanted: Sequence[int], given_codes: bool
) -> list[Claim]:
    gold = [label["events"][n] for n in wanted]
    mentions = [
        _mention(article, n, one, label["sentences"]) for n, one in zip(wanted, gold, strict=True)
    ]
    claims = resolve(article, mentions, time_of(article))
    if not given_codes:
        return claims
    return [_coded(claim, one) for claim, one in zip(claims, gold, strict=True)]


def _mention(
    article: Article, n: int, one: Mapping[str, Any], sentences: Sequence[Sequence[int]]
) -> Mention:
    def words(span: Sequence[int] | None) -> Words | None:
        return Words(article.text[slice(*span)], *span) if span else None

    trigger = words(one["trigger_at"])
    assert trigger
    held = next(s for s in reversed(sentences) if s[0] <= trigger.start)
    said = words(one["said_by_at"])
    return Mention(
        id=MentionId(digest(article.id, n)),
        article=article.id,
        sentence=(held[0], max(held[1], trigger.end)),
        trigger=trigger,
        type=one["type"],
        modality=one["modality"],
        sources=tuple(Role(words(role["at"])) for role in one["sources"]),
        targets=tuple(Role(words(role["at"])) for role in one["targets"]),
        mode=one["mode"],
        mutual=one["mutual"],
        said_by=Role(said) if said else None,
        when=words(one["when_at"]),
        where=words(one["where_at"]),
        issues=tuple(one["issues"] or ()),
        coder="by hand",
    )


def _coded(claim: Claim, one: Mapping[str, Any]) -> Claim:
    def side(name: str, ours: Sequence[Party], roles: Sequence[Role]) -> tuple[Party, ...]:
        named = {party.words: party.name for party in ours}
        return tuple(
            Party(given["code"], named.get(role.words) if role.words else None, "given", role.words)
            for given, role in zip(one[name], roles, strict=True)
        )

    return replace(
        claim,
        sources=side("sources", claim.sources, claim.mention.sources),
        targets=side("targets", claim.targets, claim.mention.targets),
    )


# -- figures -------------------------------------------------------------------------------


def scores(gold: Labelled, found: Clusters) -> dict[str, float]:
    """Pairs (same or different, within all clear mentions) and CoNLL F1 of clear mentions."""
    right = {name: event for name, event in gold.event_of.items() if event is not None}
    ours = {name: found[name] for name in right}
    return {**pairs(right, ours), "conll": conll(right, ours)}
