"""Small writers of the formats that nothing among our dependencies writes."""

from __future__ import annotations

import csv
import html
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl

from inspector.files.reader import Cell

Rows = Sequence[Sequence[Cell]]
Writer = Callable[[Path, Rows], Path]

TITLE = "点位表"
DAY_ZERO = date(1899, 12, 30)


def package(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def with_parts(path: Path, changed: Callable[[str, bytes], bytes | None]) -> Path:
    """The package with other parts; None leaves one out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: changed(name, old.read(name)) for name in old.namelist()}
    return package(path, {name: part for name, part in parts.items() if part is not None})


def write_xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = TITLE
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(path)
    return path


def write_shared_xlsx(path: Path, rows: Rows) -> Path:
    """The same with shared strings, as Excel writes it."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))

    def cell(row: int, column: int, value: Cell) -> str:
        place = f'r="{chr(65 + column)}{row + 1}"'
        if isinstance(value, str):
            return f'<c {place} t="s"><v>{texts.index(value)}</v></c>'
        if isinstance(value, bool):
            return f'<c {place} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            return f'<c {place} s="1"><v>{(value - DAY_ZERO).days}</v></c>'
        return f"<c {place}><v>{value}</v></c>"

    lines = "".join(
        f'<row r="{row + 1}">'
        + "".join(cell(row, at, each) for at, each in enumerate(cells) if each is not None)
        + "</row>"
        for row, cells in enumerate(rows)
    )
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="%s" Type="{kinds}/%s" Target="%s"/>'
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    contents = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{office}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    package_kinds = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{package_kinds}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{contents}</Types>',
        "_rels/.rels": f"<Relationships {relations}>"
        + relation % ("a", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kinds}"><sheets>'
        f'<sheet name="{TITLE}" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {relations}>"
        + relation % ("a", "worksheet", "worksheets/sheet1.xml")
        + relation % ("b", "sharedStrings", "sharedStrings.xml")
        + relation % ("c", "styles", "styles.xml")
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {main}>"
        '<fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" xfId="0"/>'
        '<xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return package(path, {name: (head + part).encode() for name, part in parts.items()})


def write_ods(path: Path, rows: Rows) -> Path:
    def cell(value: Cell) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, bool):
            kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        elif isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value}"'
        elif isinstance(value, int | Decimal):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = f'office:value-type="string" office:string-value={quoteattr(str(value))}'
        return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"

    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    lines = "".join(
        "<table:table-row>" + "".join(map(cell, cells)) + "</table:table-row>" for cells in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="{TITLE}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return package(path, {name: part.encode() for name, part in parts.items()})


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb part."""
    size, length = len(data), b""
    while not length or size:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | (0x80 if size else 0)])
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + length + data


def wide_text(value: str) -> bytes:
    content = value.encode("utf-16-le")
    return struct.pack("<I", len(content) // 2) + content


def xlsb_cell(column: int, value: Cell) -> bytes:
    place = struct.pack("<II", column, 1 if isinstance(value, date) else 0)
    if isinstance(value, bool):
        return record(4, place + bytes([value]))
    if isinstance(value, date):
        return record(5, place + struct.pack("<d", (value - DAY_ZERO).days))
    if isinstance(value, int | Decimal):
        return record(5, place + struct.pack("<d", float(value)))
    return record(6, place + wide_text(str(value)))


def write_xlsb(path: Path, rows: Rows, *, instead: Sequence[bytes] = ()) -> Path:
    """`instead` are records that stand behind the rows of the sheet."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows), 0, 30)) + record(145)
    for number, cells in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        for column, value in enumerate(cells):
            sheet += b"" if value is None else xlsb_cell(column, value)
    sheet += b"".join(instead) + record(146) + record(130)
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + wide_text("a") + wide_text(TITLE))
    book += record(144) + record(132)
    formats = record(617, struct.pack("<I", 2))
    for number in (0, 14):
        formats += record(47, struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 0, 0))
    styles = record(278) + formats + record(618) + record(279)
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kinds}/worksheet" Target="worksheets/sheet1.bin"/>'
        f'<Relationship Id="b" Type="{kinds}/styles" Target="styles.bin"/></Relationships>'
    )
    parts = {
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations.encode(),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": styles,
    }
    return package(path, parts)


