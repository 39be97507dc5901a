"""M16, M17, R15: chats, notices and seats without reloading."""

from functools import partial
from typing import Any

import pytest
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.live import Frame, Live, address, live
from tests.stack.people import Event, Person
from tests.stack.waiting import PATIENCE, eventually


def say(who: Person, event: Event, text: str) -> dict[str, Any]:
    """Post a message."""
    answer = who.post(f"/events/{event['id']}/messages", {"text": text})
    assert answer.status_code == 201, answer.text
    message: dict[str, Any] = answer.json()
    return message


def edit(who: Person, message: dict[str, Any], text: str) -> dict[str, Any]:
    """Change a message."""
    answer = who.http.patch(
        f"/events/{message['event_id']}/messages/{message['id']}", json={"text": text}
    )
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


def delete(who: Person, message: dict[str, Any]) -> None:
    """Delete a message."""
    answer = who.delete(f"/events/{message['event_id']}/messages/{message['id']}")
    assert answer.status_code == 204, answer.text


def joined(host: Person, *guests: Person) -> Event:
    """An event with these guests."""
    event = host.announce()
    for guest in guests:
        guest.ask(event)
    host.approve(event, *guests)
    return event


def test_m16_two_people_see_what_the_other_says_without_reloading(
    host: Person, guest: Person
) -> None:
    event = joined(host, guest)
    with live(host) as of_host, live(guest) as of_guest:
        assert of_host.subscribe(event)[-1]["chat"]
        of_guest.subscribe(event)
        posted = say(guest, event, "Принести чай? 🫖")
        for who in (of_host, of_guest):
            frame = who.hears("message")
            assert frame == {"type": "message", "event_id": event["id"], "id": 1, "message": posted}
        changed = edit(guest, posted, "Принесу чай")
        assert of_host.hears("message_edited")["message"] == changed
        delete(host, posted)
        gone = of_guest.hears("message_deleted")
        assert (gone["message_id"], gone["id"]) == (posted["id"], 3)
    assert guest.see(f"/events/{event['id']}/messages")["items"] == []


def test_m17_a_notice_arrives_live(host: Person, guest: Person) -> None:
    event = host.announce()
    with live(host) as first_tab, live(host) as second_tab, live(guest) as of_guest:
        guest.ask(event)
        for tab in (first_tab, second_tab):
            frame = tab.hears("notice")
            assert frame["notice"]["kind"] == "booking_requested"
        told = host.is_told(event, "booking_requested")
        assert frame["notice"] == {name: told[name] for name in frame["notice"]}
        host.approve(event, guest)
        assert of_guest.hears("notice")["notice"]["kind"] == "booking_approved"
    assert {each["type"] for each in of_guest.heard} == {"notice"}


def test_m16_seats_are_told_live_to_who_sees_the_event(
    host: Person, guest: Person, moderator: Person
) -> None:
    event = host.announce(capacity=2, approval="automatic")
    with live(moderator) as onlooker:
        assert onlooker.subscribe(event)[0]["seats_left"] == 2
        guest.ask(event)
        onlooker.hears("seats", lambda frame: frame["seats_left"] == 1)
        guest.do("withdraw", event)
        onlooker.hears("seats", lambda frame: frame["seats_left"] == 2)
        host.change(event, visibility="invite_only")
        guest.follow(host)
        host.post(f"/events/{event['id']}/invitations", {"guest_id": guest.id})
        with live(guest) as invited:
            invited.subscribe(event)
            assert guest.do("accept", event).status_code == 200
            invited.hears("seats", lambda frame: frame["seats_left"] == 1)
        assert onlooker.listen(1) is None


def test_r15_who_is_removed_stops_receiving_and_is_refused_at_once(
    host: Person, gather: MakeCrowd
) -> None:
    stays, leaves = gather(2)
    event = joined(host, stays, leaves)
    with live(stays) as of_stays, live(leaves) as of_leaves:
        of_stays.subscribe(event)
        of_leaves.subscribe(event)
        message = say(host, event, "Все здесь?")
        of_leaves.hears("message")
        assert host.decide("remove", event, leaves).status_code == 200
        path = f"/events/{event['id']}/messages"
        refused = [
            leaves.get(path),
            leaves.post(path, {"text": "?"}),
            leaves.http.patch(f"{path}/{message['id']}", json={"text": "?"}),
            leaves.delete(f"{path}/{message['id']}"),
        ]
        assert [each.status_code for each in refused] == [403] * 4
        secret = say(host, event, "Теперь без него")
        of_stays.hears("message", lambda frame: frame["message"] == secret)
        of_leaves.hears("notice")
        assert of_leaves.listen(2) is None or of_leaves.heard[-1]["type"] == "seats"
        assert "Теперь" not in str(of_leaves.heard)
        ended = of_leaves.subscribe(event, after=0)[-1]
        assert (ended["chat"], ended["id"]) == (False, None)
        host.change(event, visibility="invite_only")
        assert leaves.get(path).status_code == 404
        of_leaves.say("subscribe", event_id=event["id"])
        assert of_leaves.hears("error")["code"] == "not_found"


