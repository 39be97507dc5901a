"""R7: the exact address is for the host, the moderators and confirmed guests, in every answer."""

from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World, at, event_body
from tests.component.pump import Pump

PLACE = {
    "kind": "online",
    "city": "Москва",
    "area": "Арбат",
    "name": "Квартира с кодом 77",
    "address": "Секретная, 1, кв. 5",
    "latitude": 55.7522345,
    "longitude": 37.5987654,
    "url": "https://meet.example.com/secret-room",
}
SECRETS = ("Секретная", "secret-room", "кодом 77", "7522345", "5987654")


def knows(answer: Any) -> bool:
    """Whether an answer tells the exact place; it tells all of it or nothing."""
    told = [secret in str(answer) for secret in SECRETS]
    assert all(told) or not any(told), answer
    return all(told)


def knowing(person: Person, event: dict[str, Any]) -> bool:
    return knows(person.sees(event))


def test_who_announces_sees_it_in_every_answer(host: Person) -> None:
    created = host.post("/events", event_body(place=PLACE)).body
    path = f"/events/{created['id']}"

    assert knows(created)
    assert knowing(host, created)
    assert knows(host.patch(path, {"title": "x"}).body)
    assert knows(host.post(f"{path}/cancel").body)
    assert knows(host.post(f"{path}/restore").body)


def test_a_stranger_sees_city_and_area_and_a_point_a_kilometre_wide(
    host: Person, guest: Person
) -> None:
    event = host.announce(place=PLACE)

    place = guest.sees(event)["place"]

    assert not knows(place)
    assert place == {
        "kind": "online",
        "city": "Москва",
        "city_id": "moscow",
        "area": "Арбат",
        "latitude": 55.75,
        "longitude": 37.6,
    }


def test_a_guest_knows_it_only_while_holding_a_seat(world: World, host: Person) -> None:
    event = host.announce(place=PLACE, capacity=1)
    guest, waiting, invited = world.person("B"), world.person("W"), world.follower(host)

    guest.ask(event)
    host.invite(event, invited)
    assert not knowing(guest, event)
    assert not knowing(invited, event)
    host.act("approve", event, guest)
    assert knowing(guest, event)
    waiting.ask(event)
    assert not knowing(waiting, event)
    guest.act("withdraw", event)
    assert not knowing(guest, event)
    invited.act("accept", event)
    assert knowing(invited, event)
    host.act("remove", event, invited)
    assert not knowing(invited, event)


def test_a_moderator_knows_it_as_long_as_being_one(world: World, host: Person) -> None:
    event = host.announce(place=PLACE)
    moderator = world.person("Mila")
    host.appoint(event, moderator)
    assert knowing(moderator, event)

    host.delete(f"/events/{event['id']}/moderators/{moderator.id}")

    assert not knowing(moderator, event)


def test_no_list_tells_it_but_the_own_bookings_of_who_has_a_seat(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(place=PLACE)
    guest = world.confirmed(event, host)
    moderator = world.person("Mila")
    host.appoint(event, moderator)
    pump.run()

    for person, path in (
        (guest, "/events"),
        (world.person("Stranger"), "/events"),
        (guest, f"/events/{event['id']}/bookings"),
        (guest, f"/events/{event['id']}/bookings/me"),
        (host, "/me/events"),
        (guest, "/me/notices"),
        (host, "/me/notices"),
    ):
        answer = person.get(path)
        assert answer.status == 200
        assert answer.body.get("items", True)
        assert not knows(answer.body)
    assert not knows(moderator.get("/me/events", role="moderator").body)
    assert knows(guest.get("/me/bookings").body)
    assert not knows(guest.act("withdraw", event).body)
    assert not knows(guest.get("/me/bookings").body)
    assert not knows([(mail.subject, mail.text, mail.html) for mail in pump.mails])


def test_a_host_may_show_it_to_all(world: World, host: Person) -> None:
    event = host.announce(place={**PLACE, "show_address": True})

    assert knowing(world.person("Stranger"), event)
    assert knows(world.nobody.get(f"/public/events/{event['id']}").body)
    assert knows(world.person("Searcher").get("/events").body)


class TestChanges:
    """What the notice of a changed place says."""

    @pytest.fixture
    def told(self, world: World, host: Person, pump: Pump, clock: Clock) -> dict[str, Any]:
        """Everybody's changes after the host moved the event to another flat in another city."""
        event = host.announce(place=PLACE, capacity=1)
        people = {
            "asked": world.person("Asked"),
            "invited": world.follower(host),
            "moderator": world.person("Mila"),
        }
        people["asked"].ask(event)
        host.invite(event, people["invited"])
        people["confirmed"] = world.confirmed(event, host)
        people["waitlisted"] = world.person("W")
        people["waitlisted"].ask(event)
        host.appoint(event, people["moderator"])
        pump.forget()
        host.edit(event, place={**PLACE, "city": "Тверь", "address": "Тайная, 2"})
        pump.run()
        clock.forward(seconds=61)
        pump.run()
        return {
            name: next(
                each["changes"]
                for each in person.get("/me/notices").body["items"]
                if each["kind"] == "event_changed"
            )
            for name, person in people.items()
        }

    @pytest.mark.parametrize("who", ["confirmed", "moderator"])
    def test_who_may_know_is_told_the_new_address(self, told: dict[str, Any], who: str) -> None:
        (change,) = told[who]
        assert change["field"] == "place"
        assert (change["old"]["address"], change["new"]["address"]) == (
            "Секретная, 1, кв. 5",
            "Тайная, 2",
        )

    @pytest.mark.parametrize("who", ["asked", "invited", "waitlisted"])
    def test_the_others_are_told_the_new_city(self, told: dict[str, Any], who: str) -> None:
        (change,) = told[who]
        assert (change["old"]["city"], change["new"]["city"]) == ("Москва", "Тверь")
        assert not any(secret in str(change) for secret in (*SECRETS, "Тайная"))


def test_who_may_not_know_is_told_of_another_flat_but_not_of_which(
    world: World, host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(place=PLACE, starts_at=at(days=4))
    guest.ask(event)
    pump.forget()

    host.edit(event, place={**PLACE, "address": "Секретная, 1, кв. 6"})
    pump.run()
    clock.forward(seconds=61)
    pump.run()

    (notice,) = guest.get("/me/notices").body["items"]
    seen = {
        "kind": "online",
        "city": "Москва",
        "area": "Арбат",
        "latitude": 55.75,
        "longitude": 37.6,
    }
    assert notice["kind"] == "event_changed"
    assert notice["changes"] == [{"field": "place", "old": seen, "new": seen}]
    assert "Place: Москва, Арбат (the exact address has changed)" in notice["text"]
    assert not knows(notice)
