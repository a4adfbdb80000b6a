"""Sealed editions: sealing a board, proving an edition, correcting it, writing it to a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector import __version__
from inspector.domain import edition as rules
from inspector.domain.appeal import Appeal, judged, owed
from inspector.domain.board import Board, Ranking
from inspector.domain.board_rules import to_wire
from inspector.domain.edition import (
    APPEAL_DAYS,
    AnsweredAppeal,
    Corrected,
    Difference,
    Edition,
    EditionFault,
    EditionHead,
    EditionLine,
    EditionText,
    UnreadableEdition,
)
from inspector.domain.edition_row import entries_of, rows_of
from inspector.domain.period import Period
from inspector.domain.ready_board import kind_of
from inspector.errors import ActionFault, ActionRefused, SealFault, SealRefused
from inspector.files.atomic import write_atomically
from inspector.progress import SILENT, Progress
from inspector.services import board_book
from inspector.services.closing import needed
from inspector.services.edition_making import (
    Faults,
    Made,
    as_made,
    prepared,
    scheme_of,
    with_declared,
)
from inspector.services.edition_proof import rules_of
from inspector.services.garbage import collected_later
from inspector.services.ranking import asked, rank
from inspector.services.workspace import Workspace
from inspector.store import edition as store
from inspector.store.appeal import load_appeals_of
from inspector.store.kind import creation
from inspector.store.visit import load_visit
from inspector.wording import _

_STEPS = 3


def seal(
    ws: Workspace,
    board: str,
    period: Period,
    *,
    scheme: str | None = None,
    cutoff: datetime | None = None,
    campaign: str | None = None,
    issue: int | None = None,
    appeal_days: int = APPEAL_DAYS,
    progress: Progress = SILENT,
) -> Edition:
    """Freeze a board over a period with all that its numbers come from, as its first edition.

    The cut-off is now and the issue number the period's unless given; a campaign leaves only its
    visits and stands in the sealed rules. Raises SealRefused with all that stands against it at
    once, Cancelled, and what `rank` raises.
    """
    until = cutoff or ws.now()
    with ws.write("edition.seal") as edits, collected_later():
        found = of_campaign(board_book.find(ws, board), campaign)
        faults: Faults = []
        standing = _standing(found.id, str(period))
        if standing is not None:
            faults.append((SealFault.SEALED_BEFORE, {"edition": standing.id.hex[:8]}))
        progress.step(0, _STEPS, _("Ranking and freezing"))
        made = prepared(ws, found, period, scheme, until, faults)
        progress.step(1, _STEPS, _("Sealing"))
        head = _head(ws, made.ranking, 1, appeal_days)
        if issue is not None:
            head = replace(head, issue=issue)
        sealed = _sealed(head, made, Difference())
        progress.step(2, _STEPS, _("Saving"))
        edits += creation("edition", sealed)
    return sealed


def correct(
    ws: Workspace,
    text: str,
    reason: str,
    *,
    cutoff: datetime | None = None,
    with_new_rules: bool = False,
) -> Edition:
    """Seal a further edition (更正) of what an edition is about, with what changed and why.

    It goes by the rules that were sealed, with what was declared by now (bonus and penalty events,
    entries by hand, exemptions), or
    wholly by the rules that the board has now. The old edition stays as it is. Objections that
    were granted are answered by it. Raises SealRefused,
    NotFound, Ambiguous, ActionRefused (REASON_MISSING, EDITION_CORRECTED, EDITION_DAMAGED,
    EDITION_NEWER, NOTHING_CHANGED).
    """
    until = cutoff or ws.now()
    with ws.write("edition.correct", needed(reason)) as edits, collected_later():
        old = store.find_edition(text)
        latest = _standing(old.board, old.period)
        if latest is not None and latest.id != old.id:
            facts = {"edition": latest.id.hex[:8]}
            raise ActionRefused(ActionFault.EDITION_CORRECTED, facts)
        before = read(old)
        board = _board_of(ws, before, with_new_rules=with_new_rules)
        granted = _granted(old)
        made = prepared(ws, board, before.head.period, scheme_of(before), until, [])
        _refuse_unready(granted, before, made)
        changes = _difference(before, made)
        if not changes.is_any:
            raise ActionRefused(ActionFault.NOTHING_CHANGED, {})
        corrected = Corrected(old.id, rules.head_of(old.content)[1])
        head = replace(
            _head(ws, made.ranking, old.number + 1, before.head.appeal_days),
            issue=before.head.issue,
            corrects=corrected,
            reason=reason.strip(),
            answers=tuple(map(_answered, granted)),
        )
        sealed = _sealed(head, made, changes)
        edits += creation("edition", sealed)
    return sealed


def compare(ws: Workspace, text: str, *, with_new_rules: bool = False) -> Difference:
    """What would come out otherwise than in an edition, by what is known now and its own rules.

    With new rules it is by those that the board has now. A visit that stands in an edition may be
    corrected: the edition stays, and this tells it.
    Raises NotFound, Ambiguous, ActionRefused (EDITION_DAMAGED, EDITION_NEWER).
    """
    with ws.read(), collected_later():
        before = read(store.find_edition(text))
        board = _board_of(ws, before, with_new_rules=with_new_rules)
        ranking = rank(ws, board, before.head.period, scheme=scheme_of(before), cutoff=ws.now())
        return _difference(before, as_made(ranking))


def list_(ws: Workspace) -> tuple[EditionLine, ...]:
    """All editions in the order in which they were sealed; their content is only its head."""
    with ws.read():
        found = store.load_heads()
    latest: dict[tuple[UUID | None, str], Edition] = {}
    for one in sorted(found, key=_order):
        latest[one.board, one.period] = one
    return tuple(_line(one, latest[one.board, one.period]) for one in found)


def sealed_as(ws: Workspace, board: UUID, period: Period) -> EditionLine | None:
    """The latest edition of a board and period, None where it was not sealed."""
    return next(
        (
            one
            for one in list_(ws)
            if one.corrected_by is None
            and (one.edition.board, one.edition.period) == (board, str(period))
        ),
        None,
    )


def holding(ws: Workspace, visit: UUID) -> tuple[EditionLine, ...]:
    """The latest editions of boards and periods whose numbers come from a visit."""
    with ws.read():
        day = load_visit(visit).day
        lines = [
            one
            for one in list_(ws)
            if one.corrected_by is None
            and one.head is not None
            and one.head.period.first <= day <= one.head.period.last
        ]
        return tuple(one for one in lines if _holds(one.edition, visit))


def find(ws: Workspace, text: str) -> Edition:
    """The edition whose id begins so; raises NotFound, Ambiguous."""
    with ws.read():
        return store.find_edition(text)


def read(edition: Edition) -> EditionText:
    """The whole text of an edition; raises ActionRefused (EDITION_DAMAGED, EDITION_NEWER)."""
    try:
        data, told = rules.unwrapped(edition.content)
        if rules.digest(data) != told:
            raise UnreadableEdition(EditionFault.DAMAGED)
        return rules.read_text(data)
    except UnreadableEdition as error:
        raise _unreadable(edition.id, error) from error


def answered(sealed: Iterable[Edition]) -> dict[UUID, UUID]:
    """Which of these editions answers which objection, by the objection."""
    found: dict[UUID, UUID] = {}
    for one in sealed:
        head, _sha256 = head_and_hash(one)
        if head is not None:
            found |= {each.id: one.id for each in head.answers}
    return found


def head_and_hash(edition: Edition) -> tuple[EditionHead | None, str]:
    """The head and the hash that are stored beside an edition; None where it cannot be read."""
    try:
        return rules.head_of(edition.content)
    except UnreadableEdition:
        return None, ""


def sha256_of(edition: Edition) -> str:
    """The hash of an edition as it was sealed; empty where it cannot be read."""
    return head_and_hash(edition)[1]


def export(ws: Workspace, text: str, out: Path) -> Path:
    """Write an edition to a file of two lines: its text, and the SHA-256 of the text.

    Raises NotFound, Ambiguous, ActionRefused (EDITION_DAMAGED, EDITION_NEWER), FileRefused.
    """
    edition = find(ws, text)
    try:
        data, told = rules.unwrapped(edition.content)
    except UnreadableEdition as error:
        raise _unreadable(edition.id, error) from error
    write_atomically(out, lambda file: file.write(rules.as_file(data, told)))
    return out


def _holds(line: Edition, visit: UUID) -> bool:
    try:
        frozen = read(store.find_edition(line.id.hex)).frozen
    except ActionRefused:
        # What cannot be read here is told by the check.
        return False
    return visit.hex in rules.closed_visits(frozen)


def _line(edition: Edition, latest: Edition) -> EditionLine:
    head, sha256 = head_and_hash(edition)
    return EditionLine(edition, sha256, head, None if latest.id == edition.id else latest.id)


def _standing(board: UUID | None, period: str) -> Edition | None:
    """The latest edition of a board and period."""
    return max(store.load_editions_of(board, period), key=_order, default=None)


def _order(edition: Edition) -> tuple[int, UUID]:
    """Later editions last; of two that were sealed apart the same one on every machine."""
    return edition.number, edition.id


def _granted(old: Edition) -> tuple[Appeal, ...]:
    """The objections to editions of a board and period that a correction has to answer."""
    done = answered(store.load_editions_of(old.board, old.period))
    return owed(load_appeals_of(old.board, old.period), done)


def _answered(one: Appeal) -> AnsweredAppeal:
    nowhere = UUID(int=0)
    return AnsweredAppeal(
        one.id, one.unit or nowhere, one.visit or nowhere, one.item, one.decision, one.reason
    )


def _refuse_unready(granted: Iterable[Appeal], before: EditionText, made: Made) -> None:
    """Refuse to leave out a visit that is only open for now, and to answer an objection by the
    loss that it was granted against."""
    numbers = rules.closed_visits(before.frozen)
    still = rules.closed_visits(made.frozen)
    opened = {row[0] for row in made.frozen["visit"]} - still.keys()
    faults: Faults = [
        (SealFault.REOPENED, {"visit": number})
        for visit, number in numbers.items()
        if visit in opened
    ]
    faults += [
        (SealFault.LOSS_UNCHANGED, {"appeal": one.id.hex[:8], "visit": numbers[one.visit.hex]})
        for one in granted
        if one.visit is not None and one.visit.hex in numbers
        if judged(made.frozen, one.visit, one.item) == judged(before.frozen, one.visit, one.item)
    ]
    if faults:
        raise SealRefused((), tuple(faults))


def _unreadable(edition: UUID, error: UnreadableEdition) -> ActionRefused:
    is_newer = error.fault is EditionFault.NEWER
    fault = ActionFault.EDITION_NEWER if is_newer else ActionFault.EDITION_DAMAGED
    return ActionRefused(fault, {"edition": edition.hex[:8]})


def _head(ws: Workspace, ranking: Ranking, number: int, appeal_days: int) -> EditionHead:
    board = ranking.board or UUID(int=0)
    return EditionHead(
        id=ws.new_id(),
        number=number,
        board=board,
        board_name=ranking.board_name,
        period=ranking.period,
        issue=ranking.number,
        cutoff=ranking.cutoff,
        scheme=ranking.scheme_id,
        scheme_title=ranking.scheme_title,
        district=ranking.district,
        office=ranking.office,
        is_sample=ranking.is_sample,
        sealed=ws.now(),
        sealed_by=ws.person.name,
        program=__version__,
        appeal_days=appeal_days,
    )


def _sealed(head: EditionHead, made: Made, changes: Difference) -> Edition:
    text = EditionText(
        head,
        to_wire(made.rules),
        dict(made.frozen),
        rows_of(made.ranking),
        entries_of(made.ranking),
        changes,
    )
    return Edition(
        id=head.id,
        board=head.board,
        period=str(head.period),
        number=head.number,
        corrects=None if head.corrects is None else head.corrects.id,
        sealed=head.sealed,
        content=rules.wrapped(head, rules.canonical(text)),
    )


def _difference(before: EditionText, made: Made) -> Difference:
    return rules.difference(before, rows_of(made.ranking), made.frozen, to_wire(made.rules))


def of_campaign(board: Board, campaign: str | None) -> Board:
    """A board that counts only the visits of a campaign, where one is named."""
    return board if board.rules is None else replace(board, rules=asked(board, None, campaign))


def _board_of(ws: Workspace, text: EditionText, *, with_new_rules: bool) -> Board:
    """The board of an edition by its sealed rules, or by those that it has now."""
    try:
        sealed = rules_of(text)
    except UnreadableEdition as error:
        raise _unreadable(text.head.id, error) from error
    now = next((one for one in board_book.list_(ws) if one.id == text.head.board), None)
    if now is not None and now.rules is not None:
        if with_new_rules:
            return now
        sealed = with_declared(sealed, now.rules)
    return Board(text.head.board, text.head.board_name, kind_of(sealed), sealed)
