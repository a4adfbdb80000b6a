from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from inspector.domain.board import BoardKind, Part, RankedGroup, Ranking
from inspector.domain.board_rules import Metric, MetricKind
from inspector.domain.composition import Composition, MetricValue
from inspector.domain.list_rules import ListKind, ListRule, ListRules
from inspector.domain.listing import Entry
from inspector.domain.period import parse_period
from inspector.domain.points import printed
from inspector.files.sheets.workbook import write_ranking
from tests.files.sheets import sample_ranking as sample
from tests.files.sheets.reading import Written, row_that_says, rows, texts

D, F = Decimal, Fraction


@pytest.fixture
def ranking() -> Ranking:
    return sample.ranking()


def sheet_of(folder: Path, ranking: Ranking) -> Any:
    path = write_ranking(folder / "ranking.xlsx", ranking, [], [], [])
    return Written(path).book.worksheets[0]


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2026-W47", "Weekly ranking"),
        ("2026-11", "Monthly ranking"),
        ("2026-11-14..2026-11-20", "Ranking"),
    ],
)
def test_the_sheet_is_called_after_its_period(
    tmp_path: Path, ranking: Ranking, period: str, name: str
) -> None:
    assert sheet_of(tmp_path, replace(ranking, period=parse_period(period))).title == name


def test_names_of_sheets_are_safe(tmp_path: Path, ranking: Ranking) -> None:
    names = Written(write_ranking(tmp_path / "a.xlsx", ranking, [], [], [])).names

    assert len(set(names)) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_columns_of_units(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, ranking)
    head = rows(sheet)[2:4]

    assert head[0][:5] == ["Rank", "Unit", "Rank\nbefore", "Up or\ndown", "Score"]
    assert head[0][5] == "Score by site type"
    assert head[1][5:11] == list(sample.TYPES)
    assert head[0][11:] == ["No. of\nsites", "Visits", "Remarks"]
    assert {"F3:K3", "A3:A4", "L3:L4", "N3:N4", "A1:N1"} <= {
        str(area) for area in sheet.merged_cells.ranges
    }
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$1:$4"


def test_every_list_stands_below_its_group_and_ranks_start_again(
    tmp_path: Path, ranking: Ranking
) -> None:
    sheet = sheet_of(tmp_path, ranking)
    streets, bureaus = row_that_says(sheet, "1. Streets"), row_that_says(sheet, "2. Bureaus")
    ranks = [row[0] for row in rows(sheet)]

    assert ranks[streets : bureaus - 1] == [1, 2, 2, 4, 5, 6, 7]
    assert ranks[bureaus : bureaus + 3] == [1, 2, "—"]
    assert "7 tested" in ranks[streets - 1]
    assert "+0.42" in ranks[streets - 1]


def test_a_row_of_a_unit(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, ranking)
    cells = next(row for row in sheet if row[1].value == "翠屏街道")

    assert [cell.value for cell in cells[:5]] == [2, "翠屏街道", 1, -1, 94.82]
    assert cells[3].number_format == '"▲"0;"▼"0;"—"'
    assert cells[4].number_format == "0.00_ "
    assert cells[5].value == 92.82
    assert cells[10].value == "—"
    assert [cell.value for cell in cells[11:]] == [23, 27, "shared rank"]
    assert all(cell.border.left.style == "thin" for cell in cells)


def test_who_was_not_tested_has_dashes_and_says_so(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, ranking)
    row = next(row for row in rows(sheet) if row[1] == "区教育局")

    assert row[0] == row[4] == row[5] == "—"
    assert row[-1] == "not tested"


def test_a_newcomer_is_called_new_unless_everybody_is(tmp_path: Path, ranking: Ranking) -> None:
    newcomer = next(row for row in rows(sheet_of(tmp_path, ranking)) if row[1] == "石臼街道")
    assert (newcomer[2], newcomer[3]) == ("—", "New")

    groups = tuple(
        replace(group, rows=tuple(replace(row, previous_rank=None) for row in group.rows))
        for group in ranking.groups
    )
    first = next(
        row
        for row in rows(sheet_of(tmp_path, replace(ranking, groups=groups)))
        if row[1] == "石臼街道"
    )
    assert first[3] == "—"


def test_lacking_types_stand_in_the_remarks(tmp_path: Path, ranking: Ranking) -> None:
    row = next(row for row in rows(sheet_of(tmp_path, ranking)) if row[1] == "柳荫街道")

    assert row[-1] == "not tested: 公交车站, 校园周边"


