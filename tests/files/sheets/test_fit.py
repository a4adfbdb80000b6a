import pytest

from inspector.files.sheets import fit


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("点位", 1),
        ("四个汉字", 1),
        ("五个汉字宽", 2),
        ("one\ntwo\nthree", 3),
        ("a" * 30, 5),
    ],
)
def test_lines_of_a_column_of_eight_half_characters(text: str, count: int) -> None:
    assert fit.lines(text, 11, 66) == count


def test_a_row_grows_with_its_tallest_text_and_not_above_what_excel_allows() -> None:
    assert fit.height([("短", 20), ("字" * 60, 20)], 11, 20) > 60
    assert fit.height([("字" * 9_000, 20)], 11, 20) == fit.MOST_HEIGHT
    assert fit.height([("短", 20)], 11, 21.8) == 21.8
    assert fit.height([], 11, 21.8) == 21.8
