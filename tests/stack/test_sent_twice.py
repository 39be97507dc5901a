"""Idempotency-Key: sent twice, done once (situation 13)."""

from uuid import uuid4

from tests.stack.people import Person, codes, showing, soon
from tests.stack.waiting import at_once


def test_s13_the_same_request_with_the_same_key_has_one_effect_and_the_same_answer(
    host: Person, guest: Person
) -> None:
    key, body = {"Idempotency-Key": str(uuid4())}, showing(soon(days=5))
    first = host.post("/events", body, key)
    again = host.post("/events", body, key)
    assert first.status_code == 201
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert len(host.see("/me/events")["items"]) == 1

    other_body = host.post("/events", body | {"capacity": 6}, key)
    assert (other_body.status_code, other_body.json()["code"]) == (422, "idempotency_key_reused")
    assert guest.post("/events", body, key).json()["id"] != first.json()["id"]


def test_s13_sent_twice_at_the_same_instant_it_has_one_effect_and_the_same_answer(
    host: Person,
) -> None:
    key, body = {"Idempotency-Key": str(uuid4())}, showing(soon(days=5))
    answers = at_once(*[lambda: host.post("/events", body, key)] * 6)
    assert codes(answers) == [201] * 6
    assert len({answer.text for answer in answers}) == 1
    assert len(host.see("/me/events")["items"]) == 1


def test_s13_a_replayed_request_for_a_seat_answers_as_at_first(host: Person, guest: Person) -> None:
    event, key = host.announce(), {"Idempotency-Key": str(uuid4())}
    path = f"/events/{event['id']}/bookings"
    first = guest.post(path, {"message": "Please!"}, key)
    host.approve(event, guest)
    again = guest.post(path, {"message": "Please!"}, key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert guest.status(event) == "confirmed"


def test_s13_a_refusal_is_replayed_too(host: Person, guest: Person) -> None:
    event, key = host.announce(capacity=1), {"Idempotency-Key": str(uuid4())}
    other = host.announce(soon(days=30))
    guest.ask(event)
    path = f"/events/{event['id']}/bookings/{guest.id}/remove"
    assert codes([host.post(path, {}, key)]) == ["wrong_status"]
    host.approve(event, guest)
    assert codes([host.post(path, {}, key)]) == ["wrong_status"]
    assert guest.status(event) == "confirmed"
    same_key_elsewhere = host.post(f"/events/{other['id']}/cancel", {}, key)
    assert same_key_elsewhere.json()["status"] == "cancelled"
