"""The sample photos that show halls, stairs and kitchens, each as a near and a far view."""

from __future__ import annotations

from inspector.files.sample import thing
from inspector.files.sample.brush import INK, SIGNS, Brush

TILE, JOINT = "#e3e4df", "#c4c8c6"


def _room(b: Brush, wall: str, floor: str, level: float) -> None:
    b.rect(0, 0, 1000, level, wall)
    b.rect(0, level, 1000, 750, floor)
    for joint in range(6):
        b.line([(500 + (joint - 2.5) * 120, level), (500 + (joint - 2.5) * 420, 750)], "#b5b2aa", 3)
    for row in range(3):
        at = level + (row + 1) ** 2 * (750 - level) / 16
        b.line([(0, at), (1000, at)], "#b5b2aa", 3)


def _tiles(b: Brush, top: float, bottom: float, size: float) -> None:
    b.rect(0, top, 1000, bottom, TILE)
    for column in range(int(1000 / size) + 1):
        b.line([(column * size, top), (column * size, bottom)], JOINT, 3)
    for row in range(int((bottom - top) / size) + 1):
        b.line([(0, top + row * size), (1000, top + row * size)], JOINT, 3)


def market(b: Brush, far: bool) -> None:
    """A market hall with a wet and blocked passage between the counters."""
    _room(b, "#d3d8d9", "#b3b0a6", 300)
    for beam in range(6):
        b.line([(beam * 200, 0), (500 + (beam - 2.5) * 60, 130)], "#8f999e", 6)
    for lamp in range(3):
        b.rect(470 - lamp * 120, 40 + lamp * 30, 530 - lamp * 120, 52 + lamp * 30, "#f6f1d8")
    for number in range(4):
        b.rect(300 + number * 105, 150, 390 + number * 105, 195, b.one_of(f"sign {number}", SIGNS))
    chance = b.chance("produce")
    for side in (-1, 1):
        b.shape(
            [
                (500 + side * 130, 330),
                (500 + side * 330, 330),
                (500 + side * 980, 750),
                (500 + side * 330, 750),
            ],
            "#8f9498",
        )
        for row in range(6):
            y = 345 + row * row * 11 + row * 12
            size = 10 + row * 5
            for fruit in range(7):
                x = 500 + side * (165 + row * 42 + fruit * (22 + row * 9))
                b.oval(x, y, size, size * 0.8, chance.choice(thing.FRUIT))
    b.oval(500, 600, 130, 46, "#8b9ba0")
    thing.litter(b, "leaves", (380, 480, 620, 730), 24, 0.8 if far else 1.4)
    if far:
        thing.crates(b, "crates", 440, 520, 2, 0.6)
        thing.person(b, "buyer", 560, 560, 0.85)
        thing.person(b, "other", 470, 430, 0.5)
    else:
        thing.crates(b, "crates", 390, 690, 2, 1.3)


def hall(b: Brush, far: bool) -> None:
    """A service hall with an untidy counter."""
    _room(b, "#dfe2e0", "#c9c6bd", 380)
    b.rect(0, 40, 1000, 110, b.one_of("band", SIGNS))
    for bar in range(9):
        b.rect(220 + bar * 64, 58, 262 + bar * 64, 92, "#f3ead0")
    high = 130 if far else 210
    top = 400 if far else 420
    b.rect(0, top, 1000, top + 26, "#8a6b4a")
    b.rect(0, top + 26, 1000, top + high, "#b99a74")
    for place in range(6 if far else 3):
        wide = 1000 / (6 if far else 3)
        x = place * wide + wide * 0.5
        b.rect(x - wide * 0.2, top - wide * 0.26, x + wide * 0.2, top - 6, "#3a424a")
        b.rect(x - wide * 0.17, top - wide * 0.23, x + wide * 0.17, top - 22, "#9fb8c9")
    chance = b.chance("papers")
    for _ in range(14):
        x = chance.uniform(30, 900)
        b.shape([(x, top - 4), (x + 60, top - 12), (x + 74, top + 4), (x + 8, top + 10)], "#f4f2ea")
    thing.litter(b, "strewn", (80, 600, 920, 730), 18, 0.8 if far else 1.5)
    if far:
        for seat in range(6):
            b.rect(90 + seat * 150, 610, 200 + seat * 150, 640, "#4f6d86")
            b.rect(90 + seat * 150, 560, 200 + seat * 150, 600, "#5f7f99")
        thing.person(b, "visitor", 400, 570, 0.75)
    else:
        thing.crates(b, "boxes", 600, 740, 4, 1.1)


