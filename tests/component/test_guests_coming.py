"""Who takes a seat at an automatic event asks its host nothing, so the host is told in one entry."""

from typing import Any

import pytest

from queues import notify
from seance.notices.model import GATHERED_FOR
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import Pump, batch
from tests.component.told import kinds, notices, only


@pytest.fixture
def event(host: Person, pump: Pump) -> dict[str, Any]:
    """An automatic event with plenty of seats."""
    found = host.announce(approval="automatic", capacity=50)
    pump.forget()
    return found


def coming(person: Person) -> dict[str, Any]:
    """What the one entry tells."""
    return only(person, "guests_coming")


def test_a_seat_that_was_given_is_no_request(
    host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    host.patch("/me", {"language": "ru"})
    guest.ask(event)
    pump.run(times=3)

    assert kinds(host) == ["guests_coming"]
    told = coming(host)
    assert told["title"] == "Новый гость"
    assert told["text"].startswith(f"{guest.name} идёт на «Солярис»")
    assert (told["count"], [each["id"] for each in told["people"]]) == (1, [guest.id])


def test_it_waits_for_nobody_to_read_it(
    host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    guest.ask(event)
    pump.run()

    assert host.get("/me/notices").body["unread_count"] == 0
    assert host.get("/me/notices", unread=True).body["items"] == []


def test_many_guests_are_one_entry_and_one_mail_for_the_host_and_each_moderator(
    world: World, host: Person, event: dict[str, Any], pump: Pump
) -> None:
    mila = world.person("Mila")
    host.appoint(event, mila)
    pump.forget()
    pump.mails.clear()
    crowd = world.people(37)
    for person in crowd:
        person.ask(event)
        pump.run(times=2)
        pump.clock.forward(seconds=60)

    for reader in (host, mila):
        reader.patch("/me", {"language": "ru"})
        told = coming(reader)
        assert told["text"].startswith("37 человек идут на «Солярис»")
        assert told["count"] == 37
        assert len({each["id"] for each in told["people"]} & {each.id for each in crowd}) == 3
        mails = [each for each in pump.mails if each.to.startswith(reader.name.lower())]
        assert [each.subject for each in mails] == ["A new guest: Solaris"]
    assert len(pump.mails) == 37 + 2


def test_who_waits_for_a_seat_that_nobody_gives_is_no_request_either(
    world: World, host: Person, pump: Pump
) -> None:
    host.patch("/me", {"language": "ru"})
    event = host.announce(approval="automatic", capacity=1)
    for name in ("Anna", "Boris", "Vera"):
        world.person(name).ask(event)
    pump.run(times=3)

    assert kinds(host) == ["guests_coming"]
    told = coming(host)
    assert told["title"] == "Гости и очередь"
    assert told["text"].startswith("Anna идёт на «Солярис»")
    assert told["text"].endswith("В очереди: 2. Отвечать не нужно: места достаются по порядку.")
    assert host.get("/me/notices").body["unread_count"] == 0


def test_who_waits_is_said_to_be_answered_by_nobody_only_while_that_is_so(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic", capacity=1)
    world.person("Anna").ask(event)
    guest.ask(event)
    pump.run()

    host.edit(event, approval="manual")
    pump.run()

    assert "waitlist" not in coming(host)["text"]


def test_moderators_are_told_too_but_not_of_themselves(
    world: World, host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    mila = world.person("Mila")
    host.appoint(event, mila)
    pump.forget()
    mila.ask(event)
    pump.run(times=2)
    assert "guests_coming" not in kinds(mila)

    guest.ask(event)
    pump.run(times=2)

    assert coming(mila)["count"] == coming(host)["count"] == 2


def test_who_left_again_is_counted_no_more(
    world: World, host: Person, event: dict[str, Any], pump: Pump
) -> None:
    host.patch("/me", {"language": "en"})
    anna, boris = world.person("Anna"), world.person("Boris")
    anna.ask(event)
    boris.ask(event)
    pump.run()
    assert coming(host)["text"].startswith("Anna and Boris are coming to")

    anna.act("withdraw", event)
    pump.run()
    assert coming(host)["text"].startswith("Boris is coming to")
    boris.act("withdraw", event)
    pump.run()
    assert coming(host)["text"].startswith("Nobody is coming to")


def test_a_guest_of_a_later_hour_brings_the_one_entry_to_the_top(
    world: World, host: Person, event: dict[str, Any], pump: Pump
) -> None:
    anna, boris, vera = (world.person(name) for name in ("Anna", "Boris", "Vera"))
    anna.ask(event)
    pump.run(times=2)
    first = coming(host)["id"]
    pump.clock.forward(seconds=GATHERED_FOR.total_seconds())

    boris.ask(event)
    vera.ask(event)
    pump.run(times=3)

    told = coming(host)
    assert told["id"] > first
    assert told["count"] == 3


def test_a_message_that_comes_again_an_hour_late_tells_nothing(
    world: World, host: Person, event: dict[str, Any], pump: Pump
) -> None:
    anna, boris = world.person("Anna"), world.person("Boris")
    anna.ask(event)
    pump.run()
    again = pump.messages("notices")
    pump.clock.forward(seconds=2 * GATHERED_FOR.total_seconds())
    boris.ask(event)
    pump.run()
    told = notices(host)

    assert notify.handler(batch(*again), CONTEXT) == {"batchItemFailures": []}

    assert [each["id"] for each in notices(host)] == [each["id"] for each in told]


def test_who_moderates_no_longer_hears_no_numbers(
    world: World, host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    mila = world.person("Mila")
    host.appoint(event, mila)
    guest.ask(event)
    pump.run()
    host.delete(f"/events/{event['id']}/moderators/{mila.id}")

    told = coming(mila)

    assert (told["count"], told["people"]) == (None, [])
    assert guest.name not in told["text"]
