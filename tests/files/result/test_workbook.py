import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.domain.result import ResultFate, ResultNote
from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Sheet, Workbook
from inspector.files.result.workbook import read_results, understand

HEADER = ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2", "责任单位3")


def book(*sheets, unread=()):
    made = []
    for number, rows in enumerate(sheets, 1):
        width = max((len(row) for row in rows), default=0)
        padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
        made.append(Sheet(f"表{number}", True, padded, unread=unread))
    return Workbook(Path("result.xlsx"), tuple(made))


def only_fate(cells, **more):
    fates = understand(book([HEADER, cells], **more)).fates
    assert fates[0].fate is ResultFate.HEADER
    assert len(fates) == 2
    return fates[1]


def test_a_blank_loss_is_none_and_a_blank_score_the_rest():
    sheet = understand(
        book(
            [
                HEADER,
                ("1", "绿化", "花园1", None, None, "甲街道"),
                ("2", "绿化", "花园2", "０.２", None, "甲街道"),
                ("3", "绿化", "花园3", None, Decimal("0.7"), "甲街道"),
                ("4", "绿化", "花园4", Decimal("0.1"), Decimal("0.9"), "甲街道"),
            ]
        )
    )
    assert [row.lost for row in sheet.rows] == [0, Decimal("0.2"), Decimal("0.3"), Decimal("0.1")]
    assert [row.got for row in sheet.rows] == [1, Decimal("0.8"), Decimal("0.7"), Decimal("0.9")]


@pytest.mark.parametrize(
    ("cells", "fate", "note"),
    [
        (("1", None, "花园1"), ResultFate.REVIEW, ResultNote.NO_CONTENT),
        (("1", "绿化", " "), ResultFate.REVIEW, ResultNote.NO_PLACE),
        (("1", "绿化", "花园1", "some"), ResultFate.REFUSED, ResultNote.NOT_A_NUMBER),
        (("1", "绿化", "花园1", -1), ResultFate.REFUSED, ResultNote.OUT_OF_RANGE),
        (("1", "绿化", "花园1", None, 10), ResultFate.REFUSED, ResultNote.OUT_OF_RANGE),
        (
            ("1", "绿化", "花园1", Decimal("0.2"), Decimal("0.9")),
            ResultFate.REVIEW,
            ResultNote.CONTRADICTION,
        ),
        (("1", "绿化", "花园1"), ResultFate.TAKEN, ResultNote.NO_UNIT),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(cells, fate, note):
    told = only_fate(cells)
    assert told.fate is fate
    assert note in told.notes


def test_a_row_in_which_a_cell_could_not_be_read_is_for_review():
    told = only_fate(("1", "绿化", "花园1", None), unread=(1,))
    assert (told.fate, told.notes) == (ResultFate.REVIEW, (ResultNote.UNREAD,))


def test_a_doubled_number_is_told_on_the_later_row_with_the_first_and_both_are_taken():
    sheet = understand(
        book(
            [
                HEADER,
                ("7", "绿化", "花园1", None, None, "甲街道", "乙局"),
                ("7", "绿化", "花园2", None, None, "甲街道", "乙局"),
            ]
        )
    )
    assert len(sheet.rows) == 2
    assert sheet.fates[1].notes == ()
    assert sheet.fates[2].notes == (ResultNote.DOUBLED_NUMBER,)
    assert sheet.fates[2].value == "2"


def test_names_are_compared_with_half_width_digits_and_several_units_stand_in_one_cell():
    sheet = understand(
        book(
            [
                ("某区第三方结果",),
                HEADER,
                (1, "绿化１０", "花园１", 0, 1, "甲街道", "乙局、丙局", "乙局"),
            ]
        )
    )
    row = sheet.rows[0]
    assert (row.content, row.place) == ("绿化10", "花园1")
    assert row.departments == ("乙局", "丙局")
    assert [fate.fate for fate in sheet.fates] == [
        ResultFate.HEADER,
        ResultFate.HEADER,
        ResultFate.TAKEN,
    ]


def test_every_row_of_every_sheet_has_one_fate():
    read = understand(
        book(
            [HEADER, ("1", "绿化", "花园1"), (None,) * 8, ("合计", None, None, 3)],
            [("made by an office",), (None,)],
            [],
        )
    )
    assert Counter((fate.sheet, fate.row) for fate in read.fates) == Counter(
        [("表1", 1), ("表1", 2), ("表1", 3), ("表1", 4), ("表2", 1), ("表2", 2)]
    )
    assert [fate.fate for fate in read.fates[2:]] == [
        ResultFate.EMPTY,
        ResultFate.TOTAL,
        ResultFate.REVIEW,
        ResultFate.EMPTY,
    ]


@pytest.mark.parametrize(
    ("sheets", "fault"), [([[]], FileFault.EMPTY), ([[("a", "b")]], FileFault.NO_RESULT_HEADER)]
)
def test_a_workbook_without_a_header_is_refused(sheets, fault):
    with pytest.raises(FileRefused) as refused:
        understand(book(*sheets))
    assert refused.value.fault is fault


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="needs the real workbooks")
def test_the_real_workbook_comes_in_whole():
    path = Path(os.environ["INSPECTOR_REAL_DATA"]) / "suzhou-2016-inspection.xlsx"
    read = read_results(path)
    assert Counter(fate.fate for fate in read.fates) == {
        ResultFate.HEADER: 1,
        ResultFate.TAKEN: 228,
        ResultFate.EMPTY: 18,
    }
    notes = Counter(note for fate in read.fates for note in fate.notes)
    assert notes == {
        ResultNote.DOUBLED_NUMBER: 3,
        ResultNote.NO_AREA: 56,
        ResultNote.NO_DEPARTMENT: 72,
        ResultNote.NO_UNIT: 5,
    }
    assert [fate.row for fate in read.fates if ResultNote.NO_UNIT in fate.notes] == [
        23,
        53,
        60,
        62,
        69,
    ]
    assert len({row.content for row in read.rows}) == 39
    assert len({(row.area, row.place) for row in read.rows}) == 87
