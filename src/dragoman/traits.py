"""What merging looks at in a claim: a compact view of actors, days, place and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import Final

from .ontology import country
from .types import Article, ArticleId, Claim, MentionId, Modality, Party

#: Types that reports of one act are told apart by least.
FAMILIES: Final[dict[str, str]] = {
    "AGREE": "accord",
    "SUPPORT": "accord",
    "COOPERATE": "accord",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "SANCTION": "restrain",
    "COERCE": "restrain",
    "ACCUSE": "object",
    "REJECT": "object",
}
#: What happened, is planned, might be, or did not happen: never the same event.
REALITY: Final[dict[Modality, str]] = {
    "happened": "real",
    "ongoing": "real",
    "historic": "real",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "denied": "denied",
}
WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}|\d[\d.,]*")
STOP: Final = frozenset(
    "the and for with that this from has have had was were been are its his her their they them "
    "said says told will would could should may might not but who which when where what than then "
    "into onto over under after before between during about against also more most some such both "
    "one two our out his she him all any can did does due per via new yet".split()
)


@dataclass(frozen=True, slots=True)
class Traits:
    """One claim as merging sees it. ``days`` are proleptic ordinals, inclusive; None is open."""

    id: MentionId
    article: ArticleId
    story: str | None
    start: int
    type: str
    family: str
    reality: str
    mutual: bool
    sources: frozenset[str]  # parties: countries and bodies
    targets: frozenset[str]
    source_codes: tuple[str, ...]
    target_codes: tuple[str, ...]
    names: frozenset[str]  # persons and bodies by name
    days: tuple[int, int] | None
    land: str | None
    place: str | None
    trigger: str
    words: frozenset[str]
    mode: str | None
    modality: Modality
    issues: tuple[str, ...]

    @property
    def pair(self) -> frozenset[str]:
        return self.sources | self.targets


def traits(article: Article, claim: Claim, story: str | None) -> Traits:
    mention, when, where = claim.mention, claim.when, claim.where
    first, last = (when.first_day, when.last_day) if when else (None, None)
    sentence = article.text[slice(*mention.sentence)]
    return Traits(
        id=mention.id,
        article=article.id,
        story=story,
        start=mention.trigger.start,
        type=mention.type,
        family=FAMILIES.get(mention.type, mention.type),
        reality=REALITY[mention.modality],
        mutual=mention.mutual,
        sources=parties(claim.sources),
        targets=parties(claim.targets),
        source_codes=codes(claim.sources),
        target_codes=codes(claim.targets),
        names=frozenset(
            intern(one.name) for one in (*claim.sources, *claim.targets) if one.name and one.code
        ),
        days=(first.toordinal(), last.toordinal()) if first and last else None,
        land=where.country if where else None,
        place=where.name if where else None,
        trigger=stem(mention.trigger.text.lower()),
        words=content(sentence),
        mode=mention.mode,
        modality=mention.modality,
        issues=mention.issues,
    )


def parties(found: Iterable[Party]) -> frozenset[str]:
    return frozenset(intern(country(one.code)) for one in found if one.code and one.code != "UNK")


def codes(found: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(intern(one.code) for one in found if one.code))


def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, and numbers."""
    return frozenset(
        intern(stem(word)) for word in (m.lower() for m in WORD.findall(text)) if word not in STOP
    )


def stem(word: str) -> str:
    """A rough stem: plural, past and -ing endings cut. Enough to see "met" in "met", no more."""
    for ending in ("'s", "’s", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
