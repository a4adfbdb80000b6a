"""What becomes of imported results in the workspace, whatever their order, size and end."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.alias import AliasKind
from inspector.domain.result import ResultFate, ResultNote, ResultRow, ResultRowFate, ResultSheet
from inspector.domain.result_match import SameDay
from inspector.domain.result_options import ResultOptions
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.errors import Ambiguous, Cancelled, NotFound
from inspector.files.reader import Sheet, Workbook
from inspector.services import alias, check, result, site, unit, visit, workspace
from inspector.services import undo as undoing
from inspector.services.import_told import UNTOLD, Told
from inspector.services.result import ResultImport
from inspector.services.workspace import Workspace
from inspector.store.database import rows as query
from inspector.store.kind import KINDS
from tests.services.made_up import add_site, add_units

DAY = date(2026, 9, 18)
HEADER = ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2", "日期", "检查编号")

Row = tuple[str, str, str | None, str | None, date | None, str | None, str | None]


def row(
    content: str,
    place: str,
    lost: str | None = None,
    area: str | None = None,
    department: str | None = None,
    day: date | None = None,
    visit: str | None = None,
) -> tuple[Any, ...]:
    """A row of the table."""
    return (None, content, place, lost, None, area, department, day, visit)


def book(rows: Sequence[tuple[Any, ...]]) -> Workbook:
    """A workbook that was read already."""
    return Workbook(Path("made-up.xlsx"), (Sheet("表", True, (HEADER, *rows)),))


def take(
    ws: Workspace,
    rows: Sequence[tuple[Any, ...]],
    answers: dict[int, list[RowAnswer]] | None = None,
    **options: Any,
) -> ResultImport:
    """Import rows, with answers by their number in the sheet."""
    given_ = {("表", at): said for at, said in (answers or {}).items()}
    told = Told(book(rows), Answers(given_), options=ResultOptions(**options))
    return result.import_(ws, Path("made-up.xlsx"), DAY, told=told, same_day=SameDay.CORRECT)


@pytest.fixture
def own(ws: Workspace) -> Workspace:
    """A workspace with units and a site of its own."""
    add_units(ws, add_site(ws, name="湖滨公园"))
    return ws


def scores(ws: Workspace) -> Counter[tuple[object, ...]]:
    """What the visits come to, told by names and not by ids."""
    with ws.read():
        found = query(
            "SELECT s.name, v.day, t.got, t.full_mark, t.observed, t.not_observed FROM visit v"
            " JOIN site s ON s.id = v.site JOIN total t ON t.visit = v.id AND t.section = 0"
            " WHERE v.void = 0"
        )
    return Counter((name.replace(" ", ""), *rest) for name, *rest in found)


def state(ws: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """All records that are not void, for comparing before with after."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with ws.read():
        for name, kind in KINDS.items():
            table = kind.table._meta.table_name
            where = " WHERE void = 0" if kind.is_voidable else ""
            if kind.root in ("visit", "site", "unit"):
                where += " AND" if where else " WHERE"
                where += f" {kind.root} IN (SELECT id FROM {kind.root} WHERE void = 0)"
            found[name] = sorted(query(f'SELECT * FROM "{table}"{where}'), key=str)
    return found


def answering(ws: Workspace) -> set[tuple[str, str, int]]:
    """Who answers for the visits: name, role and item (0: the whole visit)."""
    with ws.read():
        found = query(
            "SELECT u.name, v.role, v.item FROM visit_unit v JOIN unit u ON u.id = v.unit"
            " WHERE v.void = 0"
        )
    return {(name, role, item) for name, role, item in found}


def test_rows_without_a_unit_count_for_those_that_answer_for_the_site(own: Workspace) -> None:
    rows = [row("地面干净", "湖滨公园", "0.2"), row("车辆有序", "湖滨公园")]
    found = take(own, rows)
    assert answering(own) == {
        ("湖滨社区", "territorial", 0),
        ("望湖街道", "territorial", 0),
        ("示例局", "line", 0),
    }
    taken = [fate for fate in found.sheet.fates if fate.fate is ResultFate.TAKEN]
    assert [fate.notes for fate in taken] == [(ResultNote.SITE_UNITS,)] * 2
    assert not take(
        own, [row("地面干净", "湖滨公园", "0.2"), row("车辆有序", "湖滨公园")]
    ).has_changes


def test_a_row_that_names_a_unit_counts_for_nobody_else(own: Workspace) -> None:
    take(own, [row("地面干净", "湖滨公园", department="示例局")])
    assert answering(own) == {("示例局", "line", 1)}


def test_an_unknown_name_waits_with_its_rows_and_the_rest_is_taken(own: Workspace) -> None:
    found = take(
        own, [row("绿化", "湖滨公园", "0.5", "望湖街道"), row("绿化", "湖滨公园", None, "旺湖街道")]
    )
    assert [(each.kind, each.name, each.rows) for each in found.unknown] == [
        (AliasKind.UNIT, "旺湖街道", (("表", 3),))
    ]
    assert (found.new, len(found.sheet.rows)) == (1, 1)
    assert [fate.fate.value for fate in found.sheet.fates] == ["header", "taken", "review"]
    assert found.sheet.fates[2].value == "旺湖街道"
    assert found.units == ()


