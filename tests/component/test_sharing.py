"""A host posts an event to the connected chat or wall (M6, R6, R7)."""

from functools import partial
from typing import Any

import pytest

from queues import send_telegram
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import Pump, batch
from tests.component.storage import dump, refused
from tests.component.test_channels import (  # noqa: F401 # fixtures
    CHAT,
    channels,
    connected,
    telegram,
    vk,
)
from tests.messengers import Messenger

PRICE = {"amount": "350.00", "currency": "RUB"}


def share(host: Person, event: dict[str, Any], channel: str = "telegram", **more: Any) -> Any:
    """Ask for a post."""
    return host.post(f"/events/{event['id']}/share", {"channel": channel, **more})


def test_m6_a_host_posts_an_event_to_the_own_chat_and_wall(
    connected: Person, telegram: Messenger, vk: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce(title="Ночь кино", admission="paid", price=PRICE)
    for channel in ("telegram", "vk"):
        answer = share(connected, event, channel, text="Приходите <3")
        assert (answer.status, answer.body["channel"]) == (202, channel)
    pump.run(times=3)
    (said,) = telegram.taken
    assert said.fields["chat_id"] == str(CHAT)
    assert said.fields["text"].startswith("Приходите <3\n\n“Ночь кино”\nFilm: Solaris\n")
    assert "Where: Москва, Арбат" in said.fields["text"]
    assert "RUB" in said.fields["text"]
    assert said.fields["text"].endswith(event["short_url"])
    (post,) = vk.taken
    assert post.path == "/method/wall.post"
    assert (post.fields["owner_id"], post.fields["attachments"]) == ("4242", event["short_url"])
    assert "Ночь кино" in post.fields["message"]
    assert len(post.fields["guid"]) == 26


def test_r7_a_post_shows_what_a_stranger_may_see(
    connected: Person, telegram: Messenger, vk: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce()
    for channel in ("telegram", "vk"):
        share(connected, event, channel)
    pump.run()
    said = telegram.taken[0].fields["text"] + vk.taken[0].fields["message"]
    assert "Арбат, 1" not in said
    assert "55.75" not in said


def edits(telegram: Messenger) -> list[str]:  # noqa: F811
    """What posts were made to say, one after the other."""
    return [each.fields["text"] for each in telegram.taken if "message_id" in each.fields]


def test_m40_a_post_is_edited_when_the_event_fills_moves_and_is_cancelled(
    world: World, connected: Person, telegram: Messenger, vk: Messenger, pump: Pump, clock: Clock  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce(capacity=1)
    for channel in ("telegram", "vk"):
        share(connected, event, channel, text="Приходите <3")
    pump.run(times=3)
    assert "Seats: 1\n" in telegram.taken[0].fields["text"]
    guest = world.confirmed(event, connected)
    for act in (
        lambda: guest.act("withdraw", event),
        lambda: connected.edit(event, place={"kind": "home", "city": "Казань"}),
        lambda: connected.cancel(event),
        lambda: None,
    ):
        pump.run()
        clock.forward(minutes=5)
        pump.run(times=2)
        act()

    full, free, moved, off = edits(telegram)
    assert "all taken" in full
    assert "all taken" not in free
    assert "Казань" in moved
    assert "The event is cancelled." in off
    assert all(each.startswith("Приходите <3\n\n") for each in edits(telegram))
    assert all(guest.id not in each and "Clara" not in each for each in edits(telegram))
    on_the_wall = [each.fields for each in vk.taken if each.path == "/method/wall.edit"]
    assert "The event is cancelled." in on_the_wall[-1]["message"]
    assert {each["post_id"] for each in on_the_wall} == {"77"}


def test_m40_a_post_that_is_gone_or_says_so_already_is_no_fault(
    connected: Person, telegram: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce()
    share(connected, event)
    pump.run()
    (kept,) = [item for item in dump("feed").values() if item.get("item", {}).get("S") == "shared"]
    body = {"user_id": connected.id, "event_id": event["id"], "posted_id": kept["id"]["S"]}
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    assert edits(telegram) == []  # it says so already
    for title, said in (("A", "message is not modified"), ("B", "message to edit not found")):
        connected.edit(event, title=title)
        telegram.will_answer(400, {"ok": False, "description": f"Bad Request: {said}"})
        assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    telegram.will_answer(429, {"ok": False, "parameters": {"retry_after": 40}})
    connected.edit(event, title="C")
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    assert edits(telegram) == []  # it comes again when Telegram takes it
    connected.delete("/me/connections/telegram")
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    assert edits(telegram) == []


def test_r6_a_post_is_emptied_when_strangers_see_the_event_no_more(
    connected: Person, telegram: Messenger, pump: Pump, clock: Clock  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce(title="Тайна")
    share(connected, event)
    pump.run()
    connected.edit(event, visibility="invite_only")
    pump.run()
    clock.forward(minutes=5)
    pump.run(times=2)
    assert edits(telegram)
    assert "Тайна" not in edits(telegram)[-1]


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_a_post_of_what_strangers_do_not_see_has_only_the_link(
    connected: Person, telegram: Messenger, pump: Pump, visibility: str  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce(title="Тайна", visibility=visibility)
    share(connected, event)
    pump.run()
    said = telegram.taken[0].fields["text"]
    assert said == f"Come and watch a film with me.\n\n{event['short_url']}"


def test_only_the_host_posts(connected: Person, world: World) -> None:  # noqa: F811
    event = connected.announce()
    helper, stranger = world.person("Vera"), world.person("Egor")
    connected.appoint(event, helper)
    for person in (helper, stranger):
        person.put("/me/connections/telegram", {"chat_id": 5})
        refused(partial(share, person, event), 403, "forbidden")
    hidden = connected.announce(visibility="invite_only", starts_at=at(days=9))
    refused(lambda: share(stranger, hidden), 404, "not_found")


def test_a_post_needs_a_connection(host: Person) -> None:
    event = host.announce()
    for channel in ("telegram", "vk"):
        refused(partial(share, host, event, channel), 409, "wrong_status", "connect_channel")


def test_a_post_is_for_an_event_that_one_can_still_come_to(
    connected: Person, clock: Clock  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce()
    connected.cancel(event)
    refused(lambda: share(connected, event), 409, "wrong_status", "restore")
    connected.restore(event)
    clock.to(event["starts_at"])
    refused(lambda: share(connected, event), 409, "event_started")


def test_what_is_cancelled_before_it_is_posted_is_not(
    connected: Person, telegram: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce()
    assert share(connected, event).status == 202
    connected.cancel(event)
    pump.run()
    assert telegram.asked == []


def test_s13_the_same_key_posts_once(
    connected: Person, telegram: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    event = connected.announce()
    path, body = f"/events/{event['id']}/share", {"channel": "telegram"}
    answers = [connected.post(path, body, headers={"Idempotency-Key": "one"}) for _ in range(2)]
    assert answers[0].body == answers[1].body
    pump.run()
    assert len(telegram.taken) == 1


def test_a_wall_that_is_closed_is_disconnected(
    connected: Person, vk: Messenger, pump: Pump  # noqa: F811
) -> None:  # fmt: skip
    vk.will_fail(15)
    share(connected, connected.announce(), "vk")
    pump.run()
    assert not channels(connected)["vk"]


@pytest.mark.parametrize(
    "body",
    [{}, {"channel": "email"}, {"channel": None}, {"channel": "vk", "text": "x" * 2001}, [], "{"],
    ids=lambda body: str(body)[:30],
)
def test_a_wrong_post_is_refused(connected: Person, body: Any) -> None:  # noqa: F811
    event = connected.announce()
    path = f"/events/{event['id']}/share"
    refused(lambda: connected.post(path, body), 422, "validation_failed")
    assert not [key for key in dump("feed") if "SHARE#" in key[1]]
