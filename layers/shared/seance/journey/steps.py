"""Announce, book, be reminded: each run ends what the run before began.

Nothing of it grows. One event is announced and deleted at once. Another stands for ever: each run looks
whether its guest was reminded, moves it ahead, and has the guest leave, be invited and accept. Both are
for the invited only, so nobody else ever sees them. What a killed run leaves, the next one finds by the
title and goes on from; what two runs do at once is the same, for all of it goes by the run's moment.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from seance.events.reminders import BEFORE_START
from seance.journey.people import Strayed, Walker

QUARTER = 900  # seconds from run to run, as JourneyEveryQuarter in stacks/workers.yaml says
EVERY = timedelta(seconds=QUARTER)
# The hour's reminder falls due after the run that moves the event, and long before the next one looks for it.
AHEAD = BEFORE_START["hour"] + EVERY / 3
LATE = timedelta(minutes=5)  # what ReminderLagAlarm calls late
STANDING, PASSING = "Seance's journey", "Seance's journey, deleted at once"
LISTED = 50  # what a host may have upcoming; ours has two
Event = dict[str, Any]


def walk(host: Walker, guest: Walker, now: datetime) -> None:
    """All steps. Raises `Strayed` for the first that fails, but for a missing reminder, which is told at the end."""
    run = datetime.fromtimestamp(int(now.timestamp()) // QUARTER * QUARTER, UTC)
    upcoming = host.ask("GET", f"/me/events?when=upcoming&limit={LISTED}")["items"]
    _announce_and_delete(host, guest, upcoming, run)
    found = [each for each in upcoming if each["title"] == STANDING and _starts(each) > now]
    event = found[0] if found else _announce(host, STANDING, run + AHEAD, run)
    was_reminded = _was_reminded(guest, event, now)
    _book_anew(host, guest, event, run + AHEAD)
    for walker in (host, guest):  # else what is unread would be counted longer each time
        walker.ask("POST", "/me/notices/read", {"until": now.isoformat()})
    if not was_reminded:
        raise Strayed(f"nobody was reminded of {event['id']} at {event['starts_at']}")


def _announce(host: Walker, title: str, starts_at: datetime, run: datetime) -> Event:
    """For the invited only. Twins of a run announce one event."""
    (film,) = host.ask("GET", "/films?query=Solaris&limit=1")["items"]
    asked = {
        "film_id": film["id"],
        "title": title,
        "place": {"kind": "online", "url": "https://example.com/"},
        "starts_at": starts_at.isoformat(),
        "time_zone": "UTC",
        "duration_minutes": QUARTER // 60,
        "visibility": "invite_only",
        "capacity": 1,
    }
    event: Event = host.ask("POST", "/events", asked, key=f"{starts_at:%Y%m%dT%H%M}-{run:%H%M}")
    return event


def _announce_and_delete(host: Walker, guest: Walker, upcoming: list[Event], run: datetime) -> None:
    """Also what a killed run announced and did not delete."""
    for left in (each for each in upcoming if each["title"] == PASSING):
        host.ask("DELETE", f"/events/{left['id']}")
    event = _announce(host, PASSING, run + timedelta(days=1), run)
    if guest.ask("GET", f"/events/{event['id']}", none_at=404):
        raise Strayed(f"who is not invited sees {event['id']}")
    host.ask("DELETE", f"/events/{event['id']}")


def _was_reminded(guest: Walker, event: Event, now: datetime) -> bool:
    """Whether the guest, if one was coming, has the hour's reminder, as soon as it can be asked for."""
    due = _starts(event) - BEFORE_START["hour"]
    booking = _booking(guest, event)
    if now < due + LATE or not booking or booking["status"] != "confirmed":
        return True
    if datetime.fromisoformat(booking["decided_at"]) >= due:  # a run that came late in its quarter
        return True
    notices = guest.ask("GET", "/me/notices?limit=50")["items"]
    return any(
        each["kind"] == "reminder_hour"
        and each["event_id"] == event["id"]
        and datetime.fromisoformat(each["created_at"]) >= due
        for each in notices
    )


def _book_anew(host: Walker, guest: Walker, event: Event, starts_at: datetime) -> None:
    """The guest leaves, the event moves, the host invites, the guest accepts and has the one seat."""
    bookings = f"/events/{event['id']}/bookings"
    booking = _booking(guest, event)
    if booking and booking["status"] in ("confirmed", "moved"):
        guest.ask("POST", f"{bookings}/me/withdraw")
    host.ask("PATCH", f"/events/{event['id']}", {"starts_at": starts_at.isoformat()})
    guest.ask("PUT", f"/me/following/{host.id}")
    host.ask("POST", f"/events/{event['id']}/invitations", {"guest_id": guest.id})
    accepted = guest.ask("POST", f"{bookings}/me/accept")
    seen = guest.ask("GET", f"/events/{event['id']}")
    if accepted["status"] != "confirmed" or (seen["seats_taken"], seen["seats_left"]) != (1, 0):
        raise Strayed(f"the guest of {event['id']} has no seat")


def _booking(guest: Walker, event: Event) -> dict[str, Any] | None:
    """The guest's; nothing for an event that the guest was never invited to."""
    booking: dict[str, Any] | None = guest.ask(
        "GET", f"/events/{event['id']}/bookings/me", none_at=404
    )
    return booking


def _starts(event: Event) -> datetime:
    return datetime.fromisoformat(event["starts_at"])
