"""An event moves onto something else in a guest's agenda: the seat is kept for a while (situation 6)."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from queues import refresh
from seance.bookings import lists
from tests.component.clock import Clock, instant
from tests.component.gateway import CONTEXT, Person, World, at, event_body
from tests.component.pump import Pump, batch
from tests.component.storage import refused, same_twice
from tests.component.told import kinds, only


@dataclass
class Clash:
    """Anna's event moved onto Olga's, and the guest is confirmed at both."""

    host: Person
    olga: Person
    guest: Person
    event: dict[str, Any]
    other: dict[str, Any]
    pump: Pump
    clock: Clock

    def booking(self) -> dict[str, Any]:
        """The guest's booking of the event that moved."""
        return self.guest.booking(self.event)


@pytest.fixture
def clash(world: World, host: Person, pump: Pump, clock: Clock) -> Clash:
    """Five days ahead."""
    return move(world, host, pump, clock, starts_at=at(days=5))


def move(world: World, host: Person, pump: Pump, clock: Clock, starts_at: str) -> Clash:
    olga = world.person("Olga")
    event = host.announce(starts_at=at(days=9), capacity=1)
    other = olga.announce(starts_at=starts_at, approval="automatic")
    guest = world.confirmed(event, host)
    guest.ask(other)
    pump.forget()
    host.edit(event, starts_at=starts_at)
    pump.run(times=2)
    return Clash(host, olga, guest, event, other, pump, clock)


def conflicts(viewer: Person, event: Any) -> Any:
    answer = viewer.get(f"/events/{event['id']}", conflicts=True)
    assert answer.status == 200, answer.body
    return answer.body["conflicts"]


def test_what_it_clashes_with_is_named_before_one_tries(clash: Clash) -> None:
    (named,) = conflicts(clash.guest, clash.event)

    assert (named["event_id"], named["title"]) == (clash.other["id"], clash.other["title"])
    assert named["own"] is False
    clash.guest.act("withdraw", clash.other)
    assert conflicts(clash.guest, clash.event) == []
    assert clash.guest.sees(clash.event)["conflicts"] == []  # without asking it is not looked up


def test_who_could_not_come_anyway_is_told_of_no_clash(clash: Clash) -> None:
    assert conflicts(clash.host, clash.event) == []
    assert conflicts(clash.guest, clash.other) == []


def test_the_seat_is_kept_and_the_guest_is_told_once(clash: Clash) -> None:
    booking = clash.booking()

    assert booking["status"] == "moved"
    assert clash.host.sees(clash.event)["seats_left"] == 0
    assert kinds(clash.guest).count("booking_moved") == 1
    assert clash.guest.sees(clash.event)["actions"] == ["withdraw", "confirm"]
    assert clash.guest.sees(clash.event)["place"]["address"]
    assert clash.guest.booking(clash.other)["status"] == "confirmed"


