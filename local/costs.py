"""`make costs`: what a stage costs a month while nobody comes, and for a million bookings.

By what the templates have, the prices of benchmarks/prices.yaml, and what a booking was measured to ask for.
An order of magnitude to plan and to compare changes with, not a bill: nothing is taken off for what is free,
and the region's prices are not us-east-1's.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from local.telling import run, tell
from local.templates import read_template

CHECKOUT = Path(__file__).parents[1]
PRICES = CHECKOUT / "benchmarks" / "prices.yaml"
BOOKING = "booking"
WEB_ACL = "AWS::WAFv2::WebACL"
MONTH_SECONDS = 30 * 24 * 3600
MILLION, GIGABYTE = 1_000_000, 10**9
# What is paid for being there, by the type of the resource.
STANDING = {
    "AWS::CloudWatch::Alarm": "alarm",
    "AWS::CloudWatch::Dashboard": "dashboard",
    "AWS::SecretsManager::Secret": "secret",
    "AWS::KMS::Key": "key",
}


@dataclass(frozen=True)
class Line:
    """One position: how much of what, in dollars."""

    what: str
    number: float
    dollars: float


def read_prices() -> dict[str, Any]:
    """The price file."""
    read: dict[str, Any] = yaml.safe_load(PRICES.read_text("utf-8"))
    return read


def idle(prices: dict[str, Any]) -> list[Line]:
    """A month in which nobody comes, without what a parameter switches on."""
    assumed = prices["assumed"]
    counted: Counter[str] = Counter()
    for each in _resources():
        if "Condition" in each:
            continue
        if each["Type"] in STANDING:
            counted[STANDING[each["Type"]]] += 1
        if each["Type"] == "AWS::Lambda::EventSourceMapping" and "Queue" in str(
            each["Properties"]["EventSourceArn"]
        ):
            counted["queue_request"] += assumed["polls_at_once"] * MONTH_SECONDS // assumed["poll_seconds"]  # fmt: skip
    return [_line(prices, name, number) for name, number in counted.items()]


def firewall(prices: dict[str, Any]) -> list[Line]:
    """A month of stacks/firewall.yaml, but for its $0.60 a million requests."""
    (acl,) = [each for each in _resources("firewall.yaml") if each["Type"] == WEB_ACL]
    rules = len(acl["Properties"]["Rules"])
    return [_line(prices, "firewall", 1), _line(prices, "firewall_rule", rules)]


def million_bookings(prices: dict[str, Any]) -> list[Line]:
    """What a million bookings ask for, with all that leads to them and follows; stored for a month."""
    assumed, memory = prices["assumed"], _memory_gigabytes()
    asked = {name: number * MILLION for name, number in prices[BOOKING].items()}
    stored = asked.pop("stored_byte") / GIGABYTE
    calls = asked["lambda_call"]
    asked |= {
        "lambda_gigabyte_second": calls * assumed["call_seconds"] * memory,
        "log_gigabyte": calls * assumed["log_bytes"] / GIGABYTE,
        "trace": calls * assumed["traced"],
        "page_request": asked["api_request"],
        "stored_gigabyte": stored,
    }
    return [_line(prices, name, number) for name, number in asked.items()]


def _line(prices: dict[str, Any], name: str, number: float) -> Line:
    price = prices["prices"][name]
    return Line(name, number, number / price["for"] * price["dollars"])


def _resources(pattern: str = "*.yaml") -> list[dict[str, Any]]:
    """All resources of the stacks; a loop is as many as it names."""
    return [
        each
        for file in sorted((CHECKOUT / "stacks").glob(pattern))
        for each in _written_out(read_template(file)["Resources"])
    ]


def _written_out(resources: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, each in resources.items():
        if name.startswith("Fn::ForEach::"):
            _, values, fragment = each
            found += len(values) * _written_out(fragment)
        else:
            found.append(each)
    return found


def _memory_gigabytes() -> float:
    """Of the functions that answer requests, as the templates give it to all."""
    given = read_template(CHECKOUT / "stacks" / "bookings.yaml")["Globals"]["Function"]
    return float(given["MemorySize"]) / 1024


def total(lines: list[Line]) -> float:
    """Dollars."""
    return sum(each.dollars for each in lines)


def table(title: str, lines: list[Line]) -> str:
    """As it is printed, the dearest first."""
    rows = sorted(lines, key=lambda each: -each.dollars)
    text = [f"  {each.what:24} {each.number:>16,.1f}   ${each.dollars:>9,.2f}" for each in rows]
    return "\n".join([f"{title}: ${total(lines):,.2f}", *text, ""])


def main() -> None:
    prices = read_prices()
    tell(table("A stage that nobody uses, a month", idle(prices)))
    tell(table("The firewall, a month more", firewall(prices)))
    tell(table("A million bookings", million_bookings(prices)))
    user, metric = (prices["prices"][name]["dollars"] for name in ("user", "metric"))
    tell(f"Cognito, for each user a month beyond the first 10,000: ${user}")
    tell(
        f"Each metric of ours (one a code of refusal, kind of notice and channel), a month: ${metric}"
    )
    tell(
        f"Prices of us-east-1, looked at on {prices['looked_at']}: benchmarks/prices.yaml names the pages."
    )


if __name__ == "__main__":
    run(main)
