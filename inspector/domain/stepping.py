"""Going through many values with a step now and then, at which a long task may be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

Step: TypeAlias = Callable[[], None]
"""Called now and then; what it raises ends the task."""

_AT_A_TIME = 5_000
_Value = TypeVar("_Value")


def no_step() -> None:
    """The step of a task that nobody watches."""


def stepped(values: Sequence[_Value], step: Step, at_a_time: int = _AT_A_TIME) -> Iterator[_Value]:
    """The values one by one, `step` being called before every so many of them.

    >>> list(stepped("abc", lambda: print("step"), 2))
    step
    step
    ['a', 'b', 'c']
    """
    for start in range(0, len(values), at_a_time):
        step()
        yield from values[start : start + at_a_time]
