"""Which column of a foreign list of sites or units holds what: by its headings, or as told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from inspector.domain.site_sheet import REPEATABLE, ListColumn, SiteField
from inspector.domain.unit import UnitClass
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Sheet
from inspector.files.scheme.columns import squeezed
from inspector.files.site.columns import CLASS_WORDS
from inspector.files.site.section import class_of_name
from inspector.files.table_head import Head, find_head, headless

_F = SiteField
_UNIT_WORD = r"(主体|单位|部门|处室|科室|方)(名称)?$"
# The first pattern that fits decides; a heading below others is tried with them before it.
_PATTERNS: tuple[tuple[SiteField, str], ...] = (
    (
        _F.IGNORE,
        r"^(序号?|序列号?|顺序号?|项次|行号|no\.?|#|照片|图片|数量|个数|面积.*|.*时间)$",
    ),
    (_F.CODE, r"^(点位|场所|单位|统一|检查点)?(编号|代码|编码)$|^(code|id|number)$"),
    (_F.PHONE, r"电话|手机|联系(方式|号码)|^(phone|tel|telephone|mobile)$"),
    (_F.PLACE, r"经纬度|坐标(点|位置)?$|定位$|^(gps|coordinates?|lnglat)$"),
    (_F.LONGITUDE, r"经度|东经|^(longitude|lng|lon)$"),
    (_F.LATITUDE, r"纬度|北纬|^(latitude|lat)$"),
    (_F.LENGTH_M, r"长度|里程|^length"),
    (_F.CHIEF_1, r"(一级|总)路长|^路长|^chief1$"),
    (_F.CHIEF_2, r"二级路长|^chief2$"),
    (_F.CHIEF_3, r"三级路长|^chief3$"),
    (
        _F.LEADER,
        r"负责人|责任人|联系人|联络员|领导|姓名|^(店长|书记|主任|站长|经理|校长|主管|管理员)$",
    ),
    (_F.LEADER, r"^(leader|contact|manager)$"),
    (_F.SPONSOR, r"(包保|包联|包挂|挂包|挂点|帮扶|包点|包抓|包片|结对|共建|联系)" + _UNIT_WORD),
    (_F.SPONSOR, r"^(包保|包联|挂包|sponsor)$"),
    (_F.LEAD, r"牵头|^lead$"),
    (_F.ASSISTING, r"(配合|协助|协办|协同)" + _UNIT_WORD + r"|^assisting$"),
    (_F.UNIT_CLASS, r"(单位|部门|机构)(类别|类型|性质|分类|级别)|^(unit)?class$"),
    (_F.SUPERIOR, r"上级|隶属(单位|关系)?$|归口|^superiors?$|^parent$"),
    (_F.LINE, r"(行业|主管|监管|职能|业务|条线|归口)(主管|监管|管理)?" + _UNIT_WORD),
    (_F.LINE, r"^(行业|条线|line)$"),
    (_F.ADDRESS, r"^所在(道路|路段|地址?|地点|位置|路)$"),
    (_F.DUTY, r"(责任|承办|管理|管护|实施|整改|落实|产权|运营|维护|负责|主责)" + _UNIT_WORD),
    (_F.DUTY, r"^(responsible)?unit$|^(单位|部门)$"),
    (_F.SITE_TYPE, r"(点位?|场所|检查|考察|测评|单位|网点)?(类型|类别|种类|类|分类|业态)$"),
    (_F.SITE_TYPE, r"(道路|路段|街巷)等级$|^(点位)?属性$"),
    (_F.SITE_TYPE, r"^(大类|小类|(site)?type|category|kind)$"),
    (
        _F.TERRITORIAL,
        r"^(所属|所在|隶属|归属|辖属)?(区域|片区|辖区|属地|街道|镇街|街镇|乡镇|镇乡|镇|社区|村|"
        r"乡|村居|行政村|办事处|居委会|镇办)(单位|办事处|管理|名称|社区|街道|镇|乡|/.*)*$",
    ),
    (_F.TERRITORIAL, r"^(所属|所在|属地)|^(territorial|street|area|district)$"),
    (
        _F.ADDRESS,
        r"地址|地点$|位置$|起止|起点|止点|终点|方位|四至|路段范围|^(address|location)$",
    ),
    (_F.NOTE, r"备注|说明|^(note|remark)s?$"),
)
# How sure it is that a column holds the names of the records.
_NAMES: tuple[tuple[int, str], ...] = (
    (4, r"^((检查|考察|测评|迎检|巡查)?点位?|实地点位|站点|(项目|考核)点)(名称?)?$"),
    (4, r"点位名称?$|^(site|place)(name)?$"),
    (3, r"(单位|机构|部门)全称$|自然村|村民小组|村组$"),
    (3, r"^(名称|name|单位名称|机构名称|部门名称|unitname)$"),
    (2, r"^[^姓]*名称$|^(?!姓).{1,4}名$"),
    (
        1,
        r"^(责任|成员)?(单位|部门)$|^(路段|道路|街巷|小区|学校|医院|市场|商场|公园|广场|机构|场所|项目)$",
    ),
    (1, r"^(街道|镇街|街镇|乡镇|社区|村|村居|检查地点|地点|具体位置|unit)$"),
)
_NEVER_NAMES = frozenset(
    {
        *(_F.IGNORE, _F.CODE, _F.PHONE, _F.LEADER, _F.SPONSOR, _F.LEAD, _F.ASSISTING, _F.LINE),
        *(_F.SUPERIOR, _F.UNIT_CLASS, _F.SITE_TYPE, _F.LENGTH_M, _F.NOTE),
    }
)
_PLAIN = frozenset({"单位", "部门", "名称", "名"})
_KILOMETRES = re.compile(r"公里|千米|km")
_WEAK_CODE = re.compile(r"^(编号|number|id)$")
_SITE_SIGNS = {
    _F.PLACE: 3, _F.LONGITUDE: 3, _F.LATITUDE: 3, _F.LENGTH_M: 3, _F.LENGTH_KM: 3, _F.SPONSOR: 3,
    _F.LINE: 2, _F.LEAD: 3, _F.ASSISTING: 3, _F.DUTY: 3, _F.CHIEF_1: 3, _F.CHIEF_2: 3,
    _F.CHIEF_3: 3, _F.SITE_TYPE: 1, _F.ADDRESS: 1, _F.TERRITORIAL: 1,
}  # fmt: skip
_UNIT_SIGNS = {_F.SUPERIOR: 3, _F.UNIT_CLASS: 2, _F.PHONE: 1, _F.LEADER: 1}
_UNIT_WORDS = re.compile(r"单位|部门|机构|通讯录|名册|联络|units?", re.IGNORECASE)
_SITE_WORDS = re.compile(r"点位|检查点|测评点|路段|小区|场所|窗口|sites?", re.IGNORECASE)
_UNIT_ONLY = frozenset({_F.UNIT_NAME, _F.UNIT_CLASS, _F.SUPERIOR})
_EITHER = frozenset({_F.IGNORE, _F.CODE, _F.LEADER, _F.PHONE, _F.NOTE})
_AS_UNITS = {_F.TERRITORIAL: _F.SUPERIOR, _F.LINE: _F.SUPERIOR, _F.SITE_TYPE: _F.UNIT_CLASS}
_AS_SITES = {_F.SUPERIOR: _F.TERRITORIAL, _F.UNIT_CLASS: _F.SITE_TYPE}
_NO_KIND = re.compile(r"点|单位|部门|机构|场所|项目|地|位置|责任|所属")
_POINTS = re.compile(r"得分|扣分|分值|评分|打分|满分|^权重$|测评内容|测评标准|存在问题")
_SHARE_OF_UNITS = 0.6
_LOOKED_AT = 200

Told = Mapping[int, SiteField]


class SiteLayout(Struct, frozen=True):
    """The header of a list, what each column holds, and whether the list is one of units.

    `told` are the columns of which a person said it.
    """

    head: Head
    is_of_units: bool
    fields: Mapping[int, SiteField]
    told: frozenset[int] = frozenset()

    @property
    def name(self) -> int | None:
        """The column of the names; without it nothing of the list can be taken."""
        wanted = _F.UNIT_NAME if self.is_of_units else _F.NAME
        return next((column for column, field in self.fields.items() if field is wanted), None)

    @property
    def kind(self) -> str:
        """The kind of site that the heading of the names tells, “路段名称”; empty for others."""
        heading = "" if self.name is None else squeezed(self.head.heading(self.name))
        kind = re.sub(r"名称?$", "", heading)
        is_plain = self.is_of_units or len(kind) < 2 or bool(_NO_KIND.search(kind))
        return "" if is_plain or kind.isascii() else kind

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """Every column with its headings and its field, for showing."""
        return tuple(
            ListColumn(letter(column + 1), path, self.fields.get(column), column in self.told)
            for column, path in sorted(self.head.paths.items())
        )


def find_site_head(sheet: Sheet) -> Head:
    """The header of a list; one without rows where there is none."""
    found = find_head(sheet, _is_known) or find_head(sheet, _is_surely_name, least=1)
    return found or headless(sheet)


def site_layout(sheet: Sheet, head: Head, told: Told) -> SiteLayout | None:
    """What the columns of a list hold.

    None where nothing was told and it has no header, or one of results or criteria.
    """
    headings = [squeezed(head.heading(column)) for column in head.paths]
    points = sum(bool(_POINTS.search(heading)) for heading in headings)
    if not told and (head.first < 0 or points > 1):
        return None
    fields = {column: _field_of(path) for column, path in head.paths.items()}
    name = next((c for c, field in told.items() if field in (_F.NAME, _F.UNIT_NAME)), None)
    if name is None:
        name = _name_column(sheet, head, fields)
    is_of_units = _is_of_units(sheet, head, fields, name, told)
    settled = _settled(sheet, head, fields, name, is_of_units)
    kept = {
        column: field
        for column, field in settled.items()
        if column not in told and (field in REPEATABLE or field not in told.values())
    }
    return SiteLayout(head, is_of_units, {**kept, **told}, frozenset(told))


def _is_known(heading: str) -> bool:
    return bool(heading) and _known().search(heading) is not None


@cache
def _known() -> re.Pattern[str]:
    """All headings at once: it is asked of every cell of the first rows."""
    return re.compile("|".join(f"(?:{pattern})" for _what, pattern in (*_PATTERNS, *_NAMES)))


def _is_surely_name(heading: str) -> bool:
    return any(level >= 3 and re.search(pattern, heading) for level, pattern in _NAMES)


def _field_of(path: Sequence[str]) -> SiteField | None:
    """The field of a column by all its headings together, else by the innermost."""
    if not path:
        return None
    own = squeezed(path[-1])
    above = "".join(map(squeezed, path[:-1]))
    for text in (above + own, above if own in _PLAIN else "", own):
        for field, pattern in _PATTERNS:
            if re.search(pattern, text):
                if field is _F.LENGTH_M and _KILOMETRES.search(_with_brackets(path)):
                    return _F.LENGTH_KM
                return field
    return None


def _with_brackets(path: Iterable[str]) -> str:
    return unicodedata.normalize("NFKC", "".join(path)).casefold()


def _name_level(path: Sequence[str], field: SiteField | None) -> int:
    if not path or field in _NEVER_NAMES:
        return 0
    heading = squeezed(path[-1])
    level = next((level for level, pattern in _NAMES if re.search(pattern, heading)), 0)
    return min(level, 1) if field is _F.DUTY else level


def _name_column(sheet: Sheet, head: Head, fields: Mapping[int, SiteField | None]) -> int | None:
    """The column that most likely holds the names; of equal ones that which differs most."""
    levels = {column: _name_level(path, fields[column]) for column, path in head.paths.items()}
    best = max(levels.values(), default=0)
    likely = [column for column, level in levels.items() if level == best]
    if not best:
        likely = [column for column, field in fields.items() if field is _F.ADDRESS]
    elif best == 1 and all(fields[column] is _F.DUTY for column in likely):
        likely = [c for c, field in fields.items() if field is _F.ADDRESS] or likely
    if len(likely) < 2:
        return likely[0] if likely else None
    return max(likely, key=lambda column: (len(set(_texts(sheet, head, column))), -column))


def _texts(sheet: Sheet, head: Head, column: int) -> list[str]:
    rows = sheet.rows[head.last + 1 : head.last + 1 + _LOOKED_AT]
    return [text for row in rows if (text := cell_text(row[column]))]


def _is_of_units(
    sheet: Sheet,
    head: Head,
    fields: Mapping[int, SiteField | None],
    name: int | None,
    told: Told,
) -> bool:
    """Whether the records are units: as told, else as headings, titles and the names say."""
    said = [field for field in told.values() if field not in _EITHER]
    if said:
        told_names = [field for field in said if field in (_F.NAME, _F.UNIT_NAME)]
        return (told_names or said)[0] in _UNIT_ONLY
    filled = {column: texts for column in fields if (texts := _texts(sheet, head, column))}
    beside = [field for c, field in fields.items() if field and c != name and c in filled]
    sites = sum(_SITE_SIGNS.get(field, 0) for field in beside)
    units = sum(_UNIT_SIGNS.get(field, 0) for field in beside)
    units += 3 * any(
        field is _F.SITE_TYPE and column in filled and _are_classes(filled[column])
        for column, field in fields.items()
    )
    above = [cell_text(cell) for row in sheet.rows[: max(head.first, 0)] for cell in row]
    titles = " ".join([sheet.title, *filter(None, above)])
    sites += 2 * bool(_SITE_WORDS.search(titles))
    units += 2 * bool(_UNIT_WORDS.search(titles))
    if name is not None:
        heading = squeezed(head.heading(name))
        sites += 4 * (_name_level(head.paths[name], None) == 4)
        units += 2 * bool(_UNIT_WORDS.search(heading))
        names = filled.get(name, [])
        known = sum(class_of_name(text) is not None for text in names)
        units += 3 * (bool(names) and known >= _SHARE_OF_UNITS * len(names))
    return units > sites


def _are_classes(texts: Sequence[str]) -> bool:
    known = {word for words in CLASS_WORDS.values() for word in words} - {"社区", "村"}
    return all(text in known or text in CLASS_WORDS[UnitClass.COMMUNITY] for text in texts) and any(
        text in known for text in texts
    )


def _settled(
    sheet: Sheet,
    head: Head,
    fields: Mapping[int, SiteField | None],
    name: int | None,
    is_of_units: bool,
) -> dict[int, SiteField]:
    """The fields as they are in a list of this kind, each once unless it may be repeated."""
    turned = _AS_UNITS if is_of_units else _AS_SITES
    found: dict[int, SiteField] = {}
    if name is not None:
        found[name] = _F.UNIT_NAME if is_of_units else _F.NAME
    direct = {column for column, field in fields.items() if field and field not in turned}
    # A column that is the field by its own heading comes before one that is turned into it.
    for column in sorted(fields, key=lambda column: (column not in direct, column)):
        field = fields[column]
        if field is None or column == name:
            continue
        field = turned.get(field, field)
        if field is _F.CODE and _is_running(sheet, head, column):
            field = _F.IGNORE
        belongs = field in _EITHER or (field in _UNIT_ONLY) == is_of_units
        if belongs and (field in REPEATABLE | {_F.IGNORE} or field not in found.values()):
            found[column] = field
    return found


def _is_running(sheet: Sheet, head: Head, column: int) -> bool:
    """Whether a column of numbers only counts the rows, perhaps anew in each section."""
    if not _WEAK_CODE.search(squeezed(head.heading(column))):
        return False
    texts = _texts(sheet, head, column)
    if not texts or not all(text.isdecimal() and not text.startswith("0") for text in texts):
        return False
    numbers = [int(text) for text in texts]
    steps = sum(
        number in (1, before + 1) for before, number in zip([0, *numbers], numbers, strict=False)
    )
    return steps >= 0.9 * len(numbers)
