from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from inspector.domain.board_rules import BoardRules, Order
from inspector.domain.edition import Edition, canonical, wrapped
from inspector.domain.photo import PhotoView
from inspector.errors import ActionFault, ActionRefused
from inspector.services import board_book, edition, edition_sheets, photo, publication
from inspector.services.board import rank
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.database import execute
from inspector.store.kind import creation
from tests.files.sheets.reading import Written, rows, texts
from tests.services.test_board import WEEK, World, given, world
from tests.services.test_edition import judge, visit_of
from tests.ui.photo_world import picture

__all__ = ["world"]


def written(ws: Workspace, sealed: Edition, folder: Path) -> Written:
    return Written(edition_sheets.publish(ws, sealed.id.hex, folder / "edition"))


def cells(sheet: Any) -> list[list[Any]]:
    """All below the title, the line of day and office, and above the notes."""
    return [row for row in rows(sheet)[2:] if isinstance(row[0], int)]


def test_the_sheets_are_those_of_the_day_of_sealing(
    ws: Workspace, world: World, tmp_path: Path
) -> None:
    ranking = rank(ws, board_book.find(ws, "units"), WEEK)
    before = Written(publication.publish(ws, ranking, tmp_path / "before"))
    sealed = edition.seal(ws, "units", WEEK, issue=12)
    judge(ws, visit_of(ws, "A-3"), given("10"))
    with ws.database.transaction():
        execute("DELETE FROM visit_unit")
    book = written(ws, sealed, tmp_path)
    assert book.names == before.names
    for name in book.names:
        assert cells(book[name]) == cells(before[name]), name
    assert "No. 12" in str(book["Weekly ranking"]["A2"].value)
    foot = book["Weekly ranking"].oddFooter.left.text
    assert foot.startswith(f"Edition 1 · SHA-256 {edition.sha256_of(sealed)[:12]} · data up to")
    assert "Not sealed" in before["Weekly ranking"].oddFooter.left.text


def test_scores_have_the_precision_of_the_sealed_rules(
    ws: Workspace, world: World, tmp_path: Path
) -> None:
    board_book.add(ws, "whole", BoardRules(order=Order(decimals=1)))
    book = written(ws, edition.seal(ws, "whole", WEEK), tmp_path)
    shown = {
        cell.number_format
        for cell in book["Weekly ranking"]["E"]
        if isinstance(cell.value, int | float)
    }
    assert shown == {"0.0_ "}


def test_photos_and_persons_come_along(ws: Workspace, world: World, tmp_path: Path) -> None:
    with ws.database.transaction():
        shown = world.visit(world.market, given("1"), number="A-8", closed=None)
    photo.attach(ws, shown, 1, picture(30), view=PhotoView.FAR)
    with ws.database.transaction():
        person = ws.person.id
        tables.VisitPerson.create(visit=shown, person=person)
        at = tables.Visit.get(tables.Visit.number == "A-1").closed
        tables.Visit.update(state="closed", closed=at).where(tables.Visit.id == shown).execute()
    book = written(ws, edition.seal(ws, "units", WEEK), tmp_path)
    assert sum(len(sheet._images) for sheet in book.book.worksheets) == 1
    assert ws.person.name in texts(book.book.worksheets[-1])


def test_what_does_not_come_out_again_is_not_printed(
    ws: Workspace, world: World, tmp_path: Path
) -> None:
    sealed = edition.seal(ws, "units", WEEK)
    text = edition.read(sealed)
    better = replace(text.rows[1], score=Decimal("99.00"), exact="99/1")
    forged = canonical(replace(text, rows=(text.rows[0], better, *text.rows[2:])))
    content = wrapped(text.head, forged)
    with ws.write("edition.seal") as edits:
        other = ws.new_id()
        edits += creation("edition", replace(sealed, id=other, content=content))
    with pytest.raises(ActionRefused) as refused:
        edition_sheets.publish(ws, other.hex, tmp_path / "forged")
    assert refused.value.fault is ActionFault.EDITION_DAMAGED
    assert not (tmp_path / "forged.xlsx").exists()
