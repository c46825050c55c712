"""The ledger: one SQLite file, the only home of state.

Facts (pages, articles, copies, mentions, judgements) are added and never changed. Claims,
stories, events and positions are derived, and can be made anew at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import msgspec

from .rows import (
    POSITION,
    Resolved,
    article_of,
    claim_of,
    copy_of,
    day,
    iso,
    judgement_of,
    position_of,
    position_row,
    when_of,
)
from .store import Store, chunks, encode, marks, now
from .types import (
    Article,
    ArticleId,
    Claim,
    Copy,
    Event,
    EventId,
    Judgement,
    Mention,
    MentionId,
    Position,
    Rejected,
    Removed,
    Story,
    StoryId,
    When,
)

CROWD: Final = 64  # a blocking key that more articles share tells nothing
#: The old id of a redirect is that of an event or story that is there.
THERE: Final = (
    "(EXISTS (SELECT 1 FROM events WHERE events.id = redirects.old)"
    " OR EXISTS (SELECT 1 FROM stories WHERE stories.id = redirects.old))"
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction adds. ``pages`` maps a page's digest to what became of it."""

    pages: Mapping[str, str]
    articles: Sequence[Article]
    rejected: Sequence[Rejected]


class Ledger(Store):
    """Open with ``Ledger(path)``; a file that is not there is made. ``readonly`` never writes.

    Raises ``BadLedger`` for a file that is no ledger."""

    # -- facts ----------------------------------------------------------------------------

    def read_already(self, digests: Iterable[str]) -> set[str]:
        """Those pages that an earlier batch has taken in."""
        return {
            row[0]
            for part in chunks(digests)
            for row in self.rows(f"SELECT digest FROM pages WHERE digest IN ({marks(part)})", *part)
        }

    def add(self, run: int, batch: Batch) -> None:
        """Pages, articles with their leftovers, and rejections."""
        self.db.executemany("INSERT OR IGNORE INTO pages VALUES (?,?)", batch.pages.items())
        for article in batch.articles:
            self._add_article(run, article)
        self.db.executemany(
            "INSERT INTO rejected (source, source_id, step, reason, run) VALUES (?,?,?,?,?)",
            [(r.source, r.source_id, r.step, r.reason, run) for r in batch.rejected],
        )

    def _add_article(self, run: int, article: Article) -> None:
        out = article.published
        self.db.execute(
            "INSERT OR IGNORE INTO articles (id, source, source_id, address, outlet, title, text,"
            " language, published, published_precision, published_evidence, run)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                article.id,
                article.source,
                article.source_id,
                article.address,
                article.outlet,
                article.title,
                article.text,
                article.language,
                iso(out.day) if out else None,
                out.precision if out else None,
                out.evidence if out else None,
                run,
            ),
        )
        self.db.executemany(
            "INSERT OR IGNORE INTO leftovers VALUES (?,?,?,?)",
            [(article.id, n, one.text, one.reason) for n, one in enumerate(article.removed)],
        )

    def sharing(self, keys: Sequence[int]) -> list[ArticleId]:
        """Articles that share a blocking key, most shared first; crowded keys do not count."""
        shared: dict[int, int] = {}
        for key in keys:
            found = self.rows("SELECT article FROM keys WHERE key = ? LIMIT ?", key, CROWD + 1)
            if len(found) <= CROWD:
                for row in found:
                    shared[row[0]] = shared.get(row[0], 0) + 1
        numbers = sorted(shared, key=lambda n: (-shared[n], n))
        names = {
            row["n"]: ArticleId(row["id"])
            for part in chunks(numbers)
            for row in self.rows(f"SELECT n, id FROM articles WHERE n IN ({marks(part)})", *part)
        }
        return [names[n] for n in numbers]

    def add_keys(self, article: ArticleId, keys: Iterable[int]) -> None:
        number = self.value("SELECT n FROM articles WHERE id = ?", article)
        self.db.executemany(
            "INSERT OR IGNORE INTO keys VALUES (?,?)", [(key, number) for key in keys]
        )

    def add_copies(self, copies: Iterable[Copy]) -> None:
        self.db.executemany(
            "INSERT OR REPLACE INTO copies VALUES (?,?,?,?,?)",
            [(c.article, c.original, c.kind, c.score, encode(c.evidence)) for c in copies],
        )

    def add_mentions(self, article: ArticleId, coder: str, mentions: Sequence[Mention]) -> None:
        """What ``coder`` found; what another coder found there before goes."""
        self.db.execute("DELETE FROM mentions WHERE article = ?", (article,))
        self.db.execute(
            "INSERT OR REPLACE INTO coded VALUES (?,?,?)", (article, coder, len(mentions))
        )
        self.db.executemany(
            "INSERT OR REPLACE INTO mentions VALUES (?,?,?,?,?)",
            [(m.id, article, m.trigger.start, m.score, encode(m)) for m in mentions],
        )

    def add_judgement(self, judgement: Judgement) -> None:
        self.db.execute(
            "INSERT INTO judgements (left, right, same, score, by, reasons, at)"
            " VALUES (?,?,?,?,?,?,?)",
            (
                judgement.left,
                judgement.right,
                judgement.same,
                judgement.score,
                judgement.by,
                encode(judgement.reasons),
                now(),
            ),
        )

    def undo_judgement(self, left: str, right: str) -> int:
        """Take back the newest standing judgement on the pair; how many were taken back."""
        return self.db.execute(
            "UPDATE judgements SET undone = ? WHERE n = (SELECT max(n) FROM judgements"
            " WHERE undone IS NULL AND ((left = ? AND right = ?) OR (left = ? AND right = ?)))",
            (now(), left, right, right, left),
        ).rowcount

    def judgements(self) -> list[Judgement]:
        """Standing judgements by people, oldest first."""
        sql = "SELECT * FROM judgements WHERE undone IS NULL ORDER BY n"
        return [judgement_of(row) for row in self.rows(sql)]

    # -- reading facts back ---------------------------------------------------------------

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """In order of arrival; all of them, or those asked for."""
        if ids is None:
            yield from map(self._article, self.db.execute("SELECT * FROM articles ORDER BY n"))
            return
        for part in chunks(ids):
            sql = f"SELECT * FROM articles WHERE id IN ({marks(part)}) ORDER BY n"
            yield from map(self._article, self.rows(sql, *part))

    def article(self, name: str) -> Article | None:
        return next(self.articles([name]), None)

    def _article(self, row: sqlite3.Row) -> Article:
        removed = tuple(
            Removed(one["text"], one["reason"])
            for one in self.rows(
                "SELECT text, reason FROM leftovers WHERE article = ? ORDER BY n", row["id"]
            )
        )
        return article_of(row, removed)

    def copies(self, articles: Iterable[str] | None = None) -> list[Copy]:
        """All copies, or those that touch one of ``articles`` on either side."""
        if articles is None:
            return [copy_of(row) for row in self.rows("SELECT * FROM copies")]
        found: dict[tuple[str, str], Copy] = {}
        for part in chunks(articles):
            sql = (
                f"SELECT * FROM copies WHERE article IN ({marks(part)})"
                f" UNION SELECT * FROM copies WHERE original IN ({marks(part)})"
            )
            for row in self.rows(sql, *part, *part):
                found[row["article"], row["original"]] = copy_of(row)
        return list(found.values())

    def mentions(self, article: str) -> list[Mention]:
        sql = "SELECT body FROM mentions WHERE article = ? ORDER BY start, id"
        return [msgspec.json.decode(row[0], type=Mention) for row in self.rows(sql, article)]

    def uncoded(self, coder: str) -> list[ArticleId]:
        """Articles that ``coder`` has not read."""
        sql = (
            "SELECT articles.id FROM articles LEFT JOIN coded ON coded.article = articles.id"
            " WHERE coded.coder IS NOT ? ORDER BY n"
        )
        return [ArticleId(row[0]) for row in self.rows(sql, coder)]

    # -- derived --------------------------------------------------------------------------

    def put_anchor(self, article: ArticleId, anchor: When | None) -> None:
        self.db.execute("DELETE FROM anchors WHERE article = ?", (article,))
        if anchor is not None:
            self.db.execute(
                "INSERT INTO anchors VALUES (?,?,?,?,?)",
                (
                    article,
                    iso(anchor.first_day),
                    iso(anchor.last_day),
                    anchor.precision,
                    anchor.how,
                ),
            )

    def anchors(self, articles: Iterable[str] | None = None) -> dict[ArticleId, When]:
        """The article's own time, where anything is known of it; all, or those asked for."""
        if articles is None:
            rows: Iterable[sqlite3.Row] = self.db.execute("SELECT * FROM anchors")
        else:
            rows = (
                row
                for part in chunks(articles)
                for row in self.rows(
                    f"SELECT * FROM anchors WHERE article IN ({marks(part)})", *part
                )
            )
        return {ArticleId(row["article"]): when_of(row) for row in rows}

    def undated(self) -> list[ArticleId]:
        """Articles without a day of publication of their own, in order of arrival."""
        sql = (
            "SELECT id FROM articles WHERE published IS NULL"
            " OR published_precision <> 'day' ORDER BY n"
        )
        return [ArticleId(row[0]) for row in self.rows(sql)]

    def put_claims(self, article: ArticleId, claims: Sequence[Claim]) -> None:
        self.db.execute("DELETE FROM claims WHERE article = ?", (article,))
        self.db.executemany(
            "INSERT OR REPLACE INTO claims (id, article, body) VALUES (?,?,?)",
            [
                (c.id, article, encode(Resolved(c.sources, c.targets, c.said_by, c.when, c.where)))
                for c in claims
            ],
        )

    def claims(self, where: str = "", *values: object) -> Iterator[Claim]:
        """Claims in order of their article's arrival, then of text. ``where`` is SQL over
        ``claims``, ``mentions`` and ``articles``. What a person corrected is corrected here."""
        sql = (
            "SELECT claims.body AS resolved, coalesce(claims.mention, mentions.body) AS mention"
            " FROM articles JOIN claims ON claims.article = articles.id"
            f" LEFT JOIN mentions ON mentions.id = claims.id WHERE true {where}"
            " ORDER BY articles.n,"
            " coalesce(mentions.start, json_extract(claims.mention, '$.trigger.start')), claims.id"
        )
        for row in self.db.execute(sql, values):
            yield claim_of(row["mention"], row["resolved"])

    def claims_by_article(self) -> Iterator[tuple[Article, list[Claim]]]:
        """Each article that has claims, with them, in order of arrival."""
        for name, group in groupby(self.claims(), key=lambda claim: claim.mention.article):
            article = self.article(name)
            if article is not None:
                yield article, list(group)

    def story_of(self) -> dict[ArticleId, StoryId]:
        sql = "SELECT article, story FROM story_articles"
        return {ArticleId(row[0]): StoryId(row[1]) for row in self.db.execute(sql)}

    def put_stories(self, stories: Sequence[Story], redirects: Mapping[str, str]) -> None:
        self.db.execute("DELETE FROM stories")
        self.db.execute("DELETE FROM story_articles")
        self.db.executemany(
            "INSERT INTO stories VALUES (?,?,?,?)",
            [(s.id, iso(s.first_day), iso(s.last_day), len(s.articles)) for s in stories],
        )
        self.db.executemany(
            "INSERT INTO story_articles VALUES (?,?,?)",
            [(article, s.id, n) for s in stories for n, article in enumerate(s.articles)],
        )
        self._redirect(redirects)

    def event_of(self) -> dict[MentionId, EventId]:
        sql = "SELECT id, event FROM claims WHERE event IS NOT NULL"
        return {MentionId(row[0]): EventId(row[1]) for row in self.db.execute(sql)}

    def put_events(
        self,
        events: Sequence[Event],
        quads: Mapping[str, int],
        parties: Mapping[str, str],
        redirects: Mapping[str, str],
    ) -> None:
        """Replace all events. ``parties`` maps an actor's code to its party (country or body)."""
        for table in ("events", "event_actors", "event_issues"):
            self.db.execute(f"DELETE FROM {table}")
        self.db.execute("UPDATE claims SET event = NULL WHERE event IS NOT NULL")
        self.db.executemany(
            "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    e.id,
                    e.type,
                    quads[e.type],
                    e.mode,
                    e.modality,
                    iso(e.first_day),
                    iso(e.last_day),
                    e.country,
                    e.reports,
                    e.independent,
                    e.story,
                    encode(e),
                )
                for e in events
            ),
        )
        self.db.executemany(
            "INSERT OR IGNORE INTO event_actors VALUES (?,?,?,?)",
            (
                (parties[code], e.id, side, code)
                for e in events
                for side, codes in (("source", e.sources), ("target", e.targets))
                for code in codes
            ),
        )
        self.db.executemany(
            "INSERT INTO event_issues VALUES (?,?)",
            ((issue, e.id) for e in events for issue in dict.fromkeys(e.issues)),
        )
        self.db.executemany(
            "UPDATE claims SET event = ? WHERE id = ?",
            ((e.id, claim) for e in events for claim in e.claims),
        )
        self._redirect(redirects)

    def _redirect(self, redirects: Mapping[str, str]) -> None:
        """Old ids lead to new ones; chains are kept one step long. The id of what is there
        (again, where a person took back a word) leads nowhere."""
        for old, new in redirects.items():
            self.db.execute("UPDATE redirects SET new = ? WHERE new = ?", (new, old))
        self.db.executemany("INSERT OR REPLACE INTO redirects VALUES (?,?)", redirects.items())
        self.db.execute(f"DELETE FROM redirects WHERE old = new OR {THERE}")

    def follow(self, name: str) -> str:
        """The id that ``name`` leads to now; itself where it is there or nothing was merged."""
        sql = f"SELECT new FROM redirects WHERE old = ? AND NOT {THERE}"
        return str(self.value(sql, name) or name)

    def events(self, where: str = "", *values: object) -> Iterator[Event]:
        """Events by first day (open ones last). ``where`` is SQL over ``events``."""
        sql = f"SELECT body, story FROM events {where} ORDER BY first_day IS NULL, first_day, id"
        for row in self.db.execute(sql, values):  # bodies that older versions wrote lack the story
            yield replace(msgspec.json.decode(row["body"], type=Event), story=row["story"])

    def stories(self, where: str = "", *values: object) -> Iterator[Story]:
        """Stories by first day (open ones last). ``where`` is SQL over ``stories``."""
        sql = f"SELECT * FROM stories {where} ORDER BY first_day IS NULL, first_day, id"
        for row in self.rows(sql, *values):
            members = self.rows(
                "SELECT article FROM story_articles WHERE story = ? ORDER BY n", row["id"]
            )
            yield Story(
                StoryId(row["id"]),
                tuple(ArticleId(one[0]) for one in members),
                day(row["first_day"]),
                day(row["last_day"]),
            )

    def put_positions(self, positions: Iterable[Position]) -> None:
        self.db.execute("DELETE FROM positions")
        self.db.executemany(
            f"INSERT INTO positions ({POSITION}) VALUES ({marks(POSITION.split(','))})",
            map(position_row, positions),
        )

    def positions(self, where: str = "", *values: object) -> list[Position]:
        """By party, issue, then day (open ones last). ``where`` is SQL over ``positions``."""
        sql = (
            f"SELECT * FROM positions {where}"
            " ORDER BY party, issue, first_day IS NULL, first_day, n"
        )
        return [position_of(row) for row in self.rows(sql, *values)]

    def add_changes(self, run: int, changes: Iterable[tuple[str, str, str, str | None]]) -> None:
        """Rows of (subject, id, change, detail)."""
        at = now()
        self.db.executemany(
            "INSERT INTO changes (run, at, subject, id, change, detail) VALUES (?,?,?,?,?,?)",
            [(run, at, *change) for change in changes],
        )
