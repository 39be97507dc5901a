"""R9: a material change tells everybody concerned, once, with what changed."""

from dataclasses import dataclass
from typing import Any

import pytest

from seance.notices.store import NoticeItem
from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.told import kinds, notices, only


@dataclass
class Showing:
    """An event with a guest in every status."""

    host: Person
    event: dict[str, Any]
    concerned: dict[str, Person]
    others: dict[str, Person]
    pump: Pump
    clock: Clock

    def wait(self, times: int = 1) -> None:
        """Let the minute pass in which edits are told together."""
        self.pump.run(times)
        self.clock.forward(seconds=61)
        self.pump.run(times)

    def heard(self) -> dict[str, list[str]]:
        """What everybody was told since the beginning, if anything."""
        everybody = {"host": self.host, **self.concerned, **self.others}
        found = {name: kinds(person) for name, person in everybody.items()}
        return {name: told for name, told in found.items() if told}


@pytest.fixture
def showing(world: World, host: Person, pump: Pump, clock: Clock) -> Showing:
    """Confirmed, invited, requested, waitlisted and a moderator; and those who are out of it."""
    event = host.announce(capacity=1, title="Кино", price=None)
    names = ("invited", "requested", "declined", "withdrawn", "refused", "revoked", "removed")
    people = {name: world.follower(host, name) for name in names}
    people["stranger"] = world.person("stranger")
    for name in ("requested", "declined", "withdrawn", "removed"):
        people[name].ask(event)
    for name in ("invited", "refused", "revoked"):
        host.invite(event, people[name])
    host.act("approve", event, people["removed"])
    host.act("remove", event, people["removed"])
    host.act("decline", event, people["declined"])
    host.act("revoke", event, people["revoked"])
    people["withdrawn"].act("withdraw", event)
    people["refused"].act("refuse", event)
    people["confirmed"] = world.confirmed(event, host, "confirmed")
    people["waitlisted"] = world.person("waitlisted")
    people["waitlisted"].ask(event)
    people["moderator"] = world.person("moderator")
    host.appoint(event, people["moderator"])
    pump.forget()
    for person in (host, *people.values()):
        forget(person)
    live = {"invited", "requested", "confirmed", "waitlisted", "moderator"}
    return Showing(
        host,
        event,
        {name: person for name, person in people.items() if name in live},
        {name: person for name, person in people.items() if name not in live},
        pump,
        clock,
    )


def forget(person: Person) -> None:
    """Empty an inbox."""
    for each in notices(person):
        NoticeItem.of((f"USER#{person.id}", f"NOTICE#{each['id']}")).delete()


CHANGES: list[tuple[dict[str, Any], set[str]]] = [
    ({"title": "Иначе"}, {"title"}),
    ({"film_id": "alien-1979"}, {"film", "ends_at"}),
    ({"starts_at": at(days=5)}, {"starts_at", "ends_at"}),
    ({"duration_minutes": 60}, {"ends_at"}),
    ({"time_zone": "Asia/Omsk"}, {"time_zone"}),
    ({"place": {"kind": "cinema", "city": "Тверь"}}, {"place"}),
    ({"admission": "paid", "price": {"amount": "5.00", "currency": "EUR"}}, {"admission", "price"}),
]


@pytest.mark.parametrize(
    ("changes", "fields"), CHANGES, ids=["+".join(sorted(fields)) for _, fields in CHANGES]
)
def test_a_material_change_tells_all_concerned_once_but_the_host(
    showing: Showing, changes: dict[str, Any], fields: set[str]
) -> None:
    showing.host.edit(showing.event, **changes)

    showing.wait(times=2)

    assert showing.heard() == {name: ["event_changed"] for name in showing.concerned}
    for person in showing.concerned.values():
        notice = only(person, "event_changed")
        assert {each["field"] for each in notice["changes"]} == fields
        assert all(each["old"] != each["new"] for each in notice["changes"])
        assert notice["short_url"] == showing.event["short_url"]


