"""What training reads: inflected trigger words, marked texts, and texts with other names."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from training import corpus, lexicon, marked, variants

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


def test_marks_become_offsets() -> None:
    line = "[S1T2 Iran] {1 ACCUSE!denied? blamed} [T1 Oman]; [S2 it] {2 CONSULT~^t met} nobody."
    record = marked.record(line)
    one, other = record["events"]
    assert record["text"] == "Iran blamed Oman; it met nobody."
    assert (one["type"], one["modality"], one["optional"]) == ("ACCUSE", "denied", True)
    assert one["sources"][0]["at"] == [0, 4] and other["mutual"] and not other["optional"]
    assert [actor["text"] for actor in other["targets"]] == [None, "Iran"]


def test_a_mark_left_over_is_an_error() -> None:
    with pytest.raises(ValueError, match="unread mark"):
        marked.record("[S Iran] {ACCUSE~!denied blamed} Oman.")


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
