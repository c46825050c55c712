"""The sample coverage stands for what the program must tell apart: see docs/samples.md."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dragoman.clean import clean
from dragoman.read import read
from dragoman.types import Article, Page

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

FURNITURE = (
    "cookie subscribe subscriber log_in newsletter advertisement share_this follow_us read_more "
    "continue_reading related_stories copyright min_read post_from comments tags: skip_to "
    "exit_mobile back_to_front reporting_by published: updated: photo:"
).split()


@cache
def articles() -> dict[str, Article]:
    found: dict[str, Article] = {}
    for page in read([str(SAMPLES)]):
        assert isinstance(page, Page), page
        article = clean(page)
        assert isinstance(article, Article), article
        found[page.source_id or Path(page.source).stem] = article
    return found


def test_every_sample_is_an_article() -> None:
    assert len(articles()) == 17


@pytest.mark.parametrize("words", FURNITURE)
def test_no_leftover_stays_in_a_sample(words: str) -> None:
    found = [
        name for name, one in articles().items() if words.replace("_", " ") in one.text.lower()
    ]
    assert not found


def test_every_sample_has_its_title_but_the_one_without() -> None:
    assert [name for name, one in articles().items() if not one.title] == [
        "2023-beijing-gulf-observer"
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2019-chengdu-harbour-post", date(2019, 12, 24)),
        ("2019-chengdu-peninsula-ledger", date(2019, 12, 25)),
        ("2019-chengdu-excerpt", None),
        ("2023-tokyo-harbour-post", date(2023, 3, 16)),
        ("2023-tokyo-peninsula-ledger", date(2023, 3, 17)),
        ("2023-tokyo-newsmill", date(2023, 3, 17)),
        ("2023-tokyo-undated", None),
        ("2023-athens-aegean-gazette", date(2023, 12, 7)),
        ("2023-argyle-caribbean-wire", date(2023, 12, 14)),
        ("2023-beijing-gulf-observer", date(2023, 3, 10)),
        ("mw-6", date(2024, 10, 23)),
        ("spring-in-two-capitals", None),
    ],
)
def test_each_sample_has_its_day_or_none(name: str, day: date | None) -> None:
    published = articles()[name].published
    assert (published.day if published else None) == day


def test_the_copy_has_the_text_of_its_original() -> None:
    assert articles()["mw-2"].text == articles()["2019-chengdu-harbour-post"].text


def test_the_excerpt_is_the_beginning_of_its_original() -> None:
    whole, part = articles()["2019-chengdu-peninsula-ledger"], articles()["2019-chengdu-excerpt"]
    assert whole.text.startswith(part.text)


def test_no_sentence_of_a_sample_is_among_its_leftovers() -> None:
    for one in articles().values():
        lost = [gone for gone in one.removed if len(gone.text.split()) > 18]
        assert all(gone.reason == "outside the main text" for gone in lost), lost


def test_outlets_are_those_of_the_samples() -> None:
    outlets = {one.outlet for one in articles().values()}
    assert {"Harbour Post", "Meridian Wire", "Strait Dispatch", "Gulf Observer"} <= outlets
