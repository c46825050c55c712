"""The time of an article: its own, inherited with evidence, bounded, or open."""

from __future__ import annotations

from datetime import date

from dragoman.actors.offices import offices
from dragoman.anchors import _beside_years, anchor
from dragoman.dates import resolve_time
from dragoman.types import Article, ArticleId, Copy, Published, Removed, When

DAY = date(2024, 4, 26)
TERM = ("Qin Gang as foreign minister", date(2022, 12, 30), date(2023, 7, 25))


def article(text: str, removed: str = "", published: Published | None = None) -> Article:
    left = (Removed(removed, "copyright"),) if removed else ()
    return Article(ArticleId("a"), "a.txt", text, published=published, removed=left)


def on(day: date) -> When:
    return When(day, day, "day", "published")


def rewrite_of(day: date) -> tuple[Copy, When]:
    return Copy(ArticleId("b"), ArticleId("a"), "rewrite", 0.2), on(day)


def test_an_office_may_stand_before_a_name_and_a_comma():
    text = "The UN’s human rights chief, Michelle Bachelet, went there. It was 2014 once."
    assert [term[0] for term in offices(article(text))] == [
        "Michelle Bachelet as human rights chief"
    ]


def test_its_own_day_comes_first() -> None:
    when = anchor(
        article("They met on Friday.", published=Published(DAY, "day", "meta: 2024-04-26")),
        copies=[rewrite_of(date(2020, 1, 1))],
    )
    assert when is not None and when.first_day == when.last_day == DAY
    assert "meta" in when.how


def test_a_month_of_publication_is_the_whole_month() -> None:
    when = anchor(article("They met.", published=Published(date(2024, 4, 1), "month", "address")))
    assert when is not None and (when.first_day, when.last_day) == (
        date(2024, 4, 1),
        date(2024, 4, 30),
    )


def test_nothing_known_is_none() -> None:
    assert anchor(article("They met on Friday.")) is None


def test_an_undated_original_inherits_from_its_rewrite() -> None:
    text = "The two met in the capital on Friday."
    when = anchor(article(text), copies=[rewrite_of(DAY)])
    assert when is not None and when.first_day == when.last_day == DAY
    told = resolve_time("on Friday", text, text.index("on Friday"), when)
    assert told is not None and told.first_day == told.last_day == DAY


def test_copies_far_apart_leave_it_open_and_say_so() -> None:
    when = anchor(article("They met."), copies=[rewrite_of(DAY), rewrite_of(date(2022, 1, 5))])
    assert when is not None and when.first_day is None
    assert "far apart" in when.how


def test_a_term_of_office_bounds_it() -> None:
    when = anchor(article("They met on Sunday."), offices=[TERM])
    assert when is not None and (when.first_day, when.last_day) == TERM[1:]
    assert when.precision == "open"


def test_an_office_named_in_passing_bounds_nothing() -> None:
    text = "They met on Sunday. " * 100 + "The visit of Qin Gang was recalled."
    assert anchor(article(text), offices=[TERM]) is None


def test_two_terms_narrow_each_other() -> None:
    other = ("Li Shangfu as defence minister", date(2023, 3, 12), date(2023, 10, 24))
    when = anchor(article("They met."), offices=[TERM, other])
    assert when is not None and (when.first_day, when.last_day) == (date(2023, 3, 12), TERM[2])


def test_terms_that_never_met_leave_it_open() -> None:
    other = ("Dong Jun as defence minister", date(2023, 12, 29), None)
    when = anchor(article("They met."), offices=[TERM, other])
    assert when is not None and when.first_day is None and "clash" in when.how


def test_a_copy_outside_the_term_is_a_clash() -> None:
    when = anchor(article("They met."), copies=[rewrite_of(DAY)], offices=[TERM])
    assert when is not None and when.first_day is None and "clash" in when.how


def test_a_copyright_year_completes_the_day_that_the_text_names() -> None:
    text = "On April 26, the secretary met the president in the capital."
    when = anchor(article(text, removed="Copyright 2024, Example News"))
    assert when is not None and when.first_day == DAY and when.precision == "days"
    told = resolve_time("On April 26", text, 0, when)
    assert told is not None and told.first_day == told.last_day == DAY


