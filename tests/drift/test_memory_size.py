"""What waits for an answer has the memory that the model of cost and time chose when it was last measured."""

import json

import pytest

from benchmarks import memory
from local.place import CHECKOUT
from local.templates import read_template


@pytest.mark.parametrize("room", ["bookings", "events", "people"])
def test_operations_have_the_memory_that_was_chosen(room: str) -> None:
    results = json.loads((CHECKOUT / "benchmarks" / "results.json").read_text("utf-8"))
    (found,) = [each["figure"] for each in results if each["name"] == "chosen memory"]
    template = read_template(CHECKOUT / "stacks" / f"{room}.yaml")
    assert template["Globals"]["Function"]["MemorySize"] == found


@pytest.mark.parametrize(
    ("computing", "megabytes", "size"),
    [(0.009, 56, 512), (0.004, 56, 256), (0.001, 80, 256), (0.1, 56, 1769)],
)
def test_the_smallest_is_chosen_that_holds_it_and_answers_in_time(
    computing: float, megabytes: float, size: int
) -> None:
    assert memory.chosen(computing, megabytes) == size
