"""What a served page says are the page's own words, to the letter: one vocabulary, in both languages."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from seance.i18n import FOLDER, say
from seance.languages import LANGUAGES

WEB = Path(__file__).parents[2] / "web"
BY_THE_PAGE = """
import { rolldown } from "rolldown";
const built = await rolldown({ input: `src/i18n/${process.argv[1]}/first.ts` });
const { output } = await built.generate({ format: "esm" });
const { first } = await import("data:text/javascript," + encodeURIComponent(output[0].code));
console.log(JSON.stringify(first));
"""
FORMS = {"one": 1, "few": 3, "many": 5}


def words_of_the_page(language: str) -> dict[str, Any]:
    if not (WEB / "node_modules" / "rolldown").exists():
        pytest.skip("the page's libraries are not installed")
    command = ["node", "--input-type=module", "-e", BY_THE_PAGE, language]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=WEB)  # noqa: S603 # code of this file
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_served_page_speaks_as_the_page(language: str) -> None:
    page = words_of_the_page(language)
    text = (FOLDER / language / "page.ftl").read_text(encoding="utf-8")
    messages = re.findall(r"^page-([a-z_]+)-([a-z_]+) =", text, re.MULTILINE)
    assert len(messages) > 50
    for space, key in messages:
        if (space, key) == ("without", "script"):
            continue
        message, words = f"page-{space}-{key}", page[space]
        if key in words:
            names = set(re.findall(r"{{(\w+)}}", words[key]))
            told = {name: f"<{name}>" for name in names}
            assert say(language, message, **told) == re.sub(r"{{(\w+)}}", r"<\1>", words[key])
            continue
        for form, count in FORMS.items():
            if theirs := words.get(f"{key}_{form}"):
                assert say(language, message, count=count) == theirs.replace("{{count}}", str(count))  # fmt: skip
