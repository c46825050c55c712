"""The commands: each parses, calls one function of the library, and prints.

Data goes to standard output, the rest to standard error. Exit 0 fine, 1 failed, 2 usage,
3 done with some failures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import click
import msgspec

from . import output
from .errors import BadInput, DragomanError
from .ledger import Ledger

F = TypeVar("F", bound=Callable[..., Any])
LEDGER: Final = "dragoman.sqlite"
SOME_FAILED: Final = 3


class Commands(click.Group):
    """Known errors are one line on standard error and exit 1; no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman")
def main() -> None:
    """Read news coverage; keep a sourced record of who did what to whom.

    \b
    dragoman read articles/ feed.jsonl      read into dragoman.sqlite
    dragoman brief CHN USA                  what happened between two parties
    dragoman events --party CHN --json      the events, one JSON line each
    dragoman code < lines.jsonl             code texts without a ledger
    dragoman serve                          the same as pages
    """


def ledger_option(command: F) -> F:
    return click.option(
        "--ledger",
        "path",
        default=LEDGER,
        envvar="DRAGOMAN_LEDGER",
        show_default=True,
        type=click.Path(dir_okay=False),
        help="The ledger, one SQLite file.",
    )(command)


def format_options(command: F) -> F:
    for name, text in (("csv", "Comma-separated values."), ("jsonl", "JSON lines.")):
        flag = "--json" if name == "jsonl" else f"--{name}"
        command = click.option(flag, "format", flag_value=name, help=text)(command)
    return click.option(
        "--table", "format", flag_value="table", help="A table (default on a terminal)."
    )(command)


def coder_options(command: F) -> F:
    command = click.option(
        "--threshold",
        type=click.FloatRange(0, 1),
        help="Leave out mentions that are less certain; the coder's own by default.",
    )(command)
    return click.option("--coder", "coder_name", default="onnx", show_default=True)(command)


def day_option(name: str, text: str) -> Callable[[F], F]:
    kind = click.DateTime(formats=["%Y-%m-%d"])
    return click.option(f"--{name}", type=kind, callback=_as_day, metavar="DAY", help=text)


def _as_day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def show(rows: Iterable[output.Row], format: str | None) -> None:
    output.write(rows, cast(output.Format, format or "auto"))


def note(text: str) -> None:
    click.echo(text, err=True)


