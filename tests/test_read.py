from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import BadInput, UnknownName
from dragoman.read import read
from dragoman.types import Page, Rejected

STORY = "Ministers met in Lima on Monday. They signed nothing."


def read_one(
    folder: Path, name: str, data: bytes | str, **options: object
) -> list[Page | Rejected]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([str(path)], **options))  # type: ignore[arg-type]


def reason(found: list[Page | Rejected]) -> str:
    (one,) = found
    assert isinstance(one, Rejected) and one.step == "read"
    return one.reason


def contents(found: list[Page | Rejected]) -> list[str]:
    return [one.content if isinstance(one, Page) else one.reason for one in found]


# --- sources


def test_a_text_file_is_one_page_under_the_path_given(tmp_path: Path) -> None:
    (page,) = read_one(tmp_path, "a.txt", STORY)
    assert page == Page(str(tmp_path / "a.txt"), STORY)


def test_a_folder_is_read_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert contents(list(read([str(tmp_path)]))) == ["b.txt", "a/c.txt"]


def test_a_glob_is_read_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(name)
    assert contents(list(read([str(tmp_path / "*.txt")]))) == ["a.txt", "b.txt"]


def test_a_glob_that_finds_a_folder_and_its_files_reads_them_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("a")
    assert contents(list(read([str(tmp_path / "**")]))) == ["a"]


@pytest.mark.parametrize("source", ["nowhere.txt", "no*where", "https://example.com/a"])
def test_a_source_that_is_not_there_is_the_callers_error(source: str) -> None:
    with pytest.raises(BadInput, match=source.replace("*", r"\*")):
        read([source])


def test_a_field_nobody_knows_is_the_callers_error() -> None:
    with pytest.raises(UnknownName, match="text"):
        read([], columns={"txt": "body"})


@pytest.mark.parametrize(
    ("data", "html"),
    [(STORY, False), ("<!doctype html><p>x</p>", True), (json.dumps({"text": STORY}), False)],
)
def test_standard_input_tells_its_own_type(data: str, html: bool) -> None:
    (page,) = read(["-"], stdin=io.BytesIO(data.encode()))
    assert isinstance(page, Page) and page.html is html and page.source == "-"


def test_a_pipe_that_gives_single_bytes_is_read_whole() -> None:
    class Slow(io.RawIOBase):
        left = json.dumps({"text": STORY}).encode() + b"\n"

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[: len(self.left[:1])] = self.left[:1]
            self.left, read = self.left[1:], len(self.left[:1])
            return read

    assert contents(list(read(["-"], stdin=io.BufferedReader(Slow())))) == [STORY]


def test_a_link_that_leads_nowhere_is_rejected_in_its_place(tmp_path: Path) -> None:
    os.symlink(tmp_path / "gone", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("b")
    first, second = read([str(tmp_path)])
    assert isinstance(first, Rejected) and "cannot be read" in first.reason
    assert isinstance(second, Page)


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file" in reason(list(read([str(tmp_path)])))


# --- what is no text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (bytes(range(256)), "binary"),
        (b"<?xml version='1.0'?>\n<rss><channel/></rss>", "a feed"),
        (b"\xff\xfe\xfa", "wrong encoding"),
        (b"\x1f\x8b\x08 broken", "gzip"),
        (gzip.compress(os.urandom(999).hex().encode())[:-9], "gzip"),
    ],
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes, why: str) -> None:
    assert why in reason(read_one(tmp_path, "a.txt", data))


def test_a_page_over_the_limit_is_rejected(tmp_path: Path) -> None:
    assert "longer than 10" in reason(read_one(tmp_path, "a.txt", STORY, limit=10))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_told(tmp_path: Path, codec: str) -> None:
    text = "“It’s settled,” the minister said in Malmö. " + STORY
    assert contents(read_one(tmp_path, "a.txt", text.encode(codec))) == [text]


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    page = "<html><meta charset='iso-8859-2'><p>Prezydent w Łodzi</p></html>"
    assert contents(read_one(tmp_path, "a.html", page.encode("iso-8859-2"))) == [page]


# --- rows


