"""R6: to whom an event does not exist, it exists nowhere."""

from typing import Any

import pytest

from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

EVERY_DOOR = [
    ("GET", ""),
    ("PATCH", ""),
    ("DELETE", ""),
    ("POST", "/cancel"),
    ("POST", "/restore"),
    ("POST", "/bookings"),
    ("GET", "/bookings"),
    ("GET", "/bookings/me"),
    ("GET", "/bookings/{host}"),
    ("POST", "/bookings/decide"),
    ("POST", "/bookings/me/withdraw"),
    ("POST", "/bookings/me/accept"),
    ("POST", "/bookings/{host}/approve"),
    ("POST", "/bookings/{host}/decline"),
    ("POST", "/bookings/{host}/remove"),
    ("POST", "/bookings/{host}/revoke"),
    ("POST", "/invitations"),
    ("GET", "/moderators"),
    ("PUT", "/moderators/{host}"),
    ("DELETE", "/moderators/{host}"),
]


def knock(person: Person, event: dict[str, Any], host: Person, method: str, path: str) -> Any:
    body = {"guest_id": host.id} if path == "/invitations" else {} if method != "GET" else None
    full = f"/events/{event['id']}{path.format(host=host.id)}"
    return lambda: person.call(method, full, body)


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
@pytest.mark.parametrize(("method", "path"), EVERY_DOOR)
def test_a_stranger_finds_no_door(
    world: World, host: Person, guest: Person, visibility: str, method: str, path: str
) -> None:
    event = host.announce(visibility=visibility)

    refused(knock(guest, event, host, method, path), 404, "not_found")


@pytest.mark.parametrize(("method", "path"), EVERY_DOOR)
def test_a_follower_finds_no_door_to_what_is_for_the_invited(
    world: World, host: Person, method: str, path: str
) -> None:
    event = host.announce(visibility="invite_only")
    follower = world.follower(host)

    refused(knock(follower, event, host, method, path), 404, "not_found")


def test_a_follower_sees_and_books_what_is_for_followers(world: World, host: Person) -> None:
    event = host.announce(visibility="followers")
    follower = world.follower(host)

    assert follower.sees(event)["visibility"] == "followers"
    assert follower.ask(event).status == 201


def test_an_event_for_followers_is_not_for_whom_the_host_follows(
    host: Person, guest: Person
) -> None:
    event = host.announce(visibility="followers")
    host.follow(guest)

    assert guest.get(f"/events/{event['id']}").status == 404


def test_the_invited_see_what_is_for_the_invited(world: World, host: Person) -> None:
    event = host.announce(visibility="invite_only")
    invited = world.follower(host)

    host.invite(event, invited)

    assert invited.sees(event)["my_booking"]["status"] == "invited"
    assert invited.act("accept", event).body["status"] == "confirmed"


def test_who_refused_an_invitation_may_come_back(world: World, host: Person) -> None:
    event = host.announce(visibility="invite_only")
    invited = world.follower(host)
    host.invite(event, invited)
    invited.act("refuse", event)

    assert invited.sees(event)["actions"] == ["request"]
    assert invited.ask(event).body["status"] == "requested"
    invited.act("withdraw", event)
    assert invited.ask(event).body["status"] == "requested"


@pytest.mark.parametrize("action", ["revoke", "remove"])
def test_whose_invitation_is_over_sees_nothing_more(
    world: World, host: Person, action: str
) -> None:
    event = host.announce(visibility="invite_only")
    invited = world.follower(host)
    host.invite(event, invited)
    if action == "remove":
        invited.act("accept", event)

    host.act(action, event, invited)

    refused(lambda: invited.get(f"/events/{event['id']}"), 404, "not_found")
    refused(lambda: invited.ask(event), 404, "not_found")


def test_an_unfollow_keeps_an_existing_booking(world: World, host: Person, pump: Pump) -> None:
    event = host.announce(visibility="followers")
    follower, other = world.follower(host), world.follower(host, "Other")
    follower.ask(event)
    pump.run()

    follower.unfollow(host)
    other.unfollow(host)
    pump.run()

    assert follower.sees(event)["my_role"] == "guest"
    assert follower.finds() == [event["id"]]
    assert host.act("approve", event, follower).body["status"] == "confirmed"
    assert follower.sees(event)["place"]["address"] == "Арбат, 1, кв. 5"
    assert other.get(f"/events/{event['id']}").status == 404
    assert other.finds() == []


def test_whoever_holds_a_live_booking_finds_the_event_whatever_the_streams_have_seen(
    world: World, host: Person
) -> None:
    event = host.announce(visibility="followers")
    secret = host.announce(visibility="invite_only", starts_at=at(days=9))
    follower = world.follower(host)
    follower.ask(event)
    host.invite(secret, follower)

    follower.unfollow(host)

    assert follower.finds() == [event["id"], secret["id"]]


