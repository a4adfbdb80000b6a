"""The scoring form of a site (点位检查打分表), blank to be filled by hand or from a visit."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.visit import Level, Record, VisitState
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.form_lines import FormLine, FormSums, FormValues, form_values
from inspector.files.sheets.grid import Book, Cell, Sheet, Value
from inspector.files.sheets.style import Look
from inspector.progress import SILENT, Progress
from inspector.wording import form as words
from inspector.wording import sheet as sheet_words
from inspector.wording.visit import visit_state

_WIDTHS = (5.5, 11.5, 34, 6, 19.5, 6, 6.5, 7.5, 25, 9)
_HEAD_BLOCK, _HEAD, _SECTION, _ITEM, _TOTAL = 22.0, 31.0, 20.5, 24.3, 24.0
_SIGNATURE, _OPINION = 34.0, 28.0
_SIZE = 11

_LABEL = replace(style.HEAD, shrink=True, wrap=False)
_VALUE = Look(style.FANG, _SIZE, wrap=True)
_SHORT = Look(style.FANG, _SIZE, shrink=True)
_LAST = Look(style.TIMES, _SIZE, format="0.00")
_THIS = replace(_LAST, size=14, bold=True)
_SECTION_LOOK = Look(style.HEI, 10.5, fill=style.GROUP_FILL)
_WORD = Look(style.FANG, _SIZE, across="center", wrap=True)
_CODE = Look(style.TIMES, _SIZE, across="center", wrap=True)
_TEXT = Look(style.FANG, _SIZE, wrap=True)
_FIGURE = Look(style.TIMES, _SIZE, across="right")
_BOLD = replace(_FIGURE, bold=True)
_SAID = Look(style.HEI, _SIZE, across="center", fill=style.HEAD_FILL, shrink=True)
_NOTE = Look(style.FANG, 10, wrap=True, down="top")


class VisitHead(Struct, frozen=True):
    """What stands around the items: site, units, time, people; moments are UTC.

    The score of this visit is not here: it comes from the record. `length_m` and `site_type` serve
    the blank form, a record brings its own.
    """

    site_name: str
    site_type: str
    scheme_title: str
    length_m: Decimal | None = None
    territorial: str = ""
    units: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()
    previous_score: Decimal | None = None
    number: str = ""
    district: str = ""
    is_sample: bool = False


def write_visit(
    path: Path,
    scheme: Scheme,
    record: Record | None,
    head: VisitHead,
    progress: Progress = SILENT,
) -> Path:
    """Write the form of a visit, blank without a record; raises FileRefused and Cancelled."""
    title = words.form_title(head.district)
    book = Book(title)
    sheet = book.sheet(words.form_sheet(), _WIDTHS)
    values = form_values(scheme, record, head.site_type, head.length_m)
    heading = page.Heading(title, _left(record, head), "", _right(head))
    page.open_page(sheet, heading, portrait=True)
    _write_head_block(sheet, record, head, values)
    styles = _Styles(sheet, values)
    last_head = sheet.row([(text, styles.head) for text in words.heads()], _HEAD)
    for line in values.lines:
        _write_line(sheet, styles, scheme, line)
    _write_total(sheet, styles, values)
    _write_foot(sheet, record, values)
    footer = _footer(record, head)
    page.finish(
        sheet,
        page.Printing(last_head, f"C{last_head + 1}", footer, first=last_head, portrait=True),
    )
    return book.save(path, progress)


class _Styles:
    """The styles of the table; points get as many places as the scheme needs."""

    def __init__(self, sheet: Sheet, values: FormValues) -> None:
        points = _format(values.places)
        full = _format(values.full_places)
        section = replace(_BOLD, fill=style.GROUP_FILL)
        total = replace(_BOLD, fill=style.HEAD_FILL)
        self.head = sheet.style(style.HEAD)
        self.section = sheet.style(_SECTION_LOOK)
        self.section_full = sheet.style(replace(section, across="center", format=full[:-2]))
        self.section_points = sheet.style(replace(section, format=points))
        self.section_word = sheet.style(replace(_WORD, fill=style.GROUP_FILL, wrap=False))
        self.code = sheet.style(_CODE)
        self.word = sheet.style(_WORD)
        self.text = sheet.style(_TEXT)
        self.dash = sheet.style(replace(_CODE, wrap=False))
        self.full = sheet.style(replace(_FIGURE, across="center", format=full[:-2]))
        self.count = sheet.style(replace(_FIGURE, format=style.COUNT))
        self.lost = sheet.style(replace(_BOLD, format=points))
        self.got = sheet.style(replace(_FIGURE, format=points))
        self.gain = sheet.style(replace(_FIGURE, format=_signed(points)))
        self.most_gain = sheet.style(replace(_FIGURE, across="center", format=_signed(full[:-2])))
        self.total = sheet.style(replace(style.HEAD, wrap=False))
        self.total_full = sheet.style(replace(total, across="center", format=full[:-2]))
        self.total_count = sheet.style(replace(total, format=style.COUNT))
        self.total_points = sheet.style(replace(total, format=points))
        self.total_word = sheet.style(replace(_WORD, fill=style.HEAD_FILL, shrink=True, wrap=False))
        self.said = sheet.style(_SAID)


def _signed(points: str) -> str:
    return f'+{points};"\N{MINUS SIGN}"{points};{points}'


def _format(places: int) -> str:
    return f"0.{'0' * places}_ " if places else "0_ "


def _left(record: Record | None, head: VisitHead) -> str:
    said = [sheet_words.sample_mark()] if head.is_sample else []
    if record is not None and record.visit.void:
        said.append(visit_state(record.visit.state, is_void=True))
    return "  ".join(said)


def _right(head: VisitHead) -> str:
    number = words.form_number(head.number)
    return "  ".join(part for part in (head.scheme_title, number) if part)


def _footer(record: Record | None, head: VisitHead) -> str:
    closed = ""
    if record is not None and record.visit.state is VisitState.CLOSED and record.visit.closed:
        closed = f"{record.visit.closed.astimezone():%Y-%m-%d %H:%M}"
    return words.footer(head.number, closed, head.scheme_title)


def _write_head_block(
    sheet: Sheet, record: Record | None, head: VisitHead, values: FormValues
) -> None:
    day: date | None = None
    started, ended, inspection = "", "", ""
    if record is not None:
        visit = record.visit
        day, inspection = visit.day, words.inspection(visit.level)
        if visit.level is not Level.THIRD_PARTY:
            started, ended = _clock(visit.started), _clock(visit.closed)
    units = sheet_words.joined(head.units)
    inspectors = sheet_words.joined(head.inspectors)
    site_type = record.visit.site_type if record is not None else head.site_type
    rows: tuple[tuple[Value, Value, Value], ...] = (
        (head.site_name, site_type, head.territorial),
        (units, inspection, head.previous_score),
        (words.time_of_visit(day, started, ended), inspectors, values.score),
    )
    label, value = sheet.style(_LABEL), sheet.style(_VALUE)
    looks = ((_SHORT, _VALUE), (_SHORT, _LAST), (_VALUE, _THIS))
    for labels, texts, (second, third) in zip(words.label_rows(), rows, looks, strict=True):
        cells: list[Cell] = [(labels[0], label), (None, label), (texts[0], value)]
        cells += [(labels[1], label), (None, label)]
        cells += [(texts[1], sheet.style(second)), (None, sheet.style(second)), (labels[2], label)]
        cells += [(texts[2], sheet.style(third)), (None, sheet.style(third))]
        wrapped: list[tuple[str, float]] = [(str(texts[0] or ""), _WIDTHS[2])]
        if not second.shrink:
            wrapped.append((str(texts[1] or ""), sheet.span(6, 7)))
        if third is _VALUE:
            wrapped.append((str(texts[2] or ""), sheet.span(9, 10)))
        row = sheet.row(cells, fit.height(wrapped, _SIZE, _HEAD_BLOCK))
        for first, to in ((1, 2), (4, 5), (6, 7), (9, 10)):
            sheet.merge(row, first, to)


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone():%H:%M}" if moment is not None else ""


def _write_line(sheet: Sheet, styles: _Styles, scheme: Scheme, line: FormLine | FormSums) -> None:
    if isinstance(line, FormSums):
        _write_section(sheet, styles, line)
        return
    item = scheme.item(line.item)
    subject = _subject(scheme, item)
    is_bonus = item.rule.kind is RuleKind.BONUS
    rule = words.rule(item, line.required)
    code = item.code or str(item.number)
    full = styles.most_gain if is_bonus else styles.full
    cells: list[Cell] = [
        (code, styles.code),
        (subject, styles.word),
        (item.text, styles.text),
        (item.full_mark, full),
        (rule, styles.text),
    ]
    if line.is_apart:
        cells += [("—", styles.dash)] * 3
    else:
        got = styles.gain if is_bonus else styles.got
        cells += [(line.found, styles.count), (line.lost, styles.lost), (line.got, got)]
    cells += [(line.said, styles.text), (line.photos, styles.code)]
    texts = [(code, 0), (subject, 1), (item.text, 2), (rule, 4), (line.said, 8), (line.photos, 9)]
    wrapped = [(text, _WIDTHS[column]) for text, column in texts]
    sheet.row(cells, fit.height(wrapped, _SIZE, _ITEM))


def _subject(scheme: Scheme, item: Item) -> str:
    path = scheme.path(item)
    return path[-1].text if len(path) > 1 else item.aspect


def _write_section(sheet: Sheet, styles: _Styles, sums: FormSums) -> None:
    rated = words.rated(sums.rated) if sums.rated is not None else None
    text = words.section(sums.code, sums.text)
    points = styles.section_points
    cells: list[Cell] = [(text, styles.section), (None, styles.section), (None, styles.section)]
    cells += [(sums.full, styles.section_full), (rated, styles.section_word), (None, points)]
    cells += [(sums.lost, points), (sums.got, points)]
    row = sheet.row(
        [*cells, (None, styles.section), (None, styles.section)],
        fit.height([(text, sheet.span(1, 3))], 10.5, _SECTION),
    )
    sheet.merge(row, 1, 3)


def _write_total(sheet: Sheet, styles: _Styles, values: FormValues) -> None:
    sums = values.total
    rated = words.rated(sums.rated) if sums.rated is not None else None
    counted = sums.full if sums.rated is None else sums.rated
    said = words.no_score() if values.has_record else None
    if values.score is not None and sums.got is not None and counted is not None:
        said = words.division(sums.got, counted, values.bonus, values.score)
    cells: list[Cell] = [(words.total(), styles.total), *[(None, styles.total)] * 2]
    cells += [(sums.full, styles.total_full), (rated, styles.total_word)]
    cells += [(values.found, styles.total_count), (sums.lost, styles.total_points)]
    cells += [(sums.got, styles.total_points), (said, styles.said), (None, styles.said)]
    row = sheet.row(cells, _TOTAL)
    sheet.merge(row, 1, 3)
    sheet.merge(row, 9, 10)


def _write_foot(sheet: Sheet, record: Record | None, values: FormValues) -> None:
    note = record.visit.note if record is not None else ""
    said = words.notes(values.unanswered, values.photos, note)
    numbered = "  ".join(sheet_words.note(number, text) for number, text in enumerate(said, 1))
    text = sheet_words.notes_lead() + numbered
    height = fit.height([(text, sheet.span(1, sheet.columns))], _NOTE.size, 36.0)
    sheet.merged_row(text, _NOTE, height)
    left, right = (f"{label}    {words.date_to_sign()}" for label in words.signature_labels())
    look = sheet.style(_VALUE)
    cells: list[Cell] = [(left, look), *[(None, look)] * 4, (right, look), *[(None, look)] * 4]
    row = sheet.row(cells, _SIGNATURE)
    sheet.merge(row, 1, 5)
    sheet.merge(row, 6, 10)
    sheet.merged_row(words.opinion(), _VALUE, _OPINION)
