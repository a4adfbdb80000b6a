from collections import Counter
from datetime import date, datetime
from fractions import Fraction

import openpyxl
import pytest

from inspector.domain.board import BoardKind, Pooling
from inspector.domain.period import parse_period
from inspector.domain.points import printed
from inspector.domain.result_match import SameDay
from inspector.domain.result_options import ResultOptions
from inspector.domain.visit import Level, VisitState
from inspector.errors import ActionFault, ActionRefused, FileRefused
from inspector.services import board, result, site, unit, visit
from inspector.services import undo as undoing
from inspector.services.import_told import Told

DAY = date(2026, 9, 18)
HEADER = ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2", "责任单位3")
CREATING = Told(options=ResultOptions(creates_names=True))
ROWS = (
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("2", "秩序1", "公园1", None, None, "望湖街道", "城管局", "园林局"),
    ("3", "绿化1", "公园2", None, 0.5, None, "园林局"),
    ("3", "绿化1", "公园1", None, None, "望湖街道", "园林局"),
    ("5", "秩序1", "广场", 1, None, None, None),
)


@pytest.fixture
def write(tmp_path):
    def made(*rows, name="third-party.xlsx"):
        book = openpyxl.Workbook()
        for row in (HEADER, *rows):
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


def lines(ws, day=DAY):
    return visit.list_(ws, first=day, last=day)


def test_rows_become_closed_visits_of_an_imported_scheme(ws, write):
    found = result.import_(ws, write(*ROWS), DAY)
    assert (found.new, found.corrected, found.unchanged) == (4, 0, 0)
    assert found.places == 3
    assert {each.name for each in found.units} == {"望湖街道", "园林局", "城管局"}
    assert found.contents == ("绿化1", "秩序1")
    assert found.rates.pooled == Fraction(33, 50)
    assert Counter(line.site_name for line in lines(ws)) == {
        "公园1（望湖街道）": 2,
        "公园2": 1,
        "广场": 1,
    }
    for line in lines(ws):
        head = visit.load(ws, line.id).visit
        assert (head.level, head.state) == (Level.THIRD_PARTY, VisitState.CLOSED)
        assert head.closed.astimezone().date() == DAY
    assert {line.scheme_title for line in lines(ws)} == {"third-party"}
    assert all(each.site.from_import for each in site.list_(ws))
    assert all(each.unit.from_import for each in unit.list_(ws))


def test_a_preview_writes_nothing_and_an_import_is_one_change(ws, write):
    path, before = write(*ROWS), ws.last_change
    assert result.preview(ws, path, DAY).new == 4
    assert lines(ws) == ()
    assert ws.last_change is before
    result.import_(ws, path, DAY)
    assert len(list(ws.paths.backups.glob("*import*"))) == 1
    undoing.undo(ws)
    assert lines(ws) == ()
    assert site.list_(ws) == ()


def test_the_same_file_for_the_same_day_changes_nothing(ws, write):
    path = write(*ROWS)
    result.import_(ws, path, DAY)
    change = ws.last_change
    again = result.import_(ws, path, DAY)
    assert (again.new, again.corrected, again.unchanged) == (0, 0, 4)
    assert not again.has_changes
    assert ws.last_change is change
    assert len(list(ws.paths.backups.glob("*import*"))) == 1
    assert len(lines(ws)) == 4


def test_the_same_file_for_another_day_uses_what_is_there(ws, write):
    path = write(*ROWS)
    result.import_(ws, path, DAY)
    other = result.import_(ws, path, date(2026, 9, 25))
    assert (other.new, other.units, other.sites, other.contents) == (4, (), (), ())
    assert len(site.list_(ws)) == 3


