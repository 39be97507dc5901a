"""What people are told, and who is told: facts become messages, messages become notices. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Literal, get_args

from ulid import ULID

Kind = Literal[
    "booking_requested", "booking_approved", "booking_declined", "booking_removed", "booking_withdrawn",
    "booking_moved", "seat_from_waitlist", "invited", "invitation_accepted", "invitation_refused",
    "invitation_revoked", "moderator_added", "moderator_removed", "event_announced", "event_changed",
    "event_cancelled", "event_restored", "reminder_day", "reminder_hour", "review_requested", "review_received",
    "channel_disconnected", "guests_coming", "host_message", "proposal_opened", "proposal_voted", "proposal_fixed",
    "wish_announced", "search_match",
    "report_resolved",
    "attendance_recorded",
]  # fmt: skip
KINDS: frozenset[Kind] = frozenset(get_args(Kind))
# Telling of an event whom nothing binds to it yet: each of them once, whichever it is.
NEWS = frozenset({"event_announced", "wish_announced", "search_match"})
REMINDERS = frozenset({"reminder_day", "reminder_hour"})
ATTENDED = ("came", "missed")
GATHERED_FOR = timedelta(hours=1)  # so long guests who come gather in one notice
MOST_PEOPLE = 3  # whom such a notice names

# users: those named · host · host_side: host and moderators · guests: every live booking, and moderators
# coming: confirmed guests and the host side · followers: of the host · attended: confirmed guests and the host
# wishers, searchers: who waits for such an event (`seance.wishes.fitting`)
# voters: whom a proposal concerns (`seance.proposals.telling`)
# reporters: who reported it (`seance.reports.telling`)
Audience = Literal[
    "users", "host", "host_side", "guests", "coming", "attended", "followers", "voters", "reporters", "wishers", "searchers",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """One fact for one audience, on its way through the queue; a page of the audience at a time.

    `at` is when the fact became true (RFC 3339), `version` which fact of its kind it is, `subject`
    the guest whom it is about: together they make the notice's id the same at every delivery (R12).
    """

    kind: Kind
    event_id: str
    version: int
    at: str
    audience: Audience
    user_ids: tuple[str, ...] = ()
    subject: str | None = None
    but: str | None = None
    actor_id: str | None = None
    changes: tuple[Mapping[str, Any], ...] = ()
    message: str | None = None
    after: Mapping[str, Any] | None = field(default=None)
    # Of what opens: `at` when. Of what was open before: its `card` then, seats `left`, whether it `said` the same.
    was: Mapping[str, Any] | None = field(default=None)
    events: int | None = None  # of the programme that the event speaks for
    proposal_id: str | None = None  # what it is about in place of an event, then also in `event_id`
    seats: int | None = None  # of the booking that it is about, where that is for more than one
    case_id: str | None = None  # the same

    def body(self) -> dict[str, Any]:
        """As JSON values, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value not in (None, ())}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Message":
        """From the body of a queue's message."""
        values = dict(body)
        for name in ("user_ids", "changes"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)


def notice_id(user_id: str, message: Message) -> str:
    """R12: a ULID whose time is the fact's and whose rest is made from what it tells whom.

    So the same notice always has the same key, and the key sorts by time.
    """
    fact = "\n".join(
        (user_id, message.kind, message.event_id, message.subject or "", str(message.version))
    )
    return _ulid(datetime.fromisoformat(message.at), fact)


def lost_channel_id(user_id: str, channel: str, moment: datetime, which: bytes) -> str:
    """R12 for a channel that was lost: `which` is other bytes each time that this happens."""
    return _ulid(moment, f"{user_id}\nchannel_disconnected\n{channel}\n{which.hex()}")


def last_id(moment: datetime) -> str:
    """The last id that a notice of this instant can have; none of a later one sorts before it."""
    stamp = (moment - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)
    return str(ULID.from_bytes(max(0, stamp).to_bytes(6) + b"\xff" * 10))


def _ulid(moment: datetime, fact: str) -> str:
    stamp = int(moment.astimezone(UTC).timestamp() * 1000).to_bytes(6)
    return str(ULID.from_bytes(stamp + blake2b(fact.encode(), digest_size=10).digest()))


def of_booking(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Message]:
    """R10: what a change of a booking tells whom. `old` and `new` are images of the item."""
    was, now = (old or {}).get("status"), str(new["status"])
    if was == now:
        return _of_attendance(old or {}, new)
    guest, by = str(new["guest_id"]), new.get("decided_by")
    fact = Message(
        "booking_requested",
        event_id=str(new["event_id"]),
        version=int(new["version"]),
        at=str(new.get("decided_at") or new["requested_at"]),
        audience="host_side",
        subject=guest,
        seats=party if (party := int(new.get("left", 1))) > 1 else None,
    )
    asked = replace(fact, but=guest, actor_id=guest, message=new.get("message"))
    to_host = replace(fact, audience="host", actor_id=guest, message=new.get("answer"))
    to_guest = replace(
        fact, audience="users", user_ids=(guest,), actor_id=by, message=new.get("answer")
    )
    given_up = by != guest  # a moved seat that nobody confirmed in time
    told: dict[str, list[Message]] = {
        "requested": [asked],
        "waitlisted": [] if was == "requested" else [asked],  # who asked waits on by itself
        "confirmed": _of_confirmed(str(was), by, asked, to_guest, to_host),
        "invited": [
            replace(
                to_guest, kind="invited", actor_id=new.get("invited_by"), message=new.get("message")
            )
        ],
        "declined": [
            replace(to_guest, kind="invitation_revoked" if was == "invited" else "booking_declined")
        ],
        "refused": [replace(to_host, kind="invitation_refused")],
        "withdrawn": [
            replace(to_host, kind="booking_withdrawn"),
            *([replace(to_guest, kind="booking_withdrawn")] if given_up else []),
        ],
        "removed": [replace(to_guest, kind="booking_removed")],
        "moved": [replace(to_guest, kind="booking_moved")],
    }
    return told[now]


