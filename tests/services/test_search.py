from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.services.search import SearchIndex

TEXTS = (
    "A-001\t人民公园",
    "A-002\t重庆路农贸市场",
    "B-017\t绿地小区（东门）",
    "B-018\t长乐里社区服务中心",
    "C-100\tKFC快餐店",
    "C-101\tＣ座停车场",
    "C-102\t西安路公厕",
)


def found(query: str) -> list[str]:
    return [TEXTS[place][:5] for place in SearchIndex(TEXTS).find(query)]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("公园", ["A-001"]),
        ("rmgy", ["A-001"]),
        ("renmingongyuan", ["A-001"]),
        ("renmingo", ["A-001"]),
        ("rm公y", ["A-001"]),
        ("人mgong园", ["A-001"]),
        ("RMGY", ["A-001"]),
        ("cql", ["A-002"]),
        ("zql", ["A-002"]),
        ("chongqing", ["A-002"]),
        ("zhongqing", ["A-002"]),
        ("zhql", ["A-002"]),
        ("lvdi", ["B-017"]),
        ("ludi", ["B-017"]),
        ("xq东", []),
        ("xq(dm", ["B-017"]),
        ("cll", ["B-018"]),
        ("changyue", ["B-018"]),
        ("b-01", ["B-017", "B-018"]),
        ("c-10", ["C-100", "C-101", "C-102"]),
        ("kfck", ["C-100"]),
        ("c座", ["C-101"]),
        ("xi'an", ["C-102"]),
        ("sq fw", ["B-018"]),
        ("fw sq", ["B-018"]),
        ("fw rm", []),
        ("renn", []),
    ],
)
def test_finds_what_people_type(query: str, codes: list[str]) -> None:
    assert found(query) == codes


@pytest.mark.parametrize("query", ["", "  ", "\t"])
def test_a_blank_query_matches_all(query: str) -> None:
    assert SearchIndex(TEXTS).find(query) == list(range(len(TEXTS)))


def test_a_match_never_runs_over_two_texts() -> None:
    assert SearchIndex(("人民", "公园")).find("rmgy") == []


def test_without_texts_there_is_nothing() -> None:
    assert SearchIndex(()).find("a") == []


@given(st.lists(st.text(max_size=8), max_size=6), st.data())
def test_each_part_of_a_text_finds_it(texts: list[str], data: st.DataObject) -> None:
    index = SearchIndex(texts)
    for place, text in enumerate(texts):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, len(text)))
        assert place in index.find(text[start:stop])


def test_five_thousand_texts_are_quick() -> None:
    chance = random.Random(7)
    signs = "人民公园重庆路农贸市场小区社区服务中心学校医院街道东西南北新华解放和平长江大厦广场站"
    texts = [f"S-{n:04}\t{''.join(chance.choices(signs, k=10))}" for n in range(5000)]
    started = time.perf_counter()
    index = SearchIndex(texts)
    built = time.perf_counter()
    queries = ("s", "sq", "rmgy", "shequ", "s-00", "路", "zhongxin")
    for query in queries:
        assert index.find(query)
    asked = time.perf_counter()
    assert built - started < 1.5
    assert (asked - built) / len(queries) < 0.05