def queue(b: Brush, far: bool) -> None:
    """Windows with a queue and one that nobody serves."""
    _room(b, "#e0e1da", "#c6c1b6", 430)
    count = 5 if far else 3
    wide = 1000 / count
    for place in range(count):
        x = place * wide
        b.rect(x + 14, 150, x + wide - 14, 430, "#a9b7c0")
        b.rect(x + 30, 190, x + wide - 30, 350, "#dfe9ee")
        b.rect(x + 40, 90, x + wide - 40, 140, b.one_of(f"sign {place}", SIGNS))
        if place != 1:
            b.oval(x + wide / 2, 280, 24, 28, "#d9b48f")
            b.rect(x + wide / 2 - 40, 306, x + wide / 2 + 40, 350, "#33526f")
    b.rect(0, 350, 1000, 380, "#7d6a52")
    b.rect(0, 520, 1000, 534, "#d9a634")
    for place in range(6 if far else 4):
        thing.person(
            b,
            f"waiting {place}",
            140 + place * (70 if far else 150),
            590 + place * (18 if far else 26),
            0.85 if far else 1.4,
        )


def toilet(b: Brush, far: bool) -> None:
    """A public toilet with water on the floor and a broken door."""
    _tiles(b, 0, 520, 80 if far else 125)
    b.rect(0, 520, 1000, 750, "#b9bcb8")
    count = 4 if far else 2
    wide = 600 / count
    for place in range(count):
        x = place * wide
        b.rect(
            x + 10, 110, x + wide - 10, 560, b.one_of("doors", ("#7f8f7a", "#8a7a68", "#6f8597"))
        )
        b.oval(x + wide - 40, 350, 9, 9, "#e4e4e0")
    b.rect(wide + 30, 110, wide + 90, 560, "#4a4f52")
    b.rect(640, 380, 980, 420, "#f2f2ee")
    for sink in range(2):
        b.oval(730 + sink * 160, 392, 58, 18, "#c9d3d8")
        b.line(
            [(730 + sink * 160, 385), (730 + sink * 160, 340), (752 + sink * 160, 340)],
            "#8d959a",
            9,
        )
    b.rect(660, 150, 960, 320, "#c3d5dc")
    b.oval(b.chance("pool").uniform(350, 600), 640, 250, 50, "#97a7ad")
    thing.litter(b, "paper", (120, 600, 900, 730), 18, 0.9 if far else 1.5)
    if not far:
        thing.waste_bin(b, "bin", 860, 720, 0.9, "#5a6068")


def kitchen(b: Brush, far: bool) -> None:
    """A restaurant kitchen with grease and food on the floor."""
    _tiles(b, 0, 460, 70 if far else 110)
    b.rect(0, 460, 1000, 750, "#9c968c")
    b.shape([(120, 0), (880, 0), (800, 120), (200, 120)], "#a7adb1")
    top = 380 if far else 350
    b.rect(60, top, 940, top + 34, "#c6cbce")
    b.rect(80, top + 34, 920, 560, "#8d9499")
    for pot in range(4 if far else 3):
        x = 190 + pot * (205 if far else 300)
        b.oval(x, top - 4, 74, 20, "#3b3f43")
        b.rect(x - 58, top - 74, x + 58, top - 6, "#6d7378")
        b.rect(x + 58, top - 56, x + 108, top - 44, "#3b3f43")
    chance = b.chance("grease")
    for _ in range(9):
        b.oval(
            chance.uniform(100, 900),
            chance.uniform(590, 720),
            chance.uniform(30, 90),
            15,
            "#7d7568",
        )
    if far:
        thing.person(b, "cook", 520, 640, 1.0)
        thing.crates(b, "food", 700, 650, 3, 0.7)
    else:
        thing.crates(b, "food", 80, 735, 5, 1.1)
        for cabbage in range(6):
            b.oval(640 + cabbage * 52, 700, 40, 34, "#9dbb6a")


