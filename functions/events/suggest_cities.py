"""Suggest cities (M4) by the begin of any of their names, in Russian and English; those with events first.

Without a token: it says nothing but where public events are. At most eight, each with one query.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from seance import cities
from seance.cities import City
from seance.cloud import keys
from seance.cloud.clock import now
from seance.events import store
from seance.web.answers import Out
from seance.web.app import API, lambda_handler
from seance.web.pages import Page

router = APIRouter()


class CityOut(Out):
    """A city and its middle, in degrees; `has_events`: public ones are ahead there."""

    id: str
    name: str
    name_en: str
    latitude: float
    longitude: float
    time_zone: str
    has_events: bool


@router.get(f"{API}/public/cities", tags=["events"])
async def suggest_cities(
    response: Response, query: Annotated[str, Query(max_length=120)] = ""
) -> Page[CityOut]:
    """Which cities a name may mean, as one types; without one, where one may look first."""
    found = cities.begun(query) if query.strip() else cities.table()[: cities.SUGGESTED]
    items = [_told(city) for city in found]
    response.headers["Cache-Control"] = "public, max-age=30"
    return Page(items=sorted(items, key=lambda each: not each.has_events), next_cursor=None)


def _told(city: City) -> CityOut:
    ahead, _ = store.listed(
        keys.city(city.name), "by_city", keys.instant(now()), keys.AFTER_ALL, 1, None
    )
    return CityOut(
        id=city.id,
        name=city.name,
        name_en=city.name_en,
        latitude=city.point[0],
        longitude=city.point[1],
        time_zone=city.time_zone,
        has_events=bool(ahead),
    )


handler = lambda_handler(router)
