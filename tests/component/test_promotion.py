"""A seat becomes free: whoever waits longest gets it (M10, situation 5)."""

from collections.abc import Callable
from typing import Any

import pytest

from seance.bookings import lines, lists, transitions, waitlist
from seance.bookings.store import BookingItem
from seance.cloud import config, keys
from seance.events.store import EventItem
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import dump
from tests.component.told import kinds


def statuses(people: list[Person], event: dict[str, Any]) -> list[str]:
    return [person.booking(event)["status"] for person in people]


def full(world: World, host: Person, waiting: int, **changes: Any) -> Any:
    """An automatic event with one seat, who has it, and who waits."""
    event = host.announce(approval="automatic", capacity=1, **changes)
    holder = world.confirmed(event, host, "Holder")
    people = world.people(waiting)
    for person in people:
        assert person.ask(event).body["status"] == "waitlisted"
    return event, holder, people


@pytest.mark.parametrize("way", ["withdraw", "remove"])
def test_a_seat_that_comes_back_goes_to_the_first_in_line(
    world: World, host: Person, pump: Pump, way: str
) -> None:
    event, holder, people = full(world, host, waiting=3)
    pump.run()

    (holder if way == "withdraw" else host).act(way, event, holder)
    pump.run(times=2)

    assert statuses(people, event) == ["confirmed", "waitlisted", "waitlisted"]
    assert kinds(people[0]) == ["seat_from_waitlist"]
    assert people[1].booking(event)["waitlist_position"] == 1
    assert people[0].sees(event)["place"]["address"]
    assert host.sees(event)["seats_taken"] == 1


def test_more_capacity_lets_as_many_in(world: World, host: Person, pump: Pump) -> None:
    event, _, people = full(world, host, waiting=3)
    pump.run()

    host.edit(event, capacity=3)
    pump.run(times=2)

    assert statuses(people, event) == ["confirmed", "confirmed", "waitlisted"]
    assert host.sees(event)["seats_taken"] == 3


def test_who_is_busy_is_skipped_and_stays_on_the_list(
    world: World, host: Person, pump: Pump
) -> None:
    event, holder, people = full(world, host, waiting=2)
    people[0].announce(film_id="alien-1979")
    pump.run()

    holder.act("withdraw", event)
    pump.run(times=2)

    assert statuses(people, event) == ["waitlisted", "confirmed"]


def test_who_just_withdrew_is_not_let_in_again(world: World, host: Person, pump: Pump) -> None:
    event, holder, _ = full(world, host, waiting=0)
    pump.run()

    holder.act("withdraw", event)
    pump.run(times=2)

    assert holder.booking(event)["status"] == "withdrawn"


def test_a_manual_event_lets_nobody_in_by_itself(world: World, host: Person, pump: Pump) -> None:
    event = host.announce(capacity=1)
    holder, waiting = world.confirmed(event, host), world.person("W")
    waiting.ask(event)

    holder.act("withdraw", event)
    pump.run()

    assert waiting.booking(event)["status"] == "waitlisted"


def test_an_event_that_becomes_automatic_lets_in_who_waits(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    holder, waiting = world.confirmed(event, host), world.person("W")
    waiting.ask(event)
    holder.act("withdraw", event)
    pump.run()

    host.edit(event, approval="automatic")
    pump.run(times=2)

    assert waiting.booking(event)["status"] == "confirmed"


def test_an_event_that_becomes_automatic_lets_in_who_asked_in_the_order_of_asking(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=2)
    people = world.people(4)
    for person in people[:3]:
        assert person.ask(event).body["status"] == "requested"
    pump.run()

    host.edit(event, approval="automatic")
    assert people[3].ask(event).body["status"] == "waitlisted"
    pump.run(times=2)

    assert statuses(people, event) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]
    assert [each.booking(event)["waitlist_position"] for each in people[2:]] == [1, 2]
    assert [kinds(each) for each in people] == [["booking_approved"], ["booking_approved"], [], []]
    assert kinds(host) == ["booking_requested"] * 3 + ["guests_coming"]


