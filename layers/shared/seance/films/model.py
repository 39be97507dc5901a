"""A film: its facts, and what must be said of where they come from."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

# Under which titles the bundled films are known in English, by id, where the original title is not it.
ENGLISH = Path(__file__).with_name("english.json")

# Genres, each with the Russian word by which it is searched: as the page calls it.
GENRE_WORDS = {
    "action": "боевик",
    "adventure": "приключения",
    "animation": "мультфильм",
    "biography": "биография",
    "comedy": "комедия",
    "crime": "криминал",
    "documentary": "документальный",
    "drama": "драма",
    "family": "семейный",
    "fantasy": "фэнтези",
    "history": "история",
    "horror": "ужасы",
    "musical": "мюзикл",
    "mystery": "детектив",
    "romance": "мелодрама",
    "science_fiction": "фантастика",
    "sport": "спорт",
    "thriller": "триллер",
    "war": "военный",
    "western": "вестерн",
}
GENRES = frozenset(GENRE_WORDS)

# What must be shown beside facts of an outside catalogue, by the first part of their films' ids.
# TMDB's words: https://www.themoviedb.org/api-terms-of-use
ATTRIBUTIONS = {
    "tmdb": "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise "
    "approved by TMDB. https://www.themoviedb.org",
    "kinopoisk": "Facts of Kinopoisk, by the unofficial API PoiskKino. https://poiskkino.dev",
}


def attribution(film_id: str) -> str | None:
    """The notice that its catalogue asks for; none for the bundled films."""
    name, _, number = film_id.partition("-")
    return ATTRIBUTIONS.get(name) if number.isdigit() else None


def english_title(film_id: str, year: int) -> str:
    """Its words, for searching: the id of a bundled film has them before the year; others have none."""
    title = film_id.removesuffix(f"-{year}")
    return title.replace("-", " ") if title != film_id else ""


def title_en(film: Mapping[str, Any]) -> str | None:
    """What the film is called in English, always in Latin letters: its English title, or the original.

    Facts of a bundled film do not hold it: it follows from the id, also where they were kept before.
    """
    known = film.get("title_en") or _english().get(film["id"])
    original = film.get("original_title")
    return known or (original if original and is_latin(original) else None)


def name_in(film: Mapping[str, Any], language: str) -> str:
    """What the film is called in a language; where that is not known, as in Russian."""
    return str((title_en(film) if language == "en" else None) or film["title"])


def is_latin(text: str) -> bool:
    """Whether its letters are Latin; digits and signs are in every script."""
    return all("LATIN" in unicodedata.name(each, "") for each in text if each.isalpha())


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return dict(json.loads(ENGLISH.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Film:
    """A film; `runtime_minutes` is 0 where it is not known, `year` is that of its first release, `rating` is from 0 to 10 where one is known.

    `title` is Russian; `title_en` is what an outside catalogue calls it in English.
    """

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: tuple[str, ...]
    overview: str | None = None
    poster_url: str | None = None
    rating: float | None = None
    title_en: str | None = None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """From its facts as JSON has them."""
        return cls(**{**facts, "genres": tuple(facts["genres"])})

    def facts(self) -> dict[str, Any]:
        """What an event keeps of its film and the API tells, as plain JSON values."""
        facts = asdict(self) | {"genres": list(self.genres)}
        if self.title_en is None:
            del facts["title_en"]
        return facts
