"""Made-up lists of sites and of units, as offices have them."""

from pathlib import Path

from inspector.files.reader import Merge, Sheet, Workbook


def sheet(title, rows, merges=(), **facts):
    width = max((len(row) for row in rows), default=0)
    padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
    return Sheet(title, True, padded, tuple(Merge(*merge) for merge in merges), **facts)


def workbook(*sheets):
    return Workbook(Path("list.xlsx"), sheets)


def one(title, rows, merges=()):
    return workbook(sheet(title, rows, merges))


# Title, remark, section rows with counts, running numbers, a foot.
SECTIONS = one(
    "Sheet1",
    [
        ("示例区实地考察点位一览表",),
        ("填报单位：示例区创文办　2026年3月",),
        ("序号", "点位名称", "详细地址", "所属街道", "责任单位"),
        ("一、农贸市场（2个）",),
        (1, "东岗农贸市场", "东岗路1号", "东岗街道", "商务局"),
        (2, "西河农贸市场", "西河路8号", "西河街道", "商务局"),
        ("二、公园广场（3个）",),
        (1, "望湖公园", "湖滨路2号", "东岗街道", "园林局、西河街道"),
        (2, "西河广场", "西河路20号", "西河街道", "/"),
        ("合计：4个",),
        ("注：以上点位每季度更新一次。",),
    ],
    [(0, 0, 0, 4), (3, 0, 3, 4), (6, 0, 6, 4)],
)

# A header of two levels, merged type and street, coordinates in one cell, kilometres.
TWO_LEVELS = one(
    "点位",
    [
        ("类型", "名称", "位置信息", None, "长度（公里）", "包保单位", None),
        (None, None, "所属街道", "经纬度", None, "单位", "联系人"),
        ("主干道", "东岗路", "东岗街道", "118.1,30.2", 1.25, "税务局", "张三"),
        (None, "西河路", None, "30.3，118.2", "2公里", "税务局", "李四"),
        (None, "南山路", "西河街道", None, "800米", "水利局", "王五"),
        ("背街小巷", "三尺巷", "西河街道", "东经118°6′36″ 北纬30°12′", None, "/", None),
    ],
    [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 0, 6),
     (2, 0, 4, 0), (2, 2, 3, 2)],
)  # fmt: skip

# The same without merges, as CSV has it: blanks mean what stands above, left of the name.
BLANKS = one(
    "list",
    [
        ("街道", "社区", "小区名称", "负责人", "电话", "类别"),
        ("东岗街道", "松园社区", "松园一期", "张三", 13800000001, "居民小区"),
        (None, None, "松园二期", "李四", "13800000002", None),
        (None, "柳园社区", "柳园", None, None, None),
        ("西河街道", None, "临河苑", "王五", None, None),
    ],
)

# Several sheets, each of one type by its name, and one that is no list.
SHEETS = workbook(
    sheet(
        "农贸市场", [("序号", "名称", "地址"), (1, "东岗市场", "东岗路1号"), (2, "西河市场", "")]
    ),
    sheet("2.城市公园（1个）", [("序号", "名称", "地址"), (1, "望湖公园", "湖滨路")]),
    sheet("说明", [("本表由各街道填写，每月更新。",), ("有疑问请联系创文办。",)]),
)

# The header printed again on each page, subtotals, a column of codes, a sum that is wrong.
PAGES = one(
    "商超",
    [
        ("点位编号", "检查点", "点位类型", "地址"),
        ("S-001", "百货大楼", "商场", "中心街1号"),
        ("S-002", "便民超市", "超市", "中心街2号"),
        ("小计", 2, None, None),
        ("点位编号", "检查点", "点位类型", "地址"),
        ("S-003", "东岗超市", "超市", "东岗路3号"),
        ("小计", 2, None, None),
        ("总计", 3, None, None),
    ],
)

