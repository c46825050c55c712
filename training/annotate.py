"""Label articles by hand: see one with numbered sentences, put in its events, checked.

    python -m training.annotate show DOC        numbered sentences
    python -m training.annotate add FILE        check JSON labels and keep them in training/labels
    python -m training.annotate review DOC      the same, the labels that it has under each
    python -m training.annotate change FILE     second reading: ``{"doc", "drop": [numbers of
                                                labels], "add": [events]}``, one a line
    python -m training.annotate tell FILE       who tells of events, read anew: ``DOC#NUMBER``, tab,
                                                words of the sentence or ``-``, one a line
    python -m training.annotate mend FILE       fields of events anew: ``{"doc", "event": NUMBER}``
                                                and the fields that change, one a line
    python -m training.annotate todo [N]        articles without labels (newswire, BASIL, ECB+)
    python -m training.annotate sentences [N]   sentences with given pairs, without labels
    python -m training.annotate add FILE.txt    such sentences marked: name, tab, words as in
                                                training/marked.py

Events are written as docs/codebook.md has them: ``{"doc", "published", "events": [{"s",
"trigger", "type", "mode", "sources": [{"text", "code"}], …}]}``, words copied from sentence
``s``. What is kept is offsets, codes and a digest of the text: never the text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.ontology import CONTEXTS, MODALITIES, MODES, SECTORS, TYPES
from dragoman.sentences import split
from dragoman.types import digest
from training import marked
from training.given import SHARED, given

HERE = Path(__file__).parent
NEWSWIRE = SHARED / "newswire"
WORDS = ("said_by", "when", "where")
KEPT = ("trigger_at", "type", "mode", "mutual", "modality", "issues")
Record = dict[str, Any]


@cache
def texts_by_name() -> dict[str, str]:
    """The articles, those of BASIL and ECB+, and the sentences with given pairs."""
    return articles() | basil() | ecb() | {name: text for name, text, _ in given()}


def articles() -> dict[str, str]:
    return {path.stem: path.read_text() for path in (NEWSWIRE / "articles").glob("*.txt")}


def basil() -> dict[str, str]:
    """News of American politics, three outlets to a happening; the headline stands first."""
    records = map(json.loads, (SHARED / "basil" / "docs.jsonl").read_text().splitlines())
    return {one["id"]: _headed(one["title"].strip(), one["text"]) for one in records}


def ecb() -> dict[str, str]:
    """Short news of the topics that are not held out, many of crimes and their courts."""
    records = map(json.loads, (SHARED / "ecb" / "docs_input.jsonl").read_text().splitlines())
    return {f"ecb_{one['id']}": one["text"] for one in records}


def _headed(title: str, text: str) -> str:
    return text if text.startswith(title) else f"{title}\n\n{text}"


def came_labelled() -> set[str]:
    """Names of the articles whose labels came with the data, development's too."""
    return {path.stem for path in (NEWSWIRE / "labels").glob("*.json")}


def kept_labels() -> Iterator[Record]:
    """``labels/*.json`` hold one article each, ``labels/*.jsonl`` one sentence a line."""
    for path in sorted((HERE / "labels").glob("*.json")):
        yield json.loads(path.read_text())
    for path in sorted((HERE / "labels").glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text().splitlines())


def todo() -> list[str]:
    """Articles that nobody has labelled, those kept for development left out."""
    done = came_labelled() | {record["doc"] for record in kept_labels()}
    done |= set((NEWSWIRE / "dev.txt").read_text().split())
    sets = articles(), basil(), ecb()
    return [name for known in sets for name in sorted(known) if name not in done]


def sentences() -> list[str]:
    """Names of the sentences with given pairs that nobody has labelled."""
    done = {record["doc"] for record in kept_labels()}
    return sorted(name for name, *_ in given() if name not in done)


def show(doc: str) -> str:
    text = texts_by_name()[doc]
    numbered = (f"[{n}] {text[a:b]}" for n, (a, b) in enumerate(split(text)))
    return "\n".join((f"## {doc}", *numbered))


