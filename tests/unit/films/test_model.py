"""What an event keeps of a film."""

from seance.films.model import Film


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
