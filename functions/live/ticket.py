"""Get a ticket for the live connection (M16, M17): `wss …/live?ticket=…`, once, within a minute."""

from datetime import datetime

from fastapi import APIRouter

from seance.live import tickets
from seance.web.answers import Out
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


class TicketOut(Out):
    """A ticket, and until when it opens a connection."""

    ticket: str
    expires_at: datetime


@router.post(f"{API}/me/live", status_code=201, tags=["live"])
async def create_live_ticket(user: CurrentUser) -> TicketOut:
    """Let a page open its live connection without a token in the address."""
    ticket, until = tickets.issue(user.id)
    return TicketOut(ticket=ticket, expires_at=until)


handler = lambda_handler(router)
