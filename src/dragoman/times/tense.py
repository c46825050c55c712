"""Whether the words around an expression of time look ahead."""

from __future__ import annotations

import re
from typing import Final

_SENTENCE = re.compile(
    r"(?<=[.!?][\"”’) ])\s+(?=[\"“‘(]?[A-Z0-9])|\n+|(?<=[.!?])\s+(?=[\"“‘(]?[A-Z])"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|Prof|Rev|Hon|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Inc|Ltd|Co|vs|etc))\.\s*$"
)
_BARRIER = re.compile(
    r"[;:—()]|,|\b(?:that|which|who|whose|whom|but|while|whereas|although|though|when|where|"
    r"because|as|after|before|if|unless|and)\b",
    re.I,
)
#: Verbs and nouns after which "to" looks ahead: "agreed to meet on Friday".
_TO: Final = (
    "agreed vowed promised pledged ready preparing prepared prepares prepare about wants wanted "
    "urged asked ordered invited seeks seek poised set expected supposed meant likely certain "
    "bound slated scheduled hopes hoped hoping plan plans invitation deal agreement decision "
    "offer bid due"
)
_AHEAD: Final = (
    r"will|shall|won['’]t|would|going to|to be|(?:is|are|was|were) to",
    r"(?:should|must|may|might) (?:also |not )?be",
    r"(?:is|are|was|were|be|been) (?:still |also |now )?"
    r"(?:due|set|scheduled|slated|expected|supposed|planned|poised|meant|likely)",
    r"due|slated|scheduled(?= (?:for|to|on|in|at|by|next|later)\b|[ ,.]*$)",
    r"plans?|planned|planning|intends?|intended|intending|expects?|expected|hop(?:es?|ed|ing)",
    r"(?:was|were) (?:leaving|going|coming|meeting|heading|arriving|resigning)",
    r"upcoming|forthcoming|incoming|coming (?:in|on)|deadline|(?:in advance|ahead) of",
    r"(?:postponed|delayed) (?:to|until)|up for (?:re-?)?election|called on",
    rf"(?:{'|'.join(_TO.split())}) to",
)
_STRONG = re.compile(rf"\b(?:{'|'.join(_AHEAD)})\b|['’]ll\b", re.I)
_GOING_ON = re.compile(r"\b(?:is|are|['’]s|['’]re) (?:also |now )?\w+ing\b", re.I)
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
#: What stands right before a time that lies ahead: "set for June 28", "the vote is Thursday".
_AT_END = re.compile(r"(?:\bfor|\bcoming|[a-z] (?:is|are))\s+$")
_ARTICLE = re.compile(r"\b(?:the|a|an|its|their|his|her|that|this)\s+$", re.I)
_NO_NOUN: Final = frozenset(
    "and but for from with was were are has had have said when where who that which after before "
    "until into over the its his her their will would".split()
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
        if "\n" not in found[0] and _ABBREVIATED.search(text[low : found.start()][-8:]):
            continue
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
    if modality == "historic":
        return False, True
    if modality == "planned":
        told = _REPORTING.search(left) or (not left.strip() and _first_cue(right) is False)
        return not told, True
    if _attributive(left, text[start:end], right):
        return None, False
    ahead, sure = _cue(left, right)
    return (None, False) if modality == "hypothetical" and not sure else (ahead, sure)


def _attributive(left: str, words: str, right: str) -> bool:
    """ "the June 19 election": no verb of the clause need be about that day."""
    led = _ARTICLE.search(left) or re.search(r"\b(?:the|a|an) \D*\d", words, re.I)
    noun = re.match(r",?\s+([a-z]{3,})", right)
    return bool(led and noun and noun[1] not in _NO_NOUN and re.search(r"\d", words))


def lasts(text: str, start: int) -> bool:
    """Whether "has" or "have" governs the words at ``start``."""
    first, _ = sentence_at(text, start, start)
    return _PERFECT.search(text[first:start]) is not None


def _cue(left: str, right: str) -> tuple[bool, bool]:
    """The nearest verb's word: in the same clause, after the time, then farther back."""
    if _AT_END.search(left):
        return True, True
    barriers = list(_BARRIER.finditer(left))
    near = left[barriers[-1].end() :] if barriers else left
    here = _last_cue(near)
    if here is not None:
        return here, True
    after = _first_cue(right)
    if len(near.split()) <= 2 and after is not None:
        return after, True
    if _COMING.search(near):
        return True, False
    wide = _last_cue(left)
    far = wide if wide is not None else after
    if far is not None:
        return far, True
    return _COMING.search(left) is not None, False


def _last_cue(words: str) -> bool | None:
    strong = _last(_STRONG, words) or _last(_GOING_ON, words)
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
    "will shall won't would should must may might to be is are was were due set scheduled "
    "expected likely going plans hopes agreed 'll ’ll".split()
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
