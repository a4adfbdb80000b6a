"""A board for its readers: ranked, explained down to the finding, written as a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from inspector.domain import explanation as rules
from inspector.domain.board import (
    DataRow,
    Explanation,
    Loss,
    PartLoss,
    PhotoLoss,
    RankedRow,
    Ranking,
    Why,
)
from inspector.domain.identity import begins
from inspector.domain.photo import Mark, PhotoView, photo_id
from inspector.domain.visit import VisitPhoto
from inspector.errors import Ambiguous, FileRefused, NotFound, Noun
from inspector.files.atomic import workbook_path, write_atomically
from inspector.files.photo_store import photo_path
from inspector.progress import SILENT, Progress
from inspector.services.loss import Behind, behind, terms, visits
from inspector.services.own_loss import own_explanation, own_losses
from inspector.services.ranking import rank
from inspector.services.workspace import Workspace
from inspector.store.photo import load_photos
from inspector.store.visit import load_record
from inspector.wording.board_rules import term

__all__ = [
    "data_rows",
    "explained",
    "export",
    "find_row",
    "loss_photos",
    "losses",
    "open_site",
    "photo_losses",
    "rank",
    "why",
    "write_document",
]

AT_ONCE = 300
"""Up to so many visits every loss of a subject is shown at once."""

_LARGEST = 10


def find_row(ranking: Ranking, text: str) -> RankedRow:
    """The row of a subject by its code, its name or the beginning of its id.

    Of a site that stands on several lists the first row counts. Raises NotFound, Ambiguous.
    """
    rows = ranking.rows
    found = [row for row in rows if text in (row.code, row.name)]
    found = found or [row for row in rows if begins(row.subject, text)]
    if not text or not found:
        raise NotFound(Noun.SUBJECT, text)
    if len({row.subject for row in found}) > 1:
        choices = tuple(f"{row.code} {row.name}".strip() for row in found)
        raise Ambiguous(Noun.SUBJECT, text, choices)
    return found[0]


def why(ws: Workspace, ranking: Ranking, row: RankedRow, most: int | None = AT_ONCE) -> Why:
    """Why a row of a ranking has its score, by site type, with what is needed to show photos.

    What is in a composite score beside its visits stands behind the site types. Of a subject with
    more than `most` visits only the sites that cost it most are told item by item.
    """
    with ws.read():
        found = behind(ranking)
        return _shown(found, own_explanation(found, row, most))


def open_site(ws: Workspace, ranking: Ranking, why: Why, site: UUID) -> Why:
    """The same with every loss at a site of which only the sum was told."""
    row = why.explanation.row
    with ws.read():
        found = behind(ranking)
        lost = own_losses(found, (row.subject, row.group), {site})
        return _shown(found, rules.opened(why.explanation, site, lost))


def _shown(found: Behind, explanation: Explanation) -> Why:
    digests = {digest for loss in explanation.losses for digest in loss.photos}
    photos = load_photos(photo_id(digest) for digest in digests)
    formats = {photo.sha256: photo.format for photo in photos.values()}
    parts = rules.by_part(explanation, found.computed.visits.weights)
    others = (
        PartLoss(term(one), share=None, mean=None, sites=0, visits=0, losses=0, lost=one.lost)
        for one in explanation.terms
    )
    return Why(explanation, (*parts, *others), formats)


def loss_photos(ws: Workspace, loss: Loss) -> tuple[VisitPhoto, ...]:
    """The photos that show a loss, in the order of its hashes."""
    with ws.read():
        links = [link for link in load_record(loss.visit).photos if link.item == loss.item]
    order = {photo_id(digest): place for place, digest in enumerate(loss.photos)}
    shown = (link for link in links if link.photo in order)
    return tuple(sorted(shown, key=lambda link: order[link.photo]))


def losses(ws: Workspace, ranking: Ranking, progress: Progress = SILENT) -> tuple[Explanation, ...]:
    """The explanations of all rows of a ranking, in its order."""
    return _whole(ws, ranking, progress)[0]


def data_rows(ws: Workspace, ranking: Ranking, progress: Progress = SILENT) -> tuple[DataRow, ...]:
    """Every item that was looked at on the visits behind a ranking, visit after visit."""
    return _whole(ws, ranking, progress)[1]


def photo_losses(
    ws: Workspace, explanations: Iterable[Explanation], number: int = _LARGEST
) -> tuple[PhotoLoss, ...]:
    """The largest losses of a board with a near and a far picture, reduced for a sheet."""
    with ws.read():
        found = [
            (units, loss, _originals(ws, loss))
            for loss, units in rules.largest(explanations, number)
        ]
    return tuple(
        PhotoLoss(
            units, loss, _picture(originals[PhotoView.NEAR]), _picture(originals[PhotoView.FAR])
        )
        for units, loss, originals in found
    )


def export(ws: Workspace, ranking: Ranking, out: Path, progress: Progress = SILENT) -> Path:
    """Write the ranking workbook: lists, losses, the ten largest in photos, the data behind.

    A name that does not end in .xlsx gets that suffix. Raises FileRefused where it cannot be
    written, and Cancelled.
    """
    from inspector.files.sheets.workbook import write_ranking

    explanations, rows = _whole(ws, ranking, progress)
    pictures = photo_losses(ws, explanations)
    return write_ranking(workbook_path(out), ranking, explanations, pictures, rows, progress)


def write_document(out: Path, data: bytes) -> Path:
    """Write a document that was drawn elsewhere; raises FileRefused where it cannot be written."""
    write_atomically(out, lambda file: file.write(data))
    return out


def explained(found: Behind, row: RankedRow) -> Explanation:
    """Why a row of a ranking that was computed again has its score; call inside a transaction."""
    return own_explanation(found, row)


def _whole(
    ws: Workspace, ranking: Ranking, progress: Progress
) -> tuple[tuple[Explanation, ...], tuple[DataRow, ...]]:
    by_row: dict[tuple[UUID, str], list[Loss]] = defaultdict(list)
    rows: list[DataRow] = []
    with ws.read():
        found = behind(ranking)
        for lost, seen in visits(found, progress=progress):
            rows.extend(seen)
            for one in lost:
                by_row[_key(one)].append(one)
    explanations = tuple(
        rules.explained(row, by_row[key], terms(found, key))
        for row in ranking.rows
        for key in [(row.subject, row.group)]
    )
    return explanations, tuple(rows)


def _key(loss: Loss) -> tuple[UUID, str]:
    return loss.subject, loss.group


def _originals(
    ws: Workspace, loss: Loss
) -> Mapping[PhotoView, Sequence[tuple[Path, tuple[Mark, ...]]]]:
    """The photos that show a loss with their marks, by what they show.

    Those of withdrawn findings show nothing.
    """
    links = [link for link in load_record(loss.visit).photos if link.item == loss.item]
    photos = load_photos(link.photo for link in links)
    found: dict[PhotoView, list[tuple[Path, tuple[Mark, ...]]]] = defaultdict(list)
    for link in links:
        if (photo := photos.get(link.photo)) is not None:
            path = photo_path(ws.paths, photo.sha256, photo.format)
            found[link.view].append((path, link.marks))
    return found


def _picture(originals: Iterable[tuple[Path, tuple[Mark, ...]]]) -> bytes | None:
    from inspector.files.photo_copy import sheet_copy

    for original, marks in originals:
        try:
            return sheet_copy(original, marks)
        except FileRefused:
            # A lost photo is told by the check; the sheet says that there is none.
            continue
    return None
