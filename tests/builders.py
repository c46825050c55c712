"""Hand-built things for tests: only what a test names differs from plain defaults."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.actors import book
from dragoman.resolve import Resolver
from dragoman.types import (
    Article,
    ArticleId,
    Claim,
    Mention,
    MentionId,
    Party,
    Published,
    Role,
    When,
    Words,
    digest,
)

DAY = Published(date(2023, 6, 20), "day", "given")
TEXT = "Ruritania accused Sylvania of shelling a border village on Friday."


def article(text: str = TEXT, source: str = "a.txt", **more: Any) -> Article:
    return Article(ArticleId(digest(source, text)), source, text, **more)


def words(text: str, part: str) -> Words:
    start = text.index(part)
    return Words(part, start, start + len(part))


def mention(
    one: Article,
    trigger: str = "accused",
    type: str = "ACCUSE",
    sources: tuple[str, ...] = ("Ruritania",),
    targets: tuple[str, ...] = ("Sylvania",),
    **more: Any,
) -> Mention:
    at = words(one.text, trigger)
    end = one.text.find(".", at.end)
    start = one.text.rfind(". ", 0, at.start)
    return Mention(
        id=MentionId(digest(one.id, at.start, type)),
        article=one.id,
        sentence=(start + 2 if start >= 0 else 0, end + 1 if end >= 0 else len(one.text)),
        trigger=at,
        type=type,
        sources=tuple(Role(words(one.text, part)) for part in sources),
        targets=tuple(Role(words(one.text, part)) for part in targets),
        **{"modality": "happened", "coder": "by hand", **more},
    )


def who(text: str, phrase: str, **more: Any) -> list[str | None]:
    """The codes of the last words ``phrase`` of a text."""
    one = article(text, **{"published": DAY, **more})
    at = text.rindex(phrase)
    found = Resolver(one, None, book()).actors(Words(phrase, at, at + len(phrase)))
    return [party.code for party in found]


def party(code: str | None, name: str | None = None, at: Words | None = None) -> Party:
    return Party(code, name, "given", at)


def claim(
    one: Article,
    source: str = "RUR/GOV",
    target: str = "SYL/GOV",
    day: date | None = None,
    **more: Any,
) -> Claim:
    found = mention(one, **more)
    return Claim(
        found.id,
        found,
        sources=(Party(source, source[:3], "given", found.sources[0].words),),
        targets=(Party(target, target[:3], "given", found.targets[0].words),),
        when=When(day, day, "day", "given") if day else None,
    )
