"""The numbering of criteria (一、 （一） 1. 1.2) and other words that tell what a row is."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from inspector.files.scheme.columns import squeezed

_CHINESE = "[一二三四五六七八九十百零]+"
_SEPARATOR = r"[、．.，,:：\s]"
# From the outermost numbering to the innermost; a plain number is where items are expected.
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第{_CHINESE}(?:部分|[章编项类])(?:{_SEPARATOR}|$)")),
    (1, re.compile(rf"{_CHINESE}(?:[、．.]|$)")),
    (2, re.compile(rf"[（(]{_CHINESE}[）)]{_SEPARATOR}?")),
    (3, re.compile(rf"\d+(?:[.．-]\d+)*(?:{_SEPARATOR}(?!\d)|$)")),
    (3, re.compile(rf"[A-Z]\d+(?:[.．-]\d+)*(?:{_SEPARATOR}(?!\d)|$)")),
    (3, re.compile(r"[A-Z](?:[、．.](?!\d)|$)")),
    (8, re.compile(rf"[（(]\d+[）)]{_SEPARATOR}?")),
    (8, re.compile(r"[（(]?[a-z][）)]")),
    (9, re.compile(r"[①-⑳]")),
)
# Most texts are not numbered, and one look at how they begin is quicker than six.
_MAY_BE_MARKER = re.compile(r"[第（(①-⑳\dA-Za-z一二三四五六七八九十百零]")
PLAIN = 3
_INNER = re.compile(r"[.．-]\d|(?<=[A-Z])\d")
_SAID = r"(?:共计?|计|合计|满分|总分|分值|本项|小计|full marks?)?\s*[:：为]?\s*"
_STATED = re.compile(
    rf"[（(【\[]\s*{_SAID}(\d+(?:\.\d+)?)\s*(?:分|points?)\s*[）)】\]]"
    rf"|[，,、；;]\s*(?:共计?|合?计|满分|小计)\s*(\d+(?:\.\d+)?)\s*分\s*[）)】\]]"
    rf"|[\s:：，,、—-]{_SAID}(\d+(?:\.\d+)?)\s*分$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"[（(【\[]\s*(?:权重|占比?|比重)?\s*[:：为]?\s*(\d+(?:\.\d+)?)\s*[%％]\s*[）)】\]]"
)
_EACH = re.compile(r"每\s*(?:小?项|条|题|点|个)\s*(?:各|计)?\s*(\d+(?:\.\d+)?)\s*分")
_SUM = r"[:：为]?(\d+(?:\.\d+)?)?分?$"
_TOTAL = re.compile(
    rf"^(?:本表|全表|全部|以上)?(?:总分值?|总计|合计|共计|满分|总分数|分值合计|总分合计|总和|(?:grand)?total|sum){_SUM}"
)
_PART_TOTAL = re.compile(
    rf"^(?:(?:.{{0,12}}(?:小计|分计))|(?:本(?:项|类|部分)合计)|.{{0,20}}subtotal){_SUM}"
)
_LONGEST_SUM = 40
_MAY_BE_SUM = re.compile("[总计满TtSs]").search
_REMARK = re.compile(
    r"第\s*\d+\s*页[\s,，/]*(?:共\s*\d+\s*页)?$|共\s*\d+\s*页[\s,，/]*(?:第\s*\d+\s*页)?$|"
    r"[（(]?(?:续上?表|接上[页表])[）)]?$|"
    r"(注|备注|备考|附注|说明|填表说明|填报说明|注意事项|note|remark)s?(\d*[:：、.．]|$|释)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(制表|填表|填报|审核|审批|考评|考核|检查|评分|督查|被检查?|被考核|被评|负责|复核|签|日期)"
    r"[^。；;，,]{0,6}[:：]"
)
_WHOLE = re.compile(r"(?:满分|总分|共计?|合计)[为是:：]?(\d+(?:\.\d+)?)分")
# Looking for one of a few signs is much quicker than for the patterns, which few texts match.
_MAY_BE_STATED = re.compile("[分Pp]").search
_MAY_BE_BONUS = re.compile("[加奖附Bb]").search
_BONUS_ITEM = re.compile(r"加分|奖扣|奖励分|附加(分|项)|bonus", re.IGNORECASE)
_BONUS_SECTION = re.compile(r"加分|奖|附加(分|项)|bonus", re.IGNORECASE)


class Marker(Struct, frozen=True):
    """A numbering: its rank (1 is outermost), its code without punctuation and what follows."""

    rank: int
    code: str
    rest: str


def marker(text: str) -> Marker | None:
    """The numbering with which a text begins; a text that is nothing else has no rest."""
    if _MAY_BE_MARKER.match(text) is None:
        return None
    for rank, pattern in _MARKERS:
        found = pattern.match(text)
        if found:
            code = found[0].strip().rstrip("、．.，,:：").strip()
            depth = len(_INNER.findall(code)) if rank == PLAIN else 0
            return Marker(rank + depth, code, text[found.end() :].strip())
    return None


def is_inside(code: str, outer: str) -> bool:
    """Whether a code is that of a part of another, as 1.1 is of 1 and A1 of A."""
    rest = code.removeprefix(outer)
    if rest == code or not rest:
        return False
    return rest[0] in ".．-" or (outer[-1].isalpha() and rest[0].isdigit())


def stated_points(text: str) -> Decimal | None:
    """The points that a heading states in brackets or at its end: “（20分）”, “环境：20分”."""
    found = _STATED.search(text) if _MAY_BE_STATED(text) else None
    return Decimal(found[found.lastindex or 1]) if found else None


def points_in(text: str) -> Decimal | None:
    """The points of an item that its words state: of each of its parts, where there are several.

    What is stated first may be the sum of the others.
    """
    stated = [Decimal(found[1]) for found in _STATED.finditer(text) if found[1]]
    if len(stated) < 2:
        return stated_points(text)
    first, rest = stated[0], sum(stated[1:], Decimal(0))
    return first if first == rest else first + rest


def points_each(text: str) -> Decimal | None:
    """The points that a heading states for each item below it: “（共3项，每项2分）”."""
    found = _EACH.search(text) if _MAY_BE_STATED(text) else None
    return Decimal(found[1]) if found else None


def stated_share(text: str) -> Decimal | None:
    """The weight in per cent that a heading states in brackets: “（权重30%）”."""
    found = _SHARE.search(text) if "%" in text or "％" in text else None
    return Decimal(found[1]) if found else None


def is_total(text: str) -> bool:
    """Whether a row with this word holds the sum of the whole."""
    # Squeezing every text of a long table would take longer than all else.
    if len(text) > _LONGEST_SUM or not _MAY_BE_SUM(text):
        return False
    return bool(_TOTAL.search(squeezed(text)))


def is_part_total(text: str) -> bool:
    """Whether a row with this word holds the sum of a part."""
    if len(text) > _LONGEST_SUM or not _MAY_BE_SUM(text):
        return False
    return bool(_PART_TOTAL.search(squeezed(text)))


def total_points(text: str) -> Decimal | None:
    """The sum that stands in the word itself, as in “合计：100分”."""
    found = _TOTAL.search(squeezed(text)) or _PART_TOTAL.search(squeezed(text))
    return Decimal(found[1]) if found and found[1] else None


def whole_points(text: str) -> Decimal | None:
    """What a title or a remark says that the whole is worth: “满分100分”."""
    found = _WHOLE.search("".join(text.split()))
    return Decimal(found[1]) if found else None


def is_remark(text: str) -> bool:
    """Whether a text is a note below a table, or the line on which it is signed."""
    return bool(_REMARK.match(text) or _SIGNED.match(text))


def is_bonus(item: str, sections: tuple[str, ...]) -> bool:
    """Whether the words of an item and of the sections above it say that it is added on top."""
    if _MAY_BE_BONUS(item) and _BONUS_ITEM.search(item):
        return True
    return any(_BONUS_SECTION.search(text) for text in filter(_MAY_BE_BONUS, sections))
