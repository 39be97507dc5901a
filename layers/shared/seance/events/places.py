"""Where an event stands on the map for who looks for what is near. Pure."""

from dataclasses import replace

from seance import cities
from seance.events.model import Place


def standing(place: Place) -> Place:
    """The place as everybody may know it (R7), in the middle of its city where it has no point.

    Online has none; nor has a city that `seance.cities` does not know.
    """
    seen = place.public()
    city = cities.find(seen.city) if seen.city and seen.kind != "online" else None
    if city is None or seen.latitude is not None:
        return seen
    latitude, longitude = city.point
    return replace(seen, latitude=latitude, longitude=longitude)
