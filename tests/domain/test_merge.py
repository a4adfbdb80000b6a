from __future__ import annotations

import os
from collections import Counter
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.history import History, Machine
from tests.domain.world import RULES, WORLD

HISTORIES = int(os.environ.get("INSPECTOR_HISTORIES", "300"))


def _everything(history: History) -> dict:
    return {
        identity: change
        for machine in history.machines
        for identity, (change, _) in (machine.held | machine.waiting).items()
    }


def _state(machine: Machine) -> tuple:
    return machine.fold(RULES), set(machine.held), set(machine.waiting)


def _check_order_does_not_matter(history: History, rng: Random) -> None:
    """Merging is idempotent, commutative and associative, one by one or at once."""
    changes = list(_everything(history).values())
    some = rng.sample(changes, rng.randint(0, len(changes)))
    parts = [some[: len(some) // 3], some[len(some) // 3 : len(some) // 2], some[len(some) // 2 :]]
    at_once, shuffled, one_by_one, twice = (history._new_machine() for _ in range(4))
    at_once.receive(some)
    for part in rng.sample(parts, 3):
        shuffled.receive(part)
    for change in rng.sample(some, len(some)):
        one_by_one.receive([change])
    for _ in range(2):
        twice.receive(some)
    assert _state(at_once) == _state(shuffled) == _state(one_by_one) == _state(twice)


def test_every_machine_shows_what_the_oracle_knows() -> None:
    seen: Counter[str] = Counter()
    for seed in range(HISTORIES):
        rng = Random(seed)
        history = History(rng, WORLD)
        history.play(rng.randint(15, 40))
        _check_order_does_not_matter(history, rng)
        for machine in history.machines:
            seen["changes"] += len(machine.held)
            seen["waits"] += len(machine.waiting)
            for folded in machine.fold(RULES).values():
                seen["forks"] += len(folded.heads) > 1
                seen.update(str(conflict.clash) for conflict in folded.conflicts)
        history.join()
        first, *others = (_state(machine) for machine in history.machines)
        assert all(other == first for other in others)
        assert not history.machines[0].waiting
    # Histories that never get into trouble would prove nothing.
    assert min(seen[each] for each in ("waits", "forks", "values", "covered", "immutable")) > 0


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(rng=st.randoms(use_true_random=False), steps=st.integers(40, 80))
def test_longer_histories(rng: Random, steps: int) -> None:
    history = History(rng, WORLD)
    history.play(steps)
    history.join()
    first, *others = (_state(machine) for machine in history.machines)
    assert all(other == first for other in others)
