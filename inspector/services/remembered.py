"""What imports remember, names and profiles alike: the list of it, and forgetting one."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from inspector.domain.remembered import Remembered, RememberedKind
from inspector.errors import NotFound, Noun
from inspector.services import alias, result_profile
from inspector.services.workspace import Workspace
from inspector.store.alias import load_aliases
from inspector.store.kind import difference
from inspector.store.origin import last_written


def list_(ws: Workspace) -> tuple[Remembered, ...]:
    """All names by kind and name, then the profiles, each with who said so last."""
    with ws.read():
        names = [
            Remembered(
                line.alias.id, RememberedKind(line.alias.kind.value), line.alias.name, line.meaning
            )
            for line in alias.list_(ws)
        ]
        profiles = [
            Remembered(each.id, RememberedKind.PROFILE, each.name, columns=len(each.mapping))
            for each in result_profile.list_(ws)
        ]
        every = [*names, *profiles]
        origins = last_written(each.id for each in every)
    return tuple(replace(each, origin=origins.get(each.id)) for each in every)


def forget(ws: Workspace, one: Remembered) -> UUID:
    """Forget a name, so that the next import asks, or a profile; the id of the change is returned.

    Raises NotFound where it is forgotten already.
    """
    if one.kind is RememberedKind.PROFILE:
        result_profile.remove(ws, one.name)
    else:
        with ws.write("alias.remove") as edits:
            gone = next((each for each in load_aliases() if each.id == one.id), None)
            if gone is None:
                raise NotFound(Noun.ALIAS, one.name)
            edits += difference("alias", gone, replace(gone, void=True))
    assert ws.last_change is not None
    return ws.last_change.id
