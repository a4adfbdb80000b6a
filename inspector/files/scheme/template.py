"""Writing criteria as our own workbook: the empty template and the export are the same form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from msgspec.structs import replace

from inspector.domain.scheme import Item, Parameters, Rounding, RuleKind, Scheme, Section
from inspector.files.cell import letter
from inspector.files.scheme import columns as form
from inspector.files.scheme.columns import COLUMNS, ParameterKind, RowKind
from inspector.files.scheme.names import joined
from inspector.files.sheets.fit import height
from inspector.files.sheets.grid import Book, Sheet
from inspector.files.sheets.style import FIGURE, HEAD, TEXT, Look
from inspector.progress import SILENT, Progress

_Value: TypeAlias = "str | int | Decimal | None"
_Values: TypeAlias = "dict[str, _Value]"

# So many rows of the sheet offer the choice lists, empty ones included.
_OFFERED_ROWS = 2000
_SIZE = 11
_HEAD_HEIGHT = 30
_LEAST_HEIGHT = 18
_LEFT = replace(TEXT, down="top")
_PART = replace(_LEFT, font=HEAD.font, fill="F7F7F7")
_NUMBER = replace(FIGURE, down="top", format="General")
_UNBROKEN = replace(_LEFT, wrap=False)
_NUMBERS = ("level", "full_mark", "each", "cap", "required", "per_length", "share")
_LOOKS = {"id": _UNBROKEN, **dict.fromkeys(_NUMBERS, _NUMBER)}
_A3 = 8


def write_scheme(path: Path, scheme: Scheme | None = None, progress: Progress = SILENT) -> None:
    """Write a scheme in our own form, the empty template where there is none.

    Items that do not stand below their section are put there. Raises FileRefused where the file
    cannot be written; the old file is still there then.
    """
    book = Book(scheme.title if scheme else "")
    _write_items(book, scheme)
    _write_parameters(book, scheme)
    _write_notes(book)
    book.save(path, progress)


def _write_items(book: Book, scheme: Scheme | None) -> None:
    sheet = _begin(
        book,
        form.ITEMS_SHEET[0],
        [column.chinese for column in COLUMNS],
        [column.width for column in COLUMNS],
    )
    rows = list(_rows(_in_reading_order(scheme))) if scheme else []
    for values in rows:
        is_section = values["kind"] == form.ROW_WORDS[RowKind.SECTION][0]
        looks = [_PART if is_section else _LOOKS.get(column.name, _LEFT) for column in COLUMNS]
        _add(sheet, [values.get(column.name) for column in COLUMNS], looks)
    sheet.worksheet.freeze_panes = "E2"
    last = max(len(rows) + 1, _OFFERED_ROWS)
    _offer(sheet, "kind", _first_words(form.ROW_WORDS), last)
    _offer(sheet, "rule", _first_words(form.RULE_WORDS), last)
    _offer(sheet, "rounding", _first_words(form.ROUNDING_WORDS), last)
    _offer(sheet, "photo", [form.YES[0], form.NO[0]], last)


def _in_reading_order(scheme: Scheme) -> Scheme:
    """The scheme itself where each item stands below its section, else with its items sorted."""
    open_sections: set[int | None] = {None}
    emitted = 0
    for item in scheme.items:
        while emitted < (item.section or 0):
            section = scheme.sections[emitted]
            open_sections = {None, *_above(scheme, section)}
            emitted += 1
        if item.section not in open_sections:
            order = sorted(scheme.items, key=lambda item: item.section or 0)
            return replace(
                scheme, items=tuple(replace(item, number=n) for n, item in enumerate(order, 1))
            )
    return scheme


def _above(scheme: Scheme, section: Section) -> list[int]:
    """The numbers of a section and of those above it, the innermost first."""
    numbers = [section.number]
    while section.parent is not None:
        section = scheme.sections[section.parent - 1]
        numbers.append(section.number)
    return numbers


def _rows(scheme: Scheme) -> Iterator[_Values]:
    emitted = 0
    for item in scheme.items:
        while emitted < (item.section or 0):
            yield _section_row(scheme, scheme.sections[emitted])
            emitted += 1
        yield from _item_rows(scheme, item, scheme.sections[:emitted])
    for section in scheme.sections[emitted:]:
        yield _section_row(scheme, section)


def _section_row(scheme: Scheme, section: Section) -> _Values:
    return {
        "kind": form.ROW_WORDS[RowKind.SECTION][0],
        "level": len(_above(scheme, section)),
        "code": section.code,
        "text": section.text,
        "guidance": section.guidance,
        "full_mark": section.full_mark,
    }


def _item_rows(scheme: Scheme, item: Item, before: Sequence[Section]) -> Iterator[_Values]:
    depth = 0 if item.section is None else len(_above(scheme, scheme.sections[item.section - 1]))
    expected = len(_above(scheme, before[-1])) if before else 0
    rule = item.rule
    is_counted = rule.kind is RuleKind.QUANTITY or rule.rounding is not Rounding.UP
    yield {
        "kind": form.ROW_WORDS[RowKind.ITEM][0],
        "level": None if depth == expected else depth,
        "code": item.code,
        "text": item.text,
        "guidance": item.guidance,
        "exceptions": item.exceptions,
        "method": item.method,
        "rule": form.RULE_WORDS[rule.kind][0],
        "full_mark": item.full_mark,
        "each": rule.each,
        "cap": rule.cap,
        "required": rule.required,
        "per_length": rule.per_length,
        "rounding": form.ROUNDING_WORDS[rule.rounding][0] if is_counted else None,
        "aspect": item.aspect,
        "site_types": joined(item.site_types),
        "photo": form.YES[0] if item.photo_required else None,
        "deadline_class": item.deadline_class,
        "unit": item.unit,
        "id": str(item.id),
    }
    for clause in rule.clauses:
        kind = form.ROW_WORDS[RowKind.CLAUSE][0]
        yield {"kind": kind, "code": clause.code, "text": clause.text, "each": clause.each}
    for grade in rule.grades:
        kind = form.ROW_WORDS[RowKind.GRADE][0]
        yield {
            "kind": kind,
            "code": grade.letter,
            "share": grade.share,
            "required": grade.passed,
        }
    for language, text in item.translations:
        kind = form.ROW_WORDS[RowKind.TRANSLATION][0]
        yield {"kind": kind, "code": language, "text": text}


def _write_parameters(book: Book, scheme: Scheme | None) -> None:
    headings = [chinese for chinese, _english in form.PARAMETER_COLUMNS]
    sheet = _begin(book, form.PARAMETERS_SHEET[0], headings, [16, 20, 40, 50])
    for kind, subject, value in _parameter_rows(scheme):
        chinese, _english, note, _english_note = form.PARAMETERS[kind]
        _add(sheet, [chinese, subject, value, note], [_LEFT] * len(headings))


def _parameter_rows(scheme: Scheme | None) -> list[tuple[ParameterKind, str, _Value]]:
    parameters = scheme.parameters if scheme else Parameters()
    levels: list[tuple[ParameterKind, str, _Value]] = [
        (ParameterKind.LEVEL, each.level, each.factor) for each in parameters.levels
    ]
    return [
        (ParameterKind.TITLE, "", scheme.title if scheme else None),
        (ParameterKind.EDITION, "", scheme.edition if scheme else None),
        (ParameterKind.ORIGIN, "", form.ORIGIN_WORDS[scheme.origin][0] if scheme else None),
        (ParameterKind.FIXED_FACTOR, "", parameters.fixed_factor if scheme else None),
        *(levels or [(ParameterKind.LEVEL, "", None)]),
        (ParameterKind.BONUS_CAP, "", parameters.bonus_cap),
    ]


def _write_notes(book: Book) -> None:
    headings = ["列", "怎样填写", "Column", "How to fill"]
    sheet = _begin(book, form.NOTES_SHEET[0], headings, [16, 56, 18, 56])
    lines = [(each.chinese, each.note, each.english, each.english_note) for each in COLUMNS]
    words = [
        *_word_lines("行类", "Row", form.ROW_WORDS),
        *_word_lines("评分方式", "Rule", form.RULE_WORDS),
        *_word_lines("取整", "Rounding", form.ROUNDING_WORDS),
    ]
    for line in [*lines, *words]:
        _add(sheet, list(line), [_LEFT] * len(headings))


def _word_lines(
    chinese: str, english: str, words: Mapping[Any, tuple[str, ...]]
) -> list[tuple[str, str, str, str]]:
    return [(chinese, said[0], english, str(kind)) for kind, said in words.items()]


def _first_words(words: Mapping[Any, tuple[str, ...]]) -> list[str]:
    return [said[0] for said in words.values()]


def _begin(book: Book, title: str, headings: Sequence[str], widths: Sequence[float]) -> Sheet:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.sheet(title, widths)
    head = sheet.style(HEAD)
    sheet.row([(heading, head) for heading in headings], _HEAD_HEIGHT)
    worksheet = sheet.worksheet
    worksheet.freeze_panes = "A2"
    worksheet.print_title_rows = "1:1"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _A3
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _add(sheet: Sheet, values: Sequence[_Value], looks: Sequence[Look]) -> None:
    texts = [
        (value, width)
        for value, width, look in zip(values, sheet.widths, looks, strict=True)
        if isinstance(value, str) and value and look.wrap
    ]
    styles = [sheet.style(look) for look in looks]
    sheet.row(list(zip(values, styles, strict=True)), height(texts, _SIZE, _LEAST_HEIGHT))


def _offer(sheet: Sheet, name: str, choices: Sequence[str], last: int) -> None:
    """A choice list on a column; the English words, which are read too, are let through."""
    from openpyxl.worksheet.datavalidation import DataValidation

    column = letter([column.name for column in COLUMNS].index(name) + 1)
    offered = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    offered.errorStyle = "warning"
    offered.add(f"{column}2:{column}{last}")
    sheet.worksheet.add_data_validation(offered)
