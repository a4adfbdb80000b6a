from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.change import (
    FORMAT,
    Author,
    Change,
    Edit,
    compose,
    hash_part,
    named_by,
    time_of,
    unpack,
    verify,
)
from inspector.domain.change import _sealed_id as sealed_id
from inspector.errors import ChangeDamaged

NOW = datetime(2026, 3, 2, 1, 30, 0, 250_000, tzinfo=UTC)
AUTHOR = Author(UUID(int=1), UUID(int=2), NOW, 480)
ROOT = UUID(int=10)
NOW_MS = int(NOW.timestamp() * 1000)


def _answer(item: int, after: object = ("deducted", 2), root: UUID = ROOT) -> Edit:
    return Edit("answer", root, (item,), "judged", None, list(after))  # type: ignore[call-overload]


def _first(*edits: Edit, **options: object) -> Change:
    options = {"number": 1, "prev": None, "heads": {}} | options
    return compose(AUTHOR, "answer", edits or [_answer(1)], **options)[0]  # type: ignore[arg-type]


def _resealed(change: Change, **fields: object) -> Change:
    """What a forger makes: other content under a hash that fits."""
    forged = replace(change, **fields)  # type: ignore[arg-type]
    return replace(forged, id=sealed_id(forged, time_of(change.id)))


def _with_body(content: object) -> Change:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return _resealed(_first(), body=body)


def test_an_id_is_a_uuid8_of_time_and_content() -> None:
    change = _first()
    assert change.id.version == 8
    assert time_of(change.id) == NOW_MS
    assert 0 <= hash_part(change.id) < 1 << 74
    assert change.id == _first().id
    assert hash_part(change.id) != hash_part(_first(_answer(2)).id)


def test_the_hash_part_holds_all_bits_that_are_not_time_version_or_variant() -> None:
    everything = UUID(int=((1 << 48) - 1) << 80 | 0x8FFF << 64 | (1 << 64) - 1)
    assert hash_part(everything) == (1 << 74) - 1


@pytest.mark.parametrize(
    "named",
    [
        {"number": 2, "prev": True},
        {"heads": True},
        {"needs": True},
    ],
)
def test_a_change_stands_after_what_it_names_whatever_the_clock_says(
    named: dict[str, object],
) -> None:
    late = Author(AUTHOR.device, AUTHOR.person, NOW + timedelta(days=400), 480)
    cause, _ = compose(late, "start", [_answer(1)], number=1, prev=None, heads={})
    values = {"prev": cause.id, "heads": {ROOT: [cause.id]}, "needs": [cause.id]}
    effect = _first(**{key: values.get(key, value) for key, value in named.items()})
    assert effect.id > cause.id
    assert time_of(effect.id) == time_of(cause.id) + 1
    assert effect.moment_ms == NOW_MS
    assert cause.id in named_by(effect, verify(effect))


def test_verified_parts_are_what_was_composed() -> None:
    edits = [
        Edit("visit", ROOT, (), "note", "", "路面 “破损” \u2028"),
        _answer(3),
        _answer(4),
        Edit("scheme", UUID(int=11), (), "content", None, {"sections": [1, [True, None]]}),
    ]
    change, parts = compose(AUTHOR, "x", edits, number=1, prev=None, heads={}, reason="because")
    assert verify(change) == parts
    assert {edit.register: edit for part in parts for edit in part.edits()} == {
        edit.register: edit for edit in edits
    }
    assert sorted(e.key for p in parts for e in p.edits()) == [(), (), (3,), (4,)]


def test_equal_edits_share_one_entry_and_long_bodies_are_deflated() -> None:
    closing = _first(*(_answer(item, ("conforming", None)) for item in range(1, 91)))
    (part,) = verify(closing)
    assert len(part.entries) == 1
    assert len(part.entries[0][1]) == 90
    assert len(closing.body) < 300
    assert closing.body == zlib.compress(zlib.decompress(closing.body))
    assert _first().body.startswith(b"[[")


def test_everything_in_the_header_is_hashed() -> None:
    change = _first(reason="r", needs=[UUID(int=77)])
    others = [
        replace(change, device=UUID(int=9)),
        replace(change, offset_minutes=0),
        replace(change, person=UUID(int=9)),
        replace(change, action="answers"),
        replace(change, reason=None),
        replace(change, reason=""),
        replace(change, needs=()),
        replace(change, needs=(UUID(int=78),)),
        replace(change, moment_ms=change.moment_ms - 1),
        replace(change, body=change.body + b" "),
        replace(change, number=2, prev=UUID(int=5)),
    ]
    for other in others:
        with pytest.raises(ChangeDamaged, match=str(change.id)) as caught:
            verify(other)
        assert caught.value.detail == "hash"


