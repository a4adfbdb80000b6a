"""What names in tables from elsewhere were said to mean: the list of them, and forgetting one."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from inspector.domain.alias import AliasKind, AliasLine
from inspector.domain.name_match import squeezed
from inspector.domain.scheme import SchemeOrigin
from inspector.errors import Ambiguous, NotFound, Noun
from inspector.services.workspace import Workspace
from inspector.store.alias import load_aliases
from inspector.store.board import load_schemes
from inspector.store.kind import difference
from inspector.store.site import load_sites
from inspector.store.total import load_scheme
from inspector.store.unit import load_units


def list_(ws: Workspace) -> tuple[AliasLine, ...]:
    """All names that are remembered, by kind and name, each with the name of what it means."""
    with ws.read():
        return _lines()


def remove(ws: Workspace, name: str, kind: AliasKind | None = None) -> AliasLine:
    """Forget what a name means, so that the next import asks.

    Raises NotFound, and Ambiguous where it means several things and `kind` tells none of them
    alone.
    """
    with ws.write("alias.remove") as edits:
        plain = squeezed(name)
        same = [line for line in _lines() if line.alias.name == plain]
        found = [line for line in same if kind in (None, line.alias.kind)]
        if not found:
            raise NotFound(Noun.ALIAS, name)
        if len(found) > 1:
            choices = tuple(f"{line.alias.kind}: {line.meaning}" for line in found)
            raise Ambiguous(Noun.ALIAS, name, choices)
        gone = found[0].alias
        edits += difference("alias", gone, replace(gone, void=True))
    return found[0]


def _lines() -> tuple[AliasLine, ...]:
    aliases = load_aliases()
    names: dict[UUID, str] = {unit.id: unit.name for unit in load_units()}
    names |= {site.id: site.name for site in load_sites()}
    if any(each.kind is AliasKind.CONTENT for each in aliases):
        for used in load_schemes():
            if used.origin is SchemeOrigin.RESULT:
                names |= {item.id: item.text for item in load_scheme(used.versions[-1]).items}
    return tuple(AliasLine(each, names.get(each.meant, "")) for each in aliases)
