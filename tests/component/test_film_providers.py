"""Films of TMDB and Kinopoisk (M22), which are small HTTP servers here, and what answers for them."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seance.cloud import config
from seance.films import provider, upstream
from tests.catalogues import (
    KINOPOISK_KEY,
    TMDB_KEY,
    kinopoisk,
    kinopoisk_film,
    tmdb,
)
from tests.component.clock import Clock
from tests.component.gateway import Person
from tests.component.storage import CLOUD, refused
from tests.outside import Outside, Said, serving


@pytest.fixture
def use(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Outside], None]]:
    """Choose a provider at an address; however busy the machine is, it answers in time."""
    monkeypatch.setattr(upstream, "TIMEOUT_SECONDS", 20.0)
    monkeypatch.setattr(upstream, "uniform", lambda *_: 0.0)

    def choose(name: str, at: Outside) -> None:
        key = {"tmdb": TMDB_KEY, "kinopoisk": KINOPOISK_KEY}[name]
        monkeypatch.setenv("FILM_PROVIDER", name)
        monkeypatch.setenv("FILM_PROVIDER_KEY_ARN", CLOUD.secret(at.url, key))
        monkeypatch.setenv(f"{name.upper()}_API_URL", at.url)
        config.settings.cache_clear()
        provider._made.cache_clear()

    yield choose
    provider._made.cache_clear()


@pytest.fixture
def films(use: Callable[[str, Outside], None]) -> Iterator[Outside]:
    """TMDB with 45 films."""
    with serving(tmdb(45)) as outside:
        use("tmdb", outside)
        yield outside


def rested() -> None:
    """As after the rest of a provider that had failed: a new one."""
    provider._made.cache_clear()


FILM_7 = {
    "id": "tmdb-7",
    "title": "Фильм 7",
    "original_title": "Film 7",
    "year": 2001,
    "runtime_minutes": 97,
    "genres": ["drama"],
    "overview": "О том, как снимали фильм.",
    "poster_url": "https://image.tmdb.org/t/p/w500/poster.jpg",
    "rating": 7.3,
    "title_en": "Movie 7",
    "directors": ["Jane Director", "Вера Режиссёр"],
    "countries": ["NZ", "US"],
    "hook": "Nobody has seen it.",
    "upcoming_count": None,
    "wishes": None,
    "attribution": "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or "
    "otherwise approved by TMDB. https://www.themoviedb.org",
}


def test_m22_a_film_of_tmdb_has_every_fact_of_the_contract(films: Outside, host: Person) -> None:
    answer = host.get("/films/tmdb-7")
    assert (answer.status, answer.body) == (
        200,
        FILM_7 | {"upcoming_count": 0, "wishes": {"total": 0, "nearby": 0, "mine": False}},
    )
    assert films.asked[0].query == {
        "language": "ru-RU",
        "append_to_response": "credits,translations",
    }


def test_m22_a_search_answers_the_same_films_as_details(films: Outside, host: Person) -> None:
    found = host.get("/films", query="фильм").body["items"]
    assert (len(found), found[6]) == (20, FILM_7)


@pytest.mark.parametrize("limit", [1, 7, 20, 33, 100])
def test_m22_pages_of_any_size_hold_every_film_once(
    films: Outside, host: Person, limit: int
) -> None:
    seen: list[dict[str, Any]] = []
    page = host.get("/films", query="фильм", limit=limit).body
    while page["next_cursor"] and len(seen) < 50:
        assert len(page["items"]) == limit
        seen += page["items"]
        page = host.get("/films", query="фильм", limit=limit, cursor=page["next_cursor"]).body
    assert [each["id"] for each in seen + page["items"]] == [f"tmdb-{n}" for n in range(1, 46)]


def test_m22_what_is_known_is_not_asked_again(films: Outside, host: Person) -> None:
    for query in ("фильм", "Фильм!"):
        host.get("/films", query=query)
    host.get("/films/tmdb-7")
    assert len(films.asked) == 1 + 20


def test_searches_of_a_catalogue_that_is_asked_for_all_are_counted(
    films: Outside, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCHES_PER_MINUTE", "2")
    config.settings.cache_clear()
    for _ in range(2):
        assert host.get("/films", query="фильм").status == 200
    refused(lambda: host.get("/films", query="фильм"), 429, "too_many_requests", "wait")


def test_m22_a_film_is_asked_for_again_after_a_week_and_forgotten_after_the_terms(
    films: Outside, host: Person, clock: Clock
) -> None:
    for _ in range(2):
        host.get("/films/tmdb-7")
        clock.forward(days=8)
    assert films.paths() == ["/movie/7"] * 2
    films.fail(500)
    assert host.get("/films/tmdb-7").status == 200  # better old than nothing
    clock.forward(days=150)
    answer = host.get("/films/tmdb-7")
    assert (answer.status, answer.code) == (503, "upstream_unavailable")


def test_m22_while_it_is_down_the_bundled_films_answer_a_search(
    films: Outside, host: Person
) -> None:
    films.fail(500)
    first = host.get("/films", query="the", limit=1)
    assert first.status == 200
    asked = len(films.asked)
    second = host.get("/films", query="the", limit=1, cursor=first.body["next_cursor"])
    assert first.body["items"] != second.body["items"]
    assert host.get("/films/alien-1979").body["title"] == "Чужой"
    assert host.get("/films", query="the", limit=1).body == first.body  # it rests, nobody asks it
    assert (asked, len(films.asked)) == (upstream.TRIES, upstream.TRIES)


def test_m22_only_what_neither_knows_is_unavailable(films: Outside, host: Person) -> None:
    cursor = host.get("/films", query="фильм", limit=20).body["next_cursor"]
    films.fail(429, Retry_After="77")
    for answer in (
        host.get("/films", query="фильм", cursor=cursor),
        host.get("/films", query="такого фильма нет"),
        host.get("/films/tmdb-44"),
    ):
        assert (answer.status, answer.code) == (503, "upstream_unavailable")
        assert 70 <= int(answer.headers["retry-after"]) <= 77


def test_m22_a_short_pause_that_it_asks_for_is_kept(films: Outside, host: Person) -> None:
    usual, answers = films.answer, [Said({}, 429, {"Retry-After": "1"}), Said(b"<html>", 200)]
    films.answer = lambda asked: answers.pop(0) if answers else usual(asked)
    assert host.get("/films/tmdb-7").body["title"] == "Фильм 7"
    assert len(films.asked) == 3


@pytest.mark.parametrize(
    "body", [[], {}, "film", {"results": [{}]}, {"id": 7, "release_date": "2001"}]
)
def test_m22_an_answer_of_another_form_is_none(films: Outside, host: Person, body: Any) -> None:
    films.answer = lambda _: Said(body)
    assert host.get("/films", query="alien").body["items"][0]["id"] == "alien-1979"
    rested()
    assert host.get("/films/tmdb-7").code in ("upstream_unavailable", "not_found")


def test_m22_a_wrong_key_is_not_tried_again_and_never_told(
    films: Outside, host: Person, caplog: pytest.LogCaptureFixture
) -> None:
    films.fail(401)
    with caplog.at_level(logging.INFO):
        answer = host.get("/films/tmdb-7")
    assert (answer.code, len(films.asked)) == ("upstream_unavailable", 1)
    assert TMDB_KEY not in caplog.text + str(answer.body) + films.asked[0].path


def test_m22_a_film_that_tmdb_does_not_have_is_not_found(films: Outside, host: Person) -> None:
    for film_id in ("tmdb-46", "tmdb-0", "tmdb-x", "kinopoisk-7", "betamax-1975"):
        assert host.get(f"/films/{film_id}").code == "not_found"


def test_m22_an_event_keeps_the_facts_of_its_film(films: Outside, host: Person) -> None:
    event = host.announce(film_id="tmdb-7")
    assert (event["film"], event["title"], event["duration_minutes"]) == (FILM_7, "Фильм 7", 127)
    films.fail(500)
    rested()
    assert host.sees(event)["film"] == FILM_7
    wrong = host.edit(event, film_id="tmdb-44")
    assert (wrong.status, wrong.code) == (503, "upstream_unavailable")
    assert host.edit(event, film_id="alien-1979").body["title"] == "Чужой"


def test_m22_a_cursor_of_another_provider_is_refused(
    films: Outside, use: Callable[[str, Outside], None], host: Person
) -> None:
    cursor = host.get("/films", query="фильм", limit=1).body["next_cursor"]
    known = host.get("/films/tmdb-1").body
    with serving(kinopoisk()) as other:
        use("kinopoisk", other)
        assert host.get("/films", query="фильм", limit=1, cursor=cursor).code == "bad_cursor"
        assert host.get("/films/tmdb-1").body == known
        assert host.get("/films/tmdb-44").code == "not_found"


def test_m22_a_search_of_kinopoisk_costs_one_request_a_page_and_details_say_who_directed(
    use: Callable[[str, Outside], None], host: Person
) -> None:
    there = [
        kinopoisk_film(1),
        kinopoisk_film(2, type="tv-series"),
        kinopoisk_film(3, name=None, movieLength=None, rating=None, poster=None, description=None),
        kinopoisk_film(4, year=None),
        kinopoisk_film(5),
    ]
    with serving(kinopoisk(*there)) as outside:
        use("kinopoisk", outside)
        page = host.get("/films", query="картина").body
        assert outside.paths() == ["/movie/search"] * 3
        for _ in range(2):
            assert host.get("/films/kinopoisk-5").body == page["items"][2] | {
                "directors": ["Jane Director", "Вера Режиссёр"],
                "upcoming_count": 0,
                "wishes": {"total": 0, "nearby": 0, "mine": False},
            }
        assert outside.paths()[3:] == ["/movie/5"]
        told = host.get("/films/kinopoisk-5", headers={"accept-language": "ru"}).body
        assert told["directors"] == ["Джейн Режиссёр", "Вера Режиссёр"]
        assert told["hook"] == "«Её никто не видел»"
        again = host.get("/films", query="картина снова").body["items"]
        assert [each["directors"] for each in again] == [[], [], ["Jane Director", "Вера Режиссёр"]]
    assert page["next_cursor"] is None
    assert [each["id"] for each in page["items"]] == ["kinopoisk-1", "kinopoisk-3", "kinopoisk-5"]
    assert page["items"][0] == {
        "id": "kinopoisk-1",
        "title": "Картина 1",
        "original_title": "Picture 1",
        "year": 1999,
        "runtime_minutes": 101,
        "genres": ["drama", "war"],
        "overview": "О том, как снимали картину.",
        "poster_url": "https://image.openmoviedb.com/poster",
        "rating": 7.3,
        "title_en": "Picture 1",
        "directors": [],
        "countries": ["US", "KR"],
        "hook": None,
        "upcoming_count": None,
        "wishes": None,
        "attribution": "Facts of Kinopoisk, by the unofficial API PoiskKino. https://poiskkino.dev",
    }
    assert (page["items"][1]["title"], page["items"][1]["runtime_minutes"]) == ("Picture 3", 0)


def test_m22_without_a_key_the_bundled_films_are_used(
    films: Outside, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILM_PROVIDER_KEY_ARN", "")
    config.settings.cache_clear()
    rested()
    assert host.get("/films", query="alien").body["items"][0]["id"] == "alien-1979"
    assert not films.asked
