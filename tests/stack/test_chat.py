"""M16, M17 over HTTP: a chat in pages, who reads whom, and the inbox."""

from functools import partial
from typing import Any

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person
from tests.stack.test_live import delete, edit, joined, say
from tests.stack.waiting import at_once, eventually


def texts(who: Person, event: Event, **query: Any) -> list[str]:
    """What somebody reads, newest first."""
    found = who.see(f"/events/{event['id']}/messages", **query)
    return [each["text"] for each in found["items"]]


def test_m16_a_chat_is_written_read_in_pages_edited_and_taken_back(
    host: Person, guest: Person, moderator: Person
) -> None:
    event = joined(host, guest)
    host.make_moderator(event, moderator)
    first = say(host, event, "Во сколько приходить?")
    for number in range(4):
        say(guest, event, f"Вариант {number}")
    path = f"/events/{event['id']}/messages"
    page = moderator.see(path, limit=3)
    assert [each["text"] for each in page["items"]] == ["Вариант 3", "Вариант 2", "Вариант 1"]
    rest = moderator.see(path, limit=3, cursor=page["next_cursor"])
    assert [each["text"] for each in rest["items"]] == ["Вариант 0", "Во сколько приходить?"]
    assert rest["next_cursor"] is None
    assert edit(host, first, "В семь")["edited_at"]
    delete(moderator, page["items"][0])
    assert texts(guest, event) == ["Вариант 2", "Вариант 1", "Вариант 0", "В семь"]


def test_m16_the_same_key_says_it_once_and_everybody_at_once_is_heard(
    host: Person, gather: MakeCrowd
) -> None:
    guests = gather(3)
    event = joined(host, *guests)
    path = f"/events/{event['id']}/messages"
    key = {"Idempotency-Key": f"tea-{event['id']}"}
    twice = [host.post(path, {"text": "Чай?"}, key).json() for _ in range(2)]
    assert twice[0] == twice[1]
    at_once(*(partial(say, each, event, f"Я: {each.name}") for each in guests))
    assert sorted(texts(host, event)) == sorted(["Чай?", *(f"Я: {each.name}" for each in guests)])


def test_r17_who_blocked_each_other_do_not_read_each_other(host: Person, gather: MakeCrowd) -> None:
    one, other = gather(2)
    event = joined(host, one, other)
    say(one, event, "Я первый")
    say(other, event, "Я второй")
    assert one.put(f"/me/blocked/{other.id}").status_code == 204
    assert texts(one, event) == ["Я первый"]
    assert texts(other, event) == ["Я второй"]
    assert texts(host, event) == ["Я второй", "Я первый"]


def test_m17_the_inbox_counts_what_is_unread_until_it_is_read(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.ask(event)
    notice = host.is_told(event, "booking_requested")
    assert host.see("/me/notices", unread=True)["unread_count"] == 1
    for _ in range(2):
        assert host.post("/me/notices/read", {"ids": [notice["id"]]}).status_code == 204
    seen = eventually(lambda: host.see("/me/notices"), lambda inbox: not inbox["unread_count"])
    assert seen["items"][0]["read_at"]
    assert host.see("/me/notices", unread=True)["items"] == []
