"""What stands behind the outdoor sample photos: houses, shops, pavement and road."""

from __future__ import annotations

from inspector.files.sample.brush import GLASS, PANE, SIGNS, WALLS, Brush

PAVING, ROAD, KERB, TACTILE = "#bdb5a8", "#5f646b", "#d6d2c8", "#d9a634"


def windows(b: Brush, left: float, top: float, right: float, bottom: float, count: int) -> None:
    """Two rows of windows in a wall."""
    step = (right - left) / count
    for row in range(2):
        upper = top + row * (bottom - top) / 2
        lower = upper + (bottom - top) * 0.32
        for column in range(count):
            start = left + column * step + step * 0.22
            b.rect(start, upper, start + step * 0.56, lower, PANE)
            b.rect(start + step * 0.27, upper, start + step * 0.3, lower, "#6d8093")


def _shops(b: Brush, top: float, bottom: float, count: int) -> None:
    wide, high = 1000 / count, bottom - top
    for shop in range(count):
        left = shop * wide
        b.rect(left, top, left + wide - 6, bottom, b.one_of(f"wall {shop}", WALLS))
        b.rect(left + 8, top, left + wide - 14, top + high * 0.2, b.one_of(f"sign {shop}", SIGNS))
        for bar in range(4):
            at = left + wide * (0.25 + bar * 0.13)
            b.rect(at, top + high * 0.07, at + wide * 0.08, top + high * 0.13, "#efe6cf")
        b.rect(
            left + wide * 0.06, top + high * 0.3, left + wide * 0.56, bottom - high * 0.06, GLASS
        )
        b.rect(left + wide * 0.62, top + high * 0.28, left + wide * 0.9, bottom, "#4a5765")


def street(b: Brush, far: bool, *, tactile: bool = False) -> None:
    """Houses with shops, the pavement, and in the far view the sky and the road."""
    wall = b.one_of("house", WALLS)
    if far:
        b.rect(0, 0, 1000, 60, "#b9cfdf")
        b.rect(0, 50, 1000, 260, wall)
        windows(b, 0, 80, 1000, 250, 9)
        _shops(b, 235, 420, 5)
        b.rect(0, 420, 1000, 640, PAVING)
        b.rect(0, 628, 1000, 644, KERB)
        b.rect(0, 644, 1000, 750, ROAD)
        for dash in range(5):
            b.rect(dash * 220 + 30, 700, dash * 220 + 140, 708, "#e7e5de")
    else:
        b.rect(0, 0, 1000, 140, wall)
        windows(b, 0, -60, 1000, 130, 5)
        _shops(b, 120, 470, 3)
        b.rect(0, 470, 1000, 750, PAVING)
    for joint in range(1, 4):
        level = 420 + joint * 52 if far else 470 + joint * 70
        b.line([(0, level), (1000, level)], "#afa799", 3)
    if tactile:
        top, bottom = (520, 556) if far else (560, 620)
        b.rect(0, top, 1000, bottom, TACTILE)
        for groove in range(1, 4):
            depth = top + groove * (bottom - top) / 4
            b.line([(0, depth), (1000, depth)], "#b98a20", 3)
