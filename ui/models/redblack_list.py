"""One column of the Red & black page: lists with their cards, and who is near the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.listing import MadeList, Spared
from inspector.domain.redblack_view import Card, CardList, RedBlackView
from inspector.wording import redblack_view as words
from inspector.wording.redblack import empty, rule_said, spared
from ui.models.line_list import LineList

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The Heading, CardRow, NearRow or TextRow of a row."""


class Heading(Struct, frozen=True):
    """The name of a list, how many are on it and by which rule."""

    made: MadeList
    count: int


class CardRow(Struct, frozen=True):
    """A card of a list."""

    made: MadeList
    card: Card

    @property
    def key(self) -> tuple[UUID, str]:
        """Its subject in its list of the board."""
        return self.card.key


class NearRow(Struct, frozen=True):
    """Somebody who is not listed though near."""

    made: MadeList
    spared: Spared

    @property
    def key(self) -> tuple[UUID, str]:
        """Its subject in its list of the board."""
        return self.spared.subject, self.spared.group


class TextRow(Struct, frozen=True):
    """A sentence; `is_title` above those near the line."""

    text: str
    is_title: bool = False


Row: TypeAlias = Heading | CardRow | NearRow | TextRow


class RedBlackList(LineList):
    """Shows rows of which cards and those near the line can be chosen."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row: Row = self.lines[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.reasons(row.card, row.made.rule) if isinstance(row, CardRow) else None
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_there = index.isValid() and isinstance(self.lines[index.row()], CardRow | NearRow)
        return chosen if is_there else Qt.ItemFlag.NoItemFlags

    def place(self, key: tuple[UUID, str]) -> int:
        """The row of a subject, -1 where it is not in this column."""
        found = (
            place
            for place, row in enumerate(self.lines)
            if isinstance(row, CardRow | NearRow) and row.key == key
        )
        return next(found, -1)

    def choosable(self) -> list[int]:
        """The rows that can be chosen."""
        return [place for place, row in enumerate(self.lines) if isinstance(row, CardRow | NearRow)]


def columns(view: RedBlackView) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of the lists that praise, and of those that warn; grades stand with praise."""
    praise = [one for one in view.lists if not one.made.rule.is_warning]
    warning = [one for one in view.lists if one.made.rule.is_warning]
    return tuple(_rows(praise)), tuple(_rows(warning))


def _rows(lists: Iterable[CardList]) -> Iterator[Row]:
    plain = []
    for one in lists:
        if not one.has_cards:
            plain.append(one)
            continue
        yield Heading(one.made, len(one.cards))
        for card in one.cards:
            yield CardRow(one.made, card)
        if one.made.empty is not None:
            yield TextRow(empty(one.made, one.made.empty))
        if one.made.spared:
            yield TextRow(words.near_title(), is_title=True)
        for near in one.made.spared:
            yield NearRow(one.made, near)
    for one in plain:
        if one.made.entries:
            yield TextRow(words.named(one))


def _said(row: Row) -> str:
    if isinstance(row, Heading):
        return f"{words.list_title(row.made)} {words.list_count(row.count)}"
    if isinstance(row, CardRow):
        return words.card_said(row.card, row.made)
    return spared(row.spared, row.made.rule) if isinstance(row, NearRow) else row.text


def rule_of(row: Heading) -> str:
    """The rule of a list, beside its name."""
    return rule_said(row.made.rule)
