"""M15 and situation 10: an account is exported and deleted, and others keep what is theirs."""

from collections.abc import Callable

import httpx

from local import people
from tests.stack.cloud import PASSWORD, Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, soon
from tests.stack.waiting import PATIENCE, eventually


def sections(person: Person) -> dict[str, list[dict[str, object]]]:
    """A whole export, which is one part for so small an account."""
    answer = person.see("/me/export")
    assert answer["next_cursor"] is None
    found: dict[str, list[dict[str, object]]] = answer["sections"]
    return found


def has_left(cloud: Cloud, person: Person) -> bool:
    """Whether nothing but a former user is in the place of the profile."""
    item = cloud.item(f"USER#{person.id}", "PROFILE")
    return bool(item and item["item"] == {"S": "former_user"})


def test_m15_one_takes_everything_along(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.follow(host)
    guest.ask(event)
    host.approve(event, guest)
    text = {"text": "See you"}
    assert guest.post(f"/events/{event['id']}/messages", text).status_code == 201
    guest.is_told(event, "booking_approved")

    found = sections(guest)

    assert found["profile"][0]["email"] == guest.email
    assert [each["status"] for each in found["bookings"]] == ["confirmed"]
    assert [each["host_id"] for each in found["following"]] == [host.id]
    assert [each["text"] for each in found["messages"]] == ["See you"]
    assert "booking_approved" in {each["kind"] for each in found["notices"]}
    assert [each["id"] for each in sections(host)["events"]] == [event["id"]]
    assert host.email not in str(found)


def test_m15_s10_who_leaves_frees_the_seat_and_is_neither_reminded_nor_found(
    cloud: Cloud, host: Person, guest: Person, gather: MakeCrowd, all_told: Callable[[], None]
) -> None:
    waiting, follower, member = gather(3)
    event = host.announce(soon(days=2), approval="automatic", capacity=1)
    guest.ask(event)
    assert waiting.ask(event).json()["status"] == "waitlisted"
    assert guest.post(f"/events/{event['id']}/messages", {"text": "Hello"}).status_code == 201
    guest.follow(host)
    follower.follow(guest)
    own = guest.announce(soon(days=30))
    member.ask(own)
    guest.approve(own, member)

    assert [guest.delete("/me").status_code for _ in range(2)] == [202, 202]

    assert guest.post("/events", {}).status_code == 403
    eventually(lambda: waiting.status(event), lambda status: status == "confirmed")
    member.is_told(own, "event_cancelled")
    eventually(lambda: has_left(cloud, guest), what="The departure")
    assert guest.get("/me").status_code == 403
    assert host.get(f"/users/{guest.id}").status_code == 404
    assert follower.see("/me/following")["items"] == []
    (message,) = host.see(f"/events/{event['id']}/messages")["items"]
    assert (message["text"], message["author"]["name"]) == ("Hello", "—")
    assert member.event(own)["host"]["name"] == "—"
    all_told()
    mails = len(guest.mails(event))
    for which in ("day", "hour"):
        schedule = cloud.schedules(event["id"])[which]
        cloud.invoke("RemindGuests", schedule.message)
    waiting.is_told(event, "reminder_hour")
    all_told()
    assert len(guest.mails(event)) == mails
    assert cloud.item(f"USER#{guest.id}", "AGENDA") is None


def test_m15_the_sign_in_is_gone_with_the_account(cloud: Cloud, guest: Person) -> None:
    assert guest.delete("/me").status_code == 202
    eventually(lambda: has_left(cloud, guest), what="The departure")

    cognito = cloud.client("cognito-idp")
    users = cognito.list_users(UserPoolId=cloud.facts["user_pool_id"], Filter=f'email = "{guest.email}"')  # fmt: skip
    assert users["Users"] == []
    people.sign_up(cloud.facts, guest.email, PASSWORD, "Boris anew")
    token = people.sign_in(cloud.facts, guest.email, PASSWORD)["id_token"]
    me = httpx.get(
        f"{cloud.url}/api/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE
    ).json()
    assert me["id"] != guest.id
    assert me["name"] == "Boris anew"
