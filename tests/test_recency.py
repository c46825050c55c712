"""Time words near the day of publication, whatever that day is."""

import pytest

from dragoman.coders.recency import lately


@pytest.mark.parametrize(
    "words", ["on Sunday", "yesterday", "earlier this month", "late last week", "Monday night"]
)
def test_near_to_any_day_of_publication(words):
    assert lately(words)


@pytest.mark.parametrize(
    "words", ["in 2019", "two years ago", "this year", "last month", "on May 9", "since then"]
)
def test_far_or_open_words_are_not_near(words):
    assert not lately(words)
