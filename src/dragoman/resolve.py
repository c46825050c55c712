"""Mention -> Claim: actors, days and places with identifiers, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from .actors import Book
from .actors import book as shipped
from .actors.context import Context
from .actors.evidence import GROUPS
from .actors.introductions import may_end_a_name
from .actors.outlets import home
from .actors.pronouns import OWN
from .actors.reading import NON_STATES
from .actors.who import Who
from .anchors import time_of
from .dates import resolve_time
from .errors import BadInput
from .ontology import country
from .places import resolve_place
from .records import Record, checked, taken
from .types import Article, Claim, Mention, Party, Place, Role, When, Words

YEAR = re.compile(r"(20[0-3]\d)\b(?<!\w\d{4})")


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    anchor: When | None,
    *,
    book: Book | None = None,
) -> list[Claim]:
    """One claim for each mention, in the order given. ``anchor`` is the day of publication or
    what stands for it; without one, offices that changed hands stay open."""
    if not mentions:
        return []
    resolver = Resolver(article, anchor, book or shipped())
    return [resolver.claim(mention, mentions) for mention in mentions]


class Resolver:
    """One article's context, shared by its mentions."""

    def __init__(self, article: Article, anchor: When | None, book: Book) -> None:
        self.article, self.anchor, self.book = article, anchor, book
        self.who: Who | None = None

    @cached_property
    def context(self) -> Context:
        """What the article teaches of names; times are resolved without it."""
        article, book = self.article, self.book
        days = office_days(article, self.anchor, book)
        return Context(article.text, book, days, home_of(article, book))

    def claim(self, mention: Mention, mentions: Sequence[Mention]) -> Claim:
        """All fields of one mention resolved."""
        self.read(mentions)
        sides = {
            "source": [self.parties(role, mention, "source") for role in mention.sources],
            "target": [self.parties(role, mention, "target") for role in mention.targets],
        }
        sources, targets = _distinct(sides["source"]), _distinct(sides["target"])
        if not mention.mutual:
            if GROUPS.get(mention.type) != "together":
                targets = _none_of(sources, targets)
            sources, targets = _parted(sources, targets)
        said_by = self.parties(mention.said_by, mention) if mention.said_by else []
        countries = {country(one.code) for one in (*sources, *targets) if one.code}
        return Claim(
            mention.id,
            mention,
            sources,
            targets,
            said_by[0] if said_by else None,
            self._when(mention),
            self._where(mention, countries),
        )

    def read(self, mentions: Sequence[Mention]) -> None:
        """Learn who is who from the whole article and the roles of its mentions; once."""
        if self.who is None:
            self.who = Who(self.context, mentions)

    def parties(self, role: Role, mention: Mention | None, side: str = "") -> list[Party]:
        """Whom one role stands for; ``read`` comes first."""
        if self.who is None:
            self.read(())
        return self.who.parties(role, mention, side) if self.who else []

    def answer(self, kind: str, start: int, end: int) -> dict[str, Any]:
        """One span of another program as plain values; None and empty where it stays open."""
        text = self.article.text
        words = Words(text[start:end], start, end)
        if kind == "actor":
            named = [one for one in self.actors(words) if one.code]
            return {"codes": [_plain(one, "code", "name", "evidence") for one in named]}
        if kind == "time":
            when = resolve_time(words.text, text, start, self.anchor)
            return _plain(when, "first_day", "last_day", "precision", "how")
        place = self._place(words, ())
        return _plain(place, "name", "country", "latitude", "longitude", "candidates")

    def actors(self, words: Words) -> list[Party]:
        """Whom a phrase stands for outside any mention."""
        return self.parties(Role(words), None)

    def _when(self, mention: Mention) -> When | None:
        if mention.when is None:
            return None
        words = mention.when
        return resolve_time(
            words.text, self.article.text, words.start, self.anchor, modality=mention.modality
        )

    def _where(self, mention: Mention, countries: Iterable[str]) -> Place | None:
        if mention.where is None:
            return None
        here = {one for one in countries if one.partition("/")[0] not in NON_STATES}
        return self._place(mention.where, here)

    def _place(self, words: Words, countries: Collection[str]) -> Place | None:
        """Nowhere for a person's name: "Jack London"."""
        goes_on = may_end_a_name(self.article.text, words.start)
        if goes_on and self.context.ends_a_person(words.start, words.end):
            return None
        return resolve_place(words.text, self.article.text, countries, words.start)


