"""Sentences with their events marked in the text (``sentences/*.txt``), as labelled records.

``[S The junta] {THREATEN/violence!planned threatened} [T the port]``: see ``rare.txt``. After
the modality ``~`` marks a mutual event and ``?`` a doubtful one, neither right nor wrong.

Or with their pairs of actors alone (``pairs/*.txt``), the types before the sentence:
``REJECT YIELD | [S1 Rabat] turned down [T1 the envoy], while [S2 Algiers] let [T2 him] in``.
"""

from __future__ import annotations

import re
from typing import Any

MARK = re.compile(
    r"\[(?P<roles>(?:[STBWP]\d{0,2})+) (?P<words>[^\[\]{}]+)\]"
    r"|\{(?:(?P<number>\d{1,2}) )?(?P<kind>[A-Z]+)(?:/(?P<mode>[\w-]+))?(?:!(?P<modality>\w+))?"
    r"(?P<mutual>~)?(?P<doubt>\?)?(?P<null>(?:\^[st])*) (?P<trigger>[^\[\]{}]+)\}"
)
ROLE = re.compile(r"([STBWP])(\d*)")
END = re.compile(r"\[(?P<roles>(?:[ST]\d{0,3})+) (?P<words>[^\[\]]+)\]")
SLOTS = {"B": "said_by", "W": "when", "P": "where"}


def record(line: str) -> dict[str, Any]:
    """``{"text", "events"}`` with offsets; raises ``ValueError`` for a mark left over."""
    text, marks = _read(MARK, line)
    events: list[dict[str, Any]] = []
    roles = []
    for mark, span in marks:
        words = text[slice(*span)]
        if mark["kind"]:
            events.append(_event(mark, span, events))
        else:
            roles += [(role, number, words, span) for role, number in ROLE.findall(mark["roles"])]
    if re.search(r"[\[\]{}]", text):
        raise ValueError(f"unread mark in {line!r}")
    for event in events:
        for role, number, words, span in roles:
            if number == event["number"]:
                _give(event, role, words, span)
    return {"text": text, "events": events}


def pairs(line: str) -> tuple[str, list[dict[str, Any]]]:
    """The text, and ``{"source", "target", "root"}`` of each pair; raises ``ValueError`` unless
    each type has one source and one target."""
    types, _, rest = line.partition(" | ")
    text, marks = _read(END, rest)
    ends = [
        (f"{side}{number}", {"start": span[0], "end": span[1]})
        for mark, span in marks
        for side, numbers in ROLE.findall(mark["roles"])
        for number in numbers or "1"
    ]
    roots = types.split()
    wanted = [f"{side}{number}" for number in range(1, len(roots) + 1) for side in "ST"]
    if re.search(r"[\[\]]", text) or sorted(name for name, _ in ends) != sorted(wanted):
        raise ValueError(f"marks do not fit the types in {line!r}")
    at = dict(ends)
    return text, [
        {"source": at[f"S{number}"], "target": at[f"T{number}"], "root": root}
        for number, root in enumerate(roots, 1)
    ]


def _read(form: re.Pattern[str], line: str) -> tuple[str, list[tuple[re.Match[str], list[int]]]]:
    """The text without its marks, and where the words of each stand in it."""
    text, at, marks = "", 0, []
    for mark in form.finditer(line):
        text += line[at : mark.start()]
        words = next(mark[name] for name in ("words", "trigger") if mark.groupdict().get(name))
        marks.append((mark, [len(text), len(text) + len(words)]))
        text += words
        at = mark.end()
    return text + line[at:], marks


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
