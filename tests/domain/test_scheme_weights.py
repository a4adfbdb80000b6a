from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from inspector.domain.scheme import Clause, Item, Rule, RuleKind, Scheme, Section
from inspector.domain.scheme_draft import SectionWeight
from inspector.domain.scheme_weights import weighted


def test_points_are_multiplied_by_all_weights_above_them() -> None:
    rule = Rule(
        RuleKind.DEDUCT, each=Decimal(2), cap=Decimal(4), clauses=(Clause("1", "甲", Decimal(1)),)
    )
    scheme = Scheme(
        "示例",
        (
            Section(1, None, "", "外", full_mark=Decimal(100)),
            Section(2, 1, "", "内", full_mark=Decimal(50)),
            Section(3, None, "", "无"),
        ),
        tuple(
            Item(UUID(int=number), number, section, "", "条", Decimal(10), rule)
            for number, section in enumerate((2, 1, 3, None), 1)
        ),
    )
    found = weighted(scheme, (SectionWeight(1, Decimal(60)), SectionWeight(2, Decimal(25))))
    assert [item.full_mark for item in found.items] == [Decimal("1.5"), 6, 10, 10]
    first = found.items[0].rule
    assert (first.each, first.cap, first.clauses[0].each) == (
        Decimal("0.3"), Decimal("0.6"), Decimal("0.15"),
    )  # fmt: skip
    assert [section.full_mark for section in found.sections] == [60, Decimal("7.5"), None]


def test_without_weights_nothing_changes() -> None:
    item = Item(UUID(int=1), 1, None, "", "条", Decimal(3), Rule(RuleKind.POINTS))
    scheme = Scheme("示例", (), (item,))
    assert weighted(scheme, ()) == scheme
