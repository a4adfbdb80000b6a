"""The site workbook as a file: written empty as the template, filled as the export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID

from inspector.domain.site_sheet import (
    SITE_COLUMN_ROLES,
    UNIT_COLUMN_ROLES,
    Register,
    stands_in_column,
)
from inspector.domain.unit import Role
from inspector.files.atomic import write_atomically
from inspector.files.cell import cell_names, letter
from inspector.files.sheets.grid import check_workbook, safe_text
from inspector.files.site import columns as site_columns
from inspector.files.site.columns import CLASS_WORDS, FORMS, ROLE_WORDS, Form
from inspector.progress import SILENT, Progress
from inspector.wording import _

if TYPE_CHECKING:
    from openpyxl import Workbook

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's properties know no zones
_ROWS_WITH_LISTS = 6_000
_SEPARATOR = "、"
# What looks like an escaped sign would be read as that sign.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_sites(path: Path, register: Register, progress: Progress = SILENT) -> None:
    """Write units, types and sites so that importing them changes nothing; raises FileRefused."""
    write_atomically(path, partial(_save, register, progress), check_workbook)


def write_template(stream: BinaryIO) -> None:
    """Write the empty workbook that offices fill in."""
    _save(Register(), SILENT, stream)


def _save(register: Register, progress: Progress, stream: BinaryIO) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = ""
    done = 0
    rows = _rows(register)
    total = sum(len(each) for each in rows.values())
    for form in FORMS:
        sheet = book.create_sheet(form.titles[0])
        _set_up(sheet, form)
        sheet.append(_header(book, form))
        for row in rows[form.name]:
            sheet.append([_cell(sheet, value) for value in row])
            done += 1
            progress.step(done, total, _("Writing sites"))
    book.save(stream)


def _set_up(sheet: Any, form: Form) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    for number, column in enumerate(form.columns, 1):
        name = letter(number)
        sheet.column_dimensions[name].width = column.width
        # Codes and phone numbers must keep their zeros when people type them.
        if column.field in {"code", "phone"}:
            sheet.column_dimensions[name].number_format = "@"
        listed = _choices(form, column.field)
        if listed is not None:
            sheet.data_validations.append(_list(f"{name}2:{name}{_ROWS_WITH_LISTS}", listed))


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _choices(form: Form, field: str) -> str | None:
    words: dict[str, Iterable[tuple[str, ...]]] = {
        "unit_class": CLASS_WORDS.values(),
        "role": ROLE_WORDS.values(),
    }
    if field in words:
        return '"' + ",".join(several[0] for several in words[field]) + '"'
    if form is site_columns.SITES and field == "site_type":
        return f"'{site_columns.TYPES.titles[0]}'!$A$2:$A$500"
    return None


def _list(cells: str, formula: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    # Other words are understood too, so that a choice is offered and not forced.
    return DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=False, sqref=cells
    )


def _header(book: Workbook, form: Form) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="808080")
    cells = []
    for column in form.columns:
        cell = WriteOnlyCell(book.worksheets[-1], column.headings[0])
        cell.font = Font(name="宋体", bold=True)
        cell.fill = PatternFill("solid", fgColor="FCE4D6" if column.is_required else "EDEDED")
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        hint = _hint(column)
        if hint:
            cell.comment = Comment(hint, "", height=60, width=220)
        cells.append(cell)
    return cells


def _hint(column: site_columns.Column) -> str:
    return "；".join(filter(None, ("必填" if column.is_required else "", column.hint)))


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell: Any = WriteOnlyCell(sheet)
    # Set past the type check of openpyxl, which makes a formula of text that begins with "=".
    cell._value = _ESCAPED.sub("_x005F_", safe_text(value))  # noqa: SLF001
    cell.data_type = "s"
    return cell if value else None


def _rows(register: Register) -> dict[str, list[Sequence[Any]]]:
    unit_names = _references(register.units)
    site_names = _references(register.sites)
    above, other_superiors = _parted(register.parents, "unit", "parent", unit_names)
    duties, other_duties = _parted(register.links, "site", "unit", unit_names)
    return {
        site_columns.UNITS.name: [
            (
                *(unit.code, unit.name, CLASS_WORDS[unit.unit_class][0]),
                *(above.get((unit.id, Role.TERRITORIAL), ""), unit.leader, unit.phone, unit.note),
            )
            for unit in register.units
        ],
        site_columns.TYPES.name: [(kind.name, _number(kind.weight)) for kind in register.types],
        site_columns.SITES.name: [
            (
                *(site.code, site.name, site.site_type),
                duties.get((site.id, Role.TERRITORIAL), ""),
                duties.get((site.id, Role.LINE), ""),
                *(site.address, _number(site.longitude), _number(site.latitude)),
                *(_number(site.length_m), site.leader, site.note),
            )
            for site in register.sites
        ],
        site_columns.SUPERIORS.name: [
            (unit_names[link.unit], unit_names[link.parent], *_terms(link))
            for link in other_superiors
        ],
        site_columns.DUTIES.name: [
            (site_names[link.site], unit_names[link.unit], *_terms(link)) for link in other_duties
        ],
    }


def _references(records: Iterable[Any]) -> dict[UUID, str]:
    return {record.id: record.code for record in records}


def _parted(
    links: Iterable[Any], owner: str, unit: str, names: dict[UUID, str]
) -> tuple[dict[tuple[UUID, Role], str], list[Any]]:
    """The links that fit into columns, joined by owner and role, and those that need a row."""
    roles = UNIT_COLUMN_ROLES if owner == "unit" else SITE_COLUMN_ROLES
    in_columns: dict[tuple[UUID, Role], str] = {}
    others = []
    for link in links:
        name = names[getattr(link, unit)]
        if not stands_in_column(link, roles) or cell_names(name) != (name,):
            others.append(link)
            continue
        key = (getattr(link, owner), link.role)
        in_columns[key] = f"{in_columns[key]}{_SEPARATOR}{name}" if key in in_columns else name
    return in_columns, others


def _terms(link: Any) -> tuple[Any, ...]:
    return ROLE_WORDS[link.role][0], _number(link.share), link.valid_from, link.valid_to


def _number(value: Decimal | None) -> Decimal | int | None:
    if value is not None and value == value.to_integral_value():
        return int(value)
    return value
