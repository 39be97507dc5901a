"""A film, and what makes two spellings of a title the same."""

import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Film:
    """A film; `year` is that of its first release, `rating` is from 0 to 10 where one is known."""

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: tuple[str, ...]
    overview: str | None = None
    poster_url: str | None = None
    rating: float | None = None

    def facts(self) -> dict[str, Any]:
        """What an event keeps of its film and the API tells, as plain JSON values."""
        return asdict(self) | {"genres": list(self.genres)}
