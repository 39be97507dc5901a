"""What is on posters, drawn in 200 x 300: each composition by chance, as in `web/src/ui/compositions.ts`. Pure.

A test holds both to the same paths.
"""
# ruff: noqa: PLR2004 # a drawing is its numbers

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin

Chance = Callable[[float, float], float]
"""A number from one to below another, and the next is another."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked path; colours are places in a palette."""

    d: str
    fill: int | None = None
    stroke: int | None = None
    width: float | None = None
    opacity: float | None = None


def number(value: float) -> str:
    """As JavaScript writes it, to a tenth."""
    tenths = floor(value * 10 + 0.5)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths / 10}"


def _path(text: str, *numbers: float) -> str:
    return text.format(*map(number, numbers))


def _circle(x: float, y: float, r: float) -> str:
    return _path("M{0} {1}a{2} {2} 0 1 0 {3} 0a{2} {2} 0 1 0 {4} 0Z", x - r, y, r, 2 * r, -2 * r)


def _box(x: float, y: float, w: float, h: float) -> str:
    return _path("M{} {}h{}v{}h{}Z", x, y, w, h, -w)


def _line(points: Iterable[Point]) -> str:
    return "M" + "L".join(_path("{} {}", x, y) for x, y in points)


def _area(points: Iterable[Point]) -> str:
    return _line(points) + "Z"


def _turned(point: Point, angle: float) -> Point:
    x, y = point[0] - 100, point[1] - 150
    return 100 + x * cos(angle) - y * sin(angle), 150 + x * sin(angle) + y * cos(angle)


def _figure(x: float, y: float, size: float) -> str:
    """Somebody from afar."""
    body = _path(
        "M{} {}V{}a{} {} 0 0 1 {} 0V{}Z",
        x - size * 0.2,
        y,
        y - size * 0.42,
        size * 0.2,
        size * 0.2,
        size * 0.4,
        y,
    )
    return _circle(x, y - size * 0.84, size * 0.16) + body


def _letter(chance: Chance) -> list[Shape]:
    """Only colours: the letter on it is the title's first."""
    moon = _circle(chance(40, 160), chance(60, 130), chance(80, 120))
    return [Shape(moon, 2), Shape(_box(0, chance(180, 230), 200, 120), 3)]


def _rings(chance: Chance) -> list[Shape]:
    x, y, step = chance(30, 170), chance(70, 180), chance(15, 24)
    colours = (1, 0, 2, 0, 3, 0, 1, 4)
    return [Shape(_circle(x, y, (8 - ring) * step), colours[ring]) for ring in range(8)]


def _horizon(chance: Chance) -> list[Shape]:
    x, y, r = chance(60, 140), chance(95, 135), chance(52, 78)
    slits = "".join(_box(0, y + slit * 13 - 4, 200, 2 + slit * 1.6) for slit in range(5))

    def hill(top: float, lift: float) -> str:
        curve = "M0 {}C60 {} 120 {} 200 {}V300H0Z"
        return _path(curve, top, top - lift, top + lift, top - lift / 2)

    return [
        Shape(_circle(x, y, r), 1),
        Shape(slits, 0),
        Shape(hill(y + 50, chance(15, 40)), 3),
        Shape(hill(y + 80, chance(-40, -15)), 2),
        Shape(hill(y + 115, chance(10, 30)), 1),
    ]


