"""Names of site types in one cell: whatever they are, they come back as they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.files.scheme.names import joined, parted
from inspector.files.scheme.row import TableRow, plain_text

names = st.text(alphabet='甲乙、，,；;"“”（）()[]全部al \n', min_size=1, max_size=12)


def _read(text: str) -> tuple[str, ...]:
    row = TableRow(Path("made-up.xlsx"), "表1", 1, (text,), {"site_types": 0}, {})
    return row.names("site_types", None)


@given(st.lists(names, min_size=1, max_size=4, unique=True))
def test_names_come_back_as_they_were(given_names: list[str]) -> None:
    written = plain_text(joined(given_names))
    assert _read(written) == tuple(given_names)


def test_no_names_are_all_of_them() -> None:
    assert joined(()) == ""
    assert _read("") == _read("全部") == _read("ALL") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("集市、车站", ("集市", "车站")),
        ("集市,车站，集市", ("集市", "车站")),
        ("集市、车站；公园", ("集市、车站", "公园")),
        ("集市\n车站", ("集市", "车站")),
        ("集市、车站；", ("集市、车站",)),
        ('“示例”集市、"老"车站', ("“示例”集市", '"老"车站')),
        ('"集市；车站" ; 公园', ("集市；车站", "公园")),
        ('"集市；车站', ('"集市', "车站")),
    ],
)
def test_what_people_type_is_parted(text: str, found: tuple[str, ...]) -> None:
    assert parted(text) == found


def test_simple_names_are_written_without_marks() -> None:
    assert joined(("集市", "车站（东）")) == "集市；车站（东）"