def test_usual_columns_are_found_in_json_lines(tmp_path: Path) -> None:
    row = {
        "_id": 7,
        "headline": "Talks",
        "maintext": STORY,
        "source": {"name": "Andes Post"},
        "url": "https://andes.example/1",
        "publishedAt": "2021-02-03",
    }
    (page,) = read_one(tmp_path, "a.jsonl", json.dumps(row))
    assert page == Page(
        str(tmp_path / "a.jsonl"),
        STORY,
        source_id="7",
        address="https://andes.example/1",
        outlet="Andes Post",
        title="Talks",
        published="2021-02-03",
        line=1,
    )


def test_a_column_can_be_named(tmp_path: Path) -> None:
    data = "n,text,words\n1,no,yes\n"
    assert contents(read_one(tmp_path, "a.csv", data, columns={"text": "words"})) == ["yes"]


def test_a_source_without_the_column_named_is_read_by_the_usual_names(tmp_path: Path) -> None:
    lines = '{"text": "a", "body": "b"}\n{"text": "c"}\n{"text": "d", "body": null}'
    found = read_one(tmp_path, "a.jsonl", lines, columns={"text": "body"})
    assert contents(found) == ["b", "c", "line 3: row without text"]
    assert contents(read_one(tmp_path, "a.csv", "id,text\n1,e", columns={"text": "body"})) == ["e"]


@pytest.mark.parametrize(("name", "data"), [("a.csv", "n\n1\n"), ("a.jsonl", '{"n": 1}')])
def test_a_source_with_no_text_at_all_names_the_column_asked_for(
    tmp_path: Path, name: str, data: str
) -> None:
    why = reason(read_one(tmp_path, name, data, columns={"text": "words"}))
    assert "no column 'words' nor one of text among n; name it: --map text=" in why


def test_a_list_is_found_by_the_column_named(tmp_path: Path) -> None:
    data = json.dumps({"text": "about this feed", "items": [{"words": "a"}, {"words": "b"}]})
    assert contents(read_one(tmp_path, "a.json", data, columns={"text": "words"})) == ["a", "b"]


def test_a_broken_line_is_rejected_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.jsonl", '{"text": "a"}\n\n{broken\n[1]\n{"id": 3}\n{"text": "b"}')
    assert [one.line if isinstance(one, Page) else one.reason[:6] for one in found] == [
        1,
        "line 3",
        "line 4",
        "line 5",
        6,
    ]


def test_half_a_surrogate_pair_is_mended(tmp_path: Path) -> None:
    assert contents(read_one(tmp_path, "a.jsonl", r'{"text": "a \ud800 b"}')) == ["a \ufffd b"]


