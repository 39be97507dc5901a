"""An evening as a picture of 1200 x 630 pixels, which links show elsewhere (https://ogp.me). The same for the same words.

The letters are those of `web/src/fonts`, both subsets in one file, for resvg reads no WOFF2 (made by fontTools: pyftmerge).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from seance.posters.drawing import CAPITAL, breadth, drawn, setting, svg

WIDTH, HEIGHT = 1200, 630
FONT = Path(__file__).with_name("sofia.ttf")
LEFT, TOP, BROAD, HIGH = 470.0, 64.0, 680.0, 410.0  # where the title stands
SCALE, GAP, RING = 3.6, 24, 0.2  # of letters to a poster's; between lines; on a letter, of its size


def picture(film: Mapping[str, Any], title: str, below: Sequence[str]) -> str:
    """As SVG: the poster of the film, the title, and up to two lines below it.

    All in capitals: the face's small Cyrillic letters are the Bulgarian ones, where a browser takes the Russian.
    """
    poster = drawn(film, title)
    ground, *_, ink = poster.colors
    words = _title(title) + [
        _text(text, LEFT, 536 + 62 * place, min(size, BROAD / breadth(text)))
        for place, (text, size) in enumerate(zip(map(str.upper, below), (58, 46), strict=False))
        if text
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
        f'<svg width="420" height="{HEIGHT}" viewBox="0 0 200 300">{svg(poster, titled=False)}</svg>'
        f'<g fill="{ink}">{"".join(words)}</g></svg>'
    )


def png(drawing: str) -> bytes:
    """The picture as PNG; no font of the machine is asked."""
    import resvg_py

    family = "Sofia Sans Extra Condensed"
    found: bytes = resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=WIDTH,
        height=HEIGHT,
        skip_system_fonts=True,
        font_files=[str(FONT)],
        font_family=family,
        style_sheet=f"text {{ font-family: '{family}'; font-weight: 800 }}",
    )
    return found


def _title(title: str) -> list[str]:
    """As broad as there is room, with more between the lines where a letter has something on it."""
    lines = [(line.text, SCALE * line.size) for line in setting(title.upper())]
    highs = [size * (CAPITAL + (RING if _crowned(text) else 0)) + GAP for text, size in lines]
    fit = min(1, HIGH / (sum(highs) or 1))
    found, y = [], TOP
    for (text, size), high in zip(lines, highs, strict=True):
        y += high * fit
        found.append(_text(text, LEFT, y - GAP * fit, size * fit))
    return found


def _crowned(text: str) -> bool:
    return any(unicodedata.combining(each) for each in unicodedata.normalize("NFD", text))


def _text(words: str, x: float, y: float, size: float) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}">{escape(words)}</text>'
