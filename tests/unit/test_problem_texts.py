"""Every refusal can be read in Russian: what the code says, and what Pydantic says (M25)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from seance import errors, i18n
from seance.errors import Refusal
from seance.i18n.problems import preferred, translate

ROOT = Path(__file__).parents[2]
CODE = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers/shared/seance").rglob("*.py")]
REFUSALS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Refusal)}  # fmt: skip
SPEAKING = REFUSALS | {"InternalError", "ValueError"}
OTHERS = {"i18n", "cloud"}  # their ValueErrors are for us, not for callers


def plain(node: ast.expr) -> str | None:
    """A text of the code, with a number where it has a variable."""
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.Constant) else "7" for each in node.values)
        return "".join(map(str, parts))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def said(path: Path) -> Iterator[ast.expr]:
    """What a file refuses with: titles, details, and what is wrong with a field."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[text, *_]) if name in SPEAKING:
                if name != "ValueError" or not OTHERS & set(path.relative_to(ROOT).parts):
                    yield text
            case ast.Call(func=ast.Attribute(value=ast.Name("ValidationFailed"), attr="of")):
                yield node.args[1]
            case ast.Call(func=ast.Name("cls"), args=[ast.Constant() as text]) if (
                path.name == "errors.py"
            ):
                yield text
            case ast.ClassDef(bases=[ast.Name(id=base), *_]) if base in REFUSALS:
                for line in node.body:
                    if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "title":
                        yield line.value


SAID = sorted({text for path in CODE for each in said(path) if (text := plain(each))})


class Wrong(BaseModel):
    """A field for each way to be wrong that the API's fields have."""

    model_config = ConfigDict(extra="forbid")
    missing: int
    text: str
    short: Annotated[str, Field(min_length=1)]
    shorter: Annotated[str, Field(min_length=3)]
    long: Annotated[str, Field(max_length=2)]
    pattern: Annotated[str, Field(pattern="^a$")]
    integer: int
    integer_text: int
    integer_part: int
    number: float
    number_text: float
    finite: Annotated[float, Field(allow_inf_nan=False)]
    boolean: bool
    boolean_text: bool
    items: list[int]
    several: Annotated[list[int], Field(max_length=1)]
    few: Annotated[list[int], Field(min_length=1)]
    object: "Wrong"
    plain: dict[str, int]
    one_of: Literal["a", "b", "c"]
    only: Literal["a"]
    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(le=1)]
    more: Annotated[int, Field(gt=1)]
    less: Annotated[int, Field(lt=1)]
    more_than: Annotated[list[int], Field(max_length=2)]
    less_than: Annotated[list[int], Field(min_length=2)]


GIVEN: dict[str, Any] = {
    "text": 1, "short": "", "shorter": "", "long": "abc", "pattern": "b", "integer": [], "integer_text": "a",
    "integer_part": 1.5, "number": [], "number_text": "a", "finite": float("inf"), "boolean": [],
    "boolean_text": "a", "items": 1, "several": [1, 2], "few": [], "object": 1, "plain": 1, "one_of": "d",
    "only": "b", "least": 0, "most": 2, "more": 1, "less": 1,
    "more_than": [1, 2, 3], "less_than": [], "unknown": 1,
}  # fmt: skip


def pydantic_says() -> list[str]:
    """The messages of Pydantic."""
    with pytest.raises(ValidationError) as wrong:
        Wrong.model_validate(GIVEN, from_attributes=True)  # as FastAPI does
    found = {each["msg"] for each in wrong.value.errors()}
    return sorted({*found, "JSON decode error"})


@pytest.mark.parametrize("text", [*SAID, *pydantic_says()])
def test_m25_every_refusal_is_said_in_russian(text: str) -> None:
    assert translate(text, "ru") != text
    assert translate(text, "en") == text


def test_m25_every_translated_problem_is_said_by_somebody() -> None:
    made = {translate(text, "ru") for text in [*SAID, *pydantic_says()]}
    source = (i18n.FOLDER / "ru" / "problems.ftl").read_text(encoding="utf-8")
    messages = [each for each in FluentParser().parse(source).body if isinstance(each, Message)]
    assert len(made) == len(messages)


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("must be at least 1 minutes ahead", "не раньше чем через 1 минуту"),
        ("must be at least 3 minutes ahead", "не раньше чем через 3 минуты"),
        ("must be at least 5 minutes ahead", "не раньше чем через 5 минут"),
        ("String should have at most 21 characters", "не длиннее 21 символа"),
        ("The booking is waitlisted.", "Бронь в очереди."),
        ("nobody ever said this", "nobody ever said this"),
    ],
)
def test_m25_russian_counts_as_russians_do(text: str, translated: str) -> None:
    assert translate(text, "ru") == translated


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("ru", "ru"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de, ru;q=0.5", "ru"),
        ("ru;q=0", "en"),
        ("ru;q=high", "en"),
        ("*", "en"),
    ],
)
def test_m25_the_reader_says_which_language(header: str | None, language: str) -> None:
    assert preferred(header) == language
