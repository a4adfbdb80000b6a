import pytest

from inspector.domain.result_options import Blank, Direction, ResultOptions
from inspector.errors import ActionFault, ActionRefused, NotFound
from inspector.services import check, result_profile, undo

MAPPING = (("点位", "place"), ("得分", "got"))
OPTIONS = ResultOptions(blank=Blank.ZERO, direction=Direction.LOST)


def test_a_profile_is_kept_under_its_name_until_it_is_forgotten(ws):
    result_profile.save(ws, " 街道  月报 ", MAPPING, OPTIONS)
    (profile,) = result_profile.list_(ws)
    assert (profile.name, profile.mapping, profile.options) == ("街道 月报", MAPPING, OPTIONS)
    assert result_profile.load(ws, "街道月报") == profile
    result_profile.save(ws, "街道月报", (), OPTIONS)
    assert [each.mapping for each in result_profile.list_(ws)] == [()]
    assert check.check(ws) == []
    result_profile.remove(ws, "街道月报")
    assert result_profile.list_(ws) == ()
    for forget in (result_profile.load, result_profile.remove):
        with pytest.raises(NotFound):
            forget(ws, "街道月报")


def test_saving_and_forgetting_can_be_undone(ws):
    result_profile.save(ws, "月报", MAPPING, OPTIONS)
    result_profile.remove(ws, "月报")
    undo.undo(ws)
    assert result_profile.load(ws, "月报").mapping == MAPPING
    result_profile.save(ws, "月报", (), OPTIONS)
    undo.undo(ws)
    assert result_profile.load(ws, "月报").mapping == MAPPING


def test_a_profile_needs_a_name(ws):
    with pytest.raises(ActionRefused) as refused:
        result_profile.save(ws, "  ", MAPPING, OPTIONS)
    assert refused.value.fault is ActionFault.NAME_MISSING


def test_a_column_that_the_file_lacks_is_told_with_the_profile(ws):
    profile = result_profile.save(ws, "月报", MAPPING, OPTIONS)
    lacking = ActionRefused(ActionFault.BAD_MAPPING, {"part": "得分", "fields": ""})
    with pytest.raises(ActionRefused) as refused, result_profile.fitting(profile):
        raise lacking
    assert refused.value.fault is ActionFault.PROFILE_MISFIT
    assert refused.value.facts == {"profile": "月报", "column": "得分"}
    other = ActionRefused(ActionFault.BAD_MAPPING, {"part": "扣分", "fields": ""})
    for known in (profile, None):
        with pytest.raises(ActionRefused) as refused, result_profile.fitting(known):
            raise other
        assert refused.value is other
