"""Whether JSON-LD says what schema.org knows: types, their properties, the kinds of values, members of enumerations.

By an extract of the vocabulary (`tests/data/extract_schema_org.py`), stricter than schema.org itself, which lets a text
stand for anything.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

WORDS = json.loads((Path(__file__).parent / "data" / "schema_org.json").read_text("utf-8"))
TYPES: dict[str, dict[str, Any]] = WORDS["types"]
MEMBERS: dict[str, list[str]] = WORDS["members"]
SCHEMA = "https://schema.org/"


def faults(thing: Any, where: str = "") -> Iterator[str]:
    """What is wrong with a thing, a line each."""
    kind = thing.get("@type")
    if kind not in TYPES:
        yield f"{where}: there is no type {kind}"
        return
    known = {name: kinds for each in ancestry(kind) for name, kinds in TYPES[each]["properties"].items()}  # fmt: skip
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{where}: {kind} has no {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if not ancestry(each.get("@type")) & set(known[name]):
                    yield f"{where}.{name}: {each.get('@type')} is none of {known[name]}"
                yield from faults(each, f"{where}.{name}")
            elif not any(fits(each, kind) for kind in known[name]):
                yield f"{where}.{name}: {each!r} is none of {known[name]}"


def ancestry(kind: str | None) -> set[str]:
    """A type and all that it descends from."""
    if kind not in TYPES:
        return set()
    return {kind, *(each for parent in TYPES[kind]["parents"] for each in ancestry(parent))}


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a kind: a data type of schema.org's, or a member of an enumeration."""
    if kind in MEMBERS:
        return isinstance(value, str) and value.removeprefix(SCHEMA) in MEMBERS[kind]
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind in ("Number", "Integer"):
        return isinstance(value, (int, *([float] if kind == "Number" else []))) and not isinstance(value, bool)  # fmt: skip
    if not isinstance(value, str) or not value:
        return False
    checks = {
        "Text": lambda: not value.startswith(SCHEMA),
        "URL": lambda: bool(re.fullmatch(r"https?://\S+", value)) and not value.startswith(SCHEMA),
        "DateTime": lambda: datetime.fromisoformat(value).tzinfo is not None,
        "Date": lambda: bool(date.fromisoformat(f"{value}-01-01" if len(value) == 4 else value)),
        "Duration": lambda: bool(re.fullmatch(r"PT(\d+H)?(\d+M)?", value)) and len(value) > 2,
    }
    try:
        return kind in checks and checks[kind]()
    except ValueError:
        return False
