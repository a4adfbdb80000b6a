"""Showing what becomes of 5,000 rows of a file, against reading the file and nothing else."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.import_preview import ImportKind, ImportPreview, ImportRequest
from inspector.files.reader.parent import read_workbook
from inspector.services import import_preview, workspace
from tests.benchmarks.report import Rival, report

ROWS = 5_000
ROUNDS = 7
MOST_TIMES_READING = 2
SITES = (
    *("序号", "点位名称", "点位类型", "所属街道", "详细地址", "经度", "纬度", "长度（米）"),
    *("主管部门", "负责人", "联系电话", "备注"),
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of sites with a title, as an office has it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["示例区实地考察点位一览表"])
    sheet.append(SITES)
    for at in range(ROWS):
        place = (118 + at / 1e5, 30 + at / 1e5, at % 900 + 1)
        named = (f"示例点位{at}", f"示例类型{at % 40}", f"第{at % 12}街道", f"示例路{at}号")
        sheet.append([at + 1, *named, *place, f"第{at % 25}局", "示例人", 13800000000 + at, "备注"])
    path = tmp_path_factory.mktemp("list") / "sites.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Observations in the layout of the original table, one loss in nine."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"])
    for at in range(ROWS):
        lost = 0.1 if at % 9 == 0 else None
        area, unit = f"第{at % 12}街道", f"第{at % 25}局"
        sheet.append([at + 1, f"项目{at % 40}", f"点位{at % 125}", lost, None, area, unit])
    path = tmp_path_factory.mktemp("list") / "results.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def criteria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of criteria in two levels, with the methods and the types of sites."""
    return _criteria(tmp_path_factory.mktemp("list") / "criteria.xlsx", "符合要求得分")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the words of a rule in every row."""
    said = "每发现一处堆放扣0.5分，扣完为止"
    return _criteria(tmp_path_factory.mktemp("list") / "rules.xlsx", said)


def _criteria(path: Path, guidance: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["示例区文明程度测评表"])
    sheet.append(["序号", "测评项目", "测评内容", "评分标准", "分值", "考察方式", "适用点位"])
    for at in range(ROWS):
        part = f"一、示例项目{at // 50}" if at % 50 == 0 else None
        said = f"第{at}处示例设施完好整洁，无乱堆乱放"
        sheet.append([at + 1, part, said, guidance, 2, "实地考察", f"示例类型{at % 40}"])
    book.save(path)
    return path


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("kind", "file"),
    [("site", "sites"), ("result", "results"), ("scheme", "criteria"), ("scheme", "rules")],
)
def test_5000_rows_are_shown_in_less_than_twice_the_time_of_reading(
    benchmark: BenchmarkFixture,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    kind: str,
    file: str,
) -> None:
    path: Path = request.getfixturevalue(file)
    ws = workspace.create(tmp_path / "ws", district="示例区")
    asked = ImportRequest(ImportKind(kind), path, day=date(2026, 1, 5))
    reading = Rival(lambda: read_workbook(path))

    def shown() -> ImportPreview:
        return import_preview.preview(ws, asked)

    found = benchmark.pedantic(shown, setup=reading.run, rounds=ROUNDS)
    ws.close()
    assert found.written == ROWS
    limit = MOST_TIMES_READING * reading.seconds
    ours = benchmark.stats.stats.median
    report(f"5,000 rows of {file} read and shown / read", reading.seconds, ours, limit)
    assert ours < limit
