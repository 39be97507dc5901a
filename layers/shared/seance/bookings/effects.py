"""What follows from a change of one item: whose copies are old, what to count, who may be let in."""

from typing import Any

from seance.bookings.model import HOLDS_SEAT, LIVE, WAITING
from seance.cloud.config import settings
from seance.cloud.observability import Outcome
from seance.cloud.streams import Change, whole

RATINGS = tuple(
    f"{kind}_rating_{part}" for kind in ("host", "guest") for part in ("total", "count")
)


POSTS_SECONDS = 10  # a rush that comes and goes within it is one edit of what was posted


def tellings(change: Change) -> list[tuple[dict[str, Any], int]]:
    """What is told of a change of an event, and after how many seconds.

    R9: edits together after a while, a cancellation (or its end) at once. M40: what stands on chats and
    walls says when the event fills, and when it has seats again; not each booking.
    """
    old, new = change.old, change.new
    if not old or not new:
        return []
    delay = 0 if change.differs("status") else settings().change_notice_seconds
    fills = (old.get("left") == 0) != (new.get("left") == 0)
    edited = [({"event_id": new["id"]}, delay)] if change.differs("version") else []
    return edited + ([({"event_id": new["id"], "seats": True}, POSTS_SECONDS)] if fills else [])


def copies(change: Change) -> list[dict[str, Any]]:
    """Whose copies are old now."""
    shown = ("starts_at", "ends_at", "status", "title", "film", "place", "time_zone", "visibility", "hidden")  # fmt: skip
    match change:
        case Change(item="event", new=dict(new)):
            # Of a new one the announcement tells the followers, unless another of its programme does.
            reached = (
                new.get("announces") == 0
                if change.old is None
                else change.differs("visibility", "ends_at")
            )
            found = [
                ({"event_id": new["id"]}, change.differs(*shown)),
                ({"event_id": new["id"], "words": True}, change.differs("card")),
                ({"event_id": new["id"], "followers": True}, reached),
            ]
            return [body for body, follows in found if follows]
        case Change(item="event", old=dict(old), new=None):
            return [{"event_id": old["id"], "words": True}]
        case Change(item="proposal", new=dict(new)) if new["status"] == "fixed" and change.differs(
            "status"
        ):
            return [{"proposal_id": new["id"]}]
        case Change(item="profile", old=dict(), new=dict(new)) if change.differs(
            "name", "avatar_url", *RATINGS
        ):
            return [{"user_id": new["id"]}]
        case Change(item="follow", old=None, new=dict(new)):
            return [{"host_id": new["host_id"], "follower_id": new["follower_id"]}]
    return []


def counts(change: Change) -> list[str]:
    """Whose seats left, waitlist length, waiting requests or status may be another."""
    if change.item == "seats" and change.differs("left", "capacity", "status"):
        return [change.image["event_id"]]
    if change.item == "booking" and WAITING & {
        (change.old or {}).get("status"),
        (change.new or {}).get("status"),
    }:
        return [change.image["event_id"]]
    return []


def lets_in(change: Change) -> list[str]:
    """Where a seat may be free for who waits.

    It came back, the event is on again or at a time that suits, somebody came to wait or waits for fewer.
    """
    if change.item == "seats" and change.old and change.new:
        more = whole(change.new["left"]) > whole(change.old["left"])
        suits = change.differs("status", "starts_at", "ends_at")
        return [change.new["event_id"]] if more or suits else []
    if (
        change.item == "event"
        and change.old
        and change.new
        and change.differs("approval", "shards")
    ):
        return [change.new["id"]]
    if (
        change.item == "booking"
        and change.differs("status", "left")
        and (change.new or {}).get("status") == "waitlisted"
    ):
        return [change.image["event_id"]]
    return []


def comes_free(change: Change) -> list[str]:
    """Who may be let in now where they were passed by: their time came free, or a block ended."""
    if change.item == "block":
        return [user_id for user_id, _ in pairs(change) if change.new is None]
    if change.item == "blocks" and _blocks(change.old) - _blocks(change.new):
        return [change.image["pk"].removeprefix("USER#")]
    if change.old and change.item == "event" and change.differs("starts_at", "ends_at", "status"):
        return [change.old["host_id"]]
    if change.old and change.item == "booking" and change.old["status"] == "confirmed":
        return [change.old["guest_id"]] if change.differs("status", "event") else []
    return []


def pairs(change: Change) -> set[tuple[str, str]]:
    """Which user and which other one may stand otherwise now."""
    user_id = change.image.get("pk", "").removeprefix("USER#")
    if change.item == "block":
        return {(user_id, change.image["sk"].removeprefix("BLOCK#"))}
    if change.item == "blocks":
        return {(user_id, each) for each in _blocks(change.old) ^ _blocks(change.new)}
    return set()


def _blocks(image: dict[str, Any] | None) -> set[str]:
    """Whom a user had nothing to do with, in either direction, as the release before wrote it."""
    found = image or {}
    return {*found.get("blocked", ()), *found.get("blocked_by", ())}


def outcomes(change: Change) -> list[Outcome]:
    """What a change means for the business; every status that a booking reaches is one change."""
    if change.item == "event" and change.old is None:
        return ["EventAnnounced"]
    if change.item != "booking" or change.new is None or not change.differs("status"):
        return []
    was, now = (change.old or {}).get("status"), change.new["status"]
    found: list[Outcome] = []
    if was not in LIVE and now in ("requested", "waitlisted", "confirmed"):
        found.append("BookingAsked")
    if now == "waitlisted":
        found.append("BookingWaitlisted")
    if now == "confirmed" and was != "moved":
        found.append("BookingConfirmed")
        if was == "waitlisted" and change.new.get("decided_by") is None:
            found.append("BookingPromoted")
    return found


def arrives(change: Change) -> bool:
    """Whether somebody has a live booking who had none, or none that the host could answer."""
    statuses = [(image or {}).get("status") for image in (change.old, change.new)]
    return change.item == "booking" and statuses[0] not in LIVE and statuses[1] in LIVE


def gives_up(change: Change) -> bool:
    """Whether a guest gave a seat back by themselves: nobody tells them, but their calendar is."""
    new, was = change.new or {}, (change.old or {}).get("status")
    by_themselves = new.get("decided_by") == new.get("guest_id")
    return (
        change.item == "booking"
        and new.get("status") == "withdrawn"
        and was in HOLDS_SEAT
        and by_themselves
    )


def leaves(change: Change) -> bool:
    """Whether somebody began to delete their account."""
    return (
        change.item == "profile"
        and bool((change.new or {}).get("leaving_at"))
        and change.differs("leaving_at")
    )
