"""Which city an event is in, and where it stands on the map for who looks for what is near. Pure."""

from dataclasses import replace

from seance import cities
from seance.cities import City
from seance.events.model import Place


def city_of(place: Place) -> City | None:
    """The city, where `seance.cities` knows which one is meant."""
    return cities.known(place.city, place.city_id)


def told_apart(place: Place) -> Place:
    """The place with name and id of its city; events of releases before 2026-11-28 have no id."""
    city = city_of(place)
    return replace(place, city=place.city or city.name, city_id=city.id) if city else place


def standing(place: Place) -> Place:
    """The place as everybody may know it (R7), in the middle of its city where it has no point.

    Online has none; nor has a city that `seance.cities` does not know.
    """
    seen = place.public()
    city = city_of(seen) if seen.kind != "online" else None
    if city is None or seen.latitude is not None:
        return seen
    latitude, longitude = city.point
    return replace(seen, latitude=latitude, longitude=longitude)
