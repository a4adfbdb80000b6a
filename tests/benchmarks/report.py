"""One line for each benchmark: operation, peer, ours, limit and the two ratios."""

import time
from collections.abc import Callable
from statistics import median

LINES: list[str] = []


def clocked(function: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


class Rival:
    """Something timed by hand beside ours; call it once in each round."""

    def __init__(self, function: Callable[[], object]) -> None:
        self._function = function
        self._seconds: list[float] = []

    def run(self) -> None:
        """Time one call."""
        self._seconds.append(clocked(self._function))

    @property
    def seconds(self) -> float:
        """The median of the rounds, of which there must be five."""
        assert len(self._seconds) >= 5
        return median(self._seconds)


def report(operation: str, peer_s: float, ours_s: float, limit_s: float) -> None:
    """Keep the line for the end of the run; all durations in seconds."""
    LINES.append(
        f"{operation}: peer {_shown(peer_s)}, ours {_shown(ours_s)}, limit {_shown(limit_s)}, "
        f"peer/ours {peer_s / ours_s:.2f}x, ours/limit {ours_s / limit_s:.2f}x"
    )


def _shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