def test_other_values_of_a_day_are_corrected_or_added_only_when_asked(ws, write):
    result.import_(ws, write(*ROWS), DAY)
    changed = write(("1", "绿化1", "公园2", 0.1, None, "", "城管局"), name="corrected.xlsx")
    assert result.preview(ws, changed, DAY).corrected == 1
    with pytest.raises(ActionRefused) as refused:
        result.import_(ws, changed, DAY)
    assert refused.value.fault is ActionFault.RESULTS_DIFFER
    found = result.import_(ws, changed, DAY, same_day=SameDay.CORRECT)
    assert (found.new, found.corrected) == (0, 1)
    record = next(visit.load(ws, line.id) for line in lines(ws) if line.site_name == "公园2")
    named = {each.unit.id: each.unit.name for each in unit.list_(ws)}
    assert [str(answer.points) for answer in record.answers] == ["0.9000"]
    assert [named[each.unit] for each in record.units] == ["城管局"]
    back = result.import_(ws, write(ROWS[2]), DAY, same_day=SameDay.CORRECT)
    assert back.corrected == 1
    assert [named[each.unit] for each in visit.load(ws, record.visit.id).units] == ["园林局"]
    added = result.import_(ws, changed, DAY, same_day=SameDay.ADD)
    assert (added.new, added.corrected) == (1, 0)
    assert len(lines(ws)) == 5


def test_new_contents_make_the_next_version_of_the_same_scheme(ws, write):
    result.import_(ws, write(*ROWS), DAY)
    more = write(*ROWS, ("6", "环境1", "河道", None, None, None, "水利局"), name="week-2.xlsx")
    waiting = result.import_(ws, more, date(2026, 9, 25))
    assert (waiting.contents, [each.name for each in waiting.unknown]) == ((), ["环境1"])
    found = result.import_(ws, more, date(2026, 9, 25), told=CREATING)
    assert (found.contents, found.new, found.unchanged) == (("环境1",), 1, 4)
    assert found.title == "third-party"
    period = parse_period("2026-09-18..2026-09-25")
    ranking = board.rank(ws, BoardKind.UNITS, period)
    assert sum(row.n for row in ranking.rows if row.name == "水利局") == 1
    other = result.import_(ws, more, date(2026, 9, 26), title="另一方")
    assert other.title == "另一方"
    assert len(other.contents) == 3


def test_a_day_to_come_and_a_file_without_header_are_refused(ws, write):
    with pytest.raises(ActionRefused) as refused:
        result.import_(ws, write(*ROWS), date(datetime.now().astimezone().year + 1, 1, 1))
    assert refused.value.fault is ActionFault.DAY_AHEAD
    book = openpyxl.Workbook()
    book.active.append(("甲", "乙"))
    book.save(write().with_name("other.xlsx"))
    with pytest.raises(FileRefused):
        result.import_(ws, write().with_name("other.xlsx"), DAY)


def test_rows_that_cannot_be_taken_are_told_and_the_others_counted(ws, write):
    found = result.import_(ws, write(*ROWS, ("9", "绿化1", "公园9", "good")), DAY)
    assert [row.fate.value for row in found.sheet.fates].count("refused") == 1
    assert found.rates.n == 5


def test_the_real_results_rank_as_published(ws, real_data):
    path = real_data / "suzhou-2016-inspection.xlsx"
    found = result.import_(ws, path, date(2016, 9, 18))
    assert (found.places, found.new, len(found.contents)) == (87, 87, 39)
    assert len(site.list_(ws)) == 87
    assert len(unit.list_(ws)) == 15
    expected = {own.unit: own for own in found.unit_rates}
    for pooling in Pooling:
        ranking = board.rank(ws, BoardKind.UNITS, parse_period("2016-W37"), pooling=pooling)
        assert len(ranking.rows) == 15
        for row in ranking.rows:
            rates = expected[row.name].rates
            rate = rates.pooled if pooling is Pooling.POOLED else rates.by_content
            assert row.n == rates.n
            assert row.score == printed(100 * rate)
    again = result.import_(ws, path, date(2016, 9, 18))
    assert (again.new, again.unchanged) == (0, 87)
