"""The booking machine: the state table of the mission, row by row."""

from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from seance.agenda.model import Agenda, Interval
from seance.bookings.model import (
    HOLDS_SEAT,
    LIVE,
    TABLE,
    Action,
    Booking,
    Role,
    Status,
    actions,
    ask,
    check_actor,
    check_visible,
    decide,
    follow,
    gives_seat,
    invite,
    lower,
    respond_by,
    role_of,
    wait,
)
from seance.errors import (
    AlreadyRequested,
    EventStarted,
    Forbidden,
    NotFound,
    Refusal,
    SoldOut,
    WrongStatus,
)
from tests.unit.examples import GUEST, HOST, MODERATOR, NOW, booking, event, seats

STATUSES: tuple[Status, ...] = get_args(Status)
LATER = NOW + timedelta(days=4)


@pytest.mark.parametrize("action", TABLE)
@pytest.mark.parametrize("status", STATUSES)
def test_an_action_starts_from_the_statuses_of_the_table_only(
    action: Action, status: Status
) -> None:
    sources, target = TABLE[action]
    if status == target:
        assert decide(action, event(), [seats()], booking(status), HOST, None, NOW) == booking(
            status
        )
    elif status in sources:
        after = decide(action, event(), [seats()], booking(status), HOST, "well", NOW)
        assert (after.status, after.version, after.decided_by) == (target, 2, HOST)
        assert (after.decided_at, after.answer) == (NOW, "well")
    else:
        with pytest.raises(WrongStatus):
            decide(action, event(), [seats()], booking(status), HOST, None, NOW)


@pytest.mark.parametrize("action", ["approve", "accept"])
def test_nobody_is_promised_a_seat_that_does_not_exist(action: Action) -> None:
    status: Status = "requested" if action == "approve" else "invited"
    with pytest.raises(SoldOut):
        decide(action, event(), [seats(0), seats(0, shard=1)], booking(status), HOST, None, NOW)


def test_an_extra_seat_is_accepted_on_a_full_event() -> None:
    after = decide(
        "accept", event(), [seats(0)], booking("invited", extra_seat=True), GUEST, None, NOW
    )
    assert after.status == "confirmed"


def test_a_moved_guest_confirms_the_kept_seat_on_a_full_event() -> None:
    moved = booking("moved", respond_by=NOW + timedelta(hours=1))
    after = decide("confirm", event(), [seats(0)], moved, GUEST, None, NOW)
    assert (after.status, after.respond_by) == ("confirmed", None)


def test_after_the_start_only_the_waitlist_is_left() -> None:
    assert decide("withdraw", event(), [seats()], booking("waitlisted"), GUEST, None, LATER)
    with pytest.raises(EventStarted):
        decide("withdraw", event(), [seats()], booking("confirmed"), GUEST, None, LATER)


def test_nobody_comes_in_to_a_cancelled_event_but_everybody_may_leave() -> None:
    off = event(status="cancelled")
    with pytest.raises(WrongStatus):
        decide("approve", off, [seats()], booking("requested"), HOST, None, NOW)
    assert (
        decide("withdraw", off, [seats()], booking("confirmed"), GUEST, None, NOW).status
        == "withdrawn"
    )


@pytest.mark.parametrize(
    ("approval", "left", "status"),
    [
        ("manual", 1, "requested"),
        ("manual", 0, "waitlisted"),
        ("automatic", 1, "confirmed"),
        ("automatic", 0, "waitlisted"),
    ],
)
def test_a_request_becomes(approval: str, left: int, status: str) -> None:
    asked = ask(event(approval=approval), [seats(left)], None, GUEST, "please", NOW)
    assert (asked.status, asked.message, asked.version) == (status, "please", 1)


@pytest.mark.parametrize("status", STATUSES)
def test_a_request_again(status: Status) -> None:
    before = booking(status, version=3, invited_by=HOST)
    if status in LIVE:
        assert ask(event(), [seats()], before, GUEST, None, NOW) == before
    elif status in ("withdrawn", "refused"):
        again = ask(event(), [seats()], before, GUEST, None, NOW)
        assert (again.status, again.version, again.invited_by) == ("requested", 4, HOST)
    else:
        with pytest.raises(WrongStatus):
            ask(event(), [seats()], before, GUEST, None, NOW)


def test_who_comes_while_those_who_asked_before_are_let_in_waits_behind_them() -> None:
    automatic = event(approval="automatic", admitting=True)

    assert ask(automatic, [seats(left=1)], None, GUEST, None, NOW).status == "waitlisted"


