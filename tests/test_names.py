"""Actors' words that the model cut or let run on."""

import pytest

from dragoman.coders.names import like_actor, mended, thing
from dragoman.types import Words

TEXT = """Ruritania Slams Sylvania's President Xoltan Over Border
On Monday Japanese Prime Minister Fumio Kishida asked President Yoon Suk Yeol, who was with them
and the United States and the ministers of three smaller states, to meet again before the summer."""


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("Minister Fumio Kishida", "Japanese Prime Minister Fumio Kishida"),
        ("Yoon", "President Yoon Suk Yeol"),
        ("'s President Xoltan", "Sylvania's President Xoltan"),
        ("the United States and", "the United States"),
        ("of three smaller states", "three smaller states"),
        ("them", "them"),
        ("Ruritania", "Ruritania"),  # a headline
    ],
)
def test_a_name_is_whole_and_nothing_more(cut: str, whole: str) -> None:
    at = TEXT.index(cut)
    found = mended(TEXT, Words(cut, at, at + len(cut)))
    assert found.text == whole == TEXT[found.start : found.end]


def test_words_that_may_name_an_actor() -> None:
    assert all(map(like_actor, ["Tehran", "he", "the rebels"]))
    assert not any(map(like_actor, ["217", "various fields"]))


def test_words_of_things_though_they_bear_an_actor_s_name() -> None:
    assert all(map(thing, ["the MoU", "Evian Accords", "loans", "the building", "exports"]))
    assert not any(map(thing, ["UK Aid", "Marathon Oil", "negotiators", "oil workers"]))
