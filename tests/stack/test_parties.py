"""M31, R21 and S21: parties of several seats."""

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person, seats
from tests.stack.waiting import eventually


def ask(guest: Person, event: Event, party: int, *names: str) -> str:
    """For so many; the status that came of it."""
    body = {"seats": party, "companions": [*names]}
    answer = guest.post(f"/events/{event['id']}/bookings", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["status"])


def test_m31_s21_a_party_waits_whole_and_who_fits_is_let_in(
    host: Person, guest: Person, gather: MakeCrowd
) -> None:
    event = host.announce(capacity=5, approval="automatic", max_party=3)
    trio, pair = gather(2)
    refused = guest.post(f"/events/{event['id']}/bookings", {"seats": 4})
    assert (refused.status_code, refused.json()["code"]) == (422, "validation_failed")
    assert ask(guest, event, 3, "Olga", "Pavel") == "confirmed"
    assert seats(host.event(event)) == (3, 2)
    assert ask(trio, event, 3) == "waitlisted"
    assert ask(pair, event, 2) == "confirmed"

    mine = f"/events/{event['id']}/bookings/me/seats"
    lowered = [guest.put(mine, {"seats": 1}).json() for _ in range(2)]
    assert [(each["seats"], each["companions"]) for each in lowered] == [(1, [])] * 2
    assert trio.status(event) == "waitlisted"
    pair.do("withdraw", event)
    eventually(lambda: trio.status(event) == "confirmed", what="The party of three")
    assert seats(host.event(event)) == (4, 1)
    listed = host.see(f"/events/{event['id']}/bookings", status="confirmed")["items"]
    assert {each["guest"]["id"]: each["seats"] for each in listed} == {guest.id: 1, trio.id: 3}
