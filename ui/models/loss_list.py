"""What a subject lost, as two lists: by site type, and loss by loss, or site by site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.board import Loss, PartLoss, SiteLoss
from inspector.wording import _
from inspector.wording.board import loss_place, loss_said, part_facts, signed_loss
from inspector.wording.loss import relapse_said, rest_said

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The PartLoss, Loss or SiteLoss of a row."""


class LossList(QAbstractListModel):
    """Shows parts, losses or sites; each row says itself in words, for who cannot see it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[PartLoss | Loss | SiteLoss] = ()

    def show(self, lines: Sequence[PartLoss | Loss | SiteLoss]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> PartLoss | Loss | SiteLoss:
        """What a row shows."""
        return self._lines[row]

    def showing(self, digest: bytes) -> list[int]:
        """The rows of losses that show a photo first."""
        return [
            row
            for row, line in enumerate(self._lines)
            if isinstance(line, Loss) and line.photos[:1] == (digest,)
        ]

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _said(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(line)
        return None


def _said(line: PartLoss | Loss | SiteLoss) -> str:
    if isinstance(line, PartLoss):
        facts = (line.name, part_facts(line), signed_loss(line.lost))
        return " ".join(text for text in facts if text)
    if isinstance(line, SiteLoss):
        return f"{rest_said(line)} {signed_loss(line.lost)}"
    said = (loss_said(line), loss_place(line), relapse_said(line), signed_loss(line.lost))
    return " ".join(text for text in said if text)


def _whole(line: PartLoss | Loss | SiteLoss) -> str:
    if isinstance(line, PartLoss):
        return _said(line)
    if isinstance(line, SiteLoss):
        return _("Enter: every loss at {site}").format(site=line.site_name)
    texts = dict.fromkeys((line.note, line.text, loss_place(line), relapse_said(line)))
    return "\n".join(text for text in texts if text)
