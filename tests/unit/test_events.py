"""What the host of an event meets, and what its guests are told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.errors import (
    EventStarted,
    Forbidden,
    HasBookings,
    SeatsTaken,
    ValidationFailed,
    VersionMismatch,
    WrongStatus,
)
from seance.events import cards
from seance.events.changes import changes, material, shown_to
from seance.events.model import (
    Event,
    Place,
    Price,
    Seats,
    cancel,
    check_deletable,
    check_editable,
    check_open,
    check_price,
    check_time,
    check_version,
    edit,
    hide,
    layout,
    reseat,
    resize,
    restore,
    shards_for,
    spread,
)
from tests.unit.examples import GUEST, HOST, MODERATOR, NOW, event, seats

FIVE, QUARTER = timedelta(minutes=5), timedelta(minutes=15)


@pytest.mark.parametrize(
    ("ahead", "minutes", "field"),
    [
        (timedelta(minutes=4), 60, "starts_at"),
        (timedelta(days=731), 60, "starts_at"),
        (timedelta(days=1), 14, "duration_minutes"),
        (timedelta(days=1), 1441, "duration_minutes"),
    ],
)
def test_a_time_that_will_not_do(ahead: timedelta, minutes: int, field: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        check_time(NOW + ahead, NOW + ahead + timedelta(minutes=minutes), NOW, FIVE, QUARTER)
    assert refused.value.extra["errors"][0]["field"] == field


def test_the_soonest_and_the_shortest_time_will_do() -> None:
    check_time(NOW + FIVE, NOW + FIVE + QUARTER, NOW, FIVE, QUARTER)


def test_paid_needs_a_price_and_free_forbids_one() -> None:
    check_price("paid", Price("350.00", "RUB"))
    check_price("free", None)
    with pytest.raises(ValidationFailed):
        check_price("paid", None)
    with pytest.raises(ValidationFailed):
        check_price("free", Price("350.00", "RUB"))


def test_only_the_host_edits_until_the_start() -> None:
    check_editable(event(), HOST, NOW)
    with pytest.raises(Forbidden):
        check_editable(event(), MODERATOR, NOW)
    with pytest.raises(EventStarted):
        check_editable(event(), HOST, event().starts_at)


def test_who_names_a_version_edits_that_one() -> None:
    check_version(event(), None)
    check_version(event(), {"1", "7"})
    with pytest.raises(VersionMismatch):
        check_version(event(), {"2"})


def test_an_edit_counts_and_only_a_material_one_in_the_sequence() -> None:
    cosmetic = edit(event(), NOW, description="Tea")
    assert (cosmetic.version, cosmetic.sequence) == (2, 0)
    told = edit(event(), NOW, title="Solaris")
    assert (told.version, told.sequence) == (2, 1)


def test_an_edit_that_changes_nothing_is_none_unless_seats_changed() -> None:
    assert edit(event(), NOW, title="Солярис") == event()
    assert edit(event(), NOW, reseated=True).version == 2


def test_cancelled_twice_is_cancelled_once_and_restored() -> None:
    off = cancel(event(), NOW, "rain")
    assert (off.status, off.cancel_reason, off.version) == ("cancelled", "rain", 2)
    assert cancel(off, NOW, "snow") == off
    on = restore(off, NOW)
    assert (on.status, on.cancel_reason, on.version) == ("scheduled", None, 3)
    assert restore(on, NOW) == on


def test_only_what_nobody_booked_is_deleted() -> None:
    check_deletable(event())
    with pytest.raises(HasBookings):
        check_deletable(event(ever_booked=True))


def test_the_door_is_open_until_the_start_of_an_event_that_is_on() -> None:
    check_open(event(), NOW)
    with pytest.raises(EventStarted):
        check_open(event(), event().starts_at)
    with pytest.raises(WrongStatus):
        check_open(event(status="cancelled"), NOW)


def test_after_the_end_an_event_is_finished_and_a_cancelled_one_stays_cancelled() -> None:
    over = event().ends_at
    assert event().status_at(NOW) == "scheduled"
    assert event().status_at(over) == "finished"
    assert event(status="cancelled").status_at(over) == "cancelled"


def test_host_and_moderators_run_an_event() -> None:
    assert [event().is_run_by(each) for each in (HOST, MODERATOR, GUEST)] == [True, True, False]


def test_the_film_stands_in_the_hosts_agenda_only() -> None:
    assert event().interval(own=True).film_id == "solaris-1972"
    assert event().interval().film_id is None


@pytest.mark.parametrize(
    ("capacity", "approval", "shards"),
    [(10_000, "manual", 1), (49, "automatic", 1), (100, "automatic", 2), (10_000, "automatic", 32)],
)
def test_only_what_may_be_stormed_is_sharded(capacity: int, approval: Any, shards: int) -> None:
    assert shards_for(capacity, approval, 50) == shards


@given(st.integers(1, 10_000), st.integers(1, 10))
def test_seats_are_spread_evenly(capacity: int, shards: int) -> None:
    shares = spread(capacity, shards)
    assert sum(shares) == capacity
    assert max(shares) - min(shares) <= 1


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=10),
    st.integers(1, 500),
)
def test_a_capacity_goes_down_to_the_confirmed_and_no_further(
    found: list[tuple[int, int]], capacity: int
) -> None:
    shards = [seats(left, left + taken, shard) for shard, (left, taken) in enumerate(found)]
    taken = sum(each.capacity - each.left for each in shards)
    if capacity < taken:
        with pytest.raises(SeatsTaken):
            resize(shards, capacity)
        return
    resized = resize(shards, capacity)
    assert sum(each.capacity for each in resized) == capacity
    assert all(each.left >= 0 for each in resized)
    assert [each.capacity - each.left for each in resized] == [
        each.capacity - each.left for each in shards
    ]


def test_no_capacity_is_lost_when_one_shard_has_nothing_to_give() -> None:
    assert [each.left for each in resize([seats(0, 5), seats(5, 5, 1)], 7)] == [0, 2]


def test_the_address_is_for_who_comes() -> None:
    public = event().place.public()
    assert public == Place("home", "Москва", "Арбат", latitude=55.75, longitude=37.59)
    assert Place("online", url="https://example.com").public() == Place("online")


def test_a_cinema_may_show_its_address_to_all() -> None:
    cinema = replace(event().place, kind="cinema", show_address=True)
    assert cinema.public() == cinema


def test_a_place_lies_in_a_square_degree_where_its_point_is_known() -> None:
    assert event().place.cell == (55, 37)
    assert Place("other", "Лима", latitude=-12.05, longitude=-77.04).cell == (-13, -78)
    assert Place("other", "Левука", latitude=-17.6, longitude=180).cell == (-18, -180)
    assert Place("online").cell is None


def test_changes_name_old_and_new() -> None:
    paid = event(admission="paid", price=Price("350.00", "RUB"), title="Solaris")
    found = {
        each["field"]: (each["old"], each["new"])
        for each in changes(material(event()), material(paid))
    }
    assert found == {
        "title": ("Солярис", "Solaris"),
        "admission": ("free", "paid"),
        "price": (None, {"amount": "350.00", "currency": "RUB"}),
    }


def test_of_a_move_within_the_house_others_are_told_that_there_was_one() -> None:
    moved = event(place=replace(event().place, address="Арбат, 2"), title="Solaris")
    found = changes(material(event()), material(moved))
    assert {each["field"] for each in found} == {"place", "title"}
    told = {each["field"]: each for each in shown_to(found, knows_address=False)}
    assert set(told) == {"place", "title"}
    assert told["place"]["old"] == told["place"]["new"]
    assert "address" not in told["place"]["new"]


def test_a_move_to_another_city_is_told_without_addresses() -> None:
    moved = event(place=Place("home", "Казань", address="Баумана, 7"))
    (told,) = shown_to(changes(material(event()), material(moved)), knows_address=False)
    assert (told["old"]["city"], told["new"]["city"]) == ("Москва", "Казань")
    assert "address" not in told["old"]
    assert "address" not in told["new"]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
made = st.builds(
    event,
    title=words,
    capacity=st.integers(1, 10_000),
    version=st.integers(1, 999),
    visibility=st.sampled_from(["public", "followers", "invite_only"]),
    approval=st.sampled_from(["manual", "automatic"]),
    price=st.sampled_from([None, Price("350.00", "RUB")]),
    status=st.sampled_from(["scheduled", "cancelled"]),
    place=st.builds(
        Place, st.just("cinema"), words, words, words, words, show_address=st.booleans()
    ),
)


@given(made, words)
def test_a_card_says_what_everybody_may_know(shown: Event, name: str) -> None:
    host = cards.Host(HOST, name, None, 9, 2)
    card = cards.read(cards.write(shown, host))
    assert card["host"] == host
    assert card["place"] == shown.place.public()
    for field in (
        "title",
        "starts_at",
        "ends_at",
        "time_zone",
        "visibility",
        "approval",
        "capacity",
        "version",
    ):
        assert card[field] == getattr(shown, field)
    assert card["status"] == shown.status
    assert card["film"]["title"] == "Солярис"
    assert (card["price"] is None) == (shown.price is None)


def test_resized_seats_are_seats() -> None:
    assert isinstance(resize([seats()], 9)[0], Seats)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=25),
    st.integers(1, 1000),
    st.integers(1, 25),
)
def test_seats_in_more_or_fewer_shards_are_as_many_and_nobody_loses_theirs(
    found: list[tuple[int, int]], capacity: int, count: int
) -> None:
    was = event(shards=len(found), first_shard=3)
    shards = [
        seats(left, left + taken, number)
        for number, (left, taken) in zip(was.shard_numbers, found, strict=True)
    ]
    taken = sum(each.capacity - each.left for each in shards)
    if capacity < taken:
        with pytest.raises(SeatsTaken):
            reseat(was, shards, capacity, count)
        return
    now = reseat(was, shards, capacity, count)
    after = event(**layout(was, now)) if count != len(shards) else was
    assert sum(each.capacity for each in now) == capacity
    assert sum(each.capacity - each.left for each in now) == taken
    assert all(each.left >= 0 for each in now)
    assert [each.shard for each in now] == after.shard_numbers
    assert len(now) == count
    stays = {each.shard: each for each in now}
    for each in shards[1:]:
        kept = stays.get(each.shard)
        assert kept is None or kept.capacity - kept.left == each.capacity - each.left
    assert after.first_shard + after.shards >= was.first_shard + was.shards


def test_what_is_hidden_is_called_off_once() -> None:
    hidden = hide(event(), NOW)
    assert (hidden.hidden, hidden.status, hidden.visibility) == (True, "cancelled", "invite_only")
    assert hide(hidden, NOW) is hidden
