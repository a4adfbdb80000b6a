"""The sample photos that show walls, yards and greenery, each as a near and a far view."""

from __future__ import annotations

from inspector.files.sample import thing
from inspector.files.sample.backdrop import PAVING, ROAD, windows
from inspector.files.sample.brush import INK, PANE, SIGNS, WALLS, Brush


def rubble(b: Brush, far: bool) -> None:
    """Building rubbish and an old sofa left at a wall."""
    wall = b.one_of("wall", WALLS)
    b.rect(0, 0, 1000, 750, "#b9cfdf")
    b.rect(0, 60 if far else 0, 1000, 470, wall)
    if far:
        windows(b, 0, 100, 1000, 380, 7)
        thing.tree(b, "tree", 900, 560, 1.1)
    b.rect(0, 470, 1000, 750, "#a79f92")
    size, x, y = (0.75, 330, 610) if far else (1.15, 250, 690)
    sofa = b.one_of("sofa", ("#7a4f4a", "#5d6f64", "#8a7650"))
    b.rect(x - 190 * size, y - 190 * size, x + 190 * size, y - 80 * size, sofa)
    b.rect(x - 220 * size, y - 120 * size, x + 220 * size, y - 14 * size, sofa)
    b.line([(x, y - 118 * size), (x, y - 20 * size)], INK, 4)
    chance = b.chance("heap")
    for _ in range(60):
        across = chance.uniform(-1, 1)
        at = x + (400 + across * 190) * size
        level = y - chance.uniform(0, 190) * (1 - abs(across)) * size
        wide = chance.uniform(26, 62) * size
        tone = chance.choice(("#a5553f", "#b8674c", "#8d8b86", "#c9c5bb"))
        b.shape(
            [
                (at, level),
                (at + wide, level - 12 * size),
                (at + wide, level + 16 * size),
                (at + 8, level + 24 * size),
            ],
            tone,
        )
    for bag in range(3):
        b.oval(x + (460 + bag * 62) * size, y - 20 * size, 44 * size, 40 * size, "#e3dfd3")


def wall(b: Brush, far: bool) -> None:
    """Small advertisements pasted over a wall and a pole."""
    tone = b.one_of("wall", WALLS)
    b.rect(0, 0, 1000, 750, "#bccfdc")
    b.rect(0, 110 if far else 0, 1000, 560, tone)
    b.rect(0, 560, 1000, 750, PAVING)
    if far:
        windows(b, 0, 140, 1000, 340, 6)
    chance = b.chance("sheets")
    size = 0.55 if far else 1.25
    for _ in range(12):
        x, y = chance.uniform(60, 700), chance.uniform(360, 470) if far else chance.uniform(60, 400)
        paper = chance.choice(("#f3f1ea", "#f2e39b", "#e9b8b0", "#cfe0ea"))
        b.rect(x, y, x + 110 * size, y + 82 * size, paper)
        for row in range(3):
            level = y + (16 + row * 22) * size
            b.rect(x + 12 * size, level, x + 92 * size, level + 9 * size, "#6d6a66")
    for patch in (120, 400, 680):
        b.rect(patch, 490, patch + 70 * size, 490 + 50 * size, "#dcd6c8")
    b.rect(850, 0, 850 + 60 * size, 640, "#8f9296")
    for level in (180, 275, 370, 465):
        b.rect(846, level, 862 + 60 * size, level + 60 * size, "#f1ede2")
    if far:
        thing.person(b, "walker", 380, 660, 0.9)


def notice(b: Brush, far: bool) -> None:
    """A faded poster on a notice board."""
    b.rect(0, 0, 1000, 750, "#bdd0dd")
    b.rect(0, 120 if far else 40, 1000, 500, b.one_of("house", WALLS))
    windows(b, 0, 150 if far else 60, 1000, 420, 7 if far else 5)
    b.rect(0, 500, 1000, 560, "#7d9b6a")
    b.rect(0, 560, 1000, 750, PAVING)
    if far:
        thing.board(b, "board", 470, 640, 0.75)
        thing.scooter(b, "scooter", 660, 670, 0.75)
        thing.tree(b, "tree", 130, 620, 1.0)
        thing.person(b, "reader", 880, 670, 0.9)
    else:
        thing.board(b, "board", 500, 735, 1.75)


