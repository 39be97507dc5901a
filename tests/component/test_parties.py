"""Parties (M31, R21, S21): all of a party's seats or none, and exactly those come back."""

from typing import Any

import pytest

from seance.bookings import lists, waitlist
from seance.cloud import config
from seance.reconciliation import comparison
from tests.component.gateway import Answer, Person, World
from tests.component.pump import Pump
from tests.component.storage import dump
from tests.component.test_export import exported


def asks(guest: Person, event: dict[str, Any], seats: int, *names: str) -> Answer:
    """Ask for a party's seats."""
    return guest.post(f"/events/{event['id']}/bookings", {"seats": seats, "companions": [*names]})


def lowers(guest: Person, event: dict[str, Any], seats: int) -> Answer:
    """Keep fewer seats."""
    return guest.put(f"/events/{event['id']}/bookings/me/seats", {"seats": seats})


def seen(host: Person, event: dict[str, Any]) -> tuple[int, int, int]:
    """Capacity, seats taken and left."""
    found = host.sees(event)
    return found["capacity"], found["seats_taken"], found["seats_left"]


def statuses(people: list[Person], event: dict[str, Any]) -> list[str]:
    """Each one's status."""
    return [each.booking(event)["status"] for each in people]


@pytest.fixture
def roomy(host: Person) -> dict[str, Any]:
    """An automatic event of five seats for parties."""
    return host.announce(approval="automatic", capacity=5, max_party=4)


def test_m31_a_party_gets_all_its_seats(host: Person, guest: Person, roomy: dict[str, Any]) -> None:
    answer = asks(guest, roomy, 3, "Olga", "Pavel")

    assert (answer.status, answer.body["status"]) == (201, "confirmed")
    assert (answer.body["seats"], answer.body["companions"]) == (3, ["Olga", "Pavel"])
    assert seen(host, roomy) == (5, 3, 2)
    assert guest.act("withdraw", roomy).body["seats"] == 3
    assert guest.act("withdraw", roomy).status == 200
    assert seen(host, roomy) == (5, 0, 5)


def test_m31_an_event_is_for_one_seat_a_booking_unless_it_says_more(
    host: Person, guest: Person
) -> None:
    event = host.announce()
    assert event["max_party"] == 1

    refused = asks(guest, event, 2)

    assert (refused.status, refused.code) == (422, "validation_failed")
    assert [each["field"] for each in refused.body["errors"]] == ["seats"]
    assert host.edit(event, max_party=2).body["max_party"] == 2
    assert asks(guest, event, 2).status == 201
    assert guest.finds() == [event["id"]]


@pytest.mark.parametrize(
    "body",
    [
        {"seats": 0},
        {"seats": 5},
        {"seats": True},
        {"seats": 1, "companions": ["Olga"]},
        {"companions": ["Olga"]},
        {"seats": 2, "companions": [""]},
        {"seats": 2, "companions": ["x" * 81]},
    ],
)
def test_m31_a_party_that_cannot_be_is_refused(
    guest: Person, roomy: dict[str, Any], body: dict[str, Any]
) -> None:
    answer = guest.post(f"/events/{roomy['id']}/bookings", body)

    assert (answer.status, answer.code) == (422, "validation_failed")


def test_r21_a_smaller_limit_is_for_new_requests_only(
    host: Person, world: World, guest: Person
) -> None:
    event = host.announce(capacity=8, max_party=4)
    assert asks(guest, event, 4).status == 201
    assert host.edit(event, max_party=2).status == 200

    assert host.act("approve", event, guest).body["seats"] == 4
    assert asks(world.person("Vera"), event, 3).status == 422
    assert asks(guest, event, 1).body["seats"] == 4, "a repeated request answers with what there is"


def test_r21_lowering_frees_exactly_the_difference_once(
    host: Person, guest: Person, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 4, "Olga", "Pavel", "Rita")

    answers = [lowers(guest, roomy, 2) for _ in range(3)]

    assert [each.status for each in answers] == [200] * 3
    assert {each.body["version"] for each in answers} == {2}
    assert answers[0].body["companions"] == ["Olga"]
    assert seen(host, roomy) == (5, 2, 3)
    assert lowers(guest, roomy, 3).code == "validation_failed"
    assert guest.act("withdraw", roomy).status == 200
    assert seen(host, roomy) == (5, 0, 5)
    assert lowers(guest, roomy, 1).code == "wrong_status"


