"""Calendars of a city and of a host, without a token (M42): public events, no addresses, no guests."""

from typing import Any

import pytest
from icalendar import Calendar

from seance import cities
from seance.calendars import store
from tests.budgets.units import counting
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

PLACE = {
    "kind": "home",
    "city": "Москва",
    "area": "Хамовники",
    "address": "Лесная, 5",
    "latitude": 55.73312,
    "longitude": 37.58888,
}
MOSCOW = "/public/cities/moscow/calendar.ics"


def of_host(host: Person) -> str:
    return f"/public/users/{host.id}/calendar.ics"


def read(world: World, path: str, **headers: str) -> Answer:
    return world.nobody.get(
        path, headers={each.replace("_", "-"): v for each, v in headers.items()}
    )


def events(answer: Answer) -> list[Any]:
    """As a strict reader sees them."""
    assert answer.status == 200, answer.body
    return list(Calendar.from_ical(answer.body).walk("VEVENT"))


def ids(answer: Answer) -> list[str]:
    return [str(each["UID"]).removesuffix("@seance") for each in events(answer)]


@pytest.fixture
def shown(host: Person) -> Person:
    """A host who allows it."""
    assert host.patch("/me", {"public_calendar": True}).body["public_calendar"] is True
    return host


def test_m42_a_citys_calendar_has_its_public_events_to_come_by_start(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    late = host.announce(place=PLACE, starts_at=at(days=9))
    soon = guest.announce(place={"kind": "other", "city": "Moscow"}, starts_at=at(days=2))
    guest.announce(film_id="alien-1979", place={**PLACE, "city": "Казань"}, starts_at=at(days=4))
    host.announce(film_id="alien-1979", visibility="followers", starts_at=at(days=5))
    off = host.announce(film_id="stalker-1979", starts_at=at(days=7))
    host.cancel(off)

    answer = read(world, MOSCOW)

    assert ids(answer) == [soon["id"], late["id"]]
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "public, max-age=30"
    assert "X-WR-CALNAME:Seance · Москва" in answer.body
    clock.to(soon["starts_at"], seconds=1)
    assert ids(read(world, MOSCOW)) == [late["id"]]


def test_a_citys_calendar_has_no_events_of_another_of_its_name(
    world: World, host: Person, guest: Person
) -> None:
    there = {"kind": "other", "city": "Springfield"}
    one, other = (each.id for each in cities.begun("springfield")[:2])
    event = host.announce(place={**there, "city_id": one})
    guest.announce(place={**there, "city_id": other})
    assert ids(read(world, f"/public/cities/{one}/calendar.ics")) == [event["id"]]


def test_m42_a_hosts_calendar_is_there_only_where_the_host_allows_it(
    world: World, host: Person
) -> None:
    public = host.announce(place=PLACE, starts_at=at(days=3))
    host.announce(film_id="alien-1979", visibility="followers", starts_at=at(days=5))
    host.announce(film_id="stalker-1979", visibility="invite_only", starts_at=at(days=7))
    assert host.get("/me").body["public_calendar"] is False
    refused(lambda: read(world, of_host(host)), 404, "not_found")

    host.patch("/me", {"public_calendar": True})
    assert ids(read(world, of_host(host))) == [public["id"]]
    assert f"X-WR-CALNAME:Seance · {host.name}" in read(world, of_host(host)).body
    host.patch("/me", {"city": "Тверь"})
    assert host.get("/me").body["public_calendar"] is True

    host.patch("/me", {"public_calendar": False})
    refused(lambda: read(world, of_host(host)), 404, "not_found")


@pytest.mark.parametrize("value", [None, "yes", 1])
def test_whether_a_calendar_is_public_is_true_or_false(host: Person, value: Any) -> None:
    refused(lambda: host.patch("/me", {"public_calendar": value}), 422, "validation_failed")


def test_r7_open_calendars_tell_no_address_and_no_guest(world: World, shown: Person) -> None:
    event = shown.announce(place=PLACE)
    guest = world.confirmed(event, shown, "Qlara")
    shown.appoint(event, moderator := world.person("Qmila"))

    for path in (MOSCOW, of_host(shown)):
        answer = read(world, path)
        (found,) = events(answer)
        assert found["LOCATION"] == "Хамовники, Москва"
        assert found["ORGANIZER"].params["CN"] == shown.name
        for word in ("Лесная", "55.73312", guest.name, moderator.name, "ATTENDEE"):
            assert word not in answer.body.replace("\r\n ", "")


def test_r6_what_is_not_public_any_more_is_in_no_open_calendar(world: World, shown: Person) -> None:
    event = shown.announce(place=PLACE)
    shown.edit(event, visibility="followers")
    assert ids(read(world, MOSCOW)) == ids(read(world, of_host(shown))) == []


def test_s12_an_open_calendar_follows_material_changes_and_says_what_is_called_off(
    world: World, shown: Person
) -> None:
    event = shown.announce(place=PLACE)
    (before,) = events(read(world, MOSCOW))
    shown.edit(event, description="С чаем")
    shown.edit(event, title="Иначе")
    (after,) = events(read(world, MOSCOW))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["UID"] == after["UID"] == f"{event['id']}@seance"

    shown.cancel(event)
    assert events(read(world, MOSCOW)) == []
    (found,) = events(read(world, of_host(shown)))
    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 2)


def test_an_open_calendar_that_has_not_changed_is_not_sent_again(
    world: World, shown: Person
) -> None:
    event = shown.announce(place=PLACE)
    for path in (MOSCOW, of_host(shown)):
        tag = read(world, path).headers["etag"]
        for known in (tag, f"W/{tag}", "*"):
            again = read(world, path, If_None_Match=known)
            assert (again.status, again.body, again.headers["etag"]) == (304, "", tag)
            assert again.headers["cache-control"] == "public, max-age=30"
        shown.edit(event, title=f"Иначе {len(path)}")
        assert read(world, path, If_None_Match=tag).status == 200


def test_who_has_nothing_to_show_has_a_valid_calendar(world: World, shown: Person) -> None:
    for path in (MOSCOW, of_host(shown)):
        assert events(read(world, path)) == []


@pytest.mark.parametrize(
    "path",
    [
        "/public/cities/atlantis/calendar.ics",
        "/public/users/nobody/calendar.ics",
        "/public/users/11111111-1111-4111-8111-111111111111/calendar.ics",
    ],
)
def test_of_what_is_not_there_there_is_no_calendar(world: World, path: str) -> None:
    refused(lambda: read(world, path), 404, "not_found")


def test_who_left_has_no_calendar(world: World, shown: Person, pump: Pump) -> None:
    shown.announce(place=PLACE)
    shown.delete("/me")
    refused(lambda: read(world, of_host(shown)), 404, "not_found")
    pump.run()
    refused(lambda: read(world, of_host(shown)), 404, "not_found")
    assert ids(read(world, MOSCOW)) == []


def test_an_open_calendar_has_the_soonest_and_reads_so_much_a_request(
    world: World, shown: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_PUBLIC", 2)
    films = ("alien-1979", "stalker-1979", "solaris-1972", "mirror-1974")
    known = [
        shown.announce(film_id=film, place=PLACE, starts_at=at(days=day))["id"]
        for day, film in enumerate(films, 2)
    ]
    for path, most in ((MOSCOW, 10), (of_host(shown), 3)):
        with counting() as counted:
            assert ids(read(world, path)) == known[:2]
        assert counted.requests <= most, [name for name, _ in counted.calls]
