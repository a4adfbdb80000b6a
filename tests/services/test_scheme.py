from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.scheme import (
    Clause,
    LevelFactor,
    Parameters,
    Rule,
    RuleKind,
    Scheme,
    SchemeDraft,
    SchemeOrigin,
    SchemeVersion,
    Section,
)
from inspector.domain.site import SiteType
from inspector.errors import (
    ActionFault,
    ActionRefused,
    Ambiguous,
    CellFault,
    CellRefused,
    FileFault,
    FileRefused,
    NotFound,
)
from inspector.files.scheme.template import write_scheme
from inspector.services import scheme
from inspector.services.workspace import Workspace
from inspector.store.kind import creation
from inspector.wording.error import sentence
from tests.domain.schemes import item

CONTENT = Scheme(
    "示例区测评标准",
    (Section(1, None, "一", "环境", full_mark=Decimal(10)),),
    (
        item(
            1,
            "路面没有垃圾",
            section=1,
            rule=Rule(RuleKind.DEDUCT, clauses=(Clause("a", "烟头", Decimal("0.5")),)),
        ),
        item(2, "井盖没有破损", section=1, site_types=("主干道",)),
    ),
    Parameters(Decimal("0.5"), (LevelFactor("city", Decimal(2)),), Decimal(3)),
    "2026",
)


def _workbook(folder: Path, content: Scheme = CONTENT) -> Path:
    path = folder / "criteria.xlsx"
    write_scheme(path, content)
    return path


def _state(ws: Workspace) -> tuple[object, ...]:
    return scheme.list_(ws), sorted(ws.paths.backups.iterdir()), ws.last_change


def test_criteria_become_a_draft_and_the_draft_a_version(ws: Workspace, tmp_path: Path) -> None:
    found = scheme.import_(ws, _workbook(tmp_path))
    assert found.is_changed
    assert found.previous is None
    draft = scheme.show(ws)
    assert isinstance(draft, SchemeDraft)
    assert draft.content == CONTENT
    assert [path.name.endswith("import.db") for path in ws.paths.backups.iterdir()] == [True]

    version = scheme.publish(ws)
    assert (version.number, version.scheme_id, version.title) == (
        1, draft.scheme_id, CONTENT.title
    )  # fmt: skip
    assert scheme.show(ws) == version
    assert scheme.find_version(ws, CONTENT.title).content == CONTENT
    assert [(line.version, line.sections, line.items) for line in scheme.list_(ws)] == [
        (version, 1, 2)
    ]
    with pytest.raises(ActionRefused) as caught:
        scheme.publish(ws)
    assert caught.value.fault is ActionFault.NO_DRAFT


def test_a_preview_writes_nothing(ws: Workspace, tmp_path: Path) -> None:
    before = _state(ws)
    found = scheme.preview(ws, _workbook(tmp_path))
    assert found.read.scheme == CONTENT
    assert _state(ws) == before


def test_what_is_exported_comes_back_equal(ws: Workspace, tmp_path: Path) -> None:
    scheme.import_(ws, _workbook(tmp_path))
    scheme.publish(ws)
    out = tmp_path / "out.xlsx"
    scheme.export(ws, out, CONTENT.title)
    before = _state(ws)
    again = scheme.import_(ws, out)
    assert again.read.scheme == CONTENT
    assert not again.is_changed
    assert _state(ws) == before


def test_ids_stay_in_the_next_version_whatever_changes(ws: Workspace, tmp_path: Path) -> None:
    scheme.import_(ws, _workbook(tmp_path))
    first = scheme.publish(ws)
    fresh = [replace(each, id=uuid4()) for each in CONTENT.items]
    items = (
        replace(fresh[1], number=1, code="A"),
        replace(item(2, "新增标准", section=1), id=uuid4()),
        replace(fresh[0], number=3, code="3", text="路面没有垃圾和烟头"),
    )
    found = scheme.import_(ws, _workbook(tmp_path, replace(CONTENT, items=items)))
    assert found.previous is not None
    assert found.previous.id == first.id
    second = scheme.publish(ws, CONTENT.title)
    assert (second.number, second.scheme_id) == (2, first.scheme_id)
    assert second.content is not None
    assert [each.id for each in second.content.items] == [UUID(int=2), items[1].id, UUID(int=1)]
    assert scheme.find_version(ws).id == second.id
    assert scheme.find_version(ws, CONTENT.title, 1) == first
    assert scheme.find_version(ws, first.id.hex[:12]).id == first.id


