"""How many places of a sample passed: both numbers typed, and what follows told while typing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.domain.model.sampling import grade_of, usual_sample
from inspector.domain.points import plain
from inspector.wording import _
from ui.models.checklist_tree import ItemRow
from ui.theme import Theme
from ui.widgets.stepper import Stepper


class SampleEditor(QWidget):
    """`counted` has how many passed and how many were looked at, once the numbers fit.

    `foretold` has the grade that would follow from what is typed now, None where none does.
    """

    counted = Signal(object, object)
    foretold = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row: ItemRow | None = None
        self.passed = Stepper(theme, _("Places that passed"))
        self.sampled = Stepper(theme, _("Places looked at"))
        for button in self.sampled.buttons:
            button.hide()
        for stepper in (self.passed, self.sampled):
            stepper.field.textEdited.connect(lambda _text: self._foretell())
            stepper.changed.connect(lambda _value: self._on_changed())
        self.warning = QLabel()
        self.warning.setProperty("role", "deducted")
        self.warning.setWordWrap(True)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        for widget in (self.passed, QLabel(_("of")), self.sampled, QLabel(_("passed"))):
            numbers.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        numbers.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(numbers)
        layout.addWidget(self.warning)

    def show_item(self, row: ItemRow) -> None:
        """Show what is known of the sample of an item; as many are looked at as usual."""
        self._row = row
        said = row.answer
        sampled = said.sampled if said is not None and said.sampled is not None else None
        self.passed.show_value(said.found if said is not None else None)
        self.sampled.show_value(sampled or usual_sample(row.item.rule.grades), low=Decimal(1))
        self.warning.hide()

    def _on_changed(self) -> None:
        passed, sampled = self.passed.value, self.sampled.value
        self._foretell()
        if passed is not None and sampled is not None and passed <= sampled:
            self.counted.emit(passed, sampled)

    def _foretell(self) -> None:
        if self._row is None:
            return
        passed, sampled = _number(self.passed), _number(self.sampled)
        is_beyond = False
        if passed is not None and sampled is not None and passed > sampled:
            is_beyond = True
            said = _("▲ {passed} cannot pass of {sampled}. Nothing was saved.")
            self.warning.setText(said.format(passed=plain(passed), sampled=plain(sampled)))
        self.warning.setVisible(is_beyond)
        letter = None
        if passed is not None and not is_beyond:
            letter = grade_of(self._row.item.rule.grades, passed)
        self.foretold.emit(letter)


def _number(stepper: Stepper) -> Decimal | None:
    """What is typed in a field now, None where it is no number."""
    try:
        number = Decimal(stepper.field.text().strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None