def test_a_board_of_sites_has_no_type_columns(tmp_path: Path, ranking: Ranking) -> None:
    group = replace(ranking.groups[0], key="农贸市场")
    sheet = sheet_of(tmp_path, replace(ranking, kind=BoardKind.SITES, groups=(group,)))

    assert rows(sheet)[2] == [
        "Rank", "Site", "Rank\nbefore", "Up or\ndown", "Score", "Visits", "Remarks",
    ]  # fmt: skip
    assert row_that_says(sheet, "1. 农贸市场") == 4
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$1:$3")


def test_imported_results_show_how_many_observations(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, replace(ranking, is_result=True, part_names=()))

    assert rows(sheet)[2][5:] == ["Obser-\nvations", "Remarks"]


def test_nothing_ranked_is_said_in_words(tmp_path: Path, ranking: Ranking) -> None:
    assert row_that_says(sheet_of(tmp_path, replace(ranking, groups=())), "nothing is ranked")

    empty = RankedGroup("street", (), None, None)
    sheet = sheet_of(tmp_path, replace(ranking, groups=(*ranking.groups, empty)))
    assert row_that_says(sheet, "Nobody stands on this list")


def test_line_below_the_title_notes_and_signatures(tmp_path: Path, ranking: Ranking) -> None:
    said = texts(sheet_of(tmp_path, ranking))

    assert "No. 47  SAMPLE DATA, nothing is real" in said
    assert "Week 47 of 2026   2026.11.16–11.22" in said
    assert "示例区创文办  2026-11-20  Unit: points" in said
    assert any(text.startswith("Notes: 1. ") for text in said)
    assert said[-3:] == ["Prepared by:", "Checked by:", "Issued by:"]


def test_every_sheet_of_the_sample_says_so(tmp_path: Path, ranking: Ranking) -> None:
    book = Written(write_ranking(tmp_path / "a.xlsx", ranking, [], [], []))
    for sheet in book.book:
        assert row_that_says(sheet, "SAMPLE DATA") == 2

    real = Written(
        write_ranking(tmp_path / "b.xlsx", replace(ranking, is_sample=False), [], [], [])
    )
    assert not any("SAMPLE DATA" in text for sheet in real.book for text in texts(sheet))


def test_print_set_up(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, replace(ranking, scheme_title="A & B"))

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$N${sheet.max_row}"
    assert not sheet.sheet_view.showGridLines
    assert "A && B" in sheet.oddFooter.left.text
    assert sheet.oddFooter.center.text == "Page &P of &N"


def test_many_site_types_are_narrower_and_then_take_a_larger_paper(
    tmp_path: Path, ranking: Ranking
) -> None:
    def with_types(count: int) -> Any:
        names = tuple(f"类型{number}" for number in range(count))
        rows_ = tuple(
            replace(row, parts=tuple(Part(name, row.exact, 1, 1) for name in names))
            for row in ranking.groups[0].rows
        )
        group = replace(ranking.groups[0], rows=rows_)
        return sheet_of(tmp_path, replace(ranking, part_names=names, groups=(group,)))

    assert with_types(12).column_dimensions["F"].width == 8.5
    assert with_types(14).page_setup.paperSize == 9
    assert with_types(15).page_setup.paperSize == 8


def test_a_long_name_gets_a_taller_row(tmp_path: Path, ranking: Ranking) -> None:
    row = replace(
        ranking.groups[0].rows[0], name="一个名字特别长的街道办事处和经济开发区管理委员会"
    )
    group = RankedGroup("street", (row, ranking.groups[0].rows[1]), Decimal(90), None)
    sheet = sheet_of(tmp_path, replace(ranking, groups=(group,)))

    assert sheet.row_dimensions[6].height > 30
    assert sheet.row_dimensions[7].height == 21.8


@pytest.mark.parametrize(("count", "pages_high"), [(10, 0), (17, 1), (40, 0)])
def test_notes_alone_do_not_fill_a_second_page(
    tmp_path: Path, ranking: Ranking, count: int, pages_high: int
) -> None:
    group = RankedGroup("street", ranking.groups[0].rows[:1] * count, Decimal(90), None)
    sheet = sheet_of(tmp_path, replace(ranking, groups=(group,), is_result=True, part_names=()))

    assert sheet.page_setup.fitToHeight == pages_high


