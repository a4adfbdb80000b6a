"""`--report`: what became of every row of a file, for all three imports, also of a refusal."""

import openpyxl
import pytest

CRITERIA = (
    ("示例镇评分细则",),
    ("序号", "检查项目", "分值", "评分标准"),
    ("1", "路面没有垃圾", 6, "每处扣 0.5 分"),
    (None, "看一看", None, "听一听"),
    ("合计", None, 6, None),
)
SITES = (
    ("代码", "名称", "类型"),
    ("P1", "望湖公园", "公园"),
    ("P2", "东湖公园", "公园"),
)
RESULTS = (
    ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"),
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("2", "秩序1", "公园1", "无", None, "望湖街道", "城管局"),
)


@pytest.fixture
def table(tmp_path):
    def made(rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return made


def told(path):
    """The outcome, and row, fate and answer of all rows."""
    book = openpyxl.load_workbook(path)
    facts = {row[0].value: row[1].value for row in book["Import report"].iter_rows()}
    rows = [[cell.value for cell in row] for row in book["All rows"].iter_rows(min_row=2)]
    return facts["Outcome"], [(row[1], row[2], row[4]) for row in rows]


def test_criteria_are_accounted_for_with_the_rules_that_were_agreed_to(run, table, tmp_path):
    out = tmp_path / "report.xlsx"
    run("scheme", "import", table(CRITERIA), "--rules", "--report", out)
    outcome, rows = told(out)
    assert "imported" in outcome
    assert [(row, fate) for row, fate, _answer in rows] == [
        (1, "Title"),
        (2, "Header"),
        (3, "Item"),
        (4, "To decide"),
        (5, "Total"),
    ]
    assert rows[2][2] == "Score by this rule"


def test_a_trial_says_that_nothing_was_written(run, table, tmp_path):
    out = tmp_path / "report"
    run("site", "import", table(SITES), "--create-names", "--dry-run", "--report", out)
    outcome, rows = told(tmp_path / "report.xlsx")
    assert outcome == "Nothing was written."
    assert [fate for _row, fate, _answer in rows] == ["Header", "Added", "Added"]


def test_results_are_accounted_for(run, table, tmp_path):
    out = tmp_path / "report.xlsx"
    run("result", "import", table(RESULTS), "--day", "2026-09-18", "--report", out)
    outcome, rows = told(out)
    assert outcome == "1 row was imported."
    assert [fate for _row, fate, _answer in rows] == ["Header", "Added", "Refused"]


def test_a_refusal_leaves_its_report_behind(run, table, tmp_path):
    out = tmp_path / "report.xlsx"
    run("result", "import", table(RESULTS), "--day", "2999-09-18", "--report", out, code=1)
    outcome, rows = told(out)
    assert "still to come" in outcome
    assert len(rows) == 3
