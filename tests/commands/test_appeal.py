"""`inspector appeal`, from the words typed to the words read."""

from __future__ import annotations

import pytest

from tests.commands.test_board import told
from tests.commands.test_rank import Run, filled, run

__all__ = ["filled", "run"]


@pytest.fixture
def sealed(filled: Run) -> str:
    """The beginning of the id of a sealed week."""
    return str(told(filled, "edition", "seal", "units", "2026-W47")["edition"]["id"])[:8]


def words_of(filled: Run, edition: str, item: str = "1.1") -> tuple[str, ...]:
    visit = told(filled, "visit", "list")["visits"][0]["id"]
    return (
        *("appeal", "file", edition, "--unit", "[bold]east", "--visit", visit),
        *("--item", item, "--text", "it was tidy"),
    )


def test_an_objection_is_filed_listed_decided_and_undone(filled: Run, sealed: str) -> None:
    filed = told(filled, *words_of(filled, sealed))
    assert (filed["unit"], filed["code"], filed["decision"]) == ("[bold]east", "1.1", None)
    assert told(filled, "appeal", "list")["appeals"] == [filed]
    code, out, _err = filled("appeal", "list")
    assert code == 0
    assert "[bold]east" in out
    decide = ("appeal", "decide", filed["id"][:8], "withdrawn")
    code, _out, err = filled(*decide)
    assert (code, "needs a reason" in err) == (1, True)
    decided = told(filled, *decide, "--reason", "the photo shows nothing")
    assert (decided["decision"], decided["owes_correction"]) == ("withdrawn", True)
    code, out, _err = filled("appeal", "list")
    assert "correct the visit" in " ".join(out.split())
    assert told(filled, "appeal", "list", "--open")["appeals"] == []
    code, _out, err = filled("edition", "correct", sealed, "--reason", "appeal")
    assert code == 1
    assert "has the loss as before" in err
    assert filled("undo")[0] == 0
    assert told(filled, "appeal", "list")["appeals"] == [filed]


def test_what_cannot_be_objected_to_is_told(filled: Run, sealed: str) -> None:
    code, _out, err = filled(*words_of(filled, sealed, "9.9"))
    assert (code, "9.9" in err) == (1, True)
    code, _out, err = filled(*words_of(filled, sealed), "--day", "yesterday")
    assert (code, "2026-11-20" in err) == (2, True)
    code, _out, err = filled(*words_of(filled, sealed), "--day", "2099-01-01")
    assert code == 1
    assert "still to come" in err
