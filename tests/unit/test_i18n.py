"""Every text is there in both languages, with the same variables, and is used."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Pattern, VariableReference
from fluent.syntax.visitor import Visitor

from seance import i18n
from seance.channels import bot
from seance.channels.model import BUTTONS
from seance.events import page
from seance.events.model import MATERIAL
from seance.films import shelves
from seance.i18n import money, say, when
from seance.notices.model import KINDS

ROOT = Path(__file__).parents[2]
CODE = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers/shared/seance").rglob("*.py")]
VALUES = (
    "free",
    "paid",
    "scheduled",
    "cancelled",
    "home",
    "cinema",
    "outdoor",
    "online",
    "other",
    "came",
    "missed",
)
Texts = dict[str, frozenset[str]]


class Variables(Visitor):
    """Which variables a text has."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 # Fluent's own
        self.names.add(node.id.name)


def variables(pattern: Pattern) -> frozenset[str]:
    visitor = Variables()
    visitor.visit(pattern)
    return frozenset(visitor.names)


def texts(path: Path) -> Texts:
    """Each text of a file, `message` or `message.attribute`, with its variables."""
    found: Texts = {}
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        assert not isinstance(entry, Junk), entry.content
        if isinstance(entry, Message):
            named = [(entry.id.name, entry.value)]
            named += [(f"{entry.id.name}.{each.id.name}", each.value) for each in entry.attributes]
            for name, pattern in named:
                assert name not in found, name
                if pattern:
                    found[name] = variables(pattern)
    return found


