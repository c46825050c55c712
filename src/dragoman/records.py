"""The JSON forms that other programs rely on: ``dragoman code``, ``clean`` and ``export``;
and the articles that they hand in.

Documented in docs/forms.md. Missing is null, days are ISO 8601, offsets are half-open code
points into the article's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from .errors import BadInput
from .types import (
    Article,
    ArticleId,
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
#: How programs write that they know no day: the first and the last that they can write.
NO_DAYS = (date.min, date.max)


def taken(record: Record) -> Article:
    """A ``checked`` record as an article; its text is taken as it is. Raises ``BadInput``."""
    return Article(
        id=ArticleId(str(record.get("id", ""))),
        source="-",
        text=record["text"],
        title=record.get("title") or None,
        published=day_given(record.get("published")),
    )


def checked(record: object) -> Record:
    """A record of another program whose id, text and title can be used. Raises ``BadInput``."""
    if isinstance(record, BadInput):  # a line that is no JSON, with its number
        raise record
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        remedy = 'Write {"id": "a1", "text": "…"}.'
        raise BadInput("record", '"text" is missing or no string', remedy)
    if not isinstance(record.get("title"), str | None):
        raise BadInput("record", '"title" is no string', "Write one, or leave it out.")
    name = record.get("id")
    if not isinstance(name, str | int | float | None) or isinstance(name, bool):
        raise BadInput("record", '"id" is no string and no number', "Write one, or leave it out.")
    return record


def day_given(text: str | None) -> Published | None:
    """A day as given: ISO 8601, with or without a time. Raises ``BadInput``."""
    if not text:
        return None
    try:
        given = date.fromisoformat(str(text)[:10])
    except ValueError as error:
        raise BadInput(
            "published", f"{text!r} is no day", "Write it as YYYY-MM-DD, or leave it out."
        ) from error
    return None if given in NO_DAYS else Published(given, "day", "given")


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


def event(value: Event) -> Record:
    first, last = value.widest
    return {
        "id": value.id,
        "story": value.story,
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