def test_a_copyright_year_alone_dates_nothing() -> None:
    assert anchor(article("They met on Friday.", removed="© 2024 Example News")) is None


def test_a_half_date_fits_once_within_a_term() -> None:
    when = anchor(article("They met on Sunday, June 18, in the capital."), offices=[TERM])
    assert when is not None and when.first_day == date(2023, 6, 18)


def test_a_date_in_brackets_beside_today_dates_the_article() -> None:
    when = anchor(article("The chamber meets today (July 28, 2022) on the budget."))
    assert when is not None and when.first_day == when.last_day == date(2022, 7, 28)


def test_a_dateline_dates_the_article() -> None:
    when = anchor(article("NAIROBI, June 18, 2023 - The two sides met for a second day."))
    assert when is not None and when.first_day == date(2023, 6, 18)


def test_history_does_not_date_the_article() -> None:
    text = (
        "The minister defended the canal treaty. The treaty, which was signed on March 3, 1978, "
        "gave the port to the state."
    )
    when = anchor(article(text))
    assert when is not None and (when.first_day, when.last_day) == (date(1978, 3, 3), None)
    assert when.precision == "open"


def test_a_copy_s_day_must_fit_the_weekdays_of_the_text() -> None:
    text = "They met on Friday, April 26, in the capital."
    right, wrong = rewrite_of(date(2024, 4, 27)), rewrite_of(date(2023, 4, 28))
    good, bad = (anchor(article(text), copies=[one]) for one in (right, wrong))
    assert good is not None and good.first_day == date(2024, 4, 27)
    assert bad is not None and bad.first_day is None and "weekdays" in bad.how


def test_a_weekday_beside_today_narrows_a_few_days_to_one() -> None:
    text = "The court ruled today (Saturday) that the ban may stand."
    when = anchor(article(text), story=[on(DAY), on(date(2024, 4, 29))])
    assert when is not None and when.first_day == when.last_day == date(2024, 4, 27)


def test_the_story_dates_what_nothing_else_does() -> None:
    when = anchor(article("They met on Friday."), story=[on(DAY), on(date(2024, 4, 27))])
    assert when is not None and (when.first_day, when.last_day) == (DAY, date(2024, 4, 27))


def test_a_story_outside_the_term_is_a_clash() -> None:
    when = anchor(article("They met on Friday."), story=[on(DAY)], offices=[TERM])
    assert when is not None and when.first_day is None and "clash" in when.how


def test_bounds_of_the_story_narrow_an_article_that_has_no_day() -> None:
    wide = anchor(article("They met again."), offices=[PRESIDENT], story=[BOUNDED])
    assert wide and (wide.first_day, wide.last_day) == (date(2022, 12, 20), date(2023, 8, 3))
    assert "as president" in wide.how and "story" in wide.how


def test_wider_bounds_of_the_story_change_nothing() -> None:
    alone = anchor(article("They met again."), offices=[PRESIDENT])
    assert anchor(article("They met again."), offices=[PRESIDENT], story=[WIDE]) == alone


PRESIDENT = ("Somebody as president", date(2021, 1, 20), date(2025, 1, 19))
BOUNDED = When(date(2022, 12, 30), date(2023, 7, 24), "open", "in office")
WIDE = When(date(2019, 1, 1), date(2026, 1, 1), "open", "in office")


def test_full_dates_far_behind_the_news_bound_it_and_are_not_its_day():
    text = (
        "Ghana met Togo. "
        + "They spoke of trade. " * 80
        + "It was signed on Wednesday, 5 May 2021."
    )
    found = anchor(article(text))
    assert found is not None and (found.first_day, found.precision) == (date(2021, 5, 5), "open")


def test_dates_that_stand_close_are_read_together_and_once():
    text = f"Ghana met Togo on 3 May 2021, as said by Peru on 5 May 2021. {'.' * 300}On 6 May 2021"
    read = [text[one.start : one.end] for one in _beside_years(text)]
    assert read == ["on 3 May 2021", "on 5 May 2021", "On 6 May 2021"]
