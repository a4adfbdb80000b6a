"""A foreign table and foreign results before they are imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def import_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
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
