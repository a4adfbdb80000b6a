"""The panel beside an imported sheet: what to decide, what to look at, what will be written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout
from typing_extensions import override

from inspector.domain.import_preview import ImportKind, ImportPreview
from inspector.domain.result_match import SameDay
from inspector.wording import _, ngettext
from inspector.wording.import_preview import refusal
from ui.theme import Theme
from ui.widgets.import_options import ImportOptions
from ui.widgets.press_button import PressButton
from ui.widgets.problem_list import ProblemList

_HEAD = 56


class ImportPanel(QFrame):
    """`decided` has the SameDay that a person chose for results that are there already."""

    decided = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pane")
        self._title = QLabel()
        self._place = QLabel()
        self._place.setProperty("role", "secondary")
        self.previous = self._arrow(_("Previous to look at (Shift+F8)"))
        self.next = self._arrow(_("Next to look at (F8)"))
        self.list = ProblemList(theme)
        self.previous.clicked.connect(lambda: self.list.step(-1))
        self.next.clicked.connect(lambda: self.list.step(1))
        self._nothing = _wrapped("")
        self._facts = _wrapped("")
        self._question = _wrapped("")
        self.correct = PressButton(_("Correct them"))
        self.correct.clicked.connect(lambda: self.decided.emit(SameDay.CORRECT))
        self.add = PressButton(_("Keep both"))
        self.add.clicked.connect(lambda: self.decided.emit(SameDay.ADD))
        self.options = ImportOptions(theme)
        self._lay_out()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_preview(self, shown: ImportPreview) -> None:
        """Show the problems and facts of a preview."""
        problems = shown.problems
        left = shown.open
        if left:
            title = ngettext("{n} row to decide", "{n} rows to decide", left).format(n=left)
        elif problems:
            title = _("To look at")
        else:
            title = _("Nothing to decide") if shown.refusal is None else _("Cannot be imported")
        self._title.setText(title)
        of_several = sum(bool(sheet.cells) for sheet in shown.sheets) > 1
        self.list.show_problems(problems, of_several=of_several)
        self.list.setVisible(bool(problems))
        understood = _("Every row was understood.")
        self._nothing.setText(refusal(shown.refusal) if shown.refusal else understood)
        self._nothing.setVisible(not problems)
        self._spare.setVisible(not problems)
        for widget in (self.previous, self.next, self._place):
            widget.setVisible(bool(problems))
        self._facts.setText("\n".join(shown.facts))
        self._facts.setVisible(bool(shown.facts))
        self._ask(shown)
        is_about_points = shown.request.kind is ImportKind.RESULT
        self.options.setVisible(is_about_points)
        self._below_options.setVisible(is_about_points)
        if is_about_points:
            self.options.show_request(shown.request)
        self.show_place()

    def show_place(self) -> None:
        """Show which problem is current."""
        count = self.list.problems.rowCount()
        at = self.list.place + 1
        self._place.setText(f"{at or '–'} / {count}")

    def _ask(self, shown: ImportPreview) -> None:
        is_asked = bool(shown.differing) and shown.refusal is None
        self._asking.setVisible(is_asked)
        if not is_asked:
            return
        told = ngettext(
            "{n} visit of this day has other results already.",
            "{n} visits of this day have other results already.",
            shown.differing,
        )
        self._question.setText(told.format(n=shown.differing))
        for button, choice in ((self.correct, SameDay.CORRECT), (self.add, SameDay.ADD)):
            button.setProperty("chosen", shown.request.same_day is choice)
            button.style().unpolish(button)
            button.style().polish(button)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 16, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self.previous, self.next, self._place):
            head.addWidget(widget)
        top = self._top = QFrame()
        top.setLayout(head)
        self._asking = QFrame()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(24, 4, 16, 12)
        asking.addWidget(self._question)
        choices = QHBoxLayout()
        choices.addWidget(self.correct)
        choices.addWidget(self.add)
        choices.addStretch(1)
        asking.addLayout(choices)
        self._spare = QFrame()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(_hairline())
        self._below_options = _hairline()
        layout.addWidget(self.options)
        layout.addWidget(self._below_options)
        layout.addWidget(self._asking)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing)
        layout.addWidget(self._spare, 1)
        layout.addWidget(_hairline())
        layout.addWidget(self._facts)

    def _on_theme(self) -> None:
        self._title.setFont(self._theme.font("title"))
        self._top.setFixedHeight(self._theme.scaled(_HEAD))
        for button, icon in ((self.previous, "caret-up"), (self.next, "caret-down")):
            button.setIcon(self._theme.icon(icon))

    def _arrow(self, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


def _wrapped(text: str) -> QLabel:
    label = _Wrapped(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    label.setContentsMargins(24, 12, 16, 12)
    return label


class _Wrapped(QLabel):
    """A label whose words can be read out again when it changes."""

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
