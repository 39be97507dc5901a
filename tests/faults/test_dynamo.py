"""The tables in memory answer as moto's do, and the wire does what AWS says of conflicts."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from seance.cloud.tables import FeedItem, MainItem, WordsItem
from tests.faults.town import NAMES, Town
from tests.tables import create_tables

Outcome = dict[str, Any]


def put(identity: str, **more: Any) -> dict[str, Any]:
    return {"Put": {"TableName": "main", "Item": key(identity), **more}}


def key(identity: str) -> dict[str, Any]:
    return {"pk": {"S": identity}, "sk": {"S": "X"}}


def play(town: Town) -> list[Any]:
    """A little of everything; what was answered, without ids and times."""
    host, guest, other, third = (
        town.world.person(name) for name in ("Anna", "Boris", "Clara", "Dmitri")
    )
    event = host.announce(capacity=1, description="Будет чай")
    guest.follow(host)
    third.follow(host)
    first = guest.ask(event)
    town.turns.sleep(1)
    answers = [
        first,
        guest.ask(event),
        other.ask(event),
        host.act("approve", event, guest),
        host.act("approve", event, other),
        host.invite(event, third, extra_seat=True),
        third.act("accept", event),
        host.edit(event, capacity=2),
        host.edit(event, capacity=1),
        host.edit(event, starts_at=event["ends_at"], place={"kind": "online"}),
        guest.act("withdraw", event),
        third.act("withdraw", event),
        host.get(f"/events/{event['id']}/bookings", limit=2),
        host.get("/me/events"),
        other.get("/me/bookings", when="upcoming", status="requested"),
        other.finds(query="чай"),
        host.announce(film_id="stalker-1979", starts_at=event["starts_at"], duration_minutes=30),
        host.delete(f"/events/{event['id']}"),
        host.cancel(event),
    ]
    return [getattr(each, "status", None) for each in answers]


def shape(items: Iterable[dict[str, Any]]) -> list[Any]:
    """What lies in a table, without ids and times."""
    return sorted(
        (item["item"]["S"], sorted((name, *value.keys()) for name, value in item.items()))
        for item in items
    )


def of_moto(table: str) -> Iterator[dict[str, Any]]:
    """The items of a table, straight from moto's memory."""
    for rows in dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].tables[table].items.values():
        yield from (item.to_json()["Attributes"] for item in rows.values())


def test_the_product_does_the_same_on_them_as_on_moto(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = play(town)
    here = [shape(town.tables.items[name].values()) for name in ("main", "feed")]

    for base in (MainItem, FeedItem, WordsItem):
        monkeypatch.setattr(base, "_connection", None)
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    with mock_aws():
        create_tables(boto3.client("dynamodb"), NAMES)
        assert play(town) == answers
        assert [shape(of_moto(name)) for name in ("main", "feed")] == here


@pytest.fixture
def transact(town: Town) -> Callable[..., Outcome]:
    """One transaction, without botocore's own retries being seen."""
    client: Any = MainItem.connection().client

    def run(*actions: dict[str, Any], token: str | None = None) -> Outcome:
        asked = {"TransactItems": list(actions), **({"ClientRequestToken": token} if token else {})}
        try:
            client._make_api_call("TransactWriteItems", asked)
        except ClientError as error:
            return {
                "code": error.response["Error"]["Code"],
                "reasons": [each["Code"] for each in error.response["CancellationReasons"]],
            }
        return {}

    return run


def test_who_writes_an_item_that_a_transaction_holds_gets_a_conflict(
    town: Town, transact: Callable[..., Outcome]
) -> None:
    town.trouble(0, hold=1.0, lost=0.0, deaf=0.0)

    first = town.turns.start(partial(transact, put("A"), put("B")))
    second = town.turns.start(partial(transact, put("C"), put("B")), after=0.5)
    third = town.turns.start(partial(transact, put("B")), after=2.0)
    town.turns.run()

    assert (first.answer(), third.answer()) == ({}, {})
    conflict = {"code": "TransactionCanceledException", "reasons": ["None", "TransactionConflict"]}
    assert second.answer() == conflict
    assert {each[1] for each in town.tables.items["main"]} == {"A", "B"}


def test_a_plain_write_conflicts_too_and_a_read_sees_what_was_before(
    town: Town, transact: Callable[..., Outcome]
) -> None:
    client: Any = MainItem.connection().client
    town.trouble(0, hold=1.0, lost=0.0, deaf=0.0)

    def write() -> str:
        with pytest.raises(ClientError) as error:
            client._make_api_call("PutItem", {"TableName": "main", "Item": key("A")})
        return str(error.value.response["Error"]["Code"])

    def read() -> Any:
        return client._make_api_call("GetItem", {"TableName": "main", "Key": key("A")}).get("Item")

    town.turns.start(partial(transact, put("A")))
    writing = town.turns.start(write, after=0.5)
    reading = [town.turns.start(read, after=after) for after in (0.5, 2.0)]
    town.turns.run()

    assert writing.answer() == "TransactionConflictException"
    assert [task.answer() for task in reading] == [None, key("A")]


def test_all_of_a_transaction_is_refused_with_a_reason_for_each_item(
    town: Town, transact: Callable[..., Outcome]
) -> None:
    absent = {
        "ConditionExpression": "attribute_not_exists (#0)",
        "ExpressionAttributeNames": {"#0": "pk"},
    }
    transact(put("A"))

    refused = transact(put("B"), put("A", **absent), put("C", **absent))

    assert refused["reasons"] == ["None", "ConditionalCheckFailed", "None"]
    assert {each[1] for each in town.tables.items["main"]} == {"A"}


def test_the_same_token_is_the_same_transaction(
    town: Town, transact: Callable[..., Outcome]
) -> None:
    assert transact(put("A"), token="1") == {}
    town.tables.clear()

    assert transact(put("A"), token="1") == {}
    assert town.tables.items["main"] == {}
    assert transact(put("A"), token="2") == {}
    assert len(town.tables.items["main"]) == 1


def test_a_full_page_says_where_the_next_one_starts_also_when_nothing_follows(town: Town) -> None:
    """As AWS's engine does: `make local-dynamodb` compares with it."""
    town.tables.answer("PutItem", {"TableName": "main", "Item": {**key("A"), "n": {"N": "1"}}})
    query = {
        "TableName": "main",
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": {":p": {"S": "A"}},
        "ProjectionExpression": "n",
    }

    full = town.tables.answer("Query", {**query, "Limit": 1})
    last = town.tables.answer("Query", {**query, "Limit": 2})

    assert full["Items"] == last["Items"] == [{"n": {"N": "1"}}]
    assert full["LastEvaluatedKey"] == key("A")
    assert "LastEvaluatedKey" not in last
