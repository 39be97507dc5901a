"""M26: one correlation id from the request to the mail, and one metric for each business outcome."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from seance.cloud import observability
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import dump

Lines = list[dict[str, Any]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], Lines]:
    """The metrics written since the last look."""
    return lambda: [
        json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line
    ]


def metrics(lines: Lines) -> dict[str, float]:
    """`Refused sold_out` → how many: what CloudWatch would make of the lines."""
    found: dict[str, float] = {}
    for line in lines:
        for metric in line["_aws"]["CloudWatchMetrics"]:
            (dimensions,), (name,) = metric["Dimensions"], metric["Metrics"]
            assert (metric["Namespace"], dimensions[0], line["stage"]) == (
                "Seance",
                "stage",
                "local",
            )
            key = " ".join([name["Name"], *(line[each] for each in dimensions[1:])])
            found[key] = found.get(key, 0) + line[name["Name"]]
    return found


def test_m26_a_request_is_followed_to_the_notice_and_the_mail(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce()
    pump.forget()
    asked = guest.ask(event)
    pump.run()
    ids = {sent.queue: sent.body["correlation_id"] for sent in pump.sent}
    assert ids.keys() == {"notices", "deliveries", "waitlist"}
    assert {*ids.values()} == {asked.request_id}
    assert asked.headers["x-correlation-id"] == asked.request_id
    (notice,) = [item for (pk, _), item in dump("feed").items() if pk == f"USER#{host.id}"]
    assert notice["cause"] == {"S": asked.request_id}


def test_m26_a_withdrawal_is_followed_to_who_gets_the_seat(
    host: Person, guest: Person, world: World, pump: Pump
) -> None:
    event = host.announce(capacity=1, approval="automatic")
    waiting = world.person("Vera")
    for person in (guest, waiting):
        person.ask(event)
    pump.forget()
    left = guest.act("withdraw", event)
    pump.run()
    assert waiting.booking(event)["status"] == "confirmed"
    assert {sent.body["correlation_id"] for sent in pump.sent} == {left.request_id}
    assert "seat_from_waitlist" in {each.get("kind") for each in pump.messages("notices")}


def test_m26_an_edit_is_followed_through_its_window_and_its_schedules(
    host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.forget()
    edited = host.edit(event, starts_at=at(days=4))
    pump.run()
    clock.forward(minutes=2)
    pump.run()
    assert {sent.body["correlation_id"] for sent in pump.sent} == {edited.request_id}
    assert {"changes", "copies", "notices", "deliveries"} <= {sent.queue for sent in pump.sent}
    for schedule in pump.schedules().values():
        assert json.loads(schedule["Target"]["Input"])["correlation_id"] == edited.request_id


def test_m26_every_outcome_of_a_booking_is_counted_once(
    host: Person, guest: Person, world: World, pump: Pump, lines: Callable[[], Lines]
) -> None:
    event = host.announce(capacity=1, approval="automatic")
    waiting = world.person("Vera")
    pump.forget()
    lines()
    guest.ask(event)
    waiting.ask(event)
    guest.ask(event)
    pump.run()
    assert metrics(lines()) == {
        "BookingAsked": 2,
        "BookingConfirmed": 1,
        "BookingWaitlisted": 1,
        "NoticeSent guests_coming inbox": 1,
        "NoticeSent booking_approved inbox": 1,
        "NoticeSent guests_coming email": 1,
        "NoticeSent booking_approved email": 1,
    }
    guest.act("withdraw", event)
    pump.run()
    counted = metrics(lines())
    assert (counted["BookingPromoted"], counted["BookingConfirmed"]) == (1, 1)
    assert "BookingAsked" not in counted


@pytest.mark.parametrize("many", [False, True])
def test_m26_sold_out_and_time_conflict_are_counted_where_they_are_said(
    host: Person, world: World, lines: Callable[[], Lines], *, many: bool
) -> None:
    event, other = host.announce(capacity=1), world.person("Olga").announce(approval="automatic")
    first, late, busy = world.people(3)
    for person in (first, late, busy):
        person.ask(event)
    busy.ask(other)

    def approve(person: Person) -> Answer:
        if many:
            return host.decide(event, approve=[person.id])
        return host.act("approve", event, person)

    lines()
    approve(busy)
    approve(first)
    approve(late)
    assert metrics(lines()) == {"Refused time_conflict": 1, "Refused sold_out": 1}


def test_m26_notices_delivered_again_are_not_counted_again(
    host: Person, guest: Person, pump: Pump, lines: Callable[[], Lines]
) -> None:
    event = host.announce()
    pump.forget()
    lines()
    guest.ask(event)
    pump.run(times=3)
    assert metrics(lines())["NoticeSent booking_requested inbox"] == 1


def test_m26_how_late_a_reminder_comes_is_measured(
    host: Person, guest: Person, pump: Pump, clock: Clock, lines: Callable[[], Lines]
) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    pump.forget()
    message = pump.fire(event, "hour")
    clock.forward(seconds=40)
    lines()
    pump.run(times=2)
    lag = [line for line in lines() if "ReminderLag" in line]
    assert [round(line["ReminderLag"]) for line in lag] == [40]
    assert lag[0]["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Unit"] == "Seconds"
    assert lag[0]["correlation_id"] == message["correlation_id"]


def test_m26_a_metric_says_nothing_of_a_person(
    host: Person, guest: Person, pump: Pump, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    guest.ask(host.announce(approval="automatic"))
    pump.run()
    written = capsys.readouterr().out
    assert written
    assert not {word for word in (guest.name, "example.com", guest.id) if word in written}


def test_m26_what_belongs_to_no_request_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    observability.follow(None)
    observability.count("Refused", code="sold_out")
    assert json.loads(capsys.readouterr().out)["correlation_id"] is None


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("{} is not verified", "boris@example.com"),
        ("Bearer {}", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"),
        ("403 for https://api.telegram.org/bot{}/sendMessage", "110201543:AAHdqTcvCH1vGWJxfSeofSA"),
        ("429 for https://api.vk.com/method/wall.post?access_token={}&v=5.199", "vk1.a.secret"),
    ],
)
def test_m26_no_log_line_holds_an_address_or_a_token(
    text: str, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    log = observability.logger()
    monkeypatch.setattr(log.handlers[0], "stream", written)
    log.critical("message failed", exc_info=RuntimeError(text.format(secret)))
    line = json.loads(written.getvalue())
    assert {"level", "location", "message", "timestamp", "service", "exception"} <= set(line)
    assert line["message"] == "message failed"
    assert secret not in written.getvalue()


def test_a_refusal_is_found_by_who_got_it_and_names_nobody(
    host: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    log = observability.logger()
    monkeypatch.setattr(log.handlers[0], "stream", written)
    level = log.log_level
    log.setLevel("INFO")
    try:
        host.get("/events/01ARZ3NDEKTSV4RRFFQ69G5FAV")
        host.post("/events", {})
        world.nobody.get("/me")
        host.get("/me")
    finally:
        log.setLevel(level)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    told = [(each["status"], each.get("user")) for each in lines]
    user = observability.pseudonym(host.id)
    assert told == [(404, user), (422, user), (401, None)]  # a read that was answered has no line
    assert host.id not in written.getvalue()
