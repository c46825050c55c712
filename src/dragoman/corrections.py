"""What people say of the record: corrections tied to words, put over what a program found.

A correction holds where its words stand (W3C position and quote selectors), so it finds them
again when an article was coded or extracted anew. A person's word always wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal, cast, get_args

from .actors import book
from .actors.userbook import bad_code
from .errors import BadInput
from .ontology import CONTEXTS, MODALITIES, MODES, TYPES, country
from .types import (
    Article,
    Claim,
    Mention,
    MentionId,
    Modality,
    Party,
    Place,
    Precision,
    When,
    Words,
    digest,
)

Action = Literal["accept", "reject", "set", "add"]
Outcome = Literal["applied", "made anew", "words gone", "article gone", "undone"]
ACTIONS: Final[tuple[str, ...]] = get_args(Action)
AROUND: Final = 32  # characters of prefix and suffix
AGREE: Final = 12  # characters of prefix and suffix that must agree where words have moved
FIELDS: Final = frozenset(
    "type mode modality mutual sources targets first_day last_day place country issues".split()
)
TEXTS: Final = frozenset("mode first_day last_day place country".split())  # empty takes away


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a text: W3C TextPositionSelector and TextQuoteSelector in one."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """``sets`` holds only the fields a person changed (see ``FIELDS``); ``claim`` is the claim
    as it then stood, to match it or to make it anew. ``at`` is UTC, ISO 8601."""

    id: str
    action: Action
    article: str
    words: Selector
    by: str
    at: str
    source: str | None = None
    source_id: str | None = None
    address: str | None = None
    sets: Mapping[str, Any] = field(default_factory=dict)
    claim: Claim | None = None
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """Claims with corrections put over them. ``outcomes`` has (correction, claim, outcome)."""

    claims: list[Claim]
    outcomes: list[tuple[str, MentionId | None, Outcome]]


def select(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]``."""
    return Selector(
        start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND]
    )


def locate(words: Selector, text: str) -> tuple[int, int] | None:
    """Where the words stand in ``text`` now; None where they are gone.

    The old place counts if the words still stand there; else the place whose surroundings
    agree most, if at least ``AGREE`` characters of them do."""
    if words.exact and text[words.start : words.end] == words.exact:
        return words.start, words.end
    places, at = [], text.find(words.exact) if words.exact else -1
    while at >= 0:
        places.append((_agreement(words, text, at), -abs(at - words.start), at))
        at = text.find(words.exact, at + 1)
    least = min(AGREE, len(words.prefix) + len(words.suffix))
    agreed, _, at = max(places, default=(-1, 0, 0))
    return (at, at + len(words.exact)) if agreed >= least else None


def _agreement(words: Selector, text: str, at: int) -> int:
    """How many characters before and after ``at`` are those of the selector, counted outward."""
    before = text[max(0, at - len(words.prefix)) : at][::-1]
    after = text[at + len(words.exact) :][: len(words.suffix)]
    return _alike(before, words.prefix[::-1]) + _alike(after, words.suffix)


