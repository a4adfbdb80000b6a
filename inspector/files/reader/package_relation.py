"""What the parts of a zip package refer to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from inspector.files.reader.xml_events import local_name, parse

_CHUNK = 1 << 18
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


def check_named_parts(
    package: zipfile.ZipFile, found: Iterable[Relation], names: Mapping[str, str]
) -> None:
    """Refuse a package in which calamine would miss a part; `names` are its names by kind.

    calamine knows these parts by name only, and without the styles it takes dates for numbers in
    silence. Each part is read once, so that it is neither damaged nor larger than it says; raises
    what a damaged package raises.
    """
    for relation in found:
        expected = names.get(relation.kind)
        if expected is None:
            continue
        if relation.target.lower() != expected.lower():
            raise ValueError(f"{relation.target} stands in an unusual place")
        with package.open(relation.target) as part:
            while part.read(_CHUNK):
                pass
