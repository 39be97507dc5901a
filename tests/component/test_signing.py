"""What the stack signed stays good when its secret is replaced, until it is replaced again."""

import os
from collections.abc import Iterator

import pytest

from seance.cloud import clients, encryption, signing
from seance.errors import BadCursor, UpstreamUnavailable
from seance.notices import unsubscribing
from seance.web.pages import read_cursor, write_cursor
from tests.component.storage import CLOUD


@pytest.fixture(autouse=True)
def secret() -> Iterator[str]:
    """The secret as it is after the test, too: it stands for the whole file."""
    arn = os.environ["CURSOR_SECRET_ARN"]
    kept = CLOUD.secrets[arn]
    encryption._read.cache_clear()
    yield arn
    CLOUD.secrets[arn] = kept
    CLOUD.former.clear()
    encryption._read.cache_clear()


def replace(secret: str, value: str) -> None:
    CLOUD.replace_secret(secret, value)
    encryption._read.cache_clear()  # as five minutes later


def test_a_cursor_and_a_link_outlive_one_replacement_of_the_secret(secret: str) -> None:
    cursor, link = write_cursor("here", "list"), unsubscribing.url_for("user")
    token = link.rpartition("/")[2]
    replace(secret, "another")
    assert read_cursor(cursor, "list") == "here"
    assert unsubscribing.user_of(token) == "user"
    assert unsubscribing.url_for("user") != link  # the new one signs
    replace(secret, "a third")
    with pytest.raises(BadCursor):
        read_cursor(cursor, "list")
    assert unsubscribing.user_of(token) is None


def test_what_another_signed_is_not_taken_for_the_former_secrets(secret: str) -> None:
    replace(secret, "another")
    assert not signing.is_signed(b"payload", "scope", b"0" * 16)
    assert not signing.is_signed(b"payload", "other", signing.signature(b"payload", "scope"))


def test_secrets_are_read_once_in_five_minutes_also_where_there_was_none_before(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    made = clients.client

    def noted(service: str) -> object:
        asked.append(service)
        return made(service)

    monkeypatch.setattr(clients, "client", noted)
    monkeypatch.setattr("seance.cloud.encryption.time.monotonic", lambda: 299)
    for _ in range(5):
        signing.is_signed(b"", "", b"made up")
    assert len(asked) == 2
    monkeypatch.setattr("seance.cloud.encryption.time.monotonic", lambda: 301)
    signing.signature(b"", "")
    assert len(asked) == 3


def test_without_the_secret_nothing_is_signed_and_the_client_may_ask_again(secret: str) -> None:
    del CLOUD.secrets[secret]
    try:
        with pytest.raises(UpstreamUnavailable):
            signing.signature(b"", "")
    finally:
        CLOUD.secrets[secret] = "not so secret"