def _plain(thing: object, *fields: str) -> dict[str, Any]:
    """Fields of a resolved thing by name, days in ISO form; None of nothing."""
    values = {name: getattr(thing, name, None) for name in fields}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _distinct(parties: Iterable[Sequence[Party]]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(one for side in parties for one in side))


Parties = tuple[Party, ...]


def _parted(sources: Parties, targets: Parties) -> tuple[Parties, Parties]:
    """Nobody acts on themselves: of "the two countries", on whom one of them acts, the other is
    meant, and "its" is no target. Where a side names nobody else, it stays as it is."""
    doers = {one.code for one in sources if one.code}
    targets = tuple(one for one in targets if one.code not in doers or not _owns(one))
    others = {one.code for one in targets if one.code}
    if others - doers:
        targets = tuple(one for one in targets if one.code not in doers)
    elif doers - others:
        sources = tuple(one for one in sources if one.code not in others)
    return sources, targets


def _none_of(sources: Parties, targets: Parties) -> Parties:
    """Targets where two condemn or ask somebody together: whom the text leaves to be understood
    is neither of them, and stays open."""
    doers = {one.code for one in sources if one.code}
    if len(doers) < 2:
        return targets
    evidence = "understood, and none of those who act"
    return tuple(
        Party(None, None, evidence) if one.words is None and one.code in doers else one
        for one in targets
    )


def _owns(one: Party) -> bool:
    return one.words is not None and one.words.text.casefold() in OWN


def office_days(article: Article, anchor: When | None, book: Book) -> tuple[date, date] | None:
    """The days for which offices are looked up: the anchor's, the day of publication, or the
    latest year that the text names and the book knows; None if there is nothing to go by."""
    if anchor is not None and anchor.last_day is not None:
        return anchor.first_day or anchor.last_day, anchor.last_day
    if article.published is not None:
        return article.published.day, article.published.day
    years = [int(year) for year in YEAR.findall(article.text) if int(year) <= book.year]
    return (date(max(years), 1, 1), date(max(years), 12, 31)) if years else None


def home_of(article: Article, book: Book) -> str | None:
    """The outlet's country by its address or name, or None."""
    address = article.address
    if not address and article.text.startswith("http"):
        address = article.text.split(None, 1)[0]
    return home(article.outlet, address, book)


# --- the door ------------------------------------------------------------------------------


def resolve_spans(record: Record) -> Record:
    """The answer of ``dragoman resolve`` to one record ``{"id", "text", "published", "spans"}``.

    Spans are ``{"kind": "actor" | "time" | "place", "start", "end"}``, half-open code points;
    answers keep their order. What is wrong with a record is told in ``"error"``.
    """
    name = record.get("id") if isinstance(record, dict) else None
    try:
        spans = _spans(checked(record))
        article = taken(record)
    except BadInput as error:
        return {"id": name, "error": str(error)}
    when = time_of(article)
    resolver = Resolver(article, when, shipped())
    return {"id": name, "spans": [resolver.answer(kind, start, end) for kind, start, end in spans]}


def _spans(record: Record) -> list[tuple[str, int, int]]:
    remedy = 'Write {"id", "text", "published", "spans": [{"kind", "start", "end"}]}.'
    given = record.get("spans") or []
    if not isinstance(given, list | tuple):
        raise BadInput("record", '"spans" is no list', remedy)
    spans = []
    for number, span in enumerate(given, 1):
        try:
            kind, start, end = span["kind"], int(span["start"]), int(span["end"])
        except (TypeError, KeyError, ValueError, OverflowError):
            raise BadInput("record", f"span {number} is no kind, start and end", remedy) from None
        if kind not in ("actor", "time", "place"):
            known = "Known: actor, time, place."
            raise BadInput("record", f"span {number} has the kind {kind!r}", known)
        if not 0 <= start < end <= len(record["text"]):
            within = f"Offsets go from 0 to {len(record['text'])}."
            raise BadInput("record", f"span {number} is {start} to {end}", within)
        spans.append((kind, start, end))
    return spans
