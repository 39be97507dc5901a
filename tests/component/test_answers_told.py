"""R10: which step of a booking tells whom."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.component.told import kinds, notices, only


@dataclass
class Room:
    """An event with everybody who could be told."""

    host: Person
    mila: Person
    guest: Person
    bystander: Person
    event: dict[str, object]
    pump: Pump

    def told(self, step: Callable[[], object]) -> dict[str, list[str]]:
        """Who is told what by a step a minute later, delivered three times over."""
        self.pump.clock.forward(minutes=1)
        before = {name: kinds(person) for name, person in self.people.items()}
        step()
        self.pump.run(times=3)
        found = {name: kinds(person)[len(before[name]) :] for name, person in self.people.items()}
        return {name: told for name, told in found.items() if told}

    @property
    def people(self) -> dict[str, Person]:
        """By role."""
        return {
            "host": self.host,
            "moderator": self.mila,
            "guest": self.guest,
            "bystander": self.bystander,
        }


@pytest.fixture
def room(world: World, host: Person, pump: Pump) -> Room:
    """A manual event with one seat, its moderator, and a bystander who is confirmed elsewhere."""
    event = host.announce(capacity=2)
    mila, guest = world.person("Mila"), world.follower(host, "Gleb")
    host.appoint(event, mila)
    bystander = world.confirmed(event, host, "Bystander")
    pump.forget()
    return Room(host, mila, guest, bystander, event, pump)


def test_a_request_tells_the_host_and_the_moderators(room: Room) -> None:
    told = room.told(lambda: room.guest.ask(room.event))

    assert told == {"host": ["booking_requested"], "moderator": ["booking_requested"]}


def test_a_request_on_a_full_event_tells_them_too(world: World, room: Room) -> None:
    world.confirmed(room.event, room.host, "Last")

    assert room.told(lambda: room.guest.ask(room.event)) == {
        "host": ["booking_requested", "booking_requested"],
        "moderator": ["booking_requested", "booking_requested"],
    }


def test_a_moderator_who_asks_is_not_told_of_it(room: Room) -> None:
    assert room.told(lambda: room.mila.ask(room.event)) == {"host": ["booking_requested"]}


@pytest.mark.parametrize(
    ("action", "by", "kind"),
    [
        ("approve", "host", "booking_approved"),
        ("approve", "moderator", "booking_approved"),
        ("decline", "host", "booking_declined"),
        ("decline", "moderator", "booking_declined"),
    ],
)
def test_a_decision_tells_the_guest_only(room: Room, action: str, by: str, kind: str) -> None:
    room.guest.ask(room.event)
    room.pump.run()

    told = room.told(lambda: room.people[by].act(action, room.event, room.guest))

    assert told == {"guest": [kind]}
    assert only(room.guest, kind)["short_url"] == room.event["short_url"]


def test_a_decision_brings_its_message_along(room: Room) -> None:
    room.guest.ask(room.event)
    path = f"/events/{room.event['id']}/bookings/{room.guest.id}/decline"
    room.host.post(path, {"message": "Увы, мест мало."})
    room.pump.run()

    assert only(room.guest, "booking_declined")["text"].endswith("\nУвы, мест мало.")


def test_a_removal_tells_the_guest(room: Room) -> None:
    told = room.told(lambda: room.host.act("remove", room.event, room.bystander))

    assert told == {"bystander": ["booking_removed"]}


@pytest.mark.parametrize("by", ["host", "moderator"])
def test_an_invitation_tells_the_guest_who_invites(room: Room, by: str) -> None:
    inviter = room.people[by]

    told = room.told(lambda: inviter.invite(room.event, room.guest, message="Будет чай"))

    assert told == {"guest": ["invited"]}
    text = only(room.guest, "invited")["text"]
    assert text.startswith(f"{inviter.name} invites you")
    assert text.endswith("\nБудет чай")


@pytest.mark.parametrize(
    ("answer", "kind"), [("accept", "invitation_accepted"), ("refuse", "invitation_refused")]
)
def test_the_guests_answer_tells_the_host(room: Room, answer: str, kind: str) -> None:
    room.host.invite(room.event, room.guest)
    room.pump.run()

    assert room.told(lambda: room.guest.act(answer, room.event)) == {"host": [kind]}
    assert only(room.host, kind)["text"].startswith("Gleb ")


def test_a_revoked_invitation_tells_the_guest(room: Room) -> None:
    room.host.invite(room.event, room.guest)
    room.pump.run()

    told = room.told(lambda: room.host.act("revoke", room.event, room.guest))

    assert told == {"guest": ["invitation_revoked"]}


@pytest.mark.parametrize("status", ["requested", "confirmed", "waitlisted"])
def test_a_withdrawal_tells_the_host(world: World, room: Room, status: str) -> None:
    if status == "waitlisted":
        world.confirmed(room.event, room.host, "Last")
    room.guest.ask(room.event)
    if status == "confirmed":
        room.host.act("approve", room.event, room.guest)
    room.pump.run()

    assert room.told(lambda: room.guest.act("withdraw", room.event)) == {
        "host": ["booking_withdrawn"]
    }


def test_an_automatic_event_tells_both_sides_at_once(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic")
    mila = world.person("Mila")
    host.appoint(event, mila)
    pump.forget()

    guest.ask(event)
    pump.run(times=2)

    assert kinds(guest) == ["booking_approved"]
    assert kinds(host)[-1:] == ["guests_coming"]
    assert kinds(mila)[-1:] == ["guests_coming"]


def test_asking_again_is_told_again(room: Room) -> None:
    for _ in range(2):
        room.guest.ask(room.event)
        room.pump.run()
        room.guest.act("withdraw", room.event)
        room.pump.run()

    assert kinds(room.host)[-4:] == ["booking_requested", "booking_withdrawn"] * 2


def test_a_repeated_request_or_decision_is_told_once(room: Room) -> None:
    def twice() -> None:
        for _ in range(2):
            room.guest.ask(room.event)
        for _ in range(2):
            room.host.act("approve", room.event, room.guest)

    assert room.told(twice) == {
        "host": ["booking_requested"],
        "moderator": ["booking_requested"],
        "guest": ["booking_approved"],
    }


def test_rights_given_and_taken_are_told_each_time(world: World, room: Room) -> None:
    path = f"/events/{room.event['id']}/moderators/{room.guest.id}"

    assert room.told(lambda: room.host.put(path)) == {"guest": ["moderator_added"]}
    assert room.told(lambda: room.host.delete(path)) == {"guest": ["moderator_removed"]}
    assert room.told(lambda: room.host.put(path)) == {"guest": ["moderator_added"]}
    assert room.told(lambda: room.host.delete(path)) == {"guest": ["moderator_removed"]}


def test_a_guest_who_renamed_is_told_of_by_the_newest_name(room: Room) -> None:
    room.guest.patch("/me", {"name": "Gleb Petrovich"})
    room.guest.ask(room.event)
    room.pump.run()

    assert notices(room.host)[-1]["text"].startswith("Gleb Petrovich asks")


def test_what_only_follows_a_change_of_the_event_tells_nobody(room: Room) -> None:
    room.guest.ask(room.event)
    room.pump.run()

    def cosmetic() -> None:
        room.host.edit(room.event, description="Новое описание", capacity=3)
        room.guest.patch("/me", {"avatar_url": "https://example.com/g.png"})

    assert room.told(cosmetic) == {}
