"""Time words: what they resolve to, what they need, what is none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import find_times, resolve_time
from dragoman.evaluate.times import evaluate_times
from dragoman.times.tense import sentence_at
from dragoman.types import When

GOLD = Path(__file__).parent / "gold" / "times.jsonl"
FRIDAY = date(2024, 4, 26)


ANCHOR = When(FRIDAY, FRIDAY, "day", "published")


def on(day: date) -> When:
    return When(day, day, "day", "published")


def resolved(marked: str, anchor: When | None = ANCHOR, modality: str = "happened") -> When | None:
    """The time in [brackets] of a sentence."""
    start, end = marked.index("["), marked.index("]")
    text = marked.replace("[", "").replace("]", "")
    return resolve_time(marked[start + 1 : end], text, start, anchor, modality=modality)


def span(marked: str, anchor: When | None = ANCHOR, modality: str = "happened") -> str:
    when = resolved(marked, anchor, modality)
    return f"{when.first_day}..{when.last_day}" if when else "no date"


@pytest.mark.parametrize("name", ["check", "dev"])
def test_labelled_times_are_right_and_seldom_wrong(name: str) -> None:
    score = evaluate_times(GOLD)[name]
    assert score["n"] >= 150
    assert score["wrong"] <= 0.007
    assert score["right"] >= 0.99


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("early March", "2024-03-01..2024-03-10"),
        ("mid-March", "2024-03-11..2024-03-20"),
        ("the end of March", "2024-03-21..2024-03-31"),
        ("early 2023", "2023-01-01..2023-04-30"),
        ("mid-2023", "2023-05-01..2023-08-31"),
        ("late 2023", "2023-09-01..2023-12-31"),
        ("last week", "2024-04-15..2024-04-21"),
        ("two weeks ago", "2024-04-12..2024-04-12"),
        ("two years ago", "2022-01-01..2022-12-31"),
        ("since 2019", "2019-01-01..2024-04-26"),
        ("overnight", "2024-04-25..2024-04-26"),
        ("Thursday night", "2024-04-25..2024-04-25"),
        ("in recent weeks", "None..2024-04-26"),
    ],
)
def test_the_conventions_for_days(words: str, days: str) -> None:
    assert span(f"Troops were moved [{words}].") == days


def test_the_verb_tells_which_weekday() -> None:
    assert span("They met [on Monday] in Doha.") == "2024-04-22..2024-04-22"
    assert span("They will meet [on Monday] in Doha.") == "2024-04-29..2024-04-29"


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("The court told the firm to leave [by Monday].", "2024-04-26..2024-04-29"),
        ("The hearing was put off [to 4 July].", "2024-07-04..2024-07-04"),
        ("The army declared a truce [until Sunday].", "2024-04-26..2024-04-28"),
        ("Troops were given [until Sunday] to go.", "2024-04-26..2024-04-28"),
        ("The bank agreed to bring money [on Sunday].", "2024-04-28..2024-04-28"),
        ("The minister vowed on Tuesday to quit [on Saturday].", "2024-04-27..2024-04-27"),
        ("The rebels fought [until Sunday].", "None..2024-04-21"),
        ("The airport remained closed [until Monday].", "None..2024-04-22"),
        ("The group gave money to rebels [until March].", "None..2024-03-31"),
    ],
)
def test_a_date_set_by_a_past_verb_lies_ahead(marked: str, days: str) -> None:
    assert span(marked) == days


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("The council takes its seats [on Tuesday].", "2024-04-30"),
        ("The king flies to Rabat [on Sunday].", "2024-04-28"),
        ("The two states come into being [on 31 May].", "2024-05-31"),
        ("The party wants a vote [on 3 June].", "2024-06-03"),
        ("A strike is called [for Monday].", "2024-04-29"),
        ("Police have banned the march of [3 May].", "2024-05-03"),
        ("The envoy says the talks [on Monday] failed.", "2024-04-22"),
        ("A bomb hits a market [on Monday].", "2024-04-22"),
        ("Rebels want talks over the raid [on Monday].", "2024-04-22"),
        ("The army announced the toll [for Monday].", "2024-04-22"),
        ("Yemenis elect a leader [on Sunday].", "2024-04-28"),
        ("Envoys cross into Panmunjom [on Monday].", "2024-04-29"),
        ("Deputies, who vote [on Monday], face a bill.", "2024-04-29"),
        ("He dined with them; [on Monday] they meet without him.", "2024-04-29"),
        ("He dined with them; [on Monday] they met without him.", "2024-04-22"),
        ("Deputies, who voted [on Monday], face a bill.", "2024-04-22"),
        ("She asked parliament to meet [on Monday].", "2024-04-29"),
        ("The king told the guards to clear the square [on Monday].", "2024-04-29"),
        ("The king told the guards of the talks [on Monday].", "2024-04-22"),
        ("The junta has [until Monday] to name a premier.", "2024-04-26..2024-04-29"),
        ("They vowed to storm it unless he stepped down [by Monday].", "2024-04-26..2024-04-29"),
        ("The junta that took power has [until Monday] to go.", "2024-04-26..2024-04-29"),
        ("Mrs May said [on Monday] that it was over.", "2024-04-22"),
        ("He told reporters the army moved to crush it [on Monday].", "2024-04-22"),
        ("Police asked if he met her [on Monday], and he may be charged.", "2024-04-22"),
        ("He, who won a vote held on Sunday, [Tuesday] ordered a firm to drill.", "2024-04-23"),
        ("He would, if elected [on Monday], cut the term.", "2024-04-29"),
        ("They asked whether he met her [on Monday].", "2024-04-22"),
        ("A convicted senator may stand in the vote [on 9 August].", "2024-08-09"),
        ("A convicted senator may have voted [on Monday].", "2024-04-22"),
        ("The vote had been moved [to 3 June].", "2024-06-03"),
        ("It vowed that they would vote [in March], said one.", "2024-03-01..2024-03-31"),
        ("The king, [Monday] ordered the firm to leave.", "2024-04-22"),
        ("The envoys, who will be joined by him when they meet [Monday], left.", "2024-04-29"),
        ("Signed in Doha, it calls for troops to go [by 1 May].", "2024-04-26..2024-05-01"),
    ],
)
def test_what_is_scheduled_looks_ahead(marked: str, days: str) -> None:
    assert span(marked) == (days if ".." in days else f"{days}..{days}")


def test_a_length_after_a_record_is_no_time_to_come() -> None:
    assert span("She becomes the youngest premier [in nearly 200 years].") == "None..None"
    assert span("Envoys cross for the first talks [in two years].") == "None..None"
    for marked in (
        "The largest party is to vote [in two weeks].",
        "Leaders arrive in Budapest [in two weeks].",
        "He can only leave [in two weeks].",
        "At least ten will leave [in two weeks].",
    ):
        assert span(marked) == "2024-05-10..2024-05-10"


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("Peru offered to host talks [on 14 May].", "None..None"),  # a year back, or in two weeks
        ("Peru will hold talks [on 14 April].", "None..None"),
        ("He called for a truce until the vote [on 15 June].", "None..None"),
        ("Peru held talks [on 14 July].", "2023-07-14..2023-07-14"),
        ("Police cleared the square [on 14 April].", "2024-04-14..2024-04-14"),
        ("He put the city under curfew [from 20 April to 3 May].", "2024-04-20..2024-05-03"),
        ("Police shut the road [from 5 to 8 May].", "None..None"),
        ("He was held [from Thursday to Saturday].", "2024-04-18..2024-04-20"),
    ],
)
def test_a_day_far_on_one_side_and_near_on_the_other_is_left_open(marked: str, days: str) -> None:
    assert span(marked) == days


def test_a_month_that_a_call_names_is_the_nearest() -> None:
    assert span("The union called for strikes [in early June].") == "2024-06-01..2024-06-10"
    assert span("The union called off strikes [in early June].").startswith("2023-06-01")


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("Parliament is to debate it [a week from Thursday].", "2024-05-09"),
        ("They will meet on [Monday week].", "2024-05-06"),
        ("They flew out [a minute before midnight on Monday].", "2024-04-22"),
        ("He died on 7 April. Crowds danced [that same evening].", "2024-04-07"),
        ("He won on 17 April a vote held [the previous Sunday].", "2024-04-14"),
        ("He was held on 9 April and freed [the following Thursday].", "2024-04-11"),
        ("Police came [the previous Sunday].", "2024-04-21"),
        ("He quit [a week ago on Thursday].", "2024-04-18"),
        ("They met [last week Thursday].", "2024-04-18"),
        ("They met on 9 April, and he returned today. Troops came [the next day].", "2024-04-10"),
    ],
)
def test_days_counted_on_and_evenings_of_days(marked: str, days: str) -> None:
    assert span(marked) == f"{days}..{days}"


def test_before_an_end_is_up_to_its_last_day() -> None:
    assert span("They will vote [before the end of the year].") == "2024-04-26..2024-12-31"
    assert span("The pact was to have been signed [in June].") == "2023-06-01..2023-06-30"


def test_the_same_day_is_not_a_limit_to_come() -> None:
    text = "He was held on Monday; they have until Sunday to charge him. He spoke [the same day]."
    assert span(text) == "2024-04-22..2024-04-22"


def test_a_week_of_another_year_holds_its_day() -> None:
    marked = "The war began [two years ago this week]."
    assert span(marked, on(date(2022, 11, 2))) == "2020-11-02..2020-11-08"


def test_what_is_asked_for_from_a_day_begins_then() -> None:
    assert span("The envoy called for a truce [from Monday].") == "2024-04-29..None"
    assert span("The envoy met those held [from Monday].") == "2024-04-22..2024-04-26"


@pytest.mark.parametrize(
    "marked",
    [
        "Troops took the ridge [before sunrise on Monday].",
        "The base was shelled [after dark on 22 April].",
        "They came [before 4 a.m. on Monday].",
    ],
)
def test_before_an_hour_of_a_day_is_that_day(marked: str) -> None:
    assert span(marked) == "2024-04-22..2024-04-22"


def test_a_day_that_owns_what_happened_is_past() -> None:
    assert span("Suspects in [Monday's] blast will be tried.") == "2024-04-22..2024-04-22"
    assert span("Suspects in the [Monday] raid will be tried.") == "2024-04-22..2024-04-22"
    assert span("The two will meet in [Monday's] run-off.") == "2024-04-29..2024-04-29"


def test_later_in_the_day_is_today_for_what_will_be() -> None:
    held = "Police raided a farm on Monday. "
    assert span(held + "Two men will be tried [later in the day].") == "2024-04-26..2024-04-26"
    assert span(held + "Two men fled [later in the day].") == "2024-04-22..2024-04-22"


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("The town voted [on the last Sunday of March].", "2024-03-31"),
        ("The town voted [on the first Sunday of May].", "2023-05-07"),
        ("The town will vote [on the first Monday of April].", "2025-04-07"),
        ("The town voted [on the second Sunday in March 2019].", "2019-03-10"),
    ],
)
def test_a_weekday_is_counted_in_its_month(marked: str, days: str) -> None:
    assert span(marked) == f"{days}..{days}"


def test_words_of_saying_at_the_end_do_not_tell_the_time() -> None:
    text = "He met her Monday. He will fly to Oslo on Sunday and to Rabat [a day later], he said."
    assert span(text) == "2024-04-29..2024-04-29"


def test_what_had_been_done_ahead_of_a_time_puts_it_behind() -> None:
    assert span("They had vowed it ahead of [the June-July election].").startswith("2023-06-01")
    assert span("They vowed it ahead of [the June-July election].").startswith("2024-06-01")


def test_a_noun_does_not_look_ahead() -> None:
    assert span("The rebels agreed to the terms [on Monday].") == "2024-04-22..2024-04-22"
    assert span("Deputies rejected its plan for a wall [Monday].") == "2024-04-22..2024-04-22"
    assert span("The unions plan a march [on Monday].") == "2024-04-29..2024-04-29"


def test_the_present_of_a_timetable_looks_ahead() -> None:
    assert span("Turks decide [on Sunday].") == "2024-04-28..2024-04-28"
    assert span("She takes office [on 3 May].") == "2024-05-03..2024-05-03"
    assert span("The group that holds the town fled [on Sunday].") == "2024-04-21..2024-04-21"


def test_a_plan_undone_is_the_nearest() -> None:
    for marked in (
        "A visit due [on 20 April] was cancelled.",
        "The talks had been set [for 20 April] but failed.",
    ):
        assert span(marked) == "2024-04-20..2024-04-20"
    text = "Seoul suspended its plan to end the pact [on 20 February]."
    assert span(text) == "2024-02-20..2024-02-20"
    assert span("Seoul plans to end the pact [on 20 February].") == "2025-02-20..2025-02-20"


def test_a_year_may_be_told_from_the_time_before() -> None:
    assert span("War began in 1998. [In May] of that year he fled.").startswith("1998-05-01")
    assert span("He won in March 2011. [On 2 June] the next year he fell.").startswith("2012-06-02")


def test_the_same_day_is_past_and_days_are_not_counted_from_a_month() -> None:
    ahead = "He was shot on Monday. Talks resume on 20 May. She fled [the same day]."
    wide = "A bridge was hit on Monday after calm since the March vote. She fled [a day later]."
    assert span(ahead) == "2024-04-22..2024-04-22"
    assert span(wide) == "2024-04-23..2024-04-23"
    assert span("He was shot on Monday. She had fled [the day before].").startswith("2024-04-21")


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("Talks resume [five days after the 12 April vote].", "2024-04-17..2024-04-17"),
        ("He fled [two days after they struck on 3 May 2021].", "2021-05-05..2021-05-05"),
        ("He will answer [within 24 hours].", "2024-04-26..2024-04-27"),
        ("He was seized [just after midnight on Monday].", "2024-04-22..2024-04-22"),
        ("Crowds met [on Armistice Day].", "2023-11-11..2023-11-11"),
    ],
)
def test_days_counted_from_dates_and_hours(marked: str, days: str) -> None:
    assert span(marked) == days


def test_a_planned_event_is_announced_before_and_held_after() -> None:
    announced = "The ministry announced [on Monday] a visit to Rabat."
    visit = "The ministry announced a visit to Rabat [on Monday]."
    assert span(announced, modality="planned") == "2024-04-22..2024-04-22"
    assert span(visit, modality="planned") == "2024-04-29..2024-04-29"


def test_background_never_lies_ahead() -> None:
    assert span("The siege [of December 3] will be remembered.", modality="historic").startswith(
        "2023"
    )


def test_without_a_day_only_full_dates_resolve() -> None:
    assert span("They met [on Friday].", None) == "None..None"
    assert span("They met [on 26 April 2024].", None) == "2024-04-26..2024-04-26"


def test_what_is_missing_is_said() -> None:
    when = resolved("They met [on Friday].", None)
    assert when is not None and when.precision == "open"
    assert "day of publication" in when.how


def test_a_day_says_what_it_rests_on() -> None:
    inherited = When(FRIDAY, FRIDAY, "day", "inherited from its rewrite")
    when = resolved("They met [on Friday].", inherited)
    assert when is not None and "inherited from its rewrite" in when.how
    full = resolved("They met [on 3 May 2019].", inherited)
    assert full is not None and "rewrite" not in full.how


def test_bounds_that_give_one_answer_give_it() -> None:
    week = When(FRIDAY, FRIDAY + timedelta(days=3), "days", "a rewrite")
    assert span("They met [on April 26].", week) == "2024-04-26..2024-04-26"


def test_bounds_that_give_several_stay_open_inside_the_bounds() -> None:
    term = When(date(2022, 12, 30), date(2023, 7, 25), "open", "in office: a minister")
    when = resolved("They met [on Sunday] in the capital.", term)
    assert when is not None and when.precision == "open"
    assert (when.first_day, when.last_day) == (date(2022, 12, 30), date(2023, 7, 23))


def test_the_next_day_counts_from_the_time_before_it() -> None:
    assert span("On 3 May 2019 he was charged. [The next day] he fled.", None).startswith(
        "2019-05-04"
    )
    assert span("He was charged. [The next day] he fled.") == "None..None"


def test_an_unknown_time_between_hides_the_one_before() -> None:
    text = "On 3 May 2019 he was charged; on Friday he was freed. [The next day] he fled."
    assert span(text, None) == "None..None"


def test_a_date_goes_on_beyond_the_words_found() -> None:
    assert span("They met [on Friday], April 19, in Doha.") == "2024-04-19..2024-04-19"


def test_weekday_and_date_that_clash_by_a_day_give_both() -> None:
    assert span("They met [on Monday, April 23].") == "2024-04-22..2024-04-23"
    assert span("They met [on Monday, April 18].") == "None..None"


def test_an_ambiguous_order_resolves_only_where_one_is_possible() -> None:
    assert span("It was signed [on 3/4/2024].") == "None..None"
    assert span("It was signed [on 3/6/2024].") == "2024-03-06..2024-03-06"


def test_southern_summers_are_in_winter() -> None:
    assert span("Chile's congress voted [last summer].") == "2023-12-01..2024-02-29"
    beside = "Envoys of Chile arrived. Swedes, who beat Peru, voted [last summer]."
    assert span(beside) == "2023-06-01..2023-08-31"


def test_an_occasion_has_the_day_that_the_text_gives_it_elsewhere() -> None:
    dated = "The G20 summit, held in Delhi on 9-10 September 2023, drew protests. "
    assert span(dated + "They spoke [during the G20 summit].") == "2023-09-09..2023-09-10"
    assert resolved("They spoke [during the G20 summit].") is None
    other = "The next G20 summit will be held in Rio on 18 November 2024. "
    assert resolved(dated + other + "They spoke [during the G20 summit].") is None


@pytest.mark.parametrize(
    "marked",
    [
        "The crowd left after [Friday prayers].",
        "The group wants a state within [the 1967 borders].",
        "Mr. [May] spoke in parliament.",
        "Rebels [may] return.",
        "Unions [march] at noon.",
        "[April] Ryan asked the first question.",
        "Iran left [the 2015 nuclear deal].",
        "The council passed resolution [1701].",
        "The [March 8] coalition walked out.",
        "Aides to [May], who wrote to Brussels, left.",
        "The [February 20] Movement called on Moroccans to stay at home.",
    ],
)
def test_words_that_only_look_like_dates_are_none(marked: str) -> None:
    assert resolved(marked) is None


def test_repetitions_and_hours_name_no_day() -> None:
    assert span("The cabinet meets [every Tuesday].") == "None..None"
    assert span("Police came [at 3 p.m.] to his house.") == "None..None"


def test_found_times_are_the_words_at_their_offsets() -> None:
    text = "On Monday, 3 June 2019 they met; talks resume next week. He may leave in May."
    found = [text[a:b] for a, b in find_times(text)]
    assert found == ["On Monday, 3 June 2019", "next week", "in May"]


def test_digits_in_addresses_are_no_times() -> None:
    assert find_times("See https://news.example/2022/07/06/story-1604-42ab for more.") == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_error_and_spans_do_not_overlap(text: str) -> None:
    reach = 0
    for start, end in find_times(text):
        assert reach <= start < end <= len(text)
        reach = end
        resolve_time(text[start:end], text, start, on(FRIDAY))


WORDS = st.lists(
    st.sampled_from(
        "on in the of last next this since until by before after from to between and early late "
        "mid end week month year years ago Monday Friday May March April 5 12 31 2019 2024 "
        "summer two few days recent coming weekend first half quarter night , ( ) - 's".split()
    ),
    max_size=9,
)


@given(WORDS, st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_first_days_never_follow_last_days(words: list[str], day: date) -> None:
    said = " ".join(words)
    when = resolve_time(said, said, 0, on(day)) if said else None
    if when and when.first_day and when.last_day:
        assert when.first_day <= when.last_day


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(range(7)))
def test_a_past_weekday_is_at_most_six_days_back(day: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    when = resolved(f"They met [on {name}].", on(day))
    assert when is not None and when.first_day == when.last_day is not None
    assert 0 <= (day - when.first_day).days <= 6
    assert when.first_day.weekday() == weekday


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_every_full_date_is_read_as_written(day: date) -> None:
    for form in ("%B %-d, %Y", "%-d %B %Y", "%A, %-d %b %Y", "%Y-%m-%d"):
        said = day.strftime(form)
        when = resolve_time(said, f"It was signed on {said}.", 17, None)
        assert when is not None and (when.first_day, when.last_day) == (day, day), said


def test_every_time_of_a_long_article_is_found() -> None:
    sentence = "On Monday, 3 June, the two ministers met in Doha and agreed to meet next week. "
    assert len(find_times(sentence * 200)) == 400


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("In Niger, where pupils were set free in February, the governor takes a milder view.",
         "February", "2021-02-01"),
        ("The talks are set for 20 May.", "20 May", "2021-05-20"),
        ("It is to be split off and ruled from the centre as of 31 October.", "31 October",
         "2021-10-31"),
        ("She has invited both sides to a conference on Wednesday.", "Wednesday", "2021-03-17"),
        ("She invited both sides to a conference on Wednesday.", "Wednesday", "2021-03-10"),
        ("Shots fell on Sunday, hours after lines were restored. A day earlier, they marched.",
         "A day earlier", "2021-03-13"),
    ],
)  # fmt: skip
def test_what_is_to_come_by_its_verb(text: str, words: str, first: str):
    published = date(2021, 3, 15)
    found = resolve_time(words, text, text.index(words), When(published, published, "day", "given"))
    assert found is not None and str(found.first_day) == first


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It met on Friday, April 26, 2024, in Accra.", "2024-04-26"),
        ("It met on Friday. April is next.", "2021-03-12"),
        ("It met on Friday in Accra.", "2021-03-12"),
    ],
)
def test_a_date_goes_on_if_the_next_word_may_belong_to_it(text: str, whole: str):
    published = date(2021, 3, 15)
    found = resolve_time(
        "Friday", text, text.index("Friday"), When(published, published, "day", "given")
    )
    assert found is not None and str(found.first_day) == whole


def test_a_line_ends_a_sentence():
    text = "Talks open on Friday\nGhana waited\n\n2 May was too late"
    assert sentence_at(text, text.index("Ghana"), text.index("waited")) == (21, 33)
    assert sentence_at(text, 0, 5) == (0, 20)
    assert sentence_at(text, text.index("May"), len(text)) == (35, len(text))