@pytest.mark.parametrize(
    ("approval", "status", "after"),
    [
        ("automatic", "requested", "waitlisted"),
        ("automatic", "confirmed", "confirmed"),
        ("manual", "requested", "requested"),
    ],
)
def test_only_a_request_that_no_host_answers_any_more_waits(
    approval: Any, status: Status, after: Status
) -> None:
    assert wait(event(approval=approval), booking(status)).status == after


def test_the_host_takes_no_seat() -> None:
    with pytest.raises(Forbidden):
        ask(event(), [seats()], None, HOST, None, NOW)


@pytest.mark.parametrize("status", [None, *STATUSES])
def test_an_invitation(status: Status | None) -> None:
    before = booking(status) if status else None

    def invited() -> Booking:
        return invite(event(), before, GUEST, MODERATOR, "come", NOW, extra_seat=True)

    if status == "invited":
        assert invited() == before
    elif status in LIVE:
        with pytest.raises(AlreadyRequested):
            invited()
    else:
        new = invited()
        assert (new.status, new.invited_by, new.extra_seat) == ("invited", MODERATOR, True)


@pytest.mark.parametrize(
    ("guest", "by"), [(GUEST, "stranger"), (HOST, MODERATOR), (MODERATOR, MODERATOR)]
)
def test_who_may_not_invite_whom(guest: str, by: str) -> None:
    with pytest.raises(Forbidden):
        invite(event(), None, guest, by, None, NOW, extra_seat=False)


@pytest.mark.parametrize(
    ("action", "user", "allowed"),
    [
        ("approve", HOST, True),
        ("approve", MODERATOR, True),
        ("approve", "stranger", False),
        ("approve", GUEST, False),
        ("withdraw", GUEST, True),
        ("withdraw", HOST, False),
    ],
)
def test_only_actors_act(action: Action, user: str, allowed: bool) -> None:
    if allowed:
        check_actor(action, event(), GUEST, user)
    else:
        with pytest.raises(Forbidden):
            check_actor(action, event(), GUEST, user)


def test_a_moderator_does_not_decide_on_the_own_booking() -> None:
    with pytest.raises(Forbidden):
        check_actor("approve", event(), MODERATOR, MODERATOR)


@pytest.mark.parametrize(
    ("visibility", "follows", "blocked", "status", "visible"),
    [
        ("public", False, False, None, True),
        ("public", False, True, None, False),
        ("followers", True, False, None, True),
        ("followers", False, False, None, False),
        ("followers", False, False, "confirmed", True),
        ("invite_only", True, False, None, False),
        ("invite_only", False, False, "invited", True),
        ("invite_only", False, False, "refused", True),
        ("invite_only", False, True, "refused", False),
        ("invite_only", False, True, "confirmed", True),
        ("invite_only", False, False, "declined", False),
    ],
)
def test_to_whom_an_event_exists(
    visibility: str, follows: bool, blocked: bool, status: Status | None, visible: bool
) -> None:
    own = booking(status, invited_by=HOST) if status else None
    seen = event(visibility=visibility)
    if visible:
        check_visible(seen, GUEST, own, follows=follows, blocked=blocked)
    else:
        with pytest.raises(NotFound):
            check_visible(seen, GUEST, own, follows=follows, blocked=blocked)


def test_who_runs_an_event_always_sees_it() -> None:
    for user in (HOST, MODERATOR):
        check_visible(event(visibility="invite_only"), user, None, follows=False, blocked=True)


def test_what_one_is_to_an_event() -> None:
    assert role_of(event(), HOST, None) == "host"
    assert role_of(event(), MODERATOR, booking("confirmed")) == "moderator"
    assert role_of(event(), GUEST, booking("requested")) == "guest"
    assert role_of(event(), GUEST, booking("declined")) == "none"
    assert role_of(event(), GUEST, None) == "none"


@pytest.mark.parametrize(
    ("hours_left", "hours_to_answer"), [(100, 76), (48, 24), (30, 15), (25, 12.5), (2, 1)]
)
def test_a_moved_seat_is_kept_until_a_day_or_half_of_the_time_before_the_start(
    hours_left: float, hours_to_answer: float
) -> None:
    until = respond_by(NOW + timedelta(hours=hours_left), NOW)
    assert until == NOW + timedelta(hours=hours_to_answer)


def test_a_confirmed_booking_follows_a_moved_event_into_the_agenda() -> None:
    agenda = Agenda(GUEST, 1, {"e1": Interval(NOW, NOW + timedelta(hours=2))})
    after, planned = follow(booking("confirmed"), event(), agenda, NOW)
    assert after.status == "confirmed"
    assert planned.intervals == {"e1": event().interval()}


