"""The scoring form of a visit as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from inspector.errors import ActionFault, ActionRefused, FileRefused, NotFound
from inspector.services import closing, form, visit
from inspector.services.workspace import Workspace
from tests.services import made_up


def texts(path: Path) -> list[object]:
    """Everything that stands in the first sheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [cell.value for row in sheet.rows for cell in row if cell.value is not None]


def test_a_filled_form_names_units_people_and_the_score_before(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    site = made_up.add_site(ws)
    made_up.add_units(ws, site)
    earlier = visit.start(ws, site.id, day=date(2026, 11, 11)).visit
    closing.close(ws, earlier.id)
    later = visit.start(ws, site.id, day=date(2026, 11, 18), persons=("李敏",)).visit
    written = form.export(ws, later.id)
    assert written.parent == ws.paths.exports
    assert later.number in written.name
    found = texts(written)
    for text in ("望湖街道 湖滨社区", "示例局", "李敏", site.name):
        assert text in found
    assert found.count(100) == 2


def test_a_blank_form_needs_a_site_and_a_scheme(ws: Workspace, tmp_path: Path) -> None:
    site = made_up.add_site(ws)
    with pytest.raises(ActionRefused) as refusal:
        form.export_blank(ws, site.id)
    assert refusal.value.fault is ActionFault.NO_SCHEME
    made_up.publish(ws)
    out = form.export_blank(ws, site.id, out=tmp_path / "blank.xlsx")
    assert "示例标准1" in texts(out)
    with pytest.raises(NotFound):
        form.export_blank(ws, ws.new_id())
    with pytest.raises(FileRefused):
        form.export_blank(ws, site.id, out=tmp_path / "nowhere" / "blank.xlsx")


def test_names_of_sites_never_leave_the_folder_of_exports(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws, "../A:1")
    written = form.export_blank(ws, site.id)
    assert written.parent == ws.paths.exports
    assert written.is_file()


def test_a_long_name_still_makes_a_file(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws, "0102", name="很长的点位名称" * 30)
    written = form.export_blank(ws, site.id)
    assert written.is_file()
    assert written.name.startswith("0102 很长的点位名称")
