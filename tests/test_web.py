"""The desk as a program sees it: pages, twins, forms and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.responses import Response
from starlette.testclient import TestClient
from training import corpus

from dragoman.cli import main
from dragoman.coders import coder
from dragoman.errors import BadInput, BadLedger
from dragoman.ledger import Ledger
from dragoman.web import app
from dragoman.web.app import PAGES, application, local, serve
from dragoman.web.charts import ladder, months, nice, shade
from dragoman.web.columns import COLUMNS
from dragoman.web.desk import View
from dragoman.web.marks import shared, word_diff
from dragoman.web.safety import is_loopback

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    (folder / "odd.txt").write_text(
        "France accused Mali of <script>alert(1)</script> breaking the accord on Friday, 3 May"
        " 2024.\n\nThe accord was signed in Algiers after long talks between the two sides. It"
        " asked both to keep their soldiers away from the wells & along the border for a year.",
        encoding="utf-8",
    )
    ran = CliRunner().invoke(
        main,
        [
            "read",
            str(ROOT / "samples"),
            str(folder / "odd.txt"),
            "--ledger",
            str(folder / "a.sqlite"),
            "--coder",
            "rules",
        ],
    )
    assert ran.exit_code == 0, ran.output
    return folder / "a.sqlite"


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A ledger of one's own to change."""
    with Ledger(made) as held:
        held.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "a.sqlite").write_bytes(made.read_bytes())
    return tmp_path / "a.sqlite"


