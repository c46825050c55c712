import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman import output
from dragoman.cli import main
from dragoman.export import COLUMNS, EXPORTS, export
from dragoman.ledger import Ledger

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

values = st.none() | st.booleans() | st.integers() | st.text()
rows = st.lists(st.fixed_dictionaries({"a": values, "b": st.lists(st.text(max_size=3))}))


@given(rows)
def test_json_lines_come_back_as_they_were(given_rows: list[dict[str, object]]) -> None:
    out = io.StringIO()
    assert output.write(given_rows, "jsonl", out) == len(given_rows)
    assert [json.loads(line) for line in out.getvalue().split("\n") if line] == given_rows


def test_missing_is_empty_in_csv() -> None:
    out = io.StringIO()
    output.write([{"code": None, "text": "a,b", "many": ["x", "y"]}], "csv", out)
    out.seek(0)
    assert list(csv.DictReader(out)) == [{"code": "", "text": "a,b", "many": "x;y"}]


def test_a_table_fits_the_terminal(monkeypatch: object) -> None:
    out = io.StringIO()
    output.write([{"id": "1", "text": "long " * 100}], "table", out)
    assert max(map(len, out.getvalue().splitlines())) <= 120
    assert "…" in out.getvalue()


def test_objects_of_one_cell_are_one_json_list() -> None:
    sides = [{"code": "FRA", "text": "Paris; France"}, {"code": "MLI", "text": "Mali"}]
    text = "".join(
        output.csv_lines([{"id": "1", "sources": sides, "issues": ["a", "b"]}], COLUMNS["mentions"])
    )
    (row,) = csv.DictReader(io.StringIO(text))
    assert json.loads(row["sources"]) == sides and row["issues"] == "a;b"


def test_a_csv_without_rows_is_its_header() -> None:
    assert list(output.csv_lines([], ["id", "text"])) == ["id,text\n"]


def test_each_export_has_the_columns_it_says(tmp_path: Path) -> None:
    path = str(tmp_path / "a.sqlite")
    ran = CliRunner().invoke(main, ["read", str(SAMPLES), "--coder", "rules", "--ledger", path])
    assert ran.exit_code == 0, ran.output
    with Ledger(path, readonly=True) as ledger:
        for what in EXPORTS:
            assert tuple(next(export(ledger, what))) == COLUMNS[what]
