"""What training reads: inflected trigger words, marked texts, and texts with other names."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from training import annotate, corpus, lexicon, marked, variants

from dragoman.coders.onnx import FOLDER


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("criticise", "criticise criticises criticised criticised criticising"),
        ("expel/expelled", "expel expels expelled expelled expelling"),
        ("win/won", "win wins won won winning"),
        ("veto", "veto vetoes vetoed vetoed vetoing"),
        ("deny", "deny denies denied denied denying"),
        ("die", "die dies died died dying"),
        ("forbid/forbade/forbidden", "forbid forbids forbade forbidden forbidding"),
    ],
)
def test_verbs_are_inflected(entry: str, forms: str) -> None:
    assert list(lexicon.verb(entry).values()) == forms.split()


def test_a_phrase_is_inflected_at_its_head() -> None:
    assert lexicon.verb("take/took/taken+aim+at")["en"] == "taken aim at"


def test_another_word_has_the_same_form() -> None:
    assert "urging" in lexicon.alternatives("pressing", "REQUEST")
    assert "beaten back" in lexicon.alternatives("stopped", "COERCE", "was")
    assert "beaten back" not in lexicon.alternatives("stopped", "COERCE", "police")
    assert "journeys to" in lexicon.alternatives("visits", "CONSULT", "Lavrov")
    assert "state visits" not in lexicon.alternatives("visits", "CONSULT", "Lavrov")
    assert "state visits" in lexicon.alternatives("visits", "CONSULT", "official")
    assert "raids" in lexicon.alternatives("attacks", "ASSAULT", "rebel")
    assert "granted asylum to" in lexicon.alternatives("resettled", "AID", "Kenya")
    assert "granted asylum to" not in lexicon.alternatives("resettled", "AID", "were")


def test_long_phrases_replace_seldom() -> None:
    chance = np.random.default_rng(1)
    drawn = [variants._one_of(["aid", "extend a helping hand to"], chance) for _ in range(300)]
    assert 230 < drawn.count("aid") < 270  # five in six


def test_marks_become_offsets() -> None:
    line = "[S1T2 Iran] {1 ACCUSE!denied? blamed} [T1 Oman]; [S2 it] {2 CONSULT~^t met} nobody."
    record = marked.record(line)
    one, other = record["events"]
    assert record["text"] == "Iran blamed Oman; it met nobody."
    assert (one["type"], one["modality"], one["optional"]) == ("ACCUSE", "denied", True)
    assert one["sources"][0]["at"] == [0, 4] and other["mutual"] and not other["optional"]
    assert [actor["text"] for actor in other["targets"]] == [None, "Iran"]


def test_marks_have_numbers_up_to_ninety_nine() -> None:
    events = marked.record("[S9S12 Iran] {9 ACCUSE blamed} and {12 CONSULT met} [T12 Oman].")[
        "events"
    ]
    assert [len(event["targets"]) for event in events] == [0, 1]
    assert [event["sources"][0]["text"] for event in events] == ["Iran", "Iran"]


def test_a_mark_left_over_is_an_error() -> None:
    with pytest.raises(ValueError, match="unread mark"):
        marked.record("[S Iran] {ACCUSE~!denied blamed} Oman.")


def test_pairs_have_their_types_before_the_sentence() -> None:
    text, pairs = marked.pairs("REJECT AID | [S1 Rabat] met nobody, [S2T1 Oslo] fed [T2 Chad].")
    assert text == "Rabat met nobody, Oslo fed Chad."
    assert [one["root"] for one in pairs] == ["REJECT", "AID"]
    ends = [text[slice(*one[end].values())] for one in pairs for end in ("source", "target")]
    assert ends == ["Rabat", "Oslo", "Oslo", "Chad"]


@pytest.mark.parametrize(
    "line",
    [
        "AID | [S Oslo] fed Chad.",
        "AID [S Oslo] [T Chad]",
        "AID | [S Oslo] [T [T2 Chad]]",
        "AID | [S Oslo] and [S Rome] fed [T Chad].",
    ],
)
def test_a_pair_without_one_of_its_ends_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        marked.pairs(line)


TEXT = "[S1 France] {1 ACCUSE accused} [T1 Mali] of spying. French envoys met Jean Zulo; Zulo left."


@pytest.fixture
def tokenizer(monkeypatch: pytest.MonkeyPatch) -> Tokenizer:
    found = Tokenizer.from_file(str(Path(FOLDER) / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    monkeypatch.setattr(lexicon, "_tokenizer", lambda: found)
    lexicon._ids.cache_clear()
    return found


@pytest.fixture(params=range(5))
def changed(tokenizer: Tokenizer, request: pytest.FixtureRequest) -> corpus.Doc:
    """The text with other names and another trigger, and a given pair beside its event."""
    doc = corpus.article(tokenizer, {**marked.record(TEXT), "doc": "one"})
    event = doc.events[0]
    doc.pairs = [corpus.Pair(event.roles[0][0], event.roles[1][0], [event.kind])]
    (found,) = variants.varied([doc], np.random.default_rng(request.param), 1.0, 1.0)
    return found


def written(tokenizer: Tokenizer, doc: corpus.Doc, span: tuple[int, int]) -> str:
    return str(tokenizer.decode(doc.tokens.ids[slice(*span)].tolist()))


def test_other_names_and_words_keep_every_span_on_its_words(
    tokenizer: Tokenizer, changed: corpus.Doc
) -> None:
    event, pair = changed.events[0], changed.pairs[0]
    whole = written(tokenizer, changed, (0, len(changed.tokens.ids)))
    source, target = (written(tokenizer, changed, spans[0]) for spans in event.roles[:2])
    trigger = written(tokenizer, changed, event.trigger)
    assert trigger in lexicon.alternatives("accused", "ACCUSE")
    assert whole.startswith(f"{source} {trigger} {target} of spying.")
    assert (pair.source, pair.target) == (event.roles[0][0], event.roles[1][0])
    assert changed.tokens.pieces[-1][1] == len(changed.tokens.ids)


def test_names_change_and_one_name_changes_into_one(
    tokenizer: Tokenizer, changed: corpus.Doc
) -> None:
    whole = written(tokenizer, changed, (0, len(changed.tokens.ids)))
    assert "france" not in whole and "french" not in whole and "mali" not in whole
    who, _, left = whole.rpartition("envoys met ")[2].partition(";")
    assert who.split()[-1] == left.split()[0]


NEWS = "France accused Mali of spying. The two held talks, he said."


def event(s: int, trigger: str, kind: str, **roles: object) -> dict[str, object]:
    return {"s": s, "trigger": trigger, "type": kind, **roles}


@pytest.fixture
def given_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One article that came with a label, and nothing labelled here yet."""
    monkeypatch.setattr(annotate, "HERE", tmp_path)
    monkeypatch.setattr(annotate, "NEWSWIRE", tmp_path)
    monkeypatch.setattr(annotate, "texts_by_name", lambda: {"one": NEWS})
    (tmp_path / "labels").mkdir()
    blame = event(0, "accused", "ACCUSE", sources=[{"text": "France", "code": "FRA/GOV"}])
    record, faults = annotate.offsets({"doc": "one", "events": [blame]})
    assert not faults
    (tmp_path / "labels" / "one.json").write_text(json.dumps(annotate.with_words(record, NEWS)))
    return tmp_path


