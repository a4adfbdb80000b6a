from __future__ import annotations

from decimal import Decimal

import pytest

from inspector.domain.scheme import Clause, Rule, RuleKind
from inspector.domain.scheme_phrase import rule_in_words

TEN = Decimal(10)


def _deduct(each: str, cap: str | None = None) -> Rule:
    return Rule(RuleKind.DEDUCT, each=Decimal(each), cap=None if cap is None else Decimal(cap))


@pytest.mark.parametrize(
    ("text", "each", "cap"),
    [
        ("每发现一处扣0.5分,扣完为止", "0.5", None),
        ("发现垃圾，每处扣1分，最多扣3分。", "1", "3"),
        ("一处不合格扣1分", "1", None),
        ("有一项不达标的，扣 2 分", "2", None),
        ("每少一个扣0.5分，本项扣完为止", "0.5", None),
        ("每缺1块扣一分；累计扣分不超过4分", "1", "4"),
        ("路面有积水的每处扣除0.2分，扣分上限2分", "0.2", "2"),
        ("乱停车辆每辆扣半分", "0.5", None),
        ("每迟一天扣1分，最多不超过5分", "1", "5"),
        ("每发现一处未整改扣20分", "10", None),
        ("未建立台账扣2分", "2", None),
        ("每处扣1分，最多扣30分", "1", None),
        ("每处扣1分，以5分为限", "1", "5"),
        ("按每处0.5分扣分，扣完为止", "0.5", None),
        ("每处减0.5分", "0.5", None),
    ],
)
def test_a_deduction_in_words(text: str, each: str, cap: str | None) -> None:
    found = rule_in_words(text, TEN)
    assert found is not None
    assert found.rule == _deduct(each, cap)


def test_several_deductions_are_clauses() -> None:
    found = rule_in_words(
        "1.有垃圾，每处扣1分；\n2.井盖破损每个扣2分，未设围挡扣3分。最多扣6分", TEN
    )
    assert found is not None
    assert found.rule == Rule(
        RuleKind.DEDUCT,
        cap=Decimal(6),
        clauses=(
            Clause("1", "有垃圾，每处扣1分", Decimal(1)),
            Clause("2", "井盖破损每个扣2分", Decimal(2)),
            Clause("3", "未设围挡扣3分", Decimal(3)),
        ),
    )
    assert found.words == "有垃圾，每处扣1分；井盖破损每个扣2分；未设围挡扣3分"


@pytest.mark.parametrize(
    ("text", "required", "per_length", "each"),
    [
        ("每公里不少于3处", "3", "1000", None),
        ("每500米不少于两块公益广告牌", "2", "500", None),
        ("每隔200米设置1个果皮箱，每少一个扣0.5分", "1", "200", "0.5"),
        ("宣传栏不少于10处，每缺一处扣1分", "10", None, "1"),
        ("每千米至少4块", "4", "1000", None),
        ("每百米有1处", "1", "100", None),
        ("景观小品≥3组", "3", None, None),
        ("至少有2块宣传栏", "2", None, None),
    ],
)
def test_pieces_that_are_required(
    text: str, required: str, per_length: str | None, each: str | None
) -> None:
    found = rule_in_words(text, TEN)
    assert found is not None
    assert found.rule == Rule(
        RuleKind.QUANTITY,
        each=None if each is None else Decimal(each),
        required=Decimal(required),
        per_length=None if per_length is None else Decimal(per_length),
    )


def test_words_are_told_once() -> None:
    found = rule_in_words("路边每200米不少于1个果皮箱，每缺一个扣1分。其他不计", TEN)
    assert found is not None
    assert found.words == "路边每200米不少于1个果皮箱，每缺一个扣1分"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "路面干净整洁",
        "建立台账得2分；及时更新得3分，每缺一次扣1分",
        "每下降1%的，酌情扣分",
        "扣0.5-1分",
        "每500米不少于3处，每公里不少于1组",
        "满意率不低于90个百分点",
        "公示不少于7天",
    ],
)
def test_words_of_which_no_rule_can_be_made(text: str) -> None:
    assert rule_in_words(text, TEN) is None


def test_an_item_without_points_has_no_rule() -> None:
    assert rule_in_words("每处扣1分", Decimal(0)) is None


def test_rules_that_are_alike_have_one_key() -> None:
    one, other = rule_in_words("每处扣1分", TEN), rule_in_words("发现一次扣1分", TEN)
    third = rule_in_words("每处扣1分，最多扣2分", TEN)
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.key == other.key != third.key
