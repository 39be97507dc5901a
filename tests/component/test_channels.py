"""Telegram and VK (M18): connecting, sending once, and what happens when a service says no."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from queues import send_email, send_telegram, send_vk
from seance.channels import transport
from seance.cloud import config
from seance.cloud.observability import logger
from tests import messengers
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Answer, Person, World
from tests.component.pump import Pump, batch
from tests.component.storage import dump, everything, refused
from tests.component.test_calm import DAILY, fire, settle
from tests.component.told import kinds, notices
from tests.memory.environment import BOT_TOKEN, WEBHOOK_SECRET
from tests.messengers import Messenger

CHAT, TOKEN = 7_000_111_222, "vk1.a.very-secret-token"
VK = {"owner_id": 4242, "access_token": TOKEN}
SENDERS = {"telegram": send_telegram.handler, "vk": send_vk.handler}


@pytest.fixture
def telegram(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Messenger]:
    """Telegram, which takes everything."""
    with messengers.serving(messengers.telegram()) as service:
        monkeypatch.setenv("TELEGRAM_API_URL", service.url)
        config.settings.cache_clear()
        yield service


@pytest.fixture
def vk(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Messenger]:
    """VK, which takes everything."""
    with messengers.serving(messengers.vk()) as service:
        monkeypatch.setenv("VK_API_URL", service.url)
        config.settings.cache_clear()
        yield service


@pytest.fixture
def connected(host: Person, telegram: Messenger, vk: Messenger) -> Person:
    """A host with both channels."""
    assert host.put("/me/connections/telegram", {"chat_id": CHAT}).status == 204
    assert host.put("/me/connections/vk", VK).status == 204
    return host


def channels(person: Person) -> dict[str, bool]:
    """Which are on."""
    found: dict[str, bool] = person.get("/me/notice-settings").body["channels"]
    return found


def texts(service: Messenger) -> list[str]:
    """What was said there."""
    return [each.fields.get("text") or each.fields["message"] for each in service.taken]


def one_notice(host: Person, guest: Person, pump: Pump) -> dict[str, Any]:
    """The host is told of a request; nothing has gone out yet."""
    guest.ask(host.announce(title="Ночь <кино> & чай"))
    pump.step()
    (notice,) = notices(host)
    return notice


def deliver(channel: str, host: Person, notice: dict[str, Any], **more: Any) -> list[Any]:
    """Have the channel's function handle one message; answers with what comes again."""
    body = {"user_id": host.id, "notice_id": notice["id"], **more}
    failures: list[Any] = SENDERS[channel](batch(body), CONTEXT)["batchItemFailures"]
    return failures


