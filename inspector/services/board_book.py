"""The boards of a workspace: which there are, adding one, changing its rules, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import Board
from inspector.domain.board_fault import ItemFate, Known, RuleFault, check_rules
from inspector.domain.board_rules import BoardRules, MisreadRules, NewerRules, from_json
from inspector.domain.identity import begins
from inspector.domain.period import month_of
from inspector.domain.ready_board import READY_BOARDS, READY_KEYS, kind_of, ready_id
from inspector.domain.scheme import Item, RuleKind
from inspector.domain.unit import Unit
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun, RulesRefused
from inspector.services.workspace import Workspace
from inspector.store import board_book as store
from inspector.store.board import UsedScheme, load_schemes
from inspector.store.kind import creation, difference
from inspector.store.site import load_types
from inspector.store.total import load_scheme
from inspector.store.unit import load_units
from inspector.wording.board_rules import board_name

_VETOED = frozenset({RuleKind.CONFORM, RuleKind.DEDUCT})


def list_(ws: Workspace) -> tuple[Board, ...]:
    """All boards: the ready-made ones as they are now, then the others by name."""
    with ws.read():
        return _boards()


def find(ws: Workspace, text: str) -> Board:
    """The board with this name or key, or else an id that begins so; raises NotFound, Ambiguous."""
    with ws.read():
        return _found(text)


def ready(key: str) -> Board:
    """A ready-made board as it is now, by its key; call inside a transaction."""
    return _as_it_is(store.find_board(ready_id(key)), key)


def read_rules(text: bytes) -> BoardRules:
    """The rules in a JSON text; raises ActionRefused (RULES_NEWER, RULES_MISREAD)."""
    try:
        return from_json(text)
    except NewerRules as error:
        raise ActionRefused(ActionFault.RULES_NEWER, {"name": str(error)}) from error
    except MisreadRules as error:
        raise ActionRefused(ActionFault.RULES_MISREAD, {"detail": str(error)}) from error


def check(ws: Workspace, rules: BoardRules) -> tuple[RuleFault, ...]:
    """All mistakes of some rules in this workspace, each at the place where it is typed."""
    with ws.read():
        return check_rules(rules, _known(rules))


def fate(item: Item) -> ItemFate:
    """Whether an item of a scheme in use can strike a subject."""
    return ItemFate.IN_USE if item.rule.kind in _VETOED else ItemFate.UNFIT


def add(ws: Workspace, name: str, rules: BoardRules) -> Board:
    """Add a board; raises ActionRefused (BOARD_UNNAMED, BOARD_NAMED), RulesRefused."""
    with ws.write("board.add") as edits:
        name = _free(name, None)
        _accept(rules)
        board = Board(ws.new_id(), name, kind_of(rules), rules)
        edits += creation("board", board)
    return board


def change(
    ws: Workspace,
    text: str,
    *,
    name: str | None = None,
    rules: BoardRules | None = None,
    reason: str | None = None,
) -> Board:
    """Change name or rules of a board; a ready-made one is written from then on.

    Raises NotFound, Ambiguous, ActionRefused (BOARD_UNNAMED, BOARD_NAMED), RulesRefused.
    """
    with ws.write("board.change", reason) as edits:
        board = _found(text)
        old = store.find_board(board.id)
        new = board if name is None else replace(board, name=_free(name, board.id))
        if rules is not None:
            _accept(rules)
            new = replace(new, kind=kind_of(rules), rules=rules)
        if new != board:
            edits += creation("board", new) if old is None else difference("board", old, new)
    return new


def remove(ws: Workspace, text: str, reason: str | None = None) -> Board:
    """Take a board back; a ready-made one is then as it was at first.

    Raises NotFound, Ambiguous.
    """
    with ws.write("board.remove", reason) as edits:
        board = _found(text)
        old = store.find_board(board.id)
        if old is not None:
            edits += difference("board", old, replace(old, void=True))
    return board


def _boards() -> tuple[Board, ...]:
    written = {board.id: board for board in store.load_boards()}
    of_all = [_as_it_is(written.pop(ready_id(key), None), key) for key in READY_BOARDS]
    return (*of_all, *(board for board in written.values() if not board.void))


def _as_it_is(written: Board | None, key: str) -> Board:
    return READY_BOARDS[key] if written is None or written.void else written


def _found(text: str) -> Board:
    boards = _boards()
    wanted = text.strip()
    found = [board for board in boards if wanted in (board_name(board), READY_KEYS.get(board.id))]
    found = found or [board for board in boards if begins(board.id, wanted)]
    if not wanted or not found:
        raise NotFound(Noun.BOARD, text)
    if len(found) > 1:
        choices = tuple(f"{board_name(board)} ({board.id.hex[:8]})" for board in found)
        raise Ambiguous(Noun.BOARD, text, choices)
    return found[0]


def _free(name: str, own: UUID | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise ActionRefused(ActionFault.BOARD_UNNAMED, {})
    for board in _boards():
        if board.id != own and name in (board_name(board), READY_KEYS.get(board.id)):
            raise ActionRefused(ActionFault.BOARD_NAMED, {"name": name})
    return name


def _accept(rules: BoardRules) -> None:
    faults = check_rules(rules, _known(rules))
    if faults:
        raise RulesRefused(tuple((one.place, one.kind.value, one.facts) for one in faults))


def _known(rules: BoardRules) -> Known:
    schemes = load_schemes()
    sites = store.load_site_types()
    types = {one.name for one in load_types()} | set(sites.values())
    units = load_units()
    return Known(
        classes={unit.id: unit.unit_class for unit in units},
        sites=frozenset(sites),
        site_types=frozenset(types),
        schemes=frozenset(one.scheme_id for one in schemes),
        items=_items(rules, schemes),
        inspectors=store.load_inspectors(_days(rules)),
        own=_own(rules, units),
    )


def _items(rules: BoardRules, schemes: Iterable[UsedScheme]) -> dict[UUID, ItemFate]:
    """What became of the items that vetoes name, by the newest version of each scheme."""
    if not rules.additions.veto_items:
        return {}
    ranked = {metric.scheme for metric in rules.metrics}
    fates: dict[UUID, ItemFate] = {}
    for scheme in schemes:
        if None in ranked or scheme.scheme_id in ranked:
            items = load_scheme(scheme.versions[-1]).items
            fates |= {item.id: fate(item) for item in items}
    return fates


def _own(rules: BoardRules, units: Iterable[Unit]) -> dict[UUID, frozenset[str]]:
    """The names of the units that a list names by hand or spares, and of who leads them."""
    lists = rules.lists
    named = {entry.subject for entry in lists.entries} | {one.subject for one in lists.exempt}
    return {
        unit.id: frozenset({unit.name, unit.leader} - {""}) for unit in units if unit.id in named
    }


def _days(rules: BoardRules) -> dict[UUID, tuple[date, date]]:
    """The months of the events and entries of each subject, as one span of days.

    An exemption without an end is about everything on that side of it.
    """
    lists = rules.lists
    dated = [(one.subject, one.day) for one in rules.additions.events]
    dated += [(one.subject, one.day) for one in lists.entries]
    spans = [(one, month_of(day).first, month_of(day).last) for one, day in dated]
    spans += [(one.subject, one.first or date.min, one.last or date.max) for one in lists.exempt]
    days: dict[UUID, tuple[date, date]] = {}
    for subject, begins_on, ends_on in spans:
        first, last = days.get(subject, (begins_on, ends_on))
        days[subject] = (min(first, begins_on), max(last, ends_on))
    return days
