"""Words for the rules of a board."""

from __future__ import annotations

import re

import pytest

from inspector.domain.board import Footnote, FootnoteKind
from inspector.domain.board_fault import RuleFaultKind
from inspector.domain.board_rules import MetricKind, SubjectKind
from inspector.domain.ready_board import READY_BOARDS
from inspector.wording import board_rules as words

EXAMPLES = {
    FootnoteKind.COMPOSITE: [
        {"metrics": "visits||0.8\nrectification|closing|0.2", "missing": missing}
        for missing in ("renormalise", "full", "no_score")
    ],
    FootnoteKind.METRIC: [
        {"metric": "", "kind": "ledger", "base": "100"},
        *(
            {"metric": "", "kind": "rectification", "base": base, "disputed": "", "long_term": ""}
            for base in ("all", "due", "on_time")
        ),
        *(
            {
                "metric": "closing",
                "kind": "rectification",
                "base": "all",
                "disputed": "counted",
                "long_term": "counted",
                "full": "50",
                "threshold": "70",
                "each": "1",
                "shortage": shortage,
            }
            for shortage in ("exact", "started", "completed")
        ),
    ],
    FootnoteKind.FILTER: [
        {
            "metric": metric,
            "levels": "leader\njoint",
            "modes": "unannounced",
            "methods": "field",
            "campaigns": "Spring",
            "types": "market",
        }
        for metric in ("", "first")
    ],
    FootnoteKind.TYPE_MEAN: [{}],
    FootnoteKind.MISSING_RULE: [
        {"rule": rule, "types": types}
        for rule in ("peer_mean", "full", "exclude")
        for types in ("", "market\nroad")
    ],
    FootnoteKind.NA_RULE: [{"rule": "full"}, {"rule": "zero"}],
    FootnoteKind.PERIOD_MEAN: [
        {"parts": parts, "weights": weights}
        for parts in ("week", "month", "quarter", "year", "days")
        for weights in ("", "0.4\n0.6")
    ],
    FootnoteKind.DUTY: [{}],
    FootnoteKind.MINIMUM: [{"visits": "3", "sites": "2", "types": "4"}],
    FootnoteKind.ADDITIONS: [{"bonus": "5", "penalty": "6", "maximum": "100"}],
    FootnoteKind.ORDER: [
        {"decimals": "4", "by": by, "dense": dense, "keys": keys}
        for by in ("exact", "printed")
        for dense in ("", "1")
        for keys in ("", "fewer_vetoes\nless_penalty\nmore_visits\nmore_sites")
    ],
    FootnoteKind.SUBSTITUTED: [{"types": "market\nroad"}],
    FootnoteKind.LACKS_TYPE: [{"types": "market"}],
    FootnoteKind.BELOW_MINIMUM: [{"visits": "2/3", "types": "1/4"}],
    FootnoteKind.EVENT: [
        {"points": points, "reason": "praised in writing", "approver": "Wen"}
        for points in ("2", "-2")
    ],
    FootnoteKind.STRUCK: [
        {"effect": effect, "reason": "accident", "points": "3", "times": "2"}
        for effect in ("points", "no_rank", "no_score")
    ],
    FootnoteKind.BARRED: [{"metric": "", "kind": "visits", "value": "84.50", "least": "85"}],
    FootnoteKind.NO_VALUE: [{"metrics": "rectification|"}],
}
OF_RULES = frozenset(EXAMPLES)


@pytest.mark.parametrize(
    ("kind", "facts"), [(kind, facts) for kind, some in EXAMPLES.items() for facts in some]
)
def test_every_rule_is_declared_in_a_sentence(kind: FootnoteKind, facts: dict[str, str]) -> None:
    said = words.rule_note(Footnote(kind, facts))
    assert said.endswith(".")
    assert not re.search(r"[{}\n|]", said)


def test_the_facts_of_a_rule_stand_in_its_sentence() -> None:
    (composite, *_rest) = EXAMPLES[FootnoteKind.COMPOSITE]
    said = words.rule_note(Footnote(FootnoteKind.COMPOSITE, composite))
    assert said.startswith("Composite score: site inspection × 0.8 + closing × 0.2.")
    said = words.rule_note(Footnote(FootnoteKind.BELOW_MINIMUM, {"visits": "2/3", "types": "1/4"}))
    assert said == "Not ranked: it has 2 visits, 1 site type; 3 visits, 4 site types are needed."
    assert words.rule_note(Footnote(FootnoteKind.CUT_OFF)) == ""


@pytest.mark.parametrize("kind", RuleFaultKind)
def test_every_mistake_has_a_sentence_with_its_facts(kind: RuleFaultKind) -> None:
    names = ("value", "sum", "full", "most", "name", "id", "number")
    names += ("least", "below", "one", "other", "names")
    said = words.fault(kind, {name: f"<{name}>" for name in names})
    assert said.endswith(".")
    assert not re.search(r"[{}]", said)


def test_a_place_counts_from_one() -> None:
    assert words.place("metrics[0].roll_up.needed[2]") == "metrics 1 › roll up › needed 3"
    assert words.place("order.decimals") == "order › decimals"


def test_ready_made_boards_subjects_and_metrics_have_names() -> None:
    names = [words.board_name(board) for board in READY_BOARDS.values()]
    assert len(set(names)) == len(names)
    assert "" not in names
    assert len({words.subject_kind(one) for one in SubjectKind}) == len(SubjectKind)
    assert len({words.metric_name(one) for one in MetricKind}) == len(MetricKind)
    assert words.metric_name(MetricKind.VISITS, "first") == "first"
