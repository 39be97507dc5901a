"""A host changes an event (M2), and its seats (R8)."""

from typing import Any

import pytest

from tests.component.gateway import Person, World, at, event_body
from tests.component.storage import everything, refused

CHANGES: list[dict[str, Any]] = [
    {"title": "Другое название"},
    {"description": "Подробности"},
    {"place": {"kind": "cinema", "city": "Казань"}},
    {"starts_at": at(days=5)},
    {"time_zone": "Asia/Kathmandu"},
    {"duration_minutes": 90},
    {"visibility": "invite_only"},
    {"approval": "automatic"},
    {"admission": "paid", "price": {"amount": "5.00", "currency": "EUR"}},
    {"capacity": 9},
    {"film_id": "alien-1979"},
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_a_given_field_changes_and_the_others_stay(host: Person, changes: dict[str, Any]) -> None:
    before = host.announce(description="Как есть", title="Название")

    answer = host.edit(before, **changes)

    after = answer.body
    assert answer.status == 200, after
    assert after["version"] == 2
    assert answer.headers["etag"] == '"2"'
    follows = {
        "version", "updated_at", *changes,
        *({"ends_at"} if {"starts_at", "duration_minutes"} & set(changes) else ()),
        *({"seats_left"} if "capacity" in changes else ()),
        *({"share_urls"} if {"title", "starts_at", "place", "time_zone", "visibility"} & set(changes) else ()),
        *({"film"} if "film_id" in changes else ()),
    }  # fmt: skip
    if "film_id" in changes:
        follows |= {"ends_at", "duration_minutes"}
    assert {name for name in before if before[name] != after[name]} == follows - {"film_id"}
    assert host.sees(before) == after
    for name in {*changes} - {"place", "film_id"}:
        assert after[name] == changes[name]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_an_edit_sent_twice_changes_once(host: Person, changes: dict[str, Any]) -> None:
    event = host.announce()
    first = host.edit(event, **changes)
    before = everything()

    second = host.edit(event, **changes)

    assert second.body == first.body
    assert everything() == before


def test_an_edit_of_nothing_changes_nothing(host: Person) -> None:
    event = host.announce()
    before = everything()

    assert host.edit(event).body == event
    assert everything() == before


def test_a_default_title_follows_the_film_and_an_own_one_stays(host: Person) -> None:
    default = host.announce(starts_at=at(days=3))
    own = host.announce(starts_at=at(days=4), title="Вечер кино")

    assert host.edit(default, film_id="alien-1979").body["title"] == "Чужой"
    assert host.edit(own, film_id="alien-1979").body["title"] == "Вечер кино"


def test_a_title_of_null_becomes_the_films(host: Person) -> None:
    event = host.announce(title="Вечер кино")

    assert host.edit(event, title=None).body["title"] == event["film"]["title"]
    assert host.edit(event, title=None, film_id="alien-1979").body["title"] == "Чужой"


def test_a_new_start_keeps_the_duration(host: Person) -> None:
    event = host.announce(duration_minutes=100)

    moved = host.edit(event, starts_at=at(days=4)).body

    assert moved["duration_minutes"] == 100


def test_free_admission_takes_the_price_along(host: Person) -> None:
    event = host.announce(admission="paid", price={"amount": "5", "currency": "EUR"})

    free = host.edit(event, admission="free").body

    assert (free["admission"], free["price"]) == ("free", None)


@pytest.mark.parametrize("changes", [{"price": None}, {"admission": "paid", "price": None}])
def test_a_paid_event_cannot_lose_its_price(host: Person, changes: dict[str, Any]) -> None:
    event = host.announce(admission="paid", price={"amount": "5", "currency": "EUR"})

    refused(lambda: host.edit(event, **changes), 422, "validation_failed")


def test_an_old_start_may_stay_when_something_else_changes(host: Person) -> None:
    event = host.announce(starts_at=at(minutes=6))

    assert host.edit(event, title="Скоро", starts_at=event["starts_at"]).status == 200


def test_only_the_host_edits(world: World, host: Person) -> None:
    event = host.announce()
    guest, moderator = world.confirmed(event, host), world.person("Mila")
    stranger = world.person("Stranger")
    host.appoint(event, moderator)

    refused(lambda: guest.edit(event, title="x"), 403, "forbidden")
    refused(lambda: moderator.edit(event, title="x"), 403, "forbidden")
    refused(lambda: stranger.edit(event, title="x"), 403, "forbidden")


def test_an_own_clash_forbids_the_move(host: Person) -> None:
    first = host.announce(starts_at=at(days=3))
    second = host.announce(starts_at=at(days=4), film_id="alien-1979")

    answer = refused(
        lambda: host.edit(second, starts_at=first["starts_at"]),
        409,
        "time_conflict",
        "choose_other_time",
    )
    assert [each["event_id"] for each in answer.body["conflicts"]] == [first["id"]]


def test_a_move_or_film_that_makes_a_duplicate_is_refused(host: Person) -> None:
    first = host.announce(starts_at=at(days=3))
    second = host.announce(starts_at=at(days=4))

    refused(
        lambda: host.edit(second, starts_at=first["starts_at"]),
        409,
        "duplicate_event",
        "choose_other_time",
    )


def test_an_event_does_not_clash_with_itself(host: Person) -> None:
    event = host.announce(starts_at=at(days=3), duration_minutes=120)

    assert host.edit(event, starts_at=at(days=3, hours=1)).status == 200


def test_a_moved_event_frees_its_old_time(host: Person) -> None:
    event = host.announce(starts_at=at(days=3))
    host.edit(event, starts_at=at(days=5))

    assert host.post("/events", event_body(starts_at=at(days=3))).status == 201


class TestIfMatch:
    """Lost updates."""

    @pytest.mark.parametrize("tag", ['"1"', '"7", "1"', 'W/"1" , "1"', "1", " * "])
    def test_the_newest_version_may_be_changed(self, host: Person, tag: str) -> None:
        event = host.announce()

        answer = host.patch(f"/events/{event['id']}", {"title": "x"}, headers={"If-Match": tag})

        assert answer.status == 200

    @pytest.mark.parametrize(
        "tag", ['"0"', '"2"', '"x"', '""', "²", 'W/"1"', '"01"', '"2", W/"1"', '"*"', '"2,1"']
    )
    def test_any_other_version_is_refused(self, host: Person, tag: str) -> None:
        event = host.announce()

        refused(
            lambda: host.patch(f"/events/{event['id']}", {"title": "x"}, headers={"If-Match": tag}),
            412,
            "version_mismatch",
            "read_again",
        )

    def test_of_two_who_read_the_same_only_one_writes(self, host: Person) -> None:
        event = host.announce()
        etag = host.get(f"/events/{event['id']}").headers["etag"]
        path = f"/events/{event['id']}"

        first = host.patch(path, {"title": "Первое"}, headers={"If-Match": etag})

        assert first.status == 200
        refused(
            lambda: host.patch(path, {"title": "Второе"}, headers={"If-Match": etag}),
            412,
            "version_mismatch",
            "read_again",
        )


class TestCapacity:
    """R8."""

    def test_r8_capacity_goes_down_to_the_confirmed(self, world: World, host: Person) -> None:
        event = host.announce(capacity=3)
        for name in ("Clara", "David"):
            world.confirmed(event, host, name)

        shrunk = host.edit(event, capacity=2).body

        assert (shrunk["capacity"], shrunk["seats_taken"], shrunk["seats_left"]) == (2, 2, 0)

    def test_r8_capacity_below_the_confirmed_is_refused(self, world: World, host: Person) -> None:
        event = host.announce(capacity=3)
        for name in ("Clara", "David"):
            world.confirmed(event, host, name)

        refused(lambda: host.edit(event, capacity=1), 409, "seats_taken", "remove_guests_first")

    def test_r8_capacity_up_gives_seats(self, world: World, host: Person, guest: Person) -> None:
        event = host.announce(capacity=1)
        world.confirmed(event, host)
        assert guest.ask(event).body["status"] == "waitlisted"
        assert host.act("approve", event, guest).code == "sold_out"

        host.edit(event, capacity=2)

        assert host.act("approve", event, guest).status == 200

    def test_capacity_counts_the_extra_seats(self, world: World, host: Person) -> None:
        event = host.announce(capacity=1)
        world.confirmed(event, host)
        follower = world.follower(host)
        host.invite(event, follower, extra_seat=True)
        follower.act("accept", event)

        refused(lambda: host.edit(event, capacity=1), 409, "seats_taken", "remove_guests_first")
        assert host.sees(event)["capacity"] == 2

    def test_pending_requests_do_not_hold_capacity(self, world: World, host: Person) -> None:
        event = host.announce(capacity=5)
        for person in world.people(4):
            person.ask(event)

        assert host.edit(event, capacity=1).status == 200
