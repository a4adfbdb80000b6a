"""A call that runs in a thread of its own while something else is done."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Ahead(Thread, Generic[Result]):
    """Begins at once; of use where the call leaves Python free, as calamine does."""

    def __init__(self, call: Callable[[], Result]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._results: list[Result] = []
        self._error: BaseException | None = None
        try:
            self.start()
        except RuntimeError:
            # Where there is no memory for a thread, one thing follows the other.
            self.run()

    def run(self) -> None:
        """Keep what the call returns or raises, a panic of calamine too."""
        try:
            self._results.append(self._call())
        except BaseException as error:
            self._error = error

    def wait(self) -> None:
        """Let the call end."""
        if self.ident is not None:
            self.join()

    def result(self) -> Result:
        """What the call returned, or its error."""
        self.wait()
        if self._error is not None:
            raise self._error
        return self._results[0]
