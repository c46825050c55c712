"""The JSON forms that other programs rely on: ``dragoman code``, ``clean`` and ``export``.

Documented in docs/forms.md. Missing is null, days are ISO 8601, offsets are half-open code
points into the article's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from .types import (
    Article,
    Claim,
    Copy,
    Event,
    Party,
    Place,
    Position,
    Published,
    Rejected,
    Story,
    When,
    Words,
)

Record = dict[str, Any]


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def words(value: Words | None) -> Record:
    if value is None:
        return {"text": None, "start": None, "end": None}
    return {"text": value.text, "start": value.start, "end": value.end}


def party(value: Party) -> Record:
    return {
        **words(value.words),
        "code": value.code,
        "name": value.name,
        "evidence": value.evidence,
    }


def when(value: When | None) -> Record | None:
    if value is None:
        return None
    known = value.precision != "open"  # else the days are bounds, and no answer
    return {
        **words(value.words),
        "first_day": day(value.first_day) if known else None,
        "last_day": day(value.last_day) if known else None,
        "earliest_day": day(value.first_day),
        "latest_day": day(value.last_day),
        "precision": value.precision,
        "how": value.how,
    }


def where(value: Place | None) -> Record | None:
    if value is None:
        return None
    return {
        **words(value.words),
        "name": value.name,
        "country": value.country,
        "latitude": value.latitude,
        "longitude": value.longitude,
        "precision": value.precision,
        "candidates": [{"name": name, "country": land} for name, land in value.candidates],
    }


def mention(claim: Claim, event: str | None = None) -> Record:
    """A mention with its codes, as ``code`` and ``export mentions`` write it."""
    found = claim.mention
    return {
        "id": found.id,
        "article": found.article,
        "start": found.trigger.start,
        "end": found.trigger.end,
        "trigger": found.trigger.text,
        "sentence": list(found.sentence),
        "type": found.type,
        "mode": found.mode,
        "modality": found.modality,
        "mutual": found.mutual,
        "sources": [party(one) for one in claim.sources],
        "targets": [party(one) for one in claim.targets],
        "said_by": party(claim.said_by) if claim.said_by else None,
        "when": when(claim.when),
        "where": where(claim.where),
        "issues": list(found.issues),
        "score": round(found.score, 4),
        "coder": found.coder,
        "event": event,
    }


def published(value: Published | None) -> Record | None:
    if value is None:
        return None
    return {"day": day(value.day), "precision": value.precision, "evidence": value.evidence}


def cleaned(value: Article | Rejected) -> Record:
    """What ``dragoman clean`` writes; a rejection has no text but a ``rejected`` reason."""
    if isinstance(value, Rejected):
        where = {"source": value.source, "source_id": value.source_id}
        return {**where, "text": None, "rejected": value.reason}
    return {
        "title": value.title,
        "text": value.text,
        "published": published(value.published),
        "outlet": value.outlet,
        "address": value.address,
        "language": value.language,
        "removed": [{"text": one.text, "reason": one.reason} for one in value.removed],
        "source": value.source,
        "source_id": value.source_id,
    }


def article(value: Article, anchor: When | None = None) -> Record:
    return {
        "id": value.id,
        "source": value.source,
        "source_id": value.source_id,
        "title": value.title,
        "outlet": value.outlet,
        "address": value.address,
        "published": published(value.published),
        "time": when(anchor),
        "language": value.language,
        "text": value.text,
    }


def copy(value: Copy) -> Record:
    return {
        "article": value.article,
        "original": value.original,
        "kind": value.kind,
        "score": round(value.score, 4),
        "evidence": [
            {
                "start": one.start,
                "end": one.end,
                "original_start": one.original_start,
                "original_end": one.original_end,
                "score": round(one.score, 4),
            }
            for one in value.evidence
        ],
    }


def event(value: Event, story: str | None = None) -> Record:
    first, last = value.widest
    return {
        "id": value.id,
        "story": story,
        "type": value.type,
        "mode": value.mode,
        "modality": value.modality,
        "mutual": value.mutual,
        "sources": list(value.sources),
        "targets": list(value.targets),
        "first_day": day(value.first_day),
        "last_day": day(value.last_day),
        "earliest_day": day(first),
        "latest_day": day(last),
        "place": value.place,
        "country": value.country,
        "issues": list(value.issues),
        "reports": value.reports,
        "independent": value.independent,
        "support": [
            {"field": field, "value": told, "independent": count}
            for field, told, count in value.support
        ],
        "mentions": list(value.claims),
    }


def story(value: Story, events: Sequence[str] = ()) -> Record:
    return {
        "id": value.id,
        "articles": list(value.articles),
        "first_day": day(value.first_day),
        "last_day": day(value.last_day),
        "events": list(events),
    }


def position(value: Position) -> Record:
    return {
        "party": value.party,
        "issue": value.issue,
        "stance": value.stance,
        "other": value.other,
        "first_day": day(value.first_day),
        "last_day": day(value.last_day),
        "how": value.how,
        "said_by": value.said_by,
        "mention": value.claim,
        "article": value.article,
        "start": value.words.start,
        "end": value.words.end,
        "text": value.words.text,
    }
