"""Corrections in a ledger: kept, put into effect, undone, listed, handed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

import msgspec

from .corrections import (
    Action,
    Correction,
    Outcome,
    Selector,
    apply,
    check,
    check_claim,
    check_moment,
    check_words,
)
from .errors import BadInput
from .ledger import Ledger
from .resolve import resolve
from .rows import Resolved
from .store import encode, marks, now
from .types import ArticleId, Claim, Mention, digest

Row = dict[str, Any]
SMALL = 1_500  # claims up to which events are put together anew at once, in a second or two


def record(ledger: Ledger, one: Correction) -> None:
    """Keep ``one`` and put it into effect on its article. Events follow when settled."""
    with ledger.transaction():
        _insert(ledger, one)
        _put_into_effect(ledger, one.article)


def _put_into_effect(ledger: Ledger, article: str) -> None:
    """Make the article's claims anew; what is derived from them is open only if they differ."""
    before = _told(ledger, article)
    renew(ledger, [article])
    if _told(ledger, article) != before:
        ledger.mark_settled(False)


def _told(ledger: Ledger, article: str) -> list[Claim]:
    """The claims of an article without their certainty, which no event depends on."""
    found = ledger.claims("AND claims.article = ?", article)
    return [replace(one, mention=replace(one.mention, score=0.0)) for one in found]


def _insert(ledger: Ledger, one: Correction) -> int:
    return ledger.db.execute(
        "INSERT OR IGNORE INTO corrections (id, action, article, source, source_id, address,"
        " start, last, exact, prefix, suffix, sets, claim, by, at, undone)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            one.id,
            one.action,
            one.article,
            one.source,
            one.source_id,
            one.address,
            one.words.start,
            one.words.end,
            one.words.exact,
            one.words.prefix,
            one.words.suffix,
            encode(one.sets),
            encode(one.claim) if one.claim else None,
            one.by,
            one.at,
            one.undone,
        ),
    ).rowcount


def undo(ledger: Ledger, name: str | None = None) -> Correction | None:
    """Take back a correction, the newest standing one by default; None where there is none."""
    which = "id = ?" if name else "n = (SELECT max(n) FROM corrections WHERE undone IS NULL)"
    sql = f"WHERE undone IS NULL AND {which}"
    found = next(corrections(ledger, sql, *([name] if name else [])), None)
    if found is None:
        return None
    with ledger.transaction():
        ledger.db.execute("UPDATE corrections SET undone = ? WHERE id = ?", (now(), found.id))
        _put_into_effect(ledger, home(ledger, found) or found.article)
    return replace(found, undone=now())


def corrections(ledger: Ledger, where: str = "", *values: object) -> Iterator[Correction]:
    """Oldest first. ``where`` is SQL over ``corrections``."""
    for row in ledger.rows(f"SELECT * FROM corrections {where} ORDER BY n", *values):
        yield Correction(
            id=row["id"],
            action=row["action"],
            article=row["article"],
            words=Selector(row["start"], row["last"], row["exact"], row["prefix"], row["suffix"]),
            by=row["by"],
            at=row["at"],
            source=row["source"],
            source_id=row["source_id"],
            address=row["address"],
            sets=msgspec.json.decode(row["sets"]),
            claim=msgspec.json.decode(row["claim"], type=Claim) if row["claim"] else None,
            undone=row["undone"],
        )


def home(ledger: Ledger, one: Correction) -> str | None:
    """The article that holds the correction's words: the same one, or the newest extraction of
    the same source; None where there is none."""
    if ledger.value("SELECT 1 FROM articles WHERE id = ?", one.article):
        return one.article
    for column, value in (("address", one.address), ("source_id", one.source_id)):
        if value:
            return _newest(ledger, f"{column} = ? AND source IS ?", value, one.source) or _newest(
                ledger, f"{column} = ?", value
            )
    return _newest(ledger, "source = ? AND source_id IS NULL", one.source)


def _newest(ledger: Ledger, where: str, *values: object) -> str | None:
    found = ledger.value(f"SELECT id FROM articles WHERE {where} ORDER BY n DESC LIMIT 1", *values)
    return str(found) if found else None


def renew(ledger: Ledger, articles: Iterable[str] | None = None) -> None:
    """Make the claims of corrected articles anew, from the coder's mentions and all standing
    corrections. Part of a caller's transaction; twice changes nothing."""
    chosen = None if articles is None else set(articles)
    held: dict[str, list[Correction]] = defaultdict(list)
    outcomes: list[tuple[str, str | None, Outcome]] = []
    for one in _touching(ledger, chosen):
        name = home(ledger, one)
        if name is None:
            outcomes.append((one.id, None, "article gone"))
        elif chosen is None or name in chosen:
            held[name].append(one)
    for name, found in held.items():
        outcomes += _renew(ledger, ArticleId(name), found)
    ledger.db.executemany("INSERT OR REPLACE INTO corrected VALUES (?,?,?)", outcomes)


def _touching(ledger: Ledger, chosen: set[str] | None) -> Iterator[Correction]:
    """All corrections, or those of the chosen articles and of articles that are no more."""
    if chosen is None:
        return corrections(ledger)
    names = sorted(chosen)
    where = f"article IN ({marks(names)}) OR article NOT IN (SELECT id FROM articles)"
    return corrections(ledger, f"WHERE {where}", *names)


def _renew(
    ledger: Ledger, name: ArticleId, found: Sequence[Correction]
) -> list[tuple[str, str | None, Outcome]]:
    article = ledger.article(name)
    if article is None:
        return []
    mentions = ledger.mentions(name)
    claims = resolve(article, mentions, ledger.anchors([name]).get(name))
    done = apply(article, claims, found)
    _put(ledger, name, mentions, done.claims)
    return [(one, claim, outcome) for one, claim, outcome in done.outcomes]


