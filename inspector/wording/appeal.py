"""Sentences for objections to sealed editions."""

from __future__ import annotations

from datetime import date

from inspector.domain.appeal import Appeal, AppealLine, Decision
from inspector.wording.catalogue import _, ngettext


def decision(value: str) -> str:
    """The word for what became of a loss, or that nobody decided yet."""
    return {
        Decision.UPHELD.value: _("upheld"),
        Decision.AMENDED.value: _("amended"),
        Decision.WITHDRAWN.value: _("withdrawn"),
    }.get(value, _("undecided"))


def what(line: AppealLine) -> str:
    """Which loss is objected to."""
    return _("visit {visit}, {site}, {code}").format(
        visit=line.visit_number, site=line.site, code=line.code
    )


def loss(line: AppealLine) -> str:
    """The loss in a table that names the unit beside it."""
    return " · ".join(text for text in (line.site, line.code, line.visit_number) if text)


def filed(line: AppealLine) -> str:
    """The local day on which the unit objected."""
    return "—" if line.appeal.filed is None else f"{line.appeal.filed.astimezone():%Y-%m-%d}"


def due(line: AppealLine) -> str:
    """The last day for objections, and how many working days there are until then."""
    if line.due is None or line.left is None:
        return "—"
    return term(line.due, line.left)


def term(day: date, left: int) -> str:
    """A last day, with the working days left until then where there are any."""
    if not left:
        return day.isoformat()
    said = ngettext("{day} ({count} working day left)", "{day} ({count} working days left)", left)
    return said.format(day=day.isoformat(), count=left)


def next_step(line: AppealLine) -> str:
    """What has to be done next."""
    appeal = line.appeal
    if appeal.is_open:
        return _("to be decided by somebody who was not on the visit")
    if line.owes_correction:
        return _("correct the visit, then the edition {edition}").format(edition=_edition(appeal))
    if line.answered_by is not None:
        return _("answered by the edition {edition}").format(edition=line.answered_by.hex[:8])
    return _("closed")


def _edition(appeal: Appeal) -> str:
    return appeal.edition.hex[:8] if appeal.edition else "—"
