import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.name_match import NameIndex, likeness, squeezed, stem
from inspector.services.name_sound import sound

NAMES = st.text(alphabet="望湖东岗城管局街道办事处社区公园12 （）Ａa", max_size=12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("望湖街道", "望湖"),
        ("望湖街道办事处", "望湖"),
        ("湖滨社区居委会", "湖滨"),
        ("湖滨社区居民委员会", "湖滨"),
        ("示例 局", "示例"),
        ("水局", "水局"),
        ("", ""),
    ],
)
def test_endings_are_left_out_but_two_characters_stay(name, expected):
    assert stem(name) == expected


@pytest.mark.parametrize(
    ("written", "meant", "others"),
    [
        ("望湖街道办事处", "望湖街道", ["东岗街道", "望江街道"]),
        ("旺湖街道", "望湖街道", ["东岗街道", "湖滨街道"]),
        ("城管局", "城市管理局", ["水利局", "园林局"]),
        ("湖望街道", "望湖街道", ["东岗街道"]),
        ("文明行文", "文明行为", ["文明宣传", "环境卫生"]),
        ("诚信制度", "诚信制度化", ["环境卫生"]),
        ("交警大队", "公安局交警大队", ["城管大队"]),
        ("公共服务10", "公共服务项10", ["公共服务1", "公共服务11"]),
    ],
)
def test_what_is_meant_is_suggested_first(written, meant, others):
    index = NameIndex(((name, name) for name in [*others, meant]), sound)
    assert index.suggest(written)[0][0] == meant


def test_another_number_is_less_likely_than_another_spelling():
    assert likeness("公园1", "公圆1", sound) > likeness("公园1", "公园2", sound)
    assert likeness("公园01", "公园1", sound) > 0.6


def test_nothing_is_suggested_for_what_is_like_nothing():
    assert NameIndex([("园林局", 1)], sound).suggest("望湖街道") == ()
    assert NameIndex([], sound).suggest("望湖街道") == ()
    assert NameIndex([("", 1), ("局", 2)], sound).suggest("") == ()


def test_of_equally_likely_ones_the_preferred_comes_first():
    names = [("农贸市场", 1), ("农贸市场", 2)]
    index = NameIndex(names, sound)
    assert [meant for meant, _ in index.suggest("农贸市厂", prefers=lambda each: each == 2)] == [
        2,
        1,
    ]


def test_names_are_the_same_without_blanks_case_and_width():
    index = NameIndex([("公园 1（A区）", "park")], sound)
    assert index.named("公园１(a 区)") == ["park"]
    assert index.named("公园2") == ()


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_between_zero_and_one(one, other):
    alike = likeness(one, other, sound)
    assert 0 <= alike <= 1
    assert alike == likeness(other, one, sound)
    assert (alike == 1) == (squeezed(one) == squeezed(other))
