"""Cursors are opaque, and good only for the list and the user that they were given to."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.cloud import signing
from seance.errors import BadCursor
from seance.web.pages import read_cursor, write_cursor

SCOPE = ("search_events", "anna", None, 10.0)
positions = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=6,
).filter(lambda each: each is not None)


@pytest.fixture(autouse=True, scope="module")
def _secret() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "keys", lambda: iter([b"secret"]))
        yield


@given(positions, st.lists(st.text() | st.integers() | st.none(), max_size=4))
def test_a_cursor_leads_to_where_it_was_made(position: Any, scope: list[Any]) -> None:
    cursor = write_cursor(position, *scope)
    assert cursor
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert read_cursor(cursor, *scope) == position


def test_behind_the_last_page_there_is_nothing() -> None:
    assert write_cursor(None, *SCOPE) is None
    assert read_cursor(None, *SCOPE) is None


@pytest.mark.parametrize(
    "scope",
    [
        ("search_events", "boris", None, 10.0),
        ("list_own_bookings", "anna", None, 10.0),
        ("search_events", "anna", "None", 10.0),
        ("search_events", "anna", None, 10),
        ("search_events", "anna"),
        (),
    ],
)
def test_another_list_or_another_user_does_not_take_it(scope: tuple[Any, ...]) -> None:
    cursor = write_cursor("here", *SCOPE)
    with pytest.raises(BadCursor):
        read_cursor(cursor, *scope)


@given(st.text(max_size=60))
def test_what_somebody_made_up_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(cursor, *SCOPE)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_byte_is_seen(place: int, change: int) -> None:
    cursor = write_cursor({"pk": {"S": "EVENT#1"}}, *SCOPE) or ""
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[place % len(raw)] ^= change
    with pytest.raises(BadCursor):
        read_cursor(base64.urlsafe_b64encode(raw).decode().rstrip("="), *SCOPE)


def test_a_cursor_of_another_installation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cursor = write_cursor("here", *SCOPE)
    monkeypatch.setattr(signing, "keys", lambda: iter([b"other secret"]))
    with pytest.raises(BadCursor):
        read_cursor(cursor, *SCOPE)
