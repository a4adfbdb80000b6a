"""The value of an item that is not judged: pieces found, a grade, points."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from inspector.domain.points import plain
from inspector.domain.scheme import RuleKind
from inspector.wording import _
from inspector.wording.form import MINUS
from ui.models.checklist_tree import ItemRow
from ui.theme import Theme
from ui.widgets.stepper import Stepper

_HALF = Decimal("0.5")


class ValueEditor(QWidget):
    """Shows one stepper, or the grades side by side; `valued` has a number, `graded` a letter."""

    valued = Signal(object)
    graded = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.stepper = Stepper(theme, _("Number"))
        self.stepper.changed.connect(self.valued)
        self._of = QLabel()
        self._of.setProperty("role", "secondary")
        self._grades = QHBoxLayout()
        self._grades.setSpacing(4)
        self._group = QButtonGroup(self)
        said = QLabel(_("This item"))
        said.setFont(theme.font("small"))
        said.setProperty("role", "tertiary")
        self.loss = QLabel()
        self.loss.setFont(theme.font("number"))
        loss = QVBoxLayout()
        loss.setSpacing(0)
        for label in (said, self.loss):
            loss.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.stepper)
        layout.addLayout(self._grades)
        layout.addWidget(self._of)
        layout.addStretch(1)
        layout.addLayout(loss)

    def show_item(self, row: ItemRow) -> None:
        """Show the value of an item, or that there is none yet."""
        kind, said = row.item.rule.kind, row.answer
        is_grade = kind is RuleKind.GRADE
        self.stepper.setVisible(not is_grade)
        self._show_grades(row if is_grade else None)
        asked = row.result.required
        if kind is RuleKind.QUANTITY:
            self.stepper.show_value(said.found if said else None)
            of = "" if asked is None else _("of {required} required").format(required=plain(asked))
        elif is_grade:
            of = ""
        else:
            is_bonus = kind is RuleKind.BONUS
            low, high = (None, None) if is_bonus else (Decimal(0), row.item.full_mark)
            self.stepper.show_value(said.points if said else None, low=low, high=high, step=_HALF)
            of = (
                _("points")
                if is_bonus
                else _("of {full} points").format(full=plain(row.item.full_mark))
            )
        self._of.setText(of)
        self._of.setVisible(bool(of))
        self.loss.setProperty("role", "deducted" if row.result.loss else "conforming")
        self.loss.style().unpolish(self.loss)
        self.loss.style().polish(self.loss)
        self.loss.setText(row.loss or ("0" if row.result.loss is not None else "—"))
        self.loss.setAccessibleName(f"{_('This item')}: {self.loss.text()}")

    def _show_grades(self, row: ItemRow | None) -> None:
        while entry := self._grades.takeAt(0):
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        for place, grade in enumerate(row.item.rule.grades if row else (), 1):
            button = QToolButton()
            loss = row.item.full_mark * (1 - grade.share) if row else Decimal(0)
            button.setText(f"{grade.letter}  {MINUS}{plain(loss)}" if loss else grade.letter)
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setMinimumHeight(self._theme.scaled(32))
            button.setChecked(
                row is not None and row.answer is not None and row.answer.grade == grade.letter
            )
            name = _("Grade {letter} (key {place})").format(letter=grade.letter, place=place)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, one=grade.letter: self.graded.emit(one))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            self._grades.addWidget(button)
