"""The synthetic journey on the running cloud: through the page's address, signed in by an administrator's flow."""

import json

from local.functions import invoke
from local.journey import prepare
from tests.stack.cloud import Cloud


def walk(cloud: Cloud) -> str:
    """What a run logs."""
    answer = invoke(cloud.facts, "WalkJourney", json.dumps({"which": "journey"}).encode())
    assert not answer["error"], answer["log"]
    return str(answer["log"])


def test_m26_people_of_our_own_get_through(cloud: Cloud) -> None:
    assert "JourneyDone" not in walk(cloud)  # nobody has made the two yet

    prepare(cloud.client, cloud.facts["stack_name"])

    for _ in range(2):  # the second finds what the first left
        assert '"JourneyDone": 1' in (log := walk(cloud)), log
