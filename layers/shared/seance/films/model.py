"""A film, and what makes two spellings of a title the same."""

import re
import unicodedata
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

# Letters with a stroke or a tie, which Unicode does not take apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")


def normalise(text: str) -> str:
    """A text as it is compared: words in lower case without diacritics, one space between them.

    `ё` counts as `е`; `й` stays, it is a letter of its own. Punctuation parts words.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = folded.replace("и\N{COMBINING BREVE}", "й").translate(_PLAIN)
    return " ".join(_WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


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
