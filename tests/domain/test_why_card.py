from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from inspector.domain.model.outcome import Outcome, Part, SiteSum
from inspector.domain.model.roll_up import site_loss, visit_shares
from inspector.domain.period import PeriodKind, month_of, period_of, week_of
from inspector.domain.why_card import History, ItemChange, look_back, type_changes

D = Decimal
WEEK = week_of(date(2026, 11, 18))


def item(number: int, before: int, now: int) -> ItemChange:
    return ItemChange(UUID(int=number), f"1.{number}", "", Fraction(before), Fraction(now))


def test_the_items_that_cost_most_more_and_less_are_told() -> None:
    items = [item(1, 1, 2), item(2, 1, 5), item(3, 4, 0), item(4, 2, 2), item(5, 0, 3)]
    items += [item(6, 0, 1), item(7, 3, 2)]
    history = History((), tuple(items))
    assert [one.code for one in history.worse] == ["1.2", "1.5", "1.1"]
    assert [one.code for one in history.better] == ["1.3", "1.7"]
    assert (History((), None).worse, History((), None).better) == ((), ())


def test_types_are_compared_where_they_were_scored_and_not_replaced() -> None:
    before = [Part("market", Fraction(80), 1, 1), Part("road", Fraction(70), 0, 0, True)]
    now = [Part("road", Fraction(60), 1, 1), Part("market", Fraction(245, 3), 1, 1)]
    road, market = type_changes([*before, Part("school", None, 0, 0)], now)
    assert (road.before, road.now, road.change) == (None, D("60.00"), None)
    assert (market.name, market.change) == ("market", D("1.67"))


def test_one_looks_back_over_periods_of_equal_kind() -> None:
    assert look_back(WEEK, 2) == date(2026, 11, 2)
    assert look_back(month_of(date(2026, 11, 18)), 2) == date(2026, 9, 1)
    assert look_back(WEEK, 0) == WEEK.first
    assert look_back(period_of(PeriodKind.YEAR, WEEK.first), 12) == date(2024, 12, 31)


def test_the_losses_of_all_sites_are_what_a_subject_lost() -> None:
    subject = UUID(int=1)
    sums = [
        SiteSum(subject, "g", UUID(int=2), "market", {100_000: 150_000, 70_000: 70_000}, 0, 3, 4),
        SiteSum(subject, "g", UUID(int=3), "market", {100_000: 90_000}, 20_000, 1, 1),
    ]
    first, second = map(site_loss, sums)
    # A bonus is a percent point of its visit for every point.
    assert [int(first), int(second)] == [50, 8]
    outcome = Outcome(None, (Part("market", Fraction(0), 2, 5),), 2, 5)
    shares = visit_shares(sums, {}, {(subject, "g"): outcome})
    lost = sum(shares[subject, "g", one.site, "market"] * site_loss(one) for one in sums)
    assert lost == (Fraction(50, 3) + 8) / 2