@pytest.mark.parametrize("seen", ["edit", "booking"])
def test_who_asks_while_an_event_stops_being_public_finds_it(
    world: World, host: Person, guest: Person, pump: Pump, seen: str
) -> None:
    """Either of the two is enough: what the stream says of the edit, or of the booking."""
    event = host.announce()
    pump.run()
    guest.ask(event)
    records = pump.changes("main") if seen == "booking" else []
    pump.changes("main")
    host.edit(event, visibility="invite_only")
    records += pump.changes("main") if seen == "edit" else []
    pump.changes("main")

    pump.deliver("main", records)
    pump.run()

    assert guest.finds() == [event["id"]]


def test_who_unfollowed_and_left_does_not_come_back(world: World, host: Person) -> None:
    event = host.announce(visibility="followers")
    follower = world.follower(host)
    follower.ask(event)
    follower.unfollow(host)

    follower.act("withdraw", event)

    refused(lambda: follower.ask(event), 404, "not_found")


def test_a_moderator_sees_it_after_an_unfollow_too(world: World, host: Person) -> None:
    event = host.announce(visibility="followers")
    moderator, guest = world.person("Mila"), world.follower(host)
    host.appoint(event, moderator)
    guest.ask(event)

    moderator.unfollow(host)

    assert moderator.sees(event)["my_role"] == "moderator"
    assert moderator.act("approve", event, guest).status == 200


def test_an_event_that_becomes_private_vanishes_for_all_but_its_guests(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce()
    guest, stranger = world.confirmed(event, host), world.person("Stranger")
    pump.run()
    assert stranger.finds() == [event["id"]]

    host.edit(event, visibility="invite_only")
    pump.run()

    assert stranger.finds() == []
    assert stranger.get(f"/events/{event['id']}").status == 404
    assert guest.finds() == [event["id"]]
    assert host.finds() == []
    assert [each["id"] for each in host.get("/me/events").body["items"]] == [event["id"]]


def test_an_event_that_becomes_for_followers_is_found_by_them(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(visibility="invite_only")
    follower = world.follower(host)
    pump.run()
    assert follower.finds() == []

    host.edit(event, visibility="followers")
    pump.run(times=2)

    assert follower.finds() == [event["id"]]


def test_a_new_follower_finds_what_was_announced_before(
    world: World, host: Person, pump: Pump
) -> None:
    followers, invited = (
        host.announce(visibility="followers"),
        host.announce(visibility="invite_only", film_id="alien-1979", starts_at=at(days=9)),
    )
    pump.run()

    follower = world.follower(host)
    pump.run(times=2)

    assert follower.finds() == [followers["id"]]
    assert invited["id"] not in follower.finds(visibility="invite_only")


def test_who_follows_and_unfollows_at_once_finds_nothing(
    world: World, host: Person, pump: Pump
) -> None:
    host.announce(visibility="followers")
    pump.run()
    follower = world.follower(host)
    records = pump.changes("main")
    follower.unfollow(host)
    pump.seen["main"] = {
        key: item for key, item in pump.seen["main"].items() if "FOLLOWER" not in key[1]
    }

    pump.deliver("main", records)
    pump.run()

    assert follower.finds() == []


def test_the_invited_find_it_in_their_search(world: World, host: Person, pump: Pump) -> None:
    event = host.announce(visibility="invite_only")
    invited = world.follower(host)
    host.invite(event, invited)

    pump.run(times=2)

    assert invited.finds() == [event["id"]]
    assert invited.finds(visibility="invite_only") == [event["id"]]
    assert invited.finds(visibility="public") == []
    host.act("revoke", event, invited)
    assert invited.finds() == []


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_only_public_events_exist_without_a_token(
    world: World, host: Person, visibility: str
) -> None:
    hidden = host.announce(visibility=visibility)

    refused(lambda: world.nobody.get(f"/public/events/{hidden['id']}"), 404, "not_found")


def test_a_public_event_shows_no_address_and_no_guests_without_a_token(
    world: World, host: Person
) -> None:
    event = host.announce(description="Будет чай")
    world.confirmed(event, host)

    answer = world.nobody.get(f"/public/events/{event['id']}")

    assert answer.status == 200
    seen = answer.body
    assert (seen["id"], seen["description"]) == (event["id"], "Будет чай")
    assert (seen["seats_taken"], seen["seats_left"]) == (1, 4)
    assert ("address" in seen["place"], seen["place"]["latitude"]) == (False, 55.75)
    assert "Clara" not in str(seen)
    assert {"my_booking", "my_role", "actions", "calendar_url"} & set(seen) == set()


def test_what_is_no_event_is_not_found_without_a_token_either(world: World) -> None:
    refused(lambda: world.nobody.get("/public/events/01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "not_found")
    refused(lambda: world.nobody.get("/public/events/x"), 404, "not_found")
