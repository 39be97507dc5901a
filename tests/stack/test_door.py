"""M32 and M34: let in by a link, and seen at the door."""

import re

import httpx

from tests.stack.cloud import Cloud
from tests.stack.people import ADDRESS, Person, enter, new_address, soon
from tests.stack.waiting import PATIENCE, eventually


def test_m32_a_link_lets_in_whom_it_reaches(host: Person, guest: Person) -> None:
    event = host.announce(visibility="invite_only")
    path = f"/events/{event['id']}/invite-links"
    made = host.post(path, {"uses": 1, "skip_approval": True})
    assert made.status_code == 201
    url = made.json()["url"]

    assert httpx.get(url, follow_redirects=False, timeout=PATIENCE).status_code == 302
    token = {"token": url.rpartition("/")[2]}
    booking = guest.post("/invitations/redeem", token)
    assert (booking.status_code, booking.json()["status"]) == (200, "confirmed")

    assert httpx.get(url, follow_redirects=False, timeout=PATIENCE).status_code == 410
    (link,) = host.see(path)["items"]
    assert link["used"] == 1


def test_m32_who_has_no_account_yet_is_invited_by_mail_and_comes_by_its_link(
    host: Person, cloud: Cloud
) -> None:
    event = host.announce(visibility="invite_only")
    path, address = f"/events/{event['id']}/invitations", new_address("Olga")
    for _ in range(2):
        asked = host.post(path, {"email": address})
        assert (asked.status_code, asked.content) == (202, b"")

    (mail,) = eventually(lambda: cloud.mails(address), what="The invitation")
    cloud.await_empty_queues()
    assert len(cloud.mails(address)) == 1
    assert f"{host.name} invites you" in mail["Subject"]
    assert event["place"]["city"] in mail["BodyText"]
    assert ADDRESS not in mail["BodyText"] + mail["BodyHtml"]

    (url,) = set(re.findall(re.escape(cloud.url) + r"/i/[\w-]+", mail["BodyText"]))
    assert httpx.get(url, follow_redirects=False, timeout=PATIENCE).status_code == 302
    olga = enter(cloud, cloud.tokens(address, "Olga")["id_token"])
    booking = olga.post("/invitations/redeem", {"token": url.rpartition("/")[2]})
    assert (booking.status_code, booking.json()["status"]) == (200, "confirmed")
    assert olga.event(event)["place"]["address"] == ADDRESS
    assert httpx.get(url, follow_redirects=False, timeout=PATIENCE).status_code == 410


def test_m34_a_guest_is_checked_in_by_the_ticket_and_sees_that_it_counts(
    host: Person, guest: Person
) -> None:
    event = host.announce(approval="automatic", starts_at=soon(minutes=30))
    guest.ask(event)
    ticket = guest.see(f"/events/{event['id']}/bookings/me")["ticket"]
    picture = httpx.get(ticket["qr_url"], timeout=PATIENCE)
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
