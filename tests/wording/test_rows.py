import pytest

from inspector.wording.rows import photo_numbers, row_ranges


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((2,), "2"), ((2, 3, 4), "2-4"), ((2, 4, 5, 9), "2, 4-5, 9")]
)
def test_runs_are_joined(numbers, text):
    assert row_ranges(numbers) == text


def test_many_runs_are_cut_where_they_would_fill_the_screen():
    assert row_ranges((1, 3, 4, 6, 8), 2) == "1, 3-4, …"
    assert row_ranges((1, 3, 4), 2) == "1, 3-4"


@pytest.mark.parametrize(
    ("numbers", "said"), [((), ""), ((1,), "01"), ((1, 2, 3), "01—03"), ((5, 1, 2), "01—02, 05")]
)
def test_numbers_of_photos(numbers, said):
    assert photo_numbers(numbers) == said
