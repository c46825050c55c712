"""What the untouched encoder says of texts, for embeddings to stay what they were."""

from __future__ import annotations

from collections.abc import Iterator

import torch
import torch.nn.functional as F

from training.batches import Batch, batch, frames
from training.corpus import Doc
from training.network import Network, share


def windows_of(docs: list[Doc]) -> Iterator[tuple[Batch, list[str]]]:
    """Batches of documents of one window each, short ones first, with their names."""
    found = sorted(frames(docs, None), key=lambda one: len(one[0].ids))
    for at in range(0, len(found), 32):
        part = found[at : at + 32]
        yield batch(part), [doc.name for _, doc in part]


@torch.no_grad()
def teacher(network: Network, docs: list[Doc]) -> dict[str, torch.Tensor]:
    """Name of each document of one window -> unit vector of the encoder as it is now."""
    network.eval()
    out = {}
    for one, names in windows_of(docs):
        h = network.encoder(one.ids, one.kind, one.case, one.live)
        mean = (share(one.live.long(), 1) @ h).squeeze(1)
        out.update(zip(names, F.normalize(mean, dim=-1), strict=True))
    return out
