"""The words of English time expressions, and the tokens they are read from."""

from __future__ import annotations

import re
from typing import Final, Literal

from ..values import Value

Unit = Literal[
    "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"
]

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


class Token(Value, frozen=True):
    """``word`` is in lower case; ``start`` and ``end`` are code points, half-open."""

    word: str
    start: int
    end: int
    capital: bool


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Runs of letters, runs of digits, and single marks, in order."""
    return [
        Token(one.lower(), m.start() + offset, m.end() + offset, one[0].isupper())
        for m in _TOKEN.finditer(text)
        for one in (m[0],)
    ]


MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

#: Monday is 0. The short forms count only beside a date ("Fri, 26 April").
WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
FULL_WEEKDAYS: Final = frozenset(name for name in WEEKDAYS if name.endswith("day"))

SEASONS: Final[dict[str, int]] = {  # first month, north of the equator
    "spring": 3,
    "springtime": 3,
    "summer": 6,
    "summertime": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "wintertime": 12,
}

UNITS: Final[dict[str, Unit]] = {
    "hour": "hour",
    "hours": "hour",
    "minute": "hour",
    "minutes": "hour",
    "day": "day",
    "days": "day",
    "night": "day",
    "nights": "day",
    "weekend": "weekend",
    "weekends": "weekend",
    "week": "week",
    "weeks": "week",
    "fortnight": "week",
    "month": "month",
    "months": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
    "century": "century",
    "centuries": "century",
}

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
NUMBERS: Final[dict[str, int]] = {
    **{word: number for number, word in enumerate(_SMALL)},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final[dict[str, int]] = {word: n for n, word in enumerate(_ORDINALS, start=1)}
SUFFIXES: Final = frozenset("st nd rd th".split())

#: -1, 0 or 1 whole units from the article's own.
LAST_THIS_NEXT: Final[dict[str, int]] = {
    "last": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "forthcoming": 1,
}

#: Counts that are no number: the stretch has no known end.
VAGUE_COUNTS: Final = frozenset("few several some many couple dozens scores".split())

PARTS: Final[dict[str, str]] = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "onset": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
    "close": "late",
    "earlier": "earlier",
    "later": "later",
}

PARTS_OF_DAY: Final = frozenset(
    "morning afternoon evening night midnight noon midday dawn dusk lunchtime daybreak "
    "nightfall mornings sunrise sunset".split()
)

HOURS_OF_LIGHT: Final = frozenset(
    "noon midnight midday dawn dusk dark daybreak nightfall sunrise sunset sunup sundown".split()
)

#: Fixed feasts known the world over: month and day.
FEASTS: Final[dict[str, tuple[int, int]]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year ' s eve": (12, 31),
    "new year ' s day": (1, 1),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "valentine ' s day": (2, 14),
    "may day": (5, 1),
    "women ' s day": (3, 8),
    "halloween": (10, 31),
    "armistice day": (11, 11),
}
#: Days from Easter Sunday (western).
EASTERS: Final[dict[str, int]] = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "whit monday": 50,
}

#: Words that point at no day of their own: a direction seen from the article's day.
VAGUE: Final[dict[str, int]] = {
    "recently": -1,
    "lately": -1,
    "previously": -1,
    "formerly": -1,
    "already": -1,
    "recent": -1,
    "now": 0,
    "currently": 0,
    "nowadays": 0,
    "soon": 1,
    "shortly": 1,
    "imminently": 1,
}

REPEATS: Final = frozenset(
    "every each daily weekly monthly yearly annually weekdays mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays".split()
)
