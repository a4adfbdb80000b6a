"""Words for what imports remember."""

from __future__ import annotations

from inspector.domain.remembered import Origin, Remembered, RememberedKind
from inspector.wording.catalogue import _, ngettext


def kind(value: RememberedKind) -> str:
    """The word for what a name stands for."""
    return {
        RememberedKind.UNIT: _("Unit"),
        RememberedKind.SITE: _("Site"),
        RememberedKind.CONTENT: _("Content"),
        RememberedKind.PROFILE: _("Profile"),
    }[value]


def meaning(one: Remembered) -> str:
    """What a name means, or of how many columns a profile speaks."""
    if one.kind is not RememberedKind.PROFILE:
        return one.meaning or _("no longer there")
    return ngettext(
        "How {n} column is read", "How {n} columns are read", one.columns
    ).format(n=one.columns)  # fmt: skip


def moment(origin: Origin | None) -> str:
    """When it was said, in local time."""
    return "" if origin is None else f"{origin.moment.astimezone():%Y-%m-%d %H:%M}"


def person(origin: Origin | None) -> str:
    """Who said it."""
    return origin.person if origin is not None and origin.person else "—"


def forgotten(one: Remembered) -> str:
    """That something is not remembered any more."""
    told = (
        _("The import profile “{name}” is forgotten.")
        if one.kind is RememberedKind.PROFILE
        else _("“{name}” is forgotten. The next import asks what it means.")
    )
    return told.format(name=one.name)


def again(one: Remembered) -> str:
    """That what was forgotten is remembered again."""
    return _("“{name}” is remembered again.").format(name=one.name)


def counted(shown: int, there: int) -> str:
    """How many are shown of how many."""
    if shown == there:
        return ngettext("{n} remembered", "{n} remembered", there).format(n=there)
    return _("{shown} of {there} shown").format(shown=shown, there=there)


def nothing_found(query: str) -> str:
    """That no name has what is searched for."""
    return _("Nothing remembered has “{query}” in it.").format(query=query)


def nothing_yet() -> str:
    """What belongs here where nothing is remembered."""
    return _(
        "Nothing is remembered yet. When an import asks what a name means, the answer is kept "
        "here; so is the way a table is read once it is saved as a profile."
    )


def about() -> str:
    """What the list is for."""
    return _(
        "What imports know without asking: what names in files mean, and by which profile a table "
        "is read. Forget what is wrong, and the next import asks again; past results stay."
    )
