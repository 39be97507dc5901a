"""SQS and EventBridge Scheduler as the product speaks to them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from queues import notify, promote, refresh, send_email, tell_change
from seance.bookings import lists
from seance.cloud import queues, schedules
from seance.cloud.config import Settings, settings
from tests.component.gateway import CONTEXT, Person
from tests.component.pump import Pump, batch
from tests.component.storage import CLOUD

MESSAGE = {"event_id": "x", "which": "day", "starts_at": 1}
LAMBDAS = [notify, promote, refresh, send_email, tell_change]


def received() -> list[dict[str, Any]]:
    """What lies in the notices queue."""
    found = CLOUD.take("notices")
    return [{name: each[name] for name in each if name != queues.CAUSE} for each in found]


def test_messages_go_out_ten_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [{"number": number, "word": "Ёж"} for number in range(23)]

    queues.send(settings().notices_queue_url, bodies)

    assert sorted(received(), key=lambda each: each["number"]) == bodies


def test_nothing_to_send_is_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_client", None)

    queues.send(settings().notices_queue_url, [])


@pytest.mark.parametrize(("wanted", "asked"), [(0, 0), (60, 60), (900, 900), (86_400, 900)])
def test_a_delay_is_a_quarter_of_an_hour_at_most(
    monkeypatch: pytest.MonkeyPatch, wanted: int, asked: int
) -> None:
    sent: list[dict[str, Any]] = []

    class Client:
        def send_message_batch(self, **request: Any) -> dict[str, Any]:
            sent.append(request)
            return {"Successful": []}

    monkeypatch.setattr(queues, "_client", Client)
    queues.send("https://sqs/notices", [{}], wanted)

    assert [each["DelaySeconds"] for each in sent[0]["Entries"]] == [asked]


def test_a_chain_of_messages_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    handled: list[Any] = []
    sent: list[Any] = []

    class Client:
        def send_message_batch(self, **request: Any) -> dict[str, Any]:
            sent.extend(request["Entries"])
            return {"Successful": []}

    def go_on(body: dict[str, Any]) -> None:
        handled.append(body)
        queues.send("https://sqs/notices", [body])

    monkeypatch.setattr(queues, "_client", Client)
    record = {"messageId": "m", "body": "{}"}
    assert queues.process({"Records": [record]}, go_on) == {"batchItemFailures": []}
    for hops in (1, 2):  # of the release before, and of ours
        said = sent[-1]["MessageAttributes"]["hops"]
        assert said == {"DataType": "Number", "StringValue": str(hops)}
        record["messageAttributes"] = {"hops": {"dataType": "Number", "stringValue": str(hops)}}  # type: ignore[assignment]
        assert queues.process({"Records": [record]}, go_on) == {"batchItemFailures": []}
    assert len(handled) == 3

    record["messageAttributes"] = {"hops": {"stringValue": str(queues.MOST_HOPS + 1)}}  # type: ignore[assignment]
    answer = queues.process({"Records": [record]}, go_on)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m"}]}
    assert len(handled) == 3

    queues.send("https://sqs/notices", [{}])  # what a request or a stream sends begins anew
    assert sent[-1]["MessageAttributes"]["hops"]["StringValue"] == "1"


def test_a_message_that_was_not_taken_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        def send_message_batch(self, **_: Any) -> dict[str, Any]:
            return {"Failed": [{"Id": "0", "Code": "InternalError"}]}

    monkeypatch.setattr(queues, "_client", Client)

    with pytest.raises(RuntimeError, match="InternalError"):
        queues.send("https://sqs/notices", [{}])


@pytest.mark.parametrize("function", LAMBDAS, ids=lambda function: function.__name__)
def test_only_the_bad_message_of_a_batch_comes_again(host: Person, function: Any) -> None:
    nothings: dict[Any, dict[str, Any]] = {
        notify: {"kind": "invited", "event_id": "x", "version": 1, "at": "", "audience": "host"},
        send_email: {"user_id": "x", "notice_id": "x"},
    }
    nothing = nothings.get(function, {"event_id": "x"})

    answer = function.handler(batch(nothing, "no JSON", nothing), CONTEXT)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}


def test_a_promotion_that_fails_comes_again(
    host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(approval="automatic")

    def broken(*_: str) -> None:
        raise RuntimeError("no answer")

    monkeypatch.setattr(lists, "waiting", broken)

    answer = promote.handler(batch({"event_id": event["id"]}), CONTEXT)

    assert len(answer["batchItemFailures"]) == 1


def test_a_message_of_an_unknown_form_refreshes_nothing(host: Person) -> None:
    assert refresh.handler(batch({"something": "else"}), CONTEXT) == {"batchItemFailures": []}


@pytest.mark.parametrize(
    "body",
    [
        {"event_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
        {"event_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "followers": True},
        {"event_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "invited_id": "x"},
        {"host_id": "x", "follower_id": "y"},
        {"user_id": "x"},
        {"release": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "at": 0},
    ],
    ids=str,
)
def test_copies_of_what_is_gone_are_nothing(pump: Pump, body: dict[str, Any]) -> None:
    assert refresh.handler(batch(body), CONTEXT) == {"batchItemFailures": []}
    assert pump.sent == []


class TestSchedules:
    """One-time schedules."""

    def put(self, moment: datetime) -> dict[str, Any]:
        schedules.put("seance-x-day", moment, settings().remind_function_arn, MESSAGE)
        return CLOUD.schedules["seance-x-day"]

    def test_a_schedule_fires_once_at_an_instant_in_utc(self) -> None:
        berlin = datetime(2027, 3, 1, 20, 30, tzinfo=UTC).astimezone()

        schedule = self.put(berlin)

        assert schedule["ScheduleExpression"] == "at(2027-03-01T20:30:00)"
        assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}
        assert schedule["ActionAfterCompletion"] == "DELETE"
        assert json.loads(schedule["Target"]["Input"]) == MESSAGE
        assert schedule["Target"]["RoleArn"] == settings().schedule_role_arn

    def test_a_newer_schedule_takes_the_place_of_an_older_one(self) -> None:
        moment = datetime(2027, 3, 1, tzinfo=UTC)
        self.put(moment)

        assert "2027-03-02" in self.put(moment + timedelta(days=1))["ScheduleExpression"]

    def test_removing_it_twice_is_fine(self) -> None:
        self.put(datetime(2027, 3, 1, tzinfo=UTC))

        for _ in range(2):
            schedules.remove("seance-x-day")

        assert CLOUD.schedules == {}


class TestSettings:
    """The environment is read on first use."""

    def test_what_is_missing_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("FEED_TABLE")

        with pytest.raises(RuntimeError, match="FEED_TABLE"):
            Settings.from_environment()

    def test_an_empty_variable_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHANGE_NOTICE_SECONDS", "")

        assert Settings.from_environment().change_notice_seconds == 60

    def test_numbers_are_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MINIMUM_NOTICE_MINUTES", "7")

        assert Settings.from_environment().minimum_notice == timedelta(minutes=7)
