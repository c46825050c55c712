"""Commands for files, scores, checks and pages."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click
import msgspec

from .. import output
from ..ledger import Ledger
from .base import coder_options, ledger_option, main, note, target_option


@main.command()
@click.argument("what")
@click.option("--format", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@target_option("-o", "--output", help="A file to write.")
@ledger_option
def export(what: str, format: str, target: str | None, path: str) -> None:
    """Write articles, copies, mentions, events, stories or positions.

    \b
    dragoman export events --format csv -o events.csv
    """
    from ..export import COLUMNS
    from ..export import export as rows

    with Ledger(path, readonly=True) as ledger:
        found = rows(ledger, what)
        if target:
            with Path(target).open("w", encoding="utf-8", newline="") as file:
                count = output.write(found, cast(output.Format, format), file, COLUMNS[what])
            note(f"{count} {what} written to {target}")
        else:
            output.write(found, cast(output.Format, format), columns=COLUMNS[what])


@main.command()
@click.argument("what", nargs=-1)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="../shared/data",
    show_default=True,
    help="Folder of labelled sets.",
)
@target_option("--json", help="Also write to this file.")
@coder_options
def evaluate(
    what: tuple[str, ...], data: Path, target: str | None, coder_name: str, threshold: float | None
) -> None:
    """Score against labelled sets; all that are there, or those named.

    \b
    coding pairs actors times places copies stories merging positions
    """
    from ..coders import coder
    from ..evaluate import evaluate as scores_of

    used = coder(coder_name, threshold)
    scores = scores_of(data, used, what)
    encoded = msgspec.json.format(msgspec.json.encode({"coder": used.name, **scores}), indent=2)
    click.echo(encoded)
    if target:
        Path(target).write_bytes(encoded + b"\n")


@main.command()
@ledger_option
def doctor(path: str) -> None:
    """Check the installation and, if there is one, the ledger."""
    from ..doctor import examine

    checks = list(examine(path))
    for good, text in checks:
        click.echo(f"{'ok  ' if good else 'FAIL'}  {text}")
    raise SystemExit(0 if all(good for good, _ in checks) else 1)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Others need a --token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8440, show_default=True)
@click.option("--token", envvar="DRAGOMAN_TOKEN", help="Whoever opens the desk must know it.")
@ledger_option
def serve(host: str, port: int, token: str | None, path: str) -> None:
    """Open the ledger as pages: look, compare, correct. Stop with Ctrl-C."""
    from ..web.app import serve as run

    run(path, host, port, token, ready=note)
