"""Draws every page, to be looked at: `python -m tests.screenshots OUT [PAGE …]`.

Light and dark, Chinese and English, 1366×768, 1920×1080 and 1920×1080 with a scale factor of 1.5,
over the sample district. The files are called page-language-look-size.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from inspector.domain.period import Period
    from inspector.domain.redblack_view import RedBlackView
    from inspector.domain.visit import Record
    from inspector.services.workspace import Workspace
    from ui.main_window import MainWindow
    from ui.pages.page import Page

LANGUAGES, LOOKS = ("zh_CN", "en"), ("light", "dark")
# Logical points, what the file is called after, and the scale factor, which needs its own process.
SIZES = (
    ((1366, 768), "1366x768", "1"),
    ((1920, 1080), "1920x1080", "1"),
    ((1280, 720), "1920x1080@1.5", "1.5"),
)
_PATIENCE_SECONDS = 20.0
# So long must nothing run before a page counts as drawn: rests of typing and of loading pictures.
_QUIET_SECONDS = 0.4


def main(out: Path, wanted: list[str]) -> int:
    """Make the sample once, then draw each language, look and scale in a process of its own."""
    from inspector.services import sample

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        os.environ["INSPECTOR_PROFILE"] = str(Path(made, "profile"))
        district = Path(made, "district")
        sample.make(district, datetime.now().astimezone().date(), "李明")
        codes = [
            _drawn_apart(district, out, language, look, scale, wanted)
            for language in LANGUAGES
            for look in LOOKS
            for scale in dict.fromkeys(scale for _, _, scale in SIZES)
        ]
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")  # noqa: T201
    return max(codes)


def _drawn_apart(
    district: Path, out: Path, language: str, look: str, scale: str, wanted: list[str]
) -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "chengguan")
        shutil.copytree(district, folder)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "INSPECTOR_PROFILE": str(Path(made, "profile")),
            "INSPECTOR_LANGUAGE": language,
        }
        words = [str(folder), str(out), language, look, scale, *wanted]
        command = [sys.executable, "-m", "tests.screenshots", "--one", *words]
        return subprocess.run(command, env=environment, check=False).returncode


class Stage:
    """The program over one workspace, its pages brought up one after the other."""

    def __init__(self, folder: Path, out: Path, language: str, look: str, scale: str) -> None:
        from PySide6.QtWidgets import QApplication

        from inspector import wording
        from inspector.services import profile
        from inspector.settings import Settings
        from ui.jobs import Jobs
        from ui.theme import Theme

        wording.choose_language(language)
        profile.save(Settings(language=language, theme=look, role="office", person="李明"))
        self.application = QApplication([])
        self.theme = Theme(self.application)
        self.theme.choose(look, 1.0)
        self.jobs = Jobs()
        self.folder = folder
        self.wanted: list[str] = []
        self._out = out
        self._suffix = f"{language.split('_')[0]}-{look}"
        self._sizes = [(size, name) for size, name, factor in SIZES if factor == scale]

    def settle(self) -> None:
        """Let the program go on until nothing has run for a moment."""
        from PySide6.QtCore import QEvent

        until = time.monotonic() + _PATIENCE_SECONDS
        quiet = time.monotonic()
        while time.monotonic() < until and time.monotonic() - quiet < _QUIET_SECONDS:
            self.application.processEvents()
            # Outside of the program's own event loop nobody does this.
            self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if self.jobs.is_busy:
                quiet = time.monotonic()
            time.sleep(0.005)

    def call(self, operation: Callable[[], Any]) -> Any:
        """The result of a service on the database thread."""
        return self.jobs._database.submit(operation).result()

    def _is_wanted(self, name: str) -> bool:
        """A page is wanted with all its parts: settings-look with settings."""
        return not self.wanted or any(
            name == each or name.startswith(f"{each}-") for each in self.wanted
        )

    def draw(self, name: str, window: QWidget, resized: QWidget | None = None) -> None:
        """Write the window at each size of this process."""
        if not self._is_wanted(name):
            self.settle()
            return
        for size, size_name in self._sizes:
            (resized or window).resize(*size)
            self.settle()
            window.grab().save(str(self._out / f"{name}-{self._suffix}-{size_name}.png"))

    def dialog(self, name: str, open_it: Callable[[], object], window: MainWindow) -> None:
        """Write a dialog over its window, and close it again."""
        before = set(_dialogs(self))
        for size, _ in self._sizes:
            window.resize(*size)
        open_it()
        self.settle()
        for opened in [one for one in _dialogs(self) if one not in before]:
            self._draw_as_is(name, opened)
            opened.reject()
            if opened.isVisible():
                # What was typed is dropped by saying so again.
                opened.reject()
        self.settle()

    def _draw_as_is(self, name: str, window: QWidget) -> None:
        if self._is_wanted(name):
            file = f"{name}-{self._suffix}-{self._sizes[-1][1]}.png"
            window.grab().save(str(self._out / file))


def draw_all(stage: Stage) -> None:
    """Every page and dialog."""
    from PySide6.QtWidgets import QWidget

    from inspector.services.beginning import first_answers
    from ui.app import Opening
    from ui.dialogs.key_help import KeyHelp
    from ui.pages import welcome

    first = welcome.WelcomePage(stage.jobs, stage.theme, first_answers())
    first.show()
    stage.draw("welcome", first)
    first.hide()

    opening = Opening(stage.folder, stage.jobs, stage.theme, stage.application.quit)
    until = time.monotonic() + _PATIENCE_SECONDS
    while opening.window is None and time.monotonic() < until:
        stage.settle()
    window, ws = opening.window, opening.ws
    assert window is not None
    assert ws is not None
    for name, page in window.pages.items():
        scene = SCENES.get(name)
        if scene is not None:
            scene(stage, window, page, ws)
        else:
            window.go(name)
            stage.draw(name, window)
    stage.dialog("keys", lambda: KeyHelp(stage.theme, window).open(), window)
    window.close()
    for left in stage.application.topLevelWidgets():
        QWidget.close(left)
    opening.close()


def _dialogs(stage: Stage) -> list[QDialog]:
    from PySide6.QtWidgets import QDialog

    shown = stage.application.topLevelWidgets()
    return [one for one in shown if isinstance(one, QDialog) and one.isVisible()]


def _visit(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    window.go("visit")
    stage.draw("visit-none", window)
    rich: Record = stage.call(lambda: _richest(ws))

    window.go("visit", rich.visit.id)
    stage.settle()
    view: Any = page
    item = max(rich.findings, key=lambda each: len(_photos(rich, each.item))).item
    view.view.go_to(item)
    stage.draw("visit-closed", window)
    photos = _photos(rich, item)
    if photos:
        stage.dialog("photo", lambda: _open_viewer(stage, window, ws, photos), window)
    window.go("visit", stage.call(lambda: _begun(ws, rich)))
    stage.settle()
    view.view.go_to(item)
    stage.draw("visit", window)
    stage.dialog("closing", view.close_action.trigger, window)
    view.panes.take_photos(sorted((stage.folder / "photos").rglob("*.jpg"))[:9])
    stage.draw("visit-tray", window)


def _begun(ws: Workspace, like: Record) -> UUID:
    """A visit at the same site with two thirds of its items answered as they were there."""
    from inspector.services import answer, photo, visit

    begun = visit.start(ws, like.visit.site).visit.id
    losses = {each.item: each for each in like.findings}
    for each in like.answers[: len(like.answers) * 2 // 3]:
        loss = losses.get(each.item)
        if loss is None:
            said = {"found": each.found, "points": each.points, "grade": each.grade}
            answer.answer(ws, begun, each.item, each.state, **said)
        else:
            worth = {"occurrences": loss.occurrences, "points": loss.points_each}
            named = {"level": loss.level, "fixed": loss.fixed, "note": loss.note}
            found = answer.deduct(ws, begun, each.item, loss.clause, **worth, **named)
            hung = [link.photo for link in like.photos if link.item == each.item]
            kept = list(photo.load(ws, hung).values())
            photo.attach_kept(ws, begun, each.item, kept, finding=found.id)
    return begun


def _open_viewer(stage: Stage, window: MainWindow, ws: Workspace, photos: list[Any]) -> None:
    from ui.dialogs.photo_viewer import PhotoViewer

    PhotoViewer(ws, stage.jobs, stage.theme, photos, 0, window).open()


def _photos(record: Record, item: int) -> list[Any]:
    return [each for each in record.photos if each.item == item]


def _richest(ws: Workspace) -> Record:
    from inspector.services import visit

    lines = visit.list_(ws)[-60:]
    return max((visit.load(ws, each.id) for each in lines), key=lambda found: len(found.photos))


def _first_row(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The page as it opens, and with its first row current, whose panel stands beside it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTableView

    window.go(page.name)
    stage.draw(page.name, window)
    table = next(one for one in page.findChildren(QTableView) if one.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    if window.current is not page:
        window.go(page.name)
        table.setCurrentIndex(table.model().index(1, 1))
    stage.settle()
    stage.draw(f"{page.name}-row", window)
    preview = getattr(page, "preview", None)
    if preview is not None:
        stage.dialog("sheet", preview, window)
    preview_all = getattr(page, "preview_all", None)
    if preview_all is not None:
        stage.dialog("sheets", preview_all, window)


def _board(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The page, then the editor of its rules as it opens, with a composite, and with mistakes."""
    _first_row(stage, window, page, ws)
    shown: Any = page
    shown.head.board.setCurrentIndex(shown.head.board.findData(_streets().hex))
    shown.head.board.activated.emit(shown.head.board.currentIndex())
    stage.settle()
    stage.dialog("board-rules", shown.editing.rules.trigger, window)
    stage.dialog("seal", shown.sealing.action.trigger, window)

    def typed() -> None:
        shown.editing.rules.trigger()
        stage.settle()
        editor: Any = _dialogs(stage)[-1]
        _type(editor, {"metrics[0].weight": "0.7", "order.decimals": "9"})
        _add(editor, "metrics")
        editor.form.fields["metrics[1].kind"].widget.setCurrentIndex(1)
        _type(editor, {"metrics[1].weight": "0.2"})
        _add(editor, "additions.events")
        editor.form.tabs.setCurrentIndex(1)

    stage.dialog("board-mistakes", typed, window)

    def scrolled() -> None:
        typed()
        editor: Any = _dialogs(stage)[-1]
        _type(
            editor,
            {"metrics[1].weight": "0.3", "order.decimals": "1", "minimum.visits": "8"},
        )
        editor.form.show_place("additions.events[0].reason")

    stage.dialog("board-events", scrolled, window)

    def tried() -> None:
        shown.editing.copy.trigger()
        stage.settle()
        editor: Any = _dialogs(stage)[-1]
        editor.form.fields["metrics[0].roll_up.missing"].widget.setCurrentIndex(2)
        _type(editor, {"minimum.visits": "20"})

    stage.dialog("board-what-if", tried, window)

    def listed() -> None:
        shown.editing.copy.trigger()
        stage.settle()
        editor: Any = _dialogs(stage)[-1]
        if not editor.form.rules.lists.rules:
            _add(editor, "lists.rules")
        _add(editor, "lists.rules")
        _type(editor, {"lists.rules[0].line.first": "2"})
        editor.form.show_place("lists.rules[0].kind")
        editor.pane.tabs.setCurrentIndex(1)

    stage.dialog("board-lists", listed, window)


