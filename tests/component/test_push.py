"""Web push (M36): a notice goes to each browser of its reader, encrypted, once, and says nothing private."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from queues import send_push
from seance.channels.store import MOST_DEVICES
from seance.cloud import config
from tests import messengers
from tests.browsers import Browser, raw, sender_of
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import Pump, batch
from tests.component.storage import dump, everything, refused, same_twice
from tests.component.test_calm import fire, hush
from tests.component.told import kinds, notices, only
from tests.messengers import Messenger, Request

HOST = "/updates.push.services.mozilla.com/wpush/v2"


@pytest.fixture
def service(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Messenger]:
    """A push service, which takes everything."""
    with messengers.serving(messengers.push()) as service:
        monkeypatch.setenv("PUSH_URL", service.url)
        config.settings.cache_clear()
        yield service


@pytest.fixture
def phone(host: Person, service: Messenger) -> Browser:
    """The host's, connected; e-mail is off."""
    phone = Browser("phone")
    assert host.put("/me/connections/push", phone.subscription).status == 204
    assert host.delete("/me/connections/email").status == 204
    return phone


def told(service: Messenger, browser: Browser) -> list[dict[str, Any]]:
    """What a browser was sent."""
    return [browser.hear(each) for each in asked(service, browser)]


def asked(service: Messenger, browser: Browser) -> list[Request]:
    """The calls for a browser that were taken."""
    return [each for each in service.taken if each.path == f"{HOST}/{browser.name}"]


def is_on(person: Person) -> bool:
    """Whether pushes are."""
    found: bool = person.get("/me/notice-settings").body["channels"]["push"]
    return found


