"""What is kept twice is compared with the bookings; what differs is found, and mended."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from schedules import reconcile
from seance.bookings import lines
from seance.cloud import keys
from seance.reconciliation import comparison, repair, scanning
from seance.reconciliation.model import Kind, Mismatch
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import Pump
from tests.component.reviewing import Evening, evening, review  # noqa: F401 # a fixture
from tests.component.storage import everything
from tests.component.test_reports import operator_of, report, resolve

Key = tuple[str, str]
AGENDA_OF_NOTHING = '{"01AAAAAAAAAAAAAAAAAAAAAAAA":[4000000000,4000003600]}'
TWO_AT_ONCE = '{"E1":[4000000000,4000003600],"E2":[4000000000,4000003600]}'


def look() -> list[Mismatch]:
    """At everything that the tables know."""
    subjects = scanning.subjects(most_pages=100)
    return list(dict.fromkeys(each for subject in subjects for each in comparison.at(subject)))


def kinds() -> set[Kind]:
    return {each.kind for each in look()}


def change(table: str, key: Key, expression: str, value: object = None) -> None:
    """One item, past all rules: `#a` in the expression is the attribute, `:v` the value."""
    action, name, *rest = expression.split()
    items: Any = boto3.resource("dynamodb").Table(table)
    items.update_item(
        Key=dict(zip(("pk", "sk"), key, strict=True)),
        UpdateExpression=" ".join([action, "#a", *rest]),
        ExpressionAttributeNames={"#a": name},
        **({} if value is None else {"ExpressionAttributeValues": {":v": value}}),
    )


def remove(table: str, key: Key) -> None:
    """One item, past all rules."""
    boto3.resource("dynamodb").Table(table).delete_item(
        Key=dict(zip(("pk", "sk"), key, strict=True))
    )


@dataclass
class Crowd:
    """An event for followers, with two seats: two have them, two wait, one is invited."""

    event: dict[str, Any]
    host: Person
    guest: Person
    waiting: Person
    moderator: Person
    enemy: Person
    pump: Pump

    def key(self, sort: str) -> Key:
        """An item of the event."""
        return f"EVENT#{self.event['id']}", sort

    def booking(self, guest: Person) -> Key:
        """A booking of the event."""
        return f"USER#{guest.id}", f"BOOKING#{self.event['id']}"


@pytest.fixture
def crowd(world: World, host: Person, pump: Pump) -> Crowd:
    """Everything that is kept twice is there."""
    event = host.announce(capacity=2, visibility="followers")
    guest, other, waiting, last, moderator, invited = (
        world.follower(host, name) for name in ("Boris", "Vera", "Gleb", "Dina", "Mila", "Yana")
    )
    for each in (guest, other):
        each.ask(event)
        host.act("approve", event, each)
    for each in (waiting, last):
        each.ask(event)
    host.appoint(event, moderator)
    host.invite(event, invited, extra_seat=True)
    invited.act("accept", event)
    enemy = world.person("Zoe")
    guest.block(enemy)
    guest.post("/me/calendar")
    assert report(guest, "user", enemy.id).status == 202
    pump.run()
    return Crowd(event, host, guest, waiting, moderator, enemy, pump)


def test_where_all_is_well_nothing_differs(crowd: Crowd) -> None:
    assert look() == []


BREAKS: dict[str, tuple[Kind, Callable[[Crowd], None]]] = {
    "a seat that was not given back": (
        "seats",
        lambda at: change("main", at.key("SEATS"), "SET left = :v", -1),
    ),
    "an extra seat without its guest": (
        "seats",
        lambda at: change("main", at.key("SEATS"), "ADD extra :v", 1),
    ),
    "seats of a cancelled event": (
        "shards",
        lambda at: change("main", at.key("SEATS"), "SET status = :v", "cancelled"),
    ),
    "seats left in lists": (
        "counts",
        lambda at: change("main", at.key("EVENT"), "SET left = :v", 7),
    ),
    "the waitlist's length": (
        "counts",
        lambda at: change("main", at.key("EVENT"), "SET waiting = :v", 7),
    ),
    "who waits and was never counted": ("line", lambda at: remove("main", line_of(at))),
    "who waits and was counted twice": (
        "line",
        lambda at: change("main", line_of(at), "ADD joined :v", 1),
    ),
    "who went from the waitlist and was counted before they came": (
        "line",
        lambda at: change("main", line_of(at), "ADD gone :v", 1),
    ),
    "an event that seems never booked": (
        "ever_booked",
        lambda at: change("main", at.key("EVENT"), "SET ever_booked = :v", False),
    ),
    "the event's place in a list": (
        "lists",
        lambda at: change("main", at.key("EVENT"), "SET user_sort = :v", "2000"),
    ),
    "the link": ("link", lambda at: remove("main", link_of(at))),
    "a moderator's row": (
        "moderator",
        lambda at: remove("main", at.key(f"MODERATOR#{at.moderator.id}")),
    ),
    "a moderator who is none any more": (
        "moderator",
        lambda at: change("main", at.key("EVENT"), "REMOVE moderator_ids"),
    ),
    "a booking's copy of the event": (
        "booking",
        lambda at: change("main", at.booking(at.waiting), "SET event = :v", "{}"),
    ),
    "a booking's place among those of the event": (
        "booking",
        lambda at: change("main", at.booking(at.waiting), "SET time_sort = :v", "requested#"),
    ),
    "a guest's agenda without the evening": (
        "agenda",
        lambda at: change("main", agenda_of(at.guest), "SET intervals = :v", "{}"),
    ),
    "a guest's agenda with an evening that isn't": (
        "agenda",
        lambda at: change("main", agenda_of(at.waiting), "SET intervals = :v", AGENDA_OF_NOTHING),
    ),
    "the host's agenda": (
        "agenda",
        lambda at: change("main", agenda_of(at.host), "SET intervals = :v", "{}"),
    ),
    "what a waiting guest asked for": (
        "agenda",
        lambda at: change("main", agenda_of(at.waiting), "REMOVE asked"),
    ),
    "a pointer": (
        "pointer",
        lambda at: remove("feed", (f"USER#{at.guest.id}", f"SEES#EVENT#{at.event['id']}")),
    ),
    "a rating without a review": (
        "ratings",
        lambda at: change("main", profile_of(at.host), "SET host_rating_total = :v", 5),
    ),
    "a guest who came and has no booking that says so": (
        "attendance",
        lambda at: change("main", profile_of(at.guest), "SET came = :v", 3),
    ),
    "an address that leads to nobody": (
        "address",
        lambda at: change("main", profile_of(at.guest), "REMOVE user_key"),
    ),
    "how many reported somebody": (
        "reports",
        lambda at: change("main", case_of(), "ADD number :v", 1),
    ),
    "the copy of the blocks": (
        "blocks_copy",
        lambda at: remove("feed", (f"USER#{at.enemy.id}", f"SEES#BLOCK#{at.guest.id}")),
    ),
    "a block that the other doesn't know": (
        "blocks",
        lambda at: remove("main", block_of(at.enemy, at.guest)),
    ),
    "a block that decisions don't look for": (
        "blocks",
        lambda at: remove("main", (f"USER#{at.enemy.id}", "BLOCKS")),
    ),
    "a block that its list doesn't show": (
        "blocks",
        lambda at: change("main", block_of(at.guest, at.enemy), "REMOVE user_key"),
    ),
    "a block that was taken back": (
        "blocks",
        lambda at: change("main", block_of(at.guest, at.enemy), "REMOVE blocked"),
    ),
    "a notice that was read and is counted": (
        "unread",
        lambda at: change("feed", notice_of(at.host), "SET read_at = :v", "2026-01-01T00:00:00.000Z"),
    ),
    "a notice that was not read and isn't counted": (
        "unread",
        lambda at: change("feed", notice_of(at.guest), "REMOVE unread_key"),
    ),
    "a calendar without its token": ("calendar", lambda at: remove("main", token_of(at))),
}  # fmt: skip


def test_what_differs_is_found_and_mended(crowd: Crowd) -> None:
    for what, (kind, spoil) in BREAKS.items():
        spoil(crowd)
        crowd.pump.seen["main"], crowd.pump.seen["feed"] = everything()  # streams say nothing of it

        found = look()
        assert kind in {each.kind for each in found}, what
        assert all(repair.mend(each) for each in found)
        crowd.pump.run()

        assert look() == [], what


def test_seats_that_were_sold_twice_are_for_a_person(crowd: Crowd) -> None:
    change("main", crowd.key("SEATS"), "SET capacity = :v", 2)
    oversold = [each for each in look() if each.kind == "oversold"]
    before = everything()

    assert [each.found for each in oversold] == ["-1"]
    assert not repair.mend(oversold[0])
    assert everything() == before


def test_two_places_at_once_are_for_a_person(crowd: Crowd) -> None:
    change("main", agenda_of(crowd.guest), "SET intervals = :v", TWO_AT_ONCE)

    assert "clash" in kinds()


def test_a_booking_of_nothing_is_for_a_person(crowd: Crowd) -> None:
    remove("main", crowd.key("EVENT"))

    assert "orphan" in kinds()


def test_who_waits_beside_a_free_seat_is_found_and_let_in(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1, approval="automatic")
    first, second = (world.person(name) for name in ("Boris", "Vera"))
    first.ask(event)
    second.ask(event)
    pump.run()
    first.act("withdraw", event)
    pump.seen["main"] = everything()[0]  # the stream says nothing of it

    passed_over = [each for each in look() if each.kind == "passed_over"]
    assert [each.user_id for each in passed_over] == [second.id]
    assert repair.mend(passed_over[0])
    pump.run()

    assert second.booking(event)["status"] == "confirmed"


def test_an_edit_that_nobody_was_told_of_is_told(crowd: Crowd, clock: Clock) -> None:
    crowd.host.edit(crowd.event, title="Stalker")
    crowd.pump.step()
    crowd.pump.waiting.clear()
    assert "told" not in kinds()
    clock.forward(minutes=10)

    found = look()
    assert [each.kind for each in found] == ["told"]
    assert repair.mend(found[0])
    crowd.pump.run()

    assert look() == []


def test_reviews_that_were_never_revealed_are_revealed(
    evening: Evening,  # noqa: F811 # the fixture
    clock: Clock,
) -> None:
    review(evening.guest, evening.host, evening.event)
    evening.settle()
    clock.to(evening.event["ends_at"], days=15)

    found = look()
    assert {each.kind for each in found} == {"unrevealed"}
    assert repair.mend(found[0])
    evening.settle()

    assert look() == []


def test_who_has_left_leaves_nothing_that_differs(crowd: Crowd, clock: Clock) -> None:
    for each in (crowd.guest, crowd.host):
        each.delete("/me")
        crowd.pump.run()
        clock.forward(minutes=1)
        crowd.pump.run()

    assert look() == []


def test_who_has_left_keeps_no_name_on_a_booking(crowd: Crowd, clock: Clock) -> None:
    crowd.guest.delete("/me")
    crowd.pump.run()
    clock.forward(minutes=1)
    crowd.pump.run()
    change("main", crowd.booking(crowd.guest), "SET guest = :v", '{"name":"Boris"}')

    found = look()
    assert [each.kind for each in found] == ["booking"]
    assert repair.mend(found[0])

    assert look() == []


def test_a_mismatch_names_nobody(crowd: Crowd) -> None:
    for _, spoil in BREAKS.values():
        spoil(crowd)

    text = "\n".join(str(each) for each in look())

    assert not any(name in text for name in ("Boris", "Gleb", "Anna", "Арбат", "@"))


def test_at_night_what_changed_is_compared_twice_and_counted(
    crowd: Crowd, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    change("main", crowd.key("SEATS"), "SET left = :v", -1)
    counted = []
    for _ in range(3):
        clock.forward(minutes=15)
        capsys.readouterr()
        reconcile.handler({"which": "night"}, CONTEXT)
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        counted += [line["Mismatch"] for line in lines if "Mismatch" in line]
        assert "Boris" not in str(lines)

    assert counted == [0, 2, 0]  # the seats, and what lists show of them
    assert not [key for key in everything()[1] if key[0] == "CHANGED"]


def test_what_is_on_its_way_is_not_compared_yet(crowd: Crowd) -> None:
    reconcile.handler({"which": "night"}, CONTEXT)

    assert [key for key in everything()[1] if key[0] == "CHANGED"]


def test_a_table_larger_than_allowed_is_said(crowd: Crowd) -> None:
    with pytest.raises(scanning.TooMuch):
        list(scanning.subjects(most_pages=0))


def line_of(at: Crowd) -> Key:
    """The shard of the waitlist's numbers that one of the waiting guests is counted in."""
    return keys.line(at.event["id"], lines.shard_of(at.waiting.id))


