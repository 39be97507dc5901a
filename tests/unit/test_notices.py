"""What changes tell whom, in which words, and how often."""

from typing import Any

import pytest

from seance.notices.model import (
    KINDS,
    Message,
    notice_id,
    of_announcement,
    of_booking,
    of_moderator,
    of_review,
    of_told,
)
from seance.notices.texts import words
from tests.unit.examples import GUEST, HOST, NOW

AT = "2026-12-01T12:00:00.000Z"


def image(status: str, **changes: Any) -> dict[str, Any]:
    """A booking as the stream shows it."""
    return {
        "event_id": "e1",
        "guest_id": GUEST,
        "status": status,
        "version": 2,
        "requested_at": AT,
        "message": "please",
        **changes,
    }


BY_HOST, BY_GUEST = {"decided_by": HOST}, {"decided_by": GUEST}
# from, to, what else the image says, [(kind, audience)]
TOLD: list[tuple[str | None, str, dict[str, Any], list[tuple[str, str]]]] = [
    (None, "requested", {}, [("booking_requested", "host_side")]),
    (None, "waitlisted", {}, [("booking_requested", "host_side")]),
    (None, "confirmed", {}, [("guests_coming", "host_side"), ("booking_approved", "users")]),
    ("withdrawn", "confirmed", {}, [("guests_coming", "host_side"), ("booking_approved", "users")]),
    (
        None,
        "confirmed",
        BY_HOST,
        [("booking_requested", "host_side"), ("booking_approved", "users")],
    ),
    ("requested", "confirmed", BY_HOST, [("booking_approved", "users")]),
    ("waitlisted", "confirmed", BY_HOST, [("booking_approved", "users")]),
    ("waitlisted", "confirmed", {}, [("seat_from_waitlist", "users")]),
    ("requested", "declined", BY_HOST, [("booking_declined", "users")]),
    (None, "invited", {"invited_by": HOST}, [("invited", "users")]),
    ("invited", "confirmed", BY_GUEST, [("invitation_accepted", "host")]),
    ("invited", "refused", BY_GUEST, [("invitation_refused", "host")]),
    ("invited", "declined", BY_HOST, [("invitation_revoked", "users")]),
    ("confirmed", "withdrawn", BY_GUEST, [("booking_withdrawn", "host")]),
    ("moved", "withdrawn", {}, [("booking_withdrawn", "host"), ("booking_withdrawn", "users")]),
    ("confirmed", "removed", BY_HOST, [("booking_removed", "users")]),
    ("confirmed", "moved", {}, [("booking_moved", "users")]),
    ("moved", "confirmed", BY_GUEST, []),
    ("confirmed", "confirmed", {}, []),
]


@pytest.mark.parametrize(("was", "now", "rest", "told"), TOLD)
def test_a_change_of_a_booking_tells(
    was: str | None, now: str, rest: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    messages = of_booking(image(was) if was else None, image(now, **rest))
    assert [(each.kind, each.audience) for each in messages] == told
    for message in messages:
        assert message.audience != "users" or message.user_ids == (GUEST,)
        assert (message.event_id, message.version, message.subject) == ("e1", 2, GUEST)


def test_who_asked_is_not_told_of_the_request() -> None:
    (asked,) = of_booking(None, image("requested"))
    assert (asked.but, asked.actor_id, asked.message) == (GUEST, GUEST, "please")


def told_image() -> dict[str, Any]:
    """The told facts as the stream shows them."""
    return {"event_id": "e1", "host_id": HOST, "version": 3, "at": AT}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ([("title", "a", "b")], "event_changed"),
        ([("title", "a", "b"), ("status", "scheduled", "cancelled")], "event_cancelled"),
        ([("status", "cancelled", "scheduled")], "event_restored"),
    ],
)
def test_an_edit_tells_all_but_the_host(fields: list[tuple[str, str, str]], kind: str) -> None:
    changes = [{"field": name, "old": old, "new": new} for name, old, new in fields]
    (message,) = of_told(told_image(), changes)
    assert (message.kind, message.audience, message.but) == (kind, "guests", HOST)
    assert list(message.changes) == changes


def test_an_edit_taken_back_tells_nobody() -> None:
    assert of_told(told_image(), []) == []


def test_a_moderator_is_told_of_rights_given_and_taken() -> None:
    row = {"event_id": "e1", "user_id": "m", "added_at": AT}
    (added,) = of_moderator(None, row, "2026-12-02T00:00:00+00:00")
    (removed,) = of_moderator(row, None, "2026-12-02T00:00:00+00:00")
    assert (added.kind, removed.kind) == ("moderator_added", "moderator_removed")
    assert added.user_ids == removed.user_ids == ("m",)


