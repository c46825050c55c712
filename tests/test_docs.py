"""What is written about the program is what the program does."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from dragoman.cli import main

ROOT = Path(__file__).resolve().parents[1]
REMEDY = "run: python tools/codebook.py"


def codebook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("codebook", ROOT / "tools" / "codebook.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_codebook_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "codebook.md").read_text() == codebook().codebook(), REMEDY


def test_the_tables_are_those_of_the_code() -> None:
    assert (ROOT / "docs" / "ledger.md").read_text() == codebook().ledger(), REMEDY


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_is_documented() -> None:
    text = "".join(page.read_text() for page in pages())
    assert [name for name in main.commands if f"dragoman {name}" not in text] == []


def test_every_command_in_the_documents_exists() -> None:
    named = {
        (page.name, name)
        for page in pages()
        for line in re.findall(r"^(?:\$ )?dragoman ([a-z]+)", page.read_text(), re.M)
        for name in [line]
    }
    assert {one for one in named if one[1] not in main.commands} == set()


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        (page.name, link)
        for page in pages()
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / link).exists()
    ]
    assert broken == []
