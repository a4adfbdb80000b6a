"""The headings of foreign criteria tables: which field a column holds by what stands above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from inspector.domain.scheme_draft import SchemeField
from inspector.files.scheme.columns import squeezed
from inspector.files.table_head import Head

# The first pattern that fits a heading decides; what is taken from a visit is no criterion.
_PATTERNS: tuple[tuple[SchemeField, str], ...] = (
    (SchemeField.WEIGHT, r"权重|权数|权值|比重|占比|^(weight(ing)?s?|share)%?$"),
    (SchemeField.FULL_MARK, r"(?<![扣加减])分值|满分|(扣分|最高)上限|^上限$"),
    (SchemeField.FULL_MARK, r"(标准|基本|基准|基础|规定|应得|配|赋|总|最高|额定|参考)分"),
    (SchemeField.FULL_MARK, r"^(分|分数|(项目?|内容|指标|[大小单子]项)分|计分|赋值)$"),
    (SchemeField.FULL_MARK, r"^(full|max(imum|\.)?)?(mark|score|points)s?$"),
    (SchemeField.IGNORE, r"得分|[自实复初]评|评分结果|[扣加减]分$|^[评打]分$|^备[注考]$"),
    (SchemeField.IGNORE, r"^(note|remark)s?$|计量单位|^指标值$"),
    (SchemeField.GUIDANCE, r"(评分|扣分|计分|考核|评价|打分|得分|记分|评估)"
                           r"(标准|细则|办法|说明|依据|规则|要求|方法|要点)"),
    (SchemeField.GUIDANCE, r"考核指标|考察要求|点位及标准|具体要求|检查提示|目标值|^标准$"),
    (SchemeField.GUIDANCE, r"指标(说明|解释|释义)|^(guidance|scoring|howtoscore)$"),
    (SchemeField.METHOD, r"(考核|检查|测评|评价|考察|采集|核查)(方式|方法|途径)|数据来源"),
    (SchemeField.METHOD, r"^方(法|式)$|^method$"),
    (SchemeField.EXCEPTIONS, r"例外|不扣分|^exceptions?$"),
    (SchemeField.CODE, r"^(序号?|编号|代码|编码|条款号?|条目号|项目编号|项次|no\.?|code|number)$"),
    (SchemeField.DEADLINE_CLASS, r"(整改|完成)(时限|期限)|^deadline(class)?$"),
    (SchemeField.SITE_TYPES, r"点位类型|适用点位|适用范围|^sitetypes?$"),
    (SchemeField.ASPECT, r"问题类别|^(方面|aspect)$"),
    (SchemeField.UNIT, r"(责任|牵头|考核|承办|负责|主管).*(单位|部门|科室)|^(responsible)?unit$"),
)  # fmt: skip
STANDARDS = 7
"""How deep in the tree a column stands that says what is asked for (测评标准)."""
# The columns of the tree, outermost first: the innermost that is there is the item's text.
_DEPTHS: tuple[tuple[int, str], ...] = (
    (8, r"[四五4]级|(观测|考核|检查|评价|采分|考察)点$"),
    (STANDARDS, r"(测评|检查|考察|考评)(标准|要点)|(考核|评价)要点|指标内容|具体指标"),
    (STANDARDS, r"^(text|standard|criterion|criteria)$"),
    (6, r"内容|[三3]级|^iii级|第三层|指标层|level3|thirdlevel|工作任务|工作要求"),
    (6, r"^(事项|要求|标准要求|细项|小项|条款)$"),
    (6, r"(检查|考核|测评|评价|考评|重点)事项|^(content|item)s?$"),
    (5, r"指标名称|[二2]级|^ii级|第二层|准则层|level2|secondlevel"),
    (5, r"^(指标|子项|分项|小类|中类|要素|subsection|indicator)$"),
    (4, r"(测评|考核|检查|评价|评分|考评)(项目|指标)|^项目(名称)?$|^项$|^project$"),
    (3, r"[一1]级|^i级|第一层|目标层|level1|firstlevel"),
    (3, r"^(类别|大类|类型|板块|模块|维度|项类|章节|section|category)$"),
    (3, r"(考核|检查|测评|评价|指标)(类别|大类|板块|维度)"),
)  # fmt: skip
# A column of names that says points too, as “类别及分值” does, holds names.
_WITH_POINTS = re.compile("(?<=.)[及和与、]其?(分值?|满分|标准分|权重)$")
_OF_POINTS = re.compile("(总?分值?|分数|满分|权[重数]).*$")
_LEVEL = re.compile("[一二三四五1-5]级|第[一二三四五]层|level ?[1-5]", re.IGNORECASE)
REPEATABLE = frozenset(
    {
        SchemeField.SECTION,
        SchemeField.GUIDANCE,
        SchemeField.SECTION_MARK,
        SchemeField.WEIGHT,
        SchemeField.IGNORE,
    }
)
"""The fields that several columns may hold."""
MARKS = frozenset({SchemeField.FULL_MARK, SchemeField.SECTION_MARK, SchemeField.WEIGHT})
"""The fields that are points, or shares of them."""


class Named(Struct, frozen=True):
    """What the headings say: plain fields, depths of the tree and kinds of points by column."""

    fields: Mapping[int, SchemeField]
    depths: Mapping[int, int]
    marks: Mapping[int, SchemeField]


def is_known(heading: str) -> bool:
    """Whether a heading (as `squeezed` gives it) is one of a criteria table."""
    return _field(heading) is not None or _depth(heading) is not None


def is_unknown(head: Head, column: int) -> bool:
    """Whether a column has headings of which none is known."""
    words = [*map(squeezed, head.paths.get(column, ()))]
    return bool(words) and not any(map(is_known, words))


def named(head: Head) -> Named:
    """What each column holds by its innermost heading that says it; plain fields once each."""
    fields: dict[int, SchemeField] = {}
    depths: dict[int, int] = {}
    marks: dict[int, SchemeField] = {}
    for column, path in head.paths.items():
        for word in map(squeezed, reversed(path)):
            field, depth = _field(word), _depth(word)
            if field in MARKS:
                marks[column] = field
            elif field is not None and (field in REPEATABLE or field not in fields.values()):
                fields[column] = field
            elif field is None and depth is not None:
                depths[column] = depth
            if field is not None or depth is not None:
                break
    return Named({c: f for c, f in fields.items() if f is not SchemeField.IGNORE}, depths, marks)


def owner(head: Head, column: int, tree: Sequence[int]) -> int | None:
    """The column of the tree to which a column of points belongs; None where there is no tree.

    It is the one that its heading names, else the one of the same level by its headings, else the
    next to the left, else the first.
    """
    own = _OF_POINTS.sub("", squeezed(head.heading(column)))
    alike = [each for each in tree if own and own in squeezed(head.heading(each))]
    if len(alike) == 1:
        return alike[0]
    levels = set(_LEVEL.findall("".join(head.paths.get(column, ()))))
    if levels:
        for each in tree:
            if levels & set(_LEVEL.findall("".join(head.paths.get(each, ())))):
                return each
    left = [each for each in tree if each < column]
    return max(left) if left else min(tree, default=None)


@cache
def _field(word: str) -> SchemeField | None:
    word = _WITH_POINTS.sub("", word)
    return next((f for f, pattern in _PATTERNS if word and re.search(pattern, word)), None)


@cache
def _depth(word: str) -> int | None:
    word = _WITH_POINTS.sub("", word)
    return next((d for d, pattern in _DEPTHS if word and re.search(pattern, word)), None)


def is_weight(head: Head, column: int) -> bool:
    """Whether a column of points is headed as one of weights."""
    return any(_field(squeezed(text)) is SchemeField.WEIGHT for text in head.paths.get(column, ()))