def _of_attendance(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Message]:
    """R23: the guest is told of each of the two states once, however often the host side changes its mind.

    For it is dated by when it was said first, and numbered by the state.
    """
    said = new.get("attendance")
    if said not in ATTENDED or old.get("attendance") == said:
        return []
    return [
        Message(
            "attendance_recorded",
            str(new["event_id"]),
            version=ATTENDED.index(said),
            at=str(new["attended_at"]),
            audience="users",
            user_ids=(str(new["guest_id"]),),
            changes=({"field": "attendance", "old": None, "new": said},),
        )
    ]


def _of_confirmed(
    was: str, by: str | None, asked: Message, to_guest: Message, to_host: Message
) -> list[Message]:
    if was == "moved":
        return []
    if was == "invited":
        return [replace(to_host, kind="invitation_accepted")]
    if was == "waitlisted" and by is None:
        return [replace(to_guest, kind="seat_from_waitlist")]
    approved = replace(to_guest, kind="booking_approved")
    if was in ("requested", "waitlisted"):
        return [approved]
    if by is None:  # an automatic event answers in the same write: its host is asked nothing
        asked = replace(asked, kind="guests_coming", message=None)
    return [asked, approved]


def is_gathered(at: datetime, since: datetime) -> bool:
    """Whether a guest who came at `at` belongs to the notice that began to gather at `since`.

    Who came before it as well: the notice counts who is coming when it is read.
    """
    return at < since + GATHERED_FOR


def of_told(new: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> list[Message]:
    """R9: what the guests are told when the known facts of an event change."""
    if not changes:
        return []
    kind: Kind = "event_changed"
    for change in changes:
        if change["field"] == "status":
            kind = "event_cancelled" if change["new"] == "cancelled" else "event_restored"
    return [
        Message(
            kind,
            event_id=str(new["event_id"]),
            version=int(new["version"]),
            at=str(new["at"]),
            audience="guests",
            but=str(new["host_id"]),
            actor_id=str(new["host_id"]),
            changes=tuple(changes),
        )
    ]


def of_moderator(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, at: str
) -> list[Message]:
    """A moderator is told of rights given and taken."""
    row = new or old or {}
    kind: Kind = "moderator_added" if new else "moderator_removed"
    stamp = str(row["added_at"])
    version = int(datetime.fromisoformat(stamp).timestamp() * 1000)
    return [
        Message(
            kind,
            str(row["event_id"]),
            version,
            stamp if new else at,
            "users",
            user_ids=(str(row["user_id"]),),
        )
    ]


def of_review(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Message]:
    """R14: who is reviewed is told when the review is revealed, not when it is written or edited.

    Written again, it has the moment of the first time, so it is told once (R12).
    """
    if not new.get("revealed_at") or (old or {}).get("revealed_at") or new.get("hidden"):
        return []
    return [
        Message(
            "review_received",
            str(new["event_id"]),
            version=1,
            at=str(new["revealed_at"]),
            audience="users",
            user_ids=(str(new["subject_id"]),),
            subject=str(new["author_id"]),
        )
    ]


def of_announcement(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Message]:
    """The followers are told of an event that opens up to them, or further; each of them once.

    Once, for the fact is dated by when it was announced first, however often it closes and opens.
    """
    if _openness(new) <= (_openness(old) if old else 0):
        return []
    announces = new.get("announces")
    return [
        Message(
            "event_announced",
            str(new["id"]),
            1,
            str(new.get("announced_at") or new["created_at"]),
            "followers",
            but=str(new["host_id"]),
            actor_id=str(new["host_id"]),
            events=int(announces) if announces and announces > 1 else None,
        )
    ]


def is_hidden(event: Mapping[str, Any]) -> bool:
    """Whether an image of an event is for nobody but the invited, or for nobody."""
    return _openness(event) == 0


def _openness(event: Mapping[str, Any]) -> int:
    """How many may find it: nobody but the invited, the followers, everybody."""
    if event.get("status") == "cancelled":
        return 0
    return ("invite_only", "followers", "public").index(event["visibility"])


def of_said(new: Mapping[str, Any], audience: Audience) -> Message:
    """M33: what the host tells; the text is read where it is told, and lies in no queue."""
    host = str(new["host_id"])
    return Message(
        "host_message",
        event_id=str(new["event_id"]),
        version=1,
        at=str(new["created_at"]),
        audience=audience,
        user_ids=(host,) if audience == "users" else (),
        subject=str(new["id"]),
        but=None if audience == "users" else host,
        actor_id=host,
    )
