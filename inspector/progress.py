"""How a long task tells how far it is and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the steps of a long task."""

    def step(self, done: int, total: int | None, what: str) -> None:
        """Tell that `done` of `total` parts are behind; raises Cancelled to stop the task."""


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int | None, what: str) -> None:
        """Go on without a word."""


SILENT = Silent()
