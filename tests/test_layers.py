"""Imports run downward only, and each outside library has one home."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"

#: Lower layers first. A module may import from its own layer and those below.
LAYERS = [
    {"types", "errors", "ontology", "records", "values"},
    {"sentences", "words", "times", "migrations", "rows", "store", "output", "progress"},
    {"actors", "dates", "places", "vectors"},
    {"read", "clean", "copies", "stories", "coders", "anchors", "resolve", "merge"},
    {"positions", "compare", "corrections", "ledger", "templates"},
    {"correct", "judging", "run", "query", "door", "export"},
    {"brief", "doctor", "evaluate"},
    {"cli", "web"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    """Names of the package's top modules that ``path`` imports."""
    found: set[str] = set()
    inside = path.relative_to(PACKAGE).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = inside[: len(inside) - node.level]
            parts = [*base, *(node.module or "").split(".")]
            named = [one for one in parts if one]
            found |= {named[0]} if named else {alias.name for alias in node.names}
    return found


def modules() -> list[tuple[str, Path]]:
    return [
        (path.relative_to(PACKAGE).with_suffix("").parts[0], path)
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py" or path.parent != PACKAGE
    ]


def test_imports_run_downward() -> None:
    upward = {
        f"{path.relative_to(PACKAGE)} imports {name}"
        for module, path in modules()
        for name in imports(path)
        if module in RANK and RANK.get(name, -1) > RANK[module]
    }
    assert not upward


def test_each_outside_library_has_one_home() -> None:
    homes = {
        "trafilatura": {"clean"},
        "rensa": {"copies"},
        "onnxruntime": {"coders"},
        "sqlite3": {"store", "rows", "ledger", "migrations", "query", "doctor", "places"},
        "click": {"cli"},
        "uvicorn": {"web", "cli"},
    }
    strays = {
        (library, module)
        for module, path in modules()
        for library, home in homes.items()
        if f"import {library}" in (text := path.read_text(encoding="utf-8"))
        or f"from {library}" in text
        if module not in home
    }
    assert not strays
