"""Programmes (M29, R26): announced whole or not at all, told of once, and then each event lives alone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from seance.events import store
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at, event_body
from tests.component.pump import Pump
from tests.component.storage import dump, refused

TITLE = "Тарковский по четвергам"


def plan(days: list[int], **changes: Any) -> dict[str, Any]:
    """What a host asks: an event on each of these days from now."""
    events = [event_body(starts_at=at(days=day), duration_minutes=120, **changes) for day in days]
    return {"title": TITLE, "events": events}


def planned(host: Person, days: list[int], **changes: Any) -> dict[str, Any]:
    """A programme that is announced."""
    answer = host.post("/programmes", plan(days, **changes))
    assert answer.status == 201, answer.body
    programme: dict[str, Any] = answer.body
    return programme


def ask(guest: Person, programme: dict[str, Any], **body: Any) -> Answer:
    """For all of it."""
    return guest.post(f"/programmes/{programme['id']}/bookings", body or None)


def outcomes(answer: Answer) -> list[str]:
    """The status or the code of each."""
    assert answer.status == 200, answer.body
    return [each["status"] or each["code"] for each in answer.body["results"]]


def announced(person: Person) -> list[dict[str, Any]]:
    """Announcements in the inbox."""
    items = person.get("/me/notices").body["items"]
    return [each for each in items if each["kind"] == "event_announced"]


def events_in_tables() -> list[Any]:
    """Keys of all that belongs to an event."""
    return [key for key in dump("main") if key[0].startswith(("EVENT#", "SEATS#", "LINK#"))]


def test_m29_a_programme_is_its_events_each_of_which_names_it(host: Person, guest: Person) -> None:
    programme = planned(host, [3, 10, 17])
    assert (programme["title"], programme["host"]["id"]) == (TITLE, host.id)
    refs = [each["programme"] for each in programme["events"]]
    assert refs == [
        {"id": programme["id"], "title": TITLE, "position": position, "of": 3}
        for position in (1, 2, 3)
    ]
    assert guest.get(f"/programmes/{programme['id']}").body == programme
    for event, ref in zip(programme["events"], refs, strict=True):
        assert guest.sees(event)["programme"] == ref
        assert guest.get(f"/public/events/{event['id']}").body["programme"] == ref
    (found, *_) = guest.get("/events").body["items"]
    assert found["programme"] == refs[0]
    assert guest.sees(host.announce(starts_at=at(days=30)))["programme"] is None


def test_r26_each_event_then_lives_alone(host: Person, guest: Person, pump: Pump) -> None:
    programme = planned(host, [3, 10, 17])
    first, second, third = programme["events"]
    assert host.edit(first, title="Другое").body["programme"]["position"] == 1
    assert host.cancel(second).status == 200
    assert host.delete(f"/events/{third['id']}").status == 204
    pump.run()
    seen = guest.get(f"/programmes/{programme['id']}").body["events"]
    assert [(each["title"], each["status"]) for each in seen] == [
        ("Другое", "scheduled"),
        (second["title"], "cancelled"),
    ]
    assert {each["programme"]["of"] for each in seen} == {3}
    for event in (first, second):
        host.delete(f"/events/{event['id']}")
    refused(lambda: guest.get(f"/programmes/{programme['id']}"), 404, "not_found")


def test_s20_a_programme_that_clashes_at_its_ninth_event_is_not_announced(host: Person) -> None:
    there = host.announce(film_id="alien-1979", starts_at=at(days=19), duration_minutes=120)
    before = events_in_tables()
    answer = host.post("/programmes", plan([*range(3, 27, 2)]))
    assert (answer.status, answer.code) == (409, "time_conflict")
    assert answer.body["conflicts"] == [
        {
            "event_id": there["id"],
            **{name: there[name].replace("Z", ".000Z") for name in ("starts_at", "ends_at")},
            "title": there["title"],
            "titles": {"en": "Alien", "ru": "Чужой"},
            "position": 9,
        }
    ]
    assert events_in_tables() == before
    assert len(host.get("/me/events").body["items"]) == 1


def test_r26_clashes_of_its_own_are_named_too_all_of_them(host: Person, world: World) -> None:
    other = world.person("Olga").announce(starts_at=at(days=5), approval="automatic")
    assert host.ask(other).status == 201
    asked = plan([3, 5, 9, 9])
    asked["events"][3]["film_id"] = "alien-1979"
    answer = host.post("/programmes", asked)
    assert (answer.status, answer.code) == (409, "time_conflict")
    named = [(each["event_id"], each["position"]) for each in answer.body["conflicts"]]
    assert named == [(other["id"], 2), (None, 4)]
    assert answer.body["next_step"] == "choose_other_time"


def test_r3_the_same_film_twice_at_a_time_is_a_duplicate(host: Person) -> None:
    assert host.post("/programmes", plan([3, 3])).code == "duplicate_event"
    assert host.get("/me/events").body["items"] == []


def test_r26_twenty_public_events_are_written_at_once_with_their_seats(
    host: Person, guest: Person, pump: Pump
) -> None:
    programme = planned(host, [*range(2, 22)], capacity=4000, approval="automatic")
    assert [each["seats_left"] for each in programme["events"]] == [4000] * 20
    assert outcomes(ask(guest, programme)) == ["confirmed"] * 20
    pump.run()
    first = guest.get("/events", query="солярис", limit=50).body
    rest = guest.get("/events", query="солярис", limit=50, cursor=first["next_cursor"]).body
    assert len(first["items"] + rest["items"]) == 20


@pytest.mark.parametrize(("count", "shards"), [(2, 32), (10, 5), (20, 1)])
def test_a_transaction_takes_as_many_shards_as_there_is_room_for(
    host: Person, count: int, shards: int
) -> None:
    programme = planned(host, [*range(2, 2 + count)], capacity=8000, approval="automatic")
    for event in programme["events"]:
        found, seats = store.get(event["id"])
        assert (found.shards, len(seats), sum(each.left for each in seats)) == (
            shards,
            shards,
            8000,
        )


def test_s13_sent_twice_it_is_announced_once(host: Person, clock: Clock) -> None:
    body, key = plan([3, 10]), {"Idempotency-Key": "one"}
    made = host.post("/programmes", body, headers=key)
    clock.forward(minutes=1)
    again = host.post("/programmes", body, headers=key)
    assert (again.status, again.body["id"]) == (201, made.body["id"])
    assert len(host.get("/me/events").body["items"]) == 2


def test_r26_a_request_whose_answer_was_lost_finds_what_it_made(
    host: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seance.web import idempotency

    monkeypatch.setattr(
        idempotency, "answer_once", lambda adapter, event, context, _: adapter(event, context)
    )
    body, key = plan([3, 10]), {"Idempotency-Key": "one"}
    made = host.post("/programmes", body, headers=key)
    clock.forward(minutes=1)
    again = host.post("/programmes", body, headers=key)
    assert again.body == made.body
    assert len(host.get("/me/events").body["items"]) == 2


def test_r26_followers_are_told_once_of_all_they_may_see(host: Person, world: World, pump: Pump) -> None:  # fmt: skip
    follower = world.follower(host)
    asked = plan([3, 10, 17, 24])
    for event, visibility in zip(
        asked["events"], ("invite_only", "followers", "public", "followers"), strict=True
    ):
        event["visibility"] = visibility
    events = host.post("/programmes", asked).body["events"]
    pump.run(2)
    (notice,) = announced(follower)
    assert (notice["event_id"], notice["count"]) == (events[1]["id"], 3)
    assert (TITLE in notice["text"], "3 " in notice["text"]) == (True, True)
    assert follower.finds() == [each["id"] for each in events[1:]]
    # Opened later, restored, or further: what was told of is not told again, the hidden one is.
    host.edit(events[3], visibility="public")
    host.cancel(events[2])
    pump.run()
    host.restore(events[2])
    pump.run()
    assert len(announced(follower)) == 1
    host.edit(events[0], visibility="followers")
    pump.run()
    (latest, _) = announced(follower)
    assert (latest["event_id"], latest["count"]) == (events[0]["id"], None)


def test_r26_of_one_that_followers_may_see_they_are_told_as_of_any(host: Person, world: World, pump: Pump) -> None:  # fmt: skip
    follower = world.follower(host)
    asked = plan([3, 10])
    asked["events"][0]["visibility"] = "invite_only"
    assert host.post("/programmes", asked).status == 201
    pump.run()
    (notice,) = announced(follower)
    assert (notice["count"], TITLE in notice["text"]) == (None, False)


def test_r26_asking_for_the_whole_answers_for_each_by_itself(
    host: Person, guest: Person, world: World
) -> None:
    busy = world.person("Olga").announce(starts_at=at(days=10), approval="automatic")
    assert guest.ask(busy).status == 201
    asked = plan([24, 3, 10, 17], approval="automatic", capacity=1)
    programme = host.post("/programmes", asked).body
    by_start = sorted(programme["events"], key=lambda each: each["starts_at"])
    world.person("Vera").ask(by_start[2])
    host.cancel(by_start[3])
    answer = ask(guest, programme, message="На всё")
    assert [each["event_id"] for each in answer.body["results"]] == [e["id"] for e in by_start]
    expected = ["confirmed", "time_conflict", "waitlisted", "wrong_status"]
    assert outcomes(answer) == expected
    assert outcomes(ask(guest, programme)) == expected
    assert guest.booking(by_start[0])["message"] == "На всё"
    assert set(outcomes(ask(host, programme))) == {"forbidden"}


def test_m29_a_newcomers_first_request_may_be_for_the_whole(host: Person, world: World) -> None:
    newcomer = Person(world.api, "Nina")
    assert outcomes(ask(newcomer, planned(host, [1, 2]))) == ["requested"] * 2
    assert newcomer.get("/me").body["name"] == "Nina"


def test_r6_a_follower_asks_for_the_whole_of_what_followers_see(
    host: Person, guest: Person
) -> None:
    guest.follow(host)
    programme = planned(host, [1, 2], visibility="followers")
    assert outcomes(ask(guest, programme)) == ["requested"] * 2


def test_r23_who_asks_for_the_whole_after_leaving_one_late_is_late_no_more(
    host: Person, guest: Person, clock: Clock
) -> None:
    programme = planned(host, [1, 2], approval="automatic")
    ask(guest, programme)
    first = programme["events"][0]
    clock.to(first["starts_at"], hours=-2.5)
    assert guest.act("withdraw", first).status == 200
    assert outcomes(ask(guest, programme)) == ["confirmed"] * 2
    assert guest.get("/me").body["attendance"]["late"] == 0


def test_r21_a_party_asks_for_the_whole(host: Person, guest: Person) -> None:
    asked = plan([3, 10], capacity=5)
    asked["events"][0]["max_party"] = 2
    programme = host.post("/programmes", asked).body
    assert outcomes(ask(guest, programme, seats=2)) == ["requested", "validation_failed"]
    assert guest.booking(programme["events"][0])["seats"] == 2
    assert ask(guest, programme, seats=5).code == "validation_failed"


def test_r6_r17_only_what_one_may_see_is_there(host: Person, guest: Person, world: World) -> None:
    asked = plan([3, 10, 17])
    for event, visibility in zip(asked["events"], ("followers", "public", "invite_only"), strict=True):  # fmt: skip
        event["visibility"] = visibility
    programme = host.post("/programmes", asked).body
    path = f"/programmes/{programme['id']}"
    follower = world.follower(host)

    def positions(person: Person) -> list[int]:
        return [each["programme"]["position"] for each in person.get(path).body["events"]]

    assert (positions(host), positions(follower), positions(guest)) == ([1, 2, 3], [1, 2], [2])
    assert len(ask(guest, programme).body["results"]) == 1
    assert "кв. 5" not in str(guest.get(path).body)
    other = world.person("Olga")
    host.block(other)
    refused(lambda: other.get(path), 404, "not_found")
    refused(lambda: ask(other, programme), 404, "not_found")
    refused(lambda: guest.get("/programmes/01KA0000000000000000000000"), 404, "not_found")


def test_what_is_wrong_is_named_by_its_event_and_changes_nothing(host: Person) -> None:
    asked = plan([3, 10, 17])
    asked["events"][1]["film_id"] = "no-such-film"
    asked["events"][2]["starts_at"] = at(minutes=1)
    answer = host.post("/programmes", asked)
    assert (answer.status, answer.code) == (422, "validation_failed")
    assert [each["field"] for each in answer.body["errors"]] == [
        "events.1.film_id",
        "events.2.starts_at",
    ]
    assert events_in_tables() == []


@pytest.mark.parametrize(
    "body",
    [plan([3]), plan([*range(2, 23)]), {**plan([3, 4]), "title": " "}, {"events": plan([3, 4])["events"]}],
    ids=["one", "too many", "blank", "untitled"],
)  # fmt: skip
def test_a_programme_has_a_title_and_two_to_twenty_events(host: Person, body: dict[str, Any]) -> None:  # fmt: skip
    assert host.post("/programmes", body).code == "validation_failed"


def test_a_host_has_room_for_all_of_them_or_none(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seance.cloud import config

    monkeypatch.setenv("MAXIMUM_UPCOMING_EVENTS", "3")
    config.settings.cache_clear()
    host.announce(starts_at=at(days=40))
    assert host.post("/programmes", plan([3, 4, 5])).code == "too_many_requests"
    assert len(planned(host, [3, 4])["events"]) == 2


def test_r26_every_thursday_at_19_stays_19_across_the_clock_change(
    host: Person, guest: Person, pump: Pump
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    day = datetime.now(berlin).replace(hour=19, minute=0, second=0, microsecond=0)
    while (day + timedelta(days=7)).utcoffset() == day.utcoffset():
        day += timedelta(days=1)
    starts = [day, day + timedelta(days=7)]  # the clocks are changed between them
    asked = plan([3, 10], approval="automatic", time_zone="Europe/Berlin")
    for event, start in zip(asked["events"], starts, strict=True):
        event["starts_at"] = start.isoformat()
    programme = host.post("/programmes", asked).body
    assert outcomes(ask(guest, programme)) == ["confirmed"] * 2
    pump.run()

    texts = [
        each["text"]
        for each in guest.get("/me/notices").body["items"]
        if each["kind"] == "booking_approved"
    ]
    assert len(texts) == 2
    assert all("19:00" in text or "7:00" in text for text in texts), texts
    window = {"from": (day - timedelta(days=1)).astimezone(UTC).isoformat()}
    items = guest.get("/me/schedule", **window).body["items"]
    shown = [
        datetime.fromisoformat(each["starts_at"]).astimezone(ZoneInfo(each["time_zone"]))
        for each in items
    ]
    assert [each.hour for each in shown] == [19, 19]
    utc = [datetime.fromisoformat(each["starts_at"]).hour for each in items]
    assert utc[0] != utc[1]


def test_m15_who_leaves_calls_a_programme_off_and_takes_it_along_in_the_export(
    host: Person, guest: Person, pump: Pump
) -> None:
    programme = planned(host, [3, 10])
    exported = host.get("/me/export").body["sections"]["events"]
    assert [each["programme"]["title"] for each in exported] == [TITLE] * 2
    assert ask(guest, programme).status == 200
    assert host.delete("/me").status == 202
    for _ in range(3):
        pump.run()
    seen = guest.get(f"/programmes/{programme['id']}").body
    assert {each["status"] for each in seen["events"]} == {"cancelled"}
    assert seen["host"]["name"] != "Anna"


def test_r26_wishers_are_told_of_a_programme_once_and_of_the_film_that_they_wish_for(
    host: Person, world: World, pump: Pump
) -> None:
    wisher, follower = world.person("Olga"), world.follower(host)
    for person in (wisher, follower):
        for film_id in ("stalker-1979", "mirror-1974"):
            assert person.put(f"/me/wishes/{film_id}", {"city_id": "moscow"}).status == 204
    pump.run()
    asked = plan([3, 10, 17])
    for event, film_id in zip(
        asked["events"], ("solaris-1972", "stalker-1979", "mirror-1974"), strict=True
    ):
        event["film_id"] = film_id
    events = host.post("/programmes", asked).body["events"]
    pump.run(2)

    def news(person: Person) -> list[tuple[str, str]]:
        items = person.get("/me/notices").body["items"]
        kinds = ("event_announced", "wish_announced")
        return [(each["kind"], each["event_id"]) for each in items if each["kind"] in kinds]

    ((kind, event_id),) = news(wisher)
    assert (kind, event_id in [each["id"] for each in events[1:]]) == ("wish_announced", True)
    assert len(news(follower)) == 1