def facade(b: Brush, far: bool) -> None:
    """A house front with peeling plaster, air conditioners and things on the balconies."""
    b.rect(0, 0, 1000, 750, "#bccfdc")
    b.rect(
        60 if far else 0,
        70 if far else 0,
        940 if far else 1000,
        640 if far else 750,
        b.one_of("house", WALLS),
    )
    floors, columns = (4, 5) if far else (2, 3)
    wide, high = (880 / columns, 140) if far else (1000 / columns, 375)
    left, top = (60, 80) if far else (0, 0)
    chance = b.chance("front")
    for floor in range(floors):
        for column in range(columns):
            x: float = left + column * wide
            y: float = top + floor * high
            b.rect(x + wide * 0.14, y + high * 0.14, x + wide * 0.6, y + high * 0.6, PANE)
            b.line([(x + wide * 0.37, y + high * 0.14), (x + wide * 0.37, y + high * 0.6)], INK, 4)
            b.rect(x + wide * 0.1, y + high * 0.6, x + wide * 0.64, y + high * 0.68, "#8c8577")
            b.rect(x + wide * 0.7, y + high * 0.42, x + wide * 0.94, y + high * 0.64, "#e2e1dc")
            b.oval(x + wide * 0.8, y + high * 0.53, wide * 0.07, high * 0.08, "#9da2a6")
            if chance.random() < 0.5:
                thing.crates(
                    b, f"load {floor} {column}", x + wide * 0.14, y + high * 0.6, 2, high / 420
                )
    x, y, size = chance.uniform(300, 600), chance.uniform(300, 420), 0.5 if far else 1.2
    b.shape(
        [
            (x, y),
            (x + 130 * size, y - 40 * size),
            (x + 210 * size, y + 60 * size),
            (x + 120 * size, y + 190 * size),
            (x + 10 * size, y + 130 * size),
        ],
        "#8a7f70",
    )
    if far:
        b.rect(0, 640, 1000, 750, PAVING)
        thing.scooter(b, "scooter", 240, 690, 0.7)
        thing.tree(b, "tree", 950, 690, 1.0)


def wires(b: Brush, far: bool) -> None:
    """A charging cable hung from a window to a scooter."""
    b.rect(0, 0, 1000, 560, b.one_of("house", WALLS))
    if far:
        windows(b, 0, 40, 1000, 420, 7)
        spots: tuple[tuple[float, float, float, float], ...] = (
            (200, 650, 330, 0.8),
            (480, 655, 410, 0.8),
            (760, 650, 620, 0.8),
        )
    else:
        for left in (90, 590):
            b.rect(left, 70, left + 320, 330, PANE)
            b.rect(left + 152, 70, left + 168, 330, "#6d8093")
            b.rect(left - 20, 330, left + 340, 352, "#8c8577")
        spots = ((470, 700, 300, 1.7),)
    b.rect(0, 560, 1000, 750, "#a9a194")
    for place, (x, y, window, size) in enumerate(spots):
        drop = 200 if far else 320
        thing.scooter(b, f"scooter {place}", x, y, size)
        b.line(
            [
                (window, drop),
                (window + 12, drop + 120),
                (x - 60, y - 200 * size),
                (x, y - 60 * size),
            ],
            "#d9822b",
            5 if far else 9,
        )
        b.rect(x - 34 * size, y - 70 * size, x + 12 * size, y - 44 * size, "#f0efe9")
    b.line([(0, 60), (380, 110), (1000, 40)], INK, 4)
    b.line([(0, 90), (420, 150), (1000, 70)], INK, 3)


