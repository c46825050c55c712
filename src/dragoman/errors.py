"""Errors for callers. Bad data is no error: it becomes a ``Rejected``."""

from __future__ import annotations

from collections.abc import Iterable


class DragomanError(Exception):
    """Base of all. The message ends with what to do next."""


class UnknownName(DragomanError):
    """Something was asked for by a name that nobody has registered."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        super().__init__(f"No {kind} called {name!r}. Known: {', '.join(self.known)}.")


class BadInput(DragomanError):
    """A file that a person wrote or named does not fit. ``line`` and ``column`` count from 1."""

    def __init__(
        self,
        where: str,
        problem: str,
        remedy: str,
        line: int | None = None,
        column: str | int | None = None,
    ) -> None:
        self.where, self.problem, self.remedy = where, problem, remedy
        self.line, self.column = line, column
        at = where + (f", line {line}" if line else "") + (f", column {column}" if column else "")
        super().__init__(f"{at}: {problem}. {remedy}")


class BadModel(DragomanError):
    """The model's folder is incomplete or altered."""


class BadLedger(DragomanError):
    """The file is no ledger, or one of a newer Dragoman."""


class NotInstalled(DragomanError):
    """Something needs a package of an extra that is not there."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        self.what, self.package, self.extra = what, package, extra
        super().__init__(
            f"{what} needs {package}. Run pip install 'dragoman[{extra}]', and install what "
            f"the pages of {package} ask for."
        )


class TooSlow(DragomanError):
    """A question took longer than whoever asked would wait."""
