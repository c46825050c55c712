"""Lengths of time, money, shares and counts in words: "nearly six-hour", "$3.6 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ..words import stem

Kind = Literal["duration", "money", "share", "count"]

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: Final[dict[str, float]] = {
    **{word: float(value) for value, word in enumerate(_ONES, 1)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, 2)},
    "a": 1.0,
    "an": 1.0,
    "a dozen": 12.0,
    "half a": 0.5,
    "half an": 0.5,
}
_SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_HOURS: Final = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.0,
    "year": 8766.0,
    "decade": 87660.0,
}
_SPELLED: Final = (
    rf"(?:half an?|a dozen|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_ONES)})"
)
_NUMBER: Final = (
    rf"(?P<{{0}}>(?:\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+)(?:\.\d+)?|{_SPELLED})"
    rf"(?:[ -]?(?P<{{0}}s>{'|'.join(_SCALES)})\b)?"
)
_ABOUT: Final = (
    r"(?P<about>(?:nearly|almost|about|around|some|approximately|roughly|over|more than|at least"
    r"|up to|as many as|fewer than|less than|under)\s+)?"
)
_CURRENCY: Final = (
    r"dollars?|euros?|pounds?|yen|yuan|won|rupees?|rubles?|roubles?|francs?|riyals?|dirhams?|pesos?"
)
_DURATION: Final = re.compile(
    rf"\b{_ABOUT}{_NUMBER.format('n')}[ -](?P<unit>{'|'.join(_HOURS)})s?\b"
    r"(?!-old| old\b| ago\b)",
    re.I,
)
_MONEY: Final = re.compile(
    rf"{_ABOUT}(?:(?P<sign>(?:US|A|C|NZ|HK|S)?\$|[€£¥₹]|Rs\.? ?)\s?{_NUMBER.format('n')}"
    rf"(?P<short>(?:k|mn?|bn?|tn)\b)?|\b{_NUMBER.format('w')} (?:US )?(?P<unit>{_CURRENCY})\b)",
    re.I,
)
_SHARE: Final = re.compile(
    rf"\b{_ABOUT}{_NUMBER.format('n')}[ -]?(?:%|(?:percent|per cent|percentage points?)\b)", re.I
)
_COUNT: Final = re.compile(
    rf"\b{_ABOUT}{_NUMBER.format('n')}(?:-[a-z]+)?\s+(?P<unit>(?:[A-Za-z-]+\s+){{0,2}}?"
    r"(?!\w*(?:ss|us|is)\b)[a-z]+(?:s|people|children|women|men|personnel|dead|wounded|injured))\b"
)
_NOT_COUNTED: Final = frozenset(
    "has was is his its this years months weeks days hours minutes times always across towards"
    " besides percent points degrees others sides countries nations parties governments leaders"
    " states economies neighbours neighbors powers capitals rivals ministers presidents"
    " militaries armies".split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """``text[start:end]`` gives ``value`` in ``unit``: hours, a currency, "%" or a stem of what
    is counted. ``rough`` is set by words such as "nearly"."""

    kind: Kind
    start: int
    end: int
    value: float
    unit: str
    rough: bool = False

    def differs(self, other: Amount) -> bool:
        """Whether the two cannot be one figure: 5% apart, 30% where one is rough."""
        if (self.kind, self.unit) != (other.kind, other.unit):
            return False
        gap = abs(self.value - other.value) / max(self.value, other.value, 1e-9)
        return gap > (0.3 if self.rough or other.rough else 0.05)


def amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """Amounts of ``text[start:end]`` in text order; none lies within another."""
    end = len(text) if end is None else end
    found: list[Amount] = []
    for one in (
        *_durations(text, start, end),
        *_money(text, start, end),
        *_counts(text, start, end),
    ):
        if not any(one.start < held.end and held.start < one.end for held in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _durations(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _DURATION.finditer(text, start, end):
        hours = _value(match["n"], match["ns"]) * _HOURS[match["unit"].lower()]
        yield Amount("duration", *match.span(), hours, "hours", bool(match["about"]))


def _money(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _MONEY.finditer(text, start, end):
        if match["sign"]:
            value = _value(match["n"], match["ns"]) * _SHORT.get((match["short"] or "").lower(), 1)
            unit = match["sign"].strip().removeprefix("US")
        else:
            value, unit = _value(match["w"], match["ws"]), match["unit"].lower().rstrip("s")
        unit = "$" if unit == "dollar" else unit
        yield Amount("money", *match.span(), value, unit, bool(match["about"]))


def _counts(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _SHARE.finditer(text, start, end):
        value = _value(match["n"], match["ns"])
        yield Amount("share", *match.span(), value, "%", bool(match["about"]))
    for match in _COUNT.finditer(text, start, end):
        noun = match["unit"].split()[-1].lower()
        value = _value(match["n"], match["ns"])
        year = match["n"].isdigit() and 1900 <= value <= 2100
        if noun not in _NOT_COUNTED and not year and value != 1:
            yield Amount("count", *match.span(), value, stem(noun), bool(match["about"]))


def _value(number: str, scale: str | None) -> float:
    """A number in figures or words, times its scale."""
    plain = number.lower().replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        value = _WORDS.get(plain) or sum(_WORDS[part] for part in re.split(r"[ -]", plain))
    return value * (_SCALES[scale.lower()] if scale else 1)