def stairwell(b: Brush, far: bool) -> None:
    """A staircase full of boxes and a bicycle."""
    wall = b.one_of("wall", ("#dcd8cb", "#d5d9d6", "#dfd3c3"))
    b.rect(0, 0, 1000, 750, wall)
    b.rect(0, 430, 1000, 445, "#9a8f7d")
    b.rect(90, 70, 330, 290, "#a9c2d0")
    b.line([(210, 70), (210, 290)], "#7c8f9c", 8)
    for step in range(9):
        left, top = 440 + step * 62, 620 - step * 58
        b.rect(left, top, 1000, top + 58, "#b6b1a6" if step % 2 else "#c3beb3")
        b.line([(left, top), (1000, top)], "#8f8a7f", 4)
    b.line([(430, 470), (1000, -60)], "#6d4f38", 18)
    for post in range(6):
        b.line(
            [(450 + post * 95, 610 - post * 88), (450 + post * 95, 460 - post * 88)], "#7a7f84", 7
        )
    b.rect(0, 620, 1000, 750, "#a8a296")
    if far:
        thing.crates(b, "boxes", 40, 690, 4, 0.8)
        thing.bicycle(b, "bicycle", 480, 700, 1.0)
    else:
        thing.crates(b, "boxes", 20, 735, 4, 1.3)
        thing.bicycle(b, "bicycle", 640, 730, 1.7)


def exit_door(b: Brush, far: bool) -> None:
    """An emergency exit and fire equipment behind piled goods."""
    _room(b, "#dde0db", "#b9b6ad", 540)
    b.rect(370, 150, 650, 540, "#8f9aa2")
    b.rect(384, 164, 506, 540, "#a9b4bb")
    b.rect(514, 164, 636, 540, "#a9b4bb")
    b.rect(400, 350, 620, 372, "#c23f34")
    b.rect(420, 80, 600, 136, "#2f8a55")
    b.shape(
        [(450, 108), (500, 92), (500, 100), (560, 100), (560, 116), (500, 116), (500, 124)],
        "#eef6ee",
    )
    b.rect(720, 260, 900, 520, "#b8322a")
    b.rect(738, 290, 882, 420, "#e7edef")
    b.ring(810, 355, 40, "#b8322a", 12)
    b.rect(120, 380, 280, 540, "#c23f34")
    for bottle in range(2):
        x = 165 + bottle * 70
        b.rect(x - 20, 420, x + 20, 530, "#7a1f1b")
        b.rect(x - 8, 398, x + 8, 420, INK)
    if far:
        thing.crates(b, "goods", 330, 600, 5, 0.75)
        thing.person(b, "staff", 930, 650, 1.0)
    else:
        thing.crates(b, "goods", 270, 700, 6, 1.15)


def scale(b: Brush, far: bool) -> None:
    """The public scale of a market, as it should be."""
    _tiles(b, 0, 470, 80 if far else 125)
    b.rect(0, 40, 1000, 110, b.one_of("band", SIGNS))
    for bar in range(4):
        b.rect(370 + bar * 70, 56, 414 + bar * 70, 94, "#f3ead0")
    b.rect(0, 470, 1000, 510, "#c6cbce")
    b.rect(0, 510, 1000, 750, "#8d9499")
    x, y, size = (500, 480, 0.8) if far else (480, 500, 1.7)
    b.rect(x - 130 * size, y - 64 * size, x + 130 * size, y, "#d9dcdd")
    b.rect(x - 150 * size, y - 84 * size, x + 150 * size, y - 64 * size, "#9aa1a6")
    b.rect(x - 8 * size, y - 230 * size, x + 8 * size, y - 84 * size, "#7b838a")
    b.rect(x - 80 * size, y - 290 * size, x + 80 * size, y - 210 * size, "#34393f")
    b.rect(x - 62 * size, y - 274 * size, x + 62 * size, y - 228 * size, "#a9d3a0")
    seal = x + 92 * size
    b.rect(seal - 26 * size, y - 54 * size, seal + 26 * size, y - 12 * size, "#2f8a55")
    b.oval(seal, y - 33 * size, 14 * size, 14 * size, "#f4f4f0")
    if far:
        thing.person(b, "buyer", 220, 720, 1.3)
        thing.person(b, "other", 800, 730, 1.3)
