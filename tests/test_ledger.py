import sqlite3
from datetime import date
from pathlib import Path

import pytest

from builders import article, claim
from dragoman.errors import BadLedger
from dragoman.ledger import Batch, Ledger
from dragoman.types import (
    Copy,
    Event,
    EventId,
    Judgement,
    Published,
    Rejected,
    Removed,
    Story,
    StoryId,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "a.sqlite")


def add(ledger: Ledger, *articles: object) -> int:
    run = ledger.begin("read", "0", "by hand", "0")
    ledger.add(run, Batch({one.id: one.id for one in articles}, articles, []))  # type: ignore
    return run


def test_an_article_comes_back_as_it_was_put(ledger: Ledger) -> None:
    one = article(
        title="A title",
        outlet="The Post",
        published=Published(date(2024, 4, 26), "day", "meta"),
        removed=(Removed("Share", "share line"),),
    )
    add(ledger, one)
    assert ledger.article(one.id) == one


def test_a_claim_comes_back_as_it_was_put(ledger: Ledger) -> None:
    one = article()
    add(ledger, one)
    found = claim(one, day=date(2024, 4, 26))
    ledger.add_mentions(one.id, "by hand", [found.mention])
    ledger.put_claims(one.id, [found])
    assert list(ledger.claims()) == [found]


def test_a_block_that_fails_leaves_no_row(ledger: Ledger) -> None:
    with pytest.raises(KeyboardInterrupt), ledger.transaction():
        add(ledger, article())
        raise KeyboardInterrupt
    assert list(ledger.articles()) == []


def test_pages_read_already_are_known(ledger: Ledger) -> None:
    one = article()
    add(ledger, one)
    assert ledger.read_already([one.id, "another"]) == {one.id}


def test_rejections_keep_step_and_reason(ledger: Ledger) -> None:
    run = ledger.begin("read", "0", None, None)
    ledger.add(run, Batch({}, [], [Rejected("b.txt", "read", "empty")]))
    assert tuple(ledger.rows("SELECT source, step, reason FROM rejected")[0]) == (
        "b.txt",
        "read",
        "empty",
    )


def test_articles_that_share_more_keys_come_first(ledger: Ledger) -> None:
    one, two = article("One text."), article("Two texts.")
    add(ledger, one, two)
    ledger.add_keys(one.id, [1, 2])
    ledger.add_keys(two.id, [2, 3, 4])
    assert ledger.sharing([2, 3, 9]) == [two.id, one.id]


def test_copies_are_found_from_either_side(ledger: Ledger) -> None:
    one, two = article("One text."), article("Two texts.")
    add(ledger, one, two)
    copy = Copy(one.id, two.id, "rewrite", 0.7)
    ledger.add_copies([copy])
    assert ledger.copies([one.id]) == ledger.copies([two.id]) == [copy]


def test_an_undone_judgement_no_longer_stands(ledger: Ledger) -> None:
    said = Judgement("a", "b", False, 1.0, "person:me")  # type: ignore[arg-type]
    ledger.add_judgement(said)
    assert ledger.judgements() == [said]
    assert ledger.undo_judgement("b", "a") == 1
    assert ledger.judgements() == []


def test_redirects_lead_to_the_last_id(ledger: Ledger) -> None:
    ledger.put_stories([], {"a": "b"})
    ledger.put_stories([], {"b": "c"})
    assert ledger.follow("a") == ledger.follow("b") == "c"


def test_an_id_that_is_there_again_leads_nowhere(ledger: Ledger) -> None:
    ledger.put_stories([], {"a": "b"})
    ledger.put_stories([Story(StoryId("a"), ()), Story(StoryId("b"), ())], {})
    assert ledger.follow("a") == "a"
    ledger.db.execute("INSERT OR REPLACE INTO redirects VALUES ('a', 'b')")  # an older version's
    assert ledger.follow("a") == "a"


def test_an_event_comes_back_with_its_story(ledger: Ledger) -> None:
    found = Event(EventId("e"), (), "AID", "happened", (), (), story=StoryId("s"))
    ledger.put_events([found], {"AID": 2}, {}, {})
    assert list(ledger.events()) == [found]
    ledger.db.execute("UPDATE events SET body = json_remove(body, '$.story')")  # an older version's
    assert list(ledger.events()) == [found]


def test_stories_keep_the_order_of_their_articles(ledger: Ledger) -> None:
    one, two = article("One text."), article("Two texts.")
    add(ledger, one, two)
    story = Story(StoryId("s"), (two.id, one.id), date(2024, 1, 1), date(2024, 1, 2))
    ledger.put_stories([story], {})
    assert list(ledger.stories()) == [story]


def test_search_finds_words(ledger: Ledger) -> None:
    from dragoman.query import search

    one = article()
    add(ledger, one)
    assert [row["id"] for row in search(ledger, "shelling")] == [one.id]


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    with pytest.raises(BadLedger, match="no ledger"):
        Ledger(path)
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]


def test_a_text_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("This is a text, and longer than the header of a database file is. " * 20)
    with pytest.raises(BadLedger, match="Name another file"):
        Ledger(path)


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    Ledger(path).db.execute("PRAGMA user_version = 9999")
    with pytest.raises(BadLedger, match="newer"):
        Ledger(path)


def test_reading_a_ledger_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(BadLedger, match="dragoman read"):
        Ledger(tmp_path / "none.sqlite", readonly=True)
    assert not (tmp_path / "none.sqlite").exists()
