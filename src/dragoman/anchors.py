"""The time of an article: its own day, or one inherited with evidence, or bounds.

Every piece of evidence is a first and last day with a label. Pieces that hold together are
narrowed to what they share; pieces that clash leave the article open, and ``how`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from .actors import Book
from .actors.offices import offices
from .dates import find_times, read_time
from .times.calendar import Missing, month_of
from .times.choice import Seen
from .times.days import days
from .times.tense import looks_ahead
from .times.tree import Both, Node, Partial, Step
from .types import Article, Copy, Published, When

Office = tuple[str, date | None, date | None]

_DATE = 120  # code points beside a year in which the rest of its date stands
_NEWS = 1200  # code points of an article in which its news is told
_NAMED_BY = 1600  # code points in which those whom the news is about are named
_LEAD = 350  # code points in which the first sentences stand
_DATELINE = 60  # code points before the date of a dateline
_AUTUMN = 10  # from this month on, a page's year may be the one after its news
_YEAR = re.compile(r"((?:19|20)\d\d)\b(?<!\w\d{4})")
_BACKGROUND = re.compile(
    r"\b(?:since|born|founded|established|ago|had|former|historic|anniversary|which|who|where|"
    r"that was|passed|adopted|dated|history|first|until|after|before|from)\b",
    re.I,
)
_WEEKDAYS_TELL = 31  # days: in a longer stretch weekdays say nothing
_TOLD_WITHIN = timedelta(days=3)  # news with a date is out this soon after it
_STORY = timedelta(days=10)  # a story's articles lie no farther apart
_COPIED = timedelta(days=7)  # copies out farther apart than this do not date each other
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)\d\d)(?:\s*[-–]\s*(20\d\d))?", re.I
)


def anchor(
    article: Article,
    *,
    copies: Sequence[tuple[Copy, When]] = (),
    offices: Sequence[Office] = (),
    story: Sequence[When] = (),
) -> When | None:
    """The article's time, and in ``how`` what it rests on; None without any evidence.

    ``copies`` are copies, excerpts and rewrites with the time of the article on their other
    side; ``offices`` are terms (label, first, last day) of people named by their office;
    ``story`` holds the times of the story's other articles. A day or a few days come with
    precision "day" or "days"; bounds that say no more come with precision "open".
    """
    if article.published is not None:
        return _published(article.published)
    terms = _terms([one for one in offices if not _in_passing(one[0], article.text)])
    if isinstance(terms, str):
        return _clash(terms)
    bounds = _bounds(article.text, terms)
    if isinstance(bounds, str):
        return _clash(bounds)
    for found in (
        _today(article.text),
        _copied(copies),
        _told(article, bounds),
        _storied(story),
    ):
        if isinstance(found, str):
            return _clash(found)
        if found is not None:
            return _weekdays_fit(_within(found, bounds), article.text)
    return bounds


def time_of(
    article: Article,
    *,
    copies: Sequence[tuple[Copy, When]] = (),
    story: Sequence[When] = (),
    book: Book | None = None,
) -> When | None:
    """``anchor`` with the offices by which the article itself names people of the actor book;
    beside a day of publication they are not asked for."""
    named = () if article.published is not None else offices(article, book)
    return anchor(article, copies=copies, offices=named, story=story)


def _published(published: Published) -> When:
    day, how = published.day, f"published: {published.evidence}"
    if published.precision == "month":
        return When(*month_of(day), "month", how)
    if published.precision == "year":
        return When(date(day.year, 1, 1), date(day.year, 12, 31), "year", how)
    return When(day, day, "day", how)


def _clash(why: str) -> When:
    return When(None, None, "open", f"evidence clashes: {why}")


def _within(found: When, bounds: When | None) -> When:
    """``found`` cut to the bounds, or left open where they exclude it."""
    if bounds is None:
        return found
    shared = _shared(found, bounds)
    if shared is None:
        return _clash(f"{found.how}, but {bounds.how}")
    first, last = shared
    if found.precision == "open":
        narrower = shared != (bounds.first_day, bounds.last_day)
        how = f"{bounds.how}; {found.how}" if narrower else bounds.how
        return replace(found, first_day=first, last_day=last, how=how)
    grain = "day" if first == last and first else found.precision
    return replace(found, first_day=first, last_day=last, precision=grain)


def _shared(one: When, other: When) -> tuple[date | None, date | None] | None:
    firsts = [day for day in (one.first_day, other.first_day) if day]
    lasts = [day for day in (one.last_day, other.last_day) if day]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if first and last and first > last else (first, last)


# Bounds ------------------------------------------------------------------------------------


def _in_passing(label: str, text: str) -> bool:
    """Whether somebody ("Rex Tillerson as secretary of state") comes up late in the text only:
    those are often named by an office that they no longer hold."""
    surname = label.partition(" as ")[0].split()[-1:]
    first = text.find(surname[0]) if surname else -1
    return first > _NAMED_BY


def _terms(offices: Sequence[Office]) -> When | str | None:
    """The days on which everybody held the office that the article gives them."""
    shared: When | None = None
    for label, first, last in offices:
        if first is None and last is None:
            continue
        term = When(first, last, "open", f"in office: {label}")
        if shared is None:
            shared = term
            continue
        both = _shared(shared, term)
        if both is None:
            return f"{shared.how}, and {label}"
        shared = When(*both, "open", f"{shared.how}; {label}")
    return shared


def _bounds(text: str, terms: When | None) -> When | str | None:
    """Terms of office, and not before the latest full date that the text tells as past."""
    latest = _latest_past(text)
    if latest is None:
        return terms
    told = When(latest, None, "open", f"its text tells of {latest}")
    if terms is None:
        return told
    both = _shared(told, terms)
    if both is None:
        return f"{told.how}, but {terms.how}"
    how = terms.how if both[0] == terms.first_day else f"{terms.how}; {told.how}"
    return When(*both, "open", how)


# Weekdays ----------------------------------------------------------------------------------


def _weekdays_fit(found: When, text: str) -> When:
    """Only the days on which the weekdays in the text are right: "Friday, April 26"."""
    first, last = found.first_day, found.last_day
    if first is None or last is None or (last - first).days > _WEEKDAYS_TELL:
        return found
    facts = [one.node for one in _of_news(text) if _tells_weekday(one.node) and one.past]
    spread = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    right = [day for day in spread if all(_agrees(node, day) for node in facts)]
    if not right:
        return _clash(f"{found.how}, but the weekdays in its text do not fit")
    grain = "day" if right[0] == right[-1] else found.precision
    return replace(found, first_day=right[0], last_day=right[-1], precision=grain)


def _tells_weekday(node: Node) -> bool:
    if isinstance(node, Both):
        return isinstance(node.one, Step) and _weekday_alone(node.other) is not None
    return _half(node) and isinstance(node, Partial) and node.weekday is not None


def _weekday_alone(node: Node) -> int | None:
    return node.weekday if isinstance(node, Partial) and node.day is None else None


def _agrees(node: Node, day: date) -> bool:
    if isinstance(node, Both) and isinstance(node.one, Step):
        there = day + timedelta(days=node.one.count or 0)
        return node.one.unit != "day" or there.weekday() == _weekday_alone(node.other)
    try:
        return days(node, Seen(day)).grain == "day"
    except Missing:
        return False


# Dates in the text -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Time:
    """A tree of time words at ``text[start:end]``."""

    node: Node
    text: str
    start: int
    end: int

    @cached_property
    def past(self) -> bool:
        """Whether it surely lies behind."""
        return looks_ahead(self.text, self.start, self.end, "happened")[0] is False


def _times(text: str, within: Sequence[tuple[int, int]]) -> tuple[_Time, ...]:
    found = find_times(text, within)
    read = ((read_time(text[a:b], text, a), a, b) for a, b in found)
    return tuple(_Time(node, text, a, b) for node, a, b in read if node is not None)


@lru_cache(maxsize=128)  # two batches
def _beside_years(text: str) -> tuple[_Time, ...]:
    """The times that may be full dates."""
    parts: list[tuple[int, int]] = []
    for hit in _YEAR.finditer(text):
        first, last = hit.start() - _DATE, hit.end() + _DATE
        if parts and first < parts[-1][1] + _DATE:
            first = parts.pop()[0]
        parts.append((max(0, first), last))
    return _times(text, parts)


@lru_cache(maxsize=128)
def _of_news(text: str) -> tuple[_Time, ...]:
    """The times that the news itself is told with."""
    return tuple(one for one in _times(text, [(0, _NEWS)]) if one.start < _NEWS)


def _full_day(node: Node) -> date | None:
    if isinstance(node, Partial) and node.year and node.month and node.day:
        try:
            return days(node, Seen(None)).last
        except Missing:
            return None
    return None


def _latest_past(text: str) -> date | None:
    found = [day for one in _beside_years(text) if (day := _full_day(one.node)) and one.past]
    return max(found, default=None)


def _today(text: str) -> When | None:
    """ "today (July 28, 2022)", "yesterday (27 July 2022)"."""
    for node in (one.node for one in _beside_years(text)):
        if not isinstance(node, Both):
            continue
        for one, other in ((node.one, node.other), (node.other, node.one)):
            full = _full_day(other)
            if full and isinstance(one, Step) and one.unit == "day" and one.count is not None:
                day = full - timedelta(days=one.count)
                return When(day, day, "day", f"its text dates itself by {full}")
    return None


def _told(article: Article, bounds: When | None) -> When | str | None:
    """News with a date of its own: full, or completed by a year known from elsewhere."""
    full = _news_day(article.text)
    if full:
        return _news(full, f"its text tells of {full}")
    year = _leftover_year(article)
    if year is None and not (bounds and bounds.first_day and bounds.last_day):
        return None  # there is nothing to complete a half-date by
    halves = [one.node for one in _of_news(article.text) if _half(one.node) and one.past]
    options = [_years_of(node, year, bounds) for node in halves if isinstance(node, Partial)]
    found = [days[0] for days in options if len(days) == 1]
    if found and len(found) == len(options):
        basis = f"the leftover year {year}" if year else "the only such day in its bounds"
        return _news(max(found), f"its text tells of {max(found):%d %B}, {basis}")
    if year and options and not any(options):
        return f"its text names a day that the leftover year {year} does not allow"
    return None


def _news(day: date, how: str) -> When:
    return When(day, day + _TOLD_WITHIN, "days", how)


def _half(node: Node) -> bool:
    return isinstance(node, Partial) and None not in (node.month, node.day) and not node.year


def _news_day(text: str) -> date | None:
    """A full date that the article tells as its own news: the latest of its text, and in the
    dateline, or with its weekday near the beginning, or in the first sentences."""
    latest, years = _latest_past(text), _YEAR.findall(text)
    if latest is None or any(int(year) > latest.year for year in years):
        return None
    for one in _beside_years(text):
        node, start = one.node, one.start
        if start >= _NEWS or _full_day(node) != latest:
            continue
        if not isinstance(node, Partial) or not one.past:
            continue
        line = text[text.rfind("\n", 0, start) + 1 : start]
        dateline = len(line) < _DATELINE and not re.search(r"[a-z]{2,} [a-z]{2,}", line)
        if dateline or node.weekday is not None:
            return latest
        if start < _LEAD and not _BACKGROUND.search(line):
            return latest
    return None


def _years_of(node: Partial, year: int | None, bounds: When | None) -> list[date]:
    """The days that a half-date can be: in the leftover year, or within closed bounds."""
    if node.year_step is not None:
        return []
    if year:
        turns = (node.month or 1) >= _AUTUMN and node.weekday is None
        years = range(year - 1 if turns else year, year + 1)
    elif bounds and bounds.first_day and bounds.last_day:
        years = range(bounds.first_day.year, bounds.last_day.year + 1)
    else:
        return []
    return [day for one in years if (day := _fitting(node, one, bounds))]


def _fitting(node: Partial, year: int, bounds: When | None) -> date | None:
    try:
        day = date(year, node.month or 1, node.day or 1)
    except ValueError:
        return None
    if node.weekday is not None and day.weekday() != node.weekday:
        return None
    if bounds and bounds.first_day and day < bounds.first_day:
        return None
    return None if bounds and bounds.last_day and day > bounds.last_day else day


def _leftover_year(article: Article) -> int | None:
    """The year of a copyright line, if the page had just one."""
    years = {
        int(found[2] or found[1])
        for removed in article.removed
        for found in _COPYRIGHT.finditer(removed.text)
    }
    return years.pop() if len(years) == 1 else None


# Other articles ----------------------------------------------------------------------------


def _copied(copies: Sequence[tuple[Copy, When]]) -> When | str | None:
    dated = [(copy, when) for copy, when in copies if when.first_day and when.last_day]
    if not dated:
        return None
    exact = [(copy, when) for copy, when in dated if when.precision == "day"] or dated
    first = min(when.first_day for _, when in exact if when.first_day)
    last = max(when.last_day for _, when in exact if when.last_day)
    kinds = sorted({copy.kind for copy, _ in exact})
    how = f"inherited from its {' and '.join(kinds)}"
    if last - first > _COPIED and len(exact) > 1:
        return f"{how}, but these lie far apart: {first} and {last}"
    only = exact[0][1].precision if len(exact) == 1 else "days"
    return When(first, last, "day" if first == last else only, f"{how} of {first}")


def _storied(story: Sequence[When]) -> When | str | None:
    """What the story's other articles tell: their days, or else the bounds that all share."""
    known = [(when.first_day, when.last_day) for when in story]
    spans = [(first, last) for first, last in known if first and last]
    narrow = [(first, last) for first, last in spans if last - first <= _STORY]
    if narrow:
        first, last = min(one for one, _ in narrow), max(one for _, one in narrow)
        if last - first > _STORY:
            return f"the story's articles lie far apart: {first} and {last}"
        return When(first, last, "day" if first == last else "days", f"the story's day, {first}")
    if not spans:
        return None
    first = max(one for one, _ in spans) - _STORY
    last = min(one for _, one in spans) + _STORY
    if first > last:
        return None
    return When(first, last, "open", "bounds of the story's other articles")
