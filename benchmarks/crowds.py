"""P12: what a change told to 10,000 guests writes, keeps in memory and says, as tests/budgets/test_fan_out.py counts."""

import os

from benchmarks import gates
from benchmarks.report import Figure, run

TEST = "tests/budgets/test_fan_out.py"
UNITS = {"P12.writes": "writes", "P12.memory": "times", "P12.twice": "notices"}


def measure() -> list[Figure]:
    """Each once."""
    os.environ["GUESTS"] = "10000"
    return gates.worst(gates.said(TEST).values, UNITS)


if __name__ == "__main__":
    run(measure)
