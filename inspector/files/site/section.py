"""Rows of a list that are no records: sections with what they say of the rows below, and sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from inspector.domain.site_sheet import RemarkKind, SiteRemark
from inspector.domain.unit import UnitClass
from inspector.domain.unit_naming import class_by_name
from inspector.files.scheme.marker import PLAIN, is_remark, marker
from inspector.files.site.cell import word_of
from inspector.files.site.columns import CLASS_WORDS

_COUNTED = r"(?:个点位|个|处|家|条|座|所|户|项|段|间)"
_COUNT = re.compile(
    rf"[（(【\[]\s*(?:共|计|合计)*\s*(\d{{1,6}})\s*{_COUNTED}?\s*[)）】\]]\s*$"
    rf"|(?:共计?|合?计|[:：])\s*(\d{{1,6}})\s*{_COUNTED}\s*$"
    rf"|^(\d{{1,6}})\s*{_COUNTED}$"
)
_WHOLE = re.compile(r"\d{1,6}")
_TOTAL = re.compile(
    r"^(合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|累\s*计|(sub)?total)", re.IGNORECASE
)
_SHARED_TOTAL = re.compile(rf"^共计?\s*\d+\s*{_COUNTED}")
_FOOT = re.compile(
    r"^(填报|填表|制表|审核|统计|联系|打印|报送|截止|截至|负责|盖章|单位|日期|时间)[^：:]{0,6}[：:]"
)
_LONGEST_SECTION = 30
_NOT_MARKED = 4
# Kinds of places that end as the name of a unit may end.
_KINDS_OF_SITES = re.compile(
    r"大厅|营业厅|服务厅|城中村|文明村镇?|行政村|自然村|示范村|乡镇|村镇|城市社区|农村社区|文明社区"
    r"|城乡结合部|干部"
)
_AREAS = frozenset({UnitClass.STREET, UnitClass.TOWNSHIP, UnitClass.COMMUNITY})
_CLASS_SIGNS: tuple[tuple[UnitClass, str], ...] = (
    (UnitClass.STREET, r"街道|镇街|街办"),
    (UnitClass.TOWNSHIP, r"乡镇|镇"),
    (UnitClass.COMMUNITY, r"社区|村"),
    (UnitClass.HQ, r"指挥部"),
    (UnitClass.BUREAU, r"部门|市直|区直|县直|委局|委办局|机关|职能"),
)
_TYPE_ENDINGS = re.compile(
    r"(市场|广场|公园|小区|社区|街巷|小巷|大街|干道|路口|道路|医院|学校|校园|商场|超市|店|宾馆|旅行社"
    r"|中心|大厅|营业厅|网点|银行|基地|馆|影院|影剧院|网吧|车站|公交(?:站点?|车)?|出租车|厕所|公厕|工地|河道|城中村"
    r"|结合部|景区|景点|窗口(单位)?)$"
)
_DISTRICT = re.compile(r"^.{1,4}?(?<![贸菜超小城景社园街校厂住])[市区县](?=.{2})")
_PLAIN_TITLE = re.compile(r"^(sheet|工作表|表|table)[\s_\d]*$", re.IGNORECASE)
_LIST_WORDS = re.compile(
    r"(实地|考察|检查|测评)?(点位?)?(信息|情况|基本)*"
    r"(清单|台账|名单|名册|一览表|一览|明细表|明细|汇总表|汇总|登记表|统计表|信息表|表)?$"
)
_NO_KIND = re.compile(r"\d|年|月|版|全部|所有|[市县州]$|(?<![小社景园街校城])区$")


class Section(Struct, frozen=True):
    """A row over others: how deep it stands, what it says, and how many rows it states.

    `is_guessed` says that only its place tells that it is one.
    """

    rank: int
    text: str
    stated: int | None
    is_guessed: bool = False


def without_count(text: str) -> tuple[str, int | None]:
    """A text without the number of rows that stands at its end, “农贸市场（12个）”, and the number.

    >>> without_count("农贸市场（12个）"), without_count("一号路")
    (('农贸市场', 12), ('一号路', None))
    """
    found = _COUNT.search(text)
    if found is None:
        return text, None
    return text[: found.start()].rstrip(" ，,：:"), int(next(filter(None, found.groups())))


def plain_kind(text: str) -> str:
    """The words of a section, a group or a sheet without numbering, count and colon."""
    found = marker(text)
    body = (found.rest if found and found.rest else text).rstrip("：: ")
    body = without_count(body)[0].rstrip("：: ")
    return re.sub(r"(?<=..)类?点位$", "", body)


def section_in(texts: Mapping[int, str], *, is_marked: bool) -> Section | None:
    """The section that a row with few cells is, by its numbering, its count or its place.

    `is_marked` says that the row stands across the table or where no record stands.
    """
    cells = [text for _column, text in sorted(texts.items())]
    found = marker(cells[0])
    rank = found.rank if found else _NOT_MARKED
    if found and not found.rest and found.rank < PLAIN and len(cells) > 1:
        body, counts = cells[1], cells[2:]
    else:
        body, counts = cells[0], cells[1:]
    stated = without_count(body)[1]
    told = [_count_in(text) for text in counts]
    if None in told or len(body) > _LONGEST_SECTION or "。" in body:
        return None
    stated = next(iter(told), stated)
    is_numbered = found is not None and found.rank < PLAIN and (bool(found.rest) or len(cells) > 1)
    is_counted = without_count(cells[0])[1] is not None and not counts
    is_sure = is_numbered or is_counted
    if not is_sure and (counts or not (is_marked or body.endswith(("：", ":")))):
        return None
    return Section(rank, plain_kind(body), stated, not is_sure)


def _count_in(text: str) -> int | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    rest, stated = without_count(text)
    return stated if not rest else None


def is_total(text: str) -> bool:
    """Whether a row that begins so holds a sum."""
    return bool(_TOTAL.search(text) or _SHARED_TOTAL.search(text))


def is_foot(text: str) -> bool:
    """Whether a row with this text is a remark, or says who filled in the table."""
    return is_remark(text) or bool(_FOOT.search(text)) or len(text) > _LONGEST_SECTION


def are_units(bodies: Iterable[str]) -> bool:
    """Whether sections of one depth are called by units: half of them or more."""
    kinds = [class_of_name(body) is not None for body in bodies]
    return bool(kinds) and 2 * sum(kinds) >= len(kinds)


def is_area(name: str) -> bool:
    """Whether a unit with this name answers for a territory."""
    return class_by_name(name) in _AREAS


def class_of_name(body: str) -> UnitClass | None:
    """The class of unit that a name tells, unless it is that of a kind of places."""
    return None if _KINDS_OF_SITES.search(body) else class_by_name(body)


def class_in(text: str) -> UnitClass | None:
    """The class of units that a section, or a cell in a column of classes, tells."""
    try:
        known: UnitClass = word_of(CLASS_WORDS)(text)
    except ValueError:
        return next((kind for kind, sign in _CLASS_SIGNS if re.search(sign, text)), None)
    return known


def kind_of_sheet(title: str, *, is_one_of_several: bool) -> str:
    """The type or the unit that the title of a sheet names; empty where it names none.

    A single sheet must be titled as sites are: others may be called anything.
    """
    if _PLAIN_TITLE.match(title):
        return ""
    found = marker(title)
    body = without_count(found.rest if found and found.rest else title)[0]
    body = _LIST_WORDS.sub("", body).strip("-_ 　")
    if len(body) < 2 or not re.search(r"[一-鿿]", body) or _NO_KIND.search(body):
        return ""
    if is_one_of_several or _TYPE_ENDINGS.search(body) or class_by_name(body):
        return body
    return ""


def kind_of_title(texts: Iterable[str]) -> str:
    """The type of site that the first words over a list name, “某区公交站点一览表”; else empty."""
    title = next(filter(None, texts), "")
    kind = kind_of_sheet(_DISTRICT.sub("", _LIST_WORDS.sub("", title)), is_one_of_several=False)
    return kind if _TYPE_ENDINGS.search(kind) else ""


class Sum:
    """Rows and metres that were counted since something was said about them."""

    def __init__(self, sheet: str, row: int, text: str, stated: int | None = None) -> None:
        self.sheet, self.row, self.text, self.stated = sheet, row, text, stated
        self.rows = 0
        self.metres = Decimal(0)

    def add(self, metres: Decimal | None) -> None:
        """Count a record."""
        self.rows += 1
        self.metres += metres or 0

    def remark(self) -> SiteRemark | None:
        """That another number of rows was stated than was found."""
        if self.stated is None or self.stated == self.rows:
            return None
        return SiteRemark(
            *(RemarkKind.ROWS_DIFFER, self.sheet, self.row, self.text),
            *(Decimal(self.stated), Decimal(self.rows)),
        )


def stated_rows(text: str) -> int | None:
    """The number of rows in a cell of a row of sums."""
    return int(text) if _WHOLE.fullmatch(text) else without_count(text)[1]
