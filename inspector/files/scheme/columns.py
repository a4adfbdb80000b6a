"""The sheets, columns and words of our own criteria workbook, in Chinese and English.

They belong to the format, not to the language that is spoken: a workbook is written with the
Chinese words and read with either.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from inspector.domain.scheme import Rounding, RuleKind, SchemeOrigin


class RowKind(StrEnum):
    """What a row of the items sheet holds; clauses, grades and translations follow their item."""

    SECTION = "section"
    ITEM = "item"
    CLAUSE = "clause"
    GRADE = "grade"
    TRANSLATION = "translation"


class ParameterKind(StrEnum):
    """What a row of the parameters sheet sets."""

    TITLE = "title"
    EDITION = "edition"
    ORIGIN = "origin"
    FIXED_FACTOR = "fixed_factor"
    LEVEL = "level"
    BONUS_CAP = "bonus_cap"


class Column(Struct, frozen=True):
    """A column of the items sheet with its headings, its width in letters and how to fill it."""

    name: str
    chinese: str
    english: str
    width: int
    note: str
    english_note: str


ITEMS_SHEET = ("条目", "items")
PARAMETERS_SHEET = ("参数", "parameters")
NOTES_SHEET = ("填写说明", "notes")

COLUMNS = (
    Column(
        "kind",
        "行类",
        "Row",
        8,
        "从列表选；情形、等级、译文写在所属条目下面",
        "section, item, clause, grade or translation; the last three stand below their item",
    ),
    Column(
        "level",
        "层级",
        "Level",
        6,
        "章节的层级：1 为最上层；条目可空，即属于上面最近的章节",
        "depth of a section, 1 is the top; an item without it belongs to the section above",
    ),
    Column(
        "code",
        "编号",
        "Code",
        9,
        "条目编号不可重复；等级写等级字母，译文写语言代码",
        "code, not twice; for a clause its code, for a grade its letter, for a translation its "
        "language",
    ),
    Column("text", "内容", "Text", 40, "章节名称、测评内容、扣分情形或译文", "the words"),
    Column("guidance", "评分说明", "Guidance", 36, "怎样检查、怎样评分", "how it is judged"),
    Column("exceptions", "例外", "Exceptions", 20, "哪些情况不算问题", "what is no violation"),
    Column("method", "检查方法", "Method", 12, "如：实地查看、查阅资料", "how it is inspected"),
    Column(
        "rule",
        "评分方式",
        "Rule",
        10,
        "从列表选：符合、扣分、数量、等级、计分、加分；空为计分",
        "conform, deduct, quantity, grade, points (when empty) or bonus",
    ),
    Column(
        "full_mark",
        "分值",
        "Full mark",
        8,
        "条目必填；章节可填应有的合计，导入时核对",
        "points of the item; of a section what its items should add up to",
    ),
    Column(
        "each",
        "每处扣分",
        "Points each",
        9,
        "扣分：每处扣多少；数量：每缺一个扣多少",
        "points lost for each occurrence or missing piece; without it a quantity earns its share",
    ),
    Column(
        "cap",
        "上限",
        "Cap",
        8,
        "扣分最多扣多少，空为扣完为止；加分最多加多少，空为不限",
        "the most that is lost (the full mark when empty) or gained",
    ),
    Column(
        "required",
        "应有数量",
        "Required",
        9,
        "数量：应有多少个；等级：抽查通过几处起给此等级",
        "pieces required; places of a sample that must pass for a grade",
    ),
    Column(
        "per_length",
        "每多少米",
        "Per metres",
        9,
        "数量：每多少米应有这么多，空为每个点位",
        "for how many metres that many are required; empty is for the site",
    ),
    Column(
        "rounding",
        "取整",
        "Rounding",
        9,
        "应有数量的取整：向上、向下、四舍五入；空为向上",
        "up (when empty), down or nearest",
    ),
    Column(
        "share",
        "得分比例",
        "Share",
        9,
        "等级：得满分的几成，0 到 1",
        "share of the full mark that a grade earns, 0 to 1",
    ),
    Column("aspect", "问题类别", "Aspect", 12, "如：环境卫生、公共秩序", "category of problems"),
    Column(
        "site_types",
        "适用点位类型",
        "Site types",
        24,
        "多个用分号隔开；空为全部点位",
        "parted by semicolons; all sites when empty",
    ),
    Column("photo", "必须拍照", "Photo required", 9, "是 或 否，空为否", "yes or no (when empty)"),
    Column(
        "deadline_class",
        "整改时限类别",
        "Deadline class",
        14,
        "如：4h、1d，即 4 小时、1 天内",
        "class of the deadline for rectification",
    ),
    Column("unit", "责任单位", "Unit", 18, "缺省的责任单位", "unit that answers by default"),
    Column(
        "id",
        "标识",
        "Id",
        38,
        "由程序填写，请勿改动；新条目留空",
        "kept by the program; leave it empty for a new item",
    ),
)

PARAMETER_COLUMNS = (("参数", "parameter"), ("对象", "subject"), ("值", "value"), ("说明", "note"))

PARAMETERS: dict[ParameterKind, tuple[str, str, str, str]] = {
    ParameterKind.TITLE: ("标题", "title", "体系名称；空为文件名", "name; the file's when empty"),
    ParameterKind.EDITION: ("版本", "edition", "如：2026年版", "edition of the manual"),
    ParameterKind.ORIGIN: ("来源", "origin", "由程序填写", "kept by the program"),
    ParameterKind.FIXED_FACTOR: (
        *("当场整改系数", "fixed factor"),
        *("当场整改的问题按几成扣分，空为 1", "factor for what was fixed at once; 1 when empty"),
    ),
    ParameterKind.LEVEL: (
        *("层级系数", "level factor"),
        *("对象写检查层级或严重程度，值写系数；可多行", "subject: the level; value: its factor"),
    ),
    ParameterKind.BONUS_CAP: (
        *("加分总上限", "bonus cap"),
        *("全部加分最多多少，空为不限", "the most that all bonuses add; unlimited when empty"),
    ),
}

ROW_WORDS: dict[RowKind, tuple[str, ...]] = {
    RowKind.SECTION: ("章节",),
    RowKind.ITEM: ("条目",),
    RowKind.CLAUSE: ("情形",),
    RowKind.GRADE: ("等级",),
    RowKind.TRANSLATION: ("译文",),
}
PARTS = frozenset({RowKind.CLAUSE, RowKind.GRADE, RowKind.TRANSLATION})
"""Rows that belong to the item above them."""
RULE_WORDS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.CONFORM: ("符合", "符合不符合", "达标"),
    RuleKind.DEDUCT: ("扣分",),
    RuleKind.QUANTITY: ("数量",),
    RuleKind.GRADE: ("等级",),
    RuleKind.POINTS: ("计分", "得分", "打分"),
    RuleKind.BONUS: ("加分", "奖扣分"),
}
ROUNDING_WORDS: dict[Rounding, tuple[str, ...]] = {
    Rounding.UP: ("向上",),
    Rounding.DOWN: ("向下",),
    Rounding.NEAREST: ("四舍五入",),
}
ORIGIN_WORDS: dict[SchemeOrigin, tuple[str, ...]] = {
    SchemeOrigin.CRITERIA: ("测评标准",),
    SchemeOrigin.RESULT: ("外来结果",),
}
YES = ("是", "须", "√", "yes", "y", "true", "1")
NO = ("否", "", "×", "no", "n", "false", "0")
ALL_TYPES = ("全部", "所有", "all")

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
# Names of site types, units and sections stand in row after row.
_KEPT_WORDS = 1024
_OPENS = re.compile(r"[(（\[【]").search


@lru_cache(_KEPT_WORDS)
def squeezed(text: str) -> str:
    """A heading or word for comparing: half-width, lower case, without spaces and brackets."""
    text = unicodedata.normalize("NFKC", text)
    # Most have no bracket, and looking for one sign is quicker than for a pair.
    if _OPENS(text):
        text = _BRACKETS.sub("", text)
    return "".join(text.split()).casefold()
