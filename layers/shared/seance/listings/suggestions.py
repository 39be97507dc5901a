"""Which cities a name may mean, to choose from, and where one may look first (M4, M38)."""

from seance import cities
from seance.cities import City
from seance.cloud import keys
from seance.cloud.clock import now
from seance.events import cards, store
from seance.events.places import city_of
from seance.listings.circles import distance_km
from seance.web.answers import Out

NEARBY_KM = 50  # so near makes no difference
COMPARED = 200  # of the biggest that the name may mean
LOOKED_AT = (
    11  # events in the half unit of a read, of which others may be in a city of the same name
)


class CityOut(Out):
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


def suggested(query: str, near: tuple[float, float] | None) -> list[CityOut]:
    """The bigger ones, and of `near` (latitude, longitude) the nearer, first; before all, those with events."""
    most = COMPARED if near else cities.SUGGESTED
    found = cities.begun(query, most) if query.strip() else list(cities.table()[:most])
    if near:
        found.sort(key=lambda city: _pull(city, near), reverse=True)
    told = [_told(city) for city in found[: cities.SUGGESTED]]
    return sorted(told, key=lambda each: not each.has_events)


def _pull(city: City, here: tuple[float, float]) -> float:
    """As gravity does: four times as many people count as much twice as far away."""
    return city.population / (NEARBY_KM + distance_km(here, city.point)) ** 2


def _told(city: City) -> CityOut:
    partition, low = keys.city(city.name, city.id), keys.instant(now())
    ahead, _ = store.listed(partition, "by_city", low, keys.AFTER_ALL, LOOKED_AT, None)
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
