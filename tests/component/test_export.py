"""M15: everything of one's own, and nothing of anybody else's."""

import json
from typing import Any

import pytest

from seance.accounts import export
from seance.chat.store import MessageItem
from seance.cloud import keys
from seance.cloud.clock import now
from seance.notices.store import NoticeItem
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import everything, refused


def exported(person: Person) -> dict[str, list[dict[str, Any]]]:
    """All parts put together."""
    found: dict[str, list[dict[str, Any]]] = {}
    cursor = None
    while True:
        answer = person.get("/me/export", cursor=cursor)
        assert answer.status == 200, answer.body
        for name, rows in answer.body["sections"].items():
            found.setdefault(name, []).extend(rows)
        cursor = answer.body["next_cursor"]
        if cursor is None:
            return found


@pytest.fixture
def life(world: World, host: Person, pump: Pump) -> Person:
    """Somebody with one of everything."""
    person, friend, enemy = world.person("Olga"), world.person("Friend"), world.person("Enemy")
    person.patch("/me", {"about": "Люблю кино"})
    person.follow(host)
    friend.follow(person)
    person.block(enemy)
    own = person.announce(description="С чаем", starts_at=at(days=9))
    friend.post(f"/events/{own['id']}/bookings", {"message": "secret of the friend"})
    event = host.announce()
    person.post(f"/events/{event['id']}/bookings", {"message": "Можно?"})
    host.act("approve", event, person)
    person.post(f"/events/{event['id']}/messages", {"text": "Иду!"})
    host.post(f"/events/{event['id']}/messages", {"text": "secret of the host"})
    helped = host.announce(starts_at=at(days=15))
    host.appoint(helped, person)
    person.delete(f"/me/reminders/{event['id']}/day")
    person.post("/me/calendar")
    person.get(own["short_url"].removeprefix("http://localhost:8000"))
    pump.run()
    assert person.put("/me/connections/telegram", {"chat_id": 4815162342}).status == 204
    return person


def test_everything_of_ones_own_is_there(life: Person, host: Person) -> None:
    found = exported(life)

    assert set(found) == {name for name, _ in export.SECTIONS}
    assert (found["profile"][0]["email"], found["profile"][0]["about"]) == ("olga@example.com", "Люблю кино")  # fmt: skip
    assert found["settings"][0]["email"] is True
    assert found["settings"][0]["calendar_feed"] is True
    assert found["settings"][0]["connected"] == ["telegram"]
    (own,) = found["events"]
    assert (own["description"], own["place"]["address"], own["link_clicks"]) == ("С чаем", "Арбат, 1, кв. 5", 1)  # fmt: skip
    (booking,) = found["bookings"]
    assert (booking["status"], booking["message"]) == ("confirmed", "Можно?")
    assert [each["host_id"] for each in found["following"]] == [host.id]
    assert [len(found[name]) for name in ("moderated", "followers", "blocked", "agenda")] == [1, 1, 1, 2]  # fmt: skip
    assert found["silenced_reminders"] == [{"event_id": booking["event_id"], "which": ["day"]}]
    assert {"booking_approved", "booking_requested"} <= {each["kind"] for each in found["notices"]}
    assert [each["text"] for each in found["messages"]] == ["Иду!"]


def test_nothing_of_other_people_is_there(life: Person, world: World, pump: Pump) -> None:
    stalker = world.person("Stalker")
    stalker.block(life)
    pump.run()

    found = exported(life)
    assert found["settings"][0].pop("digest") == "off"  # the setting, not a token's hash
    text = json.dumps(found, ensure_ascii=False)

    assert stalker.id not in text
    assert "secret of the host" not in text
    assert [
        word for word in ("friend@", "anna@", "digest", "token", "4815162342") if word in text
    ] == []


def test_exporting_changes_nothing(life: Person) -> None:
    before = everything()
    assert exported(life) == exported(life)
    assert everything() == before


