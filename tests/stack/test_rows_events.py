"""M1–M5, M38: a host plans events and keeps them in order, others find and open them."""

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import ADDRESS, Event, Person, moment, soon

PRICE = {"amount": "350.00", "currency": "RUB"}
CINEMA = {"kind": "cinema", "name": "Аврора", "city": "Санкт-Петербург", "address": "Невский, 60", "latitude": 59.9343, "longitude": 30.3351, "show_address": True}  # fmt: skip


def test_m1_an_event_is_planned_from_a_films_page(host: Person) -> None:
    (found,) = host.see("/films", query="Solaris", limit=1)["items"]
    film = host.see(f"/films/{found['id']}")
    starts_at = soon(days=20)
    event = host.announce(
        starts_at,
        film_id=film["id"],
        title="Солярис на плёнке",
        description="С обсуждением",
        place=CINEMA,
        time_zone="Europe/Moscow",
        duration_minutes=200,
        visibility="followers",
        approval="automatic",
        admission="paid",
        price=PRICE,
        capacity=12,
    )
    seen = host.event(event)
    assert seen["film"] == film | {"upcoming_count": None, "wishes": None}
    assert (seen["title"], seen["description"]) == ("Солярис на плёнке", "С обсуждением")
    assert seen["place"] == CINEMA | {"url": None, "area": None, "city_id": "saintpetersburg"}
    assert moment(seen["starts_at"]) == starts_at
    assert (seen["time_zone"], seen["duration_minutes"]) == ("Europe/Moscow", 200)
    assert (seen["visibility"], seen["approval"]) == ("followers", "automatic")
    assert (seen["admission"], seen["price"], seen["capacity"]) == ("paid", PRICE, 12)


def test_m2_an_event_is_edited_called_off_restored_and_deleted(host: Person, guest: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}"
    edited = host.change(event, title="Late show", capacity=7)
    assert (edited["title"], edited["capacity"], edited["version"]) == ("Late show", 7, 2)
    outdated = host.http.patch(path, json={"capacity": 9}, headers={"If-Match": '"1"'})
    assert (outdated.status_code, outdated.json()["next_step"]) == (412, "read_again")
    cancelled = host.post(f"{path}/cancel", {"reason": "The projector broke"}).json()
    assert (cancelled["status"], cancelled["cancel_reason"]) == (
        "cancelled",
        "The projector broke",
    )
    assert host.post(f"{path}/restore").json()["status"] == "scheduled"
    assert host.delete(path).status_code == 204
    assert host.get(path).status_code == 404
    booked = host.announce()
    guest.ask(booked)
    kept = host.delete(f"/events/{booked['id']}")
    assert (kept.status_code, kept.json()["code"]) == (409, "has_bookings")
    assert kept.json()["next_step"] == "cancel"


def test_m3_own_events_are_listed_as_host_and_as_moderator_by_pages(
    host: Person, moderator: Person
) -> None:
    events = [host.announce(soon(days=30 + day)) for day in range(3)]
    host.make_moderator(events[1], moderator)
    first = host.see("/me/events", role="host", when="upcoming", limit=2)
    rest = host.see("/me/events", role="host", limit=2, cursor=first["next_cursor"])
    listed = [each["id"] for each in first["items"] + rest["items"]]
    assert (listed, rest["next_cursor"]) == ([each["id"] for each in events], None)
    moderated = moderator.see("/me/events", role="moderator", when="upcoming")["items"]
    assert [each["id"] for each in moderated] == [events[1]["id"]]
    assert host.see("/me/events", role="host", when="past")["items"] == []


def test_m4_events_are_found_by_what_one_looks_for(host: Person, guest: Person) -> None:
    far = {"kind": "home", "city": "Ushuaia", "address": ADDRESS, "latitude": -54.8, "longitude": -68.3}  # fmt: skip
    early, late = soon(days=40), soon(days=41)
    free = host.announce(early, place=far, film_id="stalker-1979", title=f"Evening of {host.id}")
    paid = host.announce(late, place=far, admission="paid", price=PRICE, approval="automatic", capacity=1)  # fmt: skip
    both = [free["id"], paid["id"]]

    def found(**filters: object) -> list[str]:
        asked = {"city": "ushuaia", "limit": 100} | filters
        given = {name: value for name, value in asked.items() if value is not None}
        items = guest.see("/events", **given)["items"]
        return [each["id"] for each in items if each["id"] in both]

    assert found() == both
    assert found(city=None, near="-54.81,-68.32", radius_km=5) == both
    assert found(near="-54.0,-68.3", radius_km=5) == []
    assert found(**{"from": late.isoformat()}) == [paid["id"]]
    assert found(to=late.isoformat()) == [free["id"]]
    assert found(admission="paid") == [paid["id"]]
    assert found(film_id="stalker-1979") == [free["id"]]
    assert found(query=f"EVENING {host.id}") == [free["id"]]
    assert found(min_host_rating=4) == []
    assert found(visibility="followers") == []
    pages = guest.see("/events", city="Ushuaia", limit=1, **{"from": early.isoformat()})
    assert pages["next_cursor"]


def test_m38_a_city_is_suggested_and_its_event_found_by_any_name(host: Person) -> None:
    (city,) = host.see("/public/cities", query="инсбрук")["items"]
    assert (city["name_en"], city["country"]) == ("Innsbruck", "AT")
    event = host.announce(
        soon(days=42), place={"kind": "outdoor", "city_id": city["id"]}, time_zone=None
    )
    assert (event["place"]["city"], event["time_zone"]) == ("Инсбрук", "Europe/Vienna")
    for asked in ({"city_id": city["id"]}, {"city": "Innsbruck"}, {"near": "47.26,11.39"}):
        assert event["id"] in [each["id"] for each in host.see("/events", **asked)["items"]]


def test_m5_one_event_says_all_that_its_reader_needs(
    cloud: Cloud, host: Person, gather: MakeCrowd
) -> None:
    comes, looks = gather(2)
    event = host.announce(capacity=3)
    comes.ask(event)
    host.approve(event, comes)
    seen: Event = looks.event(event)
    assert (seen["host"]["id"], seen["host"]["host_rating"]["count"]) == (host.id, 0)
    assert (seen["seats_taken"], seen["seats_left"], seen["my_booking"]) == (1, 2, None)
    assert (seen["my_role"], seen["actions"]) == ("none", ["request"])
    assert seen["film"]["title"]
    assert ADDRESS not in str(seen)
    own = comes.event(event)
    assert (own["my_role"], own["my_booking"]["status"]) == ("guest", "confirmed")
    assert own["actions"] == ["withdraw"]
    assert own["place"]["address"] == ADDRESS
    assert {"edit", "cancel", "invite"} <= set(host.event(event)["actions"])