def test_what_was_said_of_a_name_is_remembered_with_the_import(own: Workspace) -> None:
    street = next(each.unit for each in unit.list_(own) if each.unit.name == "望湖街道")
    rows = [row("绿化", "湖滨公园", "0.5", "旺 湖街道"), row("秩序", "湖滨公园", None, "旺湖街道")]
    said = {2: [RowAnswer(Choice.NAMED, "旺 湖街道", str(street.id))]}
    found = take(own, rows, said)
    assert (found.new, found.remembered, found.unknown) == (1, 1, ())
    told = [(line.alias.kind, line.alias.name, line.meaning) for line in alias.list_(own)]
    assert told == [(AliasKind.UNIT, "旺湖街道", "望湖街道")]
    again = take(own, [*rows, row("绿化", "湖滨公园", None, "旺湖街道", day=DAY + timedelta(7))])
    assert (again.known_before, again.remembered, again.unknown) == (1, 0, ())
    assert check.check(own) == []
    undoing.undo(own)
    undoing.undo(own)
    assert alias.list_(own) == ()
    assert scores(own) == Counter()
    assert take(own, rows).unknown[0].name == "旺 湖街道"


def test_a_name_can_be_forgotten(own: Workspace) -> None:
    take(own, [row("绿化", "湖滨公园", None, "旺湖街道")], names=(("旺湖街道", "J1"),))
    with pytest.raises(NotFound):
        alias.remove(own, "望湖街道")
    assert alias.remove(own, "旺湖 街道").meaning == "望湖街道"
    assert alias.list_(own) == ()
    take(own, [row("绿化", "湖滨公园", None, "示例")], names=(("示例", "湖滨社区"),))
    take(own, [row("绿化", "示例")], names=(("示例", "湖滨公园"),))
    with pytest.raises(Ambiguous):
        alias.remove(own, "示例")
    assert alias.remove(own, "示例", AliasKind.SITE).meaning == "湖滨公园"
    assert [line.meaning for line in alias.list_(own)] == ["湖滨社区"]


def test_contents_of_a_continued_scheme_are_asked_about_and_remembered(ws: Workspace) -> None:
    first = [row("文明行为", "公园"), row("环境卫生", "公园"), row("绿化", "公园")]
    assert take(ws, first).contents == ("文明行为", "环境卫生", "绿化")
    later = [
        row(content, "公园", day=DAY + timedelta(7)) for content in ("文明行文", "环境卫生", "绿化")
    ]
    found = take(ws, later)
    assert [(each.kind, each.name) for each in found.unknown] == [(AliasKind.CONTENT, "文明行文")]
    asked = result.preview(ws, Path("made-up.xlsx"), DAY, told=Told(book(later)))
    assert [each.name for each in asked.unknown[0].candidates] == ["文明行为"]
    meant = asked.unknown[0].candidates[0].id
    found = take(ws, later, {2: [RowAnswer(Choice.NAMED, "文明行文", str(meant))]})
    assert (found.contents, found.unknown, found.corrected) == ((), (), 1)
    assert [line.meaning for line in alias.list_(ws)] == ["文明行为"]
    new = [row("诚信", "公园", day=DAY + timedelta(7)), *later[1:]]
    created = take(ws, new, {2: [RowAnswer(Choice.CREATED, "诚信", "content")]})
    assert created.contents == ("诚信",)
    assert check.check(ws) == []


def test_rows_of_several_days_and_visits_are_visits_of_their_own(ws: Workspace) -> None:
    days = [DAY, DAY - timedelta(1), None]
    found = take(
        ws, [row("绿化", "公园", day=day) for day in days] + [row("绿化", "公园", visit="二组")]
    )
    lines = visit.list_(ws)
    assert found.new == 4
    assert Counter(line.day for line in lines) == {DAY: 3, DAY - timedelta(1): 1}
    again = take(ws, [row("绿化", "公园", day=day) for day in days])
    assert (again.new, again.corrected, again.unchanged) == (0, 0, 3)


def test_a_day_to_come_is_refused_row_by_row(ws: Workspace) -> None:
    found = take(ws, [row("绿化", "公园", day=ws.today() + timedelta(1)), row("绿化", "公园")])
    assert [fate.fate.value for fate in found.sheet.fates] == ["header", "refused", "taken"]
    assert found.new == 1


def test_what_is_missing_counts_nowhere(ws: Workspace) -> None:
    rows = [row("绿化", "公园", "0.5"), row("秩序", "公园", "/")]
    take(ws, rows)
    [((_name, _day, got, full, observed, _not), count)] = scores(ws).items()
    assert (got, full, observed, count) == (5000, 10000, 1, 1)


