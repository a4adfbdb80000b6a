"""Reads a written workbook back for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook


class Written:
    def __init__(self, path: Path) -> None:
        self.book: Any = load_workbook(path)

    def __getitem__(self, name: str) -> Any:
        return self.book[name]

    @property
    def names(self) -> list[str]:
        return list(self.book.sheetnames)


def texts(sheet: Any) -> list[str]:
    return [cell.value for row in sheet for cell in row if isinstance(cell.value, str)]


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet]


def row_that_says(sheet: Any, text: str) -> int:
    for number, row in enumerate(rows(sheet), 1):
        if any(isinstance(value, str) and text in value for value in row):
            return number
    raise AssertionError(f"no row says {text}")
