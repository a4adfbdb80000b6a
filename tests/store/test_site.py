from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.change import Author
from inspector.domain.site import Site, SiteDuty, SiteType, SiteUnit
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent
from inspector.domain.visit import VisitUnit
from inspector.errors import Ambiguous, NotFound
from inspector.store import change
from inspector.store.kind import creation
from inspector.store.site import (
    get_site,
    load_links,
    load_site,
    load_site_lines,
    load_sites,
    load_types,
    units_of,
)
from inspector.store.unit import load_parents, load_unit_lines, load_units

DAY = date(2026, 11, 20)
STREET = Unit(uuid4(), "S1", "望湖街道", UnitClass.STREET, "甲", "010", "note", from_import=True)
BUREAU = Unit(uuid4(), "B1", "城管局", UnitClass.BUREAU)
COMMUNITY = Unit(uuid4(), "C1", "湖滨社区", UnitClass.COMMUNITY)
GONE = Unit(uuid4(), "S0", "旧街道", UnitClass.STREET, void=True)
ABOVE = UnitParent(uuid4(), COMMUNITY.id, STREET.id)
OLD = UnitParent(uuid4(), COMMUNITY.id, BUREAU.id, valid_to=date(2025, 12, 31))
MARKET = SiteType(uuid4(), "农贸市场", Decimal("1.5"))
SITE = Site(
    *(uuid4(), "0317", "湖滨市场", "农贸市场", "湖滨路1号", Decimal("113.6"), Decimal("34.75")),
    *(Decimal("12.5"), "乙", "note"),
)
VOID = replace(SITE, id=uuid4(), void=True)
OWN = SiteUnit(uuid4(), SITE.id, COMMUNITY.id, Role.TERRITORIAL, Decimal("0.5"))
LINE = SiteUnit(uuid4(), SITE.id, BUREAU.id, Role.LINE, valid_from=date(2026, 1, 1))
LAPSED = SiteUnit(uuid4(), SITE.id, STREET.id, Role.SPONSOR, valid_to=date(2026, 11, 19))
TAKEN_BACK = SiteUnit(uuid4(), SITE.id, STREET.id, Role.LEAD, void=True)
OF_NOBODY = SiteUnit(uuid4(), SITE.id, GONE.id, Role.TERRITORIAL)


@pytest.fixture
def filled(database):
    author = Author(uuid4(), uuid4(), datetime(2026, 11, 20, 1, tzinfo=UTC), 480)
    edits = []
    for kind, records in (
        ("unit", (STREET, BUREAU, COMMUNITY, GONE)),
        ("unit_parent", (ABOVE, OLD)),
        ("site_type", (MARKET,)),
        ("site", (SITE, VOID)),
        ("site_unit", (OWN, LINE, LAPSED, TAKEN_BACK, OF_NOBODY)),
    ):
        for record in records:
            edits += creation(kind, record)
    with database.transaction():
        change.save(author, "test", edits)
    with database.transaction():
        yield


@pytest.mark.usefixtures("filled")
def test_what_was_saved_is_loaded_and_what_is_void_is_passed_over():
    assert set(load_units()) == {STREET, BUREAU, COMMUNITY}
    assert set(load_parents()) == {ABOVE, OLD}
    assert load_types() == (MARKET,)
    assert load_sites() == (SITE,)
    assert get_site(VOID.id) == VOID
    assert set(load_links()) == {OWN, LINE, LAPSED}
    with pytest.raises(NotFound):
        get_site(uuid4())


@pytest.mark.usefixtures("filled")
def test_lists_join_the_names_of_units():
    superiors = {line.unit: set(line.superiors) for line in load_unit_lines()}
    assert superiors == {STREET: set(), BUREAU: set(), COMMUNITY: {"望湖街道", "城管局"}}
    line = load_site_lines(DAY)[0]
    assert line.site == SITE
    assert set(line.duties) == {
        SiteDuty(Role.TERRITORIAL, "湖滨社区"),
        SiteDuty(Role.LINE, "城管局"),
    }


@pytest.mark.usefixtures("filled")
def test_a_site_is_found_by_code_then_name_then_id():
    for text in ("0317", "湖滨市场", SITE.id.hex[:8], str(SITE.id)):
        assert load_site(text) == SITE
    with pytest.raises(NotFound):
        load_site("湖滨")


@pytest.mark.usefixtures("filled")
def test_the_units_of_a_day_are_those_valid_then_and_the_territory_above():
    share = Decimal("0.5")
    assert units_of(SITE.id, DAY) == {
        VisitUnit(COMMUNITY.id, Role.TERRITORIAL, share=share),
        VisitUnit(STREET.id, Role.TERRITORIAL, share=share),
        VisitUnit(BUREAU.id, Role.LINE),
    }
    assert units_of(SITE.id, date(2025, 12, 31)) == {
        VisitUnit(COMMUNITY.id, Role.TERRITORIAL, share=share),
        VisitUnit(STREET.id, Role.TERRITORIAL, share=share),
        VisitUnit(BUREAU.id, Role.TERRITORIAL, share=share),
        VisitUnit(STREET.id, Role.SPONSOR),
    }


def test_two_sites_with_one_code_are_told_apart_by_name(database):
    author = Author(uuid4(), uuid4(), datetime(2026, 11, 20, 1, tzinfo=UTC), 480)
    with database.transaction():
        twin = replace(SITE, id=uuid4(), name="南湖市场")
        change.save(author, "test", [*creation("site", SITE), *creation("site", twin)])
        with pytest.raises(Ambiguous) as refused:
            load_site("0317")
        assert sorted(refused.value.choices) == ["0317 南湖市场", "0317 湖滨市场"]
        assert load_site("南湖市场") == twin
