"""Words for schemes, their rules, and what an import of criteria did."""

from __future__ import annotations

from inspector.domain.scheme import RuleKind, SchemeOrigin
from inspector.domain.scheme_draft import Fate, SchemeField
from inspector.wording.catalogue import _, ngettext


def rule_kind(value: RuleKind) -> str:
    """The word for how an item is scored."""
    return {
        RuleKind.CONFORM: _("conforming or not"),
        RuleKind.DEDUCT: _("deduction"),
        RuleKind.QUANTITY: _("by number found"),
        RuleKind.GRADE: _("by grade"),
        RuleKind.POINTS: _("points given"),
        RuleKind.BONUS: _("bonus"),
    }[value]


def origin(value: SchemeOrigin) -> str:
    """The word for where a version comes from."""
    return {
        SchemeOrigin.CRITERIA: _("criteria"),
        SchemeOrigin.RESULT: _("imported results"),
    }[value]


def fate(value: Fate) -> str:
    """The word for what became of a row."""
    return {
        Fate.TITLE: _("title"),
        Fate.HEADER: _("header"),
        Fate.SECTION: _("section"),
        Fate.ITEM: _("item"),
        Fate.TOTAL: _("total"),
        Fate.REMARK: _("remark"),
        Fate.EMPTY: _("empty"),
        Fate.UNKNOWN: _("not understood"),
    }[value]


def scheme_field(value: SchemeField) -> str:
    """The word for what a column was read as."""
    return {
        SchemeField.CODE: _("code"),
        SchemeField.SECTION: _("section"),
        SchemeField.TEXT: _("text of the item"),
        SchemeField.GUIDANCE: _("guidance"),
        SchemeField.EXCEPTIONS: _("exceptions"),
        SchemeField.METHOD: _("method of inspection"),
        SchemeField.FULL_MARK: _("full mark"),
        SchemeField.ASPECT: _("aspect"),
        SchemeField.SITE_TYPES: _("site types"),
        SchemeField.DEADLINE_CLASS: _("deadline class"),
        SchemeField.UNIT: _("responsible unit"),
        SchemeField.SECTION_MARK: _("points of the section"),
        SchemeField.WEIGHT: _("weight of the section"),
        SchemeField.IGNORE: _("not read"),
    }[value]


def counts(sections: int, items: int) -> str:
    """How much a scheme holds."""
    return _("{sections}, {items}").format(
        sections=ngettext("{count} section", "{count} sections", sections).format(count=sections),
        items=ngettext("{count} item", "{count} items", items).format(count=items),
    )


def not_understood(sheet: str, row: int, reason: str) -> str:
    """A row that was not understood, with the reason in a sentence."""
    said = _("{sheet}, row {row}: not understood, please look at it.").format(sheet=sheet, row=row)
    return f"{said} {reason}".strip()


def outcome(title: str, follows: int | None, *, is_dry_run: bool, is_changed: bool) -> str:
    """What the import did or would do; `follows` is the number of the version before."""
    if not is_changed:
        return _("“{title}” holds exactly this already. Nothing was imported.").format(title=title)
    if is_dry_run:
        return _("Nothing was written. Leave out --dry-run to import “{title}”.").format(
            title=title
        )
    if follows is None:
        return _("“{title}” is a draft now. Publish it with “inspector scheme publish”.").format(
            title=title
        )
    return _(
        "The draft of version {number} of “{title}” is there. "
        "Publish it with “inspector scheme publish”."
    ).format(title=title, number=follows + 1)


def published(title: str, number: int) -> str:
    """That a version was published."""
    return _("Version {number} of “{title}” is published and will not change any more.").format(
        title=title, number=number
    )


def no_schemes() -> str:
    """What stands in place of an empty list."""
    return _("There is no scheme yet. Import one with “inspector scheme import FILE”.")


def version_name(number: int | None) -> str:
    """A version in a list; None is a draft."""
    return _("Draft") if number is None else _("Version {number}").format(number=number)
