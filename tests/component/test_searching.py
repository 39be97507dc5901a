"""Find events (M4): every filter."""

from typing import Any

import pytest

from seance.cloud import keys
from seance.events.store import EventItem
from seance.listings import search
from seance.people.store import ProfileItem
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

MANY = 60
PRICE = {"amount": "5", "currency": "EUR"}


@pytest.fixture
def seeker(world: World) -> Person:
    """Who looks for a film to watch."""
    return world.person("Sofia")


def home(city: str, **more: Any) -> dict[str, Any]:
    return {"kind": "home", "city": city, **more}


def test_upcoming_events_come_by_start(world: World, seeker: Person) -> None:
    hosts = world.people(3)
    days = {3: hosts[0], 1: hosts[1], 2: hosts[2]}
    ids = {day: host.announce(starts_at=at(days=day))["id"] for day, host in days.items()}

    assert seeker.finds() == [ids[1], ids[2], ids[3]]


def walked(person: Person, **filters: Any) -> list[list[str]]:
    """The ids of each page of a search, to its end."""
    pages: list[list[str]] = []
    cursor: dict[str, str] = {}
    while not pages or cursor:
        answer = person.get("/events", **filters, **cursor).body
        pages.append([each["id"] for each in answer["items"]])
        cursor = {"cursor": answer["next_cursor"]} if answer["next_cursor"] else {}
    return pages