@pytest.mark.parametrize(
    "changes",
    [{"description": "Иначе"}, {"capacity": 9}, {"visibility": "followers"}, {"approval": "automatic"}],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_a_cosmetic_edit_tells_nobody_of_a_change(
    showing: Showing, changes: dict[str, Any]
) -> None:
    showing.host.edit(showing.event, **changes)

    showing.wait()

    assert "event_changed" not in {kind for told in showing.heard().values() for kind in told}


def test_a_change_is_told_old_and_new_in_the_readers_words(showing: Showing) -> None:
    showing.host.edit(showing.event, title="Иначе", starts_at=at(days=5))
    showing.wait()

    notice = only(showing.concerned["confirmed"], "event_changed")

    assert {each["field"]: (each["old"], each["new"]) for each in notice["changes"]}["title"] == (
        "Кино",
        "Иначе",
    )
    assert "Title: Кино → Иначе" in notice["text"]
    assert "Starts: " in notice["text"]
    assert "(Europe/Moscow, UTC+3)" in notice["text"]


def test_edits_within_a_minute_are_told_together(showing: Showing) -> None:
    showing.host.edit(showing.event, title="Раз")
    showing.pump.run()
    showing.clock.forward(seconds=30)
    showing.host.edit(showing.event, title="Два", time_zone="Asia/Omsk")
    showing.pump.run()
    assert showing.heard() == {}
    showing.clock.forward(seconds=31)
    showing.pump.run()
    showing.clock.forward(seconds=60)
    showing.pump.run()

    notice = only(showing.concerned["confirmed"], "event_changed")
    assert {each["field"]: each["new"] for each in notice["changes"]} == {
        "title": "Два",
        "time_zone": "Asia/Omsk",
    }


def test_an_edit_that_is_taken_back_in_time_tells_nobody(showing: Showing) -> None:
    showing.host.edit(showing.event, title="Иначе")
    showing.pump.run()
    showing.host.edit(showing.event, title="Кино")

    showing.wait(times=2)

    assert showing.heard() == {}


def test_edits_after_the_minute_are_told_by_themselves(showing: Showing) -> None:
    for title in ("Раз", "Два"):
        showing.host.edit(showing.event, title=title)
        showing.wait()

    told = [each["changes"] for each in notices(showing.concerned["requested"])]
    assert [(each["old"], each["new"]) for (each,) in told] == [("Кино", "Раз"), ("Раз", "Два")]


def test_a_cancellation_is_told_at_once_with_its_reason(showing: Showing) -> None:
    path = f"/events/{showing.event['id']}/cancel"
    showing.host.post(path, {"reason": "Потоп в подвале"})

    showing.pump.run(times=2)

    assert showing.heard() == {name: ["event_cancelled"] for name in showing.concerned}
    notice = only(showing.concerned["invited"], "event_cancelled")
    assert {"field": "status", "old": "scheduled", "new": "cancelled"} in notice["changes"]
    assert notice["text"].endswith("Потоп в подвале")
    showing.wait()
    assert showing.heard() == {name: ["event_cancelled"] for name in showing.concerned}


def test_an_edit_and_a_cancellation_are_one_notice_with_all_changes(showing: Showing) -> None:
    showing.host.edit(showing.event, title="Иначе")
    showing.pump.run()
    showing.host.cancel(showing.event)

    showing.wait(times=2)

    assert showing.heard() == {name: ["event_cancelled"] for name in showing.concerned}
    notice = only(showing.concerned["waitlisted"], "event_cancelled")
    assert {each["field"] for each in notice["changes"]} == {"title", "status"}


def test_a_restored_event_is_told(showing: Showing) -> None:
    showing.host.cancel(showing.event)
    showing.pump.run()

    showing.host.restore(showing.event)
    showing.pump.run(times=2)

    assert showing.heard() == {
        name: ["event_cancelled", "event_restored"] for name in showing.concerned
    }


def test_a_cancellation_that_is_taken_back_before_it_was_told_tells_nobody(
    showing: Showing,
) -> None:
    showing.host.cancel(showing.event)
    showing.host.restore(showing.event)

    showing.wait()

    assert showing.heard() == {}


def test_a_change_told_late_is_dated_by_the_edit(showing: Showing) -> None:
    changed = showing.host.edit(showing.event, title="Иначе").body
    showing.wait()

    notice = only(showing.concerned["confirmed"], "event_changed")

    assert instant(notice["created_at"]) == instant(changed["updated_at"])


def test_hundreds_of_guests_are_told_page_by_page(
    showing: Showing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seance.notices.audience.PAGE", 2)
    monkeypatch.setattr("seance.bookings.copies.PAGE", 2)
    showing.host.edit(showing.event, title="Иначе", starts_at=at(days=5))

    showing.wait(times=2)

    heard = showing.heard()
    assert heard == {name: ["event_changed"] for name in showing.concerned}
    pages = [each for each in showing.pump.messages("notices") if each["kind"] == "event_changed"]
    assert any("after" in each for each in pages)
    for name in ("invited", "requested", "confirmed", "waitlisted"):
        (item,) = showing.concerned[name].get("/me/bookings").body["items"]
        assert item["event"]["title"] == "Иначе"


SHOWING_NOTHING = [
    {"seconds": 20},
    {"place": {"kind": "home", "city": "Москва", "address": "Арбат, 1", "show_address": True}},
]


@pytest.mark.parametrize("changes", SHOWING_NOTHING, ids=["seconds", "show_address"])
def test_a_change_that_shows_nothing_tells_nobody(
    showing: Showing, changes: dict[str, Any]
) -> None:
    place = {"kind": "home", "city": "Москва", "address": "Арбат, 1"}
    minute = at(days=4)[:17]
    showing.host.edit(showing.event, place=place, starts_at=f"{minute}00Z", duration_minutes=90)
    showing.wait()
    for person in showing.concerned.values():
        forget(person)

    if "seconds" in changes:
        changes = {"starts_at": f"{minute}{changes['seconds']}Z", "duration_minutes": 90}
    showing.host.edit(showing.event, **changes)
    showing.wait()

    assert showing.heard() == {}


def test_another_address_is_told_only_of_places_whose_hidden_part_changed(
    showing: Showing,
) -> None:
    paid: dict[str, Any] = {"admission": "paid"}
    home = {"kind": "home", "city": "Москва", "address": "Арбат, 1"}
    first = paid | {"price": {"amount": "99.80", "currency": "ALL"}, "place": home}
    showing.host.edit(showing.event, **first)
    showing.wait()
    for person in showing.concerned.values():
        forget(person)

    showing.host.edit(
        showing.event, price={"amount": "99.60", "currency": "ALL"}, place=home | {"kind": "other"}
    )
    showing.wait()

    for name in ("confirmed", "requested"):
        text = only(showing.concerned[name], "event_changed")["text"]
        assert "another one" not in text
        assert "99.80 → " in text
        assert "at home, Москва" in text
        forget(showing.concerned[name])
    showing.host.edit(showing.event, place=home | {"kind": "other", "address": "Арбат, 2"})
    showing.wait()
    told = {
        name: only(showing.concerned[name], "event_changed")["text"]
        for name in ("confirmed", "requested")
    }
    assert "Арбат, 1 → Москва, Арбат, 2" in told["confirmed"]
    assert "Москва (the exact address has changed)" in told["requested"]
    assert "Арбат" not in told["requested"]


def test_the_old_time_is_told_in_the_zone_it_was_announced_in(showing: Showing) -> None:
    day = at(days=8)[:10]
    showing.host.edit(showing.event, starts_at=f"{day}T16:00:00Z", time_zone="Europe/Moscow")
    showing.wait()
    forget(showing.concerned["confirmed"])

    showing.host.edit(showing.event, starts_at=f"{day}T14:00:00Z", time_zone="Asia/Yekaterinburg")
    showing.wait()

    notice = only(showing.concerned["confirmed"], "event_changed")
    (line,) = [each for each in notice["text"].splitlines() if each.startswith("Starts: ")]
    old, new = line.split(" → ")
    assert "19:00 (Europe/Moscow, UTC+3)" in old
    assert "19:00 (Asia/Yekaterinburg, UTC+5)" in new
    assert all(set(each) == {"field", "old", "new"} for each in notice["changes"])


def test_who_comes_after_a_change_is_not_told_of_it(showing: Showing, world: World) -> None:
    showing.host.edit(showing.event, title="Иначе")
    showing.pump.run()
    late = {name: world.follower(showing.host, f"late {name}") for name in ("asked", "invited")}
    late["asked"].ask(showing.event)
    showing.host.invite(showing.event, late["invited"])
    late["moderator"] = world.person("late moderator")
    showing.clock.forward(seconds=1)
    showing.host.appoint(showing.event, late["moderator"])
    showing.host.edit(showing.event, description="Ничего важного")

    showing.wait(times=2)

    told = {name for name, heard in showing.heard().items() if "event_changed" in heard}
    assert told == set(showing.concerned)
    assert [kinds(each).count("event_changed") for each in late.values()] == [0, 0, 0]
    showing.host.edit(showing.event, title="Ещё иначе")
    showing.wait()
    for each in late.values():
        assert only(each, "event_changed")["changes"] == [
            {"field": "title", "old": "Иначе", "new": "Ещё иначе"}
        ]


def test_who_is_approved_while_a_change_is_told_is_told_too(
    showing: Showing, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seance.notices.audience.PAGE", 2)
    waiting = [world.person(f"W{number}") for number in range(6)]
    for person in waiting:
        person.ask(showing.event)
        showing.clock.forward(seconds=1)
    showing.host.edit(showing.event, capacity=9)
    showing.pump.forget()
    showing.host.edit(showing.event, title="Иначе")
    showing.pump.run()
    showing.clock.forward(seconds=61)
    for person in reversed(waiting):
        showing.pump.step()
        showing.host.act("approve", showing.event, person)
    showing.pump.run()

    assert [kinds(each).count("event_changed") for each in waiting] == [1] * 6


def test_a_change_of_what_is_deleted_by_now_tells_nobody(
    host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    pump.forget()
    host.edit(event, title="Иначе")
    pump.run()
    host.delete(f"/events/{event['id']}")

    clock.forward(seconds=61)
    pump.run()

    assert kinds(host) == []
    assert pump.schedules() == {}
