"""`inspector edition`, from the words typed to the words read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.commands.test_board import told
from tests.commands.test_rank import Run, filled, run

__all__ = ["filled", "run"]


def test_an_edition_is_sealed_listed_shown_and_verified(filled: Run) -> None:
    sealed = told(filled, "edition", "seal", "units", "2026-W47", "--number", "9")
    head = sealed["edition"]
    assert (head["period"], head["issue"], head["number"]) == ("2026-W47", 9, 1)
    assert sealed["changes"] == {"rows": [], "visits": [], "rules": []}
    assert [one["sha256"] for one in told(filled, "edition", "list")["editions"]] == [
        head["sha256"]
    ]
    shown = told(filled, "edition", "show", head["id"][:8])
    assert shown["rows"] == sealed["rows"]
    assert shown["now"] == {"rows": [], "visits": [], "rules": []}
    assert told(filled, "edition", "verify", head["id"][:8])["right"] is True
    for words in (("list",), ("show", head["id"][:8]), ("verify", head["id"][:8])):
        code, out, err = filled("edition", *words)
        assert (code, err) == (0, ""), words
        assert head["sha256"][:12] in out
    assert "comes out" not in out
    assert "its numbers come out again" in out


def test_a_file_is_verified_without_a_workspace(filled: Run, tmp_path: Path) -> None:
    head = told(filled, "edition", "seal", "units", "2026-W47")["edition"]
    out = tmp_path / "week.edition"
    assert told(filled, "edition", "export", head["id"][:8], out)["file"] == str(out)
    text, sha256 = out.read_bytes().splitlines()
    assert hashlib.sha256(text).hexdigest() == sha256.decode() == head["sha256"]
    assert told(filled, "edition", "verify", out, "--sha256", head["sha256"])["right"] is True
    out.write_bytes(text.replace(b'"rank":1', b'"rank":2', 1) + b"\n" + sha256 + b"\n")
    code, said, _err = filled("edition", "verify", out)
    assert code == 1
    assert "was changed after it was sealed" in said
    code, _said, err = filled("edition", "verify", tmp_path / "missing.edition")
    assert (code, "no such file" in err) == (1, True)


def test_what_stands_against_sealing_is_told_in_sentences(filled: Run) -> None:
    told(filled, "edition", "seal", "units", "2026-W47")
    code, _out, err = filled("edition", "seal", "units", "2026-W47")
    assert code == 1
    assert "This cannot be sealed yet:" in err
    assert "Correct that edition instead." in err
    code, _out, err = filled("edition", "seal", "units", "2025-W01")
    assert code == 1
    assert "No one has a score in 2025-W01." in err


def test_a_correction_tells_reason_and_what_changed(filled: Run) -> None:
    head = told(filled, "edition", "seal", "units", "2026-W47")["edition"]
    row = told(filled, "rank", "--board", "units", "--period", "2026-W47")["rows"][0]
    code, _out, err = filled("edition", "correct", head["id"][:8], "--reason", "why")
    assert (code, "nothing to correct" in err) == (1, True)
    event = {"subject": row["id"], "day": "2026-11-18", "kind": "penalty"}
    event |= {"reason": "late", "approver": "leader", "points": "1.5"}
    told(filled, "board", "change", "units", "--set", f"additions.events=[{json.dumps(event)}]")
    words = ("edition", "correct", head["id"][:8], "--reason", "the penalty came late")
    corrected = told(filled, *words)
    assert corrected["edition"]["corrects"] == head["id"]
    assert corrected["edition"]["reason"] == "the penalty came late"
    (changed,) = corrected["changes"]["rows"]
    assert changed["subject"] == row["id"]
    assert (changed["before"]["score"], corrected["changes"]["rules"]) == (
        row["score"],
        ["additions"],
    )
    code, out, _err = filled("edition", "show", corrected["edition"]["id"][:8])
    assert code == 0
    assert "(correction 1)" in out
    assert "the penalty came late" in out
    code, _out, err = filled("undo")
    assert (code, "is not taken back" in err) == (1, True)


def test_a_campaign_is_sealed_by_a_cut_off(filled: Run) -> None:
    code, _out, err = filled("edition", "seal", "units", "2026-W47", "--cutoff", "yesterday")
    assert (code, "is no moment" in err) == (2, True)
    words = ("edition", "seal", "units", "2026-W47", "--campaign", "none of this name")
    code, _out, err = filled(*words)
    assert (code, "No one has a score" in err) == (1, True)
    words = ("edition", "seal", "units", "2026-W47", "--cutoff", "2026-11-18T00:00")
    code, _out, err = filled(*words)
    assert (code, "No one has a score" in err) == (1, True)
    # A day means its end, which lies behind every visit.
    sealed = told(filled, "edition", "seal", "units", "2026-W47", "--cutoff", "2026-11-20")
    assert sealed["edition"]["cutoff"].startswith("2026-11-20")


def test_the_lists_of_an_edition_are_shown(filled: Run) -> None:
    rule = {"kind": "black", "line": {"below": "100"}}
    told(filled, "board", "change", "units", "--set", f"lists.rules=[{json.dumps(rule)}]")
    sealed = told(filled, "edition", "seal", "units", "2026-W47")
    named = {one["subject_name"] for one in sealed["lists"]}
    assert named == {row["name"] for row in sealed["rows"] if row["score"]}
    assert {(one["kind"], one["name"], one["times"]) for one in sealed["lists"]} == {
        ("black", "black list", 1)
    }
    code, out, _err = filled("edition", "show", sealed["edition"]["id"][:8])
    assert (code, "black list" in out) == (0, True)


def foot(sheet: Any) -> str:
    return str(sheet.oddFooter.left.text)


def test_the_sheets_of_an_edition_stand_under_its_seal(filled: Run, tmp_path: Path) -> None:
    head = told(filled, "edition", "seal", "units", "2026-W47")["edition"]
    code, _out, err = filled("edition", "export", head["id"][:8])
    assert (code, "--workbook" in err) == (2, True)
    out = tmp_path / "week"
    words = ("edition", "export", head["id"][:8], "--workbook", out)
    assert told(filled, *words) == {"workbook": f"{out}.xlsx"}
    book = load_workbook(f"{out}.xlsx")
    said = f"Edition 1 · SHA-256 {head['sha256'][:12]}"
    assert [name for name in book.sheetnames if said not in foot(book[name])] == []


def test_whoever_opens_a_sealed_visit_again_is_told_what_becomes_of_it(filled: Run) -> None:
    visit = told(filled, "visit", "list")["visits"][0]
    told(filled, "edition", "seal", "units", "2026-W47")
    for words in (("move", visit["id"], "--day", visit["day"]), ("reopen", visit["id"])):
        code, out, _err = filled("visit", *words, "--reason", "misread")
        assert code == 0
        said = " ".join(out.split())
        assert "stands in what is sealed: All units, Week 47, edition 1" in said
    assert "The edition stays as it is" in said
    shown = told(filled, "edition", "show", told(filled, "edition", "list")["editions"][0]["id"])
    assert [one["visit"] for one in shown["now"]["visits"]] == [visit["id"]]
