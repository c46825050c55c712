"""Claims of one real event become one event; people outrank the program."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, claim
from dragoman.merge import Merged, events, tally
from dragoman.merge.candidates import candidates
from dragoman.merge.likeness import FEATURES, clash, features, judge, shipped
from dragoman.merge.traits import Traits, content, traits
from dragoman.types import Copy, EventId, Judgement, MentionId

OTHERS = [
    "Ruritania accused Sylvania of shelling the border village of Dorf on Friday.",
    "Ruritania again accused Sylvania over the shelling of Dorf, a border village.",
    "Ruritania accused Sylvania of stealing fish from its coastal waters.",
    "Borduria accused Sylvania of shelling the border village of Dorf on Friday.",
    "Ruritania denounced Sylvania's fleet for taking fish in coastal waters.",
]
DAY = date(2023, 6, 16)


def told(text: str, source: str = "RUR/GOV", target: str = "SYL/GOV", **more: object) -> Traits:
    """The traits of one claim in an article of its own."""
    one = article(text, source=text)
    trigger = "denounced" if "denounced" in text else "accused"
    actor = text.split()[0]
    given_claim = claim(one, source, target, trigger=trigger, sources=(actor,), **more)
    return traits(one, [given_claim], "story")[0]


CLAIMS = [
    told(text, source="BOR/GOV" if text.startswith("Borduria") else "RUR/GOV") for text in OTHERS
]


def parts(merged: Merged) -> set[frozenset[MentionId]]:
    return {frozenset(one.claims) for one in merged.events}


def said(left: Traits, right: Traits, same: bool) -> Judgement:
    return Judgement(left.id, right.id, same, 1.0, "a person")


# -- the judge -----------------------------------------------------------------------------


def test_two_tellings_of_one_act_are_the_same() -> None:
    assert judge(CLAIMS[0], CLAIMS[1]).same


def test_the_same_act_about_something_else_is_another() -> None:
    assert not judge(CLAIMS[0], CLAIMS[2]).same


def test_other_actors_clash_and_the_judge_says_so() -> None:
    assert judge(CLAIMS[0], CLAIMS[3]).reasons == ("other actors",)


def test_days_apart_clash() -> None:
    early, late = told(OTHERS[0], day=DAY), told(OTHERS[1], day=date(2024, 4, 26))
    assert clash(early, late) == "other days"


def test_an_open_day_clashes_with_none() -> None:
    assert clash(told(OTHERS[0], day=DAY), CLAIMS[1]) is None


def test_what_was_denied_is_not_what_happened() -> None:
    assert clash(CLAIMS[0], told(OTHERS[1], modality="denied")) == "one real, one denied"


def test_mutual_acts_agree_crosswise() -> None:
    there = told(OTHERS[0], mutual=True)
    back = told(OTHERS[1], source="SYL/GOV", target="RUR/GOV", mutual=True)
    assert clash(there, back) is None
    assert clash(replace(there, mutual=False), replace(back, mutual=False)) == "other actors"


def test_reasons_add_up_to_the_score() -> None:
    one = judge(CLAIMS[0], CLAIMS[1])
    assert {reason.rsplit(" ", 1)[0] for reason in one.reasons} <= set(FEATURES)
    assert one.reasons[0].rsplit(" ", 1)[1] != "+0.00"


def test_every_feature_has_a_weight() -> None:
    assert set(shipped().weights) == set(FEATURES)


@given(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS))
def test_judging_is_symmetrical(left: Traits, right: Traits) -> None:
    assert features(left, right) == features(right, left)


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert content("fentanyl").weight > content("government").weight


# -- groups --------------------------------------------------------------------------------


def test_reports_of_one_event_become_one_that_keeps_each() -> None:
    merged = events(CLAIMS)
    assert frozenset((CLAIMS[0].id, CLAIMS[1].id)) in parts(merged)
    assert sum(len(one.claims) for one in merged.events) == len(CLAIMS)


@given(st.permutations(CLAIMS))
def test_order_of_arrival_does_not_matter(claims: list[Traits]) -> None:
    assert events(claims) == events(CLAIMS)


pairs = st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS), st.booleans())


@given(st.lists(pairs, max_size=12))
def test_no_event_holds_a_pair_judged_different(given_pairs: list[tuple[Traits, Traits, bool]]):
    judgements = [said(*one) for one in given_pairs if one[0] is not one[1]]
    newest = {frozenset((one.left, one.right)): one.same for one in judgements}
    for event in events(CLAIMS, judgements=judgements).events:
        for pair in combinations(event.claims, 2):
            assert newest.get(frozenset(pair), True)


@given(st.lists(pairs, max_size=6))
def test_redoing_gives_the_same_events(given_pairs: list[tuple[Traits, Traits, bool]]) -> None:
    judgements = [said(*one) for one in given_pairs if one[0] is not one[1]]
    once = events(CLAIMS, judgements=judgements)
    before = {claim: one.id for one in once.events for claim in one.claims}
    assert events(CLAIMS, judgements=judgements, previous=before) == once


def test_a_person_joins_what_the_program_would_not() -> None:
    merged = events(CLAIMS, judgements=[said(CLAIMS[0], CLAIMS[3], True)])
    assert any({CLAIMS[0].id, CLAIMS[3].id} <= set(one.claims) for one in merged.events)


def test_a_newer_word_on_a_pair_outranks_an_older() -> None:
    both = [said(CLAIMS[0], CLAIMS[3], True), said(CLAIMS[3], CLAIMS[0], False)]
    assert parts(events(CLAIMS, judgements=both)) == parts(events(CLAIMS))


def test_judgements_on_claims_that_are_gone_do_no_harm() -> None:
    gone = Judgement(MentionId("x"), CLAIMS[0].id, True, 1.0, "a person")
    assert events(CLAIMS, judgements=[gone]) == events(CLAIMS)


# -- ids -----------------------------------------------------------------------------------


def ids(merged: Merged) -> dict[MentionId, EventId]:
    return {claim: one.id for one in merged.events for claim in one.claims}


def test_split_and_rejoin_come_back() -> None:
    before = events(CLAIMS)
    split = events(CLAIMS, judgements=[said(CLAIMS[0], CLAIMS[1], False)], previous=ids(before))
    assert len(split.events) == len(before.events) + 1
    after = events(CLAIMS, previous=ids(split))
    assert after.events == before.events
    assert set(after.redirects) == set(ids(split).values()) - set(ids(before).values())


def test_ids_stay_when_claims_come() -> None:
    before = ids(events(CLAIMS[1:]))
    after = ids(events(CLAIMS, previous=before))
    assert {claim: after[claim] for claim in before} == before


def test_of_a_split_event_the_larger_part_keeps_the_id() -> None:
    had = {CLAIMS[at].id: EventId("a") for at in (0, 1, 3)}
    now = ids(events(CLAIMS, previous=had))
    assert now[CLAIMS[0].id] == now[CLAIMS[1].id] == "a" != now[CLAIMS[3].id]


def test_an_id_that_once_meant_something_else_is_not_given_again() -> None:
    own = ids(events([CLAIMS[3]]))[CLAIMS[3].id]
    now = ids(events(CLAIMS, previous={CLAIMS[0].id: own}))
    assert now[CLAIMS[3].id] != own


def test_a_vanished_id_leads_to_the_event_that_has_its_claims() -> None:
    apart = {CLAIMS[0].id: EventId("a"), CLAIMS[1].id: EventId("b")}
    merged = events(CLAIMS[:2], previous=apart)
    assert merged.redirects == {"b": "a"}


@given(st.dictionaries(st.sampled_from([c.id for c in CLAIMS]), st.sampled_from("abc")))
@settings(max_examples=50)
def test_no_two_events_share_an_id(previous: dict[MentionId, EventId]) -> None:
    merged = events(CLAIMS, previous=previous)
    assert len({one.id for one in merged.events}) == len(merged.events)


# -- what an event says --------------------------------------------------------------------


def test_copies_count_as_one_report() -> None:
    copy = Copy(CLAIMS[0].article, CLAIMS[1].article, "copy", 1.0)
    event = max(events(CLAIMS[:2], copies=[copy]).events, key=lambda one: len(one.claims))
    assert (event.reports, event.independent) == (2, 1)


def test_each_field_says_how_many_reports_give_it() -> None:
    (event,) = events([told(OTHERS[0], day=DAY), CLAIMS[1]]).events
    assert ("source", "RUR/GOV", 2) in event.support
    assert ("day", "2023-06-16", 1) in event.support


def test_an_event_has_the_mode_that_half_of_its_claims_give() -> None:
    def mode(*modes: str | None) -> str | None:
        group = [replace(CLAIMS[0], mode=one) for one in modes]
        return tally.event(EventId("e"), group, tally.Reports([])).mode

    assert mode("phone", None, None) is None
    assert mode("phone", None) == "phone"
    assert mode("visit", "phone", "visit", None) == "visit"
    assert mode("visit", "phone", None, None, None) is None


def dated(one: Traits, first: date, last: date) -> Traits:
    """With days that stand in the words of the report."""
    days = first.toordinal(), last.toordinal()
    return replace(one, days=days, window=days)


def test_agreed_days_lie_within_the_widest() -> None:
    early = date(2023, 6, 11)
    (event,) = events([dated(CLAIMS[0], DAY, DAY), dated(CLAIMS[1], early, DAY)]).events
    assert (event.first_day, event.last_day) == (DAY, DAY)
    assert event.widest == (early, DAY)


def test_a_day_lent_by_the_article_gives_way_to_one_in_words() -> None:
    lent = told(OTHERS[1], day=date(2023, 6, 18))
    (event,) = events([dated(CLAIMS[0], DAY, DAY), lent]).events
    assert (event.first_day, event.last_day) == (DAY, DAY)


def test_an_old_event_retold_joins_the_old_one() -> None:
    again = told(OTHERS[1], modality="historic")
    (event,) = events([CLAIMS[0], again]).events
    assert event.modality == "happened"


def test_the_earliest_report_stands_first() -> None:
    late, early = replace(CLAIMS[0], told=738_002), replace(CLAIMS[1], told=738_001)
    (event,) = events([late, early]).events
    assert event.claims == (early.id, late.id)


# -- candidates ----------------------------------------------------------------------------


def test_each_pair_is_compared_once() -> None:
    found = list(candidates(CLAIMS))
    assert len(found) == len(set(found))
    assert all(left < right for left, right in found)


def test_claims_of_other_stories_and_days_are_not_compared() -> None:
    elsewhere = replace(CLAIMS[1], story="another")
    assert list(candidates([CLAIMS[0], elsewhere])) == []


def test_a_crowd_behind_one_key_costs_no_square() -> None:
    crowd = [replace(CLAIMS[0], id=MentionId(f"{n:04}")) for n in range(400)]
    assert len(list(candidates(crowd))) < 400 * 30
