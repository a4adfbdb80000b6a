"""What the import of results did, for people and as one JSON object: every row is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rich.table import Table
from rich.text import Text

from inspector.commands.session import console, say
from inspector.domain.points import plain, plain_or_none, printed
from inspector.domain.result import (
    ResultFate,
    ResultNote,
    ResultRowFate,
    ResultState,
    ResultTable,
)
from inspector.domain.result_options import ResultField
from inspector.services.result import ResultImport
from inspector.wording import _
from inspector.wording import alias as alias_words
from inspector.wording import import_preview as field_words
from inspector.wording import result as words
from inspector.wording import site as site_words

_BY_ROW = frozenset({ResultNote.DOUBLED_NUMBER, ResultNote.DOUBLED_ROW, ResultNote.TOTAL_DIFFERS})


def as_object(found: ResultImport) -> dict[str, Any]:
    """The import as JSON: rows by fate, every row with its fate, tables, rates, what was made."""
    counted = Counter(row.fate for row in found.sheet.fates)
    states = Counter(row.state for row in found.sheet.rows)
    valued = [row for row in found.sheet.rows if row.is_valued]
    return {
        "rows": sum(counted[fate] for fate in _RECORDS),
        **{fate.value: counted[fate] for fate in _RECORDS},
        "blank": counted[ResultFate.EMPTY],
        "counts": {fate.value: counted[fate] for fate in ResultFate},
        "fates": [_fate_object(row) for row in found.sheet.fates],
        "tables": [_table_object(table) for table in found.sheet.tables],
        "points": {
            "got": plain(sum((row.got for row in valued), Decimal(0))),
            "full": plain(sum((row.full_mark for row in valued), Decimal(0))),
        },
        "observations": {state.value: states[state] for state in ResultState},
        "days": sorted({row.day.isoformat() for row in found.sheet.rows if row.day}),
        "unknown": [
            {
                "kind": each.kind.value,
                "name": each.name,
                "rows": [{"sheet": sheet, "row": row} for sheet, row in each.rows],
                "candidates": [
                    {"name": one.name, "code": one.code, "likeness": round(one.likeness, 3)}
                    for one in each.candidates
                ],
            }
            for each in found.unknown
        ],
        **_rates_object(found),
        "sites": found.places,
        "scheme": found.title,
        "visits": {
            "new": found.new,
            "corrected": found.corrected,
            "unchanged": found.unchanged,
        },
        "made": {
            "units": [unit.name for unit in found.units],
            "sites": [site.name for site in found.sites],
            "contents": list(found.contents),
        },
    }


_RECORDS = (ResultFate.TAKEN, ResultFate.REVIEW, ResultFate.REFUSED, ResultFate.DROPPED)


def _fate_object(row: ResultRowFate) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "fate": row.fate.value,
        "note": words.note(row),
        "reasons": [note.value for note in row.notes],
        "column": row.column,
    }


def _table_object(table: ResultTable) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "hidden": table.is_hidden,
        "columns": [
            {
                "column": column.letter,
                "heading": "/".join(filter(None, (*column.levels, column.heading))),
                "field": column.field.value if column.field else None,
                "content": column.content,
                "full_mark": plain_or_none(column.full_mark),
                "told": column.is_told,
            }
            for column in table.columns
        ],
        "blank": table.blank.value,
        "lower_is_better": table.is_lost,
        "stated_day": table.stated_day.isoformat() if table.stated_day else None,
        "assumed_full_marks": {name: plain(mark) for name, mark in table.assumed},
        "grades": {word: plain(factor) for word, factor in table.grades},
    }


def _rates_object(found: ResultImport) -> dict[str, Any]:
    return {
        "rates": {
            "pooled": _percent(found.rates.pooled),
            "by_content": _percent(found.rates.by_content),
        },
        "units": [
            {
                "unit": own.unit,
                "role": own.role.value,
                "n": own.rates.n,
                "pooled": _percent(own.rates.pooled),
                "by_content": _percent(own.rates.by_content),
                "rank": own.rank,
            }
            for own in found.unit_rates
        ],
    }


def _percent(rate: Fraction | None) -> str | None:
    return None if rate is None else str(printed(100 * rate))


def show(found: ResultImport, dry_run: bool) -> None:
    """Tell people how the tables were read, what became of the rows, and what was made."""
    counted = Counter(row.fate for row in found.sheet.fates)
    for table in found.sheet.tables:
        console().print(_columns_table(table))
        if table.is_hidden:
            say(words.hidden_sheet(table.sheet))
    _show_notes(found.sheet.fates)
    for each in found.unknown:
        alike = [candidate.name for candidate in each.candidates]
        say(words.unknown_name(each.name, alias_words.unknown(each.kind), len(each.rows), alike))
    say(words.counts({fate: counted[fate] for fate in ResultFate}))
    for line in words.readings(found.sheet):
        say(line)
    console().print(_rates_table(found))
    if found.has_changes:
        say(words.made(len(found.units), len(found.sites), len(found.contents)))
        for heading, names in (
            (_("Units"), [unit.name for unit in found.units]),
            (_("Sites"), [site.name for site in found.sites]),
            (_("Contents"), list(found.contents)),
        ):
            if names:
                say(words.names(heading, _(", ").join(names)))
    say(words.scheme(found.title))
    say(words.visits(found.new, found.corrected, found.unchanged))
    say(words.outcome(dry_run, found.has_changes, bool(found.sheet.rows)))


def _columns_table(found: ResultTable) -> Table:
    table = Table(_("Column"), _("Heading"), _("Read as"), title=Text(found.sheet))
    for each in found.columns:
        field = each.field or ResultField.IGNORE
        heading = " / ".join(filter(None, (*each.levels, each.heading)))
        table.add_row(*(Text(cell) for cell in (each.letter, heading, _read_as(field))))
    return table


def _read_as(field: ResultField) -> str:
    return field_words.result_field(field.value)


def _show_notes(fates: Sequence[ResultRowFate]) -> None:
    noted: dict[tuple[str, ResultNote], list[int]] = {}
    for row in fates:
        if row.fate in (ResultFate.TAKEN, ResultFate.DROPPED):
            for note in row.notes:
                if note in _BY_ROW:
                    say(words.row_noted(row, note))
                else:
                    noted.setdefault((row.sheet, note), []).append(row.row)
        elif row.notes:
            say(words.row_told(row))
    for (sheet, note), numbers in noted.items():
        say(words.noted(note, sheet, numbers))


def _rates_table(found: ResultImport) -> Table:
    table = Table(*(_("Unit"), _("Role"), _("Rank"), _("Rows")), _("Pooled, %"), _("By content, %"))
    rows = [
        (own.unit, site_words.role(own.role), str(own.rank), own.rates) for own in found.unit_rates
    ]
    for name, role, rank, rates in ((_("All rows"), "", "", found.rates), *rows):
        shown = (_percent(rate) or "—" for rate in (rates.pooled, rates.by_content))
        table.add_row(*(Text(cell) for cell in (name, role, rank, str(rates.n), *shown)))
    return table
