"""What imports remember is listed with who said so, forgotten, and taken back."""

from datetime import UTC, datetime

import pytest

from inspector.domain.alias import AliasKind, alias_of
from inspector.domain.remembered import RememberedKind
from inspector.domain.result_options import NO_OPTIONS
from inspector.errors import NotFound
from inspector.services import check, remembered, result_profile, site, undo, unit, workspace
from inspector.store.alias import remember
from tests.services.made_up import add_site, add_units

NOON = datetime(2026, 9, 18, 4, tzinfo=UTC)


@pytest.fixture
def ws(tmp_path):
    now = [NOON]
    opened = workspace.create(
        tmp_path / "workspace", district="示例区", person="陈静", clock=lambda: now[0]
    )
    add_units(opened, add_site(opened, name="湖滨公园"))
    street = unit.list_(opened)[0].unit
    place = site.list_(opened)[0].site
    with opened.write("result.import") as edits:
        edits += remember(alias_of(AliasKind.UNIT, "旺湖 街道", street.id))
        edits += remember(alias_of(AliasKind.SITE, "湖滨", place.id))
    now[0] = NOON.replace(hour=5)
    result_profile.save(opened, "月报", (("得分", "got"),), NO_OPTIONS)
    yield opened
    opened.close()


def test_names_and_profiles_are_one_list_with_who_said_so(ws):
    street = unit.list_(ws)[0].unit
    told = [(one.kind, one.name, one.meaning, one.columns) for one in remembered.list_(ws)]
    assert told == [
        (RememberedKind.SITE, "湖滨", "湖滨公园", 0),
        (RememberedKind.UNIT, "旺湖街道", street.name, 0),
        (RememberedKind.PROFILE, "月报", "", 1),
    ]
    origins = [one.origin for one in remembered.list_(ws)]
    assert [each.person for each in origins] == ["陈静"] * 3
    assert [each.moment.hour for each in origins] == [4, 4, 5]


@pytest.mark.parametrize("kind", [RememberedKind.UNIT, RememberedKind.PROFILE])
def test_one_is_forgotten_and_remembered_again(ws, kind):
    before = remembered.list_(ws)
    one = next(each for each in before if each.kind is kind)
    change = remembered.forget(ws, one)
    assert [each.id for each in remembered.list_(ws)] == [
        each.id for each in before if each is not one
    ]
    with pytest.raises(NotFound):
        remembered.forget(ws, one)
    undo.undo(ws, change)
    assert [each.id for each in remembered.list_(ws)] == [each.id for each in before]
    assert check.check(ws) == []
