"""Proof that nothing was lost or altered: database, log, tables, totals, editions, photos."""

from __future__ import annotations

from inspector.domain.check import CheckFinding
from inspector.domain.photo import PhotoState
from inspector.files.photo_store import check_photo
from inspector.progress import SILENT, Progress
from inspector.services.edition_check import check_editions
from inspector.services.garbage import collected_later
from inspector.services.workspace import Workspace
from inspector.store import change, database, photo, total
from inspector.wording import _


def check(ws: Workspace, progress: Progress = SILENT) -> list[CheckFinding]:
    """Everything that does not agree, in the order in which one would look at it.

    Reads the whole workspace, photos included, and changes nothing.
    """
    steps = (
        (_("Database"), _database),
        (_("Change log"), lambda: change.check_chain(progress)),
        (_("Tables"), lambda: change.check_fold(progress)),
        (_("Totals"), total.check_totals),
        (_("Editions"), check_editions),
    )
    found: list[CheckFinding] = []
    with ws.read(), collected_later():
        for what, look in steps:
            progress.step(0, None, what)
            found += look()
        photos = photo.load_all()
    for done, known in enumerate(photos):
        progress.step(done, len(photos), _("Photos"))
        state = check_photo(ws.paths, known.sha256, known.format)
        if state is not PhotoState.WHOLE:
            name = f"{known.sha256.hex()}.{known.format.value}"
            found.append(CheckFinding(f"photo_{state.value}", name))
    return found


def _database() -> list[CheckFinding]:
    return [CheckFinding("database", "", {"said": said}) for said in database.integrity()]
