"""Circles on the globe: how far, and which square degrees they touch."""

from math import asin, cos, floor, radians, sin, sqrt

from seance.events.model import Place

EARTH_RADIUS_KM = 6371.0
HIGHEST = 89.0  # degrees of latitude
WIDEST = 90  # degrees of longitude; a wider circle holds a pole or nearly
MOST_CELLS = 12  # a wider circle is cut out of the one partition of all events


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine), in kilometres."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def cells_around(near: tuple[float, float], radius_km: float) -> list[tuple[int, int]] | None:
    """The square degrees that a circle touches; nothing when they are too many to ask each."""
    latitude, longitude = near
    tall = radius_km / 111.0 + 0.02  # the coordinates are rounded to 0.01°
    if abs(latitude) + tall > HIGHEST:
        return None  # around a pole all meridians are near
    narrowest = cos(radians(abs(latitude) + tall))
    wide = radius_km / (111.0 * narrowest) + 0.02
    if (2 * tall + 2) * (2 * wide + 2) > 4 * MOST_CELLS or wide > WIDEST:
        return None
    rows = range(floor(latitude - tall), floor(latitude + tall) + 1)
    columns = range(floor(longitude - wide), floor(longitude + wide) + 1)
    cells = [(row, (column + 180) % 360 - 180) for row in rows for column in columns]
    return cells if len(cells) <= MOST_CELLS else None


def within(near: tuple[float, float], radius_km: float, place: Place) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return distance_km(near, (place.latitude, place.longitude)) <= radius_km
