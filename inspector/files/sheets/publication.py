"""The workbook of a publication: a page of contents, then every sheet about a ranking."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.paper import Paper
from inspector.domain.publication import Publication
from inspector.files.sheets.analysis import add_analysis_sheet
from inspector.files.sheets.breakdown import add_breakdown_sheet
from inspector.files.sheets.compliance import add_compliance_sheet
from inspector.files.sheets.contents import fill_contents, open_contents
from inspector.files.sheets.course import add_course_sheet
from inspector.files.sheets.data import add_data_sheet
from inspector.files.sheets.grid import Book, Sheet
from inspector.files.sheets.item_score import add_item_score_sheet, add_unit_score_sheet
from inspector.files.sheets.losses import add_losses_sheet
from inspector.files.sheets.matrix import add_matrix_sheet, matrix_parts
from inspector.files.sheets.photos import add_photos_sheet
from inspector.files.sheets.printed import papers
from inspector.files.sheets.ranking import add_ranking_sheet
from inspector.files.sheets.redblack import add_redblack_sheet
from inspector.files.sheets.segments import add_segments_sheet
from inspector.progress import SILENT, Progress
from inspector.wording import publication_sheet as words
from inspector.wording import redblack_sheet as lists
from inspector.wording.ranking_note import ranking_notes


def write_publication(path: Path, told: Publication, progress: Progress = SILENT) -> Path:
    """Write the workbook of a publication whole or not at all; raises FileRefused, Cancelled."""
    book = Book(words.contents_title(told.ranking))
    _add_sheets(book, told, progress)
    return book.save(path, progress)


def draw_publication(told: Publication, progress: Progress = SILENT) -> tuple[Paper, ...]:
    """The sheets of a publication to be printed, without that of all data; raises Cancelled."""
    book = Book(words.contents_title(told.ranking), is_drawn=True)
    _add_sheets(book, told, progress)
    return papers(book)


def _add_sheets(book: Book, told: Publication, progress: Progress) -> None:
    ranking = told.ranking
    contents = open_contents(book, ranking)
    add_ranking_sheet(book, ranking, ranking_notes(ranking))
    listed = [(_last(book), words.ranking_told())]
    add_redblack_sheet(book, told)
    listed.append((_last(book), lists.redblack_told()))
    for add in (
        add_course_sheet,
        add_compliance_sheet,
        add_unit_score_sheet,
        add_item_score_sheet,
    ):
        add(book, told)
        listed.append(_named(book))
    for group, columns in matrix_parts(told):
        add_matrix_sheet(book, told, group, columns)
        listed.append((_last(book), words.matrix_told()))
    for add in (add_segments_sheet, add_analysis_sheet):
        add(book, told)
        listed.append(_named(book))
    add_losses_sheet(book, ranking, told.explanations, progress)
    listed.append((_last(book), words.losses_told()))
    add_photos_sheet(book, ranking, told.photo_losses, progress)
    listed.append((_last(book), words.photos_told()))
    add_breakdown_sheet(book, told)
    listed.append(_named(book))
    add_data_sheet(book, ranking, told.data_rows)
    listed.append((_last(book), words.data_told()))
    fill_contents(contents, ranking, listed)


def _last(book: Book) -> Sheet:
    return book.sheets[-1]


def _named(book: Book) -> tuple[Sheet, str]:
    sheet = _last(book)
    return sheet, words.told_by()[sheet.worksheet.title]
