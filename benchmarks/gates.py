"""Figures that tests gate on: a benchmark runs the tests and takes what they say by `record_property`."""

from collections import defaultdict
from typing import Any

import pytest

from benchmarks.report import BUDGETS, Figure
from local.telling import TroubleError


class _Said:
    """What tests recorded, and how they ended."""

    def __init__(self) -> None:
        self.values: defaultdict[str, list[Any]] = defaultdict(list)
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Once for each phase of each test; xdist's workers send theirs."""
        if report.when == "call":
            for name, value in report.user_properties:
                self.values[name].append(value)
            self.passed += report.passed
        self.failed += report.failed


def said(*tests: str, workers: int = 0) -> _Said:
    """Run tests by path or id in this process, which has imported nothing of the product yet."""
    found = _Said()
    options = ["-q", "--no-header", "--tb=short", "--show-capture=no", "-p", "no:cacheprovider"]
    code = pytest.main([*options, *(["-n", str(workers)] if workers else []), *tests], [found])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not found.passed:
        raise TroubleError(f"pytest ended with {code}.", "See above what it said.")
    return found


def worst(values: dict[str, list[float]], units: dict[str, str]) -> list[Figure]:
    """Of each budget that tests recorded the value that is nearest to it, or beyond; units by budget, or by its row."""
    figures = []
    for budget, each in values.items():
        value = min(each) if BUDGETS[budget].at_least else max(each)
        unit = units.get(budget) or units[budget.partition(".")[0]]
        figures.append(Figure(BUDGETS[budget].what, round(value, 3), unit, budget))
    return figures
