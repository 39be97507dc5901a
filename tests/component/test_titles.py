"""An event is called as its host said, or like its film in the reader's language (M25)."""

from typing import Any

import pytest

from seance.events import previews
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Caller, Person, World, at, event_body
from tests.component.pump import Pump
from tests.component.told import only

TITLES = [None, "Солярис", "Solaris"]  # left out; in any language: the film's


@pytest.fixture
def reader(guest: Person) -> Person:
    """A guest who reads Russian; who never said so reads English."""
    guest.patch("/me", {"language": "ru"})
    return guest


def calendar(person: Person, event: dict[str, Any], language: str | None = None) -> str:
    """The summary of the event's calendar file."""
    headers = {"Accept-Language": language} if language else {}
    answer = person.call("GET", f"/events/{event['id']}/calendar.ics", headers=headers)
    (line,) = [each for each in answer.body.splitlines() if each.startswith("SUMMARY:")]
    return str(line).removeprefix("SUMMARY:")


@pytest.mark.parametrize("title", TITLES)
def test_m25_a_title_that_is_the_films_is_told_from_a_given_one(
    host: Person, guest: Person, title: str | None
) -> None:
    event = host.announce(title=title)
    other = host.announce(title="Кино на крыше", starts_at=at(days=5))
    guest.ask(event)

    assert event["title"] == (title or "Солярис")
    assert not event["title_given"]
    assert other["title_given"]
    listed = {each["id"]: each["title_given"] for each in guest.get("/events").body["items"]}
    assert listed == {event["id"]: False, other["id"]: True}
    assert guest.get(f"/public/events/{event['id']}").body["title_given"] is False
    (booking,) = guest.get("/me/bookings").body["items"]
    assert booking["event"]["title_given"] is False
    reminders = {
        (each["event"]["id"], each["event"]["title_given"])
        for each in host.get("/me/reminders").body["items"]
    }
    assert reminders == {(event["id"], False), (other["id"], True)}


@pytest.mark.parametrize("title", TITLES)
def test_m25_a_notice_its_mail_and_its_calendar_file_name_an_event_as_their_reader_does(
    host: Person, reader: Person, world: World, pump: Pump, title: str | None
) -> None:
    event = host.announce(title=title)
    clara = world.confirmed(event, host, "Clara")
    reader.ask(event)
    host.act("approve", event, reader)
    pump.run()

    assert "“Solaris”" in only(clara, "booking_approved")["text"]
    assert "«Солярис»" in only(reader, "booking_approved")["text"]
    mails = {each.to: each for each in pump.mails}
    for name, called in (("clara", "Solaris"), ("boris", "Солярис")):
        mail = mails[f"{name}@example.com"]
        assert mail.subject.endswith(f": {called}")
        (file,) = mail.files.values()
        assert f"SUMMARY:{called}\r\n" in file.decode()


def test_m25_a_change_of_the_film_is_told_in_the_readers_language(
    host: Person, reader: Person, world: World, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    clara = world.confirmed(event, host, "Clara")
    reader.ask(event)
    pump.run()

    changed = host.edit(event, film_id="parasite-2019").body
    pump.run()
    clock.forward(minutes=2)
    pump.run()

    assert (changed["title"], changed["title_given"]) == ("Паразиты", False)
    for person, old, new in ((clara, "Solaris", "Parasite"), (reader, "Солярис", "Паразиты")):
        notice = only(person, "event_changed")
        told = {each["field"]: (each["old"], each["new"]) for each in notice["changes"]}
        assert told["film"] == told["title"] == (old, new)
        assert f"{old} → {new}" in notice["text"]


def test_m25_calendars_name_an_event_as_their_reader_does(host: Person, reader: Person) -> None:
    event = host.announce()

    assert [calendar(host, event, each) for each in ("ru", "en-GB", None)] == [
        "Солярис",
        "Solaris",
        "Солярис",
    ]
    reader.ask(event)
    host.act("approve", event, reader)
    for person, called in ((host, "Solaris"), (reader, "Солярис")):
        url = person.post("/me/calendar").body["url"]
        feed = Caller(person.api).get(url.partition("/api/v1")[2]).body
        assert f"SUMMARY:{called}" in feed


def test_m25_a_link_shows_the_title_in_its_hosts_language(
    host: Person, api: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "shell", lambda: previews.PLAIN)
    event = host.announce()

    assert (
        "<title>Solaris · Seance</title>" in Caller(api).get(f"/{event['id']}", base="/events").body
    )
    host.patch("/me", {"language": "ru"})
    assert (
        "<title>Солярис · Seance</title>" in Caller(api).get(f"/{event['id']}", base="/events").body
    )


def test_m25_a_clash_says_what_it_is_called_in_both_languages(host: Person) -> None:
    host.announce()
    given = host.announce(title="Кино", starts_at=at(days=9))

    (clash,) = host.post("/events", event_body(film_id="alien-1979")).body["conflicts"]
    (other,) = host.post(
        "/events", event_body(film_id="alien-1979", starts_at=given["starts_at"])
    ).body["conflicts"]

    assert (clash["title"], clash["titles"]) == ("Солярис", {"ru": "Солярис", "en": "Solaris"})
    assert (other["title"], "titles" in other) == ("Кино", False)


def test_m25_who_gives_no_title_any_more_gets_the_films(host: Person) -> None:
    event = host.announce(title="Кино на крыше")

    changed = host.edit(event, title=None).body

    assert (changed["title"], changed["title_given"]) == ("Солярис", False)
