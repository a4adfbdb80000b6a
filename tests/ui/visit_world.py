"""The Inspect page over a small district, driven by keys as a person would."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.scheme import Item, Rule, RuleKind, Scheme, Section
from inspector.domain.visit import Record
from inspector.services import visit, workspace
from inspector.services.workspace import Workspace
from tests.services import made_up
from ui.jobs import Jobs
from ui.pages.visit import VisitPage
from ui.theme import Theme


def long_scheme(items: int = 100, sections: int = 10) -> Scheme:
    """Many judged items in sections of equal length."""
    rules = (Rule(RuleKind.CONFORM), Rule(RuleKind.DEDUCT, each=Decimal("0.5"), cap=Decimal(2)))
    share = items // sections
    return Scheme(
        "示例长表",
        tuple(Section(n, None, str(n), f"第{n}部分") for n in range(1, sections + 1)),
        tuple(
            Item(
                UUID(int=n),
                n,
                (n - 1) // share + 1,
                f"{(n - 1) // share + 1}.{(n - 1) % share + 1}",
                f"示例标准{n}",
                Decimal(2),
                rules[n % 2],
            )
            for n in range(1, items + 1)
        ),
    )


def exceptional(content: Scheme) -> Scheme:
    """The same, with words on the first item that do not count as a violation."""
    first = replace(content.items[0], exceptions="雨停后一小时内的积水", guidance="先看地面")
    return replace(content, items=(first, *content.items[1:]))


class Day:
    """An open page, its background work, and the keyboard."""

    def __init__(self, qtbot: QtBot, folder: Path, theme: Theme, content: Scheme | None) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.jobs = Jobs()
        self.strokes = 0
        self.ws: Workspace = self.on_database(lambda: _district(folder, content))
        self.jobs.serve(self.ws)
        self.page = self._open()

    def restart(self) -> None:
        """Another page on the same workspace, as after a start of the program."""
        self._end_page()
        self.page = self._open()

    def on_database(self, operation: Callable[[], Any]) -> Any:
        """The result of an operation on the database thread, behind all that is waiting there."""
        return self.jobs._database.submit(operation).result()

    def press(self, *keys: Qt.Key | str, control: bool = False, shift: bool = False) -> None:
        """Press keys one after the other where the focus is; each is a stroke."""
        modifiers = Qt.KeyboardModifier.NoModifier
        if control:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        for key in keys:
            self.strokes += 1
            self.qtbot.keyClick(self.focus, key, modifiers)

    def write(self, text: str) -> None:
        """Type the text of a note, which counts as no stroke."""
        self.qtbot.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def settle(self) -> None:
        """Wait until nothing is running or waiting."""
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy)

    def choose(self, query: str) -> None:
        """Search a site and start or open its visit."""
        if self.page.view.hasFocus():
            self.press(Qt.Key.Key_Escape)
        self.press("f", control=True)
        self.write(query)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.page.view.hasFocus())
        self.settle()

    def activate(self) -> None:
        """Give the window the focus back after a dialog, as a desktop does."""
        self.settle()
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)

    def record(self) -> Record:
        """The visit that is shown, as it stands in the store."""
        self.settle()
        shown = self.page.standing
        assert shown is not None
        identity = shown.record.visit.id
        found: Record = self.on_database(lambda: visit.load(self.ws, identity))
        return found

    def states(self) -> dict[str, str]:
        """Answered items by code as the checklist shows them."""
        self.settle()
        rows = [node.item for node in self.page.view.tree.nodes() if node.item]
        return {row.item.code: row.state for row in rows if row.is_answered}

    def close(self) -> None:
        """End the threads."""
        self._end_page()
        self.jobs.close(self.ws.close)

    def _end_page(self) -> None:
        self.settle()
        self.page.close()
        self.page.deleteLater()
        self.qtbot.waitUntil(lambda: not shiboken6.isValid(self.page))

    def _open(self) -> VisitPage:
        page = VisitPage(self.ws, self.jobs, self.theme)
        page.resize(1294, 716)
        page.show()
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        self.settle()
        return page


def _district(folder: Path, content: Scheme | None) -> Workspace:
    ws = workspace.create(folder / "workspace", district="示例区")
    if content is not None:
        made_up.publish(ws, content)
    for code, name in (("P1", "人民公园"), ("M1", "清河市场"), ("M2", "东门市场")):
        site = made_up.add_site(ws, code, name=name, longitude=Decimal("83"), latitude=Decimal(39))
        if code == "P1":
            made_up.add_units(ws, site)
    return ws
