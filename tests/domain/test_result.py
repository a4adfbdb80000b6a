import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.points import printed
from inspector.domain.result import Rates, ResultRow, rates, unit_rates, whole_rates
from inspector.domain.unit import Role
from inspector.files.result.workbook import read_results


def row(content, lost, area="", *departments):
    return ResultRow("表", 1, "1", content, "某处", Decimal(lost), area, departments)


def test_both_poolings_of_m2():
    seen = [("a", Decimal(1)), ("a", Decimal(0)), ("a", Decimal(0)), ("b", Decimal(1))]
    assert rates(seen) == Rates(4, Fraction(1, 2), Fraction(2, 3))
    assert rates([]) == Rates(0, None, None)


def test_a_row_counts_whole_for_each_of_its_units_and_without_one_only_in_the_whole():
    rows = [row("a", 1, "甲街道", "乙局", "丙局"), row("a", 0, "", "乙局"), row("b", 1)]
    assert whole_rates(rows).n == 3
    assert whole_rates(rows).pooled == Fraction(1, 3)
    found = {(own.unit, own.role): (own.rates.n, own.rates.pooled) for own in unit_rates(rows)}
    assert found == {
        ("甲街道", Role.TERRITORIAL): (1, 0),
        ("乙局", Role.LINE): (2, Fraction(1, 2)),
        ("丙局", Role.LINE): (1, 0),
    }


def test_equal_printed_rates_share_a_rank_and_the_next_one_skips():
    rows = [row("a", "0", "", "丁局"), row("a", "0", "", "乙局"), row("a", "0.5", "", "丙局")]
    assert [(own.unit, own.rank) for own in unit_rates(rows)] == [
        ("丁局", 1),
        ("乙局", 1),
        ("丙局", 3),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 10))))
def test_rates_stay_between_nothing_and_everything_in_any_order(seen):
    observed = [(content, Decimal(tenths) / 10) for content, tenths in seen]
    measured = rates(observed)
    assert measured == rates(reversed(observed))
    for rate in (measured.pooled, measured.by_content):
        assert rate is None if not seen else 0 <= rate <= 1


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="needs the real workbooks")
def test_the_published_numbers_of_the_real_workbook():
    path = Path(os.environ["INSPECTOR_REAL_DATA"]) / "suzhou-2016-inspection.xlsx"
    rows = read_results(path).rows
    whole = whole_rates(rows)
    assert (percent(whole.pooled), percent(whole.by_content)) == ("94.96", "94.03")
    shown = {
        own.unit: (own.rates.n, percent(own.rates.pooled), percent(own.rates.by_content), own.rank)
        for own in unit_rates(rows)
    }
    assert shown["吴江街道"] == (172, "93.90", "93.45", 1)
    assert shown["市场监督局"] == (8, "87.50", "87.50", 14)
    assert shown["公安局"] == (5, "96.00", "97.50", 13)
    assert shown["消防大队"] == (12, "96.67", "96.67", 12)
    assert shown["市容市政局"] == (62, "98.06", "97.82", 11)
    assert shown["商务局"] == (14, "99.29", "99.17", 10)
    full = [unit for unit, of in shown.items() if of[1:] == ("100.00", "100.00", 1)]
    assert len(full) == 9
    assert len(shown) == 15


def percent(rate):
    return str(printed(100 * rate))
