"""M29 and R26: several evenings announced together, asked for together, and in the schedule."""

from datetime import timedelta
from functools import partial

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, soon
from tests.stack.waiting import at_once, eventually


def announced(person: Person) -> list[dict[str, object]]:
    """What the inbox says of programmes."""
    items = person.see("/me/notices")["items"]
    return [each for each in items if each["kind"] == "event_announced" and each["count"]]


def test_m29_s20_a_programme_is_announced_whole_or_not_told_once_and_asked_for_at_once(
    host: Person, gather: MakeCrowd
) -> None:
    follower, guest = gather(2)
    follower.follow(host)
    start = soon(days=40)
    place = {"kind": "home", "city": "Казань", "address": "Баумана, 5"}
    events = [
        {
            "film_id": "stalker-1979",
            "place": place,
            "starts_at": (start + timedelta(weeks=week)).isoformat(),
            "duration_minutes": 180,
            "capacity": 3,
            "approval": "automatic",
        }
        for week in range(12)
    ]
    busy = {**events[8], "film_id": "solaris-1972"}
    there = host.post("/events", busy).json()
    asked = {"title": "Двенадцать вечеров", "events": events}
    refused = host.post("/programmes", asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "time_conflict")
    (clash,) = refused.json()["conflicts"]
    assert (clash["event_id"], clash["position"]) == (there["id"], 9)
    assert [each["id"] for each in host.see("/me/events")["items"]] == [there["id"]]

    assert host.delete(f"/events/{there['id']}").status_code == 204
    answers = at_once(*[partial(host.post, "/programmes", asked)] * 2)
    assert sorted(each.status_code for each in answers) == [201, 409]
    programme = next(each.json() for each in answers if each.status_code == 201)
    path = f"/programmes/{programme['id']}"
    assert [each["programme"]["position"] for each in guest.see(path)["events"]] == [*range(1, 13)]

    eventually(partial(announced, follower))
    (notice,) = announced(follower)
    assert (notice["count"], notice["event_id"]) == (12, programme["events"][0]["id"])

    for _ in range(2):
        results = guest.post(f"{path}/bookings", {"message": "На все"}).json()["results"]
        assert [each["event_id"] for each in results] == [e["id"] for e in programme["events"]]
        assert {each["status"] for each in results} == {"confirmed"}
    window = {"from": f"{start.date()}T00:00:00Z"}

    def booked() -> bool:
        items = guest.see("/me/schedule", **window)["items"]
        return [each["kind"] for each in items] == ["booking"] * 9  # of 62 days

    eventually(booked)