def test_a_composite_shows_what_it_is_made_of_and_the_grade(
    tmp_path: Path, ranking: Ranking
) -> None:
    metrics = (
        MetricValue(MetricKind.VISITS, "", D("0.8"), F(4, 5), F(90), D(100), 3),
        MetricValue(MetricKind.RECTIFICATION, "", D("0.2"), F(0), None, D(100)),
    )
    made = Composition(F(91), True, metrics, F(90), bonus=F(3, 2), penalty=F(1, 2))
    rule = ListRule(ListKind.GRADE, name="good")
    group = ranking.groups[0]
    row = group.rows[0]
    mark = Entry(rule.kind, rule.name, None, row.group, row.subject, row.name, row.rank, row.score)
    graded = (replace(row, composition=made, marks=(mark,)), group.rows[1])
    weighed = (Metric(weight=D("0.8")), Metric(MetricKind.RECTIFICATION, weight=D("0.2")))
    rules = replace(ranking.rules, metrics=weighed, lists=ListRules(rules=(rule,)))
    groups = (replace(group, rows=graded),)
    sheet = sheet_of(tmp_path, replace(ranking, groups=groups, rules=rules))
    first, second = rows(sheet)[5:7]

    assert rows(sheet)[2][5] == "Made of"
    heads = ["site inspection 80 %", "rectification rate 20 %", "Bonus", "Penalty"]
    assert rows(sheet)[3][5:9] == heads
    assert first[5:9] == [90, "—", 1.5, -0.5]
    assert second[5:9] == ["—"] * 4
    assert rows(sheet)[2][-2:] == ["Grade", "Remarks"]
    assert (first[-2], second[-2]) == ("good", None)
    assert "good" not in str(first[-1])
    assert {"F3:I3", "J3:O3"} <= {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("decimals", "shown"), [(0, "0_ "), (1, "0.0_ "), (2, "0.00_ "), (3, "0.000_ ")]
)
def test_scores_are_printed_at_the_precision_of_the_board(
    tmp_path: Path, ranking: Ranking, decimals: int, shown: str
) -> None:
    rules = replace(ranking.rules, order=replace(ranking.rules.order, decimals=decimals))
    group = ranking.groups[0]
    metric = MetricValue(MetricKind.VISITS, "", D(1), F(1), F(271, 3), D(100), 3)
    made = Composition(F(271, 3), True, (metric,), F(271, 3), bonus=F(2, 3), penalty=F(0))
    parts = tuple(replace(part, score=F(200, 3)) for part in group.rows[0].parts)
    row = replace(group.rows[0], score=printed(F(271, 3), decimals), composition=made, parts=parts)
    groups = (replace(group, rows=(row,)),)
    sheet = sheet_of(tmp_path, replace(ranking, groups=groups, rules=rules))
    cells = list(sheet)[5]
    assert (cells[4].value, cells[4].number_format) == (float(row.score or 0), shown)
    assert cells[5].number_format == shown
    assert cells[6].value == float(printed(F(2, 3), decimals))
    assert (cells[8].value, cells[8].number_format) == (
        float(printed(F(200, 3), decimals)),
        shown,
    )


def test_who_is_on_a_black_list_is_grey_wherever_sorted_to(
    tmp_path: Path, ranking: Ranking
) -> None:
    lists = ListRules(rules=(ListRule(ListKind.BLACK), ListRule(ListKind.BLACK, name='a "b"')))
    sheet = sheet_of(tmp_path, replace(ranking, rules=replace(ranking.rules, lists=lists)))
    (listed,) = sheet.conditional_formatting
    (rule,) = listed.rules

    assert rule.formula == [
        'OR(ISNUMBER(SEARCH("black list",$N5)),ISNUMBER(SEARCH("a ""b""",$N5)))'
    ]
    assert str(listed.sqref).startswith("A5:N")
    assert rule.dxf.fill.bgColor.rgb.endswith("E6E6E6")


def test_thick_lines_part_red_and_black_from_the_others(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, sample.listed(ranking))
    first = row_that_says(sheet, "1. Streets") + 1
    edges = [
        (cell.border.top.style, cell.border.bottom.style)
        for cell in (sheet.cell(first + place, 1) for place in range(7))
    ]

    assert edges == [
        ("thin", "thin"),
        ("thin", "thin"),
        ("thin", "medium"),
        ("medium", "thin"),
        ("thin", "thin"),
        ("thin", "medium"),
        ("medium", "thin"),
    ]
    for column in range(1, sheet.max_column + 1):
        assert sheet.cell(first + 2, column).border.bottom.color.rgb == "00A8171C"
        assert sheet.cell(first + 3, column).border.top.color.rgb == "00A8171C"
        assert sheet.cell(first + 6, column).border.top.color.rgb == "00000000"
    assert "red list: 3  black list: 1" in sheet.cell(first - 1, 1).value
    note = sheet.cell(row_that_says(sheet, "Above the red thick line"), 1).value
    assert "below the black thick line the black list" in note


def test_without_lists_there_is_neither_line_nor_word(tmp_path: Path, ranking: Ranking) -> None:
    sheet = sheet_of(tmp_path, ranking)

    assert not any(cell.border.bottom.style == "medium" for row in sheet for cell in row)
    assert not any("thick line" in text for text in texts(sheet))
