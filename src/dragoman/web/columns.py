"""Columns of each page's tables, for the CSV of a table that happens to be empty."""

from __future__ import annotations

from typing import Final

from ..export import COLUMNS as EXPORTED

#: "template table" -> columns in the order of the rows that the page makes.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    at: tuple(text.split())
    for at, text in {
        "article.html article": "id source source_id title outlet address published time"
        " language text copies",
        "article.html removed": "text reason",
        "articles.html articles": "id outlet title published address mentions repeats",
        "changes.html changes": "at subject id change detail run",
        "codebook.html types": "type quad covers modes",
        "corrections.html corrections": "id action outcome article start end words sets"
        " mention by at",
        "corrections.html judgements": "n left right same score by reasons at undone",
        "exports.html exports": "name",
        "matrix.html cells": "row column count",
        "merges.html pairs": "event left right score reasons",
        "outlets.html outlets": "outlet articles first_day last_day dated copies country",
        "overview.html changes": "change events",
        "overview.html corpus": "articles independent copies outlets first_day last_day stories"
        " mentions events positions rejected",
        "overview.html heat": "issue month count",
        "overview.html stories": "first_day stories",
        "overview.html turns": "party other issue before after day",
        "pair.html channels": " ".join(EXPORTED["positions"]) + " state claim",
        "pair.html heat": "issue month count",
        "pair.html months": "month cooperation conflict",
        "pairs.html pairs": "a b count",
        "positions.html issues": "party issue statements stances first_day last_day",
        "rejected.html rejected": "source source_id step reason run",
        "review.html queue": "id score article type trigger",
        "runs.html runs": "id started ended command version coder actors counts",
        "search.html articles": "id title outlet published words",
        "stories.html stories": "id first_day last_day articles independent title outlets parties",
        "story.html accounts": "detail flag outlet article start end text",
        "story.html articles": "id outlet title published copy_of kind",
    }.items()
} | {
    "article.html mentions": EXPORTED["mentions"],
    "event.html event": EXPORTED["events"],
    "event.html reports": EXPORTED["mentions"],
    "events.html events": EXPORTED["events"],
    "pair.html talks": EXPORTED["events"],
    "positions.html positions": EXPORTED["positions"],
    "story.html events": EXPORTED["events"],
}
