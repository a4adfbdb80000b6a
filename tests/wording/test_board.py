from __future__ import annotations

import re

import pytest

from inspector.domain.board import Footnote, FootnoteKind
from inspector.wording.board import footnote, rank_change
from tests.wording.test_board_rules import OF_RULES
from tests.wording.test_redblack import OF_LISTS

FACTS = {
    FootnoteKind.FORMULA_M2: {
        "pooling": "pooled",
        "n": "4",
        "pooled": "65.00",
        "by_content": "43.33",
    },
    FootnoteKind.WEIGHTS: {"weights": "market 2\nroad 1"},
    FootnoteKind.NOT_TESTED: {"count": "2", "names": "east\nwest"},
    FootnoteKind.CUT_OFF: {"moment": "2026-11-23 09:00"},
}
PLAIN = {
    FootnoteKind.FORMULA,
    FootnoteKind.FORMULA_SITES,
    FootnoteKind.FORMULA_TYPES,
    FootnoteKind.TIE_RULE,
    FootnoteKind.SAMPLE_DISTRICT,
}


@pytest.mark.parametrize("kind", sorted(set(FootnoteKind) - OF_RULES - OF_LISTS))
def test_every_footnote_has_a_sentence_with_its_facts(kind: FootnoteKind) -> None:
    facts = FACTS.get(kind, {} if kind in PLAIN else {"count": "3"})
    said = footnote(Footnote(kind, facts))
    assert said.endswith(".")
    assert not re.search(r"[{}\n]", said)
    for value in facts.values():
        for part in value.split("\n"):
            assert part in said or kind in (FootnoteKind.FORMULA_M2, FootnoteKind.NOT_TESTED)


def test_untested_are_named_or_counted() -> None:
    named = Footnote(FootnoteKind.NOT_TESTED, {"count": "2", "names": "east\nwest"})
    counted = Footnote(FootnoteKind.NOT_TESTED, {"count": "50", "names": ""})
    assert footnote(named) == "Not tested in this period: east, west."
    assert footnote(counted) == "50 were not tested in this period."


def test_types_that_one_row_lacks_are_named() -> None:
    note = Footnote(FootnoteKind.MISSING_TYPE, {"types": "market\nroad"})
    assert footnote(note) == "Without a visited site of the types market, road."


@pytest.mark.parametrize(
    ("previous", "now", "is_new", "has_before", "said"),
    [
        (3, 1, False, True, "▲2"),
        (1, 3, False, True, "▼2"),
        (2, 2, False, True, "—"),
        (None, 2, True, True, "newly ranked"),
        (None, 2, True, False, "—"),
        (1, None, False, True, "—"),
    ],
)
def test_a_change_of_rank_is_an_arrow_and_a_number(
    previous: int | None, now: int | None, is_new: bool, has_before: bool, said: str
) -> None:
    assert rank_change(previous, now, is_new=is_new, has_before=has_before) == said
