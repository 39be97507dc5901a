"""What one hosts or moderates (M3)."""

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused


def listed(person: Person, **query: str) -> list[str]:
    answer = person.get("/me/events", **query)
    assert answer.status == 200
    return [each["id"] for each in answer.body["items"]]


def test_upcoming_ones_come_by_start_and_past_ones_newest_first(host: Person, clock: Clock) -> None:
    ids = {day: host.announce(starts_at=at(days=day))["id"] for day in (4, 1, 3, 2)}
    assert listed(host) == [ids[1], ids[2], ids[3], ids[4]]

    clock.to(at(days=2, hours=6))

    assert listed(host, role="host", when="upcoming") == [ids[3], ids[4]]
    assert listed(host, when="past") == [ids[2], ids[1]]


def test_one_that_runs_is_not_past_until_it_ends(host: Person, clock: Clock) -> None:
    event, later = host.announce(), host.announce(starts_at=at(days=5))

    clock.to(event["starts_at"])
    assert listed(host) == [event["id"], later["id"]]
    assert listed(host, when="past") == []

    clock.to(event["ends_at"])
    assert listed(host) == [later["id"]]
    assert listed(host, when="past") == [event["id"]]


def test_pages_stay_full_beside_what_has_ended_or_runs(world: World, clock: Clock) -> None:
    host, mila = world.person("Anna"), world.person("Mila")
    spans = [(1, 15), (2, 15), (3, 300), (9, 60), (10, 60), (11, 60)]
    ids = [
        host.announce(starts_at=at(days=1, hours=hours), duration_minutes=minutes)["id"]
        for hours, minutes in spans
    ]
    for each in ids:
        host.appoint({"id": each}, mila)
    clock.to(at(days=1, hours=4))

    for person, role in ((host, "host"), (mila, "moderator")):
        query = {"role": role, "limit": 2}
        first = person.get("/me/events", **query).body
        second = person.get("/me/events", **query, cursor=first["next_cursor"]).body
        assert [each["id"] for each in first["items"]] == ids[2:4]
        assert [each["id"] for each in second["items"]] == ids[4:]
        assert listed(person, role=role, when="past") == [ids[1], ids[0]]


def test_who_runs_an_event_sees_how_many_requests_wait(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event, mila = host.announce(), world.person("Mila")
    host.appoint(event, mila)
    for person in (guest, *world.people(2)):
        person.ask(event)
    pump.run()
    assert [each.sees(event)["requests_waiting"] for each in (host, mila, guest)] == [3, 3, None]
    assert host.get("/me/events").body["items"][0]["requests_waiting"] == 3
    assert mila.get("/me/events", role="moderator").body["items"][0]["requests_waiting"] == 3

    host.act("approve", event, guest)
    pump.run()
    host.edit(event, title="Another evening")

    assert host.sees(event)["requests_waiting"] == 2
    assert host.get("/me/events").body["items"][0]["requests_waiting"] == 2


def test_a_hosts_list_has_what_nobody_else_finds(host: Person) -> None:
    hidden = host.announce(visibility="invite_only")
    cancelled = host.announce(starts_at=at(days=4))
    host.cancel(cancelled)

    assert listed(host) == [hidden["id"], cancelled["id"]]
    statuses = [each["status"] for each in host.get("/me/events").body["items"]]
    assert statuses == ["scheduled", "cancelled"]


def test_what_one_moderates_is_a_list_of_its_own(world: World, host: Person, clock: Clock) -> None:
    first, second = host.announce(starts_at=at(days=1)), host.announce(starts_at=at(days=2))
    mila = world.person("Mila")
    for event in (second, first):
        host.appoint(event, mila)
    own = mila.announce(starts_at=at(days=5))

    assert listed(mila, role="moderator") == [first["id"], second["id"]]
    assert listed(mila, role="host") == [own["id"]]
    clock.to(first["ends_at"])
    assert listed(mila, role="moderator", when="upcoming") == [second["id"]]
    assert listed(mila, role="moderator", when="past") == [first["id"]]


def test_a_list_shows_seats_and_waitlist_within_seconds(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    world.confirmed(event, host)
    world.person("W").ask(event)

    pump.run(times=2)

    (item,) = host.get("/me/events").body["items"]
    assert (item["seats_taken"], item["seats_left"], item["waitlist_length"]) == (1, 0, 1)
    assert host.sees(event)["waitlist_length"] == 1


def test_a_list_says_the_same_as_the_event(host: Person) -> None:
    event = host.announce(title="Своё", admission="paid", price={"amount": "5", "currency": "EUR"})

    (item,) = host.get("/me/events").body["items"]

    for name in set(item) - {"place", "film"}:
        assert item[name] == event[name], name
    assert item["film"] == event["film"] | {"overview": None, "countries": [], "hook": None}


def test_a_list_counts_the_extra_seats_as_the_event_does(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    world.confirmed(event, host)
    guest = world.follower(host)
    host.invite(event, guest, extra_seat=True)
    guest.act("accept", event)
    pump.run()

    (item,) = host.get("/me/events").body["items"]

    seats = ("capacity", "seats_taken", "seats_left")
    assert [item[name] for name in seats] == [host.sees(event)[name] for name in seats]


@pytest.mark.parametrize(
    "query",
    [{"role": "guest"}, {"when": "now"}, {"limit": "0"}, {"limit": "101"}, {"limit": "many"}],
    ids=str,
)
def test_a_wrong_filter_is_refused(host: Person, query: dict[str, str]) -> None:
    refused(lambda: host.get("/me/events", **query), 422, "validation_failed")


def test_the_host_on_a_card_follows_the_profile(host: Person, guest: Person, pump: Pump) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()

    host.patch("/me", {"name": "Anna Petrovna", "avatar_url": "https://example.com/a.png"})
    guest.patch("/me", {"name": "Boris Petrovich"})
    pump.run(times=2)

    (card,) = guest.get("/events").body["items"]
    assert (card["host"]["name"], card["host"]["avatar_url"]) == (
        "Anna Petrovna",
        "https://example.com/a.png",
    )
    (own,) = guest.get("/me/bookings").body["items"]
    assert own["guest"]["name"] == "Boris Petrovich"
