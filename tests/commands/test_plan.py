"""Coverage and plans by the command line."""

import json
from datetime import timedelta

import openpyxl
import pytest

from inspector.domain.period import week_of
from inspector.files.site.template import write_sites
from inspector.services import workspace
from tests.files.register import register


@pytest.fixture
def filled(run, tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    run("site", "import", path)
    return run


@pytest.fixture
def week(tmp_path):
    ws = workspace.open_workspace(tmp_path / "ws")
    found = str(week_of(ws.today() + timedelta(7)))
    ws.close()
    return found


def test_coverage_is_told_in_words_and_as_json(run, filled):
    assert "0 of 2 visited" in filled("coverage", "--weeks", 4)
    told = filled("coverage")
    assert "东岗路" in told
    assert "not visited" in told
    found = json.loads(filled("coverage", "--minimum", 2, "--json"))
    assert (found["sites"], found["visited"], found["minimum"]) == (2, 0, 2)
    assert {site["last_visit"] for site in found["missing"]} == {None}
    assert {unit["lack"] for unit in found["units"]} == {"no_visit"}
    named = json.loads(filled("coverage", "--period", "2026-W47", "--json"))
    assert (named["period"], named["first"]) == ("2026-W47", "2026-11-16")


def test_coverage_of_nothing_says_how_to_begin(run):
    assert "no sites yet" in run("coverage")


def test_a_plan_is_drawn_shown_and_taken_back(filled, week, tmp_path):
    drawn = filled("plan", "draw", "--week", week, "--seed", 17, "--inspectors", "李明，陈静")
    assert "seed 17" in drawn
    shown = json.loads(filled("plan", "show", week, "--json"))
    assert shown["rule"]["seed"] == 17
    assert shown["rule"]["inspectors"] == ["李明", "陈静"]
    assert {visit["code"] for visit in shown["visits"]} == {"0001", "0002"}
    out = tmp_path / "plan.xlsx"
    assert json.loads(filled("plan", "show", "--out", out, "--json"))["file"] == str(out)
    assert openpyxl.load_workbook(out).sheetnames == ["Plan"]
    refused = filled("plan", "draw", "--week", week, "--inspectors", "李明", code=1)
    assert "李明" in refused
    assert "needs a reason" in filled("plan", "void", week, code=1)
    assert "taken back" in filled("plan", "void", week, "--reason", "人员调整")
    assert "no plan yet" in filled("plan", "show")
    assert json.loads(filled("plan", "show", "--json")) == {"plan": None}
    assert "There is no plan" in filled("plan", "void", week, "--reason", "x", code=1)


def test_numbers_of_a_draw_have_bounds(run, week):
    many = run("plan", "draw", "--week", week, "--inspectors", "a", "--per-day", 0, code=2)
    assert "per-day" in many
