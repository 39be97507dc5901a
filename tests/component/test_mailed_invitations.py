"""Whoever reads an e-mail address is invited by a mail with a link of one use (M32, R22)."""

import json
import re
from typing import Any

import pytest

from queues import send_email
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Answer, Caller, Person, World
from tests.component.pump import Mail, Pump, batch
from tests.component.storage import dump, refused

ADDRESS = "Olga.Guest@example.org"
Body = dict[str, Any]


def invite(by: Person, event: Body, address: str = ADDRESS, **more: Any) -> Answer:
    return by.post(f"/events/{event['id']}/invitations", {"email": address, **more})


def token_of(sent: Mail) -> str:
    found = re.search(r"/i/([\w-]+)", sent.text)
    assert found
    return found[1]


def mailed(pump: Pump) -> list[Mail]:
    """The invitations among the mails."""
    return [each for each in pump.mails if "/i/" in each.text]


def redeem(person: Person, sent: Mail) -> Answer:
    return person.post("/invitations/redeem", {"token": token_of(sent)})


def items(kind: str) -> list[Body]:
    """All of a kind that the tables hold."""
    return [each for table in ("main", "feed") for each in dump(table).values() if each["item"] == {"S": kind}]  # fmt: skip


def test_m32_the_mail_says_who_invites_to_what_and_its_link_lets_one_in(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(visibility="invite_only", title="Тайный вечер")

    answer = invite(host, event)
    assert (answer.status, answer.body) == (202, "")
    assert pump.mails == []
    pump.run(times=2)

    (sent,) = pump.mails
    assert (sent.to, sent.subject) == (ADDRESS, "Anna invites you to watch “Solaris” together")
    for text in (sent.text, sent.html):
        assert "Anna invites you" in text
        assert event["place"]["city"] in text
        assert "Europe/Moscow" in text
        assert event["place"]["address"] not in text
        assert "Тайный вечер" not in text
    stranger = world.person("Olga")
    assert stranger.get(f"/events/{event['id']}", invitation=token_of(sent)).status == 200
    assert redeem(stranger, sent).body["status"] == "confirmed"
    late = world.person("Pavel")
    refused(lambda: redeem(late, sent), 410, "invitation_used")


def test_m32_it_speaks_the_hosts_language(host: Person, pump: Pump) -> None:
    host.patch("/me", {"language": "ru"})
    invite(host, host.announce())
    pump.run()
    assert pump.mails[0].subject == "Anna зовёт вас посмотреть «Солярис» вместе"
    assert pump.mails[0].headers["Content-Language"] == "ru"


def test_r22_who_asks_twice_or_at_once_makes_one_mail_and_one_use(
    host: Person, world: World, pump: Pump
) -> None:
    event, key = host.announce(), {"Idempotency-Key": "one"}
    moderator = world.person("Mara")
    host.appoint(event, moderator)
    body = {"email": ADDRESS}
    for _ in range(2):
        path = f"/events/{event['id']}/invitations"
        assert host.post(path, body, headers=key).status == 202
    assert invite(moderator, event, ADDRESS.upper()).status == 202
    pump.run(times=3)
    assert len(mailed(pump)) == 1
    assert len(items("invite_link")) == 1
    assert invite(host, host.announce(film_id="alien-1979", starts_at=event["ends_at"])).status == 202  # fmt: skip
    pump.run()
    assert len(mailed(pump)) == 2


def test_m32_the_fifty_first_of_a_day_waits_for_the_next(
    host: Person, world: World, clock: Clock, pump: Pump
) -> None:
    event = host.announce(starts_at="2026-12-20T18:00:00Z")
    for number in range(50):
        if number % 25 == 0:
            clock.forward(minutes=2)  # so many writes a minute
        assert invite(host, event, f"guest{number}@example.org").status == 202
    clock.forward(minutes=2)
    last = invite(host, event, "late@example.org")
    assert (last.status, last.code) == (429, "too_many_requests")
    assert 0 < int(last.headers["retry-after"]) <= 86_400
    assert invite(host, event, "guest7@example.org").status == 202  # was invited before
    clock.forward(seconds=int(last.headers["retry-after"]))
    assert invite(host, event, "late@example.org").status == 202
    pump.run()
    assert len({each.to for each in pump.mails}) == len(pump.mails) == 51


def test_m32_nothing_tells_whether_the_address_has_an_account(
    host: Person, world: World, guest: Person
) -> None:
    guest.get("/me")
    event = host.announce()
    known, unknown = invite(host, event, "boris@example.com"), invite(host, event, "x@example.com")
    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, "")
    unlike = {"x-request-id", "x-correlation-id"}
    assert {n: v for n, v in known.headers.items() if n not in unlike} == {
        n: v for n, v in unknown.headers.items() if n not in unlike
    }


def test_r7_the_address_is_kept_sealed_until_the_mail_is_out_and_stands_in_no_log(
    host: Person, pump: Pump, capsys: pytest.CaptureFixture[str]
) -> None:
    invite(host, host.announce())
    held = json.dumps([*dump("main").values(), *dump("feed").values()], default=str)
    assert "example.org" not in held
    assert "sealed" in items("mailed_invitation")[0]
    pump.run()
    told = "".join(capsys.readouterr()) + json.dumps(pump.messages("deliveries"))
    assert "example.org" not in told.lower()
    (kept,) = items("mailed_invitation")
    assert "sealed" not in kept
    assert "expires_at" in kept