def json_lines(path: str) -> Iterator[Any]:
    """Records of a file or of standard input. Raises ``BadInput`` with the line."""
    with click.open_file(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield BadInput(path, f"broken JSON ({error})", "Mend the line.", line=number)


def write_lines(rows: Iterable[output.Row], failed: Callable[[output.Row], bool]) -> None:
    """One JSON line each, as they come; exit 3 if any of them failed."""
    failures = 0
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        sys.stdout.flush()
        failures += failed(row)
    if failures:
        note(f"{failures} of the records could not be answered; see their error.")
        raise SystemExit(SOME_FAILED)


# -- in ------------------------------------------------------------------------------------


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
    from .coders import coder
    from .progress import Progress
    from .run import read_into

    with Ledger(path) as ledger, Progress("pages") as progress:
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


def mapping(columns: Iterable[str]) -> dict[str, str]:
    """``text=body`` as ``{"text": "body"}``. Raises ``click.BadParameter``."""
    pairs = [one.partition("=") for one in columns]
    bad = [left for left, equals, right in pairs if not (equals and right)]
    if bad:
        raise click.BadParameter(f"{bad[0]!r}: write it as text=body", param_hint="--map")
    return {left: right for left, _, right in pairs}


@main.command()
@ledger_option
@coder_options
def recode(path: str, coder_name: str, threshold: float | None) -> None:
    """Let a coder read again what another has coded; people's judgements stay."""
    from .coders import coder
    from .progress import Progress
    from .run import recode as again

    with Ledger(path) as ledger, Progress("articles") as progress:
        counts = again(
            ledger,
            coder(coder_name, threshold),
            progress=lambda counts: progress(counts["articles"]),
        )
    note(f"{counts['articles']} articles, {counts['mentions']} mentions")


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN")
def clean(sources: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """Show the clean text of pages, what was removed and why; no ledger needed."""
    from . import records
    from .clean import clean as clean_page
    from .read import read as read_pages
    from .types import Rejected

    pages = read_pages(sources, columns=mapping(columns), stdin=sys.stdin.buffer)
    write_lines(
        (records.cleaned(one if isinstance(one, Rejected) else clean_page(one)) for one in pages),
        failed=lambda row: False,
    )


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@coder_options
def code(file: str, coder_name: str, threshold: float | None) -> None:
    """Code JSON lines {"id", "text", "published"?, "title"?}; no ledger needed.

    \b
    echo '{"id": 1, "text": "France accused Mali of …"}' | dragoman code
    """
    from . import door
    from .coders import coder

    answers = door.code(json_lines(file), coder(coder_name, threshold))
    write_lines(answers, failed=lambda row: "error" in row)


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
def resolve(file: str) -> None:
    """Resolve spans of JSON lines {"id", "text", "published", "spans"} to codes and days."""
    from .resolve import resolve_spans

    write_lines(map(resolve_spans, json_lines(file)), failed=lambda row: "error" in row)


# -- out -----------------------------------------------------------------------------------


@main.command()
@click.argument("parties", nargs=-1)
@day_option("since", "From this day on.")
@day_option("until", "Up to this day.")
@click.option("--format", type=click.Choice(["text", "markdown", "html"]), default="text")
@ledger_option
def brief(
    parties: tuple[str, ...], since: date | None, until: date | None, format: str, path: str
) -> None:
    """A briefing on two parties (or on all): stories, events, positions, accounts.

    \b
    dragoman brief CHN USA --since 2023-01-01
    dragoman brief Japan "South Korea" --format html > brief.html
    """
    from .brief import briefing, render

    if len(parties) not in (0, 2):
        raise click.UsageError("Name two parties, or none.")
    with Ledger(path, readonly=True) as ledger:
        found = briefing(ledger, parties, since=since, until=until)
        click.echo(render(found, format), nl=False)


@main.command()
@click.option("--party", multiple=True, help="Only with this party; twice for a pair.")
@click.option("--type", "event_type", help="Only this PLOVER type.")
@day_option("since", "From this day on.")
@day_option("until", "Up to this day.")
@format_options
@ledger_option
def events(
    party: tuple[str, ...],
    event_type: str | None,
    since: date | None,
    until: date | None,
    format: str | None,
    path: str,
) -> None:
    """List events, each once, with how many reports and independent reports it has."""
    from . import records
    from .brief import party_code
    from .query import find_events

    with Ledger(path, readonly=True) as ledger:
        codes = [party_code(one) for one in party]
        found = find_events(ledger, codes, type=event_type, since=since, until=until)
        show((records.event(one) for one in found), format)


@main.command()
@format_options
@ledger_option
def stories(format: str | None, path: str) -> None:
    """List stories: articles that tell of the same happening."""
    from .export import export as rows

    with Ledger(path, readonly=True) as ledger:
        show(rows(ledger, "stories"), format)


@main.command()
@click.option("--party", help="Only of this party.")
@click.option("--issue", help="Only on this issue.")
@format_options
@ledger_option
def positions(party: str | None, issue: str | None, format: str | None, path: str) -> None:
    """List who stands where on which issue, with the words."""
    from . import records
    from .brief import party_code
    from .query import find_positions

    with Ledger(path, readonly=True) as ledger:
        found = find_positions(ledger, party_code(party) if party else None, issue)
        show((records.position(one) for one in found), format)


@main.command()
@click.argument("id")
@click.option("--ranked", "only", is_flag=True, help="Only what differs or one account tells.")
@format_options
@ledger_option
def compare(id: str, only: bool, format: str | None, path: str) -> None:
    """Set the independent accounts of a story or event side by side, a row for each detail.

    \b
    dragoman stories --table                which stories there are
    dragoman compare 6f5012c31529e966       its accounts, as columns
    """
    from dataclasses import replace

    from . import compare as accounts

    with Ledger(path, readonly=True) as ledger:
        found = accounts.compare(ledger, id)
    if only:
        found = replace(found, details=tuple(accounts.ranked(found.details, most=1000)))
    plain = format == "jsonl" or (format is None and not sys.stdout.isatty())
    show(accounts.records(found) if plain else accounts.rows(found), format)


@main.command()
@click.argument("text")
@click.option("--most", default=20, show_default=True, help="At most so many.")
@format_options
@ledger_option
def search(text: str, most: int, format: str | None, path: str) -> None:
    """Find articles by words (SQLite FTS5 syntax: "a phrase", AND, OR, NEAR, prefix*)."""
    from .query import search as find

    with Ledger(path, readonly=True) as ledger:
        show(find(ledger, text, most), format)


@main.command(name="show")
@click.argument("id")
@ledger_option
def show_one(id: str, path: str) -> None:
    """Show whatever has this id: article, mention, event or story, as JSON."""
    from .query import thing

    with Ledger(path, readonly=True) as ledger:
        click.echo(msgspec.json.format(msgspec.json.encode(thing(ledger, id)), indent=2))


@main.command()
@format_options
@ledger_option
def rejected(format: str | None, path: str) -> None:
    """List what could not be used, at which step, and why."""
    with Ledger(path, readonly=True) as ledger:
        rows = ledger.rows("SELECT source, source_id, step, reason, run FROM rejected ORDER BY id")
        show(map(dict, rows), format)


@main.command()
@click.argument("what")
@click.option("--format", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), help="A file to write.")
@ledger_option
def export(what: str, format: str, target: str | None, path: str) -> None:
    """Write articles, copies, mentions, events, stories or positions.

    \b
    dragoman export events --format csv -o events.csv
    """
    from .export import export as rows

    with Ledger(path, readonly=True) as ledger:
        found = rows(ledger, what)
        if target:
            with Path(target).open("w", encoding="utf-8", newline="") as file:
                count = output.write(found, cast(output.Format, format), file)
            note(f"{count} {what} written to {target}")
        else:
            output.write(found, cast(output.Format, format))


@main.command()
@ledger_option
def doctor(path: str) -> None:
    """Check the installation and, if there is one, the ledger."""
    from .doctor import examine

    checks = list(examine(path))
    for good, text in checks:
        click.echo(f"{'ok  ' if good else 'FAIL'}  {text}")
    raise SystemExit(0 if all(good for good, _ in checks) else 1)


@main.command()
@click.argument("what", nargs=-1)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="../shared/data",
    show_default=True,
    help="Folder of labelled sets.",
)
@click.option("--json", "target", type=click.Path(dir_okay=False), help="Also write to this file.")
@coder_options
def evaluate(
    what: tuple[str, ...], data: Path, target: str | None, coder_name: str, threshold: float | None
) -> None:
    """Score against labelled sets: coding, pairs, times, places, actors, copies, stories …"""
    from .coders import coder
    from .evaluate import evaluate as scores_of

    used = coder(coder_name, threshold)
    scores = scores_of(data, used, what)
    encoded = msgspec.json.format(msgspec.json.encode({"coder": used.name, **scores}), indent=2)
    click.echo(encoded)
    if target:
        Path(target).write_bytes(encoded + b"\n")


