"""The actor book: lookups by day, a user's own rows, and the state of the data files."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import FOLDER, Book, Entry, Surface, book, first_day_of, last_day_of, load
from dragoman.actors.context import Context
from dragoman.actors.entries import read_people
from dragoman.actors.naming import key, tokens
from dragoman.actors.userbook import add, bad_code, import_csv
from dragoman.errors import BadInput

HEADER = "name,aliases,code,office,first_day,last_day\n"


def codes(name: str, day: date) -> list[str]:
    return [one.code for one in book().who(name, day)]


def test_a_weekday_is_nobody_s_surname_without_a_title() -> None:
    for text in ("They met in Paris on Friday and urged calm.", "Friday saw new raids."):
        assert all(one.entries[0].kind != "person" for one in book().find(text))
    named = [one.entries[0].name for one in book().find("Prime Minister Friday met them.")]
    assert named == ["Godwin Friday"]


def test_an_office_is_held_from_its_first_to_its_last_day():
    small = Book([Surface("Ada Obi", person("2020-01-02", "2021-03-04"))], {}, "test")
    held = {day: [one.code for one in small.who("Ada Obi", day)] for day in DAYS}
    assert held == {
        date(2020, 1, 1): [],
        date(2020, 1, 2): ["KEN/GOV"],
        date(2021, 3, 4): ["KEN/GOV"],
        date(2021, 3, 5): ["KEN/ELI"],
    }


DAYS = (date(2020, 1, 1), date(2020, 1, 2), date(2021, 3, 4), date(2021, 3, 5))


def person(first: str, last: str, office: str = "prime minister", user: bool = False) -> Entry:
    return Entry(
        "Ada Obi", "KEN/GOV", "person", office, first_day_of(first), last_day_of(last), user
    )


def test_the_highest_office_of_a_day_comes_first():
    rows = [
        Surface("Ada Obi", person("2020", "2020", office))
        for office in ("finance minister", "president")
    ]
    found = Book(rows, {}, "test").who("Ada Obi", date(2020, 6, 1))
    assert [one.entry.office for one in found] == ["president", "finance minister"]


def test_who_says_why():
    found = book().who("Antony Blinken", date(2023, 6, 18))
    assert found[0].code == "USA/GOV"
    assert found[0].why.startswith("secretary of state from 2021-01-26")


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Qin Gang", date(2023, 6, 18), "CHN/GOV"),
        ("Donald Trump", date(2018, 7, 16), "USA/GOV"),
        ("Angela Merkel", date(2022, 11, 11), "DEU/ELI"),
        ("Antonio Guterres", date(2022, 4, 26), "IGO/UN"),
        ("Kremlin", date(2022, 4, 26), "RUS/GOV"),
    ],
)
def test_people_and_seats_of_the_book(name: str, day: date, code: str):
    assert codes(name, day)[0] == code


def test_names_are_found_whatever_their_accents_and_hyphens():
    assert {one.code for one in book().who("Côte d’Ivoire")} == {"CIV/GOV"}
    assert {one.code for one in book().who("Guinea Bissau")} == {"GNB/GOV"}


def test_offsets_are_those_of_the_text():
    text = "The U.S. told us that Sri Lankans and Guinea-Bissau met in N’Djamena."
    found = [text[one.start : one.end] for one in book().find(text)]
    assert found == ["U.S.", "Sri Lankans", "Guinea-Bissau", "N’Djamena"]


def test_a_surname_inside_a_longer_name_is_nobody_of_the_book():
    assert not book().find("Farooq Abdullah spoke")
    assert not book().find("Sheikh Nasser Al-Sabah spoke")


@given(st.text(max_size=80))
def test_tokens_are_words_of_the_text(text: str):
    for one in tokens(text):
        assert text[one.start : one.end] == one.raw


@given(st.from_regex(r"[A-Za-zÀ-ž' .-]{1,30}", fullmatch=True))
def test_a_key_is_its_own_key(name: str):
    assert key(key(name)) == key(name)


def test_the_book_names_its_edition():
    assert book().version == (FOLDER / "VERSION").read_text().strip()


# --- a user's own rows ---------------------------------------------------------------------


def test_a_users_row_wins_over_ours(tmp_path):
    own = tmp_path / "own.csv"
    add(own, book(), "Angela Merkel", "DEU/SOC", office="envoy", first_day="2022")
    found = load(own=own).who("Angela Merkel", date(2022, 11, 11))
    assert [one.code for one in found] == ["DEU/SOC"]


def test_import_appends(tmp_path):
    own, new = tmp_path / "own.csv", tmp_path / "new.csv"
    add(own, book(), "Ada Obi", "KEN/GOV", last_day="2020")
    new.write_text(HEADER + "Ada Obi,,KEN/ELI,,2021-01-01,\n")
    assert import_csv(new, own, book()) == 1
    assert len(own.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("row", "line", "column"),
    [
        ("Ada Obi,,KEN/GOV,,2020-13-01,", 2, "first_day"),
        ("Ada Obi,,KEN/GOV,,1 May 2020,", 2, "first_day"),
        ("Ada Obi,,KEN/GOV,,2021,2020", 2, "last_day"),
        ("Ada Obi,,KEN/XXX,,,", 2, "code"),
        ("Ada Obi,,QQQ/GOV,,,", 2, "code"),
        (",,KEN/GOV,,,", 2, "name"),
        ("Bo Li,,KEN/GOV,,,\nAda Obi,,KEN/GOV,,,\nAda Obi,,KEN/PTY,,2020,", 4, "code"),
    ],
)
def test_a_bad_row_is_named_and_changes_nothing(tmp_path, row: str, line: int, column: str):
    own, new = tmp_path / "own.csv", tmp_path / "new.csv"
    add(own, book(), "Cy Dee", "KEN/GOV")
    before = own.read_bytes()
    new.write_text(HEADER + row + "\n")
    with pytest.raises(BadInput) as caught:
        import_csv(new, own, book())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert own.read_bytes() == before


def test_an_unknown_column_is_refused(tmp_path):
    new = tmp_path / "new.csv"
    new.write_text("name,code,since\nAda Obi,KEN/GOV,2020\n")
    with pytest.raises(BadInput, match="unknown column 'since'"):
        import_csv(new, tmp_path / "own.csv", book())
    assert not (tmp_path / "own.csv").exists()


# --- the data files ------------------------------------------------------------------------


def test_every_code_of_the_book_is_valid():
    wrong = {
        (row.entry.name, row.entry.code)
        for rows in book().names.values()
        for row in rows
        if bad_code(row.entry.code, book())
    }
    assert not wrong


def test_days_are_in_order():
    wrong = [
        row.entry.name
        for rows in book().names.values()
        for row in rows
        if row.entry.first_day and row.entry.last_day and row.entry.last_day < row.entry.first_day
    ]
    assert not wrong


def test_numbers_of_states_are_unique():
    for field in ("cow", "gw", "iso2"):
        found = [getattr(one, field) for one in book().states.values() if getattr(one, field)]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("iso3", "cow", "gw"),
    [("DEU", 255, 260), ("YEM", 679, 678), ("SRB", 345, 340), ("KIR", 946, 970), ("XKX", 347, 347)],
)
def test_numbers_where_both_systems_differ(iso3: str, cow: int, gw: int):
    assert (book().states[iso3].cow, book().states[iso3].gw) == (cow, gw)


SINGLE = re.compile(r"president|prime minister|chancellor|king|queen|emir|sultan|secretary-general")


def test_heads_of_state_and_government_follow_each_other():
    """One holder at a time, a handover day apart, of the offices that only one can hold."""
    terms = defaultdict(set)
    for path in FOLDER.glob("people-*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if SINGLE.fullmatch(row["office"]) and row["code"].endswith("/GOV"):
                    first = first_day_of(row["first_day"]) or date.min
                    last = last_day_of(row["last_day"]) or date.max
                    terms[row["code"], row["office"]].add((first, last, row["name"]))
    clashes = [
        (office, one, other)
        for office, held in terms.items()
        for one, other in pairwise(sorted(held))
        if one[2] != other[2] and (one[1] - other[0]).days > 31 and one[1] != date.max
    ]
    assert not clashes


def test_the_tokens_of_a_span_are_the_texts_own_or_cut_anew():
    text = "Chad's army left the Niger-Chad border."
    context = Context(text, book())
    for start, end in ((0, 4), (0, 6), (7, 11), (12, 16), (21, 26), (27, 31), (1, 3)):
        assert list(context.run(start, end)) == tokens(text, start, end)


def test_a_file_of_other_columns_is_refused(tmp_path: Path):
    (tmp_path / "people.csv").write_text("name,code\nAda Obi,KEN/GOV\n")
    with pytest.raises(ValueError, match="has not the columns name, short, aliases"):
        list(read_people(tmp_path / "people.csv"))
