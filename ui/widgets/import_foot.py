"""The foot of an import: rows and points that add up, and the two ways out."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.domain.import_preview import ImportPreview, PointsBalance, RowState, SheetPreview
from inspector.domain.points import plain
from inspector.wording import _, ngettext
from inspector.wording.import_preview import row_state
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.row_state import glyph_of, ink_of
from ui.widgets.sum_line import SumLine, Term


class ImportFoot(QWidget):
    """The buttons stand for the actions that leave the page and that import."""

    def __init__(self, theme: Theme, leave: QAction, confirm: QAction) -> None:
        super().__init__()
        self._action = confirm
        self.rows = SumLine(theme)
        self.points = SumLine(theme)
        self.cancel = KeyButton(theme, leave)
        self.confirm = KeyButton(theme, confirm, key="Ctrl+Enter", is_primary=True)
        sums = QVBoxLayout()
        sums.setSpacing(4)
        sums.addStretch(1)
        sums.addWidget(self.rows)
        sums.addWidget(self.points)
        sums.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 16, 12)
        row.setSpacing(8)
        row.addLayout(sums, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)

    def show_preview(self, shown: ImportPreview, sheet: SheetPreview) -> None:
        """Show the sums of a sheet, and how many rows of all sheets would be written."""
        counts = sheet.counts
        terms = [
            Term("=" if not at else "+", glyph_of(state), row_state(state), str(n), ink_of(state))
            for at, (state, n) in enumerate(
                (state, counts[state]) for state in RowState if counts[state]
            )
        ]
        self.rows.show_sum(_("Rows"), str(len(sheet.cells)), terms)
        self._show_points(sheet.points)
        count = shown.written if shown.is_changed else 0
        is_open = bool(shown.differing) and shown.request.same_day is None
        whole = sum(len(each.states) for each in shown.sheets)
        said = ngettext("Import {n} of {whole} row", "Import {n} of {whole} rows", whole)
        said = said.format(n=count, whole=whole)
        is_ready = bool(count) and shown.refusal is None and not (is_open or shown.refused)
        self._say(said if count else _("Nothing to import"), is_ready=is_ready)

    def hold(self) -> None:
        """What is shown is being read anew: it cannot be written now."""
        self._action.setEnabled(False)
        self.confirm.setEnabled(False)

    def wait(self) -> None:
        """Writing: neither way out is open now."""
        self._say(_("Importing…"), is_ready=False)

    def _say(self, text: str, *, is_ready: bool) -> None:
        self._action.setEnabled(is_ready)
        self.confirm.setText(text)
        self.confirm.setAccessibleName(text)
        self.confirm.setEnabled(is_ready)

    def _show_points(self, points: PointsBalance | None) -> None:
        if points is None:
            self.points.show_sum("", "", ())
            return
        if not points.is_full_mark:
            terms = [Term("=", "", _("read"), plain(points.read))]
            terms.append(Term("+", "", _("to decide"), plain(points.left), _left_ink(points)))
            if points.out:
                terms.append(Term("+", "", _("left out"), plain(points.out)))
            whole = points.read + points.left if points.whole is None else points.whole
            self.points.show_sum(_("Deducted"), plain(whole), terms)
        elif points.whole is None:
            note = _("the table states no sum")
            self.points.show_sum(_("Full mark"), plain(points.read), (), note)
        else:
            sign = "=" if not points.left else "≠"
            term = Term(sign, "", _("sum of the items"), plain(points.read), _left_ink(points))
            self.points.show_sum(_("Full mark"), plain(points.whole), (term,))


def _left_ink(points: PointsBalance) -> str:
    return "state.deducted" if points.left else "state.conforming"