def test_a_search_reads_so_much_a_request_and_goes_on(
    world: World, seeker: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, host in enumerate(world.people(30), 1):
        host.announce(starts_at=at(days=number), capacity=5)
    rare = world.person("Olga").announce(starts_at=at(days=40), admission="paid", price=PRICE)
    monkeypatch.setattr(search, "MOST_UNITS", 1.0)  # two pages of eleven

    assert walked(seeker, admission="paid", limit=5) == [[], [rare["id"]]]

    monkeypatch.setattr(search, "MOST_UNITS", 10.0)
    monkeypatch.setattr(search, "LONGEST_SECONDS", -1.0)  # each request is late at its second read
    pages = walked(seeker, has_seats="true", limit=20)
    assert [len(page) for page in pages] == [21 - 1, 11]
    assert walked(seeker, admission="paid", limit=5) == [[], [], [rare["id"]]]


def test_what_has_started_is_not_found(host: Person, seeker: Person, clock: Clock) -> None:
    event = host.announce()
    clock.to(event["starts_at"], seconds=1)

    assert seeker.finds() == []
    assert seeker.finds(**{"from": at(days=-1)}) == []


def test_what_is_cancelled_is_not_found_until_it_is_restored(host: Person, seeker: Person) -> None:
    event = host.announce()
    host.cancel(event)
    assert seeker.finds() == []
    host.restore(event)
    assert seeker.finds() == [event["id"]]


def test_a_cancelled_event_for_followers_is_not_found_either(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(visibility="followers")
    follower = world.follower(host)
    pump.run()
    assert follower.finds() == [event["id"]]

    host.cancel(event)

    assert follower.finds() == []


def test_own_public_events_are_found_too(host: Person) -> None:
    event = host.announce()

    assert host.finds() == [event["id"]]


def test_what_is_public_and_what_is_for_me_are_merged_by_start(
    world: World, host: Person, pump: Pump
) -> None:
    other = world.person("Olga")
    follower = world.follower(host)
    first = host.announce(visibility="followers", starts_at=at(days=1))
    second = other.announce(starts_at=at(days=2))
    third = host.announce(visibility="invite_only", starts_at=at(days=3))
    fourth = other.announce(starts_at=at(days=4))
    host.invite(third, follower)
    pump.run(times=2)

    assert follower.finds() == [first["id"], second["id"], third["id"], fourth["id"]]
    assert follower.finds(visibility="public") == [second["id"], fourth["id"]]
    assert follower.finds(visibility="followers") == [first["id"]]
    assert follower.finds(visibility="invite_only") == [third["id"]]


def test_pages_merge_what_is_public_and_what_is_for_me(
    world: World, host: Person, pump: Pump
) -> None:
    other, follower = world.person("Olga"), world.follower(host)
    by_day = [
        (other if day % 2 else host).announce(
            starts_at=at(days=day), visibility="public" if day % 2 else "followers"
        )["id"]
        for day in range(1, 8)
    ]
    pump.run()

    pages, cursor = [], None
    while True:
        answer = follower.get("/events", limit=3, cursor=cursor)
        pages.append([each["id"] for each in answer.body["items"]])
        cursor = answer.body["next_cursor"]
        if cursor is None:
            break

    assert pages == [by_day[:3], by_day[3:6], by_day[6:]]


def test_many_that_are_not_public_are_read_a_few_a_request(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower, others = world.person("Fedor"), world.people(8)
    for each in others:
        follower.follow(each)
    days = [9, 1, 5, 5, 12, 3, 5, 30]
    ids = {
        (day, place): other.announce(
            starts_at=at(days=day, hours=place % 3),
            visibility="followers",
            duration_minutes=1440 if place % 2 else 15,
        )["id"]
        for place, (day, other) in enumerate(zip(days, others, strict=True))
    }
    pump.run()
    starts = sorted(ids, key=lambda each: (each[0], each[1] % 3, ids[each]))
    wanted = [ids[each] for each in starts]
    assert walked(follower) == [wanted]

    monkeypatch.setattr(search, "CHUNK", 2)
    pages = walked(follower)

    assert [each for page in pages for each in page] == wanted
    assert len(pages) > 2
    assert [each for page in walked(follower, limit=1) for each in page] == wanted


def test_a_range_of_time_is_half_open(world: World, seeker: Person) -> None:
    hosts, starts = world.people(3), [at(days=1), at(days=2), at(days=3)]
    ids = [host.announce(starts_at=start)["id"] for host, start in zip(hosts, starts, strict=True)]

    assert seeker.finds(**{"from": starts[1]}) == ids[1:]
    assert seeker.finds(to=starts[2]) == ids[:2]
    assert seeker.finds(**{"from": starts[1], "to": starts[2]}) == [ids[1]]
    assert seeker.finds(**{"from": starts[2], "to": starts[1]}) == []
    assert seeker.finds(to=at(days=-1)) == []
    assert seeker.finds(**{"from": starts[0].replace("Z", "+00:00")}) == ids
    assert seeker.finds(**{"from": starts[0].replace("Z", " 00:00")}) == ids  # + unescaped


@pytest.mark.parametrize("city", ["Орёл", "орел", "ОРЁЛ", "  орЁл "])
def test_a_city_is_found_in_any_case_and_with_or_without_dots(
    world: World, host: Person, seeker: Person, city: str
) -> None:
    event = host.announce(place=home("Орёл"))
    world.person("Other").announce(place=home("Орлов"))

    assert seeker.finds(city=city) == [event["id"]]


def test_a_city_is_a_filter_of_hidden_events_too(world: World, host: Person, pump: Pump) -> None:
    follower = world.follower(host)
    inside = host.announce(visibility="followers", place=home("Орёл"))
    host.announce(visibility="followers", starts_at=at(days=5))
    host.announce(visibility="followers", place={"kind": "online"}, starts_at=at(days=7))
    pump.run()

    assert follower.finds(city="орел") == [inside["id"]]


def test_a_city_is_its_new_one_after_an_edit(host: Person, seeker: Person) -> None:
    event = host.announce(place=home("Орёл"))

    host.edit(event, place=home("Тула"))

    assert seeker.finds(city="Орёл") == []
    assert seeker.finds(city="Тула") == [event["id"]]
    host.edit(event, place={"kind": "online"})
    assert seeker.finds(city="Тула") == []
    assert seeker.finds() == [event["id"]]


def test_free_or_paid(world: World, host: Person, seeker: Person) -> None:
    free = host.announce()
    paid = world.person("Other").announce(
        admission="paid", price={"amount": "5", "currency": "EUR"}, starts_at=at(days=4)
    )

    assert seeker.finds(admission="free") == [free["id"]]
    assert seeker.finds(admission="paid") == [paid["id"]]


def test_a_film(world: World, host: Person, seeker: Person, pump: Pump) -> None:
    host.announce()
    alien = world.person("Other").announce(film_id="alien-1979")
    pump.run()

    assert seeker.finds(film_id="alien-1979") == [alien["id"]]
    assert seeker.finds(film_id="no-such-film") == []


def test_free_seats(world: World, host: Person, seeker: Person, pump: Pump) -> None:
    full = host.announce(capacity=1)
    world.confirmed(full, host)
    empty = world.person("Other").announce(starts_at=at(days=4))
    pump.run()

    assert seeker.finds(has_seats="true") == [empty["id"]]
    assert seeker.finds(has_seats="false") == [full["id"]]
    assert len(seeker.finds()) == 2


def test_the_rating_of_the_host(world: World, host: Person, seeker: Person) -> None:
    ProfileItem.of((f"USER#{host.id}", "PROFILE")).update(
        actions=[ProfileItem.host_rating_total.set(9), ProfileItem.host_rating_count.set(2)]
    )
    rated = host.announce()
    world.person("Unrated").announce(starts_at=at(days=4))

    assert seeker.finds(min_host_rating=4.5) == [rated["id"]]
    assert seeker.finds(min_host_rating=4.51) == []
    assert seeker.get("/events").body["items"][0]["host"]["host_rating"] == {
        "average": 4.5,
        "count": 2,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("космос", True),  # the title
        ("ЧУЖОЙ", True),  # the film's title
        ("alien", True),  # its original title
        ("москва", True),  # the city
        ("елка", True),  # ё and е
        ("ёлка", True),
        ("alien елка космос", True),  # every word, wherever
        ("alien солярис", False),
        ("чуж", True),  # each may be only begun
        ("косм чужой", True),
        ("осмос", False),  # but none from its middle
        ("anna", True),  # the host
        ("ужасы", True),  # a genre, as the page calls it
        ("science fiction", True),
        ("moscow", True),  # the city by another of its names
        ("ужасы москва", True),
        ("ел", True),  # too short for the index
        ("иг", False),
        ("плед", True),
        ("космос плед", True),
        ("космос пледы", False),
        ("арбат", False),  # nor the area
        ("", True),
        ("  ", True),
        ("!?", True),  # no word at all
    ],
)
def test_words_of_titles_genres_host_and_city(
    host: Person, seeker: Person, pump: Pump, query: str, found: bool
) -> None:
    event = host.announce(
        film_id="alien-1979", title="Ночь: Космос! Ёлка", description="Возьмите плед."
    )
    pump.run()

    assert seeker.finds(query=query) == ([event["id"]] if found else [])


def test_filters_work_together(world: World, host: Person, seeker: Person, pump: Pump) -> None:
    wanted = host.announce(film_id="alien-1979", place=home("Тула"))
    world.person("Other").announce(place=home("Тула"))
    world.person("Another").announce(film_id="alien-1979")
    pump.run()

    assert seeker.finds(city="Тула", film_id="alien-1979", admission="free") == [wanted["id"]]


def test_a_card_tells_what_a_list_shows(host: Person, seeker: Person) -> None:
    event = host.announce(title="Своё")

    (item,) = seeker.get("/events").body["items"]

    assert (item["id"], item["title"], item["version"]) == (event["id"], "Своё", 1)
    assert item["film"]["original_title"] == event["film"]["original_title"]
    assert (item["capacity"], item["seats_left"]) == (5, 5)
    assert item["place"]["city"] == "Москва"
    assert set(item["place"]) == {"kind", "city", "city_id", "area", "latitude", "longitude"}


@pytest.mark.parametrize(
    "query",
    [
        {"visibility": "friends"},
        {"from": "yesterday"},
        {"from": "2026-12-01T18:00:00"},
        {"from": "1764612000"},
        {"to": "2026-12-01"},
        {"to": "9999-12-31T23:59:59-10:00"},
        {"city": ""},
        {"city": "x" * 121},
        {"near": "55.75"},
        {"near": "55.75;37.6"},
        {"near": "91,0"},
        {"near": "0,181"},
        {"near": "nan,nan"},
        {"near": "1e1,1"},
        {"near": ""},
        {"radius_km": "0"},
        {"radius_km": "-1"},
        {"radius_km": "20001"},
        {"radius_km": "nan"},
        {"radius_km": "inf"},
        {"radius_km": "far"},
        {"admission": "cheap"},
        {"min_host_rating": "0"},
        {"min_host_rating": "6"},
        {"min_host_rating": "nan"},
        {"has_seats": "many"},
        {"film_id": "x" * 101},
        {"query": "x" * 201},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "1.5"},
    ],
    ids=str,
)
def test_a_wrong_filter_is_refused(seeker: Person, query: dict[str, str]) -> None:
    refused(lambda: seeker.get("/events", **query), 422, "validation_failed")


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"to": "0999-12-31T00:00:00Z"}, False),
        ({"to": "9999-12-31T23:59:59.999Z"}, True),
        ({"from": "0001-01-01T00:00:00Z"}, True),
        ({"from": "9999-12-31T23:59:59.999Z"}, False),
    ],
)
def test_a_window_may_end_and_begin_in_any_year(
    host: Person, seeker: Person, bounds: dict[str, str], found: bool
) -> None:
    event = host.announce()
    assert seeker.finds(**bounds) == ([event["id"]] if found else [])


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Йошкар-Ола", "Йошкар-Ола"),
        ("Йошкар-Ола", "йошкар ола"),
        ("Köln", "koln"),
        ("İstanbul", "istanbul"),
        ("L’Aquila", "l'aquila"),
        ("Санкт-Петербург", "Санкт Петербург"),
        ("Тула", "г. Тула"),
        ("г. Тула", "тула"),
        ("ﷺ" * 100, "ﷺ" * 100),
        ("🎬", "🎬"),
    ],
)
def test_a_city_is_found_however_it_is_spelled(
    host: Person, seeker: Person, stored: str, asked: str
) -> None:
    event = host.announce(place=home(stored))
    assert seeker.finds(city=asked) == [event["id"]]


