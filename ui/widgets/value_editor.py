"""The value of an item that is not judged: pieces found, a grade, points."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from inspector.domain.model.sampling import is_sampled
from inspector.domain.points import plain
from inspector.domain.scheme import RuleKind
from inspector.wording import _
from inspector.wording.form import MINUS
from ui.models.checklist_tree import ItemRow
from ui.theme import Theme
from ui.widgets.sample_editor import SampleEditor
from ui.widgets.stepper import Stepper

_HALF = Decimal("0.5")


class ValueEditor(QWidget):
    """Shows one stepper, or the grades side by side; `valued` has a number, `graded` a letter.

    Where the grade follows from a sample, `sampled` has how many passed and were looked at.
    """

    valued = Signal(object)
    graded = Signal(str)
    sampled = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.stepper = Stepper(theme, _("Number"))
        self.stepper.changed.connect(self.valued)
        self.sample = SampleEditor(theme)
        self.sample.counted.connect(self.sampled)
        self.sample.foretold.connect(self._foretell)
        self._row: ItemRow | None = None
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
        layout = QHBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.stepper)
        layout.addLayout(self._grades)
        layout.addWidget(self._of)
        layout.addStretch(1)
        layout.addLayout(loss)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.sample)
        whole.addLayout(layout)

    def show_item(self, row: ItemRow) -> None:
        """Show the value of an item, or that there is none yet."""
        kind, said = row.item.rule.kind, row.answer
        is_grade = kind is RuleKind.GRADE
        self._row = row
        has_sample = is_grade and is_sampled(row.item.rule.grades)
        self.sample.setVisible(has_sample)
        if has_sample:
            self.sample.show_item(row)
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
        self._show_loss(row.loss or ("0" if row.result.loss is not None else "—"))

    def _foretell(self, letter: str | None) -> None:
        """Show the grade that would follow, and what it would lose."""
        row = self._row
        # An exclusive group keeps one checked.
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(letter is not None and button.property("letter") == letter)
        self._group.setExclusive(True)
        shares = {grade.letter: grade.share for grade in row.item.rule.grades} if row else {}
        if row is None or letter is None:
            self._show_loss("—")
        else:
            loss = row.item.full_mark * (1 - shares[letter])
            self._show_loss(f"{MINUS}{plain(loss)}" if loss else "0")

    def _show_loss(self, text: str) -> None:
        self.loss.setText(text)
        self.loss.setProperty("role", "deducted" if text.startswith(MINUS) else "conforming")
        self.loss.style().unpolish(self.loss)
        self.loss.style().polish(self.loss)
        self.loss.setAccessibleName(f"{_('This item')}: {text}")

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
            button.setProperty("letter", grade.letter)
            if grade.passed is None:
                name = _("Grade {letter} (key {place})").format(letter=grade.letter, place=place)
                button.clicked.connect(
                    lambda _checked=False, one=grade.letter: self.graded.emit(one)
                )
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            else:
                name = _("Grade {letter} from {passed} that passed").format(
                    letter=grade.letter, passed=plain(grade.passed)
                )
                button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(name)
            button.setAccessibleName(name)
            self._group.addButton(button)
            self._grades.addWidget(button)
