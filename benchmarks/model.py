"""The model by itself: its share of the time of coding, and how near it comes to what the
cores can do with int8 products, measured in the same run."""

from __future__ import annotations

import math
import threading
import time
from concurrent.futures import Executor
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
    """A session that counts its seconds, over all threads, and the operations of its int8
    products, and keeps what it was given."""

    def __init__(self, session: Any, file: Path) -> None:
        self.session, self.products = session, int8_products(file)
        self.seconds, self.operations = 0.0, 0
        self.feeds: list[dict[str, Any]] = []
        self.lock = threading.Lock()

    def run(self, outputs: list[str], feed: dict[str, Any]) -> Any:
        start = time.perf_counter()
        found = self.session.run(outputs, feed)
        took = time.perf_counter() - start
        with self.lock:
            self.seconds += took
            self.operations += sum(2 * w * feed[rows].size // per for w, rows, per in self.products)
            self.feeds.append(feed)
        return found

    def again(self, output: str, pool: Executor) -> float:
        """Seconds, over all threads, for one output alone on all that it was given."""

        def one(feed: dict[str, Any]) -> float:
            start = time.perf_counter()
            self.session.run([output], feed)
            return time.perf_counter() - start

        return sum(pool.map(one, self.feeds))


def int8_products(file: Path) -> list[tuple[int, str, int]]:
    """For each product of a graph with int8 weights: how many weights, which input has a row
    for each time that they are used, and how many numbers that row holds."""
    graph = onnx.load(str(file)).graph
    sizes = {one.name: math.prod(one.dims) for one in graph.initializer}
    flat = {node.output[0] for node in graph.node if node.op_type == "Squeeze"}
    names = {one.name for one in graph.input}
    found = []
    for node in graph.node:
        if node.op_type == "DynamicQuantizeMatMul":
            rows = "h" if node.input[0] in flat else "at" if "at" in names else "ids"
            found.append((sizes[node.input[1]], rows, 384 if rows == "h" else 1))
    return found


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
    encoder = Timed(coder.encoder, shipped.FOLDER / "model.onnx")
    reader = Timed(coder.reader, shipped.FOLDER / "reader.onnx")
    coder.code(articles[:2])
    coder.encoder, coder.reader = encoder, reader
    sentences = sum(len(split(one.text)) for one in articles)
    start = time.perf_counter()
    with count(sentences):
        coder.code(articles)
    whole = time.perf_counter() - start
    inside = encoder.seconds + reader.seconds
    most = limit()
    done = (encoder.operations + reader.operations) / inside * shipped.THREADS
    bare = encoder.again("h", coder.pool)
    return {
        "articles a second": round(len(articles) / whole, 1),
        "share of the time outside the model": round(1 - inside / whole / shipped.THREADS, 3),
        "speed beside the bare encoder on the same windows": round(bare / inside, 3),
        "int8 GOP/s of the model": round(done / 1e9),
        "int8 GOP/s of bare products": round(most / 1e9),
        "share of that limit": round(done / most, 3),
    }
