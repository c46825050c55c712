from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean import published

LATEST = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-06-19T10:00:00+09:00", "2023-06-19"),
        ("Mon, 19 Jun 2023 10:00:00 +0000", "2023-06-19"),
        ("June 19, 2023", "2023-06-19"),
        ("19th of June 2023", "2023-06-19"),
        ("Sept. 3, 2023, 5:00 a.m. ET", "2023-09-03"),
        ("19/06/2023", "2023-06-19"),
        ("06/19/2023", "2023-06-19"),
        ("2023/6/9", "2023-06-09"),
        ("20230619", "2023-06-19"),
        ("1687168800", "2023-06-19"),
        ("1687168800000", "2023-06-19"),
    ],
)
def test_a_full_date_is_read(words: str, day: str) -> None:
    assert published.parse(words, LATEST) == (date.fromisoformat(day), "day")


@pytest.mark.parametrize("words", ["2023-06", "June 2023", "Jun. 2023"])
def test_a_month_is_its_first_day_and_says_so(words: str) -> None:
    assert published.parse(words, LATEST) == (date(2023, 6, 1), "month")


@pytest.mark.parametrize(
    "words",
    [
        "03/04/2023",
        "2023",
        "31 June 2023",
        "2031-01-01",
        "0001-01-01",
        "1970-01-01",
        "",
        "0",
        "May",
    ],
)
def test_an_open_impossible_or_coming_date_is_none(words: str) -> None:
    assert published.parse(words, LATEST) is None


@pytest.mark.parametrize(
    ("path", "day", "precision"),
    [
        ("2022/7/21/talks", "2022-07-21", "day"),
        ("news/2022-07-21/talks", "2022-07-21", "day"),
        ("world/2023/jun/19/talks", "2023-06-19", "day"),
        ("article/19/07/2022/talks", "2022-07-19", "day"),
        ("stories/202207260345.html", "2022-07-26", "day"),
        ("view.php?id=20220725000767", "2022-07-25", "day"),
        ("2022/07/talks", "2022-07-01", "month"),
    ],
)
def test_an_address_may_hold_the_day(path: str, day: str, precision: str) -> None:
    found = published.in_address("https://andes.example/" + path, LATEST)
    assert found and (found.day.isoformat(), found.precision) == (day, precision)
    assert found.evidence.startswith("address: ")


@pytest.mark.parametrize(
    "path", ["story/3185265", "a/2001451768/b", "cup-2022", "2022-cup", "04/05/2022"]
)
def test_other_numbers_of_an_address_are_no_day(path: str) -> None:
    assert published.in_address("https://andes.example/" + path, LATEST) is None


@pytest.mark.parametrize(
    "line",
    [
        "2024-04-26 12:26:09",
        "Published: June 3, 2023 10:15 GMT",
        "Updated 3 hours ago",
        "Posted on June 3, 2023 by Ana Ruiz",
        "24 April 2023 • 7:00am",
        "Thu 21 Jul 2022 10.15 BST",
        "2:54pm",
    ],
)
def test_a_timestamp_line_is_told(line: str) -> None:
    assert published.is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 3 June 2023 he said no.",
        "Tuesday",
        "2019",
        "10:30 The president arrives",
        "Talks in 2023",
    ],
)
def test_a_line_with_a_date_is_no_timestamp(line: str) -> None:
    assert not published.is_stamp(line)


def test_a_line_that_says_published_outranks_others() -> None:
    lines = ["Updated: 5 June 2023", "4 June 2023", "Published: 3 June 2023"]
    found = published.from_stamps(lines, LATEST)
    assert found and found.day == date(2023, 6, 3)
    assert found.evidence == "timestamp line: Published: 3 June 2023"


def test_days_of_a_list_are_not_taken() -> None:
    assert published.from_stamps(["4 June 2023", "3 June 2023"], LATEST) is None


def test_a_dateline_needs_its_year() -> None:
    full = published.from_dateline("LIMA, Jun 3 2022 (AP) - Ministers met.", LATEST)
    assert full and full.evidence == "dateline: LIMA, Jun 3 2022 (AP) -"
    assert published.from_dateline("LIMA, Jun 3 (AP) - Ministers met.", LATEST) is None
    assert published.from_dateline("LIMA, June 2022 (AP) - Ministers met.", LATEST) is None
    assert published.from_dateline("On 3 June 2022 the two - who met - left.", LATEST) is None


def test_the_first_place_with_a_possible_day_decides() -> None:
    found = published.decide([("feed", "soon"), ("meta date", "2023-06-19")], LATEST)
    assert found == published.Published(date(2023, 6, 19), "day", "meta date: 2023-06-19")


@given(st.dates(published.EARLIEST, LATEST), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y"]))
def test_every_day_is_read_as_it_is_written(day: date, form: str) -> None:
    assert published.parse(day.strftime(form), LATEST) == (day, "day")


@given(st.text(max_size=60))
def test_no_words_raise(words: str) -> None:
    published.parse(words, LATEST)
    published.is_stamp(words)
    published.in_address(words, LATEST)
