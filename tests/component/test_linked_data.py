"""JSON-LD in the page of a public event (M42): valid, without what only guests may know, and never a script."""

import json
import re
from typing import Any

import pytest

from seance.events import previews
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Caller, Person, World
from tests.schema_org import faults

PAGE = "<!doctype html><html><head><title>Seance</title></head><body></body></html>"
PLACE = {
    "kind": "home",
    "city": "Москва",
    "area": "Арбат",
    "name": "Дача",
    "address": "Лесная, 5",
    "latitude": 55.7522345,
    "longitude": 37.5987654,
}
PAID = {"admission": "paid", "price": {"amount": "350", "currency": "RUB"}}


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "shell", lambda: previews.Shell(PAGE, "default-src 'self'"))


@pytest.fixture
def page(api: Handler) -> Any:
    """The HTML of an event's page, as programs read it."""
    return lambda event: Caller(api).get(f"/{event['id']}", base="/events").body


def data(html: str) -> dict[str, Any]:
    """The one block, valid by the vocabulary."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    found: dict[str, Any] = json.loads(block)
    assert found["@context"] == "https://schema.org"
    assert list(faults(found)) == []
    return found


def test_m42_a_public_event_is_a_screening_of_a_film(host: Person, page: Any) -> None:
    host.patch("/me", {"language": "ru"})
    event = host.announce(
        place=PLACE, starts_at="2027-06-01T16:00:00Z", time_zone="Asia/Kathmandu", **PAID
    )

    found = data(page(event))

    assert found["@type"] == "ScreeningEvent"
    assert found["name"] == "Солярис"
    assert found["url"] == f"http://localhost:8000/events/{event['id']}"
    assert found["startDate"] == "2027-06-01T21:45:00+05:45"
    assert found["endDate"].endswith("+05:45")
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert found["organizer"] == {
        "@type": "Person",
        "name": host.name,
        "url": f"http://localhost:8000/people/{host.id}",
    }
    movie = found["workPresented"]
    assert (movie["@type"], movie["name"], movie["datePublished"]) == ("Movie", "Солярис", "1972")
    assert movie["duration"] == f"PT{event['film']['runtime_minutes']}M"
    offer = found["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("350.00", "RUB")
    assert offer["availability"] == "https://schema.org/InStock"
    assert found["isAccessibleForFree"] is False


def test_r7_it_has_the_address_only_where_the_host_shows_it(
    world: World, host: Person, page: Any
) -> None:
    event = host.announce(place=PLACE)
    guest = world.confirmed(event, host, "Qlara")

    html = page(event)
    assert data(html)["location"] == {
        "@type": "Place",
        "name": "Арбат",
        "address": {"@type": "PostalAddress", "addressLocality": "Москва"},
    }
    assert not any(word in html for word in ("Лесная", "Дача", "55.75", guest.name))

    host.edit(event, place={**PLACE, "show_address": True})
    assert data(page(event))["location"] == {
        "@type": "Place",
        "name": "Дача",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Москва",
            "streetAddress": "Лесная, 5",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 55.7522345, "longitude": 37.5987654},
    }


def test_r7_an_online_events_link_is_its_page(host: Person, page: Any) -> None:
    event = host.announce(place={"kind": "online", "url": "https://meet.example.com/secret"})
    html = page(event)
    assert "meet.example.com" not in html
    found = data(html)
    assert found["location"] == {"@type": "VirtualLocation", "url": found["url"]}
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_it_says_what_is_sold_out_called_off_or_over(
    world: World, host: Person, page: Any, clock: Clock
) -> None:
    event = host.announce(capacity=1, approval="automatic")
    offer = data(page(event))["offers"]
    assert (offer["price"], offer["availability"]) == ("0", "https://schema.org/InStock")
    world.confirmed(event, host)
    assert data(page(event))["offers"]["availability"] == "https://schema.org/SoldOut"

    host.cancel(event)
    found = data(page(event))
    assert found["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in found

    host.restore(event)
    clock.to(event["ends_at"])
    assert "offers" not in data(page(event))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", 'a"b\\c']
)
def test_no_text_of_a_host_ends_the_block_or_begins_a_script(
    host: Person, page: Any, text: str
) -> None:
    host.patch("/me", {"name": text})
    event = host.announce(title=text, description=f"x {text}", place={**PLACE, "area": text})

    html = page(event)

    found = data(html)
    assert html.count("<script") == html.count("</script>") == 1
    assert "<!--" not in html
    assert found["description"] == f"x {text}"


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_what_is_not_public_has_none(host: Person, page: Any, visibility: str) -> None:
    assert page(host.announce(visibility=visibility)) == PAGE


def test_the_check_finds_what_the_vocabulary_does_not_know() -> None:
    movie = {"@type": "Movie", "name": "x", "duration": "2 hours", "runtime": 3}
    event = {
        "@type": "ScreeningEvent",
        "workPresented": {"@type": "Place"},
        "location": movie,
        "eventStatus": "https://schema.org/Gone",
        "startDate": "2027-06-01T21:45:00",
    }
    assert [each.partition(": ")[0] for each in faults(event)] == [
        ".workPresented",
        ".location",
        ".location.duration",
        ".location",
        ".eventStatus",
        ".startDate",
    ]
