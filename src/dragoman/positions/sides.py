"""Who takes a stand, toward whom and when, by one claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ..ontology import NON_STATES, country
from ..types import Claim, Party, When

STATE: Final = frozenset(("", "GOV", "MIL", "LEG", "SPY"))  # sectors that speak for the state
SIDES: Final = frozenset(("OPP", "PTY", "REB", "PRM", "REL"))  # sectors with a stand of their own
MOST: Final = 3  # parties toward whom one stance is taken


def sides(claim: Claim, between: Sequence[str] = ()) -> list[tuple[str, list[str | None]]]:
    """Each party that takes the stance, with those toward whom; None where nobody is named.
    Dealings inside one country are no stance of it. ``between`` are the article's pair: they
    share a mutual act that names nobody, or only one of them."""
    doers, others = stand(claim.sources), stand(claim.targets)
    joint = claim.mention.mutual and claim.mention.type in ("AGREE", "COOPERATE")
    if joint and len({*doers, *others}) < 2 and {*doers, *others} <= set(between):
        doers, others = list(between), []
    elif not others and any(one.code for one in claim.targets):
        return []
    pairs = [(doers, others)]
    if claim.mention.mutual:
        pairs = [(doers, others), (others, doers)] if others else [(doers, doers)]
    found: dict[str, list[str | None]] = {}
    for takers, facing in pairs:
        for party in takers:
            toward = [one for one in facing if one != party][:MOST]
            if toward or not facing:
                found.setdefault(party, [*toward] or [None])
    return list(found.items())


def pair(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The two parties that most claims of an article bring together; none where no pair does."""
    counted: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        parties = set(stand((*claim.sources, *claim.targets)))
        if len(parties) == 2:
            counted[tuple(sorted(parties))] += 1
    best = counted.most_common(1)
    return best[0][0] if best and 2 * best[0][1] > counted.total() else ()


def stand(found: Sequence[Party]) -> list[str]:
    """Those of ``found`` whose stand on an issue can be told, each once."""
    parties = (party_of(one.code) for one in found if one.code)
    return list(dict.fromkeys(one for one in parties if one))


def party_of(code: str) -> str | None:
    """Who takes a stand: a state by its government, army or parliament (``CHN``), a body
    (``IGO/UN``), or those who speak for a side within a state (``COD/REB``, ``VEN/OPP``).
    None for courts, firms, people and whoever is not known."""
    head, _, sector = code.partition("/")
    if head in NON_STATES:
        return None if "UNK" in code.split("/")[:2] else country(code)
    sector = sector.split("/")[0]
    if sector in STATE:
        return head
    return f"{head}/{sector}" if sector in SIDES else None


def speaker(claim: Claim | None) -> str | None:
    """Who tells it, by name or else by code, where it is not the reporter or the doer."""
    return (claim.said_by.name or claim.said_by.code) if claim and claim.said_by else None


def dated(claim: Claim, anchor: When | None, words: str) -> When:
    """The days of a stance: those told with the act, else the time of the article that tells it.
    What lies ahead is a plan, and the stance is of the day on which it is told."""
    when, told = claim.when, as_told(anchor)
    if when and (when.first_day or when.last_day) and not _ahead(when, told):
        return when
    if claim.mention.modality == "historic" and LONG_AGO.search(words):
        return When(None, told.first_day, "open", f"told as past, {told.how}")
    return told


#: Words by which a clause tells of what lies before the news.
LONG_AGO: Final = re.compile(
    r"\b(?:ago|last (?:year|month)|previous(?:ly)?|earlier|former(?:ly)?|once|since"
    r"|in (?:19|20)\d\d|years?|decades?|originally|history|historical(?:ly)?)\b",
    re.I,
)


def as_told(anchor: When | None) -> When:
    """The time of the article as that of a stance which it tells without a day."""
    if anchor is None:
        return When(None, None, "open", "the article has no date")
    return When(
        anchor.first_day, anchor.last_day, anchor.precision, f"as told in the article: {anchor.how}"
    )


def _ahead(when: When, told: When) -> bool:
    return bool(when.first_day and told.last_day and when.first_day > told.last_day)
