from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from inspector.domain.change import Author, Edit, Key, Part, compose
from inspector.domain.merge import fold
from inspector.domain.undo import cancelled_by, revive, undo
from inspector.domain.wire import Wire
from tests.domain.world import RULES

AUTHOR = Author(UUID(int=1), UUID(int=2), datetime(2026, 3, 2, tzinfo=UTC), 480)
ROOT = UUID(int=10)


class _Root:
    """One root on one machine; each save names all heads, or those given."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def save(self, *edits: Edit, heads: list[UUID] | None = None) -> UUID:
        if heads is None:
            heads = list(fold(self.parts, RULES).heads) if self.parts else []
        number, prev = (2, UUID(int=3)) if heads else (1, None)
        change, parts = compose(
            AUTHOR, "x", edits, number=number, prev=prev, heads={ROOT: sorted(heads)}
        )
        self.parts += parts
        return change.id

    def rows(self) -> dict:
        return fold(self.parts, RULES).rows


def _edit(kind: str, register: str, before: Wire, after: Wire, key: Key = ()) -> Edit:
    return Edit(kind, ROOT, key, register, before, after)


def _start(root: _Root) -> UUID:
    return root.save(
        _edit("visit", "note", None, "a"),
        _edit("finding", "loss", None, ["6.1", 1], ("f",)),
        _edit("answer", "note", "", "n", (1,)),
    )


def test_creating_a_root_is_undone_by_one_void() -> None:
    root = _Root()
    made = _start(root)
    assert undo(root.parts, made, RULES).edits == (_edit("visit", "void", False, True),)


def test_creating_a_root_stays_once_others_wrote_below() -> None:
    root = _Root()
    made = _start(root)
    later = root.save(_edit("answer", "judged", None, ["conforming", None], (2,)))
    undone = undo(root.parts, made, RULES)
    assert undone.edits == ()
    assert {write.change for write in undone.kept} == {later}
    # An answer taken back again is no row, so nothing of it keeps the visit.
    root.save(_edit("answer", "judged", ["conforming", None], None, (2,)))
    assert undo(root.parts, made, RULES).edits == (_edit("visit", "void", False, True),)


def test_a_record_added_later_is_voided_and_other_registers_get_back_what_was_seen() -> None:
    root = _Root()
    _start(root)
    change = root.save(
        _edit("finding", "loss", None, ["6.1", 2], ("g",)),
        _edit("answer", "note", "n", "m", (1,)),
        _edit("answer", "judged", None, ["deducted", 2], (1,)),
    )
    assert undo(root.parts, change, RULES).edits == (
        _edit("finding", "void", False, True, ("g",)),
        _edit("answer", "note", "m", "n", (1,)),
        _edit("answer", "judged", ["deducted", 2], None, (1,)),
    )


def test_a_register_that_two_wrote_alike_stays() -> None:
    root = _Root()
    made = _start(root)
    one = root.save(_edit("visit", "note", "a", "b"), heads=[made])
    other = root.save(
        _edit("visit", "note", "a", "b"), _edit("visit", "place", None, "p"), heads=[made]
    )
    assert not fold(root.parts, RULES).conflicts
    undone = undo(root.parts, one, RULES)
    assert (undone.edits, [write.change for write in undone.kept]) == ((), [other])


def test_the_content_of_what_is_immutable_is_not_taken_back() -> None:
    root = _Root()
    made = root.save(_edit("photo", "content", None, "bytes"))
    assert undo(root.parts, made, RULES).edits == ()
    root = _Root()
    made = root.save(_edit("scheme", "content", None, "one"))
    assert undo(root.parts, made, RULES).edits == (_edit("scheme", "void", False, True),)


def test_an_undo_that_was_undone_cancels_nothing() -> None:
    first, second, third = (UUID(int=number) for number in (1, 2, 3))
    assert cancelled_by([(second, first)]) == {first, second}
    assert cancelled_by([(second, first), (third, second)]) == {second, third}
    assert cancelled_by([]) == frozenset()


def test_undoing_goes_on_behind_what_was_taken_back() -> None:
    root = _Root()
    _start(root)
    first = root.save(_edit("visit", "note", "a", "b"))
    second = root.save(_edit("visit", "note", "b", "c"))
    back = root.save(*undo(root.parts, second, RULES).edits)
    assert undo(root.parts, first, RULES).edits == ()
    cancelled = cancelled_by([(back, second)])
    undone = undo(root.parts, first, RULES, cancelled)
    assert undone.edits == (_edit("visit", "note", "b", "a"),)


def test_who_edits_a_hidden_record_or_below_it_brings_it_back() -> None:
    edit = _edit("finding", "note", "", "n", ("f",))
    hidden = {
        (ROOT, ("visit", ())): True,
        (ROOT, ("finding", ("f",))): False,
        (ROOT, ("finding", ("g",))): True,
        (UUID(int=11), ("visit", ())): True,
    }
    assert revive([edit], hidden) == (
        edit,
        _edit("finding", "void", False, False, ("f",)),
        _edit("visit", "void", True, False),
    )
    void = _edit("visit", "void", True, True)
    assert revive([void], hidden) == (void,)


def test_a_created_record_that_cannot_go_stays() -> None:
    root = _Root()
    _start(root)
    note, device = _edit("visit", "note", "a", "b"), ("device", "name", ("d",))
    made = root.save(note, _edit(device[0], device[1], None, "laptop", device[2]))
    assert undo(root.parts, made, RULES).edits == (_edit("visit", "note", "b", "a"),)
    renamed = root.save(_edit(device[0], device[1], "laptop", "desk", device[2]))
    back = _edit(device[0], device[1], "desk", "laptop", device[2])
    assert undo(root.parts, renamed, RULES).edits == (back,)
