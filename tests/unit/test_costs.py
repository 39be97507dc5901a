"""What `make costs` reckons: from the templates and the price file, and what the documents say of it."""

import re
from datetime import date
from pathlib import Path

import pytest

from local import costs
from local.costs import Line
from tests.tables import all_resources

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
PRICES = costs.read_prices()


def lines(found: list[Line]) -> dict[str, Line]:
    return {each.what: each for each in found}


def test_every_price_has_its_page_and_the_day_on_which_it_was_looked_at() -> None:
    assert isinstance(PRICES["looked_at"], date)
    for price in PRICES["prices"].values():
        assert price["dollars"] > 0
        assert price["source"].startswith("https://aws.amazon.com/")


def test_idle_costs_what_stands_in_the_templates_also_in_loops() -> None:
    alarms = [
        each
        for each in all_resources().values()
        if each["Type"] == "AWS::CloudWatch::Alarm" and "Condition" not in each
    ]
    found = lines(costs.idle(PRICES))
    assert found["alarm"].number == len(alarms) > 30
    assert found["alarm"].dollars == pytest.approx(len(alarms) * 0.10)
    assert found["key"].dollars == pytest.approx(1)


def test_every_queue_that_is_read_is_polled_all_month() -> None:
    queues = [name for name, each in all_resources().items() if name.endswith("Queue") and each["Type"] == "AWS::SQS::Queue"]  # fmt: skip
    polls = 5 * 3 * 60 * 24 * 30  # five at once, three a minute
    assert lines(costs.idle(PRICES))["queue_request"].number == len(queues) * polls


def test_what_a_parameter_switches_on_is_not_idle_cost() -> None:
    secrets = [each for each in all_resources().values() if each["Type"].endswith("::Secret")]
    assert lines(costs.idle(PRICES))["secret"].number == len(secrets) - 1  # but the journey's


def test_a_million_bookings_are_a_million_times_one() -> None:
    found = lines(costs.million_bookings(PRICES))
    one = PRICES["booking"]
    assert found["mail"].dollars == pytest.approx(one["mail"] * 1_000_000 / 1_000 * 0.10)
    assert found["stored_gigabyte"].number == pytest.approx(one["stored_byte"] / 1_000)
    seconds = one["lambda_call"] * 1_000_000 * PRICES["assumed"]["call_seconds"]
    assert found["lambda_gigabyte_second"].number == pytest.approx(seconds * 512 / 1024)
    assert costs.total(list(found.values())) == pytest.approx(
        sum(each.dollars for each in found.values())
    )


def test_the_documents_say_what_the_command_says() -> None:
    text = OPERATIONS.read_text("utf-8")
    for found in (costs.idle(PRICES), costs.firewall(PRICES), costs.million_bookings(PRICES)):
        said = re.escape(f"${costs.total(found):,.0f}")
        assert re.search(rf"{said}(?![\d,]*\d)", text), said  # and no longer number that begins so
