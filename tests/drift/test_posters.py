"""Posters that a function draws are those that the page draws: for every film of the catalogue."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from seance.posters.drawing import drawn

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "layers" / "shared" / "seance" / "films" / "catalogue"
# Vite's bundler makes one script of what the page draws with, as it does for the page itself.
BY_THE_PAGE = """
import { rolldown } from "rolldown";
import { readFileSync } from "node:fs";
const built = await rolldown({ input: "src/ui/poster.ts" });
const { output } = await built.generate({ format: "esm" });
const { drawn } = await import("data:text/javascript," + encodeURIComponent(output[0].code));
const films = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(films.map((film) => drawn(film, film.title))));
"""


@pytest.fixture(scope="module")
def films() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(CATALOGUE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_a_function_draws_the_same_posters_as_the_page(films: list[dict[str, Any]]) -> None:
    if not (ROOT / "web" / "node_modules" / "rolldown").exists():
        pytest.skip("the page's libraries are not installed")
    ran = subprocess.run(  # noqa: S603 # code of this file
        ["node", "--input-type=module", "-e", BY_THE_PAGE],  # noqa: S607 # whichever builds the page
        input=json.dumps(films),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "web",
    )
    for film, theirs in zip(films, json.loads(ran.stdout), strict=True):
        ours = drawn(film, film["title"])
        assert list(ours.colors) == theirs["colors"], film["id"]
        assert ours.letter == theirs["letter"], film["id"]
        assert [shape.d for shape in ours.shapes] == [each["d"] for each in theirs["shapes"]]
        for name in ("fill", "stroke", "width", "opacity"):
            assert [getattr(shape, name) for shape in ours.shapes] == [
                pytest.approx(each[name]) if name in each else None for each in theirs["shapes"]
            ], (film["id"], name)
        for line, same in zip(ours.lines, theirs["lines"], strict=True):
            assert line.text == same["text"]
            assert (line.y, line.size, line.width) == pytest.approx(
                (same["y"], same["size"], same["width"])
            )
