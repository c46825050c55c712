"""What training reads: inflected trigger words and marked texts."""

import pytest
from training import lexicon, marked


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
