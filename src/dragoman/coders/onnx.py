"""The coder that ships: a small encoder in ONNX, read by onnxruntime on the CPU.

An article is read in windows, one run of the model each, by one thread; as many articles are
read at once as there are cores, four at most. Weights are int8, and activations are quantised by
what a run holds: so no answer depends on what else is coded in the same call.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ..errors import BadInput, BadModel
from ..sentences import split
from ..types import Article, Mention
from .decode import Floats, Settings, softmax, triggers
from .features import (
    LEDE,
    Bools,
    Slices,
    Tokens,
    Window,
    lede_of,
    reach,
    reach_of_pair,
    slices,
    tokenize,
    windows,
)
from .mentions import Labels, Reading, mentions

FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "model"
MENDED: Final = "Install dragoman again, or make the model with `make train`."
THREADS = min(4, os.cpu_count() or 1)  # articles read at once
LONGEST = 256  # tokens of a text that is embedded
PAIR_TEXT = 400  # tokens of a text whose pairs are judged at once

Span = tuple[int, int]


class OnnxCoder:
    """Codes articles, judges given pairs, embeds texts. Not to be shared between processes."""

    def __init__(
        self, parts: Mapping[str, bytes], labels: Labels, threshold: float | None = None
    ) -> None:
        self.labels = labels
        self.settings: Settings = labels.settings
        self.threshold = self.settings.score if threshold is None else threshold
        self.name = f"onnx-{labels.digest}"
        self.tokenizer = Tokenizer.from_buffer(parts["tokenizer.json"])
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.encoder = _session(parts["model.onnx"])
        self.reader = _session(parts["reader.onnx"])
        size = self.tokenizer.get_vocab_size()
        words = (self.tokenizer.id_to_token(number) for number in range(size))
        self.pool = ThreadPoolExecutor(THREADS)
        self.goes_on = np.array([(word or "").startswith("##") for word in words])
        self.marks = [self.tokenizer.token_to_id(mark) for mark in "-."]

    def code(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """One list for each article, in the order given, in text order."""
        return list(self.pool.map(self._article, articles))

    def pairs(self, text: str, pairs: Sequence[tuple[Span, Span]]) -> list[Mapping[str, float]]:
        """For each (source, target) pair of spans, the probability of every PLOVER type.

        Raises ``BadInput`` where a span holds no word of the text.
        """
        tokens = tokenize(self.tokenizer, text, [(0, len(text))])
        return [self._pair(text, tokens, source, target) for source, target in pairs]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, 384], rows of unit length; the dot product of two says how alike texts are."""
        rows = list(self.pool.map(self._embedded, texts))
        return np.concatenate(rows) if rows else np.zeros((0, 384), dtype=np.float32)

    def _article(self, article: Article) -> list[Mention]:
        title = (article.title or "").strip()
        whole = f"{title}\n\n{article.text}" if title else article.text
        shift = len(whole) - len(article.text)
        sentences = [(start + shift, end + shift) for start, end in split(article.text)]
        tokens = tokenize(self.tokenizer, whole, sentences)
        body = tokens.pieces[0][0] if tokens.pieces else 0
        lede = (0, min(body, LEDE)) if body else lede_of(tokens, whole)
        found: list[Mention] = []
        for window in windows(tokens, lede):
            if (reading := self._read(window, tokens)) is not None:
                found += mentions(article, shift, sentences, tokens, reading, self.labels)
        kept = [one for one in found if one.score >= self.threshold]
        return sorted(kept, key=lambda one: (one.trigger.start, one.trigger.end, one.type))

    def _encode(self, window: Window) -> tuple[Floats, Floats]:
        feed = {"ids": window.ids[None], "kind": window.kind[None], "case": window.case[None]}
        h, tags = self.encoder.run(["h", "tags"], feed)
        return h, tags[0]

    def _look(self, h: Floats, about: Slices, outputs: list[str]) -> list[Floats]:
        live = about.live.astype(np.float32)
        feed = {"h": h, "at": about.at, "mark": about.mark, "gap": about.gap, "live": live}
        found: list[Floats] = self.reader.run(outputs, feed)
        return found

    def _read(self, window: Window, tokens: Tokens) -> Reading | None:
        """What the model says of the window's sentences; None where nothing may be an event."""
        h, tags = self._encode(window)
        at = window.at[window.first : -1]
        glued = self._glued(window, tokens)
        found = []
        for piece in range(*window.pieces):
            begin, end = tokens.pieces[piece]
            left = window.first + begin - int(at[0])
            right = left + end - begin
            for start, stop in triggers(tags[left:right], glued[left:right], self.settings):
                found.append((piece, (left, right), (left + start, left + stop)))
        if not found:
            return None
        reached = [reach(window, *sentence) for _, sentence, _ in found]
        marked = [[(1, *trigger)] for _, _, trigger in found]
        about = slices([(*r, m) for r, m in zip(reached, marked, strict=True)])
        roles, facts = self._look(h, about, ["roles", "facts"])
        return Reading(window, glued, tags, found, about, roles, facts)

    def _glued(self, window: Window, tokens: Tokens) -> Bools:
        """Places that go on the word before: further pieces of it, what a hyphen ties, and the
        letters and stops of U.S."""
        at = np.maximum(window.at, 0)
        tight = np.concatenate(([False], tokens.starts[at[1:]] == tokens.ends[at[:-1]]))
        hyphen, stop = (window.ids == mark for mark in self.marks)
        letter = (tokens.ends[at] - tokens.starts[at] == 1) & (window.case == 2)
        tied = hyphen | _after(hyphen) | (stop & _after(letter)) | (letter & _after(stop))
        glued: Bools = self.goes_on[window.ids] | (tight & tied)
        return glued

    def _pair(self, text: str, tokens: Tokens, source: Span, target: Span) -> Mapping[str, float]:
        ends = [_tokens_of(tokens, text, span) for span in (source, target)]
        window, shift = _about(tokens, ends)
        placed = [(begin + shift, end + shift) for begin, end in ends]
        whole = min(begin for begin, _ in placed), max(end for _, end in placed)
        h, _ = self._encode(window)
        about = slices([(*reach_of_pair(window, *whole), [(2, *placed[0]), (3, *placed[1])])])
        (logits,) = self._look(h, about, ["pair"])
        shares = softmax(logits[0] / self.settings.heat)
        return dict(zip(self.labels.types, shares.astype(float).tolist(), strict=True))

    def _embedded(self, text: str) -> NDArray[np.float32]:
        tokens = tokenize(self.tokenizer, text, [(0, len(text))])
        window = _plain(tokens, 0, min(len(tokens.ids), LONGEST - 2))
        feed = {"ids": window.ids[None], "kind": window.kind[None], "case": window.case[None]}
        (vector,) = self.encoder.run(["embedding"], feed)
        return np.asarray(vector, dtype=np.float32)


