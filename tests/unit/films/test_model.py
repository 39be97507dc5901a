"""What an event keeps of a film."""

from typing import Any

import pytest

from seance.films import kinopoisk, tmdb
from seance.films.model import Film, name_in, title_en
from tests.catalogues import kinopoisk_film, tmdb_film


def test_an_event_keeps_every_fact_of_its_film_as_plain_values() -> None:
    film = Film("alien-1979", "Чужой", "Alien", 1979, 117, ("horror", "science_fiction"))

    assert film.facts() == {
        "id": "alien-1979",
        "title": "Чужой",
        "original_title": "Alien",
        "year": 1979,
        "runtime_minutes": 117,
        "genres": ["horror", "science_fiction"],
        "overview": None,
        "poster_url": None,
        "rating": None,
    }


@pytest.mark.parametrize(
    ("facts", "english"),
    [
        ({"id": "parasite-2019", "original_title": "기생충"}, "Parasite"),
        ({"id": "alien-1979", "original_title": "Alien"}, "Alien"),
        ({"id": "tmdb-1", "original_title": "기생충", "title_en": "Parasite"}, "Parasite"),
        ({"id": "tmdb-1", "original_title": "Amarcord"}, "Amarcord"),
        ({"id": "tmdb-1", "original_title": "기생충"}, None),
        ({"id": "tmdb-1"}, None),
    ],
)
def test_m25_the_english_title_is_latin_or_unknown(
    facts: dict[str, Any], english: str | None
) -> None:
    film = {"title": "Паразиты", **facts}

    assert title_en(film) == english
    assert name_in(film, "en") == (english or "Паразиты")
    assert name_in(film, "ru") == "Паразиты"


def _translated(*titles: str) -> dict[str, Any]:
    said = [{"iso_639_1": "fr", "data": {"title": "Autre"}}]
    said += [{"iso_639_1": "en", "data": {"title": each}} for each in titles]
    return {"translations": {"translations": said}}


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (_translated("", " Parasite "), "Parasite"),
        ({"original_language": "en", **_translated("")}, "Film 7"),
        (_translated(), None),
        ({}, None),
    ],
)
def test_tmdb_tells_the_english_title(said: dict[str, Any], english: str | None) -> None:
    film = tmdb.film(tmdb_film(7) | said)

    assert film is not None
    assert film.title_en == english


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ({"enName": "Parasite", "alternativeName": "Gisaengchung"}, "Parasite"),
        ({"alternativeName": "Parasite"}, "Parasite"),
        ({"alternativeName": "기생충"}, None),
        ({"alternativeName": None, "name": "Brother"}, None),
    ],
)
def test_kinopoisk_tells_the_english_title(said: dict[str, Any], english: str | None) -> None:
    film = kinopoisk.film(kinopoisk_film(7) | said)

    assert film is not None
    assert film.title_en == english
