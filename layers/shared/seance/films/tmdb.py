"""The Movie Database (https://developer.themoviedb.org), API version 3.

Its terms: content is kept at most six months, and its notice is shown (`ATTRIBUTIONS`), see
https://www.themoviedb.org/api-terms-of-use. About 40 requests a second, and 429 is to be respected:
https://developer.themoviedb.org/docs/rate-limiting.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from seance.films.model import Film, names_of
from seance.films.remote import Found
from seance.films.upstream import Upstream

POSTERS = "https://image.tmdb.org/t/p/w500"
LONGEST_OVERVIEW = 2000  # characters, as every text of the API
LONGEST_HOOK = 200
MOST_DIRECTORS = 20  # of anthologies
# https://developer.themoviedb.org/reference/genre-movie-list; a TV film (10770) is no genre here.
GENRES = {
    28: "action",
    12: "adventure",
    16: "animation",
    35: "comedy",
    80: "crime",
    99: "documentary",
    18: "drama",
    10751: "family",
    14: "fantasy",
    36: "history",
    27: "horror",
    10402: "musical",
    9648: "mystery",
    10749: "romance",
    878: "science_fiction",
    53: "thriller",
    10752: "war",
    37: "western",
}


class Tmdb:
    """Titles and overviews in Russian, as the bundled films have them."""

    name = "tmdb"
    kept = timedelta(days=150)  # less than six months, for the table removes what expired days late

    def __init__(self, url: str, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        self._upstream = Upstream(url, headers)

    def search(self, query: str, page: int) -> Found:
        """Ids only: what it says of a film here has no running time."""
        said = self._upstream.get(
            "/search/movie", query=query, page=page, language="ru-RU", include_adult="false"
        )
        if said is None:
            return Found((), more=False)
        ids = dict.fromkeys(f"tmdb-{each['id']}" for each in said["results"])
        return Found(tuple(ids), more=page < said["total_pages"])

    def film(self, number: int) -> Film | None:
        """Its details."""
        said = self._upstream.get(
            f"/movie/{number}", language="ru-RU", append_to_response="credits,translations"
        )
        return film(said) if said else None


def film(said: Mapping[str, Any]) -> Film | None:
    """A film from `/movie/{id}`; none before it has a date."""
    year = str(said.get("release_date") or "")[:4]
    if not year.isdigit():
        return None
    original = " ".join((said.get("original_title") or "").split())
    return Film(
        id=f"tmdb-{said['id']}",
        title=" ".join((said.get("title") or "").split()) or original,
        original_title=original,
        year=int(year),
        runtime_minutes=said.get("runtime") or 0,
        genres=tuple(GENRES[each["id"]] for each in said["genres"] if each["id"] in GENRES),
        overview=(said.get("overview") or "")[:LONGEST_OVERVIEW] or None,
        poster_url=POSTERS + said["poster_path"] if said.get("poster_path") else None,
        rating=round(said["vote_average"], 1) if said.get("vote_count") else None,
        title_en=_english(said, "title")
        or (original if said.get("original_language") == "en" else None),
        directors=_directors(said),
        countries=_countries(said),
        hook=_hook(said),
    )


def _english(said: Mapping[str, Any], name: str) -> str | None:
    """A text in English; empty in translations where a title is the original one.

    https://developer.themoviedb.org/reference/movie-translations
    """
    translations = (said.get("translations") or {}).get("translations") or ()
    found = [
        " ".join((each["data"].get(name) or "").split())
        for each in translations
        if each["iso_639_1"] == "en"
    ]
    return next((each for each in found if each), None)


def _directors(said: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """https://developer.themoviedb.org/reference/movie-credits."""
    crew = (said.get("credits") or {}).get("crew") or ()
    names = (
        names_of((each.get("name"), each.get("original_name")))
        for each in crew
        if each.get("job") == "Director"
    )
    return tuple(dict.fromkeys(each for each in names if each))[:MOST_DIRECTORS]


def _countries(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Without codes that are TMDB's own, such as XC for Czechoslovakia: in ISO 3166 anybody may use those with X."""
    codes = (each["iso_3166_1"] for each in said.get("production_countries") or ())
    return tuple(dict.fromkeys(each for each in codes if not each.startswith("X")))


def _hook(said: Mapping[str, Any]) -> dict[str, str] | None:
    """The tagline, in the languages that have one."""
    taglines = {
        "ru": " ".join((said.get("tagline") or "").split()),
        "en": _english(said, "tagline"),
    }
    return {
        language: text for language, text in taglines.items() if text and len(text) <= LONGEST_HOOK
    } or None
