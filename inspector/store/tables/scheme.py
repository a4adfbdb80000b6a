"""Evaluation schemes: drafts and published versions."""

from __future__ import annotations

from inspector.domain.scheme import SchemeOrigin
from inspector.store.columns import (
    CountColumn,
    EnumColumn,
    FlagColumn,
    MomentColumn,
    SchemeColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class SchemeDraft(Table):
    """A scheme that is not published yet, whole."""

    id = UuidColumn(primary_key=True)
    scheme_id = UuidColumn(null=True)
    title = TextColumn(default="")
    content = SchemeColumn(null=True)
    void = FlagColumn(default=False)


class SchemeVersion(Table):
    """A published scheme, whole and immutable."""

    id = UuidColumn(primary_key=True)
    scheme_id = UuidColumn(null=True, index=True)
    number = CountColumn(default=0)
    title = TextColumn(default="")
    published = MomentColumn(null=True)
    origin = EnumColumn(SchemeOrigin, default=SchemeOrigin.CRITERIA)
    content = SchemeColumn(null=True)
    void = FlagColumn(default=False)
