"""M16, R15: who talks in an event's chat, and who takes what back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chat import post
from seance.bookings.store import BookingItem
from seance.chat import store
from seance.cloud import keys
from seance.cloud.concurrency import Outrun
from seance.errors import UpstreamUnavailable
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.storage import dump, refused, same_twice

Event = dict[str, Any]


def say(who: Person, event: Event, text: str, **options: Any) -> Answer:
    """Post a message."""
    return who.post(f"/events/{event['id']}/messages", {"text": text}, **options)


def said(who: Person, event: Event, text: str) -> dict[str, Any]:
    """A message that was posted."""
    answer = say(who, event, text)
    assert answer.status == 201, answer.body
    message: dict[str, Any] = answer.body
    return message


def at(event: Event, message: dict[str, Any]) -> str:
    """The path of a message."""
    return f"/events/{event['id']}/messages/{message['id']}"


def texts(who: Person, event: Event, **query: Any) -> list[str]:
    """What one reads, newest first."""
    answer = who.get(f"/events/{event['id']}/messages", **query)
    assert answer.status == 200, answer.body
    return [each["text"] for each in answer.body["items"]]


@pytest.fixture
def event(host: Person) -> Event:
    """An event of the host."""
    return host.announce()


@pytest.fixture
def member(world: World, host: Person, event: Event) -> Person:
    """A confirmed guest."""
    return world.confirmed(event, host)


def test_m16_host_moderator_and_guests_read_what_each_says_newest_first(
    world: World, host: Person, guest: Person, member: Person, event: Event
) -> None:
    host.appoint(event, guest)
    for who, text in ((host, "Кто несёт чай?"), (member, "  Я 🫖  "), (guest, "Я печенье")):
        said(who, event, text)
    for who in (host, member, guest):
        assert texts(who, event) == ["Я печенье", "Я 🫖", "Кто несёт чай?"]
    newest = member.get(f"/events/{event['id']}/messages").body["items"][0]
    assert newest["author"]["id"] == guest.id
    assert newest["author"]["name"] == guest.name
    assert newest["event_id"] == event["id"]
    assert newest["edited_at"] is None


def test_m16_pages_are_full_and_cursors_are_bound_to_their_list(
    host: Person, member: Person, event: Event
) -> None:
    for number in range(5):
        said(host, event, str(number))
    first = member.get(f"/events/{event['id']}/messages", limit=2).body
    assert [each["text"] for each in first["items"]] == ["4", "3"]
    second = member.get(f"/events/{event['id']}/messages", limit=2, cursor=first["next_cursor"])
    assert [each["text"] for each in second.body["items"]] == ["2", "1"]
    last = member.get(
        f"/events/{event['id']}/messages", limit=2, cursor=second.body["next_cursor"]
    ).body
    assert [each["text"] for each in last["items"]] == ["0"]
    assert last["next_cursor"] is None
    foreign = host.get(f"/events/{event['id']}/messages", cursor=first["next_cursor"])
    assert (foreign.status, foreign.code) == (400, "bad_cursor")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, None, 7, "a\x00b"])
def test_a_text_has_one_to_two_thousand_characters(host: Person, event: Event, text: Any) -> None:
    refused(
        lambda: host.post(f"/events/{event['id']}/messages", {"text": text}),
        422,
        "validation_failed",
    )
    assert say(host, event, "я" * 2000).status == 201


def test_the_same_key_says_it_once(host: Person, event: Event) -> None:
    key = {"Idempotency-Key": "tea"}
    first, second = (say(host, event, "Чай", headers=key) for _ in range(2))
    assert first.body == second.body
    assert texts(host, event) == ["Чай"]


def test_m16_an_author_edits_and_deletes_the_own_message(
    host: Person, member: Person, event: Event
) -> None:
    message = said(member, event, "В восемь")
    changed = same_twice(lambda: member.patch(at(event, message), {"text": "В девять"}), 200).body
    assert changed["text"] == "В девять"
    assert changed["created_at"] == message["created_at"]
    assert changed["edited_at"] > message["created_at"]
    assert host.get(f"/events/{event['id']}/messages").body["items"] == [changed]
    assert member.delete(at(event, message)).status == 204
    assert texts(host, event) == []
    assert member.delete(at(event, message)).status == 204  # the first answer may have been lost
    refused(lambda: member.patch(at(event, message), {"text": "Снова"}), 404, "not_found")


def test_m16_host_and_moderator_edit_their_own(host: Person, guest: Person, event: Event) -> None:
    host.appoint(event, guest)
    for who in (host, guest):
        message = said(who, event, "В восемь")
        assert who.patch(at(event, message), {"text": "В девять"}).status == 200


def test_r15_host_and_moderators_delete_any_and_edit_none(
    world: World, host: Person, guest: Person, member: Person, event: Event
) -> None:
    host.appoint(event, guest)
    by_member, by_host = said(member, event, "Спойлер"), said(host, event, "Не надо")
    for who in (host, guest):
        refused(partial(who.patch, at(event, by_member), {"text": "-"}), 403, "forbidden")
    refused(lambda: member.delete(at(event, by_host)), 403, "forbidden")
    assert guest.delete(at(event, by_member)).status == 204
    assert guest.delete(at(event, by_host)).status == 204


def meanwhile(ask: Callable[[], Answer]) -> Answer:
    """Another request, answered while one is at work (which has an event loop of its own)."""
    loop = asyncio.new_event_loop()
    with ThreadPoolExecutor(1, initializer=asyncio.set_event_loop, initargs=(loop,)) as other:
        answer = other.submit(ask).result()
    loop.close()
    return answer


def every_way(who: Person, event: Event, message: dict[str, Any]) -> list[Answer]:
    """All that one does with a chat."""
    return [
        say(who, event, "Пустите"),
        who.get(f"/events/{event['id']}/messages"),
        who.patch(at(event, message), {"text": "Пустите"}),
        who.delete(at(event, message)),
    ]


@pytest.mark.parametrize("how", ["nobody", "asked", "invited", "withdrew", "was removed"])
def test_r15_who_holds_no_seat_takes_no_part(
    world: World, host: Person, guest: Person, event: Event, how: str
) -> None:
    message = said(host, event, "Добро пожаловать")
    if how == "invited":
        guest.follow(host)
        host.invite(event, guest)
    elif how != "nobody":
        guest.ask(event)
    if how in ("withdrew", "was removed"):
        host.act("approve", event, guest)
        message = said(guest, event, "Спасибо")
        _ = guest.act("withdraw", event) if how == "withdrew" else host.act("remove", event, guest)
    before = dump("feed")
    assert [each.status for each in every_way(guest, event, message)] == [403] * 4
    assert dump("feed") == before


def test_r15_a_moderator_loses_the_chat_with_the_rights(
    host: Person, guest: Person, event: Event
) -> None:
    host.appoint(event, guest)
    message = said(guest, event, "Я помогу")
    assert host.delete(f"/events/{event['id']}/moderators/{guest.id}").status == 204
    assert [each.status for each in every_way(guest, event, message)] == [403] * 4


def test_r6_to_whom_the_event_does_not_exist_its_chat_does_not(
    host: Person, guest: Person, event: Event
) -> None:
    message = said(host, event, "Тише")
    host.edit(event, visibility="invite_only")
    assert [each.status for each in every_way(guest, event, message)] == [404] * 4


def test_r15_a_moved_guest_keeps_the_chat_with_the_seat(
    world: World, host: Person, event: Event, pump: Any
) -> None:
    member, other = world.confirmed(event, host), world.person("Egor")
    elsewhere = other.announce(film_id="alien-1979", approval="automatic", starts_at=later(event))
    assert member.ask(elsewhere).status == 201
    host.edit(event, starts_at=later(event))
    pump.run()
    assert member.booking(event)["status"] == "moved"
    assert said(member, event, "Успею ли я?")


def later(event: Event) -> str:
    """A day after the start."""
    return (datetime.fromisoformat(event["starts_at"]) + timedelta(days=1)).isoformat()


def test_r16_the_chat_goes_on_after_start_and_cancellation_until_the_reviews_close(
    host: Person, member: Person, event: Event, clock: Clock
) -> None:
    clock.to(event["starts_at"], minutes=5)
    message = said(member, event, "Я у двери")
    clock.to(event["ends_at"], days=13)
    said(host, event, "Спасибо всем")
    clock.to(event["ends_at"], days=14)
    refused(lambda: say(member, event, "Поздно"), 409, "wrong_status")
    refused(lambda: member.patch(at(event, message), {"text": "Поздно"}), 409, "wrong_status")
    assert texts(member, event) == ["Спасибо всем", "Я у двери"]
    assert member.delete(at(event, message)).status == 204


def test_r16_a_cancelled_event_is_talked_about(host: Person, member: Person, event: Event) -> None:
    host.cancel(event)
    said(member, event, "Жаль")
    assert texts(host, event) == ["Жаль"]


def test_r17_who_blocked_each_other_do_not_read_each_other(
    world: World, host: Person, member: Person, event: Event
) -> None:
    other = world.confirmed(event, host, "Dora")
    for number in range(3):
        said(member, event, f"C{number}")
        said(other, event, f"D{number}")
    member.block(other)
    assert texts(member, event, limit=2) == ["C2", "C1"]
    assert texts(other, event) == ["D2", "D1", "D0"]
    assert len(texts(host, event)) == 6


def test_r17_a_page_is_full_however_much_they_said(
    world: World, host: Person, member: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOOKED_ON", 4)
    other = world.confirmed(event, host, "Dora")
    for number in range(3):
        said(member, event, f"C{number}")
    for number in range(40):
        said(other, event, f"D{number}")
    member.block(other)

    page = member.get(f"/events/{event['id']}/messages", limit=2).body
    assert [each["text"] for each in page["items"]] == ["C2", "C1"]
    rest = member.get(f"/events/{event['id']}/messages", limit=2, cursor=page["next_cursor"]).body
    assert ([each["text"] for each in rest["items"]], rest["next_cursor"]) == (["C0"], None)


def test_messages_go_half_a_year_after_the_end(host: Person, event: Event) -> None:
    said(host, event, "До встречи")
    gone = datetime.fromisoformat(event["ends_at"]) + timedelta(days=180)
    items = [item for key, item in dump("feed").items() if key[0].startswith("CHAT#")]
    assert len(items) == 2
    assert {int(item["expires_at"]["N"]) for item in items} == {int(gone.timestamp())}


def test_r15_a_removal_between_check_and_write_is_noticed(
    host: Person, member: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = store.last_change

    def removed_meanwhile(event_id: str) -> int:
        monkeypatch.setattr(store, "last_change", last)
        assert meanwhile(lambda: host.act("remove", event, member)).status == 200
        return last(event_id)

    monkeypatch.setattr(store, "last_change", removed_meanwhile)
    assert say(member, event, "Ещё одно").status == 403
    assert texts(host, event) == []


def test_a_lost_answer_says_it_once(
    host: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = store.post

    def lost(*args: Any) -> None:
        monkeypatch.setattr(store, "post", post)
        post(*args)
        raise Outrun

    monkeypatch.setattr(store, "post", lost)
    said(host, event, "Один раз")
    assert texts(host, event) == ["Один раз"]


def test_every_change_has_the_next_number(host: Person, member: Person, event: Event) -> None:
    first, second = said(host, event, "1"), said(member, event, "2")
    host.patch(at(event, first), {"text": "один"})
    host.delete(at(event, second))
    changes = store.changes_between(event["id"], 0, store.last_change(event["id"]))
    assert [(each.number, each.kind, each.message_id) for each in changes] == [
        (1, "message", first["id"]),
        (2, "message", second["id"]),
        (3, "message_edited", first["id"]),
        (4, "message_deleted", second["id"]),
    ]


def test_two_who_take_the_same_number_both_get_one(
    host: Person, member: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = store.last_change

    def overtaken(event_id: str) -> int:
        number = last(event_id)
        monkeypatch.setattr(store, "last_change", last)
        assert meanwhile(lambda: say(member, event, "Вперёд")).status == 201
        return number

    monkeypatch.setattr(store, "last_change", overtaken)
    said(host, event, "И я")
    changes = store.changes_between(event["id"], 0, 9)
    assert [each.number for each in changes] == [1, 2]


def test_m16_a_former_user_is_shown_as_such(host: Person, member: Person, event: Event) -> None:
    said(member, event, "Пока")
    BookingItem.of(keys.profile(member.id)).delete()
    (message,) = host.get(f"/events/{event['id']}/messages").body["items"]
    assert message["author"]["id"] == member.id
    assert message["author"]["name"] == "—"


def test_a_message_is_not_said_where_its_author_cannot_be_read(
    host: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(_: Any) -> Any:
        raise UpstreamUnavailable

    monkeypatch.setattr(post, "find_profiles", silent)
    answer = host.post(f"/events/{event['id']}/messages", {"text": "В восемь"})
    assert answer.status == 503
    assert texts(host, event) == []
