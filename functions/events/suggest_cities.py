"""Suggest cities (M4, M38) by the begin of any of their names, in Russian and English; those with events first.

Without a token: it says nothing but where public events are. At most eight, each with one query.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from seance import cities
from seance.cities import City
from seance.cloud import keys
from seance.cloud.clock import now
from seance.events import cards, store
from seance.events.places import city_of
from seance.listings.circles import distance_km
from seance.web.app import API, lambda_handler
from seance.web.fields import point
from seance.web.pages import Page

NEARBY_KM = 50  # so near makes no difference
COMPARED = 200  # of the biggest that the name may mean
LOOKED_AT = (
    11  # events in the half unit of a read, of which others may be in a city of the same name
)

router = APIRouter()


class CityOut(BaseModel):
    """A city and its middle, in degrees, good for about a kilometre; `has_events`: public ones are ahead there.

    `name` and `region` are in Russian where that is known, `name_en` and `region_en` in English. `country` is
    an ISO 3166-1 code of two letters, `region` what is next below it: a state, an oblast.
    """

    id: str
    name: str
    name_en: str
    country: str
    region: str | None
    region_en: str | None
    latitude: float
    longitude: float
    time_zone: str
    has_events: bool


@router.get(f"{API}/public/cities", tags=["events"])
async def suggest_cities(
    response: Response,
    query: Annotated[str, Query(max_length=120)] = "",
    near: Annotated[str | None, Query(description="latitude,longitude in degrees")] = None,
) -> Page[CityOut]:
    """Which cities a name may mean, as one types: the bigger, and with `near` the nearer, first.

    Without a name, where one may look first. By GeoNames (geonames.org, CC BY 4.0).
    """
    here = point(near)
    most = COMPARED if here else cities.SUGGESTED
    found = cities.begun(query, most) if query.strip() else list(cities.table()[:most])
    if here:
        found.sort(key=lambda city: _pull(city, here), reverse=True)
    items = [_told(city) for city in found[: cities.SUGGESTED]]
    response.headers["Cache-Control"] = "public, max-age=30"
    return Page(items=sorted(items, key=lambda each: not each.has_events), next_cursor=None)


def _pull(city: City, here: tuple[float, float]) -> float:
    """As gravity does: four times as many people count as much twice as far away."""
    return city.population / (NEARBY_KM + distance_km(here, city.point)) ** 2


def _told(city: City) -> CityOut:
    ahead, _ = store.listed(
        keys.city(city.name, city.id),
        "by_city",
        keys.instant(now()),
        keys.AFTER_ALL,
        LOOKED_AT,
        None,
    )
    region, region_en = cities.region(city) or (None, None)
    return CityOut(
        id=city.id,
        name=city.name,
        name_en=city.name_en,
        country=city.country,
        region=region,
        region_en=region_en,
        latitude=city.point[0],
        longitude=city.point[1],
        time_zone=city.time_zone,
        has_events=any(city_of(cards.read(item.card)["place"]) == city for item in ahead),
    )


handler = lambda_handler(router)
