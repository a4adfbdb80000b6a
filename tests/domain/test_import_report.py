from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.import_preview import (
    ColumnPreview,
    FieldChoice,
    ImportKind,
    ImportPreview,
    ImportRequest,
    Offer,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.import_report import ImportReport, columns_of, rows_of
from inspector.domain.row_answer import Choice, RowAnswer

OUT, TYPED = RowAnswer(Choice.LEAVE_OUT), RowAnswer(Choice.VALUE, "B")
OFFERS = (Offer(OUT, "leave out"), Offer(TYPED, "it should be"))
REQUEST = ImportRequest(ImportKind.SITE, Path("a.xlsx"))


def shown(*sheets, problems=(), fields=()):
    return ImportPreview(REQUEST, sheets, 0, tuple(problems), fields=fields)


def sheet(title, *states, **more):
    cells = tuple((f"row {at}", "") for at, _state in enumerate(states, 1))
    return SheetPreview(title, cells, states, more.pop("columns", ()), **more)


def report(preview):
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    return ImportReport(
        ImportKind.SITE, "a.xlsx", 9, moment, "甲", "laptop", "done", True, (), (), rows_of(preview)
    )


@given(st.lists(st.lists(st.sampled_from(RowState), max_size=8), min_size=1, max_size=4))
def test_every_row_of_every_sheet_is_told_once(states):
    preview = shown(*(sheet(f"表{at}", *own) for at, own in enumerate(states)))
    told = report(preview)
    assert sum(told.counts.values()) == sum(map(len, states)) == len(told.rows)
    assert told.counts == Counter(state for own in states for state in own)
    assert len({(row.sheet, row.row) for row in told.rows}) == len(told.rows)
    assert told.written == preview.written
    assert not any(row.is_written and row.is_missing for row in told.rows)


def test_a_row_says_why_it_is_left_and_what_was_decided():
    first = Problem(
        RowState.LEFT_OUT, "表1", 1, 1, "无", "No number.\nIn 2 rows: 1, 3", "B", (1, 3),
        OFFERS, OUT,
    )  # fmt: skip
    typed = Problem(
        RowState.NEW, "表1", 2, 1, "？", "No date.", "B", (2,), OFFERS,
        RowAnswer(Choice.VALUE, "B", "2026-03-02"),
    )  # fmt: skip
    states = (RowState.LEFT_OUT, RowState.NEW, RowState.LEFT_OUT, RowState.TOTAL)
    own = sheet("表1", *states, reasons={4: "adds up"}, became={2: "湖"})
    rows = rows_of(shown(own, problems=(first, typed)))
    assert [(row.reason, row.answer, row.became) for row in rows] == [
        ("No number.", "leave out", ""),
        ("No date.", "it should be 2026-03-02", "湖"),
        ("No number.", "leave out", ""),
        ("adds up", "", ""),
    ]
    assert [row.text for row in rows] == ["row 1", "row 2", "row 3", "row 4"]


def test_a_proposal_that_nobody_took_is_no_reason():
    ruled = RowAnswer(Choice.RULED, "each")
    proposal = Problem(
        RowState.ITEM, "表1", 1, None, "0.5 off", "“每处扣0.5分”", "", (1,), (Offer(ruled, "rule"),)
    )  # fmt: skip
    own = sheet("表1", RowState.ITEM)
    (row,) = rows_of(shown(own, problems=(proposal,)))
    assert (row.reason, row.answer) == ("", "")
    (row,) = rows_of(shown(own, problems=(replace(proposal, chosen=ruled),)))
    assert (row.reason, row.answer) == ("“每处扣0.5分”", "rule")


def test_rows_of_a_sheet_that_is_not_read_say_so():
    unread = Problem(RowState.UNREAD, "表2", None, None, "表2", "This sheet is not read.")
    own = sheet("表1", RowState.NEW), sheet("表2", RowState.UNREAD, RowState.BLANK)
    assert [row.reason for row in rows_of(shown(*own, problems=(unread,)))] == [
        "",
        "This sheet is not read.",
        "",
    ]


def test_columns_are_told_in_words_with_all_levels_of_their_heading():
    columns = (
        ColumnPreview("A", "分值", "full_mark", ("一级指标",), is_told=True),
        ColumnPreview("B", "", ""),
        ColumnPreview("C", "备注", ""),
    )
    fields = (FieldChoice("full_mark", "full mark"),)
    told = columns_of(shown(sheet("表1", RowState.HEADER, columns=columns), fields=fields))
    assert [(each.letter, each.heading, each.field, each.is_told) for each in told] == [
        ("A", "一级指标/分值", "full mark", True),
        ("C", "备注", "", False),
    ]