def _type(editor: Any, texts: dict[str, str]) -> None:
    for place, text in texts.items():
        editor.form.fields[place].widget.setText(text)


def _add(editor: Any, place: str) -> None:
    next(part.rows[place] for part in editor.form.parts.values() if place in part.rows).add.click()


def _streets() -> UUID:
    from inspector.domain.ready_board import ready_id

    return ready_id("streets")


def _redblack(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The lists of the streets, then the slides of the meeting."""
    from ui.dialogs.edition_window import EditionWindow
    from ui.dialogs.presentation import Presentation

    shown = cast("Any", page)
    window.go(page.name)
    stage.settle()
    shown.board.setFocus()
    stage.draw("redblack", window)
    slides = Presentation(shown.shown_view, ws, stage.jobs, stage.theme, shown)
    slides.show()
    for place, name in ((0, "-title"), (1, ""), (len(slides.slides) - 2, "-black")):
        slides.go(place)
        stage.draw(f"presentation{name}", slides)
    slides.close()
    view = stage.call(lambda: _sealed(ws, shown.view.ranking.period))
    alone = EditionWindow(view, None, stage.jobs, stage.theme)
    alone.show()
    stage.draw("edition", alone)
    alone.close()
    shown.reload()
    stage.draw("redblack-sealed", window)


def _sealed(ws: Workspace, period: Period) -> RedBlackView:
    """The edition of the streets as somebody without the workspace sees it."""
    from inspector.services import edition, edition_view

    file = ws.paths.exports / "streets.edition"
    edition.export(ws, edition.seal(ws, "streets", period).id.hex, file)
    return edition_view.open_file(file)


def _edition(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Without anything sealed, then every table about a correction with objections, and dialogs."""
    from inspector.domain.appeal import Decision
    from inspector.services import appeal

    shown = cast("Any", page)
    window.go(page.name)
    stage.draw("edition-empty", window)
    if not stage._is_wanted("edition") and not stage._is_wanted("appeal"):
        return
    filed = stage.call(lambda: _published(ws))
    shown.reload()
    stage.settle()
    shown.editions.setFocus()
    stage.draw("edition", window)
    stage.dialog("edition-correction", shown.correct_action.trigger, window)
    shown.show_view(3)
    stage.settle()
    stage.draw("edition-today", window)
    shown.editions.go_to(filed[0].edition)
    shown.verify_action.trigger()
    stage.settle()
    shown.show_view(1)
    stage.draw("appeal", window)
    stage.dialog("appeal-filing", shown.file_action.trigger, window)
    shown.tables[1].go_to(filed[1].id)
    stage.dialog("appeal-decision", shown.decide_action.trigger, window)
    stage.call(
        lambda: appeal.decide(ws, filed[0].id.hex, Decision.AMENDED, "照片与描述不符", by="王主任")
    )
    shown.reload()
    stage.settle()
    stage.draw("appeal-decided", window)


def _published(ws: Workspace) -> list[Any]:
    """Two sealed weeks, the last with two objections, and a visit changed since."""
    from inspector.domain.period import week_of
    from inspector.services import appeal, closing, edition, visit

    days = [line.day for line in visit.list_(ws) if line.state.value == "closed"]
    week = week_of(max(days))
    edition.seal(ws, "streets", week.previous)
    edition.seal(ws, "units", week)
    sealed = edition.seal(ws, "streets", week)
    losses = appeal.losses(ws, sealed.id.hex)
    filed = []
    for one, why in ((losses[0], "现场已整改"), (losses[9], "该处不属本街道管辖")):
        unit = one.units[0][0].hex
        said = {"visit": one.visit.hex, "item": one.code, "why": why}
        filed.append(appeal.file(ws, sealed.id.hex, unit=unit, **said))
    closing.void(ws, losses[-1].visit, "重复检查")
    return filed


def _coverage(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Every table of the page, with a plan of the week that is running, and its dialog."""
    from inspector.domain.period import week_of
    from inspector.services import plan

    shown = cast("Any", page)
    window.go(page.name)
    stage.settle()
    shown.show_view(4)
    stage.draw("coverage-empty", window)
    week = week_of(ws.today()).following
    names = ("李明", *(name for name in shown._shown.people[:4] if name != "李明"))
    stage.call(lambda: plan.draw(ws, week, names, seed=17))
    shown.reload()
    for place, name in enumerate(("", "-types", "-sites", "-people", "-plan")):
        shown.show_view(place)
        shown.tables[place].setFocus()
        stage.draw(f"coverage{name}", window)
    stage.dialog("coverage-draw", shown.draw_plan, window)
    now = ws.clock
    ws.clock = lambda: now() + timedelta(days=3)
    window.go("visit")
    window.current.reload()
    stage.draw("coverage-inspect", window)
    ws.clock = now


def _settings(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
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


def _import(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Criteria as they come, the list of fields open, and the report; then somebody's results."""
    from inspector.domain.import_preview import ImportKind

    folder, shown = stage.folder.parent, cast("Any", page)
    book = folder / "农贸市场测评表（修订）.xlsx"
    _write_foreign_table(book)
    window.go(page.name, (ImportKind.SCHEME, book))
    stage.settle()
    stage.draw("import", window)
    shown.table.mapping.open_list(2)
    stage.draw("import-fields", window)
    shown.table.mapping.picker.close_list()
    shown.commands.confirm.trigger()
    stage.settle()
    stage.draw("import-report", window)

    results = folder / "第三方测评原始表.xlsx"
    _write_foreign_results(results)
    window.go(page.name, (ImportKind.RESULT, results))
    stage.settle()
    stage.draw("import-result", window)
    shown.panel.options.open(True)
    stage.draw("import-options", window)


def _write_foreign_table(book: Path) -> None:
    """A table as it comes from another office: merged headings, sums, a remark, unclear marks."""
    import openpyxl

    opened = openpyxl.Workbook()
    sheet = opened.active
    assert sheet is not None
    sheet.append(["示例区农贸市场测评表"])
    sheet.append(["序号", "项目", "测评标准", "分值", "扣分办法"])
    number = 0
    for section, items in _FOREIGN.items():
        for content, mark, rule in items:
            number += 1
            sheet.append([number, section, content, mark, rule])
    sheet.append(["合计", None, None, 30, None])
    sheet.append(["备注：本表由区创文办负责解释。"])
    sheet.merge_cells("A1:E1")
    for letter, width in zip("ABCDE", (6, 14, 48, 8, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    opened.save(book)


def _write_foreign_results(book: Path) -> None:
    """Results on two sheets, with a word where a number should stand and a name that is unknown."""
    import openpyxl

    opened = openpyxl.Workbook()
    for number, rows in enumerate(_FOREIGN_RESULTS, 1):
        sheet = opened.worksheets[0] if number == 1 else opened.create_sheet()
        sheet.title = f"第{number}组"
        sheet.append(["序号", "测评项目", "考察点位", "扣分", "得分", "区域", "责任单位"])
        for at, row in enumerate(rows, 1):
            sheet.append([at, *row])
    opened.worksheets[0].row_dimensions[4].hidden = True
    opened.worksheets[0].column_dimensions["E"].hidden = True
    opened.save(book)


_FOREIGN_RESULTS: tuple[tuple[tuple[object, ...], ...], ...] = (
    (
        ("公共环境", "清河农贸市场", None, None, "清河街道", "区市场监管局"),
        ("公共秩序", "清河农贸市场", 0.3, 0.7, "清河街道", "区城管局"),
        ("公益宣传", "东岗公交首末站", "无", None, "东岗街道", "区交通局"),
        ("公共环境", "人民公园（东门）", 0.3, 0.8, "东岗街道", "区园林中心"),
        ("公共秩序", "文化路背街小巷", 0.1, 0.9, "东岗街道", None),
        ("公共秩序", "文化路背街小巷", 0.1, 0.9, "东岗街道", None),
    ),
    (
        ("公共环境", "柳林农贸市场", 0.3, None, "柳林街道", "区消防大队"),
        ("公共服务", "新港农贸市场", "扣一点", None, "新港街道", "区民政局"),
    ),
)

_FOREIGN: dict[str, tuple[tuple[str, int | None, str], ...]] = {
    "环境卫生": (
        ("地面干净，无积水、无烟蒂、无果皮纸屑", 4, "发现一处扣0.5分，扣完为止"),
        ("垃圾桶加盖、外观干净，无满溢", 3, "每处扣1分"),
        ("公共厕所有人保洁，无异味", 3, "不符合不得分"),
        ("下水道和明沟通畅", 2, "每处扣0.5分"),
    ),
    "经营秩序": (
        ("商户亮照经营，证照在有效期内", 3, "发现一户扣0.5分"),
        ("无占道经营、无店外摆放", 4, "每处扣1分，最多扣4分"),
        ("活禽与其他经营区分开", 3, "不符合不得分"),
        ("计量器具经过检定", None, "见附件"),
    ),
    "公益宣传": (
        ("主要出入口有公益广告", 2, "没有的不得分"),
        ("画面完好，内容准确", 2, "每处扣0.5分"),
    ),
    "消防安全": (
        ("通道和出口畅通，无杂物", 4, "每处扣2分"),
        ("灭火器在位、有效", 2, "每处扣0.5分"),
    ),
}


SCENES: dict[str, Callable[[Stage, MainWindow, Page, Workspace], None]] = {
    "visit": _visit,
    "site": _first_row,
    "board": _board,
    "redblack": _redblack,
    "edition": _edition,
    "coverage": _coverage,
    "import_preview": _import,
    "settings": _settings,
}


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        place, target, *look_and_scale = sys.argv[2:7]
        here = Stage(Path(place), Path(target), *look_and_scale)
        here.wanted = sys.argv[7:]
        draw_all(here)
    else:
        sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
