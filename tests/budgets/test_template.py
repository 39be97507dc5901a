"""P11 and P8 in the template: who reads the streams, what the indexes keep."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.report import BUDGETS
from seance.cloud.tables import MainItem
from seance.events.seats import SeatsItem
from tests.budgets.units import KEYS
from tests.tables import all_resources

RESOURCES: dict[str, Any] = all_resources()
TABLES = {
    name: each["Properties"]
    for name, each in RESOURCES.items()
    if each["Type"] == "AWS::DynamoDB::Table"
}


def test_a_stream_has_at_most_two_readers(
    record_property: Callable[[str, object], None],
) -> None:
    readers = Counter(
        each["Properties"]["EventSourceArn"]["Ref"]
        for each in RESOURCES.values()
        if each["Type"] == "AWS::Lambda::EventSourceMapping"
        and "Ref" in each["Properties"]["EventSourceArn"]
    )
    assert set(readers) == {"MainStreamArn", "FeedStreamArn"}
    record_property("P11.streams", max(readers.values()))
    assert BUDGETS["P11.streams"].holds(max(readers.values()))


def test_no_index_keeps_everything() -> None:
    for properties in TABLES.values():
        kept = [
            each["Projection"].get("NonKeyAttributes", ())
            for each in properties.get("GlobalSecondaryIndexes", ())
        ]
        assert all(0 < len(names) <= 20 for names in kept)  # what DynamoDB allows
        assert sum(len(names) for names in kept) <= 100


def test_no_index_keeps_a_text_of_two_thousand_characters_but_a_bookings_own() -> None:
    for each in TABLES["Main"]["GlobalSecondaryIndexes"]:
        assert not {"description", "answer", "film", "place"} & set(
            each["Projection"]["NonKeyAttributes"]
        )


def test_seats_are_in_no_index() -> None:
    own = set(SeatsItem.get_attributes()) - set(MainItem.get_attributes())
    assert own >= {"left", "capacity"}
    assert not [index for index, names in KEYS.items() if own >= set(names)]
