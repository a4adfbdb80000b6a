"""How the points of results are read: what blanks mean, which rows count, and saved profiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.import_preview import ImportRequest
from inspector.domain.points import plain
from inspector.domain.result_options import (
    NO_OPTIONS,
    Blank,
    Direction,
    Duplicates,
    ResultOptions,
    pairs_text,
    parse_full_marks,
    parse_grades,
)
from inspector.errors import ActionRefused
from inspector.wording import _
from inspector.wording.error import sentence
from ui.theme import Theme
from ui.widgets.press_button import PressButton

_Member = TypeVar("_Member")


class ImportOptions(QFrame):
    """A line that opens; `changed` has the ResultOptions, `profile_chosen` and `profile_saved` a
    name.
    """

    changed = Signal(object)
    profile_chosen = Signal(str)
    profile_saved = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._value = NO_OPTIONS
        self.body = QWidget()
        self.toggle = PressButton(_("How points are read"))
        self.toggle.setProperty("row", True)
        self.toggle.clicked.connect(lambda: self.open(not self.body.isVisibleTo(self)))
        self.profile = QComboBox()
        self.profile.setEditable(True)
        self.profile.setProperty("small", True)
        self.profile.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.profile.activated.connect(self._on_profile)
        self.save = PressButton(_("Save"))
        self.save.setProperty("segment", True)
        self.save.setToolTip(_("Keep how this table is read under this name"))
        self.save.clicked.connect(lambda: self.profile_saved.emit(self.profile.currentText()))
        self.blank = self._choice(
            (None, _("as the table suggests")),
            (Blank.MISSING, _("missing")),
            (Blank.ZERO, _("zero")),
        )
        self.duplicates = self._choice(
            (Duplicates.KEEP, _("count each")), (Duplicates.DROP, _("count once"))
        )
        self.direction = self._choice(
            (None, _("as the table says")),
            (Direction.GAINED, _("points gained")),
            (Direction.LOST, _("points lost: lower is better")),
        )
        self.marks = self._line(_("10, or greenery=10,order=20"))
        self.grades = self._line(_("A=1,B=0.8,C=60%"))
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.setProperty("role", "deducted")
        self._lay_out()
        self.open(False)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_request(self, request: ImportRequest) -> None:
        """Show what is said now."""
        value = self._value = request.options
        chosen: list[tuple[QComboBox, StrEnum | None]] = [
            (self.blank, value.blank),
            (self.duplicates, value.duplicates),
            (self.direction, value.direction),
        ]
        for box, member in chosen:
            box.setCurrentIndex(box.findData(member.value if member else ""))
        whole = "" if value.full_mark is None else plain(value.full_mark)
        marks = ",".join(filter(None, (whole, pairs_text(value.full_marks))))
        for line, text in ((self.marks, marks), (self.grades, pairs_text(value.grades))):
            if not line.hasFocus():
                line.setText(text)
        self.profile.setEditText(request.profile)
        self.wrong.hide()
        said = request.profile or (_("changed") if value != NO_OPTIONS else "")
        words = _("How points are read")
        self.toggle.setText(f"{words} · {said}" if said else words)
        self.toggle.setAccessibleName(self.toggle.text())

    def show_profiles(self, names: Sequence[str]) -> None:
        """Offer these profiles."""
        here = self.profile.currentText()
        self.profile.clear()
        self.profile.addItems(["", *names])
        self.profile.setEditText(here)

    def open(self, is_open: bool) -> None:
        """Show the options, or only the line that opens them."""
        self.body.setVisible(is_open)
        self.toggle.setIcon(self._theme.icon("caret-down" if is_open else "caret-right"))
        self.toggle.setAccessibleDescription(_("opened") if is_open else _("closed"))

    def stops(self) -> list[QWidget]:
        """What takes the focus, as it is read."""
        return [
            self.toggle, self.profile, self.save, self.blank, self.duplicates, self.direction,
            self.marks, self.grades,
        ]  # fmt: skip

    def _choice(self, *choices: tuple[str | None, str]) -> QComboBox:
        box = QComboBox()
        box.setProperty("small", True)
        for value, words in choices:
            box.addItem(words, "" if value is None else str(value))
        box.activated.connect(lambda _at: self._on_choice())
        return box

    def _line(self, example: str) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("small", True)
        line.setPlaceholderText(example)
        line.editingFinished.connect(self._on_choice)
        return line

    def _on_choice(self) -> None:
        try:
            whole, marks = parse_full_marks(self.marks.text())
            grades = parse_grades(self.grades.text())
        except ActionRefused as error:
            self.wrong.setText(sentence(error))
            self.wrong.show()
            return
        self.wrong.hide()
        value: ResultOptions = replace(
            self._value,
            blank=_member(Blank, self.blank),
            duplicates=_member(Duplicates, self.duplicates) or Duplicates.KEEP,
            direction=_member(Direction, self.direction),
            full_mark=whole,
            full_marks=marks,
            grades=grades,
        )
        if value != self._value:
            self.changed.emit(value)

    def _on_profile(self, at: int) -> None:
        self.profile_chosen.emit(self.profile.itemText(at))

    def _lay_out(self) -> None:
        saved = QHBoxLayout()
        saved.setSpacing(8)
        saved.addWidget(self.profile, 1)
        saved.addWidget(self.save)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(24, 0, 16, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        lines: list[tuple[str, QWidget]] = [
            (_("Profile"), self.profile),
            (_("A blank is"), self.blank),
            (_("Equal rows"), self.duplicates),
            (_("Points are"), self.direction),
            (_("Full mark"), self.marks),
            (_("Grades"), self.grades),
        ]
        for row, (words, widget) in enumerate(lines):
            label = QLabel(words)
            label.setProperty("role", "secondary")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            if widget is self.profile:
                grid.addLayout(saved, row, 1)
            else:
                grid.addWidget(widget, row, 1)
        grid.addWidget(self.wrong, len(lines), 0, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 4, 16, 4)
        top.addWidget(self.toggle)
        layout.addLayout(top)
        layout.addWidget(self.body)

    def _on_theme(self) -> None:
        self.open(self.body.isVisibleTo(self))


def _member(kind: Callable[[str], _Member], box: QComboBox) -> _Member | None:
    said = box.currentData()
    return kind(said) if said else None
