"""Hostile and broken files: refused with a reason, in time, and nothing else happens."""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Limits
from inspector.files.reader.parent import read_workbook
from inspector.wording.error import sentence
from tests.files.reader import writers

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["项目", "分值"], ["绿化", 5]]
BOMB_SECONDS = 2


def refusal(path: Path, **limits: int) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_workbook(path, Limits(**limits))
    assert path.name in sentence(caught.value)
    return caught.value


def refused_at_once(path: Path) -> FileFault:
    start = time.perf_counter()
    fault = refusal(path).fault
    assert time.perf_counter() - start < BOMB_SECONDS
    return fault


def packed_spaces(megabytes: int) -> bytes:
    """A million spaces again and again, as a stream that unpacks to them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * 1_000_000
    return b"".join(squeeze.compress(block) for _ in range(megabytes)) + squeeze.flush()


def with_packed(path: Path, name: str, packed: bytes, stated: int) -> Path:
    """The package with a part whose packed bytes and stated size are these."""
    with zipfile.ZipFile(path, "a") as package:
        part = zipfile.ZipInfo(name)
        part.compress_type = zipfile.ZIP_STORED
        package.writestr(part, packed)
    content = bytearray(path.read_bytes())
    local, central = content.rfind(b"PK\x03\x04"), content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, local + 8, 8)
    struct.pack_into("<I", content, local + 22, stated)
    struct.pack_into("<H", content, central + 10, 8)
    struct.pack_into("<I", content, central + 24, stated)
    path.write_bytes(content)
    return path


def without(path: Path, part: str) -> Path:
    return writers.with_parts(path, lambda name, xml: None if name == part else xml)


def test_a_gigabyte_in_a_megabyte_is_refused_at_once(tmp_path: Path) -> None:
    path = without(writers.write_xlsx(tmp_path / "bomb.xlsx", ROWS), SHEET)
    packed = packed_spaces(1000)
    assert len(packed) < 1_100_000
    assert refused_at_once(with_packed(path, SHEET, packed, 1_000_000_000)) is FileFault.TOO_LARGE


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_a_bomb_that_states_a_small_size_is_refused_at_once(tmp_path: Path, part: str) -> None:
    path = without(writers.write_shared_xlsx(tmp_path / "bomb.xlsx", ROWS), part)
    path = with_packed(path, part, packed_spaces(1000), 20_000_000)
    assert refused_at_once(path) in (FileFault.TOO_LARGE, FileFault.DAMAGED)


def test_a_bomb_inside_another_package_is_not_opened(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "nested.xlsx", ROWS)
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("zeros", bytes(40_000_000))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/embeddings/inner.zip", inner.read_bytes())
    assert read_workbook(path).sheets[0].rows == tuple(map(tuple, ROWS))
    assert refused_at_once(inner) is FileFault.NOT_A_WORKBOOK


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("outside", [False, True])
def test_entities_are_refused_at_once(tmp_path: Path, part: str, outside: bool) -> None:
    path = writers.write_shared_xlsx(tmp_path / "entity.xlsx", ROWS)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        place = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        entities = f'<!ENTITY e0 SYSTEM "{place}">' if outside else '<!ENTITY e0 "ha">' + lines
        head = f"?>\n<!DOCTYPE x [{entities}]>".encode()
        path = writers.with_parts(
            path, lambda name, xml: xml.replace(b"?>", head, 1) if name == part else xml
        )
        assert refused_at_once(path) is FileFault.DAMAGED
        with pytest.raises(TimeoutError):
            server.accept()


def test_entities_of_other_formats_are_refused_at_once(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'.encode()
    ods = writers.with_parts(
        writers.write_ods(tmp_path / "a.ods", ROWS),
        lambda name, xml: xml.replace(b"?>", b"?>" + head) if name == "content.xml" else xml,
    )
    assert refused_at_once(ods) is FileFault.DAMAGED
    old = writers.write_old_xml(tmp_path / "b.xls", ROWS)
    old.write_bytes(old.read_bytes().replace(b"?>", b"?>" + head, 1))
    assert refused_at_once(old) is FileFault.DAMAGED


@pytest.mark.parametrize("write", [writers.write_xlsx, writers.write_xlsb, writers.write_ods])
def test_a_package_with_a_password_is_refused(tmp_path: Path, write: writers.Writer) -> None:
    content = bytearray(write(tmp_path / "locked.xlsx", ROWS).read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    (tmp_path / "locked.xlsx").write_bytes(content)
    assert refusal(tmp_path / "locked.xlsx").fault is FileFault.PASSWORD


def test_a_part_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "twice.xlsx", ROWS)
    with zipfile.ZipFile(path) as package:
        content = package.read(SHEET)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as package:
        package.writestr(SHEET, content.replace(b"<v>5</v>", b"<v>6</v>"))
    assert refusal(path).fault is FileFault.DAMAGED


def test_a_file_changed_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "busy.xlsx", ROWS)

    class Busy:
        def step(self, done: int, total: int | None, what: str) -> None:
            os.utime(path, ns=(0, 1))

    with pytest.raises(FileRefused) as caught:
        read_workbook(path, progress=Busy())
    assert caught.value.fault is FileFault.CHANGED


def test_a_slow_child_is_ended_and_told(tmp_path: Path) -> None:
    # Many events for the parser, few bytes: ten megabytes of cells that come one by one.
    path = writers.write_ods(tmp_path / "slow.ods", [[1] * 26] * 8_000)
    start = time.perf_counter()
    assert refusal(path, seconds=1).fault is FileFault.TOO_SLOW
    assert time.perf_counter() - start < 1 + BOMB_SECONDS


@pytest.mark.skipif(os.name != "posix", reason="a program that stands in for the child")
@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("import os; os.abort()", FileFault.DAMAGED),
        ("import os; os._exit(0)", FileFault.DAMAGED),
        ("import sys; sys.stdout.buffer.write(b'\\x04\\0\\0\\0abcd')", FileFault.DAMAGED),
        ("import sys; sys.stdout.buffer.write(b'\\xff' * 9)", FileFault.TOO_LARGE),
        ("import sys; sys.stderr.write('memory allocation of 9 bytes failed'); sys.exit(1)",
         FileFault.TOO_LARGE),
        ("import time; time.sleep(60)", FileFault.TOO_SLOW),
    ],
)  # fmt: skip
def test_a_child_that_fails_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, fault: FileFault
) -> None:
    stand_in = tmp_path / "frozen"
    stand_in.write_text(f"#!{sys.executable}\n{program}\n")
    stand_in.chmod(0o755)
    path = writers.write_xlsx(tmp_path / "good.xlsx", ROWS)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    assert refusal(path, seconds=1).fault is fault


@pytest.mark.skipif(os.name != "posix", reason="resource limits are POSIX")
def test_the_child_can_write_no_file_of_any_size(tmp_path: Path) -> None:
    import subprocess

    program = (
        "import sys; from inspector.files.reader.process_limits import limit_process;"
        "limit_process(10, 1024);"
        f"open({str(tmp_path / 'large')!r}, 'wb').write(bytes(5_000_000))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert b"File too large" in run.stderr
