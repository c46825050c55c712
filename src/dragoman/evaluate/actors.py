"""How well actors are resolved: right, wrong and open, of whole codes and of countries alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..actors import Book
from ..actors import book as shipped
from ..actors.pronouns import pronoun_in
from ..anchors import time_of
from ..ontology import NON_STATES, country
from ..resolve import Resolver
from ..types import Article, ArticleId, Mention, MentionId, Party, Published, Role, Words

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with mentions made of gold words; ``sources`` and ``targets`` hold the codes
    of each role, in the mentions' order."""

    article: Article
    mentions: tuple[Mention, ...]
    sources: tuple[tuple[Codes, ...], ...]
    targets: tuple[tuple[Codes, ...], ...]

    def roles(self) -> Iterator[tuple[Mention, Role, str, Codes]]:
        """Every role with its mention, its side and the codes that it should get."""
        for at, mention in enumerate(self.mentions):
            for role, codes in zip(mention.sources, self.sources[at], strict=True):
                yield mention, role, "source", codes
            for role, codes in zip(mention.targets, self.targets[at], strict=True):
                yield mention, role, "target", codes

    def swapped(self, mention: Mention, side: str, resolver: Resolver) -> Codes:
        """The codes of the other side, where ours across would fit this one."""
        at = self.mentions.index(mention)
        across = "target" if side == "source" else "source"
        wanted = {"source": self.sources[at], "target": self.targets[at]}
        roles = mention.targets if side == "source" else mention.sources
        ours = (one for role in roles for one in resolver.parties(role, mention, across))
        here = {whose(code) for codes in wanted[side] for code in codes}
        fits = any(one.code and whose(one.code) in here for one in ours)
        return frozenset(code for codes in wanted[across] for code in codes if fits)


def whose(code: str) -> str:
    """The country or body of a code, as the scorer of mentions takes it: nobody's is ``UNK``,
    whatever the sector."""
    return "UNK" if code.startswith("UNK") else country(code)


def read_labels(folder: Path, names: Iterable[str]) -> Iterator[Labelled]:
    """Articles labelled by the coding guide, one JSON file each."""
    for name in names:
        yield _labelled(name, json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))


def _labelled(name: str, row: dict[str, Any]) -> Labelled:
    text = row["text"]
    day = row.get("published")
    first = text.split(None, 1)[0]
    article = Article(
        ArticleId(name),
        name,
        text,
        address=first if first.startswith("http") else None,
        published=Published(date.fromisoformat(day), "day", "label") if day else None,
    )
    mentions, sources, targets = [], [], []
    for number, event in enumerate(row["events"]):
        sides = {side: _side(event[side], text) for side in ("sources", "targets")}
        said_by = _words(event["said_by_at"], text)
        begin, end = event["trigger_at"]
        start, stop = row["sentences"][event["s"]]
        mentions.append(
            Mention(
                MentionId(f"{name}-{number}"),
                article.id,
                (start, stop),
                Words(text[begin:end], begin, end),
                event["type"],
                event["modality"],
                tuple(Role(words) for words, _ in sides["sources"]),
                tuple(Role(words) for words, _ in sides["targets"]),
                event["mode"],
                bool(event["mutual"]),
                Role(said_by) if said_by else None,
                where=_words(event["where_at"], text),
            )
        )
        sources.append(tuple(codes for _, codes in sides["sources"]))
        targets.append(tuple(codes for _, codes in sides["targets"]))
    return Labelled(article, tuple(mentions), tuple(sources), tuple(targets))


def _side(actors: list[dict[str, Any]], text: str) -> list[tuple[Words | None, Codes]]:
    """Roles by their words; one phrase for two actors stands once, with both codes. Parts of
    the world count as the guide codes them, as nobody's country: ``AFR/GOV`` is ``UNK/GOV``."""
    found: dict[Words | None, set[str]] = {}
    for actor in actors:
        head, slash, sector = actor["code"].partition("/")
        known = head in shipped().states or head in NON_STATES
        code = actor["code"] if known else f"UNK{slash}{sector}"
        found.setdefault(_words(actor["at"], text), set()).add(code)
    return [(words, frozenset(codes)) for words, codes in found.items()]


def _words(at: list[int] | None, text: str) -> Words | None:
    return Words(text[at[0] : at[1]], at[0], at[1]) if at else None


def evaluate_labels(labelled: Iterable[Labelled], book: Book | None = None) -> dict[str, Any]:
    """Shares of roles right, wrong and open, apart for words, pronouns and understood sides. In
    a mutual mention understood sides may be swapped, as by the scorer of mentions."""
    counts: dict[str, Counter[str]] = {}
    for one in labelled:
        resolver = resolver_of(one, book or shipped())
        for mention, role, side, codes in one.roles():
            parties = resolver.parties(role, mention, side)
            if mention.mutual and role.words is None:
                codes |= one.swapped(mention, side, resolver)
            kind = kind_of(role)
            counts.setdefault(f"{kind} country", Counter())[_judge(codes, parties, whose)] += 1
            counts.setdefault(f"{kind} code", Counter())[_judge(codes, parties, str)] += 1
    return {name: _shares(count) for name, count in sorted(counts.items())}


def resolver_of(one: Labelled, book: Book) -> Resolver:
    """A resolver that has read the whole article."""
    when = time_of(one.article, book=book)
    resolver = Resolver(one.article, when, book)
    resolver.read(one.mentions)
    return resolver


def kind_of(role: Role) -> str:
    if role.words is None:
        return "understood"
    return "pronoun" if pronoun_in(role.words.text) else "words"


def _judge(codes: Codes, parties: Iterable[Party], level: Any) -> str:
    found = {level(one.code) for one in parties if one.code}
    if not found:
        return "open"
    return "right" if found & {level(code) for code in codes} else "wrong"


def _shares(count: Counter[str]) -> dict[str, float | int]:
    total = count.total()
    shares = {name: round(count[name] / total, 4) for name in ("right", "wrong", "open")}
    return {"n": total, **shares}


# --- our own labelled strings --------------------------------------------------------------


def evaluate_actors(path: Path, book: Book | None = None) -> dict[str, Any]:
    """Scores on lines ``{"text", "start", "end", "day", "codes", "half"}``: one actor string in
    a short context each. ``codes`` lists answers: each a list of codes that belong together;
    an empty list where no political actor is meant. By half: check (written before the code)
    and open (written after)."""
    counts: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = answer(row, book or shipped())
        for name, level in (("code", str), ("country", whose)):
            wanted = [{level(code) for code in codes} for codes in row["codes"]]
            given = {level(code) for code in found}
            if given in wanted or (not given and not wanted):
                judged = "right"
            else:
                judged = "wrong" if given else "open"
            for half in ("all", row["half"]):
                counts.setdefault(f"{half} {name}", Counter())[judged] += 1
    return {name: _shares(count) for name, count in sorted(counts.items())}


def answer(row: dict[str, Any], book: Book) -> list[str]:
    """The codes for one line's string; empty where it is open or no actor."""
    day = date.fromisoformat(row["day"])
    article = Article(
        ArticleId("gold"), "gold", row["text"], published=Published(day, "day", "given")
    )
    resolver = Resolver(article, time_of(article), book)
    start, end = row["start"], row["end"]
    words = Words(row["text"][start:end], start, end)
    return sorted({one.code for one in resolver.actors(words) if one.code})
