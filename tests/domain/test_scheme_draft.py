from decimal import Decimal

from inspector.domain.scheme import Rule, RuleKind, Scheme, Section
from inspector.domain.scheme_draft import stated_sums
from tests.domain.schemes import item

BONUS = Rule(RuleKind.BONUS)


def test_a_section_counts_what_stands_below_its_parts() -> None:
    scheme = Scheme(
        "t",
        (
            Section(1, None, "一", "容貌", full_mark=Decimal(12)),
            Section(2, 1, "（一）", "道路", full_mark=Decimal(5)),
            Section(3, None, "二", "秩序"),
        ),
        (item(1, "a", section=1), item(2, "b", section=2), item(3, "c", section=3)),
    )
    found = [(each.where, each.stated, each.found, each.is_ok) for each in stated_sums(scheme)]
    assert found == [("容貌", 12, 10, False), ("道路", 5, 5, True)]


def test_bonus_items_count_only_where_they_are_alone() -> None:
    scheme = Scheme(
        "t",
        (
            Section(1, None, "一", "基本", full_mark=Decimal(5)),
            Section(2, None, "二", "奖励", full_mark=Decimal(5)),
        ),
        (
            item(1, "a", section=1),
            item(2, "b", section=1, rule=BONUS),
            item(3, "c", section=2, rule=BONUS),
        ),
    )
    sums = stated_sums(scheme, ("总分", Decimal(5)))
    assert [(each.section, each.found) for each in sums] == [(1, 5), (2, 5), (None, 5)]
    assert all(each.is_ok for each in sums)
