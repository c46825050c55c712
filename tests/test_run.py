"""The whole path on the sample coverage, with the coder that needs no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.coders.rules import RulesCoder
from dragoman.export import EXPORTS, export
from dragoman.judging import say, undo
from dragoman.ledger import Ledger
from dragoman.query import thing
from dragoman.run import read_into, recode

SAMPLES = str(Path(__file__).resolve().parents[1] / "samples")


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    return {what: list(export(ledger, what)) for what in EXPORTS}


def read(path: Path, **options: Any) -> tuple[Counter[str], dict[str, list[Any]]]:
    with Ledger(path) as ledger:
        counts = read_into(ledger, [SAMPLES], RulesCoder(), **options)
        return counts, contents(ledger)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    return read(tmp_path_factory.mktemp("whole") / "a.sqlite", batch=3)[1]


def test_counts_in_and_out_add_up(tmp_path: Path) -> None:
    counts, found = read(tmp_path / "a.sqlite")
    assert counts["read"] == counts["known"] + counts["articles"] + counts["rejected"]
    assert counts["articles"] == len(found["articles"]) >= 16


def test_run_twice_changes_nothing(tmp_path: Path) -> None:
    _, first = read(tmp_path / "a.sqlite")
    counts, second = read(tmp_path / "a.sqlite")
    assert first == second
    assert counts["read"] == counts["known"]


@given(st.integers(1, 6))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_run_that_stops_is_continued_by_running_again(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, list[Any]], stop: int
) -> None:
    path = tmp_path_factory.mktemp("stopped") / "a.sqlite"
    batches = iter(range(1, 100))

    def interrupt(counts: Counter[str]) -> None:
        if next(batches) == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(path, batch=3, progress=interrupt)
    assert read(path, batch=3)[1] == whole


def test_every_offset_quotes_the_text(whole: dict[str, list[Any]]) -> None:
    texts = {one["id"]: one["text"] for one in whole["articles"]}
    for mention in whole["mentions"]:
        text = texts[mention["article"]]
        actors = [*mention["sources"], *mention["targets"], mention["said_by"], mention["when"]]
        spans = [one for one in actors if one and one["text"] is not None]
        assert text[mention["start"] : mention["end"]] == mention["trigger"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in spans)


def test_every_mention_of_an_event_is_there_and_points_back(whole: dict[str, list[Any]]) -> None:
    event_of = {one["id"]: one["event"] for one in whole["mentions"]}
    claimed = {name: one["id"] for one in whole["events"] for name in one["mentions"]}
    assert event_of == claimed


def test_every_article_is_in_one_story(whole: dict[str, list[Any]]) -> None:
    counted = Counter(name for one in whole["stories"] for name in one["articles"])
    assert counted == Counter(one["id"] for one in whole["articles"])


def test_a_batch_that_fails_leaves_no_part_of_it(tmp_path: Path) -> None:
    class Failing(RulesCoder):
        def code(self, articles: Any) -> Any:
            raise RuntimeError("no memory left")

    with Ledger(tmp_path / "a.sqlite") as ledger:
        with pytest.raises(RuntimeError):
            read_into(ledger, [SAMPLES], Failing())
        assert list(ledger.articles()) == []
        assert ledger.value("SELECT count(*) FROM pages") == 0


def test_recoding_replaces_what_another_coder_found(tmp_path: Path) -> None:
    class Silent(RulesCoder):
        name = "silent"

        def code(self, articles: Any) -> Any:
            return [[] for _ in articles]

    with Ledger(tmp_path / "a.sqlite") as ledger:
        read_into(ledger, [SAMPLES], Silent())
        assert list(export(ledger, "events")) == []
        recode(ledger, RulesCoder())
        assert {one["coder"] for one in export(ledger, "mentions")} == {RulesCoder.name}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "a.sqlite") as opened:
        read_into(opened, [SAMPLES], RulesCoder())
        yield opened


def test_shown_events_and_stories_name_each_other(ledger: Ledger) -> None:
    told = {one["id"]: one["story"] for one in export(ledger, "events")}
    assert None not in told.values() and told == {one.id: one.story for one in ledger.events()}
    name, story = next(iter(told.items()))
    assert thing(ledger, name)["event"]["story"] == story
    assert name in thing(ledger, story)["story"]["events"]


def test_an_event_is_itself_again_when_a_word_is_taken_back(ledger: Ledger) -> None:
    one, two, three = list(ledger.events())[:3]
    say(ledger, one.id, two.id, same=True)
    undo(ledger, one.id, two.id)
    assert {thing(ledger, name)["event"]["id"] for name in (one.id, two.id)} == {one.id, two.id}
    said = say(ledger, one.id, three.id, same=False)
    assert {judgement.left for judgement in said} == set(one.claims)
    say(ledger, one.id, two.id, same=False)
