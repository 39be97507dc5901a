"""P14: dollars for a million confirmed bookings by part: what tests/budgets/test_bill.py counts × prices.yaml.

The budget's sum is of what it names: API, functions, writes and reads, streams' and queues' work, in-app notices and
reminders. Beside it all that leads to a booking and follows from it, as `make costs` reckons, with looks at lists,
logs, traces, CloudFront, storage and e-mail.
"""

from benchmarks import gates
from benchmarks.report import BUDGETS, Figure, run
from local.costs import BOOKING, Line, million_bookings, read_prices, total

TEST = "tests/budgets/test_bill.py"
NAMED = ("api_request", "lambda_call", "lambda_gigabyte_second", "write_unit", "read_unit", "queue_request")  # fmt: skip


def measure() -> list[Figure]:
    """The sums, and their parts, the dearest first."""
    found = gates.said(TEST).values
    prices = read_prices()
    own = [each for each in million_bookings(prices | {BOOKING: found["P14"][0]}) if each.what in NAMED]  # fmt: skip
    whole = million_bookings(prices | {BOOKING: found[BOOKING][0]})
    return [
        Figure(BUDGETS["P14"].what, round(total(own), 2), "dollars", "P14"),
        *_parts(own, "dollars a million, of what the budget names"),
        *_parts(whole, "dollars a million, with all around it"),
    ]


def _parts(lines: list[Line], unit: str) -> list[Figure]:
    ordered = sorted(lines, key=lambda each: -each.dollars)
    return [
        Figure("together", round(total(lines), 2), unit),
        *(Figure(each.what, round(each.dollars, 2), unit) for each in ordered),
    ]


if __name__ == "__main__":
    run(measure)
