"""R3 and R4: nobody is promised to two places at once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.agenda.model import Agenda, Interval, is_free_of_clashes
from seance.errors import DuplicateEvent, TimeConflict, TooManyRequests
from tests.unit.examples import NOW


def interval(start: int, hours: int = 1, film_id: str | None = None) -> Interval:
    """So many hours from now on."""
    return Interval(NOW + timedelta(hours=start), NOW + timedelta(hours=start + hours), film_id)


def test_back_to_back_is_allowed() -> None:
    agenda = Agenda("u").promise("a", interval(0)).promise("b", interval(1))
    assert set(agenda.intervals) == {"a", "b"}


def test_an_overlap_names_every_clash_the_earliest_first() -> None:
    agenda = Agenda("u").promise("late", interval(2)).promise("early", interval(0))
    with pytest.raises(TimeConflict) as refused:
        agenda.promise("c", interval(0, 4))
    assert refused.value.event_ids == ("early", "late")


def test_an_event_may_move_over_its_own_old_time() -> None:
    agenda = Agenda("u").promise("a", interval(0, 3))
    assert agenda.promise("a", interval(1, 3)).intervals["a"] == interval(1, 3)


def test_the_same_film_at_an_overlapping_time_is_a_duplicate() -> None:
    agenda = Agenda("u").announce("a", interval(0, 2, "solaris"))
    with pytest.raises(DuplicateEvent) as refused:
        agenda.announce("b", interval(1, 2, "solaris"))
    assert refused.value.event_ids == ("a",)


def test_another_film_at_an_overlapping_time_is_a_time_conflict() -> None:
    agenda = Agenda("u").announce("a", interval(0, 2, "solaris"))
    with pytest.raises(TimeConflict):
        agenda.announce("b", interval(1, 2, "stalker"))


def test_a_seat_at_the_same_film_elsewhere_is_no_duplicate_but_a_conflict() -> None:
    agenda = Agenda("u").promise("a", interval(0, 2))
    with pytest.raises(TimeConflict):
        agenda.announce("b", interval(1, 2, "solaris"))


def test_what_has_ended_is_forgotten_and_what_runs_is_not() -> None:
    agenda = Agenda("u").promise("over", interval(-3)).promise("running", interval(-1, 2))
    assert set(agenda.since(NOW).intervals) == {"running"}


def test_only_own_events_are_counted() -> None:
    agenda = Agenda("u").announce("own", interval(0, 1, "solaris")).promise("seat", interval(2))
    assert agenda.own_events() == 1


def test_the_version_stays_what_was_read() -> None:
    assert Agenda("u", 7).promise("a", interval(0)).release("a").version == 7


steps = st.lists(
    st.tuples(
        st.sampled_from(["promise", "announce", "release"]),
        st.sampled_from("abcde"),
        st.integers(0, 20),
        st.integers(1, 5),
        st.sampled_from(["solaris", "stalker"]),
    ),
    max_size=40,
)


@given(steps)
def test_whatever_is_asked_an_agenda_stays_free_of_clashes(
    asked: list[tuple[str, str, int, int, str]],
) -> None:
    agenda = Agenda("u")
    for action, event_id, start, hours, film_id in asked:
        try:
            if action == "promise":
                agenda = agenda.promise(event_id, interval(start, hours))
            elif action == "announce":
                agenda = agenda.announce(event_id, interval(start, hours, film_id))
            else:
                agenda = agenda.release(event_id)
        except (TimeConflict, DuplicateEvent):
            continue
        assert is_free_of_clashes(agenda.intervals.values())


def test_promises_and_wishes_count_as_bookings_own_events_do_not() -> None:
    agenda = Agenda("u").announce("own", interval(0, 1, "solaris")).promise("seat", interval(2))
    agenda = agenda.ask("wish", interval(2).ends_at)
    assert agenda.bookings() == 2
    assert agenda.promise("wish", interval(5)).bookings() == 2
    assert agenda.ask("seat", interval(2).ends_at).bookings() == 2
    assert agenda.release("wish").bookings() == 1
    assert agenda.since(interval(2).ends_at).bookings() == 0
    agenda.check_room(3)
    with pytest.raises(TooManyRequests) as refused:
        agenda.check_room(2)
    assert refused.value.next_step == "withdraw_a_booking"


def test_a_wish_keeps_no_time_free() -> None:
    agenda = Agenda("u").ask("wish", interval(0).ends_at)
    assert set(agenda.promise("a", interval(0)).intervals) == {"a"}


def test_a_clash_in_the_data_is_seen() -> None:
    assert not is_free_of_clashes([interval(0, 2), interval(1, 2)])
