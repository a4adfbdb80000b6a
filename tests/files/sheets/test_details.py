from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from msgspec.structs import replace
from PIL import Image

from inspector.domain.board import BoardKind
from inspector.files.sheets.workbook import write_ranking
from tests.files.sheets import sample_ranking as sample
from tests.files.sheets.reading import Written, row_that_says, rows, texts

RANKING = sample.ranking()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_ranking(
        tmp_path / "ranking.xlsx",
        RANKING,
        sample.explanations(RANKING),
        sample.photo_losses(),
        sample.data_rows(),
    )


@pytest.fixture
def book(path: Path) -> Written:
    return Written(path)


def blocks(sheet: Any) -> list[list[list[Any]]]:
    found: list[list[list[Any]]] = []
    for row in rows(sheet)[3:]:
        if isinstance(row[0], str) and row[0].startswith("Rank "):
            found.append([])
        if found:
            found[-1].append(row)
    return found


def test_the_lines_of_a_block_add_up_to_what_is_lost(book: Written) -> None:
    for block in blocks(book["Losses by unit"]):
        end = next(n for n, row in enumerate(block) if str(row[0]).startswith("Total"))
        lost = [Decimal(str(row[7])) for row in block[1:end]]
        shares = [Decimal(str(row[8])) for row in block[1:end]]

        assert sum(lost) == Decimal(str(block[end][7]))
        assert sum(shares) == 100
        assert f"lost {sum(lost)}" in block[0][0]


def test_blocks_stand_most_lost_first_with_ten_lines_and_the_rest(book: Written) -> None:
    found = blocks(book["Losses by unit"])
    totals = [next(row[7] for row in block if str(row[0]).startswith("Total")) for block in found]

    assert len(found) == 9
    assert totals == sorted(totals, reverse=True)
    assert [row[0] for row in found[0][1:12]] == [*range(1, 11), "…"]
    assert found[0][11][1] == "4 other losses (each at most 0.94; see the sheet “Data rows”)"


def test_a_bonus_is_a_negative_loss_and_stands_in_the_equation(book: Written) -> None:
    block = next(block for block in blocks(book["Losses by unit"]) if "bonus" in block[0][0])
    bonus = next(row for row in block if row[0] == "+")

    assert (bonus[1], bonus[7]) == ("1 bonus", -1)
    assert block[0][0].endswith("lost 5.18 = lost on items 6.18 − bonus 1.00")


def test_a_unit_that_lost_nothing_says_so(tmp_path: Path) -> None:
    row = replace(RANKING.rows[0], score=Decimal(100))
    path = write_ranking(tmp_path / "a.xlsx", RANKING, [sample.explanation(row, 0)], [], [])
    sheet = Written(path)["Losses by unit"]

    assert row_that_says(sheet, "lost 0") == 4
    assert row_that_says(sheet, "Nothing was lost.") == 5


def test_a_score_of_hundred_with_bonus_has_no_shares(tmp_path: Path) -> None:
    row = replace(RANKING.rows[0], score=Decimal("100.00"))
    explained = sample.explanation(row, 3, bonus=True)
    path = write_ranking(tmp_path / "a.xlsx", RANKING, [explained], [], [])
    (block,) = blocks(Written(path)["Losses by unit"])

    assert [row[8] for row in block[1:6]] == ["—"] * 5
    assert block[5][7] == 0


def test_losses_that_fit_stand_two_blocks_a_page(tmp_path: Path) -> None:
    rows_ = RANKING.groups[0].rows[:6]
    explained = []
    for row in rows_:
        losses = sample.explanation(row).losses
        explained.append(
            replace(
                sample.explanation(row), losses=tuple(replace(loss, note="短") for loss in losses)
            )
        )
    path = write_ranking(tmp_path / "a.xlsx", RANKING, explained, [], [])
    sheet = Written(path)["Losses by unit"]

    assert [page.id for page in sheet.row_breaks.brk] == [3 + 26, 3 + 52]