def _put(
    ledger: Ledger, name: ArticleId, mentions: Sequence[Mention], claims: Sequence[Claim]
) -> None:
    """Claims with, beside each, its mention where a person changed or added it."""
    as_coded = {one.id: one for one in mentions}
    pairs = ledger.rows("SELECT id, event FROM claims WHERE article = ?", name)
    event_of = {row["id"]: row["event"] for row in pairs}
    ledger.db.execute("DELETE FROM claims WHERE article = ?", (name,))
    ledger.db.executemany(
        "INSERT INTO claims (id, article, event, body, mention) VALUES (?,?,?,?,?)",
        [
            (
                c.id,
                name,
                event_of.get(c.id),
                encode(Resolved(c.sources, c.targets, c.said_by, c.when, c.where)),
                None if as_coded.get(c.id) == c.mention else encode(c.mention),
            )
            for c in claims
        ],
    )


def settle(ledger: Ledger, always: bool = False) -> bool:
    """Put events together anew if the ledger is small enough to do it now, or ``always``."""
    from .run import settle as put_together

    many = ledger.value("SELECT count(*) FROM (SELECT 1 FROM claims LIMIT ?)", SMALL + 1)
    if ledger.settled() or (many > SMALL and not always):
        return ledger.settled()
    run = ledger.begin("correct", version("dragoman"), None, None)
    put_together(ledger, run)
    ledger.finish(run, {})
    return True


def listed(ledger: Ledger) -> Iterator[Row]:
    """Every correction with what became of it, newest first."""
    sql = (
        "SELECT c.*, d.claim AS now, CASE WHEN c.undone IS NOT NULL THEN 'undone'"
        " ELSE coalesce(d.outcome, 'waiting') END AS outcome"
        " FROM corrections c LEFT JOIN corrected d ON d.correction = c.id ORDER BY c.n DESC"
    )
    for row in ledger.rows(sql):
        yield {
            "id": row["id"],
            "action": row["action"],
            "outcome": row["outcome"],
            "article": row["article"],
            "start": row["start"],
            "end": row["last"],
            "words": row["exact"],
            "sets": msgspec.json.decode(row["sets"]),
            "mention": row["now"],
            "by": row["by"],
            "at": row["at"],
        }


def exported(ledger: Ledger) -> Iterator[Row]:
    """One line a correction, with W3C selectors, as ``bring`` takes it back."""
    for one in corrections(ledger):
        words = one.words
        yield {
            "id": one.id,
            "action": one.action,
            "article": one.article,
            "source": one.source,
            "source_id": one.source_id,
            "address": one.address,
            "selector": [
                {"type": "TextPositionSelector", "start": words.start, "end": words.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": words.exact,
                    "prefix": words.prefix,
                    "suffix": words.suffix,
                },
            ],
            "sets": dict(one.sets),
            "claim": msgspec.to_builtins(one.claim) if one.claim else None,
            "by": one.by,
            "at": one.at,
            "undone": one.undone,
        }


def bring(ledger: Ledger, lines: Iterable[Any]) -> int:
    """Take in exported lines; those already there change nothing. How many were new.

    All or none: raises ``BadInput`` with the number of the first line that does not fit."""
    found = [_checked(ledger, line, number) for number, line in enumerate(lines, start=1)]
    with ledger.transaction():
        new = sum(_insert(ledger, one) for one in found)
        if new:
            renew(ledger)
            ledger.mark_settled(False)
    return new


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the export as it may come back; see docs/desk.md."""

    action: Action
    article: str
    selector: list[dict[str, Any]]
    id: str | None = None
    source: str | None = None
    source_id: str | None = None
    address: str | None = None
    sets: dict[str, Any] | None = None
    claim: Claim | None = None
    by: str | None = None
    at: str | None = None
    undone: str | None = None


def _checked(ledger: Ledger, line: Any, number: int) -> Correction:
    if isinstance(line, BadInput):
        raise line
    try:
        one = _parsed(msgspec.convert(line, Line))
        _inside(ledger, one)
    except BadInput as error:
        raise BadInput("corrections", error.problem, error.remedy, line=number) from error
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        problem = f"not a correction ({error})"
        raise BadInput("corrections", problem, "See docs/desk.md.", line=number) from error
    return one


def _parsed(line: Line) -> Correction:
    """Raises ``BadInput`` for what cannot be, ``KeyError`` where a selector is missing."""
    words = _selector(line)
    check_words(words)
    for name, moment in (("at", line.at), ("undone", line.undone)):
        if moment:
            check_moment(name, moment)
    if line.claim:
        check_claim(line.claim)
    return Correction(
        id=line.id or digest(asdict(words), line.action, line.article),
        action=line.action,
        article=line.article,
        words=words,
        by=line.by or "import",
        at=line.at or now(),
        source=line.source,
        source_id=line.source_id,
        address=line.address,
        sets=check(line.sets or {}),
        claim=line.claim,
        undone=line.undone or None,
    )


def _selector(line: Line) -> Selector:
    """The two W3C selectors in one."""
    kinds = {one["type"]: one for one in line.selector}
    both = {**kinds["TextPositionSelector"], **kinds["TextQuoteSelector"]}
    return msgspec.convert(both, Selector)


def _inside(ledger: Ledger, one: Correction) -> None:
    """Where the article is here, the offsets must lie in its text."""
    size = ledger.value("SELECT length(text) FROM articles WHERE id = ?", one.article)
    if size is not None and one.words.end > size:
        problem = f"selector: the article ends at {size}, before {one.words.end}"
        raise BadInput("correction", problem, "Count code points from 0, the end not included.")
