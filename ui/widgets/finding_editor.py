"""The findings of an item: clause, occurrences, points each, level, put right on the spot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.points import plain
from inspector.domain.scheme import Item, Parameters, RuleKind
from inspector.domain.visit import Finding
from inspector.wording import _, ngettext
from inspector.wording.form import MINUS
from ui.models.checklist_tree import ItemRow
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.pips import Pips
from ui.widgets.stepper import Stepper

_HALF = Decimal("0.5")
_MOST_OCCURRENCES = Decimal(9_999)


class FindingEditor(QWidget):
    """Edits one finding of the item at a time.

    `counted` has the finding and its occurrences, `changed` the finding and its new fields by
    name, `added` the clause of a new one, `removed` the finding, `picked` the one that is shown.
    """

    counted = Signal(object, object)
    changed = Signal(object, dict)
    added = Signal()
    removed = Signal(object)
    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._findings: tuple[Finding, ...] = ()
        self._finding: Finding | None = None
        self._item: int | None = None
        self.occurrences = Stepper(theme, _("Occurrences"))
        self.occurrences.changed.connect(self._on_counted)
        self.each = Stepper(theme, _("Points each"))
        self.each.changed.connect(lambda points: self._change(points=points))
        self.clause, self.level = QComboBox(), QComboBox()
        for box, name in ((self.clause, _("Clause")), (self.level, _("Level"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setMinimumContentsLength(5)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.clause.activated.connect(self._on_clause)
        self.level.activated.connect(self._on_level)
        self.fixed = QCheckBox(_("Put right on the spot"))
        self.fixed.clicked.connect(lambda is_on: self._change(fixed=is_on))
        self._lay_out()

    @property
    def finding(self) -> UUID | None:
        """The finding that is shown."""
        return self._finding.id if self._finding else None

    def pick(self, finding: UUID) -> None:
        """Show another finding of the item."""
        for each in self._findings:
            if each.id == finding:
                self._finding = each
                self.picked.emit(finding)

    def clear(self) -> None:
        """Show no finding, as for an item that has a value instead."""
        self._item, self._findings, self._finding = None, (), None
        self.hide()

    def show_item(self, row: ItemRow, parameters: Parameters) -> None:
        """Show the findings of an item; the one that was shown stays, a new one is shown."""
        known = {each.id for each in self._findings}
        shown = {each.id: each for each in row.findings}
        fresh = [each for each in row.findings if each.id not in known]
        is_same = row.item.number == self._item
        self._item, self._findings = row.item.number, row.findings
        before = self._finding.id if self._finding else None
        if is_same and known and len(fresh) == 1:
            self._finding = fresh[0]
        elif is_same and before in shown:
            self._finding = shown[before]
        else:
            self._finding = row.findings[-1] if row.findings else None
        self._show(row, parameters)

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._list)
        layout.addWidget(self.clause)
        for row in (self._count_row(), self._facts_row(), self._last_row()):
            row.setSpacing(8)
            layout.addLayout(row)

    def _count_row(self) -> QHBoxLayout:
        theme = self._theme
        self._unit = QLabel(_("times"))
        self._unit.setFont(theme.font("small"))
        self._rule = ElidedLabel(theme, "small", "text.secondary")
        self.pips = Pips(theme)
        rule = QVBoxLayout()
        rule.setSpacing(4)
        rule.addWidget(self._rule)
        rule.addWidget(self.pips)
        said = QLabel(_("This item"))
        said.setFont(theme.font("small"))
        said.setProperty("role", "tertiary")
        self.loss = QLabel()
        self.loss.setFont(theme.font("number"))
        self.loss.setProperty("role", "deducted")
        loss = QVBoxLayout()
        loss.setSpacing(0)
        for label in (said, self.loss):
            loss.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addWidget(self.occurrences)
        row.addWidget(self._unit)
        row.addLayout(rule, 1)
        row.addLayout(loss)
        return row

    def _facts_row(self) -> QHBoxLayout:
        self._each = QLabel(_("points each"))
        self._each.setFont(self._theme.font("small"))
        row = QHBoxLayout()
        row.addWidget(self.each)
        row.addWidget(self._each)
        row.addWidget(self.level, 1)
        return row

    def _last_row(self) -> QHBoxLayout:
        self.add = self._button("plus", _("Another finding"))
        self.add.clicked.connect(self.added)
        self.remove = self._button("trash", _("Take this finding back"))
        self.remove.clicked.connect(lambda: self.removed.emit(self.finding))
        row = QHBoxLayout()
        row.addWidget(self.fixed)
        row.addStretch(1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        return row

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _show(self, row: ItemRow, parameters: Parameters) -> None:
        self.setVisible(self._finding is not None)
        if self._finding is None:
            return
        item, finding = row.item, self._finding
        self._list_findings(item)
        is_counted = item.rule.kind is RuleKind.DEDUCT
        for widget in (self.occurrences, self._unit, self.add, self.each, self._each):
            widget.setVisible(is_counted)
        self.occurrences.show_value(
            Decimal(finding.occurrences), low=Decimal(1), high=_MOST_OCCURRENCES
        )
        self.each.show_value(finding.points_each, high=item.full_mark, step=_HALF)
        self._fill_clauses(item, finding)
        self._fill_levels(parameters, finding)
        self.fixed.setChecked(finding.fixed)
        self._tell(row, finding, parameters)

    def _fill_clauses(self, item: Item, finding: Finding) -> None:
        self.clause.clear()
        self.clause.setVisible(bool(item.rule.clauses))
        if item.rule.each is not None or not finding.clause:
            self.clause.addItem(_("No clause"), "")
        for clause in item.rule.clauses:
            words = f"{clause.code} {clause.text} ({MINUS}{plain(clause.each)})"
            self.clause.addItem(words, clause.code)
        self.clause.setCurrentIndex(max(0, self.clause.findData(finding.clause)))
        self.clause.setToolTip(self.clause.currentText())

    def _fill_levels(self, parameters: Parameters, finding: Finding) -> None:
        self.level.clear()
        self.level.setVisible(bool(parameters.levels))
        self.level.addItem(_("No level"), "")
        for each in parameters.levels:
            self.level.addItem(f"{each.level} ×{plain(each.factor)}", each.level)
        self.level.setCurrentIndex(max(0, self.level.findData(finding.level)))

    def _tell(self, row: ItemRow, finding: Finding, parameters: Parameters) -> None:
        item, lost = row.item, row.result.loss or Decimal(0)
        cap = min(item.rule.cap or item.full_mark, item.full_mark)
        self._rule.setText(
            _("{each} each, max {cap}").format(each=plain(finding.points_each), cap=plain(cap))
        )
        self._rule.setMinimumWidth(self._rule.sizeHint().width())
        self.pips.show_loss(lost, cap, finding.points_each)
        self.loss.setText(f"{MINUS}{plain(lost)}" if lost else "0")
        self.loss.setAccessibleName(f"{_('This item')}: {self.loss.text()}")
        factor = parameters.fixed_factor
        self.fixed.setText(
            _("Put right on the spot")
            if factor == 1
            else _("Put right on the spot (× {factor})").format(factor=plain(factor))
        )

    def _list_findings(self, item: Item) -> None:
        while entry := self._list.takeAt(0):
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        if len(self._findings) < 2:
            return
        texts = {clause.code: clause.text for clause in item.rule.clauses}
        for finding in self._findings:
            times = ngettext("{n} occurrence", "{n} occurrences", finding.occurrences).format(
                n=finding.occurrences
            )
            what = texts.get(finding.clause) or finding.note
            words = " · ".join(filter(None, (what, times)))
            button = QPushButton(words)
            button.setProperty("row", True)
            button.setCheckable(True)
            button.setChecked(finding is self._finding)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, one=finding.id: self.pick(one))
            self._list.addWidget(button)

    def _change(self, **fields: Any) -> None:
        if self._finding is not None:
            self.changed.emit(self._finding.id, fields)

    def _on_counted(self, number: Decimal) -> None:
        if self._finding is not None:
            self.counted.emit(self._finding.id, number)

    def _on_clause(self) -> None:
        self._change(clause=self.clause.currentData())

    def _on_level(self) -> None:
        self._change(level=self.level.currentData())