@pytest.mark.parametrize(
    ("visibility", "told"), [("public", 1), ("followers", 1), ("invite_only", 0)]
)
def test_followers_hear_of_what_they_may_see(visibility: str, told: int) -> None:
    new = {"id": "e1", "host_id": HOST, "visibility": visibility, "created_at": AT}
    assert len(of_announcement(None, new)) == told


def message(**changes: Any) -> Message:
    """A message to one user."""
    return Message(
        **{
            "kind": "invited",
            "event_id": "e1",
            "version": 1,
            "at": AT,
            "audience": "users",
            **changes,
        }
    )


def test_r14_who_is_reviewed_hears_of_it_when_it_is_revealed_and_never_again() -> None:
    hidden = {"event_id": "e1", "author_id": GUEST, "subject_id": HOST}
    seen = {**hidden, "revealed_at": AT}
    assert of_review(None, hidden) == of_review(hidden, hidden) == of_review(seen, seen) == []
    (told,) = of_review(hidden, seen)
    assert of_review(None, seen) == [told]
    assert (told.kind, told.user_ids, told.subject) == ("review_received", (HOST,), GUEST)


def test_a_message_survives_the_queue() -> None:
    sent = message(
        user_ids=("a",), changes=({"field": "title", "old": "a", "new": "b"},), subject="g"
    )
    assert Message.of(sent.body()) == sent
    assert Message.of(message().body()) == message()


def test_the_same_fact_has_the_same_id_and_another_has_another() -> None:
    same = {notice_id("u", message()) for _ in range(3)}
    assert len(same) == 1
    others = {
        notice_id("v", message()),
        notice_id("u", message(version=2)),
        notice_id("u", message(kind="event_changed")),
        notice_id("u", message(subject="g")),
        notice_id("u", message(event_id="e2")),
    }
    assert len(others | same) == 6


def test_ids_sort_by_the_time_of_their_fact() -> None:
    later = message(at="2026-12-01T12:00:00.001Z")
    assert notice_id("u", message()) < notice_id("u", later)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_words(kind: str, language: Any) -> None:
    told = words(
        kind,
        language,
        title="Солярис",
        starts_at=NOW,
        time_zone="UTC",
        actor=None,
        message="!",
        changes=[],
        channel="telegram",
    )
    assert told.title
    named = {
        "channel_disconnected": "Telegram",
        "report_resolved": "",
    }  # R24: not what was reported
    assert named.get(kind, "Солярис") in told.text
    assert told.text.endswith("!")
    assert "{" not in told.text


@pytest.mark.parametrize(
    ("channel", "language", "title"),
    [
        ("email", "en", "E-mail is switched off"),
        ("telegram", "en", "Telegram is disconnected"),
        ("vk", "ru", "ВКонтакте: отключено"),
        ("email", "ru", "Письма отключены"),
    ],
)
def test_a_lost_channel_is_called_by_its_name(channel: str, language: Any, title: str) -> None:
    told = words(
        "channel_disconnected",
        language,
        title=None,
        starts_at=None,
        time_zone=None,
        actor=None,
        message=None,
        changes=[],
        channel=channel,
    )
    assert told.title == title
    assert "{" not in told.text


def test_changes_are_told_line_by_line() -> None:
    told = words(
        "event_changed",
        "ru",
        title="Солярис",
        starts_at=NOW,
        time_zone="Europe/Moscow",
        actor=None,
        message=None,
        changes=[
            {"field": "starts_at", "old": "2026-12-01T18:00:00Z", "new": "2026-12-02T18:00:00Z"},
            {"field": "price", "old": None, "new": {"amount": "350.00", "currency": "RUB"}},
            {
                "field": "place",
                "old": {"kind": "home", "city": "Москва"},
                "new": {"kind": "online"},
            },
            {"field": "admission", "old": "free", "new": "paid"},
        ],
    )
    assert told.text.splitlines()[1:] == [
        "Начало: вторник, 1 декабря 2026 г., 21:00 (Europe/Moscow, UTC+3) → среда, 2 декабря 2026 г., 21:00 (Europe/Moscow, UTC+3)",
        "Цена: — → 350\N{NO-BREAK SPACE}₽",
        "Место: Москва → онлайн",
        "Вход: бесплатно → платно",
    ]
