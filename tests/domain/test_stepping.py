from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.stepping import no_step, stepped


@given(st.lists(st.integers(), max_size=30), st.integers(1, 8))
def test_a_step_comes_before_every_so_many_values(values: list[int], at_a_time: int) -> None:
    since: list[int] = []
    most = 0
    found = []
    for value in stepped(values, since.clear, at_a_time):
        since.append(value)
        most = max(most, len(since))
        found.append(value)
    assert found == values
    assert most == min(at_a_time, len(values))


def test_nobody_needs_to_watch() -> None:
    assert list(stepped("ab", no_step)) == ["a", "b"]