def test_newcomers_come_behind_who_asked_until_all_of_them_are_in(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(capacity=5)
    early, late, later = world.people(3)
    early.ask(event)
    pump.run()
    host.edit(event, approval="automatic")

    assert late.ask(event).body["status"] == "waitlisted"
    pump.run()
    assert statuses([early, late], event) == ["confirmed", "confirmed"]
    clock.forward(seconds=3)
    pump.run()

    assert later.ask(event).body["status"] == "confirmed"


def test_where_nobody_asked_an_event_that_becomes_automatic_confirms_at_once(
    host: Person, guest: Person
) -> None:
    event = host.announce()
    host.edit(event, approval="automatic")

    assert guest.ask(event).body["status"] == "confirmed"


def test_who_asks_of_the_host_while_it_becomes_automatic_is_let_in(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    """The request was decided on before the edit, and written after it."""
    event = host.announce()
    pump.run()
    guest.ask(event)
    asked = pump.changes("main")
    host.edit(event, approval="automatic")
    pump.changes("main")

    pump.deliver("main", asked)
    pump.run()

    assert guest.booking(event)["status"] == "confirmed"


def test_who_is_busy_or_no_longer_asks_of_the_host_waits_or_is_passed_by(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(capacity=5)
    busy, gone = world.people(2)
    for person in (busy, gone):
        person.ask(event)
    busy.announce(film_id="alien-1979")
    pump.run()
    stale = list(lists.waiting(event["id"]))
    gone.act("withdraw", event)
    host.edit(event, approval="automatic")
    monkeypatch.setattr(lists, "waiting", lambda *_, **__: iter(stale))

    pump.run()

    assert statuses([busy, gone], event) == ["waitlisted", "withdrawn"]


def test_an_index_that_lags_leaves_nobody_beside_a_free_seat(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event, holder, people = full(world, host, waiting=1)
    with pytest.MonkeyPatch.context() as lagging:
        lagging.setattr(lists, "waiting", lambda *_, **__: iter(()))
        holder.act("withdraw", event)
        pump.run()
    assert statuses(people, event) == ["waitlisted"]

    clock.forward(seconds=3)
    pump.run()

    assert statuses(people, event) == ["confirmed"]


def test_an_index_that_lags_leaves_no_wrong_length_of_the_waitlist(
    world: World, host: Person, pump: Pump
) -> None:
    event, holder, _ = full(world, host, waiting=2)
    pump.run()
    assert host.sees(event)["waitlist_length"] == 2
    with pytest.MonkeyPatch.context() as lagging:
        lagging.setattr(BookingItem, "count", lambda *_, **__: 7)
        lagging.setattr(BookingItem, "count_few", lambda *_, **__: 7)
        holder.act("withdraw", event)
        pump.run()

    assert host.sees(event)["waitlist_length"] == 1


def test_who_waits_for_an_event_of_before_is_counted_in_the_index(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic", capacity=1)
    EventItem.of(keys.event(event["id"])).update([EventItem.counted.remove()])
    holder, *people = world.people(4)
    assert [each.ask(event).body["waitlist_position"] for each in (holder, *people)] == [
        None,
        1,
        2,
        3,
    ]
    people[1].act("withdraw", event)
    pump.run()
    assert host.sees(event)["waitlist_length"] == 2
    assert people[2].booking(event)["waitlist_position"] == 2
    with pytest.MonkeyPatch.context() as lagging:
        lagging.setattr(BookingItem, "count", lambda *_, **__: 1)
        holder.act("withdraw", event)
        pump.run()
    assert host.sees(event)["waitlist_length"] == 1

    clock.forward(seconds=3)
    pump.run()

    assert host.sees(event)["waitlist_length"] == 1
    assert lines.items_of(event["id"]) == []


def test_an_index_that_lags_leaves_no_wrong_length_of_an_old_waitlist(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event, holder, _ = full(world, host, waiting=1)
    EventItem.of(keys.event(event["id"])).update([EventItem.counted.remove()])
    pump.run()
    with pytest.MonkeyPatch.context() as lagging:
        lagging.setattr(BookingItem, "count", lambda *_, **__: 1)
        holder.act("withdraw", event)
        pump.run()
    assert host.sees(event)["waitlist_length"] == 1

    clock.forward(seconds=3)
    pump.run()

    assert host.sees(event)["waitlist_length"] == 0


def test_a_line_is_looked_at_three_times_and_then_left_alone(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event, _, _ = full(world, host, waiting=1)
    pump.run()
    clock.forward(minutes=5)
    pump.run()
    clock.forward(minutes=5)
    pump.run()

    looks = [each["look"] for each in pump.messages("waitlist") if each["event_id"] == event["id"]]
    assert (looks, pump.waiting) == ([0, 1, 2], [])


def test_where_nobody_waits_a_second_look_that_finds_all_in_line_is_the_last_and_writes_nothing(
    host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="manual")
    assert guest.ask(event).status == 201
    pump.run()
    before = dump("main")

    for _ in range(3):
        clock.forward(minutes=5)
        pump.run()

    looks = [each["look"] for each in pump.messages("waitlist") if each["event_id"] == event["id"]]
    assert (looks, pump.waiting, dump("main")) == ([1], [], before)


def test_requests_that_an_index_learns_of_late_are_counted_by_a_later_look(
    host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="manual")
    assert guest.ask(event).status == 201
    with pytest.MonkeyPatch.context() as lagging:
        lagging.setattr(BookingItem, "count_few", lambda *_, **__: 0)
        pump.run()
    assert host.sees(event)["requests_waiting"] == 0

    for _ in range(2):
        clock.forward(minutes=1)
        pump.run()

    assert host.sees(event)["requests_waiting"] == 1
    looks = [each["look"] for each in pump.messages("waitlist") if each["event_id"] == event["id"]]
    assert looks == [1, 2]


def test_nobody_is_let_in_after_the_start(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event, holder, people = full(world, host, waiting=1)
    pump.run()
    holder.act("withdraw", event)
    clock.to(event["starts_at"])

    pump.run()

    assert statuses(people, event) == ["waitlisted"]


def test_nobody_is_let_in_to_a_cancelled_event_but_when_it_is_on_again(
    world: World, host: Person, pump: Pump
) -> None:
    event, holder, people = full(world, host, waiting=1)
    pump.run()
    host.cancel(event)
    holder.act("withdraw", event)
    pump.run()
    assert statuses(people, event) == ["waitlisted"]

    host.restore(event)
    pump.run(times=2)

    assert statuses(people, event) == ["confirmed"]


def test_a_long_line_is_let_in_page_by_page_in_the_order_of_asking(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waitlist, "PAGE", 2)
    event, _, people = full(world, host, waiting=7)
    for busy in (people[0], people[1], people[3]):
        busy.announce(film_id="stalker-1979")
    pump.forget()
    promote, tried = transitions.promote, list[str]()

    def noted(event_id: str, guest_id: str) -> Any:
        tried.append(guest_id)
        return promote(event_id, guest_id)

    monkeypatch.setattr(transitions, "promote", noted)
    host.edit(event, capacity=4)
    pump.run()

    waits, has = "waitlisted", "confirmed"
    assert statuses(people, event) == [waits, waits, has, waits, has, has, waits]
    assert tried == [each.id for each in people[:6]], "each once, the first first"
    pages = [each for each in pump.messages("waitlist") if each["look"] == 0]
    assert [each.get("after", [None, None])[1] for each in pages] == [
        None,
        people[1].id,
        people[3].id,
    ]


def test_a_page_of_a_line_that_comes_twice_lets_nobody_in_twice(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waitlist, "PAGE", 2)
    event, _, people = full(world, host, waiting=5)
    pump.forget()
    host.edit(event, capacity=5)
    pump.run(times=2)

    assert statuses(people, event) == ["confirmed"] * 4 + ["waitlisted"]
    assert host.sees(event)["seats_taken"] == 5


def test_who_left_the_list_meanwhile_is_passed_over(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, holder, people = full(world, host, waiting=2)
    pump.run()
    holder.act("withdraw", event)
    read = lists.waiting

    def stale(event_id: str, *statuses: str, **more: Any) -> Any:
        listed = list(read(event_id, *statuses, **more))
        if people[0].booking(event)["status"] == "waitlisted":
            people[0].act("withdraw", event)
        return iter(listed)

    monkeypatch.setattr(lists, "waiting", stale)
    pump.run()

    assert statuses(people, event) == ["withdrawn", "confirmed"]


def test_who_comes_to_wait_just_after_a_seat_came_back_gets_it(
    world: World, host: Person, pump: Pump
) -> None:
    event, holder, people = full(world, host, waiting=1)
    pump.run()
    holder.act("withdraw", event)
    late = pump.changes("main")
    pump.deliver("main", late)
    pump.run()

    assert statuses(people, event) == ["confirmed"]


def test_what_is_deleted_lets_nobody_in(host: Person, pump: Pump) -> None:
    event = host.announce(approval="automatic")
    pump.send("https://sqs/waitlist", [{"event_id": event["id"]}])
    host.delete(f"/events/{event['id']}")

    pump.run()

    assert pump.waiting == []


def test_a_seat_of_a_shard_lets_in_too(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEATS_PER_SHARD", "1")
    config.settings.cache_clear()
    event = host.announce(approval="automatic", capacity=3)
    people = world.people(5)
    for person in people:
        person.ask(event)
    pump.run()
    assert statuses(people, event) == ["confirmed"] * 3 + ["waitlisted"] * 2

    people[1].act("withdraw", event)
    pump.run(times=2)

    assert statuses(people, event)[3:] == ["confirmed", "waitlisted"]
    (item,) = host.get("/me/events").body["items"]
    assert (item["seats_left"], item["waitlist_length"]) == (0, 1)


@pytest.mark.parametrize("way", ["withdraws", "is removed", "it moves", "it is cancelled"])
def test_who_was_passed_by_as_busy_is_let_in_when_their_time_comes_free(
    world: World, host: Person, pump: Pump, way: str
) -> None:
    event, holder, (guest, *_) = full(world, host, waiting=1)
    other_host = world.person("Olga")
    other = other_host.announce(film_id="stalker-1979", approval="automatic")
    guest.ask(other)
    pump.run()
    holder.act("withdraw", event)
    pump.run()
    assert statuses([guest], event) == ["waitlisted"]

    ways: dict[str, Callable[[], Answer]] = {
        "withdraws": lambda: guest.act("withdraw", other),
        "is removed": lambda: other_host.act("remove", other, guest),
        "it moves": lambda: other_host.edit(other, starts_at=at(days=9)),
        "it is cancelled": lambda: other_host.cancel(other),
    }
    assert ways[way]().status == 200
    pump.run(times=2)

    assert statuses([guest], event) == ["confirmed"]


@pytest.mark.parametrize("way", ["cancel", "delete"])
def test_a_host_who_was_passed_by_as_busy_is_let_in_when_the_own_event_is_off(
    world: World, host: Person, pump: Pump, way: str
) -> None:
    event, holder, (guest, *_) = full(world, host, waiting=1)
    own = guest.announce(film_id="stalker-1979")
    holder.act("withdraw", event)
    pump.run()
    assert statuses([guest], event) == ["waitlisted"]

    guest.cancel(own) if way == "cancel" else guest.delete(f"/events/{own['id']}")
    pump.run(times=2)

    assert statuses([guest], event) == ["confirmed"]


def test_who_was_passed_by_as_busy_is_let_in_when_the_event_moves_to_a_time_that_suits(
    world: World, host: Person, pump: Pump
) -> None:
    event, holder, (guest, *_) = full(world, host, waiting=1)
    guest.announce(film_id="stalker-1979")
    holder.act("withdraw", event)
    pump.run()

    host.edit(event, starts_at=at(days=9))
    pump.run(times=2)

    assert statuses([guest], event) == ["confirmed"]


@pytest.mark.parametrize("blocker", ["host", "guest"])
def test_who_was_passed_by_as_blocked_is_let_in_when_the_block_ends(
    world: World, host: Person, pump: Pump, blocker: str
) -> None:
    event, holder, (guest, *_) = full(world, host, waiting=1)
    one, other = (host, guest) if blocker == "host" else (guest, host)
    one.block(other)
    holder.act("withdraw", event)
    pump.run()
    assert statuses([guest], event) == ["waitlisted"]

    one.delete(f"/me/blocked/{other.id}")
    pump.run(times=2)

    assert statuses([guest], event) == ["confirmed"]
