"""Tunes thresholds and calibrates scores on the development articles:
``python -m training.tune FOLDER`` writes the folder's ``labels.json`` anew.

The model runs once on each input; all settings are then tried on what it said.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dragoman.coders import onnx
from dragoman.coders.decode import Settings, logit, softmax
from dragoman.types import Claim, Mention, MentionId
from training import corpus, export, predict

GOAL = {"found": 1.0, "typed": 1.0, "roles": 1.0, "who": 1.0, "told": 0.5}
LEAST = 0.2  # mentions below this score are never tried
STEPS: dict[str, list[Any]] = {
    "trigger": [0.1, 0.15, 0.2, 0.25, 0.35, 0.4],
    "candidate": [0.05, 0.1, 0.15, 0.2, 0.3],
    "null": [0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
    "faint": [0.02, 0.04, 0.15, 0.3],
    "joint": [0, 2, 6, 9, 14],
    "joined": [0.0, 0.15, 0.3, 0.5],
    "together": [0.0, 0.3, 0.45, 0.6, 0.75],
}
ROLE_STEPS = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7]


class Remembering:
    """A session that runs once on each input."""

    def __init__(self, session: Any) -> None:
        self.session, self.known = session, {}

    def run(self, outputs: list[str], feed: dict[str, Any]) -> Any:
        key = hash((*outputs, *(value.tobytes() for value in feed.values())))
        if key not in self.known:
            self.known[key] = self.session.run(outputs, feed)
        return self.known[key]


def scorer() -> Any:
    path = corpus.SHARED.parent / "score" / "score_mentions.py"
    spec = importlib.util.spec_from_file_location("score_mentions", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(module: Any, gold: Path, pred: Path) -> dict[str, float]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        module.main(str(gold), str(pred))
    text = out.getvalue()
    found = {k: float(v) for k, v in re.findall(r"(\w+) P [\d.]+ R [\d.]+ F1 ([\d.]+)", text)}
    rest = {k: float(v) for k, v in re.findall(r"(modality|attribution) ([\d.]+)", text)}
    return found | rest


class Trial:
    """Scores a coder's settings on the development articles, or on half of them."""

    def __init__(self, coder: onnx.OnnxCoder, folder: Path) -> None:
        self.coder, self.folder, self.module = coder, folder, scorer()
        self.gold = predict.gold_folder(folder / "gold")
        self.records = list(predict.gold(corpus.dev_names()))
        self.articles = [predict.article(record) for record in self.records]

    def code(self, settings: Settings, threshold: float) -> list[list[Mention]]:
        self.coder.labels = msgspec.structs.replace(self.coder.labels, settings=settings)
        self.coder.settings, self.coder.threshold = settings, threshold
        return self.coder.code(self.articles)

    def claims(self, found: list[list[Mention]]) -> dict[MentionId, Claim]:
        """Resolved once, whatever threshold is tried then."""
        return {
            claim.id: claim
            for one, mentions in zip(self.articles, found, strict=True)
            for claim in predict.claims(one, mentions)
        }

    def write(
        self, found: list[list[Mention]], least: float, claims: Mapping[MentionId, Claim]
    ) -> Path:
        out = self.folder / "pred"
        out.mkdir(exist_ok=True)
        for record, mentions in zip(self.records, found, strict=True):
            kept = [m for m in mentions if m.score >= least]
            events = [predict.event(record, m, claims[m.id]) for m in kept]
            path = out / f"{record['doc']}.json"
            path.write_text(json.dumps({"doc": record["doc"], "events": events}))
        return out

    def score(
        self, found: list[list[Mention]], least: float, claims: Mapping[MentionId, Claim]
    ) -> dict[str, float]:
        return figures(self.module, self.gold, self.write(found, least, claims))

    def goal(self, settings: Settings) -> tuple[float, float]:
        """The best sum over thresholds of the score, and that threshold."""
        found = self.code(settings, LEAST)
        claims = self.claims(found)
        sums = []
        for least in np.arange(LEAST, 0.61, 0.02).tolist():
            got = self.score(found, least, claims)
            got |= {"told": self.attribution(found, least)}
            sums.append((sum(w * got[k] for k, w in GOAL.items()), round(least, 2)))
        return max(sums)

    def signs(self, settings: Settings) -> Iterator[tuple[list[float], bool]]:
        """Of each candidate the logits of what speaks for it, and whether it is right."""
        units = np.eye(len(Settings().fit))[:-1].tolist()
        runs = [self.code(replace(settings, fit=tuple(unit)), 0.0) for unit in units]
        for record, *coded in zip(self.records, *runs, strict=True):
            right = set(self.right(record, coded[0]))
            scores: list[dict[str, float]] = [{m.id: m.score for m in one} for one in coded]
            for mention in coded[0]:
                yield [logit(one[mention.id]) for one in scores], mention.id in right

    def attribution(self, found: list[list[Mention]], least: float) -> float:
        """Share of the mentions that gold has too which say, like gold, whether somebody tells."""
        same = []
        for record, mentions in zip(self.records, found, strict=True):
            kept = [predict.event(record, m, None) for m in mentions if m.score >= least]
            for s in {event["s"] for event in kept}:
                gold = [e for e in record["events"] if e["s"] == s]
                mine = [e for e in kept if e["s"] == s]
                pairs = self.module.match(gold, mine, dict(self.module.LEVELS)["typed"])
                same += [bool(gold[i]["said_by"]) == bool(mine[j]["said_by"]) for i, j in pairs]
        return float(np.mean(same))

    def right(self, record: dict[str, Any], mentions: list[Mention]) -> Iterator[str]:
        """Ids of mentions that gold has, with this type; optional ones of gold too."""
        events = [predict.event(record, m, None) | {"id": m.id} for m in mentions]
        typed = dict(self.module.LEVELS)["typed"]
        for s in {e["s"] for e in events}:
            gold = [e for e in record["events"] if e["s"] == s]
            mine = [e for e in events if e["s"] == s]
            yield from (mine[j]["id"] for _, j in self.module.match(gold, mine, typed))