class Watched:
    """Progress that is stopped at one of its steps."""

    def __init__(self, stop: int = 0) -> None:
        self.steps = 0
        self._stop = stop

    def step(self, _done: int, _total: int | None, _what: str) -> None:
        """Count the step."""
        self.steps += 1
        if self.steps == self._stop:
            raise Cancelled


def test_an_import_stopped_anywhere_leaves_nothing(own: Workspace) -> None:
    rows = [row("绿化", "湖滨公园", None, "旺湖街道")]
    names = ResultOptions(names=(("旺湖街道", "望湖街道"),))
    path, before = Path("made-up.xlsx"), state(own)
    last, stopped = own.last_change, 0
    while True:
        stopped += 1
        progress = Watched(stopped)
        told = Told(book(rows), options=names)
        try:
            result.import_(own, path, DAY, told=told, progress=progress)
        except Cancelled:
            assert state(own) == before
            assert own.last_change is last
            assert list(own.paths.backups.glob("*import*")) == []
        else:
            break
    assert stopped > 5
    assert own.last_change is not last
    assert check.check(own) == []


class Counted:
    """Progress that counts the steps of each part of the work."""

    def __init__(self) -> None:
        self.steps: Counter[str] = Counter()

    def step(self, _done: int, _total: int | None, what: str) -> None:
        """Count the step."""
        self.steps[what] += 1


def test_thousands_of_rows_never_go_by_without_a_step(ws: Workspace) -> None:
    rows = tuple(
        ResultRow("表", at + 2, str(at), f"内容{at % 10}", f"公园{at // 10}", Decimal(at % 2))
        for at in range(10_010)
    )
    fates = tuple(ResultRowFate(each.sheet, each.row, ResultFate.TAKEN) for each in rows)
    progress = Counted()
    asked = result.Asked(DAY, "示例", False, None, UNTOLD)
    found = result.enter(ws, ResultSheet(rows, fates), asked, progress)
    assert found.new == 1001
    # Nine times all rows, 5,000 at a time, and three times all visits, 500 at a time.
    assert progress.steps["Visits"] >= 9 * 3 + 3 * 3
    # Visits, answers and sites, put together and written; then the visits again for their totals.
    assert progress.steps["Saving"] >= 2 * (1 + 6 + 1) + 2 * 3
    assert check.check(ws) == []


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["绿化", "秩序", "环境"]),
        st.sampled_from(["公园1", "公园 1", "公园2"]),
        st.sampled_from([None, "0.1", "0.5", "1", "/"]),
        st.sampled_from([None, "望湖街道", "东岗镇"]),
        st.sampled_from([None, "园林局", "望湖街道"]),
        st.sampled_from([None, DAY, DAY - timedelta(1)]),
        st.sampled_from([None, "二组"]),
    ).map(lambda cells: row(*cells)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the workspaces of one test."""
    return tmp_path_factory.mktemp("results")


def fresh(folder: Path) -> Workspace:
    return workspace.create(folder / f"{len(list(folder.iterdir())):04d}")


@given(rows=ROWS, seed=st.integers(0, 99))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_order_of_rows_never_matters_for_the_scores(
    folder: Path, rows: list[tuple[Any, ...]], seed: int
) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    told = []
    for order in (rows, shuffled):
        ws = fresh(folder)
        found = take(ws, order)
        told.append((scores(ws), found.rates, sorted(found.unit_rates, key=str)))
        again = take(ws, shuffled)
        assert not again.has_changes
        ws.close()
    assert told[0] == told[1]
    whole: Fraction | None = told[0][1].pooled
    assert whole is None or 0 <= whole <= 1


@given(rows=ROWS, more=ROWS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_second_import_is_taken_back_whole(
    folder: Path, rows: list[tuple[Any, ...]], more: list[tuple[Any, ...]]
) -> None:
    ws = fresh(folder)
    add_units(ws, add_site(ws, name="湖滨公园"))
    take(ws, rows, creates_names=True)
    before = state(ws)
    named = [(*each[:5], "旺湖街道", *each[6:]) for each in more]
    found = take(ws, named, names=(("旺湖街道", "望湖街道"),), creates_names=True)
    assert found.remembered == 1
    assert alias.list_(ws)
    undoing.undo(ws)
    assert state(ws) == before
    assert check.check(ws) == []
    ws.close()


def test_suggestions_come_with_the_preview_alone(own: Workspace) -> None:
    rows = [row("绿化", "湖滨公圆", None, "望湖办事处")]
    asked = result.preview(own, Path("made-up.xlsx"), DAY, told=Told(book(rows)))
    told = {each.name: [found.name for found in each.candidates] for each in asked.unknown}
    assert told == {"望湖办事处": ["望湖街道"], "湖滨公圆（望湖办事处）": ["湖滨公园"]}
    assert [each.site.name for each in site.list_(own)] == ["湖滨公园"]
