"""What a person should look at: mentions and merges, the least certain first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ..correct import corrections
from ..ledger import Ledger
from ..merge.likeness import judge
from ..merge.traits import traits
from ..store import marks
from ..types import Article, ArticleId, Claim, Event, MentionId, Party, Words
from .desk import Ask, Desk, Row, View
from .happenings import form_context
from .lines import Report, best_originals, report
from .marks import Note, pieces

QUEUE = 12  # mentions that wait behind the first
EVENTS = 60  # events of several reports whose pairs are weighed at a time


def review(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    """One mention to judge. ``after`` (score and id) is where skipping has come to."""
    if ask.one_of("what", ("mentions", "merges")) == "merges":
        return merges(desk, ledger, ask)
    queue = _queue(ledger, *_after(ask.text("after")))
    claims = _in_order(ledger, [row["id"] for row in queue])
    first = claims[0] if claims else None
    article = ledger.article(first.mention.article) if first else None
    return View(
        "review.html",
        "Review",
        {
            "claim": first,
            "article": article,
            "pieces": _context(article, first) if article and first else [],
            "next": f"{queue[0]['score']:.6f},{queue[0]['id']}" if queue else "",
            "queue": queue[1:],
            "progress": progress(ledger),
            "form": form_context(),
            "last": next(
                corrections(
                    ledger,
                    "WHERE n = (SELECT max(n) FROM corrections WHERE undone IS NULL)",
                ),
                None,
            ),
        },
        {"queue": queue},
    )


def _after(text: str) -> tuple[float, str]:
    score, _, name = text.partition(",")
    try:
        return float(score), name
    except ValueError:
        return -1.0, ""


def _queue(ledger: Ledger, score: float, name: str) -> list[Row]:
    """Mentions that nobody has judged, after (score, id) in the order of certainty."""
    sql = (
        "SELECT mentions.id, mentions.score, mentions.article,"
        " json_extract(mentions.body, '$.type') AS type,"
        " json_extract(mentions.body, '$.trigger.text') AS trigger"
        " FROM mentions JOIN claims ON claims.id = mentions.id"
        " WHERE (mentions.score, mentions.id) > (?, ?) AND claims.mention IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM corrected WHERE claim = mentions.id"
        " AND outcome IN ('applied', 'made anew'))"
        " ORDER BY mentions.score, mentions.id LIMIT ?"
    )
    return [dict(row) for row in ledger.rows(sql, score, name, QUEUE)]


def _in_order(ledger: Ledger, ids: list[str]) -> list[Claim]:
    found = {one.id: one for one in ledger.claims(f"AND claims.id IN ({marks(ids)})", *ids)}
    return [found[MentionId(one)] for one in ids if MentionId(one) in found]


def _context(article: Article, claim: Claim) -> list[Any]:
    """The sentence with its marks, between the words before and after it."""
    start, end = claim.mention.sentence
    note = Note(1, claim, None)
    before = article.text[max(0, start - 300) : start]
    after = article.text[end : end + 300]
    return [before, list(pieces(article.text, start, end, [note])), after]


def progress(ledger: Ledger) -> Row:
    judged = ledger.value(
        "SELECT count(DISTINCT claim) FROM corrected WHERE outcome IN ('applied', 'made anew')"
    )
    merged = ledger.value("SELECT count(*) FROM judgements WHERE undone IS NULL")
    mentions = ledger.value("SELECT coalesce(sum(mentions), 0) FROM coded")
    return {"judged": judged, "mentions": mentions, "merges": merged}


def merges(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    """Two reports that the program took for one event, the least certain first."""
    skip = ask.number("skip", 0, 100_000)
    found = _doubtful(ledger)
    pairs = [one for one in found if not _judged(ledger, one["left"], one["right"])][skip:]
    first = _shown(ledger, pairs[0]) if pairs else None
    return View(
        "merges.html",
        "Review of merges",
        {
            "pair": pairs[0] if pairs else None,
            "sides": first,
            "pending": len(pairs),
            "skip": skip,
            "progress": progress(ledger),
            "last": _last_judged(ledger),
        },
        {"pairs": pairs},
    )


def _judged(ledger: Ledger, left: str, right: str) -> bool:
    sql = (
        "SELECT 1 FROM judgements WHERE undone IS NULL"
        " AND ((left = ? AND right = ?) OR (left = ? AND right = ?)) LIMIT 1"
    )
    return bool(ledger.value(sql, left, right, right, left))


def _last_judged(ledger: Ledger) -> Row | None:
    sql = "SELECT left, right FROM judgements WHERE undone IS NULL ORDER BY n DESC LIMIT 1"
    return next((dict(row) for row in ledger.rows(sql)), None)


def _doubtful(ledger: Ledger) -> list[Row]:
    """Pairs (first report, another report) of the latest events that several articles tell."""
    events = [
        msgspec.json.decode(row[0], type=Event)
        for row in ledger.rows(
            "SELECT body FROM events LEFT JOIN (SELECT event, count(*) AS judged FROM judgements"
            " JOIN claims ON claims.id = judgements.right WHERE undone IS NULL GROUP BY event)"
            " AS done ON done.event = events.id"
            " WHERE reports > 1 AND reports < 12 AND coalesce(judged, 0) < reports - 1"
            " ORDER BY first_day DESC, id DESC LIMIT ?",
            EVENTS,
        )
    ]
    ids = [name for event in events for name in event.claims[:6]]
    claims = {one.id: one for one in ledger.claims(f"AND claims.id IN ({marks(ids)})", *ids)}
    articles = {
        one.id: one for one in ledger.articles({c.mention.article for c in claims.values()})
    }
    rows = []
    for event in events:
        held = [claims[name] for name in event.claims[:6] if name in claims]
        for other in held[1:]:
            if other.mention.article != held[0].mention.article:
                rows.append(_weighed(articles, event, held[0], other))
    return sorted(rows, key=lambda row: (row["score"], row["left"], row["right"]))


def _weighed(articles: Mapping[ArticleId, Article], event: Event, left: Claim, right: Claim) -> Row:
    one, other = (
        traits(articles[claim.mention.article], [claim], event.id)[0] for claim in (left, right)
    )
    found = judge(one, other)
    return {
        "event": event.id,
        "left": left.id,
        "right": right.id,
        "score": round(found.score, 4),
        "reasons": list(found.reasons),
    }


def _shown(ledger: Ledger, pair: Row) -> list[Report]:
    claims = _in_order(ledger, [pair["left"], pair["right"]])
    articles = {one.id: one for one in ledger.articles({c.mention.article for c in claims})}
    repeats = best_originals(ledger.copies(articles))
    return [report(one, articles[one.mention.article], repeats) for one in claims]


def labels(ledger: Ledger) -> Iterator[Row]:
    """One line a sentence whose every mention a person has judged, as training reads them:
    offsets are into the line's own text; what was rejected is not there."""
    judged = {
        row[0]
        for row in ledger.rows(
            "SELECT claim FROM corrected WHERE outcome IN ('applied', 'made anew')"
        )
    }
    touched = ledger.rows(
        "SELECT DISTINCT article FROM corrections WHERE undone IS NULL ORDER BY article"
    )
    for row in touched:
        article = ledger.article(row[0])
        if article:
            yield from _article_labels(ledger, article, judged)


