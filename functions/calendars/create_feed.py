"""A private calendar feed of all one's events (M6). A new one takes the place of the old."""

from fastapi import APIRouter

from seance.calendars import feeds
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.web.answers import Out
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


class CalendarFeed(Out):
    """Whoever has the address reads the feed: it is told once."""

    url: str


@router.post(f"{API}/me/calendar", status_code=201, tags=["calendars"])
async def create_calendar_feed(user: CurrentUser) -> CalendarFeed:
    """The address to subscribe to; the former one answers 404 from now on."""
    token = feeds.renew(user.id, now())
    return CalendarFeed(url=f"{settings().page_url}{API}/calendars/{token}.ics")


handler = lambda_handler(router)
