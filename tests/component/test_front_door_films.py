"""Films and shelves without a token (M27, M39), and in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest

from seance.films import provider
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump

RUSSIAN = {"accept-language": "ru-RU,ru;q=0.9,en;q=0.8"}
STALKER = "stalker-1979"


@pytest.fixture
def anybody(world: World) -> Any:
    """Who has not signed in."""
    return world.nobody


def test_m27_m39_a_films_page_is_read_without_a_token_and_may_be_kept(anybody: Any) -> None:
    answer = anybody.get(f"/public/films/{STALKER}")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=30"
    assert answer.headers["vary"] == "Accept-Language"
    assert {
        name: answer.body[name] for name in ("title", "title_en", "directors", "countries")
    } == {
        "title": "Сталкер",
        "title_en": "Stalker",
        "directors": ["Andrei Tarkovsky"],
        "countries": ["SU"],
    }
    assert answer.body["hook"].startswith("A guide leads two men through the Zone")


def test_m39_a_film_is_told_in_the_readers_language(anybody: Any, host: Person) -> None:
    for answer in (
        anybody.get(f"/public/films/{STALKER}", headers=RUSSIAN),
        host.get(f"/films/{STALKER}", headers=RUSSIAN),
    ):
        assert answer.body["directors"] == ["Андрей Тарковский"]
        assert answer.body["hook"].startswith("Проводник ведёт Писателя и Профессора в Зону")


def test_m39_an_events_page_tells_its_film_in_full_and_lists_tell_who_directed_it(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(film_id=STALKER)
    pump.run()

    film = guest.get(f"/events/{event['id']}", headers=RUSSIAN).body["film"]
    assert film["directors"] == ["Андрей Тарковский"]
    assert film["hook"].startswith("Проводник")
    assert film["countries"] == ["SU"]
    listed = guest.get("/events", headers=RUSSIAN).body["items"][0]["film"]
    assert listed["directors"] == ["Андрей Тарковский"]
    assert (listed["hook"], listed["countries"]) == (None, [])
    open_door = guest.get(f"/public/events/{event['id']}").body["film"]
    assert open_door["hook"].startswith("A guide")


@pytest.mark.parametrize("query", ["Тарковский", "tarkovsky 1979", "тарк сталк"])
def test_m39_films_are_found_by_who_directed_them(anybody: Any, host: Person, query: str) -> None:
    for answer in (anybody.get("/public/films", query=query), host.get("/films", query=query)):
        assert STALKER in [each["id"] for each in answer.body["items"]]
        assert {tuple(each["directors"]) for each in answer.body["items"]} == {
            ("Andrei Tarkovsky",)
        }


@pytest.mark.parametrize("query", ["Тарковский", "tarkov", "андрей сталкер"])
def test_m39_events_are_found_by_who_directed_their_film(
    host: Person, guest: Person, pump: Pump, query: str
) -> None:
    event = host.announce(film_id=STALKER, title="Ночь у реки")
    host.announce(film_id="alien-1979", starts_at=at(days=6))
    pump.run(times=2)

    assert guest.finds(query=query) == [event["id"]]


def test_m27_films_of_the_front_door_have_pages(anybody: Any) -> None:
    first = anybody.get("/public/films", query="the", limit=7)
    second = anybody.get("/public/films", query="the", limit=7, cursor=first.body["next_cursor"])

    assert (first.status, second.status) == (200, 200)
    assert first.headers["cache-control"] == "public, max-age=30"
    assert not {film["id"] for film in first.body["items"]} & {
        f["id"] for f in second.body["items"]
    }
    other = anybody.get("/public/films", query="a", cursor=first.body["next_cursor"])
    assert (other.status, other.code) == (400, "bad_cursor")


def test_m27_a_film_that_is_not_there_is_not_found(anybody: Any) -> None:
    for film_id in ("betamax-1975", "tmdb-7", "kinopoisk-1"):
        answer = anybody.get(f"/public/films/{film_id}")
        assert (answer.status, answer.code) == (404, "not_found")


def test_m39_a_film_says_how_many_public_events_of_it_are_ahead(
    anybody: Any, host: Person, pump: Pump, clock: Clock
) -> None:
    def ahead() -> Any:
        public = anybody.get(f"/public/films/{STALKER}").body["upcoming_count"]
        assert host.get(f"/films/{STALKER}").body["upcoming_count"] == public
        return public

    assert ahead() == 0
    soon = host.announce(film_id=STALKER, starts_at=at(days=2))
    host.announce(film_id=STALKER, starts_at=at(days=9))
    host.announce(film_id=STALKER, starts_at=at(days=11), visibility="followers")
    host.announce(film_id="alien-1979", starts_at=at(days=12))
    pump.run(times=2)
    assert ahead() == 2

    host.cancel(soon)
    pump.run(times=2)
    assert ahead() == 1

    clock.forward(days=10)
    assert ahead() == 0
    assert anybody.get("/public/films", query="сталкер").body["items"][0]["upcoming_count"] is None


def test_m39_a_dozen_shelves_with_what_is_shown_this_week_first(anybody: Any, host: Person) -> None:
    host.announce(film_id="alien-1979", starts_at=at(days=2))
    for days in (3, 4):
        host.announce(film_id=STALKER, starts_at=at(days=days))
    host.announce(film_id="psycho-1960", starts_at=at(days=8))
    host.announce(film_id="m-1931", starts_at=at(days=5), visibility="followers")

    answer = anybody.get("/public/shelves", headers=RUSSIAN)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=30"
    shelves = answer.body["items"]
    assert len(shelves) == len({shelf["id"] for shelf in shelves}) == 12
    assert shelves[0]["id"] == "this-week"
    assert shelves[0]["title"] == "Показывают на этой неделе"
    assert [film["id"] for film in shelves[0]["films"]] == [STALKER, "alien-1979"]
    assert shelves[0]["films"][0]["hook"].startswith("Проводник")
    for shelf in shelves[1:]:
        assert 5 <= len(shelf["films"]) <= 6 <= shelf["total"] or shelf["total"] == 5


def test_m39_where_nothing_is_shown_this_week_there_is_no_such_shelf(anybody: Any) -> None:
    shelves = anybody.get("/public/shelves").body["items"]

    assert len(shelves) == 11
    assert "this-week" not in [shelf["id"] for shelf in shelves]


def test_m39_a_shelf_is_walked_page_by_page_with_and_without_a_token(
    anybody: Any, host: Person
) -> None:
    for shelf in anybody.get("/public/shelves").body["items"]:
        for search in (
            lambda **asked: anybody.get("/public/films", **asked),
            lambda **asked: host.get("/films", **asked),
        ):
            assert shelf["total"] == len(walked(search, shelf["id"]))
            first = search(shelf=shelf["id"], limit=6).body["items"]
            assert first == shelf["films"]


def walked(search: Callable[..., Any], shelf: str) -> set[str]:
    seen, page = set(), search(shelf=shelf, limit=100).body
    seen |= {film["id"] for film in page["items"]}
    while page["next_cursor"]:
        page = search(shelf=shelf, limit=100, cursor=page["next_cursor"]).body
        seen |= {film["id"] for film in page["items"]}
    return seen


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"shelf": "this-week"}, "there is no such shelf"),
        ({"shelf": "genre-betamax"}, "there is no such shelf"),
        ({"shelf": "genre-comedy", "query": "the"}, "goes without a query"),
    ],
)
def test_m39_a_shelf_that_is_not_there_is_a_wrong_field(
    anybody: Any, host: Person, asked: dict[str, str], message: str
) -> None:
    for answer in (anybody.get("/public/films", **asked), host.get("/films", **asked)):
        assert (answer.status, answer.code) == (422, "validation_failed")
        assert answer.body["errors"] == [{"field": "shelf", "message": message}]


def test_m39_the_catalogue_is_taken_apart_once(anybody: Any) -> None:
    anybody.get("/public/shelves")

    assert provider.all_shelves() is provider.all_shelves()
