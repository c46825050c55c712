"""One line of a page: news, or left over of the page around it, and why.

A line goes only for a reason that can be named. A line that may be a sentence of the article
stays: sentences go only where they speak to the reader about the site, and never where
somebody is quoted or reported in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from . import cues, forms, published

WORD: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*[+]?")
TERMINAL: Final = re.compile(r"""[.!?…:;]["'”’)\]»*]*\s*(?:\([^()]{1,40}\))?$""")
ITEM: Final = re.compile(r"^\s*(?:[•*·▪◦–—-]|\(?[\divx]{1,4}[.)])\s")
_UNITS = re.compile(r"""(?<=[.!?…])["'”’)\]]*\s+(?=[A-Z“"‘'(©*])""")
_GLUE = re.compile(r"(?<!\b[A-Z]\.)(?<=[a-zà-þ0-9.,!?…”\"')\]>])(?=[A-ZÀ-Þ<©“])|(?<=[a-z])(?=\d)")
_NOTICE = 4.0  # points from which a sentence counts as a notice
_LABEL_WORDS = 10  # a label has no more
_HEAD, _TAIL = 140, 180  # characters within which what is glued to a line's ends is looked for
_ALONE = 9  # letters of a single word that may be glued to a name: Play in PlayStation is none


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one; ``reason`` is why it goes, None where it stays."""

    text: str
    reason: str | None = None


def split(line: str) -> list[Piece]:
    """The line in order: furniture glued to its ends is cut off, the rest judged as one."""
    reason = judge(line)
    if reason:
        return [Piece(line, reason)]
    head, line = _cut_head(line)
    line, tail = _cut_tail(line)
    if not line:
        return [*head, *tail]
    return [*head, Piece(line, judge(line) if head or tail else None), *tail]


def judge(line: str) -> str | None:
    """Why the whole ``line`` is a leftover, or None."""
    for reason, test in _TESTS:
        if test(line):
            return reason
    return label(line, strict=TERMINAL.search(line) is not None) or notice(line)


def label(line: str, strict: bool = True) -> str | None:
    """The reason where ``line`` is a label: short, and all its words are those of furniture,
    where ``strict`` of one kind."""
    if len(line) > 90 or cues.QUOTED.search(line):
        return None
    words = WORD.findall(line.casefold().replace("’", "'"))
    if not words or len(words) > _LABEL_WORDS:
        return None
    if len(words) == 1 and len(words[0]) < _ALONE and re.search(r"\w[.?!]$", line):
        return None  # "See?" is said by people
    for reason, (heads, others) in cues.LABELS.items():
        known = others if strict else cues.FURNITURE
        if not heads.isdisjoint(words) and all(
            word in heads or word in known or word in cues.COMMON or _neutral(word)
            for word in words
        ):
            return reason
    return None


def _neutral(word: str) -> bool:
    """Numbers, sections and names of sites say nothing either way."""
    return (
        word in cues.SECTIONS
        or word.replace(",", "").isdigit()
        or bool(re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,10}", word))
    )


def notice(line: str) -> str | None:
    """The reason where every sentence of ``line`` speaks to the reader about the site."""
    return "notice" if all(told for _, told in _units(line)) else None


@lru_cache(64)
def _units(line: str) -> tuple[tuple[str, bool], ...]:
    """The line's sentences, each with whether it is a notice; doubt follows its neighbours."""
    units = _UNITS.split(line)
    if not _may_speak(line.casefold(), units):  # so it is with most, and it is fast
        return tuple((unit, bool(label(unit))) for unit in units)
    scores = [points(unit) for unit in units]
    found = [score >= _NOTICE for score in scores]
    for order in (range(1, len(units)), range(len(units) - 2, -1, -1)):
        for at in order:
            beside = found[at - order.step]
            found[at] = found[at] or (beside and _in_doubt(units[at], scores[at]))
    return tuple(zip(units, found, strict=True))


def is_doubtful(line: str) -> bool:
    """Whether every sentence of ``line`` may be a notice, by its words alone."""
    return len(line) < 300 and all(points(unit) >= _NOTICE / 2 for unit in _UNITS.split(line))


def _may_speak(small: str, units: list[str]) -> bool:
    """Whether any of the line's sentences could be a notice."""
    if any(stem in small for stem, _ in cues.SURE):
        return True
    spoken = not cues.SPEAKERS.isdisjoint(small.split())
    if not spoken and not any(map(cues.IMPERATIVE.match, units)):
        return False
    return any(stem in small for stem in cues.STEMS)


def _in_doubt(unit: str, score: float) -> bool:
    words = len(unit.split())
    asked = words <= 12 and bool(cues.IMPERATIVE.match(unit)) and not cues.REPORTED.search(unit)
    return score >= _NOTICE / 2 or asked or (unit.endswith("?") and words <= 6)


def points(unit: str) -> float:
    """How much one sentence looks like a notice: 4 and more is one, below 2 none."""
    if label(unit):
        return 2 * _NOTICE
    if len(unit) > 400 or cues.QUOTED.search(unit):
        return 0.0
    small = unit.casefold()
    sure = any(stem in small and pattern.search(unit) for stem, pattern in cues.SURE)
    spoken = 2.0 * bool(cues.IMPERATIVE.match(unit)) + bool(cues.READER.search(unit))
    site = bool(cues.SITE.search(unit))
    if not (sure or spoken or site) or cues.REPORTED.search(unit):
        return 0.0
    if sure:
        return 2 * _NOTICE
    about: float = sum(weight for pattern, weight in cues.SITE_WORDS if pattern.search(unit))
    if about < 1:
        return 0.0
    return about + spoken + site if spoken else min(about, _NOTICE - 1)