def biff(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls_strings(texts: Sequence[str]) -> bytes:
    """The shared strings, cut into records wherever one is full, be it inside a text."""
    most = 8224
    parts = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        content = text.encode("utf-16-le")
        if len(parts[-1]) + 5 > most:
            parts.append(b"")
        parts[-1] += struct.pack("<HB", len(content) // 2, 1)
        while True:
            room = (most - len(parts[-1])) // 2 * 2
            parts[-1] += content[:room]
            content = content[room:]
            if not content:
                break
            parts.append(b"\x01")
    return biff(0x00FC, parts[0]) + b"".join(biff(0x003C, part) for part in parts[1:])


def write_xls(path: Path, rows: Rows, *, head: bytes = b"", tail: bytes = b"") -> Path:
    """`head` are records of the whole workbook, `tail` records behind the cells."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    numbers = {text: number for number, text in enumerate(texts)}

    def cell(row: int, column: int, value: Cell) -> bytes:
        place = struct.pack("<HHH", row, column, 1 if isinstance(value, date) else 0)
        if isinstance(value, bool):
            return biff(0x0205, place + bytes([value, 0]))
        if isinstance(value, date):
            return biff(0x0203, place + struct.pack("<d", (value - DAY_ZERO).days))
        if isinstance(value, int | Decimal):
            return biff(0x0203, place + struct.pack("<d", float(value)))
        return biff(0x00FD, place + struct.pack("<I", numbers[str(value)]))

    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    name = TITLE.encode("utf-16-le")
    formats = b"".join(
        biff(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 14)
    )
    books = biff(0x0809, begin) + head + formats
    later = xls_strings(texts) + biff(0x000A)
    sheet_record = struct.pack("<BBBB", 0, 0, len(TITLE), 1) + name
    offset = len(books) + 4 + 4 + len(sheet_record) + len(later)
    books += biff(0x0085, struct.pack("<I", offset) + sheet_record) + later
    sheet = biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += biff(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 30, 0))
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet += b"" if value is None else cell(number, column, value)
    return ole(path, {"Workbook": books + sheet + tail + biff(0x000A)})


def ole(path: Path, streams: dict[str, bytes]) -> Path:
    """An OLE container whose streams are all large, so that no small sectors are needed."""
    size, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    sectors: list[bytes] = []
    following: list[int] = []

    def append(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + size].ljust(size, b"\0") for at in range(0, len(content), size)]
        sectors.extend(pieces)
        following.extend([*range(first + 1, first + len(pieces)), end])
        return first

    def entry(name: str, kind: int, child: int, first: int, length: int, right: int) -> bytes:
        wide = (name + "\0").encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
        links = struct.pack("<III", free, right, child)
        return head + links + bytes(36) + struct.pack("<III", first, length, 0)

    directory = entry("Root Entry", 5, 1, end, 0, free)
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(4096, b"\0")
        right = number + 1 if number < len(streams) else free
        directory += entry(name, 2, free, append(padded), len(padded), right)
    directory_at = append(directory)
    count = -(-(len(sectors) + 4) // 128)
    table_at = len(sectors)
    table = following + [0xFFFFFFFD] * count
    table += [free] * (count * 128 - len(table))
    append(struct.pack(f"<{len(table)}I", *table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_at, 0,
                          4096, end, 0, end, 0, table_at)  # fmt: skip
    header += struct.pack("<I", free) * 108
    for extra in range(1, count):
        at = 76 + 4 * extra
        header = header[:at] + struct.pack("<I", table_at + extra) + header[at + 4 :]
    path.write_bytes(header + b"".join(sectors))
    return path


def write_csv(
    path: Path, rows: Rows, *, codec: str = "utf-8", mark: bytes = b"", separator: str = ","
) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["" if cell is None else str(cell) for cell in row] for row in rows])
    path.write_bytes(mark + out.getvalue().encode(codec))
    return path


def write_page(path: Path, rows: Rows, codec: str = "utf-8") -> Path:
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td>{'' if cell is None else html.escape(str(cell)).replace(chr(10), '<br>')}</td>"
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    head = f'<html><head><meta charset="{codec}"></head>'
    path.write_bytes(f"{head}<body><table>{lines}</table></body></html>".encode(codec))
    return path


def write_old_xml(path: Path, rows: Rows) -> Path:
    def cell(value: Cell) -> str:
        if value is None:
            return "<Cell/>"
        if isinstance(value, bool):
            return f'<Cell><Data ss:Type="Boolean">{int(value)}</Data></Cell>'
        if isinstance(value, date):
            return f'<Cell><Data ss:Type="DateTime">{value}T00:00:00.000</Data></Cell>'
        kind = "Number" if isinstance(value, int | Decimal) else "String"
        return f'<Cell><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'

    lines = "".join("<Row>" + "".join(map(cell, cells)) + "</Row>" for cells in rows)
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="{TITLE}"><Table>{lines}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path
