"""The page of the settings: look, person and laptop, district, folders, holidays, backups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.calendar import CalendarDay
from inspector.domain.remembered import Remembered
from inspector.paths import profile_folder
from inspector.services import backup, calendar, profile, remembered, undo, workspace
from inspector.services.backup import Backup, Restored
from inspector.services.workspace import Workspace
from inspector.settings import Settings
from inspector.wording import _
from inspector.wording import remembered as remembered_words
from ui.jobs import JobProgress, Jobs
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.backup_list import BackupList
from ui.widgets.calendar_table import CalendarTable
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.press_button import PressButton
from ui.widgets.remembered_list import RememberedList
from ui.widgets.setting_row import SettingRow, choice

_LIST_WIDTH, _PART_WIDTH = 200, 760
_PERCENT = (100, 110, 125, 140, 150)


class Shown(Struct, frozen=True):
    """What the page shows of the workspace."""

    settings: Settings
    district: str
    office: str
    days: tuple[CalendarDay, ...]
    backups: tuple[Backup, ...]
    remembered: tuple[Remembered, ...]


class SettingsPage(Page):
    """Shows the settings; most take effect when they are chosen.

    `look_chosen` tells that language, theme, size, role or person were kept anew, `renamed` how
    the district is called now; `restored` has the workspace opened again and the copy of what
    was there before.
    """

    name = "settings"
    icon = "settings"
    watches = frozenset({"district", "calendar_day", "device", "alias", "result_profile"})

    look_chosen = Signal()
    renamed = Signal(str)
    restored = Signal(object)

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._known = profile.load()
        self._stack = QStackedWidget()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(8, 16, 8, 16)
        self._list.setSpacing(2)
        self._group = QButtonGroup(self)
        self._parts: dict[str, QPushButton] = {}
        head = QLabel(self.title())
        head.setFont(theme.font("page"))
        head.setContentsMargins(8, 0, 0, 12)
        self._list.addWidget(head)
        self._add_part("look", _("Look and role"), self._look())
        self._add_part("person", _("Person and laptop"), self._person())
        self._add_part("district", _("District"), self._district())
        self._add_part("holidays", _("Holidays"), self._holidays(), is_scrolled=False)
        self._add_part("names", _("Remembered names"), self._names(), is_scrolled=False)
        self._add_part("backups", _("Backups"), self._backups(), is_scrolled=False)
        self._add_part("folders", _("Folders"), self._folders())
        self._list.addStretch(1)
        self._lay_out()
        self.show_part("look")

    @override
    def title(self) -> str:
        return _("Settings")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Z", _("Undo")), ("F1", _("All keys")))

    @override
    def load(self, progress: JobProgress) -> Shown:
        district = workspace.district(self.ws)
        return Shown(
            profile.load(),
            district.name,
            district.office,
            calendar.days(self.ws, self.calendar.year),
            backup.list_(self.ws),
            remembered.list_(self.ws),
        )

    @override
    def show_data(self, data: Shown) -> None:
        self.district.setText(data.district)
        self.office.setText(data.office)
        self.renamed.emit(data.district)
        self.calendar.show_days(data.days)
        self.backups.show_backups(data.backups)
        self.backups.set_busy(False)
        self.names.show_remembered(data.remembered)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # Backups are files: no change of a record tells of a new one.
        self._is_stale = True
        super().showEvent(event)

    @override
    def open(self, subject: object) -> None:
        if isinstance(subject, str) and subject in self._parts:
            self.show_part(subject)

    def show_part(self, name: str) -> None:
        """Show one part of the settings."""
        self._parts[name].click()

    def _add_part(self, name: str, word: str, part: QWidget, *, is_scrolled: bool = True) -> None:
        button = PressButton(word)
        button.setProperty("row", True)
        button.setCheckable(True)
        self._group.addButton(button)
        self._parts[name] = button
        self._list.addWidget(button)
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 16)
        heading = QLabel(word)
        heading.setFont(self.theme.font("title"))
        layout.addWidget(heading)
        layout.addSpacing(8)
        part.setMaximumWidth(self.theme.scaled(_PART_WIDTH))
        layout.addWidget(part, 0 if is_scrolled else 1)
        if is_scrolled:
            layout.addStretch(1)
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(page)
            page = scroll
        self._stack.addWidget(page)
        button.clicked.connect(partial(self._stack.setCurrentWidget, page))

    def _lay_out(self) -> None:
        left = QFrame()
        left.setObjectName("sunken")
        left.setFixedWidth(self.theme.scaled(_LIST_WIDTH))
        left.setLayout(self._list)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(line)
        across.addWidget(self._stack, 1)
        self.body.addLayout(across, 1)

    def _look(self) -> QWidget:
        known = self._known
        self.language = choice(
            (("", _("as the system says")), ("zh_CN", "中文"), ("en", "English")), known.language
        )
        self.theme_choice = choice(
            (("system", _("as the system is")), ("light", _("Light")), ("dark", _("Dark"))),
            known.theme,
        )
        sizes = sorted({*_PERCENT, known.text_percent})
        self.size_choice = choice([(size, f"{size} %") for size in sizes], known.text_percent)
        self.role = choice(
            (
                ("inspector", _("Field inspector")),
                ("office", _("Office")),
                ("leader", _("Leadership")),
            ),
            known.role,
        )
        for field, box in (
            ("language", self.language),
            ("theme", self.theme_choice),
            ("text_percent", self.size_choice),
            ("role", self.role),
        ):
            box.activated.connect(partial(self._on_chosen, field, box))
        return self._rows(
            (_("Language"), _("Data stay as they were written."), self.language),
            (_("Theme"), "", self.theme_choice),
            (_("Text size"), _("Everything grows with it."), self.size_choice),
            (_("Your role"), _("Which pages are shown, and which opens first."), self.role),
        )

    def _person(self) -> QWidget:
        known = self._known
        self.person = QLineEdit(known.person or self.ws.person.name)
        self.unit = QLineEdit(known.unit)
        self.laptop = QLineEdit(self.ws.device.name)
        part = self._rows(
            (
                _("Your name"),
                _("It stands on everything that you record from now on."),
                self.person,
            ),
            (_("Unit"), "", self.unit),
            (
                _("Name of this laptop"),
                _("In the numbers of visits: {short}").format(short=self.ws.device.short),
                self.laptop,
            ),
        )
        self.keep_person = self._put_button(part, _("Keep"), self._on_keep_person)
        return part

    def _district(self) -> QWidget:
        self.district, self.office = QLineEdit(), QLineEdit()
        part = self._rows(
            (_("District"), _("It stands in the heading of every sheet."), self.district),
            (_("Office"), _("It signs the sheets."), self.office),
        )
        self.keep_district = self._put_button(part, _("Keep"), self._on_keep_district)
        return part

    def _holidays(self) -> QWidget:
        self.calendar = CalendarTable(self.theme, self.ws.today().year)
        self.calendar.year_chosen.connect(lambda _year: self.reload())
        self.calendar.entered.connect(self._on_day_entered)
        self.calendar.withdrawn.connect(self._on_day_withdrawn)
        return self.calendar

    def _names(self) -> QWidget:
        self.names = RememberedList(self.theme)
        self.names.unwanted.connect(self._on_unwanted)
        return self.names

    def _backups(self) -> QWidget:
        self.backups = BackupList(self.theme)
        self.backups.wanted.connect(self._on_back_up)
        self.backups.chosen.connect(lambda chosen: self._on_restore(chosen.path))
        return self.backups

    def _folders(self) -> QWidget:
        paths = self.ws.paths
        return self._rows(
            *(
                (word, "", self._folder(folder))
                for word, folder in (
                    (_("Workspace"), paths.folder),
                    (_("Photos"), paths.photos),
                    (_("Workbooks written"), paths.exports),
                    (_("Backups"), paths.backups),
                    (_("Settings and error log"), profile_folder()),
                )
            )
        )

    def _folder(self, folder: Path) -> QWidget:
        path = ElidedLabel(self.theme, "small", "text.secondary")
        path.setText(str(folder.resolve()))
        path.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        button = PressButton(_("Open"))
        button.setToolTip(_("Show in the file manager"))
        button.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.resolve())))
        )
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(path, 1)
        across.addWidget(button)
        holder.setMinimumWidth(self.theme.scaled(480))
        return holder

    def _rows(self, *rows: tuple[str, str, QWidget]) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for name, explanation, control in rows:
            layout.addWidget(SettingRow(self.theme, name, explanation, control))
        return part

    def _put_button(self, part: QWidget, word: str, act: object) -> QPushButton:
        button = PressButton(word)
        button.setProperty("primary", True)
        button.clicked.connect(act)
        below = QHBoxLayout()
        below.setContentsMargins(0, 16, 0, 0)
        below.addStretch(1)
        below.addWidget(button)
        layout = part.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(below)
        return button

    def _on_chosen(self, field: str, box: QComboBox, _place: int) -> None:
        chosen = box.currentData()
        self.run(
            lambda _progress: profile.change(**{field: chosen}),
            lambda _kept: self.look_chosen.emit(),
        )

    def _on_keep_person(self) -> None:
        person, unit = self.person.text().strip(), self.unit.text().strip()
        laptop = self.laptop.text().strip()
        if not person or not laptop:
            self.message.warn(_("Neither your name nor the laptop's can be empty."))
            return

        def keep(_progress: JobProgress) -> None:
            workspace.change_person(self.ws, person)
            if laptop != self.ws.device.name:
                workspace.rename_device(self.ws, laptop)
            profile.change(person=person, unit=unit, laptop=laptop)

        self.run(keep, lambda _kept: self.look_chosen.emit())

    def _on_keep_district(self) -> None:
        name, office = self.district.text().strip(), self.office.text().strip()
        if not name:
            self.message.warn(_("The district needs a name: it heads every sheet."))
            return

        self.run(
            lambda _progress: workspace.rename(self.ws, name=name, office=office),
            lambda _kept: self.message.tell(_("The heading is kept. Ctrl+Z takes it back.")),
        )

    def _on_day_entered(self, day: date, is_working: bool, name: str) -> None:
        self.run(lambda _progress: calendar.enter(self.ws, day, is_working=is_working, name=name))

    def _on_day_withdrawn(self, day: date) -> None:
        self.run(lambda _progress: calendar.withdraw(self.ws, day))

    def _on_unwanted(self, one: Remembered) -> None:
        def remember_again(change: UUID) -> None:
            said = remembered_words.again(one)
            self.run(lambda _: undo.undo(self.ws, change), lambda _: self.message.tell(said))

        def tell(change: UUID) -> None:
            said = remembered_words.forgotten(one)
            self.message.tell(said, _("Undo"), partial(remember_again, change))

        self.run(lambda _progress: remembered.forget(self.ws, one), tell)

    def _on_back_up(self) -> None:
        self.backups.set_busy(True)

        def tell(made: Path) -> None:
            self.message.tell(_("Backed up as {file}.").format(file=made.name))
            self.reload()

        job = self.run(lambda _progress: backup.make(self.ws), tell)
        job.ended.connect(lambda: self.backups.set_busy(False))

    def _on_restore(self, chosen: Path) -> None:
        self.backups.set_busy(True)
        job = self.run(lambda _progress: backup.restore(self.ws, chosen), self._tell_restored)
        job.failed.connect(lambda _error: self.backups.set_busy(False))

    def _tell_restored(self, restored: Restored) -> None:
        self.restored.emit(restored)

    def tell_restored(self, kept: Path) -> None:
        """Say that a backup was put back, and offer to take that back."""
        said = _("The backup is put back. What was there before is kept as {file}.")
        self.message.tell(
            said.format(file=kept.name), _("Take it back"), partial(self._on_restore, kept)
        )
