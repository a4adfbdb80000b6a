from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board import RankedGroup
from inspector.domain.list_rules import Line, ListKind, ListRule
from inspector.domain.listing import Empty, EmptyKind, Entry, MadeList
from inspector.domain.publication import Publication, counted
from inspector.files.sheets.publication import write_publication
from tests.files.sheets import sample_publication as sample
from tests.files.sheets.reading import Written, row_that_says, rows, texts

TOLD = sample.publication()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_publication(tmp_path_factory.mktemp("sheets") / "all.xlsx", TOLD)


@pytest.fixture(scope="module")
def book(path: Path) -> Written:
    return Written(path)


def empty() -> Publication:
    groups = tuple(RankedGroup(one.key, (), None, None) for one in TOLD.ranking.groups)
    return replace(
        TOLD,
        ranking=replace(TOLD.ranking, groups=groups),
        explanations=(), photo_losses=(), data_rows=(), columns=(), items=(),
        counted=counted([]), aspects=(), types=(), courses=(), segments=(), schemes=(),
    )  # fmt: skip


def column(sheet: Any, number: int) -> list[Any]:
    return [row[number - 1] for row in rows(sheet)]


def test_contents_lead_to_every_other_sheet(book: Written) -> None:
    sheet = book["Table of contents"]
    links = [cell.hyperlink.location for cell in sheet["B"] if cell.hyperlink is not None]

    assert book.names[0] == sheet.title
    assert links == [f"'{name}'!A1" for name in book.names[1:]]
    assert column(sheet, 2)[3 : 3 + len(links)] == book.names[1:]
    assert all(row[2] for row in rows(sheet)[3 : 3 + len(links)])


def test_every_sheet_is_set_up_for_print(book: Written) -> None:
    for sheet in book.book:
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows
        assert sheet.oddFooter.center.text == "Page &P of &N"
        assert sheet.print_area
        assert row_that_says(sheet, "SAMPLE DATA") == 2
        assert texts(sheet)[-3:] == ["Prepared by:", "Checked by:", "Issued by:"] or (
            sheet.title == "Data rows"
        )


def test_compliance_adds_up(book: Written) -> None:
    sheet = book["Compliance"]
    whole = row_that_says(sheet, "All")
    lines = [row for row in rows(sheet)[3 : whole - 1] if row[1] not in ("Subtotal", None)]

    assert sum(row[2] for row in lines) == rows(sheet)[whole - 1][2] == TOLD.counted.whole.n
    assert all(row[2] == row[3] + row[4] for row in lines)
    assert all(round(row[5] + row[6], 2) == 100 for row in lines if row[2])
    assert column(sheet, 1).count("望塔街道") == 1
    assert rows(sheet)[row_that_says(sheet, "区教育局") - 1][5] == "—"


def test_points_of_items_add_up_to_their_total(book: Written) -> None:
    sheet = book["Scores by item"]
    total = row_that_says(sheet, "Total")
    lines = [row for row in rows(sheet)[3 : total - 1] if isinstance(row[3], int)]
    last = rows(sheet)[total - 1]

    assert len(lines) == len(sample.ITEMS)
    for place in (3, 4, 5):
        assert sum(Decimal(str(row[place])) for row in lines) == Decimal(str(last[place]))
    assert "section 1" in texts(sheet)


def test_units_are_ranked_by_rate_list_by_list(book: Written) -> None:
    sheet = book["Scores by unit"]
    bureaus = row_that_says(sheet, "Bureaus")
    streets = rows(sheet)[4 : bureaus - 1]

    assert sorted(row[7] for row in streets)[0] == 1
    best = max(streets, key=lambda row: row[6])
    assert best[7] == 1
    assert rows(sheet)[row_that_says(sheet, "区教育局") - 1][4:] == ["—"] * 4


