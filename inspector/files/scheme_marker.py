"""The numbering of criteria (一、 （一） 1. 1.2) and other words that tell what a row is."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from inspector.files.scheme_columns import squeezed

_CHINESE = "[一二三四五六七八九十百零]+"
_SEPARATOR = r"[、．.，,:：\s]"
# From the outermost numbering to the innermost; a plain number is where items are expected.
_MARKERS: tuple[tuple[int, str], ...] = (
    (1, rf"第{_CHINESE}(?:部分|[章编项类])(?:{_SEPARATOR}|$)"),
    (1, rf"{_CHINESE}(?:[、．.]|$)"),
    (2, rf"[（(]{_CHINESE}[）)]{_SEPARATOR}?"),
    (3, rf"\d+(?:[.．-]\d+)*(?:{_SEPARATOR}(?!\d)|$)"),
    (8, rf"[（(]\d+[）)]{_SEPARATOR}?"),
    (9, r"[①-⑳]"),
)
PLAIN = 3
_INNER = re.compile(r"[.．-]\d")
_STATED = re.compile(r"[（(]\s*(?:共|计|满分)?\s*(\d+(?:\.\d+)?)\s*分\s*[）)]")
_TOTAL = re.compile(r"^(总分值?|总计|合计|满分|总分数|分值合计|total|sum)$")
_PART_TOTAL = re.compile(r"^(小计|本项合计|subtotal)$")
_REMARK = re.compile(r"^(注|备注|附注|说明|填表说明|note)(\d*[:：、.．]|$|释)", re.IGNORECASE)
_BONUS_ITEM = re.compile(r"加分|奖扣|奖励分|附加(分|项)|bonus", re.IGNORECASE)
_BONUS_SECTION = re.compile(r"加分|奖|附加(分|项)|bonus", re.IGNORECASE)


class Marker(Struct, frozen=True):
    """A numbering: its rank (1 is outermost), its code without punctuation and what follows."""

    rank: int
    code: str
    rest: str


def marker(text: str) -> Marker | None:
    """The numbering with which a text begins; a text that is nothing else has no rest."""
    for rank, pattern in _MARKERS:
        found = re.match(pattern, text)
        if found:
            code = found[0].strip().rstrip("、．.，,:：").strip()
            depth = len(_INNER.findall(code)) if rank == PLAIN else 0
            return Marker(rank + depth, code, text[found.end() :].strip())
    return None


def stated_points(text: str) -> Decimal | None:
    """The points that a heading states in brackets, “（20分）”."""
    found = _STATED.search(text)
    return Decimal(found[1]) if found else None


def is_total(text: str) -> bool:
    """Whether a row with this word holds the sum of the whole."""
    return bool(_TOTAL.search(squeezed(text)))


def is_part_total(text: str) -> bool:
    """Whether a row with this word holds the sum of a part."""
    return bool(_PART_TOTAL.search(squeezed(text)))


def is_remark(text: str) -> bool:
    """Whether a text is a note below a table."""
    return bool(_REMARK.search(text))


def is_bonus(item: str, sections: tuple[str, ...]) -> bool:
    """Whether the words of an item and of the sections above it say that it is added on top."""
    return bool(_BONUS_ITEM.search(item)) or any(map(_BONUS_SECTION.search, sections))
