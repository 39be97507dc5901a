"""R13, R14: who rates whom, until when, and what is seen and counted."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from seance.bookings.model import Booking, Status
from seance.errors import Forbidden, NotFound, Refusal, ReviewNotOpen, WrongStatus
from seance.events.model import Event, is_reviewable
from seance.people.model import Profile, Rating, stranger
from seance.reviews import model
from seance.reviews.model import Rated, Review, Step
from tests.unit import examples
from tests.unit.examples import GUEST, HOST, NOW

WINDOW = timedelta(days=14)
OTHER = "other"


def over(**changes: Any) -> Event:
    """An event that ended a day ago."""
    ends_at = NOW - timedelta(days=1)
    return examples.event(starts_at=ends_at - timedelta(hours=2), ends_at=ends_at, **changes)


def was(guest: str, status: Status) -> Booking:
    return Booking("e", guest, status, NOW)


def said(author: str, subject: str, rating: int = 5, **changes: Any) -> Review:
    rated_as: model.RatedAs = "host" if subject == HOST else "guest"
    review = Review("e", author, subject, rated_as, rating, None, NOW, NOW, over().ends_at + WINDOW)
    return replace(review, **changes)


class TestWhoWrites:
    """A confirmed guest about the host, the host about each confirmed guest."""

    def test_a_confirmed_guest_rates_the_host(self) -> None:
        bookings = (was(GUEST, "confirmed"), None)
        assert model.check_writes(over(), GUEST, HOST, bookings) == "host"

    def test_the_host_rates_a_confirmed_guest(self) -> None:
        bookings = (None, was(GUEST, "confirmed"))
        assert model.check_writes(over(), HOST, GUEST, bookings) == "guest"

    @pytest.mark.parametrize(
        ("author", "subject", "own", "others", "refusal"),
        [
            (HOST, HOST, None, None, Forbidden),
            (GUEST, GUEST, "confirmed", "confirmed", Forbidden),
            (GUEST, OTHER, "confirmed", "confirmed", Forbidden),
            (GUEST, HOST, None, None, Forbidden),
            (GUEST, HOST, "requested", None, Forbidden),
            (GUEST, HOST, "moved", None, Forbidden),
            (GUEST, HOST, "removed", None, Forbidden),
            (HOST, GUEST, None, None, NotFound),
            (HOST, GUEST, None, "withdrawn", WrongStatus),
            (HOST, GUEST, None, "declined", WrongStatus),
        ],
    )
    def test_nobody_else_writes(
        self,
        author: str,
        subject: str,
        own: Status | None,
        others: Status | None,
        refusal: type[Refusal],
    ) -> None:
        bookings = (was(author, own) if own else None, was(subject, others) if others else None)
        with pytest.raises(refusal):
            model.check_writes(over(), author, subject, bookings)


class TestWhen:
    """From the end on, for the window."""

    @pytest.mark.parametrize(
        ("after_end", "is_open"),
        [(-1, False), (0, True), (14 * 86400 - 1, True), (14 * 86400, False)],
    )
    def test_open_from_the_end_for_the_window(self, after_end: int, is_open: bool) -> None:
        event = over()
        moment = event.ends_at + timedelta(seconds=after_end)
        assert is_reviewable(event, WINDOW, moment) == is_open
        if is_open:
            model.check_open(event, WINDOW, moment)
            return
        with pytest.raises(ReviewNotOpen) as refused:
            model.check_open(event, WINDOW, moment)
        assert "Z" in refused.value.detail  # says when
        assert refused.value.next_step == ("wait_for_the_end" if after_end < 0 else None)

    def test_what_was_cancelled_is_not_reviewed(self) -> None:
        cancelled = over(status="cancelled")
        assert not is_reviewable(cancelled, WINDOW, NOW)
        with pytest.raises(ReviewNotOpen):
            model.check_open(cancelled, WINDOW, NOW)


class TestBlind:
    """Neither side before both have written or the window has closed."""

    @pytest.mark.parametrize("viewer", [HOST, OTHER])
    def test_what_is_not_answered_is_seen_by_its_author_only(self, viewer: str) -> None:
        review = said(GUEST, HOST)
        assert review.is_visible(GUEST, NOW)
        assert not review.is_visible(viewer, NOW)
        assert not review.is_visible(viewer, review.closes_at - timedelta(milliseconds=1))
        assert review.is_visible(viewer, review.closes_at)
        assert replace(review, revealed_at=NOW).is_visible(viewer, NOW)

    def test_the_host_of_a_review_is_one_of_the_two(self) -> None:
        assert said(GUEST, HOST).host_id == said(HOST, GUEST).host_id == HOST

    def test_the_first_is_hidden_and_counts_nothing(self) -> None:
        review, steps = model.write(None, None, said(GUEST, HOST))
        assert review.revealed_at is None
        assert model.counted(steps) == []

    def test_the_second_reveals_both(self) -> None:
        first = said(GUEST, HOST, 4)
        review, steps = model.write(None, first, said(HOST, GUEST, 2, created_at=later()))
        assert review.revealed_at == later()
        assert [step.after and step.after.revealed_at for step in steps] == [later()] * 2
        assert model.counted(steps) == [Rated(GUEST, "guest", 2, 1), Rated(HOST, "host", 4, 1)]

    def test_an_edit_counts_the_difference_and_only_when_revealed(self) -> None:
        hidden, seen = said(GUEST, HOST, 4), said(GUEST, HOST, 4, revealed_at=NOW)
        _, of_hidden = model.write(hidden, None, said(GUEST, HOST, 1))
        review, of_seen = model.write(seen, said(HOST, GUEST), said(GUEST, HOST, 1))
        assert model.counted(of_hidden) == []
        assert model.counted(of_seen) == [Rated(HOST, "host", -3, 0)]
        assert (review.version, review.created_at, review.revealed_at) == (2, NOW, NOW)

    def test_an_edit_of_the_text_alone_counts_nothing(self) -> None:
        seen = said(GUEST, HOST, 4, revealed_at=NOW)
        _, steps = model.write(seen, None, said(GUEST, HOST, 4, text="!"))
        assert steps
        assert model.counted(steps) == []

    def test_the_same_again_is_no_step(self) -> None:
        own = said(GUEST, HOST, 4)
        assert model.write(own, None, said(GUEST, HOST, 4, updated_at=later())) == (own, [])

    def test_who_takes_a_seen_one_back_and_writes_again_is_seen_since_then(self) -> None:
        other = said(HOST, GUEST, revealed_at=NOW)
        review, steps = model.write(None, other, said(GUEST, HOST, 1, created_at=later()))
        assert review.revealed_at == NOW
        assert model.counted(steps) == [Rated(HOST, "host", 1, 1)]

    def test_a_removal_counts_back(self) -> None:
        assert model.counted([Step(said(GUEST, HOST, 3, revealed_at=NOW), None)]) == [
            Rated(HOST, "host", -3, -1)
        ]
        assert model.counted([Step(said(GUEST, HOST, 3), None)]) == []

    def test_closing_reveals_what_is_hidden_and_due(self) -> None:
        hidden, seen = said(GUEST, HOST, 3), said(OTHER, HOST, revealed_at=NOW)
        prolonged = said("late", HOST, closes_at=hidden.closes_at + WINDOW)
        steps = model.close([hidden, seen, prolonged], hidden.closes_at)
        assert [step.before for step in steps] == [hidden]
        assert model.counted(steps) == [Rated(HOST, "host", 3, 1)]
        assert model.close([hidden], NOW) == []


def test_people_show_their_ratings_after_the_steps() -> None:
    people: dict[str, Profile] = {each: stranger(each, NOW) for each in (HOST, GUEST)}
    _, steps = model.write(None, said(GUEST, HOST, 4), said(HOST, GUEST, 2))
    after = model.rerated(people, steps)
    assert after[HOST].host_rating == Rating(4, 1)
    assert after[GUEST].guest_rating == Rating(2, 1)


def later() -> datetime:
    return NOW + timedelta(hours=1)
