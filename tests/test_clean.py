from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.clean.leftovers import is_sentence
from dragoman.types import Article, Page, Published, Rejected, digest

LATEST = date(2024, 12, 31)
FIRST = "Ministers of Peru and Chile met in Lima on Monday to talk about their border."
SECOND = "They signed nothing, and the Chilean minister left before dinner was served."
THIRD = "“We will meet again in May,” the Peruvian minister told reporters on the steps."
BODY = (FIRST, SECOND, THIRD)


def html_page(head: str = "", body: tuple[str, ...] = BODY, extra: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in body)
    return (
        f"<html><head><title>Talks in Lima | Andes Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/w'>World</a></nav><article><h1>Talks in Lima</h1>"
        f"{text}{extra}</article><footer>© 2023 Andes Post</footer></body></html>"
    )


def article(content: str, **fields: object) -> Article:
    found = clean(Page("a", content, **fields), LATEST)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def rejected(content: str, **fields: object) -> str:
    found = clean(Page("a", content, **fields), LATEST)  # type: ignore[arg-type]
    assert isinstance(found, Rejected) and found.step == "clean"
    return found.reason


# --- text


def test_paragraphs_stand_apart_and_are_otherwise_untouched() -> None:
    assert article("\r\n".join(BODY)).text == "\n\n".join(BODY)


def test_the_text_is_nfc_without_what_nobody_sees() -> None:
    assert article("Ministers of Peru\u0301 met\u00a0in Li\u00adma.\ufeff").text == (
        "Ministers of Perú met in Lima."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Peru &amp; Chile met in Lima.", "Peru & Chile"),
        ("Itâ€™s over, he said in Lima.", "It’s over"),
    ],
)
def test_what_other_programs_did_to_letters_is_undone(written: str, meant: str) -> None:
    assert meant in article(written).text


def test_lines_broken_at_one_width_are_joined() -> None:
    wrapped = (
        "Ministers of Peru and Chile met in Lima on\n"
        "Monday to talk about the border that both of\n"
        "them claim, and they signed nothing before the\n"
        "end of the day, when the minister of Chile\nflew home.\n\n"
        "They will meet again in May, said officials.\n"
    )
    assert article(wrapped).text.count("\n") == 2


def test_the_id_follows_from_source_row_and_text() -> None:
    found = article(FIRST, source_id="7")
    assert found.id == digest("a", "7", found.text)


def test_removed_lines_are_kept_with_their_reasons() -> None:
    found = article("\n".join([FIRST, "Share this article", SECOND]))
    assert [(gone.text, gone.reason) for gone in found.removed] == [("Share this article", "share")]


# --- HTML


def test_a_page_gives_its_main_text_and_names_itself() -> None:
    found = article(html_page("<meta property='og:site_name' content='Andes Post'>"), html=True)
    assert found.text == "\n\n".join(BODY)
    assert (found.title, found.outlet) == ("Talks in Lima", "Andes Post")


def test_what_stands_outside_the_main_text_stays_visible() -> None:
    gone = {one.text: one.reason for one in article(html_page(), html=True).removed}
    assert gone["© 2023 Andes Post"] == "outside the main text"


def test_paywall_lines_within_the_main_text_go() -> None:
    page = html_page(
        body=(*BODY, "Already a subscriber? Log in.", "Subscribe to continue reading.")
    )
    assert article(page, html=True).text == "\n\n".join(BODY)


def test_a_page_that_holds_its_text_in_json_ld_alone_is_read() -> None:
    told = {
        "@type": "NewsArticle",
        "articleBody": "\n\n".join(BODY),
        "publisher": {"name": "Andes"},
    }
    page = (
        f"<html><head>{LD.format(json.dumps(told))}</head><body><div id='app'></div></body></html>"
    )
    found = article(page, html=True)
    assert (found.text, found.outlet) == ("\n\n".join(BODY), "Andes")


def test_a_front_page_is_no_article() -> None:
    teasers = "".join(
        f"<h3><a href='/{n}'>Ministers of country {n} meet over trade</a></h3><p>{FIRST} {n}.</p>"
        for n in range(12)
    )
    assert "a list of links" in rejected(
        f"<html><body><main>{teasers}</main></body></html>", html=True
    )


def test_a_piece_of_html_from_a_feed_is_taken_whole() -> None:
    piece = f"<p>{FIRST}</p><p>Short <b>bold</b> line here.<br>{SECOND}</p>"
    assert article(piece, html=True).text == f"{FIRST}\n\nShort bold line here.\n\n{SECOND}"


def test_the_canonical_address_is_the_articles() -> None:
    head = "<link rel='canonical' href='https://andes.example/talks'>"
    assert article(html_page(head), html=True).address == "https://andes.example/talks"


# --- what is rejected


