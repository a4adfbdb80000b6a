"""The columns of the tables of the Editions page."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from inspector.domain.appeal import AppealLine
from inspector.domain.edition import EditionLine, Verdict
from inspector.wording import _
from inspector.wording import appeal as appeal_words
from inspector.wording import edition_table as words
from inspector.wording.edition import verdict as verdict_said
from inspector.wording.edition_table import Changed, RankedLine
from ui.models.table_model import Column

_QUIET, _FAINT = "text.secondary", "text.tertiary"


class Listed(Struct, frozen=True):
    """An edition in the list, with what its last verification found, None where there was none."""

    line: EditionLine
    verdict: Verdict | None
    appeals: int


def edition_columns() -> tuple[Column, ...]:
    """Columns over editions."""
    return (
        Column(_("Board"), lambda row: words.board_of(row.line), is_strong=True),
        Column(
            _("Period"),
            lambda row: words.period_of(row.line),
            key=lambda row: row.line.edition.period,
        ),
        Column(_("Edition"), lambda row: words.number_of(row.line), key=_number),
        Column(
            _("Sealed"),
            lambda row: words.moment_of(row.line),
            key=lambda row: row.line.edition.sealed,
        ),
        Column(_("Sealed by"), lambda row: words.person_of(row.line), ink=lambda _row: _QUIET),
        Column("SHA-256", lambda row: words.hash_of(row.line), ink=lambda _row: _QUIET),
        Column(
            _("Appeals"),
            lambda row: str(row.appeals or "—"),
            key=lambda row: row.appeals,
            is_number=True,
        ),
        Column(
            _("State"),
            lambda row: words.state_of(row.line),
            ink=lambda row: _FAINT if row.line.corrected_by else None,
        ),
        Column(
            _("Verification"),
            lambda row: words.verdict_word(row.verdict),
            ink=lambda row: None if row.verdict else _FAINT,
            glyph=_verdict_glyph,
            tip=lambda row: verdict_said(row.verdict) if row.verdict else None,
        ),
    )


def ranked_columns() -> tuple[Column, ...]:
    """Columns over the rows of an edition."""
    return (
        Column(_("Group"), _text("group"), ink=lambda _row: _QUIET),
        Column(_("Rank"), _text("rank"), key=lambda row: row.place, is_number=True),
        Column(_("Code"), _text("code"), ink=lambda _row: _QUIET),
        Column(_("Name"), _text("name"), is_strong=True),
        Column(_("Score"), _text("score"), key=lambda row: row.points, is_number=True),
        Column(_("Before"), _text("before"), is_number=True, ink=lambda _row: _QUIET),
        Column(_("Lists and grades"), _text("marks")),
    )


def changed_columns() -> tuple[Column, ...]:
    """Columns over what differs."""
    return (
        Column(_("What"), _text("what"), ink=lambda _row: _QUIET),
        Column(_("Name"), _text("name"), is_strong=True),
        Column(_("Sealed as"), _text("before")),
        Column(_("Otherwise"), _text("after")),
    )


def appeal_columns() -> tuple[Column, ...]:
    """Columns over objections."""
    return (
        Column(_("Unit"), lambda row: row.unit, is_strong=True),
        Column(_("Loss"), appeal_words.loss, tip=lambda row: row.text or None),
        Column(_("What the unit says"), lambda row: row.appeal.text),
        Column(_("Filed"), appeal_words.filed, key=lambda row: row.appeal.filed),
        Column(_("Last day"), appeal_words.due, key=lambda row: row.due),
        Column(
            _("Decision"),
            lambda row: appeal_words.decision(row.appeal.decision),
            glyph=_decision_glyph,
            tip=lambda row: row.appeal.reason or None,
        ),
        Column(_("Decided by"), lambda row: row.decided_by or "—", ink=lambda _row: _QUIET),
        Column(_("Next"), appeal_words.next_step),
    )


def _text(field: str) -> Callable[[RankedLine | Changed], str]:
    def text(row: RankedLine | Changed) -> str:
        return str(getattr(row, field))

    return text


def _number(row: Listed) -> tuple[str, int]:
    return row.line.edition.period, row.line.edition.number


def _verdict_glyph(row: Listed) -> str | None:
    if row.verdict is None:
        return "to_do"
    return "done" if row.verdict.is_right else "deducted"


def _decision_glyph(row: AppealLine) -> str:
    if row.appeal.is_open:
        return "to_do"
    return "running" if row.owes_correction else "done"
