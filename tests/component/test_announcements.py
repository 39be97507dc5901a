"""Followers are told of a new event that they may see."""

import pytest

from tests.component.clock import instant
from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.component.told import kinds, only


@pytest.mark.parametrize("visibility", ["public", "followers"])
def test_followers_are_told_once_and_find_it(
    world: World, host: Person, pump: Pump, visibility: str
) -> None:
    follower, stranger = world.follower(host), world.person("Stranger")

    event = host.announce(visibility=visibility)
    pump.run(times=3)

    assert kinds(follower) == ["event_announced"]
    assert only(follower, "event_announced")["text"].startswith("Anna shows “Solaris”")
    assert kinds(host) == kinds(stranger) == []
    assert follower.finds() == [event["id"]]


def test_what_is_for_the_invited_is_announced_to_nobody(
    world: World, host: Person, pump: Pump
) -> None:
    follower = world.follower(host)

    host.announce(visibility="invite_only")
    pump.run()

    assert kinds(follower) == []


def test_thousands_of_followers_are_told_page_by_page(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seance.notices.audience.PAGE", 2)
    monkeypatch.setattr("seance.bookings.copies.PAGE", 2)
    followers = [world.follower(host, f"F{number}") for number in range(5)]

    event = host.announce(visibility="followers")
    pump.run(times=2)

    assert [kinds(each) for each in followers] == [["event_announced"]] * 5
    assert [each.finds() for each in followers] == [[event["id"]]] * 5
    late = world.follower(host, "Late")
    host.edit(event, visibility="invite_only")
    pump.run()
    host.edit(event, visibility="followers")
    pump.run(times=2)
    assert late.finds() == [event["id"]]
    assert [kinds(each) for each in followers] == [["event_announced"]] * 5


@pytest.mark.parametrize("opened", ["followers", "public"])
def test_an_event_that_opens_up_is_announced_once_to_who_does_not_know_it(
    world: World, host: Person, pump: Pump, opened: str
) -> None:
    follower, invited, helper = (world.follower(host, name) for name in ("F", "I", "M"))
    event = host.announce(visibility="invite_only")
    host.invite(event, invited)
    host.appoint(event, helper)
    pump.run()
    pump.clock.forward(hours=1)

    changed = host.edit(event, visibility=opened).body
    pump.run(times=2)

    assert kinds(follower) == ["event_announced"]
    told = only(follower, "event_announced")
    assert instant(told["created_at"]) == instant(changed["updated_at"])
    assert (kinds(invited), kinds(helper)) == (["invited"], ["moderator_added"])
    for visibility in ("invite_only", "followers", "public", "invite_only", "public"):
        pump.clock.forward(hours=1)
        host.edit(event, visibility=visibility)
        pump.run()
    assert kinds(follower) == ["event_announced"]


def test_an_event_that_opens_further_is_announced_to_who_followed_since(
    world: World, host: Person, pump: Pump
) -> None:
    early = world.follower(host, "Early")
    event = host.announce(visibility="followers")
    pump.run()
    late = world.follower(host, "Late")
    pump.run()

    host.edit(event, visibility="public")
    pump.run(times=2)

    assert (kinds(early), kinds(late)) == (["event_announced"], ["event_announced"])


def test_what_opens_while_it_is_cancelled_is_announced_when_it_is_on_again(
    world: World, host: Person, pump: Pump
) -> None:
    follower = world.follower(host)
    event = host.announce(visibility="invite_only")
    host.cancel(event)
    host.edit(event, visibility="public")
    pump.run()
    assert kinds(follower) == []

    host.restore(event)
    pump.run()

    assert kinds(follower) == ["event_announced"]


@pytest.mark.parametrize("change", ["hidden", "cancelled", "deleted"])
def test_what_is_gone_by_the_time_is_announced_to_nobody(
    world: World, host: Person, pump: Pump, change: str
) -> None:
    follower = world.follower(host)
    event = host.announce()
    records = pump.changes("main")
    if change == "hidden":
        host.edit(event, visibility="invite_only")
    elif change == "cancelled":
        host.cancel(event)
    else:
        host.delete(f"/events/{event['id']}")

    pump.deliver("main", records)
    pump.run()

    assert kinds(follower) == []


def test_who_unfollowed_is_told_no_more(world: World, host: Person, pump: Pump) -> None:
    follower = world.follower(host)
    follower.unfollow(host)

    host.announce()
    pump.run()

    assert kinds(follower) == []