def changes(folder: Path, **change: object) -> list[str]:
    """Triggers and types after one change."""
    (folder / "change.json").write_text(json.dumps({"doc": "one", **change}))
    annotate.add(folder / "change.json", annotate.changed)
    return [f"{one['trigger']} {one['type']}" for one in annotate.labelled("one")["events"]]


def test_a_second_reading_adds_and_drops(given_labels: Path) -> None:
    talks = event(1, "talks", "CONSULT", sources=[{"text": "The two", "code": None}])
    assert changes(given_labels, add=[talks]) == ["accused ACCUSE", "talks CONSULT"]
    assert annotate.labelled("one")["read"] == 2
    assert annotate.labelled("one")["events"][0]["sources"][0]["code"] == "FRA/GOV"
    assert changes(given_labels, drop=[0]) == ["talks CONSULT"]


def test_a_change_with_a_fault_changes_nothing(given_labels: Path) -> None:
    wrong = event(1, "quarrel", "CONSULT")
    assert changes(given_labels, drop=[0], add=[wrong]) == ["accused ACCUSE"]


def test_fields_are_mended_one_by_one(
    given_labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = given_labels / "mend.jsonl"
    lines = (
        {"doc": "one", "event": 0, "targets": [{"text": None, "code": "ITA/GOV"}]},
        {"doc": "one", "event": 0, "modality": "historic"},
        {"doc": "one", "event": 0, "sources": [{"text": "Nobody here", "code": "UNK"}]},
        {"doc": "one", "event": 7, "mutual": True},
    )
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert annotate.mended(file) == 2
    (mended,) = annotate.labelled("one")["events"]
    assert [one["code"] for one in (*mended["sources"], *mended["targets"])] == [
        "FRA/GOV",
        "ITA/GOV",
    ]
    assert mended["modality"] == "historic"
    assert "event 7" in capsys.readouterr().out


def test_a_word_is_not_found_inside_another(given_labels: Path) -> None:
    told = event(1, "held", "CONSULT", said_by="he")
    changes(given_labels, add=[told])
    assert annotate.labelled("one")["events"][-1]["said_by_at"][0] == NEWS.index("he said")
