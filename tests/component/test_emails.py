"""A notice goes out by e-mail, once (M18, R12)."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from queues import send_email
from seance.cloud import mail
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import Pump, batch
from tests.component.storage import CLOUD
from tests.component.told import kinds, only


def subjects(pump: Pump, person: Person) -> list[str]:
    """What a person got."""
    address = f"{person.name.lower()}@example.com"
    return [each.subject for each in pump.mails if each.to == address]


def test_a_notice_is_mailed_once_with_its_short_link(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(title="Кино на крыше")
    guest.ask(event)

    pump.run(times=3)

    (sent,) = pump.mails
    assert sent.to == "anna@example.com"
    assert sent.sender == "seance@example.com"
    assert sent.subject == "New request: Кино на крыше"
    assert sent.text.startswith("Boris asks for a seat at “Кино на крыше”")
    assert f"\n\n{event['short_url']}\n" in sent.text
    assert f'href="{event["short_url"]}"' in sent.html


def test_a_mail_is_in_the_readers_language(host: Person, guest: Person, pump: Pump) -> None:
    host.patch("/me", {"language": "ru"})
    guest.ask(host.announce())

    pump.run()

    assert subjects(pump, host) == ["Запрос на место: Солярис"]


@pytest.mark.parametrize(
    "wishes",
    [
        {"channels": {"email": False}, "muted": []},
        {"channels": {"email": True}, "muted": ["booking_requested"]},
    ],
    ids=["no mail", "not this kind"],
)
def test_what_one_does_not_want_by_mail_is_in_the_inbox_only(
    host: Person, guest: Person, pump: Pump, wishes: dict[str, Any]
) -> None:
    host.put("/me/notice-settings", {**wishes, "language": "en"})
    guest.ask(host.announce())

    pump.run()

    assert kinds(host) == ["booking_requested"]
    assert pump.mails == []


def test_the_other_kinds_still_come(host: Person, guest: Person, pump: Pump) -> None:
    body = {"channels": {"email": True}, "muted": ["invited"], "language": "en"}
    host.put("/me/notice-settings", body)
    guest.ask(host.announce())

    pump.run()

    assert len(subjects(pump, host)) == 1


def test_who_has_no_address_gets_no_mail(world: World, host: Person, pump: Pump) -> None:
    event = host.announce()
    silent = Person(world.api, "Silent")
    silent.claims = {"sub": silent.id, "name": "Silent"}
    silent.ask(event)
    host.act("approve", event, silent)

    pump.run()

    assert kinds(silent) == ["booking_approved"]
    assert subjects(pump, silent) == []


def test_a_mail_that_failed_is_tried_again_and_sent_once(
    host: Person, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest.ask(host.announce())
    pump.step()  # from the table to the inbox
    notice = only(host, "booking_requested")
    delivery = batch({"user_id": host.id, "notice_id": notice["id"]})

    def broken(*_: object) -> None:
        raise RuntimeError("SES is down")

    with monkeypatch.context() as dark:
        dark.setattr(mail, "send", broken)
        answer = send_email.handler(delivery, CONTEXT)
        assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert pump.mails == []

    for _ in range(2):
        assert send_email.handler(delivery, CONTEXT) == {"batchItemFailures": []}
    assert len(pump.mails) == 1


@pytest.mark.parametrize("subject", ["x" * 255, "auth0|:@._~+=-" + "x" * 114])
def test_the_longest_of_everything_is_a_mail_that_ses_takes(
    world: World, host: Person, pump: Pump, subject: str
) -> None:
    """What SES takes is in `tests.memory.mails`; an id has 255 characters at most (OpenID Connect Core, 2)."""
    guest = Person(world.api, "Ж" * 80)
    assert guest.claims
    guest.claims["sub"] = subject
    guest.claims["email"] = address = f"{'x' * 64}@{'x' * 63}.{'x' * 63}.{'x' * 57}.ru"
    event = host.announce(approval="automatic", title="𝔉" * 120, description="Ж" * 2000)
    assert guest.ask(event).status == 201
    pump.run()
    reason = {"reason": "Ж" * 2000}
    assert host.post(f"/events/{event['id']}/cancel", reason).status == 200

    pump.run()

    mails = [each for each in pump.mails if each.to == address]
    assert len(mails) == 2
    assert all(each.subject.endswith("𝔉" * 120) and len(each.files) == 1 for each in mails)
    assert set(mails[0].tags) == (set() if len(subject) > 192 else {"user", "address"})
    assert max(len(json.dumps(each)) for each in CLOUD.mails) < 100_000


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (429, "TooManyRequestsException"),
        (400, "LimitExceededException"),
        (400, "ThrottlingException"),
    ],
)
def test_a_mail_that_ses_has_no_room_for_waits_and_uses_up_no_try(
    host: Person, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch, status: int, code: str
) -> None:
    guest.ask(host.announce())
    pump.step()  # from the table to the inbox
    delivery = {"user_id": host.id, "notice_id": only(host, "booking_requested")["id"]}
    full = ClientError(
        {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}},  # type: ignore[typeddict-item]
        "SendEmail",
    )

    class Full:
        def send_email(self, **_: object) -> None:
            raise full

    pump.waiting.clear()
    with monkeypatch.context() as busy:
        busy.setattr(mail, "_client", Full)
        for waits in range(1, 20):
            assert send_email.handler(batch(delivery), CONTEXT) == {"batchItemFailures": []}
            (again,) = pump.waiting
            assert 2 < again.delay <= 900
            assert again.body["waits"] == waits
            delivery = again.body
            pump.waiting.clear()
        last = {**delivery, "waits": send_email.MOST_WAITS}
        assert send_email.handler(batch(last), CONTEXT)["batchItemFailures"]
    assert pump.mails == []

    for _ in range(2):
        assert send_email.handler(batch(delivery), CONTEXT) == {"batchItemFailures": []}
    assert len(pump.mails) == 1


def test_a_delivery_of_what_is_gone_sends_nothing(host: Person, pump: Pump) -> None:
    gone = batch({"user_id": host.id, "notice_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"})

    assert send_email.handler(gone, CONTEXT) == {"batchItemFailures": []}
    assert pump.mails == []


def test_reading_a_notice_sends_no_mail_again(host: Person, guest: Person, pump: Pump) -> None:
    guest.ask(host.announce())
    pump.run()

    host.post("/me/notices/read", {"ids": [only(host, "booking_requested")["id"]]})
    pump.run()

    assert len(pump.mails) == 1


def test_one_bad_delivery_holds_up_no_other(host: Person, guest: Person, pump: Pump) -> None:
    guest.ask(host.announce())
    pump.step()  # from the table to the inbox
    good = {"user_id": host.id, "notice_id": only(host, "booking_requested")["id"]}

    answer = send_email.handler(batch("no JSON", good, {"user_id": host.id}), CONTEXT)

    assert answer == {
        "batchItemFailures": [{"itemIdentifier": "message-0"}, {"itemIdentifier": "message-2"}]
    }
    assert len(pump.mails) == 1
