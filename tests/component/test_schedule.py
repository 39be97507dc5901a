"""One's own schedule (M29): what one hosts and what one booked, between two instants."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from seance.listings import schedule
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused


def shown(person: Person, **window: str) -> list[tuple[str, str, str]]:
    """Kind, status and event of each entry."""
    answer = person.get("/me/schedule", **window)
    assert answer.status == 200, answer.body
    return [(each["kind"], each["status"], each["event"]["id"]) for each in answer.body["items"]]


def test_m29_own_events_and_bookings_stand_by_start_with_their_status(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    own = guest.announce(film_id="alien-1979", starts_at=at(days=9), time_zone="Asia/Kathmandu")
    off = guest.announce(film_id="stalker-1979", starts_at=at(days=11))
    guest.cancel(off)
    asked = host.announce(starts_at=at(days=3))
    seat = host.announce(film_id="mirror-1974", starts_at=at(days=10), approval="automatic")
    waits = host.announce(film_id="alien-1979", starts_at=at(days=5), capacity=1)
    world.confirmed(waits, host)
    invites = host.announce(film_id="stalker-1979", starts_at=at(days=7), visibility="invite_only")
    for event in (asked, seat, waits):
        guest.ask(event)
    guest.follow(host)
    host.invite(invites, guest)
    pump.run()

    assert shown(guest) == [
        ("booking", "requested", asked["id"]),
        ("booking", "waitlisted", waits["id"]),
        ("booking", "invited", invites["id"]),
        ("event", "scheduled", own["id"]),
        ("booking", "confirmed", seat["id"]),
        ("event", "cancelled", off["id"]),
    ]
    (entry,) = [
        each for each in guest.get("/me/schedule").body["items"] if each["event"]["id"] == own["id"]
    ]
    assert (entry["starts_at"], entry["ends_at"]) == (own["starts_at"], own["ends_at"])
    assert entry["starts_at"].endswith("Z")
    assert entry["time_zone"] == "Asia/Kathmandu"
    assert entry["event"] == {
        "id": own["id"],
        "title": own["title"],
        "title_given": False,
        "film": own["film"] | {"overview": None, "countries": [], "hook": None},
        "starts_at": own["starts_at"],
        "ends_at": own["ends_at"],
        "time_zone": "Asia/Kathmandu",
        "city": "Москва",
        "status": "scheduled",
    }
    assert [each[0] for each in shown(host)] == ["event"] * 4


def test_a_schedule_shows_what_overlaps_the_time_that_is_asked_for(
    host: Person, guest: Person, clock: Clock
) -> None:
    event = host.announce(starts_at=at(days=3), duration_minutes=120, approval="automatic")
    guest.ask(event)

    def seen(**window: str) -> list[bool]:
        return [bool(shown(person, **window)) for person in (host, guest)]

    start, end = event["starts_at"], event["ends_at"]
    assert seen(**{"from": start, "to": end}) == [True, True]
    assert seen(**{"from": at(days=1), "to": start}) == [False, False]
    assert seen(**{"from": end, "to": at(days=9)}) == [False, False]
    assert seen(**{"from": at(days=3, minutes=119), "to": at(days=3, minutes=120)}) == [True, True]
    clock.to(end, seconds=1)
    assert seen() == [False, False]
    assert shown(host, **{"from": start, "to": end}) == [("event", "finished", event["id"])]
    assert shown(guest, **{"from": start, "to": end}) == [("booking", "confirmed", event["id"])]
    (past,) = guest.get("/me/schedule", **{"from": start, "to": end}).body["items"]
    assert past["event"]["status"] == "finished"


def test_r7_a_schedule_tells_no_address_and_nobody_elses_bookings(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    guest.ask(event)
    other = world.confirmed(event, host)

    told = f"{host.get('/me/schedule').body} {guest.get('/me/schedule').body}"
    assert "кв. 5" not in told
    assert "5912" not in told
    assert other.id not in told


def test_r6_an_event_that_is_not_visible_any_more_stays_as_in_my_bookings(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    host.edit(event, visibility="invite_only")
    host.act("decline", event, guest)
    pump.run()
    host.edit(event, title="Тайна")
    pump.run()

    refused(lambda: guest.get(f"/events/{event['id']}"), 404, "not_found")
    (listed,) = guest.get("/me/bookings").body["items"]
    (entry,) = guest.get("/me/schedule").body["items"]
    assert entry["status"] == listed["status"] == "declined"
    assert entry["event"] == listed["event"]
    assert "Тайна" not in str(entry)


def test_an_event_that_moves_moves_in_the_schedules(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(starts_at=at(days=3))
    guest.ask(event)
    moved = host.edit(event, starts_at=at(days=8)).body
    pump.run()

    for person in (host, guest):
        (entry,) = person.get("/me/schedule").body["items"]
        assert entry["starts_at"] == moved["starts_at"]


@pytest.mark.parametrize(
    "window",
    [
        {"from": at(days=1), "to": at(days=63, hours=1)},
        {"from": at(days=2), "to": at(days=1)},
        {"to": at(days=-1)},
        {"to": at(days=70)},
        {"from": "tomorrow"},
    ],
)
def test_more_than_62_days_or_none_is_refused(guest: Person, window: dict[str, str]) -> None:
    refused(lambda: guest.get("/me/schedule", **window), 422, "validation_failed")


@pytest.mark.parametrize("start", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_calendar_has_ends_and_a_schedule_none(guest: Person, start: str) -> None:
    answer = guest.get("/me/schedule", **{"from": start})
    assert (answer.status, answer.body) == (200, {"items": [], "next_from": None})


def test_who_has_more_than_one_answer_holds_is_told_where_it_goes_on(
    world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "MOST", 2)
    films = ("alien-1979", "stalker-1979", "solaris-1972", "mirror-1974", "metropolis-1927")
    ids = [
        host.announce(film_id=film, starts_at=at(days=day), duration_minutes=60)["id"]
        for day, film in enumerate(films, 2)
    ]
    there = guest.announce(starts_at=at(days=20), approval="automatic")
    host.ask(there)

    walked = list[str]()
    window: dict[str, Any] = {"to": at(days=30)}
    while not walked or window["from"]:
        answer = host.get("/me/schedule", **window).body
        assert len(answer["items"]) <= 4  # two of each kind
        walked += [each["event"]["id"] for each in answer["items"]]
        window["from"] = answer["next_from"]
    assert list(dict.fromkeys(walked)) == [*ids, there["id"]]


def test_what_begins_at_one_instant_never_keeps_a_schedule_from_going_on(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "MOST", 1)
    for _ in range(3):
        host.cancel(host.announce(starts_at=at(days=2)))
    start = at(days=2, minutes=1)
    answer = host.get("/me/schedule", **{"from": start}).body
    assert answer["next_from"].removesuffix("Z") > start.removesuffix("Z")


def test_m29_times_put_to_the_vote_stand_in_the_schedules_of_host_and_voters(
    world: World, host: Person, guest: Person
) -> None:
    from tests.component.test_proposals import FILMS, TIMES, opened, vote

    asked, blocked = world.follower(host, "Olga"), world.person("Boris")
    proposal = opened(host, ask=[asked.id], duration_minutes=None)
    event = host.announce(starts_at=at(days=10, hours=12), duration_minutes=60)
    for person in (guest, blocked):
        vote(person, proposal, FILMS, TIMES[:1])
    host.block(blocked)

    def times(person: Person, **window: str) -> list[str]:
        items = person.get("/me/schedule", **window).body["items"]
        assert items == sorted(items, key=lambda each: each["starts_at"])
        return [
            each["starts_at"]
            for each in items
            if (each["kind"], each["status"]) == ("proposal", "open")
        ]

    assert [len(times(each)) for each in (host, asked, guest)] == [2, 2, 2]
    assert times(blocked) == times(world.person("Vera")) == []
    assert [len(times(host, to=TIMES[0])), len(times(host, **{"from": event["starts_at"]}))] == [0, 1]  # fmt: skip
    entry = host.get("/me/schedule").body["items"][0]
    assert (entry["event"], entry["proposal"]["id"]) == (None, proposal["id"])
    assert entry["time_zone"] == "Europe/Moscow"
    span = datetime.fromisoformat(entry["ends_at"]) - datetime.fromisoformat(entry["starts_at"])
    assert span == timedelta(minutes=197)  # as long as the longest of the films, and half an hour
    assert "Баумана" not in str(entry)
    assert host.post(f"/proposals/{proposal['id']}/cancel").status == 200
    assert times(guest) == times(host) == []


def test_times_put_to_the_vote_behind_what_one_answer_holds_come_with_the_rest(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.component.test_proposals import opened

    monkeypatch.setattr(schedule, "MOST", 2)
    for day in (3, 5, 9):
        host.announce(starts_at=at(days=day), duration_minutes=60)
    opened(host, times=[at(days=2), at(days=7)])
    kinds = list[str]()
    window: dict[str, Any] = {"to": at(days=30)}
    while not kinds or window["from"]:
        answer = host.get("/me/schedule", **window).body
        assert len(kinds) < 10
        kinds += [each["kind"] for each in answer["items"]]
        window["from"] = answer["next_from"]
    assert kinds.count("proposal") == 2