# -- the desk ------------------------------------------------------------------------------


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Others need a --token.")
@click.option("--port", default=8440, show_default=True)
@click.option("--token", envvar="DRAGOMAN_TOKEN", help="Whoever opens the desk must know it.")
@ledger_option
def serve(host: str, port: int, token: str | None, path: str) -> None:
    """Open the ledger as pages: look, compare, correct. Stop with Ctrl-C."""
    from .web.app import serve as run

    Ledger(path, readonly=True).close()
    note(f"http://{host}:{port}/{f'?token={token}' if token else ''}")
    run(path, host, port, token)


@main.group()
def correct() -> None:
    """Corrections by people: they outrank the program and survive recoding.

    \b
    dragoman correct export > corrections.jsonl
    dragoman correct import corrections.jsonl
    dragoman correct list --json
    """


@correct.command(name="list")
@format_options
@ledger_option
def correct_list(format: str | None, path: str) -> None:
    """Every correction and what became of it; "words gone" where its words are no more."""
    from .correct import listed

    with Ledger(path) as ledger:
        show(listed(ledger), format)


@correct.command(name="export")
@ledger_option
def correct_export(path: str) -> None:
    """Write all corrections as JSON lines, with W3C selectors of their words."""
    from .correct import exported

    with Ledger(path) as ledger:
        write_lines(exported(ledger), failed=lambda row: False)


@correct.command(name="import")
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@ledger_option
def correct_import(file: str, path: str) -> None:
    """Take in exported corrections, all or none; a second time changes nothing."""
    from .correct import bring, settle

    with Ledger(path) as ledger:
        new = bring(ledger, json_lines(file))
        settle(ledger, always=True)
    note(f"{new} new corrections")


@main.command()
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice(["same", "different"]), required=False)
@click.option("--undo", is_flag=True, help="Take back the newest word on the two.")
@click.option("--by", default="a person", show_default=True, help="Who says so.")
@ledger_option
def judge(left: str, right: str, verdict: str | None, undo: bool, by: str, path: str) -> None:
    """Say whether two mentions, or two events, are one event; it outranks the program.

    \b
    dragoman judge 5c0d521b2aaba146 52790038729c01af different
    dragoman judge 5c0d521b2aaba146 52790038729c01af --undo
    """
    from . import judging

    if undo == bool(verdict):
        raise click.UsageError("Say same or different, or --undo.")
    with Ledger(path) as ledger:
        if undo:
            note(f"{judging.undo(ledger, left, right)} judgements taken back")
        else:
            said = judging.say(ledger, left, right, verdict == "same", by)
            note(f"{len(said)} judgements kept")


@main.command()
@day_option("since", "In runs from this day on.")
@format_options
@ledger_option
def changes(since: date | None, format: str | None, path: str) -> None:
    """List what became of events: new, retold, changed, merged, vanished.

    \b
    dragoman changes --since 2024-04-26
    """
    from .judging import changes as found

    with Ledger(path, readonly=True) as ledger:
        show(found(ledger, since), format)
