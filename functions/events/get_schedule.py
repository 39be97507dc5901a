"""One's own schedule (M29): what one hosts, asked for, is invited to or has a seat of, and times put to the vote, by start."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from seance.cloud.clock import now
from seance.errors import ValidationFailed
from seance.listings.schedule import between, open_proposals
from seance.listings.schemas import Schedule, ScheduleEntry, proposed
from seance.web.app import API, lambda_handler
from seance.web.fields import InstantQuery
from seance.web.user import CurrentUser

MOST = timedelta(days=62)
# Whoever asks for more means these: there were no events before, and the calendar itself ends.
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

router = APIRouter()


@router.get(f"{API}/me/schedule", tags=["events"])
async def get_schedule(
    user: CurrentUser,
    since: Annotated[InstantQuery | None, Query(alias="from")] = None,
    until: Annotated[InstantQuery | None, Query(alias="to")] = None,
) -> Schedule:
    """From now on or from then, 62 days at most; a booking shows its event as `/me/bookings` does."""
    moment = now()
    since = min(max(since or moment, FIRST), LAST)
    until = until or since + MOST
    if not timedelta() <= until - since <= MOST:
        raise ValidationFailed.of("to", "must be at most 62 days after from")
    found, next_from = between(user.id, since, until)
    items = [ScheduleEntry.of(each, moment) for each in found]
    end = min(until, next_from or until)  # what begins later comes with the rest
    items += [each for each in proposed(open_proposals(user.id)) if each.starts_at < end]
    return Schedule(
        items=sorted(
            (each for each in items if each.starts_at < until and each.ends_at > since),
            key=lambda each: each.starts_at,
        ),
        next_from=next_from,
    )


handler = lambda_handler(router)
