"""Proposing rules for the items of a foreign table by what their words say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from inspector.domain.row_answer import Choice
from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.scheme_draft import RuleProposal
from inspector.domain.scheme_phrase import rule_in_words
from inspector.files.scheme_assembly import Making
from inspector.files.scheme_row import TableRow


def proposed(
    scheme: Scheme, rows: Sequence[TableRow], making: Making
) -> tuple[Scheme, tuple[RuleProposal, ...]]:
    """The scheme with the rules that were confirmed, and all that are proposed.

    Unless all are taken, a rule is applied where somebody said so of the item's row and the words
    still say the same.
    """
    items: list[Item] = []
    proposals: list[RuleProposal] = []
    for item, row in zip(scheme.items, rows, strict=True):
        phrase = None
        if item.rule.kind is RuleKind.POINTS:
            said = "\n".join(filter(None, (item.text, item.guidance)))
            phrase = rule_in_words(said, item.full_mark)
        if phrase is None:
            items.append(item)
            continue
        answer = making.answers.ruled(row.sheet, row.number)
        is_taken = making.takes_rules
        if answer is not None:
            is_taken = answer.choice is Choice.RULED and answer.about == phrase.key
        items.append(replace(item, rule=phrase.rule) if is_taken else item)
        proposals.append(
            RuleProposal(
                item.number, row.sheet, row.number, phrase.rule, phrase.key, phrase.words, is_taken
            )
        )
    return replace(scheme, items=tuple(items)), tuple(proposals)
