"""M12: a user's events and the reviews about them, as far as the reader may see them (R6, R17)."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.reviewing import Evening, about, evening, review, take_back
from tests.component.storage import refused

__all__ = ["evening"]


def history(viewer: Person, whose: Person | str, **query: Any) -> list[str]:
    """The titles, newest first."""
    who = whose if isinstance(whose, str) else whose.id
    answer = viewer.get(f"/users/{who}/events", **query)
    assert answer.status == 200, answer.body
    return [each["title"] for each in answer.body["items"]]


def test_m12_the_history_is_what_took_place_newest_first(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    for day in (3, 1, 2):
        host.announce(title=f"Day {day}", starts_at=at(days=day))
    off = host.announce(title="Off", starts_at=at(days=4))
    host.announce(title="Ahead", starts_at=at(days=9))
    host.cancel(off)
    clock.to(at(days=5))

    assert history(guest, host, when="past") == ["Day 3", "Day 2", "Day 1"]
    assert history(host, "me") == ["Day 3", "Day 2", "Day 1"]
    assert history(guest, host, when="upcoming") == ["Ahead"]


def test_m12_the_history_has_pages(host: Person, guest: Person, clock: Clock) -> None:
    for day in range(1, 6):
        host.announce(title=f"Day {day}", starts_at=at(days=day))
    host.announce(title="Hidden", starts_at=at(days=3, hours=5), visibility="invite_only")
    clock.to(at(days=9))
    path, found, cursor = f"/users/{host.id}/events", [], None
    for size in (2, 2, 1):
        page = guest.get(path, limit=2, cursor=cursor).body
        assert len(page["items"]) == size
        found += [each["title"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert found == [f"Day {day}" for day in (5, 4, 3, 2, 1)]
    assert cursor is None
    other = guest.get(path, limit=2).body["next_cursor"]
    assert host.get(path, cursor=other).code == "bad_cursor"


def test_m12_where_somebody_was_a_guest_is_told_to_who_may_know_the_guests(
    evening: Evening,
) -> None:
    title = evening.event["title"]
    for viewer in (evening.guest, evening.host, evening.other):
        assert history(viewer, evening.guest) == [title]
    assert history(evening.stranger, evening.guest) == []
    assert history(evening.stranger, evening.host) == [title]


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_events_and_reviews_that_are_not_for_the_reader_are_not_listed(
    world: World, host: Person, pump: Pump, clock: Clock, visibility: str
) -> None:
    event = host.announce(visibility=visibility)
    guest, follower, stranger = world.follower(host), world.follower(host), world.person("S")
    host.invite(event, guest)
    guest.act("accept", event)
    clock.to(event["ends_at"])
    review(guest, host, event, 4)
    review(host, guest, event, 5)
    sees = [guest, host] + ([follower] if visibility == "followers" else [])
    for viewer in (guest, host, follower, stranger):
        shown = viewer in sees
        assert history(viewer, host) == ([event["title"]] if shown else [])
        assert about(viewer, host) == ([("Fedor", "Anna", 4)] if shown else [])
        assert about(viewer, guest) == ([("Anna", "Fedor", 5)] if shown else [])
    follower.unfollow(host)
    assert about(follower, host) == []


def test_m14_reviews_as_host_and_as_guest(world: World, evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 4)
    review(evening.host, evening.guest, evening.event, 3)
    event = evening.guest.announce(starts_at=a_day_later(evening), film_id="alien-1979")
    vera = world.confirmed(event, evening.guest, "Vera")
    evening.clock.to(event["ends_at"])
    review(vera, evening.guest, event, 5)
    review(evening.guest, vera, event, 5)

    assert about(vera, evening.guest, **{"as": "host"}) == [("Vera", "Boris", 5)]
    assert about(vera, evening.guest, **{"as": "guest"}) == [("Anna", "Boris", 3)]
    assert about(vera, evening.guest) == [("Vera", "Boris", 5), ("Anna", "Boris", 3)]
    first = vera.get(f"/users/{evening.guest.id}/reviews", limit=1).body
    rest = vera.get(f"/users/{evening.guest.id}/reviews", limit=1, cursor=first["next_cursor"])
    assert [each["rating"] for each in rest.body["items"]] == [3]
    assert rest.body["next_cursor"] is None
    bad = vera.get(f"/users/{evening.guest.id}/reviews", **{"as": "moderator"})
    assert bad.code == "validation_failed"


def test_m14_the_reviews_of_an_event_have_pages(evening: Evening) -> None:
    for guest in (evening.guest, evening.other):
        review(guest, evening.host, evening.event, 4)
    review(evening.host, evening.guest, evening.event, 3)
    path, found, cursor = f"/events/{evening.event['id']}/reviews", [], None
    for size in (1, 1, 0):
        page = evening.stranger.get(path, limit=1, cursor=cursor).body
        found += [each["rating"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["items"]) == size
    assert sorted(found) == [3, 4]  # Vera's is hidden, and fills no page


def test_r17_whom_the_user_blocked_finds_no_profile(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 4)
    review(evening.host, evening.guest, evening.event, 3)
    evening.host.block(evening.stranger)
    for list_ in ("events", "reviews"):
        path = f"/users/{evening.host.id}/{list_}"
        refused(partial(evening.stranger.get, path), 404, "not_found")
    assert about(evening.stranger, evening.guest) == []  # it would tell of the host's event
    assert evening.guest.get("/users/nobody/events").status == 404


def test_r14_a_block_takes_no_review_away(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 1)
    review(evening.host, evening.guest, evening.event, 3)
    evening.host.block(evening.guest)
    assert ("Boris", "Anna", 1) in about(evening.stranger, evening.host)
    assert review(evening.guest, evening.host, evening.event, 2).status == 200
    assert take_back(evening.guest, evening.host, evening.event).status == 204


def a_day_later(evening: Evening) -> str:
    """An instant."""
    return (evening.clock.moment + timedelta(days=1)).isoformat()
