"""Made-up tables of results with habits of offices that were misread once."""

from decimal import Decimal

import pytest

from inspector.domain.import_mapping import parse_mapping
from inspector.domain.result_options import ResultField
from inspector.errors import FileFault, FileRefused
from inspector.files.result.columns import Asked
from inspector.files.result.workbook import understand
from tests.files.result_tables import book_of, sheet_of


def test_full_marks_beside_the_points_of_each_content() -> None:
    read = understand(
        book_of(
            sheet_of(
                ("点位", "环境", "满分", "秩序", "满分"),
                ("东门市场", 9, 10, 18, 20),
                ("西门市场", 8, 10, 15, 25),
            )
        )
    )
    assert [(row.content, int(row.got), int(row.full_mark)) for row in read.rows] == [
        ("环境", 9, 10),
        ("秩序（20分）", 18, 20),
        ("环境", 8, 10),
        ("秩序（25分）", 15, 25),
    ]


def test_tables_side_by_side_are_refused_unless_columns_are_told() -> None:
    book = book_of(
        sheet_of(("点位", "得分", None, "点位", "得分"), ("东门市场", 90, None, "西门市场", 80))
    )
    with pytest.raises(FileRefused) as refused:
        understand(book)
    assert (refused.value.fault, refused.value.sheet) == (FileFault.SIDE_BY_SIDE, "表1")
    told = understand(book, asked=Asked(parse_mapping("A=place,B=total", ResultField)))
    assert [(row.place, row.got) for row in told.rows] == [("东门市场", Decimal(90))]
