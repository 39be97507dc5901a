"""The main job, end to end: announce, ask, approve, be told, be reminded, be asked how it was."""

from datetime import timedelta
from functools import partial

from tests.stack.cloud import Cloud
from tests.stack.conftest import Ending
from tests.stack.people import ADDRESS, Person, codes, moment, soon
from tests.stack.waiting import eventually


def test_m19_announce_ask_approve_be_told_be_reminded(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    starts_at = soon(hours=1, seconds=20)
    event = host.announce(starts_at, title="Film evening")
    assert (event["status"], event["my_role"], event["version"]) == ("scheduled", "host", 1)

    seen = guest.event(event)
    assert "request" in seen["actions"]
    assert ADDRESS not in str(seen)
    asked = guest.ask(event)
    assert (asked.status_code, asked.json()["status"]) == (201, "requested")

    request = host.is_told(event, "booking_requested")
    assert guest.name in request["text"]
    assert "Film evening" in request["text"]
    host.is_mailed(event, request)

    host.approve(event, guest)
    approved = guest.is_told(event, "booking_approved")
    assert approved["short_url"] == event["short_url"]
    mail = guest.is_mailed(event, approved)
    assert mail["To"] == [guest.email]
    assert guest.event(event)["place"]["address"] == ADDRESS
    assert [each["event"]["title"] for each in guest.see("/me/bookings")["items"]] == [
        "Film evening"
    ]

    schedules = eventually(partial(cloud.moments, event["id"]), lambda found: "finish" in found)
    assert schedules["finish"] == moment(event["ends_at"]) == starts_at + timedelta(minutes=100)
    for who in (host, guest):
        who.is_mailed(event, who.is_told(event, "reminder_hour"))
    assert guest.kinds(event) == ["booking_approved", "reminder_hour"]


def test_r13_after_the_end_it_is_finished_and_reviews_are_asked_for_once(
    cloud: Cloud, ending: Ending
) -> None:
    event, host = ending.event, ending.host
    ended = eventually(
        partial(host.event, event), lambda seen: seen["status"] == "finished", what="The end"
    )
    assert ended["ends_at"] == event["ends_at"]
    for who in (host, ending.guest):
        who.is_mailed(event, who.is_told(event, "review_requested"))
    eventually(partial(cloud.moments, event["id"]), lambda found: found == {})
    starts_at = int(moment(event["starts_at"]).timestamp())
    cloud.invoke(
        "FinishEvent", {"event_id": event["id"], "which": "finish", "starts_at": starts_at}
    )
    cloud.await_empty_queues()
    kinds = [kind for kind in ending.guest.kinds(event) if kind != "event_changed"]  # its start was
    assert kinds == ["booking_approved", "review_requested"]
    assert "review_requested" not in ending.asker.kinds(event)


def test_r13_r16_nobody_decides_or_edits_after_the_start(ending: Ending, guest: Person) -> None:
    event, host = ending.event, ending.host
    starts_at = moment(event["starts_at"])
    eventually(soon, lambda now: now >= starts_at, what="The start")
    edit = host.http.patch(f"/events/{event['id']}", json={"title": "Too late"})
    assert (
        codes(
            [
                edit,
                host.post(f"/events/{event['id']}/cancel"),
                host.decide("approve", event, ending.asker),
                host.decide("remove", event, ending.guest),
                ending.guest.do("withdraw", event),
                guest.ask(event),
            ]
        )
        == ["event_started"] * 6
    )
    assert host.event(event)["version"] == event["version"]
