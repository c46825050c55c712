"""The ledger's tables, one script a version. Scripts are added, never changed."""

from __future__ import annotations

import sqlite3
from typing import Final

from .errors import BadLedger

APPLICATION: Final = 0x44524147  # "DRAG", SQLite's application_id: tells a ledger from any file

SCRIPTS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- Facts: rows are added, never changed.
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, command TEXT NOT NULL,
        version TEXT NOT NULL, coder TEXT, actors TEXT, counts TEXT);
    CREATE TABLE pages (           -- what was read already, and what became of it
        digest TEXT PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE articles (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_id TEXT,
        address TEXT, outlet TEXT, title TEXT, text TEXT NOT NULL, language TEXT NOT NULL,
        published TEXT, published_precision TEXT, published_evidence TEXT,
        run INTEGER NOT NULL REFERENCES runs);
    CREATE VIRTUAL TABLE words USING fts5(
        title, text, content='articles', content_rowid='n', tokenize='unicode61');
    CREATE TRIGGER articles_words AFTER INSERT ON articles BEGIN
        INSERT INTO words(rowid, title, text) VALUES (new.n, new.title, new.text); END;
    CREATE TABLE leftovers (
        article TEXT NOT NULL REFERENCES articles(id), n INTEGER NOT NULL,
        text TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (article, n)) WITHOUT ROWID;
    CREATE TABLE rejected (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, source_id TEXT, step TEXT NOT NULL,
        reason TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs);
    CREATE TABLE keys (            -- blocking keys of copies
        key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
    CREATE TABLE copies (
        article TEXT NOT NULL REFERENCES articles(id),
        original TEXT NOT NULL REFERENCES articles(id),
        kind TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL,
        PRIMARY KEY (article, original)) WITHOUT ROWID;
    CREATE INDEX copies_original ON copies(original);
    CREATE TABLE coded (           -- which coder has read which article, and how many it found
        article TEXT PRIMARY KEY REFERENCES articles(id), coder TEXT NOT NULL,
        mentions INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE mentions (
        id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id),
        start INTEGER NOT NULL, score REAL NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX mentions_article ON mentions(article, start);
    CREATE TABLE judgements (
        n INTEGER PRIMARY KEY, left TEXT NOT NULL, right TEXT NOT NULL, same INTEGER NOT NULL,
        score REAL NOT NULL, by TEXT NOT NULL, reasons TEXT NOT NULL, at TEXT NOT NULL,
        undone TEXT);
    CREATE TABLE changes (
        n INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, at TEXT NOT NULL,
        subject TEXT NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL, detail TEXT);
    CREATE INDEX changes_id ON changes(id);
    CREATE TABLE redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;

    -- Derived: made anew from the facts at any time.
    CREATE TABLE anchors (
        article TEXT PRIMARY KEY REFERENCES articles(id), first_day TEXT, last_day TEXT,
        precision TEXT NOT NULL, how TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE claims (
        id TEXT PRIMARY KEY REFERENCES mentions(id), article TEXT NOT NULL, event TEXT,
        body TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX claims_article ON claims(article);
    CREATE INDEX claims_event ON claims(event);
    CREATE TABLE stories (
        id TEXT PRIMARY KEY, first_day TEXT, last_day TEXT, articles INTEGER NOT NULL)
        WITHOUT ROWID;
    CREATE INDEX stories_day ON stories(first_day);
    CREATE TABLE story_articles (
        article TEXT PRIMARY KEY REFERENCES articles(id), story TEXT NOT NULL,
        n INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX story_articles_story ON story_articles(story, n);
    CREATE TABLE events (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, quad INTEGER NOT NULL, mode TEXT,
        modality TEXT NOT NULL, first_day TEXT, last_day TEXT, country TEXT,
        reports INTEGER NOT NULL, independent INTEGER NOT NULL, story TEXT,
        body TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX events_day ON events(first_day);
    CREATE INDEX events_story ON events(story);
    CREATE TABLE event_actors (
        party TEXT NOT NULL, event TEXT NOT NULL, side TEXT NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (party, event, side, code)) WITHOUT ROWID;
    CREATE INDEX event_actors_event ON event_actors(event);
    CREATE TABLE event_issues (
        issue TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (issue, event)) WITHOUT ROWID;
    CREATE INDEX event_issues_event ON event_issues(event);
    CREATE TABLE positions (
        n INTEGER PRIMARY KEY, party TEXT NOT NULL, issue TEXT NOT NULL, stance TEXT NOT NULL,
        other TEXT, claim TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL,
        last INTEGER NOT NULL, text TEXT NOT NULL, first_day TEXT, last_day TEXT, said_by TEXT);
    CREATE INDEX positions_party ON positions(party, issue, first_day);
    """,
    """
    -- Facts: what people said of the record, tied to words.
    CREATE TABLE corrections (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL,
        article TEXT NOT NULL, source TEXT, source_id TEXT, address TEXT,
        start INTEGER NOT NULL, last INTEGER NOT NULL, exact TEXT NOT NULL,
        prefix TEXT NOT NULL, suffix TEXT NOT NULL, sets TEXT NOT NULL, claim TEXT,
        by TEXT NOT NULL, at TEXT NOT NULL, undone TEXT);
    CREATE INDEX corrections_article ON corrections(article);

    -- Derived: what became of each correction, and mentions as people corrected them.
    CREATE TABLE corrected (correction TEXT PRIMARY KEY, claim TEXT, outcome TEXT NOT NULL)
        WITHOUT ROWID;
    CREATE INDEX corrected_claim ON corrected(claim);
    ALTER TABLE claims ADD COLUMN mention TEXT;
    CREATE INDEX claims_event_article ON claims(event, article);
    CREATE INDEX mentions_score ON mentions(score, id);
    CREATE INDEX articles_day ON articles(published, outlet);
    CREATE INDEX articles_outlet ON articles(outlet, published, id);
    CREATE INDEX articles_address ON articles(address);
    CREATE INDEX articles_source ON articles(source);
    CREATE INDEX changes_at ON changes(at, change);
    CREATE INDEX events_several ON events(first_day, id) WHERE reports > 1;
    -- What counts are made of, without the bodies.
    CREATE INDEX events_columns ON events(
        first_day, id, type, quad, modality, country, reports, independent);
    CREATE INDEX events_mutual ON events(id) WHERE json_extract(body, '$.mutual');
    """,
    """
    DROP TABLE positions;          -- derived: made anew with what its days rest on
    CREATE TABLE positions (
        n INTEGER PRIMARY KEY, party TEXT NOT NULL, issue TEXT NOT NULL, stance TEXT NOT NULL,
        other TEXT, claim TEXT, article TEXT NOT NULL, start INTEGER NOT NULL,
        last INTEGER NOT NULL, text TEXT NOT NULL, first_day TEXT, last_day TEXT, said_by TEXT,
        how TEXT NOT NULL);
    CREATE INDEX positions_party ON positions(party, issue, first_day);
    CREATE INDEX positions_issue ON positions(issue, party);
    CREATE INDEX positions_article ON positions(article);
    INSERT OR REPLACE INTO meta VALUES ('settled', 'no');
    """,
)


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring ``connection`` to the newest tables. Raises ``BadLedger`` for a foreign file
    or one made by a newer Dragoman; the file is then untouched."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadLedger(f"{path} is no ledger ({error}). Name another file.") from error
    if tables and application != APPLICATION:
        raise BadLedger(f"{path} is a database, but no ledger. Name another file.")
    if version > len(SCRIPTS):
        raise BadLedger(f"{path} was written by a newer Dragoman. Upgrade: pip install -U dragoman")
    for number, script in enumerate(SCRIPTS[version:], start=version + 1):
        connection.executescript(
            f"BEGIN; {script}; PRAGMA application_id={APPLICATION};"
            f"PRAGMA user_version={number}; COMMIT;"
        )
