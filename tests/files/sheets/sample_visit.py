"""A made-up visit to a market, with every kind of rule and answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from inspector.domain.scheme import Clause, Grade, Item, Rule, RuleKind, Scheme, Section
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Record,
    Visit,
    VisitPhoto,
    VisitState,
)
from inspector.files.sheets.visit import VisitHead

EACH = Rule(RuleKind.DEDUCT, each=Decimal("0.5"))
CAPPED = Rule(
    RuleKind.DEDUCT,
    cap=Decimal(4),
    clauses=(Clause("a", "占道经营", Decimal(1)), Clause("b", "乱堆乱放", Decimal("0.5"))),
)
ADS = Rule(RuleKind.QUANTITY, required=Decimal(3), per_length=Decimal(500), each=Decimal(2))
GRADES = Rule(
    RuleKind.GRADE,
    grades=(Grade("A", Decimal(1)), Grade("B", Decimal("0.8")), Grade("C", Decimal("0.5"))),
)
TEXTS = (
    (1, "地面保洁", "地面无积水、无油污、无散落垃圾", 6, EACH),
    (1, "垃圾收集", "垃圾桶加盖、桶体整洁，日产日清", 5, EACH),
    (1, "活禽管理", "活禽宰杀区与销售区隔离", 4, Rule(RuleKind.CONFORM)),
    (
        2,
        "占道经营",
        "出入口及周边五十米内无占道经营、店外经营和流动摊点，临时疏导点按划线经营",
        6,
        CAPPED,
    ),
    (2, "车辆停放", "非机动车停放整齐、朝向一致", 5, EACH),
    (2, "亮证亮照", "经营者亮证亮照经营，明码标价", 4, EACH),
    (3, "公益广告", "文明健康、诚信经营类公益广告", 10, ADS),
    (3, "管理制度", "制度健全，有专人负责", 5, GRADES),
    (3, "群众评价", "随机询问经营者与顾客", 5, Rule(RuleKind.POINTS)),
    (3, "特色做法", "在市级以上推广", 2, Rule(RuleKind.BONUS, cap=Decimal(2))),
)
SECTIONS = (
    Section(1, None, "Ⅱ-26", "一、公共环境"),
    Section(2, None, "Ⅱ-27", "二、公共秩序"),
    Section(3, None, "Ⅱ-31", "三、公益宣传"),
)


def scheme(repeat: int = 1) -> Scheme:
    items = tuple(
        Item(
            id=UUID(int=number),
            number=number,
            section=section,
            code=f"{section}.{number}",
            text=text,
            full_mark=Decimal(full),
            rule=rule,
            aspect=aspect,
        )
        for number, (section, aspect, text, full, rule) in enumerate(
            sorted(TEXTS * repeat, key=lambda one: one[0]), 1
        )
    )
    return Scheme("实地测评体系2026版", SECTIONS, items)


def head(**changes: object) -> VisitHead:
    values: dict[str, object] = {
        "site_name": "柳荫农贸市场",
        "site_type": "农贸市场",
        "scheme_title": "实地测评体系2026版 · 第2版",
        "length_m": Decimal(420),
        "territorial": "柳荫街道",
        "units": ("柳荫街道", "区市场监管局"),
        "inspectors": ("周敏", "赵强"),
        "previous_score": Decimal("96.10"),
        "number": "NB03-0118",
        "district": "示例区",
        "is_sample": True,
    }
    return VisitHead(**{**values, **changes})  # type: ignore[arg-type]


def record(state: VisitState = VisitState.CLOSED) -> Record:
    started = datetime(2026, 11, 20, 6, 1, tzinfo=UTC)
    visit = Visit(
        id=UUID(int=500),
        site=UUID(int=501),
        site_type="农贸市场",
        length_m=Decimal(420),
        version=UUID(int=502),
        day=date(2026, 11, 20),
        started=started,
        state=state,
        closed=datetime(2026, 11, 20, 6, 38, tzinfo=UTC) if state is VisitState.CLOSED else None,
        number="NB03-0118",
        note="早市时段划线内经营，不扣分。",
    )
    good, bad, valued = AnswerState.CONFORMING, AnswerState.DEDUCTED, AnswerState.VALUED
    answers = [
        Answer(1, good),
        Answer(2, bad),
        Answer(3, AnswerState.NOT_APPLICABLE, note="无活禽经营"),
        Answer(4, bad),
        Answer(5, good),
        Answer(6, AnswerState.NOT_OBSERVED, note="闭市整理"),
        Answer(7, valued, found=Decimal(2)),
        Answer(8, valued, grade="B"),
        Answer(9, valued, points=Decimal("4.25")),
        Answer(10, valued, points=Decimal("1.5"), note="市级现场会推广"),
    ]
    findings = (
        Finding(UUID(int=601), 2, "", 3, Decimal("0.5"), note="西侧三个桶未盖、满溢"),
        Finding(UUID(int=602), 4, "a", 3, Decimal(1), note="东门外三处流动摊点占盲道"),
        Finding(UUID(int=603), 4, "b", 1, Decimal("0.5"), note="=菜筐堆至机动车道边"),
        Finding(UUID(int=604), 5, "", 9, Decimal(1), note="作废", void=True),
    )
    photos = tuple(
        VisitPhoto(UUID(int=700 + number), UUID(int=800 + number), item)
        for number, item in enumerate((2, 2, 4, 4, 4, 0))
    )
    return Record(visit, (), (), tuple(answers), findings, photos)
