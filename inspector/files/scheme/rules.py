"""Proposing rules for the items of a foreign table by what their words say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.scheme_draft import RuleProposal
from inspector.domain.scheme_phrase import rule_in_words
from inspector.files.scheme.assembly import Making
from inspector.files.scheme.row import TableRow


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
            words = "\n".join(filter(None, (item.text, item.guidance)))
            phrase = rule_in_words(words, item.full_mark)
        if phrase is None:
            items.append(item)
            continue
        key = phrase.key
        said = making.answers.is_ruled(row.sheet, row.number, key)
        is_taken = making.takes_rules if said is None else said
        items.append(replace(item, rule=phrase.rule) if is_taken else item)
        proposals.append(
            RuleProposal(
                item.number, row.sheet, row.number, phrase.rule, key, phrase.words, is_taken
            )
        )
    return replace(scheme, items=tuple(items)), tuple(proposals)