def test_importing_again_replaces_the_draft(ws: Workspace, tmp_path: Path) -> None:
    first = scheme.import_(ws, _workbook(tmp_path)).draft
    second = scheme.import_(ws, _workbook(tmp_path, replace(CONTENT, edition="2027"))).draft
    assert second.id == first.id
    assert [line.version for line in scheme.list_(ws)] == [None]
    found = scheme.show(ws)
    assert found.content is not None
    assert found.content.edition == "2027"


def test_a_scheme_with_another_title_can_follow_one(ws: Workspace, tmp_path: Path) -> None:
    scheme.import_(ws, _workbook(tmp_path))
    first = scheme.publish(ws)
    renamed = _workbook(tmp_path, replace(CONTENT, title="新标准"))
    assert scheme.preview(ws, renamed).draft.scheme_id != first.scheme_id
    for named in (CONTENT.title, first.scheme_id.hex[:8]):
        assert scheme.preview(ws, renamed, scheme=named).draft.scheme_id == first.scheme_id
    with pytest.raises(NotFound):
        scheme.import_(ws, renamed, scheme="没有这个")
    scheme.import_(ws, renamed, scheme=CONTENT.title)
    assert scheme.publish(ws).number == 2


def test_several_drafts_must_be_told_apart(ws: Workspace, tmp_path: Path) -> None:
    scheme.import_(ws, _workbook(tmp_path))
    scheme.import_(ws, _workbook(tmp_path, replace(CONTENT, title="乙")))
    with pytest.raises(Ambiguous) as caught:
        scheme.publish(ws)
    assert len(caught.value.choices) == 2
    assert sentence(caught.value).startswith("There are several: ")
    assert scheme.publish(ws, "乙").title == "乙"
    draft = scheme.show(ws, CONTENT.title)
    assert isinstance(draft, SchemeDraft)
    assert isinstance(scheme.show(ws), SchemeVersion)
    with pytest.raises(NotFound):
        scheme.find_version(ws, CONTENT.title)


def test_two_schemes_of_one_title_are_told(ws: Workspace, tmp_path: Path) -> None:
    with ws.write("scheme.publish") as edits:
        for _turn in range(2):
            edits += creation(
                "scheme_version",
                SchemeVersion(
                    uuid4(), uuid4(), 1, CONTENT.title, ws.now(), SchemeOrigin.CRITERIA, CONTENT
                ),
            )
    with pytest.raises(Ambiguous):
        scheme.import_(ws, _workbook(tmp_path))
    with pytest.raises(Ambiguous):
        scheme.find_version(ws, CONTENT.title)


def test_unknown_site_types_are_refused_once_the_workspace_has_some(
    ws: Workspace, tmp_path: Path
) -> None:
    with ws.write("site.import") as edits:
        edits += creation("site_type", SiteType(uuid4(), "农贸市场"))
    before = _state(ws)
    with pytest.raises(CellRefused) as caught:
        scheme.import_(ws, _workbook(tmp_path))
    assert (caught.value.fault, caught.value.value) == (CellFault.UNKNOWN_SITE_TYPE, "主干道")
    assert _state(ws) == before


def test_a_file_that_cannot_be_written_is_refused(ws: Workspace, tmp_path: Path) -> None:
    scheme.import_(ws, _workbook(tmp_path))
    with pytest.raises(FileRefused) as caught:
        scheme.export(ws, tmp_path / "missing" / "out.xlsx")
    assert caught.value.fault is FileFault.FOLDER_MISSING


def test_the_real_table_of_a_county_becomes_a_version(ws: Workspace, real_data: Path) -> None:
    path = real_data / "shicheng-2018-township-criteria.xlsx"
    scheme.import_(ws, path)
    version = scheme.publish(ws)
    assert version.content is not None
    assert len(version.content.items) == 25
    assert not scheme.preview(ws, path).is_changed
