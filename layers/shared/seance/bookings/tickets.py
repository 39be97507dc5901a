"""Tickets: codes of ten characters by which the host side finds who stands at the door (M34).

A code is the second of asking (30 bits: it repeats after 34 years) and 20 bits of a signature of who asked for which
event, in the alphabet of Crockford's base 32 (https://www.crockford.com/base32.html), which has no I, L, O and U.
So nothing is stored for it, it is good for that event alone, and the second leads to the few bookings that it may be of.
"""

import hmac
from datetime import UTC, datetime, timedelta

from seance.bookings.model import Booking
from seance.cloud.signing import keys, signature_with

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, PROOF_BITS, SPAN = 10, 20, 2**30
# What people type for what they see or hear: also with a Russian keyboard.
TYPED = str.maketrans("OILАВЕКМНОРСТХ", "011ABEKMH0PCTX", " -\u2013\u2014\u00a0")


def code_of(booking: Booking) -> str:
    """`0K3F2-9TQXA`: the ticket's code, by the secret as it is now."""
    code = _code(booking, next(keys()))
    return f"{code[:5]}-{code[5:]}"


def read(typed: str) -> str | None:
    """The ten characters that were meant; nothing where it cannot be a code."""
    code = typed.upper().translate(TYPED)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def asked_at(code: str, now: datetime) -> datetime:
    """The second in which its guest asked: the last before `now` that the code can mean."""
    stamp = 0
    for character in code:
        stamp = stamp * 32 + ALPHABET.index(character)
    seconds = int(now.timestamp())
    past = (seconds - (stamp >> PROOF_BITS)) % SPAN
    return datetime.fromtimestamp(seconds, UTC) - timedelta(seconds=past)


def is_of(code: str, booking: Booking) -> bool:
    """Whether it is this booking's, also by the secret before the present one; in constant time."""
    return any(hmac.compare_digest(code, _code(booking, key)) for key in keys())


def _code(booking: Booking, key: bytes) -> str:
    second = int(booking.requested_at.timestamp())
    whose = f"{booking.event_id}\n{booking.guest_id}\n{second}".encode()
    proof = int.from_bytes(signature_with(key, whose, "ticket")[:4]) >> (32 - PROOF_BITS)
    number = (second % SPAN) << PROOF_BITS | proof
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
