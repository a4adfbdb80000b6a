"""Made-up schemes for the tests of scoring."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    LevelFactor,
    Parameters,
    Rule,
    RuleKind,
    Scheme,
    Section,
)

D = Decimal
CONFORM = Rule(RuleKind.CONFORM)
POINTS = Rule(RuleKind.POINTS)
BONUS = Rule(RuleKind.BONUS)
GRADED = Rule(RuleKind.GRADE, grades=(Grade("A", D(1)), Grade("B", D("0.7")), Grade("C", D("0.3"))))


def item(
    number: int,
    full: str,
    rule: Rule,
    *,
    section: int | None = 1,
    types: tuple[str, ...] = (),
    photo: bool = False,
) -> Item:
    return Item(
        id=UUID(int=number),
        number=number,
        section=section,
        code=f"1.{number}",
        text=f"standard {number}",
        full_mark=D(full),
        rule=rule,
        site_types=types,
        photo_required=photo,
    )


def deduct(each: str, cap: str | None = None) -> Rule:
    return Rule(RuleKind.DEDUCT, each=D(each), cap=None if cap is None else D(cap))


def scheme(
    *items: Item,
    parameters: Parameters | None = None,
    sections: tuple[Section, ...] = (Section(1, None, "1", "first"),),
) -> Scheme:
    return Scheme("made up", sections, items, parameters or Parameters())


def every_kind() -> Scheme:
    """Two levels of sections and an item of each kind; the last two are bonus items."""
    return scheme(
        item(1, "10", CONFORM, section=2),
        item(2, "20", Rule(RuleKind.DEDUCT, clauses=(Clause("a", "one", D("0.5")),)), section=2),
        item(3, "10", Rule(RuleKind.QUANTITY, required=D(3), per_length=D(500), each=D(2))),
        item(4, "5", Rule(RuleKind.QUANTITY, required=D(8)), section=3),
        item(5, "8", GRADED, section=3, types=("market",)),
        item(6, "7", POINTS, section=3, photo=True),
        item(7, "5", BONUS, section=None),
        item(8, "5", Rule(RuleKind.BONUS, cap=D(2)), section=None),
        parameters=Parameters(D("0.5"), (LevelFactor("city", D(2)),), D(3)),
        sections=(
            Section(1, None, "1", "first"),
            Section(2, 1, "1.1", "inner"),
            Section(3, None, "2", "second"),
        ),
    )