@pytest.fixture(scope="module")
def desk(made: Path) -> Iterator[TestClient]:
    with TestClient(application(str(made)), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def own(path: Path) -> Iterator[TestClient]:
    with TestClient(application(str(path)), base_url="http://localhost") as client:
        yield client


def test_events_say_when_they_are_unsure(path: Path) -> None:
    with Ledger(path) as held:
        held.db.execute("UPDATE mentions SET body = json_set(body, '$.score', 0.3)")
        (one,) = (row[0] for row in held.rows("SELECT id FROM events ORDER BY id LIMIT 1"))
        mention = held.value("SELECT id FROM claims WHERE event = ?", one)
    with TestClient(application(str(path)), base_url="http://localhost") as desk:
        assert "unsure, 30%" in desk.get("/events").text
        assert "unsure, 30%" in desk.get(f"/events/{one}").text
        desk.post("/correct", data={"mention": mention, "action": "accept"})
        assert "unsure" not in desk.get(f"/events/{one}").text


def every_page(desk: TestClient) -> list[str]:
    tables = {
        "/stories/{id}": ("/stories.json", "stories"),
        "/events/{id}": ("/events.json", "events"),
        "/articles/{id}": ("/articles.json", "articles"),
    }
    found = []
    for at in PAGES:
        if at in tables:
            where, table = tables[at]
            at = at.replace("{id}", desk.get(where).json()["tables"][table][0]["id"])
        found.append(at)
    return [
        *found,
        "/pair?a=JPN&b=KOR",
        "/matrix?show=speaks",
        "/review?what=merges",
        "/search?q=talks",
    ]


# -- pages and twins -----------------------------------------------------------------------


def test_every_page_and_its_twins_answer(desk: TestClient) -> None:
    for address in every_page(desk):
        at, _, query = address.partition("?")
        for kind in ("", ".json", ".csv"):
            where = ("/overview" if at == "/" and kind else at) + kind
            answer = desk.get(f"{where}?{query}")
            assert answer.status_code == 200, (where, answer.text[:200])


def test_every_link_of_every_page_leads_somewhere(desk: TestClient) -> None:
    links = {
        link.replace("&amp;", "&").partition("#")[0]
        for address in every_page(desk)
        for link in re.findall(r'href="(/[^"]*)"', desk.get(address).text)
    }
    kinds: dict[str, str] = {}  # one of each kind of address is enough
    for link in sorted(links):
        at, _, query = link.partition("?")
        shape = re.sub(r"[0-9a-f]{16}", "ID", at) + str(sorted(re.findall(r"(\w+)=", query)))
        kinds.setdefault(shape, link)
    broken = [link for link in kinds.values() if desk.get(link).status_code != 200]
    assert len(kinds) > 40 and not broken


def test_a_csv_twin_has_the_rows_of_the_json_twin(desk: TestClient) -> None:
    rows = desk.get("/events.json").json()["tables"]["events"]
    table = list(csv.DictReader(io.StringIO(desk.get("/events.csv").text)))
    assert [row["id"] for row in rows] == [row["id"] for row in table] and rows


@pytest.mark.parametrize("name", ["articles", "changes", "events", "stories"])
def test_twins_have_all_rows_whatever_the_page(desk: TestClient, name: str) -> None:
    foot = desk.get(f"/{name}?page=2&sort=old").text
    assert f'href="/{name}.csv?sort=old&amp;table={name}"' in foot
    for kind in ("json", "csv"):
        first, second = (desk.get(f"/{name}.{kind}?page={n}").text for n in (1, 2))
        assert first == second
        assert len(first) > 500


def test_a_csv_without_rows_has_its_header(desk: TestClient) -> None:
    full = desk.get("/events.csv").text.splitlines()
    assert desk.get("/events.csv?type=NOTHING").text.splitlines() == full[:1]
    assert desk.get("/rejected.csv").text == "source,source_id,step,reason,run\n"
    assert desk.get("/export/events.csv").text.splitlines()[0] == full[0]


def test_the_columns_of_an_empty_table_are_those_of_a_full_one(
    own: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.post("/correct", data={"mention": asked(own), "action": "accept"})
    left, right = (row["id"] for row in own.get("/events.json").json()["tables"]["events"][:2])
    own.post("/judge", data={"left": left, "right": right, "verdict": "different"})
    pages = [*every_page(own), "/positions?issue=nothing"]
    views: list[View] = []
    monkeypatch.setattr(app, "_twin", lambda view, ask: views.append(view) or Response())
    for address in pages:
        at, _, query = address.partition("?")
        own.get(f"{'/overview' if at == '/' else at}.json?{query}")
    made = {f"{one.template} {name}": rows for one in views for name, rows in one.tables.items()}
    assert set(made) <= set(COLUMNS)
    del made["pair.html months"]  # kinds of events follow, those that there are
    wrong = [at for at, rows in made.items() if rows and tuple(rows[0]) != COLUMNS[at]]
    assert not wrong and sum(bool(rows) for rows in made.values()) > 20


def test_facets_and_totals_agree_with_the_events(desk: TestClient) -> None:
    rows = desk.get("/events.json?type=CONSULT&actor=JPN").json()["tables"]["events"]
    page = desk.get("/events?type=CONSULT&actor=JPN").text
    assert f"<b>{len(rows)}</b> events in {sum(row['reports'] for row in rows)} reports" in page
    assert {row["type"] for row in rows} == {"CONSULT"}
    assert all(
        any(code.startswith("JPN") for code in row["sources"] + row["targets"]) for row in rows
    )


def test_words_of_an_article_are_never_markup(desk: TestClient) -> None:
    (odd,) = [
        row["id"]
        for row in desk.get("/articles.json").json()["tables"]["articles"]
        if "accused Mali" in row["title"]
    ]
    for address in (f"/articles/{odd}", "/search?q=alert", "/events?q=alert", "/stories"):
        page = desk.get(address).text
        assert "<script>alert" not in page and "script" in page


def test_a_merged_event_leads_to_the_one_it_became(own: TestClient, path: Path) -> None:
    name = own.get("/events.json").json()["tables"]["events"][0]["id"]
    with Ledger(path) as ledger:
        ledger.db.execute("INSERT INTO redirects VALUES ('old', ?)", (name,))
    answer = own.get("/events/old", follow_redirects=False)
    assert answer.headers["location"] == f"/events/{name}"


@pytest.mark.parametrize(
    "address", ["/events/nothing", "/articles/nothing", "/nowhere", "/pair?a=Atlantis&b=USA"]
)
def test_what_is_not_there_is_a_page_of_its_own(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404 and "To the overview" in answer.text


def test_a_bad_day_says_how_to_write_it(desk: TestClient) -> None:
    answer = desk.get("/events?since=soon")
    assert answer.status_code == 400 and "2024-04-26" in answer.text


def test_exports_are_those_of_the_command(desk: TestClient, made: Path) -> None:
    told = CliRunner().invoke(main, ["export", "events", "--ledger", str(made)])
    assert len(desk.get("/export/events.jsonl").text.splitlines()) == len(told.stdout.splitlines())
    assert desk.get("/export/secrets.jsonl").status_code == 404


# -- forms ---------------------------------------------------------------------------------


def asked(desk: TestClient) -> str:
    """The mention that review asks about."""
    found = re.search(r'name="mention" value="(\w+)"', desk.get("/review").text)
    assert found
    return found.group(1)


def test_review_keeps_what_was_said_and_goes_on(own: TestClient) -> None:
    first = asked(own)
    own.post("/correct", data={"mention": first, "action": "reject", "back": "/review"})
    assert asked(own) != first
    own.post("/undo", data={"back": "/review"})
    assert asked(own) == first


def test_a_changed_field_shows_at_once_and_only_it_is_kept(own: TestClient) -> None:
    first = asked(own)
    row = next(r for r in own.get("/review.json").json()["tables"]["queue"] if r["id"] == first)
    form = {"mention": first, "action": "set", "type": "THREATEN", "place": "Strelsau"}
    answer = own.post("/correct", data={**form, "back": f"/articles/{row['article']}"})
    assert "Strelsau" in answer.text
    (kept,) = own.get("/corrections.json").json()["tables"]["corrections"]
    assert kept["sets"] == {"type": "THREATEN", "place": "Strelsau"}
    assert kept["outcome"] == "applied"


def test_an_event_is_added_at_its_words(own: TestClient) -> None:
    (odd,) = [
        row["id"]
        for row in own.get("/articles.json").json()["tables"]["articles"]
        if "accused Mali" in row["title"]
    ]
    form = {"action": "add", "article": odd, "words": "signed", "type": "AGREE", "sources": "DZA"}
    own.post("/correct", data=form)
    found = own.get(f"/articles/{odd}.json").json()["tables"]["mentions"]
    assert ("signed", "AGREE") in {(one["trigger"], one["type"]) for one in found}
    assert own.post("/correct", data=form | {"words": "the"}).status_code == 400


def test_two_events_become_one_and_two_again(own: TestClient) -> None:
    rows = own.get("/events.json?type=CONSULT").json()["tables"]["events"]
    one, other = (row["id"] for row in rows[:2])
    own.post("/judge", data={"left": one, "right": other, "verdict": "same"})
    assert len(own.get("/events.json?type=CONSULT").json()["tables"]["events"]) == len(rows) - 1
    own.post(
        "/judge",
        data={"left": rows[0]["mentions"][0], "right": rows[1]["mentions"][0], "verdict": "undo"},
    )
    assert len(own.get("/events.json?type=CONSULT").json()["tables"]["events"]) == len(rows)


def _accept_first_sentence(own: TestClient) -> int:
    """Accepts every mention of one sentence; how many it has."""
    article = own.get("/articles.json").json()["tables"]["articles"][0]["id"]
    found = own.get(f"/articles/{article}.json").json()["tables"]["mentions"]
    first = [one for one in found if one["sentence"] == found[0]["sentence"]]
    for one in first:
        own.post("/correct", data={"mention": one["id"], "action": "accept"})
    return len(first)


def test_labels_are_sentences_that_were_judged_to_the_end(own: TestClient) -> None:
    many = _accept_first_sentence(own)
    (label,) = own.get("/review/labels.jsonl").text.splitlines()
    row = json.loads(label)
    for event in row["events"]:
        start, end = event["trigger_at"]
        assert row["text"][start:end] == event["trigger"]
    assert len(row["events"]) == many


def test_training_reads_the_labels(own: TestClient) -> None:
    _accept_first_sentence(own)
    row = json.loads(own.get("/review/labels.jsonl").text.splitlines()[0])
    doc = corpus.article(coder("onnx").tokenizer, row)
    assert [corpus.TYPES[one.kind] for one in doc.events] == [e["type"] for e in row["events"]]
    for event, labelled in zip(doc.events, row["events"], strict=True):
        start, end = doc.tokens.starts[event.trigger[0]], doc.tokens.ends[event.trigger[1] - 1]
        assert row["text"][start:end] == labelled["trigger"]


# -- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null"},
    ],
)
def test_forms_of_other_pages_are_refused(own: TestClient, headers: dict[str, str]) -> None:
    answer = own.post("/correct", data={"mention": asked(own), "action": "reject"}, headers=headers)
    assert answer.status_code == 403
    assert own.get("/corrections.json").json()["tables"]["corrections"] == []


def test_our_own_forms_pass(own: TestClient) -> None:
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    data = {"mention": asked(own), "action": "accept"}
    assert own.post("/correct", data=data, headers=headers).status_code == 200


def test_another_name_for_this_machine_is_refused(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_token_is_asked_of_everyone_and_kept_as_a_cookie(made: Path) -> None:
    with TestClient(application(str(made), "secret"), base_url="http://desk.example") as client:
        assert client.get("/").status_code == 401
        assert client.get("/static/style.css").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/?token=secret").status_code == 200
        assert client.get("/events").status_code == 200


def test_no_address_is_told_that_cannot_be_had(made: Path) -> None:
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=f"--port: 127.0.0.1:{port} cannot be had.*another"):
            serve(str(made), port=port, ready=told.append)
    with pytest.raises(BadLedger):
        serve(str(made.with_name("none.sqlite")), port=0, ready=told.append)
    assert told == []


def test_no_other_host_without_a_token(made: Path) -> None:
    with pytest.raises(BadInput, match="--token"):
        serve(str(made), "0.0.0.0")
    assert is_loopback("127.0.0.1:8440") and is_loopback("[::1]:8440") and is_loopback("::1")
    assert not is_loopback("0.0.0.0") and not is_loopback("127.0.0.1.evil.example")


def test_every_answer_carries_the_policy(desk: TestClient) -> None:
    for address in ("/", "/events.json", "/static/app.js", "/nowhere"):
        headers = desk.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_styles_or_scripts_of_its_own(desk: TestClient) -> None:
    for address in every_page(desk):
        page = desk.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?! src=\"/static/)", page)
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!\S+" rel="noreferrer)', page)


