from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from inspector.domain.board import BoardKind, FootnoteKind, Pooling
from inspector.domain.footnote import Told, WholeRate, footnotes
from inspector.domain.model.outcome import Outcome
from inspector.domain.ranking import Came, Subject, ranked_group

D = Decimal
NOTHING = Told("2026-11-23 09:00", ())


def kinds(told: Told, kind: BoardKind = BoardKind.UNITS) -> list[FootnoteKind]:
    return [note.kind for note in footnotes(kind, (), {"market": D(1)}, told)]


def test_a_plain_board_tells_formula_tie_rule_and_cut_off() -> None:
    expected = [FootnoteKind.FORMULA, FootnoteKind.TIE_RULE, FootnoteKind.CUT_OFF]
    assert kinds(NOTHING) == expected
    assert kinds(NOTHING, BoardKind.SITES)[0] is FootnoteKind.FORMULA_SITES


def test_everything_that_is_left_out_is_told_in_the_order_of_print() -> None:
    told = Told("now", ("east",), 1, 2, 3, 4, 5, is_sample=True)
    assert kinds(told)[2:] == [
        FootnoteKind.NOT_TESTED,
        FootnoteKind.NO_SCORE,
        FootnoteKind.WITHOUT_UNIT,
        FootnoteKind.UNRESOLVED,
        FootnoteKind.CUT_OFF,
        FootnoteKind.AFTER_CUT_OFF,
        FootnoteKind.OPEN_VISITS,
        FootnoteKind.SAMPLE_DISTRICT,
    ]


def test_weights_are_told_unless_all_are_one() -> None:
    notes = footnotes(BoardKind.UNITS, (), {"market": D("1.50"), "road": D(1)}, NOTHING)
    weights = [note.facts for note in notes if note.kind is FootnoteKind.WEIGHTS]
    assert weights == [{"weights": "market 1.5\nroad 1"}]


def test_a_long_list_of_untested_is_told_by_its_number() -> None:
    told = Told("now", [f"site {n}" for n in range(41)])
    (note,) = [one for one in footnotes(BoardKind.SITES, (), {}, told) if "names" in one.facts]
    assert note.facts == {"count": "41", "names": ""}


def test_the_whole_of_imported_results_is_told_in_both_poolings() -> None:
    whole = WholeRate(3, Fraction(200, 3), Fraction(75))
    group = ranked_group(
        "street",
        [Subject(UUID(int=1), "street", "", "east")],
        Came({(UUID(int=1), "street"): Outcome(Fraction(75), (), 2, 3)}),
        Came({}),
    )
    note = footnotes(BoardKind.UNITS, (group,), {}, NOTHING, (Pooling.BY_CONTENT, whole))[0]
    assert note.kind is FootnoteKind.FORMULA_M2
    assert note.facts == {
        "pooling": "by_content",
        "n": "3",
        "pooled": "66.67",
        "by_content": "75.00",
    }
    assert footnotes(BoardKind.UNITS, (), {}, NOTHING, (Pooling.POOLED, None))[0].facts == {
        "pooling": "pooled"
    }
