"""Films over HTTP."""

import pytest

from tests.component.gateway import Person, World

ALIEN = {
    "id": "alien-1979",
    "title": "Чужой",
    "original_title": "Alien",
    "year": 1979,
    "runtime_minutes": 117,
    "genres": ["horror", "science_fiction"],
    "overview": None,
    "poster_url": None,
    "rating": None,
    "title_en": "Alien",
    "directors": ["Ridley Scott"],
    "countries": ["GB", "US"],
    "hook": "The crew of a cargo ship answers a signal from an unknown planet.",
    "upcoming_count": None,
    "wishes": None,
    "attribution": None,
}

COUNTED = {"upcoming_count": 0, "wishes": {"total": 0, "nearby": 0, "mine": False}}


@pytest.mark.parametrize("query", ["Чужой", "alien", "ALIEN 1979"])
def test_a_film_is_found_in_both_languages(host: Person, query: str) -> None:
    answer = host.get("/films", query=query)

    assert answer.status == 200
    assert answer.body["items"][0] == ALIEN


def test_a_query_that_no_film_answers_gets_an_empty_last_page(host: Person) -> None:
    assert host.get("/films", query="zebra zebra").body == {"items": [], "next_cursor": None}


def test_without_a_query_films_are_listed_by_title_page_by_page(host: Person) -> None:
    first = host.get("/films").body
    assert len(first["items"]) == 20

    seen, page = list(first["items"]), first
    while page["next_cursor"]:
        page = host.get("/films", limit=100, cursor=page["next_cursor"]).body
        seen += page["items"]

    assert len(seen) == len({film["id"] for film in seen}) >= 300
    assert len(host.get("/films", query="").body["items"]) == 20


def test_a_found_list_has_pages_too(host: Person) -> None:
    first = host.get("/films", query="the", limit=1).body
    second = host.get("/films", query="the", limit=1, cursor=first["next_cursor"]).body

    assert first["items"] != second["items"]


def test_a_cursor_of_another_list_or_user_or_of_nobody_is_refused(
    world: World, host: Person
) -> None:
    cursor = host.get("/films", query="the", limit=1).body["next_cursor"]
    stranger = world.person("Boris")

    for answer in (
        host.get("/films", query="a", limit=1, cursor=cursor),
        stranger.get("/films", query="the", limit=1, cursor=cursor),
        host.get("/films", query="the", cursor="forged"),
    ):
        assert (answer.status, answer.code) == (400, "bad_cursor")


@pytest.mark.parametrize("limit", [0, 101, "many"])
def test_a_limit_out_of_range_is_refused(host: Person, limit: int | str) -> None:
    answer = host.get("/films", limit=limit)

    assert (answer.status, answer.code) == (422, "validation_failed")


def test_a_query_longer_than_any_title_is_refused(host: Person) -> None:
    assert host.get("/films", query="а" * 201).code == "validation_failed"


def test_one_film_is_read_by_its_id(host: Person) -> None:
    answer = host.get("/films/alien-1979")

    assert (answer.status, answer.body) == (200, ALIEN | COUNTED)


def test_m25_a_film_whose_original_title_is_not_latin_has_an_english_one(host: Person) -> None:
    (found,) = host.get("/films", query="parasite").body["items"]

    assert (found["title"], found["original_title"]) == ("Паразиты", "기생충")
    assert found["title_en"] == "Parasite"


def test_a_film_that_is_not_in_the_catalogue_is_not_found(host: Person) -> None:
    answer = host.get("/films/betamax-1975")

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("path", ["/films", "/films/alien-1979"])
def test_films_are_for_who_is_signed_in(world: World, path: str) -> None:
    assert world.nobody.get(path).status == 401
