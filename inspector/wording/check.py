"""Sentences for what `inspector check` finds."""

from __future__ import annotations

from inspector.domain.check import CheckFinding
from inspector.wording.catalogue import _


def finding(found: CheckFinding) -> str:
    """One sentence: what does not agree, and where."""
    template = _TEMPLATES.get(found.kind)
    if template is None:
        return f"{found.kind}: {found.facts}"
    return _(template).format(record=found.record, **found.facts)


def _marked(message: str) -> str:
    return message


_TEMPLATES: dict[str, str] = {}