class TestConnecting:
    """`/me/connections/push`, `/public/push-key`."""

    def test_m36_a_browser_is_connected_and_disconnected(
        self, host: Person, phone: Browser
    ) -> None:
        assert is_on(host)
        assert host.get("/me").body["connections"] == ["push"]
        assert host.get("/me/export").body["sections"]["settings"][0]["connected"] == ["push"]
        same_twice(lambda: host.call("DELETE", "/me/connections/push", phone.subscription), 204)
        assert not is_on(host)
        assert not [key for key in dump("main") if "CHANNEL#" in key[1]]

    def test_m36_of_several_browsers_one_is_disconnected_or_all(
        self, host: Person, phone: Browser
    ) -> None:
        laptop = Browser("laptop", "https://fcm.googleapis.com/fcm/send")
        assert host.put("/me/connections/push", laptop.subscription).status == 204
        gone = {"endpoint": phone.endpoint}
        assert host.call("DELETE", "/me/connections/push", gone).status == 204
        assert is_on(host)
        assert host.call("DELETE", "/me/connections/push", gone).status == 204
        assert is_on(host)
        assert host.delete("/me/connections/push").status == 204
        assert not is_on(host)

    def test_m36_a_browser_more_than_five_takes_the_place_of_the_oldest(
        self, host: Person, guest: Person, service: Messenger, pump: Pump
    ) -> None:
        browsers = [Browser(f"b{number}") for number in range(MOST_DEVICES + 1)]
        for each in (*browsers, browsers[-1]):
            assert host.put("/me/connections/push", each.subscription).status == 204
        guest.ask(host.announce())
        pump.run()
        assert {each.path for each in service.taken} == {
            f"{HOST}/{each.name}" for each in browsers[1:]
        }
        assert len(service.taken) == MOST_DEVICES

    def test_m36_a_browser_is_told_of_who_was_signed_in_there_last_alone(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        assert guest.put("/me/connections/push", phone.subscription).status == 204
        assert not is_on(host)
        assert is_on(guest)
        guest.ask(host.announce())
        pump.run()
        assert not service.asked

    def test_m36_push_that_is_not_connected_cannot_be_switched_on(self, host: Person) -> None:
        body = {"channels": {"push": True}, "muted": [], "language": "en"}
        answer = refused(lambda: host.put("/me/notice-settings", body), 422, "validation_failed")
        assert answer.body["errors"][0]["field"] == "channels.push"

    def test_m36_the_address_is_sealed_and_stands_nowhere(
        self, host: Person, phone: Browser
    ) -> None:
        stored = str(everything())
        keys = phone.subscription["keys"]
        for secret in (phone.endpoint, keys["auth"], keys["p256dh"]):
            assert secret not in stored

    @pytest.mark.parametrize(
        "wrong",
        [
            {"endpoint": "https://evil.example/x"},
            {"endpoint": "http://fcm.googleapis.com/x"},
            {"endpoint": "https://fcm.googleapis.com/" + "x" * 1000},
            {"keys": {"p256dh": "AAAA", "auth": "AAAAAAAAAAAAAAAAAAAAAA"}},
            {"keys": {"p256dh": "A" * 87, "auth": "!"}},
            {"keys": {"auth": "AAAAAAAAAAAAAAAAAAAAAA"}},
            {"expires": 1},
        ],
    )
    def test_m36_what_no_browser_gives_is_refused(
        self, host: Person, wrong: dict[str, Any]
    ) -> None:
        body = {**Browser("x").subscription, **wrong}
        refused(lambda: host.put("/me/connections/push", body), 422, "validation_failed")

    def test_m36_anybody_reads_the_key_with_which_a_browser_subscribes(self, world: World) -> None:
        answer = world.nobody.get("/public/push-key")
        assert answer.status == 200
        assert len(raw(answer.body["key"])) == 65
        assert raw(answer.body["key"])[0] == 4
        assert answer.headers["cache-control"] == "public, max-age=30"
        assert world.nobody.get("/public/push-key").body == answer.body


class TestSending:
    """The web push queue."""

    @pytest.mark.parametrize("times", [1, 2])
    def test_m36_r12_a_notice_reaches_each_browser_once_and_each_alone_reads_it(
        self,
        host: Person,
        guest: Person,
        phone: Browser,
        service: Messenger,
        pump: Pump,
        times: int,
    ) -> None:
        laptop = Browser("laptop")
        assert host.put("/me/connections/push", laptop.subscription).status == 204
        event = host.announce(title="Солярис у меня")
        guest.ask(event)
        assert not service.asked, "nothing is sent from a request"
        pump.run(times)
        for browser in (phone, laptop):
            (said,) = told(service, browser)
            assert said == {
                "title": "New request",
                "body": "Солярис у меня",
                "url": event["short_url"],
                "tag": only(host, "booking_requested")["id"],
            }
        assert not pump.mails

    def test_m36_a_push_names_nobody_and_no_address_and_holds_no_letter(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        host.patch("/me", {"language": "ru"})
        event = host.announce()
        guest.post(f"/events/{event['id']}/bookings", {"message": "Пустите, пожалуйста"})
        pump.run()
        (said,) = told(service, phone)
        assert said["title"] == "Запрос на место"
        for private in (guest.name, "Пустите", "Арбат", guest.id, host.id):
            assert private not in str(said)

    def test_m36_the_request_says_who_sends_and_how_long_it_is_of_use(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        guest.ask(host.announce())
        pump.run()
        (request,) = service.taken
        key = host.get("/public/push-key").body["key"]
        claims = sender_of(request, key)
        assert claims["aud"] == "https://updates.push.services.mozilla.com"
        assert claims["sub"] == "mailto:seance@example.com"
        ahead = claims["exp"] - pump.clock.moment.timestamp()
        assert 0 < ahead <= 24 * 3600
        assert request.headers["content-encoding"] == "aes128gcm"
        assert request.headers["ttl"] == str(3 * 24 * 3600)
        assert request.headers["urgency"] == "normal"

    def test_m36_an_hours_reminder_is_urgent_and_of_use_for_an_hour(
        self, host: Person, world: World, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        event = host.announce()
        world.confirmed(event, host)
        pump.forget()
        service.forget()
        pump.fire(event, "hour")
        pump.run()
        (request,) = service.taken
        assert (request.headers["ttl"], request.headers["urgency"]) == ("3600", "high")

    def test_m36_what_is_muted_or_switched_off_is_not_pushed(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        settings = host.get("/me/notice-settings").body
        assert host.put("/me/notice-settings", {**settings, "muted": ["booking_requested"]}).status == 200  # fmt: skip
        event = host.announce()
        guest.ask(event)
        pump.run()
        off = {**settings, "channels": {**settings["channels"], "push": False}}
        assert host.put("/me/notice-settings", off).status == 200
        guest.act("withdraw", event)
        pump.run()
        assert not service.asked
        assert kinds(host) == ["booking_requested", "booking_withdrawn"]

    @pytest.mark.parametrize("status", [404, 410])
    def test_m36_a_browser_that_is_gone_is_disconnected_and_the_inbox_says_so(
        self,
        host: Person,
        guest: Person,
        phone: Browser,
        service: Messenger,
        pump: Pump,
        status: int,
    ) -> None:
        service.will_answer(status)
        guest.ask(host.announce())
        pump.run(2)
        assert not is_on(host)
        assert only(host, "channel_disconnected")["title"] == "A browser gets no pushes any more"
        assert not [key for key in dump("main") if "CHANNEL#" in key[1]]
        assert len(service.asked) == 1

    def test_m36_the_other_browsers_still_hear_and_hear_of_it(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        laptop = Browser("laptop")
        assert host.put("/me/connections/push", laptop.subscription).status == 204
        service.will_answer(410)
        guest.ask(host.announce())
        pump.run()
        assert is_on(host)
        assert "channel_disconnected" in kinds(host)
        heard = {len(told(service, each)) for each in (phone, laptop)}
        assert heard == {0, 2}

    def test_m36_what_the_service_has_no_time_for_comes_again(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        service.will_answer(429, retry_after="60")
        guest.ask(host.announce())
        pump.run()
        assert not service.taken
        pump.clock.forward(seconds=61)
        pump.run()
        assert len(told(service, phone)) == 1

    def test_m36_what_perhaps_arrived_is_not_sent_again_and_kept(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        service.will_answer(502)
        guest.ask(host.announce())
        pump.run(2)
        assert len(service.asked) == 1
        (unsent,) = [each for each in dump("feed").values() if each["item"]["S"] == "unsent"]
        assert unsent["channel"]["S"] == "push"

    def test_m36_keys_that_are_none_disconnect_and_no_secret_is_logged(
        self,
        host: Person,
        guest: Person,
        service: Messenger,
        pump: Pump,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        broken = Browser("broken")
        keys = {**broken.subscription["keys"], "p256dh": "BA" + "A" * 85}
        body = {**broken.subscription, "keys": keys}
        assert host.put("/me/connections/push", body).status == 204
        with caplog.at_level(logging.DEBUG):
            guest.ask(host.announce())
            pump.run()
        assert not is_on(host)
        assert broken.endpoint not in caplog.text
        assert "channel_disconnected" in kinds(host)

    def test_m36_r25_quiet_hours_hold_pushes_back_and_bring_them_as_one(
        self,
        host: Person,
        world: World,
        phone: Browser,
        service: Messenger,
        pump: Pump,
        clock: Clock,
    ) -> None:
        hush(host, clock)
        event = host.announce()
        for guest in world.people(2):
            guest.ask(event)
            pump.run()
        assert not service.asked
        fire(pump, times=2)
        (said,) = told(service, phone)
        assert (said["title"], said["body"]) == ("2 notifications", "")
        assert said["url"].endswith("/inbox")

    def test_m36_who_leaves_is_forgotten_with_their_browsers(
        self, host: Person, guest: Person, phone: Browser, service: Messenger, pump: Pump
    ) -> None:
        guest.ask(host.announce())
        pump.run()
        (notice,) = notices(host)
        assert host.delete("/me").status == 202
        pump.run()
        pump.clock.forward(minutes=2)
        pump.run()
        assert not [key for key in dump("main") if "CHANNEL#" in key[1]]
        assert not [key for key in dump("feed") if "PUSHED#" in key[1]]
        service.forget()
        again = {"user_id": host.id, "notice_id": notice["id"]}
        assert send_push.handler(batch(again), CONTEXT) == {"batchItemFailures": []}
        assert not service.asked
