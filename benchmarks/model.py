"""The model by itself: its share of the time of coding, and how near it comes to what the
cores can do with int8 products, measured in the same run."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from dragoman.coders import onnx as shipped
from dragoman.sentences import split
from dragoman.types import Article

SIDE = 1024  # of the square matrices that show the limit
ROUNDS = 60


class Timed:
    """A session that counts its seconds and the operations of its int8 products, and keeps
    what it was given."""

    def __init__(self, session: Any, file: Path, places: str) -> None:
        self.session, self.places = session, places
        self.weights = int8_weights(file)
        self.seconds, self.operations = 0.0, 0
        self.feeds: list[dict[str, Any]] = []

    def run(self, outputs: list[str], feed: dict[str, Any]) -> Any:
        start = time.perf_counter()
        found = self.session.run(outputs, feed)
        self.seconds += time.perf_counter() - start
        self.operations += 2 * self.weights * feed[self.places].size
        self.feeds.append(feed)
        return found

    def again(self, output: str) -> float:
        """Seconds for one output alone, on all that it was given."""
        start = time.perf_counter()
        for feed in self.feeds:
            self.session.run([output], feed)
        return time.perf_counter() - start


def int8_weights(file: Path) -> int:
    """How many int8 weights a graph has; each is used once for every place of its input."""
    stored = onnx.load(str(file)).graph.initializer
    kinds = (TensorProto.INT8, TensorProto.UINT8)
    return sum(math.prod(one.dims) for one in stored if one.data_type in kinds and one.dims)


def limit() -> float:
    """Operations a second of int8 matrix products, as many threads as the model has."""
    sizes = [SIDE, SIDE]
    product = helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    graph = helper.make_graph(
        [product],
        "limit",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, sizes)],
        [helper.make_tensor_value_info("c", TensorProto.INT32, sizes)],
        [helper.make_tensor("b", TensorProto.INT8, sizes, _noise(np.int8).tobytes(), raw=True)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = shipped.THREADS
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    feed = {"a": _noise(np.uint8)}
    session.run(None, feed)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        session.run(None, feed)
        times.append(time.perf_counter() - start)
    return 2 * SIDE**3 / float(np.median(times))


def _noise(kind: Any) -> Any:
    return np.random.default_rng(0).integers(0, 100, (SIDE, SIDE)).astype(kind)


def measure(articles: list[Article], count: Any) -> dict[str, Any]:
    """Codes ``articles`` inside ``count(sentences)``; what the time went into."""
    coder = shipped.load()
    encoder = Timed(coder.encoder, shipped.FOLDER / "model.onnx", "ids")
    reader = Timed(coder.reader, shipped.FOLDER / "reader.onnx", "at")
    coder.code(articles[:2])
    coder.encoder, coder.reader = encoder, reader
    sentences = sum(len(split(one.text)) for one in articles)
    start = time.perf_counter()
    with count(sentences):
        coder.code(articles)
    whole = time.perf_counter() - start
    inside = encoder.seconds + reader.seconds
    most = limit()
    done = (encoder.operations + reader.operations) / inside
    return {
        "articles a second": round(len(articles) / whole, 1),
        "share of the time outside the model": round(1 - inside / whole, 3),
        "speed beside the bare encoder on the same windows": round(encoder.again("h") / inside, 3),
        "int8 GOP/s of the model": round(done / 1e9),
        "int8 GOP/s of bare products": round(most / 1e9),
        "share of that limit": round(done / most, 3),
    }
