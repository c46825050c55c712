"""Rows of the ledger's tables as the things they hold, and back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

import msgspec

from .types import (
    Article,
    ArticleId,
    Claim,
    Copy,
    Judgement,
    Mention,
    MentionId,
    Party,
    Place,
    Position,
    Published,
    Removed,
    When,
    Words,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a claim adds to its mention; stored apart so that words stand once."""

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    said_by: Party | None
    when: When | None
    where: Place | None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def article_of(row: sqlite3.Row, removed: tuple[Removed, ...]) -> Article:
    out = (
        Published(
            date.fromisoformat(row["published"]),
            row["published_precision"],
            row["published_evidence"],
        )
        if row["published"]
        else None
    )
    return Article(
        id=ArticleId(row["id"]),
        source=row["source"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        address=row["address"],
        published=out,
        language=row["language"],
        source_id=row["source_id"],
        removed=removed,
    )


def when_of(row: sqlite3.Row) -> When:
    return When(day(row["first_day"]), day(row["last_day"]), row["precision"], row["how"])


def judgement_of(row: sqlite3.Row) -> Judgement:
    return Judgement(
        MentionId(row["left"]),
        MentionId(row["right"]),
        bool(row["same"]),
        row["score"],
        row["by"],
        tuple(msgspec.json.decode(row["reasons"])),
    )


def position_of(row: sqlite3.Row) -> Position:
    return Position(
        party=row["party"],
        issue=row["issue"],
        stance=row["stance"],
        claim=MentionId(row["claim"]) if row["claim"] else None,
        article=ArticleId(row["article"]),
        words=Words(row["text"], row["start"], row["last"]),
        other=row["other"],
        first_day=day(row["first_day"]),
        last_day=day(row["last_day"]),
        said_by=row["said_by"],
        how=row["how"],
    )


def position_row(one: Position) -> tuple[object, ...]:
    """Values in the order of ``POSITION``."""
    return (
        one.party,
        one.issue,
        one.stance,
        one.other,
        one.claim,
        one.article,
        one.words.start,
        one.words.end,
        one.words.text,
        iso(one.first_day),
        iso(one.last_day),
        one.said_by,
        one.how,
    )


POSITION = (
    "party, issue, stance, other, claim, article, start, last, text, first_day, last_day,"
    " said_by, how"
)


def copy_of(row: sqlite3.Row) -> Copy:
    return msgspec.convert(
        {
            "article": row["article"],
            "original": row["original"],
            "kind": row["kind"],
            "score": row["score"],
            "evidence": msgspec.json.decode(row["evidence"]),
        },
        type=Copy,
    )


def claim_of(mention: str, resolved: str) -> Claim:
    words = msgspec.json.decode(mention, type=Mention)
    known = msgspec.json.decode(resolved, type=Resolved)
    return Claim(
        words.id, words, known.sources, known.targets, known.said_by, known.when, known.where
    )
