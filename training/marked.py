"""Sentences with their events marked in the text (``sentences/*.txt``), as labelled records.

``[S The junta] {THREATEN/violence!planned threatened} [T the port]``: see ``rare.txt``. After
the modality ``~`` marks a mutual event and ``?`` a doubtful one, neither right nor wrong.
"""

from __future__ import annotations

import re
from typing import Any

MARK = re.compile(
    r"\[(?P<roles>(?:[STBWP]\d{0,2})+) (?P<words>[^\[\]{}]+)\]"
    r"|\{(?:(?P<number>\d{1,2}) )?(?P<kind>[A-Z]+)(?:/(?P<mode>[\w-]+))?(?:!(?P<modality>\w+))?"
    r"(?P<mutual>~)?(?P<doubt>\?)?(?P<null>(?:\^[st])*) (?P<trigger>[^\[\]{}]+)\}"
)
ROLE = re.compile(r"([STBWP])(\d{0,2})")
SLOTS = {"B": "said_by", "W": "when", "P": "where"}


def record(line: str) -> dict[str, Any]:
    """``{"text", "events"}`` with offsets; raises ``ValueError`` for a mark left over."""
    text, at, events, roles = "", 0, [], []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        words = mark["words"] or mark["trigger"]
        span = [len(text), len(text) + len(words)]
        text += words
        at = mark.end()
        if mark["kind"]:
            events.append(_event(mark, span, events))
        else:
            roles += [(role, number, words, span) for role, number in ROLE.findall(mark["roles"])]
    text += line[at:]
    if re.search(r"[\[\]{}]", text):
        raise ValueError(f"unread mark in {line!r}")
    for event in events:
        for role, number, words, span in roles:
            if number == event["number"]:
                _give(event, role, words, span)
    return {"text": text, "events": events}


def _event(mark: re.Match[str], span: list[int], before: list[dict[str, Any]]) -> dict[str, Any]:
    number = mark["number"] or ""
    return {
        "number": number,
        "trigger": mark["trigger"],
        "trigger_at": span,
        "type": mark["kind"],
        "mode": mark["mode"],
        "modality": mark["modality"] or "happened",
        "mutual": bool(mark["mutual"]),
        "sources": [{"text": None, "code": None}] if "^s" in mark["null"] else [],
        "targets": [{"text": None, "code": None}] if "^t" in mark["null"] else [],
        "issues": None,
        # the further part of a trigger in two parts is neither right nor wrong
        "optional": bool(mark["doubt"]) or any(event["number"] == number for event in before),
    }


def _give(event: dict[str, Any], role: str, words: str, span: list[int]) -> None:
    if role in SLOTS:
        event[SLOTS[role]], event[f"{SLOTS[role]}_at"] = words, span
    else:
        side = "sources" if role == "S" else "targets"
        event[side].append({"text": words, "code": None, "at": span})
