"""The rows of an imported file with what became of them, those that were not taken first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from inspector.domain.import_preview import RowState
from inspector.domain.import_report import ImportReport, ReportRow
from inspector.wording import _
from inspector.wording.import_preview import row_state
from ui.models.table_model import Column, TableModel

FATE, SHEET, ROW, WHY, DECIDED, BECAME, TEXT = range(7)


class ReportTable(TableModel):
    """Every row of every sheet, or those of one fate; glyphs and inks are those of fates."""

    def __init__(
        self,
        glyph_of: Callable[[RowState], str],
        ink_of: Callable[[RowState], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            (
                Column(
                    _("Fate"),
                    lambda row: row_state(row.state),
                    key=lambda row: list(RowState).index(row.state),
                    ink=lambda row: ink_of(row.state),
                    glyph=lambda row: glyph_of(row.state),
                ),
                Column(_("Sheet"), lambda row: row.sheet),
                Column(_("Row"), lambda row: str(row.row), key=_place, is_number=True),
                Column(_("Why"), lambda row: _line(row.reason), tip=lambda row: row.reason or None),
                Column(_("Decided"), lambda row: _line(row.answer)),
                Column(_("Became"), lambda row: _line(row.became)),
                Column(_("What stands there"), lambda row: _line(row.text)),
            ),
            parent,
        )
        self._states: list[RowState] = []

    def show_report(self, report: ImportReport) -> None:
        """Show the rows of a report."""
        missing = report.missing
        left = set(missing)
        rows = [*missing, *(row for row in report.rows if row not in left)]
        self._states = [row.state for row in rows]
        self.set_rows(rows)

    def choose(self, state: RowState | None) -> None:
        """Show only the rows of one fate; None shows all."""
        if state is None:
            self.keep(None)
        else:
            self.keep({at for at, each in enumerate(self._states) if each is state})


def _place(row: ReportRow) -> tuple[str, int]:
    return row.sheet, row.row


def _line(text: str) -> str:
    return " ".join(text.split())
