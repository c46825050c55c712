"""What a reference may stand for, in numbers, and what the article is read for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, article, mention
from dragoman.actors import book
from dragoman.actors.context import Context
from dragoman.actors.evidence import ALONE, FEATURES, MEASURES, evidence
from dragoman.actors.introductions import may_end_a_name
from dragoman.actors.naming import TOKEN, tokens
from dragoman.actors.odds import net
from dragoman.actors.pronouns import pronoun_in
from dragoman.actors.scene import Line, Occurrence
from dragoman.anchors import time_of
from dragoman.places.gazetteer import goes_on
from dragoman.resolve import Resolver, resolve_spans
from dragoman.values import Value

TEXT = (
    "Togo met Ghana in Accra on Monday. “Benin has to wait,” Ghana's foreign minister said. "
    "It left the talks early."
)


def rows_of(text: str, phrase: str) -> dict[str, list[float]]:
    """Each candidate's row for what a phrase stands for."""
    read = article(text, published=DAY)
    verb = text[text.index(phrase) + len(phrase) :].split()[0]
    one = mention(read, verb, sources=(phrase,), targets=())
    resolver = Resolver(read, None, book())
    resolver.read([one])
    assert resolver.who is not None
    reference = resolver.who.reference(one.sources[0], one, "source")
    assert reference is not None
    heads, rows = evidence(resolver.who.scene, reference)
    return {head: rows[at * FEATURES : (at + 1) * FEATURES] for at, head in enumerate(heads)}


def test_every_candidate_has_a_row_that_the_network_knows():
    rows = rows_of(TEXT, "It")
    assert {"TGO", "GHA", "BEN", "UNK"} <= set(rows)
    assert {len(row) for row in rows.values()} == {FEATURES} == {net().inward.shape[0]}


def test_marks_of_one_are_on_one_row():
    rows = rows_of(TEXT, "It")
    for column in range(MEASURES, MEASURES + ALONE):
        assert sum(row[column] for row in rows.values()) <= 1


def test_what_is_named_later_in_the_sentence_is_marked_apart_from_what_was_before():
    before, after = rows_of("Togo spoke. It praised Ghana.", "It"), FEATURES - 3
    assert before["GHA"][after] == 1.0
    assert before["TGO"][after] == 0.0


def test_shares_add_up_to_one_and_follow_the_hidden_layer_and_the_line():
    rows = list(rows_of(TEXT, "It").values())
    shares = net().shares("it", [one for row in rows for one in row])
    assert sum(shares) == pytest.approx(1.0)
    assert len(shares) == len(rows)
    alone = net().shares("it", rows[0])
    assert alone == [1.0]


@pytest.mark.parametrize(
    ("at", "inside"),
    [("met", False), ("has", True), ("foreign", False), ("left", False)],
)
def test_a_quotation_is_between_its_marks(at: str, inside: bool):
    context = Context(TEXT, book())
    opens, closes = context.quoted(TEXT.index(at))
    assert (opens >= 0) is inside
    assert not inside or TEXT[opens:closes] == "“Benin has to wait,”"


def test_a_quotation_ends_with_its_paragraph():
    text = '"Benin has to wait\nand Togo too," he said.'
    assert Context(text, book()).quoted(text.index("has")) == (-1, -1)


def test_the_first_and_the_last_of_a_stretch():
    reading = Context(TEXT, book()).read
    line = Line(
        Occurrence(one.start, one.end, reading([one]))
        for one in tokens(TEXT)
        if one.raw in ("Togo", "Ghana", "Benin")
    )
    assert line.heads == ["TGO", "GHA", "BEN", "GHA"]
    assert line.first(1, 99) == "GHA"
    assert line.first(0, 1) == "TGO"
    assert line.last(0, line.starts[2]) == "GHA"
    assert line.last(line.starts[0] + 1, line.starts[1]) == line.first(len(TEXT), 999) == ""
    assert line.before(line.starts[2]) == ["TGO", "GHA"]


@given(st.text(alphabet="aB.'’-– \n,1_É", max_size=30))
def test_tokens_between_spaces_are_those_of_the_whole_text(text: str):
    found = [one for one in tokens(text) if one.word]
    assert [text[one.start : one.end] for one in found] == [one.raw for one in found]
    whole = [hit.span() for hit in TOKEN.finditer(text)]
    starts = {start for start, _ in whole}
    assert all(one.start in starts for one in tokens(text))
    hyphens = sum(one.tied for one in tokens(text))
    assert len(tokens(text)) + hyphens == len(whole)


def test_tokens_of_a_part_keep_the_offsets_of_the_whole():
    at = TEXT.index("Ghana")
    assert [one.raw for one in tokens(TEXT, at, at + 14)] == ["Ghana", "in", "Accra"]
    assert tokens(TEXT, at, at + 5)[0].start == at


def test_a_time_is_resolved_without_reading_who_is_named(monkeypatch: pytest.MonkeyPatch):
    def never(*_: object) -> None:
        raise AssertionError("the article's names were read")

    monkeypatch.setattr("dragoman.resolve.Context", never)
    at, place = TEXT.index("Monday"), TEXT.index("Accra")
    asked = [
        {"kind": "time", "start": at, "end": at + 6},
        {"kind": "place", "start": place, "end": place + 5},
    ]
    record = {"id": "a", "text": TEXT, "published": "2024-05-02", "spans": asked}
    day, spot = resolve_spans(record)["spans"]
    assert day["first_day"] == "2024-04-29"
    assert spot["country"] == "GHA"


