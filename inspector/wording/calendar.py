"""Words for the days of the working calendar."""

from __future__ import annotations

from inspector.domain.calendar import CalendarDay, DayOrigin, Holiday
from inspector.wording.catalogue import _


def holiday(value: Holiday) -> str:
    """The name of a public holiday."""
    return {
        Holiday.NEW_YEAR: _("New Year's Day"),
        Holiday.SPRING_FESTIVAL: _("Spring Festival"),
        Holiday.TOMB_SWEEPING: _("Tomb-Sweeping Day"),
        Holiday.LABOUR_DAY: _("Labour Day"),
        Holiday.DRAGON_BOAT: _("Dragon Boat Festival"),
        Holiday.MID_AUTUMN: _("Mid-Autumn Festival"),
        Holiday.NATIONAL_DAY: _("National Day"),
    }[value]


def day_name(day: CalendarDay) -> str:
    """What a day is about: what was written, else its holiday."""
    if day.name:
        return day.name
    if day.holiday is None:
        return ""
    name = holiday(day.holiday)
    return _("{holiday}, worked in exchange").format(holiday=name) if day.is_working else name


def day_kind(day: CalendarDay) -> str:
    """Whether a day is free or worked."""
    return _("● worked") if day.is_working else _("○ free")


def day_origin(origin: DayOrigin) -> str:
    """Where a day is known from; a calculated one carries a sign."""
    return {
        DayOrigin.ANNOUNCED: _("official notice"),
        DayOrigin.CALCULATED: _("▲ calculated"),
        DayOrigin.ENTERED: _("entered here"),
    }[origin]
