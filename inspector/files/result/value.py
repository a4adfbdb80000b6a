"""One cell of points in results from elsewhere: a number, a part, a grade, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from inspector.domain.points import rounded_points
from inspector.domain.result import ResultState
from inspector.domain.result_options import Blank, Direction, ResultOptions
from inspector.files.cell import cell_number, cell_text
from inspector.files.reader import Cell

NOT_APPLICABLE = frozenset(
    [
        "—",
        "——",
        "-",
        "--",
        "–",
        "/",
        "\\",
        "无",
        "不涉及",
        "未涉及",
        "不适用",
        "无此项",
        "无此项目",
        "无该项",
        "免检",
        "n/a",
        "na",
        "none",
    ]
)
MISSING = frozenset(
    [
        "未检查",
        "未测评",
        "未测",
        "未检",
        "未查",
        "未评",
        "未打分",
        "未观察到",
        "未观察",
        "缺",
        "缺失",
        "缺测",
        "暂缺",
        "missing",
    ]
)
# “None” beside a deduction says that nothing was deducted at least as often.
_NOTHING = frozenset({"无", "none"})
_WORD_SIGNS = str.maketrans("／－", "/-", " \t\n\u3000()（）[]【】")
_NUMBER_SIGNS = str.maketrans({"％": "%", "−": "-", "–": "-", "\u2014": "-"})
_TENTH, _FIFTH = Decimal("0.1"), Decimal("0.2")
_HIGHEST, _HIGH, _FAIR, _NO = Decimal(1), 4 * _FIFTH, 6 * _TENTH, Decimal(0)

_BINARY = {
    **dict.fromkeys(
        ("合格", "符合", "达标", "是", "√", "✓", "✔", "对", "通过", "pass", "yes", "y"),
        _HIGHEST,
    ),
    **dict.fromkeys(("基本合格", "基本符合", "基本达标", "部分符合", "△"), _FAIR),
    **dict.fromkeys(
        ("不合格", "不符合", "不达标", "未达标", "否", "×", "✗", "✘", "不通过", "fail", "no", "n"),
        _NO,
    ),
}
_LADDERS: tuple[Mapping[str, Decimal], ...] = (
    {"a": _HIGHEST, "b": _HIGH, "c": _FAIR, "d": _NO},
    {
        **dict.fromkeys(("优", "优秀", "优良", "好"), _HIGHEST),
        **dict.fromkeys(("良", "良好", "较好"), _HIGH),
        **dict.fromkeys(("中", "中等", "一般", "及格"), _FAIR),
        **dict.fromkeys(("差", "较差", "不及格"), _NO),
    },
)
_SHARED_WITH_LADDER = {"合格": _FAIR, "不合格": _NO}


class Scale(Struct, frozen=True):
    """How the cells of a table are read: what a blank means, and the factor of each grade."""

    blank: Blank = Blank.MISSING
    grades: Mapping[str, Decimal] = {}


class Value(Struct, frozen=True):
    """What a cell came to: points as they stand there, or a part of the full mark."""

    state: ResultState
    points: Decimal | None = None
    factor: Decimal | None = None
    grade: str = ""

    def lost(self, full_mark: Decimal, direction: Direction) -> Decimal:
        """The points lost of the full mark; below 0 or above it where the cell is out of range."""
        if self.state is not ResultState.VALUED:
            return Decimal(0)
        if self.factor is not None:
            stood = rounded_points(self.factor * full_mark)
        else:
            assert self.points is not None
            stood = rounded_points(self.points)
        # A grade is of what was seen, also where the points beside it are lost ones.
        is_loss = direction is Direction.LOST and not self.grade
        return stood if is_loss else full_mark - stood


ABSENT = Value(ResultState.MISSING)
_NOWHERE = Value(ResultState.NOT_APPLICABLE)
_ZERO = Value(ResultState.VALUED, points=Decimal(0))


def word_of(cell: Cell) -> str:
    """A word for comparing: in one piece, in lower case."""
    return cell_text(cell).translate(_WORD_SIGNS).casefold()


def grades_of(words: Iterable[str], options: ResultOptions) -> dict[str, Decimal]:
    """The factors by which grades are read: as told, else by the ladder whose words stand there.

    “合格” is the third of four steps beside “优”, and the better of two elsewhere.
    """
    there = frozenset(words)
    found = dict(_BINARY)
    for ladder in _LADDERS:
        if there & ladder.keys():
            found |= ladder
            if "优" in ladder:
                found |= _SHARED_WITH_LADDER
    return found | {word_of(name): factor for name, factor in options.grades}


def read_value(cell: Cell, scale: Scale, *, is_loss: bool) -> Value:
    """What stands in a cell of points; ValueError with what stands there where it is none of that.

    `is_loss` says that it is one of points lost.
    """
    if cell is None or cell == "":
        return _ZERO if scale.blank is Blank.ZERO else ABSENT
    if isinstance(cell, bool):
        cell = "是" if cell else "否"
    if not isinstance(cell, str):
        return Value(ResultState.VALUED, points=cell_number(cell))
    return _read_text(cell, scale, is_loss=is_loss)


def _read_text(cell: str, scale: Scale, *, is_loss: bool) -> Value:
    word = word_of(cell)
    if not word:
        return _ZERO if scale.blank is Blank.ZERO else ABSENT
    if word in scale.grades:
        factor = scale.grades[word]
        return Value(ResultState.VALUED, factor=factor, grade=cell_text(cell))
    if word in NOT_APPLICABLE and not (is_loss and word in _NOTHING):
        return _NOWHERE
    if word in MISSING:
        return ABSENT
    written = word.translate(_NUMBER_SIGNS)
    is_part = written.endswith("%")
    number = _number(re.sub(r"[%分]$", "", written), cell)
    if is_part:
        return Value(ResultState.VALUED, factor=number / 100)
    return Value(ResultState.VALUED, points=number)


def _number(text: str, cell: str) -> Decimal:
    try:
        number = cell_number(text)
    except ValueError:
        number = None
    if number is None:
        raise ValueError(cell_text(cell))
    return number


def number_of(cell: Cell) -> Decimal | None:
    """The number in a cell of points, however it is written; None where it is none, or a part."""
    if isinstance(cell, bool):
        return None
    text = word_of(cell).translate(_NUMBER_SIGNS).removesuffix("分") if type(cell) is str else cell
    try:
        return cell_number(text)
    except ValueError:
        return None


def is_value(cell: Cell) -> bool:
    """Whether a cell could stand in a column of points: a number, a part, a grade."""
    if isinstance(cell, bool):
        return True
    word = word_of(cell)
    if word in _BINARY or any(word in ladder for ladder in _LADDERS):
        return True
    try:
        return cell_number(re.sub(r"[%％分]$", "", word)) is not None
    except ValueError:
        return False


def is_silent(cell: Cell) -> bool:
    """Whether a cell says of points that there are none: blank, not applicable, missing."""
    word = word_of(cell)
    return not word or word in NOT_APPLICABLE or word in MISSING
