"""What every benchmark answers with, and what must be reached.

A benchmark is a module with `measure() -> list[Figure]`, which ends with `run(measure)` where it is the program:
`make bench ONLY=<module>`.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from local import telling

ROUNDS = 15


@dataclass(frozen=True)
class Budget:
    """What must be reached, and what is aimed at; a rate may not fall below it, all else not exceed it."""

    what: str
    must: float
    stretch: float | None = None
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether what must be is reached."""
        return self._reached(value, self.must)

    def stretches(self, value: float) -> bool:
        """Whether what is aimed at is reached, too."""
        return self.stretch is not None and self._reached(value, self.stretch)

    def _reached(self, value: float, bound: float) -> bool:
        return value >= bound if self.at_least else value <= bound


BUDGETS = {
    "P1": Budget("cold init of an HTTP operation ÷ plain boto3", 1.2, 1.0),
    "P1a": Budget("cold start to the first answer ÷ a plain handler that reads one item", 1.5, 1.2),
    "P2": Budget("cold init of a stream, queue or schedule function ÷ plain boto3", 0.9, 0.7),
    "P3": Budget("modules compiled at import from the built artifact", 0),
    "P4": Budget("dependencies layer unzipped, MB", 40, 25),
    "P5": Budget("warm HTTP operation without storage ÷ a minimal FastAPI+Mangum route", 1.6, 1.3),
    "P6.ask": Budget("round trips to DynamoDB: ask for a seat", 3),
    "P6.approve": Budget("round trips: approve", 3),
    "P6.read": Budget("round trips: read an event", 2),
    "P6.search": Budget("round trips: a page of a search", 2),
    "P6.bookings": Budget("round trips: a page of my bookings", 1),
    "P7.confirm": Budget("write units: confirm a booking, without the booking's own indexes", 6),
    "P7.free": Budget("write units: free a seat, without the booking's own indexes", 6),
    "P7.refuse": Budget("write units: refuse who comes to a sold-out event, mean in a rush", 0.1),
    "P8.search": Budget("read units: a search page of 20", 1, 0.5),
    "P8.event": Budget("read units: an event page", 2),
    "P9": Budget("seats sold over or under, through conflicts and lost answers", 0),
    "P10": Budget("seats a second of one event, in shards, D = 20 ms", 300, 500, at_least=True),
    "P11.booking": Budget("schedules a booking", 0),
    "P11.event": Budget("schedules an event", 3),
    "P11.streams": Budget("stream consumers a table", 2),
    "P12.writes": Budget("writes a notice, a change told to 10,000 guests", 2.2),
    "P12.memory": Budget("peak memory of a call, 10,000 guests ÷ 1,000", 1.2),
    "P12.twice": Budget("notices a guest when everything is delivered twice", 1),
    "P13.requests": Budget("requests a page, 100,000 events ÷ 1,000", 1.2),
    "P13.units": Budget("read units a page, 100,000 events ÷ 1,000", 1.2),
    "P14": Budget("dollars a million confirmed bookings, without e-mail", 6.00, 4.00),
    "P15.script": Budget("JavaScript of the event page, compressed, kB", 154, 120),
    "P15.lighthouse": Budget("Lighthouse performance, worst screen", 95, 100, at_least=True),
}


@dataclass(frozen=True)
class Figure:
    """What was measured.

    `at` is the place on an axis, such as `("events", 1_000)`: figures of one name and unit are a line of a plot.
    Without `budget` it stands beside others to compare.
    """

    name: str
    value: float
    unit: str
    budget: str | None = None  # a key of BUDGETS
    at: tuple[str, float] | None = None


def interleaved(
    cases: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """What each case answered, all of them once in each round: a busy machine slows all alike."""
    answers: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, case in cases.items():
            answers[name].append(case())
    return dict(answers)


def ratios(
    cases: Mapping[str, Callable[[], float]], reference: str, rounds: int = ROUNDS
) -> dict[str, float]:
    """The median of each case ÷ the reference's, which is one of the cases."""
    middle = {name: median(each) for name, each in interleaved(cases, rounds).items()}
    return {name: each / middle[reference] for name, each in middle.items()}


def run(measure: Callable[[], list[Figure]]) -> None:
    """Measure, and print it; as JSON into the file that the first argument names, if there is one."""

    def main() -> None:
        figures = measure()
        telling.tell(show(figures))
        if into := sys.argv[1:]:
            Path(into[0]).write_text(json.dumps([asdict(each) for each in figures]), "utf-8")

    telling.run(main)


def show(figures: list[Figure]) -> str:
    """As a terminal shows them, a line each."""
    width = max((len(_label(each)) for each in figures), default=0)
    return "\n".join(
        f"  {_label(each):{width}} {each.value:>12,.2f} {each.unit:14} {verdict(each)}".rstrip()
        for each in figures
    )


def _label(figure: Figure) -> str:
    return f"{figure.name}, {figure.at[1]:,g} {figure.at[0]}" if figure.at else figure.name


def verdict(figure: Figure) -> str:
    """How it stands to its budget, in words."""
    if figure.budget is None:
        return ""
    budget = BUDGETS[figure.budget]
    sign = "≥" if budget.at_least else "≤"
    aim = f", {sign} {budget.stretch:g} aimed at" if budget.stretch is not None else ""
    if budget.stretches(figure.value):
        word = "aim met"
    else:
        word = "met" if budget.holds(figure.value) else "MISSED"
    return f"{figure.budget} {word} (must {sign} {budget.must:g}{aim})"
