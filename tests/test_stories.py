"""Articles that tell of the same happening. All texts are made up."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from dragoman import stories
from dragoman.evaluate import groups as evaluate_groups
from dragoman.types import Article, ArticleId, Copy, StoryId, When

SUMMIT = [
    """Presidents Adan Mirel and Ksenia Voss opened a summit in Lakeport on Monday on the dam at
    Tarn Gorge. Engineers warned that the Tarn reservoir would be filled by June. Mirel asked for
    40 percent of the water, and Voss offered a quarter.""",
    """The Lakeport summit on the Tarn Gorge dam ended in discord. Ksenia Voss refused to let more
    than a quarter of the reservoir's water flow down to Mirel's farmers, and engineers say that
    the Tarn reservoir is full in June.""",
    """At Lakeport, Voss and Mirel quarrelled over water. A quarter of the Tarn reservoir is too
    little, Mirel said, for farmers below the Tarn Gorge dam, whose engineers fill it by June.""",
]
RAID = [
    """Gunmen raided a prison in Oster Bay before dawn and freed 61 inmates, among them the
    smuggler Nils Harrow. Warden Petra Lund said that grenades had brought down the eastern wall
    and that four guards were wounded.""",
    """Four guards were wounded when raiders blew up the eastern wall of the Oster Bay prison.
    Warden Petra Lund counted 61 inmates gone. Police hunt for Nils Harrow, a smuggler.""",
]


def told(texts: list[str]) -> list[Article]:
    return [article(" ".join(text.split()), f"{text[:30]}.txt") for text in texts]


def groups(found: stories.Grouping) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in found.stories}


def on(day: date) -> When:
    return When(day, day, "day", "published")


def test_tellings_of_one_happening_are_one_story() -> None:
    summit, raid = told(SUMMIT), told(RAID)
    found = stories.group([*summit, *raid])
    assert groups(found) == {
        frozenset(one.id for one in summit),
        frozenset(one.id for one in raid),
    }


def test_order_of_arrival_does_not_matter() -> None:
    articles = told([*SUMMIT[:2], RAID[0]])
    found = {str(stories.group(order)) for order in permutations(articles)}
    assert len(found) == 1


def test_months_apart_the_same_words_are_two_stories() -> None:
    one, other = told(SUMMIT)[:2]
    times = {one.id: on(date(2023, 6, 18)), other.id: on(date(2024, 4, 26))}
    assert len(stories.group([one, other], times=times).stories) == 2
    times[other.id] = on(date(2023, 6, 19))
    assert len(stories.group([one, other], times=times).stories) == 1


def test_a_bound_keeps_an_article_out_of_a_later_story() -> None:
    one, other = told(SUMMIT)[:2]
    before = When(date(2022, 12, 30), date(2023, 7, 24), "open", "in office")
    times = {one.id: on(date(2024, 4, 26)), other.id: before}
    assert len(stories.group([one, other], times=times).stories) == 2


def test_an_undated_article_takes_part() -> None:
    one, other = told(SUMMIT)[:2]
    (story,) = stories.group([one, other], times={one.id: on(date(2023, 6, 18))}).stories
    assert (story.first_day, story.last_day) == (date(2023, 6, 18), date(2023, 6, 18))


def test_a_copy_is_in_the_story_of_its_original() -> None:
    one, other = told([SUMMIT[0], RAID[0]])
    (story,) = stories.group([one, other], copies=[Copy(one.id, other.id, "rewrite", 0.9)]).stories
    assert {*story.articles} == {one.id, other.id}


def test_names_of_states_and_leaders_alone_make_no_story() -> None:
    """Who leads a state is in the news every week."""
    found = stories.group(
        told(
            [
                "Vladimir Putin of Russia phoned Narendra Modi of India about wheat from Odesa.",
                "Vladimir Putin of Russia sent Narendra Modi of India a telegram on a train crash.",
            ]
        )
    )
    assert len(found.stories) == 2


def test_a_story_keeps_its_id_when_articles_join() -> None:
    summit = told(SUMMIT)
    first = stories.group(summit[:2])
    then = stories.group(summit, previous=previous(first))
    assert [story.id for story in then.stories] == [story.id for story in first.stories]
    assert not then.redirects


def test_a_story_that_vanishes_redirects() -> None:
    summit = told(SUMMIT)
    before = {summit[0].id: StoryId("a"), summit[1].id: StoryId("b"), summit[2].id: StoryId("b")}
    found = stories.group(summit, previous=before)
    assert [story.id for story in found.stories] == ["b"]
    assert found.redirects == {"a": "b"}


def test_a_story_that_splits_keeps_its_id_once() -> None:
    articles = told([*SUMMIT, *RAID])
    found = stories.group(articles, previous={one.id: StoryId("both") for one in articles})
    ids = [story.id for story in found.stories]
    assert len(ids) == len(set(ids)) == 2 and "both" in ids
    assert "both" not in found.redirects


def test_nothing_gives_nothing() -> None:
    assert stories.group([]) == stories.Grouping((), {})


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([*SUMMIT, *RAID, "", "!", "Hello."]), unique=True))
def test_every_article_is_in_one_story(texts: list[str]) -> None:
    articles = told(texts)
    found = stories.group(articles)
    placed = [one for story in found.stories for one in story.articles]
    assert sorted(placed) == sorted(one.id for one in articles)
    assert stories.group(articles, previous=previous(found)) == found


def previous(found: stories.Grouping) -> dict[ArticleId, StoryId]:
    return {one: story.id for story in found.stories for one in story.articles}


def test_b_cubed_by_hand() -> None:
    """Three of one story found as two and one: each pair's member sees 2 of 3, the other 1."""
    found = evaluate_groups.b_cubed({"a": 1, "b": 1, "c": 2}, dict.fromkeys("abc", "x"))
    assert found["precision"] == 1.0
    assert abs(found["recall"] - 5 / 9) < 1e-9


def test_an_article_that_was_not_grouped_is_alone() -> None:
    found = evaluate_groups.b_cubed({"a": 1}, {"a": "x", "b": "x"})
    assert (found["precision"], found["recall"]) == (1.0, 0.5)
