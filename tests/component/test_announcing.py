"""A host announces an event (M1)."""

from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest

from seance.cloud import config
from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World, at, event_body
from tests.component.storage import dump, refused


def test_an_event_with_only_what_is_required_gets_its_defaults(host: Person) -> None:
    body = {
        "film_id": "alien-1979",
        "place": {"kind": "cinema", "city": "Казань"},
        "starts_at": at(days=3),
        "time_zone": "Europe/Moscow",
        "capacity": 7,
    }

    answer = host.post("/events", body)

    event = answer.body
    assert answer.status == 201
    assert answer.headers["location"] == f"/api/v1/events/{event['id']}"
    assert answer.headers["etag"] == '"1"'
    assert event["title"] == event["film"]["title"]
    assert event["film"]["id"] == "alien-1979"
    assert event["duration_minutes"] == event["film"]["runtime_minutes"] + 30
    assert event["description"] == ""
    assert (event["visibility"], event["approval"]) == ("public", "manual")
    assert (event["admission"], event["price"]) == ("free", None)
    assert (event["capacity"], event["seats_taken"], event["seats_left"]) == (7, 0, 7)
    assert (event["extra_seats"], event["waitlist_length"]) == (0, 0)
    assert (event["status"], event["cancel_reason"], event["version"]) == ("scheduled", None, 1)
    assert (event["my_role"], event["my_booking"]) == ("host", None)
    assert event["host"]["id"] == host.id
    assert event["host"]["name"] == "Anna"
    assert event["host"]["host_rating"] == {"average": None, "count": 0}
    assert {"edit", "cancel", "delete", "invite"} <= set(event["actions"])
    assert host.sees(event) == event


def test_everything_that_is_given_is_kept(host: Person) -> None:
    day = at(days=200)[:10]
    body = event_body(
        title="  Солярис на крыше  ",
        description="Берите пледы.\n\nИ чай.",
        place={
            "kind": "outdoor",
            "city": "Санкт-Петербург",
            "area": "Коломна",
            "name": "Крыша",
            "address": "Садовая, 1",
            "latitude": 59.9207,
            "longitude": 30.292,
            "url": "https://example.com/roof",
            "show_address": True,
        },
        starts_at=day + "T21:00:00.750+03:00",
        duration_minutes=200,
        visibility="followers",
        approval="automatic",
        admission="paid",
        price={"amount": "350", "currency": "RUB"},
        capacity=40,
    )

    event = host.post("/events", body).body

    assert event["title"] == "Солярис на крыше"
    assert event["description"] == body["description"]
    assert event["place"] == body["place"] | {"city_id": "saintpetersburg"}
    assert event["starts_at"] == day + "T18:00:00Z"
    assert event["ends_at"] == day + "T21:20:00Z"
    assert (event["time_zone"], event["duration_minutes"]) == ("Europe/Moscow", 200)
    assert (event["visibility"], event["approval"]) == ("followers", "automatic")
    assert (event["admission"], event["price"]) == ("paid", {"amount": "350.00", "currency": "RUB"})
    assert event["capacity"] == 40


def test_an_online_event_needs_no_city(host: Person) -> None:
    place = {"kind": "online", "url": "https://meet.example.com/x"}

    event = host.announce(place=place)

    assert (event["place"]["city"], event["place"]["url"]) == (None, place["url"])


@pytest.mark.parametrize(
    ("amount", "currency", "kept"),
    [("5", "EUR", "5.00"), ("5.5", "USD", "5.50"), (" 350.00 ", "RUB", "350.00"), ("1000", "JPY", "1000")],
)  # fmt: skip
def test_a_price_has_the_decimals_of_its_currency(
    host: Person, amount: str, currency: str, kept: str
) -> None:
    event = host.announce(admission="paid", price={"amount": amount, "currency": currency})

    assert event["price"] == {"amount": kept, "currency": currency}


@pytest.mark.parametrize(
    "limits",
    [
        {"duration_minutes": 15},
        {"duration_minutes": 1440},
        {"capacity": 1},
        {"capacity": 10_000},
        {"title": "x" * 120},
        {"description": "x" * 2000},
    ],
    ids=lambda limits: next(iter(limits)),
)
def test_a_value_at_its_limit_is_fine(host: Person, limits: dict[str, Any]) -> None:
    assert host.post("/events", event_body(**limits)).status == 201


@pytest.mark.parametrize("ahead", [{"minutes": 5, "seconds": 9}, {"days": 729}], ids=str)
def test_an_event_may_start_soon_or_late(host: Person, ahead: dict[str, int]) -> None:
    assert host.post("/events", event_body(starts_at=at(**ahead))).status == 201


