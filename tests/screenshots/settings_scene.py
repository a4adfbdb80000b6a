"""Every part of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def settings_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Every part of the page."""
    window.go(page.name)
    parts: Any = page
    for name in ("look", "person", "district", "holidays", "backups", "folders"):
        parts.show_part(name)
        stage.draw(f"settings-{name}", window)
    parts.show_part("names")
    stage.draw("settings-names-empty", window)
    stage.call(lambda: _remember(ws))
    parts.reload()
    stage.settle()
    parts.names.table.setFocus()
    parts.names.table.selectRow(1)
    stage.draw("settings-names", window)


def _remember(ws: Workspace) -> None:
    """What an office would have told imports so far."""
    from inspector.domain.alias import AliasKind, alias_of
    from inspector.domain.result_options import NO_OPTIONS
    from inspector.services import result_profile, site, unit
    from inspector.store.alias import remember

    units, places = unit.list_(ws), site.list_(ws)
    told = [alias_of(AliasKind.UNIT, f"{line.unit.name[:2]}办", line.unit.id) for line in units[:4]]
    told += [
        alias_of(AliasKind.SITE, f"{line.site.name}（旧称）", line.site.id) for line in places[:5]
    ]
    with ws.write("result.import") as edits:
        for each in told:
            edits += remember(each)
    mapping = (("点位名称", "place"), ("扣分", "lost"))
    result_profile.save(ws, "街道月报", mapping, NO_OPTIONS)
