"""P14: dollars for a million confirmed bookings by part: what tests/budgets/test_bill.py counts × prices.yaml.

Everything that leads to a booking and follows from it is in the sum, as `make costs` reckons it, but e-mail.
"""

from benchmarks import gates
from benchmarks.report import BUDGETS, Figure, run
from local.costs import BOOKING, million_bookings, read_prices, total

TEST = "tests/budgets/test_bill.py"


def measure() -> list[Figure]:
    """The sum, and its parts, the dearest first."""
    (counted,) = gates.said(TEST).values[BOOKING]
    lines = million_bookings(read_prices() | {BOOKING: counted})
    own = [each for each in lines if each.what != "mail"]
    parts = [
        Figure(each.what, round(each.dollars, 2), "dollars a million bookings")
        for each in sorted(lines, key=lambda each: -each.dollars)
    ]
    return [Figure(BUDGETS["P14"].what, round(total(own), 2), "dollars", "P14"), *parts]


if __name__ == "__main__":
    run(measure)