def case_of() -> Key:
    """The one case that is reported."""
    return next(key for key in everything()[0] if key[1] == "CASE")


def agenda_of(person: Person) -> Key:
    return f"USER#{person.id}", "AGENDA"


def profile_of(person: Person) -> Key:
    return f"USER#{person.id}", "PROFILE"


def block_of(person: Person, other: Person) -> Key:
    return f"USER#{person.id}", f"BLOCK#{other.id}"


def link_of(at: Crowd) -> Key:
    return next(key for key in everything()[0] if key[1] == "LINK")


def token_of(at: Crowd) -> Key:
    return next(key for key in everything()[0] if key[0].startswith("CALENDAR#"))


def notice_of(person: Person) -> Key:
    return next(
        key
        for key in everything()[1]
        if key[0] == f"USER#{person.id}" and key[1].startswith("NOTICE#")
    )


def test_b25_an_event_of_before_without_a_point_is_near_when_it_is_mended(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(place={"kind": "home", "city": "Москва"})
    pump.run()
    for name in ("cell_key", "cell_sort"):
        change("main", (f"EVENT#{event['id']}", "EVENT"), f"REMOVE {name}")
    near = {"near": "55.75,37.62"}
    assert guest.finds(**near) == []

    found = look()
    assert {each.kind for each in found} == {"lists"}
    assert all(repair.mend(each) for each in found)

    assert guest.finds(**near) == [event["id"]]


def test_r24_a_lost_mark_of_suspension_is_found_and_made_again_unless_it_was_lifted(
    world: World, crowd: Crowd
) -> None:
    resolve(operator_of(world, "Olga"), "suspend")
    crowd.pump.run()
    assert look() == []

    def forgotten() -> None:
        key = {"id": f"writes#{crowd.enemy.id}"}
        boto3.resource("dynamodb").Table("idempotency").delete_item(Key=key)

    forgotten()
    found = look()
    assert [(each.kind, each.user_id) for each in found] == [("suspended", crowd.enemy.id)]
    assert all(repair.mend(each) for each in found)
    assert look() == []
    assert crowd.enemy.patch("/me", {"about": "Here"}).code == "suspended"

    change("main", case_of(), "SET lifted = :v", "2026-12-01T00:00:00.000Z")
    forgotten()
    assert look() == []


def test_r23_who_came_is_counted_as_the_bookings_say(crowd: Crowd, clock: Clock) -> None:
    clock.to(crowd.event["starts_at"])
    path = f"/events/{crowd.event['id']}/attendance/{crowd.guest.id}"
    assert crowd.host.put(path, {"came": True}).status == 204
    crowd.pump.run()
    assert look() == []
    change("main", profile_of(crowd.guest), "REMOVE came")
    found = look()
    assert [str(each.expected) for each in found] == ["came 1, missed 0, late 0"]
    assert all(repair.mend(each) for each in found)
    assert look() == []
