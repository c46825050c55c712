"""Commands by which people put in what they know: judgements, corrections, actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from .base import (
    day_option,
    format_options,
    json_lines,
    known,
    ledger_option,
    main,
    note,
    show,
    write_lines,
)


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
    from .. import judging

    if undo == bool(verdict):
        raise click.UsageError("Say same or different, or --undo.")
    with known(path) as ledger:
        if undo:
            note(f"{judging.undo(ledger, left, right)} judgements taken back")
        else:
            said = judging.say(ledger, left, right, verdict == "same", by)
            note(f"{len(said)} judgements kept")


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
    from ..correct import listed

    with known(path) as ledger:
        show(listed(ledger), format)


@correct.command(name="export")
@ledger_option
def correct_export(path: str) -> None:
    """Write all corrections as JSON lines, with W3C selectors of their words."""
    from ..correct import exported

    with known(path) as ledger:
        write_lines(exported(ledger), failed=lambda row: False)


@correct.command(name="import")
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@ledger_option
def correct_import(file: str, path: str) -> None:
    """Take in exported corrections, all or none; a second time changes nothing."""
    from ..correct import bring, settle

    with known(path) as ledger:
        new = bring(ledger, json_lines(file))
        settle(ledger, always=True)
    note(f"{new} new corrections")


class NameOrCommand(click.Group):
    """``actors add`` and ``actors import`` are commands; any other word is a name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["who", *args]
        return super().parse_args(ctx, args)


@main.group(cls=NameOrCommand)
def actors() -> None:
    """Who someone was on a day, and why; and a user's own rows, which win over ours.

    \b
    dragoman actors "Qin Gang" --on 2023-06-18
    dragoman actors add "Jane Roe" NZL/GOV --office "foreign minister" --from 2026-02-01
    dragoman actors import mine.csv
    """


@actors.command(hidden=True)
@click.argument("name")
@day_option("on", "On this day; today by default.")
@format_options
def who(name: str, on: date | None, format: str | None) -> None:
    """Show who NAME was."""
    from ..actors import book

    day = on or date.today()
    found = book().who(name, day)
    if not found and book().entries(name):
        there = f"{name} is in actor book {book().version}, but in no office by {day}"
        note(f"{there}. Ask for a later day.")
        raise SystemExit(1)
    if not found:
        note(f"Nobody called {name!r} in actor book {book().version}. Add: dragoman actors add")
        raise SystemExit(1)
    show(
        (
            {
                "name": one.name,
                "code": one.code,
                "office": one.entry.office or None,
                "first_day": str(one.entry.first_day or "") or None,
                "last_day": str(one.entry.last_day or "") or None,
                "why": one.why,
            }
            for one in found
        ),
        format,
    )


@actors.command(name="add")
@click.argument("name")
@click.argument("code")
@click.option("--office", default="", help="In lower-case words: foreign minister.")
@click.option("--alias", "aliases", multiple=True, help="Another full spelling.")
@click.option("--short", default="", help="The name as used alone.")
@click.option("--from", "first_day", default="", metavar="DAY", help="First day, inclusive.")
@click.option("--to", "last_day", default="", metavar="DAY", help="Last day, inclusive.")
def actors_add(name: str, code: str, **row: str) -> None:
    """Add one row of your own."""
    from ..actors import book, own_path
    from ..actors.userbook import add

    add(own_path(), book(), name, code, **row)
    note(f"{name} ({code}) added to {own_path()}")


@actors.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def actors_import(file: Path) -> None:
    """Add the rows of a CSV file; one bad row, and nothing is changed.

    \b
    name        full name, as the press writes it
    code        CHN/GOV, IGO/UN, NGO/OXFAM …
    short       the name as used alone
    aliases     other full spellings, | between them
    office      in lower-case words: foreign minister
    kind        person (default), body, group, party, company, ngo …
    first_day   YYYY, YYYY-MM or YYYY-MM-DD, inclusive; empty is open
    last_day    the same

    Only name and code are needed. Articles read from now on are resolved with them.
    """
    from ..actors import book, own_path
    from ..actors.userbook import import_csv

    count = import_csv(file, own_path(), book())
    note(f"{count} rows added to {own_path()}")
