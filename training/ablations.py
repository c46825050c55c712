"""What single parts of the coder bring: ``python -m training.ablations [--model FOLDER]``.

Codes the development articles without one part at a time and prints a row of figures for each.
Nothing is trained anew: a part that the model learned with may cost more by its absence than a
model without it would lose.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest import mock

from dragoman.coders import features, onnx
from dragoman.coders.decode import Settings
from training.tune import Trial

LEVELS = ("found", "typed", "roles", "who", "spans", "modality", "attribution")
Part = tuple[AbstractContextManager[object], Callable[[Settings], Settings]]


def as_they_are(settings: Settings) -> Settings:
    return settings


def without() -> dict[str, Part]:
    """By name: what is patched, and what becomes of the settings."""
    onnx_at, mentions_at = "dragoman.coders.onnx", "dragoman.coders.mentions"
    narrow = partial(features.windows, before=0)

    def alone(tokens: features.Tokens, lede: tuple[int, int], **more: int) -> object:
        return narrow(tokens, (0, 0), **more)

    def opening(tokens: features.Tokens, lede: tuple[int, int], **more: int) -> object:
        return features.windows(tokens, (0, 0), **more)

    def small(text: str, starts: features.Ints, ends: features.Ints) -> features.Ints:
        return starts * 0

    def never(*_: object) -> bool:
        return False

    def same(text: str, words: object) -> object:
        return words

    def patch(name: str, new: object) -> Part:
        return mock.patch(name, new), as_they_are

    def tuned(**changes: object) -> Part:
        return nullcontext(), lambda settings: replace(settings, **changes)

    return {
        "nothing": tuned(),
        "the article's opening as context": patch(f"{onnx_at}.windows", opening),
        "all context before a window": patch(f"{onnx_at}.windows", alone),
        "capitals": patch("dragoman.coders.features.case_of", small),
        "all but the tagger's word in the score": tuned(fit=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
        "sides understood on the target": tuned(null=1.0),
        "a limit to a side's further words": tuned(further=0.0, joined=0.0),
        "who tells of a sentence's other events": tuned(together=0.0),
        "joining near triggers": tuned(joint=0),
        "names made whole": patch(f"{mentions_at}.mended", same),
        "things act on nobody": patch(f"{mentions_at}.thing", never),
        "nothing recent is historic": patch(f"{mentions_at}._recent", never),
        "a margin for what happened": tuned(happened=0.0),
    }


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", type=Path)
    a = p.parse_args()
    coder = onnx.load(a.model)
    shipped = coder.settings
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(coder, Path(folder))
        print("| without |", *(f"{level} |" for level in LEVELS))
        for name, (patched, change) in without().items():
            with patched:
                settings = change(shipped)
                found = trial.code(settings, settings.score)
                got = trial.score(found, settings.score, trial.claims(found))
            print(f"| {name} |", *(f"{got[level]:.3f} |" for level in LEVELS), flush=True)


if __name__ == "__main__":
    main()