def test_r21_who_has_no_booking_lowers_nothing(guest: Person, roomy: dict[str, Any]) -> None:
    assert lowers(guest, roomy, 1).status == 404
    assert lowers(guest, roomy, 0).status == 422


def test_r8_capacity_goes_down_to_the_seats_taken_and_not_below(
    host: Person, guest: Person, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 3)

    assert host.edit(roomy, capacity=2).code == "seats_taken"
    assert host.edit(roomy, capacity=3).status == 200
    assert seen(host, roomy) == (3, 3, 0)


def test_s21_a_party_of_three_waits_whole_for_two_seats_and_who_fits_is_let_in_in_order(
    world: World, host: Person, pump: Pump, roomy: dict[str, Any]
) -> None:
    first, trio, single, pair = (world.person(name) for name in ("F", "Trio", "Single", "Pair"))
    asks(first, roomy, 4)
    answers = [asks(trio, roomy, 3), asks(pair, roomy, 2)]
    assert [each.body["status"] for each in answers] == ["waitlisted"] * 2
    assert asks(single, roomy, 1).body["status"] == "confirmed", "no seat waits for a party"
    pump.run()

    lowers(first, roomy, 2)
    pump.run()
    assert statuses([trio, pair], roomy) == ["waitlisted", "confirmed"]
    assert trio.booking(roomy)["waitlist_position"] == 1

    single.act("withdraw", roomy)
    pump.run()
    assert statuses([trio], roomy) == ["waitlisted"]
    first.act("withdraw", roomy)
    pump.run()
    assert statuses([trio], roomy) == ["confirmed"]
    assert seen(host, roomy) == (5, 5, 0)


def test_s21_a_look_goes_on_behind_a_page_of_parties_that_do_not_fit(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waitlist, "PAGE", 2)
    event = host.announce(approval="automatic", capacity=4, max_party=4)
    holder = world.person("Holder")
    asks(holder, event, 4)
    people = world.people(6)
    for each, seats in zip(people, (3, 2, 4, 3, 1, 1), strict=True):
        asks(each, event, seats)
    pump.run()

    lowers(holder, event, 3)
    pump.run()

    waits = "waitlisted"
    assert statuses(people, event) == [waits, waits, waits, waits, "confirmed", waits]


def test_s21_a_waiting_party_that_lowers_may_fit(
    world: World,
    host: Person,
    guest: Person,
    pump: Pump,
    roomy: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists, "EXACTLY", 0)  # as far along a long line
    asks(world.person("First"), roomy, 3)
    asks(guest, roomy, 3)
    pump.run()
    assert statuses([guest], roomy) == ["waitlisted"]

    assert lowers(guest, roomy, 2).body["status"] == "waitlisted"
    pump.run()

    assert statuses([guest], roomy) == ["confirmed"]
    assert seen(host, roomy) == (5, 5, 0)


