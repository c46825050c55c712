"""Whom a reference most likely stands for: rules of grammar first, then the odds.

Below ``OPEN`` nobody is chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from .antecedents import (
    across,
    faced,
    holder,
    land_before,
    named_again,
    no_lands,
    owner_of,
    sole_owner,
    subject_of,
)
from .evidence import evidence
from .odds import net
from .pronouns import pronoun_kind
from .reading import Reading
from .scene import OWNED, Reference, Scene

OPEN: Final = 0.6  # the least probability at which one candidate is taken
#: The same for pronouns, and for sides that are only understood, where most is at stake.
LESS: Final = {**dict.fromkeys(("he", "they", "we", "it"), 0.5), "source": 0.4, "target": 0.4}
SURE: Final = 0.7  # below it grammar goes before the odds


def likeliest(scene: Scene, reference: Reference) -> tuple[str, str] | None:
    """The likeliest head and why; None where none is likely enough."""
    land = land_before(scene, scene.text, reference)
    if land:
        return land, "the country named last before"
    titled = holder(scene, scene.text, reference)
    if titled:
        return titled, "the only one with this title"
    heads, rows = evidence(scene, reference)
    if not heads or heads == ["UNK"]:
        armed = reference.reading.sector == "UAF"
        return ("UNK", "nobody knows whose they are") if armed else None
    never = _never(scene, reference)
    shares = net().shares(reference.kind, rows)
    left = [0.0 if head in never else share for head, share in zip(heads, shares, strict=True)]
    shares = [share / (sum(left) or 1.0) for share in left]
    share = max(shares)
    owner = owner_of(scene, scene.text, reference) if share < SURE else ""
    if owner:
        return owner, "the only one named before whose it may be"
    if share < LESS.get(reference.kind, OPEN):
        again = named_again(scene, scene.text, reference)
        return (again, "the only one of the kind named before") if again else None
    head = heads[shares.index(share)]
    return head, f"from the article, {share:.0%} likely"


def _never(scene: Scene, reference: Reference) -> set[str]:
    """Whom grammar excludes."""
    return {
        subject_of(scene, scene.text, reference),
        _owner(scene, reference),
        *alone_across(scene, reference),
        *across(scene, scene.text, reference),
        *no_lands(scene, reference.reading.noun),
        *reference.apart,
    }


def alone_across(scene: Scene, reference: Reference) -> set[str]:
    """Of the countries on the other side those of which one person alone is named before,
    where people of others are too: "he urged the Chinese president" is not Mr Xi."""
    if not reference.facing:
        return set()
    people = {
        (one.head, one.reading.name)
        for one in scene.all[: bisect_left(scene.starts, reference.at)]
        if one.alone and one.reading.name
    }
    if all(head in reference.facing for head, _ in people):
        return set()
    heads = [head for head, _ in people]
    return {head for head in reference.facing if heads.count(head) == 1}


def _owner(scene: Scene, reference: Reference) -> str:
    """Of "its neighbour" the country of "its", which is another."""
    hit = OWNED.match(scene.text, reference.at)
    if hit is None or not faced(reference.reading.noun):
        return ""
    if owner := sole_owner(scene, scene.text, reference):
        return owner
    kind = pronoun_kind(hit[0].strip().casefold())
    best = likeliest(scene, Reference(kind, reference.at, reference.sentence, Reading()))
    return best[0] if best is not None else ""
