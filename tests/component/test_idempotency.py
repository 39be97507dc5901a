"""`Idempotency-Key`: the same request sent twice has one effect and the same answer (situation 13)."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from seance.bookings import store
from seance.cloud import config
from seance.web import idempotency
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at, event_body
from tests.component.storage import CLOUD, dump, everything, refused

KEY = {"Idempotency-Key": "4f9c-1"}


def kept() -> dict[str, Any]:
    """What the idempotency table holds beside the counts of writes."""
    items = CLOUD.tables.items["idempotency"]
    return {key: item for (_, key), item in items.items() if not key.startswith("writes#")}


def test_an_event_announced_twice_with_a_key_is_one_event(host: Person) -> None:
    body = event_body()
    first = host.post("/events", body, headers=KEY)
    before = everything()

    second = host.post("/events", body, headers=KEY)

    assert (second.status, second.body) == (201, first.body)
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["etag"] == first.headers["etag"]
    assert everything() == before


def vanish() -> None:
    """The process went with its answer, and its record has run out."""
    table: Any = boto3.resource("dynamodb").Table("idempotency")
    for identity in kept():
        table.delete_item(Key={"id": identity})


def test_an_event_of_a_process_that_vanished_is_answered_to_the_repeat(
    host: Person, clock: Clock
) -> None:
    body = event_body()
    first = host.post("/events", body, headers=KEY)
    before = everything()
    vanish()
    clock.forward(minutes=1)

    again = host.post("/events", body, headers=KEY)

    assert (again.status, again.body, everything()) == (201, first.body, before)
    assert again.headers["location"] == first.headers["location"]
    assert host.post("/events", body, headers={"Idempotency-Key": "2"}).code == "duplicate_event"


@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_who_asked_by_a_process_that_vanished_is_answered_as_the_first_time(
    host: Person, guest: Person, approval: str
) -> None:
    path = f"/events/{host.announce(approval=approval)['id']}/bookings"
    first = guest.post(path, headers=KEY)
    before = everything()
    (record,) = kept().values()
    ended = {"status": {"S": "INPROGRESS"}, "in_progress_expiration": {"N": "0"}}
    ended |= {name: record[name] for name in ("id", "expiration", "holder")}
    boto3.client("dynamodb").put_item(TableName="idempotency", Item=ended)

    again = guest.post(path, headers=KEY)

    assert (again.status, again.body, everything()) == (201, first.body, before)
    assert guest.post(path, headers={"Idempotency-Key": "2"}).status == 200


def test_a_message_of_a_process_that_vanished_is_not_doubled_by_the_repeat(
    host: Person, clock: Clock
) -> None:
    path = f"/events/{host.announce(starts_at=at(days=9))['id']}/messages"
    first = host.post(path, {"text": "Привет"}, headers=KEY)
    before = everything()
    vanish()
    clock.forward(minutes=1)

    again = host.post(path, {"text": "Привет"}, headers=KEY)

    assert (again.status, again.body, everything()) == (201, first.body, before)
    assert host.delete(f"{path}/{first.body['id']}").status == 204
    vanish()
    assert host.post(path, {"text": "Привет"}, headers=KEY).body == first.body
    assert host.get(path).body["items"] == []
    vanish()
    clock.forward(hours=25)
    host.post(path, {"text": "Привет"}, headers=KEY)
    assert len(host.get(path).body["items"]) == 1


def test_a_post_of_a_process_that_vanished_goes_out_once(host: Person, clock: Clock) -> None:
    path = f"/events/{host.announce()['id']}/share"
    assert host.put("/me/connections/telegram", {"chat_id": 7_000_111_222}).status == 204
    first = host.post(path, {"channel": "telegram"}, headers=KEY)
    before = everything()
    vanish()
    clock.forward(minutes=1)

    again = host.post(path, {"channel": "telegram"}, headers=KEY)

    assert (again.status, again.body, everything()) == (202, first.body, before)


def test_the_first_answer_is_replayed_even_when_the_world_has_moved(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/bookings"
    first = guest.post(path, headers=KEY)
    guest.act("withdraw", event)

    again = guest.post(path, headers=KEY)

    assert (again.status, again.body) == (201, first.body)
    assert guest.booking(event)["status"] == "withdrawn"


def test_an_approval_is_replayed_though_a_first_look_finds_no_seat_by_now(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(capacity=1)
    guest.ask(event)
    path = f"/events/{event['id']}/bookings/{guest.id}/approve"
    first = host.post(path, headers=KEY)
    guest.act("withdraw", event)
    guest.ask(event)
    world.confirmed(event, host)

    again = host.post(path, headers=KEY)

    assert (first.status, again.status, again.body) == (200, 200, first.body)
    assert host.post(path).code == "sold_out"


def test_a_refusal_is_replayed_too(host: Person) -> None:
    host.announce()
    body = event_body(title="x")
    first = host.post("/events", body, headers=KEY)
    assert first.code == "duplicate_event"

    again = host.post("/events", body, headers=KEY)

    assert (again.status, again.body) == (409, first.body)


def test_the_same_key_with_another_body_is_refused(host: Person) -> None:
    host.post("/events", event_body(), headers=KEY)

    refused(
        lambda: host.post("/events", event_body(starts_at=at(days=9)), headers=KEY),
        422,
        "idempotency_key_reused",
    )


def test_the_same_key_on_another_address_is_another_request(host: Person) -> None:
    event = host.announce()

    cancelled = host.post(f"/events/{event['id']}/cancel", headers=KEY)
    restored = host.post(f"/events/{event['id']}/restore", headers=KEY)

    assert (cancelled.body["status"], restored.body["status"]) == ("cancelled", "scheduled")


def test_the_same_key_of_another_user_is_another_request(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    other = world.person("Other")
    path = f"/events/{event['id']}/bookings"

    first, second = guest.post(path, headers=KEY), other.post(path, headers=KEY)

    assert (first.status, second.status) == (201, 201)
    assert second.body["guest"]["id"] == other.id


def test_a_fault_of_ours_is_not_kept(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/bookings"

    def broken(*_: object) -> None:
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as dark:
        dark.setattr(store, "situation", broken)
        answer = guest.post(path, headers=KEY)
        assert (answer.status, answer.code) == (500, "internal_error")
    assert kept() == {}

    assert guest.post(path, headers=KEY).status == 201


def test_who_was_told_to_wait_is_not_told_so_for_a_day(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAXIMUM_UPCOMING_EVENTS", "1")
    config.settings.cache_clear()
    first = host.announce()
    body = event_body(starts_at=at(days=9))
    assert host.post("/events", body, headers=KEY).status == 429

    host.cancel(first)

    assert host.post("/events", body, headers=KEY).status == 201


def test_a_twin_waits_for_the_first(host: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/cancel"
    host.post(path, headers=KEY)
    (record,) = kept().values()
    finished, record["status"] = record["status"], {"S": "INPROGRESS"}
    waited = []

    def meanwhile(seconds: float) -> None:
        waited.append(seconds)
        record["status"] = finished

    monkeypatch.setattr("seance.web.idempotency.time.sleep", meanwhile)

    assert host.post(path, headers=KEY).body["status"] == "cancelled"
    assert len(waited) == 1


def test_a_twin_does_not_wait_for_ever(host: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    event = host.announce()
    monkeypatch.setenv("DECISION_SECONDS", "0")
    config.settings.cache_clear()

    answer = refused(
        lambda: host.post(f"/events/{event['id']}/cancel", headers=KEY),
        503,
        "upstream_unavailable",
        "try_again",
    )

    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize("key", ["", " ", "a b", "ключ", "x" * 256, "tab\t", "\x7f"])
def test_a_key_is_visible_ascii(host: Person, key: str) -> None:
    answer = refused(
        lambda: host.post("/events", event_body(), headers={"Idempotency-Key": key}),
        422,
        "validation_failed",
    )

    assert answer.body["errors"][0]["field"] == "Idempotency-Key"
    assert kept() == {}


@pytest.mark.parametrize("key", ["!", "~" * 255])
def test_a_key_may_be_short_or_long(host: Person, key: str) -> None:
    answer = host.post("/events", event_body(), headers={"Idempotency-Key": key})

    assert answer.status == 201


def test_a_key_is_for_posts_only(host: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}"

    first = host.patch(path, {"title": "Раз"}, headers=KEY)
    second = host.patch(path, {"title": "Два"}, headers=KEY)

    assert (first.body["title"], second.body["title"]) == ("Раз", "Два")
    assert kept() == {}


def test_without_a_key_nothing_is_kept(host: Person) -> None:
    host.announce()

    assert kept() == {}
    assert dump("main")


def failing(monkeypatch: pytest.MonkeyPatch, operation: str, *, lost: bool = False) -> None:
    """The Idempotency table answers this operation of the records with a fault, or its answer is lost once."""
    client: Any = idempotency._store().client
    real = client._make_api_call
    lost_once: list[str] = []

    def call(name: str, given: Any) -> Any:
        if name != operation:
            return real(name, given)
        if not lost:
            raise ClientError({"Error": {"Code": "InternalServerError"}}, name)
        answer = real(name, given)
        if not lost_once:
            lost_once.append(name)
            return real(name, given)  # as botocore repeats it
        return answer

    monkeypatch.setattr(client, "_make_api_call", call)


def test_what_was_done_is_answered_though_the_record_cannot_be_kept(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "UpdateItem")

    assert host.post("/events", event_body(), headers=KEY).status == 201


def test_a_refusal_to_wait_is_answered_though_the_record_cannot_be_removed(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAXIMUM_UPCOMING_EVENTS", "0")
    config.settings.cache_clear()
    failing(monkeypatch, "DeleteItem")

    assert host.post("/events", event_body(), headers=KEY).status == 429


def test_where_the_record_cannot_be_begun_nothing_is_done(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "PutItem")

    refused(
        lambda: host.post("/events", event_body(), headers=KEY),
        503,
        "upstream_unavailable",
        "try_again",
    )

    assert host.finds() == []


@pytest.mark.botocore
def test_a_request_knows_its_own_record_when_the_first_answer_was_lost(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "PutItem", lost=True)

    assert host.post("/events", event_body(), headers=KEY).status == 201


def test_a_stranger_stores_nothing(world: World) -> None:
    world.nobody.post("/unsubscribe/nothing", headers=KEY)

    assert kept() == {}
