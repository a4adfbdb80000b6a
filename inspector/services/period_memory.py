"""What period a person looked at last on a page: its kind, its days, or a campaign."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.period import Period, PeriodKind, parse_period
from inspector.errors import ActionRefused
from inspector.services import profile

_CAMPAIGN, _WEEKS = "campaign:", "weeks:"


class PeriodWish(Struct, frozen=True):
    """A kind stands for its last period, days for themselves, a campaign for its days.

    `weeks` are the last so many.
    """

    kind: PeriodKind | None = None
    days: Period | None = None
    campaign: str | None = None
    weeks: int | None = None


def remembered(page: str) -> PeriodWish:
    """What was looked at last on a page; nothing where that is not known."""
    periods = profile.load().periods
    text = periods.get(page, "") if isinstance(periods, dict) else ""
    if not isinstance(text, str) or not text:
        return PeriodWish()
    if text.startswith(_CAMPAIGN):
        return PeriodWish(campaign=text.removeprefix(_CAMPAIGN))
    if text.startswith(_WEEKS) and text.removeprefix(_WEEKS).isdecimal():
        return PeriodWish(weeks=max(1, int(text.removeprefix(_WEEKS))))
    try:
        return PeriodWish(kind=PeriodKind(text))
    except ValueError:
        pass
    try:
        return PeriodWish(days=parse_period(text))
    except ActionRefused:
        return PeriodWish()


def keep(page: str, period: Period) -> None:
    """Remember that a period is looked at on a page: free days, or the kind of any other.

    Raises FileRefused where that cannot be written.
    """
    _keep(page, str(period) if period.kind is PeriodKind.DAYS else period.kind.value)


def keep_campaign(page: str, name: str) -> None:
    """Remember that a campaign is looked at, "" being the latest; raises as `keep` does."""
    _keep(page, f"{_CAMPAIGN}{name}")


def keep_weeks(page: str, weeks: int) -> None:
    """Remember that the last so many weeks are looked at; raises as `keep` does."""
    _keep(page, f"{_WEEKS}{weeks}")


def _keep(page: str, text: str) -> None:
    known = profile.load()
    periods = known.periods if isinstance(known.periods, dict) else {}
    if periods.get(page) != text:
        profile.save(replace(known, periods={**periods, page: text}))