def test_an_event_is_found_by_its_films_english_title(
    host: Person, seeker: Person, pump: Pump
) -> None:
    event = host.announce(film_id="howls-moving-castle-2004")
    pump.run()
    assert seeker.finds(query="Howl's Moving Castle") == [event["id"]]
    assert seeker.finds(query="howls castle 2004") == []


@pytest.mark.parametrize("asked", ["Солярис", "solaris", "соляр", "Sol"])
def test_b9_an_event_is_found_by_either_title_as_one_types(
    host: Person, seeker: Person, pump: Pump, asked: str
) -> None:
    event = host.announce()
    pump.run()
    assert seeker.finds(query=asked) == [event["id"]]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Москва", "Moscow"),
        ("Moscow", "москва"),
        ("Санкт-Петербург", "Питер"),
        ("спб", "Санкт-Петербург"),
        ("Москва", "Моск"),
        ("Москва", "mos"),
        ("Нижний Новгород", "нижний нов"),
    ],
)
def test_b9_a_city_is_found_by_any_of_its_names_as_one_types(
    host: Person, seeker: Person, stored: str, asked: str
) -> None:
    event = host.announce(place=home(stored))
    host.announce(place=home("Тверь"), starts_at=at(days=9))
    assert seeker.finds(city=asked) == [event["id"]]