@pytest.mark.parametrize("shift", [-1, 1, 10**9])
def test_a_time_that_does_not_follow_from_the_content_is_refused(shift: int) -> None:
    change = _first()
    with pytest.raises(ChangeDamaged) as caught:
        verify(replace(change, id=UUID(int=change.id.int + (shift << 80))))
    assert caught.value.detail == "order"


def test_a_head_that_is_not_older_is_refused() -> None:
    newer = UUID(int=(NOW_MS + 5) << 80 | 8 << 76 | 2 << 62)
    body = [[ROOT.hex, [newer.hex], [["answer", [[1]], {"judged": [None, None]}]]]]
    with pytest.raises(ChangeDamaged) as caught:
        verify(_with_body(body))
    assert caught.value.detail == "order"


@pytest.mark.parametrize(
    "fields",
    [
        {"format": 0},
        {"number": 0},
        {"number": 1 << 63},
        {"number": 2},
        {"prev": UUID(int=3)},
        {"moment_ms": -1},
        {"moment_ms": 1 << 48},
        {"offset_minutes": 5000},
        {"action": ""},
        {"action": "a\0b"},
        {"reason": "\ud800"},
        {"reason": "x" * 70_000},
        {"needs": (UUID(int=2), UUID(int=1))},
    ],
    ids=str,
)
def test_a_hostile_header_is_refused_before_it_is_hashed(fields: dict[str, object]) -> None:
    with pytest.raises(ChangeDamaged):
        verify(replace(_first(), **fields))  # type: ignore[arg-type]


_ENTRY = ["answer", [[1]], {"judged": [None, 1]}]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"\xff\xfe",
        b"[" * 100_000,
        zlib.compress(b"[]")[:-2],
        zlib.compress(b"[]") + b"x",
        zlib.compress(b" " * (33 * 1024 * 1024)),
        b'[["%s",[],[["a",[[1]],{"r":[1,NaN]}]]]]' % ROOT.hex.encode(),
        b'[["%s",[],[["a",[[1]],{"r":[1,%s]}]]]]' % (ROOT.hex.encode(), b"9" * 20),
        b'[["%s",[],[["a",[[1]],{"r":[1,%s]}]]]]' % (ROOT.hex.encode(), b"9" * 5000),
        {},
        [],
        [[ROOT.hex, [], []]],
        [[5, [], [_ENTRY]]],
        [[ROOT.hex, [7], [_ENTRY]]],
        [[ROOT.hex, ["02" * 16, "01" * 16], [_ENTRY]]],
        [[ROOT.hex, [], [_ENTRY]], [ROOT.hex, [], [_ENTRY]]],
        [[ROOT.hex, [], [_ENTRY, _ENTRY]]],
        [[ROOT.hex, [], [["answer", [[1], [1]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [["answer", [[1.5]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [["answer", [[[1]]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [["answer", [[None]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [[4, [[1]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [["answer", [[1]], {}]]]],
        [[ROOT.hex, [], [["answer", [[1]], {"judged": [1]}]]]],
        [[ROOT.hex, [], [["answer", [[1]], {"judged": [None, 0.5]}]]]],
        [[ROOT.hex, [], [["answer", [[1]], {"judged": [None, "a\0"]}]]]],
        [[ROOT.hex, [], [["answer", [["\0"]], {"judged": [None, 1]}]]]],
        [[ROOT.hex, [], [["answer", [[1]], {"judged": [None, ["\ud800"]]}]]]],
    ],
    ids=lambda content: repr(content)[:40],
)
def test_a_hostile_body_is_refused_under_a_right_hash(content: object) -> None:
    with pytest.raises(ChangeDamaged) as caught:
        verify(_with_body(content))
    assert caught.value.detail == "body"


def test_a_change_of_a_newer_format_is_not_judged() -> None:
    with pytest.raises(ValueError, match="newer"):
        verify(replace(_first(), format=FORMAT + 1))


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [_answer(1), _answer(1)],
        [Edit("answer", ROOT, (1,), "judged", None, 0.5)],  # type: ignore[arg-type]
        [Edit("answer", ROOT, (1,), "judged", None, ("a",))],  # type: ignore[arg-type]
        [Edit("answer", ROOT, (1,), "note", "", "\ud800")],
        [Edit("answer", ROOT, (1,), "note", "", 1 << 63)],
    ],
    ids=["none", "twice", "float", "tuple", "surrogate", "long"],
)
def test_edits_that_cannot_be_sent_are_not_sealed(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"edit|wire"):
        compose(AUTHOR, "x", edits, number=1, prev=None, heads={})


def test_a_body_is_unpacked_as_often_as_wanted() -> None:
    change = _first()
    assert unpack(change) == unpack(change)
