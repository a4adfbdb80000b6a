"""A made-up scheme, site and units, written straight into a workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    LevelFactor,
    Parameters,
    Rule,
    RuleKind,
    Scheme,
    SchemeOrigin,
    SchemeVersion,
    Section,
)
from inspector.domain.site import Site, SiteUnit
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent
from inspector.services.workspace import Workspace
from inspector.store.kind import creation

MARKET, STREET_SIDE = "农贸市场", "主次干道"
CONFORM, DEDUCT, QUANTITY, GRADE, POINTS, BONUS, PHOTO, MARKET_ONLY = range(1, 9)


def scheme(title: str = "示例测评体系") -> Scheme:
    """One item of every kind, one that needs a photo, one for markets alone; 45 points for them."""
    rules = (
        ("1.1", 5, Rule(RuleKind.CONFORM)),
        (
            "1.2",
            10,
            Rule(
                RuleKind.DEDUCT,
                cap=Decimal(4),
                clauses=(
                    Clause("a", "地面有垃圾", Decimal("0.5")),
                    Clause("b", "占道经营", Decimal(1)),
                ),
            ),
        ),
        ("1.3", 4, Rule(RuleKind.QUANTITY, each=Decimal(1), required=Decimal(3))),
        (
            "1.4",
            6,
            Rule(RuleKind.GRADE, grades=(Grade("A", Decimal(1)), Grade("B", Decimal("0.6")))),
        ),
        ("1.5", 8, Rule(RuleKind.POINTS)),
        ("1.6", 3, Rule(RuleKind.BONUS)),
        ("1.7", 5, Rule(RuleKind.CONFORM)),
        ("1.8", 7, Rule(RuleKind.DEDUCT)),
    )
    items = tuple(
        Item(UUID(int=number), number, 1, code, f"示例标准{number}", Decimal(full), rule)
        for number, (code, full, rule) in enumerate(rules, 1)
    )
    items = (
        *items[:6],
        replace(items[6], photo_required=True),
        replace(items[7], site_types=(MARKET,)),
    )
    parameters = Parameters(Decimal("0.5"), (LevelFactor("serious", Decimal(2)),))
    return Scheme(title, (Section(1, None, "1", "示例部分"),), items, parameters)


def judged_scheme(title: str = "示例简表", items: int = 12) -> Scheme:
    """Conform and deduct items by turns, so that a visit can be closed at once."""
    kinds = (Rule(RuleKind.CONFORM), Rule(RuleKind.DEDUCT, each=Decimal("0.5")))
    return Scheme(
        title,
        (Section(1, None, "1", "示例部分"),),
        tuple(
            Item(
                UUID(int=number),
                number,
                1,
                f"1.{number}",
                f"示例标准{number}",
                Decimal(5),
                kinds[number % 2],
            )
            for number in range(1, items + 1)
        ),
    )


def publish(ws: Workspace, content: Scheme | None = None) -> UUID:
    """Publish a scheme and return its version."""
    content = content or scheme()
    version = SchemeVersion(
        ws.new_id(),
        ws.new_id(),
        1,
        content.title,
        datetime(2026, 11, 1, tzinfo=UTC),
        SchemeOrigin.CRITERIA,
        content,
    )
    with ws.write("scheme.publish") as edits:
        edits += creation("scheme_version", version)
    return version.id


def add_site(ws: Workspace, code: str = "0101", site_type: str = MARKET, **fields: object) -> Site:
    """A site without units."""
    named = {"name": f"示例点位{code}", **fields}
    site = Site(ws.new_id(), code, site_type=site_type, **named)
    with ws.write("site.import") as edits:
        edits += creation("site", site)
    return site


def add_units(ws: Workspace, site: Site, **dates: object) -> dict[str, UUID]:
    """A street above a community that answers for the site, and a bureau in its line."""
    units = {
        "street": Unit(ws.new_id(), "J1", "望湖街道", UnitClass.STREET),
        "community": Unit(ws.new_id(), "S1", "湖滨社区", UnitClass.COMMUNITY),
        "bureau": Unit(ws.new_id(), "B1", "示例局", UnitClass.BUREAU),
    }
    with ws.write("site.import") as edits:
        for unit in units.values():
            edits += creation("unit", unit)
        above = UnitParent(ws.new_id(), units["community"].id, units["street"].id)
        edits += creation("unit_parent", above)
        for name, role in (("community", Role.TERRITORIAL), ("bureau", Role.LINE)):
            link = SiteUnit(ws.new_id(), site.id, units[name].id, role, **dates)
            edits += creation("site_unit", link)
    return {name: unit.id for name, unit in units.items()}
