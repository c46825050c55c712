"""Write docs/codebook.md and docs/ledger.md from the code: ``python tools/codebook.py``."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dragoman import ontology
from dragoman.migrations import SCRIPTS

DOCS = Path(__file__).resolve().parents[1] / "docs"

CHOICES = """\
## Choices where the manual contradicts itself

- SANCTION is material conflict (quad 4), as in the manual's section on the event; one of its
  tables has it under verbal conflict.
- CONCEDE is verbal cooperation (quad 1). Data sets that join it with RETREAT as "YIELD" put both
  under material cooperation.
- Auxiliary modes (historical, future, hypothetical, negation) are the field `modality`, with the
  values below. Only `happened` and `ongoing` events of the news at hand count as having happened.
- CAMEO exists in two numberings and two quad schemes: every export that uses it names its own.
"""

MODALITY = {
    "happened": "done, or said by its doer",
    "ongoing": "a practice or lasting state",
    "planned": "announced, scheduled, intended",
    "hypothetical": "if, could, might, considered, feared",
    "denied": "the text says it did not happen, or someone denies it",
    "historic": "background, clearly before the news at hand",
}


def codebook() -> str:
    """The codes in use, as Markdown."""
    return "\n".join(
        (
            "# Codebook",
            "",
            "Made from the code by `tools/codebook.py`. Event types, modes, contexts and sectors",
            "are those of PLOVER 0.8b3 (Open Event Data Alliance); the glosses are ours.",
            "",
            "## Event types",
            "",
            *table(("type", "quad", "covers", "modes"), types()),
            "",
            "Quads: " + "; ".join(f"{n} {name}" for n, name in ontology.QUADS.items()) + ".",
            "",
            "## Modality",
            "",
            *table(("value", "means"), MODALITY.items()),
            "",
            CHOICES,
            "## Contexts (issues of a mention)",
            "",
            ", ".join(f"`{one}`" for one in ontology.CONTEXTS),
            "",
            "## Actors",
            "",
            "A code is a country (ISO 3166-1 alpha-3; XKX for Kosovo) and a sector, `CHN/GOV`; or",
            "`IGO/UN`, `NGO/AMNESTY`, `MNC/HUAWEI`, `IMG/ISIS`; `UNK` for one that the text leaves",
            "unknown. An actor that stays open has no code.",
            "",
            *table(("sector", "who"), ontology.SECTORS.items()),
            "",
        )
    )


def types() -> Iterator[tuple[str, ...]]:
    for name, quad in ontology.TYPES.items():
        modes = ", ".join(ontology.MODES.get(name, ())) or "–"
        yield f"`{name}`", str(quad), ontology.GISTS[name], modes


def table(head: tuple[str, ...], rows: object) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:  # type: ignore[attr-defined]
        yield "| " + " | ".join(row) + " |"


def ledger() -> str:
    """The tables as they stand after all migrations."""
    database = sqlite3.connect(":memory:")
    for script in SCRIPTS:
        database.executescript(script)
    names = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%' ORDER BY rowid"
    )
    parts = [
        "# The ledger's tables",
        "",
        "Made from the code by `tools/codebook.py`. One SQLite file in WAL mode, which Datasette,",
        "R and DuckDB open. Facts are added and never changed; what is derived (claims, stories,",
        "events, positions, anchors) is made anew by every run that adds articles. `body` columns",
        "hold JSON. Days are ISO 8601, codes are text, ids are 16 hexadecimal digits.",
        "",
    ]
    for name, sql in names:
        tidy = re.sub(r"\s+", " ", re.sub(r"--[^\n]*", "", sql))
        parts += [f"## {name}", "", "```sql", tidy, "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    (DOCS / "codebook.md").write_text(codebook(), encoding="utf-8")
    (DOCS / "ledger.md").write_text(ledger(), encoding="utf-8")
