"""M18, M6: Telegram and VK on the running cloud, with its roles, its KMS key and its queues."""

import itertools
import json
from base64 import b64encode
from functools import partial
from hashlib import sha256
from typing import Any

from tests.messengers import Messenger, Request, blocked
from tests.stack.cloud import Cloud
from tests.stack.conftest import MakePerson
from tests.stack.people import Person, soon
from tests.stack.waiting import eventually

TOKEN = "vk1.a.token-of-a-test-user"
chats = itertools.count(7_000_000_000)


def connect(person: Person) -> int:
    """Both channels, under a number that nobody else has."""
    chat = next(chats)
    for channel, body in (
        ("telegram", {"chat_id": chat}),
        ("vk", {"owner_id": chat, "access_token": TOKEN}),
    ):
        answer = person.http.put(f"/me/connections/{channel}", json=body)
        assert answer.status_code == 204, answer.text
    return chat


def webhook_secret(cloud: Cloud) -> str:
    """What Telegram proves itself with."""
    secrets = cloud.client("secretsmanager")
    (name,) = [
        each["Name"]
        for each in secrets.list_secrets()["SecretList"]
        if "TelegramWebhook" in each["Name"]
    ]
    return str(secrets.get_secret_value(SecretId=name)["SecretString"])


def tell(person: Person, update: dict[str, Any], secret: str, status: int = 200) -> Any:
    """What the bot answers to Telegram, over anybody's connection."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    answer = person.http.post("/public/telegram", json=update, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


def sent(service: Messenger, chat: int, *, asked: bool = False) -> list[Request]:
    """What a service was told for one number."""
    requests = service.asked if asked else service.taken
    names = ("chat_id", "peer_id", "owner_id")
    return [each for each in requests if str(chat) in map(each.fields.get, names)]


def test_m18_both_channels_receive_what_the_inbox_has(
    cloud: Cloud, host: Person, guest: Person, telegram: Messenger, vk: Messenger
) -> None:
    chat, event = connect(host), host.announce()
    assert host.see("/me/notice-settings")["channels"] == {"email": True, "telegram": True, "vk": True, "push": False}  # fmt: skip
    guest.ask(event)
    told = host.is_told(event, "booking_requested")
    for service, name in ((telegram, "text"), (vk, "message")):
        (said,) = eventually(partial(sent, service, chat), what="A message")
        assert told["text"] in said.fields[name]
        assert said.fields[name].endswith(event["short_url"])
    host.is_mailed(event, told)
    item = cloud.item(f"USER#{host.id}", "CHANNEL#vk")
    assert item
    assert TOKEN not in str(item)
    assert TOKEN not in str(host.see("/me/export"))


def test_m18_a_hanging_vk_delays_neither_mail_nor_telegram(
    host: Person, guest: Person, telegram: Messenger, vk: Messenger
) -> None:
    chat, event = connect(host), host.announce()
    with vk.hanging():
        guest.ask(event)
        eventually(lambda: sent(vk, chat, asked=True), what="A call of VK")
        eventually(lambda: sent(telegram, chat), what="A message")
        host.is_mailed(event, host.is_told(event, "booking_requested"))
        assert sent(vk, chat) == []
    assert host.delete("/me/connections/vk").status_code == 204


def test_m40_a_request_is_answered_by_a_button(
    cloud: Cloud, host: Person, guest: Person, telegram: Messenger
) -> None:
    chat, event, secret = connect(host), host.announce(), webhook_secret(cloud)
    guest.ask(event)
    host.is_told(event, "booking_requested")
    (asked,) = eventually(partial(sent, telegram, chat), what="A message")
    (row,) = json.loads(asked.fields["reply_markup"])["inline_keyboard"]
    shown = {"message_id": 1, "chat": {"id": chat}}
    pressed = {"id": "1", "from": {"id": chat}, "message": shown, "data": row[0]["callback_data"]}
    said = tell(host, {"callback_query": pressed}, secret)
    assert said["method"] == "answerCallbackQuery"
    guest.is_told(event, "booking_approved")
    edits = eventually(lambda: sent(telegram, chat)[1:], what="What the message then says")
    assert edits[0].fields["text"].endswith(said["text"])
    text = {"message_id": 2, "chat": {"id": chat}, "from": {"id": chat}, "text": "/mine"}
    assert "“Solaris” · you host" in tell(host, {"message": text}, secret)["text"]


def test_m18_who_blocks_the_bot_is_disconnected_and_told(
    host: Person, guest: Person, telegram: Messenger
) -> None:
    connect(host)
    telegram.will_answer(403, blocked())
    guest.ask(host.announce())

    def lost() -> list[dict[str, Any]]:
        items = host.see("/me/notices")["items"]
        return [each for each in items if each["kind"] == "channel_disconnected"]

    (told,) = eventually(lost, what="The notice of a lost channel")
    assert told["event_id"] is None
    assert not host.see("/me/notice-settings")["channels"]["telegram"]


def test_m18_a_mail_that_came_back_ends_the_mails_until_they_are_wanted_again(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    """What the rule of mail feedback makes of SES' event; the local SES has none."""
    user = b64encode(host.id.encode()).decode().rstrip("=")
    tags = {"user": user, "address": sha256(host.email.encode()).hexdigest()}
    mail = {"mail_id": "0107-mail", "at": "2026-11-28T12:00:00Z", "reason": "Bounce"}
    cloud.send("MailFeedbackQueue", {**tags, **mail})

    def lost() -> list[dict[str, Any]]:
        items = host.see("/me/notices")["items"]
        return [each for each in items if each["kind"] == "channel_disconnected"]

    (told,) = eventually(lost, what="The notice of a lost channel")
    assert told["title"] == "E-mail is switched off"
    assert not host.see("/me/notice-settings")["channels"]["email"]
    assert host.http.put("/me/connections/email").status_code == 204
    event = host.announce()
    guest.ask(event)
    host.is_mailed(event, host.is_told(event, "booking_requested"))


def test_m18_a_start_code_connects_the_chat_that_brings_it(
    cloud: Cloud, make: MakePerson, host: Person, telegram: Messenger
) -> None:
    guest, chat = make("Boris"), next(chats)
    code = guest.post("/me/connections/telegram").json()["url"].partition("?start=")[2]
    update = {"message": {"chat": {"id": chat}, "text": f"/start {code}"}}
    tell(host, update, "guessed", status=403)
    for _ in range(2):
        tell(host, update, webhook_secret(cloud))
    event = host.announce(soon(days=12), approval="automatic")
    guest.ask(event)
    eventually(lambda: sent(telegram, chat), what="A message")


def test_m6_a_host_posts_an_event_to_chat_and_wall(
    host: Person, telegram: Messenger, vk: Messenger
) -> None:
    chat, event = connect(host), host.announce(title="Ночь кино")
    for channel in ("telegram", "vk"):
        body = {"channel": channel, "text": "Приходите!"}
        for _ in range(2):
            headers = {"Idempotency-Key": f"{event['id']}-{channel}"}
            answer = host.post(f"/events/{event['id']}/share", body, headers)
            assert answer.status_code == 202, answer.text
    (said,) = eventually(lambda: sent(telegram, chat), what="A message")
    assert said.fields["text"].startswith("Приходите!\n\n“Ночь кино”")
    assert said.fields["text"].endswith(event["short_url"])
    (post,) = eventually(lambda: sent(vk, chat), what="A post")
    assert (post.path, post.fields["attachments"]) == ("/method/wall.post", event["short_url"])
    assert "Linienstraße" not in str(said) + str(post)
