"""The network as two ONNX graphs with int8 weights, written out node by node.

Weights are int8 per output channel; activations are quantised when run, one scale for each
tensor. That scale depends on what is run together, so the coder runs one window at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.corpus import ROLES
from training.network import HEADS, LAYERS, READER_HEADS, READER_LAYERS

MS = "com.microsoft"
Floats = NDArray[np.float32]
Weights = dict[str, Floats]


class Graph:
    """Collects nodes; each method adds some and returns the name of what comes out."""

    def __init__(self, weights: Weights, exact: bool = False) -> None:
        self.w, self.exact = weights, exact
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def add(self, op: str, *inputs: str, outputs: int = 1, domain: str = "", **kw: Any) -> Any:
        names = [f"{op}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **kw))
        return names[0] if outputs == 1 else names

    def constant(self, name: str, value: Any) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.w[name].astype(np.float32))

    def linear(self, x: str, name: str, small: bool = False) -> str:
        """``small``: float weights, for heads where a rounding shows."""
        bias = self.weight(f"{name}.bias")
        matrix = self.w[f"{name}.weight"].T
        if small or self.exact:
            product = self.add("MatMul", x, self.constant(f"{name}.t", matrix.astype(np.float32)))
            return str(self.add("Add", product, bias))
        whole, scale = int8(matrix, axis=0)
        return str(
            self.add(
                "DynamicQuantizeMatMul",
                x,
                self.constant(f"{name}.q", whole),
                self.constant(f"{name}.s", scale.reshape(-1)),
                "",
                bias,
                domain=MS,
            )
        )

    def table(self, index: str, name: str) -> str:
        """Rows of an embedding kept as int8, one scale a row."""
        whole, scale = int8(self.w[name], axis=1)
        rows = self.add("Gather", self.constant(f"{name}.q", whole), index)
        scales = self.add("Gather", self.constant(f"{name}.s", scale), index)
        return str(self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), scales))

    def rows(self, index: str, name: str) -> str:
        return str(self.add("Gather", self.weight(name), index))

    def norm(self, x: str, name: str) -> str:
        parts = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return str(self.add("LayerNormalization", x, *parts, epsilon=1e-12))

    def skip_norm(self, x: str, skip: str, name: str) -> str:
        """Two nodes: onnxruntime's fused one takes five times as long on a CPU."""
        return self.norm(self.add("Add", x, skip), name)

    def gelu(self, x: str) -> str:
        return str(self.add("Gelu", x, domain=MS))

    def layer(self, x: str, name: str, heads: int, bias: str = "") -> str:
        q, k, v = self.add(
            "Split", self.linear(x, f"{name}.attention.qkv"), outputs=3, axis=-1, num_outputs=3
        )
        tail = ["", "", bias] if bias else []
        seen = self.add("MultiHeadAttention", q, k, v, *tail, domain=MS, num_heads=heads)
        x = self.skip_norm(x, self.linear(seen, f"{name}.attention.out"), f"{name}.norm1")
        inner = self.gelu(self.linear(x, f"{name}.up"))
        return self.skip_norm(x, self.linear(inner, f"{name}.down"), f"{name}.norm2")

    def named(self, x: str, name: str) -> None:
        self.nodes.append(helper.make_node("Identity", [x], [name]))

    def model(self, inputs: dict[str, tuple[int, list[Any]]], outputs: dict[str, list[Any]]) -> Any:
        graph = helper.make_graph(
            self.nodes,
            "dragoman",
            [helper.make_tensor_value_info(k, t, s) for k, (t, s) in inputs.items()],
            [helper.make_tensor_value_info(k, TensorProto.FLOAT, s) for k, s in outputs.items()],
            list(self.constants.values()),
        )
        sets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=9)


