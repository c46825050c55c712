"""The desk in a real browser: walks, keys, corrections, and whether everyone can use it."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman import brief
from dragoman.coders import coder
from dragoman.ledger import Ledger
from dragoman.run import read_into, recode
from dragoman.web.app import PAGES, application

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]

pytestmark = [
    pytest.mark.web,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium: make test-web installs it"),
]


class Served:
    """A desk over a ledger of samples, on a free port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.sqlite"
        with Ledger(self.path) as ledger:
            read_into(ledger, [str(SAMPLES)], coder("rules"))
        config = uvicorn.Config(application(str(self.path)), port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.05)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    desk = Served(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def opened(browser: Any, served: Served, **options: Any) -> Any:
    """A page that fails the test on any error or request to another machine."""
    context = browser.new_context(
        base_url=served.base, **{"viewport": {"width": 1280, "height": 800}, **options}
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda one: page.troubles.append(one.text) if one.type == "error" else None)
    page.on(
        "request",
        lambda one: (
            page.troubles.append(one.url)
            if not one.url.startswith((served.base, "data:"))
            else None
        ),
    )
    return page


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    found = opened(browser, served)
    yield found
    found.context.close()
    assert found.troubles == []


def every_page(served: Served) -> list[str]:
    with Ledger(served.path, readonly=True) as ledger:
        ids = {
            "/stories/{id}": ledger.value("SELECT id FROM stories ORDER BY articles DESC LIMIT 1"),
            "/events/{id}": ledger.value("SELECT id FROM events ORDER BY reports DESC LIMIT 1"),
            "/articles/{id}": ledger.value("SELECT article FROM copies LIMIT 1"),
        }
    found = [at.replace("{id}", ids.get(at) or "") for at in PAGES]
    return [*found, "/pair?a=JPN&b=KOR", "/review?what=merges", "/search?q=talks", "/nowhere"]


def walk(page: Any) -> None:
    """From the first page to a quotation where it stands in its article."""
    page.goto("/")
    page.get_by_role("link", name="All events").click()
    page.locator(".facet a", has_text="CONSULT").first.click()
    page.locator("article.event h3 a").first.click()
    assert "Every report of it" in page.locator("main").inner_text()
    words = page.locator("article.report mark.act").first.inner_text()
    page.locator("article.report cite a").first.click()
    assert re.search(r"/articles/\w+#m\w+$", page.url)
    assert words in page.locator(".marked").inner_text()
    page.locator(".note:has(:target), .note:target").wait_for(state="attached")


def test_a_newcomer_walks_from_the_overview_to_a_quotation(page: Any) -> None:
    walk(page)
    assert page.locator(".note:has(:target)").get_attribute("open") is not None


def test_the_same_walk_without_javascript(browser: Any, served: Served) -> None:
    plain = opened(browser, served, java_script_enabled=False)
    walk(plain)
    plain.goto("/review")
    asked = plain.locator("[name=mention]").first.input_value()
    plain.get_by_role("button", name="Reject").click()
    assert plain.locator("[name=mention]").first.input_value() != asked
    plain.get_by_role("button", name="Undo").click()
    assert plain.locator("[name=mention]").first.input_value() == asked
    plain.context.close()


def test_a_correction_survives_reading_and_recoding(
    page: Any, served: Served, tmp_path: Path
) -> None:
    page.goto("/events?type=CONSULT")
    page.locator("article.event h3 a").first.click()
    page.locator("article.report cite a").first.click()
    note = page.locator(".note:has(:target)")
    words = page.url.partition("#")[0]
    note.locator(".fix summary").click()
    note.get_by_label("Type").select_option("THREATEN")
    note.get_by_label("Place").fill("Strelsau")
    note.get_by_role("button", name="Keep these fields").click()

    def stands() -> bool:
        page.goto(words)
        page.locator(".note summary", has_text="THREATEN").first.click()
        return "Strelsau" in page.locator(".note[open]").first.inner_text()

    assert stands()
    (tmp_path / "new.txt").write_text(
        "Ruritania and Sylvania agreed on Monday to reopen three crossings along their border, "
        "both governments said.\n\nThe crossings were closed two years ago after a dispute over "
        "grain. Farmers on both sides had asked for them to be opened before the harvest.",
        encoding="utf-8",
    )
    with Ledger(served.path) as ledger:
        read_into(ledger, [str(tmp_path / "new.txt")], coder("rules"))
        again = coder("rules")
        again.name = "rules-again"  # type: ignore[misc]
        assert recode(ledger, again)["articles"] > 0
    assert stands()
    page.goto("/corrections")
    assert "applied" in page.locator("main").inner_text()


def test_keys(page: Any) -> None:
    page.goto("/events")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".item").first
    assert "here" in first.get_attribute("class")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*")


def test_keys_of_review(page: Any) -> None:
    def asked() -> str:
        return str(page.locator(".decide [name=mention]").first.input_value())

    def press(key: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key)

    page.goto("/review")
    one = asked()
    press("s")
    two = asked()
    assert two != one and "after=" in page.url
    press("a")
    assert asked() not in (one, two)
    press("u")
    assert asked() == two
    press("x")
    assert asked() != two
    page.reload()
    assert "1 of" in page.locator(".lead").inner_text()[:4] or asked() != two
    press("u")
    page.keyboard.press("e")
    assert page.locator("#edit").get_attribute("open") is not None
    page.locator("#edit [name=place]").fill("Zenda")
    page.reload()
    assert page.locator("#edit [name=place]").input_value() == "Zenda"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_every_page(browser: Any, served: Served, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("no axe-core: make test-web installs it")
    page = opened(browser, served, color_scheme=scheme)
    faults = {}
    for address in every_page(served):
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then((done) => done.violations)")
        serious = [
            (one["id"], one["nodes"][0]["html"][:160])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        if serious:
            faults[address] = serious
    page.context.close()
    assert not faults


def test_every_page_fits_a_phone(browser: Any, served: Served) -> None:
    page = opened(browser, served, viewport={"width": 360, "height": 740})
    wide = {}
    for address in every_page(served):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[address] = width
    page.context.close()
    assert not wide


def test_pages_print(page: Any, served: Served) -> None:
    for address in every_page(served)[:8]:
        page.goto(address)
        printed = page.pdf(format="A4")
        assert printed.startswith(b"%PDF") and len(printed) > 5_000


def test_first_paint_comes_within_a_second(page: Any) -> None:
    page.goto("/")
    page.goto("/events")
    entry = "performance.getEntriesByName('first-contentful-paint')[0]"
    for _ in range(50):  # the page's policy forbids the waiting that playwright has for this
        if page.evaluate(f"Boolean({entry})"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(f"{entry}.startTime") < 1000


def test_the_briefing_as_pdf_fetches_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(served.path, readonly=True) as ledger:
        found = brief.briefing(ledger, ["JPN", "KOR"])
    assert brief.pdf(found).startswith(b"%PDF-") and len(brief.pdf(found)) > 20_000
    with socket.create_server(("127.0.0.1", 0)) as listening:
        image = f'<img src="http://127.0.0.1:{listening.getsockname()[1]}/a.png">'
        monkeypatch.setattr(brief, "render", lambda *_: image)
        assert brief.pdf(found).startswith(b"%PDF-")
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()
