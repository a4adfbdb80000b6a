from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from inspector.domain.change import Author
from inspector.domain.scheme import Scheme, SchemeDraft, SchemeOrigin, SchemeVersion
from inspector.errors import NotFound
from inspector.store import change
from inspector.store.database import Database
from inspector.store.kind import creation
from inspector.store.scheme import get_version, load_drafts, load_versions
from tests.domain.schemes import item

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
CONTENT = Scheme("示例标准", (), (item(1, "路面整洁"), item(2, "秩序良好")), edition="2026")


def _version(number: int, *, void: bool = False, **more: object) -> SchemeVersion:
    values: dict[str, object] = {"scheme_id": uuid4(), "title": CONTENT.title, **more}
    return SchemeVersion(
        uuid4(), number=number, published=NOW, origin=SchemeOrigin.CRITERIA, content=CONTENT,
        void=void, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def _save(*records: SchemeVersion | SchemeDraft) -> None:
    edits = []
    for record in records:
        kind = "scheme_draft" if isinstance(record, SchemeDraft) else "scheme_version"
        edits += creation(kind, record)
    change.save(Author(uuid4(), uuid4(), NOW, 480), "scheme.import", edits)


def test_versions_come_whole_and_as_headings(database: Database) -> None:
    first = _version(1)
    second = _version(2, scheme_id=first.scheme_id)
    other = _version(1, title="乙")
    gone = _version(3, scheme_id=first.scheme_id, void=True)
    with database.transaction():
        _save(first, second, other, gone)
        assert [each.id for each in load_versions()] == [other.id, second.id, first.id]
        assert [(each.number, each.content) for each in load_versions(first.scheme_id)] == [
            (2, None),
            (1, None),
        ]
        assert get_version(second.id) == second
        with pytest.raises(NotFound):
            get_version(uuid4())


def test_drafts_come_with_their_content(database: Database) -> None:
    draft = SchemeDraft(uuid4(), uuid4(), CONTENT.title, CONTENT)
    gone = SchemeDraft(uuid4(), uuid4(), "旧", CONTENT, void=True)
    with database.transaction():
        _save(draft, gone)
        assert load_drafts() == (draft,)
