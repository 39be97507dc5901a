"""Moderators (M11): followers to whom the host gives rights for one event."""

from typing import Any

import pytest

from seance.events import moderators
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused, same_twice


def path_of(event: dict[str, Any], person: Person) -> str:
    return f"/events/{event['id']}/moderators/{person.id}"


def ids(person: Person, event: dict[str, Any]) -> set[str]:
    answer = person.get(f"/events/{event['id']}/moderators")
    assert answer.status == 200
    assert answer.body["next_cursor"] is None
    return {each["id"] for each in answer.body["items"]}


def test_a_follower_becomes_moderator(world: World, host: Person) -> None:
    event = host.announce()
    mila = world.follower(host, "Mila")

    same_twice(lambda: host.put(path_of(event, mila)), 204)

    assert ids(host, event) == {mila.id}
    assert mila.sees(event)["my_role"] == "moderator"
    assert {"invite", "approve", "decline"} <= set(mila.sees(event)["actions"])
    assert not {"edit", "cancel", "delete"} & set(mila.sees(event)["actions"])


def test_a_moderator_approves_declines_removes_and_revokes(world: World, host: Person) -> None:
    event = host.announce()
    mila = world.person("Mila")
    host.appoint(event, mila)
    yes, no = world.people(2)
    invited = world.follower(host)
    yes.ask(event)
    no.ask(event)
    mila.invite(event, invited)

    assert mila.act("approve", event, yes).body["decided_by"] == mila.id
    assert mila.act("decline", event, no).body["status"] == "declined"
    assert mila.act("revoke", event, invited).body["status"] == "declined"
    assert mila.act("remove", event, yes).body["status"] == "removed"


def test_a_moderator_does_not_decide_on_oneself(world: World, host: Person) -> None:
    event = host.announce()
    mila, invited = world.person("Mila"), world.person("Ivan")
    host.appoint(event, mila)
    host.appoint(event, invited)
    mila.ask(event)
    host.invite(event, invited)

    for action in ("approve", "decline", "remove", "revoke"):
        for guest in ("me", mila.id):
            refused(acting(mila, action, event, guest), 403, "forbidden")
    refused(lambda: invited.act("revoke", event, invited), 403, "forbidden")
    assert mila.act("withdraw", event).status == 200


def acting(person: Person, action: str, event: dict[str, Any], guest: str) -> Any:
    """To be asked for later."""
    return lambda: person.act(action, event, guest)


def test_the_rights_are_for_one_event(world: World, host: Person) -> None:
    event, other = host.announce(), host.announce(film_id="alien-1979", starts_at=at(days=9))
    mila, guest = world.person("Mila"), world.person("Boris")
    host.appoint(event, mila)
    guest.ask(other)

    refused(lambda: mila.act("approve", other, guest), 403, "forbidden")
    assert mila.sees(other)["my_role"] == "none"


def test_who_does_not_follow_the_host_gets_no_rights(host: Person, guest: Person) -> None:
    event = host.announce()

    refused(lambda: host.put(path_of(event, guest)), 409, "not_a_follower")
    refused(lambda: host.put(f"/events/{event['id']}/moderators/nobody"), 409, "not_a_follower")


def test_the_host_needs_no_rights(host: Person) -> None:
    event = host.announce()

    refused(lambda: host.put(path_of(event, host)), 403, "forbidden")


def test_only_the_host_gives_and_takes_rights(world: World, host: Person) -> None:
    event = host.announce()
    mila, follower = world.person("Mila"), world.follower(host)
    host.appoint(event, mila)

    for person in (mila, follower):
        refused(putting(person, path_of(event, follower)), 403, "forbidden")
        refused(removing(person, path_of(event, mila)), 403, "forbidden")


def putting(person: Person, path: str) -> Any:
    """To be asked for later."""
    return lambda: person.put(path)


def removing(person: Person, path: str) -> Any:
    """To be asked for later."""
    return lambda: person.delete(path)


def test_who_is_removed_loses_the_rights_at_once(world: World, host: Person, guest: Person) -> None:
    event = host.announce()
    mila = world.person("Mila")
    host.appoint(event, mila)
    guest.ask(event)

    same_twice(lambda: host.delete(path_of(event, mila)), 204)

    refused(lambda: mila.act("approve", event, guest), 403, "forbidden")
    refused(lambda: mila.get(f"/events/{event['id']}/bookings"), 403, "forbidden")
    assert mila.sees(event)["my_role"] == "none"
    assert mila.get("/me/events", role="moderator").body["items"] == []


def test_removing_who_never_was_one_changes_nothing(host: Person, guest: Person) -> None:
    event = host.announce()

    same_twice(lambda: host.delete(path_of(event, guest)), 204)


def test_an_unfollow_takes_no_rights(world: World, host: Person, guest: Person) -> None:
    event = host.announce()
    mila = world.person("Mila")
    host.appoint(event, mila)
    guest.ask(event)

    mila.unfollow(host)

    assert mila.act("approve", event, guest).status == 200


def test_who_may_not_know_the_guests_may_not_know_the_moderators(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    mila, confirmed = world.person("Mila"), world.confirmed(event, host)
    host.appoint(event, mila)
    guest.ask(event)

    assert ids(mila, event) == ids(confirmed, event) == {mila.id}
    refused(lambda: guest.get(f"/events/{event['id']}/moderators"), 403, "forbidden")


def test_an_event_has_a_limited_number_of_moderators(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderators, "MAXIMUM", 1)
    event = host.announce()
    mila, other = world.person("Mila"), world.follower(host)
    host.appoint(event, mila)

    refused(lambda: host.put(path_of(event, other)), 429, "too_many_requests", "remove_a_moderator")
    host.appoint(event, mila)


def test_rights_are_given_before_the_start_only(world: World, host: Person, clock: Clock) -> None:
    event = host.announce()
    mila, follower = world.person("Mila"), world.follower(host)
    host.appoint(event, mila)
    clock.to(event["starts_at"])

    refused(lambda: host.put(path_of(event, follower)), 409, "event_started")
    assert host.delete(path_of(event, mila)).status == 204


def test_a_moderators_booking_says_so(world: World, host: Person) -> None:
    event = host.announce()
    mila = world.person("Mila")
    mila.ask(event)

    host.appoint(event, mila)

    assert mila.booking(event)["is_super"] is True
    listed = host.get(f"/events/{event['id']}/bookings").body["items"]
    assert [each["is_super"] for each in listed] == [True]


def test_the_list_of_what_one_moderates_follows_a_moved_event(
    world: World, host: Person, pump: Pump
) -> None:
    first, second = (
        host.announce(starts_at=at(days=3)),
        host.announce(starts_at=at(days=4), film_id="alien-1979"),
    )
    mila = world.person("Mila")
    for event in (first, second):
        host.appoint(event, mila)

    host.edit(first, starts_at=at(days=6))
    pump.run(times=2)

    items = mila.get("/me/events", role="moderator").body["items"]
    assert [each["id"] for each in items] == [second["id"], first["id"]]