def test_links_and_share_texts_come_with_the_event(world: World, host: Person) -> None:
    event = host.announce(title="Чай & кино")

    assert event["short_url"].startswith("http://localhost:8000/s/")
    assert event["calendar_url"].endswith(f"/api/v1/events/{event['id']}/calendar.ics")
    start = instant(event["starts_at"]).astimezone(ZoneInfo("Europe/Moscow"))
    for url in event["share_urls"].values():
        assert event["short_url"].rpartition("/")[2] in url
        assert [f"Чай & кино, {start:%d.%m.%Y, %H:%M}, Москва"] in parse_qs(url).values()
    assert world.nobody.get(event["short_url"].removeprefix("http://localhost:8000")).status == 302


def test_what_not_everybody_finds_is_shared_without_time_and_place(host: Person) -> None:
    event = host.announce(title="Чай & кино", visibility="followers")

    for url in event["share_urls"].values():
        assert ["Чай & кино"] in parse_qs(url).values()


def test_the_first_event_of_a_newcomer_makes_the_profile_too(world: World) -> None:
    newcomer = Person(world.api, "Nina")

    event = newcomer.announce()

    assert event["host"]["name"] == "Nina"
    assert newcomer.get("/me").body["name"] == "Nina"


def test_r3_the_same_film_at_an_overlapping_time_is_a_duplicate(host: Person) -> None:
    first = host.announce(starts_at=at(days=3), duration_minutes=120)

    answer = refused(
        lambda: host.post("/events", event_body(starts_at=at(days=3, minutes=119))),
        409,
        "duplicate_event",
        "choose_other_time",
    )

    assert answer.body["conflicts"] == [
        {name: first[key] for name, key in (("event_id", "id"), ("title", "title"))}
        | {"titles": {"ru": "Солярис", "en": "Solaris"}}
        | {"starts_at": milli(first["starts_at"]), "ends_at": milli(first["ends_at"])}
        | {"titles": {"ru": "Солярис", "en": "Solaris"}}
    ]


def milli(moment: str) -> str:
    """The instant with milliseconds."""
    return instant(moment).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_another_film_at_an_overlapping_time_is_a_clash_that_names_every_event(
    host: Person,
) -> None:
    first = host.announce(starts_at=at(days=3), duration_minutes=60)
    second = host.announce(starts_at=at(days=3, hours=2), duration_minutes=60)

    answer = refused(
        lambda: host.post(
            "/events",
            event_body(
                film_id="alien-1979", starts_at=at(days=3, minutes=30), duration_minutes=120
            ),
        ),
        409,
        "time_conflict",
        "choose_other_time",
    )

    assert [each["event_id"] for each in answer.body["conflicts"]] == [first["id"], second["id"]]


def test_back_to_back_is_no_clash(host: Person) -> None:
    starts_at = at(days=3)
    host.announce(starts_at=starts_at, duration_minutes=60)
    clock = Clock()
    clock.to(starts_at, minutes=60)

    event = host.announce(starts_at=clock.moment.isoformat(), duration_minutes=60)

    assert len(host.get("/me/events").body["items"]) == 2
    assert event["duration_minutes"] == 60


def test_another_host_shows_the_same_film_at_the_same_time(host: Person, guest: Person) -> None:
    host.announce()

    assert guest.announce()["host"]["id"] == guest.id


def test_who_has_a_seat_elsewhere_announces_nothing_for_that_time(
    world: World, host: Person
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)

    answer = refused(
        lambda: guest.post("/events", event_body(film_id="alien-1979")),
        409,
        "time_conflict",
        "choose_other_time",
    )

    assert answer.body["conflicts"][0]["event_id"] == event["id"]


def test_a_seat_at_a_showing_of_the_same_film_is_a_clash_but_no_duplicate(
    world: World, host: Person
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)

    refused(lambda: guest.post("/events", event_body()), 409, "time_conflict", "choose_other_time")


def test_who_only_asked_for_a_seat_may_announce_for_that_time(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.ask(event)

    assert guest.post("/events", event_body()).status == 201


def test_a_host_has_a_limited_number_of_upcoming_events(
    host: Person, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setenv("MAXIMUM_UPCOMING_EVENTS", "2")
    config.settings.cache_clear()
    first = host.announce(starts_at=at(days=1))
    host.announce(starts_at=at(days=2))
    another = event_body(starts_at=at(days=3))

    answer = refused(
        lambda: host.post("/events", another), 429, "too_many_requests", "cancel_an_event"
    )
    assert int(answer.headers["retry-after"]) > 0

    clock.to(first["ends_at"], minutes=1)
    assert host.post("/events", another).status == 201


def test_policies_are_settings(host: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINIMUM_NOTICE_MINUTES", "0")
    monkeypatch.setenv("MINIMUM_DURATION_MINUTES", "1")
    config.settings.cache_clear()

    event = host.announce(starts_at=at(seconds=30), duration_minutes=1)

    assert event["duration_minutes"] == 1


def test_the_past_leaves_the_agenda(host: Person, clock: Clock) -> None:
    first = host.announce(starts_at=at(days=1))
    clock.to(first["ends_at"])

    second = host.announce(starts_at=at(days=3))

    agenda = dump("main")[f"USER#{host.id}", "AGENDA"]["intervals"]["S"]
    assert second["id"] in agenda
    assert first["id"] not in agenda
