from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inspector.domain.import_answer import answer
from inspector.domain.import_preview import ImportKind, ImportPreview, ImportRequest, RowState
from inspector.domain.points import plain
from inspector.domain.row_answer import Choice
from inspector.domain.scheme import RuleKind
from inspector.services import import_preview, scheme
from inspector.services.workspace import Workspace

HEAD = ("一级指标", "权重", "二级指标", "分值", "三级指标", "分值", "评分标准")
TABLE = (
    HEAD,
    ("市容", 60, "道路", 100, "路面干净", 60, "发现垃圾每处扣1分，最多扣5分"),
    (None, None, None, None, "井盖平整", 30, "有破损的一处扣1分，最多扣5分"),
    (None, None, "绿化", None, None, None, None),
    ("秩序", 30, "停车", 100, "车辆入位", 100, "每500米不少于2处车位"),
)
SOUND = (
    HEAD,
    ("市容", 60, "道路", 70, "路面干净", 70, "发现垃圾每处扣1分，最多扣5分"),
    (None, None, "河道", 30, "水面干净", 30, None),
    ("秩序", 40, "停车", 100, "车辆入位", 100, None),
)


class Look:
    """A preview that is drawn again with each answer."""

    def __init__(self, ws: Workspace, path: Path, **more: str) -> None:
        self._ws = ws
        self.request = ImportRequest(ImportKind.SCHEME, path, **more)  # type: ignore[arg-type]
        self._file = import_preview.read(path)
        self.shown = self._preview()

    def _preview(self) -> ImportPreview:
        return import_preview.preview(self._ws, self.request, file=self._file)

    def say(self, title: str, choice: Choice) -> None:
        problem = next(each for each in self.shown.problems if each.title == title)
        given = next(each.answer for each in problem.offers if each.answer.choice is choice)
        self.request = answer(self.request, problem, given)
        self.shown = self._preview()

    def write(self) -> None:
        import_preview.import_(self._ws, self.request, file=self._file)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return _written(tmp_path / "criteria.xlsx", {"评价表": TABLE})


