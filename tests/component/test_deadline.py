"""No call outlives its function: one deadline for all that waits or asks."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from seance.channels import transport
from seance.channels.model import Unreached
from seance.cloud import clients, deadline
from seance.cloud.tables import MainItem
from tests.component.gateway import CONTEXT, Person

ROOT = Path(__file__).parents[2]


def lasting(seconds: float) -> Any:
    """A context of Lambda's with so much time left."""
    return SimpleNamespace(get_remaining_time_in_millis=lambda: seconds * 1000)


def test_no_attempt_begins_whose_answer_could_come_after_the_functions_end() -> None:
    sqs = clients.client("sqs")
    with deadline.of(lasting(clients.ATTEMPT_SECONDS)), pytest.raises(clients.OutOfTime):
        sqs.list_queues()
    with deadline.of(lasting(25)):
        sqs.list_queues()


@pytest.mark.botocore
def test_the_tables_keep_the_deadline_too(host: Person) -> None:
    event = host.announce()
    with deadline.of(lasting(1)), pytest.raises(Exception, match="No time is left"):
        MainItem.find((f"EVENT#{event['id']}", "EVENT"))


def test_a_deadline_ends_with_its_call() -> None:
    with deadline.of(lasting(25)):
        assert deadline.left() <= 25
    assert deadline.left() == float("inf")


def test_unprocessed_keys_are_asked_for_with_pauses_and_an_end(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    asked: list[Any] = []
    pauses: list[float] = []

    def nothing(keys: list[Any], **_: Any) -> tuple[list[Any], list[Any]]:
        asked.append(keys)
        return [], keys

    monkeypatch.setattr(MainItem, "_batch_get_page", nothing)
    monkeypatch.setattr("time.sleep", pauses.append)
    with pytest.raises(Exception, match="unprocessed"):
        MainItem.batch_get([(f"EVENT#{event['id']}", "EVENT")])
    assert 2 < len(asked) < 10
    assert len(pauses) == len(asked) - 1


def test_clients_are_made_in_one_place_and_every_function_has_its_deadline() -> None:
    layer, functions = ROOT / "layers" / "shared" / "seance", ROOT / "functions"
    makers = [
        path.name
        for path in (*layer.rglob("*.py"), *functions.rglob("*.py"))
        if "boto3.client(" in path.read_text() or "boto3.resource(" in path.read_text()
    ]
    assert makers == ["clients.py"]
    late = [
        path.name
        for path in functions.rglob("*.py")
        if "\ndef handler(" in path.read_text()
        and "@deadline.kept\ndef handler(" not in path.read_text()
    ]
    assert late == ["unknown_route.py"]  # it neither waits nor asks


def test_many_decisions_say_of_the_rest_that_it_was_not_tried(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    assert guest.ask(event).status == 201
    monkeypatch.setattr(CONTEXT, "get_remaining_time_in_millis", lambda: 8_200)
    answer = host.decide(event, approve=[guest.id])
    assert answer.status == 200
    assert answer.body["results"][0]["code"] == "upstream_unavailable"
    monkeypatch.undo()
    assert guest.booking(event)["status"] == "requested"


def test_a_messenger_is_waited_for_as_long_as_there_is_time() -> None:
    with deadline.of(lasting(2)):
        assert 0 < (transport._timeout().read or 0) < 1.6
    with deadline.of(lasting(0)), pytest.raises(Unreached, match="no time"):
        transport.post("https://messenger.example", {})


def test_a_messenger_is_not_asked_again_where_the_answer_would_come_too_late() -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise Unreached("away")

    with deadline.of(lasting(transport.ROUND_SECONDS)), pytest.raises(Unreached):
        transport.insist(fail, again_when_unsure=False)
    assert len(tries) == 1