def greenery(b: Brush, far: bool) -> None:
    """A lawn with bare earth, dead shrubs and rubbish."""
    b.rect(0, 0, 1000, 330, "#b9d2e2")
    for place in range(7 if far else 4):
        thing.tree(
            b, f"tree {place}", 60 + place * (150 if far else 300), 340, 0.75 if far else 1.0
        )
    b.rect(0, 320, 1000, 750, b.one_of("grass", ("#7fa568", "#8aab66", "#769c63")))
    b.shape([(640, 750), (720, 330), (790, 330), (980, 750)], "#cfc6b4")
    chance = b.chance("bare")
    size = 0.6 if far else 1.5
    for _ in range(4):
        x, y = chance.uniform(100, 560), chance.uniform(480, 680)
        b.oval(x, y, 115 * size, 38 * size, "#a98a62")
        b.oval(x + 40 * size, y + 16 * size, 80 * size, 26 * size, "#b59870")
    for bush in range(6):
        x = 40 + bush * 105
        b.oval(x, 430, 50, 42, "#9a8a58" if bush % 3 == 1 else "#4f7a4a")
    thing.litter(b, "strewn", (60, 520, 620, 720), 18, size)
    if far:
        thing.bench(b, 840, 560, 0.7)
        thing.person(b, "walker", 760, 640, 0.85)
    else:
        thing.bench(b, 830, 650, 1.1)


def school(b: Brush, far: bool) -> None:
    """A school gate with cars and a vendor before it."""
    b.rect(0, 0, 1000, 750, "#bdd2e0")
    b.rect(80, 60, 920, 330, b.one_of("house", WALLS))
    windows(b, 100, 80, 900, 320, 8)
    b.rect(0, 200, 1000, 420, "#c9c2b2")
    b.rect(310, 150, 690, 420, "#8c959c")
    for bar in range(12):
        b.line([(325 + bar * 32, 200), (325 + bar * 32, 420)], "#e6e8e8", 6)
    for pillar in (290, 680):
        b.rect(pillar, 130, pillar + 46, 420, "#a4473d")
    b.rect(290, 110, 726, 160, b.one_of("sign", SIGNS))
    for bar in range(6):
        b.rect(360 + bar * 52, 122, 390 + bar * 52, 148, "#f0e3b8")
    b.rect(0, 420, 1000, 750, PAVING)
    b.rect(0, 640, 1000, 750, ROAD)
    if far:
        thing.car(b, "car 0", 190, 660, 0.6)
        thing.car(b, "car 1", 820, 665, 0.6)
        thing.stall(b, "stall", 560, 600, 0.45)
        for child in range(4):
            thing.person(b, f"child {child}", 370 + child * 80, 540, 0.5)
    else:
        thing.stall(b, "stall", 300, 690, 0.95)
        thing.car(b, "car 0", 770, 710, 1.0)
        thing.person(b, "child", 520, 640, 0.8)


def people(b: Brush, far: bool) -> None:
    """People on a square."""
    b.rect(0, 0, 1000, 300, "#b9d2e2")
    b.rect(120, 120, 880, 300, b.one_of("house", WALLS))
    windows(b, 140, 135, 860, 290, 9)
    for side in (50, 950):
        thing.tree(b, f"tree {side}", side, 380, 1.0)
    b.rect(0, 300, 1000, 750, "#c5bdaf")
    for ring_number in range(3):
        b.oval(
            500,
            560,
            420 - ring_number * 110,
            130 - ring_number * 34,
            "#b9b0a1" if ring_number % 2 == 0 else "#cbc4b7",
        )
    chance = b.chance("crowd")
    for place in range(9 if far else 4):
        x = 110 + place * (98 if far else 240) + chance.uniform(-20, 20)
        thing.person(
            b,
            f"somebody {place}",
            x,
            (560 if far else 690) + chance.uniform(-60, 30),
            0.7 if far else 1.6,
        )
    thing.litter(b, "strewn", (100, 600, 900, 730), 16, 0.7 if far else 1.3)
