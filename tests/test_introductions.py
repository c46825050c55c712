"""How an article introduces people and bodies, and what that teaches of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import DAY, article, who
from dragoman.actors import book
from dragoman.actors.context import Context
from dragoman.resolve import Resolver
from dragoman.types import Words


def test_an_apposition_teaches_the_rest_of_the_article():
    text = "Amina Yusuf, Nigeria's trade minister, spoke in Geneva. Later Yusuf left."
    assert who(text, "Yusuf") == ["NGA/GOV"]


def test_a_person_with_the_name_of_a_place_or_body_is_a_person():
    text = "Sheikh Sabah Al-Khaled met envoys in Kuwait. Prime Minister Sheikh Sabah thanked them."
    assert who(text, "Prime Minister Sheikh Sabah") == ["KWT/GOV"]
    text = "The ANC's chair, Siboniso Duma, spoke in Durban. Duma was cheered in South Africa."
    assert who(text, "Duma") == ["ZAF/PTY"]


def test_a_new_person_with_a_surname_of_the_book_is_somebody_else():
    text = "TAIPEI - Lee Hung-yuan shot two people in Taiwan, police said. Lee is in custody."
    assert who(text, "Lee") == ["TWN/CVL"]
    text = "An officer surnamed Liu was suspended in Taipei. Liu denied it, Taiwan's police said."
    assert who(text, "Liu") == ["TWN/COP"]
    text = "Enver Shuja, a clerk, wrote to Pasha, the Turkish governor. Turkey's Pasha was angry."
    assert who(text, "Pasha") == ["TUR/GOV"]


def test_what_is_said_of_a_surname_holds_for_the_whole_name():
    text = "Saif Bin Nasser came to Lahore. Pakistan waited. Nasser, an Omani minister, was late."
    assert who(text, "Saif Bin Nasser") == ["OMN/GOV"]


def test_of_two_people_of_one_surname_the_first_keeps_it():
    text = "Ana Duarte, a Peruvian senator, met Raul Duarte, a Bolivian judge. Duarte smiled."
    assert who(text, "Duarte") == ["PER/LEG"]


def test_an_acronym_in_brackets_does_not_part_a_name_from_its_office():
    text = "LUANDA - The late chief of the Namibian Army (NA), Dimo Haufiku, was here. Haufiku won."
    assert who(text, "Haufiku") == ["NAM/MIL"]
    text = "LUANDA - Dimo Haufiku (54), an army officer from Namibia, won. Haufiku was glad."
    assert who(text, "Haufiku") == ["NAM/MIL"]


def test_the_initials_of_a_body_named_in_full_are_that_body():
    text = "DELHI - The Ceylon Petroleum Corporation owes India. The CPC has no dollars."
    assert who(text, "The CPC") == who(text, "The Ceylon Petroleum Corporation")


def test_initials_that_the_article_spells_out_are_nobodys_of_the_book():
    text = "LAGOS - The Nigerian Civil Aviation Authority (NCAA) was ready. The NCAA warned crews."
    assert who(text, "The NCAA") == ["NGA/GOV"]


def test_a_noun_that_names_one_body_for_short_is_another_with_its_own_country():
    text = "PORT LOUIS - The Government of Mauritius met that of India. {} paid for it. India won."
    assert who(text.format("The Government"), "The Government paid"[:14]) == ["MUS/GOV"]
    assert who(text.format("The Government of India"), "The Government of India") == ["IND/GOV"]


def test_a_person_with_a_town_s_name_is_of_the_country_told_of():
    text = "Honduras mourned Berta Caceres. Caceres, a 43-year-old teacher, was known in Honduras."
    assert [str(code)[:3] for code in who(text, "Caceres")] == ["HND"]


def test_what_a_name_is_told_ends_where_it_speaks():
    text = "Ana Ruiz, head of the institute said Honduras would pay. Ruiz left Peru."
    assert who(text, "Ruiz") == [None]


def test_a_surname_of_the_book_is_the_articles_own_before_a_noun():
    text = "Inayat Rehman, 12, is in India. Rehman's family members were held there. The UN asked."
    assert who(text, "Rehman's family members") != ["IGO/UN"]
    text = "Kuwait waited. He urged the entire Al-Sabah family to help Kuwait."
    assert who(text, "the entire Al-Sabah family") == ["KWT/CVL"]


def test_a_surname_that_is_a_noun_is_a_person_once_named_in_full():
    text = "PARIS - Julie Bishop came from Canberra. France was glad, and Bishop smiled."
    one = article(text, published=replace(DAY, day=date(2016, 5, 3)))
    at = text.rindex("Bishop")
    (party,) = Resolver(one, None, book()).actors(Words("Bishop", at, at + 6))
    assert party.code == "AUS/GOV"
    assert who("PARIS - A bishop came. The bishop of France smiled.", "The bishop") == ["FRA/REL"]


def test_a_name_keeps_its_hyphen():
    one = article("Spokeswoman Ko Min-jung of South Korea spoke. Ko left.", published=DAY)
    at = one.text.rindex("Ko")
    (party,) = Resolver(one, None, book()).actors(Words("Ko", at, at + 2))
    assert party.name == "Ko Min-jung"


def test_the_first_of_two_spanish_surnames_is_a_name():
    text = "LIMA - Union leader Wilmer Orellana Zúniga (47) left Honduras. Orellana will appeal."
    assert who(text, "Orellana")[0].split("/")[1] == "LAB"


def test_a_mister_behind_an_office_bears_it():
    text = "The Vice President of the Republic of Mauritius, Mr Jean Labelle, came. Labelle spoke."
    assert who(text, "Labelle") == ["MUS/GOV"]


def test_where_a_journalist_travels_is_not_where_she_is_of():
    text = "JERUSALEM - Noa Meir, a journalist in the Arab world, left Israel. Meir was glad."
    assert who(text, "Meir") == ["ISR/JRN"]


def test_a_sentence_that_goes_on_is_no_apposition():
    text = "With an area larger than Tunisia, Karakalpakstan is a part of Uzbekistan."
    assert who(text, "Karakalpakstan") != ["TUN/GOV"]


def test_an_acronym_in_brackets_teaches_the_rest_of_the_article():
    text = "The Malagasy Workers' Union (MWU) called a strike. The MWU wants more pay."
    assert who(text, "MWU") == ["MDG/LAB"]


def test_where_somebody_was_met_is_not_where_they_are_of():
    text = "RABAT - Morocco tried Abel Nkosi. A witness met Nkosi at Harare. Nkosi was freed."
    assert [code[:3] for code in who(text, "Nkosi") if code] == ["MAR"]


NURSE = "DOHA - A Kenyan nurse was jailed in Qatar on Monday. Judge Ali Nasr convicted {} of theft."


def test_a_name_that_comes_late_is_whom_the_opening_described():
    assert who(NURSE.format("Ann Wanjiru (34)"), "Ann Wanjiru") == ["KEN/MED"]
    assert who(NURSE.format("Ann Wanjiru") + " Wanjiru wept.", "Wanjiru") == ["KEN/MED"]


@pytest.mark.parametrize(
    "text",
    [
        NURSE.replace("A Kenyan nurse", "Kenyan nurses").format("Ann Lowe"),
        NURSE.format("her") + " " + "It was hot in Qatar. " * 20 + "Ann Lowe left Qatar.",
        "A Kenyan nurse and a Ghanaian journalist were jailed in Qatar. The court freed Ann Lowe.",
    ],
)
def test_a_name_far_away_or_of_one_of_several_is_not(text: str):
    assert not {"KEN/MED", "GHA/JRN"} & set(who(text, "Ann Lowe"))


def test_of_a_body_that_an_opening_tells_of_the_late_name_is_too():
    text = "N'DJAMENA - A UN envoy was seized in Chad on Monday. The rebels let Ann Lowe go."
    assert who(text, "Ann Lowe") == ["IGO/UN"]


def test_a_place_or_somebody_told_of_is_nobody_described_before():
    text = "DOHA - A Kenyan nurse was jailed in Qatar. She was freed in Ras Laffan."
    assert who(text, "Ras Laffan") != ["KEN/MED"]
    text = "DOHA - A Kenyan nurse was jailed in Qatar. Ann Lowe, a Togolese judge, freed her."
    assert who(text, "Ann Lowe") == ["TGO/JUD"]


def test_a_nationality_alone_is_an_apposition():
    text = "JERUSALEM - Israel hit a car in Gaza. Zoe Frank, an Australian, died. Frank was 43."
    assert [code[:3] for code in who(text, "Frank") if code] == ["AUS"]
    text = "JERUSALEM - Israel hit a car in Gaza. An Australian, Zoe Frank, died. Frank was 43."
    assert [code[:3] for code in who(text, "Frank") if code] == ["AUS"]


def test_a_title_of_a_country_stands_before_an_honorific_too():
    text = "RIYADH - The Ambassador of Iraq Dr. Abdul Sattar Hadi signed with Saudi Arabia's fund."
    assert who(text + " Ambassador Hadi praised the Kingdom.", "Ambassador Hadi") == ["IRQ/GOV"]


@pytest.mark.parametrize(
    "told", ["Ann Tevar, who comes from India,", "Ann Tevar, originally from India,"]
)
def test_somebody_is_of_the_country_that_they_are_from(told: str):
    text = f"TAIPEI - Taiwan honoured a chemist of Taipei. {told} has taught chemistry in Taiwan."
    assert who(text + " Tevar thanked Taiwan.", "Tevar") == ["IND/CVL"]
    assert who(text.replace("comes", "flew").replace("originally", "back"), "Tevar") != ["IND/CVL"]


def test_what_somebody_does_is_kept_with_where_they_are_from():
    text = "TAIPEI - Ann Tevar, a professor of Taipei, was honoured by Taiwan."
    text += " Tevar, who is from India, taught in Taiwan. Tevar was glad."
    assert who(text, "Tevar") == ["IND/EDU"]


def test_a_part_of_a_body_in_one_country_is_that_body():
    text = "KAMPALA - Oxfam Uganda, the National Union of Women in Uganda and others met."
    assert who(text, "Oxfam Uganda") == ["NGO/OXFAM"]


def test_a_body_of_two_states_is_of_both_and_first_of_the_one_named_first():
    text = "SEOUL - South Korea met the U.S.-Korea Business Council. The Council was glad."
    assert who(text, "the U.S.-Korea Business Council") == ["USA/BUS", "KOR/BUS"]
    assert who(text, "The Council") == ["USA/BUS"]
    assert who(text.replace("U.S.", "US"), "The Council") == ["USA/BUS"]
    assert who("The Sino-Japanese committee met.", "The Sino-Japanese committee") == [
        "CHN/GOV",
        "JPN/GOV",
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "ANKARA - Turkey, Turks and Turkey's army met Sheikh Mohammed bin Abdulrahman al-Thani"
            " in Turkey. {} left Turkey.",
            "Sheikh Mohammed",
            "QAT/GOV",
        ),
        ("NAIROBI - Kenya, Kenyans and Kenya's army hailed {} in Kenya.", "King Letsie", "LSO/GOV"),
    ],
)
def test_behind_some_titles_stands_the_first_name(text: str, phrase: str, code: str):
    day = {"published": replace(DAY, day=date(2021, 5, 5))}
    assert who(text.format(phrase), phrase, **day) == [code]


def test_a_president_s_surname_behind_another_first_name_is_somebody_else():
    day = {"published": replace(DAY, day=date(2017, 8, 22))}
    text = (
        "MANILA - The killing of Kian delos Santos angered the Philippines. The Philippines wept."
    )
    assert who(text, "Kian delos Santos", **day)[0][:3] == "PHL"
    assert who("Colombia's President Santos won.", "President Santos", **day) == ["COL/GOV"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Elmar Brok, who leads the European Union's observers, spoke in Harare.", "IGO/EU"),
        ("Ana Ruiz, who heads Chile's delegation, spoke in Harare.", "CHL/GOV"),
    ],
)
def test_who_leads_somebody_is_of_them(text: str, code: str):
    assert who(text, " ".join(text.split()[:2]).rstrip(",")) == [code]


def test_who_leads_walks_is_not_of_the_place():
    context = Context("Ana Ruiz, who leads walks in Chile, spoke in Harare.", book())
    assert context.cast["ruiz"][0].reading.head is None
