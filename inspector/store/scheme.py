"""Reading schemes: published versions and drafts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from inspector.domain.scheme import SchemeDraft, SchemeVersion
from inspector.errors import NotFound, Noun
from inspector.store import tables


def load_versions(scheme_id: UUID | None = None) -> tuple[SchemeVersion, ...]:
    """The versions of a scheme, or of all, that are not void: by title, the newest first.

    They come without their content.
    """
    table = tables.SchemeVersion
    columns = [field for field in table._meta.sorted_fields if field.name != "content"]  # noqa: SLF001
    query: Any = table.select(*columns).where(table.void == False)  # noqa: E712
    if scheme_id is not None:
        query = query.where(table.scheme_id == scheme_id)
    found = [SchemeVersion(**row) for row in query.dicts()]
    # The two databases put Chinese titles in different orders.
    return tuple(sorted(found, key=lambda one: (one.title, one.scheme_id, -one.number, one.id)))


def get_version(version: UUID) -> SchemeVersion:
    """A version with its content; raises NotFound."""
    query: Any = tables.SchemeVersion.select().where(tables.SchemeVersion.id == version)
    for row in query.dicts():
        return SchemeVersion(**row)
    raise NotFound(Noun.SCHEME, str(version))


def load_drafts() -> tuple[SchemeDraft, ...]:
    """The drafts that are neither published nor void, with their content, by title."""
    table = tables.SchemeDraft
    query: Any = table.select().where(table.void == False, table.content.is_null(False))  # noqa: E712
    found = [SchemeDraft(**row) for row in query.dicts()]
    return tuple(sorted(found, key=lambda one: (one.title, one.id)))
