"""A host cancels, restores and deletes an event (M2)."""

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World, at, event_body
from tests.component.storage import dump, refused, same_twice


def test_a_host_cancels_with_a_reason(host: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/cancel"

    cancelled = same_twice(lambda: host.post(path, {"reason": "Потоп"}), 200)

    assert (cancelled.body["status"], cancelled.body["cancel_reason"]) == ("cancelled", "Потоп")
    assert (cancelled.body["version"], cancelled.headers["etag"]) == (2, '"2"')
    assert "restore" in cancelled.body["actions"]
    assert host.sees(event) == cancelled.body


@pytest.mark.parametrize("body", [None, {}, {"reason": None}])
def test_no_reason_is_needed(host: Person, body: object) -> None:
    event = host.announce()

    answer = host.post(f"/events/{event['id']}/cancel", body)

    assert (answer.body["status"], answer.body["cancel_reason"]) == ("cancelled", None)


def test_a_second_reason_does_not_replace_the_first(host: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/cancel"
    host.post(path, {"reason": "Потоп"})

    assert host.post(path, {"reason": "Пожар"}).body["cancel_reason"] == "Потоп"


def test_a_cancelled_event_keeps_its_bookings(world: World, host: Person) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)

    host.cancel(event)

    assert guest.booking(event)["status"] == "confirmed"
    assert host.sees(event)["seats_taken"] == 1


def test_a_cancelled_event_lets_nobody_in(world: World, host: Person, guest: Person) -> None:
    event = host.announce()
    asked, invited = world.person("Asked"), world.follower(host)
    other = world.follower(host, "Olga")
    asked.ask(event)
    host.invite(event, invited)
    host.cancel(event)

    step = "find_another_event"
    refused(lambda: guest.ask(event), 409, "wrong_status", step)
    refused(lambda: host.act("approve", event, asked), 409, "wrong_status", step)
    refused(lambda: host.invite(event, other), 409, "wrong_status", step)
    refused(lambda: invited.act("accept", event), 409, "wrong_status", step)


def test_leaving_a_cancelled_event_is_possible(world: World, host: Person) -> None:
    event = host.announce()
    guest, asked, invited = (
        world.confirmed(event, host),
        world.person("Asked"),
        world.follower(host),
    )
    asked.ask(event)
    host.invite(event, invited)
    host.cancel(event)

    assert guest.act("withdraw", event).body["status"] == "withdrawn"
    assert host.act("decline", event, asked).body["status"] == "declined"
    assert invited.act("refuse", event).body["status"] == "refused"


def test_a_cancelled_event_does_not_keep_its_host_busy(host: Person) -> None:
    event = host.announce()
    host.cancel(event)

    assert host.post("/events", event_body()).status == 201


def test_a_restored_event_is_on_again(host: Person, guest: Person) -> None:
    event = host.announce()
    host.post(f"/events/{event['id']}/cancel", {"reason": "Потоп"})

    restored = same_twice(lambda: host.restore(event), 200)

    assert (restored.body["status"], restored.body["cancel_reason"]) == ("scheduled", None)
    assert (restored.body["version"], restored.headers["etag"]) == (3, '"3"')
    assert guest.ask(event).status == 201


def test_restoring_what_was_never_cancelled_changes_nothing(host: Person) -> None:
    event = host.announce()

    assert same_twice(lambda: host.restore(event), 200).body == event


def test_a_host_who_is_busy_by_now_cannot_restore(host: Person) -> None:
    event = host.announce()
    host.cancel(event)
    other = host.announce(film_id="alien-1979")

    answer = refused(lambda: host.restore(event), 409, "time_conflict", "choose_other_time")

    assert [each["event_id"] for each in answer.body["conflicts"]] == [other["id"]]


def test_a_host_who_announced_it_anew_cannot_restore_the_old_one(host: Person) -> None:
    event = host.announce()
    host.cancel(event)
    host.announce()

    refused(lambda: host.restore(event), 409, "duplicate_event", "choose_other_time")


def test_a_cancelled_event_may_be_edited_and_restored_at_its_new_time(host: Person) -> None:
    event = host.announce()
    host.cancel(event)

    moved = host.edit(event, starts_at=at(days=6)).body
    assert moved["status"] == "cancelled"

    assert host.restore(event).body["starts_at"] == moved["starts_at"]
    assert host.post("/events", event_body(starts_at=at(days=6))).code == "duplicate_event"


def test_what_nobody_booked_is_deleted_without_a_trace(world: World, host: Person) -> None:
    nothing = dump("main").keys() | {(f"USER#{host.id}", "AGENDA")}
    event = host.announce()
    host.appoint(event, world.follower(host))
    code = event["short_url"].rpartition("/")[2]

    assert host.delete(f"/events/{event['id']}").status == 204

    left = {key for key in dump("main").keys() - nothing if event["id"] in "".join(key)}
    assert left == set()
    assert world.nobody.get(f"/s/{code}").status == 404
    assert host.get(f"/events/{event['id']}").status == 404
    assert host.post("/events", event_body()).status == 201


def test_deleting_an_event_again_answers_its_host_as_the_first_time(
    world: World, host: Person
) -> None:
    event = host.announce()
    path = f"/events/{event['id']}"
    stranger = world.person("Stranger")
    assert host.delete(path).status == 204
    before = dump("main"), dump("feed")

    assert host.delete(path).status == 204

    assert (dump("main"), dump("feed")) == before
    refused(lambda: stranger.delete(path), 404, "not_found")


def test_what_somebody_booked_and_left_is_not_deleted(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.ask(event)
    guest.act("withdraw", event)

    refused(lambda: host.delete(f"/events/{event['id']}"), 409, "has_bookings", "cancel")
    assert "delete" not in host.sees(event)["actions"]


def test_an_invitation_is_a_booking_too(world: World, host: Person) -> None:
    event = host.announce()
    host.invite(event, world.follower(host))

    refused(lambda: host.delete(f"/events/{event['id']}"), 409, "has_bookings", "cancel")


@pytest.mark.parametrize("action", ["cancel", "restore", "delete"])
def test_only_the_host_calls_off(world: World, host: Person, action: str) -> None:
    event = host.announce()
    moderator, stranger = world.person("Mila"), world.person("Stranger")
    host.appoint(event, moderator)
    path = f"/events/{event['id']}"
    method, path = ("DELETE", path) if action == "delete" else ("POST", f"{path}/{action}")

    refused(lambda: moderator.call(method, path), 403, "forbidden")
    refused(lambda: stranger.call(method, path), 403, "forbidden")


@pytest.mark.parametrize("later", [0, 60 * 24 * 7], ids=["at the start", "after the end"])
def test_from_the_start_on_an_event_stays_as_it_is(host: Person, clock: Clock, later: int) -> None:
    event = host.announce()
    path = f"/events/{event['id']}"
    clock.to(event["starts_at"], minutes=later)

    refused(lambda: host.edit(event, title="x"), 409, "event_started")
    refused(lambda: host.cancel(event), 409, "event_started")
    refused(lambda: host.restore(event), 409, "event_started")
    refused(lambda: host.delete(path), 409, "event_started")
    assert host.sees(event)["actions"] == []


def test_after_its_end_an_event_is_finished(host: Person, clock: Clock) -> None:
    event = host.announce()

    clock.to(event["ends_at"], seconds=-1)
    assert host.sees(event)["status"] == "scheduled"
    clock.to(event["ends_at"])
    assert host.sees(event)["status"] == "finished"
    assert host.get("/me/events", when="past").body["items"][0]["status"] == "finished"


def test_a_cancelled_event_never_becomes_finished(host: Person, clock: Clock) -> None:
    event = host.announce()
    host.cancel(event)
    clock.to(event["ends_at"], days=1)

    assert host.sees(event)["status"] == "cancelled"
