"""Sentences for objections to sealed editions."""

from __future__ import annotations

from inspector.domain.appeal import Appeal, AppealLine, Decision
from inspector.wording.catalogue import _


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
