"""Every quarter of an hour, where it is switched on: two people of our own announce, book and are reminded.

What fails is logged, and the run is not counted: JourneyAlarm rings where two runs are missing.
"""

from typing import Any

from seance.cloud import deadline
from seance.cloud.clock import now
from seance.cloud.observability import count, logger
from seance.journey import steps
from seance.journey.people import signed_in


@deadline.kept
def handler(event: dict[str, Any], context: object) -> None:
    """`event` only says that it is time."""
    try:
        steps.walk(signed_in("host"), signed_in("guest"), now())
    except Exception:  # noqa: BLE001 # whatever it is, it is what the journey is for
        logger().exception("the journey failed")
        return
    count("JourneyDone")
