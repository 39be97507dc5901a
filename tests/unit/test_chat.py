"""R15, R16: the rules of the chat."""

from datetime import timedelta

import pytest

from seance.bookings.model import Status
from seance.chat.model import Message, check_may_chat, check_may_delete, check_open, edit, may_chat
from seance.errors import Forbidden, WrongStatus
from tests.unit.examples import GUEST, HOST, MODERATOR, NOW, booking, event

EVENT = event()
WINDOW = timedelta(days=14)
MESSAGE = Message("m", EVENT.id, GUEST, "Чай?", NOW)


@pytest.mark.parametrize("status", ["confirmed", "moved"])
def test_r15_who_holds_a_seat_takes_part(status: Status) -> None:
    check_may_chat(EVENT, GUEST, booking(status))


@pytest.mark.parametrize(
    "status",
    ["requested", "waitlisted", "invited", "declined", "refused", "withdrawn", "removed"],
)
def test_r15_who_holds_none_does_not(status: Status) -> None:
    with pytest.raises(Forbidden):
        check_may_chat(EVENT, GUEST, booking(status))


def test_r15_host_and_moderators_take_part_without_a_booking() -> None:
    assert may_chat(EVENT, HOST, None)
    assert may_chat(EVENT, MODERATOR, None)
    assert not may_chat(EVENT, "other", None)


def test_r16_the_chat_closes_with_the_reviews() -> None:
    check_open(EVENT, EVENT.ends_at + WINDOW - timedelta(seconds=1), WINDOW)
    with pytest.raises(WrongStatus):
        check_open(EVENT, EVENT.ends_at + WINDOW, WINDOW)


def test_an_edit_is_seen_and_the_same_text_is_none() -> None:
    later = NOW + timedelta(minutes=1)
    changed = edit(MESSAGE, "Кофе?", GUEST, later)
    assert (changed.text, changed.edited_at, changed.version) == ("Кофе?", later, 2)
    assert edit(MESSAGE, "Чай?", GUEST, later) is MESSAGE
    with pytest.raises(Forbidden):
        edit(MESSAGE, "Кофе?", HOST, later)


def test_r15_authors_delete_their_own_and_host_and_moderators_any() -> None:
    for who in (GUEST, HOST, MODERATOR):
        check_may_delete(EVENT, MESSAGE, who)
    with pytest.raises(Forbidden):
        check_may_delete(EVENT, MESSAGE, "other")