def test_r21_approving_a_party_without_room_is_sold_out(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(capacity=3, max_party=3)
    asks(guest, event, 3)
    other = world.person("Vera")
    asks(other, event, 1)
    assert host.act("approve", event, other).status == 200

    refused = host.act("approve", event, guest)

    assert (refused.status, refused.code) == (409, "sold_out")
    assert seen(host, event) == (3, 1, 2)
    assert statuses([guest], event) == ["requested"]


def test_r21_an_extra_seat_invitation_raises_the_capacity_by_its_party(
    world: World, host: Person
) -> None:
    event = host.announce(capacity=1, max_party=3, approval="automatic")
    asks(world.person("First"), event, 1)
    fedor = world.follower(host)
    assert host.invite(event, fedor, extra_seat=True, seats=4).code == "validation_failed"
    invited = host.invite(event, fedor, extra_seat=True, seats=3)
    assert (invited.status, invited.body["seats"]) == (201, 3)

    assert fedor.act("accept", event).body["status"] == "confirmed"
    assert seen(host, event) == (4, 4, 0)
    assert host.sees(event)["extra_seats"] == 3

    lowers(fedor, event, 1)
    assert seen(host, event) == (2, 2, 0)
    fedor.act("withdraw", event)
    assert seen(host, event) == (1, 1, 0)


def test_r1_a_party_sits_although_no_shard_has_room_for_all_of_it(
    world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEATS_PER_SHARD", "1")
    config.settings.cache_clear()
    event = host.announce(approval="automatic", capacity=8, max_party=4)
    event = host.sees(event)

    assert asks(guest, event, 4).body["status"] == "confirmed"
    other = world.person("Vera")
    assert asks(other, event, 3).body["status"] == "confirmed"
    assert asks(world.person("Late"), event, 2).body["status"] == "waitlisted"
    assert seen(host, event) == (8, 7, 1)
    lefts = [int(each["left"]["N"]) for key, each in dump("main").items() if "SEATS" in key[1]]
    assert sorted(lefts) == [0] * 7 + [1]

    lowers(guest, event, 2)
    assert host.edit(event, approval="manual").status == 200  # the shards go
    other.act("withdraw", event)
    guest.act("withdraw", event)
    assert seen(host, event) == (8, 0, 8)


def test_r7_companions_are_shown_to_the_host_side_and_the_guest_only(
    world: World, host: Person, guest: Person, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 2, "Qolga")
    other, moderator = world.confirmed(roomy, host), world.person("Mila")
    host.appoint(roomy, moderator)
    path = f"/events/{roomy['id']}/bookings"

    for reader in (host, moderator):
        for status in (None, "confirmed"):
            listed = reader.get(path, **({"status": status} if status else {})).body["items"]
            found = {each["guest"]["id"]: each["companions"] for each in listed}
            assert found == {guest.id: ["Qolga"], other.id: []}
    assert guest.get("/me/bookings").body["items"][0]["companions"] == ["Qolga"]
    assert guest.get("/me/bookings").body["items"][0]["seats"] == 2
    assert guest.sees(roomy)["my_booking"]["companions"] == ["Qolga"]
    told = [
        other.get(path),
        other.get(f"/events/{roomy['id']}"),
        world.nobody.get(f"/public/events/{roomy['id']}"),
    ]
    assert not any("Qolga" in str(each.body) for each in told)
    assert {each["seats"] for each in told[0].body["items"]} == {1, 2}


def test_m15_companions_are_exported_and_go_with_the_account(
    guest: Person, host: Person, pump: Pump, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 3, "Qolga")
    found = exported(guest)
    assert [(each["seats"], each["companions"]) for each in found["bookings"]] == [(3, ["Qolga"])]

    assert guest.delete("/me").status == 202
    pump.run()

    assert seen(host, roomy) == (5, 0, 5)
    assert "Qolga" not in str(dump("main"))


def test_m42_the_guest_list_says_how_many_seats(
    guest: Person, host: Person, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 3)

    text = host.get(f"/events/{roomy['id']}/guests.csv").body

    assert '"confirmed","3"' in text


@pytest.mark.parametrize(("language", "word"), [("en", "for three"), ("ru", "на троих")])
def test_r10_notices_say_for_how_many(
    world: World, host: Person, guest: Person, pump: Pump, language: str, word: str
) -> None:
    event = host.announce(capacity=5, max_party=3)
    for each in (host, guest):
        each.patch("/me", {"language": language})
    asks(guest, event, 3)
    single = world.person("Single")
    single.ask(event)
    for each in (guest, single):
        host.act("approve", event, each)
    pump.run()

    texts = {
        kind: [
            each["text"] for each in who.get("/me/notices").body["items"] if each["kind"] == kind
        ]
        for who, kind in (
            (host, "booking_requested"),
            (guest, "booking_approved"),
            (single, "booking_approved"),
        )
    }

    assert sum(word in each for each in texts["booking_requested"]) == 1
    told = [each["text"] for each in guest.get("/me/notices").body["items"]]
    assert any(word in each for each in told)
    assert not any(word in each["text"] for each in single.get("/me/notices").body["items"])


def test_m6_the_calendar_says_for_how_many(guest: Person, roomy: dict[str, Any]) -> None:
    asks(guest, roomy, 2)

    assert "For two" in guest.get(f"/events/{roomy['id']}/calendar.ics").body


def test_r21_what_was_written_before_parties_is_a_party_of_one(
    world: World, host: Person, guest: Person, pump: Pump, roomy: dict[str, Any]
) -> None:
    guest.ask(roomy)
    pump.run()
    stored = dump("main")[f"USER#{guest.id}", f"BOOKING#{roomy['id']}"]
    assert not {"left", "companions", "beside"} & stored.keys(), "as it was written before"

    assert guest.booking(roomy)["seats"] == 1
    assert guest.get("/me/bookings").body["items"][0]["seats"] == 1
    assert comparison.at(("EVENT", roomy["id"])) == []
    guest.act("withdraw", roomy)
    assert seen(host, roomy) == (5, 0, 5)


def test_r21_the_reconciler_counts_seats(
    world: World, host: Person, guest: Person, pump: Pump, roomy: dict[str, Any]
) -> None:
    asks(guest, roomy, 3)
    asks(world.person("Waits"), roomy, 3)
    pump.run()
    assert comparison.at(("EVENT", roomy["id"])) == []

    lowers(guest, roomy, 2)
    found = comparison.at(("EVENT", roomy["id"]))

    assert {each.kind for each in found} == {"counts", "passed_over"}
    pump.run()
    assert comparison.at(("EVENT", roomy["id"])) == []


def accepts(guest: Person, event: dict[str, Any], **party: Any) -> Answer:
    """Accept an invitation, for a party or as many as were invited."""
    return guest.post(f"/events/{event['id']}/bookings/me/accept", party)


def test_m31_r21_who_is_invited_says_for_how_many_and_whom_they_bring(
    world: World, host: Person
) -> None:
    event = host.announce(capacity=4, max_party=3)
    guest, other = world.follower(host), world.follower(host, "Vera")
    host.invite(event, guest)
    host.invite(event, other, seats=2)
    unnamed = accepts(guest, event, companions=["Olga"])
    assert (unnamed.status, unnamed.code) == (422, "validation_failed")
    many = accepts(guest, event, seats=4)
    assert (many.status, many.code) == (422, "validation_failed")

    for _ in range(2):
        came = accepts(guest, event, seats=3, companions=["Olga"])
        assert (came.status, came.body["status"]) == (200, "confirmed")
        assert (came.body["seats"], came.body["companions"]) == (3, ["Olga"])
    assert seen(host, event) == (4, 3, 1)

    none = accepts(other, event)
    assert (none.status, none.code) == (409, "sold_out")
    assert accepts(other, event, seats=1).body["seats"] == 1
    assert seen(host, event) == (4, 4, 0)


def test_r21_r5_extra_seats_are_no_more_than_were_offered(world: World, host: Person) -> None:
    event = host.announce(capacity=1, max_party=3)
    guest = world.follower(host)
    host.invite(event, guest, extra_seat=True, seats=2)
    more = accepts(guest, event, seats=3)
    assert (more.status, more.code) == (422, "validation_failed")
    assert accepts(guest, event, seats=1).body["seats"] == 1
    assert seen(host, event) == (2, 1, 1)
    assert guest.act("withdraw", event).status == 200
    assert seen(host, event) == (1, 0, 1)


def test_r1_r21_a_party_beyond_the_shards_of_the_first_look_finds_its_seats(
    world: World, host: Person
) -> None:
    event = host.announce(capacity=64, max_party=4, approval="automatic")
    guest = world.follower(host)
    host.invite(event, guest)
    for number, party in enumerate([4] * 15):
        assert asks(world.person(f"P{number}"), event, party).status == 201
    assert accepts(guest, event, seats=4).body["status"] == "confirmed"
    assert seen(host, event) == (64, 64, 0)
