"""The model and the view that all tables share: order, what is left out, what stays current."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.table import Table

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Row:
    name: str
    score: Decimal | None


ROWS = tuple(
    Row(name, None if score is None else Decimal(score))
    for name, score in (("b", "90"), ("a", None), ("d", "70"), ("c", "90"), ("e", None))
)
COLUMNS = (
    Column("Name", lambda row: row.name),
    Column(
        "Score",
        lambda row: "—" if row.score is None else str(row.score),
        key=lambda row: row.score,
        is_number=True,
        ink=lambda row: "text.tertiary" if row.score is None else None,
        glyph=lambda row: "to_do" if row.score is None else None,
        series=lambda row: (row.score,) * 2 if row.score else (),
        tip=lambda row: f"tip {row.name}",
    ),
)


@pytest.fixture
def model() -> TableModel:
    made = TableModel(COLUMNS)
    made.set_rows(ROWS)
    return made


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, model: TableModel) -> Table:
    made = Table(theme, model, lambda row: row.name, "Rows")
    made.set_widths({1: 80}, stretched=0)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def names(model: TableModel) -> str:
    return "".join(model.row(number).name for number in range(model.rowCount()))


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [(0, UP, "abcde"), (0, DOWN, "edcba"), (1, UP, "dbcae"), (1, DOWN, "bcdae"), (-1, UP, "badce")],
)
def test_equal_rows_keep_their_order_and_rows_without_a_key_come_last(
    model: TableModel, column: int, order: Qt.SortOrder, expected: str
) -> None:
    model.sort(column, order)
    assert names(model) == expected


def test_rows_are_left_out_by_their_place_and_come_back(model: TableModel) -> None:
    model.sort(0)
    model.keep({0, 2})
    assert names(model) == "bd"
    model.keep(None)
    assert names(model) == "abcde"
    model.set_rows(ROWS, {4})
    assert names(model) == "e"
    assert (model.find(lambda row: row.name, "a"), model.number(1)) == (1, None)
    assert (model.find(lambda row: row.name, "e", 4), model.number(4), model.place(0)) == (4, 0, 4)
    assert model.find(lambda row: row.name, "z", 4) is None


def test_a_model_says_how_its_cells_look(model: TableModel) -> None:
    known, unknown = model.index(0, 1), model.index(1, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert known.data(Qt.ItemDataRole.TextAlignmentRole) == right
    assert (
        model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right
    )
    assert known.data(Qt.ItemDataRole.ToolTipRole) == "tip b"
    assert unknown.data() == "—"


def test_sorting_and_leaving_out_keep_to_the_rules_of_models(model: TableModel) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.sort(1, DOWN)
    model.keep({1, 3})
    model.set_rows(())
    assert tester.model() is model
    assert model.rowCount() == 0


def test_the_current_row_stays_current_and_is_told_once(qtbot: QtBot, table: Table) -> None:
    told: list[str | None] = []
    table.current_changed.connect(lambda row: told.append(row and row.name))
    model = table.model()
    assert isinstance(model, TableModel)
    assert table.go_to("d")
    model.sort(0, DOWN)
    assert table.current_row().name == "d"
    model.keep({0, 1})
    assert table.current_row().name == "b"
    model.keep(set())
    assert table.current_row() is None
    assert told[0] == "d"
    assert told[-2:] == ["b", None]
    assert not table.go_to("d")


def test_enter_and_a_double_click_open_the_row(qtbot: QtBot, table: Table) -> None:
    opened: list[str] = []
    table.opened.connect(lambda row: opened.append(row.name))
    table.go_to("a")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    empty = QPoint(10, table.viewport().height() - 4)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert opened == ["a", "d"]


def test_what_takes_long_is_told_by_bars(qtbot: QtBot, table: Table, model: TableModel) -> None:
    model.set_rows(())
    table.setFocus()
    before = table.grab().toImage()
    table.wait()
    qtbot.waitUntil(lambda: table.grab().toImage() != before)
    model.set_rows(ROWS)
    model.set_rows(())
    assert table.grab().toImage() == before


def test_each_row_is_painted_with_hairline_bar_and_ink(table: Table, theme: Theme) -> None:
    table.go_to("a")
    image = table.viewport().grab().toImage()
    row = table.visualRect(table.model().index(1, 0))
    assert image.pixelColor(1, row.center().y()) == theme.colour("accent.line")
    other = table.visualRect(table.model().index(3, 0))
    assert image.pixelColor(5, other.bottom()) == theme.colour("line.hair")
    assert image.pixelColor(5, other.center().y()) == theme.colour("surface.page")


def test_a_narrow_table_lets_columns_go_and_is_then_moved_sideways(
    qtbot: QtBot, theme: Theme
) -> None:
    model = TableModel(tuple(Column(word, lambda row: row.name) for word in "abcd"))
    table = Table(theme, model, lambda row: row.name, "Table")
    qtbot.addWidget(table)
    table.set_widths({0: 80, 2: 100, 3: 100}, stretched=1, dispensable=(3, 2), least=120)
    table.show()
    header = table.horizontalHeader()
    for width, gone in ((500, []), (350, [3]), (260, [2, 3]), (500, []), (150, [2, 3])):
        table.resize(width, 200)
        assert [column for column in range(4) if header.isSectionHidden(column)] == gone
        shown = [column for column in range(4) if column not in gone]
        assert header.sectionSize(1) >= 120
        edges = [header.sectionPosition(column) + header.sectionSize(column) for column in shown]
        assert [header.sectionPosition(column) for column in shown] == [0, *edges[:-1]]
