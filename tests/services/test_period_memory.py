"""What a person looked at last on a page, from one start to the next."""

from __future__ import annotations

from datetime import date

import pytest

from inspector.domain.period import Period, PeriodKind, month_of, week_of
from inspector.services import period_memory, profile
from inspector.services.period_memory import PeriodWish

DAY = date(2026, 11, 18)
DAYS = Period(PeriodKind.DAYS, date(2026, 11, 2), DAY)


@pytest.mark.usefixtures("profile")
def test_each_page_remembers_its_own() -> None:
    assert period_memory.remembered("board") == PeriodWish()
    period_memory.keep("board", month_of(DAY))
    period_memory.keep("coverage", DAYS)
    assert period_memory.remembered("board") == PeriodWish(kind=PeriodKind.MONTH)
    assert period_memory.remembered("coverage") == PeriodWish(days=DAYS)
    period_memory.keep_campaign("board", "Autumn 2026-Q4")
    period_memory.keep_weeks("coverage", 6)
    assert period_memory.remembered("board") == PeriodWish(campaign="Autumn 2026-Q4")
    assert period_memory.remembered("coverage") == PeriodWish(weeks=6)
    period_memory.keep("board", week_of(DAY))
    assert period_memory.remembered("board") == PeriodWish(kind=PeriodKind.WEEK)


@pytest.mark.usefixtures("profile")
@pytest.mark.parametrize("written", ["", "fortnight", "2026-13", "weeks:many", "weeks:", 7])
def test_what_nobody_wrote_is_passed_over(written: object) -> None:
    profile.change(periods={"board": written})
    assert period_memory.remembered("board") == PeriodWish()
