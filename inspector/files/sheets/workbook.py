"""The ranking workbook: the lists, what was lost, the largest losses in photos, the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspector.domain.board import DataRow, Explanation, PhotoLoss, Ranking
from inspector.domain.paper import Paper
from inspector.files.sheets.data import add_data_sheet
from inspector.files.sheets.grid import Book
from inspector.files.sheets.losses import add_losses_sheet
from inspector.files.sheets.photos import add_photos_sheet
from inspector.files.sheets.printed import papers
from inspector.files.sheets.ranking import add_ranking_sheet
from inspector.progress import SILENT, Progress
from inspector.wording import sheet as words
from inspector.wording.ranking_note import ranking_notes


def write_ranking(
    path: Path,
    ranking: Ranking,
    explanations: Sequence[Explanation],
    photo_losses: Sequence[PhotoLoss],
    data_rows: Sequence[DataRow],
    progress: Progress = SILENT,
) -> Path:
    """Write the ranking workbook whole or not at all; raises FileRefused and Cancelled."""
    book = Book(words.ranking_title(ranking))
    add_ranking_sheet(book, ranking, ranking_notes(ranking))
    add_losses_sheet(book, ranking, explanations, progress)
    add_photos_sheet(book, ranking, photo_losses, progress)
    add_data_sheet(book, ranking, data_rows)
    return book.save(path, progress)


def draw_ranking(ranking: Ranking) -> tuple[Paper, ...]:
    """The sheet of all lists of a ranking, to be printed."""
    book = Book(words.ranking_title(ranking), is_drawn=True)
    add_ranking_sheet(book, ranking, ranking_notes(ranking))
    return papers(book)
