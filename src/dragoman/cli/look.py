"""Commands that show what a ledger holds."""

from __future__ import annotations

import sys
from datetime import date

import click
import msgspec

from ..ledger import Ledger
from .base import day_option, format_options, ledger_option, main, note, show

FORMATS = ["text", "markdown", "html", "pdf"]


@main.command()
@click.argument("parties", nargs=-1)
@day_option("since", "From this day on.")
@day_option("until", "Up to this day.")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@ledger_option
def brief(
    parties: tuple[str, ...], since: date | None, until: date | None, format: str, path: str
) -> None:
    """A briefing on two parties (or on all): stories, events, positions, accounts.

    \b
    dragoman brief CHN USA --since 2023-01-01
    dragoman brief Japan "South Korea" --format html > brief.html
    dragoman brief CHN USA --format pdf > brief.pdf     (needs dragoman[pdf])
    """
    from ..brief import briefing, pdf, render

    if len(parties) not in (0, 2):
        raise click.UsageError("Name two parties, or none.")
    with Ledger(path, readonly=True) as ledger:
        found = briefing(ledger, parties, since=since, until=until)
    click.echo(pdf(found) if format == "pdf" else render(found, format), nl=False)


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
    from .. import records
    from ..brief import party_code
    from ..export import COLUMNS
    from ..query import find_events

    with Ledger(path, readonly=True) as ledger:
        codes = [party_code(one) for one in party]
        found = find_events(ledger, codes, type=event_type, since=since, until=until)
        show((records.event(one) for one in found), format, COLUMNS["events"])


@main.command()
@format_options
@ledger_option
def stories(format: str | None, path: str) -> None:
    """List stories: articles that tell of the same happening."""
    from ..export import COLUMNS
    from ..export import export as rows

    with Ledger(path, readonly=True) as ledger:
        show(rows(ledger, "stories"), format, COLUMNS["stories"])


@main.command()
@click.option("--party", help="Only of this party.")
@click.option("--issue", help="Only on this issue.")
@format_options
@ledger_option
def positions(party: str | None, issue: str | None, format: str | None, path: str) -> None:
    """List who stands where on which issue, with the words."""
    from .. import records
    from ..brief import party_code
    from ..export import COLUMNS
    from ..query import find_positions

    with Ledger(path, readonly=True) as ledger:
        found = find_positions(ledger, party_code(party) if party else None, issue)
        show((records.position(one) for one in found), format, COLUMNS["positions"])


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

    from .. import compare as accounts

    with Ledger(path, readonly=True) as ledger:
        found = accounts.compare(ledger, id)
    if len(found.accounts) < 2:
        note("one independent account, and none to compare it with")
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
    from ..query import search as find

    with Ledger(path, readonly=True) as ledger:
        show(find(ledger, text, most), format)


@main.command(name="show")
@click.argument("id")
@ledger_option
def show_one(id: str, path: str) -> None:
    """Show whatever has this id: article, mention, event or story, as JSON."""
    from ..query import thing

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
@day_option("since", "In runs from this day on.")
@format_options
@ledger_option
def changes(since: date | None, format: str | None, path: str) -> None:
    """List what became of events: new, retold, changed, merged, vanished.

    \b
    dragoman changes --since 2024-04-26
    """
    from ..judging import changes as found

    with Ledger(path, readonly=True) as ledger:
        show(found(ledger, since), format)
