"""Refusals: every answer that is not a success has a code from the contract.

Rooms raise them, `seance.web.problems` turns them into problem documents (RFC 9457).
"""

from collections.abc import Sequence
from typing import Any, ClassVar


class Refusal(Exception):
    """The request is understood and refused; nothing was written.

    `next_step` says what the caller can do now, `usual_step` where the code alone tells; neither is
    there where there is nothing to do. `extra` goes into the problem as it is.
    """

    status: ClassVar[int] = 409
    code: ClassVar[str]
    title: ClassVar[str]
    usual_step: ClassVar[str | None] = None

    def __init__(self, detail: str = "", *, next_step: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.next_step = next_step or self.usual_step
        self.extra = extra


class ValidationFailed(Refusal):
    """A field is missing, of a wrong type, out of range or unknown."""

    status = 422
    code = "validation_failed"
    title = "The request is not valid"
    usual_step = "correct_the_request"

    @classmethod
    def of(cls, field: str, message: str) -> "ValidationFailed":
        """One field is wrong."""
        return cls(f"{field}: {message}", errors=[{"field": field, "message": message}])


class IdempotencyKeyReused(Refusal):
    """The key was used for another request in the last 24 hours."""

    status = 422
    code = "idempotency_key_reused"
    title = "This Idempotency-Key belongs to another request"
    usual_step = "use_another_key"


class BadCursor(Refusal):
    """The cursor is not one that this list gave to this user."""

    status = 400
    code = "bad_cursor"
    title = "This cursor does not belong to this list"
    usual_step = "start_from_the_first_page"


class Unauthorized(Refusal):
    """No valid token."""

    status = 401
    code = "unauthorized"
    title = "Sign in first"
    usual_step = "sign_in"


class Forbidden(Refusal):
    """The caller sees the thing but has not the right to do this."""

    status = 403
    code = "forbidden"
    title = "You may not do this"

    @classmethod
    def left(cls) -> "Forbidden":
        """The caller has left Seance; what was theirs is being removed or is gone."""
        return cls("This account is deleted.")


class Suspended(Refusal):
    """R24: an operator has suspended the caller, who reads but writes nothing."""

    status = 403
    code = "suspended"
    title = "Your account is suspended"


class NotFound(Refusal):
    """It does not exist, or not for the caller (R6, R17)."""

    status = 404
    code = "not_found"
    title = "There is no such thing"


class Gone(Refusal):
    """A short link that has expired with its event."""

    status = 410
    code = "gone"
    title = "This link has expired"
    usual_step = "find_another_event"


class InvitationUsed(Refusal):
    """R22: an invitation link that is used up, revoked or expired."""

    status = 410
    code = "invitation_used"
    title = "Nobody comes by this invitation any more"
    usual_step = "ask_for_another_invitation"


class AlreadyRequested(Refusal):
    """There is a live booking that this request cannot be answered with."""

    code = "already_requested"
    title = "There is a booking already"


class SoldOut(Refusal):
    """R1: every seat is taken."""

    code = "sold_out"
    title = "Every seat is taken"


class TimeConflict(Refusal):
    """R4: the time overlaps events that the user is promised to.

    `event_ids` are the clashes, of several events together `pairs` of one of these and what it clashes with;
    the operation that may name them puts `conflicts` into `extra`.
    """

    code = "time_conflict"
    title = "The time overlaps another event"
    usual_step = "choose_other_time"

    def __init__(
        self,
        detail: str = "",
        *,
        event_ids: Sequence[str] = (),
        pairs: Sequence[tuple[str, str]] = (),
        **extra: Any,
    ) -> None:
        super().__init__(detail, **extra)
        self.event_ids = tuple(event_ids)
        self.pairs = tuple(pairs)


class DuplicateEvent(Refusal):
    """R3: the host shows this film at an overlapping time already."""

    code = "duplicate_event"
    title = "You have announced this film for this time already"
    usual_step = "choose_other_time"

    def __init__(
        self,
        detail: str = "",
        *,
        event_ids: Sequence[str] = (),
        pairs: Sequence[tuple[str, str]] = (),
        **extra: Any,
    ) -> None:
        super().__init__(detail, **extra)
        self.event_ids = tuple(event_ids)
        self.pairs = tuple(pairs)


class SeatsTaken(Refusal):
    """R8: the capacity cannot go below the confirmed guests."""

    code = "seats_taken"
    title = "More guests are confirmed than that"
    usual_step = "remove_guests_first"


class WrongStatus(Refusal):
    """The booking or the event is not in a status from which this can be done."""

    code = "wrong_status"
    title = "This cannot be done in the present status"


class EventStarted(Refusal):
    """R13, R16: too late."""

    code = "event_started"
    title = "The event has started"


class HasBookings(Refusal):
    """An event that anybody ever booked is cancelled, not deleted."""

    code = "has_bookings"
    title = "Somebody has booked this event"
    usual_step = "cancel"


class NotAFollower(Refusal):
    """Only followers of the host are invited or made moderators."""

    code = "not_a_follower"
    title = "This user does not follow the host"
    usual_step = "ask_them_to_follow"


class ReviewNotOpen(Refusal):
    """R13: reviews are written for some days after the end."""

    code = "review_not_open"
    title = "Reviews are not open"


class VersionMismatch(Refusal):
    """`If-Match` names another version than the newest."""

    status = 412
    code = "version_mismatch"
    title = "The event has changed since you read it"
    usual_step = "read_again"


class PayloadTooLarge(Refusal):
    """The body is larger than any valid one."""

    status = 413
    code = "payload_too_large"
    title = "The request body is too large"
    usual_step = "send_less"


class TooManyRequests(Refusal):
    """A limit that a user meets; `retry_after` in seconds where waiting helps."""

    status = 429
    code = "too_many_requests"
    title = "Too many requests"
    usual_step = "wait"

    def __init__(self, detail: str = "", *, retry_after: int = 60, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.retry_after = retry_after


class UpstreamUnavailable(Refusal):
    """A service that Seance rests on did not answer in time; nothing was decided."""

    status = 503
    code = "upstream_unavailable"
    title = "Try again in a moment"
    usual_step = "try_again"

    def __init__(self, detail: str = "", *, retry_after: int = 1, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.retry_after = retry_after
