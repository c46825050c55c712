"""The day of publication: where it stands, what the words were, or none.

The first of these that gives a possible day decides: the row's own field, JSON-LD, meta
elements, htmldate, a timestamp line, a dateline with a year, the address. A day to come, or one
before newspapers went online, is no date. The day is the one written, in the outlet's own
time zone. Where only a month is known, ``day`` is its first and the precision is month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from ..types import Precision, Published

_WORDS = 200  # characters that may hold a date
EARLIEST: Final = date(1980, 1, 1)  # older days are dates of something else
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sep sept|october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_FORMS: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\d.])(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s,-]+"
        + _MONTH.format("b")
        + r"[\s,-]*(?P<y>(?:19|20)\d\d)(?!\d)",
        r"\b"
        + _MONTH.format("b")
        + r"\s*-?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*[,-]?\s*(?P<y>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/])(?P<d1>\d{1,2})[/.-](?P<d2>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/])(?P<d1>\d{1,2})/(?P<d2>\d{1,2})/(?P<yy>\d\d)(?![\d/])",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
    )
)
_MONTH_ONLY = re.compile(r"\b" + _MONTH.format("b") + r",?\s+(?P<y>(?:19|20)\d\d)(?!\d)", re.I)
_LABEL = (
    r"(?:first |originally |last |date )?(?:published|updated|posted|modified|created|date|"
    r"uploaded|issued|publication|publish|added|edited|released?|dated|update)"
    r"(?: date| online| time)?"
)
_LABELLED = re.compile(rf"^\W{{0,4}}(?P<label>{_LABEL})\b(?: on| at)?\s*[:：|–—-]?\s*", re.I)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|update)\b", re.I)
_PARTS = re.compile(rf"\s*[|•·]\s*|\s+[/–—-]\s+|,\s+(?={_LABEL}\b)", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?:\b|[ap]m\b)", re.I)
_MONTH_DAY = re.compile(
    r"\b" + _MONTH.format("b") + r"\s+\d{1,2}\b|\b\d{1,2}\s+" + _MONTH.format("c"), re.I
)
_AGO = re.compile(
    r"\W{0,4}(?:\w+ )?(?:about |an? )?\d{0,3} ?(?:second|minute|min|hour|hr|day|week|month)s?"
    r" ago\W{0,3}",
    re.I,
)
_STAMP_WORDS: Final = frozenset(_MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun am pm a.m p.m noon midnight st nd rd th of on at and published updated posted last "
    "modified first originally created date time uploaded issued publication publish online "
    "gmt utc est edt cst cdt mst mdt pst pdt et pt ct ist bst cet cest eat cat wat pkt hkt sgt "
    "p m a jst kst aest aedt wib msk trt irst gst ast z t local hrs h hours "
    "edition print version release released dated update the in".split()
)
_MONTH_FIRST = re.compile(r"\b[ECMP][SD]?T\b")  # American time zones
_DATELINE = re.compile(r"^.{0,80}?\s(?:[-–—]{1,2}|:)\s|^.{0,80}?\)\s*[-–—:]{0,2}\s")
_PLACE_AND_DAY = re.compile(r"[A-ZÀ-Þ][^\d.;:]{1,50}[,(]\s?[^;:]{6,25}\d{4}\)?[.:]?")
_IN_ADDRESS: Final = (
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/_](?P<m>0?[1-9]|1[0-2])[-/_](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/_](?P<b>[a-z]{3,9})[-/_](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        re.I,
    ),
    re.compile(
        r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:\d{4,9})?(?!\d)"  # a time of day or a running number may follow
    ),
    re.compile(
        r"(?<!\d)(?P<d1>0?[1-9]|[12]\d|3[01])[-/_](?P<d2>0?[1-9]|[12]\d|3[01])[-/_](?P<y>20\d\d)(?!\d)"
    ),
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])(?=/)"),
)
Found = tuple[date, Precision]


def decide(
    candidates: Iterable[tuple[str, str | None]], latest: date | None = None
) -> Published | None:
    """The first of ``candidates``, (where it stands, its words), that gives a possible day.

    ``latest`` is today, in whatever time zone is ahead, where it is not given.
    """
    for place, words in candidates:
        found = parse(words, latest) if words else None
        if words and found:
            return Published(*found, evidence=f"{place}: {words.strip()[:_WORDS]}")
    return None


def parse(words: str, latest: date | None = None) -> Found | None:
    """The first full date in ``words``, else a month with its year, else None."""
    words = words.strip()[:_WORDS]
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", words):
        return _possible(_epoch(words), "day", latest)
    if re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", words):
        return _possible(_day(int(words[:4]), int(words[5:]), 1), "month", latest)
    full = [match for form in _FORMS if (match := form.search(words))]
    for match in full:
        if found := _possible(_read(match), "day", latest):
            return found
    month = None if full else _MONTH_ONLY.search(words)  # 31 June is no month either
    return _possible(_read(month), "month", latest) if month else None


def in_address(address: str, latest: date | None = None) -> Published | None:
    """The day, or month, that stands in the path of ``address``."""
    path = re.sub(r"^\w+://[^/]*", "", address)
    for form in _IN_ADDRESS:
        for match in form.finditer(path):
            precision: Precision = "day" if {"d", "d1"} & match.groupdict().keys() else "month"
            if found := _possible(_read(match), precision, latest):
                return Published(*found, evidence=f"address: {match[0].strip('/')}")
    return None


def is_stamp(line: str) -> bool:
    """Whether ``line`` holds a date or time and nothing that could be news."""
    if len(line) > 140 or not (any(map(str.isdigit, line)) or " ago" in line):
        return False
    if _AGO.fullmatch(line) or _is_stamp_in_parts(line):
        return True
    label = _LABELLED.match(line)
    rest = line[label.end() :] if label else line
    words = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", rest.casefold())
    strange = [word for word in words if word not in _STAMP_WORDS]
    dated = any(form.search(rest) for form in _FORMS) or bool(_CLOCK.search(rest))
    if label:
        near = (
            dated
            or bool(_MONTH_DAY.search(rest) or _MONTH_ONLY.search(rest))
            or bool(_AGO.search(rest))
        )
        ended = re.search(r"[.”\"]$", rest) and not re.search(r"\b[ap]\.m\.$", rest)
        return near and len(strange) <= 8 and not ended
    if strange:
        return dated and len(strange) <= 1 and bool(_CLOCK.search(rest)) and len(words) <= 8
    return dated or bool(_MONTH_ONLY.search(rest) or _MONTH_DAY.search(rest))


def from_stamps(lines: Sequence[str], latest: date | None = None) -> Published | None:
    """The day of the timestamp lines: one called published before others, updated ones last.

    Where unlabelled lines name different days, none is taken: they belong to a list.
    """
    dated = [(line, found) for line in lines if (found := parse(line, latest))]
    named = [one for one in dated if _LABELLED.match(one[0]) and not _UPDATED.search(one[0][:24])]
    plain = [one for one in dated if not _LABELLED.match(one[0])]
    if len({day for _, (day, _) in plain}) > 1:
        plain = []
    updated = [one for one in dated if _UPDATED.search(one[0][:24])]
    for line, found in (*named, *plain, *updated):
        return Published(*found, evidence=f"timestamp line: {line.strip()}")
    return None


def from_dateline(first: str, latest: date | None = None) -> Published | None:
    """The full date of a dateline: "LIMA, Jun 3 2022 (IPS) - ...", or a line of its own."""
    match = _PLACE_AND_DAY.fullmatch(first) or _DATELINE.match(first)
    if not match:
        return None
    plain = [word for word in re.findall(r"\b[a-z]+\b", match[0]) if word not in ("of", "and")]
    found = parse(match[0], latest)
    if len(plain) > 1 or found is None or found[1] != "day":
        return None  # more words in small letters make a sentence
    return Published(*found, evidence=f"dateline: {match[0].strip()}")


def _read(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    year = int(part.get("y") or "20" + part["yy"])
    if "d1" in part:
        return _either(
            year, int(part["d1"]), int(part["d2"]), bool(_MONTH_FIRST.search(match.string))
        )
    month = part.get("m") or _MONTHS.get((part.get("b") or "").casefold(), 0)
    return _day(year, int(month), int(part.get("d") or 1))


def _either(year: int, first: int, second: int, american: bool) -> date | None:
    """A day written 03/04/2023 is open but for an American time of day beside it; 13/04/2023,
    04/13/2023 and 4/4/2023 are not."""
    if first <= 12 and second <= 12 and first != second and not american:
        return None
    month, day = (first, second) if second > 12 or american else (second, first)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _epoch(words: str) -> date | None:
    seconds = float(words)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()


def _possible(day: date | None, precision: Precision, latest: date | None) -> Found | None:
    ahead = latest or (datetime.now(UTC) + timedelta(hours=14)).date()
    return (day, precision) if day and EARLIEST <= day <= ahead else None


def _is_stamp_in_parts(line: str) -> bool:
    """ "Reuters | Updated: June 3, 2023": a few words beside a timestamp."""
    parts = _PARTS.split(line)
    if not 2 <= len(parts) <= 5 or line.endswith((".", "”")):
        return False
    return all(len(part.split()) <= 4 or is_stamp(part) for part in parts) and any(
        (_CLOCK.search(part) or parse(part)) and is_stamp(part) for part in parts
    )


def is_labelled(line: str) -> bool:
    """Whether a timestamp line says what it is the time of: "Published: ..."."""
    return bool(_LABELLED.match(line))
