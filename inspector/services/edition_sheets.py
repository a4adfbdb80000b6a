"""The sheets of an edition: its publication written from what is frozen, under its seal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.board import Ranking, SealMark
from inspector.domain.edition import Edition, EditionText
from inspector.domain.edition_row import rows_of
from inspector.errors import ActionFault, ActionRefused
from inspector.progress import SILENT, Progress
from inspector.services import edition, publication
from inspector.services.edition_proof import bench, ranked
from inspector.services.workspace import Workspace
from inspector.store.edition_bench import Looks, fill_evidence, load_looks
from inspector.store.workspace import District


def publish(ws: Workspace, text: str, out: Path, progress: Progress = SILENT) -> Path:
    """Write all sheets about an edition, with contents, from what is frozen in it.

    Photos are those of the workspace that have the frozen hashes. A name that does not end in .xlsx
    gets that suffix. Raises NotFound, Ambiguous, ActionRefused (EDITION_DAMAGED, EDITION_NEWER),
    FileRefused where it cannot be written, and Cancelled.
    """
    found = edition.find(ws, text)
    content = edition.read(found)
    with ws.read():
        looks = load_looks(content.frozen)
    with opened(found, content, ws.paths.folder, looks) as (on_bench, ranking):
        return publication.publish(on_bench, ranking, out, progress)


@contextmanager
def opened(
    sealed: Edition, content: EditionText, folder: Path, looks: Looks
) -> Iterator[tuple[Workspace, Ranking]]:
    """An edition on a bench, with the ranking that was sealed and all behind it.

    Raises ActionRefused (EDITION_DAMAGED) where the results do not come out as they were sealed.
    """
    head = content.head
    with bench(content, folder) as on_bench:
        with on_bench.database.transaction():
            fill_evidence(
                content.frozen, looks, District(head.district, head.office, head.is_sample)
            )
        ranking = ranked(on_bench, content)
        if rows_of(ranking) != content.rows:
            raise ActionRefused(ActionFault.EDITION_DAMAGED, {"edition": head.id.hex[:8]})
        mark = SealMark(head.number, edition.sha256_of(sealed), head.sealed)
        yield on_bench, replace(ranking, number=head.issue, seal=mark)
