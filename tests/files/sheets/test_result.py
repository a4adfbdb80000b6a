import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.result import ResultRow, ResultState
from inspector.files.result.workbook import read_results
from inspector.files.sheets.result import write_results

names = st.text("甲乙丙丁123街道局园", min_size=1, max_size=5).filter(lambda text: text.strip())
full_marks = st.sampled_from([Decimal(1), Decimal(5), Decimal("7.5")])


@st.composite
def observed(draw, has_marks):
    full_mark = draw(full_marks) if has_marks else Decimal(1)
    state = draw(st.sampled_from(ResultState))
    lost = Decimal(draw(st.integers(0, int(full_mark * 10_000)))) / 10_000
    return ResultRow(
        sheet="",
        row=0,
        number="",
        # A content of several full marks would be several contents.
        content=f"{draw(names)} {full_mark}",
        place=draw(names),
        lost=lost if state is ResultState.VALUED else Decimal(0),
        area=draw(names | st.just("")),
        departments=tuple(dict.fromkeys(draw(st.lists(names, max_size=3)))),
        full_mark=full_mark,
        day=draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        state=state,
        inspectors=tuple(dict.fromkeys(draw(st.lists(names, max_size=2)))),
        visit=draw(st.sampled_from(["", "2"])),
    )


@st.composite
def tables(draw):
    rows = draw(st.lists(observed(draw(st.booleans())), min_size=1, max_size=25))
    return tuple(replace(row, number=str(at)) for at, row in enumerate(rows, 1))


@settings(max_examples=15, deadline=None)
@given(tables())
def test_what_is_written_is_read_again_the_same(tmp_path_factory, rows):
    path = write_results(tmp_path_factory.mktemp("out") / "out.xlsx", rows)
    read = read_results(path)
    days = {row.day for row in rows}
    expected = [replace(row, day=row.day if len(days) > 1 else None) for row in rows]
    assert [replace(row, sheet="", row=0) for row in read.rows] == expected
    assert len(read.fates) == len(rows) + 1


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="needs the real workbooks")
def test_the_real_results_are_written_and_read_again_the_same(tmp_path):
    path = Path(os.environ["INSPECTOR_REAL_DATA"]) / "suzhou-2016-inspection.xlsx"
    rows = read_results(path).rows
    again = read_results(write_results(tmp_path / "out.xlsx", rows)).rows
    assert [replace(row, sheet="", row=0) for row in again] == [
        replace(row, sheet="", row=0) for row in rows
    ]
