"""When two spellings of a title are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.films.model import Film, normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Тёмный рыцарь", "темный рыцарь"),
        ("ТЁМНЫЙ", "темный"),
        ("Те\N{COMBINING DIAERESIS}мный", "темный"),
        ("Чужой", "чужой"),
        ("Чужои\N{COMBINING BREVE}", "чужой"),
        ("Le Fabuleux Destin d'Amélie Poulain", "le fabuleux destin d amelie poulain"),
        ("Det sjunde inseglet – Ingmar Bergman", "det sjunde inseglet ingmar bergman"),
        ("Søren Łódź Œuvre Straße", "soren lodz oeuvre strasse"),
        ("  WALL·E,  (2008)!  ", "wall e 2008"),
        ("snake_case", "snake case"),
        ("七人の侍", "七人の侍"),
        ("?!…", ""),
        ("", ""),
    ],
)
def test_case_diacritics_and_punctuation_do_not_matter(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_a_normal_text_stays_as_it_is(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert normal == " ".join(normal.split())


@given(st.text(alphabet="абвеёйАБВЕЁЙ -.,«»"))
def test_russian_is_compared_without_case_and_with_e_for_yo(text: str) -> None:
    assert normalise(text.upper()) == normalise(text) == normalise(text.replace("ё", "е"))


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