def labelled(doc: str) -> Record:
    """The labels of an article so far, with their words: ours before those that were given."""
    own = HERE / "labels" / f"{doc}.json"
    if own.exists():
        return with_words(json.loads(own.read_text()), texts_by_name()[doc])
    found: Record = json.loads((NEWSWIRE / "labels" / f"{doc}.json").read_text())
    return found


def review(doc: str) -> str:
    record = labelled(doc)
    lines = [f"## {doc} ({len(record['events'])} labels)"]
    for n, (a, b) in enumerate(record.get("sentences") or split(record["text"])):
        lines.append(f"[{n}] {record['text'][a:b]}")
        lines += [
            f"    #{number} {_shown(event)}"
            for number, event in enumerate(record["events"])
            if event["s"] == n
        ]
    return "\n".join(lines)


def _shown(event: Record) -> str:
    sides = [
        ", ".join(f"{one['text'] or '(understood)'} {one['code']}" for one in event[side])
        for side in ("sources", "targets")
    ]
    rest = [f"{key}: {event[key]}" for key in WORDS if event.get(key)]
    mode = f"/{event['mode']}" if event.get("mode") else ""
    marks = [mark for mark in ("mutual", "optional") if event.get(mark)]
    return (
        f"{event['type']}{mode} {event['trigger']!r} {event['modality']} {' '.join(marks)}"
        f" | {' → '.join(sides)} | {'; '.join(rest)}"
    )


def changed(change: Record) -> tuple[Record | None, list[str]]:
    """The labels of an article after a second reading; none where something is wrong with the
    change, for the numbers of a change made by halves would count other labels."""
    before = labelled(change["doc"])
    made, faults = offsets({**before, "events": change.get("add") or []}, before.get("sentences"))
    kept = [
        {"s": event["s"], **_bare(event, codes=True)}
        for number, event in enumerate(before["events"])
        if number not in set(change.get("drop") or [])
    ]
    made["events"] = sorted(kept + made["events"], key=lambda one: one["trigger_at"])
    return None if faults else {**made, "read": before.get("read", 1) + 1}, faults


def mended(file: Path) -> int:
    """Puts the changed fields of a file into the labels; returns how many lines are at fault,
    which are told and change nothing."""
    changes: dict[str, list[Record]] = {}
    for line in filter(str.strip, file.read_text().splitlines()):
        change = json.loads(line)
        changes.setdefault(change["doc"], []).append(change)
    faults = [fault for doc, mine in changes.items() for fault in _mend(doc, mine)]
    print(*faults, sep="\n")
    return min(len(faults), 100)


def _mend(doc: str, changes: list[Record]) -> Iterator[str]:
    record, text = labelled(doc), texts_by_name()[doc]
    sentences, events = record.get("sentences") or split(text), record["events"]
    for change in changes:
        try:
            number = change["event"]
            near = events[number]["trigger_at"][0]
            made = _event(text, sentences, {**events[number], **change}, near)
            made = with_words({"events": [{"s": events[number]["s"], **made}]}, text)
            events[number] = made["events"][0]
        except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
            yield f"{doc} event {change.get('event')}: {error}"
    _keep_events(doc, record, text)


def tellers(file: Path) -> int:
    """Puts the tellers of a file into the labels; returns how many lines are at fault."""
    answers: dict[str, dict[int, str]] = {}
    for line in file.read_text().splitlines():
        label, _, words = line.partition("\t")
        doc, _, number = label.partition("#")
        answers.setdefault(doc, {})[int(number)] = words.strip()
    faults = [fault for doc, told in answers.items() for fault in _retold(doc, told)]
    print(*faults, sep="\n")
    return min(len(faults), 100)


