"""What a form changes: each handler keeps what a person said and returns where to go next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from .. import correct
from ..corrections import Action, correction
from ..errors import BadInput
from ..ledger import Ledger
from ..store import now
from ..types import Article, Claim, Judgement, MentionId
from .desk import LONG, NotThere

Form = Mapping[str, str]
PERSON: Final = "desk"  # who speaks, where a form names nobody


def keep(ledger: Ledger, form: Form) -> None:
    """Accept, reject, set or add. Only fields that differ from what stands are kept as set."""
    action = form.get("action", "")
    if action not in ("accept", "reject", "set", "add"):
        raise BadInput("form", f"no action {action!r}", "Use the buttons.")
    article, claim, span = _subject(ledger, form, action)
    sets = _sets(form, claim) if action in ("set", "add") else {}
    if action == "set" and not sets:
        action = "accept"
    correct.record(
        ledger,
        correction(
            article,
            cast(Action, action),
            span,
            by=form.get("by", "").strip()[:60] or PERSON,
            at=now(),
            sets=sets,
            claim=claim,
        ),
    )
    _settle(ledger, form)


def _settle(ledger: Ledger, form: Form) -> None:
    """Whoever reviews one mention after the other is not kept waiting."""
    if not form.get("back", "").startswith("/review"):
        correct.settle(ledger)


def _subject(
    ledger: Ledger, form: Form, action: str
) -> tuple[Article, Claim | None, tuple[int, int]]:
    if action == "add":
        article = ledger.article(form.get("article", ""))
        if article is None:
            raise NotThere("article")
        return article, None, _span(article, form.get("words", ""))
    name = form.get("mention", "")
    claim = next(ledger.claims("AND claims.id = ?", name), None)
    if claim is None:
        raise NotThere(f"mention {name[:LONG]}")
    article = ledger.article(claim.mention.article)
    assert article is not None
    return article, claim, (claim.mention.trigger.start, claim.mention.trigger.end)


def _span(article: Article, words: str) -> tuple[int, int]:
    """Where the words of an added event stand; they must stand there once."""
    words = words.strip()
    at = article.text.find(words) if words else -1
    if at < 0:
        raise BadInput("words", f"{words!r} does not stand in the article", "Copy them exactly.")
    if article.text.find(words, at + 1) >= 0:
        raise BadInput("words", f"{words!r} stands there more than once", "Take more words.")
    return at, at + len(words)


def _sets(form: Form, claim: Claim | None) -> dict[str, Any]:
    """The fields of the form that say something else than the claim does."""
    given = {name: value for name, value in _read(form).items() if value is not None}
    standing = _standing(claim) if claim else dict.fromkeys(("mode", "first_day", "last_day"))
    return {
        name: value
        for name, value in given.items()
        if (standing.get(name) or None) != (value or None)
    }


def _read(form: Form) -> dict[str, Any]:
    def text(name: str) -> str | None:
        return form[name].strip()[:LONG] if name in form else None

    def several(name: str) -> list[str] | None:
        return form[name][: LONG * 4].replace(",", " ").split() if name in form else None

    return {
        "type": text("type"),
        "mode": text("mode"),
        "modality": text("modality"),
        "mutual": ("mutual" in form) if "has_mutual" in form else None,
        "sources": several("sources"),
        "targets": several("targets"),
        "first_day": text("first_day"),
        "last_day": text("last_day"),
        "place": text("place"),
        "country": text("country"),
        "issues": several("issues"),
    }


def _standing(claim: Claim) -> dict[str, Any]:
    mention, when, where = claim.mention, claim.when, claim.where
    return {
        "type": mention.type,
        "mode": mention.mode,
        "modality": mention.modality,
        "mutual": mention.mutual,
        "sources": [one.code for one in claim.sources if one.code],
        "targets": [one.code for one in claim.targets if one.code],
        "first_day": str(when.first_day) if when and when.first_day else None,
        "last_day": str(when.last_day) if when and when.last_day else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "issues": list(mention.issues),
    }


def undo(ledger: Ledger, form: Form) -> None:
    """Take back one correction, or the last that was made."""
    if correct.undo(ledger, form.get("correction") or None) is None:
        raise NotThere("correction that stands")
    _settle(ledger, form)


def judge(ledger: Ledger, form: Form) -> None:
    """Two claims are one event, or are not; or take back what was said of them."""
    left, right = (_claim(ledger, form.get(name, "")) for name in ("left", "right"))
    if left == right:
        raise BadInput("form", "both sides are the same report", "Name two.")
    with ledger.transaction():
        if form.get("verdict") == "undo":
            ledger.undo_judgement(left, right)
        else:
            same = form.get("verdict") == "same"
            by = form.get("by", "").strip()[:60] or PERSON
            ledger.add_judgement(
                Judgement(MentionId(left), MentionId(right), same, 1.0 if same else 0.0, by)
            )
        ledger.mark_settled(False)
    _settle(ledger, form)


def _claim(ledger: Ledger, name: str) -> str:
    """A claim's id; an event's stands for its first report."""
    name = name.strip()[:LONG].rpartition("/")[2]
    if ledger.value("SELECT 1 FROM claims WHERE id = ?", name):
        return name
    found = ledger.value(
        "SELECT json_extract(body, '$.claims[0]') FROM events WHERE id = ?", ledger.follow(name)
    )
    if found is None:
        raise NotThere(f"event {name}")
    return str(found)


def settle(ledger: Ledger, form: Form) -> None:
    """Put events together anew, however long it takes."""
    correct.settle(ledger, always=True)


FORMS: Final[dict[str, Callable[[Ledger, Form], None]]] = {
    "/correct": keep,
    "/undo": undo,
    "/judge": judge,
    "/settle": settle,
}
