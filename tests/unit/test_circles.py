"""Near a point (M4): every event within the radius lies in a cell that is asked."""

from math import asin, atan2, cos, degrees, pi, radians, sin

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from seance.events.model import Place
from seance.listings.circles import EARTH_RADIUS_KM, MOST_CELLS, cells_around, distance_km

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)
points = st.tuples(latitudes, longitudes)
Point = tuple[float, float]


def away(start: Point, bearing: float, km: float) -> Point:
    """The point so many kilometres away in that direction (degrees from north)."""
    latitude, longitude = (radians(each) for each in start)
    angle, turn = km / EARTH_RADIUS_KM, radians(bearing)
    there = asin(
        max(-1, min(1, sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(turn)))
    )
    east = atan2(sin(turn) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(there))
    return degrees(there), degrees((longitude + east + 3 * pi) % (2 * pi) - pi)


@given(points, st.floats(0.001, 300), st.floats(0, 360), st.floats(0, 1))
@example((89.99, 0.0), 50.0, 0.0, 1.0)
@example((-89.99, 170.0), 50.0, 180.0, 1.0)
@example((-16.8, 179.99), 25.0, 90.0, 1.0)
@example((-16.8, -180.0), 25.0, 270.0, 1.0)
@example((-16.8, 180.0), 25.0, 90.0, 0.5)
@example((-16.8, 179.99), 2.0, 90.0, 0.5)  # rounded: just 180°
@example((54.996, 36.996), 1.0, 45.0, 1.0)
@example((89.999, 0.5), 0.7, 90.0, 1.0)  # just beside the pole
def test_whatever_lies_within_the_radius_lies_in_one_of_the_cells(
    near: Point, radius_km: float, bearing: float, share: float
) -> None:
    cells = cells_around(near, radius_km)
    assume(cells is not None)
    there = away(near, bearing, radius_km * share)
    for shown in (there, (round(there[0], 2), round(there[1], 2))):
        place = Place("other", "Город", latitude=shown[0], longitude=shown[1])
        if distance_km(near, shown) <= radius_km:
            assert place.cell is not None
            assert place.cell in (cells or ())


@given(points, st.floats(0.001, 20_000))
def test_never_more_cells_are_asked_than_are_worth_it_and_none_twice(
    near: Point, radius_km: float
) -> None:
    cells = cells_around(near, radius_km)
    assert cells is None or 1 <= len(cells) <= MOST_CELLS
    assert len(set(cells or ())) == len(cells or ())


def test_a_town_is_few_cells_and_a_country_is_cut_out_of_all() -> None:
    assert cells_around((55.75, 37.62), 10) == [(55, 37)]
    assert len(cells_around((55.75, 37.62), 50) or ()) <= 6
    assert cells_around((55.75, 37.62), 500) is None


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((55.7558, 37.6173), (59.9343, 30.3351), 634),  # Moscow, Saint Petersburg
        ((0.0, 179.5), (0.0, -179.5), 111),
        ((90.0, 0.0), (90.0, 120.0), 0),
        ((90.0, 0.0), (-90.0, 0.0), 20_015),
    ],
)
def test_the_distance_is_that_of_the_great_circle(a: Point, b: Point, km: float) -> None:
    assert distance_km(a, b) == pytest.approx(km, abs=1)
    assert distance_km(b, a) == pytest.approx(km, abs=1)


@given(points, points)
def test_no_distance_is_longer_than_half_of_the_globe(a: Point, b: Point) -> None:
    assert 0 <= distance_km(a, b) <= 20_016
    assert distance_km(a, a) == 0
