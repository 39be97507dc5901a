"""Ids that sort by time (ULID), and say which request made them when it can be sent again."""

from datetime import datetime

from ulid import ULID

TIME_CHARACTERS = 10  # of 26; source: github.com/ulid/spec


def new(moment: datetime, request: bytes | None = None) -> str:
    """The time is the moment's, the rest is random, or the ten bytes that stand for a request."""
    made = ULID.from_datetime(moment)
    return str(ULID.from_bytes(made.bytes[:6] + request) if request else made)


def request_of(made: str) -> bytes:
    """What stands for the request that made this id: another id made of it is `same_request`."""
    return ULID.from_str(made).bytes[6:]


def same_request(one: str, other: str) -> bool:
    """Whether one request made both, at whatever times."""
    return one[TIME_CHARACTERS:] == other[TIME_CHARACTERS:]
