"""EventBridge Scheduler: one-time schedules that delete themselves when they have fired."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients
from seance.cloud.config import settings

if TYPE_CHECKING:
    from mypy_boto3_scheduler import EventBridgeSchedulerClient


@lru_cache(maxsize=1)
def _client() -> "EventBridgeSchedulerClient":
    made: EventBridgeSchedulerClient = clients.client("scheduler")
    return made


def put(name: str, at: datetime, target_arn: str, message: dict[str, Any]) -> None:
    """Have the target called once at this instant, in place of an older schedule of that name."""
    schedule: dict[str, Any] = {
        "Name": name,
        "GroupName": settings().schedule_group,
        "ScheduleExpression": f"at({at.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
        "ScheduleExpressionTimezone": "UTC",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ActionAfterCompletion": "DELETE",
        "Target": {
            "Arn": target_arn,
            "RoleArn": settings().schedule_role_arn,
            "Input": json.dumps(message),
            "DeadLetterConfig": {"Arn": settings().schedule_dead_letter_arn},
            # As long as an outage may last; who is called too late says nothing. Both are the most there is.
            "RetryPolicy": {"MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185},
        },
    }
    try:
        _client().create_schedule(**schedule)
    except _client().exceptions.ConflictException:
        _client().update_schedule(**schedule)


def remove(name: str) -> None:
    """Have nobody called; fine when there is no such schedule."""
    try:
        _client().delete_schedule(Name=name, GroupName=settings().schedule_group)
    except _client().exceptions.ResourceNotFoundException:
        return
