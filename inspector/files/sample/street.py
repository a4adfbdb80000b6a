"""The sample photos that show streets and what happens there, each as a near and a far view."""

from __future__ import annotations

from inspector.files.sample import thing
from inspector.files.sample.backdrop import KERB, PAVING, ROAD, TACTILE, street, windows
from inspector.files.sample.brush import PANE, WALLS, Brush


def goods(b: Brush, far: bool) -> None:
    """Goods put out on the pavement before the shops."""
    street(b, far)
    if far:
        thing.crates(b, "row", 90, 520, 14, 0.62)
        thing.person(b, "walker", 800, 600, 0.75)
    else:
        thing.crates(b, "row", 40, 690, 10, 1.15)


def stalls(b: Brush, far: bool) -> None:
    """Vendors on the pavement, their tables on the tactile paving."""
    street(b, far, tactile=True)
    spots = (
        ((170, 570, 0.5), (480, 570, 0.5), (790, 575, 0.5))
        if far
        else ((280, 690, 1.0), (720, 700, 1.0))
    )
    for place, (x, y, size) in enumerate(spots):
        thing.stall(b, f"stall {place}", x, y, size)
    if far:
        thing.person(b, "buyer", 330, 610, 0.7)
        thing.person(b, "other", 650, 605, 0.7)
    thing.litter(
        b, "leaves", (60, 580, 940, 620) if far else (40, 690, 960, 740), 26, 0.5 if far else 1
    )


def bins(b: Brush, far: bool) -> None:
    """Overfull bins with rubbish around them."""
    if far:
        street(b, True)
    else:
        b.rect(0, 0, 1000, 540, b.one_of("bricks", ("#c3ae96", "#b9aa9a", "#c9b9a0")))
        for row in range(8):
            b.line([(0, row * 68), (1000, row * 68)], "#a8957e", 3)
            for brick in range(8):
                x = brick * 140 + (70 if row % 2 else 0)
                b.line([(x, row * 68), (x, row * 68 + 68)], "#a8957e", 3)
        b.rect(0, 540, 1000, 750, "#a59d90")
    size, ground, first, step = (0.52, 560, 400, 110) if far else (1.35, 660, 220, 280)
    for place in range(3):
        colour = thing.BIN_COLOURS[b.chance(f"bin {place}").randrange(4)]
        thing.waste_bin(b, f"bin {place}", first + place * step, ground, size, colour)
    thing.litter(
        b, "around", (300, 560, 720, 610) if far else (60, 640, 940, 735), 50, 0.6 if far else 1.4
    )
    if far:
        thing.person(b, "walker", 180, 600, 0.75)


def bicycles(b: Brush, far: bool) -> None:
    """Bicycles left across the tactile paving."""
    street(b, far, tactile=True)
    count, start, step, ground, size = (13, 70, 72, 580, 0.62) if far else (6, 90, 165, 690, 1.25)
    chance = b.chance("row")
    for place in range(count):
        lean = chance.uniform(-14, 14)
        thing.bicycle(b, f"bicycle {place}", start + place * step + lean, ground + lean, size)


def parking(b: Brush, far: bool) -> None:
    """Cars parked on the pavement."""
    street(b, far, tactile=True)
    if far:
        for place in range(3):
            thing.car(b, f"car {place}", 180 + place * 300, 590, 0.62)
        thing.tree(b, "tree", 930, 600, 0.8)
    else:
        thing.car(b, "car 0", 430, 700, 1.75)
        thing.tree(b, "tree", 930, 720, 1.3)


def firelane(b: Brush, far: bool) -> None:
    """A fire lane between houses with a car and boxes in it."""
    b.rect(0, 0, 1000, 330, "#c3d5e2")
    b.rect(400, 190, 600, 330, b.one_of("end", WALLS))
    windows(b, 400, 205, 600, 320, 4)
    for side, name in ((0, "left"), (1000, "right")):
        edge = 400 if side == 0 else 600
        b.shape([(side, 20), (edge, 200), (edge, 340), (side, 560)], b.one_of(name, WALLS))
        for part in range(4):
            near, past = part / 4 + 0.06, part / 4 + 0.18
            for level in (0.2, 0.55):
                points = [
                    (side + (edge - side) * at, 20 + 180 * at + (540 - 400 * at) * (level + drop))
                    for at, drop in ((near, 0), (past, 0), (past, 0.2), (near, 0.2))
                ]
                b.shape(points, PANE)
    b.shape([(0, 560), (400, 340), (600, 340), (1000, 560), (1000, 750), (0, 750)], "#7c8086")
    b.shape([(180, 750), (440, 340), (455, 340), (260, 750)], TACTILE)
    b.shape([(820, 750), (560, 340), (545, 340), (740, 750)], TACTILE)
    for bar in range(4):
        level = 380 + bar * bar * 28
        half = (level - 220) * 0.5
        b.line([(500 - half, level), (500 + half, level + 16)], TACTILE, 5 + bar * 2)
    if far:
        thing.car(b, "car 0", 480, 470, 0.5)
        thing.car(b, "car 1", 690, 590, 0.75)
        thing.crates(b, "boxes", 180, 600, 3, 0.8)
    else:
        thing.crates(b, "boxes", 60, 700, 2, 1.4)
        thing.car(b, "car 0", 590, 690, 1.75)


