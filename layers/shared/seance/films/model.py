"""A film: its facts, and what must be said of where they come from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

GENRES = frozenset(
    {
        "action",
        "adventure",
        "animation",
        "biography",
        "comedy",
        "crime",
        "documentary",
        "drama",
        "family",
        "fantasy",
        "history",
        "horror",
        "musical",
        "mystery",
        "romance",
        "science_fiction",
        "sport",
        "thriller",
        "war",
        "western",
    }
)

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


@dataclass(frozen=True, slots=True)
class Film:
    """A film; `runtime_minutes` is 0 where it is not known, `year` is that of its first release, `rating` is from 0 to 10 where one is known."""

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: tuple[str, ...]
    overview: str | None = None
    poster_url: str | None = None
    rating: float | None = None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """From its facts as JSON has them."""
        return cls(**{**facts, "genres": tuple(facts["genres"])})

    def facts(self) -> dict[str, Any]:
        """What an event keeps of its film and the API tells, as plain JSON values."""
        return asdict(self) | {"genres": list(self.genres)}
