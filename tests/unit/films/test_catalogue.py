"""The bundled catalogue: whole, in shape, and right where an independent source can tell."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from seance.films.bundled import CATALOGUE, BundledFilms
from seance.films.model import ENGLISH, GENRES, Film, english_title, is_latin
from seance.films.schemas import FilmOut
from seance.spelling import key, normalise

VEGA = Path(__file__).parents[2] / "data" / "vega_movies.json"
FACTS = {"id", "title", "original_title", "year", "runtime_minutes", "genres"}
OLDEST, NEWEST = 1895, 2026

# Where vega-datasets is wrong or measures another version; the catalogue keeps its value.
WRONG_YEARS = {
    "gone-with-the-wind-1939": "2039: vega's century is wrong",
    "good-will-hunting-1997": "1987: vega's decade is wrong",
    "modern-times-1936": "2036: vega's century is wrong",
    "the-wizard-of-oz-1939": "2039: vega's century is wrong",
}
OTHER_MINUTES = {
    "atonement-2007": "130 in vega; released with 123",
    "brazil-1985": "136 in vega; 142 in Europe, 132 in the USA, never 136",
    "fargo-1996": "87 in vega; released with 98",
    "gone-with-the-wind-1939": "222 in vega, without overture, intermission and exit music",
    "the-big-lebowski-1998": "127 in vega; released with 117",
    "the-fifth-element-1997": "105 in vega; released with 126",
}


def lines() -> list[tuple[str, str]]:
    return [
        (path.name, line)
        for path in sorted(CATALOGUE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def film(film_id: str) -> Film:
    found = BundledFilms.load().get(film_id)
    assert found is not None, film_id
    return found


def vega() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(VEGA.read_text(encoding="utf-8"))["films"]
    return rows


def test_there_are_at_least_three_hundred_films() -> None:
    assert len(lines()) >= 300
    assert len(BundledFilms.load().search("", 10_000)[0]) == len(lines())


def test_ids_are_unique_over_all_parts() -> None:
    counts = Counter(json.loads(line)["id"] for _, line in lines())

    assert [film_id for film_id, count in counts.items() if count > 1] == []


def test_no_film_is_there_twice_under_two_ids() -> None:
    films = (json.loads(line) for _, line in lines())
    counts = Counter((normalise(each["original_title"]), each["year"]) for each in films)

    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("part", "line"), lines(), ids=[json.loads(line)["id"] for _, line in lines()]
)
def test_every_film_is_in_shape(part: str, line: str) -> None:
    facts = json.loads(line)

    assert facts.keys() == FACTS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", facts["id"])
    assert facts["id"].endswith(f"-{facts['year']}")
    for title in (facts["title"], facts["original_title"]):
        assert normalise(title)
        assert title == title.strip()
        assert len(title) <= 120  # an event takes its title from it
    assert re.search(r"[А-Яа-яЁё0-9]", facts["title"])
    assert type(facts["year"]) is int
    assert OLDEST <= facts["year"] <= NEWEST
    assert type(facts["runtime_minutes"]) is int
    assert 5 <= facts["runtime_minutes"] <= 450
    assert facts["genres"]
    assert set(facts["genres"]) <= GENRES
    assert len(facts["genres"]) == len(set(facts["genres"]))


@pytest.mark.parametrize(
    "film", BundledFilms.load().search("", 10_000)[0], ids=lambda film: film.id
)
def test_m25_every_film_has_an_english_title_in_latin_letters(film: Film) -> None:
    title = FilmOut.of(film).title_en

    assert title
    assert is_latin(title)
    assert title == title.strip()
    assert len(title) <= 120


def test_english_titles_are_of_films_that_are_there_and_say_what_their_ids_say() -> None:
    english = json.loads(ENGLISH.read_text(encoding="utf-8"))
    others = {
        film_id
        for film_id, title in english.items()
        if key(title) != key(english_title(film_id, film(film_id).year))
    }

    assert others == {  # known under another title than the id has
        "compartment-number-6-2021",
        "hussar-ballad-1962",
        "i-walk-around-moscow-1964",
        "laputa-castle-in-the-sky-1986",
        "operation-y-1965",
        "the-castle-of-cagliostro-1979",
    }


def test_the_independent_source_knows_many_of_the_films() -> None:
    assert len(vega()) >= 150
    assert sum(row["minutes"] is not None for row in vega()) >= 60


@pytest.mark.parametrize("row", vega(), ids=lambda row: row["id"])
def test_years_agree_with_the_independent_source(row: dict[str, Any]) -> None:
    agrees = abs(film(row["id"]).year - row["year"]) <= 1

    assert agrees != (row["id"] in WRONG_YEARS)


@pytest.mark.parametrize(
    "row", [row for row in vega() if row["minutes"] is not None], ids=lambda row: row["id"]
)
def test_running_times_agree_with_the_independent_source(row: dict[str, Any]) -> None:
    agrees = abs(film(row["id"]).runtime_minutes - row["minutes"]) <= 5

    assert agrees != (row["id"] in OTHER_MINUTES)


def test_every_exception_is_of_a_film_that_was_compared() -> None:
    compared = {row["id"] for row in vega()}

    assert WRONG_YEARS.keys() | OTHER_MINUTES.keys() <= compared
