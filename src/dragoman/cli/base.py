"""What commands share: the group, its options, and how rows are printed.

Data goes to standard output, the rest to standard error. Exit 0 fine, 1 failed, 2 usage,
3 done with some failures.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast

import click
import msgspec

from .. import output
from ..errors import BadInput, BadLedger, DragomanError
from ..ledger import Ledger

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
        help="The ledger, one SQLite file (or set DRAGOMAN_LEDGER).",
    )(command)


def new_or_known(path: str) -> Ledger:
    """The ledger to write to; it is made where there is none. Raises ``BadLedger``."""
    if not _can_be_made(path):
        raise BadLedger(
            f"No ledger can be made at {path}: {Path(path).parent} is no folder that takes files. "
            "Make it, or name another file with --ledger."
        )
    return Ledger(path)


def known(path: str) -> Ledger:
    """The ledger to write to, never a new one: its name may be mistyped. Raises ``BadLedger``."""
    Ledger(path, readonly=True).close()
    return Ledger(path)


def target_option(*names: str, help: str) -> Callable[[F], F]:
    """A file to write, refused before the work where it cannot be written."""
    kind = click.Path(dir_okay=False, writable=True)
    return click.option(*names, "target", type=kind, callback=_as_target, help=help)


def _as_target(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and not _can_be_made(value):
        remedy = "Make the folder, or name another file."
        raise BadInput(value, f"{Path(value).parent} is no folder that takes files", remedy)
    return value


def _can_be_made(path: str) -> bool:
    """Or is there: ``/dev/stdout`` stands in a folder that takes no files."""
    folder = Path(path).parent
    return Path(path).exists() or (folder.is_dir() and os.access(folder, os.W_OK))


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
    return click.option(
        "--coder", "coder_name", default="onnx", show_default=True, help="Known: onnx, rules."
    )(command)


def day_option(name: str, text: str) -> Callable[[F], F]:
    kind = click.DateTime(formats=["%Y-%m-%d"])
    return click.option(f"--{name}", type=kind, callback=_as_day, metavar="DAY", help=text)


def _as_day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def show(rows: Iterable[output.Row], format: str | None, columns: Sequence[str] = ()) -> None:
    output.write(rows, cast(output.Format, format or "auto"), columns=columns)


def note(text: str) -> None:
    click.echo(text, err=True)


def json_lines(path: str) -> Iterator[Any]:
    """Records of a file or of standard input; for a line that is no JSON a ``BadInput`` that
    names it. Raises ``BadInput`` for a file that cannot be read."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield BadInput(path, f"broken JSON ({error})", "Mend the line.", line=number)


def _opened(path: str) -> IO[Any]:
    try:
        return click.open_file(path, "rb")
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})", "Check the path.") from error


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


def mapping(columns: Iterable[str]) -> dict[str, str]:
    """``text=body`` as ``{"text": "body"}``. Raises ``click.BadParameter``."""
    pairs = [one.partition("=") for one in columns]
    bad = [left for left, equals, right in pairs if not (equals and right)]
    if bad:
        raise click.BadParameter(f"{bad[0]!r}: write it as text=body", param_hint="--map")
    return {left: right for left, _, right in pairs}