def int8(matrix: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Whole numbers -127 .. 127, and the scale along ``axis``."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / 127.0
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def encoder(weights: Weights, exact: bool = False) -> onnx.ModelProto:
    """ids, kind, case [1, n] -> h [1, n, 384], tags [1, n, 17] (shares), embedding [1, 384]."""
    g = Graph(weights, exact)
    length = g.add("Slice", g.add("Shape", "ids"), *(g.constant(f"i{i}", [i]) for i in (1, 2)))
    place = g.add("Slice", g.weight("encoder.place.weight"), g.constant("i0", [0]), length)
    x = g.add("Add", g.table("ids", "encoder.word.weight"), place)
    x = g.add("Add", x, g.rows("kind", "encoder.kind.weight"))
    x = g.norm(g.add("Add", x, g.rows("case", "encoder.case.weight")), "encoder.norm")
    for i in range(LAYERS):
        x = g.layer(x, f"encoder.layers.{i}", HEADS)
    g.named(x, "h")
    logits = g.linear(g.gelu(g.linear(x, "tag1")), "tag2", small=True)
    g.named(g.add("Softmax", logits, axis=-1), "tags")
    mean = g.add("ReduceMean", x, g.constant("i1", [1]), keepdims=0)
    vector = g.linear(mean, "embed", small=True)
    g.named(g.add("LpNormalization", vector, axis=-1, p=2), "embedding")
    whole = (TensorProto.INT64, [1, "n"])
    return g.model(
        {"ids": whole, "kind": whole, "case": whole},
        {"h": [1, "n", 384], "tags": [1, "n", 17], "embedding": [1, 384]},
    )


def reader(weights: Weights, exact: bool = False) -> onnx.ModelProto:
    """h [1, n, 384]; at, mark, gap [t, s]; live [t, s] as 0 or 1 ->
    roles [t, s, 7, 3] (shares), facts [t, f] and pair [t, 16] (logits)."""
    g = Graph(weights, exact)
    flat = g.add("Squeeze", "h", g.constant("i0", [0]))
    h = g.add("Gather", flat, "at")
    inward = g.add("Gather", g.linear(flat, "reader.inward"), "at")
    y = g.add("Add", inward, g.rows("mark", "reader.mark.weight"))
    y = g.norm(g.add("Add", y, g.rows("gap", "reader.gap.weight")), "reader.norm")
    dead = g.add("Sub", g.constant("one", np.float32(1)), "live")
    bias = g.add("Mul", dead, g.constant("low", np.float32(-1e4)))
    bias = g.add("Unsqueeze", bias, g.constant("i12", [1, 2]))
    wide = g.add("Concat", g.add("Shape", "at"), axis=0)
    size = g.add("Slice", wide, g.constant("i1", [1]), g.constant("i2", [2]))
    rows = g.add("Slice", wide, g.constant("i0", [0]), g.constant("i1", [1]))
    shape = g.add("Concat", rows, g.constant("i1", [1]), size, size, axis=0)
    bias = g.add("Expand", bias, shape)
    for i in range(READER_LAYERS):
        y = g.layer(y, f"reader.layers.{i}", READER_HEADS, bias)
    roles = g.linear(y, "reader.roles", small=True)
    cut = g.constant("cut", np.array([0, 0, len(ROLES), 3]))
    g.named(g.add("Softmax", g.add("Reshape", roles, cut), axis=-1), "roles")

    def mean(values: str, share: str) -> str:
        return str(g.add("Squeeze", g.add("MatMul", share, values), g.constant("i1", [1])))

    whole = share(g, "live")
    one, source, target = (share(g, marked(g, value)) for value in (1, 2, 3))
    parts = g.add("Concat", mean(y, one), mean(y, whole), mean(h, one), axis=-1)
    inner = g.gelu(g.linear(parts, "reader.fact1", small=True))
    g.named(g.linear(inner, "reader.fact2", small=True), "facts")
    both = [mean(y, source), mean(y, target), mean(y, whole), mean(h, source), mean(h, target)]
    inner = g.gelu(g.linear(g.add("Concat", *both, axis=-1), "reader.pair1", small=True))
    g.named(g.linear(inner, "reader.pair2", small=True), "pair")
    grid = (TensorProto.INT64, ["t", "s"])
    return g.model(
        {
            "h": (TensorProto.FLOAT, [1, "n", 384]),
            "at": grid,
            "mark": grid,
            "gap": grid,
            "live": (TensorProto.FLOAT, ["t", "s"]),
        },
        {"roles": ["t", "s", len(ROLES), 3], "facts": ["t", "f"], "pair": ["t", 16]},
    )


def marked(g: Graph, value: int) -> str:
    same = g.add("Equal", "mark", g.constant(f"mark{value}", np.int64(value)))
    return str(g.add("Cast", same, to=TensorProto.FLOAT))


def share(g: Graph, hit: str) -> str:
    total = g.add("ReduceSum", hit, g.constant("last", [-1]), keepdims=1)
    total = g.add("Max", total, g.constant("one", np.float32(1)))
    return str(g.add("Unsqueeze", g.add("Div", hit, total), g.constant("i1", [1])))


def weights_of(*models: onnx.ModelProto) -> Weights:
    """The weights that graphs were made of, as near as int8 keeps them; the inverse of
    ``encoder`` and ``reader``, so that learning may go on from what is shipped."""
    held = {one.name: numpy_helper.to_array(one) for m in models for one in m.graph.initializer}
    found: Weights = {}
    for name, value in held.items():
        stem, _, form = name.rpartition(".")
        if form == "t":
            found[f"{stem}.weight"] = value.T
        elif form == "q" and stem.endswith(".weight"):  # an embedding, one scale a row
            found[stem] = value * held[f"{stem}.s"]
        elif form == "q":
            found[f"{stem}.weight"] = (value * held[f"{stem}.s"]).T
        elif form in ("weight", "bias"):
            found[name] = value
    return {name: np.array(value, np.float32) for name, value in found.items()}
