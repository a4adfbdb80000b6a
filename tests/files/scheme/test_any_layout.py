"""Tables of weights and points in any layout that an office may choose: always the same items."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.files.reader import Cell
from tests.files.criteria import fates, items, sheet_of, understood, wrong

NAMES = (
    ("一级指标", "权重", "二级指标", "分值", "三级指标", "分值"),
    ("目标层", "权重（%）", "准则层", "分值", "指标层", "分值"),
    ("大类", "比重", "分项", "配分", "考核点", "标准分"),
    ("项目", "权重", "内容", "分值", "评价要点", "分值"),
)
Row = list[Cell]


def _parts(random: Random, whole: int, least: int = 1) -> list[int]:
    """A few whole numbers above zero that add up."""
    count = min(random.randint(least, 3), whole)
    cuts = sorted(random.sample(range(1, whole), count - 1))
    return [end - begin for begin, end in zip([0, *cuts], [*cuts, whole], strict=True)]


def _body(random: Random, *, repeats: bool, merges: list[str]) -> tuple[list[Row], list[str]]:
    """The rows below a header, counted from 1, and the items that they are."""
    rows: list[Row] = []
    wanted: list[str] = []
    for first, weight in enumerate(_parts(random, 100, 2)):
        begun = len(rows)
        for second, whole in enumerate(_parts(random, 100)):
            at = len(rows)
            for points in _parts(random, whole):
                outer: Row = [f"类{first}", weight] if repeats or len(rows) == begun else [None] * 2
                inner: Row = [f"组{second}", whole] if repeats or len(rows) == at else [None] * 2
                text = f"要求{len(rows)}"
                rows.append([*outer, *inner, text, points, random.choice(["查资料", "实地", None])])
                wanted.append(f"类{first}/组{second}/{text}={points}")
            merges += [f"{c}{at + 1}:{c}{len(rows)}" for c in "CD" if len(rows) > at + 1]
        merges += [f"{c}{begun + 1}:{c}{len(rows)}" for c in "AB" if len(rows) > begun + 1]
    return rows, wanted


def _weight(habit: str, weight: Cell) -> Cell:
    """A weight as an office writes it."""
    if weight is None or habit == "number":
        return weight
    return f"{weight}%" if habit == "per cent" else Decimal(str(weight)) / 100


def _moved(merge: str, rows: int) -> str:
    return ":".join(f"{cell[0]}{int(cell[1:]) + rows}" for cell in merge.split(":"))


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_weights_and_points_in_any_layout(random: Random) -> None:
    names, repeats, merged = random.choice(NAMES), random.random() < 0.3, random.random() < 0.5
    merges: list[str] = []
    body, wanted = _body(random, repeats=repeats, merges=merges)
    head: list[Row] = [[*names, "评分标准"]]
    if random.random() < 0.4:
        first, weight, second, points, third, mark = names
        head = [
            [first, None, second, None, third, None, "评分标准"],
            ["名称", weight, "名称", points, "内容", mark, None],
        ]
    title: list[Row] = [["示例评价表"]] if random.random() < 0.5 else []
    total: list[Row] = [["合计", 100]] if random.random() < 0.5 else []
    habit = random.choice(["number", "per cent", "share"])
    for row in [*body, *total]:
        row[1] = _weight(habit, row[1])
    above = [*title, *head]
    down = [] if repeats or not merged else [_moved(merge, len(above)) for merge in merges]
    read = understood(sheet_of([*above, *body, *total], *down))
    assert items(read) == wanted
    assert wrong(read) == []
    assert fates(read) == "t" * len(title) + "h" * len(head) + "i" * len(body) + "+" * len(total)
    assert sum(weight.percent for weight in read.weights) == 100
