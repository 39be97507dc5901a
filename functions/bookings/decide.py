"""Decide on many requests at once (M8): the host and the moderators, each guest by itself.

One refusal does not stop the others; the answer says for each guest what became of it.
"""

from fastapi import APIRouter

from seance.bookings.model import Action
from seance.bookings.schemas import Decided, Decisions, DecisionsOut
from seance.bookings.transitions import act, check_runs
from seance.cloud import clients, deadline
from seance.cloud.observability import count
from seance.errors import Refusal, UpstreamUnavailable
from seance.events import store as events
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/decide", tags=["bookings"])
async def decide_bookings(event_id: EventId, asked: Decisions, user: CurrentUser) -> DecisionsOut:
    """Approve some, decline others; at most 100 in all."""
    check_runs(events.get(event_id)[0], user.id)

    def one(action: Action, guest_id: str) -> Decided:
        if deadline.left() < clients.ROUND_SECONDS:  # not tried: the answer leaves in time
            return Decided(guest_id=guest_id, code=UpstreamUnavailable.code)
        try:
            booking, _ = act(action, event_id, guest_id, user.id)
        except Refusal as refusal:
            count("Refused", code=refusal.code)
            return Decided(guest_id=guest_id, code=refusal.code)
        return Decided(guest_id=guest_id, status=booking.status)

    approved = [one("approve", guest_id) for guest_id in asked.approve]
    return DecisionsOut(results=approved + [one("decline", guest_id) for guest_id in asked.decline])


handler = lambda_handler(router)