def literals() -> Iterator[str]:
    """Every string in the code, without the docstrings."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("name", sorted(path.name for path in (i18n.FOLDER / "en").iterdir()))
def test_m25_both_languages_say_the_same_with_the_same_variables(name: str) -> None:
    ru, en = (texts(i18n.FOLDER / language / name) for language in ("ru", "en"))
    assert ru == en


def test_m25_both_languages_have_the_same_files() -> None:
    ru, en = ({path.name for path in (i18n.FOLDER / each).iterdir()} for each in ("ru", "en"))
    assert ru == en


def said_on_the_page() -> Iterator[str]:
    """What an event's page says: by its template, but for films' genres and kinds of places."""
    folder = Path(page.__file__).parent
    template = "".join((folder / name).read_text("utf-8") for name in ("page.html", "page.py"))
    for message in texts(i18n.FOLDER / "en" / "page.ftl"):
        name = message.removeprefix("page-")
        if f'"{name}"' in template or name.startswith(("genre-", "kind-")):
            yield message


def test_m25_every_text_is_said_somewhere() -> None:
    kinds = {f"notice-{kind.replace('_', '-')}" for kind in KINDS}
    families = {
        *kinds,
        *(f"{kind}.text" for kind in kinds),
        *(f"field-{name.replace('_', '-')}" for name in (*MATERIAL, "attendance")),
        *(f"value-{name}" for name in VALUES),
        *(f"shelf-{kind}" for kind in shelves.SHOWN),
        *(f"share-seats-{stands}" for stands in ("open", "full", "cancelled")),
        *(f"telegram-status-{status}" for status in (*bot.SHOWN - {"scheduled"}, "hosting")),
        *(f"telegram-{said}" for said in ("today.none", "mine.none")),
        *(f"telegram-{action}" for each in BUTTONS.values() for action in each.values()),
        *(f"telegram-button-{action}" for each in BUTTONS.values() for action in each.values()),
        *(f"unsubscribe-{what}" for what in ("mails", "invitations")),
        *said_on_the_page(),
    }
    subjects = (path for path in (i18n.FOLDER / "en").iterdir() if path.stem != "problems")
    there = set(chain(*map(texts, subjects)))
    assert families <= there
    assert there - families <= set(literals())


def test_m25_no_russian_text_hides_in_the_code() -> None:
    spoken = [
        path
        for path in CODE
        if path.name
        not in {
            "keys.py",
            "cards.py",
            "model.py",
            "kinopoisk.py",
            "spelling.py",
            "tickets.py",
            "drawing.py",
        }
    ]
    found = {
        path.name
        for path in spoken
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search("[а-яё]{2,}", node.value, re.IGNORECASE)
    }
    assert not found


def test_a_text_that_is_not_there_or_lacks_a_variable_is_an_error() -> None:
    with pytest.raises(LookupError):
        say("ru", "there-is-no-such-text")
    with pytest.raises(ValueError, match="notice-invited"):
        say("ru", "notice-invited.text", title="Солярис")


MOSCOW = datetime(2026, 12, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "ru", "en"),
    [
        (
            MOSCOW,
            "Europe/Moscow",
            "вторник, 1 декабря 2026 г., 21:00 (Europe/Moscow, UTC+3)",
            "Tuesday, 1 December 2026, 21:00 (Europe/Moscow, UTC+3)",
        ),
        (
            MOSCOW,
            "Asia/Kathmandu",
            "вторник, 1 декабря 2026 г., 23:45 (Asia/Kathmandu, UTC+5:45)",
            "Tuesday, 1 December 2026, 23:45 (Asia/Kathmandu, UTC+5:45)",
        ),
        (
            MOSCOW,
            "America/St_Johns",
            "вторник, 1 декабря 2026 г., 14:30 (America/St_Johns, UTC-3:30)",
            "Tuesday, 1 December 2026, 14:30 (America/St_Johns, UTC-3:30)",
        ),
        (
            datetime(2026, 10, 24, 18, tzinfo=UTC),
            "Europe/Berlin",
            "суббота, 24 октября 2026 г., 20:00 (Europe/Berlin, UTC+2)",
            "Saturday, 24 October 2026, 20:00 (Europe/Berlin, UTC+2)",
        ),
        (
            datetime(2026, 10, 25, 18, tzinfo=UTC),
            "Europe/Berlin",
            "воскресенье, 25 октября 2026 г., 19:00 (Europe/Berlin, UTC+1)",
            "Sunday, 25 October 2026, 19:00 (Europe/Berlin, UTC+1)",
        ),
    ],
)
def test_s9_a_text_shows_local_time_and_zone_of_the_place(
    moment: datetime, zone: str, ru: str, en: str
) -> None:
    assert (when(moment, zone, "ru"), when(moment, zone, "en")) == (ru, en)


@pytest.mark.parametrize("zone", ["localtime", "Factory", "Mars/Olympus", ""])
def test_a_stored_zone_that_nobody_knows_is_shown_as_utc(zone: str) -> None:
    assert when(datetime(2026, 12, 1, 18, tzinfo=UTC), zone, "en") == (
        "Tuesday, 1 December 2026, 18:00 (UTC, UTC+0)"
    )


@pytest.mark.parametrize(
    ("amount", "currency", "ru", "en"),
    [
        ("350.00", "RUB", "350 ₽", "RUB 350"),
        ("350.50", "RUB", "350,50 ₽", "RUB 350.50"),
        ("12.50", "USD", "12,50 $", "$12.50"),
        ("1234.50", "EUR", "1 234,50 €", "€1,234.50"),
        ("1200", "JPY", "1 200 ¥", "¥1,200"),
        ("0.5", "KWD", "0,500 KWD", "KWD 0.500"),
        ("0.40", "ALL", "0,40 ALL", "ALL 0.40"),
        ("99.60", "ALL", "99,60 ALL", "ALL 99.60"),
        ("1500.50", "COP", "1 500,50 COP", "COP 1,500.50"),
        ("1500.00", "COP", "1 500 COP", "COP 1,500"),
        ("0.25", "HUF", "0,25 HUF", "HUF 0.25"),
    ],
)
def test_money_is_written_as_its_reader_writes_it(
    amount: str, currency: str, ru: str, en: str
) -> None:
    assert money(amount, currency, "ru").replace("\N{NO-BREAK SPACE}", " ") == ru
    assert money(amount, currency, "en").replace("\N{NO-BREAK SPACE}", " ") == en
