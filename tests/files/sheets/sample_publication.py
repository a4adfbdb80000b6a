"""A made-up publication for the tests of its sheets, built by hand on the made-up ranking."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import Ranking
from inspector.domain.publication import (
    Column,
    Comparison,
    CourseLine,
    Holder,
    ItemLine,
    Observation,
    Publication,
    SegmentLine,
    Sums,
    compared,
    compared_sums,
    counted,
)
from inspector.domain.scheme import Rule, RuleKind, Scheme, Section
from inspector.domain.unit import Role
from tests.domain import scored_schemes
from tests.files.sheets import sample_ranking as sample

D = Decimal
ITEMS = tuple(
    ItemLine(
        UUID(int=number), f"1.{number}", f"standard {number}", f"section {number // 4}", aspect
    )
    for number, aspect in enumerate(("order", "fire", "order", "", "fire", "order"), 1)
)
CHIEFS = {Role.CHIEF_1: ("chief one",), Role.CHIEF_2: (), Role.CHIEF_3: ("chief three",)}


def columns(ranking: Ranking) -> tuple[Column, ...]:
    return tuple(Column((row.subject, row.group), row.group, row.name) for row in ranking.rows)


def observations(ranking: Ranking, step: int = 0) -> list[Observation]:
    """Every unit but the last saw each item twice, on two types; thirds are lost in turn."""
    made = []
    for place, row in enumerate(ranking.rows[:-1]):
        holders: tuple[Holder, ...] = ((row.subject, row.group),)
        for number, item in enumerate(ITEMS[: 6 - place % 2]):
            for turn, kind in enumerate(sample.TYPES[:2]):
                loss = D("0.33") * ((place + number + turn + step) % 4)
                made.append(Observation(holders, kind, item.id, D(3), loss))
    return made


def comparisons(now: dict[UUID, Sums], before: dict[UUID, Sums]) -> tuple[Comparison, ...]:
    names = {item.id: item.aspect for item in ITEMS}
    return compared(now, before, names.__getitem__)


def publication(ranking: Ranking | None = None) -> Publication:
    ranking = sample.ranking() if ranking is None else ranking
    now, before = counted(observations(ranking)), counted(observations(ranking, 1))
    periods = (ranking.period.previous, ranking.period)
    courses = []
    for group in ranking.groups:
        courses.append(CourseLine(group.key, None, (group.previous_mean, group.mean)))
        courses += [CourseLine(group.key, row.name, (None, row.score)) for row in group.rows]
    return Publication(
        ranking=ranking,
        explanations=tuple(sample.explanations(ranking)),
        photo_losses=tuple(sample.photo_losses()),
        data_rows=tuple(sample.data_rows()),
        columns=columns(ranking),
        items=ITEMS,
        counted=now,
        aspects=comparisons(dict(now.items), dict(before.items)),
        types=compared_sums(now.types, before.types),
        periods=periods,
        courses=tuple(courses),
        segments=(
            SegmentLine("港前街", "渡口路—码头", CHIEFS, ("柳荫街道",), D("88.00"), 1),
            SegmentLine("渡口路", "", {}, (), None, None),
        ),
        schemes=(scheme(),),
    )


def scheme() -> Scheme:
    """Three levels, twelve items under the first content, one right below the project."""
    sections = (
        Section(1, None, "Ⅰ-1", "project"),
        Section(2, 1, "Ⅱ-1", "indicator"),
        Section(3, 2, "Ⅲ-1", "content"),
    )
    rule = Rule(RuleKind.CONFORM)
    items = [
        replace(
            scored_schemes.item(number, "5", rule, section=3 if number < 13 else 1),
            guidance="asked for",
            exceptions="not in parks" if number == 1 else "",
            unit="trade",
            method="field",
            site_types=("market",) if number == 2 else (),
        )
        for number in range(1, 14)
    ]
    return Scheme("criteria of the sample", sections, tuple(items))
