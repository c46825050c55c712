"""Accounts side by side: rows, flags, cells, and the figures that they compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, claim
from dragoman.compare import Detail, columns, compare, details, ranked, rows
from dragoman.compare.amounts import amounts
from dragoman.errors import UnknownName
from dragoman.ledger import Ledger
from dragoman.types import Article, Claim, Event, EventId, When, Words


def told(text: str, trigger: str, type: str, source: str, **more: Any) -> tuple[Article, Claim]:
    """An account of France and Mali with one claim."""
    one = article(text, source)
    roles: dict[str, Any] = {"sources": ("France",), "targets": ("Mali",)}
    sides = {"source": "FRA/GOV", "target": "MLI/GOV"}
    return one, claim(one, **{**sides, **roles, **more}, trigger=trigger, type=type)


def event(type: str, *claims: Claim) -> Event:
    return Event(
        EventId(type), tuple(one.id for one in claims), type, "happened", ("FRA/GOV",), ("MLI/GOV",)
    )


def compared(*accounts: tuple[Article, Claim], type: str = "CONSULT") -> list[Detail]:
    """Rows of accounts that all tell of one event of ``type``, and of nothing else."""
    held = {one.id: [found] for one, found in accounts}
    return list(
        details([one for one, _ in accounts], held, [event(type, *(c for _, c in accounts))])
    )


def row(found: list[Detail], kind: str) -> Detail:
    (only,) = [one for one in found if one.kind == kind]
    return only


def test_one_account_has_nothing_to_be_compared_with() -> None:
    assert compared(told("On Friday France met Mali.", "met", "CONSULT", "a")) == []


def test_a_row_has_a_cell_for_each_account_that_tells() -> None:
    found = compared(
        told("France met Mali in Dakar, officials said.", "met", "CONSULT", "a"),
        told("On Friday France met Mali.", "met", "CONSULT", "b"),
    )
    who = row(found, "who")
    assert (who.name, who.flag) == ("CONSULT FRA → MLI", "agree")
    assert [cell.words.text for cell in who.cells] == [
        "France met Mali in Dakar, officials said.",
        "On Friday France met Mali.",
    ]


def test_what_one_account_alone_tells_is_only_here() -> None:
    one, refusal = told("France refused aid to Mali.", "refused", "REJECT", "a")
    other = article("France and Mali are far apart.", "b")
    found = details([one, other], {one.id: [refusal]}, [event("REJECT", refusal)])
    first = next(found)
    assert (first.kind, first.flag, len(first.cells)) == ("refusal", "only here", 1)


def test_lengths_that_exclude_each_other_differ() -> None:
    found = compared(
        told("France met Mali for 35 minutes.", "met", "CONSULT", "a"),
        told("France met Mali for nearly six hours.", "met", "CONSULT", "b"),
    )
    length = row(found, "how long")
    assert length.flag == "differ"
    assert [cell.words.text for cell in length.cells] == ["35 minutes", "nearly six hours"]


def test_a_rough_length_agrees_with_a_near_one() -> None:
    found = compared(
        told("France met Mali for 85 minutes.", "met", "CONSULT", "a"),
        told("France met Mali for about 90 minutes.", "met", "CONSULT", "b"),
    )
    assert row(found, "how long").flag == "agree"


def test_figures_differ_by_what_is_counted() -> None:
    found = compared(
        told("France gave Mali 200 trucks and 30 boats.", "gave", "AID", "a"),
        told("France gave Mali 300 trucks.", "gave", "AID", "b"),
        type="AID",
    )
    flags = {one.cells[0].words.text: one.flag for one in found if one.kind == "number"}
    assert flags == {"200 trucks": "differ", "30 boats": "only here"}


def test_days_differ_where_no_day_is_shared() -> None:
    accounts = []
    for source, word, day in (("a", "Friday", 3), ("b", "Monday", 6)):
        one, met = told(f"On {word} France met Mali.", "met", "CONSULT", source)
        words = Words(word, 3, 3 + len(word))
        on = date(2020, 1, day)
        accounts.append((one, replace(met, when=When(on, on, "day", "given", words))))
    assert row(compared(*accounts), "when").flag == "differ"
    assert row(compared(accounts[0], accounts[0]), "when").flag == "agree"


def test_outcomes_differ_where_one_tells_agreement_and_one_refusal() -> None:
    found = compared(
        told("France agreed to visas for Mali.", "agreed", "AGREE", "a"),
        told("France rejected visas for Mali.", "rejected", "REJECT", "b"),
    )
    stand = row(found, "stand")
    assert (stand.flag, stand.name) == ("differ", "FRA on Visas and travel")
    assert [cell.value for cell in stand.cells] == ["agrees", "refuses"]


def test_issues_are_rows_and_empty_is_not_told() -> None:
    one = article("Envoys spoke of whaling and visas.", "a")
    other = article("Envoys spoke of visas.", "b")
    found = {row.name: row for row in details([one, other], {}, [])}
    assert found["Whaling and wildlife"].flag == "only here"
    assert found["Visas and travel"].flag == "agree"


def test_what_differs_ranks_first_and_agreement_is_left_out() -> None:
    found = compared(
        told("France met Mali for 35 minutes on whaling.", "met", "CONSULT", "a"),
        told("France met Mali for six hours on visas.", "met", "CONSULT", "b"),
    )
    shown = ranked(found)
    assert shown[0].kind == "how long"
    assert {one.flag for one in shown} == {"differ", "only here"}
    assert len(ranked(found, most=1)) == 1


@given(st.text(alphabet="0123456789 ,.-$%an hourtwosixmiles\n", max_size=50))
def test_amounts_lie_in_the_text_and_apart(text: str) -> None:
    found = amounts(text)
    assert all(0 <= one.start < one.end <= len(text) and one.value >= 0 for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("a nearly six-hour meeting", "duration", 6, "hours"),
        ("half an hour", "duration", 0.5, "hours"),
        ("twenty-one days", "duration", 504, "hours"),
        ("US$3.6 billion", "money", 3.6e9, "$"),
        ("20 million euros", "money", 2e7, "euro"),
        ("$3bn", "money", 3e9, "$"),
        ("4.5 per cent", "share", 4.5, "%"),
        ("more than 2,000 troops", "count", 2000, "troop"),
        ("a dozen ships", "count", 12, "ship"),
    ],
)
def test_amounts_in_figures_and_words(text: str, kind: str, value: float, unit: str) -> None:
    (one,) = amounts(text)
    assert (one.kind, one.unit) == (kind, unit)
    assert one.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["a 43-year-old man", "in 2019 elections", "two countries"])
def test_ages_years_and_sides_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


def test_columns_tell_outlets_of_one_name_apart() -> None:
    made = [replace(article(source=name), outlet="The Post") for name in "ab"]
    assert list(columns(made).values()) == ["The Post", "The Post (2)"]


def test_an_unknown_id_says_so(tmp_path: Path) -> None:
    with (
        Ledger(tmp_path / "l.sqlite") as ledger,
        pytest.raises(UnknownName, match="story or event"),
    ):
        compare(ledger, "nothing")


def test_rows_of_a_story_read_from_a_ledger(tmp_path: Path) -> None:
    from dragoman.coders import coder
    from dragoman.run import read_into

    texts = {
        "a.txt": "France accused Mali of blocking grain exports on 3 May 2022. Paris wants talks.",
        "b.txt": "France accused Mali of blocking grain exports on 3 May 2022. Bamako rejected it.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text * 3)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        read_into(ledger, [str(tmp_path / name) for name in texts], coder("rules"))
        event = next(ledger.events("WHERE type = 'ACCUSE'"))
        found = compare(ledger, event.id)
        assert {row["kind"] for row in rows(found)} >= {"accusation"}
        assert all(
            ledger.article(cell.article).text[cell.words.start : cell.words.end] == cell.words.text  # type: ignore[union-attr]
            for detail in found.details
            for cell in detail.cells
        )