def test_columns_of_the_matrix_add_up_to_their_subtotal(book: Written) -> None:
    sheet = book["Items by unit, Streets"]
    foot = row_that_says(sheet, "Subtotal")
    names = rows(sheet)[2][3:-1]

    assert names == [row.name for row in TOLD.ranking.groups[0].rows]
    for place in range(3, 3 + len(names) + 1):
        points = [row[place] for row in rows(sheet)[3 : foot - 1] if row[0] and row[place] != "—"]
        known = [Decimal(str(one)) for one in points if isinstance(one, int | float)]
        assert sum(known) == Decimal(str(rows(sheet)[foot - 1][place]))
    assert rows(sheet)[foot + 1][0] == "Score rate (%)"
    (rule,) = (one for listed in sheet.conditional_formatting for one in listed.rules)
    assert rule.dxf.font.b
    assert rule.dxf.fill.bgColor.rgb.endswith("E6E6E6")


def test_many_units_stand_on_several_sheets(tmp_path: Path) -> None:
    group = TOLD.ranking.groups[0]
    many = tuple(
        replace(group.rows[0], name=f"unit {number}", subject=UUID(int=500 + number))
        for number in range(31)
    )
    ranking = replace(TOLD.ranking, groups=(replace(group, rows=many),))
    told = replace(TOLD, ranking=ranking, columns=sample.columns(ranking))
    book = Written(write_publication(tmp_path / "many.xlsx", told))
    sheets = [name for name in book.names if name.startswith("Items by unit")]
    heads = [head for name in sheets for head in rows(book[name])[2][3:-1]]

    assert len(sheets) == 3
    assert heads == [f"unit {number}" for number in range(31)]


