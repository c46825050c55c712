"""Labels of merging name whole words of the texts, and one happening is one kind of act."""

from collections import defaultdict
from pathlib import Path

import msgspec

from dragoman.evaluate.merging import LABELS, SAMPLES, named
from dragoman.merge.traits import FAMILIES


def rows(path: Path) -> list[dict[str, str | int]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def test_every_labelled_span_of_the_samples_is_whole_words() -> None:
    texts = {str(one.id): one.text for one in named(SAMPLES)}
    for row in rows(LABELS / "samples.jsonl"):
        text, start, end = texts[str(row["doc"])], int(row["start"]), int(row["end"])
        around = text[max(start - 1, 0) : start], text[start:end], text[end : end + 1]
        before, words, after = around
        assert all(word.isalpha() for word in words.split(" ")), around
        assert not before.isalnum() and not after.isalnum(), around


def test_every_sample_has_a_name_of_its_own() -> None:
    names = [one.id for one in named(SAMPLES)]
    assert len(set(names)) == len(names) == 17


def test_one_event_is_one_family_of_acts() -> None:
    families: dict[int, set[str]] = defaultdict(set)
    for row in rows(LABELS / "samples.jsonl"):
        families[int(row["event"])].add(FAMILIES.get(str(row["type"]), str(row["type"])))
    assert {event: kinds for event, kinds in families.items() if len(kinds) > 1} == {}
