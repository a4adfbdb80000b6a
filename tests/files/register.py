"""A made-up register of units and sites with everything that a register can hold."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.site_sheet import Register
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent


def register():
    street = Unit(UUID(int=1), "007", "东岗街道", UnitClass.STREET, "张三", "0371-1", "=1+1")
    community = Unit(UUID(int=2), "C、1", "松园社区", UnitClass.COMMUNITY)
    bureau = Unit(UUID(int=3), "B1", "城管局", UnitClass.BUREAU, note="第一行\n第二行")
    road = Site(
        *(UUID(int=4), "0001", "东岗路", "次干道", "东岗路一至九号"),
        *(Decimal("113.6254311"), Decimal("34.7"), Decimal("420.5"), "李四", "@note"),
    )
    plain = Site(UUID(int=5), "0002", "松园", "居民小区")
    since, until = date(2026, 1, 1), date(2026, 12, 31)
    share = Decimal("0.5")
    return Register(
        units=(street, community, bureau),
        parents=(
            UnitParent(UUID(int=11), community.id, street.id),
            UnitParent(UUID(int=12), community.id, bureau.id, Role.LINE, share, since, until),
            UnitParent(UUID(int=13), community.id, bureau.id),
        ),
        types=(SiteType(UUID(int=6), "次干道", Decimal("1.5")), SiteType(UUID(int=7), "居民小区")),
        sites=(road, plain),
        links=(
            SiteUnit(UUID(int=21), road.id, street.id, Role.TERRITORIAL),
            SiteUnit(UUID(int=22), road.id, community.id, Role.TERRITORIAL),
            SiteUnit(UUID(int=23), road.id, bureau.id, Role.LINE),
            SiteUnit(UUID(int=24), road.id, bureau.id, Role.CHIEF_1, share, since, None),
            SiteUnit(UUID(int=25), plain.id, street.id, Role.TERRITORIAL, share),
        ),
    )