def _retold(doc: str, told: dict[int, str]) -> Iterator[str]:
    """Gives events by number their tellers, none for "-" and as before for "?"; yields faults."""
    record, text = labelled(doc), texts_by_name()[doc]
    sentences, events = record.get("sentences") or split(text), record["events"]
    for number, words in told.items():
        event = events[number]
        try:
            near = event["trigger_at"][0]
            at = _find(text, sentences[event["s"]], words.strip("-"), near)
            event["said_by_at"] = event["said_by_at"] if words == "?" else at
        except ValueError as error:
            if words != "?":
                yield f"{doc} event {number}: {error}"
    _keep_events(doc, record, text)


def _keep_events(doc: str, record: Record, text: str) -> None:
    """Keeps an article's labels after some of their fields were changed."""
    bare = [{"s": event["s"], **_bare(event, codes=True)} for event in record["events"]]
    kept = {"doc": doc, "digest": digest(text), "published": record.get("published")}
    read = {"read": record["read"]} if "read" in record else {}
    sentences = record.get("sentences") or split(text)
    _keep(f"{doc}.json", {**kept, "sentences": sentences, "events": bare, **read})


def offsets(
    record: Record, sentences: list[tuple[int, int]] | None = None
) -> tuple[Record, list[str]]:
    """The record with offsets in place of words, and what is wrong with it."""
    text = texts_by_name()[record["doc"]]
    sentences = sentences or split(text)
    faults: list[str] = []
    events = []
    for number, event in enumerate(record["events"]):
        try:
            events.append(_event(text, sentences, event))
        except (KeyError, ValueError, IndexError, TypeError) as error:
            faults.append(f"{record['doc']} event {number} ({event.get('trigger')!r}): {error}")
    kept = {"doc": record["doc"], "digest": digest(text), "published": record.get("published")}
    return {**kept, "sentences": sentences, "events": events}, faults


def _event(text: str, sentences: list[tuple[int, int]], event: Record, near: int = 0) -> Record:
    """``near`` tells which of a sentence's like words are the trigger."""
    _check(event)
    span = sentences[event["s"]]
    trigger = _find(text, span, event["trigger"], near)
    made: Record = {
        "s": event["s"],
        "trigger_at": trigger,
        "type": event["type"],
        "mode": event.get("mode"),
        "mutual": bool(event.get("mutual")),
        "modality": event.get("modality") or "happened",
        "issues": event.get("issues") or [],
    }
    for side in ("sources", "targets"):
        made[side] = [
            {"code": one.get("code"), "at": _find(text, span, one.get("text"), trigger[0])}
            for one in event.get(side) or []
        ]
    for key in WORDS:
        made[f"{key}_at"] = _find(text, span, event.get(key), trigger[0])
    return made | ({"optional": True} if event.get("optional") else {})


def _check(event: Record) -> None:
    if event["type"] not in TYPES:
        raise ValueError(f"no type {event['type']}")
    if event.get("mode") and event["mode"] not in MODES[event["type"]]:
        raise ValueError(f"no mode {event['mode']} of {event['type']}")
    if (event.get("modality") or "happened") not in MODALITIES:
        raise ValueError(f"no modality {event['modality']}")
    for issue in event.get("issues") or []:
        if issue not in CONTEXTS:
            raise ValueError(f"no issue {issue}")
    for side in ("sources", "targets"):
        for one in event.get(side) or []:
            sector = (one.get("code") or "UNK").partition("/")[2]
            if len(sector) == 3 and one["code"][:3] not in ("IGO", "NGO", "MNC", "IMG"):
                SECTORS[sector]


