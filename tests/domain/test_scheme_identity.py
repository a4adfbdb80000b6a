from uuid import UUID

from hypothesis import given, settings
from msgspec.structs import replace

from inspector.domain.scheme import Item, Scheme, Section
from inspector.domain.scheme_identity import carry_over
from tests.domain.schemes import item, schemes

ROADS = Section(1, None, "一", "道路")
MARKETS = Section(2, None, "二", "市场")


def _scheme(*items: Item) -> Scheme:
    return Scheme(
        "t", (ROADS, MARKETS), tuple(replace(each, number=n) for n, each in enumerate(items, 1))
    )


def _carried(new: list[Item], old: list[Item]) -> list[int]:
    """The ids that the new items got; new ones come with ids from 100."""
    fresh = [replace(each, id=UUID(int=100 + n)) for n, each in enumerate(new)]
    return [each.id.int for each in carry_over(_scheme(*fresh), _scheme(*old)).items]


def test_ids_stay_when_items_are_moved_and_numbered_anew() -> None:
    old = [item(1, "路面没有垃圾"), item(2, "井盖没有破损"), item(3, "路灯正常")]
    new = [
        item(1, "路灯正常"),
        item(2, "新增的一条标准"),
        item(3, "路面没有垃圾", section=1),
        item(4, "井盖没有破损"),
    ]
    assert _carried(new, old) == [3, 101, 1, 2]


def test_equal_texts_keep_to_their_sections() -> None:
    old = [item(1, "没有垃圾", section=1), item(2, "没有垃圾", section=2)]
    new = [item(1, "没有垃圾", section=2), item(2, "没有垃圾", section=1)]
    assert _carried(new, old) == [2, 1]


def test_a_reworded_item_is_found_though_its_code_is_another_one_now() -> None:
    old = [item(1, "人行道上没有违章停放的车辆"), item(2, "公交站牌完好")]
    new = [
        item(1, "设有母婴室"),
        item(2, "人行道上没有违章停放的机动车辆"),
        item(3, "公交站牌完好"),
    ]
    assert _carried(new, old) == [100, 1, 2]


def test_an_item_with_another_text_under_the_same_code_is_the_same_item() -> None:
    old = [item(1, "环境整洁"), item(2, "秩序良好")]
    new = [item(1, "环境整洁"), item(2, "车辆有序停放、无占道")]
    assert _carried(new, old) == [1, 2]


def test_an_id_that_both_know_is_stronger_than_text() -> None:
    old = _scheme(item(1, "甲"), item(2, "乙"))
    new = _scheme(item(2, "甲"), item(1, "乙"))
    assert carry_over(new, old) == new


def test_width_spaces_and_punctuation_do_not_make_another_text() -> None:
    assert _carried([item(9, "无垃圾，无 积水（１处）。")], [item(1, "无垃圾,无积水(1处)")]) == [1]


@given(schemes(), schemes())
@settings(max_examples=40, deadline=None)
def test_no_id_is_given_twice(new: Scheme, old: Scheme) -> None:
    ids = [each.id for each in carry_over(new, old).items]
    assert len(ids) == len(set(ids))


@given(schemes())
@settings(max_examples=40, deadline=None)
def test_a_scheme_carried_over_from_itself_is_the_same(scheme: Scheme) -> None:
    fresh = replace(
        scheme, items=tuple(replace(each, id=UUID(int=each.number)) for each in scheme.items)
    )
    carried = carry_over(fresh, scheme)
    assert sorted(each.id for each in carried.items) == sorted(each.id for each in scheme.items)
