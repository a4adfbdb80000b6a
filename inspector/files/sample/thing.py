"""Things that stand in the sample photos: cars, bicycles, bins, people, stalls and the like.

Each is drawn at `x` (its middle) and `y` (the ground), `size` 1 being the near view.
"""

from __future__ import annotations

from inspector.files.sample.brush import BOXES, CLOTHES, INK, PAINTS, Brush

LITTER = ("#f1efe8", "#d9d5c7", "#c96a4a", "#5b86b0", "#e0c04f", "#8a7a5c")
FRUIT = ("#c8402f", "#e08a2c", "#e3c13d", "#6f9a3f", "#9a3f5a")
BIN_COLOURS = ("#2f7a4f", "#34588f", "#7d352f", "#5a6068")


def person(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """Somebody standing, without a face."""
    coat = b.one_of(key, CLOTHES)
    b.rect(x - 16 * size, y - 80 * size, x - 3 * size, y, "#3a3f47")
    b.rect(x + 3 * size, y - 80 * size, x + 16 * size, y, "#3a3f47")
    b.rect(x - 23 * size, y - 165 * size, x + 23 * size, y - 75 * size, coat)
    b.oval(x, y - 188 * size, 19 * size, 22 * size, "#d9b48f")
    b.slice(x, y - 192 * size, 21 * size, 180, 360, INK)


def car(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """A parked car from the side."""
    paint = b.one_of(key, PAINTS)
    b.oval(x, y, 215 * size, 12 * size, "#6f7175")
    roof = [(-120, -75), (-75, -150), (75, -150), (135, -75)]
    b.shape([(x + dx * size, y + dy * size) for dx, dy in roof], paint)
    for panes in (
        [(-100, -80), (-66, -136), (-8, -136), (-8, -80)],
        [(8, -80), (8, -136), (66, -136), (108, -80)],
    ):
        b.shape([(x + dx * size, y + dy * size) for dx, dy in panes], "#49545f")
    b.rect(x - 205 * size, y - 82 * size, x + 205 * size, y - 25 * size, paint)
    b.rect(x - 205 * size, y - 36 * size, x + 205 * size, y - 25 * size, "#3a3d42")
    b.rect(x - 205 * size, y - 72 * size, x - 185 * size, y - 54 * size, "#b0342c")
    b.rect(x + 185 * size, y - 72 * size, x + 205 * size, y - 54 * size, "#f3e7b0")
    for wheel in (-120, 120):
        b.oval(x + wheel * size, y - 28 * size, 36 * size, 36 * size, "#26282c")
        b.oval(x + wheel * size, y - 28 * size, 17 * size, 17 * size, "#b7babd")


def bicycle(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """A bicycle from the side."""
    paint = b.one_of(key, ("#2f67a8", "#2b2d33", "#b23a34", "#3f7f56", "#d08a2e"))
    axle, back, front = y - 48 * size, x - 62 * size, x + 62 * size
    for wheel in (back, front):
        b.ring(wheel, axle, 46 * size, INK, 5 * size)
    saddle, bars, pedals = (
        (x - 26 * size, y - 108 * size),
        (x + 44 * size, y - 112 * size),
        (x, axle),
    )
    b.line([(back, axle), saddle, bars, pedals, (back, axle)], paint, 6 * size)
    b.line([saddle, pedals], paint, 6 * size)
    b.line([(front, axle), (x + 38 * size, y - 130 * size)], paint, 6 * size)
    b.line([(x + 20 * size, y - 134 * size), (x + 56 * size, y - 130 * size)], INK, 6 * size)
    b.rect(x - 44 * size, y - 116 * size, x - 10 * size, y - 106 * size, INK)


def scooter(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """An electric scooter from the side."""
    paint = b.one_of(key, PAINTS)
    b.shape(
        [
            (x - 80 * size, y - 90 * size),
            (x - 20 * size, y - 95 * size),
            (x, y - 42 * size),
            (x + 52 * size, y - 42 * size),
            (x + 62 * size, y - 130 * size),
            (x + 80 * size, y - 128 * size),
            (x + 84 * size, y - 30 * size),
            (x - 74 * size, y - 30 * size),
        ],
        paint,
    )
    b.rect(x - 84 * size, y - 106 * size, x - 10 * size, y - 88 * size, INK)
    b.line([(x + 70 * size, y - 128 * size), (x + 52 * size, y - 150 * size)], INK, 7 * size)
    for wheel in (-58, 72):
        b.oval(x + wheel * size, y - 26 * size, 26 * size, 26 * size, "#26282c")
        b.oval(x + wheel * size, y - 26 * size, 10 * size, 10 * size, "#b7babd")


def rider(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """Somebody without a helmet on an electric scooter."""
    coat = b.one_of(f"{key} coat", CLOTHES)
    b.rect(x - 45 * size, y - 190 * size, x - 2 * size, y - 98 * size, coat)
    b.oval(x - 22 * size, y - 212 * size, 19 * size, 22 * size, "#d9b48f")
    b.slice(x - 22 * size, y - 216 * size, 21 * size, 180, 360, INK)
    scooter(b, key, x, y, size)
    b.line([(x - 22 * size, y - 165 * size), (x + 54 * size, y - 146 * size)], coat, 14 * size)


def waste_bin(b: Brush, key: str, x: float, y: float, size: float, colour: str) -> None:
    """A wheeled bin with rubbish above its rim."""
    chance = b.chance(key)
    for bag in range(5):
        shade = chance.choice(("#efece3", "#37393f", "#c67a3c", "#2f3136"))
        at = x + (bag - 2) * 24 * size
        b.oval(at, y - (215 + chance.randrange(22)) * size, 26 * size, 24 * size, shade)
    b.shape(
        [
            (x - 72 * size, y - 205 * size),
            (x + 72 * size, y - 205 * size),
            (x + 56 * size, y - 14 * size),
            (x - 56 * size, y - 14 * size),
        ],
        colour,
    )
    b.rect(x - 80 * size, y - 214 * size, x + 80 * size, y - 196 * size, colour)
    b.rect(x - 76 * size, y - 196 * size, x + 76 * size, y - 190 * size, "#26332c")
    b.rect(x - 24 * size, y - 140 * size, x + 24 * size, y - 90 * size, "#efeee8")
    for wheel in (-44, 44):
        b.oval(x + wheel * size, y - 10 * size, 13 * size, 13 * size, INK)


def litter(
    b: Brush, key: str, box: tuple[float, float, float, float], count: int, size: float = 1.0
) -> None:
    """Rubbish strewn over a piece of ground (left, top, right, bottom)."""
    chance = b.chance(key)
    left, top, right, bottom = box
    for _ in range(count):
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        wide, high = chance.uniform(8, 24) * size, chance.uniform(5, 13) * size
        lean = chance.uniform(-8, 8) * size
        b.shape(
            [(x, y), (x + wide, y + lean), (x + wide * 0.8, y + high), (x - lean, y + high)],
            chance.choice(LITTER),
        )


def crates(b: Brush, key: str, x: float, y: float, columns: int, size: float = 1.0) -> None:
    """Stacks of boxes beside each other, the first at x."""
    chance = b.chance(key)
    for column in range(columns):
        left = x + column * 88 * size
        for level in range(chance.randint(1, 3)):
            top = y - (level + 1) * 62 * size
            b.rect(left, top, left + 80 * size, top + 58 * size, chance.choice(BOXES))
            b.rect(left, top + 24 * size, left + 80 * size, top + 30 * size, "#7a6038")


def stall(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """A street vendor's table under a parasol."""
    chance = b.chance(key)
    cloth = chance.choice(("#b5342f", "#2f5f9f", "#d39a2c", "#3f7f56"))
    b.rect(x - 5 * size, y - 330 * size, x + 5 * size, y - 100 * size, "#6a5a48")
    for part in range(6):
        left, right = (x + (edge - 3) * 62 * size for edge in (part, part + 1))
        b.shape(
            [(x, y - 400 * size), (left, y - 285 * size), (right, y - 285 * size)],
            cloth if part % 2 else "#f0ece2",
        )
    b.rect(x - 160 * size, y - 130 * size, x + 160 * size, y - 20 * size, "#8a5a36")
    b.rect(x - 160 * size, y - 75 * size, x + 160 * size, y - 69 * size, "#6d4527")
    for fruit in range(16):
        at = x - 146 * size + fruit * 19.4 * size
        b.oval(at, y - (138 + (fruit % 2) * 16) * size, 15 * size, 15 * size, chance.choice(FRUIT))


def tree(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """A street tree."""
    leaf = b.one_of(key, ("#5d8a55", "#6f9a5c", "#4f7a52"))
    b.rect(x - 10 * size, y - 190 * size, x + 10 * size, y, "#6f5a44")
    for dx, dy in ((-45, -220), (45, -225), (0, -280), (-20, -200), (25, -190)):
        b.oval(x + dx * size, y + dy * size, 72 * size, 62 * size, leaf)


def board(b: Brush, key: str, x: float, y: float, size: float = 1.0) -> None:
    """A notice board on two posts whose poster is faded and torn."""
    tone = b.one_of(key, ("#d9a59f", "#b9c7b0", "#c9c2d6", "#e0c9a0"))
    for post in (-190, 190):
        b.rect(x + (post - 9) * size, y - 330 * size, x + (post + 9) * size, y, "#70757b")
    b.rect(x - 230 * size, y - 370 * size, x + 230 * size, y - 90 * size, "#8b2f33")
    b.rect(x - 214 * size, y - 354 * size, x + 214 * size, y - 106 * size, "#efeade")
    b.rect(x - 214 * size, y - 354 * size, x + 214 * size, y - 296 * size, tone)
    for row in range(4):
        top = y - (270 - row * 36) * size
        b.rect(x - 180 * size, top, x + (40 + row % 2 * 40) * size, top + 14 * size, tone)
    b.oval(x + 140 * size, y - 200 * size, 44 * size, 44 * size, tone)
    b.shape(
        [
            (x + 214 * size, y - 106 * size),
            (x + 90 * size, y - 106 * size),
            (x + 140 * size, y - 150 * size),
            (x + 214 * size, y - 190 * size),
        ],
        "#a9aaa6",
    )


def bench(b: Brush, x: float, y: float, size: float = 1.0) -> None:
    """A park bench."""
    for leg in (-90, 90):
        b.rect(x + (leg - 8) * size, y - 60 * size, x + (leg + 8) * size, y, "#4a4d52")
    for plank in (-66, -100, -126):
        b.rect(x - 125 * size, y + plank * size, x + 125 * size, y + (plank + 18) * size, "#8f6a44")