@pytest.mark.parametrize(
    ("content", "html", "why"),
    [
        (
            "<html><body><nav><a href='/'>Home</a></nav></body></html>",
            True,
            "HTML without an article",
        ),
        ("<html><body></body></html>", True, "HTML without an article"),
        ("<", True, "HTML without an article"),
        ("Subscribe\nLog in\n", False, "nothing but leftovers"),
        ("Talks in Lima", False, "no sentence"),
        (
            "Los ministros de Perú y Chile se reunieron en Lima el lunes. " * 5,
            False,
            "not English: es",
        ),
        (
            "今天上午秘鲁和智利外长在利马举行会谈，双方未签署任何文件。" * 9,
            False,
            "not English: zh",
        ),
    ],
)
def test_what_is_no_english_article_is_rejected(content: str, html: bool, why: str) -> None:
    assert why in rejected(content, html=html)


def test_a_rejected_row_is_named_by_its_line_and_id() -> None:
    found = clean(Page("a", "Talks", source_id="7", line=12))
    assert found == Rejected("a", "clean", "line 12: no sentence in it", "7")


def test_an_article_in_which_nothing_happens_is_an_article() -> None:
    assert article("The cherry trees are old. Their petals lie on slow water.").text


def test_foreign_names_do_not_make_a_text_foreign() -> None:
    names = "Kyriakos Mitsotakis, Recep Tayyip Erdoğan, Hakan Fidan, Giorgos Gerapetritis"
    assert article(f"{names} and Charles Michel met in the port of Thessaloniki on Monday. " * 4)


# --- outlet and day


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["https://www.andes.example/a/1", FIRST], "andes.example"),
        ([FIRST, "Post from www.andes.example"], "andes.example"),
        (["LIMA, June 3, 2023 (Andes Wire) - " + FIRST], "Andes Wire"),
        ([FIRST], None),
    ],
)
def test_the_outlet_is_told_by_what_the_text_brings(lines: list[str], outlet: str | None) -> None:
    assert article("\n".join(lines)).outlet == outlet


def test_the_rows_own_fields_come_first() -> None:
    found = article(
        "https://other.example/2020/01/02\n" + FIRST,
        outlet="Andes Post",
        address="https://andes.example/1",
        published="2021-02-03",
    )
    assert (found.outlet, found.address) == ("Andes Post", "https://andes.example/1")
    assert found.published == Published(date(2021, 2, 3), "day", "feed: 2021-02-03")


LD = '<script type="application/ld+json">{}</script>'
GRAPH = {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2023-06-19"}]}
META = '<meta property="article:published_time" content="2023-06-18T01:00:00Z">'


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        (LD.format(json.dumps(GRAPH)) + META, "JSON-LD datePublished: 2023-06-19"),
        (LD.format("{broken") + META, "meta article:published_time: 2023-06-18T01:00:00Z"),
    ],
)
def test_the_day_of_a_page_comes_with_its_evidence(head: str, evidence: str) -> None:
    found = article(html_page(head), html=True).published
    assert found and found.evidence == evidence


@pytest.mark.parametrize(
    ("lines", "evidence"),
    [
        ([FIRST, "2024-04-26 12:26:09"], "timestamp line: 2024-04-26 12:26:09"),
        (["LIMA, June 3, 2023 - " + FIRST], "dateline: LIMA, June 3, 2023 -"),
        (["https://andes.example/2023/06/03/talks", FIRST], "address: 2023/06/03"),
    ],
)
def test_the_day_of_plain_text_comes_with_its_evidence(lines: list[str], evidence: str) -> None:
    found = article("\n".join(lines)).published
    assert found and found.evidence == evidence


@pytest.mark.parametrize("written", ["2099-01-01", "soon", "0000-00-00"])
def test_no_day_is_better_than_a_wrong_one(written: str) -> None:
    assert article(FIRST + " It was 3 June 2020.", published=written).published is None


# --- properties

LINES = st.sampled_from(
    [*BODY, "Talks in Lima", "Subscribe", "By Ana Ruiz", "3 June 2023", "World", "", "Read more"]
)


@given(st.lists(LINES, max_size=10), st.none() | st.just("Talks in Lima"))
@example([BODY[0], "World", "World", BODY[0], "World", BODY[-1]], None)
@settings(max_examples=100, deadline=None)
def test_cleaning_a_clean_text_changes_nothing(lines: list[str], title: str | None) -> None:
    once = clean(Page("a", "\n".join(lines), title=title))
    if isinstance(once, Article):
        assert article(once.text, title=once.title or "No title").text == once.text


@given(st.text(max_size=300) | st.lists(LINES).map("<p>".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_content_raises(content: str, html: bool) -> None:
    found = clean(Page("a", content, html=html))
    assert isinstance(found, Rejected) or any(map(is_sentence, found.text.split("\n\n")))
