import pytest

from inspector.wording.rows import photo_numbers, row_ranges


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((2,), "2"), ((2, 3, 4), "2-4"), ((2, 4, 5, 9), "2, 4-5, 9")]
)
def test_runs_are_joined(numbers, text):
    assert row_ranges(numbers) == text


@pytest.mark.parametrize(
    ("numbers", "said"), [((), ""), ((1,), "01"), ((1, 2, 3), "01—03"), ((5, 1, 2), "01—02, 05")]
)
def test_numbers_of_photos(numbers, said):
    assert photo_numbers(numbers) == said
