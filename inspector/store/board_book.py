"""Reading the boards that somebody made or changed, and what their rules can refer to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from inspector.domain.board import Board
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.log import uuid_of
from inspector.store.reading import read, read_one


def load_boards() -> tuple[Board, ...]:
    """All boards that were written, void ones too, by name."""
    return tuple(read(Board, tables.Board, "1 = 1 ORDER BY name, id", ()))


def find_board(board: UUID) -> Board | None:
    """A board that was written, void or not."""
    return read_one(Board, tables.Board, "id = ?", (board,))


def load_sealed() -> frozenset[UUID]:
    """The boards of which there are editions."""
    found = rows("SELECT DISTINCT board FROM edition WHERE void = 0 AND board IS NOT NULL")
    return frozenset(uuid_of(board) for (board,) in found)


def load_site_types() -> dict[UUID, str]:
    """The type of every site that is not void."""
    found = rows("SELECT id, site_type FROM site WHERE void = 0")
    return {uuid_of(site): site_type for site, site_type in found}


def load_inspectors(
    days: Mapping[UUID, tuple[date, date]],
) -> dict[UUID, frozenset[str]]:
    """The names of who took part in visits to a site or of a unit, between two local days each."""
    sql = (
        "SELECT DISTINCT p.name FROM visit v JOIN visit_person l ON l.visit = v.id AND l.void = 0"
        " JOIN person p ON p.id = l.person WHERE v.void = 0 AND v.day BETWEEN ? AND ?"
        " AND (v.site = ? OR EXISTS (SELECT 1 FROM visit_unit u WHERE u.visit = v.id"
        " AND u.unit = ? AND u.void = 0))"
    )
    return {
        subject: frozenset(
            name for (name,) in rows(sql, (first.isoformat(), last.isoformat(), subject, subject))
        )
        for subject, (first, last) in days.items()
    }
