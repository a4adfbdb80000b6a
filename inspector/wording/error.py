"""The sentence for every expected failure: what happened, to which file or row, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspector import errors
from inspector.domain.score import MissingKind
from inspector.domain.visit import AnswerState
from inspector.errors import (
    ActionFault,
    InspectorError,
    Noun,
)
from inspector.wording import refusal, visit
from inspector.wording.action import action
from inspector.wording.catalogue import _


def sentence(error: InspectorError) -> str:
    """One plain sentence for the user."""
    say = _SENTENCES.get(type(error))
    return str(error) if say is None else say(error)


def noun(value: Noun) -> str:
    """The word for a kind of record."""
    return {
        Noun.SCHEME: _("scheme"),
        Noun.ITEM: _("item"),
        Noun.UNIT: _("unit"),
        Noun.SITE: _("site"),
        Noun.SITE_TYPE: _("site type"),
        Noun.VISIT: _("visit"),
        Noun.FINDING: _("finding"),
        Noun.CHANGE: _("change"),
        Noun.SUBJECT: _("ranked subject"),
        Noun.PHOTO: _("photo"),
        Noun.CLAUSE: _("clause"),
        Noun.ALIAS: _("remembered name"),
        Noun.PROFILE: _("import profile"),
        Noun.BOARD: _("board"),
        Noun.EDITION: _("edition"),
        Noun.APPEAL: _("appeal"),
        Noun.PLAN: _("plan"),
    }[value]


def _file(error: errors.FileRefused) -> str:
    place = _shown(error.path.name)
    if error.sheet is not None:
        place = _("{file}, sheet {sheet}").format(file=place, sheet=_shown(error.sheet))
    if error.row is not None:
        place = _("{place}, row {row}").format(place=place, row=error.row)
    said = _(refusal.FILE[error.fault]).format(place=place)
    if error.alternative is not None:
        said += " " + _("Or write to {name}.").format(name=error.alternative.name)
    return said


def cell_sentence(error: errors.CellRefused) -> str:
    """What is wrong with a cell and what to do, where its place is shown anyway."""
    said = _said(error)
    return said[:1].upper() + said[1:]


def _said(error: errors.CellRefused) -> str:
    said = _(refusal.CELL[error.fault]).format(value=error.value)
    if error.other is None:
        return said
    sheet, row = error.other
    if sheet == error.sheet:
        return _("{said} It is in row {row} too.").format(said=said, row=row)
    return _("{said} It is on sheet {sheet}, row {row} too.").format(
        said=said, sheet=sheet, row=row
    )


def _cell(error: errors.CellRefused) -> str:
    said = _said(error)
    return _("{file}, sheet {sheet}, row {row}, column {column}: {said}").format(
        file=_shown(error.path.name),
        sheet=_shown(error.sheet),
        row=error.row,
        column=error.column,
        said=said,
    )


def _shown(name: str) -> str:
    """A name without signs that would break the line or steer the terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _workspace(error: errors.WorkspaceRefused) -> str:
    return _(refusal.WORKSPACE[error.fault]).format(
        folder=error.folder, detail=error.detail, holder=error.holder
    )


def _not_ready(error: errors.NotReady) -> str:
    lines = [
        visit.remark(f"{code} {text}", visit.missing(MissingKind(what)))
        for code, text, what in error.missing
    ]
    return "\n".join([_("The visit cannot be closed yet. Still missing:"), *lines])


def _action(error: errors.ActionRefused) -> str:
    facts = {name: _("; ").join(text.split("\n")) for name, text in error.facts.items()}
    if error.fault is ActionFault.STATE_NOT_FOR_RULE:
        facts["state"] = visit.answer_state(AnswerState(facts["state"]))
    elif error.fault is ActionFault.ALREADY_UNDONE:
        facts["kept"] = action(facts["kept"])
    return _(refusal.ACTION[error.fault]).format(**facts)


def _not_found(error: errors.NotFound) -> str:
    return _("There is no {noun} “{text}”. The list shows which there are.").format(
        noun=noun(error.noun), text=error.text
    )


def _ambiguous(error: errors.Ambiguous) -> str:
    if not error.text:
        return _("There are several: {choices}. Name one of them.").format(
            choices=_("; ").join(error.choices)
        )
    return _("“{text}” fits several: {choices}. Give the code.").format(
        text=error.text, choices=_("; ").join(error.choices)
    )


def _rules(error: errors.RulesRefused) -> str:
    return "\n".join([_("These rules cannot be ranked by:"), *_rule_faults(error.faults)])


def _rule_faults(faults: Iterable[tuple[str, str, Mapping[str, str]]]) -> list[str]:
    # The words of rules are not loaded at the start of a program that may never need them.
    from inspector.domain.rule_fault import RuleFaultKind
    from inspector.wording.board_rules import fault_at

    return [fault_at(place, RuleFaultKind(kind), facts) for place, kind, facts in faults]


def _seal(error: errors.SealRefused) -> str:
    lines = _rule_faults(error.rules)
    lines += [_(refusal.SEAL[fault]).format(**facts) for fault, facts in error.faults]
    return "\n".join([_("This cannot be sealed yet:"), *lines])


def _stale(error: errors.Stale) -> str:
    return _("This was changed meanwhile: you saw {seen}, now it is {found}.").format(
        seen=error.seen, found=error.found
    )


def _damaged(error: errors.ChangeDamaged) -> str:
    return _("Change {change} is damaged ({detail}) and was refused.").format(
        change=error.change, detail=error.detail
    )


_SENTENCES: dict[type[InspectorError], Callable[[Any], str]] = {
    errors.Cancelled: lambda _error: _("Stopped. Nothing was changed."),
    errors.FileRefused: _file,
    errors.CellRefused: _cell,
    errors.WorkspaceRefused: _workspace,
    errors.ActionRefused: _action,
    errors.NotFound: _not_found,
    errors.Ambiguous: _ambiguous,
    errors.NotReady: _not_ready,
    errors.RulesRefused: _rules,
    errors.SealRefused: _seal,
    errors.Stale: _stale,
    errors.ChangeDamaged: _damaged,
}
