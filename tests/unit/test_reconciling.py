"""The comparisons: what agrees, what differs, and what is nobody's business any more."""

from dataclasses import replace
from datetime import timedelta

from seance.agenda.model import Agenda, Interval
from seance.people.model import Profile, Rating
from seance.reconciliation import model
from seance.reconciliation.model import Kind, Mismatch
from seance.reviews.model import Review
from tests.unit.examples import GUEST, HOST, NOW, booking, event, seats

CONFIRMED = booking("confirmed", shard=0)
WINDOW = timedelta(minutes=1)


def kinds(found: list[Mismatch]) -> list[Kind]:
    return [each.kind for each in found]


def test_only_what_differs_the_same_way_twice_is_a_mismatch() -> None:
    passing, lasting = (Mismatch("counts", event_id=each) for each in ("e1", "e2"))

    assert model.still([passing, lasting], [lasting]) == [lasting]


def test_a_line_says_where_and_what() -> None:
    line = str(Mismatch("seats", "e1", None, "0", "left 1", "left 2"))

    assert line == "seats       event e1 part 0: left 1 → left 2"


def test_r1_a_shard_has_a_seat_less_for_each_that_holds_one() -> None:
    asked = booking("requested", guest_id="other")

    assert model.of_seats(event(), [seats(left=4)], [CONFIRMED, asked]) == []
    assert kinds(model.of_seats(event(), [seats(left=5)], [CONFIRMED, asked])) == ["seats"]


def test_r5_an_extra_seat_is_counted_as_long_as_its_guest_holds_it() -> None:
    extra = replace(CONFIRMED, extra_seat=True)
    shard = seats(left=5, capacity=6, extra=1)

    assert model.of_seats(event(), [shard], [extra]) == []
    assert kinds(model.of_seats(event(), [shard], [CONFIRMED])) == ["seats"]


def test_more_guests_than_seats_are_oversold() -> None:
    guests = [booking("moved", guest_id=each, shard=0) for each in ("a", "b")]

    assert kinds(model.of_seats(event(), [seats(left=0, capacity=1)], guests)) == ["oversold"]


def test_a_shard_has_its_events_time_and_status() -> None:
    shard = replace(seats(), status="cancelled")

    assert kinds(model.of_seats(event(), [shard], [])) == ["shards"]


def test_shard_0_took_over_the_seats_of_a_shard_that_is_gone() -> None:
    gone = replace(CONFIRMED, shard=3)

    assert model.of_seats(event(), [seats(left=4)], [gone]) == []


def test_a_shard_that_is_not_there_is_for_a_person() -> None:
    assert kinds(model.of_seats(event(shards=2), [seats()], [])) == ["orphan"]


def test_lists_show_the_seats_and_the_waitlist() -> None:
    waiting = [booking("waitlisted")]
    shown = event(waitlist_length=1, ever_booked=True)

    assert model.of_counts(shown, 5, [seats()], waiting) == []
    assert kinds(model.of_counts(shown, 4, [seats()], waiting)) == ["counts"]
    assert kinds(model.of_counts(shown, 5, [seats()], [])) == ["counts"]
    assert kinds(model.of_counts(replace(shown, ever_booked=False), 5, [seats()], waiting)) == [
        "ever_booked"
    ]


def test_the_numbers_of_the_waitlist_are_those_of_who_waits() -> None:
    counted = event(counted=True)

    assert model.of_line(counted, {3: 1, 5: 0}, {3: 1}) == []
    assert kinds(model.of_line(counted, {}, {3: 1})) == ["line"]
    assert kinds(model.of_line(counted, {3: 1}, {})) == ["line"]
    assert model.of_line(event(), {}, {3: 1}) == [], "an event of before is not counted"


def test_r4_a_confirmed_guest_and_the_host_are_busy() -> None:
    at = event()
    guest = Agenda(GUEST).promise(at.id, at.interval())
    host = Agenda(HOST).announce(at.id, at.interval(own=True))

    assert model.of_agenda(guest, at, CONFIRMED, NOW) == []
    assert model.of_agenda(host, at, None, NOW) == []
    assert kinds(model.of_agenda(Agenda(GUEST), at, CONFIRMED, NOW)) == ["agenda"]
    assert kinds(model.of_agenda(Agenda(HOST), at, None, NOW)) == ["agenda"]