def test_m16_who_comes_back_gets_exactly_what_was_missed_once_and_in_order(
    host: Person, guest: Person
) -> None:
    event = joined(host, guest)
    with live(guest) as before:
        before.subscribe(event)
        first, second = say(host, event, "Первое"), say(host, event, "Второе")
        last = before.hears("message", lambda frame: frame["id"] == 2)["id"]
    third = say(host, event, "Третье")
    changed = edit(host, first, "Первое, иначе")
    delete(host, second)
    with live(guest) as after:
        missed = [each for each in after.subscribe(event, after=last) if "id" in each]
        assert missed == [
            {"type": "message", "event_id": event["id"], "id": 3, "message": third},
            {"type": "message_edited", "event_id": event["id"], "id": 4, "message": changed},
            {"type": "message_deleted", "event_id": event["id"], "id": 5, "message_id": second["id"]},
            {"type": "subscribed", "event_id": event["id"], "chat": True, "id": 5},
        ]  # fmt: skip
        again = after.subscribe(event, after=5)
        assert [each["type"] for each in again] == ["seats", "subscribed"]
        assert after.subscribe(event, after=99)[0]["type"] == "reload"


def test_r12_records_that_are_delivered_again_tell_nothing_new(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = joined(host, guest)
    with live(guest) as listener:
        listener.subscribe(event)
        said = say(host, event, "Один раз")
        gone = say(host, event, "Ненадолго")
        delete(host, gone)
        listener.hears("message_deleted")
        records = [each for each in cloud.stream("feed_table") if event["id"] in str(each)]
        cloud.invoke("PushNews", {"Records": records})
        while listener.listen(2):
            pass
        told = {(f["id"], f["type"], str(f.get("message"))) for f in listener.heard if "id" in f}
        assert {(1, "message", str(said))} <= told
        assert len({each[0] for each in told}) <= 4
        deleted = [each for each in listener.heard if each["type"] == "message_deleted"]
        assert {each["message_id"] for each in deleted} == {gone["id"]}


@pytest.mark.parametrize("query", ["", "?ticket=made-up", "?token=made.up.token"])
def test_nobody_connects_without_a_valid_ticket_or_token(host: Person, query: str) -> None:
    with pytest.raises(InvalidHandshake):
        connect(address(host) + query, open_timeout=PATIENCE)


def test_a_ticket_opens_one_connection_and_a_program_may_bring_its_token(host: Person) -> None:
    ticket = host.post("/me/live").json()["ticket"]
    with connect(f"{address(host)}?ticket={ticket}", open_timeout=PATIENCE) as socket:
        tab = Live(socket)
        tab.say("ping")
        assert tab.hears("pong") == {"type": "pong"}
    with pytest.raises(InvalidHandshake):
        connect(f"{address(host)}?ticket={ticket}", open_timeout=PATIENCE)
    headers = {"Authorization": host.http.headers["Authorization"]}
    with connect(address(host), additional_headers=headers, open_timeout=PATIENCE) as socket:
        Live(socket).say("ping")


def test_a_closed_connection_is_forgotten(cloud: Cloud, host: Person) -> None:
    event = host.announce()
    with live(host) as tab:
        tab.subscribe(event)
        assert rows(cloud, f"LIVE#{event['id']}")
    for partition in (f"LIVE#{event['id']}", f"USER#{host.id}"):
        eventually(partial(rows, cloud, partition), lambda found: not found)


def rows(cloud: Cloud, partition: str) -> list[Frame]:
    """The connections in a partition of the Feed."""
    answer = cloud.client("dynamodb").query(
        TableName=cloud.facts["feed_table"],
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": partition}, ":sk": {"S": "CONNECTION#"}},
    )
    found: list[Frame] = answer["Items"]
    return found
