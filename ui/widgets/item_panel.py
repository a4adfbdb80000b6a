"""The item at the right: its state, what the scheme says of it, what was found, note and photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain import answering
from inspector.domain.model.sampling import is_sampled
from inspector.domain.scheme import RuleKind, Section
from inspector.services.earlier import Earlier
from inspector.services.visit import Standing
from inspector.wording import _
from inspector.wording.form import rule as rule_words
from inspector.wording.form import section as section_text
from ui.models.checklist_tree import ItemRow, Node, split_title
from ui.theme import Theme
from ui.widgets.earlier_row import EarlierRow
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.finding_editor import FindingEditor
from ui.widgets.key_button import KeyButton
from ui.widgets.note_editor import NoteEditor
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.state_switch import StateSwitch
from ui.widgets.upright_area import UprightArea
from ui.widgets.value_editor import ValueEditor

_LEAST = 340


class ItemPanel(QFrame):
    """Shows the current item or section; `moved` asks for the item before (-1) or after (1)."""

    moved = Signal(int)
    next_wanted = Signal()

    def __init__(self, theme: Theme, photos: PhotoStrip, earlier: EarlierRow) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pane")
        self.item: int | None = None
        self.states = StateSwitch(theme)
        self.findings = FindingEditor(theme)
        self.value = ValueEditor(theme)
        self.note = NoteEditor(theme)
        self.photos = photos
        self.earlier = earlier
        self._losses: Mapping[int, Earlier] = {}
        self.findings.picked.connect(lambda _finding: self._show_note())
        self._row: ItemRow | None = None
        self._standing: Standing | None = None
        self._lay_out()
        self.show_nothing()

    @property
    def is_open(self) -> bool:
        """Whether the visit takes answers."""
        return self._standing is not None and self._standing.is_open

    def show_nothing(self) -> None:
        """Show no item at all."""
        self.item, self._row = None, None
        self._area.hide()
        self._foot.hide()
        self.photos.clear()

    def show_section(self, section: Section) -> None:
        """Show what the scheme says about a section."""
        self.item, self._row = None, None
        self.note.flush()
        self._area.show()
        self._foot.show()
        self._path.setText("")
        self._place.setText("")
        self._title.setText(section_text(section.code, section.text))
        self._say(self._guidance, section.guidance)
        hidden: tuple[QWidget, ...] = (
            *(self._standard, self._rule, self._exceptions),
            *(self.states, self.findings, self.value, self.note, self.photos, self.earlier),
            *self._lines,
        )
        for widget in hidden:
            widget.hide()

    def show_item(self, node: Node, standing: Standing, place: str) -> None:
        """Show an item of a visit; what was typed about the last one is written first."""
        row = node.item
        assert row is not None
        is_new = self.item != row.item.number
        self.item, self._row, self._standing = row.item.number, row, standing
        if is_new:
            self._show_scheme(row, standing, place)
        self._show_states(row)
        is_judged = row.item.rule.kind in answering.JUDGED
        self.value.setVisible(not is_judged)
        if is_judged:
            self.findings.show_item(row, standing.scheme.parameters)
        else:
            self.findings.clear()
            self.value.show_item(row)
        for widget in (self.states, self.findings, self.value):
            widget.setEnabled(self.is_open)
        self.onward.setVisible(self.is_open)
        self.note.show()
        self._show_note(is_new=is_new)
        self.photos.show()
        self.photos.set_read_only(not self.is_open)
        self.photos.show_item(
            standing.record.visit.id, row.item.number, self.findings.finding, row.photos
        )
        self._show_earlier()

    def show_losses(self, losses: Mapping[int, Earlier]) -> None:
        """Say what items lost at this site before, by their numbers."""
        self._losses = losses
        self._show_earlier()

    def to_note(self) -> None:
        """Go to the note, with what belongs to it in sight."""
        self.note.field.setFocus()
        self._area.ensureWidgetVisible(self.note)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer phrases of earlier notes."""
        self.note.show_phrases(phrases)

    def _show_earlier(self) -> None:
        found = self._losses.get(self.item) if self.item is not None else None
        self.earlier.show_earlier(found)
        self._lines[2].setVisible(found is not None)

    def _show_scheme(self, row: ItemRow, standing: Standing, place: str) -> None:
        item = row.item
        path = " · ".join(section_text(each.code, each.text) for each in standing.scheme.path(item))
        title, standard = split_title(item)
        self._path.setText(f"{path} · {item.code}" if path else item.code)
        self._place.setText(place)
        self._title.setText(title)
        self._say(self._standard, standard)
        method = _("Method: {method}").format(method=item.method) if item.method else ""
        rule = rule_words(item, row.result.required)
        self._say(self._rule, " · ".join(filter(None, (rule, method))))
        self._say(self._guidance, item.guidance)
        self._exceptions.setVisible(bool(item.exceptions))
        self._exception.setText(item.exceptions)
        self._area.show()
        self._foot.show()
        for line in self._lines[:2]:
            line.show()
        self._area.verticalScrollBar().setValue(0)

    def _show_states(self, row: ItemRow) -> None:
        kind = row.item.rule.kind
        is_lettered = kind is RuleKind.GRADE and not is_sampled(row.item.rule.grades)
        digits = "1–8" if is_lettered else "0–9"
        value = {
            RuleKind.QUANTITY: _("Counted"),
            RuleKind.GRADE: _("Graded"),
            RuleKind.POINTS: _("Points"),
            RuleKind.BONUS: _("Bonus"),
        }.get(kind, "")
        if kind is RuleKind.CONFORM:
            digits = "1"
        elif kind is RuleKind.DEDUCT:
            digits = "1–9"
        current = row.answer.state if row.answer else None
        self.states.show_states(answering.states_of(kind), current, value, digits)
        self.states.show()

    def _show_note(self, *, is_new: bool = True) -> None:
        row = self._row
        if row is None:
            return
        chosen = [each for each in row.findings if each.id == self.findings.finding]
        text = chosen[0].note if chosen else (row.answer.note if row.answer else "")
        can_write = self.is_open and row.is_answered
        if is_new:
            self.note.show_note(text, is_open=can_write)
        else:
            self.note.refresh(text, is_open=can_write)

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("pane")
        inner = QVBoxLayout(content)
        # Dense, so that the photos are seen on a small screen, too.
        inner.setContentsMargins(16, 8, 16, 8)
        inner.setSpacing(6)
        inner.addLayout(self._head())
        self._title = self._text("title")
        self._standard = self._text("body")
        self._rule = self._text("small", "tertiary")
        self._guidance = self._text("body", "secondary")
        self._lines = [_hairline(), _hairline(), _hairline()]
        inner.addWidget(self._title)
        inner.addWidget(self.states)
        inner.addWidget(self._standard)
        inner.addWidget(self._rule)
        inner.addWidget(self._guidance)
        inner.addWidget(self._exception_block())
        inner.addWidget(self._lines[0])
        for widget in (self.findings, self.value, self.note):
            inner.addWidget(widget)
        inner.addWidget(self._lines[1])
        inner.addWidget(self.photos)
        inner.addWidget(self._lines[2])
        inner.addWidget(self.earlier)
        inner.addStretch(1)
        self._area = UprightArea(content, _LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addStretch()
        layout.addWidget(self._made_foot())

    def _head(self) -> QHBoxLayout:
        self._path = ElidedLabel(self._theme, "small", "text.secondary")
        self._place = QLabel()
        self._place.setFont(self._theme.font("small"))
        self._place.setProperty("role", "secondary")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._path, 1)
        for icon, by, name in (
            ("caret-up", -1, _("Previous item (↑)")),
            ("caret-down", 1, _("Next item (↓)")),
        ):
            button = QToolButton()
            button.setIcon(self._theme.icon(icon))
            button.setIconSize(QSize(14, 14))
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, by=by: self.moved.emit(by))
            head.addWidget(button)
        head.addWidget(self._place)
        return head

    def _exception_block(self) -> QFrame:
        self._exceptions = QFrame()
        self._exceptions.setObjectName("exceptions")
        title = QLabel(_("Not a violation"))
        title.setFont(self._theme.font("small"))
        title.setProperty("role", "conforming")
        self._exception = self._text("body", "secondary")
        layout = QVBoxLayout(self._exceptions)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(title)
        layout.addWidget(self._exception)
        return self._exceptions

    def _made_foot(self) -> QFrame:
        self._foot = QFrame()
        self._foot.setObjectName("foot")
        self._foot.setFixedHeight(self._theme.scaled(48))
        onward = QAction(_("Next unanswered"), self)
        onward.triggered.connect(self.next_wanted)
        layout = QHBoxLayout(self._foot)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addStretch(1)
        self.onward = KeyButton(self._theme, onward, key="Enter", is_flat=True)
        layout.addWidget(self.onward)
        return self._foot

    def _text(self, font: str, role: str = "") -> QLabel:
        label = QLabel()
        label.setFont(self._theme.font(font))
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
