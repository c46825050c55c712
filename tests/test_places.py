"""Places: what a name means beside other words and in an article about some countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.times import evaluate_places
from dragoman.places import resolve_place
from dragoman.places.around import look_around
from dragoman.places.gazetteer import DATA, cities, country, known, states
from dragoman.places.placekeys import place_key
from dragoman.types import Place

GOLD = Path(__file__).parent / "gold" / "places.jsonl"


def place(words: str, text: str = "", countries: tuple[str, ...] = ()) -> Place:
    found = resolve_place(words, text, countries)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["check", "dev"])
def test_labelled_places_are_right_and_seldom_wrong(name: str) -> None:
    score = evaluate_places(GOLD)[name]
    assert score["n"] >= 75
    assert score["wrong"] <= 0.014
    assert score["right"] >= 0.97


def test_the_finest_place_named_wins() -> None:
    assert place("the Great Hall of the People in Beijing").name == "Great Hall of the People"
    assert place("Kyiv's suburb of Bucha").name == "Bucha"
    assert place("Culiacán, Sinaloa").name == "Culiacán"


def test_the_article_s_countries_settle_a_shared_name() -> None:
    assert place("Tripoli", countries=("LBN",)).country == "LBN"
    assert place("Tripoli", countries=("LBY",)).country == "LBY"


@pytest.mark.parametrize(
    ("state", "name", "code"),
    [
        ("Peru", "Amazonas", "PER"),
        ("Colombia", "Amazonas", "COL"),
        ("Kenya", "Eastern Province", "KEN"),
        ("Saudi Arabia", "Eastern Province", "SAU"),
        ("Iraq", "Dohuk", "IRQ"),
        ("Bolivia", "Beni", "BOL"),
        ("The Democratic Republic of the Congo", "Beni", "COD"),
        ("The Democratic Republic of Congo", "Beni", "COD"),
    ],
)
def test_a_state_told_by_its_name_has_the_province(state: str, name: str, code: str) -> None:
    assert place(name, f"{state} sent troops. Gunmen killed ten people in {name}.").country == code


def test_a_state_with_a_small_word_in_its_name_is_told_by_it() -> None:
    for name in ("Côte d'Ivoire", "Côte d’Ivoire"):
        assert "CIV" in look_around((), (), f"Troops of {name} left.").named


def test_a_shared_name_without_help_stays_open_with_candidates() -> None:
    found = place("Hyderabad")
    assert found.country is None and found.precision == "open"
    assert {code for _, code in found.candidates} == {"IND", "PAK"}


def test_words_beside_the_name_settle_it_too() -> None:
    assert place("Paris, Texas").country == "USA"
    assert place("Valencia", "Police in Valencia, Venezuela, fired.").country == "VEN"
    assert place("Hyderabad", "the Pakistani city of Hyderabad").country == "PAK"


def test_words_cut_from_a_phrase_are_read_with_the_rest_of_it() -> None:
    for text in ("the governor of Washington state spoke", "in the state of Washington"):
        found = resolve_place("Washington", text, (), text.index("Washington"))
        assert found is not None and found.precision == "region"
    paper = "The Washington Post said so."
    found = resolve_place("Washington", paper, (), 4)
    assert found is not None and found.country is None and not found.candidates
    assert place("Washington Post").country is None
    assert place("the Times of India").country is None


def test_a_people_tells_the_country() -> None:
    assert place("Santiago", "Students marched in Santiago as Chileans voted.").country == "CHL"


def test_the_capital_is_that_of_the_only_country_named() -> None:
    assert (
        place("the capital", "Sudanese doctors counted five dead in the capital.").name
        == "Khartoum"
    )
    assert place("the capital", "Sudanese and Egyptian troops left the capital.").country is None


def test_a_text_tells_its_own_countries() -> None:
    text = "Lebanese troops shut roads in Tripoli. Lebanon's president met the army chief."
    assert place("Tripoli", text).country == "LBN"


def test_a_region_or_towns_in_the_text_settle_a_shared_name() -> None:
    assert place("Belleville", "A man from Belleville in Illinois was held.").country == "USA"
    text = "Harvard students in Cambridge marched to Boston, Massachusetts police said."
    assert place("Cambridge", text).latitude == pytest.approx(42.4, abs=0.1)
    assert place("Granada", "Crowds filled squares in Granada and Managua.").country == "NIC"


def test_a_world_city_is_not_drawn_to_a_region_named_in_passing() -> None:
    text = "Macron received the governor of Texas in Paris."
    assert place("Paris", text).country == "FRA"
    assert place("St Petersburg", "Putin met Florida's envoy in St Petersburg.").country != "USA"


def test_a_region_told_again_and_again_speaks_against_a_world_city() -> None:
    scots = "Scotland counted its votes. Turnout was low in Dundee and in Perth."
    assert place("Perth", scots).country == "GBR"
    assert place("Perth", "Fires burned near Perth and Sydney.").country == "AUS"
    text = "Georgia goes to the polls. Lines were long in Atlanta, Savannah and Rome."
    assert place("Rome", text).country == "USA"
    assert place("Rome", "The governor of Georgia flew from Atlanta to Rome.").country == "ITA"


def test_several_towns_of_a_state_speak_against_a_world_city_elsewhere() -> None:
    text = "Shots were fired in London. Police in Ontario sent officers from Ottawa and Toronto."
    assert place("London", text).country == "CAN"
    assert place("Windsor", text + " A man was held in Windsor.").country == "CAN"
    text = "He drove from Chicago, Illinois, through Washington to Alexandria."
    assert place("Alexandria", text).country == "USA"


def test_a_region_that_owns_a_place_tells_where_it_is() -> None:
    assert place("Rome", "Tornadoes hit Georgia's Rome at night.").country == "USA"
    assert place("Rome", "Meloni's Rome is not amused.").country == "ITA"


def test_accents_that_only_one_state_writes_are_meant() -> None:
    assert place("Los Ángeles", "Mills burned in Los Ángeles.").country == "CHL"
    assert place("Los Angeles", "Mills burned in Los Angeles.").country == "USA"
    assert place("Lérida", "Crowds marched in Barcelona, Spain, and in Lérida.").country == "ESP"


def test_a_demonym_of_two_words_names_its_own_state() -> None:
    assert place("Bor", "South Sudanese troops marched on Bor.").country == "SSD"


def test_a_region_much_in_the_news_is_meant_before_towns_of_its_name() -> None:
    assert place("Bali", "Ministers met in Bali.").country == "IDN"
    assert place("Bali", "Cameroonian police shut a school in Bali.").country == "CMR"


@pytest.mark.parametrize("words", ["Ain Qasra", "Pearl Colonnade", "the Dallas River"])
def test_a_name_is_not_cut_to_its_first_word(words: str) -> None:
    found = place(words, f"Shots were heard at {words}.")
    assert (found.country, found.candidates) == (None, ())
    assert found.name.endswith(words.split()[-1])


def test_a_small_place_across_a_river_is_taken_where_it_has_no_namesake() -> None:
    assert place("Zongo", "Refugees fled from Bangui across the river to Zongo.").country == "COD"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kostyantynivka", "UKR"), ("Hamdaniya", "IRQ"), ("Bahri", "SDN"), ("Lethem", "GUY")],
)
def test_places_of_wars_and_borders_are_known(name: str, code: str) -> None:
    assert place(name, f"Shells fell on {name}.").country == code


def test_the_only_place_of_a_name_is_taken_among_other_states() -> None:
    assert place("Nablus", "Israeli troops raided Nablus.").country == "PSE"
    assert place("Assam", "China condemned the arrests in Assam.").country == "IND"


def test_a_small_only_place_far_from_the_text_stays_open() -> None:
    assert place("Fareham", "Kenyan police searched Fareham.").country is None


def test_a_region_that_follows_tells_the_state_even_of_an_unknown_town() -> None:
    text = "Colombia condemned the attack on San Lorenzo in Esmeraldas province."
    assert place("San Lorenzo", text).country == "ECU"


@pytest.mark.parametrize("words", ["the Congo River", "New Guinea", "the Jordan Valley"])
def test_a_longer_name_is_not_the_state_in_it(words: str) -> None:
    assert place(words).country is None


def test_a_border_of_two_states_lists_both() -> None:
    found = place("the Lebanese-Israeli border")
    assert [code for _, code in found.candidates] == ["LBN", "ISR"]


def test_a_short_name_of_a_state_may_be_another_s_town() -> None:
    assert place("Trinidad", "Bolivian police patrolled Trinidad.").country == "BOL"
    assert place("Trinidad", "Police in Trinidad held two men.").country == "TTO"


@pytest.mark.parametrize(
    ("old", "new"), [("Calcutta", "Kolkata"), ("Saigon", "Ho Chi Minh City"), ("Peking", "Beijing")]
)
def test_old_names_are_known(old: str, new: str) -> None:
    assert place(old).name == new


def test_an_article_may_be_written_small() -> None:
    assert place("al-Qaim").country == place("Al-Qaim").country == "IRQ"


def test_a_state_or_its_capital_by_the_adjective() -> None:
    assert place("in the Panamanian capital").name == "Panama City"
    assert place("the northern Iraqi province").country == "IRQ"


def test_an_embassy_is_not_in_its_own_country() -> None:
    assert place("the Iranian embassy").country is None
    assert place("the Iranian embassy in Damascus").country == "SYR"


def test_a_part_of_a_country_has_no_point() -> None:
    found = place("southern Lebanon")
    assert (found.country, found.precision, found.latitude) == ("LBN", "region", None)


def test_seas_have_coordinates_and_no_country() -> None:
    found = place("the Red Sea", countries=("YEM",))
    assert found.country is None and found.latitude == pytest.approx(20.0)


def test_disputed_ground_lists_its_claimants() -> None:
    found = place("the Golan Heights", countries=("ISR", "SYR"))
    assert found.country is None
    assert {code for _, code in found.candidates} == {"ISR", "SYR"}


def test_words_that_name_no_place_stay_open() -> None:
    found = place("the police station")
    assert (found.country, found.latitude, found.candidates) == (None, None, ())
    assert resolve_place("  ") is None


def test_keys_forgive_spelling() -> None:
    assert place_key("Sharm El-Sheikh") == place_key("Sharm el Sheikh")
    assert place_key("São Paulo") == "sao paulo"
    assert place_key("St. Petersburg") == place_key("Saint Petersburg")


def test_the_city_file_is_sorted_and_every_line_can_be_found() -> None:
    lines = (DATA / "places" / "cities.tsv").read_bytes().splitlines()
    assert lines == sorted(lines)
    for line in lines[::997]:
        key, name = line.decode().split("\t")[:2]
        assert name in {spot.name for spot in cities(key)}


def test_every_known_place_has_a_sound_position_and_codes() -> None:
    codes = set(states().titles) | set(states().names.values())
    for line in (DATA / "places" / "known.tsv").read_text("utf-8").splitlines()[1:]:
        name, _, code, lat, lon, kind, claims, *_ = line.split("\t")
        assert -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180, name
        assert kind in ("region", "city", "point"), name
        assert not (code and claims), name
        assert {one for one in claims.split("|") if one} <= codes, name
        assert known(place_key(name)) is not None, name


def test_a_state_lies_in_the_middle_of_its_cities() -> None:
    chad = country("TCD")
    assert chad.latitude is not None and 7 < chad.latitude < 24


@given(st.text(max_size=60))
def test_any_words_give_an_answer(words: str) -> None:
    found = resolve_place(words, words, ())
    assert (found is None) == (not words.strip())
