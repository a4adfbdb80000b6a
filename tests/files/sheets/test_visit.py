from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from inspector.domain import scoring
from inspector.domain.scheme import Scheme
from inspector.domain.visit import Record, VisitState
from inspector.files.sheets.visit import write_visit
from tests.files.sheets import sample_visit as sample
from tests.files.sheets.reading import Written, row_that_says, rows, texts


def form(folder: Path, record: Record | None, scheme: Scheme | None = None) -> Any:
    scheme = scheme or sample.scheme()
    path = write_visit(folder / "form.xlsx", scheme, record, sample.head())
    return Written(path)["Scoring form"]


@pytest.fixture
def filled(tmp_path: Path) -> Any:
    return form(tmp_path, sample.record())


def item(sheet: Any, code: str) -> list[Any]:
    return next(row for row in rows(sheet) if row[0] == code)


def test_the_head_names_site_units_people_and_scores(filled: Any) -> None:
    block = rows(filled)[2:5]

    assert [row[2] for row in block[:2]] == ["柳荫农贸市场", "柳荫街道, 区市场监管局"]
    assert block[2][2].startswith("2026-11-20 ")
    assert [row[5] for row in block] == ["农贸市场", "daily team", "周敏, 赵强"]
    assert [row[8] for row in block] == ["柳荫街道", 96.1, 80.67]


def test_sums_of_a_section_tell_what_counted(filled: Any) -> None:
    section = rows(filled)[row_that_says(filled, "一、公共环境") - 1]

    assert section[0] == "一、公共环境 (Ⅱ-26)"
    assert (section[3], section[4], section[6], section[7]) == (15, "rated: 11", 1.5, 9.5)


def test_every_kind_of_answer(filled: Any) -> None:
    assert item(filled, "1.1")[5:9] == [None, None, 6, None]
    assert item(filled, "1.2")[5:] == [3, 1.5, 3.5, "西侧三个桶未盖、满溢", "01—02"]
    assert item(filled, "1.3")[5:9] == ["—", "—", "—", "not applicable (无活禽经营)"]
    assert item(filled, "2.4")[4:8] == ["0.5 to 1 each, at most 4", 4, 3.5, 2.5]
    assert item(filled, "2.5")[5:9] == [None, None, 5, None]
    assert item(filled, "2.6")[8] == "not observed (闭市整理)"
    assert item(filled, "3.7")[5:9] == [1, 2, 8, "3 required, 2 found"]
    assert item(filled, "3.8")[6:9] == [1, 4, "Grade B"]
    assert item(filled, "3.9")[6:8] == [0.75, 4.25]
    assert item(filled, "3.10")[6:9] == [None, 1.5, "市级现场会推广"]


def test_the_total_carries_the_division(filled: Any) -> None:
    total = rows(filled)[row_that_says(filled, "Total") - 1]
    score = scoring.live_total(sample.scheme(), sample.record()).printed_score

    assert total[3:8] == [50, "rated: 42", 8, 8.75, 33.25]
    assert total[8] == f"Score 33.25 ÷ 42 × 100 + 1.5 = {score}"


def test_points_have_as_many_places_as_the_scheme_needs(filled: Any) -> None:
    cells = next(row for row in filled if row[0].value == "1.1")

    assert cells[7].number_format == "0.00_ "
    assert cells[3].number_format == "0"


def test_an_open_visit_says_that_its_score_is_not_final(tmp_path: Path) -> None:
    record = sample.record(VisitState.OPEN)
    sheet = form(tmp_path, replace(record, answers=record.answers[1:]))

    assert item(sheet, "1.1")[5:9] == [None, None, None, None]
    assert row_that_says(sheet, "1 item was not looked at yet")


def test_the_blank_form_has_the_items_and_no_values(tmp_path: Path) -> None:
    sheet = form(tmp_path, None)
    listed = rows(sheet)[6:19]

    assert [row[0] for row in listed if row[0][0].isdigit()] == [
        "1.1", "1.2", "1.3", "2.4", "2.5", "2.6", "3.7", "3.8", "3.9", "3.10",
    ]  # fmt: skip
    assert all(value is None for row in listed for value in row[5:])
    assert item(sheet, "3.7")[4] == "3 for each 500 m, here 3, 2 for each missing"
    assert rows(sheet)[row_that_says(sheet, "Total") - 1][3:9] == [50, *[None] * 5]


def test_a_visit_where_nothing_counted_has_no_score(tmp_path: Path) -> None:
    record = sample.record()
    apart = tuple(replace(answer, state=record.answers[2].state) for answer in record.answers)
    sheet = form(tmp_path, replace(record, answers=apart, findings=()))

    assert row_that_says(sheet, "No score")
    assert rows(sheet)[4][8] is None


def test_it_is_printed_upright_and_its_head_repeats(filled: Any) -> None:
    assert filled.page_setup.orientation == "portrait"
    assert filled.print_title_rows == "$6:$6"
    assert filled.freeze_panes == "C7"
    assert "SAMPLE DATA, nothing is real" in texts(filled)
    assert "=" not in [text[0] for text in texts(filled)]


def test_signatures_and_opinion_close_the_form(filled: Any) -> None:
    last = rows(filled)[-2:]

    assert last[0][0].startswith("Inspectors (signature):")
    assert last[0][5].startswith("Site (signature):")
    assert "□ no objection" in last[1][0]


def test_a_void_visit_says_so(tmp_path: Path) -> None:
    record = sample.record()
    sheet = form(tmp_path, replace(record, visit=replace(record.visit, void=True)))

    assert "void" in rows(sheet)[1][0]


def test_points_of_four_places_are_kept(tmp_path: Path) -> None:
    scheme = sample.scheme()
    items = (replace(scheme.items[0], full_mark=Decimal("0.3333")), *scheme.items[1:])
    sheet = form(tmp_path, sample.record(), replace(scheme, items=items))
    cells = next(row for row in sheet if row[0].value == "1.1")

    assert (cells[7].value, cells[7].number_format) == (0.3333, "0.0000_ ")
