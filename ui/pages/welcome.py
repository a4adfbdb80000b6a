"""The first page: who one is, where the work lies, and what to begin with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.errors import Cancelled, InspectorError
from inspector.services import beginning
from inspector.services.beginning import Beginning, Source
from inspector.services.folder import FolderState
from inspector.wording import _
from inspector.wording.error import sentence
from inspector.wording.table_kind import table_filter
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.folder_field import FolderField
from ui.widgets.letterhead import Letterhead
from ui.widgets.message_bar import MessageBar
from ui.widgets.role_card import role_cards
from ui.widgets.start_foot import StartFoot
from ui.widgets.upright_area import UprightArea

# From which width on the letterhead stands at the left, and how wide it is there.
_BESIDE, _WIDE, _LETTERHEADS = 1280, 1600, (392, 480)
_FORM_WIDTH = 960


class WelcomePage(QWidget):
    """Asks three things on one page and makes or finds the workspace.

    `begun` has the folder of the workspace and the (kind, file) that are to be imported; `spoken`
    and `lit` ask for another language or light; `left` tells that the page was closed;
    `edition_wanted` asks for a sealed edition, which needs no workspace.
    """

    begun = Signal(object, object)
    spoken = Signal(str)
    lit = Signal(str)
    left = Signal()
    edition_wanted = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, answers: Beginning) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Civilized-City inspection"))
        self.setMinimumSize(1024, 620)
        self._jobs = jobs
        self._theme = theme
        self._folder = answers.folder
        self._files = dict(answers.files)
        self._state: FolderState | None = None
        self._making: Job | None = None
        self.message = MessageBar(theme)
        self.letterhead = Letterhead(theme)
        self.letterhead.spoken.connect(self.spoken)
        self.letterhead.lit.connect(self.lit)
        self.form = QWidget()
        form = QVBoxLayout(self.form)
        form.setContentsMargins(64, 32, 64, 16)
        form.setSpacing(8)
        self._add_person(form, answers)
        form.addSpacing(16)
        self._add_workspace(form, answers)
        form.addSpacing(16)
        self._add_sources(form, answers)
        form.addStretch(1)
        self._lay_out()
        self.cards[answers.role].setFocus()
        self._look()

    @property
    def answers(self) -> Beginning:
        """The answers as they stand."""
        return Beginning(
            self.person.text().strip(),
            self.unit.text().strip(),
            self.laptop.text().strip(),
            next(role for role, card in self.cards.items() if card.isChecked()),
            next(name for name, row in self.sources.items() if row.button.isChecked()),
            self._folder,
            dict(self._files),
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self._theme.scaled(_BESIDE):
            self._parts.setDirection(QBoxLayout.Direction.TopToBottom)
            self.letterhead.show_above()
        else:
            self._parts.setDirection(QBoxLayout.Direction.LeftToRight)
            self.letterhead.show_beside(_LETTERHEADS[self.width() >= _WIDE])
            self.letterhead.skyline.setVisible(self.height() >= self._theme.scaled(600))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        self.left.emit()
        super().closeEvent(event)

    def refuse(self, error: Exception) -> None:
        """Say why it cannot begin like this."""
        self._set_busy(False)
        if not isinstance(error, InspectorError):
            raise error
        self.message.warn(sentence(error))

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("page")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _centre(holder, self.form)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.message)
        right.addWidget(UprightArea(holder), 1)
        right.addWidget(self._foot())
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addWidget(self.letterhead)
        self._parts.addLayout(right, 1)

    def _add_person(self, form: QVBoxLayout, answers: Beginning) -> None:
        self.person = self._field(_("Your name"), answers.person)
        self.unit = self._field(_("Unit"), answers.unit)
        self.unit.setPlaceholderText(_("for example the inspection team"))
        names = QHBoxLayout()
        names.setSpacing(16)
        for word, widget in ((_("Your name"), self.person), (_("Unit"), self.unit)):
            label = QLabel(word)
            label.setProperty("role", "secondary")
            label.setBuddy(widget)
            names.addWidget(label)
            names.addWidget(widget, 1)
        self.cards = role_cards(self._theme)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        group = QButtonGroup(self)
        for key, (role, card) in enumerate(self.cards.items(), 1):
            group.addButton(card)
            cards.addWidget(card, 1)
            card.setChecked(role == answers.role)
            QShortcut(QKeySequence(str(key)), self, card.click)
        group.buttonToggled.connect(lambda _card, _on: self._tell_steps())
        form.addWidget(self._heading(_("Who you are")))
        form.addLayout(names)
        form.addLayout(cards)

    def _add_workspace(self, form: QVBoxLayout, answers: Beginning) -> None:
        self.place = FolderField(self._theme)
        self.other = QPushButton(_("Choose another folder…"))
        self.other.clicked.connect(self._choose_folder)
        self.existing = QPushButton(_("Open an existing one…"))
        self.existing.clicked.connect(self._open_existing)
        across = QHBoxLayout()
        across.addWidget(self.place, 1)
        across.addWidget(self.other)
        across.addWidget(self.existing)
        self.laptop = self._field(_("Name of this laptop"), answers.laptop)
        self.laptop.setMaximumWidth(self._theme.scaled(240))
        label = QLabel(_("Name of this laptop"))
        label.setProperty("role", "secondary")
        label.setBuddy(self.laptop)
        hint = QLabel(_("It stands in the numbers of the visits made here."))
        hint.setProperty("role", "tertiary")
        hint.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(label)
        below.addWidget(self.laptop)
        below.addWidget(hint, 1)
        self.edition = QPushButton(_("Open a sealed edition…"))
        self.edition.clicked.connect(self.edition_wanted)
        below.addWidget(self.edition)
        form.addWidget(self._heading(_("Workspace")))
        form.addLayout(across)
        form.addLayout(below)

    def _add_sources(self, form: QVBoxLayout, answers: Beginning) -> None:
        self.criteria = QPushButton(_("Criteria…"))
        self.criteria.clicked.connect(lambda: self._choose_file("scheme"))
        self.sites = QPushButton(_("Sites…"))
        self.sites.clicked.connect(lambda: self._choose_file("site"))
        soon = QLabel(_("about ten seconds"))
        soon.setProperty("role", "secondary")
        self.sources = {
            Source.OWN: ChoiceRow(
                self._theme,
                _("Use my own workbooks"),
                _("Excel tables of criteria and sites; every row is shown before it is imported"),
                self.criteria,
                self.sites,
            ),
            Source.SAMPLE: ChoiceRow(
                self._theme,
                _("Try the sample district"),
                _("Made-up criteria, sites and four weeks of visits; delete the folder any time"),
                soon,
            ),
            Source.EMPTY: ChoiceRow(
                self._theme,
                _("Begin with nothing"),
                _("An empty workspace; criteria and sites can be imported later"),
            ),
        }
        group = QButtonGroup(self)
        form.addWidget(self._heading(_("Criteria and sites")))
        for name, row in self.sources.items():
            group.addButton(row.button)
            row.button.setChecked(name == answers.source)
            form.addWidget(row)
        group.buttonToggled.connect(lambda _button, is_on: self._look() if is_on else None)
        self._tell_files()

    def _foot(self) -> QFrame:
        begin = QAction(_("Start"), self)
        begin.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        begin.triggered.connect(self.begin)
        self.addAction(begin)
        self.foot = StartFoot(self._theme, begin)
        self.foot.leave.clicked.connect(self._on_leave)
        holder = QFrame()
        holder.setObjectName("foot")
        _centre(holder, self.foot)
        return holder

    def begin(self) -> None:
        """Keep who one is, make the workspace and tell where it is."""
        given, state = self.answers, self._state
        if state is None or not self.foot.start.isEnabled():
            return
        if not given.person:
            self.message.warn(_("Say your name first: it stands on everything that you record."))
            self.person.setFocus()
            return
        imports = [(kind, path) for kind, path in given.files.items() if given.source == Source.OWN]
        self._set_busy(True)
        self._making = self._jobs.run(partial(beginning.begin, given, state), asker=self)
        self._making.progressed.connect(self.foot.show_progress)
        self._making.failed.connect(self._on_failed)
        self._making.cancelled.connect(self._on_cancelled)
        self._making.succeeded.connect(lambda _made: self._on_made(state.folder, imports))

    def _on_made(self, made: Path, imports: list[tuple[str, Path]]) -> None:
        self._making = None
        self.begun.emit(made, imports)

    def _on_failed(self, error: Exception) -> None:
        self._making = None
        self.refuse(error)
        self._look()

    def _on_cancelled(self) -> None:
        self._making = None
        self._set_busy(False)
        self.message.tell(sentence(Cancelled()))

    def _on_leave(self) -> None:
        if self._making is not None:
            self._cancel()
        else:
            self.close()

    def _cancel(self) -> None:
        if self._making is not None:
            self._making.progress.cancel()

    def _set_busy(self, is_busy: bool) -> None:
        self.form.setEnabled(not is_busy)
        self.foot.set_busy(is_busy)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the workspace"))
        if chosen:
            self._folder = Path(chosen)
            self._look()

    def _open_existing(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the workspace"))
        if not chosen:
            return
        self._folder = Path(chosen)
        self._look(self._begin_with_existing)

    def _begin_with_existing(self) -> None:
        if self._state is not None and self._state.is_workspace:
            self.begin()
        elif self._state is not None:
            said = _(
                "There is no workspace in {folder}. Choose the folder that holds workspace.db."
            )
            self.message.warn(said.format(folder=self._state.folder))

    def _choose_file(self, kind: str) -> None:
        title = _("Workbook of criteria") if kind == "scheme" else _("Workbook of sites")
        chosen = QFileDialog.getOpenFileName(self, title, "", table_filter())[0]
        if chosen:
            self._files[kind] = Path(chosen)
            self.sources[Source.OWN].button.setChecked(True)
            self._tell_files()

    def _tell_files(self) -> None:
        for kind, button in (("scheme", self.criteria), ("site", self.sites)):
            chosen = self._files.get(kind)
            button.setIcon(self._theme.icon("check" if chosen else "table"))
            button.setToolTip(str(chosen or ""))
        if self._files:
            names = " · ".join(path.name for path in self._files.values())
            self.sources[Source.OWN].explanation.setText(names)

    def _look(self, then: Callable[[], None] | None = None) -> None:
        """Ask of the folder off the window's thread: a dead drive can take seconds to answer."""
        job = self._jobs.run(partial(beginning.look, self.answers), asker=self)

        def show(state: FolderState) -> None:
            self._state = state
            self._tell_folder(state)
            if then is not None:
                then()

        job.succeeded.connect(show)
        job.failed.connect(self.refuse)

    def _tell_folder(self, state: FolderState) -> None:
        self.place.show_state(state)
        for row in self.sources.values():
            row.setEnabled(not state.is_workspace)
        self.foot.start.setEnabled(self.place.is_fine and self._making is None)
        self.foot.start.setText(_("Open") if state.is_workspace else _("Start"))
        self._tell_steps()

    def _tell_steps(self) -> None:
        given = self.answers
        role = self.cards[given.role].text()
        self.letterhead.say(
            0, _("{role} · can be changed any time").format(role=role), is_done=bool(given.person)
        )
        is_fine = self.place.is_fine
        self.letterhead.say(1, _("one folder for data and photos"), is_done=is_fine)
        self.letterhead.say(2, _("your own tables, or the sample district"), is_done=False)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setFont(self._theme.font("page"))
        return heading

    def _field(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setAccessibleName(name)
        made.textChanged.connect(lambda _text: self._tell_steps())
        return made


def _centre(holder: QWidget, inside: QWidget) -> None:
    """Form and foot keep one width in the middle of a wide window."""
    inside.setMaximumWidth(_FORM_WIDTH)
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(inside, 100)
    layout.addStretch(1)
