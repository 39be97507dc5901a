"""Find public events without a token (M27): the front door's search, by start, with the filters of the contract.

It tells what everybody may know (R6, R7). Nobody is counted here: a page reads ten units at most, and
CloudFront answers the same question from its cache for as long as `Cache-Control` allows.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from seance.cloud.clock import now
from seance.events.model import Admission
from seance.events.schemas import CityId, EventSummary
from seance.listings.search import Filters, search
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, InstantQuery, Limit, point
from seance.web.pages import Page, read_cursor, write_cursor

router = APIRouter()


@router.get(f"{API}/public/events", tags=["events"])
async def search_public_events(
    response: Response,
    since: Annotated[InstantQuery | None, Query(alias="from")] = None,
    until: Annotated[InstantQuery | None, Query(alias="to")] = None,
    city: Annotated[str | None, Query(min_length=1, max_length=120)] = None,
    city_id: Annotated[CityId | None, Query(description="of that city alone")] = None,
    near: Annotated[str | None, Query(description="latitude,longitude in degrees")] = None,
    radius_km: Annotated[float, Query(gt=0, le=20_000, allow_inf_nan=False)] = 10,
    admission: Admission | None = None,
    film_id: Annotated[str | None, Query(max_length=100)] = None,
    query: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[EventSummary]:
    """Where to go, for everybody; `query` as in the search of who is signed in."""
    moment = now()
    wanted = (since, until, city, city_id, near, radius_km, admission, film_id, query)
    scope = ("search_public_events", *wanted)
    filters = Filters(
        since=max(since, moment) if since else moment,
        until=until,
        visibility="public",
        city=city,
        city_id=city_id,
        near=point(near),
        radius_km=radius_km,
        admission=admission,
        film_id=film_id,
        query=query,
    )
    items, after = search(filters, None, limit, read_cursor(cursor, *scope))
    response.headers["Cache-Control"] = "public, max-age=30"
    return Page(
        items=[EventSummary.of(item, moment) for item in items],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
