"""Where a party stands on an issue: one stance from one claim, with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .ontology import country
from .types import Article, Claim, Party, Position, Words

#: PLOVER type -> stance of the doer, where the act is done, said or still going on.
STANCES: Final[dict[str, str]] = {
    "REJECT": "refuses",
    "REQUEST": "demands",
    "AGREE": "agrees",
    "CONCEDE": "agrees",
    "COOPERATE": "carries out",
    "SANCTION": "suspends",
    "ACCUSE": "objects",
    "SUPPORT": "supports",
    "THREATEN": "sets conditions",
}


def positions(article: Article, claims: Sequence[Claim]) -> Iterator[Position]:
    """In text order; none from what was denied or only might be."""
    for claim in claims:
        mention = claim.mention
        stance = STANCES.get(mention.type)
        if stance and mention.modality not in ("denied", "hypothetical"):
            yield from _stances(article, claim, stance)


def _stances(article: Article, claim: Claim, stance: str) -> Iterator[Position]:
    mention, when = claim.mention, claim.when
    start, end = mention.sentence
    others = _parties(claim.targets)
    doers = _parties(claim.sources)
    sides = [(one, others) for one in doers]
    if mention.mutual:
        sides += [(one, doers) for one in others]
    for party, facing in sides:
        for issue in mention.issues:
            yield Position(
                party=party,
                issue=issue,
                stance=stance,
                claim=mention.id,
                article=article.id,
                words=Words(article.text[start:end], start, end),
                other=next((one for one in facing if one != party), None),
                first_day=when.first_day if when else None,
                last_day=when.last_day if when else None,
                said_by=claim.said_by.name or claim.said_by.code if claim.said_by else None,
            )


def _parties(found: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(country(one.code) for one in found if one.code))
