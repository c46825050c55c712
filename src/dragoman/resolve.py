"""Mention -> Claim: actors, days and places with identifiers, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dragoman.actors import Book, book as shipped
from dragoman.antecedents import Occurrence, antecedent, occurrences, only_pronoun
from dragoman.context import Context
from dragoman.naming import tokens
from dragoman.ontology import NON_STATES, SECTORS, country
from dragoman.phrases import Reading
from dragoman.types import Article, Claim, Mention, Party, Place, Role, When, Words

YEAR = re.compile(r"\b(20[0-3]\d)\b")


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    anchor: When | None,
    *,
    book: Book | None = None,
) -> list[Claim]:
    """One claim for each mention, in the order given. ``anchor`` is the day of publication or
    what stands for it; without one, offices that changed hands stay open."""
    resolver = Resolver(article, anchor, book or shipped())
    return [resolver.claim(mention, mentions) for mention in mentions]


class Resolver:
    """One article's context, shared by its mentions."""

    def __init__(self, article: Article, anchor: When | None, book: Book) -> None:
        self.article, self.anchor = article, anchor
        self.day = _day(article, anchor)
        self.context = Context(article.text, book, self.day, home_of(article, book))
        self.found: list[Occurrence] | None = None

    def claim(self, mention: Mention, mentions: Sequence[Mention]) -> Claim:
        """All fields of one mention resolved."""
        if self.found is None:
            self.found = self._history(mentions)
        sides = {
            "source": [self.parties(role, mention) for role in mention.sources],
            "target": [self.parties(role, mention) for role in mention.targets],
        }
        sources = _distinct(sides["source"])
        targets = _distinct(sides["target"])
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

    def _history(self, mentions: Sequence[Mention]) -> list[Occurrence]:
        """Everybody in the article, with the part that mentions give them."""
        told = []
        for mention in mentions:
            for name, roles in (("source", mention.sources), ("target", mention.targets)):
                for role in roles:
                    if role.words is None:
                        continue
                    words = tokens(self.article.text, role.words.start, role.words.end)
                    if only_pronoun(words):
                        continue
                    reading = self.filled(role.words.start, role.words.end)
                    told.append(Occurrence(role.words.start, role.words.end, reading, name))
        seen = {one.start for one in told}
        scanned = [one for one in occurrences(self.context) if one.start not in seen]
        return sorted(told + scanned, key=lambda one: one.start)

    def parties(self, role: Role, mention: Mention) -> list[Party]:
        """Whom one role stands for; one party with no code where that stays open."""
        if role.words is None:
            return [self._understood(role, mention)]
        words = tokens(self.article.text, role.words.start, role.words.end)
        pronoun = only_pronoun(words)
        if pronoun is None:
            reading = self.filled(role.words.start, role.words.end)
            return [Party(reading.code, reading.name, reading.evidence, role.words)]
        source = role.antecedent
        if source is not None:
            reading = self.filled(source.start, source.end)
            return [Party(reading.code, reading.name, f"inherited from {source.text!r}", role.words)]
        one = antecedent(pronoun, role.words.start, self.found or [], [])
        if one is None:
            return [Party(None, None, "no antecedent agrees", role.words)]
        return [self._inherited(one, role.words)]

    def _inherited(self, one: Occurrence, words: Words | None) -> Party:
        quoted = self.article.text[one.start : one.end]
        return Party(one.code, one.reading.name, f"inherited from {quoted!r}", words)

    def _understood(self, role: Role, mention: Mention) -> Party:
        if role.antecedent is not None:
            reading = self.filled(role.antecedent.start, role.antecedent.end)
            evidence = f"inherited from {role.antecedent.text!r}"
            return Party(reading.code, reading.name, evidence)
        where = self.context.country_at(mention.trigger.start)
        if where is None:
            return Party(None, None, "understood, and nobody fits alone")
        return Party(f"{where[0]}/GOV", None, f"understood; {where[1]}")

    def filled(self, start: int, end: int) -> Reading:
        """The reading of words, with what the article says where they leave it open."""
        words = tokens(self.article.text, start, end)
        reading = self.context.reader.read(words)
        if reading.head is None:
            place = self.context.country_at(start)
            if place is not None:
                why = f"{reading.evidence}; {place[1]}" if reading.evidence else place[1]
                reading = replace(reading, head=place[0], evidence=why)
        if reading.head and not reading.sector and reading.head.split("/")[0] not in NON_STATES:
            reading = replace(reading, sector="CVL", sure=False)
        return reading

    def _when(self, mention: Mention) -> When | None:
        if mention.when is None:
            return None
        from dragoman.dates import resolve_time

        words = mention.when
        return resolve_time(
            words.text, self.article.text, words.start, self.anchor, modality=mention.modality
        )

    def _where(self, mention: Mention, countries: Iterable[str]) -> Place | None:
        if mention.where is None:
            return None
        from dragoman.places import resolve_place

        here = {one for one in countries if one.partition("/")[0] not in NON_STATES}
        return resolve_place(mention.where.text, self.article.text, here)


def _distinct(parties: Iterable[Sequence[Party]]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(one for side in parties for one in side))


def _day(article: Article, anchor: When | None) -> date | None:
    """The day for offices: the anchor's, the article's own, or the year it speaks of last."""
    if anchor is not None and anchor.last_day is not None:
        return anchor.last_day
    if article.published is not None:
        return article.published.day
    years = [int(year) for year in YEAR.findall(article.text)]
    years = [year for year in years if year <= 2027]
    return date(max(years), 7, 1) if years else None


def home_of(article: Article, book: Book) -> str | None:
    """The outlet's country by the names in its name or address, or None."""
    address = article.address or ""
    if not address and article.text.startswith("http"):
        address = article.text.split(None, 1)[0]
    return None
