"""R9: what changed is told once, to whom it concerns, with what it was and what it is."""

from collections.abc import Callable
from functools import partial

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import ADDRESS, Person, moment, soon
from tests.stack.waiting import eventually

OTHER_ADDRESS = "Torstraße 1"


def test_r9_edits_within_the_window_are_told_together_once_with_old_and_new(
    cloud: Cloud,
    host: Person,
    moderator: Person,
    gather: MakeCrowd,
    all_told: Callable[[], None],
) -> None:
    confirmed, requested, invited, waitlisted, gone = gather(5)
    event = host.announce(capacity=1, admission="free")
    host.make_moderator(event, moderator)
    invited.follow(host)
    gone.ask(event)
    gone.do("withdraw", event)
    requested.ask(event)
    confirmed.ask(event)
    host.approve(event, confirmed)
    waitlisted.ask(event)
    host.post(f"/events/{event['id']}/invitations", {"guest_id": invited.id, "extra_seat": True})

    later = soon(days=12)
    price = {"amount": "7.50", "currency": "EUR"}
    host.change(event, starts_at=later.isoformat())
    eventually(partial(cloud.waiting_in, "ChangesQueue", delayed=True), what="The first edit")
    host.change(event, admission="paid", price=price)
    for who in (confirmed, requested, invited, waitlisted, moderator):
        notice = who.is_told(event, "event_changed")
        changes = {each["field"]: (each["old"], each["new"]) for each in notice["changes"]}
        old, new = changes.pop("starts_at")
        assert (moment(old), moment(new)) == (moment(event["starts_at"]), later)
        assert changes.pop("admission") == ("free", "paid")
        assert changes.pop("price") == (None, price)
        assert set(changes) == {"ends_at"}
        assert notice["short_url"] == event["short_url"]
    confirmed.is_mailed(event, confirmed.is_told(event, "event_changed"))
    all_told()
    assert "event_changed" not in host.kinds(event)
    assert "event_changed" not in gone.kinds(event)
    assert confirmed.kinds(event).count("event_changed") == 1


def test_r9_a_cosmetic_edit_tells_nobody(
    host: Person, guest: Person, all_told: Callable[[], None]
) -> None:
    event = host.announce()
    guest.ask(event)
    host.approve(event, guest)
    guest.is_told(event, "booking_approved")
    host.change(event, description="Bring a cushion.", capacity=7)
    all_told()
    assert guest.kinds(event) == ["booking_approved"]
    assert "event_changed" not in host.kinds(event)


def test_r9_an_edit_taken_back_within_the_window_tells_nobody(
    host: Person, guest: Person, all_told: Callable[[], None]
) -> None:
    event = host.announce()
    guest.ask(event)
    host.change(event, title="Something else")
    host.change(event, title=event["title"])
    all_told()
    assert guest.kinds(event) == []


def test_r9_a_cancellation_and_its_end_are_told_once_each(host: Person, gather: MakeCrowd) -> None:
    confirmed, requested = gather(2)
    event = host.announce()
    confirmed.ask(event)
    requested.ask(event)
    host.approve(event, confirmed)
    for _ in range(2):
        answer = host.post(f"/events/{event['id']}/cancel", {"reason": "No projector"})
        assert answer.json()["cancel_reason"] == "No projector"
    for who in (confirmed, requested):
        notice = who.is_told(event, "event_cancelled")
        assert {"field": "status", "old": "scheduled", "new": "cancelled"} in notice["changes"]
        who.is_mailed(event, notice)
    for _ in range(2):
        assert host.post(f"/events/{event['id']}/restore").json()["status"] == "scheduled"
    for who in (confirmed, requested):
        who.is_mailed(event, who.is_told(event, "event_restored"))
    assert confirmed.status(event) == "confirmed"


def test_r7_a_new_address_is_told_to_those_who_may_know_it(
    host: Person, gather: MakeCrowd, all_told: Callable[[], None]
) -> None:
    confirmed, requested = gather(2)
    event = host.announce()
    confirmed.ask(event)
    requested.ask(event)
    host.approve(event, confirmed)
    place = {"kind": "home", "city": "Berlin", "latitude": 52.5276, "longitude": 13.3976}
    host.change(event, place=place | {"address": OTHER_ADDRESS})
    (change,) = confirmed.is_told(event, "event_changed")["changes"]
    assert (change["old"]["address"], change["new"]["address"]) == (ADDRESS, OTHER_ADDRESS)
    (change,) = requested.is_told(event, "event_changed")["changes"]
    assert change["old"] == change["new"]
    assert "address" not in change["new"]
    all_told()
    told = [mail["BodyText"] for mail in requested.mails(event)]
    assert not any(ADDRESS in text or OTHER_ADDRESS in text for text in told)
