"""Time words near the day of publication, whatever that day is, and the present perfect."""

import pytest

from dragoman.coders.recency import in_perfect, lately, until_now


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


@pytest.mark.parametrize("words", ["since 2018", "this year", "in the last three years"])
def test_days_until_now(words):
    assert until_now(words)


@pytest.mark.parametrize("words", ["in the past", "two years ago", "last week", "in past years"])
def test_days_that_are_over(words):
    assert not until_now(words)


@pytest.mark.parametrize(
    "text", ["They have *met", "He has since been *jailed", "France *has sold", "We’ve *asked"]
)
def test_the_present_perfect(text):
    assert in_perfect(text.replace("*", ""), text.index("*"))


@pytest.mark.parametrize("text", ["They had *met", "It has a plan: *attack", "She *hastened"])
def test_no_present_perfect(text):
    assert not in_perfect(text.replace("*", ""), text.index("*"))
