"""Telegram as a face (M40): buttons and commands, through what Telegram tells the bot."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from queues import send_telegram
from seance.cloud import config, limits
from tests import messengers
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import Pump, batch
from tests.component.storage import dump, everything
from tests.component.told import only
from tests.memory.environment import BOT_TOKEN, WEBHOOK_SECRET
from tests.messengers import Messenger

CHAT, GUESTS_CHAT = 7_000_111_222, 7_000_111_333


@pytest.fixture
def telegram(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Messenger]:
    """Telegram, which takes everything."""
    with messengers.serving(messengers.telegram()) as service:
        monkeypatch.setenv("TELEGRAM_API_URL", service.url)
        config.settings.cache_clear()
        yield service


@pytest.fixture(autouse=True)
def both(host: Person, guest: Person, telegram: Messenger) -> None:
    """Host and guest have the bot."""
    for person, chat in ((host, CHAT), (guest, GUESTS_CHAT)):
        assert person.put("/me/connections/telegram", {"chat_id": chat}).status == 204


def tell(world: World, update: dict[str, Any]) -> dict[str, Any]:
    """What the bot answers."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
    answer = world.nobody.post("/public/telegram", update, headers=headers)
    assert answer.status == 200
    return dict(answer.body)


def press(world: World, data: str, chat: int, by: int | None = None) -> str:
    """The words that a press is answered with."""
    answer = tell(
        world,
        {
            "update_id": 7,
            "callback_query": {
                "id": "42",
                "from": {"id": by or chat, "language_code": "en", "is_bot": False},
                "message": {"message_id": 99, "chat": {"id": chat, "type": "private"}},
                "data": data,
            },
        },
    )
    assert (answer["method"], answer["callback_query_id"]) == ("answerCallbackQuery", "42")
    assert len(answer["text"]) <= 200
    return str(answer["text"])


def say(world: World, text: str, chat: int = CHAT, by: int | None = None) -> str:
    """What the bot answers to a command."""
    sender = {"id": by or chat, "language_code": "en"}
    message = {"message_id": 1, "from": sender, "chat": {"id": chat}, "text": text}
    return str(tell(world, {"update_id": 8, "message": message}).get("text", ""))


def buttons(telegram: Messenger, chat: int) -> dict[str, str]:
    """Under the last message to a chat that has some: what each says, and what lies under it."""
    fields = [each.fields for each in telegram.taken if each.fields["chat_id"] == str(chat)]
    (row,) = json.loads([each for each in fields if "reply_markup" in each][-1]["reply_markup"])[
        "inline_keyboard"
    ]
    assert all(len(each["callback_data"].encode()) <= 64 for each in row)
    return {each["text"]: each["callback_data"] for each in row}


def edits(telegram: Messenger) -> list[dict[str, str]]:
    """How messages were changed."""
    path = f"/bot{BOT_TOKEN}/editMessageText"
    return [each.fields for each in telegram.taken if each.path == path]