def logistic(rows: list[tuple[list[float], bool]]) -> tuple[float, ...]:
    """Weights of the logits and a constant, by which scores are probabilities."""
    x = np.array([[*signs, 1.0] for signs, _ in rows])
    y = np.array([float(right) for _, right in rows])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - 1e-2 * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(len(w))
        w += np.linalg.solve(bend, slope)
    return tuple(w.tolist())


def tune(trial: Trial, settings: Settings, rounds: int = 1) -> Settings:
    settings = replace(settings, fit=logistic(list(trial.signs(settings))))
    best, least = trial.goal(settings)
    for _ in range(rounds):
        tries = [{name: value} for name, values in STEPS.items() for value in values]
        for role in (0, 1, 2):
            tries += [{"role": swapped(settings.role, role, value)} for value in ROLE_STEPS]
        for change in tries:
            other = replace(settings, **change)  # type: ignore[arg-type]
            if other != settings:
                got, at = trial.goal(other)
                if got > best + 1e-4:
                    best, least, settings = got, at, other
        settings = replace(settings, fit=logistic(list(trial.signs(settings))))
        best, least = trial.goal(settings)
    return replace(settings, score=least)


def swapped(values: tuple[float, ...], at: int, value: float) -> tuple[float, ...]:
    return (*values[:at], value, *values[at + 1 :])


PLV = [{one} for one in corpus.TYPES if one not in corpus.YIELD] + [set(corpus.YIELD)]


def plv(coder: onnx.OnnxCoder) -> tuple[list[dict[str, Any]], np.ndarray[Any, Any]]:
    """PLV's development pairs, and the shares of its 15 classes."""
    lines = (corpus.SHARED / "plv_dev_relations.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    rows = []
    for record in records:
        sides = record["source"], record["target"]
        given = [one for one in sides if one]  # a few pairs name one side only
        ends = [(one["start"], one["end"]) for one in (given * 2)[:2]]
        got = coder.pairs(record["text"], [(ends[0], ends[1])])[0]
        rows.append([sum(got[one] for one in kinds) for kinds in PLV])
    return records, np.array(rows)


def heat(records: list[dict[str, Any]], shares: np.ndarray[Any, Any]) -> float:
    """Temperature of least surprise."""
    names = ["YIELD" if len(kinds) > 1 else next(iter(kinds)) for kinds in PLV]
    gold = [names.index(record["root"]) for record in records]
    logs = np.log(shares + 1e-9)
    costs = {}
    for t in np.arange(0.6, 3.0, 0.1).tolist():
        p = softmax((logs / t).astype(np.float32))
        costs[t] = -float(np.log(p[np.arange(len(gold)), gold] + 1e-9).mean())
    return round(min(costs, key=lambda t: costs[t]), 2)


def write_plv(records: list[dict[str, Any]], shares: np.ndarray[Any, Any], out: Path) -> None:
    names = ["YIELD" if len(kinds) > 1 else next(iter(kinds)) for kinds in PLV]
    rows = [
        {"id": r["id"], "root": names[int(s.argmax())]}
        for r, s in zip(records, shares, strict=True)
    ]
    out.write_text("".join(json.dumps(row) + "\n" for row in rows))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("--quick", action="store_true", help="calibrate alone")
    a = p.parse_args()
    coder = onnx.load(a.folder)
    coder.encoder, coder.reader = Remembering(coder.encoder), Remembering(coder.reader)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(coder, Path(folder))
        settings = replace(coder.settings, heat=1.0)
        if a.quick:
            settings = replace(settings, fit=logistic(list(trial.signs(settings))))
            settings = replace(settings, score=trial.goal(settings)[1])
        else:
            settings = tune(trial, settings)
        print(settings)
        found = trial.code(settings, settings.score)
        print(trial.score(found, 0.0, trial.claims(found)))
    records, shares = plv(coder)
    settings = replace(settings, heat=heat(records, shares))
    print(export.seal(a.folder, settings))


if __name__ == "__main__":
    main()