def test_long_things_are_refused(own: TestClient) -> None:
    assert own.get("/search?q=" + "a" * 5000).status_code == 414
    assert own.post("/correct", data={"words": "a" * 2_000_000}).status_code == 413


def test_a_form_sends_nobody_elsewhere() -> None:
    assert local("/events?type=AID") == "/events?type=AID"
    for bad in ("//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb"):
        assert local(bad) == "/"


def test_reading_pages_leaves_the_ledger_as_it_was(desk: TestClient, made: Path) -> None:
    with Ledger(made, readonly=True) as ledger:
        before = ledger.rows("SELECT count(*), (SELECT count(*) FROM runs) FROM corrections")
        for address in every_page(desk):
            desk.get(address)
        after = ledger.rows("SELECT count(*), (SELECT count(*) FROM runs) FROM corrections")
    assert [tuple(row) for row in before] == [tuple(row) for row in after]


# -- parts ---------------------------------------------------------------------------------


def test_wording_that_both_texts_share_is_told_from_their_own() -> None:
    left = "The two ministers met in the old town and parted early."
    right = "On Friday the two ministers met in the old town, officials said."
    found = [(piece.text.strip(" ,."), piece.looks) for piece in shared(left, [right])]
    assert found[0] == ("The two ministers met in the old town", ("shared",))
    assert found[1][1] == ("own",)
    assert "".join(piece.text for piece in shared(left, [right])) == left


def test_a_word_diff_gives_back_both_texts() -> None:
    old, new = "France accused Mali on Friday.", "France blamed Mali again on Friday."
    found = word_diff(old, new)
    assert "".join(one.text for one in found if one.kind != "new") == old
    assert "".join(one.text for one in found if one.kind != "gone") == new


def test_scales_of_figures() -> None:
    assert months("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [nice(n) for n in (1, 3, 11, 180)] == [1, 5, 20, 200]
    assert [shade(n, 100) for n in (0, 1, 50, 100)] == ["h0", "h1", "h3", "h5"]


def test_a_figure_escapes_its_words() -> None:
    from datetime import date

    from dragoman.web.charts import Dot

    dot = Dot(date(2024, 1, 1), "refuses", "circle", False, "<b>'\"", "/x?a=1&b=2")
    drawn = str(ladder(["refuses"], [dot], "a & b"))
    assert "<b>" not in drawn and "&lt;b&gt;" in drawn and "a=1&amp;b=2" in drawn
