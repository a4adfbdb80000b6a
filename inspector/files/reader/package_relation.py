"""What the parts of a zip package refer to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator

from msgspec import Struct

from inspector.files.reader.xml_events import local_name, parse

_MACRO_KINDS = {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}


class Relation(Struct, frozen=True):
    """A part that another one refers to, by the last word of its kind."""

    kind: str
    target: str


def beside(part_name: str) -> str:
    """The part that holds the relations of a part."""
    folder, name = posixpath.split(part_name)
    return f"{folder}/_rels/{name}.rels"


def has_macros(found: Iterable[Relation]) -> bool:
    """Whether a workbook with these relations brings a program."""
    return any(relation.kind in _MACRO_KINDS for relation in found)


def relations(
    package: zipfile.ZipFile, part_name: str, folder: str
) -> Iterator[tuple[str, Relation]]:
    """What a part refers to by its relations, seen from the folder of the part."""
    found: list[tuple[str, Relation]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", "")))
            found.append((attributes.get("Id", ""), Relation(kind, target.lstrip("/"))))

    with package.open(part_name) as part:
        parse(part, start)
    yield from found
