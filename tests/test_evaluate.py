"""Our scorers on examples worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluate import mentions, relations
from dragoman.evaluate.actors import evaluate_labels, read_labels, whose


def event(trigger: str = "met", type: str = "CONSULT", **more: Any) -> dict[str, Any]:
    sides = {
        "sources": [{"text": "Ruritania", "code": "RUR/GOV"}],
        "targets": [{"text": "Sylvania", "code": "SYL/GOV"}],
    }
    return {"s": 0, "trigger": trigger, "type": type, "modality": "happened", **sides, **more}


def swapped(**more: Any) -> dict[str, Any]:
    one = event(**more)
    return one | {"sources": one["targets"], "targets": one["sources"]}


def f1(level: str, gold: list[Any], ours: list[Any]) -> float:
    return mentions.score([(gold, ours)])[f"{level} F1"]


@pytest.mark.parametrize("level", mentions.LEVELS)
def test_equal_is_perfect_at_every_level(level: str) -> None:
    assert f1(level, [event()], [event()]) == 1


def test_another_type_is_found_but_not_typed() -> None:
    gold, ours = [event()], [event(type="AGREE")]
    assert (f1("found", gold, ours), f1("typed", gold, ours)) == (1, 0)


def test_swapped_sides_agree_only_if_mutual() -> None:
    assert f1("who", [event()], [swapped()]) == 0
    assert f1("who", [event(mutual=True)], [swapped()]) == 1


def test_optional_labels_never_count() -> None:
    gold = [event(), event(trigger="talks", optional=True)]
    assert f1("found", gold, [event(), event(trigger="talks")]) == 1
    assert f1("found", gold, [event()]) == 1


def test_one_answer_matches_one_label() -> None:
    assert f1("found", [event(), event()], [event()]) == pytest.approx(2 / 3, abs=1e-4)


def test_roles_ask_for_words_where_the_label_has_them() -> None:
    unnamed = event(sources=[{"text": None, "code": "RUR/GOV"}])
    assert f1("roles", [event()], [unnamed]) == 0
    assert f1("roles", [unnamed], [event()]) == 1


def test_concede_and_retreat_add_up_to_yield() -> None:
    assert relations.root({"AGREE": 0.4, "CONCEDE": 0.3, "RETREAT": 0.3}) == "YIELD"


def test_macro_f1_by_hand() -> None:
    gold = ["AGREE", "AID", "ASSAULT", "ASSAULT"]
    ours = ["AGREE", "YIELD", "ASSAULT", "ACCUSE"]
    found = relations.score(gold, ours)
    assert found["root macro-F1"] == pytest.approx(5 / 9, abs=1e-3)
    assert found["quad macro-F1"] == pytest.approx((1 + 1 + 2 / 3) / 3, abs=1e-3)


def actor(text: str, words: str | None, code: str) -> dict[str, Any]:
    at = [text.index(words), text.index(words) + len(words)] if words else None
    return {"text": words, "at": at, "code": code}


def scores_of(folder: Path, text: str, trigger: str, **more: Any) -> dict[str, Any]:
    """Of one labelled event in one sentence."""
    at = [text.index(trigger), text.index(trigger) + len(trigger)]
    nothing = {"mode": None, "said_by_at": None, "when_at": None, "where_at": None}
    one = {"s": 0, "trigger_at": at, "modality": "happened", "mutual": False, **nothing, **more}
    row = {"doc": "a", "text": text, "sentences": [[0, len(text)]], "events": [one]}
    (folder / "a.json").write_text(json.dumps(row))
    return evaluate_labels(read_labels(folder, ["a"]))


def test_nobody_known_is_nobodys_country_whatever_the_sector() -> None:
    assert whose("UNK/UAF") == whose("UNK") == "UNK"
    assert (whose("PER/MIL"), whose("IGO/UN")) == ("PER", "IGO/UN")


def test_regions_of_the_labels_are_nobodys_country(tmp_path: Path) -> None:
    text = "Kenya aided African countries."
    sides = {
        "sources": [actor(text, "Kenya", "KEN/GOV")],
        "targets": [actor(text, "African countries", "AFR/GOV")],
    }
    assert scores_of(tmp_path, text, "aided", type="AID", **sides)["words country"]["right"] == 1


@pytest.mark.parametrize(("mutual", "right"), [(True, 1), (False, 0)])
def test_understood_sides_may_be_swapped_if_mutual(
    tmp_path: Path, mutual: bool, right: float
) -> None:
    text = "France agreed with Mali."
    sides = {
        "sources": [actor(text, "Mali", "FRA/GOV")],
        "targets": [actor(text, None, "MLI/GOV")],
    }
    found = scores_of(tmp_path, text, "agreed", type="AGREE", mutual=mutual, **sides)
    assert found["understood country"]["right"] == right
