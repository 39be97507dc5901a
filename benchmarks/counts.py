"""Round trips, units and schedules (P6, P7, P8, P11): what tests/budgets and the rush's test count and gate on."""

from benchmarks import gates
from benchmarks.report import Figure, run

TESTS = (
    "tests/budgets/test_requests.py",
    "tests/budgets/test_units.py",
    "tests/budgets/test_schedules.py",
    "tests/budgets/test_template.py",
    "tests/faults/test_rush.py::test_refusing_in_a_rush_costs_a_tenth_of_a_write_unit_at_most",
)
UNITS = {"P6": "requests", "P7": "write units", "P8": "read units", "P11": "schedules"}


def measure() -> list[Figure]:
    """The worst of each."""
    found = gates.said(*TESTS)
    return gates.worst(found.values, UNITS | {"P11.streams": "functions"})


if __name__ == "__main__":
    run(measure)
