"""Where red ends and black begins in a ranked list: the two lines that are drawn through it."""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.board import RankedGroup, RankedRow
from inspector.domain.list_rules import ListKind


class CutLines(Struct, frozen=True):
    """The rows of a list by their place from 0: the last of red, the first of black, None: none."""

    last_red: int | None = None
    first_black: int | None = None


def cut_lines(group: RankedGroup) -> CutLines:
    """Where the rules of the board cut a list.

    Who was put on a list by hand stands where his score has him and moves no line; where red would
    end below the beginning of black the list is not cut at all.
    """
    red = [place for place, row in enumerate(group.rows) if _is_named(row, ListKind.RED)]
    black = [place for place, row in enumerate(group.rows) if _is_named(row, ListKind.BLACK)]
    if red and black and red[-1] > black[0]:
        return CutLines()
    return CutLines(red[-1] if red else None, black[0] if black else None)


def _is_named(row: RankedRow, kind: ListKind) -> bool:
    return any(one.kind is kind and one.manual is None for one in row.marks)
