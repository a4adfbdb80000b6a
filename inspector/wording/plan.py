"""Words of plans: why a site is on one, how it was drawn, the sheet that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inspector.domain.period import Period, week_of
from inspector.domain.plan import ChosenBy, PlanLine, PlanSheet
from inspector.wording.catalogue import _, ngettext
from inspector.wording.sheet import day as day_in_full
from inspector.wording.sheet import leading
from inspector.wording.weekday import weekday


def day(value: date) -> str:
    """A day of a plan: month, day and weekday."""
    return f"{value:%m.%d} {weekday(value)}"


def chosen_by(value: ChosenBy | None) -> str:
    """Why a site is on a plan, "—" where a person put it there."""
    if value is None:
        return "—"
    return {ChosenBy.RISK: _("by risk"), ChosenBy.LOT: _("by lot")}[value]


def done(line: PlanLine) -> str:
    """Whether a site of a plan was visited, and by whom where only one of two was there."""
    if line.is_done:
        return _("visited")
    there = [name for name in (line.inspector, line.second) if name in line.done]
    if line.second and there:
        return _("visited by {names}").format(names=_(", ").join(there))
    return _("to do")


def title(plan: PlanSheet) -> str:
    """The title of the sheet of a plan."""
    return _("{district}Plan of the Civilized-City site inspections").format(
        district=leading(plan.district)
    )


def week(plan: PlanSheet) -> Period:
    """The week of a plan."""
    return week_of(plan.plan.first)


def sites(count: int) -> str:
    """How many sites there are."""
    return ngettext("{n} site", "{n} sites", count).format(n=count)


def summary(plan: PlanSheet) -> str:
    """How many sites and inspectors there are and how many sites two visit."""
    people = len({name for line in plan.lines for name in (line.inspector, line.second) if name})
    said = [
        sites(len(plan.lines)),
        ngettext("{n} inspector", "{n} inspectors", people).format(n=people),
        ngettext("{n} site for two", "{n} sites for two", plan.shared).format(n=plan.shared),
        _("{n} visited").format(n=plan.done),
    ]
    return " · ".join(said)


def drawn(plan: PlanSheet) -> str:
    """Who drew a plan and when, with the seed; empty where it was not drawn."""
    if plan.rule is None or plan.plan.drawn is None:
        return ""
    return _("Drawn {moment} by {name} · seed {seed}").format(
        moment=f"{plan.plan.drawn.astimezone():%Y-%m-%d %H:%M}",
        name=plan.drawn_by,
        seed=plan.rule.seed,
    )


def notes(plan: PlanSheet) -> Sequence[str]:
    """The notes below a plan: seed and rule in full, and how the inspectors are connected."""
    rule = plan.rule
    if rule is None:
        return ()
    said = [
        summary(plan),
        _("{drawn}; formula {formula}.").format(drawn=drawn(plan), formula=rule.formula),
        _(
            "Each inspector has at most {per_day} visits a day; {lot} per cent of the sites were "
            "drawn by lot, the others are those of the highest risk."
        ).format(per_day=rule.per_day, lot=rule.lot_percent),
        _(
            "Risk = {week} × whole weeks since the last visit (at most {most}, also for never) + "
            "points lost on it + {relapse} × items that lost points on both of the last two visits."
        ).format(week=rule.week_points, most=rule.most_weeks, relapse=rule.relapse_points),
        _("Inspectors by lot, and sites by lot (double random): {names}.").format(
            names=_(", ").join(rule.inspectors)
        ),
        connection(plan),
    ]
    return [sentence for sentence in said if sentence]


def connection(plan: PlanSheet) -> str:
    """Whether the inspectors can be compared; empty where there is only one."""
    if not plan.shared and not plan.unconnected:
        return ""
    if plan.unconnected:
        return _("Too few sites are visited by two: not all inspectors can be compared.")
    return ngettext(
        "{n} site is visited by two inspectors apart from each other: so all can be compared.",
        "{n} sites are visited by two inspectors apart from each other: so all can be compared.",
        plan.shared,
    ).format(n=plan.shared)


def heads() -> Sequence[str]:
    """The headings of the sheet of a plan."""
    return (
        _("Day"),
        _("First inspector"),
        _("Second inspector"),
        _("Code"),
        _("Site"),
        _("Site type"),
        _("Lies in"),
        _("Chosen"),
        _("Risk"),
        _("Carried out"),
    )


def cells(line: PlanLine) -> tuple[str, ...]:
    """A line of a plan as texts, in the order of the headings."""
    return (
        day(line.day) if line.day else "—",
        line.inspector,
        line.second or "—",
        line.code,
        line.name,
        line.site_type,
        line.unit,
        chosen_by(line.chosen),
        "—" if line.risk is None else f"{line.risk:.2f}",
        done(line),
    )


def sheet_name() -> str:
    """The name of the sheet."""
    return _("Plan")


def file_name(plan: PlanSheet) -> str:
    """How the workbook of a plan is called unless somebody says otherwise."""
    return _("Plan of inspections {week}.xlsx").format(week=week(plan))


def footer(plan: PlanSheet, printed: date) -> str:
    """The left foot of the printed plan."""
    return _("Plan {id} · printed {day}").format(id=plan.plan.id.hex[:8], day=day_in_full(printed))


def nothing_planned() -> str:
    """Instead of the lines of a plan without any."""
    return _("No site stands on this plan.")
