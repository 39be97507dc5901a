"""Shelves of films, made by rules (M39)."""

from datetime import date, timedelta

import pytest

from seance.films.bundled import BundledFilms
from seance.films.model import Film, countries, directors_in
from seance.films.shelves import LEAST, SHOWN, Shelf, made, most_shown, of_the_week
from seance.i18n import say

SHELVES = made(BundledFilms.load().films)
MONDAY = date(2026, 11, 30)


def film(number: int, year: int = 2001, minutes: int = 100, genre: str = "drama") -> Film:
    return Film(f"tmdb-{number}", f"Фильм {number}", "", year, minutes, (genre,))


def ids(shelf: str) -> set[str]:
    return {each.id for each in SHELVES[shelf].films}


@pytest.mark.parametrize(
    ("shelf", "film_id"),
    [
        ("director-andrei-tarkovsky", "stalker-1979"),
        ("director-alejandro-gonzalez-inarritu", None),
        ("director-krzysztof-kieslowski", None),
        ("director-hayao-miyazaki", "spirited-away-2001"),
        ("genre-western", "unforgiven-1992"),
        ("decade-1970", "stalker-1979"),
        ("country-jp", "rashomon-1950"),
        ("length-short", "duel-1971"),
        ("length-long", "seven-samurai-1954"),
    ],
)
def test_m39_a_shelf_has_what_its_name_says(shelf: str, film_id: str | None) -> None:
    assert (film_id in ids(shelf)) if film_id else (shelf not in SHELVES)


def test_m39_a_shelf_holds_all_such_films_and_no_others() -> None:
    for film in BundledFilms.load().films:
        facts = film.facts()
        assert (film.id in ids("country-su")) == ("SU" in countries(facts))
        by = "Andrei Tarkovsky" in directors_in(facts, "en")
        assert (film.id in ids("director-andrei-tarkovsky")) == by
        assert (film.id in ids("decade-1980")) == (1980 <= film.year <= 1989)
        assert (film.id in ids("genre-war")) == ("war" in film.genres)
        assert (film.id in ids("length-short")) == (film.runtime_minutes <= 90)
        assert (film.id in ids("length-long")) == (film.runtime_minutes >= 180)


def test_m39_no_shelf_is_nearly_empty_and_the_newest_comes_first() -> None:
    for shelf in SHELVES.values():
        years = [each.year for each in shelf.films]
        assert len(years) >= LEAST
        assert years == sorted(years, reverse=True)
    few = [film(number, genre="western") for number in range(LEAST - 1)]
    assert made(few) == {}
    assert made([*few, film(LEAST, genre="western")]).keys() == {"genre-western", "decade-2000"}


def test_m39_a_film_of_unknown_length_is_not_short() -> None:
    assert "length-short" not in made([film(number, minutes=0) for number in range(LEAST)])


def test_m39_each_week_shows_a_dozen_with_this_weeks_showings_and_each_shelf_has_its_turn() -> None:
    weeks = [of_the_week(SHELVES.values(), MONDAY + timedelta(weeks=each)) for each in range(20)]

    assert {len(week) for week in weeks} == {sum(SHOWN.values())} == {11}
    assert all(len({shelf.id for shelf in week}) == len(week) for week in weeks)
    assert weeks[0] == of_the_week(SHELVES.values(), MONDAY + timedelta(days=5))
    assert weeks[0] != weeks[1]
    assert {shelf.id for week in weeks for shelf in week} == SHELVES.keys()


def test_m39_of_a_kind_with_few_shelves_each_stands_once() -> None:
    shelf = Shelf("length-long", "length", ("long",), ())

    assert of_the_week([shelf], MONDAY) == [shelf]


def test_m39_every_shelf_has_a_title_of_its_own_in_both_languages() -> None:
    for place, language in ((0, "en"), (-1, "ru")):
        titles = {
            say(language, f"shelf-{each.kind}", of=each.of[place]) for each in SHELVES.values()
        }
        assert len(titles) == len(SHELVES)
    assert say("ru", "shelf-director", of="Андрей Тарковский") == "Режиссёр Андрей Тарковский"
    assert say("en", "shelf-decade", of="1970") == "The 1970s"


def test_m39_what_is_shown_most_often_comes_first_then_what_is_soonest() -> None:
    shown = [{"id": each} for each in ("b", "a", "c", "a", "c", "d")]

    assert [each["id"] for each in most_shown(shown)] == ["a", "c", "b", "d"]
    assert most_shown([]) == []