def test_a_guest_without_a_clash_stays_confirmed_and_is_busy_at_the_new_time(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(starts_at=at(days=9))
    guest = world.confirmed(event, host)

    host.edit(event, starts_at=at(days=5))
    pump.run(times=2)

    assert guest.booking(event)["status"] == "confirmed"
    assert guest.post("/events", body_at(at(days=5))).code == "time_conflict"
    assert guest.post("/events", body_at(at(days=9))).status == 201


def body_at(starts_at: str) -> dict[str, Any]:
    return event_body(film_id="alien-1979", starts_at=starts_at)


def test_the_answer_is_due_a_day_before_the_start(clash: Clash) -> None:
    booking = clash.booking()
    starts_at = instant(clash.host.sees(clash.event)["starts_at"])

    assert instant(booking["respond_by"]) == starts_at - timedelta(hours=24)


@pytest.mark.parametrize("hours", [2, 30, 47])
def test_the_answer_is_due_after_half_of_the_time_if_that_is_less(
    world: World, host: Person, pump: Pump, clock: Clock, hours: int
) -> None:
    clash = move(world, host, pump, clock, starts_at=at(hours=hours))

    booking = clash.booking()

    starts_at = instant(clash.host.sees(clash.event)["starts_at"])
    left = starts_at - instant(booking["decided_at"])
    assert abs(instant(booking["respond_by"]) - (starts_at - left / 2)) <= timedelta(milliseconds=1)


def test_the_guest_confirms_after_clearing_the_clash(clash: Clash) -> None:
    answer = refused(
        lambda: clash.guest.act("confirm", clash.event), 409, "time_conflict", "choose_other_time"
    )
    assert [each["event_id"] for each in answer.body["conflicts"]] == [clash.other["id"]]

    clash.guest.act("withdraw", clash.other)
    confirmed = same_twice(lambda: clash.guest.act("confirm", clash.event), 200).body

    assert (confirmed["status"], confirmed["respond_by"]) == ("confirmed", None)
    assert clash.host.sees(clash.event)["seats_taken"] == 1
    starts_at = clash.other["starts_at"]
    assert clash.guest.post("/events", body_at(starts_at)).code == "time_conflict"


def instead(*others: dict[str, Any]) -> dict[str, Any]:
    """A body that gives up seats at other events."""
    return {"instead_of": [each["id"] for each in others]}


def test_the_guest_comes_and_gives_up_the_other_seat_in_one_step(clash: Clash) -> None:
    path = f"/events/{clash.event['id']}/bookings/me/confirm"
    body = instead(clash.other, clash.other, clash.event)

    confirmed = same_twice(lambda: clash.guest.post(path, body), 200).body

    assert confirmed["status"] == "confirmed"
    assert clash.guest.booking(clash.other)["status"] == "withdrawn"
    assert clash.olga.sees(clash.other)["seats_taken"] == 0
    assert clash.host.sees(clash.event)["seats_taken"] == 1
    assert clash.guest.post("/events", body_at(clash.other["starts_at"])).code == "time_conflict"
    clash.pump.run(times=2)
    assert kinds(clash.olga).count("booking_withdrawn") == 1


def test_no_seat_is_given_up_for_one_that_cannot_be_had(clash: Clash) -> None:
    path = f"/events/{clash.event['id']}/bookings/me/confirm"
    clash.host.cancel(clash.event)
    refused(
        lambda: clash.guest.post(path, instead(clash.other)),
        409,
        "wrong_status",
        "find_another_event",
    )
    assert clash.guest.booking(clash.other)["status"] == "confirmed"

    clash.host.restore(clash.event)
    clash.clock.to(clash.other["starts_at"])
    refused(lambda: clash.guest.post(path, instead(clash.other)), 409, "event_started")
    assert clash.guest.booking(clash.other)["status"] == "confirmed"


def test_an_own_event_or_what_is_none_of_ones_own_is_not_given_up(
    world: World, clash: Clash
) -> None:
    path = f"/events/{clash.event['id']}/bookings/me/confirm"
    hidden = world.person("Zoya").announce(starts_at=at(days=9), visibility="invite_only")
    for other in (hidden, {"id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}):
        ask = partial(clash.guest.post, path, instead(other))
        answer = refused(ask, 409, "time_conflict")
        assert [each["event_id"] for each in answer.body["conflicts"]] == [clash.other["id"]]
    assert clash.booking()["status"] == "moved"


def test_an_invitation_is_accepted_instead_of_another_seat(
    world: World, host: Person, pump: Pump
) -> None:
    guest = world.follower(host)
    other = world.person("Olga").announce(approval="automatic")
    guest.ask(other)
    event = host.announce(capacity=1)
    host.invite(event, guest, extra_seat=False)
    path = f"/events/{event['id']}/bookings/me/accept"
    world.confirmed(event, host, "Last")
    body = {"instead_of": [other["id"]]}
    refused(lambda: guest.post(path, body), 409, "sold_out", "join_waitlist")
    assert guest.booking(other)["status"] == "confirmed"

    host.edit(event, capacity=2)

    assert guest.post(path, body).body["status"] == "confirmed"
    assert guest.booking(other)["status"] == "withdrawn"


def test_the_guest_withdraws_and_the_seat_comes_back_once(clash: Clash) -> None:
    same_twice(lambda: clash.guest.act("withdraw", clash.event), 200)

    assert clash.host.sees(clash.event)["seats_left"] == 1
    refused(
        lambda: clash.host.act("remove", clash.event, clash.guest), 409, "wrong_status", "invite"
    )
    assert clash.guest.post("/events", body_at(at(days=9))).status == 201


def test_the_host_removes_a_moved_guest(clash: Clash) -> None:
    assert clash.host.act("remove", clash.event, clash.guest).body["status"] == "removed"
    assert clash.host.sees(clash.event)["seats_left"] == 1


def test_nobody_confirms_after_the_start(clash: Clash) -> None:
    clash.guest.act("withdraw", clash.other)
    clash.clock.to(clash.other["starts_at"])

    refused(lambda: clash.guest.act("confirm", clash.event), 409, "event_started")


def test_nobody_confirms_what_is_cancelled(clash: Clash) -> None:
    clash.guest.act("withdraw", clash.other)
    clash.host.cancel(clash.event)

    refused(
        lambda: clash.guest.act("confirm", clash.event), 409, "wrong_status", "find_another_event"
    )


def test_what_is_not_answered_a_day_before_is_given_up(clash: Clash) -> None:
    clash.pump.fire(clash.event, "day")
    clash.pump.run(times=2)

    assert clash.booking()["status"] == "withdrawn"
    assert clash.booking()["decided_by"] is None
    assert clash.host.sees(clash.event)["seats_left"] == 1
    assert only(clash.guest, "booking_withdrawn")
    assert only(clash.host, "booking_withdrawn")
    assert "reminder_day" not in kinds(clash.guest)


def test_a_second_firing_gives_up_nothing_more(clash: Clash) -> None:
    message = clash.pump.fire(clash.event, "day")
    clash.pump.call("day", message)
    clash.pump.run()

    assert clash.host.sees(clash.event)["seats_left"] == 1
    assert kinds(clash.host).count("booking_withdrawn") == 1


def release_of(event: dict[str, Any], pump: Pump) -> str:
    """What the one schedule is for that releases unanswered seats."""
    known = {"day", "hour", "finish"}
    ((*_, which),) = [
        parts
        for name in pump.schedules()
        if (parts := name.split("-"))[1] == event["id"] and parts[2] not in known
    ]
    return str(which)


def test_a_short_time_to_answer_is_watched_by_a_schedule(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    clash = move(world, host, pump, clock, starts_at=at(hours=2))
    respond_by = clash.booking()["respond_by"]
    which = release_of(clash.event, pump)
    assert len(which) <= 7  # of the 64 characters of a schedule's name

    pump.call(which, {"release": clash.event["id"], "at": int(instant(respond_by).timestamp())})
    pump.run()
    assert clash.booking()["status"] == "moved"  # too early: nothing is given up, it comes back
    pump.fire(clash.event, release_of(clash.event, pump))
    pump.run(times=2)

    assert clock.moment < instant(respond_by) + timedelta(minutes=1)
    assert clash.booking()["status"] == "withdrawn"
    assert host.sees(clash.event)["seats_left"] == 1


def test_who_answered_in_time_is_not_given_up(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    clash = move(world, host, pump, clock, starts_at=at(hours=2))
    clash.guest.act("withdraw", clash.other)
    clash.guest.act("confirm", clash.event)

    pump.fire(clash.event, release_of(clash.event, pump))
    pump.run()

    assert clash.booking()["status"] == "confirmed"


def test_a_freed_moved_seat_goes_to_who_waits(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    clash = move(world, host, pump, clock, starts_at=at(days=5))
    waiting = world.person("Waiting")
    waiting.ask(clash.event)
    host.edit(clash.event, approval="automatic")
    pump.run()

    clash.guest.act("withdraw", clash.event)
    pump.run(times=2)

    assert waiting.booking(clash.event)["status"] == "confirmed"
    assert kinds(waiting) == ["seat_from_waitlist"]


def test_r5_an_extra_seat_that_is_given_up_goes_with_its_guest(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(starts_at=at(days=9), capacity=1)
    other = world.person("Olga").announce(starts_at=at(days=5), approval="automatic")
    guest = world.follower(host)
    host.invite(event, guest, extra_seat=True)
    guest.act("accept", event)
    guest.ask(other)
    host.edit(event, starts_at=at(days=5))
    pump.run()
    assert guest.booking(event)["status"] == "moved"

    guest.act("withdraw", event)

    seen = host.sees(event)
    assert (seen["capacity"], seen["seats_left"], seen["extra_seats"]) == (1, 1, 0)


def test_a_second_move_makes_the_answer_due_sooner_never_later(clash: Clash) -> None:
    first = clash.booking()["respond_by"]
    clash.host.edit(clash.event, starts_at=at(days=20))
    clash.pump.run()
    assert clash.booking()["respond_by"] == first

    clash.host.edit(clash.event, starts_at=at(days=2))
    clash.pump.run(times=2)
    assert instant(clash.booking()["respond_by"]) < instant(first)


def test_a_cancelled_event_keeps_no_guest_busy_and_restored_it_does_again(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    host.cancel(event)
    pump.run(times=2)
    own = guest.post("/events", body_at(event["starts_at"]))
    assert own.status == 201

    host.restore(event)
    pump.run(times=2)

    assert guest.booking(event)["status"] == "moved"
    guest.cancel(own.body)
    assert guest.act("confirm", event).body["status"] == "confirmed"


def test_the_copies_of_the_time_follow(clash: Clash) -> None:
    starts_at = clash.host.sees(clash.event)["starts_at"]

    items = {each["event_id"]: each for each in clash.guest.get("/me/bookings").body["items"]}

    assert items[clash.event["id"]]["event"]["starts_at"] == starts_at
    assert items[clash.event["id"]]["status"] == "moved"
    assert [each["id"] for each in clash.host.get("/me/events").body["items"]] == [
        clash.event["id"]
    ]


def test_a_copy_that_comes_late_settles_on_the_newest(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(starts_at=at(days=9))
    guest = world.confirmed(event, host)
    pump.run()
    host.edit(event, starts_at=at(days=5))
    late = pump.changes("main")
    host.edit(event, starts_at=at(days=7))
    pump.run()

    pump.deliver("main", late)
    pump.run()

    (item,) = guest.get("/me/bookings").body["items"]
    assert item["event"]["starts_at"] == host.sees(event)["starts_at"]
    assert guest.post("/events", body_at(at(days=5))).status == 201


def test_who_is_done_with_the_event_is_not_followed_after_its_end(
    host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    guest.ask(event)
    guest.act("withdraw", event)
    pump.forget()
    clock.to(event["ends_at"], minutes=1)
    before = guest.get("/me/bookings").body

    pump.send("https://sqs/copies", [{"event_id": event["id"]}])
    pump.run(times=2)

    assert guest.get("/me/bookings").body == before


def test_who_answers_while_the_time_runs_out_is_not_given_up(
    clash: Clash, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = lists.of_event

    def answered_meanwhile(*arguments: Any) -> Any:
        found = read(*arguments)
        if clash.booking()["status"] == "moved":
            clash.guest.act("withdraw", clash.other)
            clash.guest.act("confirm", clash.event)
        return found

    clash.pump.fire(clash.event, "day")
    (release,) = [each.body for each in clash.pump.waiting if "release" in each.body]
    monkeypatch.setattr(lists, "of_event", answered_meanwhile)
    assert refresh.handler(batch(release), CONTEXT) == {"batchItemFailures": []}

    assert clash.booking()["status"] == "confirmed"
