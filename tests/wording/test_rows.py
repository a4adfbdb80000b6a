import pytest

from inspector.wording.rows import row_ranges


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((2,), "2"), ((2, 3, 4), "2-4"), ((2, 4, 5, 9), "2, 4-5, 9")]
)
def test_runs_are_joined(numbers, text):
    assert row_ranges(numbers) == text
