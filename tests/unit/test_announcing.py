"""From a request to an event, and from an edit to what it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from seance.cloud import config
from seance.errors import ValidationFailed
from seance.events import announcing
from seance.events.model import Price, edit
from seance.events.schemas import EventEdit, EventIn
from tests.unit.examples import HOST, NOW, event

START = "2026-12-04T18:00:00Z"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MAIN_TABLE", "main")
    monkeypatch.setenv("FEED_TABLE", "feed")
    config.settings.cache_clear()
    yield
    config.settings.cache_clear()


def asked(**changes: Any) -> EventIn:
    """A request for a new event."""
    return EventIn.model_validate(
        {
            "film_id": "solaris-1972",
            "place": {"kind": "home", "city": "Москва"},
            "starts_at": START,
            "time_zone": "Europe/Moscow",
            "capacity": 5,
            **changes,
        }
    )


def edited(**changes: Any) -> dict[str, Any]:
    """What an edit changes in an event."""
    return announcing.changes(event(), EventEdit.model_validate(changes), NOW)


def test_a_new_event_has_the_films_title_and_its_running_time_with_half_an_hour_more() -> None:
    new, (seats,) = announcing.new(asked(), HOST, NOW)
    assert new.title == new.film["title"] == "Солярис"
    assert new.ends_at - new.starts_at == timedelta(minutes=new.film["runtime_minutes"] + 30)
    assert (new.visibility, new.approval, new.admission) == ("public", "manual", "free")
    assert (new.version, new.sequence, new.ever_booked) == (1, 0, False)
    assert (seats.capacity, seats.left, seats.extra) == (5, 5, 0)
    assert (seats.starts_at, seats.ends_at) == (new.starts_at, new.ends_at)


def test_a_new_event_has_what_was_asked_for() -> None:
    new, _ = announcing.new(
        asked(
            title="Ночь Тарковского",
            duration_minutes=200,
            admission="paid",
            price={"amount": "350", "currency": "RUB"},
        ),
        HOST,
        NOW,
    )
    assert new.title == "Ночь Тарковского"
    assert new.ends_at - new.starts_at == timedelta(minutes=200)
    assert new.price == Price("350.00", "RUB")


def test_ids_sort_by_the_time_of_their_making_and_no_code_is_another() -> None:
    events = [announcing.new(asked(), HOST, NOW + timedelta(seconds=n))[0] for n in range(5)]
    assert [each.id for each in events] == sorted(each.id for each in events)
    assert len({each.short_code for each in events}) == 5


def test_the_seats_of_a_big_automatic_event_are_spread() -> None:
    new, seats = announcing.new(asked(capacity=62, approval="automatic"), HOST, NOW)
    assert new.shards == len(seats) == 4
    assert sorted(each.left for each in seats) == [15, 15, 16, 16]
    assert [each.shard for each in seats] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"film_id": "no-such-film"}, "film_id"),
        ({"starts_at": "2026-12-01T12:04:00Z"}, "starts_at"),
        ({"starts_at": "2029-12-01T12:00:00Z"}, "starts_at"),
        ({"duration_minutes": 14}, "duration_minutes"),
        ({"admission": "paid"}, "price"),
        ({"price": {"amount": "1", "currency": "RUB"}}, "price"),
    ],
)
def test_a_new_event_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        announcing.new(asked(**changes), HOST, NOW)
    assert refused.value.extra["errors"][0]["field"] == field


def test_only_what_is_given_changes() -> None:
    assert edited() == {}
    assert edited(description="Чай", capacity=7) == {"description": "Чай", "capacity": 7}
    assert edited(time_zone="Asia/Kathmandu") == {"time_zone": "Asia/Kathmandu"}


def test_a_moved_event_keeps_its_length() -> None:
    later = event().starts_at + timedelta(days=1)
    assert edited(starts_at=later.isoformat()) == {
        "starts_at": later,
        "ends_at": later + timedelta(hours=2),
    }


def test_a_longer_event_keeps_its_start() -> None:
    assert edited(duration_minutes=180) == {
        "ends_at": event().starts_at + timedelta(hours=3),
        "duration_given": True,
    }


def test_another_film_brings_its_title_unless_there_is_an_own_one() -> None:
    assert edited(film_id="stalker-1979")["title"] == "Сталкер"
    assert edited(film_id="stalker-1979", title="Вечер")["title"] == "Вечер"
    own = event(title="Ночь Тарковского")
    found = announcing.changes(own, EventEdit.model_validate({"film_id": "stalker-1979"}), NOW)
    assert "title" not in found


LONG = "gone-with-the-wind-1939"


@pytest.mark.parametrize("given", [False, None])
def test_another_film_brings_its_length_unless_the_host_gave_one(given: bool | None) -> None:
    new, _ = announcing.new(asked(), HOST, NOW)
    film = EventEdit.model_validate({"film_id": LONG})
    before = replace(new, duration_given=given)

    found = announcing.changes(before, film, NOW)

    runtime = found["film"]["runtime_minutes"]
    assert runtime != new.film["runtime_minutes"]
    assert found["ends_at"] - before.starts_at == timedelta(minutes=runtime + 30)
    own, _ = announcing.new(asked(duration_minutes=200), HOST, NOW)
    assert (new.duration_given, own.duration_given) == (False, True)
    for kept in (own, replace(own, duration_given=None)):
        assert "ends_at" not in announcing.changes(kept, film, NOW)
    moved = EventEdit.model_validate({"film_id": LONG, "starts_at": "2026-12-05T18:00:00Z"})
    later = announcing.changes(before, moved, NOW)
    assert later["ends_at"] - later["starts_at"] == timedelta(minutes=runtime + 30)


def test_a_length_that_the_host_gives_later_stays_though_it_is_the_films() -> None:
    new, _ = announcing.new(asked(), HOST, NOW)
    same = int((new.ends_at - new.starts_at).total_seconds() // 60)
    given = announcing.changes(new, EventEdit.model_validate({"duration_minutes": same}), NOW)
    kept = edit(new, NOW, **given)
    assert "ends_at" not in announcing.changes(
        kept, EventEdit.model_validate({"film_id": LONG}), NOW
    )


def test_a_film_is_changed_until_the_start() -> None:
    new, _ = announcing.new(asked(), HOST, NOW)
    soon = new.starts_at - timedelta(seconds=1)
    assert announcing.changes(new, EventEdit.model_validate({"film_id": LONG}), soon)["ends_at"]


def test_a_long_title_of_a_film_counts_as_the_films() -> None:
    named = event(film={"id": "x", "title": "a" * 130}, title="a" * 120)
    found = announcing.changes(named, EventEdit.model_validate({"film_id": "stalker-1979"}), NOW)
    assert found["title"] == "Сталкер"


def test_a_title_taken_away_is_the_films() -> None:
    own = event(title="Ночь Тарковского")
    found = announcing.changes(own, EventEdit.model_validate({"title": None}), NOW)
    assert found == {"title": "Солярис"}
    both = EventEdit.model_validate({"title": None, "film_id": "stalker-1979"})
    assert announcing.changes(own, both, NOW)["title"] == "Сталкер"


def test_what_becomes_free_loses_its_price() -> None:
    paid = event(admission="paid", price=Price("350.00", "RUB"))
    found = announcing.changes(paid, EventEdit.model_validate({"admission": "free"}), NOW)
    assert found == {"admission": "free", "price": None}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"admission": "paid"}, "price"),
        ({"price": {"amount": "1", "currency": "RUB"}}, "price"),
        ({"starts_at": "2026-12-01T12:01:00Z"}, "starts_at"),
        ({"duration_minutes": 14}, "duration_minutes"),
        ({"film_id": "no-such-film"}, "film_id"),
    ],
)
def test_an_edit_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        edited(**changes)
    assert refused.value.extra["errors"][0]["field"] == field


def test_the_same_time_again_is_no_new_time_even_shortly_before_the_start() -> None:
    soon = event().starts_at - timedelta(minutes=1)
    same = EventEdit.model_validate({"starts_at": event().starts_at.isoformat()})
    found = announcing.changes(event(), same, soon)
    assert found == {"starts_at": event().starts_at, "ends_at": event().ends_at}