@pytest.mark.parametrize(("word", "status"), [("Yes", "confirmed"), ("No", "declined")])
def test_m40_a_request_is_answered_by_a_button_once(
    world: World,
    host: Person,
    guest: Person,
    telegram: Messenger,
    pump: Pump,
    word: str,
    status: str,
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()
    under = buttons(telegram, CHAT)

    said = press(world, under[word], CHAT)
    done = dump("main")
    assert press(world, under[word], CHAT) == said
    assert guest.booking(event)["status"] == status
    assert dump("main") == done
    pump.run()

    (edit,) = edits(telegram)
    assert (edit["chat_id"], edit["message_id"]) == (str(CHAT), "99")
    assert edit["text"].endswith(said)
    assert "reply_markup" not in edit


def test_m40_an_invitation_is_accepted_by_a_button(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    guest.follow(host)
    event = host.announce()
    host.invite(event, guest)
    pump.run()
    assert "coming" in press(world, buttons(telegram, GUESTS_CHAT)["I’ll come"], GUESTS_CHAT)
    assert guest.booking(event)["status"] == "confirmed"


@pytest.mark.parametrize(
    ("word", "said", "status"),
    [("Free my seat", "free again", "withdrawn"), ("I’ll come anyway", "", "moved")],
)
def test_m40_a_moved_evening_is_answered_by_a_button(
    world: World,
    host: Person,
    guest: Person,
    telegram: Messenger,
    pump: Pump,
    word: str,
    said: str,
    status: str,
) -> None:
    event = host.announce(approval="automatic")
    other = world.person("Olga").announce(approval="automatic", starts_at=at(days=20))
    assert (guest.ask(event).status, guest.ask(other).status) == (201, 201)
    host.edit(event, starts_at=other["starts_at"])
    pump.run()
    assert guest.booking(event)["status"] == "moved"
    answer = press(world, buttons(telegram, GUESTS_CHAT)[word], GUESTS_CHAT)
    assert said in answer
    assert guest.booking(event)["status"] == status


def test_m40_who_is_free_at_the_new_time_comes_by_a_button(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce(approval="automatic")
    other = world.person("Olga").announce(approval="automatic", starts_at=at(days=20))
    assert (guest.ask(event).status, guest.ask(other).status) == (201, 201)
    host.edit(event, starts_at=other["starts_at"])
    pump.run()
    assert guest.act("withdraw", other).status == 200

    press(world, buttons(telegram, GUESTS_CHAT)["I’ll come anyway"], GUESTS_CHAT)
    assert guest.booking(event)["status"] == "confirmed"


def test_m40_a_button_of_somebody_else_does_nothing(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()
    yes, before = buttons(telegram, CHAT)["Yes"], everything()

    assert "own chat" in press(world, yes, CHAT, by=GUESTS_CHAT)
    assert "nothing to answer" in press(world, yes, GUESTS_CHAT)
    assert "not connected" in press(world, yes, 5)
    for made_up in ("yes:", "yes", "maybe:" + yes.partition(":")[2], "yes:" + "0" * 26, ""):
        assert "nothing to answer" in press(world, made_up, CHAT)

    assert everything() == before


def test_m40_a_press_that_comes_late_is_answered_in_words(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()
    guest.act("withdraw", event)
    assert press(world, buttons(telegram, CHAT)["Yes"], CHAT)
    assert guest.booking(event)["status"] == "withdrawn"
    pump.run()
    assert edits(telegram) == []


def test_r24_who_is_suspended_presses_in_vain(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()
    limits.suspend(host.id)
    press(world, buttons(telegram, CHAT)["Yes"], CHAT)
    assert guest.booking(event)["status"] == "requested"


def test_m40_who_waits_meanwhile_is_declined_by_a_button(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    guest.ask(event)
    pump.run()
    world.confirmed(event, host)
    host.edit(event, approval="automatic")
    pump.run()
    assert guest.booking(event)["status"] == "waitlisted"
    press(world, buttons(telegram, CHAT)["No"], CHAT)
    assert guest.booking(event)["status"] == "declined"


def test_m40_who_runs_it_no_more_decides_nothing(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    moderator, chat = world.person("Mila"), 7_000_111_444
    assert moderator.put("/me/connections/telegram", {"chat_id": chat}).status == 204
    event = host.announce()
    host.appoint(event, moderator)
    guest.ask(event)
    pump.run()
    yes = buttons(telegram, chat)["Yes"]
    assert host.delete(f"/events/{event['id']}/moderators/{moderator.id}").status == 204
    assert "Only the host" in press(world, yes, chat)
    assert guest.booking(event)["status"] == "requested"


def test_m40_the_bot_speaks_its_readers_language(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    host.patch("/me", {"language": "ru"})
    guest.ask(host.announce())
    pump.run()
    under = buttons(telegram, CHAT)
    assert list(under) == ["Да", "Нет"]
    assert "место за гостем" in press(world, under["Да"], CHAT)
    assert "вы хозяин" in say(world, "/mine")
    limits.suspend(host.id)
    assert press(world, under["Да"], CHAT) == "Ваша учётная запись приостановлена"


def test_m40_no_buttons_where_many_read(
    host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    host.put("/me/connections/telegram", {"chat_id": -100200})
    guest.ask(host.announce())
    pump.run()
    (asked,) = [each.fields for each in telegram.taken if each.fields["chat_id"] == "-100200"]
    assert "reply_markup" not in asked


def test_m40_the_bot_tells_what_is_coming(world: World, host: Person, guest: Person) -> None:
    assert "no events ahead" in say(world, "/mine")
    event = host.announce(title="Ночь <кино> & чай", approval="automatic")
    guest.ask(event)

    assert "“Ночь <кино> & чай” · you host" in say(world, "/mine")
    assert "you’re coming" in say(world, "/mine", GUESTS_CHAT)
    shown = say(world, "/ticket", GUESTS_CHAT)
    assert guest.booking(event)["ticket"]["code"] in shown
    assert f"/events/{event['id']}" in shown
    assert "no ticket" in say(world, "/ticket")
    assert "/mine" in say(world, "/what")
    assert "not connected" in say(world, "/mine", 5)
    assert say(world, "/mine", -100200, by=CHAT) == ""


def test_m40_today_tells_what_is_on_in_ones_city(world: World, host: Person, guest: Person) -> None:
    noon = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"  # where it is between noon and one o'clock
    assert guest.patch("/me", {"time_zone": noon, "city": "Питер"}).status == 200
    place = {"kind": "home", "city": "Санкт-Петербург", "address": "Невский, 1"}
    for more in (
        {"starts_at": at(hours=3)},
        {"starts_at": at(hours=15)},
        {"starts_at": at(hours=9), "visibility": "followers"},
    ):
        host.announce(**{"starts_at": at(hours=6), "place": place, "capacity": 2, **more})

    told = say(world, "/today", GUESTS_CHAT)
    assert told.startswith("Nothing of yours today.\nIn Питер today:")
    assert told.count("2 seats left") == told.count("/events/") == 1
    assert "Невский" not in told
    assert "“Solaris”" in told


def test_m40_what_was_pressed_is_settled_again_without_harm(
    world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()
    press(world, buttons(telegram, CHAT)["Yes"], CHAT)
    pump.run()
    (before,) = edits(telegram)
    body = {
        "user_id": host.id,
        "press_id": only(host, "booking_requested")["id"] + "#telegram-approve",
    }
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    assert edits(telegram) == [before, before]
    telegram.will_answer(429, {"ok": False, "parameters": {"retry_after": 40}})
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    telegram.will_answer(400, {"ok": False, "description": "Bad Request: message is not modified"})
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    host.delete("/me/connections/telegram")
    assert send_telegram.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