def test_a_row_of_the_wrong_width_is_rejected_with_its_number(tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.csv", "id,text\n1,a\n2\n3,c,d\n4,e\n")
    assert contents(found) == [
        "a",
        "line 3: 1 fields instead of 2",
        "line 4: 3 fields instead of 2",
        "e",
    ]


def test_an_open_quote_spoils_its_own_row_alone(tmp_path: Path) -> None:
    data = 'id,text\n1,"open\n2,"closed, and\non two lines"\n3,c\n'
    found = read_one(tmp_path, "a.csv", data)
    assert "line 2: broken CSV" in contents(found)[0]
    assert contents(found)[1:] == ["closed, and\non two lines", "c"]


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_the_delimiter_is_told_from_the_header(tmp_path: Path, delimiter: str) -> None:
    data = f"id{delimiter}body\n1{delimiter}{STORY}\n"
    assert contents(read_one(tmp_path, "a.csv", data)) == [STORY]


def test_a_csv_without_text_says_what_to_do(tmp_path: Path) -> None:
    assert "--map text=" in reason(read_one(tmp_path, "a.csv", "a,b\n1,2\n"))


@pytest.mark.parametrize("header", ["id,text,text", "text,id,Text", "Body,body,title"])
def test_a_csv_with_two_columns_of_text_is_rejected(tmp_path: Path, header: str) -> None:
    assert "more than one column" in reason(read_one(tmp_path, "a.csv", f"{header}\n1,a,b\n"))


def test_two_columns_that_hold_no_text_do_no_harm(tmp_path: Path) -> None:
    assert contents(read_one(tmp_path, "a.csv", "text,,\na,,\n")) == ["a"]
    data = "text,text,body\na,b,c\n"
    assert contents(read_one(tmp_path, "a.csv", data, columns={"text": "body"})) == ["c"]


@pytest.mark.parametrize("name", ["a.csv", "a", "a.csv.gz"])
def test_a_csv_with_the_line_ends_of_old_macs_is_read(tmp_path: Path, name: str) -> None:
    data = b'id,text\r1,"one,\rtwo"\r2,three'
    data = gzip.compress(data) if name.endswith("gz") else data
    assert contents(read_one(tmp_path, name, data)) == ["one,\ntwo", "three"]


def test_a_stray_carriage_return_spoils_its_own_row_in_plain_words(tmp_path: Path) -> None:
    found = contents(read_one(tmp_path, "a.csv", "id,text\n1,a\rb\n2,c\n"))
    assert found == ["line 2: broken CSV: a bare CR outside quotes", "c"]


def test_a_doubled_carriage_return_is_no_line(tmp_path: Path) -> None:
    assert contents(read_one(tmp_path, "a.csv", "id,text\r\r\n1,a\r\r\n2,b\r\r\n")) == ["a", "b"]


def test_a_header_alone_is_rejected(tmp_path: Path) -> None:
    assert reason(read_one(tmp_path, "a.csv", "id,text\n\n")) == "no rows under the header"


def test_a_folder_without_files_is_rejected(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("a")
    (tmp_path / "inner").mkdir()
    assert "no file to read in it" in reason(list(read([str(tmp_path)])))


def test_a_list_in_json_is_read_row_by_row(tmp_path: Path) -> None:
    data = json.dumps({"articles": [{"content": "a"}, {}, {"content": "b"}]})
    found = read_one(tmp_path, "a.json", data)
    assert contents(found)[::2] == ["a", "b"] and "item 2" in contents(found)[1]


def test_a_row_may_hold_html(tmp_path: Path) -> None:
    (page,) = read_one(tmp_path, "a.jsonl", json.dumps({"text": "<p>One.</p><p>Two.</p>"}))
    assert isinstance(page, Page) and page.html


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "a.gz"])
def test_rows_may_be_packed(tmp_path: Path, name: str) -> None:
    assert contents(read_one(tmp_path, name, gzip.compress(b'{"text": "a"}\n'))) == ["a"]


def test_a_row_over_the_limit_does_not_stop_the_rest(tmp_path: Path) -> None:
    data = '{"text": "%s"}\n{"text": "b"}\n' % ("x" * 100)
    found = read_one(tmp_path, "a.jsonl", data, limit=20)
    assert contents(found) == ["line 1: longer than 20 characters", "b"]


def test_rows_stream_in_bounded_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w") as file:
        file.writelines('{"text": "%s"}\n' % ("x" * 5000) for _ in range(4_000))
    tracemalloc.start()
    assert sum(1 for _ in read([str(tmp_path / "a.jsonl")])) == 4_000
    assert tracemalloc.get_traced_memory()[1] < 3_000_000  # of 20 MB
    tracemalloc.stop()


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.just("\n"), max_size=60
)


@given(st.lists(st.fixed_dictionaries({"id": texts, "text": texts}), max_size=8))
@settings(max_examples=60, deadline=None)
def test_as_many_come_out_as_rows_go_in(rows: list[Mapping[str, str]]) -> None:
    lines = "\n".join(json.dumps(row) for row in rows) or "[]"
    assert len(list(read(["-"], stdin=io.BytesIO(lines.encode())))) == max(1, len(rows))


@given(st.lists(st.tuples(texts, texts), max_size=8))
@settings(max_examples=60, deadline=None)
def test_csv_gives_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([("id", "text"), *rows])
    found = list(read(["-"], stdin=io.BytesIO(table.getvalue().encode())))
    assert len(found) == max(1, len(rows))  # a header alone is rejected
    kept = [one.content for one in found if isinstance(one, Page)]
    assert kept == [text for _, text in rows if text.strip()]


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    assert list(read(["-"], stdin=io.BytesIO(data)))