# Sections within sections: streets over types; names with numbers of their own.
NESTED = one(
    "Sheet1",
    [
        ("一、东岗街道", None, None),
        ("序号", "点位名称", "备注"),
        ("（一）银行网点", None, None),
        (1, "东岗一路支行", "临街"),
        (2, "东岗二路支行", None),
        ("（二）医院", None, None),
        (3, "东岗卫生院", None),
        ("二、西河镇", None, None),
        ("（一）银行网点", None, None),
        (4, "西河支行", None),
    ],
)

# The number of the section in the first column, its name in the second; counts in the name.
NUMBERED = one(
    "公厕统计",
    [
        ("序号", "名称", "具体位置", "管护单位"),
        ("一", "公共厕所", None, None),
        (1, "公厕", "东岗路口", "环卫处"),
        (2, "公厕", "西河桥头", "环卫处"),
        (3, "公厕", "西河桥头", "环卫处"),
        ("二", "垃圾中转站（1座）", None, None),
        (1, "东岗中转站", "东岗路尾", "环卫处"),
    ],
)

# One record over two rows: two units answer for it.
TWO_ROWS = one(
    "重点点位",
    [
        ("编号", "点位名称", "类型", "主管部门", "配合单位"),
        ("A1", "火车站广场", "交通枢纽", "交通局", "公安分局"),
        (None, None, None, None, "城管局"),
        ("A2", "长途车站", "交通枢纽", "交通局", None),
    ],
    [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)],
)

# Units with their superior, class by the name's ending, leaders and phones.
UNITS = one(
    "Sheet1",
    [
        ("示例区成员单位通讯录",),
        ("序号", "单位名称", "上级单位", "分管领导", "联系电话", "备注"),
        (1, "东岗街道办事处", None, "张三", "0371-1234567", None),
        (2, "松园社区居委会", "东岗街道办事处", "李四", 13800000001, "新设"),
        (3, "城市管理局", None, "王五", None, None),
        (4, "西河镇人民政府", None, None, None, None),
        (5, "供水公司", "城市管理局", None, None, None),
    ],
)

# Units in sections, which say their class; the superior once for many.
UNIT_SECTIONS = one(
    "名单",
    [
        ("序号", "单位", "负责人", "手机"),
        ("一、街道（2个）",),
        (1, "东岗", "张三", "1"),
        (2, "西河", "李四", "2"),
        ("二、区直部门（3个）",),
        (3, "卫生健康委员会", "王五", "3"),
        (4, "电信公司", "赵六", "4"),
    ],
)

# Communities under streets, merged.
COMMUNITIES = one(
    "社区",
    [
        ("所属街道", "社区名称", "书记", "联系电话"),
        ("东岗街道", "松园社区", "甲", 1),
        (None, "柳园社区", "乙", 2),
        ("西河街道", "临河社区", "丙", 3),
    ],
    [(1, 0, 2, 0)],
)

# Road segments with beginning and end, lengths that are summed up, road chiefs.
ROADS = one(
    "路段",
    [
        ("序号", "路段名称", "起点", "止点", "长度(米)", "一级路长", "责任单位"),
        (1, "东岗路北段", "一号桥", "二号桥", 1200, "城管局", "东岗街道"),
        (2, "东岗路南段", "二号桥", "三号桥", "８００", "城管局", "西河街道"),
        ("合计", None, None, None, 2100, None, None),
    ],
)

# Headings and values of nobody's making: blanks within, stars, full-width signs.
ODD = one(
    "Sheet1",
    [
        ("序 号", "*点 位 名 称", "点位 类型（必填）", "所 属 镇 街", "经 度", "纬 度", "照片"),
        ("１", " 望湖　公园 ", "公园", "西河镇", "E118.123456", "N30.1", None),
        ("２", "西河\n广场", "广场", "西河镇", "—", "—", None),
        (None, None, None, None, None, None, None),
        ("３", None, None, None, None, None, None),
    ],
)

# No header at all; only a mapping can help.
BARE = one("Sheet1", [("东岗市场", "市场", "东岗街道"), ("西河市场", "市场", "西河镇")])
