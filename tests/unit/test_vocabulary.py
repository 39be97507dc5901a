"""One word for one thing, in the page, the letters and the bot alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE, PYTHON = ROOT / "web/src/i18n", ROOT / "layers/shared/seance/i18n"


@dataclass(frozen=True)
class Term:
    """What a thing is called, and by which other words it was or might be."""

    word: str
    never: str


RUSSIAN = [
    Term(
        "Seance (название; «сеанс» — то, на что приходят)", r"«Сеанс|\b(в|из) Сеанс|Открыть Сеанс"
    ),
    Term("сеанс", r"\bпоказ(а|ы|ов|ом|у|ах)?\b|\bкиносеанс|\bмероприяти|\bсобыти[ея]"),
    Term("хозяин", r"\bорганизатор|\bустроител|\bведущ(ий|его)"),
    Term("запрос на место", r"\bпросьб|\bзаявк"),
    Term("очередь", r"\bлист\w* ожидания"),
    Term("убрать гостя; отказаться от места", r"\bсн(ять|ял|ят|имает|имите|ятие)"),
    Term("входящие", r"«Вести»|^Вести$|\bвестей\b|\bящик"),
    Term("уведомление", r"\bоповещени|\bизвещени"),
    Term("учётная запись", r"\bаккаунт|\bучётк"),
    Term("почта", r"\bимейл|\be-mail\b|\bемейл"),
    Term("онлайн", r"\bв сети\b"),
    Term("статус", r"\bсостояни"),
    Term("ВКонтакте", r"\bVK\b|\bВК\b"),
    Term("Telegram", r"\b[Тт]елеграм"),
]
ENGLISH = [
    Term("event", r"\bshowings?\b|\bscreenings?\b|\b(the|your) evenings?\b|\ban evening within"),
    Term("host", r"\borgani[sz]er"),
    Term("request", r"\bapplications?\b|\bis asked for\b"),
    Term("waitlist", r"\bwaiting list|\bqueue\b"),
    Term("remove a guest", r"\b(take|taken|takes|took)( \w+)? off\b"),
    Term("notification", r"\bnotices?\b|\balerts?\b"),
    Term("e-mail", r"(?<!guest_id or an )\bemails?\b"),
    Term("status", r"\b(all|any) states?\b|^state$"),
    Term("VK", r"\bVKontakte\b"),
]


def said(language: str) -> Iterator[tuple[str, str]]:
    """Each text's place and words: of the page's files, and of Fluent's without comments and names."""
    for path in sorted((PAGE / language).glob("*.ts")):
        for found in re.finditer(r': *\n? *"((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")):
            yield path.name, re.sub(r"{{\w+}}", "", found[1])
    for path in sorted((PYTHON / language).glob("*.ftl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = re.sub(r"^[\w-]+ *=|^ +\.\w+ *=|\[\w+\]|\{[^}]*\}?", "", line)
            if not line.startswith("#"):
                yield path.name, words


@pytest.mark.parametrize(
    ("language", "term"),
    [("ru", term) for term in RUSSIAN] + [("en", term) for term in ENGLISH],
    ids=lambda value: value.word if isinstance(value, Term) else value,
)
def test_one_thing_has_one_word(language: str, term: Term) -> None:
    flags = re.IGNORECASE if "Seance" not in term.word else re.NOFLAG
    found = [(where, text) for where, text in said(language) if re.search(term.never, text, flags)]
    assert not found, f"it is called “{term.word}”"


def test_the_texts_are_found() -> None:
    for language in ("ru", "en"):
        texts = dict(said(language))
        assert {"notices.ftl", "problems.ftl", "event.ts", "signIn.ts"} <= set(texts)
        assert sum(1 for _ in said(language)) > 1000
