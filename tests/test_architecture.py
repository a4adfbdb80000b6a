"""The boundaries hold, every contract bites when it is broken, and files stay small."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import inspector
import ui

CONFIGURATION = Path(__file__).parent.parent / "pyproject.toml"
PACKAGES = [Path(inspector.__file__).parent, Path(ui.__file__).parent]
LONGEST_MODULE = 400
LONGEST_WINDOW = 300
LONGEST_FUNCTION = 50

VIOLATIONS = {
    "Inside the core imports go down only": (
        "inspector/domain/points.py",
        "import inspector.services.workspace",
    ),
    "The core knows neither the window nor Qt": (
        "inspector/services/profile.py",
        "import PySide6",
    ),
    "Only the store knows peewee": ("inspector/services/profile.py", "import peewee"),
    "Only files knows openpyxl, calamine and Pillow": (
        "inspector/services/profile.py",
        "import openpyxl",
    ),
    "The window knows services and words, never store, files or commands": (
        "ui/pages/site.py",
        "import inspector.store.database",
    ),
    "Inside the window imports go down only": ("ui/models/table_model.py", "import ui.app"),
    "Pages do not know each other": ("ui/pages/visit.py", "import ui.pages.site"),
}

needs_configuration = pytest.mark.skipif(
    not CONFIGURATION.is_file(), reason="the contracts stand in pyproject.toml of the checkout"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(package, tmp_path / package.name, ignore=ignored)
    shutil.copy(CONFIGURATION, tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@needs_configuration
def test_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@needs_configuration
def test_every_contract_is_shown_to_bite() -> None:
    contracts = tomllib.loads(CONFIGURATION.read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(VIOLATIONS)
    assert not any("ignore_imports" in contract for contract in contracts)


@needs_configuration
@pytest.mark.parametrize("name", VIOLATIONS)
def test_contract_bites(copy: Path, name: str) -> None:
    place, violation = VIOLATIONS[name]
    module = copy / place
    text = module.read_text() if module.is_file() else ""
    module.write_text(f"{text}\n\n{violation}\n")
    result = lint(copy)
    assert result.returncode == 1, result.stdout
    assert f"{name} BROKEN" in result.stdout


@needs_configuration
def test_a_module_without_a_place_is_noticed(copy: Path) -> None:
    (copy / "inspector" / "elsewhere.py").write_text("")
    assert lint(copy).returncode == 1


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in package.rglob("*.py")]


def test_modules_are_small() -> None:
    long = {
        str(path): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_WINDOW if path.name == "main_window.py" else LONGEST_MODULE)
    }
    assert long == {}


def test_functions_are_small() -> None:
    long = [
        f"{path}:{node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_folder_is_a_package() -> None:
    bare = [path for path in modules() if not (path.parent / "__init__.py").is_file()]
    assert bare == []