def _article_labels(ledger: Ledger, article: Article, judged: set[str]) -> Iterator[Row]:
    claims = list(ledger.claims("AND claims.article = ?", article.id))
    found = {one.id: one.sentence for one in ledger.mentions(article.id)}
    sentences = {**found, **{one.id: one.mention.sentence for one in claims}}
    for sentence in sorted(set(sentences.values())):
        inside = {name for name, span in sentences.items() if span == sentence}
        if inside <= judged:
            events = [_event(one, sentence) for one in claims if one.id in inside]
            yield {
                "doc": f"{article.id}:{sentence[0]}",
                "text": article.text[slice(*sentence)],
                "published": str(article.published.day) if article.published else None,
                "events": events,
            }


def _event(claim: Claim, sentence: tuple[int, int]) -> Row:
    mention = claim.mention

    def at(one: Words | None) -> list[int] | None:
        """Offsets into the sentence; none for words that stand elsewhere."""
        start, end = sentence
        inside = one is not None and start <= one.start and one.end <= end
        return [one.start - start, one.end - start] if one and inside else None

    def words(name: str, one: Words | None) -> Row:
        return {name: one.text if one and at(one) else None, f"{name}_at": at(one)}

    def side(parties: Sequence[Party]) -> list[Row]:
        return [
            {
                "text": one.words.text if one.words and at(one.words) else None,
                "code": one.code,
                "at": at(one.words),
            }
            for one in parties
        ]

    return {
        **words("trigger", mention.trigger),
        "type": mention.type,
        "mode": mention.mode,
        "modality": mention.modality,
        "mutual": mention.mutual,
        "sources": side(claim.sources),
        "targets": side(claim.targets),
        **words("said_by", claim.said_by.words if claim.said_by else None),
        **words("when", mention.when),
        **words("where", mention.where),
        "issues": list(mention.issues),
    }
