"""Pictures of the desk for the documentation: reads ``samples``, serves them, takes pictures.

Run by ``make screenshots``; needs chromium.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from dragoman.coders import coder
from dragoman.ledger import Ledger
from dragoman.run import read_into
from dragoman.web.app import application

ROOT = Path(__file__).resolve().parents[1]
PORT = 8449
SIZE = {"width": 1120, "height": 720}


def addresses(ledger: Ledger) -> dict[str, str]:
    """Name of the picture -> page, chosen by what the samples hold most of."""
    story = ledger.value("SELECT id FROM stories ORDER BY articles DESC, id LIMIT 1")
    article = ledger.value(
        "SELECT article FROM coded JOIN articles ON articles.id = article"
        " WHERE published IS NOT NULL ORDER BY mentions DESC LIMIT 1"
    )
    pair = ledger.rows(
        "SELECT a.party, b.party FROM event_actors a JOIN event_actors b ON a.event = b.event"
        " WHERE a.side = 'source' AND b.side = 'target' AND a.party < b.party"
        " AND length(a.party) = 3 AND length(b.party) = 3"
        " GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1"
    )[0]
    return {
        "overview": "/",
        "article": f"/articles/{article}",
        "story": f"/stories/{story}#accounts",
        "pair": f"/pair?a={pair[0]}&b={pair[1]}",
        "review": "/review",
    }


def main() -> None:
    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    os.chdir(ROOT)  # so that sources show without the machine's own path
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/a.sqlite"
        with Ledger(path) as ledger:
            read_into(ledger, ["samples"], coder("onnx"))
            chosen = addresses(ledger)
        server = uvicorn.Server(uvicorn.Config(application(path), port=PORT, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.1)
        _take(chosen, images)
        server.should_exit = True
        thread.join(10)


def _take(chosen: dict[str, str], images: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--no-first-run"]
        )
        for scheme, suffix in (("light", ""), ("dark", "-dark")):
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)
            for name, address in chosen.items():
                if suffix and name != "article":
                    continue
                page.goto(f"http://127.0.0.1:{PORT}{address}")
                page.screenshot(path=str(images / f"{name}{suffix}.png"))
        browser.close()


if __name__ == "__main__":
    main()
