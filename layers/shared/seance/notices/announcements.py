"""What a host tells the guests of an event (M33): three times a day at most, and any trial to oneself.

The number within the day is the key, so a fourth has none, however many arrive at once.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal

from pynamodb.attributes import UnicodeAttribute

from seance import ids
from seance.cloud import keys
from seance.cloud.clock import rest_of_day
from seance.cloud.concurrency import conditional, decide, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute
from seance.errors import Forbidden, TooManyRequests, WrongStatus
from seance.events.model import Event, review_closes_at
from seance.notices.model import Audience

MOST_A_DAY = 3
KEPT = timedelta(days=30)  # beyond the event's end; the notices have the text
To = Literal["confirmed", "everybody", "me"]
AUDIENCES: dict[To, Audience] = {"confirmed": "coming", "everybody": "guests", "me": "users"}


class AnnouncementItem(FeedItem, discriminator="announcement"):
    """One announcement; the Feed's stream takes it to the notices queue. `made_by` is the request with a key."""

    id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    host_id = UnicodeAttribute()
    to = UnicodeAttribute()
    text = UnicodeAttribute()
    created_at = InstantAttribute()
    made_by = UnicodeAttribute(null=True)
    cause = CauseAttribute()


def check(event: Event, user_id: str, window: timedelta, now: datetime) -> None:
    """The host alone, until the event's reviews close; also when it is cancelled."""
    if user_id != event.host_id:
        raise Forbidden("Only the host tells all guests something.")
    if now >= review_closes_at(event, window):
        raise WrongStatus("The event is long over.")


def find(event_id: str, announcement_id: str) -> AnnouncementItem | None:
    """One announcement."""
    return AnnouncementItem.find(keys.announcement(event_id, announcement_id))


def announce(
    event: Event, to: To, text: str, now: datetime, request: bytes | None
) -> AnnouncementItem:
    """Keep it, so that it is told; a request that is sent again finds what it made before.

    Raises `TooManyRequests` for the fourth of a day (UTC).
    """
    made_by = request.hex() if request else None
    day = now.astimezone(UTC).date().isoformat()

    def item(announcement_id: str) -> AnnouncementItem:
        return AnnouncementItem.of(
            keys.announcement(event.id, announcement_id),
            id=announcement_id,
            event_id=event.id,
            host_id=event.host_id,
            to=to,
            text=text,
            created_at=now,
            made_by=made_by,
            expires_at=max(now, event.ends_at) + KEPT,
        )

    def work() -> AnnouncementItem:
        said = list(
            AnnouncementItem.query(
                keys.announcement(event.id, "")[0],
                AnnouncementItem.sk.startswith(keys.announcement("", day)[1]),
                consistent_read=True,
            )
        )
        for each in said:
            if made_by and each.made_by == made_by:
                return each
        if len(said) == MOST_A_DAY:
            raise TooManyRequests(
                f"{MOST_A_DAY} announcements a day are the most.",
                retry_after=rest_of_day(now),
                next_step="wait",
            )
        made = item(f"{day}#{len(said) + 1}")
        with conditional():
            made.save(condition=AnnouncementItem.pk.does_not_exist())
        return made

    if to != "me":
        return decide(work)
    trial = item(f"trial#{made_by or ids.new(now)}")
    decide(lambda: written(lambda: trial.save(condition=AnnouncementItem.pk.does_not_exist())))
    return trial
