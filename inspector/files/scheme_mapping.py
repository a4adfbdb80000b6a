"""Which column of a foreign criteria table is which field: found by its headings, or as told."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from inspector.domain.scheme_draft import MappedColumn, SchemeField
from inspector.errors import ActionFault, ActionRefused
from inspector.files.cell import letter
from inspector.files.reader import Cell, Merge, Sheet
from inspector.files.scheme_columns import squeezed
from inspector.files.scheme_row import plain_text, points_or_none

SEARCHED_ROWS = 30
_LONGEST_HEADING = 20
_LETTERS = re.compile(r"[A-Z]{1,3}")

# The first pattern that fits a heading decides; what is taken from a visit is no criterion.
_PATTERNS: tuple[tuple[SchemeField, str], ...] = (
    (SchemeField.FULL_MARK, r"分值|满分|标准分|基本分|基准分|规定分|应得分|^分数$"),
    (SchemeField.FULL_MARK, r"^(full|max(imum)?)?(mark|score|points)s?$"),
    (SchemeField.IGNORE, r"得分|[自实复]评|评分结果|扣分$|^[评打]分$|^备注$|^(note|remark)s?$"),
    (SchemeField.GUIDANCE, r"(评分|扣分|计分|考核|评价|打分)(标准|细则|办法|说明|依据|规则|要求)"),
    (SchemeField.GUIDANCE, r"考核指标|考察要求|点位及标准|具体要求|检查提示|目标值|^标准$"),
    (SchemeField.GUIDANCE, r"^(guidance|scoring|howtoscore)$"),
    (SchemeField.METHOD, r"(考核|检查|测评|评价|考察|采集)(方式|方法)|^方(法|式)$|^method$"),
    (SchemeField.EXCEPTIONS, r"例外|不扣分|^exceptions?$"),
    (SchemeField.CODE, r"^(序号?|编号|代码|编码|条款号?|条目号|项目编号|no\.?|code|number)$"),
    (SchemeField.DEADLINE_CLASS, r"(整改|完成)(时限|期限)|^deadline(class)?$"),
    (SchemeField.SITE_TYPES, r"点位类型|适用点位|适用范围|^sitetypes?$"),
    (SchemeField.ASPECT, r"问题类别|^(方面|aspect)$"),
    (SchemeField.UNIT, r"(责任|牵头|考核|承办|负责|主管).*(单位|部门|科室)|^(responsible)?unit$"),
)  # fmt: skip
# The columns of the tree, outermost first: the innermost that is there is the item's text.
_DEPTHS: tuple[tuple[int, str], ...] = (
    (6, r"(测评|检查|考察)(标准|要点)|考核要点|指标内容|^(text|standard|criterion|criteria)$"),
    (5, r"(测评|考核|检查|评价|评分|具体|工作)?内容|三级指标|工作任务|^(content|item)$"),
    (4, r"指标名称|二级(指标|项目)|^指标$"),
    (3, r"(测评|考核|检查|评价|评分)项目|^项目(名称)?$|^项$"),
    (2, r"一级(指标|项目)|^(类别|section|category)$"),
)  # fmt: skip
_NAMED = {field.value: field for field in SchemeField}
_REPEATABLE = frozenset({SchemeField.SECTION, SchemeField.GUIDANCE})


class Layout(Struct, frozen=True):
    """The header of a table: its rows (indexes, both included), headings and fields by column.

    `stated` is, for a section column, the column with the points that the section states.
    """

    first: int
    last: int
    headings: Mapping[int, str]
    fields: Mapping[int, SchemeField]
    stated: Mapping[int, int]

    def columns(self, field: SchemeField) -> list[int]:
        """The columns of a field, from the left."""
        return [column for column, named in sorted(self.fields.items()) if named is field]

    def column(self, field: SchemeField) -> int | None:
        """The leftmost column of a field."""
        return next(iter(self.columns(field)), None)

    @property
    def mapping(self) -> tuple[MappedColumn, ...]:
        """Every column that has a heading, for showing."""
        return tuple(
            MappedColumn(letter(c + 1), heading, self.fields.get(c, SchemeField.IGNORE))
            for c, heading in sorted(self.headings.items())
            if heading or c in self.fields
        )


def parse_mapping(text: str) -> tuple[tuple[str, SchemeField], ...]:
    """Columns as told, “B=text,分值=full_mark”; ActionRefused for a field that there is not."""
    told = []
    for part in filter(None, (part.strip() for part in re.split("[,，;；]", text))):
        column, _sign, name = (word.strip() for word in part.partition("="))
        if not column or name.casefold() not in _NAMED:
            raise bad_mapping(part)
        told.append((column, _NAMED[name.casefold()]))
    return tuple(told)


def bad_mapping(part: str) -> ActionRefused:
    """The refusal of a part of a mapping."""
    fields = ", ".join(SchemeField)
    return ActionRefused(ActionFault.BAD_MAPPING, {"part": part, "fields": fields})


def find_layout(sheet: Sheet, told: Sequence[tuple[str, SchemeField]] = ()) -> Layout | None:
    """The header row of a sheet that names most fields; None where there is none.

    Columns told by letter need no header. Raises ActionRefused where a told column is not there.
    """
    best: Layout | None = None
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        layout = _layout(sheet, index, row)
        if layout is not None and (best is None or len(layout.fields) > len(best.fields)):
            best = layout
    if not told:
        return best
    if best is None:
        headings = dict.fromkeys(range(len(sheet.rows[0]) if sheet.rows else 0), "")
        best = Layout(-1, -1, headings, {}, {})
    return _as_told(best, told)


def _as_told(layout: Layout, told: Sequence[tuple[str, SchemeField]]) -> Layout:
    chosen = {_told_column(layout, column): field for column, field in told}
    kept = {
        column: field
        for column, field in layout.fields.items()
        if field not in chosen.values() or field in _REPEATABLE
    }
    fields = {**kept, **chosen}
    if SchemeField.TEXT not in fields.values():
        raise bad_mapping("text")
    stated = {section: points for section, points in layout.stated.items()
              if fields.get(section) is SchemeField.SECTION and points not in chosen}  # fmt: skip
    return Layout(layout.first, layout.last, layout.headings, fields, stated)


def _told_column(layout: Layout, name: str) -> int:
    for column, heading in layout.headings.items():
        if heading and squeezed(heading) == squeezed(name):
            return column
    if _LETTERS.fullmatch(name.upper()):
        for column in layout.headings:
            if letter(column + 1) == name.upper():
                return column
    raise bad_mapping(name)


def _layout(sheet: Sheet, index: int, row: Sequence[Cell]) -> Layout | None:
    last = last_header_row(sheet.merges, index)
    headings = {column: _heading(sheet, column, index, last) for column in range(len(row))}
    fields, depths, points = _recognised(headings)
    if not depths and SchemeField.GUIDANCE not in fields.values():
        return None
    _choose_text(fields, depths)
    stated = _choose_full_mark(fields, points)
    if len(fields) < 2:
        return None
    _split_shared_text(sheet, last, fields)
    return Layout(index, last, headings, fields, stated)


def last_header_row(merges: Collection[Merge], index: int) -> int:
    """The lowest row of a header whose cells are merged downwards."""
    return max(
        (m.last_row for m in merges if m.first_row == index and m.last_row <= index + 2),
        default=index,
    )


def _heading(sheet: Sheet, column: int, first: int, last: int) -> str:
    """The lowest heading of a column; a cell merged downwards stands in its first row."""
    for index in range(min(last, len(sheet.rows) - 1), first - 1, -1):
        if text := plain_text(sheet.rows[index][column]):
            return text if len(text) <= _LONGEST_HEADING else ""
    return ""


def _recognised(
    headings: Mapping[int, str],
) -> tuple[dict[int, SchemeField], dict[int, int], list[int]]:
    """The plain fields by column, the depths of the columns of the tree, the columns of points."""
    fields: dict[int, SchemeField] = {}
    depths: dict[int, int] = {}
    points: list[int] = []
    for column, heading in headings.items():
        word = squeezed(heading)
        field = next((f for f, pattern in _PATTERNS if re.search(pattern, word)), None)
        if field is SchemeField.FULL_MARK:
            points.append(column)
        elif field is None:
            depth = next((d for d, pattern in _DEPTHS if re.search(pattern, word)), None)
            if word and depth is not None:
                depths[column] = depth
        elif field in _REPEATABLE or field not in fields.values():
            fields[column] = field
    return {c: f for c, f in fields.items() if f is not SchemeField.IGNORE}, depths, points


def _choose_text(fields: dict[int, SchemeField], depths: dict[int, int]) -> None:
    """The innermost column is the text, those outside of it to its left are sections."""
    if not depths:
        text = min(c for c, field in fields.items() if field is SchemeField.GUIDANCE)
        fields[text] = SchemeField.TEXT
        return
    text = max(depths, key=lambda column: (depths[column], -column))
    fields[text] = SchemeField.TEXT
    for column, depth in depths.items():
        if column < text and depth < depths[text]:
            fields[column] = SchemeField.SECTION


def _choose_full_mark(fields: dict[int, SchemeField], points: list[int]) -> dict[int, int]:
    """The first points right of the text are the item's, those right of a section state its sum."""
    text = next(column for column, field in fields.items() if field is SchemeField.TEXT)
    right = [column for column in points if column > text]
    mark = right[0] if right else max(points, default=None)
    if mark is not None:
        fields[mark] = SchemeField.FULL_MARK
    stated: dict[int, int] = {}
    for column in points:
        if column != mark:
            before = [c for c in sorted(fields) if c < column]
            if before and fields[before[-1]] is SchemeField.SECTION:
                stated[before[-1]] = column
    return stated


def _split_shared_text(sheet: Sheet, last: int, fields: dict[int, SchemeField]) -> None:
    """Where one text stands beside several rows of guidance with points each, it is a section."""
    by_field = {field: column for column, field in sorted(fields.items(), reverse=True)}
    text, guidance = by_field[SchemeField.TEXT], by_field.get(SchemeField.GUIDANCE)
    mark = by_field.get(SchemeField.FULL_MARK)
    if guidance is None or mark is None or guidance < text:
        return
    shared = 0
    for row in sheet.rows[last + 1 :]:
        try:
            has_points = points_or_none(row[mark]) is not None
        except ValueError:
            has_points = False
        shared += has_points and not plain_text(row[text]) and bool(plain_text(row[guidance]))
    if shared >= 2:
        fields[text], fields[guidance] = SchemeField.SECTION, SchemeField.TEXT
