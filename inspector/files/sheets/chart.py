"""Native charts on a sheet, drawn so that they read in grey: dashes, marks and shades differ.

What the cells hold is also put into the chart, because previews show nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from inspector.domain.paper import Chart
from inspector.files.sheets import style
from inspector.files.sheets.grid import Sheet

if TYPE_CHECKING:
    from openpyxl.chart.series import Series

HEIGHT = 190.0
"""The height of a chart in points."""
_EMU_A_POINT = 12_700
_SHADES = ("000000", "595959", "8C8C8C", "262626", "737373", "A6A6A6", "404040", "BFBFBF")
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "solid", "dash", "sysDot")
_MARKS = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
MOST_LINES = len(_SHADES)
_STEP = 5


class Line(Struct, frozen=True):
    """One series: its name, the cells of its values, and the values themselves."""

    name: str
    cells: str
    values: tuple[Decimal | None, ...]


class Axis(Struct, frozen=True):
    """The categories of a chart: their cells and what these hold."""

    cells: str
    names: tuple[str, ...]


def add_lines(sheet: Sheet, title: str, axis: Axis, lines: Sequence[Line]) -> None:
    """Add a row with a chart of lines over periods; gaps stay gaps."""
    from openpyxl.chart import LineChart

    chart: Any = LineChart()
    for number, line in enumerate(lines):
        series: Any = _series(sheet, axis, line)
        series.smooth = False
        series.marker.symbol = _MARKS[number]
        series.marker.size = 7
        series.marker.graphicalProperties.solidFill = _SHADES[number]
        series.marker.graphicalProperties.line.solidFill = _SHADES[number]
        drawn = series.graphicalProperties.line
        drawn.solidFill, drawn.dashStyle, drawn.width = _SHADES[number], _DASHES[number], 22_000
        chart.series.append(series)
    known = [value for line in lines for value in line.values if value is not None]
    low, high = floor(min(known) / _STEP) * _STEP, ceil(max(known) / _STEP) * _STEP
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, max(high, low + _STEP)
    _keep(sheet, title, axis, lines, is_line=True)
    _place(sheet, chart, title)


def add_bars(sheet: Sheet, title: str, axis: Axis, lines: Sequence[Line]) -> None:
    """Add a row with a chart of bars, the first series dark and the next light with a rim."""
    from openpyxl.chart import BarChart

    chart: Any = BarChart()
    chart.type, chart.gapWidth = "col", 60
    for number, line in enumerate(lines):
        series: Any = _series(sheet, axis, line)
        series.graphicalProperties.solidFill = ("404040", "D9D9D9")[number]
        series.graphicalProperties.line.solidFill = "000000"
        chart.series.append(series)
    chart.y_axis.scaling.min = 0
    _keep(sheet, title, axis, lines, is_line=False)
    _place(sheet, chart, title)


def _keep(sheet: Sheet, title: str, axis: Axis, lines: Sequence[Line], *, is_line: bool) -> None:
    """Keep what is drawn over the next row where there is no spreadsheet."""
    series = tuple((line.name, line.values) for line in lines)
    sheet.charts.append(Chart(title, sheet.next_row, axis.names, series, is_line))


def _series(sheet: Sheet, axis: Axis, line: Line) -> Series:
    from openpyxl.chart.data_source import (
        AxDataSource,
        NumData,
        NumDataSource,
        NumRef,
        NumVal,
        StrData,
        StrRef,
        StrVal,
    )
    from openpyxl.chart.series import SeriesLabel
    from openpyxl.chart.series_factory import SeriesFactory

    name = sheet.worksheet.title.replace("'", "''")
    made: Series = SeriesFactory(f"'{name}'!{line.cells}")
    known = [
        NumVal(idx=place, v=float(value))
        for place, value in enumerate(line.values)
        if value is not None
    ]
    cache = NumData(formatCode=_format(line), ptCount=len(line.values), pt=known)
    made.val = NumDataSource(numRef=NumRef(f=f"'{name}'!{line.cells}", numCache=cache))
    words = [StrVal(idx=place, v=word) for place, word in enumerate(axis.names)]
    heads = StrData(ptCount=len(words), pt=words)
    made.cat = AxDataSource(strRef=StrRef(f=f"'{name}'!{axis.cells}", strCache=heads))
    made.tx = SeriesLabel(v=line.name)
    return made


def _format(line: Line) -> str:
    """As many decimals as the cells show."""
    known = next((value for value in line.values if value is not None), Decimal("0.00"))
    return style.printed_as(style.SCORE, known).format.strip("_ ")


def _place(sheet: Sheet, chart: Any, title: str) -> None:
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    chart.title, chart.legend.position = title, "b"
    chart.title.overlay = False
    # Newer Excel hides axes that are not said to be kept.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines.spPr = _thin()
    chart.dispBlanksAs = "gap"
    row = sheet.merged_row(None, style.NOTE, HEIGHT)
    below = int((HEIGHT - 4) * _EMU_A_POINT)
    chart.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=0, row=row - 1, rowOff=4 * _EMU_A_POINT),
        to=AnchorMarker(col=sheet.columns, row=row - 1, rowOff=below),
    )
    sheet.worksheet.add_chart(chart)


def _thin() -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill="D9D9D9", w=6350))
