"""The boards that every workspace has without anybody making them: those that districts publish."""

from __future__ import annotations

from uuid import UUID, uuid5

from inspector.domain.board import Board, BoardKind
from inspector.domain.board_rules import BoardRules, SubjectKind, Subjects
from inspector.domain.unit import UnitClass

_READY = UUID("5f2b7c1e-8d1a-4a6f-9c37-2f0e6b4d9a10")


def _units(*classes: UnitClass) -> BoardRules:
    return BoardRules(subjects=Subjects(classes=classes))


def _sites(kind: SubjectKind) -> BoardRules:
    return BoardRules(subjects=Subjects(kind=kind))


_RULES = {
    "units": _units(),
    "streets": _units(UnitClass.STREET),
    "townships": _units(UnitClass.TOWNSHIP),
    "bureaus": _units(UnitClass.BUREAU),
    "communities": _units(UnitClass.COMMUNITY),
    "segments": _sites(SubjectKind.SEGMENTS),
    "sites": _sites(SubjectKind.SITES),
    "types": _sites(SubjectKind.TYPES),
}


def kind_of(rules: BoardRules) -> BoardKind:
    """What stands in the rows of a board with these rules."""
    kinds = {SubjectKind.UNITS: BoardKind.UNITS, SubjectKind.TYPES: BoardKind.TYPES}
    return kinds.get(rules.subjects.kind, BoardKind.SITES)


def ready_id(key: str) -> UUID:
    """The id of a ready-made board, the same in every workspace."""
    return uuid5(_READY, key)


READY_BOARDS = {
    key: Board(id=ready_id(key), kind=kind_of(rules), rules=rules) for key, rules in _RULES.items()
}
"""The ready-made boards by their key, as they are until somebody changes one."""

READY_KEYS = {board.id: key for key, board in READY_BOARDS.items()}
"""The key of a ready-made board by its id."""