def _windows(chance: Chance) -> list[Shape]:
    cols, rows = floor(chance(3, 5)), floor(chance(5, 7))
    w, h = (200 - 16) / cols, 284 / rows
    lit = floor(chance(cols, cols * (rows - 2)))

    def pane(place: int) -> Shape:
        d = _box(12 + (place % cols) * w, 12 + place // cols * h, w - 8, h - 8)
        if place == lit:
            return Shape(d, 1, opacity=1)
        return Shape(d, 3 if chance(0, 1) > 0.7 else 2, opacity=chance(0.3, 0.85))

    panes = [pane(place) for place in range(cols * rows)]
    x, y = 12 + (lit % cols) * w, 12 + lit // cols * h
    return [*panes, Shape(_figure(x + (w - 8) / 2, y + h - 8, h * 0.68), 0)]


def _staircase(chance: Chance) -> list[Shape]:
    steps, left = floor(chance(6, 10)), chance(0, 1) > 0.5
    w, h = 220 / steps, 210 / steps

    def mirrored(x: float, y: float) -> Point:
        return (x if left else 200 - x), y

    def stairs(lift: float) -> str:
        top = [
            (each * w, 280 - lift - step * h) for step in range(steps) for each in (step, step + 1)
        ]
        return _area(mirrored(x, y) for x, y in [*top, (240, 320), (0, 320)])

    up = floor(steps * 0.6)
    x, y = mirrored(up * w + w / 2, 280 - up * h)
    return [
        Shape(_circle(60 if left else 140, 80, chance(34, 52)), 2),
        Shape(stairs(34), 3),
        Shape(stairs(0), 1),
        Shape(_figure(x, y, 44), 4),
    ]


def _strip(chance: Chance) -> list[Shape]:
    angle = chance(0.2, 0.55) * (1 if chance(0, 1) > 0.5 else -1)

    def at(x: float, y: float, w: float, h: float) -> str:
        corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
        return _area(_turned(each, angle) for each in corners)

    x = chance(40, 70)
    frames = [frame * 82 - 90 + chance(0, 1) for frame in range(6)]
    holes = (
        at(x + 6, hole * 18 - 120, 8, 9) + at(x + 86, hole * 18 - 120, 8, 9) for hole in range(30)
    )
    moon = _circle(chance(20, 180), chance(40, 110), chance(60, 90))
    return [
        Shape(moon, 3),
        Shape(at(x, -120, 100, 540), 4),
        Shape("".join(holes), 0),
        Shape("".join(at(x + 21, y, 58, 72) for y in frames), 1),
        Shape("".join(_circle(*_turned((x + 50, y + 40), angle), 18) for y in frames), 2),
    ]


def _constellation(chance: Chance) -> list[Shape]:
    stars = [(chance(18, 182), chance(24, 250)) for _ in range(9)]
    moon = _circle(chance(40, 160), chance(200, 260), chance(80, 120))
    bright = "".join(_circle(x, y, chance(3, 8)) for x, y in stars)
    far = "".join(_circle(chance(0, 200), chance(0, 300), chance(0.5, 1.6)) for _ in range(46))
    return [
        Shape(moon, 3, opacity=0.55),
        Shape(_line(sorted(stars, key=lambda star: star[1])), stroke=2, width=1.6),
        Shape(bright, 1),
        Shape(far, 4),
    ]


def _rain(chance: Chance) -> list[Shape]:
    x, y, slant = chance(70, 130), chance(150, 190), chance(-26, 26)

    def drops(count: int) -> str:
        def drop() -> str:
            left, top, length = chance(-20, 220), chance(-30, 290), chance(0.4, 1.6)
            return _line([(left, top), (left + slant * length, top + 44 * length)])

        return "".join(drop() for _ in range(count))

    folds = "q-15 -13 -31 0" * 4
    return [
        Shape(drops(34), stroke=2, width=2.4, opacity=0.8),
        Shape(drops(16), stroke=3, width=4),
        Shape(_path("M{} {}a62 58 0 0 1 124 0" + folds + "Z", x - 62, y), 1),
        Shape(_line([(x, y - 58), (x, y + 70)]), stroke=4, width=3),
        Shape(_figure(x + 10, y + 130, 108), 4),
    ]


def _spiral(chance: Chance) -> list[Shape]:
    x, y, twist, turns = chance(60, 140), chance(90, 160), chance(0, 6), chance(5, 8)

    def at(step: int) -> Point:
        angle = step * 0.224 + twist
        return x + cos(angle) * step * 0.92, y + sin(angle) * step * 0.92

    return [
        Shape(_circle(x, y, 150), 3, opacity=0.4),
        Shape(_line(at(step) for step in range(floor(turns * 28))), stroke=1, width=9),
        Shape(_circle(x, y, 13), 2),
        Shape(_figure(x + 4, y + 64, 70), 4),
    ]


def _beams(chance: Chance) -> list[Shape]:
    left = chance(0, 1) > 0.5
    x, y, far = (14 if left else 186), chance(20, 60), (260 if left else -60)
    ends = [end + chance(-14, 14) for end in (0, 55, 105, 170, 235, 310, 400)]
    light = [
        Shape(_area([(x, y), (far, ends[beam]), (far, ends[beam + 1])]), colour)
        for beam, colour in enumerate((1, 0, 2, 0, 3, 1))
    ]
    lamp = [Shape(_circle(x, y, r), colour) for r, colour in ((44, 0), (34, 4), (17, 1))]
    return [*light, *lamp]


def _arches(chance: Chance) -> list[Shape]:
    x, count = chance(85, 115), floor(chance(4, 7))

    def arch(r: float) -> str:
        outline = "M{0} 320V{1}a{2} {2} 0 0 1 {3} 0V320Z"
        return _path(outline, x - r, 110 + r * 0.3, r, 2 * r)

    colours = (1, 3, 2, 0)
    return [
        *(Shape(arch(104 - each * (84 / count)), colours[each % 4]) for each in range(count)),
        Shape(arch(20), 4),
        Shape(_figure(x, 232, 62), 0),
    ]


def _waves(chance: Chance) -> list[Shape]:
    r, start = chance(19, 34), floor(chance(0, 3))
    rows, cols = ceil(300 / (r * 0.62)) + 2, ceil(200 / (2 * r)) + 2
    shapes = [Shape(_circle(chance(60, 140), 66, chance(30, 42)), 1)]
    for row in range(rows):
        y, shift = 74 + row * r * 0.62 + r, (0 if row % 2 else r) - r
        for part, colour in (
            (1, 0),
            (0.88, 1 + (row + start) % 3),
            (0.52, 0),
            (0.36, 1 + (row + start + 1) % 3),
        ):
            shells = (_circle(col * 2 * r + shift, y, r * part) for col in range(cols))
            shapes.append(Shape("".join(shells), colour))
    return shapes


def _curtain(chance: Chance) -> list[Shape]:
    folds, gap, x = floor(chance(3, 6)), chance(22, 46), chance(80, 120)

    def fold(edge: float, to: float, place: int) -> Shape:
        a, b = (edge + (to - edge) * part / folds for part in (place, place + 1))
        sweep = (b - a) * 0.7
        hem = "M{0} 0H{1}C{1} 160 {2} 220 {3} 300H{4}C{5} 220 {0} 160 {0} 0Z"
        d = _path(hem, a, b, b - sweep, b - sweep * 0.5, a - sweep * 0.6, a - sweep)
        return Shape(d, 3 if place % 2 else 1)

    light = _area([(x - 16, 0), (x + 16, 0), (x + 74, 300), (x - 74, 300)])
    inward = range(folds - 1, -1, -1)
    return [
        Shape(light, 2, opacity=0.75),
        Shape(_figure(x, 238, 84), 0),
        *(fold(-6, x - gap, place) for place in inward),
        *(fold(206, x + gap, place) for place in inward),
    ]


def _road(chance: Chance) -> list[Shape]:
    x, y = chance(70, 130), chance(110, 150)

    def dash(place: int) -> str:
        near, far = (part**2 * (300 - y) for part in ((place + 0.55) / 6, place / 6))
        return _area(
            [
                (x - far * 0.04 - 1, y + far),
                (x + far * 0.04 + 1, y + far),
                (x + near * 0.04 + 1, y + near),
                (x - near * 0.04 - 1, y + near),
            ]
        )

    sun = _circle(x, y - chance(0, 30), chance(44, 70))
    birds = (
        _path("M{} {}q6 -7 10 0q4 -7 10 0", chance(20, 160), 30 + bird * 18) for bird in range(3)
    )
    return [
        Shape(sun, 1),
        Shape(_box(0, y, 200, 200), 3),
        Shape(_area([(x - 5, y), (x + 5, y), (x + 130, 300), (x - 130, 300)]), 0),
        Shape("".join(dash(place) for place in range(6)), 2),
        Shape("".join(birds), stroke=4, width=2),
    ]


def _tiles(chance: Chance) -> list[Shape]:
    shapes: list[Shape] = []
    for tile in range(24):
        x, y, turn = tile % 4 * 50, tile // 4 * 50, floor(chance(0, 5))
        colour = 1 + floor(chance(0, 3))
        if turn == 4:
            shapes += [Shape(_box(x, y, 50, 50), colour), Shape(_circle(x + 25, y + 25, 15), 4)]
            continue
        right, low = turn % 2, turn > 1
        cx, cy = x + right * 50, y + low * 50
        way, sweep = (-50 if right else 50), (0 if right ^ low else 1)
        end = cy - 50 if low else cy + 50
        shapes.append(Shape(f"M{cx} {cy}h{way}A50 50 0 0 {sweep} {cx} {end}Z", colour))
    return shapes


def _eye(chance: Chance) -> list[Shape]:
    y, r = chance(110, 150), chance(36, 48)
    lid = _path("M6 {0}Q100 {1} 194 {0}Q100 {2} 6 {0}Z", y, y - 130, y + 130)

    def lash(place: int) -> str:
        angle = pi * (1.1 + place * 0.08)
        far = ((92, 78), (116, 108))
        return _line((100 + cos(angle) * w, y + sin(angle) * h) for w, h in far)

    return [
        Shape("".join(map(lash, range(11))), stroke=3, width=5),
        Shape(lid, 4),
        Shape(_circle(100, y, r), 1),
        Shape(_circle(100, y, r * 0.62), 2),
        Shape(_circle(100, y, r * 0.4), 0),
        Shape(_circle(100 + r * 0.3, y - r * 0.32, r * 0.16), 4),
    ]


COMPOSITIONS: tuple[Callable[[Chance], list[Shape]], ...] = (
    _letter,
    _rings,
    _horizon,
    _windows,
    _staircase,
    _strip,
    _constellation,
    _rain,
    _spiral,
    _beams,
    _arches,
    _waves,
    _curtain,
    _road,
    _tiles,
    _eye,
)
