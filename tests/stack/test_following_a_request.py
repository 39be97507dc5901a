"""M26: whoever looks for what became of a request finds it by one filter over the logs."""

import json

from local.functions import log_lines
from tests.stack.cloud import Cloud
from tests.stack.people import Person
from tests.stack.waiting import eventually

ON_THE_WAY = ("RequestBooking", "TellOfChanges", "NotifyAudience", "DeliverNotices", "SendEmail")


def test_m26_one_id_leads_from_the_request_to_the_mail(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce()
    asked = guest.ask(event)
    cause = asked.headers["x-correlation-id"]
    host.is_mailed(event, host.is_told(event, "booking_requested"))

    def missing() -> list[str]:
        return [
            function
            for function in ON_THE_WAY
            if not any(cause in line for line in log_lines(cloud.facts, function, 600))
        ]

    eventually(missing, lambda found: not found, what=f"A log line with {cause}")
    lines = [line for each in ON_THE_WAY for line in log_lines(cloud.facts, each, 600)]
    outcomes = [json.loads(line) for line in lines if cause in line and "_aws" in line]
    assert {"BookingAsked", "NoticeSent"} <= {each["message"] for each in outcomes}
    personal = (guest.name, guest.email, host.email)
    assert not [line for line in lines if any(word in line for word in personal)]


def test_m26_a_refusal_names_the_request_that_it_answers(host: Person) -> None:
    refused = host.get("/events/01KA00000000000000000000ZZ")
    assert refused.json()["instance"] == refused.headers["x-correlation-id"]
