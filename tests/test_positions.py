"""Positions: whose, on what, which stance, in which words, on which day; and change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, claim
from dragoman.positions import changes, channel_state, moments, positions
from dragoman.positions.clauses import clauses
from dragoman.positions.sides import party_of
from dragoman.positions.stands import stands
from dragoman.types import ArticleId, Claim, Position, When, Words


def told(text: str, *claims: Claim, anchor: When | None = None) -> list[tuple[str, str, str]]:
    one = claims[0].mention.article if claims else None
    made = article(text)
    assert one in (None, made.id)
    found = positions(made, claims, anchor)
    return [(p.party, p.stance, p.issue) for p in found]


def act(text: str, trigger: str, type: str, source: str, target: str, **more: Any) -> Claim:
    """One claim of ``text`` from ``source`` to ``target``, (words, code) each."""
    made = article(text)
    (said, left), (to, right) = source.split("="), target.split("=")
    return claim(
        made, left, right, trigger=trigger, type=type, sources=(said,), targets=(to,), **more
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "France called for a ceasefire with Mali.",
            [("FRA", "proposes", "ceasefire")],
        ),
        (
            "Japan's request for better military communications was rejected by China.",
            [
                ("CHN", "refuses", "military-communications"),
                ("JPN", "proposes", "military-communications"),
            ],
        ),
        (
            "Japan stressed the need for a military hotline but was rebuffed by China.",
            [
                ("CHN", "refuses", "military-communications"),
                ("JPN", "proposes", "military-communications"),
            ],
        ),
        (
            "Iran has been unresponsive to requests from Oman for high-level talks.",
            [("IRN", "refuses", "high-level-dialogue"), ("OMN", "proposes", "high-level-dialogue")],
        ),
        (
            "Egypt is deeply concerned about the filling of the Renaissance Dam by Ethiopia.",
            [("EGY", "objects", "water-sharing")],
        ),
        (
            "Turkey is threatening new strikes on Syria if it does not curb drug trafficking.",
            [("TUR", "sets conditions", "drug-trafficking")],
        ),
        ("Peru suspended visas for Chile.", [("PER", "suspends", "visas")]),
        (
            "Fiji and Tonga are willing to share fishing rights.",
            [("FJI", "open", "fishing-rights"), ("TON", "open", "fishing-rights")],
        ),
    ],
)
def test_plain_words_tell_a_stance_without_a_claim(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "If India rejected the ceasefire with Pakistan, fighting would resume.",
        "India has not rejected the ceasefire with Pakistan.",
        "India could suspend visas for Pakistan.",
        "Pakistan was accused of drug trafficking by nobody.",
        "India dismissed reports of a ceasefire with Pakistan.",
        "Indian companies rejected tariffs on steel from Nepal.",
        "India ruled out leaving the ceasefire with Pakistan.",
    ],
)
def test_what_is_denied_or_supposed_or_anothers_gives_none(text: str) -> None:
    assert told(text) == []


def test_both_sides_are_the_pair_that_the_article_is_about() -> None:
    text = (
        "Kenya met Somalia on Friday. Both sides said they would continue improving "
        "communications between their militaries and increase cultural exchanges."
    )
    talks = act(text, "met", "CONSULT", "Kenya=KEN/GOV", "Somalia=SOM/GOV", mutual=True)
    found = told(text, talks)
    assert set(found) == {
        (party, "agrees", issue)
        for party in ("KEN", "SOM")
        for issue in ("military-communications", "people-to-people-exchange")
    }


@pytest.mark.parametrize(
    ("type", "modality", "stance"),
    [
        ("REJECT", "happened", "refuses"),
        ("REQUEST", "happened", "demands"),
        ("AGREE", "planned", "agrees"),
        ("COOPERATE", "happened", "carries out"),
        ("COOPERATE", "planned", "agrees"),
        ("ACCUSE", "happened", "objects"),
        ("AID", "denied", None),
        ("REJECT", "hypothetical", None),
        ("CONSULT", "happened", None),
    ],
)
def test_an_act_gives_the_stance_of_its_doer(type: str, modality: Any, stance: str | None) -> None:
    text = "Chad zorked Niger on grain exports."
    one = act(text, "zorked", type, "Chad=TCD/GOV", "Niger=NER/GOV", modality=modality)
    assert told(text, one) == ([("TCD", stance, "grain-exports")] if stance else [])


def test_a_mutual_act_gives_both_the_stance_toward_each_other() -> None:
    text = "Chad and Niger agreed on grain exports."
    one = act(text, "agreed", "AGREE", "Chad=TCD/GOV", "Niger=NER/GOV", mutual=True)
    found = list(positions(article(text), [one]))
    assert {(p.party, p.other) for p in found} == {("TCD", "NER"), ("NER", "TCD")}


def test_the_issue_is_that_of_the_clause_not_of_the_sentence() -> None:
    text = "Although they differ over whaling, Chad zorked Niger for grain exports."
    one = act(text, "zorked", "REQUEST", "Chad=TCD/GOV", "Niger=NER/GOV")
    assert [issue for _, _, issue in told(text, one)] == ["grain-exports"]


def test_an_answer_recalls_what_the_sentence_before_asked() -> None:
    text = "Chad asked Niger about grain exports. Niger zorked the request."
    one = act(text, "zorked", "REJECT", "Niger=NER/GOV", "request=TCD/GOV")
    assert told(text, one) == [("NER", "refuses", "grain-exports")]


def test_a_plain_answer_needs_no_claim() -> None:
    text = "Chad asked Niger for grain exports. Niger refused to restore them."
    assert ("NER", "refuses", "grain-exports") in told(text)


def test_an_answer_to_several_issues_stays_open() -> None:
    text = "Chad asked Niger about grain exports and visas. Niger zorked the request."
    one = act(text, "zorked", "REJECT", "Niger=NER/GOV", "request=TCD/GOV")
    assert told(text, one) == []


def test_stopping_a_step_against_something_is_no_refusal_of_it() -> None:
    text = "Chad suspended its decision to leave the security pact with Niger."
    one = act(text, "suspended", "SANCTION", "Chad=TCD/GOV", "Niger=NER/GOV")
    assert told(text, one) == []


def test_two_who_ask_a_third_ask_it_not_each_other() -> None:
    text = "Chad met Niger. They urged Libya to curb drug trafficking."
    met = act(text, "met", "CONSULT", "Chad=TCD/GOV", "Niger=NER/GOV", mutual=True)
    found = positions(article(text), [met])
    assert {(p.party, p.stance, p.other) for p in found} == {
        ("TCD", "demands", "LBY"),
        ("NER", "demands", "LBY"),
    }


def test_cooperation_told_without_names_is_the_pairs() -> None:
    text = "Chad met Niger. He said there had been some bilateral cooperation on drug trafficking."
    met = act(text, "met", "CONSULT", "Chad=TCD/GOV", "Niger=NER/GOV", mutual=True)
    assert set(told(text, met)) == {
        ("TCD", "carries out", "drug-trafficking"),
        ("NER", "carries out", "drug-trafficking"),
    }


def test_what_only_sets_the_scene_is_no_stance() -> None:
    text = "Despite an agreement between Chad and Niger on grain exports, prices rose."
    one = act(text, "agreement", "AGREE", "Chad=TCD/GOV", "Niger=NER/GOV", mutual=True)
    assert told(text, one) == []


def test_enumerated_issues_are_each_meant() -> None:
    text = "Chad zorked Niger about grain exports, visas and drug trafficking."
    one = act(text, "zorked", "ACCUSE", "Chad=TCD/GOV", "Niger=NER/GOV")
    assert {i for _, _, i in told(text, one)} == {"grain-exports", "visas", "drug-trafficking"}


def test_a_place_that_acts_is_no_issue() -> None:
    text = "Taiwan zorked China about fishing rights."
    one = act(text, "zorked", "ACCUSE", "Taiwan=TWN/GOV", "China=CHN/GOV")
    assert told(text, one) == [("TWN", "objects", "fishing-rights")]


def test_dealings_within_a_state_are_no_stance_of_it() -> None:
    text = "The police zorked the minister over corruption."
    one = act(text, "zorked", "ACCUSE", "The police=KEN/GOV", "the minister=KEN/GOV")
    assert told(text, one) == []


@pytest.mark.parametrize(
    ("code", "party"),
    [
        ("CHN/MIL", "CHN"),
        ("IGO/UN", "IGO/UN"),
        ("COD/REB", "COD/REB"),
        ("USA/BUS", None),
        ("USA/JUD", None),
        ("UNK/UAF", None),
        ("IGO/UNK", None),
    ],
)
def test_who_takes_a_stand(code: str, party: str | None) -> None:
    assert party_of(code) == party


def test_plain_words_go_before_a_claim_that_has_the_sides_wrong() -> None:
    text = "Japan's request for a military hotline was rejected by China."
    wrong = act(text, "rejected", "REJECT", "Japan=JPN/GOV", "China=CHN/GOV")
    refusal = [p for p in positions(article(text), [wrong]) if p.stance == "refuses"]
    assert [(p.party, p.claim) for p in refusal] == [("CHN", wrong.id)]


def test_words_are_the_shortest_clauses_that_say_so() -> None:
    text = "Prices rose again, but Chad rejected grain exports to Niger, which protested."
    (one,) = positions(article(text), [])
    assert one.words.text == "Chad rejected grain exports to Niger"
    assert text[one.words.start : one.words.end] == one.words.text


# Days ----------------------------------------------------------------------------------------

JUNE = When(date(2023, 6, 1), date(2023, 6, 30), "month", "bounds")


def test_a_stance_without_a_day_is_of_the_time_of_its_article() -> None:
    (one,) = positions(article("Chad rejected grain exports to Niger."), [], JUNE)
    assert (one.first_day, one.last_day) == (JUNE.first_day, JUNE.last_day)
    assert "as told in the article: bounds" in one.how


def test_without_any_date_the_day_stays_open() -> None:
    (one,) = positions(article("Chad rejected grain exports to Niger."), [])
    assert (one.first_day, one.last_day, one.how) == (None, None, "the article has no date")


def test_the_day_told_with_the_act_is_the_stances() -> None:
    text = "Chad zorked Niger about grain exports on Friday."
    one = act(text, "zorked", "ACCUSE", "Chad=TCD/GOV", "Niger=NER/GOV", day=date(2023, 6, 9))
    (found,) = positions(article(text), [one], JUNE)
    assert found.first_day == found.last_day == date(2023, 6, 9)


# Change --------------------------------------------------------------------------------------


def stand(stance: str, first: int | None, last: int | None, source: str = "a") -> Position:
    """CHN on visas toward USA, in days of January 2020."""

    def day(number: int | None) -> date | None:
        return date(2020, 1, number) if number else None

    words = Words(stance, 0, len(stance))
    return Position(
        "CHN", "visas", stance, None, ArticleId(source), words, "USA", day(first), day(last)
    )


def turned(*found: Position) -> list[tuple[str, str]]:
    return [(one.before.stance, one.after.stance) for one in changes(found)]


def test_a_change_needs_moments_that_do_not_overlap() -> None:
    assert turned(stand("refuses", 1, 3), stand("agrees", 4, 5)) == [("refuses", "agrees")]
    assert turned(stand("refuses", 1, 4), stand("agrees", 4, 5)) == []
    assert turned(stand("refuses", None, None), stand("agrees", 4, 5)) == []


def test_what_has_only_an_upper_bound_comes_before_what_begins_later() -> None:
    assert turned(stand("agrees", 9, 9), stand("refuses", None, 3)) == [("refuses", "agrees")]


def test_a_stance_told_before_by_others_is_no_change() -> None:
    mixed = [stand("refuses", 1, 1), stand("refuses", 1, 1, "b"), stand("agrees", 1, 1, "c")]
    assert turned(*mixed, stand("agrees", 5, 5)) == []


def test_a_stance_that_goes_on_is_no_change() -> None:
    goes_on = [stand("agrees", 1, 1), stand("agrees", 5, 5), stand("open", 5, 5, "b")]
    assert turned(*goes_on) == []


def test_a_stance_toward_nobody_in_particular_counts_toward_each() -> None:
    toward_all = replace(stand("agrees", 5, 5), other=None)
    assert turned(stand("refuses", 1, 1), toward_all) == [("refuses", "agrees")]


def test_stances_toward_two_others_are_no_change() -> None:
    assert turned(stand("refuses", 1, 1), replace(stand("agrees", 5, 5), other="JPN")) == []


def test_judgements_and_deeds_do_not_change_into_each_other() -> None:
    assert turned(stand("condemns", 1, 1), stand("agrees", 5, 5)) == []


@given(st.permutations([("refuses", 1, 2), ("agrees", 5, 5), ("suspends", 9, 9), ("open", 5, 6)]))
def test_order_of_arrival_does_not_matter(order: list[tuple[str, int, int]]) -> None:
    found = [stand(*one, source=one[0]) for one in order]
    assert turned(*found) == [("refuses", "agrees"), ("agrees", "suspends")]


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 3)), max_size=8))
def test_moments_part_the_dated_positions_and_follow_each_other(
    days: list[tuple[int, int]],
) -> None:
    found = [stand("open", first, min(first + more, 28)) for first, more in days]
    held = moments(found)
    assert sum(map(len, held)) == len(found)
    ends = [max(one.last_day for one in moment if one.last_day) for moment in held]
    starts = [min(one.first_day for one in moment if one.first_day) for moment in held]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


def test_stands_tell_each_stance_of_a_moment_once() -> None:
    found = [stand("refuses", 1, 1), stand("refuses", 1, 1, "b"), stand("agrees", 9, 9)]
    for order in permutations(found):
        shown = stands(order)
        assert [(one.position.stance, one.articles, one.before) for one in shown] == [
            ("refuses", 2, None),
            ("agrees", 1, "refuses"),
        ]


def test_a_copy_lends_its_words_only_where_nobody_else_has_them() -> None:
    found = [stand("refuses", 1, 1, "copy"), stand("refuses", 1, 1, "original")]
    (one,) = stands(found, {ArticleId("copy")})
    assert one.position.article == "original"


def test_the_state_of_a_channel() -> None:
    text = "Chad and Niger zorked: talks between their armies resumed."
    one = stand("carries out", 1, 1)
    resumed = replace(one, words=Words(text, 0, len(text)))
    assert [channel_state(p) for p in (one, resumed, stand("suspends", 1, 1))] == [
        "open",
        "resumed",
        "suspended",
    ]


# Clauses -------------------------------------------------------------------------------------


@given(st.text(alphabet="ab ,;:—Although while but which and is", max_size=80).filter(str.strip))
def test_clauses_cover_the_sentence(text: str) -> None:
    spans = clauses(text, 0, len(text))
    assert "".join(text[start:end] for start, end in spans) == text
