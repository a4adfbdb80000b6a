"""How the columns of a foreign criteria table are filled, which tells what headings do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspector.files.cell import cell_number
from inspector.files.reader import Cell
from inspector.files.scheme.marker import is_part_total, is_total
from inspector.files.scheme.row import plain_text, says_points

_LOOKED_AT = 500
_SCORING = re.compile(
    r"扣\s*[\d.一二两半]+\s*分|得\s*[\d.]+\s*分|不(得|计|给)分|deduct|points? each"
)


class Filling:
    """What stands in the columns of those rows of a table that have points (all without a mark)."""

    def __init__(self, body: Sequence[Sequence[Cell]], mark: int | None) -> None:
        rows = [row for row in body[:_LOOKED_AT] if mark is None or says_points(row[mark])]
        self.rows = [row for row in rows if not _is_sum(row)]

    def texts(self, column: int) -> list[str]:
        """What stands in a column, without the blanks."""
        return [text for row in self.rows if (text := plain_text(row[column]))]

    def variety(self, column: int) -> int:
        """How many different texts a column holds."""
        return len(set(self.texts(column)))

    def is_worded(self, column: int) -> bool:
        """Whether nearly every row says something in words there."""
        texts = self.texts(column)
        worded = sum(not _is_number(text) for text in texts)
        return 5 * len(texts) >= 4 * len(self.rows) and 5 * worded >= 4 * len(texts) > 0

    def says_scoring(self, column: int) -> bool:
        """Whether most of what stands there says how points are given and taken."""
        texts = self.texts(column)
        return 2 * sum(bool(_SCORING.search(text)) for text in texts) >= len(texts) > 0

    def is_shared(self, text: int, inner: int) -> bool:
        """Whether one text stands beside several rows of the other column."""
        blank = sum(not plain_text(row[text]) and bool(plain_text(row[inner])) for row in self.rows)
        return blank >= 2 or 4 * blank >= len(self.rows) > 0 < blank

    def is_repeated(self, text: int, inner: int) -> bool:
        """Whether a few texts stand in row after row beside texts that all differ."""
        count = len(self.rows)
        return count >= 4 and 2 * self.variety(text) <= count and self.variety(inner) == count


def _is_sum(row: Sequence[Cell]) -> bool:
    texts = [plain_text(cell) for cell in row if isinstance(cell, str)]
    return any(is_total(text) or is_part_total(text) for text in texts)


def _is_number(text: str) -> bool:
    try:
        return cell_number(text.rstrip("%分")) is not None
    except ValueError:
        return False
