"""The look is whole: every text can be read, both looks have all colours, and every icon exists."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui
from inspector.domain.photo import MarkKind
from inspector.paths import resource

LOOKS = ("light", "dark")
TEXT = 4.5
SHAPE = 3.0
SURFACES = ("page", "window", "sunken", "hover", "selected", "chosen")
WORDS = (
    *("text.primary", "text.secondary", "text.tertiary", "accent.text"),
    *("state.conforming", "state.deducted", "state.not_applicable", "state.not_observed"),
    *("state.unanswered", "warn.green", "warn.blue", "warn.yellow", "warn.red"),
    *("list.red", "list.black", "row.duplicate"),
)
ON_TINTS = {
    "state.conforming.tint": "state.conforming",
    "state.deducted.tint": "state.deducted",
    "state.not_applicable.tint": "state.not_applicable",
    "state.not_observed.tint": "state.not_observed",
    "warn.green.tint": "warn.green",
    "warn.blue.tint": "warn.blue",
    "warn.yellow.tint": "warn.yellow",
    "warn.red.tint": "warn.red",
    "row.duplicate.tint": "row.duplicate",
    "row.new.tint": "state.conforming",
    "row.updated.tint": "warn.blue",
    "accent.fill": "accent.on",
    "accent.fill.hover": "accent.on",
}
SHAPES = (
    *(("line.control", f"surface.{name}") for name in ("page", "sunken", "window")),
    *(("accent.line", f"surface.{name}") for name in ("selected", "window")),
    *(("warn.yellow.fill", f"surface.{name}") for name in SURFACES),
    *(("focus.ring", f"surface.{name}") for name in SURFACES),
    ("chart.line", "surface.page"),
)


def tokens(look: str) -> dict[str, str]:
    read = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
    found: dict[str, str] = read[look]
    return found


def luminance(colour: str) -> float:
    """After WCAG 2, from #RRGGBB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weak(look: str, pairs: Iterator[tuple[str, str]], least: float) -> dict[str, float]:
    known = tokens(look)
    found = {f"{one} on {other}": contrast(known[one], known[other]) for one, other in pairs}
    return {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_looks_have_the_same_colours() -> None:
    assert set(tokens("light")) == set(tokens("dark"))


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_can_be_read_on_every_surface(look: str) -> None:
    pairs = ((word, f"surface.{name}") for word in WORDS for name in SURFACES)
    assert weak(look, pairs, TEXT) == {}


@pytest.mark.parametrize("look", LOOKS)
def test_every_tint_carries_its_text(look: str) -> None:
    assert weak(look, ((text, tint) for tint, text in ON_TINTS.items()), TEXT) == {}
    assert (
        weak(look, (("text.primary", tint) for tint in ON_TINTS if "accent" not in tint), TEXT)
        == {}
    )


@pytest.mark.parametrize("look", LOOKS)
def test_every_shape_is_seen(look: str) -> None:
    assert weak(look, iter(SHAPES), SHAPE) == {}


@pytest.mark.parametrize("look", LOOKS)
def test_a_caption_is_read_over_a_white_photo(look: str) -> None:
    alpha, *over = (int(tokens(look)["photo.caption"][at : at + 2], 16) for at in (1, 3, 5, 7))
    seen = [round(part * alpha / 255 + 255 - alpha) for part in over]
    assert contrast("#{:02X}{:02X}{:02X}".format(*seen), "#FFFFFF") >= TEXT


def test_every_colour_is_checked_or_only_decorates() -> None:
    decoration = {"line.hair", "line.strong", "chart.track", "photo.caption"}
    checked = {*WORDS, *ON_TINTS, *ON_TINTS.values(), *decoration}
    checked |= {f"surface.{name}" for name in SURFACES} | {one for one, _ in SHAPES}
    assert set(tokens("light")) - checked == set()


def sources() -> Iterator[str]:
    for path in Path(ui.__file__).parent.rglob("*.py"):
        yield path.read_text(encoding="utf-8")


def style() -> str:
    return resource("theme", "common.qss").read_text(encoding="utf-8")


def literals() -> set[str]:
    """All strings of the window, among which the names of icons and colours are."""
    nodes = (node for text in sources() for node in ast.walk(ast.parse(text)))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def icons() -> set[str]:
    return {
        Path(found.name).stem
        for found in resource("icons").iterdir()
        if found.name.endswith(".svg") and found.name != "skyline.svg"
    }


def asked_icons() -> set[str]:
    """What is asked for by name where it can be seen: calls, the pictures of pages, the sheet."""
    asked = set()
    for text in sources():
        asked |= set(re.findall(r"\b(?:icon|pixmap)\(\s*\"([a-z-]+)\"", text))
        asked |= set(re.findall(r"^    icon(?:: [\w\[\]]+)? = \"([a-z-]+)\"", text, re.MULTILINE))
    return asked | {name for name in re.findall(r"@icon\.([a-z-]+)", style()) if name != "check-on"}


def test_every_icon_that_is_asked_for_exists() -> None:
    assert asked_icons()
    assert asked_icons() - icons() == set()


def test_every_icon_is_used() -> None:
    used = literals() | asked_icons() | {kind.value for kind in MarkKind}
    assert icons() - used == set()


def test_icons_are_drawn_on_one_grid() -> None:
    wrong = [
        name
        for name in icons()
        if not re.search(
            r'viewBox="0 0 20 20"', resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        )
    ]
    assert wrong == []


def test_every_colour_of_the_style_sheet_is_known() -> None:
    asked = set(re.findall(r"@([a-z_]+(?:\.[a-z_-]+)+)", style()))
    assert {name for name in asked if not name.startswith("icon.")} - set(tokens("light")) == set()
