"""R10: who asks is answered, who is asked is told, in the inbox and by e-mail with the short link."""

import httpx

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person


def hears(who: Person, event: Event, kind: str) -> None:
    """Once in the inbox, once by e-mail."""
    notice = who.is_told(event, kind)
    assert notice["short_url"] == event["short_url"]
    assert notice["read_at"] is None
    who.is_mailed(event, notice)


def test_r10_a_request_tells_host_and_moderators_and_a_decision_tells_the_guest(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    approved, declined = gather(2)
    event = host.announce()
    host.make_moderator(event, moderator)
    approved.ask(event)
    for who in (host, moderator):
        hears(who, event, "booking_requested")
    host.approve(event, approved)
    hears(approved, event, "booking_approved")
    declined.ask(event)
    assert moderator.decide("decline", event, declined).status_code == 200
    hears(declined, event, "booking_declined")
    assert host.decide("remove", event, approved).status_code == 200
    hears(approved, event, "booking_removed")
    assert approved.kinds(event) == ["booking_approved", "booking_removed"]


def test_r10_an_invitation_tells_the_guest_and_the_answer_tells_the_host(
    host: Person, gather: MakeCrowd
) -> None:
    accepts, refuses, revoked = guests = gather(3)
    event = host.announce()
    for guest in guests:
        guest.follow(host)
        invitation = {"guest_id": guest.id, "message": "Come!"}
        assert host.post(f"/events/{event['id']}/invitations", invitation).status_code == 201
    hears(accepts, event, "invited")
    assert accepts.do("accept", event).json()["status"] == "confirmed"
    hears(host, event, "invitation_accepted")
    assert refuses.do("refuse", event).json()["status"] == "refused"
    hears(host, event, "invitation_refused")
    assert host.decide("revoke", event, revoked).json()["status"] == "declined"
    hears(revoked, event, "invitation_revoked")
    assert accepts.do("withdraw", event).json()["status"] == "withdrawn"
    hears(host, event, "booking_withdrawn")


def test_r10_an_automatic_event_answers_at_once(host: Person, guest: Person) -> None:
    event = host.announce(approval="automatic")
    assert guest.ask(event).json()["status"] == "confirmed"
    hears(guest, event, "booking_approved")
    told = host.is_told(event, "guests_coming")
    assert told["read_at"] == told["created_at"]  # it asks nothing, so it is never unread
    host.is_mailed(event, told)


def test_r18_the_short_link_leads_to_the_event_and_reads_nothing(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce()
    guest.ask(event)
    unread = host.is_told(event, "booking_requested")
    for _ in range(2):
        answer = httpx.get(unread["short_url"])
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{cloud.url}/events/{event['id']}"
    assert host.see("/me/notices", unread=True)["unread_count"] == 1
    assert host.notices(event)[0]["read_at"] is None
    assert httpx.get(f"{cloud.url}/s/22222222222").status_code == 404
