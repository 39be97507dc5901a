"""What is open without an account, and what one takes along, over HTTP (M27, M29, M42)."""

import json
import re

import httpx
from icalendar import Calendar

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import ADDRESS, Person, soon
from tests.stack.waiting import PATIENCE


def test_m27_public_events_are_found_without_a_token(cloud: Cloud, host: Person) -> None:
    event = host.announce(title=f"Evening of {host.id}")
    hidden = host.announce(soon(days=12), film_id="stalker-1979", visibility="followers")

    path = f"{cloud.url}/api/v1/public/events"
    asked = {"city": event["place"]["city"], "from": event["starts_at"], "to": soon(days=13).isoformat(), "limit": 100}  # fmt: skip
    answer = httpx.get(path, params=asked, timeout=PATIENCE)

    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "public, max-age=30"
    found = {each["id"]: each for each in answer.json()["items"]}
    assert event["id"] in found
    assert hidden["id"] not in found
    assert ADDRESS not in answer.text


def test_m29_a_schedule_shows_own_events_and_bookings_by_start(
    host: Person, gather: MakeCrowd
) -> None:
    (guest,) = gather(1)
    own = guest.announce(soon(days=14), film_id="stalker-1979")
    there = host.announce(soon(days=13))
    guest.ask(there)

    window = {"from": soon(days=12).isoformat(), "to": soon(days=20).isoformat()}
    items = guest.see("/me/schedule", **window)["items"]

    assert [(each["kind"], each["status"], each["event"]["id"]) for each in items] == [
        ("booking", "requested", there["id"]),
        ("event", "scheduled", own["id"]),
    ]


def test_m42_calendars_and_the_guest_list_come_with_their_types_and_tags(
    cloud: Cloud, host: Person, gather: MakeCrowd
) -> None:
    (guest,) = gather(1)
    event = host.announce(place={"kind": "home", "city": "Москва", "address": ADDRESS})
    guest.ask(event)
    assert host.http.patch("/me", json={"public_calendar": True}).status_code == 200

    public = f"{cloud.url}/api/v1/public"
    for path in (f"{public}/users/{host.id}/calendar.ics", f"{public}/cities/moscow/calendar.ics"):
        answer = httpx.get(path, timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=30"
        uids = {str(each["UID"]) for each in Calendar.from_ical(answer.text).walk("VEVENT")}
        assert f"{event['id']}@seance" in uids
        assert ADDRESS not in answer.text
        known = {"If-None-Match": answer.headers["etag"]}
        if "users" in path:  # a city is everybody's
            assert httpx.get(path, headers=known, timeout=PATIENCE).status_code == 304

    answer = host.get(f"/events/{event['id']}/guests.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert '"requested"' in answer.content.decode("utf-8-sig")


def test_m42_a_public_events_page_says_in_json_ld_what_it_is(cloud: Cloud, host: Person) -> None:
    event = host.announce()
    html = httpx.get(f"{cloud.url}/events/{event['id']}", timeout=PATIENCE).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(block)["@type"] == "ScreeningEvent"
