from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from inspector.domain.change import Author, Change, Part, unpack
from inspector.domain.site import Site
from inspector.store import change, log
from inspector.store.batch import Batch
from inspector.store.database import Database
from inspector.store.kind import creation, difference
from inspector.store.lot import Lots

AUTHOR = Author(UUID(int=1), UUID(int=2), datetime(2026, 9, 18, 8, tzinfo=UTC), 480)
SITES = [Site(UUID(int=number), f"{number:04d}", "公园", "公园") for number in range(1, 1201)]


def test_lots_are_what_is_loaded_at_once_and_a_large_change_is_unpacked_once(
    database: Database,
) -> None:
    unpacked: list[UUID] = []

    def counted(each: Change) -> tuple[Part, ...]:
        unpacked.append(each.id)
        return unpack(each)

    with database.transaction():
        batch = Batch()
        batch.add("site", SITES)
        large = change.save(AUTHOR, "site.import", [], created=batch)
        for site in SITES[::100]:
            edits = difference("site", site, Site(site.id, "", site.name, site.site_type))
            change.save(AUTHOR, "site.change", edits)
        change.save(AUTHOR, "site.import", creation("site", Site(UUID(int=9999), "", "", "")))
        roots = [*(site.id for site in SITES), UUID(int=9999)]
        lots, found = Lots(counted), {}
        for some in log.chunks(roots, 250):
            found.update(lots.load(some))
        expected = log.load_parts(roots)
    assert unpacked.count(large.id) == 1
    assert len(unpacked) == 14
    for root, parts in expected.items():
        assert sorted(found[root], key=lambda part: part.change) == sorted(
            parts, key=lambda part: part.change
        )
