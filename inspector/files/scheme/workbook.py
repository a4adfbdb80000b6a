"""Criteria from a workbook, our own form or a foreign table, with the fate of every row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from uuid import UUID

from inspector.domain.import_mapping import ColumnMapping, of_sheet
from inspector.domain.row_answer import Answers
from inspector.domain.scheme_draft import SchemeField, SchemeSheet
from inspector.errors import ActionFault, ActionRefused, FileFault, FileRefused
from inspector.files.blanked import blanked
from inspector.files.reader import Sheet, Workbook
from inspector.files.reader.parent import read_workbook
from inspector.files.scheme.assembly import Making
from inspector.files.scheme.columns import squeezed
from inspector.files.scheme.foreign import ForeignSheet, read_foreign
from inspector.files.scheme.form import find_form, read_form
from inspector.files.scheme.mapping import Layout, fields_alike, find_layout
from inspector.files.scheme.row import plain_text
from inspector.files.table_head import side_by_side
from inspector.progress import SILENT, Progress


def read_scheme(
    path: Path,
    new_id: Callable[[], UUID],
    *,
    site_types: Collection[str] | None = None,
    mapping: ColumnMapping = (),
    sheet: str | None = None,
    progress: Progress = SILENT,
) -> SchemeSheet:
    """The scheme in a workbook; `site_types` are the known ones, None takes any.

    `mapping` tells the fields of a foreign table's columns (letter or heading), `sheet` names the
    sheet that holds it. Raises FileRefused, CellRefused and ActionRefused.
    """
    book = read_workbook(path, progress=progress)
    return understand(book, new_id, site_types=site_types, mapping=mapping, sheet=sheet)


def understand(
    book: Workbook,
    new_id: Callable[[], UUID],
    *,
    site_types: Collection[str] | None = None,
    mapping: ColumnMapping = (),
    sheet: str | None = None,
    answers: Answers | None = None,
    takes_rules: bool = False,
    takes_weights: bool = False,
) -> SchemeSheet:
    """The scheme in a workbook that was read, by what `answers` say of its rows.

    The rules that its words propose are taken where the answers say so, or all of them; so are
    the weights.
    Raises as `read_scheme`; where the answers collect refusals, CellRefused is kept there, and a
    scheme without items is no refusal, since answers may still make some.
    """
    answers = answers or Answers()
    book = blanked(book, answers)
    if not any(row for each in book.sheets for row in each.rows):
        raise FileRefused(book.path, FileFault.EMPTY)
    chosen = _chosen(book, sheet)
    own = None if mapping or sheet else find_form(book)
    if own is not None:
        read = read_form(book, *own, new_id, site_types, answers)
    else:
        read = _foreign(
            book, chosen, Making(new_id, site_types, answers, takes_rules, takes_weights), mapping
        )
    if not read.scheme.items and not answers.collects:
        raise ActionRefused(ActionFault.NOTHING_UNDERSTOOD, {"file": book.path.name})
    return read


def _chosen(book: Workbook, title: str | None) -> list[Sheet]:
    if title is None:
        visible = [sheet for sheet in book.sheets if sheet.is_visible and sheet.rows]
        if not visible:
            raise FileRefused(book.path, FileFault.HIDDEN)
        return visible
    found = [sheet for sheet in book.sheets if sheet.title == title.strip()]
    if not found:
        titles = "\n".join(sheet.title for sheet in book.sheets)
        facts = {"file": book.path.name, "sheet": title, "sheets": titles}
        raise ActionRefused(ActionFault.NO_SHEET, facts)
    return found


def _foreign(
    book: Workbook, sheets: list[Sheet], making: Making, mapping: ColumnMapping
) -> SchemeSheet:
    """The table of the sheet whose header names most fields, and of those with the same header."""
    found = [(sheet, layout) for sheet in sheets if (layout := find_layout(sheet)) is not None]
    if not found and mapping:
        told = [(s, find_layout(s, of_sheet(mapping, s.title))) for s in sheets[:1]]
        found = [(sheet, layout) for sheet, layout in told if layout is not None]
    if not found:
        title = sheets[0].title if len(sheets) == 1 else None
        raise FileRefused(book.path, FileFault.NO_HEADER, title)
    for beside, layout in found:
        if not mapping and side_by_side(layout.head) is not None:
            raise FileRefused(book.path, FileFault.SIDE_BY_SIDE, beside.title)
    main, best = max(found, key=lambda pair: len(pair[1].fields))
    alike = [(s, layout) for s, layout in found if s is main or fields_alike(layout, best)]
    if mapping:
        alike = [(s, find_layout(s, of_sheet(mapping, s.title)) or layout) for s, layout in alike]
    return read_foreign(book, _foreign_sheets(alike, main, making.answers), making)


def _foreign_sheets(
    found: Sequence[tuple[Sheet, Layout]], main: Sheet, answers: Answers
) -> list[ForeignSheet]:
    """The sheets that are parts of one scheme, the main one first; of those that repeat another
    only what somebody said is taken. One is left where that was said of its first row.
    """
    if len(found) == 1:
        return [ForeignSheet(*found[0])]
    taken: list[frozenset[str]] = []
    sheets: list[ForeignSheet] = []
    for sheet, layout in sorted(found, key=lambda pair: pair[0] is not main):
        texts = _texts(sheet, layout)
        repeats = any(2 * len(texts & other) >= len(texts) for other in taken)
        is_left = bool(taken) and answers.leaves_out(sheet.title, 1)
        is_taken = not is_left and (not repeats or answers.takes(sheet.title))
        if is_taken:
            taken.append(texts)
        sheets.append(ForeignSheet(sheet, layout, is_taken, repeats))
    order = [sheet for sheet, _layout in found]
    return [sheets[0], *sorted(sheets[1:], key=lambda each: order.index(each.sheet))]


def _texts(sheet: Sheet, layout: Layout) -> frozenset[str]:
    text = layout.column(SchemeField.TEXT)
    rows = sheet.rows[layout.head.last + 1 :]
    words = (squeezed(plain_text(row[text])) for row in rows if text is not None)
    return frozenset(filter(None, words))
