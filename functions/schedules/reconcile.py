"""At night, every quarter of an hour: what changed since is compared with the bookings.

What differs at two runs is counted and logged, by ids and numbers alone; `make reconcile` mends it.
What a run does not get to, the next one does.
"""

from typing import Any

from seance.cloud import deadline
from seance.cloud.observability import count, logger
from seance.reconciliation import changed, comparison

FOR_THE_LAST_SECONDS = 10  # what one event with all its guests may take


@deadline.kept
def handler(event: dict[str, Any], context: object) -> None:
    """`event` only says that it is night."""
    number = looked = 0
    for item, subject in changed.settled():
        if deadline.left() < FOR_THE_LAST_SECONDS:
            break
        looked += 1
        for mismatch in changed.keep(item, comparison.at(subject)):
            number += 1
            logger().error(
                "mismatch", kind=mismatch.kind, event_id=mismatch.event_id, user_id=mismatch.user_id
            )
    count("Mismatch", number)
    logger().info("compared", looked=looked, mismatches=number)
