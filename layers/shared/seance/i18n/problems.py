"""Problems in the reader's language. English is what the code says; the others are found by it."""

import re
from functools import lru_cache
from typing import Any

from seance.i18n import FOLDER, say
from seance.languages import DEFAULT, Language


def preferred(accept_language: str | None) -> Language:
    """The better liked of our languages; English where none is asked for."""
    return asked_for(accept_language) or DEFAULT


def asked_for(accept_language: str | None) -> Language | None:
    """The better liked of our languages (RFC 9110, 12.5.4), if one is asked for."""
    weights: dict[Language, float] = {"en": 0.0, "ru": 0.0}
    for part in (accept_language or "").split(","):
        name, _, parameter = part.strip().partition(";")
        weight = re.fullmatch(r"\s*q=([01](\.\d{0,3})?)\s*", parameter)
        language: Any = name.strip().lower().partition("-")[0]
        if language in weights and (weight or not parameter):
            weights[language] = max(weights[language], float(weight[1]) if weight else 1.0)
    liked = max(weights, key=weights.__getitem__)
    return liked if weights[liked] else None


def translate(text: str, language: str) -> str:
    """The same in another language; as it is where no message made it."""
    if language == DEFAULT:
        return text
    for made, message in _patterns():
        if found := made.fullmatch(text):
            return say(language, message, **_numbers(found.groupdict()))
    return text


def _numbers(values: dict[str, str]) -> dict[str, str | int]:
    """Plural forms need numbers."""
    return {name: int(each) if each.isdecimal() else each for name, each in values.items()}


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What each English message makes, the plainest and longest first."""
    from fluent.syntax import FluentParser
    from fluent.syntax.ast import Message, Placeable, TextElement, VariableReference

    found = []
    text = (FOLDER / DEFAULT / "problems.ftl").read_text(encoding="utf-8")
    for entry in FluentParser(with_spans=False).parse(text).body:
        if isinstance(entry, Message) and entry.value:
            parts = [
                f"(?P<{part.expression.id.name}>.*)"
                if isinstance(part, Placeable) and isinstance(part.expression, VariableReference)
                else re.escape(part.value if isinstance(part, TextElement) else "")
                for part in entry.value.elements
            ]
            found.append((re.compile("".join(parts), re.DOTALL), entry.id.name))
    return sorted(found, key=lambda each: (each[0].groups > 0, -len(each[0].pattern)))
