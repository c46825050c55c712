"""Whether the words around an expression of time look ahead."""

from __future__ import annotations

import re
from typing import Final

_SENTENCE = re.compile(
    r"(?<=[.!?][\"”’) ])\s+(?=[\"“‘(]?[A-Z0-9])|\n+|(?<=[.!?])\s+(?=[\"“‘(]?[A-Z])"
)
_BARRIER = re.compile(
    r"[;:—()]|,|\b(?:that|which|who|whose|whom|but|while|whereas|although|though|when|where|"
    r"because|as|after|before|if|unless|and)\b",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:will|shall|won['’]t|would|going to|(?:is|are|was|were|be|been) (?:still |also |now )?"
    r"(?:due|set|scheduled|slated|expected|supposed|planned|poised|meant|likely)|due|slated|"
    r"scheduled|(?:is|are|was|were) to|to be|plans?|planned|planning|intends?|intended|intending|"
    r"hop(?:es?|ed|ing) to|expects?|expected|upcoming|forthcoming|postponed (?:to|until)|"
    r"delayed (?:to|until)|deadline|(?:agreed|vowed|promised|pledged|ready|preparing|prepared|"
    r"about|wants?|wanted|urged|asked|ordered|called on|invited|seeks?|due|likely) to|"
    r"(?:is|are) (?:\w+ing))\b|['’]ll\b",
    re.I,
)
_COMING = re.compile(
    r"\b(?:meets|begins?|opens?|starts?|convenes?|expires?|arrives?|takes place|gathers?|votes|"
    r"travels|heads|ends|leaves|kicks off|goes to the polls|go to the polls|comes into|enters|"
    r"takes effect|runs?|resumes?|must|should|can|could|may|might|next|ahead)\b",
    re.I,
)
_BEEN: Final = (
    "was were had did said told met held took made gave began broke fell flew fled went came "
    "left struck shot won lost spoke sought fought brought bought caught taught thought sent "
    "saw ran rose wrote drove got found led stood sat withdrew threw grew drew knew showed paid "
    "built kept meant became swore tore laid arose chose hid overthrew undertook quit hit has "
    "have having fled killed dealt rang sank shut sold stole struck swept"
)
_PAST = re.compile(
    rf"\b(?:{'|'.join(sorted(set(_BEEN.split())))}|(?!(?:united|need|indeed|hundred|armed|"
    r"alleged|occupied|proposed|wanted|related|based|called|limited|advanced|so-called)\b)"
    r"[a-z]{2,}ed)\b"
)
_PERFECT = re.compile(r"\b(?:has|have|['’]ve)\b[^.;:]*$")
_REPORTING = re.compile(
    r"\b(?:said|says|announced|told(?: \w+){0,2}|confirmed|stated|declared|reported|added|"
    r"revealed|disclosed|tweeted|wrote|posted|warned|decided|approved|agreed|signed)"
    r"(?: (?:in a statement|late|early|earlier|here))?[ ,]*$",
    re.I,
)
_REACH = 300  # code points either side


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``text[start:end]``, by full stops and line ends."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    first, last = low, high
    for found in _SENTENCE.finditer(text, low, high):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last


def looks_ahead(text: str, start: int, end: int, modality: str) -> tuple[bool | None, bool]:
    """Whether the time at ``text[start:end]`` lies ahead (None: no telling), and whether a
    verb or the modality says so. The verb nearest in the same clause counts most."""
    first, last = sentence_at(text, start, end)
    left, right = text[first:start], text[end:last]
    cue = _cue(left, right)
    if modality == "historic":
        return False, True
    if modality == "planned":
        told = _REPORTING.search(left) or (not left.strip() and _first_cue(right) is False)
        return not told, True
    if cue is not None:
        return cue, True
    if modality in ("hypothetical", "ongoing") or _COMING.search(left + " " + right):
        return (None if modality == "hypothetical" else bool(_COMING.search(left))), False
    return False, False


def lasts(text: str, start: int) -> bool:
    """Whether "has" or "have" governs the words at ``start``."""
    first, _ = sentence_at(text, start, start)
    return _PERFECT.search(text[first:start]) is not None


def _cue(left: str, right: str) -> bool | None:
    barriers = list(_BARRIER.finditer(left))
    near_left = left[barriers[-1].end() :] if barriers else left
    here = _last_cue(near_left)
    if here is not None:
        return here
    begins = not near_left.strip() or len(near_left.split()) <= 2
    ahead_right = _first_cue(right)
    if begins and ahead_right is not None:
        return ahead_right
    wide = _last_cue(left)
    return wide if wide is not None else ahead_right


def _last_cue(words: str) -> bool | None:
    strong = _last(_STRONG, words)
    past = _last(_PAST, words)
    if strong is None and past is None:
        return None
    if strong is not None and (past is None or past.start() <= strong.end()):
        return True
    if strong is None or past is None:
        return False
    between = words[strong.end() : past.start()].split()
    return strong[0].lower().split()[0] in _MODALS and len(between) <= 3 and not _breaks(between)


_MODALS: Final = frozenset(
    "will shall won't would to be is are due set scheduled expected likely going plans hopes "
    "'ll ’ll was were agreed".split()
)


def _breaks(words: list[str]) -> bool:
    return not set(words) <= {"be", "have", "been", "also", "not", "then", "again", "get", "soon"}


def _first_cue(words: str) -> bool | None:
    strong, past = _STRONG.search(words), _PAST.search(words)
    if strong and (past is None or strong.start() <= past.start()):
        return True
    return False if past else None


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(words):
        pass
    return found
