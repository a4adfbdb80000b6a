"""Proving an edition: computing it again from what is frozen in it alone, without its workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import edition as rules
from inspector.domain.board import Board, Ranking
from inspector.domain.board_rules import BoardRules, MisreadRules, NewerRules, from_wire
from inspector.domain.edition import Edition, EditionFault, EditionText, UnreadableEdition, Verdict
from inspector.domain.edition_row import (
    EditionEntry,
    EditionRow,
    entries_of,
    row_changes,
    rows_of,
)
from inspector.domain.ready_board import kind_of
from inspector.errors import Cancelled, FileFault, FileRefused, InspectorError
from inspector.files.lock import Lock
from inspector.paths import WorkspacePaths
from inspector.progress import SILENT, Progress
from inspector.services.garbage import collected_later
from inspector.services.ranking import rank
from inspector.services.workspace import Workspace
from inspector.store import edition as store
from inspector.store.total import forget_schemes
from inspector.store.workspace import Device, Person
from inspector.wording import _

_NOBODY = UUID(int=0)
_NOWHERE = Path()
_STEPS = 3


def verify(edition: Edition, progress: Progress = SILENT) -> Verdict:
    """Compute a stored edition again from what is frozen in it, and compare the bytes.

    Call outside of a transaction: it is computed in a database of its own. Raises Cancelled.
    """
    try:
        data, told = rules.unwrapped(edition.content)
    except UnreadableEdition as error:
        return Verdict("", "", fault=error.fault)
    verdict = verify_text(data, told, progress)
    if verdict.is_right and not _is_of(edition, verdict):
        return replace(verdict, is_same=False)
    return verdict


def verify_file(path: Path, sha256: str | None = None) -> Verdict:
    """Compute an edition in a file again; needs no workspace. Raises FileRefused.

    The hash is the one in the file, or the one that was printed and is named here.
    """
    data, told = read_file(path)
    return verify_text(data, told if sha256 is None else sha256.strip().lower())


def read_file(path: Path) -> tuple[bytes, str]:
    """The text and the hash in a file, nothing of it proved; raises FileRefused."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileRefused(path, FileFault.MISSING) from error
    except OSError as error:
        raise FileRefused(path, FileFault.UNREADABLE, detail=error.strerror or "") from error
    return rules.of_file(content)


def verify_text(data: bytes, told: str, progress: Progress = SILENT) -> Verdict:
    """Compute the text of an edition again, and compare it with its bytes and a hash."""
    progress.step(0, _STEPS, _("Reading"))
    found = rules.digest(data)
    try:
        text = rules.read_text(data)
    except UnreadableEdition as error:
        return Verdict(told, found, fault=error.fault)
    try:
        with collected_later():
            rows, lists = recomputed(text, progress)
    except Cancelled:
        raise
    except NewerRules:
        return Verdict(told, found, fault=EditionFault.NEWER, head=text.head)
    except (ValueError, LookupError, TypeError, ArithmeticError, InspectorError):
        return Verdict(told, found, fault=EditionFault.DAMAGED, head=text.head)
    is_same = rules.canonical(replace(text, rows=rows, lists=lists)) == data
    return Verdict(told, found, is_same, row_changes(text.rows, rows), head=text.head)


def recomputed(
    text: EditionText, progress: Progress = SILENT
) -> tuple[tuple[EditionRow, ...], tuple[EditionEntry, ...]]:
    """The rows and lists that come out of what is frozen in an edition, in a database in memory."""
    progress.step(1, _STEPS, _("Laying out what is frozen"))
    with bench(text) as on_bench:
        progress.step(2, _STEPS, _("Computing again"))
        ranking = ranked(on_bench, text)
        return rows_of(ranking), entries_of(ranking)


@contextmanager
def bench(text: EditionText, folder: Path = _NOWHERE) -> Iterator[Workspace]:
    """A workspace in memory that holds what is frozen in an edition, at the moment of sealing.

    Photos are looked for in the folder of a workspace, if one is given. Raises ValueError,
    LookupError or TypeError for what is frozen in no known form.
    """
    database = store.open_bench()
    sealed = text.head.sealed
    try:
        with database.transaction():
            store.fill(text.frozen)
        yield Workspace(
            WorkspacePaths(folder),
            database,
            Device(_NOBODY, "", ""),
            Person(_NOBODY, ""),
            Lock(folder),
            partial(datetime.fromtimestamp, sealed.timestamp(), sealed.tzinfo),
        )
    finally:
        database.close()
        # The schemes that were read here may be other ones than those of the workspace.
        forget_schemes()


def ranked(on_bench: Workspace, text: EditionText) -> Ranking:
    """The ranking of an edition, computed on a bench that holds it."""
    head, sealed = text.head, from_wire(text.rules)
    board = Board(head.board, head.board_name, kind_of(sealed), sealed)
    scheme = None if head.scheme is None else head.scheme.hex
    return rank(on_bench, board, head.period, scheme=scheme, cutoff=head.cutoff)


def rules_of(text: EditionText) -> BoardRules:
    """The rules that were sealed; those that a newer program wrote count as unreadable."""
    try:
        return from_wire(text.rules)
    except NewerRules as error:
        raise UnreadableEdition(EditionFault.NEWER) from error
    except MisreadRules as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error


def _is_of(edition: Edition, verdict: Verdict) -> bool:
    """Whether what is stored beside the text is what the text says."""
    head = verdict.head
    if head is None:
        return False
    stored = (edition.id, edition.board, edition.number)
    is_named = stored == (head.id, head.board, head.number)
    return is_named and rules.is_head(edition.content, head)