def _alike(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def correction(
    article: Article,
    action: Action,
    span: tuple[int, int],
    *,
    by: str,
    at: str,
    sets: Mapping[str, Any] | None = None,
    claim: Claim | None = None,
) -> Correction:
    """A checked correction of the words at ``span``. Raises ``BadInput``."""
    checked = check(sets or {})
    if not 0 <= span[0] < span[1] <= len(article.text):
        raise BadInput("correction", f"no words at {span[0]} to {span[1]}", "Mark the act's words.")
    if action == "add" and not (checked.get("type") and checked.get("sources")):
        raise BadInput("correction", "an added event needs a type and a source", "Give both.")
    return Correction(
        id=digest(article.id, action, *span, sorted(checked.items()), by, at),
        action=action,
        article=article.id,
        words=select(article.text, *span),
        by=by,
        at=at,
        source=article.source,
        source_id=article.source_id,
        address=article.address,
        sets=checked,
        claim=claim,
    )


def check(sets: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept: known names, known codes, ISO days. Raises ``BadInput``."""
    kept = dict(sets)
    _known("field", kept, FIELDS)
    for name in TEXTS & kept.keys():
        if not isinstance(kept[name], str | None):
            raise BadInput("correction", f"{name}: {kept[name]!r} is no text", "Write words.")
    if "type" in kept:
        _known("type", [kept["type"]], TYPES)
    if kept.get("mode"):
        everyone = [one for found in MODES.values() for one in found]
        _known("mode", [kept["mode"]], MODES.get(kept["type"], ()) if "type" in kept else everyone)
    if "modality" in kept:
        _known("modality", [kept["modality"]], MODALITIES)
    if not isinstance(kept.get("mutual", False), bool):
        raise BadInput("correction", f"mutual: {kept['mutual']!r}", "Write true or false.")
    for name in ("sources", "targets", "issues"):
        _listed(name, kept.get(name, []))
    for name in ("sources", "targets"):
        _codes_known(name, kept.get(name, []))
    _known("issue", kept.get("issues", []), CONTEXTS)
    _country_known(kept)
    for name in ("first_day", "last_day"):
        if kept.get(name):
            kept[name] = _day(kept[name], f"{name}: ").isoformat()
    first, last = kept.get("first_day"), kept.get("last_day")
    if first and last and first > last:
        raise BadInput("correction", f"{first} is after {last}", "Put the earlier day first.")
    return kept


def _known(what: str, found: Iterable[str], known: Iterable[str]) -> None:
    allowed = list(known)
    for one in found:
        if one not in allowed:
            raise BadInput(
                "correction", f"no {what} {one!r}", f"Known: {', '.join(sorted(allowed))}."
            )


def _listed(name: str, found: object) -> None:
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise BadInput("correction", f"{name}: {found!r} is no list of words", "Write a list.")


def _codes_known(name: str, codes: Iterable[str]) -> None:
    """As in the actor book, but a state may stand without a sector: for all of it."""
    for code in codes:
        if code not in book().states and (problem := bad_code(code, book())):
            remedy = "Write codes such as CHN/GOV or IGO/UN, each by itself."
            raise BadInput("correction", f"{name}: {problem}", remedy)


def _country_known(sets: Mapping[str, Any]) -> None:
    land = sets.get("country")
    if land and land not in book().states:
        raise BadInput("correction", f"country: no country {land!r}", "Write ISO3, such as FRA.")


def check_claim(claim: Claim) -> None:
    """What a line says a program found is kept as it is, but must be possible too: the claim
    may be made anew from it. Raises ``BadInput``."""
    mention, where = claim.mention, claim.where
    check(
        {
            "type": mention.type,
            "mode": mention.mode,
            "sources": [one.code for one in claim.sources if one.code],
            "targets": [one.code for one in claim.targets if one.code],
            "issues": mention.issues,
            "country": where.country if where else None,
        }
    )
    if claim.said_by and claim.said_by.code:
        _codes_known("said_by", [claim.said_by.code])


def check_words(words: Selector) -> None:
    """Raises ``BadInput`` where the offsets cannot be those of the words."""
    if words.start < 0 or not words.exact or words.end - words.start != len(words.exact):
        problem = f"selector: {words.exact!r} cannot stand at {words.start} to {words.end}"
        raise BadInput("correction", problem, "Count code points from 0, the end not included.")


def check_moment(name: str, text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        remedy = "Write it as 2024-04-26T09:30:00+00:00."
        raise BadInput("correction", f"{name}: no time {text!r}", remedy) from error


def _day(text: str, field: str = "") -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            "correction", f"{field}no day {text!r}", "Write it as 2024-04-26."
        ) from error


def apply(article: Article, claims: Sequence[Claim], corrections: Iterable[Correction]) -> Applied:
    """``claims`` of ``article`` with ``corrections`` put over them, in the order given.

    Nothing is left out silently: each correction has an outcome. Undone ones do nothing."""
    held = {one.id: one for one in claims}
    outcomes: list[tuple[str, MentionId | None, Outcome]] = []
    for one in corrections:
        span = locate(one.words, article.text)
        if one.undone or span is None:
            outcomes.append((one.id, None, "undone" if one.undone else "words gone"))
        else:
            outcomes.append((one.id, *_put(held, article, one, span)))
    ordered = sorted(held.values(), key=lambda claim: claim.mention.trigger.start)
    return Applied(ordered, outcomes)


def _put(
    held: dict[MentionId, Claim], article: Article, one: Correction, span: tuple[int, int]
) -> tuple[MentionId | None, Outcome]:
    found = _match(list(held.values()), one, span)
    if one.action == "reject":
        if found:
            del held[found.id]
        return (found.id if found else None), "applied"
    claim = found or _anew(article, one, span)
    held[claim.id] = edited(claim, one)
    return claim.id, "applied" if found else "made anew"


def _match(claims: Sequence[Claim], one: Correction, span: tuple[int, int]) -> Claim | None:
    """The claim that the correction speaks of: its words overlap and, where several do, it
    resembles most what was corrected. An addition matches only what it has added itself."""
    near = [
        claim
        for claim in claims
        if claim.mention.trigger.start < span[1] and span[0] < claim.mention.trigger.end
    ]
    if one.action == "add":
        near = [claim for claim in near if claim.mention.coder == coder_of(one)]
    if one.action == "reject":
        near = [claim for claim in near if _fits(claim, one.claim)]
    return max(near, key=lambda claim: _likeness(claim, one.claim), default=None)


def _codes(parties: Sequence[Party]) -> set[str]:
    return {country(one.code) for one in parties if one.code}


def _fits(claim: Claim, old: Claim | None) -> bool:
    """Same act or same sides: else it is another event told by the same word."""
    if old is None or claim.id == old.id or claim.mention.type == old.mention.type:
        return True
    return (_codes(claim.sources), _codes(claim.targets)) == (
        _codes(old.sources),
        _codes(old.targets),
    )


def _likeness(claim: Claim, old: Claim | None) -> tuple[bool, int, bool]:
    if old is None:
        return (False, 0, False)
    sides = (_codes(claim.sources) == _codes(old.sources)) + (
        _codes(claim.targets) == _codes(old.targets)
    )
    return (claim.id == old.id, sides, claim.mention.type == old.mention.type)


def coder_of(one: Correction) -> str:
    return f"by {one.by}"


def _anew(article: Article, one: Correction, span: tuple[int, int]) -> Claim:
    """The claim that no program finds (any more), from what the person saw."""
    start, end = span
    trigger = Words(article.text[start:end], start, end)
    name = MentionId(digest("added", article.id, start, end, one.id))
    if one.claim is None:
        mention = Mention(
            id=name,
            article=article.id,
            sentence=_sentence(article.text, span),
            trigger=trigger,
            type=str(one.sets.get("type", "CONSULT")),
            modality="happened",
        )
        return Claim(name, replace(mention, coder=coder_of(one)), (), ())
    return _moved(one.claim, article, start - one.words.start, coder_of(one))


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    from .sentences import split

    return next((found for found in split(text) if found[0] <= span[0] < found[1]), span)


def _moved(old: Claim, article: Article, by: int, coder: str) -> Claim:
    """``old`` with all its words ``by`` places further on; words that differ there go."""

    def words(one: Words | None) -> Words | None:
        if one is None or article.text[one.start + by : one.end + by] != one.text:
            return None
        return replace(one, start=one.start + by, end=one.end + by)

    mention, when, where = old.mention, old.when, old.where
    start, end = mention.sentence[0] + by, mention.sentence[1] + by
    trigger = replace(
        mention.trigger, start=mention.trigger.start + by, end=mention.trigger.end + by
    )
    inside = start >= 0 and end <= len(article.text)
    return Claim(
        id=old.id,
        mention=replace(
            mention,
            article=article.id,
            sentence=(start, end)
            if inside
            else _sentence(article.text, (trigger.start, trigger.end)),
            trigger=trigger,
            sources=(),
            targets=(),
            said_by=None,
            when=words(mention.when),
            where=words(mention.where),
            coder=coder,
        ),
        sources=tuple(replace(one, words=words(one.words)) for one in old.sources),
        targets=tuple(replace(one, words=words(one.words)) for one in old.targets),
        said_by=replace(old.said_by, words=words(old.said_by.words)) if old.said_by else None,
        when=replace(when, words=words(when.words)) if when else None,
        where=replace(where, words=words(where.words)) if where else None,
    )


def edited(claim: Claim, one: Correction) -> Claim:
    """``claim`` with the fields a person set, and certain: a person has seen it."""
    sets, mention = one.sets, claim.mention
    act = str(sets.get("type", mention.type))
    mode = sets["mode"] or None if "mode" in sets else mention.mode
    mention = replace(
        mention,
        type=act,
        mode=mode if mode in MODES.get(act, ()) else None,
        modality=cast(Modality, sets.get("modality", mention.modality)),
        mutual=bool(sets.get("mutual", mention.mutual)),
        issues=tuple(sets.get("issues", mention.issues)),
        score=1.0,
    )
    return replace(
        claim,
        mention=mention,
        sources=_side(claim.sources, sets["sources"], one) if "sources" in sets else claim.sources,
        targets=_side(claim.targets, sets["targets"], one) if "targets" in sets else claim.targets,
        when=_when(claim.when, one) if {"first_day", "last_day"} & sets.keys() else claim.when,
        where=_where(claim.where, one) if {"place", "country"} & sets.keys() else claim.where,
    )


def _side(old: Sequence[Party], codes: Sequence[str], one: Correction) -> tuple[Party, ...]:
    """Parties with these codes; one that stays keeps its evidence, one replaced its words."""
    known = {party.code: party for party in old}
    return tuple(
        known.get(code)
        or Party(code, None, f"set by {one.by}", old[n].words if len(codes) == len(old) else None)
        for n, code in enumerate(codes)
    )


def _when(old: When | None, one: Correction) -> When | None:
    ends = [
        one.sets.get(name, str(kept) if kept else None)
        for name, kept in (
            ("first_day", old.first_day if old else None),
            ("last_day", old.last_day if old else None),
        )
    ]
    first, last = (_day(end) if end else None for end in ends)
    if first is None and last is None:
        return None
    precision: Precision = "open" if not (first and last) else "day" if first == last else "days"
    return When(first, last, precision, f"set by {one.by}", old.words if old else None)


def _where(old: Place | None, one: Correction) -> Place | None:
    name = one.sets.get("place", old.name if old else None) or None
    land = one.sets.get("country", old.country if old else None) or None
    if not (name or land):
        return None
    return Place(
        name or str(land),
        land,
        precision="open" if name else "country",
        words=old.words if old else None,
    )
