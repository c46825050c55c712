"""A person's word: tied to words, put over what a program found, kept through everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, claim, mention
from dragoman import correct
from dragoman.brief import briefing, render
from dragoman.corrections import Correction, apply, check, correction, locate, select
from dragoman.errors import BadInput
from dragoman.ledger import Ledger
from dragoman.run import read_into, recode
from dragoman.types import Article, Claim, Mention, Role, Words

ONE = article()
CLAIM = claim(ONE)
AT = (CLAIM.mention.trigger.start, CLAIM.mention.trigger.end)


def said(action: str, one: Article = ONE, **sets: object) -> Correction:
    return correction(one, action, AT, by="me", at="2024-05-01", sets=sets, claim=CLAIM)  # type: ignore[arg-type]


def applied(claims: Sequence[Claim], *found: Correction, to: Article = ONE) -> list[Claim]:
    return apply(to, claims, found).claims


# -- words --------------------------------------------------------------------------------


@given(st.text(), st.text(min_size=1), st.text())
def test_words_are_found_where_they_were(before: str, words: str, after: str) -> None:
    text = before + words + after
    span = (len(before), len(before) + len(words))
    assert locate(select(text, *span), text) == span


@given(st.text(max_size=80))
def test_words_are_found_again_when_the_text_before_them_changes(before: str) -> None:
    old = "It is quiet. Ruritania accused Sylvania of shelling a village near the border."
    at = old.index("accused")
    found = locate(select(old, at, at + 7), before + old[13:])
    assert found is not None and (before + old[13:])[slice(*found)] == "accused"


def test_the_same_word_elsewhere_is_not_taken_for_it() -> None:
    words = select("Ruritania met Sylvania in the old town hall.", 10, 13)
    assert locate(words, "In spring the committee met again to speak of fish.") is None


# -- what they do --------------------------------------------------------------------------


def test_a_rejected_mention_is_gone() -> None:
    assert applied([CLAIM], said("reject")) == []


def test_set_fields_replace_and_the_rest_stays() -> None:
    (found,) = applied([CLAIM], said("set", type="REJECT", sources=["FRA/GOV"]))
    assert (found.mention.type, found.mention.score) == ("REJECT", 1.0)
    assert found.sources[0].code == "FRA/GOV" and found.sources[0].words == CLAIM.sources[0].words
    assert found.targets == CLAIM.targets


def test_a_mode_of_another_type_goes_with_the_type() -> None:
    held = replace(CLAIM, mention=replace(CLAIM.mention, mode="allege"))
    (found,) = applied([held], said("set", type="AID"))
    assert found.mention.mode is None


def test_days_and_places_can_be_set_and_taken_away() -> None:
    dated = applied([CLAIM], said("set", first_day="2024-04-26", last_day="2024-04-26"))[0]
    assert dated.when and (dated.when.first_day, dated.when.precision) == (date(2024, 4, 26), "day")
    assert applied([dated], said("set", first_day="", last_day=""))[0].when is None
    placed = applied([CLAIM], said("set", place="Strelsau", country="CZE"))[0]
    assert placed.where and (placed.where.name, placed.where.country) == ("Strelsau", "CZE")


def test_the_later_word_wins() -> None:
    (found,) = applied([CLAIM], said("set", type="REJECT"), said("set", type="THREATEN"))
    assert found.mention.type == "THREATEN"


def test_an_undone_correction_does_nothing() -> None:
    assert applied([CLAIM], replace(said("reject"), undone="2024-05-02")) == [CLAIM]


def test_what_a_person_confirmed_stays_where_no_program_finds_it() -> None:
    done = apply(ONE, [], [said("accept")])
    assert [one.mention.type for one in done.claims] == ["ACCUSE"]
    assert done.outcomes[0][2] == "made anew"


def test_a_correction_follows_its_words_into_a_new_extraction() -> None:
    moved = article("Advertisement over. " + ONE.text)
    held = claim(moved)
    (found,) = applied([held], said("set", type="REJECT"), to=moved)
    assert found.id == held.id and found.mention.type == "REJECT"


def test_words_that_are_gone_are_listed_not_guessed() -> None:
    other = article("Nothing of the kind was said.")
    done = apply(other, [], [said("set", type="REJECT")])
    assert done.claims == [] and done.outcomes == [
        (said("set", type="REJECT").id, None, "words gone")
    ]


def test_of_two_events_told_by_one_word_the_right_one_is_rejected() -> None:
    back = claim(ONE, "SYL/GOV", "RUR/GOV")
    back = replace(back, id=type(back.id)("other"), mention=replace(back.mention, type="REQUEST"))
    assert applied([CLAIM, back], said("reject")) == [back]


def test_an_addition_stands_beside_what_was_found() -> None:
    new = correction(
        ONE, "add", AT, by="me", at="x", sets={"type": "THREATEN", "sources": ["DEU/GOV"]}
    )
    assert sorted(one.mention.type for one in applied([CLAIM], new)) == ["ACCUSE", "THREATEN"]


@pytest.mark.parametrize(
    "sets",
    [
        {"type": "SHOUT"},
        {"colour": "red"},
        {"sources": ["chn/gov"]},
        {"sources": ["QQQ/GOV"]},
        {"targets": ["FRA/GOV;DEU/GOV"]},
        {"targets": "FRA/GOV"},
        {"country": "QQQ"},
        {"issues": ["foo", "bar"]},
        {"mutual": "yes"},
        {"mode": {}},
        {"first_day": 5},
        {"first_day": "tomorrow"},
        {"first_day": "2024-02-02", "last_day": "2024-01-01"},
        {"type": "AID", "mode": "arrest"},
    ],
)
def test_what_does_not_fit_is_refused_with_a_remedy(sets: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        check(sets)


def test_a_state_stands_without_a_sector_and_a_body_with_its_name() -> None:
    sets = {"sources": ["DZA", "KEN/GOV"], "targets": ["IGO/UN"], "issues": ["military"]}
    assert check(sets) == sets


# -- in a ledger ---------------------------------------------------------------------------


class Hand:
    """A coder that finds one accusation wherever "accused" stands."""

    def __init__(
        self, name: str, type: str = "ACCUSE", finds: bool = True, score: float = 1.0
    ) -> None:
        self.name, self.type, self.finds, self.score = name, type, finds, score

    def code(self, articles: Sequence[Article]) -> list[list[Mention]]:
        return [[self._one(a)] if self.finds and "accused" in a.text else [] for a in articles]

    def _one(self, one: Article) -> Mention:
        return replace(
            mention(one, type=self.type, sources=(), targets=()),
            coder=self.name,
            score=self.score,
            sources=(Role(_words(one.text, "France")),),
            targets=(Role(_words(one.text, "Mali")),),
        )


def _words(text: str, part: str) -> Words:
    return Words(part, text.index(part), text.index(part) + len(part))


TEXT = "PARIS (Wire) — France accused Mali of breaking the accord on Friday, officials said.\n"
BODY = TEXT + (
    "The accord was signed two years ago in Algiers after long talks between the two sides. "
    "It asked both to keep their soldiers away from the wells along the border. "
    "Traders of the region said that the wells had been quiet for most of this year."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    held = Ledger(tmp_path / "a.sqlite")
    read_into(held, [str(tmp_path / "a.txt")], Hand("first"))
    return held


def correct_it(ledger: Ledger, action: str, **sets: object) -> Correction:
    (held,) = ledger.claims()
    one = ledger.article(held.mention.article)
    assert one is not None
    at = held.mention.trigger
    made = correction(
        one, action, (at.start, at.end), by="me", at="2024-05-01", sets=sets, claim=held
    )  # type: ignore[arg-type]
    correct.record(ledger, made)
    correct.settle(ledger)
    return made


def types(ledger: Ledger) -> list[str]:
    return [one.type for one in ledger.events()]


def test_a_correction_changes_the_event(ledger: Ledger) -> None:
    correct_it(ledger, "set", type="REJECT")
    assert types(ledger) == ["REJECT"] and ledger.settled()


def test_a_correction_survives_recoding_by_whoever_finds_what(ledger: Ledger) -> None:
    correct_it(ledger, "set", type="REJECT")
    recode(ledger, Hand("second", "THREATEN"))
    assert types(ledger) == ["REJECT"]
    recode(ledger, Hand("third", finds=False))
    assert types(ledger) == ["REJECT"]


def test_a_rejection_survives_reading_and_recoding(ledger: Ledger, tmp_path: Path) -> None:
    correct_it(ledger, "reject")
    (tmp_path / "b.txt").write_text(BODY.replace("Friday", "Monday"), encoding="utf-8")
    read_into(ledger, [str(tmp_path / "b.txt")], Hand("first"))
    recode(ledger, Hand("second"))
    assert len(list(ledger.claims())) == 1


def test_undoing_brings_back_what_the_program_found(ledger: Ledger) -> None:
    before = list(ledger.events())
    correct_it(ledger, "reject")
    assert types(ledger) == []
    correct.undo(ledger)
    correct.settle(ledger)
    assert list(ledger.events()) == before


def test_settling_again_changes_nothing(ledger: Ledger) -> None:
    correct_it(ledger, "set", type="REJECT", first_day="2024-04-26", last_day="2024-04-26")
    before = (list(ledger.claims()), list(ledger.events()))
    ledger.mark_settled(False)
    correct.settle(ledger, always=True)
    assert (list(ledger.claims()), list(ledger.events())) == before


def test_a_new_extraction_of_the_same_file_is_corrected_too(ledger: Ledger, tmp_path: Path) -> None:
    made = correct_it(ledger, "set", type="REJECT")
    lines = [json.loads(json.dumps(row)) for row in correct.exported(ledger)]
    assert lines[0]["selector"][1]["exact"] == "accused"
    fresh = Ledger(tmp_path / "b.sqlite")
    (tmp_path / "a.txt").write_text(BODY.replace("PARIS (Wire) — ", ""), encoding="utf-8")
    read_into(fresh, [str(tmp_path / "a.txt")], Hand("first"))
    assert correct.bring(fresh, lines) == 1 and correct.bring(fresh, lines) == 0
    correct.settle(fresh)
    assert types(fresh) == ["REJECT"]
    assert [(row["id"], row["outcome"]) for row in correct.listed(fresh)] == [(made.id, "applied")]


def test_a_broken_line_is_named_and_nothing_is_taken_in(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="line 1"):
        correct.bring(ledger, [{"action": "shout"}])
    assert list(correct.listed(ledger)) == []


def test_a_briefing_keeps_unsure_events_apart_until_a_person_accepts_one(
    ledger: Ledger,
) -> None:
    recode(ledger, Hand("second", score=0.4))
    shown = render(briefing(ledger))
    assert shown.index("UNSURE") < shown.index("ACCUSE") and "40% sure" in shown
    correct_it(ledger, "accept")
    assert "UNSURE" not in render(briefing(ledger))


def line(ledger: Ledger, **changed: object) -> dict[str, object]:
    """A line of an export of ``ledger``, as another hand has changed it; nothing is kept."""
    made = correct_it(ledger, "set", type="REJECT")
    (row,) = correct.exported(ledger)
    ledger.db.execute("DELETE FROM corrections WHERE id = ?", (made.id,))
    return json.loads(json.dumps(row)) | changed


def at(start: int, end: int) -> list[dict[str, object]]:
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return [place, {"type": "TextQuoteSelector", "exact": "accused"}]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"sets": {"sources": ["QQQ/GOV"]}}, "sources: no country 'QQQ'"),
        ({"sets": {"country": "QQQ"}}, "country"),
        ({"selector": at(-5, 99_999)}, "selector"),
        ({"selector": at(99_992, 99_999)}, "the article ends at"),
        ({"at": "yesterday"}, "at: no time 'yesterday'"),
        ({"action": "shout"}, "shout"),
    ],
)
def test_an_impossible_line_is_named_and_changes_nothing(
    ledger: Ledger, changed: dict[str, object], named: str
) -> None:
    good = line(ledger)
    with pytest.raises(BadInput, match=f"line 2: .*{named}"):
        correct.bring(ledger, [good, good | changed])
    assert list(correct.listed(ledger)) == []


def test_a_claim_that_cannot_be_is_not_taken_in(ledger: Ledger) -> None:
    held = line(ledger)
    held["claim"]["sources"][0]["code"] = "QQQ/GOV"  # type: ignore[index]
    with pytest.raises(BadInput, match="QQQ"):
        correct.bring(ledger, [held])
