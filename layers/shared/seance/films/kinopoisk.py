"""Kinopoisk by the unofficial API PoiskKino, formerly kinopoisk.dev (https://poiskkino.dev), v1.4.

Kinopoisk has no public API. Of the two unofficial ones this answers a search with year, running time,
genres and countries, so a page costs one of the few requests that a key has a day; kinopoiskapiunofficial.tech
needs one more for each film. A key over its limit is answered 403. Its terms say nothing of how long
answers may be kept; a month is ours.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from seance.films.model import Film, is_latin, is_russian, names_of
from seance.films.remote import Found
from seance.films.upstream import Upstream

PAGE = 20
LONGEST_OVERVIEW = 2000  # characters, as every text of the API
LONGEST_HOOK = 200
MOST_DIRECTORS = 20  # of anthologies
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
# Countries of most films that it has, as it names them; of another one nothing is said.
COUNTRIES = {
    "Австралия": "AU",
    "Австрия": "AT",
    "Аргентина": "AR",
    "Армения": "AM",
    "Беларусь": "BY",
    "Бельгия": "BE",
    "Болгария": "BG",
    "Босния и Герцеговина": "BA",
    "Бразилия": "BR",
    "Великобритания": "GB",
    "Венгрия": "HU",
    "Германия": "DE",
    "Германия (ГДР)": "DD",
    "Германия (ФРГ)": "DE",
    "Гонконг": "HK",
    "Греция": "GR",
    "Грузия": "GE",
    "Дания": "DK",
    "Израиль": "IL",
    "Индия": "IN",
    "Иран": "IR",
    "Ирландия": "IE",
    "Исландия": "IS",
    "Испания": "ES",
    "Италия": "IT",
    "Казахстан": "KZ",
    "Канада": "CA",
    "Китай": "CN",
    "Корея Южная": "KR",
    "Кыргызстан": "KG",
    "Латвия": "LV",
    "Литва": "LT",
    "Люксембург": "LU",
    "Мексика": "MX",
    "Нидерланды": "NL",
    "Новая Зеландия": "NZ",
    "Норвегия": "NO",
    "Польша": "PL",
    "Португалия": "PT",
    "Россия": "RU",
    "Румыния": "RO",
    "СССР": "SU",
    "США": "US",
    "Сербия": "RS",
    "Словакия": "SK",
    "Словения": "SI",
    "Таиланд": "TH",
    "Тайвань": "TW",
    "Турция": "TR",
    "Узбекистан": "UZ",
    "Украина": "UA",
    "Финляндия": "FI",
    "Франция": "FR",
    "Хорватия": "HR",
    "Чехия": "CZ",
    "Чехословакия": "CS",
    "Чили": "CL",
    "Швейцария": "CH",
    "Швеция": "SE",
    "Эстония": "EE",
    "ЮАР": "ZA",
    "Югославия": "YU",
    "Япония": "JP",
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
        directors=_directors(said),
        countries=tuple(
            dict.fromkeys(
                COUNTRIES[each["name"]]
                for each in said.get("countries") or ()
                if each["name"] in COUNTRIES
            )
        ),
        hook=_hook(said),
    )


def _directors(said: Mapping[str, Any]) -> tuple[tuple[str, ...], ...] | None:
    """None in a search, which names nobody."""
    if said.get("persons") is None:
        return None
    names = (
        names_of((each.get("enName"), each.get("name")))
        for each in said["persons"]
        if each.get("enProfession") == "director"
    )
    return tuple(dict.fromkeys(each for each in names if each))[:MOST_DIRECTORS]


def _hook(said: Mapping[str, Any]) -> dict[str, str] | None:
    """The slogan, which is in Russian or English."""
    text = " ".join((said.get("slogan") or "").split())
    if not text or len(text) > LONGEST_HOOK:
        return None
    return {"ru": text} if is_russian(text) else {"en": text} if is_latin(text) else None