@contextmanager
def impatient() -> Iterator[None]:
    """Meanwhile a channel's answer is waited for only a moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHANNEL_TIMEOUT_SECONDS", "0.3")
        forget_settings()
        yield
    forget_settings()


def forget_settings() -> None:
    """What comes next reads the environment."""
    config.settings.cache_clear()
    transport._client.cache_clear()


class TestConnecting:
    """`/me/connections/…`."""

    def test_m18_a_connected_channel_is_on_and_a_disconnected_one_off(
        self, host: Person, connected: Person
    ) -> None:
        assert channels(host) == {"email": True, "telegram": True, "vk": True, "push": False}
        for _ in range(2):
            for name in ("telegram", "vk", "email"):
                assert host.delete(f"/me/connections/{name}").status == 204
        assert channels(host) == {
            "email": False,
            "telegram": False,
            "vk": False,
            "push": False,
        }
        for _ in range(2):
            assert host.put("/me/connections/email").status == 204
        assert channels(host)["email"]
        assert not [key for key in dump("main") if "CHANNEL#" in key[1]]

    def test_m18_who_i_am_tells_what_is_connected_also_where_it_is_switched_off(
        self, host: Person, connected: Person
    ) -> None:
        settings = host.get("/me/notice-settings").body
        off = {**settings["channels"], "telegram": False}
        assert host.put("/me/notice-settings", {**settings, "channels": off}).status == 200
        assert host.get("/me").body["connections"] == ["telegram", "vk"]
        assert host.delete("/me/connections/vk").status == 204
        assert host.get("/me").body["connections"] == ["telegram"]
        assert host.patch("/me", {"city": "Тверь"}).body["connections"] == ["telegram"]

    def test_m18_a_channel_that_is_not_connected_cannot_be_switched_on(self, host: Person) -> None:
        body = {"channels": {"telegram": True}, "muted": [], "language": "en"}
        answer = refused(lambda: host.put("/me/notice-settings", body), 422, "validation_failed")
        assert answer.body["errors"][0]["field"] == "channels.telegram"

    def test_connecting_anew_replaces_and_keeps_one_connection(
        self, connected: Person, telegram: Messenger, guest: Person, pump: Pump
    ) -> None:
        assert connected.put("/me/connections/telegram", {"chat_id": "-100200"}).status == 204
        one_notice(connected, guest, pump)
        pump.run()
        assert [each.fields["chat_id"] for each in telegram.taken] == ["-100200"]

    def test_a_channel_of_telegram_goes_by_its_name(self, host: Person) -> None:
        assert host.put("/me/connections/telegram", {"chat_id": "@kino_club"}).status == 204

    def test_m18_what_is_secret_is_sealed_and_never_read_back(self, connected: Person) -> None:
        stored = str(dump("main")) + str(dump("feed"))
        seen = "".join(
            str(connected.get(path).body) for path in ("/me", "/me/notice-settings", "/me/notices")
        )
        for secret in (TOKEN, str(CHAT), "4242"):
            assert secret not in stored
            assert secret not in seen

    def test_what_was_sealed_for_one_user_opens_for_no_other(
        self, connected: Person, guest: Person
    ) -> None:
        from seance.channels.store import ChannelItem, find

        item = find(connected.id, "vk")
        assert item
        assert item.open() == VK
        item.user_id = guest.id
        with pytest.raises(Exception, match="InvalidCiphertext"):
            ChannelItem.open(item)

    @pytest.mark.parametrize(
        ("channel", "body"),
        [
            ("telegram", {}),
            ("telegram", {"chat_id": None}),
            ("telegram", {"chat_id": 0}),
            ("telegram", {"chat_id": 2**53}),
            ("telegram", {"chat_id": 1.5}),
            ("telegram", {"chat_id": True}),
            ("telegram", {"chat_id": "kino"}),
            ("telegram", {"chat_id": "@a/../b"}),
            ("telegram", {"chat_id": 1, "token": "x"}),
            ("vk", {"owner_id": 1}),
            ("vk", {"access_token": "x"}),
            ("vk", {"owner_id": 1, "access_token": ""}),
            ("vk", {"owner_id": 1, "access_token": "with\nline"}),
            ("vk", {"owner_id": 1, "access_token": "x" * 1001}),
            ("vk", {"owner_id": "@durov", "access_token": "x"}),
            ("vk", []),
            ("vk", "{"),
        ],
        ids=str,
    )
    def test_a_wrong_connection_is_refused(self, host: Person, channel: str, body: Any) -> None:
        refused(lambda: host.put(f"/me/connections/{channel}", body), 422, "validation_failed")

    def test_there_is_no_other_channel(self, host: Person) -> None:
        refused(lambda: host.delete("/me/connections/pigeon"), 404, "not_found")

    def test_who_has_no_address_cannot_connect_it(self, world: World) -> None:
        silent = Person(world.api, "Silent")
        silent.claims = {"sub": silent.id, "name": "Silent"}
        silent.get("/me")
        refused(lambda: silent.put("/me/connections/email"), 422, "validation_failed")


class TestStarting:
    """Linking by a start code, through what Telegram tells the bot."""

    def tell(self, world: World, update: dict[str, Any], secret: str = WEBHOOK_SECRET) -> Answer:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return world.nobody.post("/public/telegram", update, headers=headers)

    def start(self, world: World, code: str, chat: int = CHAT) -> Answer:
        message = {
            "message_id": 5,
            "from": {"id": chat, "language_code": "ru", "is_bot": False},
            "chat": {"id": chat, "type": "private"},
            "text": f"/start {code}",
        }
        return self.tell(world, {"update_id": 1, "message": message})

    def code(self, person: Person) -> str:
        answer = person.post("/me/connections/telegram")
        assert answer.status == 201
        assert answer.body["url"].startswith("https://t.me/seance_test_bot?start=")
        return str(answer.body["url"]).partition("=")[2]

    def test_m18_a_start_code_connects_the_chat_that_brings_it_once(
        self, world: World, host: Person, guest: Person, telegram: Messenger, pump: Pump
    ) -> None:
        code = self.code(host)
        assert code not in str(dump("feed"))
        first = self.start(world, code).body
        assert (first["method"], first["chat_id"]) == ("sendMessage", CHAT)
        assert first["text"].startswith("Seance на связи")
        again = self.start(world, code, chat=666)
        assert (again.status, again.body["text"][:10]) == (200, "Эта ссылка")
        assert channels(host)["telegram"]
        one_notice(host, guest, pump)
        pump.run()
        assert [each.fields["chat_id"] for each in telegram.taken] == [str(CHAT)]

    def test_telegrams_repeat_of_a_start_is_answered_as_the_first_time(
        self, world: World, host: Person
    ) -> None:
        code = self.code(host)
        first = self.start(world, code)
        before = everything()
        assert self.start(world, code).body == first.body
        assert everything() == before
        assert host.delete("/me/connections/telegram").status == 204
        assert self.start(world, code).body["text"].startswith("Эта ссылка")
        assert not channels(host)["telegram"]

    def test_a_start_code_is_good_for_a_quarter_of_an_hour(
        self, world: World, host: Person, clock: Clock
    ) -> None:
        code = self.code(host)
        clock.forward(minutes=16)
        self.start(world, code)
        assert not channels(host)["telegram"]

    def test_nobody_else_speaks_in_telegrams_name(self, world: World, host: Person) -> None:
        code = self.code(host)
        update = {"message": {"chat": {"id": 1}, "text": f"/start {code}"}}
        refused(lambda: self.tell(world, update, "guessed"), 403, "forbidden")
        refused(lambda: self.tell(world, update, ""), 403, "forbidden")

    def test_m18_who_throws_the_bot_out_is_disconnected_and_told_once(
        self, world: World, connected: Person, guest: Person
    ) -> None:
        guest.put("/me/connections/telegram", {"chat_id": 99})
        update = {"my_chat_member": {"chat": {"id": CHAT}, "new_chat_member": {"status": "kicked"}}}
        for _ in range(2):
            assert self.tell(world, update).status == 200
        assert (channels(connected)["telegram"], channels(guest)["telegram"]) == (False, True)
        assert kinds(connected) == ["channel_disconnected"]

    @pytest.mark.parametrize(
        "update",
        [
            {"update_id": 1},
            {"edited_message": {"chat": {"id": 1}}},
            {"message": {"chat": {"id": CHAT}, "text": "hello"}},
            {"message": {"chat": {"id": CHAT}, "photo": []}},
            {"my_chat_member": {"chat": {"id": CHAT}, "new_chat_member": {"status": "member"}}},
        ],
        ids=str,
    )
    def test_what_else_telegram_tells_changes_nothing(
        self, world: World, connected: Person, update: dict[str, Any]
    ) -> None:
        before = dump("main")
        answer = self.tell(world, update)
        assert (answer.status, answer.body) == (200, {})
        assert dump("main") == before

    def test_without_a_bot_there_is_no_start_code(
        self, host: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TELEGRAM_TOKEN_SECRET_ARN", "")
        config.settings.cache_clear()
        step = "use_another_channel"  # trying again would never help
        refused(lambda: host.post("/me/connections/telegram"), 409, "wrong_status", step)
        event = host.announce()
        share = {"channel": "telegram"}
        refused(lambda: host.post(f"/events/{event['id']}/share", share), 409, "wrong_status", step)


class TestSending:
    """From a notice to both services."""

    def test_m18_r12_a_notice_goes_over_every_channel_once(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump
    ) -> None:
        event = connected.announce(title="Ночь <кино> & чай")
        guest.ask(event)
        pump.run(times=3)
        (said,), (told,) = texts(telegram), texts(vk)
        assert said == told
        assert said.startswith("New request: Ночь <кино> & чай\nBoris asks for a seat")
        assert said.endswith(f"\n\n{event['short_url']}")
        assert len(pump.mails) == 1
        (asked,) = telegram.taken
        assert asked.path == f"/bot{BOT_TOKEN}/sendMessage"
        assert asked.fields.keys() == {"chat_id", "text", "reply_markup"}
        assert (asked.fields["chat_id"], asked.fields["text"]) == (str(CHAT), said)
        (asked,) = vk.taken
        assert asked.path == "/method/messages.send"
        assert asked.fields["peer_id"] == "4242"
        assert (asked.fields["access_token"], asked.fields["v"]) == (TOKEN, "5.199")
        assert 0 < int(asked.fields["random_id"]) < 2**31

    @pytest.mark.parametrize(
        ("wishes", "reached"),
        [
            ({"channels": {"email": False, "vk": True}, "muted": []}, {"vk"}),
            ({"channels": {"telegram": True}, "muted": []}, {"email", "telegram"}),
            ({"channels": {"telegram": True, "vk": True}, "muted": ["booking_requested"]}, set()),
        ],
        ids=["vk", "mail and telegram", "muted"],
    )
    def test_m18_each_chooses_channels_and_kinds(
        self,
        connected: Person,
        guest: Person,
        telegram: Messenger,
        vk: Messenger,
        pump: Pump,
        wishes: dict[str, Any],
        reached: set[str],
    ) -> None:
        assert connected.put("/me/notice-settings", {**wishes, "language": "en"}).status == 200
        one_notice(connected, guest, pump)
        pump.run()
        found = {"telegram": telegram.taken, "vk": vk.taken, "email": pump.mails}
        assert {name for name, messages in found.items() if messages} == reached
        for queue in ("telegram", "vk", "deliveries"):
            name = "email" if queue == "deliveries" else queue
            assert len(pump.messages(queue)) == (name in reached)

    @pytest.mark.parametrize("channel", ["telegram", "vk"])
    def test_who_says_no_before_it_is_sent_gets_none(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump,
        channel: str,
    ) -> None:  # fmt: skip
        notice = one_notice(connected, guest, pump)
        connected.put("/me/notice-settings", {"channels": {}, "muted": [], "language": "en"})
        assert deliver(channel, connected, notice) == []
        connected.delete(f"/me/connections/{channel}")
        assert deliver(channel, connected, notice) == []
        assert telegram.asked == vk.asked == []

    def test_a_message_is_in_the_readers_language(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump
    ) -> None:
        connected.patch("/me", {"language": "ru"})
        one_notice(connected, guest, pump)
        pump.run()
        assert texts(telegram)[0].startswith("Запрос на место")

    def test_r7_the_address_goes_only_to_who_comes(
        self, host: Person, world: World, telegram: Messenger, pump: Pump
    ) -> None:
        event = host.announce()
        asks, comes = world.person("Asks"), world.confirmed(event, host, "Comes")
        for number, person in enumerate((asks, comes), 1):
            person.put("/me/connections/telegram", {"chat_id": number})
        asks.ask(event)
        pump.run()
        telegram.forget()
        place = {"kind": "home", "city": "Тверь", "address": "Тверская, 7, кв. 9"}
        assert host.edit(event, place=place).status == 200
        pump.run()
        pump.clock.forward(seconds=61)
        pump.run()
        by_chat = {each.fields["chat_id"]: each.fields["text"] for each in telegram.taken}
        assert "Тверь" in by_chat["1"]
        assert "Тверская, 7" not in by_chat["1"]
        assert "Тверская, 7, кв. 9" in by_chat["2"]


class TestTrouble:
    """What the services say instead of yes."""

    @pytest.mark.parametrize(
        ("status", "body"),
        [
            (403, messengers.blocked()),
            (400, {"ok": False, "description": "Bad Request: chat not found"}),
        ],
        ids=["blocked", "no such chat"],
    )
    def test_m18_a_blocked_bot_is_switched_off_and_the_user_told_in_the_inbox(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump,
        status: int, body: dict[str, Any],
    ) -> None:  # fmt: skip
        telegram.will_answer(status, body)
        one_notice(connected, guest, pump)
        pump.run(times=2)
        assert channels(connected) == {"email": True, "telegram": False, "vk": True, "push": False}
        told = notices(connected)[-1]
        assert (told["kind"], told["event_id"]) == ("channel_disconnected", None)
        assert told["title"] == "Telegram is disconnected"
        assert kinds(connected).count("channel_disconnected") == 1
        assert len(telegram.asked) == 1
        assert "Telegram is disconnected" in texts(vk)[-1]  # over the channels that are left
        assert len(pump.mails) == 2

    @pytest.mark.parametrize("code", [5, 15, 901])
    def test_m18_a_void_token_switches_vk_off(
        self, connected: Person, guest: Person, vk: Messenger, pump: Pump, code: int
    ) -> None:
        vk.will_fail(code)
        one_notice(connected, guest, pump)
        pump.run()
        assert channels(connected) == {"email": True, "telegram": True, "vk": False, "push": False}
        assert notices(connected)[-1]["title"] == "VK is disconnected"

    def test_who_connects_anew_meanwhile_stays_connected(
        self, connected: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from seance.channels.disconnection import lose
        from seance.channels.store import find

        old = find(connected.id, "telegram")
        assert old
        connected.put("/me/connections/telegram", {"chat_id": CHAT})
        lose(old)
        assert channels(connected)["telegram"]
        assert kinds(connected) == []

    def test_a_short_wait_is_waited_for(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump
    ) -> None:
        telegram.will_answer(429, messengers.too_fast(1))
        notice = one_notice(connected, guest, pump)
        assert deliver("telegram", connected, notice) == []
        assert (len(telegram.asked), len(telegram.taken)) == (2, 1)

    def test_a_long_wait_is_waited_for_in_the_queue(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump, clock: Clock
    ) -> None:
        telegram.will_answer(429, messengers.too_fast(40))
        one_notice(connected, guest, pump)
        pump.run()
        assert telegram.taken == []
        assert [each.delay for each in pump.waiting if each.queue == "telegram"] == [40]
        clock.forward(seconds=41)
        pump.run()
        assert len(telegram.taken) == 1

    @pytest.mark.parametrize("header", ["2", "50"])
    def test_retry_after_is_honoured_where_the_body_says_nothing(
        self, connected: Person, guest: Person, vk: Messenger, pump: Pump, header: str
    ) -> None:
        vk.will_answer(429, "slow down", Retry_After=header)
        notice = one_notice(connected, guest, pump)
        assert deliver("vk", connected, notice) == []
        assert len(vk.taken) == (header == "2")
        assert [each.delay for each in pump.waiting if each.queue == "vk"] == (
            [50] if header == "50" else []
        )

    @pytest.mark.parametrize(("code", "delays"), [(6, []), (9, [60])])
    def test_vks_limits_are_honoured(
        self, connected: Person, guest: Person, vk: Messenger, pump: Pump, code: int,
        delays: list[int],
    ) -> None:  # fmt: skip
        vk.will_fail(code)
        notice = one_notice(connected, guest, pump)
        assert deliver("vk", connected, notice) == []
        assert len(vk.taken) == (not delays)
        assert [each.delay for each in pump.waiting if each.queue == "vk"] == delays

    def test_who_is_asked_to_wait_without_end_ends_in_the_dead_letters(
        self, connected: Person, guest: Person, vk: Messenger, pump: Pump
    ) -> None:
        notice = one_notice(connected, guest, pump)
        vk.will_fail(9)
        assert len(deliver("vk", connected, notice, waits=20)) == 1

    @pytest.mark.parametrize("channel", ["telegram", "vk"])
    def test_a_fault_of_the_service_is_tried_again(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump,
        channel: str,
    ) -> None:  # fmt: skip
        service = telegram if channel == "telegram" else vk
        service.will_answer(503, "<html>Unavailable</html>")
        notice = one_notice(connected, guest, pump)
        assert deliver(channel, connected, notice) == []
        assert (len(service.asked), len(service.taken)) == (2, 1)

    @pytest.mark.parametrize("channel", ["telegram", "vk"])
    def test_a_service_that_stays_down_is_asked_again_later_and_sends_once(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump,
        channel: str,
    ) -> None:  # fmt: skip
        service = telegram if channel == "telegram" else vk
        for _ in range(3):
            service.will_answer(500)
        notice = one_notice(connected, guest, pump)
        assert len(deliver(channel, connected, notice)) == 1
        for _ in range(2):
            assert deliver(channel, connected, notice) == []
        assert len(service.taken) == 1

    def test_r12_what_telegram_perhaps_took_is_not_sent_again(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump
    ) -> None:
        notice = one_notice(connected, guest, pump)
        with telegram.hanging(), impatient():
            assert deliver("telegram", connected, notice) == []
        assert deliver("telegram", connected, notice) == []
        assert len(telegram.asked) == 1

    def test_what_vk_perhaps_took_is_sent_again_with_the_same_number(
        self, connected: Person, guest: Person, vk: Messenger, pump: Pump
    ) -> None:
        notice = one_notice(connected, guest, pump)
        with vk.hanging(), impatient():
            assert len(deliver("vk", connected, notice)) == 1
        for _ in range(2):
            assert deliver("vk", connected, notice) == []
        assert len(vk.taken) == 1
        assert len({each.fields["random_id"] for each in vk.asked}) == 1

    def test_m18_a_dead_channel_holds_up_no_other(
        self, connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump
    ) -> None:
        notice = one_notice(connected, guest, pump)
        with vk.hanging():
            with impatient():
                assert len(deliver("vk", connected, notice)) == 1
            assert deliver("telegram", connected, notice) == []
            body = batch({"user_id": connected.id, "notice_id": notice["id"]})
            assert send_email.handler(body, CONTEXT) == {"batchItemFailures": []}
        assert (len(telegram.taken), len(pump.mails)) == (1, 1)

    @pytest.mark.parametrize("status", [400, 401, 404])
    def test_a_fault_of_ours_ends_in_the_dead_letters(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump, status: int
    ) -> None:
        notice = one_notice(connected, guest, pump)
        telegram.will_answer(status, {"ok": False, "description": "Unauthorized"})
        assert len(deliver("telegram", connected, notice)) == 1
        assert channels(connected)["telegram"]

    def test_without_a_bot_the_notice_stays_in_the_inbox(
        self, connected: Person, guest: Person, telegram: Messenger, pump: Pump,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        notice = one_notice(connected, guest, pump)
        monkeypatch.setenv("TELEGRAM_TOKEN_SECRET_ARN", "")
        config.settings.cache_clear()
        assert deliver("telegram", connected, notice) == []
        assert telegram.asked == []


def test_m18_no_secret_reaches_a_log(
    connected: Person, guest: Person, telegram: Messenger, vk: Messenger, pump: Pump,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    written = io.StringIO()
    stream = logging.StreamHandler(written)
    stream.setFormatter(logger().handlers[0].formatter)
    logger().addHandler(stream)
    level = logger().log_level
    logger().setLevel("DEBUG")
    caplog.set_level("DEBUG")
    try:
        connected.put("/me/connections/vk", VK)
        notice = one_notice(connected, guest, pump)
        for status in (500, 401, 403):
            for service, channel in ((telegram, "telegram"), (vk, "vk")):
                for _ in range(3 if status == 500 else 1):
                    service.will_answer(status, messengers.blocked())
                deliver(channel, connected, notice)
                service.forget()
    finally:
        logger().setLevel(level)
        logger()._logger.removeHandler(stream)
    said = written.getvalue()
    assert "message failed" in said
    for secret in (BOT_TOKEN, TOKEN, WEBHOOK_SECRET, str(CHAT)):
        assert secret not in said
        assert not [each for each in caplog.records if _tells(each, secret)]


def _tells(record: logging.LogRecord, secret: str) -> bool:
    """What the libraries log at DEBUG about AWS is theirs; ours and httpx's is checked."""
    return secret in record.getMessage() and not record.name.startswith("botocore")


def test_m37_a_digest_goes_to_each_channel_once(
    connected: Person, world: World, telegram: Messenger, vk: Messenger, pump: Pump
) -> None:
    settle(connected, **DAILY)
    event = connected.announce(title="Солярис")
    for guest in world.people(2):
        guest.ask(event)
    pump.run()
    assert texts(telegram) == texts(vk) == []
    fire(pump, times=2)
    for service in (telegram, vk):
        (said,) = texts(service)
        assert said.startswith("2 notifications")
        assert said.count(event["short_url"]) == 2