def test_m32_one_click_ends_the_invitations_to_an_address_without_an_account(
    host: Person, world: World, pump: Pump
) -> None:
    first = host.announce()
    invite(host, first)
    pump.run()
    leave = pump.mails[0].headers["List-Unsubscribe"].strip("<>")
    path = leave.removeprefix("http://localhost:8000")
    anybody = Caller(world.api)
    assert "example.org" not in leave
    assert 'method="post"' in anybody.get(path).body
    assert items("no_mail") == []
    for _ in range(2):
        answer = anybody.post(path, "List-Unsubscribe=One-Click")
        assert (answer.status, "No more mails" in answer.body) == (200, True)
    second = host.announce(film_id="alien-1979", starts_at=first["ends_at"])
    assert invite(host, second).status == 202
    pump.run()
    assert len(pump.mails) == 1
    assert "sealed" not in items("mailed_invitation")[-1]


@pytest.mark.parametrize("wish", ["no mails", "no invitations", "blocked"])
def test_r17_who_has_an_account_and_wants_none_gets_none(
    host: Person, guest: Person, pump: Pump, wish: str
) -> None:
    guest.get("/me")
    if wish == "blocked":
        guest.block(host)
    else:
        settings = {
            "channels": {"email": wish != "no mails"},
            "muted": ["invited"] if wish == "no invitations" else [],
            "language": "en",
        }
        assert guest.put("/me/notice-settings", settings).status == 200
    assert invite(host, host.announce(), "Boris@example.com").status == 202
    pump.run()
    assert pump.mails == []


def test_m32_an_address_that_is_another_by_now_wants_what_its_new_owner_does(
    host: Person, guest: Person, pump: Pump
) -> None:
    guest.get("/me")
    guest.block(host)
    assert guest.claims
    guest.claims["email"] = "new@example.com"
    guest.get("/me")
    event = host.announce()
    invite(host, event, "boris@example.com")
    invite(host, event, "new@example.com")
    pump.run()
    assert [each.to for each in pump.mails] == ["boris@example.com"]


@pytest.mark.parametrize("what", ["cancelled", "deleted", "begun", "revoked"])
def test_m32_what_is_off_by_the_time_of_sending_is_not_sent(
    host: Person, pump: Pump, clock: Clock, what: str
) -> None:
    event = host.announce()
    invite(host, event)
    if what == "cancelled":
        host.cancel(event)
    elif what == "deleted":
        assert host.delete(f"/events/{event['id']}").status == 204
    elif what == "begun":
        clock.to(event["starts_at"])
    else:
        (link,) = host.get(f"/events/{event['id']}/invite-links").body["items"]
        host.delete(f"/events/{event['id']}/invite-links/{link['id']}")
    pump.run()
    assert pump.mails == []
    assert "sealed" not in items("mailed_invitation")[0]


def test_m32_a_moderator_who_is_one_no_more_sends_none_and_lets_in_only_by_approval(
    host: Person, world: World, pump: Pump
) -> None:
    event, moderator = host.announce(), world.person("Mara")
    host.appoint(event, moderator)
    invite(moderator, event)
    pump.run()
    assert redeem(world.person("Olga"), mailed(pump)[0]).body["status"] == "requested"
    invite(moderator, event, "second@example.org")
    assert host.delete(f"/events/{event['id']}/moderators/{moderator.id}").status == 204
    pump.run()
    assert len(mailed(pump)) == 1


def test_r16_only_the_host_side_invites_and_only_before_the_start(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    event, secret = host.announce(), host.announce(film_id="alien-1979", visibility="invite_only", starts_at="2026-12-15T18:00:00Z")  # fmt: skip
    refused(lambda: invite(guest, event), 403, "forbidden")
    refused(lambda: invite(guest, secret), 404, "not_found")
    host.cancel(secret)
    refused(lambda: invite(host, secret), 409, "wrong_status", "find_another_event")
    clock.to(event["starts_at"])
    refused(lambda: invite(host, event), 409, "event_started")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"guest_id": "boris", "email": ADDRESS},
        {"email": "nobody"},
        {"email": "a@b"},
        {"email": "a b@example.org"},
        {"email": "ольга@example.org"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"email": f"{'a' * 65}@example.org"},
        {"email": ADDRESS, "seats": 2},
        {"email": ADDRESS, "extra_seat": True},
        {"email": ADDRESS, "message": "Приходи"},
    ],
)
def test_m32_one_of_the_two_and_an_address_that_ses_takes(host: Person, body: Body) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/invitations"
    refused(lambda: host.post(path, body), 422, "validation_failed")


def test_m32_a_domain_in_other_letters_goes_in_punycode(host: Person, pump: Pump) -> None:
    invite(host, host.announce(), "olga@почта.рф")
    pump.run()
    assert pump.mails[0].to == "olga@xn--80a1acny.xn--p1ai"


def test_m15_who_leaves_takes_the_invitations_along(host: Person, pump: Pump) -> None:
    invite(host, host.announce())
    assert host.delete("/me").status == 202
    pump.run()
    assert items("mailed_invitation") == items("mailings") == []
    assert pump.mails == []


def test_m32_a_delivery_that_comes_late_finds_nothing_to_send(host: Person, pump: Pump) -> None:
    event = host.announce()
    invite(host, event)
    pump.run()
    (message,) = pump.messages("deliveries")
    answer = send_email.handler(batch(message), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert len(pump.mails) == 1
