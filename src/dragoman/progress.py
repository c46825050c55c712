"""How far a run is: a bar on a terminal, a line every ten seconds otherwise."""

from __future__ import annotations

import sys
import time
from typing import Final, Self

from tqdm import tqdm

EVERY: Final = 10.0  # seconds between lines


class Progress:
    """Call with the count so far. Writes to standard error."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.started = self.told = time.monotonic()
        self.bar = tqdm(unit=f" {unit}") if sys.stderr.isatty() else None

    def __call__(self, count: int) -> None:
        if self.bar is not None:
            self.bar.update(count - self.bar.n)
        elif time.monotonic() - self.told >= EVERY:
            self.told = time.monotonic()
            rate = count / (self.told - self.started)
            print(f"{count} {self.unit}, {rate:.0f} a second", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()
