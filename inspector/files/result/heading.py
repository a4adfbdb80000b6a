"""What the heading of a column of results says: its field, its content, its full mark."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from inspector.domain.result_options import ResultField
from inspector.files.scheme.columns import squeezed

# The first pattern that fits a heading decides; what is told about a row is no result.
_PATTERNS: tuple[tuple[ResultField, str], ...] = (
    (ResultField.IGNORE, r"整改|期限|时限|反馈|原因|依据|细则|[分价]标准|办法|电话|手机"),
    (ResultField.IGNORE, r"面积|长度|经度|纬度|坐标"),
    (ResultField.IGNORE, r"名次|排名|排序|升降|上[次期周月季年]|去年|同期|同比|环比|(?<!分)数$"),
    (ResultField.IGNORE, r"照片|图片|人口|邮编|类型|类别"),
    (ResultField.IGNORE, r"性质|编码|代码|责任人|领导|联系人|处数|负责人|签字|描述"),
    (ResultField.IGNORE, r"^(备注|说明|问题|存在问题|主要问题|问题情况|地址|权重|数量|次数|方式)$"),
    (ResultField.IGNORE, r"^(notes?|remarks?|rank(ing)?|phone|address|photos?|type|weight)$"),
    (ResultField.NUMBER, r"^(序号?|编号|行号|no\.?|number|#)$"),
    (ResultField.VISIT, r"(批次|轮次|期次|期数)$|^(检查|任务|记录|督查|测评)(编号|单号|号)$"),
    (ResultField.VISIT, r"^visit(no\.?|id|number)?$"),
    (ResultField.DAY, r"(日期|时间|年月日)$|^(日|day|date)$"),
    (ResultField.FULL_MARK, r"^(分值|满分|标准分|基本分|基准分|应得分|规定分值?|总分值|满分值)$"),
    (ResultField.FULL_MARK, r"^(full|max(imum)?)(mark|score|points)s?$"),
    (ResultField.TOTAL, r"合计|总(得|扣|失|评)?分|总计|综合(得分|分|成绩)|总成绩|最终得分|小计"),
    (ResultField.TOTAL, r"^(total|sum)(score|points|lost)?$"),
    (ResultField.LOST, r"^(实际|本次|本项|检查)?(扣|失|罚|减)分(值|数|情况|小计)?$"),
    (ResultField.LOST, r"^(points?)?(lost|deduct(ed|ion)s?|demerits?|penalty|loss)(points)?$"),
    (ResultField.GOT, r"^(实际|实|考核|考评|检查|测评|督查|本次|本期)?(得分|评分|打分|分数|成绩)$"),
    (ResultField.GOT, r"^(score|got|points|mark|指数|(得分|符合|合格|达标|及格)率)$"),
    (ResultField.GRADE, r"^(考核|检查|测评|评定|综合|总体|最终)?(等[次级]|评[级定价]|结果|结论)$"),
    (ResultField.GRADE, r"^是否(合格|达标|符合)|^(符合|达标|合格)情况$|^(grade|rating|result)$"),
    (ResultField.INSPECTOR, r"(检查|测评|考核|督查|督导|巡查|暗访|调查|打分|评分)(人员?|员|组)$"),
    (ResultField.INSPECTOR, r"^inspect(or|ors|edby)$"),
    (ResultField.AREA, r"^责任单位1$|^(所属|所在)?(区域|属地|辖区|街道|镇街|街镇|乡镇)$"),
    (ResultField.AREA, r"^(所属|所在)?(乡镇街道|街道乡镇|镇|乡|社区|属地街道|属地单位)$"),
    (ResultField.AREA, r"^(街道)?办(事处)?$"),
    (ResultField.AREA, r"^(area|district|street|territory)$"),
    (ResultField.PLACE, r"^(被检|受检|被查|受查|抽查|检查|测评|考核)(单位|对象|点)(名称)?$"),
    (ResultField.PLACE, r"(点位|地点|场所|路段|小区|门店|检查点)(名称)?$|^(市场|学校|名称|位置)$"),
    (ResultField.PLACE, r"^(place|site|location|venue)(name)?$"),
    (ResultField.DEPARTMENT, r"(责任|牵头|主管|配合|行业|职能).*(单位|部门|主体)\d?$"),
    (ResultField.DEPARTMENT, r"^(单位|部门)(名称)?$|^(department|unit|responsibleunit)s?$"),
    (ResultField.CONTENT, r"(项目|内容|指标|标准|条目|要点|事项)(名称)?$"),
    (ResultField.CONTENT, r"^(item|content|criterion|criteria|indicator)s?$"),
)  # fmt: skip
# Of several columns of contents the innermost says what was looked at.
_DEPTHS = (r"标准|要点|criteri", r"内容|三级|条目|事项|content|item", r"指标|二级", r"项目|一级")
_LOST = re.compile(r"扣分|失分|罚分|lost|deduct|demerit|penalty")
_MARKS = re.compile(
    r"[(\[【] ?(?:满分|分值|共|计)? ?:? ?(\d+(?:\.\d+)?) ?分? ?[)\]】]"
    r"|满分 ?:? ?(\d+(?:\.\d+)?) ?分?|(?<![\d.])(\d+(?:\.\d+)?) ?分(?=$|[)\]】])"
)
_HUNDRED = re.compile(r"[(\[【]?百分制[)\]】]?")
_KIND_AT_END = re.compile(r"(.+?)[-—:：]?(扣分|失分|得分|评分)$")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．（）［］：\n\u3000", "0123456789.()[]:  ")


@cache
def field_of(heading: str) -> ResultField | None:
    """The field that a heading names, None where it names none that is known."""
    return known_field(squeezed(heading))


@cache
def known_field(word: str) -> ResultField | None:
    """The field of a heading as `squeezed` gives it."""
    if not word:
        return None
    return next((field for field, pattern in _PATTERNS if re.search(pattern, word)), None)


def depth_of(heading: str) -> int:
    """How far inside a column of contents stands; the innermost is 0."""
    word = squeezed(heading)
    return next((at for at, words in enumerate(_DEPTHS) if re.search(words, word)), len(_DEPTHS))


def says_lost(heading: str) -> bool:
    """Whether a heading or title speaks of points lost."""
    return _LOST.search(squeezed(heading)) is not None


def full_mark_in(heading: str) -> Decimal | None:
    """The full mark that a heading states, as in “绿化（10分）” or “满分10”."""
    found = _mark(heading)
    return None if found is None else found[0]


def is_mark_alone(heading: str) -> bool:
    """Whether a heading states a full mark and nothing else."""
    found = _mark(heading)
    return found is not None and not found[1]


def without_mark(heading: str) -> str:
    """A heading without the full mark that it states."""
    found = _mark(heading)
    return found[1] if found and found[1] else heading


@cache
def _mark(heading: str) -> tuple[Decimal, str] | None:
    """The full mark that a heading states, and what else it says."""
    # Sign for sign, so that what is cut out of one is cut out of the other.
    plain = heading.translate(_HALF_WIDTH)
    if found := _HUNDRED.search(plain):
        return Decimal(100), _cut(heading, found)
    for found in _MARKS.finditer(plain):
        mark = Decimal(next(filter(None, found.groups())))
        if mark > 0 and "分" in found[0]:
            return mark, _cut(heading, found)
    return None


def _cut(heading: str, found: re.Match[str]) -> str:
    rest = heading[: found.start()] + heading[found.end() :]
    return " ".join(rest.split()).strip(" :：")


def content_in(heading: str) -> str:
    """The content that a heading names, without its full mark and without the word for points."""
    bare = without_mark(heading)
    named = _KIND_AT_END.fullmatch(bare)
    return named[1] if named else bare
