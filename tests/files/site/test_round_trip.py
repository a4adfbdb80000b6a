"""What is written as our own workbook and read again is the same, whatever it is called."""

from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.scheme import Scheme, Section
from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.site_plan import plan
from inspector.domain.site_sheet import Register, RemarkKind, SiteFate
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent
from inspector.files.reader import Workbook
from inspector.files.scheme.template import write_scheme
from inspector.files.scheme.workbook import understand as read_criteria
from inspector.files.site.template import write_sites
from inspector.files.site.workbook import understand
from tests.domain.schemes import item
from tests.files.reader.here import read_here

NOBODY = UUID(int=0)
# As people type: Chinese, full-width signs, breaks, what Excel takes for something else.
ODD = (
    *("=1+1", "@园", "-路", "+86", "'单引号", '"双引号"', "１２３（Ａ）", "12345678901234567"),
    *("007", "1.50", "1e5", "TRUE", "#N/A", "2026-01-01", "一、二；三,四", "a\tb", "甲\n乙"),
    *("前  后", "全　角", "注：一", "合计", "小计（3个）", "🏙", "x" * 300, "_x000D_", "&<>", "0"),
    *("无", "/", "代码"),
)
texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12),
).map(str.strip)
names = texts.filter(bool)
degrees = st.none() | st.decimals(-90, 90, places=7, allow_nan=False)
metres = st.none() | st.decimals("0.0001", 999_999, places=4, allow_nan=False)
shares = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.3333")])
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def registers(draw):
    ids = (UUID(int=number) for number in count(1))
    codes = draw(st.lists(names, min_size=1, max_size=8, unique=True))
    units = tuple(
        Unit(next(ids), code, draw(names), draw(st.sampled_from(UnitClass)), *draw(
            st.tuples(texts, texts, texts))) for code in codes[:4]
    )  # fmt: skip
    kinds = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    types = tuple(SiteType(next(ids), kind, draw(shares)) for kind in kinds)
    sites = tuple(
        Site(
            next(ids), code, draw(names), draw(st.sampled_from(kinds)), draw(texts),
            *draw(st.tuples(degrees, degrees, metres)), *draw(st.tuples(texts, texts)),
        )
        for code in codes
    )  # fmt: skip
    links = draw(dated(SiteUnit, ids, sites, units))
    return Register(units, draw(dated(UnitParent, ids, units, units)), types, sites, links)


@st.composite
def dated(draw, kind, ids, owners, units):
    """Links between owners and units, one of a role and a first day for each pair."""
    found = {}
    for owner in owners:
        for unit in draw(st.lists(st.sampled_from(units), max_size=3, unique_by=lambda u: u.id)):
            if unit.id == owner.id:
                continue
            role, first = draw(st.sampled_from(Role)), draw(days)
            last = draw(days)
            if first is not None and last is not None and last < first:
                first, last = last, first
            terms = (role, draw(shares), first, last)
            found[owner.id, unit.id, role, first] = kind(next(ids), owner.id, unit.id, *terms)
    return tuple(found.values())


def there_and_back(register, held):
    ids = count(10_000)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "site.xlsx"
        write_sites(path, register)
        sheet = understand(Workbook(path, read_here(path)))
        return plan(sheet, held, lambda: UUID(int=next(ids)))


slowly = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(registers())
@slowly
def test_units_types_and_sites_with_their_links_come_back_as_they_were(register):
    found = there_and_back(register, register)
    assert found.steps == ()
    fates = {each.fate for each in found.fates}
    assert fates <= {SiteFate.HEADER, SiteFate.UNCHANGED}
    assert {each.kind for each in found.remarks} <= {RemarkKind.SAME_NAME}


@given(registers())
@slowly
def test_another_workspace_gets_the_same(register):
    steps = there_and_back(register, Register()).steps
    made = [step.new for step in steps]
    named = {each.id: each.code for each in made if isinstance(each, Unit | Site)}
    held = {each.id: each.code for each in (*register.units, *register.sites)}

    def without_ids(records, names):
        return {
            replace(each, id=NOBODY, **{
                end: UUID(int=1 + codes.index(names[getattr(each, end)]))
                for end in ("unit", "parent", "site") if hasattr(each, end)
            })
            for each in records
        }  # fmt: skip

    codes = sorted({*named.values(), *held.values()})
    lists = (register.units, register.parents, register.types, register.sites, register.links)
    assert without_ids(made, named) == without_ids([one for of in lists for one in of], held)


def test_criteria_with_odd_words_come_back_as_they_were(tmp_path):
    sections = tuple(Section(number, None, str(number), text) for number, text in enumerate(ODD, 1))
    items = tuple(
        item(number, text, section=number, guidance=text, exceptions=text, method=text, unit=text)
        for number, text in enumerate(ODD, 1)
    )
    for title in ODD:
        scheme = Scheme(title, sections, items, edition=title)
        write_scheme(tmp_path / "scheme.xlsx", scheme)
        path = tmp_path / "scheme.xlsx"
        assert read_criteria(Workbook(path, read_here(path)), uuid4).scheme == scheme
