"""Words for what the import of a criteria table found: reasons of rows, sums, weights and rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inspector.domain.points import plain
from inspector.domain.scheme import Rule, RuleKind
from inspector.domain.scheme_draft import RowReason, StatedSum, SumKind
from inspector.wording.catalogue import _, ngettext
from inspector.wording.rows import row_ranges

_MOST_RUNS = 12


def row_reason(value: RowReason) -> str:
    """Why a row has its fate."""
    return {
        RowReason.CONTINUES: _("Goes on with the row above."),
        RowReason.CARRIED: _("Shares its text with the row above and is an item of its own."),
        RowReason.LEVEL_ONLY: _("Names a level only; what belongs to it stands below."),
        RowReason.NO_POINTS: _("Has no points."),
        RowReason.NO_TEXT: _("Has no text of an item."),
        RowReason.REPEATED: _("The header printed again."),
        RowReason.PART_TOTAL: _("The sum of a part."),
        RowReason.SHEET_NOT_READ: _("Its sheet is not read."),
        RowReason.CELL_NOT_READ: _("A cell could not be read."),
        RowReason.REFUSED: _("A cell cannot be taken as it is."),
        RowReason.LEFT_OUT: _("Left out because somebody said so."),
        RowReason.TOLD: _("Read so because somebody said so."),
    }[value]


def sum_differs(value: StatedSum) -> str:
    """A sum that does not add up, with the rows of what was added."""
    said = {
        SumKind.ITEMS: _("{stated} points are stated, the items add up to {found}."),
        SumKind.PARTS: _("{stated} points are due, the parts state {found} together."),
        SumKind.WEIGHTS: _("The weights should add up to {stated}, but come to {found}."),
    }[value.kind].format(stated=plain(value.stated), found=plain(value.found))
    if not value.parts:
        return said
    return f"{said}\n{_added_rows(value.parts)}"


def _added_rows(rows: Sequence[int]) -> str:
    return ngettext("Added up is row {rows}.", "Added up are rows {rows}.", len(rows)).format(
        rows=row_ranges(set(rows), _MOST_RUNS)
    )


def sum_line(value: StatedSum) -> str:
    """A sum in one line, right or wrong, with the row that states it."""
    where = value.where
    if value.row is not None:
        where = _("{where} (row {row})").format(where=where, row=value.row)
    if not value.is_ok:
        return _("{where}: {difference}").format(
            where=where, difference=sum_differs(value).replace("\n", " ")
        )
    return {
        SumKind.ITEMS: _("{where}: {stated} points, as stated."),
        SumKind.PARTS: _("{where}: its parts state {stated} points together."),
        SumKind.WEIGHTS: _("{where}: the weights add up to {stated}."),
    }[value.kind].format(where=where, stated=plain(value.stated))


def weights(percents: Sequence[str], *, is_taken: bool) -> str:
    """That a table weighs its parts, and what the points mean then."""
    if is_taken:
        said = _("The parts weigh {weights}. The points are multiplied by these weights.")
    else:
        said = _(
            "The parts weigh {weights}. The weights are kept in the notes of the sections; each "
            "item counts the points that are printed."
        )
    return said.format(weights=_(", ").join(percents))


def weights_told(percents: Sequence[str]) -> str:
    """Whether the weights count: the question."""
    return _(
        "The parts weigh {weights}, and the points below each of them add up to a hundred. Shall "
        "the weights count in the score?"
    ).format(weights=_(", ").join(percents))


def count_weights() -> str:
    """The answer that points are multiplied by the weights above them."""
    return _("Multiply the points by the weights")


def keep_points() -> str:
    """The answer that the points that are printed count."""
    return _("Count the points as printed")


def weights_option() -> str:
    """How the command line takes the weights."""
    return _("Give --weights to multiply the points by them.")


def rule(value: Rule) -> str:
    """A rule that words propose, in short."""
    if value.kind is RuleKind.QUANTITY:
        return _required(value)
    if value.clauses:
        said = ngettext(
            "{n} kind of deduction", "{n} kinds of deduction", len(value.clauses)
        ).format(n=len(value.clauses))
    else:
        said = _("{points} off for each").format(points=plain(value.each or Decimal(0)))
    if value.cap is None:
        return said
    return _("{rule}, at most {cap}").format(rule=said, cap=plain(value.cap))


def _required(value: Rule) -> str:
    count = plain(value.required or Decimal(0))
    if value.per_length is None:
        said = _("{count} required").format(count=count)
    else:
        said = _("{count} required for every {metres} m").format(
            count=count, metres=plain(value.per_length)
        )
    if value.each is None:
        return _("{rule}, points by the share that is there").format(rule=said)
    return _("{rule}, {points} off for each that is missing").format(
        rule=said, points=plain(value.each)
    )


def rule_told(words: Sequence[str], rows: Sequence[int]) -> str:
    """The words that speak of a rule, and in which rows they stand."""
    said = "\n".join(_("“{words}”").format(words=each) for each in words)
    return "\n".join((said, ngettext("In row {rows}.", "In rows {rows}.", len(rows)).format(
        rows=row_ranges(rows, _MOST_RUNS))))  # fmt: skip


def rules_proposed(count: int, taken: int) -> str:
    """How many items speak of a rule, and for how many of them it is taken."""
    return ngettext(
        "The words of {n} item speak of a rule; it is taken for {taken}.",
        "The words of {n} items speak of rules; they are taken for {taken}.",
        count,
    ).format(n=count, taken=taken)


def rules_option() -> str:
    """How the command line takes the rules."""
    return _("Give --rules to score by them; without it the inspector gives the points.")


def take_rule() -> str:
    """The answer that an item is scored by the rule of which its words speak."""
    return _("Score by this rule")


def leave_points() -> str:
    """The answer that the inspector gives the points of an item."""
    return _("Points are given by hand")


def bare_sections(sheet: str, rows: Sequence[int]) -> str:
    """The rows of a sheet that name sections without points and without items."""
    return ngettext(
        "{sheet}, row {rows}: names a section, but has no points, and no item stands below it.",
        "{sheet}, rows {rows}: name sections, but have no points, and no items stand below them.",
        len(rows),
    ).format(sheet=sheet, rows=row_ranges(rows, _MOST_RUNS))


def bare_section() -> str:
    """A section that has neither points nor items."""
    return _("Names a section, but has no points, and no item stands below it.")


def alike_sheet(rows: int) -> str:
    """A sheet with the same header that holds mostly the same items."""
    return ngettext(
        "This sheet has the same header and mostly the same items. Its {n} row is not read.",
        "This sheet has the same header and mostly the same items. Its {n} rows are not read.",
        rows,
    ).format(n=rows)


def taken_sheet() -> str:
    """A further sheet that is read as a section."""
    return _("This sheet has the same header. It is read as a section of its own.")


def take_sheet() -> str:
    """The answer that a sheet is read too."""
    return _("Read it as a section")


def shortened(shown: int, count: int) -> str:
    """Where a table of items is too long to be printed whole."""
    return _("Printed are the first {shown} of {count} items; --report FILE tells all.").format(
        shown=shown, count=count
    )
