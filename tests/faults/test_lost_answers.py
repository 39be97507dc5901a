"""A write happened and its answer was lost: who asked is told what is true, and nothing is done twice."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.component.gateway import Answer, Person
from tests.faults.ledger import Ledger
from tests.faults.town import Town

Change = Callable[[Person, dict[str, Any]], Answer]


def lose_first_write(town: Town) -> None:
    """The first write is done; neither its answer arrives nor those to botocore's retries."""
    town.wire.fates.clear()
    town.wire.deaf_writes = 1


def test_announcing_makes_one_event(town: Town) -> None:
    (host,) = town.people(1)
    assert host.get("/me").status == 200
    lose_first_write(town)

    event = host.announce()

    stored = [each for each in town.tables.items["main"].values() if each["item"]["S"] == "event"]
    assert [each["id"]["S"] for each in stored] == [event["id"]]
    ledger = Ledger.of(town.tables, event["id"])
    assert ledger.busy == {host.id}
    ledger.check()
    assert host.sees(event)["id"] == event["id"]


def test_a_new_person_gets_one_profile(town: Town) -> None:
    (person,) = town.people(1)
    lose_first_write(town)

    assert person.get("/me").status == 200

    assert person.get("/me").body["name"] == person.name


@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_asking_makes_one_booking_and_answers_that_it_is_new(town: Town, approval: str) -> None:
    host, guest = town.people(2)
    event = host.announce(approval=approval)
    assert guest.get("/me").status == 200
    lose_first_write(town)

    answer = guest.ask(event)

    assert answer.status == 201
    assert answer.body["status"] == ("requested" if approval == "manual" else "confirmed")
    assert answer.body["version"] == 1
    Ledger.of(town.tables, event["id"]).check()


@pytest.mark.parametrize(("action", "status"), [("approve", "confirmed"), ("decline", "declined")])
def test_a_decision_is_made_once(town: Town, action: str, status: str) -> None:
    host, guest = town.people(2)
    event = host.announce()
    guest.ask(event)
    lose_first_write(town)

    answer = host.act(action, event, guest)

    assert (answer.status, answer.body["status"], answer.body["version"]) == (200, status, 2)
    Ledger.of(town.tables, event["id"]).check()


def test_a_seat_that_is_given_back_comes_back_once(town: Town) -> None:
    host, guest = town.people(2)
    event = host.announce(approval="automatic", capacity=2)
    guest.ask(event)
    lose_first_write(town)

    assert guest.act("withdraw", event).status == 200

    ledger = Ledger.of(town.tables, event["id"])
    assert ledger.left == 2
    ledger.check()


CHANGES: dict[str, Change] = {
    "edit": lambda host, event: host.edit(event, title="Другое", capacity=7),
    "edit of the version that was read": lambda host, event: host.patch(
        f"/events/{event['id']}", {"title": "Другое"}, headers={"If-Match": '"1"'}
    ),
    "cancel": lambda host, event: host.cancel(event),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_an_event_is_one_change(town: Town, change: Change) -> None:
    (host,) = town.people(1)
    event = host.announce()
    lose_first_write(town)

    answer = change(host, event)

    assert (answer.status, answer.body.get("version")) == (200, 2)
    Ledger.of(town.tables, event["id"]).check()


def test_an_event_is_deleted(town: Town) -> None:
    (host,) = town.people(1)
    event = host.announce()
    lose_first_write(town)

    answer = host.delete(f"/events/{event['id']}")

    assert answer.status == 204
    assert host.get(f"/events/{event['id']}").status == 404


def test_botocores_own_retry_of_a_transaction_does_it_once(town: Town) -> None:
    host, guest = town.people(2)
    event = host.announce(approval="automatic", capacity=2)
    assert guest.get("/me").status == 200
    town.wire.lost_answers = 1

    assert guest.ask(event).status == 201

    assert town.wire.seen["answered again"] == 1
    assert Ledger.of(town.tables, event["id"]).left == 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda person, event: person.get(f"/events/{event['id']}"),
        lambda person, event: person.get("/events"),
        lambda person, event: person.get("/me/bookings"),
        lambda person, event: person.ask(event),
        lambda person, event: person.put(f"/me/following/{event['host']['id']}"),
    ],
    ids=["read", "search", "own bookings", "ask", "follow"],
)
def test_when_nothing_is_ever_heard_the_answer_is_to_try_again(town: Town, ask: Change) -> None:
    host, guest = town.people(2)
    event = host.announce()
    town.trouble(0, hold=0.0, lost=1.0)

    answer = ask(guest, event)

    assert (answer.status, answer.code) == (503, "upstream_unavailable")
    assert answer.body["next_step"] == "try_again"
    assert int(answer.headers["retry-after"]) >= 1
    town.calm()
    Ledger.of(town.tables, event["id"]).check()


def test_decisions_about_many_are_each_made_once(town: Town) -> None:
    host, *guests = town.people(4)
    event = host.announce(capacity=2)
    for guest in guests:
        guest.ask(event)
    town.trouble(3, hold=0.01, lost=0.3, deaf=0.3)

    answer = host.decide(event, approve=[guest.id for guest in guests])

    told = [each["status"] or each["code"] for each in answer.body["results"]]
    assert told == ["confirmed", "confirmed", "sold_out"]
    Ledger.of(town.tables, event["id"]).check()