def litter(b: Brush, far: bool) -> None:
    """Rubbish, cigarette ends and standing water by the kerb."""
    if far:
        street(b, True)
        thing.tree(b, "tree", 120, 620, 0.8)
        b.oval(620, 650, 150, 12, "#7f8f98")
        thing.litter(b, "strewn", (200, 560, 900, 640), 60, 0.7)
        thing.person(b, "walker", 420, 590, 0.75)
        return
    b.rect(0, 0, 1000, 430, PAVING)
    for joint in range(8):
        b.line([(joint * 150 - 40, 0), (joint * 170 - 110, 430)], "#aaa294", 4)
    b.line([(0, 210), (1000, 210)], "#aaa294", 4)
    b.rect(0, 430, 1000, 480, KERB)
    b.rect(0, 480, 1000, 750, ROAD)
    b.oval(b.chance("pool").uniform(350, 650), 590, 300, 75, "#6f7f86")
    b.oval(500, 585, 190, 38, "#8698a0")
    thing.litter(b, "strewn", (40, 240, 950, 470), 34, 2.2)
    thing.litter(b, "ends", (40, 490, 950, 540), 40, 0.8)


def pavement(b: Brush, far: bool) -> None:
    """Broken paving and a tilted manhole cover."""
    if far:
        street(b, True, tactile=True)
        b.shape([(380, 575), (560, 568), (600, 610), (420, 618)], "#6f675c")
        b.oval(720, 690, 60, 18, "#3d4146")
        thing.person(b, "walker", 250, 590, 0.75)
        thing.tree(b, "tree", 900, 625, 0.8)
        return
    b.rect(0, 0, 1000, 750, PAVING)
    tones = ("#c2baad", "#b6aea0", "#beb5a6")
    for row in range(5):
        for column in range(6):
            left, top = column * 170 + 4, row * 152 + 4
            b.rect(left, top, left + 160, top + 142, tones[(row * 2 + column) % 3])
    chance = b.chance("hole")
    x, y = chance.uniform(280, 460), chance.uniform(250, 400)
    b.shape(
        [
            (x - 190, y - 60),
            (x + 60, y - 120),
            (x + 210, y + 10),
            (x + 90, y + 140),
            (x - 130, y + 110),
        ],
        "#6f675c",
    )
    b.shape([(x - 90, y - 20), (x + 60, y - 60), (x + 110, y + 40), (x - 40, y + 80)], "#59636a")
    for _ in range(14):
        at, level = x + chance.uniform(-200, 220), y + chance.uniform(-120, 150)
        b.shape([(at, level), (at + 46, level + 8), (at + 30, level + 40)], "#a39a8c")
    b.oval(800, 600, 150, 96, "#4b4f54")
    b.oval(808, 588, 130, 82, "#62676d")
    for bar in range(4):
        b.line([(700, 545 + bar * 28), (910, 545 + bar * 28)], "#4b4f54", 6)


def busstop(b: Brush, far: bool) -> None:
    """A bus shelter with a damaged panel and a car before it."""
    street(b, True)
    size, x, y = (0.75, 450, 610) if far else (1.35, 460, 640)
    b.rect(x - 300 * size, y - 330 * size, x + 300 * size, y - 300 * size, "#4d5a66")
    for post in (-280, 280):
        b.rect(x + (post - 8) * size, y - 300 * size, x + (post + 8) * size, y, "#7b838a")
    b.rect(x - 250 * size, y - 280 * size, x + 60 * size, y - 60 * size, "#dfe6e8")
    b.rect(
        x - 236 * size,
        y - 266 * size,
        x + 46 * size,
        y - 74 * size,
        b.one_of("poster", ("#cf8f86", "#9cb69a", "#9fb3c9")),
    )
    b.line(
        [
            (x - 200 * size, y - 260 * size),
            (x - 120 * size, y - 190 * size),
            (x - 170 * size, y - 130 * size),
        ],
        "#f4f4f0",
        7 * size,
    )
    b.rect(x + 100 * size, y - 280 * size, x + 250 * size, y - 110 * size, "#f2f0e8")
    for row in range(5):
        level = y - (262 - row * 30) * size
        b.rect(x + 116 * size, level, x + 230 * size, level + 10 * size, "#6f767d")
    thing.bench(b, x - 90 * size, y, size * 0.9)
    b.rect(0, 640, 1000, 750, ROAD)
    thing.litter(b, "strewn", (150, 610, 800, 635), 18, size)
    if far:
        thing.car(b, "car 0", 760, 735, 0.7)
        thing.person(b, "waiting", 300, 625, 0.8)
        thing.person(b, "other", 600, 625, 0.8)
    else:
        thing.person(b, "waiting", 850, 660, 1.3)


def crossing(b: Brush, far: bool) -> None:
    """A zebra crossing with riders who wear no helmet."""
    b.rect(0, 0, 1000, 120, "#b9cfdf")
    b.rect(0, 90, 1000, 300, b.one_of("house", WALLS))
    windows(b, 0, 110, 1000, 290, 9)
    b.rect(0, 300, 1000, 360, PAVING)
    b.rect(0, 360, 1000, 750, ROAD)
    for bar in range(7):
        left = 90 + bar * 125
        b.shape(
            [(left + 40, 420), (left + 105, 420), (left + 70, 700), (left - 25, 700)], "#e9e7e0"
        )
    b.rect(900, 120, 914, 380, "#4b5157")
    b.rect(880, 100, 934, 210, "#2f3338")
    for lamp, colour in enumerate(("#d0392f", "#5d5a3d", "#3d5a45")):
        b.oval(907, 120 + lamp * 34, 14, 14, colour)
    if far:
        for place in range(3):
            thing.rider(b, f"rider {place}", 220 + place * 250, 560 + place * 30, 0.7)
        thing.person(b, "walker", 520, 470, 0.6)
        thing.car(b, "car 0", 170, 450, 0.5)
    else:
        thing.rider(b, "rider 0", 370, 700, 1.7)
        thing.person(b, "walker", 760, 620, 1.1)
