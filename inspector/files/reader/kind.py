"""What kind of file it is, told by its content and never by its name."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

from inspector.errors import FileFault, FileRefused
from inspector.files.reader.container import open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
# Excel before 1993 wrote its records without a container around them.
_BARE_RECORDS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_FOREIGN = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_OLD_XML = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|frameset)(?=[\s>])", re.IGNORECASE)
_SEVERAL_PAGES = re.compile(r"\A\s*(?:MIME-Version|From|Content-Type)\s*:", re.IGNORECASE)
_HEAD_CHARACTERS = 65_536


class Kind(Enum):
    """The kinds of binary files that are read."""

    XLSX = auto()
    XLSB = auto()
    ODS = auto()
    XLS = auto()


class TextKind(Enum):
    """The kinds of texts that are read."""

    DELIMITED = auto()
    WEB_PAGE = auto()
    OLD_XML = auto()


def binary_kind(path: Path, content: bytes) -> Kind | None:
    """The kind of a binary file, None where it is a text; FileRefused for what is not read."""
    if content.startswith(OLE):
        return Kind.XLS
    if content.startswith(_ZIP):
        return _package_kind(path, content)
    if _ZIP.startswith(content) or OLE.startswith(content):
        raise FileRefused(path, FileFault.DAMAGED, detail="only the first bytes are there")
    if content.startswith(_BARE_RECORDS):
        raise FileRefused(path, FileFault.OLD_WORKBOOK)
    if content.startswith(_FOREIGN):
        raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
    return None


def text_kind(path: Path, text: str) -> TextKind:
    """The kind of a text by how it begins; FileRefused for what is not read."""
    head = text[:_HEAD_CHARACTERS]
    if _SEVERAL_PAGES.match(head):
        raise FileRefused(path, FileFault.OLD_WORKBOOK)
    if not head.lstrip().startswith("<"):
        return TextKind.DELIMITED
    if _OLD_XML.search(head):
        return TextKind.OLD_XML
    if _PAGE.search(head):
        return TextKind.WEB_PAGE
    raise FileRefused(path, FileFault.NOT_A_WORKBOOK)


def _package_kind(path: Path, content: bytes) -> Kind:
    with open_package(path, content) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            return Kind.XLSX
        if "xl/workbook.bin" in names:
            return Kind.XLSB
        kind = package.read("mimetype")[:80] if "mimetype" in names else b""
        if b"opendocument.spreadsheet" in kind and "content.xml" in names:
            return Kind.ODS
    raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