def test_who_bears_a_towns_name_is_no_place():
    text = "The court in Lagos freed Mr London."
    at = text.index("London")
    record = {"id": "a", "text": text, "spans": [{"kind": "place", "start": at, "end": at + 6}]}
    assert resolve_spans(record)["spans"] == [
        {"name": None, "country": None, "latitude": None, "longitude": None, "candidates": None}
    ]


def test_offices_bound_an_article_without_a_day_alone():
    text = "U.S. President Donald Trump met Japanese Prime Minister Shinzo Abe."
    open_day = time_of(article(text))
    assert open_day is not None and open_day.precision == "open"
    assert open_day.first_day is not None and open_day.first_day.year == 2017
    dated = time_of(replace(article(text), published=DAY))
    assert dated is not None and dated.first_day == dated.last_day == DAY.day


@pytest.mark.parametrize(("word", "more"), [("San", True), ("St", True), ("Ouagadougou", False)])
def test_whether_a_places_name_may_go_on(word: str, more: bool):
    assert goes_on(word) is more


def test_a_value_changes_in_known_fields_alone():
    class Pair(Value, frozen=True):
        one: int
        other: int = 2

    assert Pair(1).but(one=3) == Pair(3, 2)
    with pytest.raises(TypeError):
        Pair(1).but(third=3)
    with pytest.raises(AttributeError):
        Pair(1).one = 2  # type: ignore[misc]
    assert re.fullmatch(r"Pair\(one=1, other=2\)", repr(Pair(1)))


def test_who_was_named_shortly_before_the_sentence_is_marked_recent():
    far = "Peru waited. " + "Nothing else was told of anybody at all. " * 8
    recent = 11  # of the measures, behind seven of the head alone
    rows = rows_of(f"{far}Togo spoke. It praised Ghana.", "It")
    assert rows["TGO"][recent] == 1.0
    assert rows["PER"][recent] == 0.0


def test_what_stands_in_the_sentence_counts_against_its_target_alone():
    rows = rows_of("Togo spoke. Benin said it praised Ghana.", "it")
    here, target = 10, 13
    assert rows["BEN"][here] == 1.0
    assert all(row[target] == 0.0 for row in rows.values())


def test_between_two_quotations_nobody_is_quoted():
    text = "“Benin has to wait,” he said of Togo. “It has time.”"
    context = Context(text, book())
    assert context.quoted(text.index("of Togo")) == (-1, -1)
    mixed = '“Benin has to wait,” he said of Togo. "It has time."'
    assert Context(mixed, book()).quoted(mixed.index("of Togo")) == (-1, -1)
    mixed = '"Benin has to wait," he said of Togo. “It has time.”'
    assert Context(mixed, book()).quoted(mixed.index("of Togo")) == (-1, -1)
    nested = "“Benin, he called “Togo, it has time.”"
    assert Context(nested, book()).quoted(nested.index("he")) == (-1, -1)
    assert Context(nested, book()).quoted(nested.index("it"))[0] == nested.index("“Togo")


def test_a_common_word_that_the_article_introduces_as_a_name_is_one():
    text = "The Ghana Aid Investment Network (GAIN) met Togo. GAIN left Lome. It waits."
    resolver = Resolver(article(text, published=DAY), None, book())
    resolver.read([])
    assert resolver.who is not None
    found = [(one.start, one.head) for one in resolver.who.scene.all]
    assert (text.index("GAIN left"), "GHA") in found
    assert text.index("It") not in dict(found)


@pytest.mark.parametrize(
    ("text", "town", "may"),
    [
        ("He was freed in London.", "London", False),
        ("Osama bin Laden spoke.", "Laden", True),
        ("Lee Hung-yuan London spoke.", "London", True),
        ("the hon London spoke", "London", True),
        ("London spoke.", "London", False),
    ],
)
def test_whether_a_word_may_end_a_name(text: str, town: str, may: bool):
    assert may_end_a_name(text, text.index(town)) is may


@pytest.mark.parametrize("word", ["San", "Guinea-Bissau", "Half", "Sri"])
def test_names_of_states_and_of_cities_alone_go_on(word: str):
    assert goes_on(word)


def test_whole_words_of_names_are_looked_for():
    assert "IAEA" in {one.code.partition("/")[2] for one in book()._with("atomic")}
    assert not list(book()._with("atomi"))


@pytest.mark.parametrize("phrase", ["themselves", "yourselves'", "herself"])
def test_the_longest_pronouns_are_pronouns(phrase: str):
    assert (pronoun_in(phrase) is not None) is (phrase != "yourselves'")


def test_who_says_something_of_herself_behind_her_title_is_marked():
    says = MEASURES + 18
    rows = rows_of("Peru waited. Chile's minister, Rosa Vega, said she saw no need.", "she")
    assert rows["CHL"][says] == 1.0
    rows = rows_of("Peru waited. Chile's minister, Rosa Vega, asked police to go.", "police")
    assert all(row[says] == 0.0 for row in rows.values())
