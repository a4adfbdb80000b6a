"""Which files an import reads, by the ends of their names; what they are their content tells."""

from __future__ import annotations

TABLE_SUFFIXES = (
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm", ".xml",
)  # fmt: skip
