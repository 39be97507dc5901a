"""Every function has a sample payload, and every payload does its job."""

import base64
import importlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from seance.cloud import config, schedules, websockets
from seance.cloud.tables import MainItem
from seance.live import store as live
from seance.web.app import Handler
from tests import messengers
from tests.browsers import Browser
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT
from tests.component.pump import Pump, batch
from tests.component.storage import Items, dump
from tests.drift.sample import EVENT, EVENTS, NOW, Sample, make_sample, people, snake
from tests.drift.template import functions, http_route

# What an operation answers where it is not 200.
STATUSES = {
    "CreateEvent": 201,
    "DeleteEvent": 204,
    "RequestBooking": 201,
    "InviteGuest": 201,
    "AddModerator": 204,
    "RemoveModerator": 204,
    "FollowUser": 204,
    "UnfollowUser": 204,
    "BlockUser": 204,
    "UnblockUser": 204,
    "PostMessage": 201,
    "CreateLiveTicket": 201,
    "ShareEvent": 202,
    "ConnectTelegram": 204,
    "ConnectVk": 204,
    "ConnectPush": 204,
    "ConnectEmail": 204,
    "DisconnectChannel": 204,
    "StartTelegram": 201,
    "DeleteMessage": 204,
    "MarkNoticesRead": 204,
    "SilenceReminder": 204,
    "RestoreReminder": 204,
    "DeleteMe": 202,
    "FollowLink": 302,
    "CreateCalendarFeed": 201,
    "WriteReview": 201,
    "AnnounceToGuests": 202,
    "CreateReport": 202,
    "CreateProposal": 201,
    "CreateProgramme": 201,
    "VoteOnProposal": 204,
    "FixProposal": 201,
    "MakeWish": 204,
    "WithdrawWish": 204,
    "SaveSearch": 201,
    "RemoveSearch": 204,
    "RemoveReview": 204,
    "TakeAttendance": 204,
    "CreateInviteLink": 201,
    "RevokeInviteLink": 204,
    "OpenInvitation": 302,
}
AFTER_THE_END = {"WriteReview", "ShowDoor", "CheckIn", "TakeAttendance"}
NONE_FAILED: dict[str, list[str]] = {"batchItemFailures": []}
BORIS = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def sample(
    api: Handler, cloud: None, clock: Clock, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> Sample:
    """The world of the payloads; made once, then put back as it was."""
    clock.to(NOW)
    if not MADE:
        sample = make_sample(api, clock, pump, monkeypatch)
        MADE.update(main=dump("main"), feed=dump("feed"))
        return sample
    client: Any = MainItem.connection().client
    for table, items in MADE.items():
        for item in items.values():
            client.put_item(TableName=table, Item=as_bytes(item))
    pump.seen = {table: dump(table) for table in MADE}
    return Sample(people(api))


MADE: dict[str, Items] = {}


def as_bytes(item: dict[str, Any]) -> dict[str, Any]:
    """What was dumped as base64, as boto3 takes it."""
    return {
        name: {"B": base64.b64decode(value["B"])} if "B" in value else value
        for name, value in item.items()
    }


def handler(function: str) -> Callable[[Any, Any], Any]:
    """The very handler that is deployed."""
    module, _, name = functions()[function]["Handler"].rpartition(".")
    found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), name)
    return found


def test_there_is_one_payload_for_each_function_and_no_other() -> None:
    payloads = {path.name for path in EVENTS.iterdir()}
    assert payloads == {f"{snake(name)}.json" for name in functions()}


@pytest.mark.parametrize("function", [name for name in functions() if http_route(name)])
def test_a_request_does_its_job(function: str, sample: Sample, clock: Clock) -> None:
    if function in AFTER_THE_END:
        clock.to("2028-06-03T20:00:00+00:00")
    answer = handler(function)(sample.payload(function), CONTEXT)
    assert answer["statusCode"] == STATUSES.get(function, 200), answer


