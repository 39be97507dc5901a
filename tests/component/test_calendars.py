"""Calendar files, the private feed and the files that come with mails (M6, situation 12, R7)."""

from typing import Any

import pytest
from icalendar import Calendar

from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Answer, Caller, Person, World, at
from tests.component.pump import Mail, Pump
from tests.component.storage import everything, refused

ADDRESS = "Лесная, 5, кв. 17"
HOME = {
    "kind": "home",
    "city": "Москва",
    "area": "Хамовники",
    "address": ADDRESS,
    "latitude": 55.73312,
    "longitude": 37.58888,
}
REQUEST, CANCEL = (f"text/calendar; charset=utf-8; method={each}" for each in ("REQUEST", "CANCEL"))


def component(text: bytes | str) -> Any:
    """The one event of a calendar, as a strict reader sees it."""
    (found,) = Calendar.from_ical(text).walk("VEVENT")
    return found


def calendar_file(person: Person, event: dict[str, Any]) -> Answer:
    return person.get(f"/events/{event['id']}/calendar.ics")


def files(pump: Pump, person: Person) -> list[tuple[str, Any]]:
    """The calendar files that a person was mailed: method and event."""
    mails: list[Mail] = [
        each for each in pump.mails if each.to == f"{person.name.lower()}@example.com"
    ]
    return [
        (kind.rpartition("=")[2], component(content))
        for each in mails
        for kind, content in each.files.items()
    ]


def test_a_calendar_file_says_when_where_and_where_to_look(host: Person) -> None:
    event = host.announce(place=HOME, title="Кино; на крыше, вдвоём", time_zone="Asia/Kathmandu")

    answer = calendar_file(host, event)

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    found = component(answer.body)
    assert found["UID"] == f"{event['id']}@seance"
    assert found["SEQUENCE"] == 0
    assert found["SUMMARY"] == "Кино; на крыше, вдвоём"
    assert found.decoded("DTSTART").isoformat() == event["starts_at"].replace("Z", "+00:00")
    assert found.decoded("DTEND").isoformat() == event["ends_at"].replace("Z", "+00:00")
    assert ADDRESS in found["LOCATION"]
    assert found["URL"] == event["short_url"]
    assert found["STATUS"] == "CONFIRMED"
    assert "ATTENDEE" not in found
    assert all(len(line) <= 75 for line in answer.body.encode().split(b"\r\n"))


def test_r7_only_who_comes_finds_the_address_in_the_file(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(place=HOME)
    coming = world.confirmed(event, host)

    assert ADDRESS in component(calendar_file(coming, event).body)["LOCATION"]
    stranger = calendar_file(guest, event).body
    assert "Лесная" not in stranger
    assert "55.73312" not in stranger
    assert component(stranger)["LOCATION"] == "Хамовники, Москва"


def test_who_may_not_see_the_event_gets_no_file(host: Person, guest: Person) -> None:
    event = host.announce(visibility="invite_only")
    refused(lambda: calendar_file(guest, event), 404, "not_found")


def test_s12_the_sequence_grows_with_material_changes_only_and_a_cancelled_event_is_cancelled(
    host: Person,
) -> None:
    event = host.announce()
    uid = component(calendar_file(host, event).body)["UID"]

    host.edit(event, description="Возьмите плед")
    assert component(calendar_file(host, event).body)["SEQUENCE"] == 0
    host.edit(event, title="Иначе")
    assert component(calendar_file(host, event).body)["SEQUENCE"] == 1
    host.cancel(event)

    found = component(calendar_file(host, event).body)
    assert (found["SEQUENCE"], found["STATUS"], found["UID"]) == (2, "CANCELLED", uid)


def test_s12_a_guests_mails_put_it_in_move_it_and_take_it_out_without_naming_others(
    world: World, host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(place=HOME)
    other = world.confirmed(event, host)
    guest.ask(event)
    host.act("approve", event, guest)
    pump.run()
    host.edit(event, title="Иначе")
    pump.run()
    clock.forward(seconds=61)
    pump.run()
    host.cancel(event)
    pump.run()

    found = files(pump, guest)
    assert [method for method, _ in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each["SEQUENCE"] for _, each in found] == [0, 1, 2]
    assert {each["UID"] for _, each in found} == {f"{event['id']}@seance"}
    assert found[-1][1]["STATUS"] == "CANCELLED"
    assert found[0][1]["ATTENDEE"] == f"mailto:{guest.name.lower()}@example.com"
    assert found[0][1]["ORGANIZER"] == "mailto:seance@example.com"
    assert ADDRESS in found[0][1]["LOCATION"]
    assert all(other.name not in each.to_ical().decode() for _, each in found)


def test_who_is_removed_gets_it_out_of_the_calendar_and_learns_no_new_address(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(place=HOME)
    guest.ask(event)
    host.act("approve", event, guest)
    host.act("remove", event, guest)
    pump.run()

    method, found = files(pump, guest)[-1]
    assert method == "CANCEL"
    assert "Лесная" not in found.to_ical().decode()


def test_who_only_waits_gets_no_calendar_file(host: Person, guest: Person, pump: Pump) -> None:
    event = host.announce()
    guest.ask(event)
    host.edit(event, title="Иначе")
    host.cancel(event)
    pump.run()

    assert files(pump, guest) == []


@pytest.fixture
def read(api: Handler) -> Any:
    """A calendar program: it knows the address only."""
    return lambda url, **headers: Caller(api, None).get(
        url.removeprefix("http://localhost:8000"), headers=headers
    )


def test_a_feed_shows_what_i_host_and_where_i_have_a_seat(
    world: World, host: Person, guest: Person, read: Any
) -> None:
    own = guest.announce(film_id="alien-1979", starts_at=at(days=20))
    there = host.announce(place=HOME)
    guest.ask(there)
    host.act("approve", there, guest)
    asked = world.person("Other").announce()
    guest.ask(asked)

    url = guest.post("/me/calendar").body["url"]
    answer = read(url)

    assert answer.status == 200
    uids = {str(each["UID"]) for each in Calendar.from_ical(answer.body).walk("VEVENT")}
    assert uids == {f"{each['id']}@seance" for each in (own, there)}
    assert ADDRESS.replace(",", "\\,") in answer.body.replace("\r\n ", "")


def test_a_feed_that_has_not_changed_is_not_sent_again(guest: Person, read: Any) -> None:
    url = guest.post("/me/calendar").body["url"]
    tag = read(url).headers["etag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        assert read(url, **{"If-None-Match": known}).status == 304
    for other in ('"other"', tag.strip('"')):
        assert read(url, **{"If-None-Match": other}).status == 200
    guest.announce()
    assert read(url, **{"If-None-Match": tag}).status == 200


def test_a_new_feed_takes_the_place_of_the_old_and_no_token_is_kept(
    guest: Person, read: Any
) -> None:
    old = guest.post("/me/calendar").body["url"]
    new = guest.post("/me/calendar").body["url"]

    assert read(old).status == 404
    assert read(new).status == 200
    token = new.rpartition("/")[2].removesuffix(".ics")
    assert token not in repr(everything())


@pytest.mark.parametrize("file", ["wrong.ics", "wrong", ".ics", "x.txt"])
def test_a_wrong_address_opens_no_feed(read: Any, file: str) -> None:
    answer = read(f"/calendars/{file}")
    assert (answer.status, answer.code) == (404, "not_found")
