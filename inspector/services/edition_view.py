"""A sealed edition as leaders look at it: proved first, then its lists as cards.

From a file it needs no workspace; photos are shown where a workspace that is open has them.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import edition as rules
from inspector.domain.board import Ranking
from inspector.domain.board_rules import NewerRules
from inspector.domain.edition import EditionFault, EditionText, UnreadableEdition
from inspector.domain.edition_row import entries_of, rows_of
from inspector.domain.redblack_view import Card, CardPhoto, RedBlackView
from inspector.errors import ActionFault, ActionRefused, FileFault, FileRefused, InspectorError
from inspector.progress import SILENT, Progress
from inspector.services import board_view, edition, redblack_view
from inspector.services.edition_proof import bench, ranked, read_file
from inspector.services.garbage import collected_later
from inspector.services.workspace import Workspace
from inspector.store.edition_bench import Looks, fill_evidence, load_looks
from inspector.store.workspace import District

_FAULTS = {
    EditionFault.NEWER: FileFault.EDITION_NEWER,
    EditionFault.DAMAGED: FileFault.SEAL_BROKEN,
}


def open_file(
    path: Path, holder: Workspace | None = None, progress: Progress = SILENT
) -> RedBlackView:
    """The lists of the edition in a file, with the photos that `holder` has.

    Raises FileRefused (MISSING, UNREADABLE; NO_EDITION for another file; SEAL_BROKEN where its
    bytes are not those that were sealed or its numbers do not come out of them; EDITION_NEWER),
    and Cancelled.
    """
    data, told = read_file(path)
    if not told:
        raise FileRefused(path, FileFault.NO_EDITION)
    try:
        return _view(data, told, holder, progress)
    except UnreadableEdition as error:
        raise FileRefused(path, _FAULTS[error.fault]) from error


def open_stored(ws: Workspace, sealed: UUID, progress: Progress = SILENT) -> RedBlackView:
    """The lists of an edition of a workspace, as they were sealed.

    Raises NotFound, ActionRefused (EDITION_DAMAGED, EDITION_NEWER), and Cancelled.
    """
    try:
        data, told = rules.unwrapped(edition.find(ws, sealed.hex).content)
        return _view(data, told, ws, progress)
    except UnreadableEdition as error:
        is_newer = error.fault is EditionFault.NEWER
        fault = ActionFault.EDITION_NEWER if is_newer else ActionFault.EDITION_DAMAGED
        raise ActionRefused(fault, {"edition": sealed.hex[:8]}) from error


def _view(data: bytes, told: str, holder: Workspace | None, progress: Progress) -> RedBlackView:
    """The lists of an edition that is right; raises UnreadableEdition for any other."""
    if rules.digest(data) != told:
        raise UnreadableEdition(EditionFault.DAMAGED)
    text = rules.read_text(data)
    looks: Looks = {}
    if holder is not None:
        with holder.read():
            looks = load_looks(text.frozen)
    try:
        with collected_later(), bench(text) as on_bench:
            ranking = _proved(on_bench, text, data)
            return _as_sealed(on_bench, ranking, text, looks, progress)
    except NewerRules as error:
        raise UnreadableEdition(EditionFault.NEWER) from error
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error


def _proved(on_bench: Workspace, text: EditionText, data: bytes) -> Ranking:
    """The ranking that comes out of what is frozen, which must give the bytes that were sealed."""
    try:
        ranking = ranked(on_bench, text)
    except InspectorError as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error
    again = replace(text, rows=rows_of(ranking), lists=entries_of(ranking))
    if rules.canonical(again) != data:
        raise UnreadableEdition(EditionFault.DAMAGED)
    return ranking


def _as_sealed(
    on_bench: Workspace, ranking: Ranking, text: EditionText, looks: Looks, progress: Progress
) -> RedBlackView:
    head = text.head
    with on_bench.database.transaction():
        fill_evidence(text.frozen, looks, District(head.district, head.office, head.is_sample))
    told = replace(
        ranking,
        number=head.issue,
        district=head.district,
        office=head.office,
        is_sample=head.is_sample,
        printed_on=head.sealed.astimezone().date(),
    )
    view = redblack_view.made(on_bench, told)
    lists = tuple(
        replace(one, cards=tuple(_as_known(card, looks) for card in one.cards))
        for one in view.lists
    )
    trends = board_view.trends(on_bench, told, progress, _periods_frozen(told))
    return replace(view, ranking=told, lists=lists, sealed=head, trends=trends)


def _as_known(card: Card, looks: Looks) -> Card:
    """A card without the photos of which nobody here has more than the hash."""

    def known(one: CardPhoto) -> CardPhoto:
        is_here = (one.loss.visit.hex, one.loss.item, one.sha256.hex()) in looks
        return one if is_here else replace(one, photo=None)

    return replace(card, photos=tuple(map(known, card.photos)))


def _periods_frozen(ranking: Ranking) -> int:
    """How many periods up to this one are wholly frozen: the two that every edition has, and those
    over which somebody was counted in a row."""
    counted = (entry.times for made in ranking.lists for entry in made.entries)
    return max(2, *counted)