def _find(text: str, span: tuple[int, int], words: str | None, near: int = 0) -> Any:
    """Where ``words`` stand in the sentence, nearest to ``near``; None where there are none."""
    if not words:
        return None
    start, end = span
    found = [at for at in range(start, end) if text.startswith(words, at, end)]
    found = [at for at in found if _whole(text, at, at + len(words))] or found
    if not found:
        raise ValueError(f"{words!r} is not in the sentence")
    at = min(found, key=lambda one: abs(one - near))
    return [at, at + len(words)]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the words are not cut out of longer ones, as "he" of "the"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def with_words(record: Record, text: str) -> Record:
    """A kept record with the words of its offsets, as the labelled articles have them."""

    def actor(one: Record) -> Record:
        return {**one, "text": text[slice(*one["at"])] if one["at"] else None}

    def full(event: Record) -> Record:
        words = {
            key: text[slice(*event[f"{key}_at"])] if event.get(f"{key}_at") else None
            for key in ("trigger", *WORDS)
        }
        sides = {side: [actor(one) for one in event[side]] for side in ("sources", "targets")}
        return {**event, **words, **sides}

    return {**record, "text": text, "events": [full(one) for one in record["events"]]}


def main(arguments: list[str]) -> int:
    match arguments:
        case ["show", *docs]:
            print("\n\n".join(show(doc) for doc in docs))
        case ["review", *docs]:
            print("\n\n".join(review(doc) for doc in docs))
        case ["change", *files]:
            return sum(add(Path(one), changed) for one in files)
        case ["tell", *files]:
            return sum(tellers(Path(one)) for one in files)
        case ["mend", *files]:
            return sum(mended(Path(one)) for one in files)
        case ["todo" | "sentences" as what, *count]:
            names = todo() if what == "todo" else sentences()
            print("\n".join(names[: int(count[0]) if count else None]))
        case ["add", *files]:
            return sum(add(Path(one)) for one in files)
        case _:
            print(__doc__)
            return 2
    return 0


def add(
    file: Path, as_labels: Callable[[Record], tuple[Record | None, list[str]]] = offsets
) -> int:
    """Keep every record of a file: JSON (one article), JSON lines, or marked sentences, which
    are kept as one file of the same name. Returns how many events or lines failed."""
    lines = [file.read_text()] if file.suffix == ".json" else file.read_text().splitlines()
    marks = file.suffix == ".txt"
    found = [
        _marked(line) if marks else as_labels(json.loads(line)) for line in lines if line.strip()
    ]
    (HERE / "labels").mkdir(exist_ok=True)
    records = [record for record, _ in found if record]
    if file.suffix == ".txt":
        _keep(f"{file.stem}.jsonl", *records)
    else:
        for record in records:
            _keep(f"{record['doc']}.json", record)
    faults = [fault for _, faults in found for fault in faults]
    print(*faults, sep="\n")
    print(f"{len(records)} texts, {sum(len(record['events']) for record in records)} events kept")
    return min(len(faults), 100)


def _marked(line: str) -> tuple[Record | None, list[str]]:
    """One line ``name TAB marked sentence``."""
    name, _, words = line.partition("\t")
    text = texts_by_name().get(name)
    try:
        found = marked.record(words)
        for event in found["events"]:
            _check(event)
    except (KeyError, ValueError) as error:
        return None, [f"{name}: {error}"]
    if found["text"] != text:
        return None, [
            f"{name}: not the words of the sentence: {_differ(found['text'], text or '')}"
        ]
    bare = [_bare(event) for event in found["events"]]
    return {"doc": name, "digest": digest(text), "sentences": [[0, len(text)]], "events": bare}, []


def _differ(mine: str, other: str) -> str:
    same = next((n for n, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b), 0)
    return f"{mine[same : same + 30]!r} where it has {other[same : same + 30]!r}"


def _bare(event: Record, codes: bool = False) -> Record:
    """An event without its words; those of marked sentences have no codes either."""
    sides = {
        side: [
            {"code": one.get("code") if codes else None, "at": one.get("at")} for one in event[side]
        ]
        for side in ("sources", "targets")
    }
    kept = {key: event.get(key) for key in KEPT}
    kept |= {f"{key}_at": event.get(f"{key}_at") for key in WORDS}
    return kept | sides | ({"optional": True} if event.get("optional") else {})


def _keep(name: str, *records: Record) -> None:
    lines = (json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    part = HERE / "labels" / f"{name}.part"
    part.write_text("".join(lines))
    part.replace(HERE / "labels" / name)  # at once: training may be reading


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
