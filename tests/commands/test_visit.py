"""`inspector visit` and `inspector undo`, from the words typed to the words read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector.__main__ import main
from inspector.services import workspace
from tests.services import made_up
from tests.services.test_photo import picture

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inspector …` on a workspace with a scheme and a site; exit code, output, errors."""
    folder = tmp_path / "workspace"
    made = workspace.create(folder, district="示例区", person="李敏")
    made_up.publish(made)
    made_up.add_units(made, made_up.add_site(made))
    made.close()

    def act(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*map(str, words), "-w", str(folder), "--person", "李敏"])
        out, err = capfd.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 0), out, err

    return act


def told(result: tuple[int, str, str]) -> dict[str, Any]:
    code, out, err = result
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def fine(result: tuple[int, str, str]) -> str:
    code, out, err = result
    assert (code, err) == (0, "")
    return out


def test_a_visit_from_start_to_form(run: Run, tmp_path: Path) -> None:
    started = told(run("visit", "start", "0101", "--day", "2026-11-18", "--with", "王强", "--json"))
    number = started["number"]
    assert (started["persons"], started["others"]) == (["王强"], [])
    fine(
        run("visit", "answer", number, "1.2", "a", "--deduct", "--occurrences", 2, "--note", "烟头")
    )
    fine(run("visit", "answer", number, "1.3", "--found", 2))
    fine(run("visit", "answer", number, "1.4", "--grade", "A"))
    fine(run("visit", "answer", number, "1.5", "--points", "7.5"))
    out = fine(run("visit", "answer", number, "#8", "--not-applicable"))
    assert "1.8" in out
    assert "2 items not yet looked at" in out
    refused = run("visit", "close", number)
    assert refused[:2] == (1, "")
    assert "1.7" in refused[2]
    shot = tmp_path / "door.jpg"
    shot.write_bytes(picture())
    assert "unknown time" in fine(run("visit", "photo", number, "1.7", shot, "--view", "door"))
    assert number in fine(run("visit", "photo", number, "1.2", shot, "--finding", 1))
    closed = told(run("visit", "close", number, "--json"))
    assert (closed["state"], closed["unanswered"]) == ("closed", 0)
    shown = told(run("visit", "show", "0101", "--json"))
    assert shown["score"] == closed["score"]
    finding = shown["items"][1]["findings"][0]
    assert (finding["clause"], finding["points_each"], finding["note"]) == ("a", "0.5", "烟头")
    lost = sum(round(float(line["lost"]) * 100) for line in shown["lines"])
    assert lost == 10_000 - round(float(shown["score"]) * 100)
    out_file = tmp_path / "form.xlsx"
    fine(run("visit", "export", number, "--out", out_file))
    fine(run("visit", "export", "0101", "--blank", "--out", tmp_path / "blank.xlsx"))
    texts = {cell.value for row in openpyxl.load_workbook(out_file).active.rows for cell in row}
    assert "示例点位0101" in texts


def test_a_second_visit_is_told_and_void_ones_are_not_listed(run: Run) -> None:
    first = told(run("visit", "start", "0101", "--json"))["number"]
    assert first in fine(run("visit", "start", "0101"))
    assert run("visit", "void", first)[0] == 1
    fine(run("visit", "void", first, "--reason", "by mistake"))
    assert [each["void"] for each in told(run("visit", "list", "--json"))["visits"]] == [False]
    assert first not in fine(run("visit", "list"))
    fine(run("visit", "void", first, "--undo"))
    assert first in fine(run("visit", "list", "--site", "0101", "--state", "open"))


def test_moving_and_reopening_need_reasons(run: Run) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    assert run("visit", "move", number, "--day", "2026-11-17")[0] == 1
    said = fine(run("visit", "move", number, "--day", "2026-11-17", "--reason", "entered late"))
    assert "2026-11-17" in said
    assert told(run("visit", "list", "--period", "2026-W47", "--json"))["visits"]
    assert run("visit", "reopen", number, "--reason", "why")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("1.1",),
        ("1.1", "--conforming", "--not-observed"),
        ("1.1", "--conforming", "--fixed"),
        ("1.5", "--points", "many"),
    ],
)
def test_wrong_usage_leaves_with_2(run: Run, words: tuple[str, ...]) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    code, out, err = run("visit", "answer", number, *words)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1.2", "a", "--deduct", "--level", "unheard"), "serious"),
        (("1.2", "--deduct"), "a 地面有垃圾; b 占道经营"),
        (("1.2", "z", "--deduct"), "clause"),
        (("1.5", "--points", "80"), "0 to 8"),
        (("1.1", "--grade", "A"), "valued"),
        (("9.9", "--conforming"), "9.9"),
        (("2", "--conforming"), "“2”"),
    ],
)
def test_refusals_are_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    code, out, err = run("visit", "answer", number, *words)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_photos_are_put_on_together_or_not_at_all(run: Run, tmp_path: Path) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    shot, twin, cut = (tmp_path / name for name in ("shot.jpg", "twin.jpg", "cut.jpg"))
    shot.write_bytes(picture())
    twin.write_bytes(picture())
    cut.write_bytes(picture(90)[:-200])
    refused = run("visit", "photo", number, "1.1", shot, cut)
    assert refused[:2] == (1, "")
    assert "cut.jpg" in refused[2]
    assert told(run("visit", "show", number, "--json"))["items"][0]["photos"] == 0
    put = told(run("visit", "photo", number, "1.1", shot, twin, "--json"))["photos"]
    assert [each["known"] for each in put] == [[], [number]]
    assert told(run("visit", "show", number, "--json"))["items"][0]["photos"] == 1
    fine(run("visit", "photo", number, "1.2", shot))
    assert fine(run("visit", "photo", number, 0, shot)).count(number) == 1


def test_a_finding_without_words_is_shown_by_its_points(run: Run) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    fine(run("visit", "answer", number, "1.8", "--deduct", "--points", 1, "--occurrences", 3))
    assert "−1 × 3" in fine(run("visit", "show", number))


def test_undo_takes_the_last_thing_back(run: Run) -> None:
    number = told(run("visit", "start", "0101", "--json"))["number"]
    fine(run("visit", "answer", number, "1.1", "--deduct"))
    assert "finding" in fine(run("undo"))
    assert told(run("visit", "show", number, "--json"))["items"][0]["state"] is None
    assert told(run("undo", "--json"))["undone"] == "visit.start"
    assert fine(run("visit", "list")) == "There are no such visits.\n"
    told(run("undo", "--json"))


def test_an_empty_list_says_so(run: Run) -> None:
    assert fine(run("visit", "list")) == "There are no such visits.\n"


def test_brackets_in_what_people_wrote_are_no_markup(run: Run) -> None:
    number = told(run("visit", "start", "0101", "--with", "[/b]王强", "--json"))["number"]
    fine(run("visit", "answer", number, "1.1", "--deduct", "--note", "[red]牌子[/]"))
    assert "[red]牌子[/]" in fine(run("visit", "show", number))
    assert "[/b]王强" in fine(run("visit", "list"))