def test_an_unknown_route_is_answered_with_a_problem() -> None:
    payload = json.loads((EVENTS / "answer_unknown_route.json").read_text(encoding="utf-8"))
    answer = handler("AnswerUnknownRoute")(payload, CONTEXT)
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (404, "not_found")
    assert answer["headers"]["Content-Type"] == "application/problem+json"


def test_a_change_is_told(sample: Sample, pump: Pump) -> None:
    assert handler("TellOfChanges")(sample.payload("TellOfChanges"), CONTEXT) == NONE_FAILED
    assert [each["kind"] for each in pump.messages("notices")] == ["booking_approved"]


def test_a_change_is_followed_up(sample: Sample, pump: Pump) -> None:
    for name in pump.schedules():
        schedules.remove(name)
    assert handler("FollowUp")(sample.payload("FollowUp"), CONTEXT) == NONE_FAILED
    assert len(pump.schedules()) == 3
    assert pump.messages("waitlist") == [{"event_id": EVENT, "look": 0}]


def test_a_notice_is_sent_out(sample: Sample, pump: Pump) -> None:
    assert handler("DeliverNotices")(sample.payload("DeliverNotices"), CONTEXT) == NONE_FAILED
    assert [each["user_id"] for each in pump.messages("deliveries")] == [BORIS]


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What live connections are told."""
    heard: list[str] = []

    def post(_: str, frame: dict[str, Any]) -> bool:
        heard.append(frame["type"])
        return True

    monkeypatch.setattr(websockets, "post", post)
    return heard


def test_a_live_connection_is_answered_and_told(sample: Sample, frames: list[str]) -> None:
    payload = sample.payload("Converse")
    live.open_connection(payload["requestContext"]["connectionId"], BORIS)
    assert sample.people["Anna"].act("approve", {"id": EVENT}, BORIS).status == 200
    assert handler("Converse")(payload, CONTEXT) == {"statusCode": 200}
    assert frames == ["message", "seats", "subscribed"]
    assert handler("PushNews")(sample.payload("PushNews"), CONTEXT) == NONE_FAILED
    assert frames[3:] == ["message_edited"]


def test_an_audience_is_notified_and_mailed(sample: Sample, pump: Pump) -> None:
    known = set(dump("feed"))
    assert handler("NotifyAudience")(sample.payload("NotifyAudience"), CONTEXT) == NONE_FAILED
    (key,) = set(dump("feed")) - known
    mails = len(pump.mails)
    text = json.dumps(sample.payload("SendEmail"))
    payload = json.loads(text.replace("01KA0000000000000000N0T1CE", key[1].removeprefix("NOTICE#")))
    assert handler("SendEmail")(payload, CONTEXT) == NONE_FAILED
    assert len(pump.mails) == mails + 1


@pytest.mark.parametrize(("function", "channel"), [("SendTelegram", "telegram"), ("SendVk", "vk")])
def test_a_notice_goes_out_over_a_channel(
    function: str, channel: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    boris, known = sample.people["Boris"], set(dump("feed"))
    boris.put("/me/connections/telegram", {"chat_id": 1})
    boris.put("/me/connections/vk", {"owner_id": 1, "access_token": "sample"})
    handler("NotifyAudience")(sample.payload("NotifyAudience"), CONTEXT)
    (key,) = set(dump("feed")) - known
    text = json.dumps(sample.payload(function))
    payload = json.loads(text.replace("01KA0000000000000000N0T1CE", key[1].removeprefix("NOTICE#")))
    with messengers.serving(getattr(messengers, channel)()) as service:
        monkeypatch.setenv(f"{channel.upper()}_API_URL", service.url)
        config.settings.cache_clear()
        assert handler(function)(payload, CONTEXT) == NONE_FAILED
        assert len(service.taken) == 1


def test_a_notice_is_pushed(sample: Sample, pump: Pump, monkeypatch: pytest.MonkeyPatch) -> None:
    boris, known = sample.people["Boris"], set(dump("feed"))
    assert boris.put("/me/connections/push", Browser("sample").subscription).status == 204
    handler("NotifyAudience")(sample.payload("NotifyAudience"), CONTEXT)
    (key,) = set(dump("feed")) - known
    text = json.dumps(sample.payload("SendPush"))
    payload = json.loads(text.replace("01KA0000000000000000N0T1CE", key[1].removeprefix("NOTICE#")))
    with messengers.serving(messengers.push()) as service:
        monkeypatch.setenv("PUSH_URL", service.url)
        config.settings.cache_clear()
        assert handler("SendPush")(payload, CONTEXT) == NONE_FAILED
        (device,) = pump.messages("web_push")
        assert handler("SendPush")(batch(device), CONTEXT) == NONE_FAILED
        assert len(service.taken) == 1


def test_a_mail_that_came_back_switches_email_off(sample: Sample) -> None:
    assert handler("DisconnectEmail")(sample.payload("DisconnectEmail"), CONTEXT) == NONE_FAILED
    settings = sample.people["Boris"].get("/me/notice-settings").body
    assert settings["channels"]["email"] is False


def test_an_edit_becomes_known(sample: Sample) -> None:
    assert sample.people["Anna"].edit({"id": EVENT}, title="Солярис, ещё раз").status == 200
    assert handler("TellChange")(sample.payload("TellChange"), CONTEXT) == NONE_FAILED
    told = dump("main")[f"EVENT#{EVENT}", "TOLD"]
    assert json.loads(told["facts"]["S"])["title"] == "Солярис, ещё раз"


def test_who_waits_is_let_in(sample: Sample) -> None:
    anna, ivan = sample.people["Anna"], sample.people["Ivan"]
    assert anna.edit({"id": EVENT}, approval="automatic", capacity=2).status == 200
    assert ivan.ask({"id": EVENT}).body["status"] == "waitlisted"
    assert anna.edit({"id": EVENT}, capacity=3).status == 200
    assert handler("PromoteGuests")(sample.payload("PromoteGuests"), CONTEXT) == NONE_FAILED
    assert ivan.booking({"id": EVENT})["status"] == "confirmed"


def test_an_account_is_deleted_step_by_step(sample: Sample, pump: Pump) -> None:
    assert sample.people["Boris"].delete("/me").status == 202
    assert handler("RemoveAccount")(sample.payload("RemoveAccount"), CONTEXT) == NONE_FAILED
    assert dump("main")[f"USER#{BORIS}", f"BOOKING#{EVENT}"]["status"]["S"] == "withdrawn"
    assert [each["user_id"] for each in pump.messages("departures")] == [BORIS]


def test_copies_follow(sample: Sample) -> None:
    assert sample.people["Anna"].edit({"id": EVENT}, title="Солярис, ещё раз").status == 200
    assert handler("RefreshCopies")(sample.payload("RefreshCopies"), CONTEXT) == NONE_FAILED
    copied = dump("main")[f"USER#{BORIS}", f"BOOKING#{EVENT}"]["event"]["S"]
    assert json.loads(copied)["title"] == "Солярис, ещё раз"


def test_a_reminder_goes_out(sample: Sample, pump: Pump, clock: Clock) -> None:
    clock.to("2028-06-02T16:00:00+00:00")
    handler("RemindGuests")(sample.payload("RemindGuests"), CONTEXT)
    assert [each["kind"] for each in pump.messages("notices")] == ["reminder_day"]


def test_the_end_asks_for_reviews(sample: Sample, pump: Pump, clock: Clock) -> None:
    clock.to("2028-06-03T20:00:00+00:00")
    handler("FinishEvent")(sample.payload("FinishEvent"), CONTEXT)
    assert [each["kind"] for each in pump.messages("notices")] == ["review_requested"]


def test_a_journey_that_cannot_begin_is_not_counted(
    sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    handler("WalkJourney")(sample.payload("WalkJourney"), CONTEXT)  # no users of ours, no page
    assert "JourneyDone" not in capsys.readouterr().out


def test_what_changed_is_compared(sample: Sample, clock: Clock) -> None:
    for _ in range(2):
        clock.forward(minutes=15)
        handler("ReconcileChanges")(sample.payload("ReconcileChanges"), CONTEXT)
    assert not [key for key in dump("feed") if key[0] == "CHANGED"]
