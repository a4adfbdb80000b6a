"""Help and usage errors speak both languages; exit codes tell done, refused and wrong usage."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from inspector import __version__
from inspector.__main__ import main


def ended(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main(words)
    out, err = capfd.readouterr()
    return left.value.code, out, err


def test_help_is_in_the_chosen_language(capfd: pytest.CaptureFixture[str]) -> None:
    code, chinese, _ = ended(capfd, "--language", "zh_CN", "check", "--help")
    assert not code
    assert "用法：inspector check" in chinese
    assert "核对" in chinese
    code, english, _ = ended(capfd, "--language", "en", "check", "--help")
    assert not code
    assert "Usage: inspector check" in english
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rank", "--period", "2026-W47"], "缺少 --board。"),
        (["rank", "--board", "x", "--pooling", "y"], "--pooling：“y”不在"),
        (["rank", "--nope"], "没有选项 --nope。"),
        (["nope"], "没有命令 nope。"),
        (["visit"], "缺少命令。"),
        (["new"], "请写明文件夹：inspector new 文件夹"),
        (["site", "import"], "缺少 file。"),
        (["demo", "--day", "x"], "--day：“x”不是日期"),
        (["rank", "--board", "units", "--period", "x", "--number", "y"], "无法识别 --number"),
        (["unit", "list"], "请用 -w 文件夹 指明工作区"),
        (["unit", "list", "-w"], "选项 --workspace 需要"),
        (["-w", "", "unit", "list"], "选项 --workspace 需要"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    capfd: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, out, err = ended(capfd, "--language", "zh_CN", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_refusal_ends_with_1_and_nothing_on_standard_output(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = ended(capfd, "-w", str(tmp_path / "none"), "check", "--json")
    assert (code, out) == (1, "")
    assert "is no workspace" in err


def test_a_second_demo_claims_only_that_a_workspace_is_there(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = str(tmp_path / "workspace")
    assert not ended(capfd, "new", folder)[0]
    code, out, _ = ended(capfd, "--language", "en", "demo", folder, "--no-window")
    assert not code
    assert "There is a workspace in" in out
    assert "sample" not in out


@pytest.mark.parametrize("before", [True, False])
def test_the_workspace_stands_before_or_after_the_subcommand(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, before: bool
) -> None:
    folder = str(tmp_path / "workspace")
    assert not ended(capfd, "new", folder)[0]
    words = ["-w", folder, "unit", "list"] if before else ["unit", "list", f"--workspace={folder}"]
    code, _, err = ended(capfd, *words)
    assert (code or 0, err) == (0, "")


def test_the_workspace_may_come_from_the_environment(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "workspace")
    assert not ended(capfd, "new", folder)[0]
    monkeypatch.setenv("INSPECTOR_WORKSPACE", folder)
    assert not ended(capfd, "unit", "list")[0]


def test_a_sign_that_the_terminal_lacks_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="gbk"))
    folder = tmp_path / "minus−workspace"
    with pytest.raises(SystemExit) as left:
        main(["--language", "zh_CN", "new", str(folder)])
    sys.stdout.flush()
    assert not left.value.code
    said = written.getvalue().decode("gbk")
    assert "已新建工作区" in said
    assert "minus?workspace" in said


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert ended(capfd, "--version") == (0, f"inspector {__version__}\n", "")
