"""Find events within so many kilometres of a point (M4)."""

from typing import Any

import pytest

from seance.listings import circles
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump

KREMLIN = "55.75,37.62"


@pytest.fixture
def seeker(world: World) -> Person:
    return world.person("Sofia")


def point(latitude: float, longitude: float, **more: Any) -> dict[str, Any]:
    return {"kind": "home", "city": "Город", "latitude": latitude, "longitude": longitude, **more}


def announce(world: World, name: str, latitude: float, longitude: float, **more: Any) -> str:
    place = point(latitude, longitude, **more)
    return str(world.person(name).announce(place=place, title=name)["id"])


@pytest.mark.parametrize("wide", [False, True], ids=["by cells", "out of all"])
def test_what_lies_within_the_radius_is_found(
    world: World, seeker: Person, monkeypatch: pytest.MonkeyPatch, wide: bool
) -> None:
    if wide:
        monkeypatch.setattr(circles, "MOST_CELLS", 0)
    near = announce(world, "Near", 55.76, 37.64)
    announce(world, "Podolsk", 55.43, 37.55)
    world.person("Nowhere").announce(place={"kind": "home", "city": "Город"})
    world.person("Online").announce(place={"kind": "online", "city": "Москва"})

    assert seeker.finds(near=KREMLIN, radius_km=10) == [near]
    assert seeker.finds(near=KREMLIN, radius_km=1) == []
    assert len(seeker.finds(near=KREMLIN, radius_km=60)) == 2


@pytest.mark.parametrize("wide", [False, True], ids=["by cells", "out of all"])
def test_b25_an_event_without_a_point_is_near_when_its_city_is(
    world: World, seeker: Person, monkeypatch: pytest.MonkeyPatch, wide: bool
) -> None:
    if wide:
        monkeypatch.setattr(circles, "MOST_CELLS", 0)
    host = world.person("Anna")
    event = host.announce(place={"kind": "home", "city": "Moscow"})

    (found,) = seeker.get("/events", near=KREMLIN).body["items"]
    assert (found["id"], found["place"]["latitude"]) == (event["id"], None)
    assert seeker.finds(near="59.94,30.31") == []

    host.edit(event, place={"kind": "home", "city": "Питер"})
    assert (seeker.finds(near=KREMLIN), seeker.finds(near="59.94,30.31")) == ([], [event["id"]])


def test_ten_kilometres_are_the_default(world: World, seeker: Person) -> None:
    inside = announce(world, "Inside", 55.83, 37.62)  # 8.9 km
    announce(world, "Outside", 55.85, 37.62)  # 11.1 km

    assert seeker.finds(near=KREMLIN) == [inside]


def test_cells_side_by_side_are_merged_by_start(world: World, seeker: Person) -> None:
    names = ["SW", "SE", "NW", "NE"]
    corners = [(54.99, 36.99), (54.99, 37.01), (55.01, 36.99), (55.01, 37.01)]
    ids = [
        world.person(name).announce(place=point(*corner), starts_at=at(days=9 - number))["id"]
        for number, (name, corner) in enumerate(zip(names, corners, strict=True))
    ]

    assert seeker.finds(near="55.0,37.0", radius_km=5) == ids[::-1]


@pytest.mark.parametrize(
    ("near", "place"),
    [
        ("-16.8,179.99", (-16.8, -179.99)),  # Fiji: the antimeridian
        ("-16.8,-179.99", (-16.8, 179.99)),
        ("65.0,-180", (65.0, 179.95)),  # Chukotka
        ("89.9,0", (89.9, 180.0)),  # over the pole
        ("-89.95,10", (-89.95, -170.0)),
    ],
)
def test_the_globe_is_round(
    world: World, seeker: Person, near: str, place: tuple[float, float]
) -> None:
    event = announce(world, "Far", *place)

    assert seeker.finds(near=near, radius_km=25) == [event]


def test_half_the_globe_is_searched_too(world: World, seeker: Person) -> None:
    here = announce(world, "Here", 55.75, 37.62)
    there = announce(world, "Sydney", -33.87, 151.21)

    assert set(seeker.finds(near=KREMLIN, radius_km=20_000)) == {here, there}
    assert seeker.finds(near=KREMLIN, radius_km=5_000) == [here]


def test_distance_is_measured_to_the_point_that_one_may_see(world: World, seeker: Person) -> None:
    hidden = announce(world, "Hidden", 55.7549, 37.62)
    shown = announce(world, "Shown", 55.7549, 37.62, show_address=True)

    assert seeker.finds(near="55.75,37.62", radius_km=0.1) == [hidden]
    assert seeker.finds(near="55.7549,37.62", radius_km=0.1) == [shown]


def test_a_point_on_the_edge_of_a_cell_is_found_from_both_sides(
    world: World, seeker: Person
) -> None:
    event = announce(world, "Edge", 54.996, 36.996)  # rounded: 55.0, 37.0

    assert seeker.finds(near="54.999,36.999", radius_km=1) == [event]
    assert seeker.finds(near="55.001,37.001", radius_km=1) == [event]


def test_city_and_point_are_both_kept(world: World, seeker: Person) -> None:
    inside = announce(world, "Inside", 55.75, 37.62, city="Москва")
    announce(world, "Other", 55.75, 37.62, city="Химки")

    assert seeker.finds(near=KREMLIN, city="москва") == [inside]


def test_hidden_events_are_measured_too(world: World, host: Person, pump: Pump) -> None:
    follower = world.follower(host)
    inside = host.announce(visibility="followers", place=point(55.75, 37.62))
    host.announce(visibility="followers", place=point(60, 30), starts_at=at(days=7))
    in_town = host.announce(
        visibility="followers", place={"kind": "home", "city": "Москва"}, starts_at=at(days=9)
    )
    pump.run()

    assert follower.finds(near=KREMLIN) == [inside["id"], in_town["id"]]


def test_a_moved_place_is_found_where_it_is_now(host: Person, seeker: Person) -> None:
    event = host.announce(place=point(55.75, 37.62))

    host.edit(event, place=point(59.94, 30.31))

    assert seeker.finds(near=KREMLIN) == []
    assert seeker.finds(near="59.94,30.31") == [event["id"]]
    host.edit(event, place={"kind": "home", "city": "Москва"})
    assert seeker.finds(near="59.94,30.31") == []
