"""A mail that comes back for good, or is reported as spam, ends the mails to this address (M18)."""

import json
import re
from typing import Any

import pytest

from queues import disconnect_email, send_email
from seance.cloud import config
from seance.people import store
from seance.people.model import Profile
from tests.component.gateway import CONTEXT, Person, at
from tests.component.pump import Mail, Pump, batch, fits
from tests.component.storage import CLOUD, dump
from tests.component.told import kinds, notices, only
from tests.memory.dynamo import Refused
from tests.tables import all_resources

NONE_FAILED: dict[str, list[str]] = {"batchItemFailures": []}
Body = dict[str, Any]
HAPPENED = at(days=1)  # the same at every delivery, and later than what the tests do


def happened(sent: Mail, kind: str, **more: Any) -> Body:
    """What SES tells the bus. Source: "SES events schema reference" in "Monitoring SES events using Amazon EventBridge"."""
    return {
        "version": "0",
        "id": "12345678-0000-4000-8000-000000000000",
        "detail-type": {"Bounce": "Email Bounced", "Complaint": "Email Complaint Received"}[kind],
        "source": "aws.ses",
        "account": "123456789012",
        "time": HAPPENED,
        "region": "eu-central-1",
        "resources": ["arn:aws:ses:eu-central-1:123456789012:configuration-set/seance"],
        "detail": {
            "eventType": kind,
            kind.lower(): more,
            "mail": {
                "timestamp": HAPPENED,
                "source": sent.sender,
                "messageId": "0107-mail",
                "destination": [sent.to],
                "headersTruncated": False,
                "headers": [{"name": "Subject", "value": sent.subject}],
                "commonHeaders": {"to": [sent.to], "subject": sent.subject},
                "tags": {
                    "ses:configuration-set": ["seance"],
                    "ses:from-domain": ["example.com"],
                    **{name: [value] for name, value in sent.tags.items()},
                },
            },
        },
    }


def bounce(sent: Mail, kind: str = "Permanent") -> Body:
    """It came back."""
    return happened(sent, "Bounce", bounceType=kind, bounceSubType="General")


def complaint(sent: Mail) -> Body:
    """It was reported as spam."""
    return happened(sent, "Complaint", complaintFeedbackType="abuse")


def passed(event: Body) -> Body | None:
    """What the queue gets of an event, by the template's rule; nothing where the rule doesn't want it."""
    text = json.dumps(all_resources()["MailFeedbackRule"]["Properties"])
    rule = json.loads(text.replace('{"Ref": "MailConfiguration"}', '"seance"'))
    if not fits(event, rule["EventPattern"]):
        return None
    (target,) = rule["Targets"]
    made = target["InputTransformer"]["InputTemplate"]
    for name, path in target["InputTransformer"]["InputPathsMap"].items():
        found: Any = event
        for step in re.findall(r"[\w-]+", path):
            found = found[int(step) if step.isdigit() else step]
        made = made.replace(f"<{name}>", json.dumps(found))
    body: Body = json.loads(made)
    return body


def comes_back(event: Body, times: int = 1) -> None:
    """It reaches the function."""
    body = passed(event)
    assert body
    for _ in range(times):
        assert disconnect_email.handler(batch(body), CONTEXT) == NONE_FAILED


def wants_mails(person: Person) -> bool:
    """Whether e-mail is on."""
    found: bool = person.get("/me/notice-settings").body["channels"]["email"]
    return found


@pytest.fixture
def sent(host: Person, guest: Person, pump: Pump) -> Mail:
    """What the host got by mail."""
    guest.ask(host.announce(title="Солярис"))
    pump.run()
    (mail,) = pump.mails
    return mail


@pytest.mark.parametrize("event", [bounce, complaint])
def test_m18_a_mail_that_came_back_ends_the_mails_and_the_inbox_says_so(
    host: Person, guest: Person, sent: Mail, pump: Pump, event: Any
) -> None:
    comes_back(event(sent), times=3)

    assert not wants_mails(host)
    told = only(host, "channel_disconnected")
    assert (told["title"], told["event_id"]) == ("E-mail is switched off", None)
    assert told["read_at"] is None
    guest.act("withdraw", {"id": notices(host)[0]["event_id"]})
    pump.run()
    assert "booking_withdrawn" in kinds(host)
    assert pump.mails == [sent]
    assert wants_mails(guest)


def test_the_notice_speaks_the_readers_language(host: Person, sent: Mail) -> None:
    host.patch("/me", {"language": "ru"})

    comes_back(bounce(sent))

    assert only(host, "channel_disconnected")["title"] == "Письма отключены"


