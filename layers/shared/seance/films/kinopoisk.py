"""Kinopoisk by the unofficial API PoiskKino, formerly kinopoisk.dev (https://poiskkino.dev), v1.4.

Kinopoisk has no public API. Of the two unofficial ones this answers a search with year, running time
and genres, so a page costs one of the few requests that a key has a day; kinopoiskapiunofficial.tech
needs one more for each film. A key over its limit is answered 403. Its terms say nothing of how long
answers may be kept; a month is ours.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from seance.films.model import Film, is_latin
from seance.films.remote import Found
from seance.films.upstream import Upstream

PAGE = 20
LONGEST_OVERVIEW = 2000  # characters, as every text of the API
FILMS = frozenset({"movie", "cartoon", "anime"})  # and no series
GENRES = {
    "аниме": "animation",
    "биография": "biography",
    "боевик": "action",
    "вестерн": "western",
    "военный": "war",
    "детектив": "mystery",
    "документальный": "documentary",
    "драма": "drama",
    "история": "history",
    "комедия": "comedy",
    "криминал": "crime",
    "мелодрама": "romance",
    "музыка": "musical",
    "мультфильм": "animation",
    "мюзикл": "musical",
    "приключения": "adventure",
    "семейный": "family",
    "спорт": "sport",
    "триллер": "thriller",
    "ужасы": "horror",
    "фантастика": "science_fiction",
    "фэнтези": "fantasy",
}


class Kinopoisk:
    """Everything in Russian."""

    name = "kinopoisk"
    kept = timedelta(days=30)

    def __init__(self, url: str, key: str) -> None:
        self._upstream = Upstream(url, {"X-API-KEY": key, "Accept": "application/json"})

    def search(self, query: str, page: int) -> Found:
        """Whole films."""
        said = self._upstream.get("/movie/search", query=query, page=page, limit=PAGE)
        if said is None:
            return Found((), more=False)
        films = {each.id: each for each in map(film, said["docs"]) if each}
        return Found(tuple(films), page < said["pages"], tuple(films.values()))

    def film(self, number: int) -> Film | None:
        """Its details."""
        said = self._upstream.get(f"/movie/{number}")
        return film(said) if said else None


def film(said: Mapping[str, Any]) -> Film | None:
    """A film from `/movie/{id}` or a search; none for a series, or without a year or a title."""
    titles = [
        " ".join((said.get(name) or "").split()) for name in ("name", "alternativeName", "enName")
    ]
    title = next((each for each in titles if each), "")
    if said.get("type") not in FILMS or not said.get("year") or not title:
        return None
    genres = (GENRES.get(each["name"]) for each in said.get("genres") or ())
    poster = (said.get("poster") or {}).get("url") or ""
    rating = (said.get("rating") or {}).get("kp")
    return Film(
        id=f"kinopoisk-{said['id']}",
        title=title,
        original_title=titles[1] or title,
        year=said["year"],
        runtime_minutes=said.get("movieLength") or 0,
        genres=tuple(dict.fromkeys(each for each in genres if each)),
        overview=(said.get("description") or "")[:LONGEST_OVERVIEW] or None,
        poster_url=poster if poster.startswith("https://") else None,
        rating=round(rating, 1) if rating else None,
        title_en=next((each for each in titles[:0:-1] if each and is_latin(each)), None),
    )
