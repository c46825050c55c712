"""Commands as another program calls them: what comes out, and with which exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

SAMPLES = str(Path(__file__).resolve().parents[1] / "samples")


def dragoman(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.split("\n") if line]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "a.sqlite")
    assert dragoman("read", SAMPLES, "--ledger", path, "--coder", "rules").exit_code == 0
    return path


@pytest.mark.parametrize(
    "command", ["events", "positions", "stories", "rejected", "export articles", "export copies"]
)
def test_rows_come_as_json_lines_in_a_pipe(command: str, ledger: str) -> None:
    lines(dragoman(*command.split(), "--ledger", ledger))


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_briefing_in_every_format(format: str, ledger: str) -> None:
    found = dragoman("brief", "Japan", "KOR", "--format", format, "--ledger", ledger)
    assert found.exit_code == 0, found.output
    assert "Japan" in found.stdout and "independent" in found.stdout


def test_a_briefing_as_pdf_says_what_to_install(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    found = dragoman("brief", "JPN", "KOR", "--format", "pdf", "--ledger", ledger)
    assert "dragoman[pdf]" in str(found.exception) + found.output


def test_every_quotation_of_the_briefing_stands_where_it_says(ledger: str) -> None:
    texts = {
        one["id"]: one["text"] for one in lines(dragoman("export", "articles", "--ledger", ledger))
    }
    shown = dragoman("brief", "JPN", "KOR", "--ledger", ledger).stdout.split("\n")
    checked = 0
    for at, line in enumerate(shown):
        if line.lstrip().startswith("— "):
            *_, name, span = line.split(" · ")
            first, last = map(int, span.split("–"))
            opening = max(n for n in range(at) if shown[n].lstrip().startswith("“"))
            quoted = " ".join(" ".join(shown[opening:at]).split())[1:-1]
            assert " ".join(str(texts[name])[first:last].split()) == quoted
            checked += 1
    assert checked > 5


def test_search_shows_the_words(ledger: str) -> None:
    found = lines(dragoman("search", "Tokyo", "--ledger", ledger))
    assert found and all("[tokyo]" in str(one["words"]).lower() for one in found)


def test_a_query_with_stray_signs_is_explained(ledger: str) -> None:
    found = dragoman("search", 'AND "', "--ledger", ledger)
    assert found.exit_code == 1 and "quotes" in found.output


def test_show_knows_every_kind_of_id(ledger: str) -> None:
    for what, key in (("articles", "article"), ("mentions", "mention"), ("events", "event")):
        name = str(lines(dragoman("export", what, "--ledger", ledger))[0]["id"])
        assert key in json.loads(dragoman("show", name, "--ledger", ledger).stdout)


def test_an_unknown_id_fails_with_a_remedy(ledger: str) -> None:
    found = dragoman("show", "0000", "--ledger", ledger)
    assert found.exit_code == 1 and "Known" in found.output


def test_export_writes_a_file(ledger: str, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    found = dragoman("export", "events", "--format", "csv", "-o", str(target), "--ledger", ledger)
    assert found.exit_code == 0
    assert target.read_text().startswith("id,story,type,")


def test_code_answers_every_line_in_order() -> None:
    records = [{"id": n, "text": "France accused Mali of lying."} for n in range(3)]
    stdin = "\n".join(map(json.dumps, records))
    found = lines(dragoman("code", "--coder", "rules", stdin=stdin))
    assert [one["id"] for one in found] == [0, 1, 2]
    assert all(one["mentions"] for one in found)


def test_code_gives_offsets_into_the_text_as_given() -> None:
    text = "  \t“Über” – France accused Mali.\r\nThen it rained.\u2028"
    stdin = json.dumps({"id": "x", "text": text})
    mention = lines(dragoman("code", "--coder", "rules", stdin=stdin))[0]["mentions"][0]  # type: ignore[index]
    assert text[mention["start"] : mention["end"]] == mention["trigger"] == "accused"


def test_code_types_exactly_the_given_pairs() -> None:
    record = {
        "id": 1,
        "text": "France accused Mali.",
        "pairs": [{"source": [0, 6], "target": [15, 19]}],
    }
    found = lines(dragoman("code", "--coder", "rules", stdin=json.dumps(record)))[0]["pairs"]
    assert [one["type"] for one in found] == ["ACCUSE"]  # type: ignore[attr-defined]


def test_a_broken_line_is_answered_and_the_rest_goes_on() -> None:
    stdin = '{"id": 1, "text": "France accused Mali."}\n{broken\n{"id": 3}\n'
    found = dragoman("code", "--coder", "rules", stdin=stdin)
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.exit_code == 3
    assert "mentions" in answers[0] and "line 2" in answers[1]["error"] and "error" in answers[2]


def test_clean_writes_what_was_removed_and_why() -> None:
    story = "The two ministers met in Oslo on Friday and signed a pact."
    page = f"Ministers meet in Oslo\n\n{story}\n\nShare this article\n"
    found = lines(dragoman("clean", "-", stdin=page))[0]
    assert found["title"] == "Ministers meet in Oslo"
    assert {"text": "Share this article"}.items() <= found["removed"][-1].items()  # type: ignore[index]


def test_usage_errors_exit_with_2() -> None:
    assert dragoman("read").exit_code == 2
    assert dragoman("brief", "CHN").exit_code == 2


def test_a_missing_source_fails_with_a_remedy(tmp_path: Path) -> None:
    path = str(tmp_path / "a.sqlite")
    found = dragoman("read", "no-such-folder", "--ledger", path, "--coder", "rules")
    assert found.exit_code == 1 and "no-such-folder" in found.output


def test_a_missing_ledger_names_the_command_that_makes_one(tmp_path: Path) -> None:
    found = dragoman("events", "--ledger", str(tmp_path / "none.sqlite"))
    assert found.exit_code == 1 and "dragoman read" in found.output


@pytest.mark.parametrize("asked", [["events", "--type", "BLAH"], ["positions", "--issue", "blah"]])
def test_what_nobody_knows_is_an_error(asked: list[str], ledger: str) -> None:
    result = dragoman(*asked, "--ledger", ledger)
    assert result.exit_code == 1 and "Known:" in result.output


def test_somebody_known_later_is_not_nobody() -> None:
    result = dragoman("actors", "Xi Jinping", "--on", "1990-01-01")
    assert result.exit_code == 1 and "Ask for a later day" in result.output


def test_actors_says_who_someone_was_on_a_day() -> None:
    found = lines(dragoman("actors", "Qin Gang", "--on", "2023-06-18"))
    assert {"code": "CHN/GOV", "office": "foreign minister"}.items() <= found[0].items()
    assert lines(dragoman("actors", "Qin Gang", "--on", "2024-06-18"))[0]["code"] == "CHN/ELI"


def test_a_users_own_actor_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.actors import book

    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "mine.csv"))
    try:
        book.cache_clear()
        assert dragoman("actors", "add", "Qin Gang", "NZL/CVL").exit_code == 0
        book.cache_clear()
        assert lines(dragoman("actors", "Qin Gang", "--on", "2023-06-18"))[0]["code"] == "NZL/CVL"
    finally:
        book.cache_clear()


def test_a_bad_row_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("name,code,first_day\nJane Roe,NZL/GOV,2020-01-01\nJohn Doe,XQX/GOV,\n")
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "mine.csv"))
    found = dragoman("actors", "import", str(rows))
    assert found.exit_code == 1 and "line 3" in found.output and "code" in found.output
    assert not (tmp_path / "mine.csv").exists()


# --- what is wrong with the input ----------------------------------------------------------


@pytest.mark.parametrize(
    "fault", ['"title": 5', '"title": ["x"]', '"title": 0', '"id": [1]', '"id": true']
)
@pytest.mark.parametrize("command", ["code --coder rules", "resolve"])
def test_a_title_or_id_that_is_no_string_is_answered(command: str, fault: str) -> None:
    good = '{"id": 1.5, "text": "France accused Mali.", "title": null, "spans": []}'
    stdin = f'{{"text": "France accused Mali.", {fault}}}\n{good}\n'
    found = dragoman(*command.split(), stdin=stdin)
    bad, answered = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.exit_code == 3 and fault.split(":")[0] in bad["error"]
    assert answered["id"] == 1.5 and "error" not in answered


@pytest.mark.parametrize("words", ["yesterday", "next year", "this week", "last weekend"])
@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_days_at_either_end_of_all_years_stop_nothing(day: str, words: str) -> None:
    text = f"French President Emmanuel Macron accused Mali {words}. The day before, it rained."
    spans = [{"kind": "time", "start": 46, "end": 46 + len(words)}]
    record = {"id": 1, "text": text, "published": day, "spans": spans}
    lines(dragoman("code", "--coder", "rules", stdin=json.dumps(record)))
    answer = lines(dragoman("resolve", stdin=json.dumps(record)))[0]["spans"][0]  # type: ignore[index]
    if (day, words) in {("0001-01-01", "yesterday"), ("9999-12-31", "next year")}:
        assert answer["first_day"] is None and answer["precision"] == "open"


@pytest.mark.parametrize("command", ["code --coder rules", "resolve"])
def test_broken_json_is_told_by_its_line_and_cause(command: str) -> None:
    found = dragoman(*command.split(), stdin='{"id": 1, "text": "x"}\n{broken\n')
    error = json.loads(found.stdout.splitlines()[1])["error"]
    assert found.exit_code == 3 and "line 2" in error and "broken JSON" in error


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (5, '"pairs" is no list'),
        ([5], "pair 1 is no source and target"),
        ([{"source": None}], "pair 1 is no source and target"),
        ([{"source": [0, 1, 2], "target": None}], "pair 1, source is no start and end"),
        ([{"source": None, "target": [0.5, 1]}], "pair 1, target is no start and end"),
        ([{"source": None, "target": [0, 99]}], "pair 1, target is 0 to 99"),
    ],
)
def test_faults_of_pairs_say_what_is_expected(pairs: object, told: str) -> None:
    stdin = json.dumps({"id": 1, "text": "France accused Mali.", "pairs": pairs})
    found = dragoman("code", "--coder", "rules", stdin=stdin)
    assert found.exit_code == 3 and told in json.loads(found.stdout)["error"]


@pytest.mark.parametrize("command", ["code --coder rules", "resolve", "correct import"])
def test_an_input_that_is_not_there_is_one_line(command: str, ledger: str) -> None:
    ledger_too = ["--ledger", ledger] if command == "correct import" else []
    found = dragoman(*command.split(), "nofile", *ledger_too)
    assert found.exit_code == 1 and found.stderr.count("\n") == 1
    assert "nofile" in found.stderr and "Check the path." in found.stderr


@pytest.mark.parametrize(
    "command", ["export events -o nodir/x.csv", "evaluate --json nodir/x", "read x"]
)
def test_an_output_that_cannot_be_made_is_one_line(command: str, ledger: str) -> None:
    last = {"export": ["--ledger", ledger], "read": ["--ledger", "nodir/x"]}
    found = dragoman(*command.split(), *last.get(command.split()[0], []))
    assert found.exit_code == 1 and found.stderr.count("\n") == 1
    assert "nodir/x" in found.stderr and "folder" in found.stderr


def test_a_port_that_no_machine_has_is_a_usage_error(ledger: str) -> None:
    found = dragoman("serve", "--port", "99999", "--ledger", ledger)
    assert found.exit_code == 2 and "65535" in found.stderr


@pytest.mark.parametrize(
    "command",
    ["recode --coder rules", "judge a b same", "correct list", "correct export", "correct import"],
)
def test_only_read_makes_a_ledger(command: str, tmp_path: Path) -> None:
    path = tmp_path / "mistyped.sqlite"
    found = dragoman(*command.split(), "--ledger", str(path), stdin="")
    assert found.exit_code == 1 and "No ledger at" in found.stderr and not path.exists()