def test_the_queue_learns_no_address_and_no_text(sent: Mail) -> None:
    body = json.dumps(passed(bounce(sent)), ensure_ascii=False)

    assert sent.to not in body
    assert "Солярис" not in body


@pytest.mark.parametrize("kind", ["Transient", "Undetermined"])
def test_a_mailbox_that_is_full_for_a_while_gets_mails_again(sent: Mail, kind: str) -> None:
    assert passed(bounce(sent, kind)) is None


def test_mails_of_others_in_the_account_are_none_of_ours(sent: Mail) -> None:
    other = bounce(sent)
    other["detail"]["mail"]["tags"]["ses:configuration-set"] = ["another"]

    assert passed(other) is None


def test_a_mail_to_an_address_of_before_changes_nothing(host: Person, sent: Mail) -> None:
    store.edit_profile(host.id, {"email": "anna@example.org"})

    comes_back(bounce(sent))

    assert wants_mails(host)
    assert "channel_disconnected" not in kinds(host)


def test_an_address_that_changes_meanwhile_keeps_its_mails(
    host: Person, sent: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, place = store.find_profile, "seance.channels.email.find_profile"

    def changed_after(user_id: str) -> Profile | None:
        found = find(user_id)
        monkeypatch.setattr(place, find)
        store.edit_profile(host.id, {"email": "anna@example.org"})
        return found

    monkeypatch.setattr(place, changed_after)

    comes_back(bounce(sent))

    assert wants_mails(host)
    assert "channel_disconnected" not in kinds(host)


def test_a_second_mail_that_comes_back_is_no_second_notice(host: Person, sent: Mail) -> None:
    comes_back(bounce(sent))
    second = bounce(sent)
    second["detail"]["mail"]["messageId"] = "0107-another"

    comes_back(second)

    assert kinds(host).count("channel_disconnected") == 1


@pytest.mark.parametrize("way", ["connection", "settings"])
def test_who_switches_mails_on_again_gets_them_although_ses_had_stopped(
    host: Person, guest: Person, sent: Mail, pump: Pump, way: str
) -> None:
    CLOUD.suppressed.add(sent.to)
    comes_back(bounce(sent))
    pump.run()

    if way == "connection":
        assert host.put("/me/connections/email").status == 204
    else:
        wishes = {"channels": {"email": True}, "muted": [], "language": "en"}
        assert host.put("/me/notice-settings", wishes).status == 200

    assert CLOUD.suppressed == set()
    comes_back(bounce(sent), times=2)  # the same one, delivered late
    assert wants_mails(host)
    guest.ask(host.announce(starts_at=at(days=5)))
    pump.run()
    assert len(pump.mails) == 2


def test_where_ses_has_no_time_e_mail_stays_off_and_one_asks_again(
    host: Person, sent: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_back(bounce(sent))

    def busy(*_: object) -> None:
        raise Refused("TooManyRequestsException")

    with monkeypatch.context() as crowded:
        crowded.setattr(type(CLOUD), "_DeleteSuppressedDestination", busy)
        answer = host.put("/me/connections/email")

    assert (answer.status, answer.code) == (503, "upstream_unavailable")
    assert not wants_mails(host)
    assert host.put("/me/connections/email").status == 204
    assert wants_mails(host)


def test_who_has_mails_asks_ses_for_nothing(host: Person) -> None:
    CLOUD.suppressed.add("anna@example.com")

    assert host.put("/me/connections/email").status == 204

    assert CLOUD.suppressed == {"anna@example.com"}


def test_who_has_left_is_told_nothing(host: Person, sent: Mail, pump: Pump) -> None:
    assert host.delete("/me").status == 202
    pump.run()
    before = dump("main"), dump("feed")

    comes_back(bounce(sent))

    assert (dump("main"), dump("feed")) == before


def test_a_mail_names_the_configuration_set_whose_events_come(sent: Mail) -> None:
    assert CLOUD.mails[-1]["ConfigurationSetName"] == "seance"


def test_without_a_configuration_set_mails_go_out_all_the_same(
    host: Person, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAIL_CONFIGURATION_SET")
    config.settings.cache_clear()
    guest.ask(host.announce())
    pump.step()
    delivery = batch({"user_id": host.id, "notice_id": only(host, "booking_requested")["id"]})

    assert send_email.handler(delivery, CONTEXT) == NONE_FAILED

    assert "ConfigurationSetName" not in CLOUD.mails[-1]
