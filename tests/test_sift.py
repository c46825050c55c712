from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean.sift import sift

FIRST = "Ministers of Peru and Chile met in Lima on Monday to talk about their border."
SECOND = "They signed nothing, and the Chilean minister left before dinner was served."
LONG = [f"In round {n} of the talks the ministers argued about fish and ships." for n in range(15)]


def reasons(lines: list[str], **known: str) -> dict[str, str]:
    return {gone.text: gone.reason for gone in sift(lines, **known).removed}


def test_the_line_above_the_text_is_the_title_and_leaves_it() -> None:
    sifted = sift(["Peru and Chile sign nothing", FIRST, SECOND])
    assert sifted.title == "Peru and Chile sign nothing"
    assert sifted.kept == (FIRST, SECOND)


def test_a_menu_is_one_list_whatever_stands_between_its_lines() -> None:
    gone = reasons([FIRST, SECOND, "World", "Subscribe", "World", "Sport", FIRST[::-1]])
    assert gone["World"] == gone["Sport"] == "navigation"


def test_a_title_that_stands_twice_goes_twice() -> None:
    assert sift(["Talks in Lima", "Talks in Lima", FIRST]).kept == (FIRST,)


def test_a_known_title_leaves_the_text_wherever_it_stands() -> None:
    assert sift([FIRST, "Talks in Lima!", SECOND], "Talks in Lima").kept == (FIRST, SECOND)


def test_the_title_is_the_line_the_address_knows() -> None:
    address = "https://andes.example/peru-and-chile-sign-nothing-in-lima"
    lines = ["Weather in your own town", "Peru and Chile sign nothing", FIRST]
    assert sift(lines, address=address).title == "Peru and Chile sign nothing"


def test_the_title_is_the_line_the_text_answers() -> None:
    lines = ["Win two tickets for the opera", "Peru and Chile talk about the border", FIRST]
    assert sift(lines).title == "Peru and Chile talk about the border"


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert sift([FIRST, SECOND]).title is None


def test_labels_above_the_text_go() -> None:
    found = reasons(["Latin America", "ANA RUIZ", "Peru and Chile sign nothing", FIRST])
    assert found["ANA RUIZ"] == found["Latin America"] == "section label or name"


def test_a_menu_goes_from_anywhere() -> None:
    assert sift([FIRST, "World", "Sport", "Politics", SECOND]).kept == (FIRST, SECOND)


def test_a_subheading_stays() -> None:
    assert sift([FIRST, "Fish and ships", SECOND]).kept == (FIRST, "Fish and ships", SECOND)


def test_a_heading_over_links_takes_them_along() -> None:
    lines = [FIRST, "Related stories", "Ten Soups for a Cold Night", "Ferry Fares Rise...", SECOND]
    assert sift(lines).kept == (FIRST, SECOND)


def test_a_headline_of_another_article_goes() -> None:
    stray = "Singer returns to stage after surgery"
    assert reasons([*LONG[:8], stray, *LONG[8:]]) == {stray: "headline of another article"}


def test_a_few_words_between_leftovers_go_with_them() -> None:
    lines = [FIRST, "Share this article", "Thanks, neighbour", "Subscribe", SECOND]
    assert reasons(lines)["Thanks, neighbour"] == "among leftovers"


def test_what_follows_a_leftover_after_the_text_goes() -> None:
    lines = [FIRST, SECOND, "Share this article", "Andes Post recommends", "Fairness in numbers"]
    assert sift(lines).kept == (FIRST, SECOND)


def test_a_subheading_beside_an_advertisement_stays() -> None:
    assert sift([FIRST, "Advertisement", "Fish and ships", SECOND]).kept[1] == "Fish and ships"


def test_a_line_about_the_same_thing_stays() -> None:
    heading = "More ships and fewer fish since winter"
    assert not reasons([*LONG[:8], heading, *LONG[8:]])


def test_a_first_line_with_an_address_gives_it() -> None:
    assert sift(["https://andes.example/1", FIRST]).address == "https://andes.example/1"


def test_the_site_a_post_comes_from_is_told() -> None:
    assert sift([FIRST, "Post from www.andes.example"]).site == "www.andes.example"


def test_timestamps_around_the_text_are_its_own_and_others_are_not() -> None:
    text = [FIRST, *LONG[:3]]
    sifted = sift(["3 June 2023", *text, "Singer Returns", "1 June 2023", SECOND, "10:15 GMT"])
    assert sifted.stamps == ("3 June 2023", "10:15 GMT")
    assert sifted.kept == (*text, SECOND)


def test_a_timestamp_among_the_first_lines_is_the_articles_own() -> None:
    lines = ["The ministers of both countries met in Lima.", "3 June 2023", FIRST, SECOND]
    assert sift(lines).stamps == ("3 June 2023",)


def test_dates_that_head_the_parts_of_a_chronicle_stay() -> None:
    days = ["1 June 2023", "2 June 2023", "3 June 2023"]
    lines = [line for day, text in zip(days, LONG, strict=False) for line in (day, text)]
    assert not reasons(lines)


def test_notes_after_the_text_go() -> None:
    lines = [FIRST, SECOND, "Luis Paz is a freelance journalist in Lima.", "Andes News Bureau"]
    assert sift(lines).kept == (FIRST, SECOND)


def test_a_last_sentence_about_somebody_in_the_article_stays() -> None:
    lines = ["Luis Paz was arrested in Lima on Monday.", "Luis Paz is a freelance journalist."]
    assert len(sift(lines).kept) == 2


def test_a_paragraph_that_stands_twice_stays_once() -> None:
    assert reasons([FIRST, SECOND, FIRST]) == {FIRST: "repeated line"}


def test_a_line_that_is_a_link_goes_unless_it_is_a_sentence() -> None:
    links = frozenset({"foursoupsforwinter", "".join(filter(str.isalnum, FIRST.casefold()))})
    assert sift([FIRST, "Four soups for winter", SECOND], links=links).kept == (FIRST, SECOND)


lines = st.lists(
    st.sampled_from(
        [FIRST, SECOND, *LONG, "Subscribe", "World", "Talks in Lima", "3 June 2023", "By Ana Ruiz"]
    ),
    max_size=12,
)


@given(lines)
@settings(max_examples=150, deadline=None)
def test_every_line_is_kept_or_removed_with_a_reason(given_lines: list[str]) -> None:
    sifted = sift(given_lines)
    found = sorted([*sifted.kept, *(gone.text for gone in sifted.removed)])
    assert found == sorted(given_lines)
    assert all(gone.reason for gone in sifted.removed)


@given(lines)
@settings(max_examples=100, deadline=None)
def test_sentences_stay(given_lines: list[str]) -> None:
    assert set(sift(given_lines).kept) >= set(given_lines) & {FIRST, SECOND, *LONG}


def test_a_question_to_readers_below_the_text_goes() -> None:
    found = sift(["The ministers met in Oslo on Friday.", "Do you think the talks will help?"])
    assert found.kept == ("The ministers met in Oslo on Friday.",)
    assert [one.reason for one in found.removed] == ["question to readers"]


def test_a_question_that_somebody_asks_in_the_text_stays() -> None:
    lines = ["The ministers met in Oslo on Friday.", "“What do you want from us?” he asked."]
    assert sift(lines).kept == tuple(lines)


def test_a_dateline_that_lost_its_names_goes_and_its_sentence_stays() -> None:
    found = sift(["( – The ministers met in Oslo on Friday.", "They agreed to meet again."])
    assert found.kept[0] == "The ministers met in Oslo on Friday."
    assert [one.text for one in found.removed] == ["( –"]
