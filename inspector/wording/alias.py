"""Words for names from elsewhere and what they mean."""

from __future__ import annotations

from inspector.domain.alias import AliasKind, AliasLine
from inspector.wording.catalogue import _, ngettext


def kind(value: AliasKind) -> str:
    """The word for what a name stands for."""
    return {
        AliasKind.UNIT: _("unit"),
        AliasKind.SITE: _("site"),
        AliasKind.CONTENT: _("content"),
    }[value]


def removed(told: AliasLine) -> str:
    """That a name is not remembered any more."""
    return _("“{name}” is no longer taken for “{meaning}”. The next import asks.").format(
        name=told.alias.name, meaning=told.meaning or "—"
    )


def none_yet() -> str:
    """That no name is remembered."""
    return _("No name is remembered yet. Imports remember what they ask.")


def known_before(names: int) -> str:
    """How many names of a file were decided at an earlier import."""
    return ngettext("{n} name known from before.", "{n} names known from before.", names).format(
        n=names
    )


def remembered(names: int) -> str:
    """How many names are remembered with an import."""
    return ngettext(
        "{n} name is remembered for the next import.",
        "{n} names are remembered for the next import.",
        names,
    ).format(n=names)


def unknown(value: AliasKind) -> str:
    """Why the rows with a name wait."""
    return {
        AliasKind.UNIT: _("No unit bears this name. Say which one is meant."),
        AliasKind.SITE: _("No site bears this name. Say which one is meant."),
        AliasKind.CONTENT: _("The imported scheme has no such content. Say which one is meant."),
    }[value]


def meaning(name: str, code: str = "") -> str:
    """The answer that a name means this record."""
    told = _("{name} ({code})") if code else "{name}"
    return _("It is “{name}”").format(name=told.format(name=name, code=code))


def create(value: AliasKind, name: str) -> str:
    """The answer that a name is that of something new."""
    return {
        AliasKind.UNIT: _("Add the unit “{name}”"),
        AliasKind.SITE: _("Add the site “{name}”"),
        AliasKind.CONTENT: _("Add the content “{name}”"),
    }[value].format(name=name)
