"""Come by an invitation link (M32, R22): one use for each guest, in the transaction that writes the booking."""

from fastapi import APIRouter

from seance.bookings.redeeming import redeem
from seance.bookings.schemas import BookingOut, Redeemed
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/invitations/redeem", tags=["bookings"])
async def redeem_invitation(asked: Redeemed, user: CurrentUser) -> BookingOut:
    """Confirmed at once where the link skips the approval and a seat is free; else as one who asks."""
    booking, at = redeem(asked.token, user)
    return booking_out(booking, at.person, at.event, own=True)


handler = lambda_handler(router)
