"""M14, M12, R14: reviews of an evening that really ended, from both sides, revealed and counted."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import httpx

from tests.stack.cloud import Cloud
from tests.stack.conftest import Evening
from tests.stack.people import Event, Person, codes, moment, soon
from tests.stack.test_redelivery import about
from tests.stack.waiting import at_once, eventually


def review(
    author: Person, subject: Person, event: Event, rating: int, text: str = ""
) -> httpx.Response:
    """Write."""
    path = f"/events/{event['id']}/reviews/{subject.id}"
    return author.http.put(path, json={"rating": rating, "text": text})


def seen(viewer: Person, path: str, **query: Any) -> set[tuple[str, str, int]]:
    """Who rated whom how."""
    items = viewer.see(path, **query)["items"]
    return {(each["author"]["name"], each["subject"]["name"], each["rating"]) for each in items}


def rating(viewer: Person, subject: Person, kind: str = "host") -> tuple[float | None, int]:
    """On the profile."""
    found = viewer.see(f"/users/{subject.id}")[f"{kind}_rating"]
    return found["average"], found["count"]


def test_r13_r14_nobody_reviews_before_the_end_or_oneself(host: Person, guest: Person) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    early = review(guest, host, event, 5)
    assert (early.status_code, early.json()["code"]) == (409, "review_not_open")
    assert event["ends_at"] in early.json()["detail"]
    assert (
        codes([review(guest, guest, event, 5), review(host, host, event, 5)]) == ["forbidden"] * 2
    )
    assert codes([review(guest, host, event, 6)]) == ["validation_failed"]


def test_m14_m12_reviews_are_blind_then_revealed_told_counted_and_found_on_profiles(
    cloud: Cloud, evening: Evening, all_told: Callable[[], None], make: Callable[[str], Person]
) -> None:
    host, guest, other, event = evening.host, evening.guest, evening.other, evening.event
    reader, path = make("Reader"), f"/events/{event['id']}/reviews"
    coming = host.announce()
    eventually(partial(host.event, event), lambda now: now["status"] == "finished", what="The end")
    assert "review" in guest.event(event)["actions"]

    # One side only: seen by its author, counted nowhere, and one schedule waits for the close.
    first = review(guest, host, event, 4, "Тёплый вечер")
    assert first.status_code == 201, first.text
    assert review(guest, host, event, 5, "Тёплый вечер").status_code == 200
    assert review(other, host, event, 2).status_code == 201
    closes_at = eventually(
        partial(cloud.moments, event["id"]), lambda found: set(found) == {"reviews"}
    )["reviews"]
    assert (closes_at - moment(event["ends_at"])).days == 14
    assert seen(guest, path) == {(guest.name, host.name, 5)}
    for viewer in (host, reader):
        assert seen(viewer, path) == seen(viewer, f"/users/{host.id}/reviews") == set()
        assert rating(viewer, host) == (None, 0)

    # Both sides: revealed to everybody, told once, on profiles, cards and in the filter.
    assert review(host, guest, event, 3).status_code == 201
    revealed = {(guest.name, host.name, 5), (host.name, guest.name, 3)}
    for viewer in (host, guest, reader):
        assert seen(viewer, path) == revealed
    assert rating(reader, host) == (5, 1)
    assert rating(reader, guest, "guest") == (3, 1)
    for who in (host, guest):
        who.is_mailed(event, who.is_told(event, "review_received"))
    eventually(
        lambda: [
            each["id"] for each in reader.see("/events", min_host_rating=4.5, limit=100)["items"]
        ],
        lambda found: coming["id"] in found,
        what="The rating on the card",
    )
    assert [
        each["id"] for each in reader.see(f"/users/{host.id}/events", when="past")["items"]
    ] == [event["id"]]
    assert seen(reader, f"/users/{guest.id}/reviews", **{"as": "guest"}) == {
        (host.name, guest.name, 3)
    }

    close(cloud, event, other, host)
    eventually(partial(rating, reader, host), lambda found: found == (3.5, 2), what="The close")
    assert (other.name, host.name, 2) in seen(reader, path)
    host.is_told(event, "review_received", times=2)

    # Everything again: nothing more is told or counted.
    records = about(cloud.stream("main_table"), event)
    for _ in range(2):
        for function in ("TellOfChanges", "FollowUp"):
            assert cloud.invoke(function, {"Records": records}) == {"batchItemFailures": []}
        cloud.send("CopiesQueue", {"close": event["id"]})
    all_told()
    assert rating(reader, host) == (3.5, 2)
    assert host.kinds(event).count("review_received") == 2
    assert guest.kinds(event).count("review_received") == 1

    # Edited from both sides at once, and taken back.
    answers = at_once(
        partial(review, guest, host, event, 1), partial(review, host, guest, event, 1)
    )
    assert [each.status_code for each in answers] == [200, 200]
    assert (rating(reader, host), rating(reader, guest, "guest")) == ((1.5, 2), (1, 1))
    for _ in range(2):
        assert guest.delete(f"{path}/{host.id}").status_code == 204
    assert rating(reader, host) == (2, 1)


def close(cloud: Cloud, event: Event, author: Person, subject: Person) -> None:
    """The fourteen days of one review are over, and the real schedule fires."""
    stored = cloud.item(f"REVIEWS#{event['id']}", f"REVIEW#{author.id}#{subject.id}")
    assert stored
    cloud.put_item({**stored, "closes_at": {"S": event["ends_at"].replace("Z", ".000Z")}})
    schedule = cloud.schedules(event["id"])["reviews"]
    cloud.put_schedule(replace(schedule, name=f"{schedule.name}-now"), soon(seconds=1))
