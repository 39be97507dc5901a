"""What a city is called in Russian, of what GeoNames has of its names, which doesn't say in which language."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

# Letters of Russian alone, and no word that says `city` or `district` in a language beside it.
_RUSSIAN = re.compile(
    r"(?!.*\b(?:хот|ош|ошсь|шаары|куорат|шахары|район|району|облусу|облысы)$)"
    r"[А-ЯЁ][а-яё]*(?:-[А-Яа-яЁё]+| [А-ЯЁ][а-яё]*| [а-яё]{1,3})*$"
)
_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "e",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}
# Letters that tell it from Ukrainian, Belarusian, Bulgarian, Serbian, Mongolian, and how much: where
# Russian is spoken, where Chinese is (the Palladius system), elsewhere.
_SIGNS: tuple[tuple[str, float, float, float], ...] = (
    ("ъ", -3, -4, -3),
    ("цьк|ськ|ць$|ньск|мьн|шч|тс(?=к|$)", -1.5, -1.5, -1),
    ("ц", 0.9, 0.9, 0.4),
    ("щ", 1.2, 0.5, 0.3),
    ("ь", 1, 1.2, 1),
    ("ё", 1.2, 0, -0.2),
    ("^э", 1.5, 0.5, 1.2),
    ("(?<=[аеиоуя])э", 0.3, 0.3, 1),
    ("(?<=[бвгдзклмнпрстфхцчшж])э", 0.3, 1, -0.8),
    ("ый$|кий$", 1, 0, 0),
    ("ги$|ай$", -0.3, 0, 0),
    (r"([бвгдзклмнпрстфцч])\1", 0.8, -0.3, 0.8),
    ("рыд|рыж", -0.6, -0.6, -0.6),
    ("(?<=[рдтсзлбм])ы", 0, -0.3, -0.9),
    ("гьа|дьа", -2, -2, -2),
    ("йо|ьо|аа|уу", -0.8, -0.8, -0.7),
    ("(?<=[аоуи])е(?!в|ц)", -0.5, -0.5, -0.3),
    ("дз|дж|жоу|нг", 0, -1, 0),
    ("чж|цз|нь", 0, 1, 0),
    ("ия$", 0, 0, 0.9),
    ("иа$|ий$", 0, 0, -0.4),
)
_JAPANESE = ("ши|шю|чи|джи|йо(?!к)|тс", -1.5)  # what the Polivanov system doesn't write
_RUSSIAN_SPOKEN = frozenset({"RU", "UA", "BY", "KZ", "KG"})
_CHINESE_SPOKEN = frozenset({"CN", "TW"})


def candidates(names: Sequence[str]) -> list[str]:
    """Those of the names that may be Russian."""
    return [name for name in dict.fromkeys(names) if _RUSSIAN.match(name)]


def likeliest(names: Sequence[str], name: str, country: str) -> str | None:
    """The one that most looks Russian and like the city's main name; the country is an ISO 3166-1 code."""
    return max(candidates(names), key=lambda each: _likeness(each, name, country), default=None)


def _likeness(candidate: str, name: str, country: str) -> float:
    column, weight = 2, 3.0
    if country in _RUSSIAN_SPOKEN:
        column, weight = 0, 14
    elif country in _CHINESE_SPOKEN:
        column, weight = 1, 2
    word = candidate.lower()
    found = SequenceMatcher(None, _spoken(_in_latin(word)), _spoken(_plain(name))).ratio() * weight
    for sign, *weights in _SIGNS:
        found += len(re.findall(sign, word)) * weights[column]
    if country == "JP":
        found += len(re.findall(_JAPANESE[0], word)) * _JAPANESE[1]
    if "-" in name or (" " in name and column):
        found += ("-" in word) * 1.5 - (" " in word) * 0.5
    elif not column:
        found -= int("-" in word)
    return found


def _in_latin(word: str) -> str:
    return "".join(_LATIN.get(letter, "") for letter in word)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in letters if each.isalpha())


def _spoken(latin: str) -> str:
    return latin.replace("yy", "y").replace("iy", "y")
