"""The columns of the tables of ranks and lists before and after a change of rules."""

from __future__ import annotations

from inspector.wording import sheet as sheet_words
from inspector.wording import what_if as words
from inspector.wording.redblack import made_title
from ui.models.table_model import Column

_QUIET, _FAINT = "text.secondary", "text.tertiary"


def shift_columns() -> tuple[Column, ...]:
    """Columns over `Shift` rows."""
    group, subject, rank_now, rank_then, change, score_now, score_then = words.heads()
    return (
        Column(subject, lambda row: row.name, is_strong=True, tip=lambda row: row.name),
        Column(group, lambda row: sheet_words.group(row.group), ink=lambda _row: _QUIET),
        Column(
            rank_now,
            lambda row: words.number(row.rank_before),
            key=lambda row: row.rank_before,
            is_number=True,
            ink=lambda _row: _QUIET,
        ),
        Column(
            rank_then,
            lambda row: words.number(row.rank_after),
            key=lambda row: row.rank_after,
            is_number=True,
            is_strong=True,
        ),
        Column(change, words.shift, ink=lambda row: None if row.is_moved else _FAINT),
        Column(
            score_now,
            lambda row: words.number(row.score_before),
            key=lambda row: row.score_before,
            is_number=True,
            ink=lambda _row: _QUIET,
        ),
        Column(
            score_then,
            lambda row: words.number(row.score_after),
            key=lambda row: row.score_after,
            is_number=True,
            is_strong=True,
        ),
    )


def list_columns() -> tuple[Column, ...]:
    """Columns over `ListShift` rows."""
    subject, made, now, then = words.list_heads()
    return (
        Column(subject, lambda row: row.name, is_strong=True, tip=lambda row: row.name),
        Column(
            made,
            lambda row: made_title(row.made),
            ink=lambda _row: _QUIET,
            tip=lambda row: made_title(row.made),
        ),
        Column(now, lambda row: words.listed(row.before), ink=lambda _row: _QUIET),
        Column(
            then,
            lambda row: words.listed(row.after),
            ink=lambda row: None if row.is_changed else _FAINT,
            tip=lambda row: words.listed(row.after),
        ),
    )
