from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "The call began at 4 p.m. EST on Friday.",
        "M. Macron received the chancellor.",
        "U.S. Secretary of State Antony Blinken flew home.",
        "Gen. Mark Milley rang his counterpart.",
        "John F. Kennedy was cited.",
        "Point No. 5 of the plan was dropped.",
        "The envoy paid Rs. 500 on Jan. 5.",
    ],
)
def test_a_stop_that_ends_no_sentence(whole):
    assert sentences(f"It rained. {whole} All was quiet.") == [
        "It rained.",
        whole,
        "All was quiet.",
    ]


def test_a_quotation_may_close_with_another_mark_than_it_opened_with():
    text = '“It is late," she said. They left.\nIt rained.'
    assert sentences(text) == ['“It is late," she said.', "They left.", "It rained."]


def test_letters_with_stops_may_end_a_sentence():
    assert sentences("They met in the U.S. He flew home.") == [
        "They met in the U.S.",
        "He flew home.",
    ]


def test_a_headline_is_a_sentence_of_its_own():
    assert sentences("Talks resume\nEnvoys met.\n\nNo stop here\n\nEnd.") == [
        "Talks resume",
        "Envoys met.",
        "No stop here",
        "End.",
    ]


def test_wrapped_prose_stays_together():
    wrapped = "The two foreign ministers agreed on Monday that the talks on\nfishing rights go on."
    assert sentences(wrapped) == [wrapped]


@given(st.text(alphabet="aB .\n\"'U.S1é—", max_size=60))
def test_sentences_cover_all_but_white_space_in_order(text):
    spans = split(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(one == one.strip() for one in sentences(text))
