"""M35: somebody reports an event; an operator, made by the one command, hides it and suspends its host."""

from functools import partial

from local import cloud as aws
from local.operators import GROUP, appoint
from tests.stack.cloud import Cloud
from tests.stack.people import Person, enter, new_address
from tests.stack.waiting import eventually


def operator_of(cloud: Cloud) -> Person:
    """Who signs in as one, with the access token as the page does."""
    email, facts = new_address("Olga"), cloud.facts
    cloud.tokens(email, "Olga")
    cognito = aws.session().client("cognito-idp", endpoint_url=facts["aws_endpoint_url"])
    for _ in range(2):
        appoint(cognito, facts["user_pool_id"], email, GROUP)
    return enter(cloud, cloud.tokens(email, "Olga")["access_token"])


def test_m35_r24_what_is_reported_is_hidden_and_its_host_suspended(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    operator = operator_of(cloud)
    event = host.announce(approval="automatic")
    guest.ask(event)
    about = {
        "kind": "event",
        "id": event["id"],
        "reason": "fraud",
        "text": "There is no such house",
    }
    assert guest.post("/reports", about).status_code == 202
    assert guest.get("/operator/reports").status_code == 403

    cases = operator.see("/operator/reports", limit=100)["items"]
    (case,) = [each for each in cases if each["target"] == event["id"]]
    assert [each["reporter"]["id"] for each in case["reports"]] == [guest.id]
    decision = {"action": "suspend", "note": "There is none, indeed"}
    path = f"/operator/reports/{case['id']}/resolve"
    assert operator.post(path, decision).json()["status"] == "resolved"

    eventually(partial(guest.get, f"/events/{event['id']}"), lambda found: found.status_code == 404)
    told = eventually(
        lambda: {each["kind"] for each in guest.see("/me/notices")["items"]},
        lambda kinds: {"event_cancelled", "report_resolved"} <= kinds,
    )
    assert told
    refused = eventually(partial(host.post, "/me/calendar"), lambda found: found.status_code == 403)
    assert refused.json()["code"] == "suspended"
    assert host.see(f"/events/{event['id']}")["status"] == "cancelled"
