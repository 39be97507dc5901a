"""What the services' answers mean, and what fits into a message."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from seance.channels.model import (
    LONGEST,
    Answer,
    Closed,
    Later,
    Post,
    Rejected,
    Trouble,
    Unreached,
    Unsure,
    check_shareable,
    length,
    shortened,
    telegram_trouble,
    vk_trouble,
)
from seance.errors import EventStarted, Forbidden, WrongStatus
from seance.people.model import NoticeWishes
from tests.unit.examples import NOW, event


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (Answer(200, {"ok": True}), type(None)),
        (Answer(200, {}), Rejected),
        (Answer(429, {"parameters": {"retry_after": 7}}), Later),
        (Answer(500, {}), Unreached),
        (Answer(502, {}), Unsure),
        (Answer(504, {}), Unsure),
        (Answer(403, {"description": "Forbidden: bot was blocked by the user"}), Closed),
        (Answer(400, {"description": "Bad Request: chat not found"}), Closed),
        (Answer(400, {"description": "Bad Request: message is too long"}), Rejected),
        (Answer(401, {"description": "Unauthorized"}), Rejected),
    ],
    ids=str,
)
def test_m18_what_telegram_says(answer: Answer, meaning: type[Trouble]) -> None:
    assert type(telegram_trouble(answer)) is meaning


@pytest.mark.parametrize(
    ("code", "own", "meaning"),
    [
        *((code, True, Closed) for code in (5, 7, 15, 18, 900, 901, 902)),
        *((code, False, Rejected) for code in (5, 15)),
        (901, False, Closed),
        *((code, True, Later) for code in (6, 9, 29)),
        *((code, True, Unreached) for code in (1, 10)),
        *((code, True, Rejected) for code in (8, 14, 100)),
    ],
)
def test_m18_what_vk_says(code: int, own: bool, meaning: type[Trouble]) -> None:
    answer = Answer(200, {"error": {"error_code": code}})
    assert type(vk_trouble(answer, own_token=own)) is meaning


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (Answer(200, {"response": 5}), type(None)),
        (Answer(200, {}), Rejected),
        (Answer(503, {}), Unreached),
        (Answer(429, {}, 3.0), Later),
    ],
    ids=str,
)
def test_what_http_says_for_vk(answer: Answer, meaning: type[Trouble]) -> None:
    assert type(vk_trouble(answer, own_token=True)) is meaning


@pytest.mark.parametrize(
    ("body", "header", "seconds"),
    [({"parameters": {"retry_after": 7}}, 3.0, 7), ({}, 3.0, 3), ({}, None, 1)],
)
def test_a_wait_is_as_long_as_is_asked(body: Any, header: float | None, seconds: float) -> None:
    found = telegram_trouble(Answer(429, body, header))
    assert isinstance(found, Later)
    assert found.seconds == seconds


@pytest.mark.parametrize(
    "text", ["x" * 5000, "🎬" * 3000, "короткий"], ids=["long", "wide", "short"]
)
def test_a_message_fits_and_keeps_its_link(text: str) -> None:
    post = Post("01", text, "https://seance.example/s/abc")
    assert length(post.whole) <= LONGEST
    assert post.whole.endswith("\n\nhttps://seance.example/s/abc")
    assert ("…" in post.whole) == (length(text) > LONGEST)


def test_a_letter_of_two_units_is_not_cut_in_half() -> None:
    assert shortened("🎬🎬🎬", 4) == "🎬…"


def test_vks_number_is_that_of_the_notice() -> None:
    numbers = {Post(str(each), "", "").number for each in range(100)}
    assert len(numbers) == 100
    assert Post("1", "a", "b").number == Post("1", "c", "d").number
    assert all(0 < each < 2**31 for each in numbers)


def test_m6_only_the_host_posts_what_is_ahead() -> None:
    shown = event()
    check_shareable(shown, shown.host_id, NOW)
    with pytest.raises(Forbidden):
        check_shareable(shown, "somebody", NOW)
    with pytest.raises(WrongStatus):
        check_shareable(replace(shown, status="cancelled"), shown.host_id, NOW)
    with pytest.raises(EventStarted):
        check_shareable(shown, shown.host_id, shown.starts_at)
    check_shareable(shown, shown.host_id, shown.starts_at - timedelta(seconds=1))


def test_m18_a_muted_kind_goes_nowhere() -> None:
    wishes = NoticeWishes(telegram=True, muted=frozenset({"invited"}))
    assert wishes.channels_for("invited") == []
    assert wishes.channels_for("event_changed") == ["email", "telegram"]