def _after(hit: Bools) -> Bools:
    return np.concatenate(([False], hit[:-1]))


def _plain(tokens: Tokens, begin: int, end: int) -> Window:
    """Tokens ``begin:end`` as they are, without context."""
    part = Tokens(
        tokens.ids[begin:end],
        tokens.starts[begin:end],
        tokens.ends[begin:end],
        tokens.case[begin:end],
        [(0, end - begin)],
        [0],
    )
    return next(windows(part, (0, 0), before=0))


def _about(tokens: Tokens, ends: Sequence[Span]) -> tuple[Window, int]:
    """The window about a pair, and what takes a token to its place there."""
    left = min(begin for begin, _ in ends)
    begin = max(0, left - PAIR_TEXT // 4) if len(tokens.ids) > PAIR_TEXT else 0
    end = min(len(tokens.ids), max(begin + PAIR_TEXT, max(end for _, end in ends)))
    window = _plain(tokens, begin, min(end, begin + 510))
    return window, window.first - begin


def _tokens_of(tokens: Tokens, text: str, span: Span) -> Span:
    begin = int(np.searchsorted(tokens.ends, span[0], side="right"))
    end = int(np.searchsorted(tokens.starts, span[1], side="left"))
    if begin >= end or not 0 <= span[0] < span[1] <= len(text):
        raise BadInput(
            f"span {span[0]}:{span[1]}",
            "it holds no word of the text",
            "Give half-open code point offsets, 0 <= start < end <= length.",
        )
    return begin, end


def _session(content: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # two that meet at every product are slower than one
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def load(folder: Path | None = None, threshold: float | None = None) -> OnnxCoder:
    """The coder of ``folder``, by default the one in the package.

    ``threshold`` leaves out mentions whose score is below. Raises ``BadModel`` where a file is
    missing or is not the one that ``labels.json`` names.
    """
    folder = folder or FOLDER
    content = _file(folder, "labels.json")
    try:
        labels = msgspec.json.decode(content, type=Labels)
    except msgspec.MsgspecError as error:
        raise BadModel(f"{folder / 'labels.json'} does not fit: {error}. {MENDED}") from error
    parts = dict(_checked(folder, labels))
    return OnnxCoder(parts, labels, threshold)


def _checked(folder: Path, labels: Labels) -> Iterator[tuple[str, bytes]]:
    for name, digest in labels.files.items():
        content = _file(folder, name)
        if hashlib.sha256(content).hexdigest() != digest:
            raise BadModel(f"{folder / name} has been altered. {MENDED}")
        yield name, content


def _file(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise BadModel(f"The model's file {folder / name} cannot be read. {MENDED}") from error