def test_the_name_of_a_list_may_hold_anything(tmp_path: Path) -> None:
    group = replace(TOLD.ranking.groups[0], key="a/b:[c]*? 'quoted' and far too long for a sheet")
    ranking = replace(TOLD.ranking, groups=(group, replace(group, key=group.key + "!")))
    first = tuple(replace(one, group=group.key) for one in sample.columns(ranking)[:7])
    second = tuple(replace(one, group=group.key + "!") for one in first)
    told = replace(TOLD, ranking=ranking, columns=(*first, *second))
    names = Written(write_publication(tmp_path / "odd.xlsx", told)).names

    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_the_course_has_a_chart_that_knows_its_cells(path: Path, book: Written) -> None:
    sheet = book["Course of scores"]
    (chart,) = sheet._charts
    means = [number for number, name in enumerate(column(sheet, 1), 1) if "Mean of" in str(name)]

    assert [series.val.numRef.f for series in chart.series] == [
        f"'Course of scores'!$B${number}:$C${number}" for number in means
    ]
    assert len({series.graphicalProperties.line.dashStyle for series in chart.series}) == 2
    with zipfile.ZipFile(path) as written:
        charts = [written.read(name) for name in written.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    assert any(re.search(rb"<(c:)?v>90\.[0-9]+</", one) for one in charts)


def test_losses_by_kind_add_up_and_are_drawn(book: Written) -> None:
    sheet = book["Loss analysis"]
    totals = [number for number, row in enumerate(rows(sheet), 1) if row[0] == "Total"]
    first = 4
    for total in totals:
        lines = [row for row in rows(sheet)[first - 1 : total - 1] if isinstance(row[2], int)]
        last = rows(sheet)[total - 1]
        for place in (2, 3, 4, 5, 6):
            assert sum(Decimal(str(row[place])) for row in lines) == Decimal(str(last[place]))
        for row in lines:
            assert round(row[4] - row[6], 2) == round(row[7], 2)
        first = total + 1
    assert len(totals) == len(sheet._charts) == 2
    assert "no kind given" in texts(sheet)


def test_road_segments_have_chiefs_and_say_where_nothing_was_tested(book: Written) -> None:
    first, second = rows(book["Road segments and flags"])[3:5]

    assert first[:8] == [
        1,
        "港前街",
        "渡口路—码头",
        "chief one",
        None,
        "chief three",
        "柳荫街道",
        88,
    ]
    assert (second[0], second[7]) == ("—", "—")


def test_the_breakdown_shows_sections_beside_their_items(book: Written) -> None:
    sheet = book["Breakdown of criteria"]
    areas = {str(area) for area in sheet.merged_cells.ranges}

    assert rows(sheet)[2][1:4] == ["Project", "Indicator", "Content"]
    assert {"D5:D14", "D15:D16", "B5:B14"} <= areas
    assert rows(sheet)[4][1:] == [
        "Ⅰ-1 project", "Ⅱ-1 indicator", "Ⅲ-1 content", "1.1 standard 1", 5,
        "asked for\nExceptions: not in parks", "all", "field", "trade",
    ]  # fmt: skip
    assert rows(sheet)[5][7] == "market"


def test_empty_sheets_say_so_in_words(tmp_path: Path) -> None:
    book = Written(write_publication(tmp_path / "empty.xlsx", empty()))

    for name, sentence in {
        "Compliance": "Nothing was observed",
        "Scores by unit": "Nothing was observed",
        "Scores by item": "Nothing was observed",
        "Road segments and flags": "No site has a length",
        "Loss analysis": "Nothing was lost",
        "Breakdown of criteria": "No scheme stands",
        "Course of scores": "nothing is ranked",
    }.items():
        assert row_that_says(book[name], sentence) == 4


def entry(rule: ListRule, subject: int, **more: Any) -> Entry:
    row = TOLD.ranking.rows[subject]
    made = Entry(
        rule.kind, rule.name, rule.flag, row.group, row.subject, row.name, row.rank, row.score
    )
    return replace(made, **more)


RED = ListRule(ListKind.RED, line=Line(first=1, at_least=Decimal(90)))
BLACK = ListRule(ListKind.BLACK, line=Line(last=1, below=Decimal(80)), rungs=("talk", "question"))
EXCELLENT = ListRule(ListKind.GRADE, name="excellent", line=Line(at_least=Decimal(95)))
LISTS = (
    MadeList(1, RED, "street", (entry(RED, 0, previous_score=Decimal("95.00"), times=3),)),
    MadeList(2, BLACK, "street", (entry(BLACK, 6, measure="talk"),)),
    MadeList(
        2, BLACK, "bureau",
        empty=Empty(EmptyKind.NONE_BELOW, "区住房和城乡建设局", Decimal("87.88"), Decimal(80)),
    ),
    MadeList(3, EXCELLENT, "", (entry(EXCELLENT, 0),)),
)  # fmt: skip


def listed(path: Path, lists: tuple[MadeList, ...]) -> Any:
    told = replace(TOLD, ranking=replace(TOLD.ranking, lists=lists))
    return Written(write_publication(path / "lists.xlsx", told))["Red and black lists"]


def test_lists_tell_who_why_how_often_and_what_follows(tmp_path: Path) -> None:
    sheet = listed(tmp_path, LISTS)
    first, rule, last, nobody = rows(sheet)[3:7]

    assert first[:5] == ["red list", "Streets", "望塔街道", 1, 96.99]
    assert first[6:8] == [3, 1.99]
    assert "Lost most for" not in first[5]
    assert "90" in rule[0]
    assert (last[0], last[2], last[8]) == ("black list", "南浦街道", "talk")
    assert "Lost most for" in last[5]
    assert nobody[1] == "Bureaus"
    assert "no black list this time" in nobody[2]
    assert {"A6:A7", "C7:I7"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert "excellent" not in " ".join(texts(sheet))
    assert sheet["A6"].fill.fgColor.rgb.endswith("262626")
    assert sheet["A4"].font.color.rgb.endswith("A8171C")


def test_a_board_without_lists_says_so(tmp_path: Path) -> None:
    assert row_that_says(listed(tmp_path, ()), "no rules for lists") == 4


def test_the_name_of_a_list_stands_again_on_the_next_page(tmp_path: Path) -> None:
    many = tuple(entry(RED, 0, subject_name=f"unit {number}") for number in range(30))
    sheet = listed(tmp_path, (MadeList(1, RED, "street", many),))
    breaks = [page.id for page in sheet.row_breaks.brk]

    assert breaks
    assert all(sheet.cell(page + 1, 1).value == "red list" for page in breaks)
    assert column(sheet, 1).count("red list") == len(breaks) + 1
    assert sheet.page_setup.fitToHeight == 0
