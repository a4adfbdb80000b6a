"""Words for an item's fields and for what differs between two versions of a scheme."""

from __future__ import annotations

from inspector.domain.points import plain
from inspector.domain.scheme import Clause, Item, Scheme
from inspector.domain.scheme_difference import (
    DifferenceKind,
    ItemDifference,
    ItemField,
    SchemeDifference,
    shown_value,
)
from inspector.wording.catalogue import _, ngettext
from inspector.wording.form import rule

# Longer values are named in a list and shown whole beside it.
_SHORT = 24


def kind(value: DifferenceKind) -> str:
    """The word for what became of an item."""
    return {
        DifferenceKind.ADDED: _("Added"),
        DifferenceKind.REMOVED: _("Removed"),
        DifferenceKind.CHANGED: _("Changed"),
        DifferenceKind.MOVED: _("Moved"),
    }[value]


def item_field(value: ItemField) -> str:
    """The word for a field of an item."""
    return {
        ItemField.SECTION: _("Section"),
        ItemField.PLACE: _("Place in order"),
        ItemField.CODE: _("Code"),
        ItemField.TEXT: _("Standard"),
        ItemField.FULL_MARK: _("Full mark"),
        ItemField.RULE: _("Rule"),
        ItemField.GUIDANCE: _("Guidance"),
        ItemField.EXCEPTIONS: _("Not a violation"),
        ItemField.METHOD: _("Method of inspection"),
        ItemField.ASPECT: _("Aspect"),
        ItemField.SITE_TYPES: _("Site types"),
        ItemField.PHOTO_REQUIRED: _("Photo"),
        ItemField.DEADLINE_CLASS: _("Deadline class"),
        ItemField.UNIT: _("Responsible unit"),
        ItemField.TRANSLATIONS: _("Translations"),
    }[value]


def value(scheme: Scheme, item: Item, field: ItemField) -> str:
    """What stands in a field of an item, in words; empty where nothing does."""
    if field is ItemField.RULE:
        return "\n".join([rule(item, None), *map(clause, item.rule.clauses)])
    if field is ItemField.FULL_MARK:
        return plain(item.full_mark)
    if field is ItemField.SITE_TYPES:
        return site_types(item)
    if field is ItemField.PHOTO_REQUIRED:
        return _("required where points are lost") if item.photo_required else ""
    if field is ItemField.TRANSLATIONS:
        return "\n".join(f"{language}: {text}" for language, text in item.translations)
    if field is ItemField.SECTION:
        return " / ".join(section.text or section.code for section in scheme.path(item))
    return str(shown_value(scheme, item, field))


def clause(found: Clause) -> str:
    """One thing that loses points, with its points."""
    return _("{code} {text}: {each} each").format(
        code=found.code, text=found.text, each=plain(found.each)
    ).strip()  # fmt: skip


def site_types(item: Item) -> str:
    """The site types to which an item applies."""
    return _(", ").join(item.site_types) if item.site_types else _("all")


def changes(old: Scheme, new: Scheme, difference: ItemDifference) -> str:
    """What differs in an item, on one line: short values as old and new, long ones by name."""
    was, now = difference.old, difference.new
    if was is None or now is None:
        return ""
    parts = []
    for field in difference.fields:
        before, after = value(old, was, field), value(new, now, field)
        named = item_field(field)
        if max(len(before), len(after)) <= _SHORT and "\n" not in before + after:
            arrow = _("{field}: {before} → {after}")
            parts.append(arrow.format(field=named, before=before or "—", after=after or "—"))
        else:
            parts.append(named)
    return _("; ").join(parts)


def summary(found: SchemeDifference) -> str:
    """How many items became what."""
    counts = [(each, sum(item.kind is each for item in found.items)) for each in DifferenceKind]
    told = [f"{kind(each)} {n}" for each, n in counts if n]
    told.append(
        ngettext("{n} item is equal", "{n} items are equal", found.same).format(n=found.same)
    )
    if found.renamed:
        n = len(found.renamed)
        told.append(ngettext("{n} section renamed", "{n} sections renamed", n).format(n=n))
    return " · ".join(told)
