"""How a briefing names those who act, and what falls into its period."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import article, claim, mention, party
from dragoman.brief import Briefing, briefing, told_as
from dragoman.errors import BadInput
from dragoman.ledger import Batch, Ledger
from dragoman.query import find_events
from dragoman.run import settle
from dragoman.types import Claim, Event, EventId, Published, When


def test_of_two_of_one_state_each_keeps_the_name() -> None:
    one = article("Joe Biden praised Antony Blinken.")
    praise = mention(one, "praised", "SUPPORT", ("Joe Biden",), ("Antony Blinken",))
    biden, blinken = party("USA/GOV", "Joe Biden"), party("USA/GOV", "Antony Blinken")
    told = Claim(praise.id, praise, (biden,), (blinken,))
    event = Event(EventId("e"), (told.id,), "SUPPORT", "happened", ("USA/GOV",), ("USA/GOV",))
    doers, others = told_as(event, [told])
    assert [one.name for one in doers] == ["Joe Biden"]
    assert [one.name for one in others] == ["Antony Blinken"]


JUNE = date(2024, 6, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """One event whose day is open, in an article of June 2024."""
    one = article(published=Published(JUNE, "day", "given"))
    told = claim(one, "KEN/GOV", "SOM/GOV")
    with Ledger(tmp_path / "a.sqlite") as opened:
        run = opened.begin("read", "0", "by hand", "0")
        opened.add(run, Batch({one.id: one.id}, [one], []))
        opened.put_anchor(one.id, When(JUNE, JUNE, "day", "given"))
        opened.add_mentions(one.id, "by hand", [told.mention])
        opened.put_claims(one.id, [told])
        settle(opened, run)
        yield opened


def happened(found: Briefing) -> list[str]:
    return [line.event.id for story in found.stories for line in story.events]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (None, None, 1),
        (None, date(1999, 1, 1), 0),
        (date(2025, 1, 1), None, 0),
        (JUNE, JUNE, 1),
    ],
)
@pytest.mark.parametrize("parties", [(), ("KEN", "SOM")])
def test_an_open_event_counts_on_the_day_of_its_article_only(
    ledger: Ledger, parties: tuple[str, ...], since: date | None, until: date | None, count: int
) -> None:
    found = briefing(ledger, parties, since=since, until=until)
    assert len(happened(found)) == len(found.stories) == count
    listed = find_events(ledger, parties, since=since, until=until)
    assert [one.id for one in listed] == happened(found)


def test_a_period_that_ends_before_it_begins_is_refused(ledger: Ledger) -> None:
    for ask in (briefing, find_events):
        with pytest.raises(BadInput, match="2025-01-01 is after until 2024-01-01"):
            ask(ledger, since=date(2025, 1, 1), until=date(2024, 1, 1))  # type: ignore[operator]
