"""`make reconcile` on the deployed cloud: it sees a broken counter, and mends it when asked to."""

import os
import subprocess
import sys

from local.place import CHECKOUT
from tests.stack.cloud import Cloud
from tests.stack.people import Person


def reconcile(cloud: Cloud, *options: str) -> subprocess.CompletedProcess[str]:
    """As a person runs it."""
    surroundings = os.environ | {
        "SEANCE_LOCAL_DIR": str(cloud.place.folder),
        "PYTHONPATH": "layers/shared",
    }
    return subprocess.run(  # noqa: S603 # our own program
        [sys.executable, "-m", "local.reconcile", *options],
        cwd=CHECKOUT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_counter_that_lies_is_seen_and_mended(cloud: Cloud, host: Person, guest: Person) -> None:
    event = host.announce(capacity=5, approval="automatic")
    assert guest.ask(event).status_code == 201
    cloud.client("dynamodb").update_item(
        TableName=cloud.facts["main_table"],
        Key={"pk": {"S": f"EVENT#{event['id']}"}, "sk": {"S": "SEATS"}},
        UpdateExpression="SET #left = :wrong",
        ExpressionAttributeNames={"#left": "left"},
        ExpressionAttributeValues={":wrong": {"N": "1"}},
    )

    seen = reconcile(cloud)
    assert seen.returncode == 1, seen.stdout + seen.stderr
    assert f"event {event['id']} part 0: left 1, capacity 5" in seen.stdout

    mended = reconcile(cloud, "--fix")
    assert f"event {event['id']}" in mended.stdout
    assert host.event(event)["seats_left"] == 4
    again = reconcile(cloud)
    assert event["id"] not in again.stdout, again.stdout