def _is_photo_credit(line: str) -> bool:
    if forms.RIGHTS.search(line) or TERMINAL.search(line):
        return False
    return bool(forms.CREDIT.fullmatch(line))


def _is_contact(line: str) -> bool:
    return len(line) < 100 and bool(forms.CONTACT.fullmatch(line))


def _is_related(line: str) -> bool:
    match = forms.RELATED.match(line) or forms.ALSO_READ.match(line)
    return bool(match) and len(line) < 220 and not line.rstrip().endswith((".", ".”", '."'))


def _is_breadcrumb(line: str) -> bool:
    """ "Home > World > Asia" and the like."""
    *steps, last = re.split(r"\s*[>»›|•·]\s*", line[:400])
    short = all(0 < len(step) <= 25 for step in steps) and 0 < len(last) <= 120
    return len(steps) >= 2 and short and not is_sentence(line)


_TESTS: Final = (
    ("address", lambda line: bool(forms.ADDRESS.fullmatch(line))),
    (
        "source line",
        lambda line: bool(forms.FROM_SITE.fullmatch(line) or forms.SOURCE.fullmatch(line)),
    ),
    ("timestamp", published.is_stamp),
    ("reading time", lambda line: bool(forms.READING_TIME.fullmatch(line))),
    ("photo credit", _is_photo_credit),
    ("copyright", lambda line: bool(forms.COPYRIGHT.fullmatch(line))),
    ("byline", lambda line: len(line) < 160 and bool(forms.BYLINE.fullmatch(line))),
    ("credit", lambda line: bool(forms.REPORTING.fullmatch(line) or forms.SENDER.fullmatch(line))),
    ("tags", lambda line: bool(forms.TAGS.fullmatch(line))),
    ("related link", _is_related),
    ("contact", _is_contact),
    ("note", lambda line: bool(forms.CORRECTED.fullmatch(line))),
    ("embedded post", lambda line: bool(forms.EMBED.fullmatch(line))),
    ("navigation", _is_breadcrumb),
    ("rule", lambda line: bool(forms.RULE.fullmatch(line))),
)


def is_sentence(line: str) -> bool:
    """Whether ``line`` reads as running text: it ends as sentences do, or is long."""
    words = line.split()
    if len(words) >= 5 and TERMINAL.search(line):
        return True
    small = sum(word[:1].islower() for word in words)
    return len(words) >= 18 and small >= 0.45 * len(words)


def _cut_head(line: str) -> tuple[list[Piece], str]:
    """Furniture glued before the first words: "Exit mobile versionMinisters meet"."""
    cut: list[Piece] = []
    rest = line
    for match in _GLUE.finditer(line, 2, _HEAD):
        head = line[: match.start()].strip()
        reason = None if _in_brand(line, match.start()) else _glued(head, line[match.start() - 1])
        if reason:
            cut, rest = [Piece(head, reason)], line[match.start() :].strip()
    return (cut, rest) if cut else _cut_opening(line)


def _glued(part: str, before: str) -> str | None:
    """The reason for a part that touches other words; ``before`` is the letter at the seam."""
    if before.isalpha() and part.isalpha() and len(part) < _ALONE:
        return None
    if published.is_stamp(part):
        return "timestamp"
    return label(part) or ("reading time" if forms.READING_TIME.fullmatch(part) else None)


def _cut_opening(line: str) -> tuple[list[Piece], str]:
    """Whole notices before the first sentence that is none."""
    units = _units(line)
    count = next((at for at, (_, told) in enumerate(units) if not told), 0)
    if not count or ITEM.match(line):
        return [], line
    at = line.index(units[count][0], sum(len(unit) for unit, _ in units[:count]))
    return [Piece(line[:at].strip(), "notice")], line[at:]


def _cut_tail(line: str) -> tuple[str, list[Piece]]:
    """Credits and notices after the last sentence, glued or not."""
    cut: list[Piece] = []
    while line:
        for reason, find in _TAILS:
            at = find(line)
            if at is not None and line[:at].strip():
                tail = line[at:].strip()
                cut.insert(0, Piece(tail, judge(tail) or reason))
                line = line[:at].rstrip()
                break
        else:
            break
    return line, cut


def _credit_at(line: str) -> int | None:
    tail = line[-_TAIL:].casefold()
    if not any(stem in tail for stem in forms.CREDIT_STEMS):
        return None
    match = forms.CREDIT_TAIL.search(line, max(0, len(line) - _TAIL))
    return match.start("tail") if match else None


def _agency_at(line: str) -> int | None:
    match = forms.AGENCY_TAIL.search(line, max(0, len(line) - _TAIL))
    return match.start("tail") if match else None


def _label_at(line: str) -> int | None:
    for match in _GLUE.finditer(line, max(2, len(line) - _TAIL)):
        at = match.start()
        if not _in_brand(line, at) and _glued(line[at:], line[at - 1]):
            return at
    return None


def _in_brand(line: str, at: int) -> bool:
    """Whether the seam at ``at`` is that within YouTube."""
    before, after = re.search(r"\w*$", line[:at]), re.match(r"\w*", line[at:])
    word = (before[0] if before else "") + (after[0] if after else "")
    return word.casefold() in cues.BRANDS


def _notice_at(line: str) -> int | None:
    units = _units(line)
    if len(units) < 2 or not units[-1][1] or ITEM.match(line):
        return None
    return line.rindex(units[-1][0])


_TAILS: Final = (
    ("photo credit", _credit_at),
    ("credit", _agency_at),
    ("label", _label_at),
    ("notice", _notice_at),
)