def test_nobody_is_busy_with_what_is_off_or_given_up() -> None:
    at = event()
    busy = Agenda(GUEST).promise(at.id, at.interval())

    assert kinds(model.of_agenda(busy, at, booking("withdrawn"), NOW)) == ["agenda"]
    assert kinds(model.of_agenda(busy, replace(at, status="cancelled"), CONFIRMED, NOW)) == [
        "agenda"
    ]


def test_who_waits_has_asked_and_a_wish_that_came_to_nothing_may_stay() -> None:
    at = event()
    asked = Agenda(GUEST).ask(at.id, at.ends_at)

    for status in ("requested", "waitlisted", "moved"):
        assert model.of_agenda(asked, at, booking(status), NOW) == []
        found = model.of_agenda(Agenda(GUEST), at, booking(status), NOW)
        assert [(each.found, each.expected[:5]) for each in found] == [("nothing", "asked")]
    assert model.of_agenda(asked, at, booking("declined"), NOW) == []


def test_the_past_does_not_matter() -> None:
    at = event()

    assert model.of_agenda(Agenda(GUEST), at, CONFIRMED, at.ends_at) == []


def test_an_agenda_holds_only_what_is_hosted_or_booked_and_never_two_at_once() -> None:
    at = event()
    twice = {each: at.interval() for each in ("e1", "e2")}
    agenda = Agenda(GUEST, intervals=twice)

    assert model.of_plans(replace(agenda, intervals={"e1": at.interval()}), [], ["e1"], NOW) == []
    assert kinds(model.of_plans(agenda, ["e1"], [], NOW)) == ["agenda", "clash"]
    past = Interval(NOW - timedelta(hours=2), NOW)
    assert model.of_plans(Agenda(GUEST, intervals={"e0": past}), [], [], NOW) == []


def test_a_copy_says_what_its_source_says() -> None:
    assert model.of_copy("link", {"a": 1}, {"a": 1}) == []
    assert model.of_copy("link", {"a": 1, "b": 2}, {"a": 1})[0].found == "b"
    assert model.of_copy("link", None, {"a": 1})[0].found == "missing"
    assert model.of_copy("moderator", {"a": 1}, None)[0].expected == "missing"


def test_m10_nobody_who_could_come_waits_beside_a_free_seat() -> None:
    automatic, free = event(approval="automatic"), [seats(left=1)]
    waits = Agenda(GUEST), 1
    busy = Agenda(GUEST).promise("e2", automatic.interval()), 1

    assert kinds(model.of_passed_over(automatic, free, [busy, waits], NOW)) == ["passed_over"]
    assert model.of_passed_over(automatic, free, [busy], NOW) == []
    assert model.of_passed_over(automatic, [seats(left=0)], [waits], NOW) == []
    assert model.of_passed_over(event(), free, [waits], NOW) == []


def test_r21_a_party_that_does_not_fit_is_not_passed_over() -> None:
    automatic, free = event(approval="automatic"), [seats(left=1), seats(left=1)]

    assert model.of_passed_over(automatic, free, [(Agenda(GUEST), 3)], NOW) == []
    assert kinds(model.of_passed_over(automatic, free, [(Agenda(GUEST), 2)], NOW)) == [
        "passed_over"
    ]


def test_r9_an_edit_is_told_some_time_after() -> None:
    edited, later = event(version=2, updated_at=NOW), NOW + timedelta(hours=1)

    assert model.of_told(edited, 1, WINDOW, NOW) == []
    assert kinds(model.of_told(edited, 1, WINDOW, later)) == ["told"]
    assert model.of_told(edited, 2, WINDOW, later) == []
    assert model.of_told(edited, None, WINDOW, later) == []


def test_r14_exactly_the_revealed_reviews_count() -> None:
    one = Review("e1", "a", GUEST, "guest", 4, None, NOW, NOW, NOW + timedelta(days=1), NOW)
    hidden = replace(one, author_id="b", revealed_at=None)
    person = Profile(GUEST, "", None, "en", "UTC", NOW, guest_rating=Rating(4, 1))

    assert model.of_ratings(person, [one, hidden], NOW) == []
    assert kinds(model.of_ratings(person, [one, hidden], NOW + timedelta(days=2))) == ["unrevealed"]
    assert kinds(model.of_ratings(person, [one, replace(one, author_id="c")], NOW)) == ["ratings"]
