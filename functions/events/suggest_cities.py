"""Suggest cities (M4, M38) by the begin of any of their names, in Russian and English; those with events first.

Without a token: it says nothing but where public events are. At most eight, each with one query.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from seance.listings.suggestions import CityOut, suggested
from seance.web.app import API, lambda_handler
from seance.web.fields import point
from seance.web.pages import Page

router = APIRouter()


@router.get(f"{API}/public/cities", tags=["events"])
async def suggest_cities(
    response: Response,
    query: Annotated[str, Query(max_length=120)] = "",
    near: Annotated[str | None, Query(description="latitude,longitude in degrees")] = None,
) -> Page[CityOut]:
    """Which cities a name may mean, as one types: the bigger, and with `near` the nearer, first.

    Without a name, where one may look first. By GeoNames (geonames.org, CC BY 4.0).
    """
    found = suggested(query, point(near))
    response.headers["Cache-Control"] = "public, max-age=30"
    return Page(items=found, next_cursor=None)


handler = lambda_handler(router)
