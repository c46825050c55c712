"""Issues: a strict file, and words that name them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadInput
from dragoman.ontology import CONTEXTS
from dragoman.positions import issues
from dragoman.positions.issues import Issue, IssueBook

HEAD = "id,name,kind,contexts,wording,description\n"
ROW = "salt-tax,Salt tax,issue,economic,salt tax|levy* ~ salt,Taxes on salt.\n"


def named(text: str, book: IssueBook | None = None) -> list[tuple[str, str]]:
    found = (book or issues.book()).find(text)
    return [(hit.issue.id, text[hit.start : hit.end]) for hit in found]


def book_of(*wordings: str) -> IssueBook:
    return IssueBook([Issue("salt", "Salt", "issue", (), wordings, "Salt.")])


def test_the_shipped_file_is_as_strict_as_a_users() -> None:
    path = Path(issues.__file__).parents[1] / "data" / "issues.csv"
    found = issues.read_issues(path)
    assert len(found) >= 120
    assert found == list(issues.shipped().issues.values())


def test_shipped_issues_use_plover_contexts() -> None:
    assert all(set(one.contexts) <= set(CONTEXTS) for one in issues.shipped().issues.values())


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The generals reopened a hotline between their armies.", "military-communications"),
        ("Oslo asked Lima to curb exports of precursor chemicals.", "fentanyl-precursors"),
        ("It widened export controls on advanced chips.", "chip-export-controls"),
        ("They want their detained citizens back.", "detained-citizens"),
        ("Both navies patrol the South China Sea.", "south-china-sea"),
        ("Tehran may enrich more uranium.", "nuclear-programme-iran"),
        ("A prisoner swap was agreed.", "prisoner-exchange"),
        ("Envoys discussed the filling of the dam upstream.", "water-sharing"),
        ("The junta postponed the return to civilian rule.", "coup-transition"),
        ("Fishing boats were seized.", "fishing-rights"),
    ],
)
def test_plain_wordings_are_found(text: str, issue: str) -> None:
    assert issue in [name for name, _ in named(text)]


def test_a_sentence_about_nothing_of_it_names_no_issue() -> None:
    assert named("The couple may go out in March and eat a little rice.") == []


def test_words_stand_in_either_order_and_near() -> None:
    book = book_of("levy* ~ salt")
    assert named("a levy on imported salt", book)
    assert named("the salt carries a levy", book)
    assert not named("a levy on one two three four five six seven salt", book)


def test_names_are_matched_as_written_and_in_capitals() -> None:
    book = book_of("Turkey Point", "SALT")
    assert named("at Turkey Point", book) and named("AT TURKEY POINT", book)
    assert named("SALT talks", book) and not named("salt talks", book)


def test_the_longer_of_two_wordings_stays() -> None:
    text = "They would go on improving communications between their militaries."
    assert [name for name, _ in named(text)] == ["military-communications"]


def test_plurals_and_possessives_are_the_same_word() -> None:
    assert named("the salt taxes’ end", book_of("salt tax"))


@given(st.text(alphabet="abZ ’'-.~*/ tariff\n", max_size=60))
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    found = issues.book().find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + ROW + "tibet,Mine,issue,,yak herds,Herds.\n")
    book = issues.load(path)
    assert [name for name, _ in named("a new levy on salt and yak herds", book)] == [
        "salt-tax",
        "tibet",
    ]
    assert named("Tibet", book) == []


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("id,name\n", 1, None),
        (HEAD + "Salt Tax,n,issue,,salt,d\n", 2, "id"),
        (HEAD + ROW + "pepper,n,matter,,pepper,d\n", 3, "kind"),
        (HEAD + "pepper,n,issue,spices,pepper,d\n", 2, "contexts"),
        (HEAD + "pepper,n,issue,,,d\n", 2, "wording"),
        (HEAD + "pepper,n,issue,,*,d\n", 2, "wording"),
        (HEAD + "pepper,n,issue,,pepper,\n", 2, "description"),
        (HEAD + ROW + ROW, 3, "id"),
        (HEAD + "pepper,n,issue,,pepper\n", 2, None),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    content: str, line: int, column: str | None
) -> None:
    with pytest.raises(BadInput) as caught:
        issues.parse(content, "mine.csv")
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.remedy


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Name a CSV file"):
        issues.read_issues(tmp_path / "none.csv")


def test_meaning_adds_only_what_is_like_enough() -> None:
    book = issues.IssueBook(
        [
            Issue("salt", "Salt", "issue", (), ("salt",), "About salt."),
            Issue("silk", "Silk", "issue", (), ("silk",), "About silk."),
        ]
    )

    def embed(texts: object) -> np.ndarray:
        rows = [[1.0, 0.0] if "salt" in str(one).lower() else [0.0, 1.0] for one in texts]  # type: ignore[attr-defined]
        return np.array(rows, dtype=np.float32)

    found = book.by_meaning(["brine and salt", "weaving"], embed, least=0.9)
    assert [[issue.id for issue, _ in row] for row in found] == [["salt"], ["silk"]]
    assert book.by_meaning(["brine and salt"], embed, least=1.1) == [[]]
