import json

import openpyxl
import pytest

from tests.services.test_result import HEADER


@pytest.fixture
def workbook(tmp_path):
    def made(name, *rows):
        book = openpyxl.Workbook()
        for row in (HEADER, *rows):
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


def test_names_are_listed_and_forgotten(run, workbook):
    assert "No name is remembered yet" in run("alias", "list")
    first = workbook("week-1.xlsx", ("1", "文明行为", "公园1", 0.2), ("2", "秩序", "公园1", 0.1))
    run("result", "import", first, "--date", "2026-09-18")
    later = workbook("week-2.xlsx", ("1", "文明行文", "公园1", 0.2), ("2", "秩序", "公园1", 0.1))
    asked = ("result", "import", later, "--date", "2026-09-25", "--json")
    assert json.loads(run(*asked))["review"] == 1
    named = ("--names", "文明行文=文明行为", "--same-day", "correct")
    assert json.loads(run(*asked, *named))["review"] == 0
    [listed] = json.loads(run("alias", "list", "--json"))["aliases"]
    assert (listed["kind"], listed["name"], listed["means"]) == ("content", "文明行文", "文明行为")
    assert "文明行为" in run("alias", "list")
    assert "The next import asks" in run("alias", "remove", "文明行文")
    assert json.loads(run("alias", "list", "--json")) == {"aliases": []}
    assert "文明行文" in run("alias", "remove", "文明行文", code=1)
