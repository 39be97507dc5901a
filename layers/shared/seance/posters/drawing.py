"""A film's poster as SVG, which follows from its id, as `web/src/ui/poster.ts` draws it. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import combinations
from typing import Any

from seance.posters.compositions import COMPOSITIONS, Shape
from seance.posters.palettes import PALETTES, Palette, palette_of

# Between the edges of a poster of 200 x 300, and of a title at the foot of it.
BROAD, HIGH = 184, 122
# What a capital is high, and what the narrowest letters of the display face are broad, of its size.
CAPITAL = 0.655
BREADTHS = [
    (re.compile(letters), breadth)
    for letters, breadth in (
        (r"[ '.,:;!|IJІ’]", 0.21),  # Ukrainian, too
        (r"[-–ГL1?FETZЕЁТ]", 0.37),  # both alphabets
        (r"[MФ]", 0.56),
        (r"[WЫШЮЖЩ—]", 0.63),
        (r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]", 1),
    )
]
FOUR_BYTES = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the title: where its foot stands, how high its letters and how broad it is, of 200 x 300."""

    text: str
    y: float
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is on a poster."""

    colors: Palette
    shapes: Sequence[Shape]
    letter: str | None
    lines: Sequence[Line]

    @property
    def skirt(self) -> float:
        """How high the title's own ground stands, from below."""
        first = self.lines[0] if self.lines else None
        return 300 - first.y + first.size * CAPITAL + 12 if first else 0


def drawn(film: Mapping[str, Any], title: str) -> Drawn:
    """Of a film as events keep it: `id`, `year`, `genres`."""
    chance = _chance_of(film["id"])
    composition = int(chance() * len(COMPOSITIONS))
    palette = PALETTES[palette_of(film.get("year") or 0, film.get("genres") or (), chance())]
    text = title.upper()
    first = next((each for each in text if each.isalnum()), None)
    return Drawn(
        palette,
        COMPOSITIONS[composition](lambda low, high: low + chance() * (high - low)),
        first if composition == 0 else None,
        setting(text),
    )


def svg(poster: Drawn, *, titled: bool) -> str:
    """The drawing for HTML; with `titled` also its title, which small posters hide (`.poster-words`)."""
    ground, accent, _, _, ink = poster.colors
    paths = "".join(_element(shape, poster.colors) for shape in poster.shapes)
    if poster.letter:
        paths += (
            f'<text x="100" y="236" font-size="330" text-anchor="middle" fill="{accent}">'
            f"{escape(poster.letter)}</text>"
        )
    if titled:
        rows = "".join(
            f'<text x="8" y="{line.y:.2f}" font-size="{line.size:.2f}" textLength="{line.width:.2f}"'
            f' lengthAdjust="spacingAndGlyphs" fill="{ink}">{escape(line.text)}</text>'
            for line in poster.lines
        )
        paths += (
            f'<g class="poster-words"><rect y="{300 - poster.skirt:.2f}" width="200"'
            f' height="{poster.skirt:.2f}" fill="{ground}"/>{rows}</g>'
        )
    return f'<rect width="200" height="300" fill="{ground}"/>{paths}'


@lru_cache(maxsize=256)
def breadth(text: str) -> float:
    """Of its size, as the display face has it."""
    return sum(
        next((width for letters, width in BREADTHS if letters.match(each)), 0.43) for each in text
    )


def setting(title: str) -> list[Line]:
    """A title in lines as broad as the poster, as large as they can be."""
    words = title.split()
    best: list[tuple[str, float]] = []
    for most in range(1, min(5, len(words)) + 1):
        rows = _split(words, most)
        sizes = [min(110, BROAD / breadth(row)) for row in rows]
        fit = min(1, HIGH / sum(map(_leading, sizes)))
        sized = [(row, size * fit) for row, size in zip(rows, sizes, strict=True)]
        if not best or min(size for _, size in sized) > min(size for _, size in best):
            best = sized
    lines: list[Line] = []
    y = 300.0 - 12
    for text, size in reversed(best):
        lines.append(Line(text, y, size, size * breadth(text)))
        y -= _leading(size)
    return lines[::-1]


def _leading(size: float) -> float:
    return size * CAPITAL * 1.06 + 5  # with room for Й and Ё


def _split(words: list[str], most: int) -> list[str]:
    """Into at most so many rows, the broadest of them as narrow as can be."""
    ends = combinations(range(len(words) + 1), 2)
    for limit in sorted({breadth(" ".join(words[start:end])) for start, end in ends}):
        rows = _wrap(words, limit)
        if len(rows) <= most and all(breadth(row) <= limit for row in rows):
            return rows
    return [" ".join(words)]


def _wrap(words: list[str], limit: float) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and breadth(f"{rows[-1]} {word}") <= limit:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _element(shape: Shape, colors: Palette) -> str:
    told = {
        "fill": "none" if shape.fill is None else colors[shape.fill],
        "stroke": None if shape.stroke is None else colors[shape.stroke],
        "stroke-width": shape.width,
        "opacity": None if shape.opacity is None else f"{shape.opacity:.3g}",
    }
    known = "".join(f' {name}="{value}"' for name, value in told.items() if value is not None)
    return f'<path d="{shape.d}"{known}/>'


def _chance_of(name: str) -> Callable[[], float]:
    """Numbers from 0 to below 1 that follow from a name: FNV-1a begins, mulberry32 goes on (both public domain)."""
    state = 0x811C9DC5
    units = name.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        state = (state ^ (high << 8 | low)) * 0x01000193 & FOUR_BYTES

    def following() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & FOUR_BYTES
        mixed = (state ^ state >> 15) * (1 | state) & FOUR_BYTES
        mixed = (mixed + (mixed ^ mixed >> 7) * (61 | mixed) & FOUR_BYTES) ^ mixed
        return (mixed ^ mixed >> 14) / 4_294_967_296

    return following
