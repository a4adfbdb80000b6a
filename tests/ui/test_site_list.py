"""The sites of a plan stand first, with their weekday."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pytestqt.qtbot import QtBot

from inspector.domain.site import Site
from inspector.services.agenda import AgendaSite, SiteState
from ui.models.site_list import Group, SiteList, second_line


def entry(number: int, unit: str, planned: date | None = None) -> AgendaSite:
    site = Site(UUID(int=number), f"{number}", f"点位{number}", "公园")
    return AgendaSite(site, unit, SiteState.TO_DO, None, None, None, planned)


def test_the_plan_is_the_first_group(qtbot: QtBot) -> None:
    model = SiteList()
    monday = date(2026, 11, 23)
    sites = [entry(1, "望湖街道", monday), entry(2, "清河街道", monday), entry(3, "望湖街道")]
    model.show(sites, is_grouped=True)
    shown = [model.entry(model.index(row, 0)) for row in range(model.rowCount())]
    groups = [(each.name, each.count) for each in shown if isinstance(each, Group)]
    assert groups == [("Plan of this week", 2), ("望湖街道", 1)]
    assert second_line(sites[0]) == "Mon · 公园 · never visited"
    assert second_line(sites[2]) == "公园 · never visited"
