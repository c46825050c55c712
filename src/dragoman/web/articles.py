"""One article: every mention explained beside it, what was removed, its days and copies."""

from __future__ import annotations

from ..ledger import Ledger
from ..query import article_page
from ..types import Article, ArticleId, Copy
from .desk import Ask, Desk, NotThere, Row, View
from .happenings import form_context
from .lines import tellings
from .marks import Change, Note, paragraphs, word_diff

COPIES = 20  # copies listed of one article


def article(desk: Desk, ledger: Ledger, ask: Ask) -> View:
    found = _article(ledger, ask.names["id"])
    pairs = ledger.rows("SELECT id, event FROM claims WHERE article = ?", found.id)
    event_of = {row[0]: row[1] for row in pairs}
    claims = list(ledger.claims("AND claims.article = ?", found.id))
    notes = [Note(n, one, event_of.get(one.id)) for n, one in enumerate(claims, start=1)]
    copies = ledger.copies([found.id])[:COPIES]
    others = {
        one.article.id: one for one in tellings(ledger, [_other(copy, found.id) for copy in copies])
    }
    against = ask.text("diff")
    record = article_page(ledger, found)
    return View(
        "article.html",
        found.title or found.id,
        {
            "article": found,
            "time": ledger.anchors([found.id]).get(found.id),
            "paragraphs": paragraphs(found.text, notes),
            "count": len(notes),
            "copies": [
                (copy, others[ArticleId(_other(copy, found.id))])
                for copy in copies
                if _other(copy, found.id) in others
            ],
            "diff": _diff(ledger, found, copies, against),
            "against": against,
            "story": ledger.value("SELECT story FROM story_articles WHERE article = ?", found.id),
            "corrections": _corrections(ledger, found.id),
            "form": form_context(),
        },
        {
            "mentions": record["mentions"],
            "article": [{k: v for k, v in record.items() if k not in ("mentions", "removed")}],
            "removed": record["removed"],
        },
    )


def _article(ledger: Ledger, name: str) -> Article:
    found = ledger.article(name)
    if found is None:
        raise NotThere(f"article {name}")
    return found


def _other(copy: Copy, name: str) -> str:
    return copy.original if copy.article == name else copy.article


def _diff(ledger: Ledger, found: Article, copies: list[Copy], against: str) -> list[Change]:
    """From the original's words to the copy's, whichever of the two this article is."""
    if not against:
        return []
    copy = next((one for one in copies if _other(one, found.id) == against), None)
    other = ledger.article(against)
    if copy is None or other is None:
        raise NotThere(f"copy {against} of this article")
    if copy.article == found.id:
        return word_diff(other.text, found.text)
    return word_diff(found.text, other.text)


def _corrections(ledger: Ledger, name: str) -> list[Row]:
    sql = (
        "SELECT c.id, c.action, c.exact, c.sets, c.by, c.at,"
        " coalesce(d.outcome, 'waiting') AS outcome FROM corrections c"
        " LEFT JOIN corrected d ON d.correction = c.id"
        " WHERE c.article = ? AND c.undone IS NULL ORDER BY c.n DESC LIMIT 200"
    )
    return [dict(row) for row in ledger.rows(sql, name)]