def _written(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def test_sums_weights_and_sections_without_items_are_told(ws: Workspace, path: Path) -> None:
    shown = Look(ws, path).shown
    assert [state.value for state in shown.sheets[0].states] == [
        "header", "item", "item", "section", "item",
    ]  # fmt: skip
    told = {each.title: each for each in shown.problems}
    assert told["道路"].row == 2
    assert told["道路"].text == (
        "100 points are stated, the items add up to 90.\nAdded up are rows 2-3."
    )
    assert next(each for each in shown.problems if each.title == "权重").text == (
        "The weights should add up to 100, but come to 90.\nAdded up are rows 2, 5."
    )
    assert (told["绿化"].state, told["绿化"].rows) == (RowState.SECTION, (4,))
    assert not any(each.is_open for each in shown.problems)
    assert any("市容 60, 秩序 30" in fact for fact in shown.facts)
    assert shown.sheets[0].reasons == {4: "Has no points."}
    assert shown.sheets[0].became[2] == "1 路面干净"


def test_a_section_without_points_can_be_an_item_or_left_out(ws: Workspace, path: Path) -> None:
    look = Look(ws, path)
    look.say("绿化", Choice.ITEM)
    assert look.shown.sheets[0].states[3] is RowState.ITEM
    look.say("绿化", Choice.LEAVE_OUT)
    assert look.shown.sheets[0].states[3] is RowState.LEFT_OUT


def test_rules_are_taken_only_when_somebody_says_so(ws: Workspace, path: Path) -> None:
    look = Look(ws, path)
    rules = [each for each in look.shown.problems if len(each.offers) == 2][-2:]
    assert [(each.title, each.rows) for each in rules] == [
        ("1 off for each, at most 5", (2, 3)),
        ("2 required for every 500 m, points by the share that is there", (5,)),
    ]
    assert rules[0].text == ("“发现垃圾每处扣1分”\n“有破损的一处扣1分”\nIn rows 2-3.")
    assert _kinds(ws, look) == [RuleKind.POINTS] * 3
    look.say(rules[0].title, Choice.RULED)
    assert look.shown.problems[-2].chosen == rules[0].offers[0].answer
    assert "they are taken for 2." in look.shown.facts[-1]
    assert _kinds(ws, look) == [RuleKind.DEDUCT, RuleKind.DEDUCT, RuleKind.POINTS]
    look.say(rules[0].title, Choice.UNRULED)
    look.say(rules[1].title, Choice.RULED)
    assert _kinds(ws, look) == [RuleKind.POINTS, RuleKind.POINTS, RuleKind.QUANTITY]


def _kinds(ws: Workspace, look: Look) -> list[RuleKind]:
    look.write()
    content = scheme.show(ws).content
    assert content is not None
    return [item.rule.kind for item in content.items]


def test_weights_count_only_when_somebody_says_so(ws: Workspace, tmp_path: Path) -> None:
    look = Look(ws, _written(tmp_path / "criteria.xlsx", {"评价表": SOUND}))
    asked = next(each for each in look.shown.problems if each.title == "权重")
    assert (asked.rows, asked.is_open) == ((2, 4), False)
    assert "市容 60, 秩序 40, and the points below" in asked.text
    assert _marks(ws, look) == ["70", "30", "100"]
    look.say("1 off for each, at most 5", Choice.RULED)
    look.say("权重", Choice.RULED)
    assert "multiplied by these weights" in look.shown.facts[-2]
    assert look.shown.sheets[0].points is not None
    assert look.shown.sheets[0].points.read == 100
    assert _marks(ws, look) == ["42", "18", "40"]
    content = scheme.show(ws).content
    assert content is not None
    assert (content.items[0].rule.each, content.items[0].rule.cap) == (Decimal("0.6"), 3)
    assert [section.full_mark for section in content.sections] == [None, 42, 18, None, 40]
    look.say("权重", Choice.UNRULED)
    assert _marks(ws, look) == ["70", "30", "100"]


@pytest.mark.parametrize("rows", [TABLE, SOUND])
def test_what_was_taken_goes_out_and_comes_in_again_equal(
    ws: Workspace, tmp_path: Path, rows: Sequence[Sequence[object]]
) -> None:
    path = _written(tmp_path / "criteria.xlsx", {"评价表": rows})
    made = scheme.import_(ws, path, rules=True, weights=True)
    assert made.read.weighing is not None
    assert made.read.weighing.is_taken
    out = scheme.export(ws, tmp_path / "out.xlsx", made.draft.title)
    again = scheme.preview(ws, out)
    assert again.draft.content == made.draft.content
    assert not again.is_changed


def test_real_tables_go_out_and_come_in_again_equal(
    ws: Workspace, tmp_path: Path, real_data: Path
) -> None:
    names = ("appraisal-three-levels.xlsx", "appraisal-three-levels-2.xls")
    for name in (*names, "shicheng-2018-township-criteria.xlsx"):
        for is_taken in (False, True):
            made = scheme.import_(ws, real_data / name, rules=is_taken, weights=is_taken)
            out = scheme.export(ws, tmp_path / f"{name}.xlsx", made.draft.title)
            assert not scheme.preview(ws, out).is_changed


def _marks(ws: Workspace, look: Look) -> list[str]:
    look.write()
    content = scheme.show(ws).content
    assert content is not None
    return [plain(item.full_mark) for item in content.items]


def test_further_sheets_can_be_left_out_and_repeated_ones_taken(
    ws: Workspace, tmp_path: Path
) -> None:
    path = _written(
        tmp_path / "sheets.xlsx",
        {
            "道路": (("项目", "内容", "分值"), ("市容", "路面干净", 5)),
            "河道": (("项目", "内容", "分值"), ("市容", "水面干净", 4)),
            "道路旧": (("项目", "内容", "分值"), ("市容", "路面干净", 3)),
            "电话": (("姓名", "号码"), ("某人", 1)),
        },
    )
    look = Look(ws, path)
    assert [_states(look, at) for at in range(4)] == [
        "header item", "header item", "unread unread", "unread unread",
    ]  # fmt: skip
    assert [each.title for each in look.shown.problems] == ["河道", "道路旧", "电话"]
    assert look.shown.sheets[1].columns[1].field == "text"
    look.say("道路旧", Choice.TAKEN)
    assert _states(look, 2) == "header item"
    assert look.shown.problems[1].chosen is not None
    look.say("河道", Choice.LEAVE_OUT)
    assert _states(look, 1) == "left_out left_out"
    look.write()
    content = scheme.show(ws).content
    assert content is not None
    assert [section.text for section in content.sections] == ["道路", "市容", "道路旧", "市容"]
    assert len(content.items) == 2


def _states(look: Look, sheet: int) -> str:
    return " ".join(state.value for state in look.shown.sheets[sheet].states)


def test_columns_of_one_sheet_can_be_told(ws: Workspace, tmp_path: Path) -> None:
    rows = (("项目", "内容", "分数线"), ("市容", "路面干净", 5))
    path = _written(tmp_path / "sheets.xlsx", {"道路": rows, "河道": rows[:1]})
    look = Look(ws, path)
    assert look.shown.sheets[0].points is not None
    assert look.shown.sheets[0].points.read == 1
    look = Look(ws, path, mapping=(("道路!分数线", "full_mark"),))  # type: ignore[arg-type]
    assert look.shown.sheets[0].points is not None
    assert look.shown.sheets[0].points.read == 5
    assert [each.is_told for each in look.shown.sheets[0].columns] == [False, False, True]
    told = {each.name: each.is_repeatable for each in look.shown.fields}
    assert (told["weight"], told["section_mark"], told["text"]) == (True, True, False)
