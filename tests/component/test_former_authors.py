"""M15: what somebody wrote and received goes into their export, and stays without their name when they go."""

from functools import partial
from typing import Any

from seance.cloud import keys
from seance.cloud.clock import now
from seance.people.store import ProfileItem
from seance.reviews import lists
from tests.component.gateway import Person
from tests.component.reviewing import Evening, about, evening, of_event, rating, review
from tests.component.storage import dump, everything
from tests.component.told import kinds

__all__ = ["evening"]


def leave(person: Person) -> None:
    """What the deletion of an account does here."""
    lists.anonymise(person.id, 10, None)
    ProfileItem.of(keys.profile(person.id)).delete()


def authors(viewer: Person, event: dict[str, Any]) -> list[tuple[str, str]]:
    """Id and name of who wrote, as it is shown."""
    items = viewer.get(f"/events/{event['id']}/reviews").body["items"]
    return [(each["author"]["id"], each["author"]["name"]) for each in items]


def test_m15_the_export_has_what_one_wrote_and_what_one_may_read(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 4)
    review(evening.other, evening.host, evening.event, 1)
    review(evening.host, evening.guest, evening.event, 3)

    wrote = [each.subject_id for each in lists.written_by(evening.host.id, 10, None)[0]]
    assert wrote == [evening.guest.id]
    assert [each.rating for each in lists.written_by(evening.other.id, 10, None)[0]] == [1]
    received = partial(lists.received_by, evening.host.id, 10, None)
    assert [each.rating for each in received(now())[0]] == [4]  # the other one is still hidden
    evening.over()
    assert [each.rating for each in received(now())[0]] == [4, 1]


def test_m15_who_has_gone_is_not_named_and_the_average_keeps_counting(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 4)
    review(evening.host, evening.guest, evening.event, 3)
    evening.settle()
    leave(evening.guest)
    before = everything()
    lists.anonymise(evening.guest.id, 10, None)  # interrupted and begun again
    assert everything() == before
    evening.settle(times=2)

    assert rating(evening.stranger, evening.host, "host") == (4, 1)
    assert [each[2] for each in about(evening.stranger, evening.host)] == [4]
    shown = authors(evening.stranger, evening.event)
    assert evening.guest.id not in {each for each, _ in shown}
    assert "Boris" not in {name for _, name in shown}
    assert lists.written_by(evening.guest.id, 10, None) == ([], None)
    assert kinds(evening.host).count("review_received") == 1


def test_m15_a_hidden_one_is_revealed_without_the_name(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 2)
    evening.settle()
    leave(evening.guest)
    assert of_event(evening.stranger, evening.event) == []
    evening.over()
    assert rating(evening.stranger, evening.host, "host") == (2, 1)
    assert authors(evening.stranger, evening.event) == [("", "—")]


def test_m15_who_reviews_somebody_who_has_gone_is_no_failure(evening: Evening) -> None:
    review(evening.guest, evening.host, evening.event, 2)
    leave(evening.guest)
    assert review(evening.host, evening.guest, evening.event, 5).status == 201
    assert rating(evening.stranger, evening.host, "host") == (2, 1)
    assert (f"USER#{evening.guest.id}", "PROFILE") not in dump("main")  # no ghost
    assert {name for _, name in authors(evening.stranger, evening.event)} == {"Anna", "—"}
