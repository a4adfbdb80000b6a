"""The head of the Rankings page: which board, which period, of what, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.board import BoardKind, BoardView, Pooling, RankedGroup, Ranking
from inspector.domain.ready_board import READY_KEYS
from inspector.wording import _, ngettext
from inspector.wording import sheet as words
from inspector.wording.board_rules import board_name
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.period_picker import PeriodPicker

_HEAD, _TOOLS, _BOARD, _GROUP, _SCHEME = 56, 40, 168, 152, 200


class BoardHead(QWidget):
    """Two rows of choices; each signal has what was chosen."""

    board_chosen = Signal(object)
    group_chosen = Signal(object)
    scheme_chosen = Signal(object)
    pooling_chosen = Signal(object)
    parts_asked = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        editing: Sequence[QAction],
        export: QAction,
        preview: QAction,
        picture: QAction,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.board = self._combo(_("Board"), _BOARD)
        self.board.activated.connect(lambda: self.board_chosen.emit(UUID(self.board.currentData())))
        self.rules = QToolButton()
        self.rules.setIcon(theme.icon("settings"))
        self.rules.setToolTip(_("Rules of the board, new boards"))
        self.rules.setAccessibleName(_("Rules of the board, new boards"))
        self.rules.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.rules.setMenu(QMenu(self.rules))
        self.rules.menu().addActions(editing)
        self.group = self._combo(_("List"), _GROUP)
        self.group.activated.connect(lambda: self.group_chosen.emit(self.group.currentData()))
        self.period = PeriodPicker(theme, has_campaigns=True, are_days_apart=True)
        self.scheme = self._combo(_("Scheme"), _SCHEME)
        self.scheme.activated.connect(lambda: self.scheme_chosen.emit(self.scheme.currentData()))
        self.pooling = self._combo(_("How observations become a rate"), 0)
        self.pooling.addItem(_("All contents pooled"), Pooling.POOLED)
        self.pooling.addItem(_("Mean of the contents"), Pooling.BY_CONTENT)
        self.pooling.activated.connect(
            lambda: self.pooling_chosen.emit(Pooling(self.pooling.currentData()))
        )
        self.facts = ElidedLabel(theme, "small", "text.secondary")
        self.parts = QToolButton()
        self.parts.setText(_("By site type"))
        self.parts.setProperty("chip", True)
        self.parts.setCheckable(True)
        self.parts.setToolTip(_("Show the scores of the site types in place of rank and remarks"))
        self.parts.toggled.connect(self.parts_asked)
        self._actions = (export, preview, picture)
        self.picture = KeyButton(
            theme, picture, icon="copy", word=_("Copy as picture"), is_flat=True
        )
        self.preview = KeyButton(theme, preview, icon="file", word=_("Preview"), is_flat=True)
        self.export = KeyButton(theme, export, icon="export", word=_("Export"))
        self._lay_out()

    def show_board(self, view: BoardView, group: str | None) -> None:
        """Show what is chosen and what else there is."""
        ranking = view.ranking
        self.period.show_period(view.period, view.campaign, view.campaigns)
        self._fill_boards(view)
        self._fill_groups(ranking, group)
        self.scheme.clear()
        for one in view.schemes:
            self.scheme.addItem(one.title, one.id)
        if ranking is not None:
            self.scheme.setCurrentIndex(self.scheme.findData(ranking.scheme_id))
            self.scheme.setToolTip(ranking.scheme_title)
            self.pooling.setCurrentIndex(self.pooling.findData(ranking.pooling))
        self.scheme.setVisible(len(view.schemes) > 1)
        is_rate = ranking is not None and ranking.is_result and ranking.kind is BoardKind.UNITS
        self.pooling.setVisible(is_rate)
        self.facts.setText(_facts(ranking, group))
        for action in self._actions:
            action.setEnabled(ranking is not None and any(row.n for row in ranking.rows))

    def hold(self, button: QWidget) -> None:
        """Put what is done last with a ranking behind all other buttons."""
        # What goes where it is narrow must not keep the page from being narrow.
        self.setMinimumWidth(1)
        self._upper.addWidget(button)
        QWidget.setTabOrder(self.export, button)

    def offer_parts(self, *, offered: bool) -> None:
        """Offer the columns of the site types where they do not fit beside the others."""
        self.parts.setVisible(offered)

    def _fill_boards(self, view: BoardView) -> None:
        self.board.clear()
        is_ready = True
        for one in view.boards:
            if is_ready and one.id not in READY_KEYS:
                is_ready = False
                self.board.insertSeparator(self.board.count())
            # Qt compares what it knows, such as text.
            self.board.addItem(board_name(one), one.id.hex)
            if one.rules is None:
                place = self.board.count() - 1
                item = cast("QStandardItemModel", self.board.model()).item(place)
                item.setEnabled(False)
                item.setToolTip(_("A newer program wrote the rules of this board."))
        self.board.setCurrentIndex(self.board.findData(view.board.id.hex))
        self.board.setToolTip(board_name(view.board))

    def _fill_groups(self, ranking: Ranking | None, group: str | None) -> None:
        self.group.clear()
        groups = ranking.groups if ranking is not None else ()
        for one in groups:
            counted = _("{group} ({count})").format(group=words.group(one.key), count=len(one.rows))
            self.group.addItem(counted, one.key)
        self.group.addItem(_("All lists"), None)
        keys = [one.key for one in groups]
        self.group.setCurrentIndex(keys.index(group) if group in keys else len(keys))
        self.group.setVisible(len(groups) > 1)

    def _lay_out(self) -> None:
        title = QLabel(_("Rankings"))
        title.setFont(self._theme.font("page"))
        upper = self._upper = self._row(_HEAD)
        upper.addWidget(title)
        upper.addSpacing(8)
        upper.addWidget(self.board)
        upper.addWidget(self.rules)
        upper.addWidget(self.period)
        upper.addStretch(1)
        upper.addWidget(self.export)
        lower = self._row(_TOOLS)
        for widget in (self.period.days, self.group, self.scheme, self.pooling):
            lower.addWidget(widget)
        lower.addWidget(self.facts, 1)
        for button in (self.parts, self.picture, self.preview):
            lower.addWidget(button)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper)
        layout.addWidget(line)
        layout.addLayout(lower)

    def _row(self, height: int) -> QHBoxLayout:
        row = QHBoxLayout()
        spare = self._theme.scaled(height - 32) // 2
        row.setContentsMargins(24, spare, 16, spare)
        row.setSpacing(8)
        return row

    def _combo(self, name: str, width: int) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        if width:
            combo.setFixedWidth(self._theme.scaled(width))
        return combo


def _facts(ranking: Ranking | None, group: str | None) -> str:
    """How many were tested and their mean, of one list or of all."""
    if ranking is None:
        return ""
    chosen = [one for one in ranking.groups if group in (None, one.key)]
    rows = [row for one in chosen for row in one.rows]
    tested = sum(row.score is not None for row in rows)
    said = [ngettext("{count} ranked", "{count} ranked", tested).format(count=tested)]
    if tested < len(rows):
        said.append(_("{count} not tested").format(count=len(rows) - tested))
    if len(chosen) == 1:
        said += _mean(chosen[0])
    return " · ".join(said)


def _mean(group: RankedGroup) -> list[str]:
    if group.mean is None:
        return []
    said = [_("average {mean}").format(mean=group.mean)]
    if group.previous_mean is not None:
        change = words.signed(group.mean - group.previous_mean)
        said.append(_("{change} from before").format(change=change))
    return said