def test_large_losses_are_bold_by_a_rule_that_survives_sorting(book: Written) -> None:
    (rule,) = (
        rule for listed in book["Losses by unit"].conditional_formatting for rule in listed.rules
    )
    assert rule.formula == ["AND(ISNUMBER($A4),$H4>=1)"]
    assert rule.dxf.font.b


def test_moments_of_visits_are_real_moments(book: Written) -> None:
    cell = book["Losses by unit"]["K5"]

    assert cell.is_date
    assert cell.number_format == "mm.dd hh:mm"


def test_nobody_with_a_score_is_said_in_words(tmp_path: Path) -> None:
    path = write_ranking(tmp_path / "a.xlsx", RANKING, [], [], [])
    said = [texts(sheet) for sheet in Written(path).book]

    assert any("no loss to explain" in text for text in said[1])
    assert any("nothing to show" in text for text in said[2])
    assert any("No item was answered" in text for text in said[3])


def test_a_board_of_sites_names_its_sheet_after_them(tmp_path: Path) -> None:
    ranking = replace(RANKING, kind=BoardKind.SITES)
    names = Written(write_ranking(tmp_path / "a.xlsx", ranking, [], [], [])).names

    assert names[1] == "Losses by site"


def test_pictures_lie_in_their_cell_and_move_with_it(book: Written) -> None:
    sheet = book["Ten largest losses"]
    first = sheet._images[0].anchor

    assert len(sheet._images) == 9
    assert first.editAs == "twoCell"
    for image in sheet._images:
        start, end = image.anchor._from, image.anchor.to
        assert (start.row, start.col) == (end.row, end.col)
        assert start.row >= 3
        assert start.col in (4, 5)
        assert 0 < start.rowOff < end.rowOff < 96 * 12_700
        assert 0 < start.colOff < end.colOff < 187 * 9_525


def test_pictures_keep_their_aspect_and_their_bytes(path: Path) -> None:
    near = sample.photo_losses()[0].near
    assert near is not None
    with ZipFile(path) as archive:
        pictures = [info for info in archive.infolist() if info.filename.startswith("xl/media")]
        assert {info.compress_type for info in pictures} == {ZIP_STORED}
        assert near in [archive.read(info) for info in pictures]
        sizes = {Image.open(BytesIO(archive.read(info))).size for info in pictures}
    anchors = [image.anchor for image in Written(path)["Ten largest losses"]._images]
    shown = {
        round((a.to.colOff - a._from.colOff) / (a.to.rowOff - a._from.rowOff), 1) for a in anchors
    }

    assert shown == {round(width / height, 1) for width, height in sizes}


def test_pictures_have_an_alternative_text(path: Path) -> None:
    with ZipFile(path) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()

    assert 'descr="港前街（渡口路—码头）, 11-17 ' in drawing


def test_a_loss_without_picture_says_so_in_both_cells(book: Written) -> None:
    third = rows(book["Ten largest losses"])[5]

    assert (third[4], third[5]) == ("no photo taken", "no photo taken")


def test_five_photos_a_page(book: Written) -> None:
    assert [page.id for page in book["Ten largest losses"].row_breaks.brk] == [8]


def test_every_data_row_is_there_and_can_be_filtered(book: Written) -> None:
    sheet = book["Data rows"]
    listed = rows(sheet)

    assert sheet.auto_filter.ref == "A3:P63"
    assert sheet.freeze_panes == "B4"
    assert listed[3][:5] == ["NB03-0000", listed[3][1], "S000", "柳荫农贸市场", "主次干道"]
    assert [row[9] for row in listed[3:8]] == [
        "conforming", "deducted", "not applicable", "not observed", "valued",
    ]  # fmt: skip
    assert listed[5][11] is None
    assert len([row for row in listed if str(row[0]).startswith("NB03-")]) == 60


def test_notes_of_users_are_never_formulas(tmp_path: Path) -> None:
    row = replace(sample.data_rows(1)[0], note="=HYPERLINK(1)", site_name="@home")
    sheet = Written(write_ranking(tmp_path / "a.xlsx", RANKING, [], [], [row]))["Data rows"]

    assert (sheet["O4"].value, sheet["O4"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["O4"].quotePrefix
    assert sheet["D4"].quotePrefix
