from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.scheme import Item, Scheme, Section
from inspector.domain.scheme_difference import (
    DifferenceKind,
    ItemField,
    compare,
    shown_value,
)
from tests.domain.schemes import item, schemes

ROADS = Section(1, None, "一", "道路")
MARKETS = Section(2, None, "二", "市场")


def _scheme(*items: Item, sections: tuple[Section, ...] = (ROADS, MARKETS)) -> Scheme:
    return Scheme("t", sections, tuple(replace(each, number=n) for n, each in enumerate(items, 1)))


def _told(old: Scheme, new: Scheme) -> list[tuple[str, str, tuple[ItemField, ...]]]:
    return [(each.kind.value, each.item.text, each.fields) for each in compare(old, new).items]


A, B, C, D = (item(number, text, section=1) for number, text in enumerate("甲乙丙丁", 1))


def test_added_removed_and_changed_stand_in_reading_order() -> None:
    dearer = replace(C, full_mark=Decimal(8), guidance="逐一查看")
    new = _scheme(item(9, "新", section=1), A, dearer)
    assert _told(_scheme(A, B, C), new) == [
        ("added", "新", ()),
        ("removed", "乙", ()),
        ("changed", "丙", (ItemField.FULL_MARK, ItemField.GUIDANCE)),
    ]
    assert compare(_scheme(A, B, C), new).same == 1


def test_a_number_that_only_shifts_is_no_difference() -> None:
    assert _told(_scheme(A, B), _scheme(item(9, "新", section=1), A, B)) == [("added", "新", ())]


def test_the_fewest_items_count_as_moved() -> None:
    assert _told(_scheme(A, B, C, D), _scheme(D, A, B, C)) == [("moved", "丁", (ItemField.PLACE,))]
    moved = replace(A, section=2)
    assert _told(_scheme(A, B, C), _scheme(B, C, moved)) == [("moved", "甲", (ItemField.SECTION,))]


def test_a_moved_item_that_also_changed_is_changed() -> None:
    moved = replace(A, section=2, text="甲改")
    fields = (ItemField.SECTION, ItemField.TEXT)
    old, new = _scheme(A, B), _scheme(B, moved)
    assert _told(old, new) == [("changed", "甲改", fields)]
    assert shown_value(old, A, ItemField.SECTION) == ("道路",)
    assert shown_value(new, moved, ItemField.SECTION) == ("市场",)
    assert shown_value(new, moved, ItemField.TEXT) == "甲改"
    assert shown_value(new, new.items[1], ItemField.PLACE) == 2


def test_a_section_with_another_name_moves_nothing() -> None:
    renamed = (replace(ROADS, text="道路与街巷"), MARKETS)
    found = compare(_scheme(A, B), _scheme(A, B, sections=renamed))
    assert found.items == ()
    assert found.renamed == ((("道路",), ("道路与街巷",)),)
    assert found.same == 2


@settings(max_examples=60)
@given(schemes())
def test_a_scheme_does_not_differ_from_itself(scheme: Scheme) -> None:
    found = compare(scheme, scheme)
    assert (found.items, found.renamed, found.same) == ((), (), len(scheme.items))


@settings(max_examples=60)
@given(schemes(), st.randoms(use_true_random=False))
def test_every_item_is_counted_once(scheme: Scheme, random: object) -> None:
    kept = [each for each in scheme.items if random.random() < 0.6]  # type: ignore[attr-defined]
    random.shuffle(kept)  # type: ignore[attr-defined]
    new = replace(scheme, items=tuple(replace(each, number=n) for n, each in enumerate(kept, 1)))
    found = compare(scheme, new)
    kinds = [each.kind for each in found.items]
    assert kinds.count(DifferenceKind.REMOVED) == len(scheme.items) - len(kept)
    assert found.same + len(found.items) == len(scheme.items)
    assert compare(new, scheme).same == found.same
