import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from dragoman import output

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
