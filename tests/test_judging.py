"""A person's word outranks the program, survives reading on, and can be taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.coders import coder
from dragoman.errors import BadInput, UnknownName
from dragoman.judging import changes, say, undo
from dragoman.ledger import Ledger
from dragoman.run import read_into, settle
from dragoman.types import Event

FIRST = """Japan accuses Russia over islands

June 16, 2023

Japan accused Russia on Friday of sending warships near the disputed islands.
The warships passed the disputed islands at dawn, fishermen told local radio.
"""
SECOND = """Protest over warships

June 17, 2023

Japan accused Russia on Friday of sending two warships near disputed islands.
The two warships were seen near the islands by fishermen, who filmed them.
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        read_into(opened, [str(tmp_path / "*.txt")], coder("rules", None))
        yield opened


def accusation(ledger: Ledger) -> Event:
    return max(ledger.events("WHERE type = 'ACCUSE'"), key=lambda one: len(one.claims))


def parts(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(one.claims) for one in ledger.events()}


def test_two_outlets_tell_of_one_accusation(ledger: Ledger) -> None:
    assert accusation(ledger).reports == 2


def test_a_pair_judged_different_stays_apart(ledger: Ledger) -> None:
    left, right = accusation(ledger).claims[:2]
    say(ledger, left, right, same=False)
    assert not any({left, right} <= part for part in parts(ledger))


def test_undoing_brings_the_event_back_with_its_id(ledger: Ledger) -> None:
    before = accusation(ledger)
    left, right = before.claims[:2]
    say(ledger, left, right, same=False)
    assert undo(ledger, left, right) == 1
    assert accusation(ledger) == before


def test_settling_again_gives_the_same_events(ledger: Ledger) -> None:
    say(ledger, *accusation(ledger).claims[:2], same=False)
    before = list(ledger.events())
    settle(ledger, ledger.begin("again", "0", None, None))
    assert list(ledger.events()) == before


def test_a_mention_can_be_judged_against_its_own_event(ledger: Ledger) -> None:
    event = accusation(ledger)
    said = say(ledger, event.claims[0], event.id, same=False)
    assert {one.right for one in said} == set(event.claims[1:])
    assert {event.claims[0]} in parts(ledger)


def test_events_judged_the_same_become_one_and_ids_lead_on(ledger: Ledger) -> None:
    left, right = accusation(ledger).claims[:2]
    say(ledger, left, right, same=False)
    split = [one.id for one in ledger.events() if {left, right} & set(one.claims)]
    say(ledger, *split, same=True)
    assert len({ledger.follow(one) for one in split}) == 1


def test_a_thing_is_not_judged_against_itself(ledger: Ledger) -> None:
    one = accusation(ledger).claims[0]
    with pytest.raises(BadInput, match="Name two"):
        say(ledger, one, one, same=True)


def test_an_unknown_id_is_named(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="nobody"):
        say(ledger, "nobody", accusation(ledger).id, same=True)


def test_changes_tell_what_is_new_and_what_was_merged(ledger: Ledger) -> None:
    assert {row["change"] for row in changes(ledger)} <= {"new", "retold"}
    left, right = accusation(ledger).claims[:2]
    say(ledger, left, right, same=False)
    undo(ledger, left, right)
    merged = [row for row in changes(ledger) if row["change"] == "merged"]
    assert [row["detail"] for row in merged] == [accusation(ledger).id]


def test_changes_since_tomorrow_are_none(ledger: Ledger) -> None:
    assert list(changes(ledger, date(2999, 1, 1))) == []
