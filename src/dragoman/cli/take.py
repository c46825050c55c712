"""Commands that take coverage in, or answer without a ledger."""

from __future__ import annotations

import sys

import click

from .base import (
    coder_options,
    json_lines,
    known,
    ledger_option,
    main,
    mapping,
    new_or_known,
    note,
    write_lines,
)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="text=body, id=key …")
@ledger_option
@coder_options
def read(
    sources: tuple[str, ...],
    columns: tuple[str, ...],
    path: str,
    coder_name: str,
    threshold: float | None,
) -> None:
    """Read files, folders, globs or - into a ledger.

    \b
    dragoman read articles/                        a folder of text and HTML
    dragoman read 'wire/*.jsonl.gz' --map text=body
    cat page.html | dragoman read -
    """
    from ..coders import coder
    from ..progress import Progress
    from ..run import read_into

    with new_or_known(path) as ledger, Progress("pages") as progress:
        counts = read_into(
            ledger,
            sources,
            coder(coder_name, threshold),
            columns=mapping(columns),
            stdin=sys.stdin.buffer,
            progress=lambda counts: progress(counts["read"]),
        )
    note(
        "read {read} = {known} known + {articles} articles + {rejected} rejected; "
        "{mentions} mentions, {copies} copies".format_map(counts)
    )


@main.command()
@ledger_option
@coder_options
def recode(path: str, coder_name: str, threshold: float | None) -> None:
    """Let a coder read again what another has coded; people's judgements stay."""
    from ..coders import coder
    from ..progress import Progress
    from ..run import recode as again

    with known(path) as ledger, Progress("articles") as progress:
        counts = again(
            ledger,
            coder(coder_name, threshold),
            progress=lambda counts: progress(counts["articles"]),
        )
    note(f"{counts['articles']} articles, {counts['mentions']} mentions")


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="text=body, id=key …")
def clean(sources: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """Show the clean text of pages, what was removed and why; no ledger needed."""
    from .. import records
    from ..clean import clean as clean_page
    from ..read import read as read_pages
    from ..types import Rejected

    pages = read_pages(sources, columns=mapping(columns), stdin=sys.stdin.buffer)
    write_lines(
        (records.cleaned(one if isinstance(one, Rejected) else clean_page(one)) for one in pages),
        failed=lambda row: False,
    )


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@coder_options
def code(file: str, coder_name: str, threshold: float | None) -> None:
    """Code JSON lines {"id", "text", "published"?, "title"?, "pairs"?}; no ledger needed.

    \b
    echo '{"id": 1, "text": "France accused Mali of …"}' | dragoman code
    """
    from .. import door
    from ..coders import coder

    answers = door.code(json_lines(file), coder(coder_name, threshold))
    write_lines(answers, failed=lambda row: "error" in row)


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
def resolve(file: str) -> None:
    """Resolve spans of JSON lines to codes, days and places; no ledger needed.

    \b
    {"id", "text", "published"?, "title"?, "spans": [{"kind", "start", "end"}]}
    kind: actor, time or place
    """
    from ..resolve import resolve_spans

    write_lines(map(resolve_spans, json_lines(file)), failed=lambda row: "error" in row)
