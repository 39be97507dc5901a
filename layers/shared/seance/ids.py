"""Ids that sort by time (ULID), and say which request made them when it can be sent again."""

from datetime import datetime
from hashlib import blake2b

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


def part(whole: str, number: int) -> str:
    """The id of one (0 to 255) of what is made together under one id: of its time, and always the same."""
    made = ULID.from_str(whole).bytes
    rest = blake2b(made[6:] + bytes([number]), digest_size=10).digest()
    return str(ULID.from_bytes(made[:6] + rest))


def made_with(one: str, other: str) -> str:
    """The id `other`, made anew by a request that is sent again, as it was when the request made `one`."""
    return one[:TIME_CHARACTERS] + other[TIME_CHARACTERS:]
