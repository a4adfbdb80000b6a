from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inspector.domain.board import BoardKind, RankedRow, Ranking
from inspector.domain.period import Period
from inspector.domain.unit import Role
from inspector.domain.visit import VisitState
from inspector.errors import WorkspaceRefused
from inspector.services import check, ranking, sample, unit, visit, workspace
from inspector.services.sample import SampleReport
from inspector.services.workspace import Workspace

TODAY = date(2024, 3, 6)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleReport]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTOR_PROFILE", str(tmp_path_factory.mktemp("profile")))
        # The hardest case: the folder in which one stands.
        patch.chdir(tmp_path_factory.mktemp("sample"))
        yield sample.make(Path(), TODAY, "钱试用")


@pytest.fixture
def made(report: SampleReport) -> Iterator[Workspace]:
    opened = workspace.open_workspace(report.folder)
    yield opened
    opened.close()


def rows(ws: Workspace, week: Period) -> dict[str, RankedRow]:
    return {row.name: row for group in ranked(ws, week).groups for row in group.rows}


def ranked(ws: Workspace, week: Period) -> Ranking:
    return ranking.rank(ws, BoardKind.UNITS, week)


def test_it_says_what_it_made(report: SampleReport) -> None:
    assert (report.sites, len(report.weeks)) == (120, 4)
    assert report.items >= 120
    assert 320 <= report.visits <= 440
    assert report.findings > 1000
    assert 400 <= report.photos <= 700
    assert [str(week) for week in report.weeks] == ["2024-W06", "2024-W07", "2024-W08", "2024-W09"]


def test_nothing_is_left_beside_it(report: SampleReport) -> None:
    here = report.folder.resolve()
    assert list(here.parent.glob(f".{here.name}-*")) == []
    assert report.workbook.is_file()
    assert [path.name for path in (here / "exports").iterdir()] == [report.workbook.name]


def test_it_is_marked_as_a_sample(made: Workspace) -> None:
    district = workspace.district(made)
    assert district.is_sample
    assert district.name


def test_every_visit_is_closed_within_its_week(made: Workspace, report: SampleReport) -> None:
    lines = visit.list_(made)
    assert len(lines) == report.visits
    assert all(line.state is VisitState.CLOSED for line in lines)
    assert all(len(line.persons) == 2 for line in lines)
    assert all(report.weeks[0].first <= line.day <= report.weeks[-1].last for line in lines)
    for week in report.weeks:
        assert 80 <= len(visit.list_(made, first=week.first, last=week.last)) <= 110


def test_the_street_above_a_community_answers_too(made: Workspace) -> None:
    names = {one.unit.id: one.unit.name for one in unit.list_(made)}
    line = next(one for one in visit.list_(made) if one.site_code == "QH-09")
    frozen = {(names[one.unit], one.role) for one in visit.load(made, line.id).units}
    assert {("清河社区", Role.TERRITORIAL), ("清河街道", Role.TERRITORIAL)} <= frozen
    assert {("区市场监管局", Role.LINE), ("区创文办", Role.SPONSOR)} <= frozen


def test_two_streets_share_a_rank_in_the_last_week(made: Workspace, report: SampleReport) -> None:
    last = rows(made, report.weeks[-1])
    assert last["柳林街道"].rank == last["新港街道"].rank is not None
    assert last["柳林街道"].score == last["新港街道"].score


def test_one_street_climbs_and_one_falls(made: Workspace, report: SampleReport) -> None:
    first, last = rows(made, report.weeks[0]), rows(made, report.weeks[-1])

    def rank(table: dict[str, RankedRow], name: str) -> int:
        found = table[name].rank
        assert found is not None
        return found

    assert rank(last, "翠柏街道") < rank(first, "翠柏街道")
    assert rank(last, "东岗街道") > rank(first, "东岗街道")


def test_who_was_not_tested_has_no_rank(made: Workspace, report: SampleReport) -> None:
    assert rows(made, report.weeks[-1])["区卫健局"].rank is None
    assert rows(made, report.weeks[1])["石桥镇"].rank is None


def test_nothing_is_wrong_with_it(made: Workspace) -> None:
    assert check.check(made) == []


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("kept", encoding="utf-8")
    with pytest.raises(WorkspaceRefused):
        sample.make(tmp_path, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
