"""Which article repeats which. All texts are made up."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from dragoman import copies
from dragoman.copies import align
from dragoman.copies.fingerprints import fingerprint
from dragoman.types import Article, Published, Removed

WIRE = """The foreign minister of Ruritania, Elena Varga, flew to Port Selwyn on Tuesday for two
days of talks with Prime Minister Tomas Okello about fishing rights in the Straits of Marn.
Officials said 14 trawlers had been held since March, and that 212 sailors were still ashore.
Ms. Varga offered to pay a fine of 3 million crowns if the boats were let go before the herring
season opens on 9 October. Mr. Okello's spokesman, Piet Lanning, answered that Sylvania wanted a
treaty first and would not bargain over crews. The two countries fought over the same waters in
1974 and in 1998, when a Ruritanian frigate rammed a customs cutter off Cape Dorn. A commission
in Geneva drew a line through the straits in 2003 that neither parliament has approved. Bishop
Anselm Roy visited the sailors on Monday and found them in good health. The talks go on on
Wednesday at the Old Customs House, where both delegations are to dine with Governor Ines Falk."""

REWRITE = """Elena Varga, who heads Ruritania's diplomacy, arrived in Port Selwyn on Tuesday. For
two days she will negotiate with Tomas Okello, the Sylvanian premier, over who may fish in the
Straits of Marn. According to officials, 212 seamen remain stranded and 14 trawlers have been
impounded since March. If the vessels are released ahead of the herring season, which begins on 9
October, Ms. Varga is ready to hand over 3 million crowns as a penalty. A treaty must come first,
replied Piet Lanning, who speaks for Mr. Okello, adding that crews were not up for haggling.
Twice before, in 1974 and 1998, the neighbours clashed here; the second time a customs cutter was
struck by a frigate from Ruritania near Cape Dorn. The border proposed by a Geneva commission in
2003 has never been ratified by either legislature. Bishop Anselm Roy saw the men on Monday and
called them well. On Wednesday the negotiators meet again at the Old Customs House, and Governor
Ines Falk will host them for dinner."""

INDEPENDENT = """Sylvania and Ruritania came no closer to ending their quarrel over herring on
Tuesday, diplomats in Port Selwyn said after a first round that lasted five hours. Behind the
closed doors of the Old Customs House, Prime Minister Tomas Okello showed his guest a map from
1911 which, his aides claim, puts the whole of the Straits of Marn inside Sylvanian waters. Elena
Varga brought her own lawyers, among them Professor Milo Brandt of the University of Strelsau.
Fishermen from Kettle Bay blocked the harbour with forty boats and burned a flag. Police arrested
six of them. Business groups urged a quick deal, as the cannery at Holm has sent 900 workers home.
Opposition leader Rosa Quist said the government was gambling with the islands. Banks expect the
crown to fall further if the talks fail."""

SPEECH = (
    '"We will not sell our waters for a handful of crowns, and we will not be hurried by anyone, '
    "be it a neighbour with a long memory or a market with a short one, because our grandchildren "
    'will ask us what we did with the sea that we were given", '
)


def passage(of: str, first: int, last: int) -> str:
    return " ".join(of.split()[first:last])


def test_the_same_text_is_a_copy_and_the_later_one_repeats() -> None:
    early = article(WIRE, "a", published=Published(date(2023, 5, 2), "day", "feed"))
    late = article(WIRE, "b", published=Published(date(2023, 5, 3), "day", "feed"))
    found = copies.compare(early, late)
    assert found and (found.kind, found.score) == ("copy", 1.0)
    assert (found.article, found.original) == (late.id, early.id)


def test_a_shortened_text_is_an_excerpt_of_the_longer() -> None:
    whole, part = article(WIRE, "a"), article(passage(WIRE, 0, 70), "b")
    found = copies.compare(whole, part)
    assert found and found.kind == "excerpt" and found.article == part.id


def test_agency_text_inside_a_longer_article_is_found_with_its_range() -> None:
    taken = passage(WIRE, 20, 110)
    longer = article(f"{INDEPENDENT}\n{taken}\n{INDEPENDENT[::-1]}", "b")
    found = copies.compare(article(WIRE, "a"), longer)
    assert found and found.kind == "excerpt" and found.article == longer.id
    longest = max(found.evidence, key=lambda one: one.end - one.start)
    assert longer.text[longest.start : longest.end] in taken
    assert longest.end - longest.start > 0.9 * len(taken)


def test_a_retelling_in_other_words_is_a_rewrite_of_the_fuller_text() -> None:
    original, retold = article(WIRE, "a"), article(REWRITE, "b")
    found = copies.compare(retold, original)
    assert found and found.kind == "rewrite"
    assert (found.article, found.original) == (retold.id, original.id)


def test_evidence_of_a_rewrite_pairs_the_sentences_in_order() -> None:
    original, retold = article(WIRE, "a"), article(REWRITE, "b")
    found = copies.compare(original, retold)
    assert found and len(found.evidence) >= 6
    for one in found.evidence:
        if "Anselm" in retold.text[one.start : one.end]:
            assert "Anselm" in original.text[one.original_start : one.original_end]
    places = [one.original_start for one in found.evidence]
    assert places == sorted(places)


def test_a_credit_line_says_which_is_the_copy() -> None:
    plain = article(WIRE, "z")
    credited = article(WIRE, "a", removed=(Removed("Post from example.org", "credit"),))
    found = copies.compare(plain, credited)
    assert found and found.article == credited.id


def test_independent_accounts_are_no_copies() -> None:
    assert copies.compare(article(WIRE, "a"), article(INDEPENDENT, "b")) is None


def test_a_quotation_that_both_report_makes_no_copy() -> None:
    one = article(f"{WIRE} {SPEECH} Mr. Okello told the crowd.", "a")
    other = article(f"{INDEPENDENT} {SPEECH} said the premier.", "b")
    assert copies.compare(one, other) is None


def test_embeddings_find_what_words_alone_do_not() -> None:
    """Sentences that share names only, but that the encoder holds to say the same."""
    one, other = article(WIRE, "a"), article(REWRITE, "b")
    count = len(fingerprint(other.text).sentences)

    def embed(texts: object) -> np.ndarray:
        return np.eye(64, dtype=np.float32)[: len(list(texts))]  # type: ignore[call-overload]

    found = copies.compare(one, other, embed)
    assert found and found.kind == "rewrite" and len(found.evidence) <= count


@pytest.mark.parametrize("text", [passage(WIRE, 30, 160), REWRITE, f"{INDEPENDENT} {WIRE}"])
def test_what_repeats_shares_a_key(text: str) -> None:
    assert {*copies.keys(article(WIRE, "a"))} & {*copies.keys(article(text, "b"))}


def test_other_news_shares_no_key() -> None:
    other = (
        "A storm tore roofs off forty houses in Lower Brannock while the mayor, Ada Pell, slept."
    )
    assert not {*copies.keys(article(WIRE, "a"))} & {*copies.keys(article(other, "b"))}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_keys_are_few_and_fit_the_ledger(text: str) -> None:
    found = copies.keys(article(text))
    assert len(found) <= 150 and found == copies.keys(article(text))
    assert all(-(1 << 63) <= key < 1 << 63 for key in found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WIRE.split()), max_size=60),
    st.lists(st.sampled_from(WIRE.split()), max_size=60),
)
def test_which_is_named_first_does_not_matter(left: list[str], right: list[str]) -> None:
    one, other = article(" ".join(left), "a"), article(" ".join(right), "b")
    assert copies.compare(one, other) == copies.compare(other, one)


@pytest.mark.parametrize("other", [WIRE, REWRITE, passage(WIRE, 10, 90), f"{SPEECH} {WIRE}"])
def test_evidence_lies_within_both_texts(other: str) -> None:
    one, two = article(WIRE, "a"), article(other, "b")
    found = copies.compare(one, two)
    assert found and found.evidence
    held: dict[str, Article] = {one.id: one, two.id: two}
    for answer in found.evidence:
        assert 0 <= answer.start < answer.end <= len(held[found.article].text)
        assert 0 <= answer.original_start < answer.original_end <= len(held[found.original].text)


def test_find_leaves_the_article_itself_out() -> None:
    one, two = article(WIRE, "a"), article(WIRE, "b")
    assert [{copy.article, copy.original} for copy in copies.find(one, [one, two])] == [
        {one.id, two.id}
    ]


def test_a_path_never_goes_back_and_takes_the_best() -> None:
    scores = np.array([[0.0, 0.9, 0.0], [0.8, 0.0, 0.0], [0.0, 0.0, 0.7]])
    assert align.path(scores) == [(0, 1, 0.9), (2, 2, 0.7)]
    assert align.best(scores) == pytest.approx(1.6)


def test_order_counts_only_where_there_is_one() -> None:
    straight = np.eye(10)
    assert align.order(straight) > 3 > 1 > align.order(straight[::-1])
