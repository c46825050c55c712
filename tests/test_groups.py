"""Words for several actors, and bodies that are meant again by their noun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import DAY, article, mention, who
from dragoman.actors import book
from dragoman.actors.antecedents import owner_of
from dragoman.actors.context import Context
from dragoman.actors.naming import tokens
from dragoman.actors.scene import Reference
from dragoman.resolve import Resolver, resolve
from dragoman.types import Role, Words


def test_an_ally_of_both_countries_is_itself():
    text = "Peru and Chile made peace. Togo, an ally of both countries, praised the presidents."
    assert who(text, "Togo, an ally of both countries") == ["TGO/GOV"]
    text = "Peru and Chile made peace. The presidents of both countries met in Togo."
    assert who(text, "The presidents of both countries") == ["PER/GOV", "CHL/GOV"]


@pytest.mark.parametrize(
    ("text", "phrase", "codes"),
    [
        # Who asks two of something is neither, if two others are told of as much.
        (
            "Peru bombed Chile, and Chile hit Peru. Togo met Togo. Togo urged both sides to stop.",
            "both sides",
            ["CHL/GOV", "PER/GOV"],
        ),
        (
            "Peru and Togo met. Chile hit Peru, and Peru hit Chile. Togo urged both sides to stop.",
            "both sides",
            ["CHL/GOV", "PER/GOV"],
        ),
        (
            "Peru bombed Chile. Chile urged both sides to stop.",
            "both sides",
            ["CHL/GOV", "PER/GOV"],
        ),
        # No presidents are meant who come only later.
        (
            "Peru and Chile made peace. The presidents of the two countries met. Togo's president"
            " and Mali's minister came.",
            "The presidents of the two countries",
            ["CHL/GOV", "PER/GOV"],
        ),
        (
            "Peru and Chile spoke. Togo met the two former Soviet republics.",
            "the two former Soviet republics",
            ["CHL/GOV", "PER/GOV"],
        ),
    ],
)
def test_which_two_are_meant(text: str, phrase: str, codes: list[str]):
    assert sorted(who(text, phrase)) == codes


@pytest.mark.parametrize(
    ("text", "phrase", "codes"),
    [
        (
            "Chile met Peru. The court, said Chile, made the other side pay.",
            "the other side",
            ["PER/GOV"],
        ),
        (
            "NATO asked Chile about its neighbour. Bolivia was silent.",
            "its neighbour",
            ["BOL/GOV"],
        ),
        (
            "Serbia and Croatia met. Croatia's minister, Davor Kos, said his neighbour lied.",
            "his neighbour",
            ["SRB/GOV"],
        ),
        ("ECOWAS met Mali. Togo left the regional body.", "the regional body", ["IGO/ECOWAS"]),
        (
            "ECOWAS met Mali. Togo, Togo and Togo left the organisation.",
            "the organisation",
            ["IGO/ECOWAS"],
        ),
    ],
)
def test_whom_one_has_across_is_another(text: str, phrase: str, codes: list[str]):
    assert who(text, phrase) == codes


def test_a_court_that_rules_on_a_state_is_not_whose_neighbour_is_meant():
    text = "The International Court of Justice ruled that Chile owes nothing to its neighbour. "
    assert who(f"{text}Evo Morales, who had come to The Hague, left.", "its neighbour") != [
        "CHL/GOV"
    ]


def test_two_presidents_of_one_country_are_of_it():
    text = "Malawi wept. Malawi, Malawi and Malawi sang for the two last presidents of the country."
    assert who(text, "the two last presidents of the country") == ["MWI/GOV"]
    text = f"Chile and Peru met. {text}"
    assert who(text, "the two last presidents of the country") == ["MWI/GOV"]


def test_two_countries_in_one_phrase_are_two_actors():
    text = "Quito was raided. Brazil and Colombia condemned it."
    assert who(text, "Brazil and Colombia") == ["BRA/GOV", "COL/GOV"]
    assert who("The Bosnia and Herzegovina team left.", "Bosnia and Herzegovina") == ["BIH/GOV"]


def test_the_group_or_bloc_is_the_one_named_before():
    text = "Houthi rebels fired at a ship and American destroyers answered. The group vowed more."
    assert who(text, "The group") == ["YEM/REB"]
    text = "Houthi rebels fired at a ship. The group of activists left Sanaa in Yemen."
    assert who(text, "The group of activists") != ["YEM/REB"]
    text = "ECOWAS closed Niger's borders. Senegal's president defended the bloc."
    assert who(text, "the bloc") == ["IGO/ECOWAS"]


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("UNICEF fed the children of Yemen. The agency warned Yemen.", "The agency", "IGO/UN"),
        (
            "Yemen fed its children. UNICEF, the agency of Yemen, left.",
            "the agency of Yemen",
            "YEM",
        ),
        ("Glencore left Zambia. The Swiss miner paid Zambia.", "The Swiss miner", "MNC/GLENCORE"),
        ("Glencore met miners. The Swiss miners left Zambia.", "The Swiss miners", "CHE"),
        ("Glencore met miners. A Swiss miner left Zambia.", "A Swiss miner", "CHE"),
    ],
)
def test_the_agency_or_firm_is_the_one_named_before(text: str, phrase: str, code: str):
    assert who(text, phrase)[0].startswith(code)


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "Egypt and Sudan met. Sudan hosts Qatar. Egypt waited. Its envoy left.",
            "Its envoy",
            "EGY",
        ),
        ("Turkey and Russia met in Syria. Moscow denied its jets hit Syria.", "its jets", "RUS"),
        (
            "Mali and Niger met. Niger's Mohamed Bazoum spoke. His ministers left.",
            "His ministers",
            "NER",
        ),
    ],
)
def test_what_somebody_owns_is_of_the_only_one_named_before(text: str, phrase: str, code: str):
    assert who(text, phrase)[0].startswith(code)


@pytest.mark.parametrize(
    ("text", "phrase", "owner"),
    [
        ("Cambodia waited. The Thai army praised its soldiers.", "its soldiers", "THA"),
        ("Cambodia waited. It praised its soldiers.", "its soldiers", "KHM"),
        ("Cambodia waited. The Thai army accused its foe.", "its foe", ""),
        ("The Thai army and Cambodia's court praised its soldiers.", "its soldiers", ""),
        ("The Thai army praised their soldiers.", "their soldiers", ""),
        ("The Thai army praised the soldiers.", "the soldiers", ""),
        ("Thai minister Ana Ruiz met Cambodia and praised her soldiers.", "her soldiers", "THA"),
    ],
)
def test_the_owner_is_the_only_one_named_before(text: str, phrase: str, owner: str):
    resolver = Resolver(article(text, published=DAY), None, book())
    resolver.read([])
    at = text.rindex(phrase)
    reading = resolver.who.reading(Words(phrase, at, at + len(phrase)))
    scene = resolver.who.scene
    assert owner_of(scene, text, Reference("body", at, scene.sentence(at), reading)) == owner


def test_the_rebels_are_those_of_the_one_group_named_before():
    text = (
        "Iran and Saudi Arabia traded blame. Israel bombed the Houthis. Israel met Oman and Iran."
    )
    assert who(text + " The rebels vowed more against Israel.", "The rebels") == ["YEM/REB"]


def test_that_country_is_the_one_named_last():
    text = "Uruguay's president gave a horse to the emir of Qatar. That country thanked Uruguay."
    assert who(text, "That country") == ["QAT/GOV"]
    text = "Soldiers shut the palace in Niamey, Niger. France has 1,500 troops in that country."
    assert who(text, "that country") == ["NER/GOV"]


def test_people_of_that_country_are_of_the_one_named_last():
    text = "Malta's envoy in Peru met the head of the energy firm of that country."
    assert who(text, "the head of the energy firm of that country") == ["PER/BUS"]


def test_the_late_president_is_the_one_called_so():
    text = "WINDHOEK - Namibia mourned. Namibia's party said former Angolan president José Eduardo"
    text += " dos Santos had helped Namibia. Namibians tried to reach the {} president."
    assert who(text.format("late"), "the late president") == ["AGO/ELI"]
    assert who(text.format("new"), "the new president") == ["NAM/GOV"]
    text = "Namibia's President Hage Geingob and Namibians hailed Namibia. " + text
    assert who(text.format("late"), "the late president") == ["AGO/ELI"]


def test_both_countries_that_agree_agree_with_each_other():
    text = (
        "SANTIAGO - Chile and Peru met in Chile. Both countries agreed to trade with Chile's ore."
    )
    one = article(text, published=DAY)
    talks = mention(one, "met", "CONSULT", ("Chile",), ("Peru",), mutual=True)
    deal = mention(one, "agreed", "AGREE", ("Both countries",), (), mutual=True)
    deal = replace(deal, targets=(Role(None),))
    found = resolve(one, [talks, deal], None)[1]
    assert [party.code for party in found.targets] == ["PER/GOV"]


def test_a_state_as_a_whole_does_nothing_together_with_its_own_people():
    text = "ALGIERS - Algeria, Algeria's army and Algeria's press mourn. France was silent on"
    one = article(text + " Algeria. The country signed the accord in 1962.", published=DAY)
    deal = mention(one, "signed", "SUPPORT", ("The country",), (), mutual=True)
    (claim,) = resolve(one, [replace(deal, targets=(Role(None),))], None)
    assert [party.code for party in claim.sources] == ["DZA/GOV"]
    assert claim.targets[0].code == "FRA/GOV"
    (claim,) = resolve(one, [replace(deal, targets=(Role(None),), mutual=False)], None)
    assert claim.targets[0].code != "FRA/GOV"


def test_a_mutual_act_that_names_nobody_is_of_the_two_told_of():
    one = article("Kenya and Ghana met. Discussions were held on tariffs.", published=DAY)
    talks = mention(one, "Discussions", "CONSULT", (), (), mutual=True)
    talks = replace(talks, sources=(Role(None),), targets=(Role(None),))
    (claim,) = resolve(one, [talks], None)
    sides = [one.code for one in (*claim.sources, *claim.targets)]
    assert sorted(map(str, sides)) == ["GHA/GOV", "KEN/GOV"]


def test_the_two_kingdoms_are_the_two_told_of():
    text = "RIYADH - Saudi Arabia and Jordan reviewed ties. The two kingdoms denounced Iran."
    assert set(who(text, "The two kingdoms")) == {"SAU/GOV", "JOR/GOV"}


def test_both_armies_are_armies():
    text = "India and China met in Ladakh. Both armies pulled back."
    assert set(who(text, "Both armies")) == {"IND/MIL", "CHN/MIL"}


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        (
            "Brazil, Peru and Chile met in Quito. The three countries agreed.",
            "The three countries",
            {"BRA", "PER", "CHL"},
        ),
        (
            "Brazil said that three states were wrong. Peru, Chile and Bolivia objected.",
            "three states",
            {"PER", "CHL", "BOL"},
        ),
        ("Ghana met Kenya. Four Arab states looked on.", "Four Arab states", {None}),
        (
            "Ghana and Togo fired on each other. Egypt and France spoke. Togo and Ghana blamed"
            " bandits. Egypt urged the neighbours to talk.",
            "the neighbours",
            {"GHA", "TGO"},
        ),
        (
            "Egypt met envoys of Kenya, Ghana and Togo.",
            "Kenya, Ghana and Togo",
            {"KEN", "GHA", "TGO"},
        ),
        (
            "Chile and Peru quarrel. Lima's army waited. Officers from both countries met.",
            "Officers from both countries",
            {"CHL", "PER"},
        ),
        ("The two Koreas spoke. Japan was glad.", "The two Koreas", {"PRK", "KOR"}),
        ("Greek and Cypriot forces held a drill.", "Greek and Cypriot forces", {"GRC", "CYP"}),
        (
            "France's Emmanuel Macron met Giorgia Meloni of Italy. Germany and Austria looked on."
            " Both leaders smiled.",
            "Both leaders",
            {"FRA", "ITA"},
        ),
    ],
)
def test_words_for_several_stand_for_each(text: str, phrase: str, wanted: set[str | None]):
    assert {code and code[:3] for code in who(text, phrase)} == wanted


def test_only_an_adjective_shares_its_neighbours_noun():
    text = "Kenya's government and Somali police met."
    assert who(text, "Kenya's government and Somali police") == ["KEN/GOV", "SOM/COP"]


def test_of_two_peoples_forces_both_are_forces():
    found = who("Greek and Cypriot forces held a drill.", "Greek and Cypriot forces")
    assert found == ["GRC/MIL", "CYP/MIL"]


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        (
            "Chile sued Peru at the International Court of Justice. The tribunal sat.",
            "The tribunal",
            "IGO/ICJ",
        ),
        ("Iran let the IAEA in. Inspectors of the agency left Iran.", "the agency", "IGO/IAEA"),
        ("Kenya fined Google. The company appealed.", "The company", "MNC/GOOGLE"),
        ("The ICC waited. Kenya's High Court met. The court ruled.", "The court", "KEN/JUD"),
    ],
)
def test_a_body_is_meant_again_by_its_noun(text: str, phrase: str, wanted: str):
    assert who(text, phrase) == [wanted]


def test_the_neighbour_of_a_country_is_another():
    text = "Rwanda closed its border. Rwanda blamed its neighbour, and Congo was silent."
    assert who(text, "its neighbour") != ["RWA/GOV"]


def test_two_states_joined_by_a_hyphen_are_two():
    assert who("The U.S.-China quarrel goes on.", "U.S.-China") == ["USA/GOV", "CHN/GOV"]
    assert who("A Trinidad-Tobago ferry sank.", "Trinidad-Tobago") != ["TTO/GOV", "TTO/GOV"]


def test_the_two_presidents_are_those_who_are_presidents():
    text = "Nicolas Maduro and Irfaan Ali met in St Vincent, at the invitation of its prime"
    text += " minister, Ralph Gonsalves. The two presidents will meet again."
    one = article(text, published=replace(DAY, day=date(2023, 12, 14)))
    at = text.index("The two presidents")
    found = Resolver(one, None, book()).actors(Words("The two presidents", at, at + 18))
    assert sorted(str(party.code) for party in found) == ["GUY/GOV", "VEN/GOV"]


def test_both_sides_are_the_two_told_of():
    text = "Chile's president met Bolivia's president in Lima. Both sides signed a pact."
    assert set(who(text, "Both sides")) == {"CHL/GOV", "BOL/GOV"}
    text = "Chile met Bolivia at the World Court. Envoys of both countries will meet again."
    assert set(who(text, "Envoys of both countries")) == {"CHL/GOV", "BOL/GOV"}


COMMISSION = "BRUSSELS - The European Commission fined Poland. Warsaw protested. Poland must pay."


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        (COMMISSION + " The Commission is right.", "The Commission", "IGO/EU"),
        (
            "The European Commission sued Poland. A Commission envoy left.",
            "A Commission envoy",
            "IGO/EU",
        ),
        ("The Arab League condemned Chad. The League met.", "The League", "IGO/LAS"),
        (
            "Nigeria sued Shell. Kenya spoke. Abuja says the oil major lied.",
            "the oil major",
            "MNC/SHELL",
        ),
        (
            "Mali expelled the French envoy. The former colonial power left.",
            "The former colonial power",
            "FRA/GOV",
        ),
    ],
)
def test_a_body_is_named_again_by_the_end_of_its_name(text: str, phrase: str, wanted: str):
    assert who(text, phrase) == [wanted]


def test_the_end_of_a_name_that_two_bodies_share_is_neithers():
    context = Context("The European Commission met Chad.", book())
    assert context.names(tokens("The Commission")) and not context.names(tokens("the commission"))
    assert not Context("The European Commission met a UN Commission.", book()).shortened


def test_a_part_of_a_bodys_name_is_no_name_of_its_own():
    assert not Context("The International Monetary Fund met Ghana.", book()).cast


def test_both_countries_are_not_the_two_who_met():
    text = "Xi Jinping met Antony Blinken. Officials in both countries spoke. The two leaders met."
    one = article(text, published=DAY)
    for words, names in (
        ("Officials in both countries", {"China", "United States"}),
        ("The two leaders", {"Xi Jinping", "Antony Blinken"}),
    ):
        at = text.index(words)
        found = Resolver(one, None, book()).actors(Words(words, at, at + len(words)))
        assert {party.name for party in found} == names


def test_an_article_cut_off_is_read_all_the_same():
    text = "Chile met Peru. It helped relations between the two countries, envoys said."
    assert set(who(text, "two countries")) == {"CHL/GOV", "PER/GOV"}
    assert set(who(text, "the two countries")) == {"CHL/GOV", "PER/GOV"}
    text = "Chile met Peru. It helped relations between two countries, envoys said."
    assert set(who(text, "two countries")) != {"CHL/GOV", "PER/GOV"}


@pytest.mark.parametrize(
    ("text", "phrase", "codes"),
    [
        (
            "Guyana and Venezuela agreed on talks after their presidents sat together.",
            "their presidents",
            {"GUY/GOV", "VEN/GOV"},
        ),
        (
            "Peru, Chile and Bolivia agreed. Togo and Benin said their presidents would meet.",
            "their presidents",
            {"TGO/GOV", "BEN/GOV"},
        ),
        (
            "Ilham Aliyev and Nikol Pashinyan spoke for two hours. The two men meet again soon.",
            "The two men",
            {"AZE/GOV", "ARM/GOV"},
        ),
    ],
)
def test_who_is_named_side_by_side(text: str, phrase: str, codes: set[str]):
    assert set(who(text, phrase)) == codes


def test_two_men_are_no_states():
    text = "India and Nepal share a border. Police in Patna held a gang; the two men were drunk."
    assert not {"IND/GOV", "NPL/GOV"} <= set(who(text, "the two men"))


def test_of_two_pairs_nobody_knows_whose_presidents_are_meant():
    text = "Guyana and Venezuela met Togo and Benin, and their presidents sat together."
    assert len(set(who(text, "their presidents"))) == 1