def test_a_clash_with_the_new_time_keeps_the_seat_and_frees_the_time() -> None:
    busy = Interval(event().starts_at, event().ends_at)
    agenda = Agenda(GUEST, 1, {"other": busy, "e1": Interval(NOW, NOW + timedelta(hours=2))})
    after, planned = follow(booking("confirmed"), event(), agenda, NOW)
    assert after.status == "moved"
    assert after.status in HOLDS_SEAT
    assert after.respond_by == respond_by(event().starts_at, NOW)
    assert set(planned.intervals) == {"other"}


def test_a_cancelled_event_keeps_nobody_busy() -> None:
    agenda = Agenda(GUEST, 1, {"e1": event().interval()})
    after, planned = follow(booking("confirmed"), event(status="cancelled"), agenda, NOW)
    assert (after.status, planned.intervals) == ("confirmed", {})


def test_moved_again_the_time_to_answer_only_becomes_shorter() -> None:
    soon = NOW + timedelta(minutes=5)
    after, _ = follow(booking("moved", respond_by=soon), event(), Agenda(GUEST), NOW)
    assert after.respond_by == soon
    far = NOW + timedelta(days=30)
    after, _ = follow(booking("moved", respond_by=far), event(), Agenda(GUEST), NOW)
    assert after.respond_by == respond_by(event().starts_at, NOW)


@pytest.mark.parametrize("status", ["requested", "waitlisted"])
def test_a_request_follows_and_keeps_no_time_free(status: Status) -> None:
    after, planned = follow(booking(status), event(), Agenda(GUEST), NOW)
    assert (after.status, after.version) == (status, 2)
    assert (planned.intervals, planned.asked) == ({}, {"e1": event().ends_at})


def test_an_invitation_follows_without_an_agenda() -> None:
    after, planned = follow(booking("invited"), event(), Agenda(GUEST), NOW)
    assert (after.status, after.version, planned) == ("invited", 2, Agenda(GUEST))


def test_only_who_holds_no_seat_is_given_one() -> None:
    given = {
        (action, status)
        for action in TABLE
        for status in STATUSES
        if gives_seat(action, booking(status))
    }
    actions = {action for action, status in given if status == "requested"}
    assert actions == {"approve", "accept", "confirm"}
    assert not {status for _, status in given} & HOLDS_SEAT


ACTIONS: list[tuple[Role, Status | None, int, dict[str, Any], datetime, set[str]]] = [
    ("host", None, 5, {}, NOW, {"edit", "cancel", "delete", "invite", "approve", "decline"}),
    ("host", None, 5, {"ever_booked": True, "status": "cancelled"}, NOW, {"edit", "restore"}),
    ("host", None, 5, {}, LATER, set()),
    ("moderator", None, 5, {}, NOW, {"invite", "approve", "decline", "request"}),
    ("none", None, 1, {}, NOW, {"request"}),
    ("none", None, 0, {}, NOW, {"join_waitlist"}),
    ("none", None, 1, {"status": "cancelled"}, NOW, set()),
    ("none", None, 1, {}, LATER, set()),
    ("none", "declined", 1, {}, NOW, set()),
    ("none", "withdrawn", 1, {}, NOW, {"request"}),
    ("guest", "confirmed", 1, {}, NOW, {"withdraw"}),
    ("guest", "confirmed", 1, {}, LATER, set()),
    ("guest", "waitlisted", 0, {}, LATER, {"withdraw"}),
    ("guest", "moved", 0, {}, NOW, {"withdraw", "confirm"}),
    ("guest", "invited", 1, {}, NOW, {"accept", "refuse"}),
    ("guest", "invited", 0, {}, NOW, {"refuse"}),
]


@pytest.mark.parametrize(("role", "status", "left", "changes", "now", "wanted"), ACTIONS)
def test_what_one_can_do_now(
    role: Role,
    status: Status | None,
    left: int,
    changes: dict[str, Any],
    now: datetime,
    wanted: set[str],
) -> None:
    own = booking(status) if status else None
    assert set(actions(event(**changes), [seats(left)], own, role, now)) == wanted


def test_an_extra_seat_may_be_accepted_when_full() -> None:
    own = booking("invited", extra_seat=True)
    assert actions(event(), [seats(0)], own, "guest", NOW) == ["accept", "refuse"]


@pytest.mark.parametrize("status", STATUSES)
def test_only_who_comes_knows_the_address(status: Status) -> None:
    assert booking(status).knows_address == (status in HOLDS_SEAT)


def test_a_refusal_has_a_code() -> None:
    assert issubclass(SoldOut, Refusal)
    assert SoldOut().code == "sold_out"


def test_a_party_is_not_made_smaller_once_the_event_has_started() -> None:
    at = event()
    party = booking("confirmed", seats=3, companions=("Аня", "Боря"))
    assert lower(at, party, 2, NOW).companions == ("Аня",)
    with pytest.raises(EventStarted):
        lower(at, party, 2, at.starts_at)
