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


def test_the_file_after_the_approval_is_newer_than_the_one_before(
    host: Person, guest: Person
) -> None:
    event = host.announce(place=HOME)
    seen = []
    for step in (
        lambda: None,
        lambda: guest.ask(event),
        lambda: host.act("approve", event, guest),
        lambda: guest.act("withdraw", event),
    ):
        step()
        seen.append(component(calendar_file(guest, event).body))

    sequences = [each["SEQUENCE"] for each in seen]
    assert sequences == sorted(set(sequences))
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        moments = [each.decoded(name) for each in seen]
        assert moments == sorted(moments)
    assert seen[2].decoded("DTSTAMP") >= seen[1].decoded("DTSTAMP")
    assert [each["STATUS"] for each in seen] == ["TENTATIVE", "TENTATIVE", "CONFIRMED", "TENTATIVE"]
    assert [each["TRANSP"] == "OPAQUE" for each in seen] == [False, False, True, False]


def test_a_waiting_or_invited_guests_file_is_tentative(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(capacity=1)
    world.confirmed(event, host)
    assert guest.ask(event).body["status"] == "waitlisted"
    assert component(calendar_file(guest, event).body)["STATUS"] == "TENTATIVE"
    invited = world.person("Invited")
    invited.put(f"/me/following/{host.id}")
    host.post(f"/events/{event['id']}/invitations", {"guest_id": invited.id})
    assert component(calendar_file(invited, event).body)["STATUS"] == "TENTATIVE"


def test_what_is_published_names_its_organizer(host: Person) -> None:
    found = component(calendar_file(host, host.announce()).body)
    assert found["ORGANIZER"] == "mailto:seance@example.com"
    assert found["ORGANIZER"].params["CN"] == host.name


def test_an_online_event_has_its_link_as_place_and_conference(
    world: World, host: Person, guest: Person
) -> None:
    link = "https://meet.example.com/film"
    event = host.announce(place={"kind": "online", "url": link})
    found = component(calendar_file(world.confirmed(event, host), event).body)
    assert found["LOCATION"] == found["CONFERENCE"] == link
    assert found["CONFERENCE"].params["VALUE"] == "URI"
    hidden = component(calendar_file(guest, event).body)
    assert "LOCATION" not in hidden
    assert link not in hidden.to_ical().decode()


def test_coordinates_are_written_without_an_exponent(host: Person) -> None:
    event = host.announce(place=HOME | {"latitude": 0.00001, "longitude": -0.0000012})
    assert "GEO:0.000010;-0.000001\r\n" in calendar_file(host, event).body


def test_a_file_that_has_not_changed_is_not_sent_again(host: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/calendar.ics"
    tag = host.get(path).headers["etag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = host.get(path, headers={"If-None-Match": known})
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, "", tag)
    host.edit(event, title="Иначе")
    assert host.get(path, headers={"If-None-Match": tag}).status == 200


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
    sequences = [each["SEQUENCE"] for _, each in found]
    assert sequences == sorted(set(sequences))
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


@pytest.mark.parametrize("way", ["manual", "automatic", "moved", "invited"])
def test_who_withdraws_gets_it_out_of_the_calendar_once(
    host: Person, guest: Person, pump: Pump, clock: Clock, way: str
) -> None:
    event = host.announce(place=HOME, approval="automatic" if way != "manual" else "manual")
    if way == "invited":
        guest.put(f"/me/following/{host.id}")
        host.post(f"/events/{event['id']}/invitations", {"guest_id": guest.id})
        guest.act("accept", event)
        pump.run()
        host.edit(event, title="Иначе")  # the first that is mailed into the calendar
    else:
        guest.ask(event)
    if way == "manual":
        host.act("approve", event, guest)
    if way == "moved":
        guest.announce(film_id="alien-1979", starts_at=at(days=40))
        host.edit(event, starts_at=at(days=40))
    pump.run()
    clock.forward(seconds=61)
    pump.run()
    assert guest.act("withdraw", event).status == 200
    pump.run(times=2)
    assert guest.act("withdraw", event).status == 200
    pump.run()

    (method, last), *others = reversed(files(pump, guest))
    assert [method, *(each for each, _ in others)].count("CANCEL") == 1
    assert (method, last["STATUS"]) == ("CANCEL", "CANCELLED")
    assert all(last["SEQUENCE"] > each["SEQUENCE"] for _, each in others)
    assert "Лесная" not in last.to_ical().decode()


def test_who_was_never_mailed_an_entry_gets_none_taken_back(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic")
    muted = {"channels": {"email": True}, "muted": ["booking_approved"], "language": "en"}
    guest.put("/me/notice-settings", muted)
    guest.ask(event)
    pump.run()
    guest.act("withdraw", event)
    pump.run()

    assert files(pump, guest) == []


def test_who_is_let_in_again_meanwhile_keeps_the_entry(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    pump.run()
    guest.act("withdraw", event)
    changes = pump.changes("main")
    guest.ask(event)
    pump.deliver("main", changes, 1)
    pump.run()

    assert files(pump, guest)[-1][0] == "REQUEST"


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


def test_a_feed_without_events_is_valid_all_the_same(guest: Person, read: Any) -> None:
    body = read(guest.post("/me/calendar").body["url"]).body

    (zone,) = Calendar.from_ical(body).subcomponents
    assert zone.name == "VTIMEZONE"
    assert "METHOD" not in body  # RFC 5546: what is published has an event
    guest.announce()


def test_a_moved_seat_is_tentative_in_the_feed(
    world: World, host: Person, guest: Person, pump: Pump, read: Any
) -> None:
    there = host.announce(starts_at=at(days=3), approval="automatic")
    guest.ask(there)
    guest.announce(film_id="alien-1979", starts_at=at(days=5))
    host.edit(there, starts_at=at(days=5))
    pump.run()

    found = Calendar.from_ical(read(guest.post("/me/calendar").body["url"]).body).walk("VEVENT")
    statuses = {str(each["UID"]): str(each["STATUS"]) for each in found}
    assert statuses[f"{there['id']}@seance"] == "TENTATIVE"
    assert sorted(statuses.values()) == ["CONFIRMED", "TENTATIVE"]


def test_a_new_feed_takes_the_place_of_the_old_and_no_token_is_kept(
    guest: Person, read: Any
) -> None:
    old = guest.post("/me/calendar").body["url"]
    new = guest.post("/me/calendar").body["url"]

    assert read(old).status == 404
    assert read(new).status == 200
    token = new.rpartition("/")[2].removesuffix(".ics")
    assert token not in repr(everything())


def test_one_learns_whether_there_is_a_feed_which_a_new_one_would_end(guest: Person) -> None:
    assert guest.get("/me").body["calendar_feed"] is False
    guest.post("/me/calendar")

    assert guest.get("/me").body["calendar_feed"] is True
    assert guest.patch("/me", {"city": "Тверь"}).body["calendar_feed"] is True


@pytest.mark.parametrize("file", ["wrong.ics", "wrong", ".ics", "x.txt"])
def test_a_wrong_address_opens_no_feed(read: Any, file: str) -> None:
    answer = read(f"/calendars/{file}")
    assert (answer.status, answer.code) == (404, "not_found")
