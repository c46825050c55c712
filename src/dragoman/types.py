"""The few things that move through Dragoman.

All are frozen. Offsets are half-open Unicode code points into ``Article.text``, and
``text[start:end]`` is the quotation. Ids are hashes of what makes the thing what it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
MentionId = NewType("MentionId", str)
EventId = NewType("EventId", str)
StoryId = NewType("StoryId", str)

Precision = Literal["day", "days", "week", "month", "season", "quarter", "year", "open"]
Modality = Literal["happened", "ongoing", "planned", "hypothetical", "denied", "historic"]
CopyKind = Literal["copy", "excerpt", "rewrite"]


def digest(*parts: object) -> str:
    """A 16-digit hexadecimal id of ``parts``; order matters, ``None`` differs from ''."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Page:
    """Something read and not yet judged. ``source`` is the path or address as given."""

    source: str
    content: str
    html: bool = False
    source_id: str | None = None  # the row's own id, in JSON lines and CSV
    address: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None  # as written in the row
    line: int | None = None  # of the row in its file, counted from 1


@dataclass(frozen=True, slots=True)
class Published:
    """The day an article came out; ``evidence`` names where it stands and its words."""

    day: date
    precision: Precision
    evidence: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A leftover of the page, kept with the reason it was taken out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One telling, cleaned. ``text`` is NFC with ``\\n`` line ends, and never changes."""

    id: ArticleId
    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    address: str | None = None
    published: Published | None = None
    language: str = "en"
    source_id: str | None = None
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """What could not be used. ``step`` is read or clean; ``reason`` says why in words."""

    source: str
    step: str
    reason: str
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation: ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One place of a copy and the place of its original that it repeats."""

    start: int
    end: int
    original_start: int
    original_end: int
    score: float


@dataclass(frozen=True, slots=True)
class Copy:
    """``article`` repeats ``original``. ``score`` is 0 to 1; ``evidence`` in text order."""

    article: ArticleId
    original: ArticleId
    kind: CopyKind
    score: float
    evidence: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """One actor of a mention, in words. ``words`` is None where it is only understood;
    ``antecedent`` then names the earlier words (or a pronoun's) that it comes from."""

    words: Words | None
    antecedent: Words | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of one event, as a coder found them. Nothing is resolved yet."""

    id: MentionId
    article: ArticleId
    sentence: tuple[int, int]
    trigger: Words
    type: str  # a PLOVER event type
    modality: Modality
    sources: tuple[Role, ...] = ()
    targets: tuple[Role, ...] = ()
    mode: str | None = None
    mutual: bool = False
    said_by: Role | None = None
    when: Words | None = None
    where: Words | None = None
    issues: tuple[str, ...] = ()  # PLOVER contexts
    score: float = 1.0  # calibrated probability that the mention is right
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor with its identifier. ``code`` is None where it stays open;
    ``words`` is None where the actor is only understood; ``evidence`` says how it is known."""

    code: str | None
    name: str | None
    evidence: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, both inclusive; None is unbounded or unknown. ``how`` tells the
    rule and what it rests on. ``words`` is None where the day is inherited."""

    first_day: date | None
    last_day: date | None
    precision: Precision
    how: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is ISO3. ``candidates`` are (name, country) that fit where none is chosen."""

    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    precision: Literal["country", "region", "city", "point", "open"] = "country"
    candidates: tuple[tuple[str, str], ...] = ()
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention with identifiers: who, to whom, when and where, each with its evidence.
    One role may give several parties ("both sides")."""

    id: MentionId  # the mention's
    mention: Mention
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    said_by: Party | None = None
    when: When | None = None
    where: Place | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims tell of one event. ``by`` is a program's name or a person's;
    a person's word outranks a program's. ``reasons`` are short field-by-field notes."""

    left: MentionId
    right: MentionId
    same: bool
    score: float
    by: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once, with every report of it. Codes are sorted; days are the agreed
    ones (``first_day`` .. ``last_day``) and the widest any report allows."""

    id: EventId
    claims: tuple[MentionId, ...]  # earliest report first
    type: str
    modality: Modality
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    first_day: date | None = None
    last_day: date | None = None
    widest: tuple[date | None, date | None] = (None, None)
    place: str | None = None
    country: str | None = None
    mode: str | None = None
    mutual: bool = False
    issues: tuple[str, ...] = ()
    reports: int = 0  # articles
    independent: int = 0  # articles that are no copy of another that reports it
    #: (field, value, independent reports that give it); empty where there is one claim only
    support: tuple[tuple[str, str, int], ...] = ()
    story: StoryId | None = None  # that most of its claims are told in


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of the same happening, in order of day, then of arrival."""

    id: StoryId
    articles: tuple[ArticleId, ...]
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where ``party`` stands on ``issue``, by one claim and its words. ``claim`` is None where
    the words say it plainly and no mention tells of it; ``how`` says what the days rest on."""

    party: str  # an actor code's country or body: CHN, IGO/UN
    issue: str
    stance: str
    claim: MentionId | None
    article: ArticleId
    words: Words
    other: str | None = None  # toward whom
    first_day: date | None = None
    last_day: date | None = None
    said_by: str | None = None
    how: str = ""
