"""M32 and M34: let in by a link, and seen at the door."""

import httpx

from tests.stack.people import Person, soon


def test_m32_a_link_lets_in_whom_it_reaches(host: Person, guest: Person) -> None:
    event = host.announce(visibility="invite_only")
    path = f"/events/{event['id']}/invite-links"
    made = host.post(path, {"uses": 1, "skip_approval": True})
    assert made.status_code == 201
    url = made.json()["url"]

    assert httpx.get(url, follow_redirects=False).status_code == 302
    token = {"token": url.rpartition("/")[2]}
    booking = guest.post("/invitations/redeem", token)
    assert (booking.status_code, booking.json()["status"]) == (200, "confirmed")

    assert httpx.get(url, follow_redirects=False).status_code == 410
    (link,) = host.see(path)["items"]
    assert link["used"] == 1


def test_m34_a_guest_is_checked_in_by_the_ticket_and_sees_that_it_counts(
    host: Person, guest: Person
) -> None:
    event = host.announce(approval="automatic", starts_at=soon(minutes=30))
    guest.ask(event)
    ticket = guest.see(f"/events/{event['id']}/bookings/me")["ticket"]
    picture = httpx.get(ticket["qr_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")

    path = f"/events/{event['id']}"
    came = host.post(f"{path}/check-in", {"code": ticket["code"].lower()})
    assert came.status_code == 200, came.text
    (seen,) = host.see(f"{path}/door")["items"]
    assert (seen["guest"]["id"], seen["came"]) == (guest.id, True)
    assert guest.see("/me")["attendance"] == {"came": 1, "missed": 0, "late": 0}
    said = host.put(f"{path}/attendance/{guest.id}", {"came": False})
    assert said.status_code == 204
    assert guest.see("/me")["attendance"] == {"came": 0, "missed": 1, "late": 0}
    assert guest.is_told(event, "attendance_recorded", times=2)
