"""How a briefing names those who act."""

from builders import article, mention, party
from dragoman.brief import told_as
from dragoman.types import Claim, Event, EventId


def test_of_two_of_one_state_each_keeps_the_name() -> None:
    one = article("Joe Biden praised Antony Blinken.")
    praise = mention(one, "praised", "SUPPORT", ("Joe Biden",), ("Antony Blinken",))
    biden, blinken = party("USA/GOV", "Joe Biden"), party("USA/GOV", "Antony Blinken")
    told = Claim(praise.id, praise, (biden,), (blinken,))
    event = Event(EventId("e"), (told.id,), "SUPPORT", "happened", ("USA/GOV",), ("USA/GOV",))
    doers, others = told_as(event, [told])
    assert [one.name for one in doers] == ["Joe Biden"]
    assert [one.name for one in others] == ["Antony Blinken"]