def test_a_large_account_comes_in_parts(
    life: Person, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported(life)
    monkeypatch.setattr(export, "PAGE", 1)
    monkeypatch.setattr(export, "MOST_BYTES", 1)

    first = life.get("/me/export").body

    assert list(first["sections"]) == ["profile"]
    assert exported(life) == whole
    cursor = first["next_cursor"]
    refused(lambda: host.get("/me/export", cursor=cursor), 400, "bad_cursor")


def parts(person: Person) -> list[dict[str, Any]]:
    """What each part answers."""
    found = [person.get("/me/export").body]
    while cursor := found[-1]["next_cursor"]:
        found.append(person.get("/me/export", cursor=cursor).body)
    return found


def test_a_part_never_outgrows_what_lambda_answers(world: World) -> None:
    """6,291,556 bytes of JSON with the body as text in it, where Python 3.11's runtime escapes every letter."""
    person, ids = world.person("Olga"), [f"{number:026d}" for number in range(1500)]
    for each in ids:
        NoticeItem.of(
            keys.notice(person.id, each),
            id=each,
            user_id=person.id,
            kind="event_changed",
            event_id="e",
            event_title="Film",
            created_at=now(),
            message='"Ёж", ' * 333,
        ).save()

    found = parts(person)

    answers = [json.dumps({"body": json.dumps(each, ensure_ascii=False)}) for each in found]
    assert max(map(len, answers)) < 6_291_556
    assert [row["id"] for each in found for row in each["sections"].get("notices", ())] == ids


def test_what_one_said_is_found_in_chats_of_thousands(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, said = world.person("Olga"), []
    for place in range(3):
        event = host.announce(starts_at=at(days=5 * (place + 1)))
        person.ask(event)
        for number in range(1500):
            message_id, own = f"{place}{number:025d}", number % 700 == place
            MessageItem.of(
                keys.message(event["id"], message_id),
                id=message_id,
                event_id=event["id"],
                author_id=person.id if own else host.id,
                text="да",
                created_at=now(),
                version=1,
            ).save()
            said += [message_id] if own else []
    monkeypatch.setattr(export, "MOST_PAGES", 1)

    found = [
        each["sections"]["messages"] for each in parts(person) if "messages" in each["sections"]
    ]

    assert [row["id"] for rows in found for row in rows] == said
    assert len(found) == 5  # a thousand looked at in each


def test_reviews_are_exported_when_they_may_be_read(
    world: World, host: Person, pump: Pump, clock: Any
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host, "Olga")
    clock.to(event["ends_at"], minutes=1)
    path = f"/events/{event['id']}/reviews/"
    assert host.call("PUT", path + guest.id, {"rating": 4, "text": "hidden yet"}).status == 201

    assert exported(guest)["reviews_received"] == []
    assert [each["text"] for each in exported(host)["reviews_written"]] == ["hidden yet"]
    assert guest.call("PUT", path + host.id, {"rating": 5}).status == 201
    assert [each["rating"] for each in exported(guest)["reviews_received"]] == [4]
    assert [each["subject_id"] for each in exported(guest)["reviews_written"]] == [host.id]


def test_m15_m32_links_and_mailed_invitations_are_exported_to_who_made_them_without_address(
    world: World, host: Person, pump: Pump
) -> None:
    event, moderator = host.announce(), world.person("Mila")
    host.appoint(event, moderator)
    path = f"/events/{event['id']}"
    (made, helped) = (by.post(f"{path}/invite-links", {"uses": 3}).body for by in (host, moderator))
    assert host.post(f"{path}/invitations", {"email": "olga@example.org"}).status == 202
    pump.run()

    own = exported(host)

    assert {each["uses"] for each in own["invite_links"]} == {3, 1}
    assert made["id"] in [each["id"] for each in own["invite_links"]]
    (mailed,) = own["mailed_invitations"]
    assert (mailed["event_id"], mailed["invited_by"]) == (event["id"], host.id)
    assert mailed["emailed_at"]
    assert "olga" not in str(own)
    assert [each["id"] for each in exported(moderator)["invite_links"]] == [helped["id"]]
    assert exported(moderator)["mailed_invitations"] == []
