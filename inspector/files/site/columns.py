"""Sheets, columns and words of a site workbook; the first of several is the one that is written.

These are the words of the file, not of the screen: a workbook is the same in every language.
"""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.unit import Role, UnitClass


class Column(Struct, frozen=True):
    """A column: its field, the headings under which it is found, its width and how to fill it."""

    field: str
    headings: tuple[str, ...]
    width: int
    hint: str = ""
    is_required: bool = False


class Form(Struct, frozen=True):
    """A sheet of the workbook: its titles and columns."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def required(self) -> frozenset[str]:
        """The fields whose columns must be there; they tell one sheet from the other."""
        return frozenset(column.field for column in self.columns if column.is_required)


CLASS_WORDS: dict[UnitClass, tuple[str, ...]] = {
    UnitClass.STREET: ("街道", "街道办", "街道办事处"),
    UnitClass.TOWNSHIP: ("乡镇", "镇", "乡"),
    UnitClass.BUREAU: ("委局", "局", "委办局", "职能部门", "部门"),
    UnitClass.COMMUNITY: ("社区", "村", "村社区"),
    UnitClass.HQ: ("指挥部", "专项指挥部"),
    UnitClass.OFFICE: ("创文办", "办公室"),
    UnitClass.LEADER: ("区领导", "领导"),
    UnitClass.OTHER: ("其他", "其它"),
}

ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.TERRITORIAL: ("属地", "属地管理", "属地单位"),
    Role.LINE: ("行业", "行业主管", "行业单位", "主管"),
    Role.LEAD: ("牵头", "牵头单位"),
    Role.ASSISTING: ("配合", "协办", "配合单位"),
    Role.SPONSOR: ("包保", "包保单位"),
    Role.CHIEF_1: ("一级路长",),
    Role.CHIEF_2: ("二级路长",),
    Role.CHIEF_3: ("三级路长",),
}

SITE_ROLE_HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.TERRITORIAL: ("属地单位", "属地", "所属社区", "territorial"),
    Role.LINE: ("行业单位", "行业主管单位", "主管部门", "line"),
    Role.LEAD: ("牵头单位", "lead"),
    Role.ASSISTING: ("配合单位", "assisting"),
    Role.SPONSOR: ("包保单位", "sponsor"),
    Role.CHIEF_1: ("一级路长", "chief1"),
    Role.CHIEF_2: ("二级路长", "chief2"),
    Role.CHIEF_3: ("三级路长", "chief3"),
}

UNIT_ROLE_HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.TERRITORIAL: ("上级单位", "上级", "superior", "superiors"),
}

_SEVERAL = "可填代码或名称，多个用顿号隔开"
_CODE = Column("code", ("代码", "编码", "编号", "code"), 12, "不可重复；再次导入时按代码更新", True)
_LEADER = Column("leader", ("负责人", "责任人", "联系人", "leader"), 12)
_NOTE = Column("note", ("备注", "说明", "note", "remark"), 24)
_TERMS = (
    Column("role", ("角色", "责任类型", "role"), 12, "在下拉列表中选择", True),
    Column("share", ("份额", "share"), 8, "留空为1；共担时填0到1之间的数"),
    Column("valid_from", ("起始日期", "开始日期", "起", "from", "validfrom"), 14, "留空为一直"),
    Column("valid_to", ("截止日期", "结束日期", "止", "to", "validto"), 14, "含当日；留空为至今"),
)

UNITS = Form(
    "units",
    ("责任单位", "单位", "units"),
    (
        _CODE,
        Column("name", ("名称", "单位名称", "name"), 22, is_required=True),
        Column("unit_class", ("类别", "单位类别", "class"), 12, "在下拉列表中选择", True),
        Column("territorial", UNIT_ROLE_HEADINGS[Role.TERRITORIAL], 20, _SEVERAL),
        _LEADER,
        Column("phone", ("电话", "联系电话", "phone"), 16),
        _NOTE,
    ),
)
TYPES = Form(
    "types",
    ("点位类型", "类型", "types"),
    (
        Column("name", ("类型", "名称", "点位类型", "type", "name"), 22, is_required=True),
        Column("weight", ("权重", "weight"), 10, "留空为1；数值越大，在单位得分中占比越高", True),
    ),
)
SITES = Form(
    "sites",
    ("点位", "点位清单", "sites"),
    (
        _CODE,
        Column("name", ("名称", "点位名称", "name"), 26, is_required=True),
        Column("site_type", ("类型", "点位类型", "type"), 16, "须列在“点位类型”表中", True),
        Column("territorial", SITE_ROLE_HEADINGS[Role.TERRITORIAL], 20, _SEVERAL),
        Column("line", SITE_ROLE_HEADINGS[Role.LINE], 20, _SEVERAL),
        Column("address", ("地址", "address"), 30),
        Column("longitude", ("经度", "longitude"), 13, "WGS-84，单位为度"),
        Column("latitude", ("纬度", "latitude"), 13, "WGS-84，单位为度"),
        Column("length_m", ("长度（米）", "长度", "length", "lengthm"), 12, "路段等填写，单位为米"),
        _LEADER,
        _NOTE,
    ),
)
SUPERIORS = Form(
    "superiors",
    ("上级关系", "superiors"),
    (
        Column("owner", ("单位", "下级单位", "unit"), 22, "代码或名称", True),
        Column("unit", UNIT_ROLE_HEADINGS[Role.TERRITORIAL], 22, "代码或名称", True),
        *_TERMS,
    ),
)
DUTIES = Form(
    "duties",
    ("责任关系", "responsibility", "duties"),
    (
        Column("owner", ("点位", "点位代码", "点位名称", "site"), 26, "代码或名称", True),
        Column("unit", ("责任单位", "单位", "unit"), 22, "代码或名称", True),
        *_TERMS,
    ),
)
FORMS = (UNITS, TYPES, SITES, SUPERIORS, DUTIES)


def heading_key(text: str) -> str:
    """A heading as it is compared: without case, spaces, underscores and brackets' contents."""
    plain = text.casefold().replace("(", "（").partition("（")[0]
    return "".join(plain.replace("_", "").replace("-", "").replace("*", "").split())
