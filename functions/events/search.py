"""Find events (M4): upcoming ones that the caller may see, by start, with the filters of the contract."""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.cloud import limits
from seance.cloud.clock import now
from seance.events.model import Admission, Visibility
from seance.events.schemas import CityId, EventSummary
from seance.listings.search import Filters, search
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, InstantQuery, Limit, point
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events", tags=["events"])
async def search_events(
    user: CurrentUser,
    visibility: Visibility | None = None,
    since: Annotated[InstantQuery | None, Query(alias="from")] = None,
    until: Annotated[InstantQuery | None, Query(alias="to")] = None,
    city: Annotated[str | None, Query(min_length=1, max_length=120)] = None,
    city_id: Annotated[CityId | None, Query(description="of that city alone")] = None,
    near: Annotated[str | None, Query(description="latitude,longitude in degrees")] = None,
    radius_km: Annotated[float, Query(gt=0, le=20_000, allow_inf_nan=False)] = 10,
    admission: Admission | None = None,
    min_host_rating: Annotated[float | None, Query(ge=1, le=5, allow_inf_nan=False)] = None,
    film_id: Annotated[str | None, Query(max_length=100)] = None,
    has_seats: bool | None = None,
    query: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[EventSummary]:
    """Where to go; each word of `query` begins one of the titles, the directors, the genres, the host's name, the city's or the description; `city` is any name of one, or how it begins."""
    rare = (near, admission, min_host_rating, film_id, has_seats, query)
    if any(each is not None for each in rare):  # without them a page is full soon
        limits.admit_search(user.id)
    moment = now()
    wanted = (
        visibility,
        since,
        until,
        city,
        near,
        radius_km,
        admission,
        min_host_rating,
        film_id,
        has_seats,
        query,
    )
    # Cursors of before have no id among what they are for.
    scope = ("search_events", user.id, *wanted, *([city_id] if city_id else []))
    filters = Filters(
        since=max(since, moment) if since else moment,
        until=until,
        visibility=visibility,
        city=city,
        city_id=city_id,
        near=point(near),
        radius_km=radius_km,
        admission=admission,
        min_host_rating=min_host_rating,
        film_id=film_id,
        has_seats=has_seats,
        query=query,
    )
    items, after = search(filters, user.id, limit, read_cursor(cursor, *scope))
    return Page(
        items=[EventSummary.of(item, moment) for item in items],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
