"""Who sees which bookings (M7, M8)."""

import pytest

from seance.bookings import lists
from seance.notices.model import Message
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused


def test_host_and_moderators_see_every_booking(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    mila = world.person("Mila")
    host.appoint(event, mila)
    asked, confirmed = world.person("Asked"), world.person("Confirmed")
    asked.post(f"/events/{event['id']}/bookings", {"message": "Можно?"})
    confirmed.ask(event)
    host.act("approve", event, confirmed)
    waiting = world.person("Waiting")
    waiting.ask(event)
    path = f"/events/{event['id']}/bookings"

    for person in (host, mila):
        items = person.get(path).body["items"]
        assert {each["guest"]["name"]: each["status"] for each in items} == {
            "Asked": "requested",
            "Confirmed": "confirmed",
            "Waiting": "waitlisted",
        }
        assert "Можно?" in [each["message"] for each in items]


@pytest.mark.parametrize(
    "status",
    ["requested", "waitlisted", "invited", "confirmed", "declined", "refused", "withdrawn", "removed"],
)  # fmt: skip
def test_a_list_of_one_status_has_only_those(world: World, host: Person, status: str) -> None:
    event = host.announce(capacity=1)
    people = {name: world.follower(host, name) for name in (
        "requested", "invited", "declined", "refused", "withdrawn", "removed", "confirmed", "waitlisted",
    )}  # fmt: skip
    for name in ("requested", "declined", "withdrawn", "removed", "confirmed"):
        people[name].ask(event)
    for name in ("invited", "refused"):
        host.invite(event, people[name])
    host.act("approve", event, people["removed"])
    host.act("remove", event, people["removed"])
    host.act("decline", event, people["declined"])
    people["refused"].act("refuse", event)
    people["withdrawn"].act("withdraw", event)
    host.act("approve", event, people["confirmed"])
    people["waitlisted"].ask(event)

    listed = host.get(f"/events/{event['id']}/bookings", status=status).body["items"]

    assert [each["guest"]["name"] for each in listed] == [status]
    assert [each["status"] for each in listed] == [status]


def test_the_earliest_request_comes_first(world: World, host: Person) -> None:
    event = host.announce()
    people = world.people(4)
    for person in reversed(people):
        person.ask(event)

    listed = host.get(f"/events/{event['id']}/bookings", status="requested").body["items"]

    assert [each["guest"]["id"] for each in listed] == [each.id for each in reversed(people)]


@pytest.mark.parametrize("action", ["approve", "decline"])
def test_nobody_is_skipped_who_is_decided_on_between_two_pages(
    world: World, host: Person, action: str
) -> None:
    event = host.announce()
    people = world.people(5)
    for person in people:
        person.ask(event)
    path, shown, cursor = f"/events/{event['id']}/bookings", [], None
    for each in (2, 4, None):
        page = host.get(path, limit=2, cursor=cursor).body
        shown += [item["guest"]["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if each:
            host.act(action, event, people[each])

    assert shown == [each.id for each in people]
    assert cursor is None


def test_a_page_begun_by_the_release_before_goes_on(host: Person, world: World) -> None:
    """Its cursors are positions in the order of status."""
    event = host.announce()
    for person in world.people(3):
        person.ask(event)
    first, after = lists.of_event(event["id"], "requested", 2)

    rest, end = lists.of_event(event["id"], None, 2, after)

    assert [each.requested_at for each in [*first, *rest]] == sorted(
        each.requested_at for each in [*first, *rest]
    )
    assert (len(first), len(rest), end) == (2, 1, None)


def test_a_notice_begun_by_the_release_before_goes_on(
    host: Person, world: World, pump: Pump
) -> None:
    event = host.announce()
    people = world.people(3)
    for person in people:
        person.ask(event)
    _, after = lists.of_event(event["id"], "requested", 2)
    told = Message(
        "event_cancelled", event["id"], 9, pump.clock.moment.isoformat(), "guests", after=after
    )

    pump.send("notices", [told.body()])
    pump.run()

    kinds = [[each["kind"] for each in who.get("/me/notices").body["items"]] for who in people]
    assert [each.count("event_cancelled") for each in kinds] == [0, 0, 1]


def test_a_confirmed_guest_sees_who_else_is_confirmed_and_no_messages(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/bookings"
    other, asked = world.person("Other"), world.person("Asked")
    for person in (other, guest, asked):
        person.post(path, {"message": "личное"})
    host.act("approve", event, other)
    host.act("approve", event, guest)

    items = guest.get(path).body["items"]

    assert {each["guest"]["name"] for each in items} == {"Boris", "Other"}
    assert [each["message"] for each in items] == [None, None]
    assert guest.get(path, status="confirmed").body["items"] == items
    refused(lambda: guest.get(path, status="requested"), 403, "forbidden")


@pytest.mark.parametrize("status", ["requested", "invited", "withdrawn", None])
def test_nobody_else_sees_the_guests(world: World, host: Person, status: str | None) -> None:
    event = host.announce()
    person = world.follower(host)
    if status == "invited":
        host.invite(event, person)
    elif status:
        person.ask(event)
    if status == "withdrawn":
        person.act("withdraw", event)

    refused(lambda: person.get(f"/events/{event['id']}/bookings"), 403, "forbidden")


def test_one_booking_is_for_the_host_side_and_its_guest(world: World, host: Person) -> None:
    event = host.announce()
    mila, confirmed = world.person("Mila"), world.confirmed(event, host)
    host.appoint(event, mila)
    path = f"/events/{event['id']}/bookings"

    own = confirmed.get(f"{path}/me")

    assert own.body["status"] == "confirmed"
    assert confirmed.get(f"{path}/{confirmed.id}").body == own.body
    told = own.body | {"ticket": None}  # a ticket is its guest's alone
    assert host.get(f"{path}/{confirmed.id}").body == told
    assert mila.get(f"{path}/{confirmed.id}").body == told
    stranger = world.person("Stranger")
    refused(lambda: stranger.get(f"{path}/{confirmed.id}"), 403, "forbidden")
    refused(lambda: stranger.get(f"{path}/me"), 404, "not_found")
    refused(lambda: host.get(f"{path}/{stranger.id}"), 404, "not_found")
    refused(lambda: host.get(f"{path}/a%00b"), 404, "not_found")


@pytest.mark.parametrize(
    "query", [{"status": "pending"}, {"limit": 0}, {"limit": 101}, {"limit": "x"}]
)
@pytest.mark.parametrize("path", ["/me/bookings", "/events/{event}/bookings"])
def test_a_wrong_filter_of_bookings_is_refused(
    host: Person, path: str, query: dict[str, object]
) -> None:
    event = host.announce()

    refused(lambda: host.get(path.format(event=event["id"]), **query), 422, "validation_failed")


class TestOwnBookings:
    """`GET /me/bookings`."""

    def test_they_come_with_their_events(self, host: Person, guest: Person) -> None:
        event = host.announce()
        guest.ask(event)

        (item,) = guest.get("/me/bookings").body["items"]

        assert (item["event_id"], item["status"]) == (event["id"], "requested")
        assert item["guest"]["id"] == guest.id
        assert item["event"] | {"film": None} == {
            "id": event["id"],
            "title": event["title"],
            "title_given": False,
            "film": None,
            "starts_at": event["starts_at"],
            "ends_at": event["ends_at"],
            "time_zone": "Europe/Moscow",
            "city": "Москва",
            "status": "scheduled",
        }
        assert item["event"]["film"]["id"] == "solaris-1972"

    def test_they_are_listed_by_status_and_by_time(
        self, world: World, host: Person, guest: Person, clock: Clock
    ) -> None:
        soon = host.announce(starts_at=at(days=1))
        later = host.announce(starts_at=at(days=2))
        last = host.announce(starts_at=at(days=3))
        for event in (last, soon, later):
            guest.ask(event)
        host.act("approve", later, guest)
        clock.to(soon["ends_at"], minutes=1)

        assert listed(guest, when="upcoming") == [later["id"], last["id"]]
        assert listed(guest, when="past") == [soon["id"]]
        assert listed(guest, status="requested", when="upcoming") == [last["id"]]
        assert listed(guest, status="confirmed") == [later["id"]]
        assert set(listed(guest)) == {soon["id"], later["id"], last["id"]}
        assert listed(guest, status="removed") == []
        past = guest.get("/me/bookings", when="past").body["items"]
        assert past[0]["event"]["status"] == "finished"

    def test_who_has_a_seat_finds_the_address_in_the_list(
        self, host: Person, guest: Person, clock: Clock
    ) -> None:
        event = host.announce()
        guest.ask(event)
        assert guest.get("/me/bookings").body["items"][0]["place"] is None

        host.act("approve", event, guest)
        clock.to(event["starts_at"])

        (item,) = guest.get("/me/bookings", when="upcoming").body["items"]
        assert item["place"]["address"] == "Арбат, 1, кв. 5"
        clock.to(event["ends_at"])
        assert guest.get("/me/bookings", when="past").body["items"][0]["place"] is None

    def test_one_that_runs_is_not_past_until_it_ends(
        self, host: Person, guest: Person, clock: Clock
    ) -> None:
        event = host.announce()
        guest.ask(event)

        clock.to(event["starts_at"])
        assert listed(guest, when="upcoming") == [event["id"]]
        assert listed(guest, when="past") == []
        clock.to(event["ends_at"])
        assert listed(guest, when="upcoming") == []
        assert listed(guest, when="past") == [event["id"]]

    def test_the_past_comes_newest_first(self, host: Person, guest: Person, clock: Clock) -> None:
        events = [host.announce(starts_at=at(days=day)) for day in (1, 2, 3)]
        for event in events:
            guest.ask(event)
        clock.forward(days=9)

        assert listed(guest, when="past") == [each["id"] for each in reversed(events)]

    def test_they_follow_what_the_host_changes(
        self, host: Person, guest: Person, pump: Pump
    ) -> None:
        event = host.announce()
        guest.ask(event)
        host.edit(event, title="Иначе", starts_at=at(days=8), film_id="alien-1979")
        host.cancel(event)

        pump.run(times=2)

        (item,) = guest.get("/me/bookings").body["items"]
        assert (item["event"]["title"], item["event"]["status"]) == ("Иначе", "cancelled")
        assert item["event"]["starts_at"] == host.sees(event)["starts_at"]
        assert item["event"]["film"]["id"] == "alien-1979"

    def test_nobody_sees_those_of_others(self, host: Person, guest: Person) -> None:
        guest.ask(host.announce())

        assert listed(host) == []

    @pytest.mark.parametrize("when", ["now", "", "UPCOMING"])
    def test_a_wrong_time_is_refused(self, guest: Person, when: str) -> None:
        refused(lambda: guest.get("/me/bookings", when=when), 422, "validation_failed")


def listed(person: Person, **query: str) -> list[str]:
    """The ids of the events of own bookings."""
    answer = person.get("/me/bookings", **query)
    assert answer.status == 200
    return [each["event_id"] for each in answer.body["items"]]