def test_a_city_is_found_by_all_its_names_where_the_release_before_stored_it(
    host: Person, seeker: Person
) -> None:
    event = host.announce(place=home("Moscow"))
    EventItem.of(keys.event(event["id"])).update(actions=[EventItem.city_key.set("CITY#moscow")])
    assert seeker.finds(city="Москва") == [event["id"]]


@pytest.mark.parametrize("visibility", [None, "public"])
def test_a_city_is_found_as_the_release_before_stored_it(
    host: Person, seeker: Person, visibility: str | None
) -> None:
    old, new = (
        host.announce(place=home("Санкт-Петербург"), starts_at=at(days=days)) for days in (3, 4)
    )
    item = EventItem.of(keys.event(old["id"]))
    item.update(actions=[EventItem.city_key.set("CITY#санкт-петербург")])

    found = seeker.finds(city="Санкт-Петербург", visibility=visibility)
    assert found == [old["id"], new["id"]]

    host.edit(old, description="Приходите")  # an edit puts it where the new ones are
    assert seeker.finds(city="санкт петербург") == [old["id"], new["id"]]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Howl's Moving Castle", "howl’s moving castle"),
        ("Pan’s Labyrinth", "pans labyrinth"),
        ("Spider-Man", "spiderman"),
        ("Spiderman", "spider man"),
        ("WALL·E", "walle"),
        ("Кин-дза-дза!", "киндзадза"),
        ("Rock 'n' Roll", "rocknroll"),
        ("L.A. Confidential", "LA Confidential"),
        ("Ночь ужасов №13", "13"),
        ("東京物語の夜", "東京"),
        ("東京物語の夜", "物語の夜"),
    ],
)
def test_a_title_is_found_however_it_is_spelled(
    host: Person, seeker: Person, pump: Pump, title: str, query: str
) -> None:
    titled = host.announce(title=title)
    host.announce(starts_at=at(days=4))
    pump.run()
    assert seeker.finds(query=query) == [titled["id"]]
