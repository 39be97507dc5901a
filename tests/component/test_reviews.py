"""M14, R14: reviews of both sides, blind until both have written or the time is over."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from seance.bookings import copies
from seance.cloud import config, schedules
from seance.events import reminders
from seance.people.model import Profile
from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.component.reviewing import Evening, about, evening, of_event, rating, review, take_back
from tests.component.storage import refused, same_twice
from tests.component.told import kinds, notices

__all__ = ["evening"]
NOTHING = (None, 0)


class TestWriting:
    """Both directions."""

    def test_m14_the_first_is_created_the_second_changes_it(self, evening: Evening) -> None:
        first = review(evening.guest, evening.host, evening.event, 4, " Хорошо ")
        assert first.status == 201
        shown = first.body
        assert (shown["rating"], shown["text"]) == (4, "Хорошо")
        assert (shown["author"]["id"], shown["subject"]["id"]) == (
            evening.guest.id,
            evening.host.id,
        )
        assert shown["created_at"] == shown["updated_at"]

        second = review(evening.guest, evening.host, evening.event, 2)
        assert second.status == 200
        assert (second.body["rating"], second.body["text"]) == (2, None)
        assert second.body["created_at"] == shown["created_at"]
        assert instant(second.body["updated_at"]) > instant(shown["updated_at"])

    def test_m14_the_same_again_writes_nothing(self, evening: Evening) -> None:
        same_twice(lambda: review(evening.guest, evening.host, evening.event, 4), 200)

    def test_m14_taken_back_it_is_gone_and_a_second_time_changes_nothing(
        self, evening: Evening
    ) -> None:
        review(evening.guest, evening.host, evening.event)
        same_twice(lambda: take_back(evening.guest, evening.host, evening.event), 204)
        assert of_event(evening.guest, evening.event) == []

    @pytest.mark.parametrize(
        "body",
        [
            {"rating": 0}, {"rating": 6}, {"rating": "5"}, {"rating": 4.5}, {"rating": None}, {},
            {"rating": 5, "text": "x" * 2001}, {"rating": 5, "stars": 5}, {"rating": True},
        ],
    )  # fmt: skip
    def test_what_is_no_review_is_refused(self, evening: Evening, body: dict[str, Any]) -> None:
        path = f"/events/{evening.event['id']}/reviews/{evening.host.id}"
        refused(lambda: evening.guest.put(path, body), 422, "validation_failed")

    def test_r14_the_event_says_who_can_review(self, evening: Evening) -> None:
        event = evening.event
        assert "review" in evening.guest.sees(event)["actions"]
        assert "review" in evening.host.sees(event)["actions"]
        assert "review" not in evening.stranger.sees(event)["actions"]
        evening.over()
        assert "review" not in evening.guest.sees(event)["actions"]


class TestWhoMayNot:
    """Nothing is written."""

    @pytest.mark.parametrize("who", ["host", "guest"])
    def test_r14_never_oneself(self, evening: Evening, who: str) -> None:
        person: Person = getattr(evening, who)
        refused(lambda: review(person, person, evening.event), 403, "forbidden")
        path = f"/events/{evening.event['id']}/reviews/me"
        refused(lambda: person.put(path, {"rating": 5}), 403, "forbidden")

    def test_r14_guests_do_not_review_each_other(self, evening: Evening) -> None:
        refused(lambda: review(evening.guest, evening.other, evening.event), 403, "forbidden")

    def test_r14_who_was_not_there_reviews_nobody(self, evening: Evening) -> None:
        refused(lambda: review(evening.stranger, evening.host, evening.event), 403, "forbidden")
        refused(lambda: take_back(evening.stranger, evening.host, evening.event), 403, "forbidden")
        refused(lambda: review(evening.host, evening.stranger, evening.event), 404, "not_found")

    def test_r14_only_confirmed_guests(self, world: World, host: Person, clock: Clock) -> None:
        event = host.announce()
        asked, left = world.person("Asked"), world.confirmed(event, host, "Left")
        asked.ask(event)
        left.act("withdraw", event)
        clock.to(event["ends_at"])
        for person in (asked, left):
            refused(partial(review, person, host, event), 403, "forbidden")
            refused(partial(review, host, person, event), 409, "wrong_status")

    def test_r6_the_event_does_not_exist_for_others(
        self, world: World, host: Person, clock: Clock
    ) -> None:
        event = host.announce(visibility="invite_only")
        guest = world.follower(host)
        host.invite(event, guest)
        guest.act("accept", event)
        stranger = world.person("Stranger")
        clock.to(event["ends_at"])
        assert review(guest, host, event).status == 201
        refused(lambda: review(stranger, host, event), 404, "not_found")
        refused(lambda: take_back(stranger, host, event), 404, "not_found")
        refused(lambda: stranger.get(f"/events/{event['id']}/reviews"), 404, "not_found")


class TestWhen:
    """R13: from the end on, for fourteen days."""

    def test_r13_not_before_the_end(self, evening: Evening) -> None:
        ends_at = evening.event["ends_at"]
        evening.clock.to(ends_at, seconds=-1)
        answer = refused(
            lambda: review(evening.guest, evening.host, evening.event),
            409,
            "review_not_open",
            "wait_for_the_end",
        )
        assert ends_at in answer.body["detail"]

    def test_r13_not_when_the_time_is_over(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event)
        evening.over()
        for subject, author in ((evening.host, evening.guest), (evening.guest, evening.host)):
            refused(
                partial(review, author, subject, evening.event, 1),
                409,
                "review_not_open",
            )

    def test_r13_the_window_may_be_a_part_of_a_day(
        self, evening: Evening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REVIEW_WINDOW_DAYS", "0.001")
        config.settings.cache_clear()
        evening.clock.to(evening.event["ends_at"], seconds=86)
        assert review(evening.guest, evening.host, evening.event).status == 201
        evening.clock.to(evening.event["ends_at"], seconds=86.4)
        refused(lambda: review(evening.host, evening.guest, evening.event), 409, "review_not_open")

    def test_r13_what_was_cancelled_is_not_reviewed(
        self, world: World, host: Person, clock: Clock
    ) -> None:
        event = host.announce()
        guest = world.confirmed(event, host)
        host.cancel(event)
        clock.to(event["ends_at"])
        refused(lambda: review(guest, host, event), 409, "review_not_open")

    def test_one_takes_back_own_words_also_later(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 2)
        evening.over()
        assert rating(evening.stranger, evening.host, "host") == (2, 1)
        assert take_back(evening.guest, evening.host, evening.event).status == 204
        assert rating(evening.stranger, evening.host, "host") == NOTHING
        assert about(evening.stranger, evening.host) == []


class TestBlind:
    """R14: neither the review nor its effect."""

    def sees_nothing(self, evening: Evening, *viewers: Person) -> None:
        for viewer in viewers:
            assert of_event(viewer, evening.event) == []
            assert about(viewer, evening.host) == []
            assert rating(viewer, evening.host, "host") == NOTHING

    def test_r14_one_side_is_seen_by_its_author_only(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle()
        self.sees_nothing(evening, evening.host, evening.other, evening.stranger)
        assert "review_received" not in kinds(evening.host)
        assert of_event(evening.guest, evening.event) == [("Boris", "Anna", 4)]
        assert about(evening.guest, evening.host) == [("Boris", "Anna", 4)]
        assert rating(evening.guest, evening.host, "host") == NOTHING

    def test_r14_both_sides_reveal_each_other_and_nobody_else(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        review(evening.other, evening.host, evening.event, 1)
        answer = review(evening.host, evening.guest, evening.event, 3)
        assert answer.body["author"]["host_rating"] == {"average": 4, "count": 1}
        assert answer.body["subject"]["guest_rating"] == {"average": 3, "count": 1}
        evening.settle()
        for viewer in (evening.host, evening.guest, evening.stranger):
            assert of_event(viewer, evening.event) == [("Anna", "Boris", 3), ("Boris", "Anna", 4)]
            assert rating(viewer, evening.host, "host") == (4, 1)
            assert rating(viewer, evening.guest, "guest") == (3, 1)
            assert rating(viewer, evening.guest, "host") == NOTHING
        assert rating(evening.stranger, evening.other, "guest") == NOTHING

    def test_r14_closing_reveals_what_was_not_answered(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        review(evening.host, evening.other, evening.event, 2)
        evening.settle(times=2)
        ahead = [
            each for each in evening.pump.schedules().values() if at(each) > evening.clock.moment
        ]
        assert len(ahead) == 1  # the other three have fired by now (P11)
        message = evening.pump.fire(evening.event, "reviews")
        evening.pump.call("reviews", message)
        evening.settle(times=2)
        for viewer in (evening.host, evening.stranger):
            assert of_event(viewer, evening.event) == [("Anna", "Vera", 2), ("Boris", "Anna", 4)]
        assert rating(evening.stranger, evening.host, "host") == (4, 1)
        assert rating(evening.stranger, evening.other, "guest") == (2, 1)

    def test_r14_the_rule_holds_at_every_instant_though_the_schedule_is_late(
        self, evening: Evening
    ) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle()
        evening.clock.to(evening.event["ends_at"], days=14, seconds=-1)
        self.sees_nothing(evening, evening.stranger)
        evening.clock.to(evening.event["ends_at"], days=14)
        assert of_event(evening.stranger, evening.event) == [("Boris", "Anna", 4)]
        assert about(evening.stranger, evening.host) == [("Boris", "Anna", 4)]

    def test_r14_a_schedule_that_is_early_comes_back(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle()
        schedules.remove(
            reminders.name(evening.event["id"], "reviews")
        )  # as it is when it has fired
        evening.pump.call("reviews", {"close": evening.event["id"]})
        assert rating(evening.stranger, evening.host, "host") == NOTHING
        evening.pump.fire(evening.event, "reviews")
        evening.settle()
        assert rating(evening.stranger, evening.host, "host") == (4, 1)

    def test_r14_written_in_the_last_moment_and_followed_late(self, evening: Evening) -> None:
        evening.clock.to(evening.event["ends_at"], days=14, milliseconds=-5)
        assert review(evening.guest, evening.host, evening.event, 4).status == 201
        evening.clock.forward(seconds=5)
        evening.settle()
        assert rating(evening.stranger, evening.host, "host") == (4, 1)

    def test_r14_many_guests_are_revealed_page_by_page(
        self, world: World, host: Person, pump: Pump, clock: Clock
    ) -> None:
        event = host.announce(capacity=60, approval="automatic")
        for guest in (guests := world.people(50)):
            guest.ask(event)
        clock.to(event["ends_at"])
        for place, guest in enumerate(guests):
            review(guest, host, event, place % 5 + 1)
        pump.run()
        pump.fire(event, "reviews")
        pump.run(times=2)
        assert rating(guests[0], host, "host") == (3, 50)
        first = guests[0].get(f"/users/{host.id}/reviews", limit=30).body
        rest = (
            guests[0].get(f"/users/{host.id}/reviews", limit=30, cursor=first["next_cursor"]).body
        )
        assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (30, 20, None)
        pages = [*first["items"], *rest["items"]]
        assert len({each["author"]["id"] for each in pages}) == 50
        times = [each["created_at"] for each in pages]
        assert times == sorted(times, reverse=True)


class TestTold:
    """R9, R12: once, when it is revealed."""

    def test_r12_who_is_reviewed_is_told_once_when_it_is_seen(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle(times=2)
        assert "review_received" not in kinds(evening.host)
        review(evening.host, evening.guest, evening.event, 4)
        evening.settle(times=2)
        review(evening.guest, evening.host, evening.event, 5)
        take_back(evening.guest, evening.host, evening.event)
        evening.settle()
        review(evening.guest, evening.host, evening.event, 1)
        evening.over()
        for person in (evening.host, evening.guest):
            assert kinds(person).count("review_received") == 1
        told = notices(evening.host)[-1]
        assert told["short_url"] == evening.event["short_url"]

    def test_r12_closing_tells_once(self, evening: Evening) -> None:
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle()
        message = evening.pump.fire(evening.event, "reviews")
        evening.settle(times=2)
        evening.pump.call("reviews", message)
        evening.settle()
        assert kinds(evening.host).count("review_received") == 1
        assert "review_received" not in kinds(evening.guest)


class TestCopies:
    """Ratings stand on cards and bookings too."""

    def test_ratings_follow_on_cards_bookings_and_in_the_filter(self, evening: Evening) -> None:
        coming = evening.host.announce(film_id="alien-1979", starts_at=later(evening, days=5))
        evening.guest.ask(coming)
        evening.pump.run()
        assert coming["id"] not in evening.stranger.finds(min_host_rating=4)
        review(evening.guest, evening.host, evening.event, 4)
        evening.settle()
        assert coming["id"] not in evening.stranger.finds(min_host_rating=4)
        review(evening.host, evening.guest, evening.event, 2)
        evening.settle()
        assert coming["id"] in evening.stranger.finds(min_host_rating=4)
        assert coming["id"] not in evening.stranger.finds(min_host_rating=4.5)
        listed = evening.stranger.get("/events").body["items"]
        assert {each["host"]["host_rating"]["average"] for each in listed} == {4}
        for event in (coming, evening.event):
            own = evening.guest.sees(event)["my_booking"]["guest"]
            assert own["guest_rating"] == {"average": 2, "count": 1}
        (_, past) = evening.guest.get("/me/bookings").body["items"]
        assert past["guest"]["guest_rating"]["count"] == 1

    def test_of_two_copies_at_once_the_last_to_end_leaves_the_newest(
        self, evening: Evening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The rating changes after a copier has read it, and the other copier is done before it writes."""
        coming = evening.guest.announce(starts_at=later(evening, days=5))
        review(evening.guest, evening.host, evening.event, 4)
        review(evening.host, evening.guest, evening.event, 2)
        evening.settle()
        copy = copies._copy

        def outrun(profile: Profile, since: datetime) -> None:
            monkeypatch.setattr(copies, "_copy", copy)
            assert evening.guest.patch("/me", {"name": "Борис"}).status == 200
            copies.of_user(evening.guest.id)
            copy(profile, since)

        monkeypatch.setattr(copies, "_copy", outrun)
        copies.of_user(evening.guest.id)
        (listed,) = evening.stranger.get("/events").body["items"]
        assert listed["id"] == coming["id"]
        assert listed["host"]["name"] == "Борис"


def at(schedule: dict[str, Any]) -> datetime:
    """When a schedule fires."""
    return datetime.fromisoformat(schedule["ScheduleExpression"][3:-1]).replace(tzinfo=UTC)


def later(evening: Evening, **span: float) -> str:
    """An instant so long after now."""
    return (evening.clock.moment + timedelta(**span)).isoformat()
