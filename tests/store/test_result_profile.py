from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

from msgspec.structs import replace

from inspector.domain.change import Author
from inspector.domain.result_options import Blank, ResultOptions
from inspector.domain.result_profile import profile_of
from inspector.store import change
from inspector.store.result_profile import find_profile, keep, load_profiles

AUTHOR = Author(uuid4(), uuid4(), datetime(2026, 9, 18, 8, tzinfo=UTC), 480)


def test_a_profile_is_kept_changed_and_taken_back(database):
    options = ResultOptions(blank=Blank.ZERO, full_mark=Decimal("7.5"))
    profile = profile_of("街道月报", (("点位", "place"),), options)
    with database.transaction():
        change.save(AUTHOR, "test", keep(profile))
        assert load_profiles() == (profile,)
        assert find_profile(profile.id).options == options
        assert keep(profile) == []
    other = profile_of("街道月报", (("地点", "place"),), options)
    with database.transaction():
        change.save(AUTHOR, "test", keep(other))
        assert load_profiles() == (other,)
    with database.transaction():
        change.save(AUTHOR, "test", keep(replace(other, void=True)))
        assert load_profiles() == ()
        assert find_profile(profile.id).void
        assert find_profile(uuid4()) is None
