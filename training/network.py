"""The encoder (MiniLM) and what stands on it: trigger tagger, and a reader of one trigger."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.corpus import CONTEXTS, MODALITIES, MODES, ROLES, TYPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
READER, READER_HEADS, READER_INNER, READER_LAYERS = 256, 4, 768, 2
NONE = len(TYPES)  # "no event", last of the classes
#: Outputs about one trigger, in order: (name, how many).
FACTS = [
    ("kind", NONE + 1),
    ("modality", len(MODALITIES)),
    ("mutual", 1),
    ("mode", len(MODES) + 1),
    ("issues", len(CONTEXTS)),
    ("null", 2),
]


class Drop(nn.Module):
    """Dropout of whole features, the same at every place of a row: random numbers cost
    a fifth of the time on a CPU otherwise."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        shape = (x.shape[0], 1, x.shape[-1]) if x.dim() == 3 else x.shape
        keep = (torch.rand(shape) >= self.share).to(x.dtype) / (1 - self.share)
        return x * keep


class Attention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.heads = heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        q, k, v = (
            one.view(rows, length, self.heads, -1).transpose(1, 2)
            for one in self.qkv(x).chunk(3, dim=-1)
        )
        # written out: twice as fast as torch's fused attention on a CPU, in training
        share = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask
        y = share.softmax(-1).to(v.dtype) @ v
        return self.out(y.transpose(1, 2).reshape(rows, length, width))


class Layer(nn.Module):
    """Post-norm transformer layer, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = Drop(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.drop(self.attention(x, mask)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def bias_of(live: Tensor, dtype: torch.dtype) -> Tensor:
    return torch.zeros(live.shape, dtype=dtype).masked_fill_(~live, -1e4)[:, None, None, :]


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.case = nn.Embedding(2, WIDTH), nn.Embedding(3, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), Drop(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, kind: Tensor, case: Tensor, live: Tensor) -> Tensor:
        place = self.place.weight[: ids.shape[1]]
        x = self.word(ids) + place + self.kind(kind) + self.case(case)
        x = self.drop(self.norm(x))
        mask = bias_of(live, torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def lower(self, layers: int) -> list[nn.Module]:
        """The embeddings and the first ``layers`` layers; nothing of none."""
        if not layers:
            return []
        return [self.word, self.place, self.kind, self.case, self.norm, *self.layers[:layers]]


class Reader(nn.Module):
    """Reads the tokens about one trigger, or one pair, that are marked in its input."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.inward = nn.Linear(WIDTH, READER)
        self.mark, self.gap = nn.Embedding(4, READER), nn.Embedding(33, READER)
        self.norm, self.drop = nn.LayerNorm(READER, eps=1e-12), Drop(dropout)
        self.pair_drop = Drop(3 * dropout)  # given pairs are few and soon known by heart
        self.layers = nn.ModuleList(
            Layer(READER, READER_HEADS, READER_INNER, dropout) for _ in range(READER_LAYERS)
        )
        self.roles = nn.Linear(READER, 3 * len(ROLES))
        self.fact1 = nn.Linear(2 * READER + WIDTH, READER)
        self.fact2 = nn.Linear(READER, sum(size for _, size in FACTS))
        self.pair1 = nn.Linear(3 * READER + 2 * WIDTH, READER)
        self.pair2 = nn.Linear(READER, len(TYPES))

    def forward(self, h: Tensor, mark: Tensor, gap: Tensor, live: Tensor) -> tuple[Tensor, Tensor]:
        """Role tags [rows, length, 3 * roles] and facts [rows, facts]."""
        y = self.read(h, mark, gap, live)
        one = share(mark, 1)
        parts = (one @ y, share(live.long(), 1) @ y, one @ h.to(y.dtype))
        pooled = self.drop(F.gelu(self.fact1(torch.cat(parts, dim=-1).squeeze(1))))
        return self.roles(y), self.fact2(pooled)

    def pair(self, h: Tensor, mark: Tensor, gap: Tensor, live: Tensor) -> Tensor:
        y = self.read(h, mark, gap, live)
        source, target, whole = share(mark, 2), share(mark, 3), share(live.long(), 1)
        h = h.to(y.dtype)
        parts = (source @ y, target @ y, whole @ y, source @ h, target @ h)
        return self.pair2(self.pair_drop(F.gelu(self.pair1(torch.cat(parts, -1).squeeze(1)))))

    def read(self, h: Tensor, mark: Tensor, gap: Tensor, live: Tensor) -> Tensor:
        y = self.drop(self.norm(self.inward(h) + self.mark(mark) + self.gap(gap)))
        bias = bias_of(live, torch.bfloat16 if torch.is_autocast_enabled("cpu") else y.dtype)
        for layer in self.layers:
            y = layer(y, bias)
        return y


def share(mark: Tensor, value: int) -> Tensor:
    """[rows, 1, length] weights that take the mean over the marked places."""
    hit = (mark == value).float()
    return (hit / hit.sum(-1, keepdim=True).clamp(min=1))[:, None, :]


class Network(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.reader = Encoder(dropout), Reader(dropout)
        self.tag1, self.tag2 = nn.Linear(WIDTH, 256), nn.Linear(256, NONE + 1)
        self.embed = nn.Linear(WIDTH, WIDTH)
        self.drop = Drop(dropout)
        for module in (*self.reader.modules(), self.tag1, self.tag2):
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.03)
        nn.init.eye_(self.embed.weight)
        nn.init.zeros_(self.embed.bias)

    def tags(self, h: Tensor) -> Tensor:
        return self.tag2(self.drop(F.gelu(self.tag1(h))))

    def embedding(self, h: Tensor, live: Tensor) -> Tensor:
        mean = (share(live.long(), 1) @ h.float()).squeeze(1)
        return F.normalize(self.embed(mean), dim=-1)


def pretrained(network: Network, folder: Path) -> None:
    """Fills the encoder with MiniLM's weights; ``case`` starts at zero."""
    from safetensors.torch import load_file

    w = load_file(str(folder / "model.safetensors"))
    e = network.encoder
    copy = {
        "word.weight": w["embeddings.word_embeddings.weight"],
        "place.weight": w["embeddings.position_embeddings.weight"],
        "kind.weight": w["embeddings.token_type_embeddings.weight"],
        "norm.weight": w["embeddings.LayerNorm.weight"],
        "norm.bias": w["embeddings.LayerNorm.bias"],
        "case.weight": torch.zeros(3, WIDTH),
    }
    for i in range(LAYERS):
        old = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            qkv = [w[f"{old}attention.self.{one}.{part}"] for one in ("query", "key", "value")]
            copy[f"layers.{i}.attention.qkv.{part}"] = torch.cat(qkv)
            copy[f"layers.{i}.attention.out.{part}"] = w[f"{old}attention.output.dense.{part}"]
            copy[f"layers.{i}.norm1.{part}"] = w[f"{old}attention.output.LayerNorm.{part}"]
            copy[f"layers.{i}.up.{part}"] = w[f"{old}intermediate.dense.{part}"]
            copy[f"layers.{i}.down.{part}"] = w[f"{old}output.dense.{part}"]
            copy[f"layers.{i}.norm2.{part}"] = w[f"{old}output.LayerNorm.{part}"]
    e.load_state_dict(copy)
