"""The keys of web push: who sends (VAPID, RFC 8292), and what only the one browser reads (RFC 8291).

`cryptography` is imported on first use: 30 ms that only pushes pay.
"""

import base64
import hmac
import json
from datetime import datetime, timedelta
from hashlib import sha256, sha512
from os import urandom
from typing import TYPE_CHECKING, Any

from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

GOOD_FOR = timedelta(hours=12)  # of 24 at most: RFC 8292, section 2
# The order of P-256: SEC 2, section 2.4.2.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
RECORD_BYTES = 4096  # the one record of a message, and the most that a service must take


def packed(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """The bytes again. Raises `ValueError`."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def public_key() -> str:
    """What a browser subscribes with (`applicationServerKey`): a point of P-256, base64url."""
    return packed(_public(_server_key()))


def authorization(audience: str, at: datetime) -> str:
    """The header that says who sends to this origin: a JWT signed with ES256 (RFC 8292; RFC 7518, section 3.4)."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    key = _server_key()
    expires = int((at + GOOD_FOR).timestamp())
    claims = {"aud": audience, "exp": expires, "sub": f"mailto:{settings().mail_from}"}
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    numbers = decode_dss_signature(key.sign(signed.encode(), ECDSA(SHA256())))
    signature = packed(b"".join(each.to_bytes(32) for each in numbers))
    return f"vapid t={signed}.{signature}, k={packed(_public(key))}"


def encrypted(
    text: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    salt: bytes | None = None,
    key: "EllipticCurvePrivateKey | None" = None,
) -> bytes:
    """One message for the browser with these keys, as `aes128gcm` (RFC 8291, section 3.4; RFC 8188).

    Raises `ValueError` where `p256dh` is no point of the curve. `salt` and `key` are new each time.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import (
        ECDH,
        SECP256R1,
        EllipticCurvePublicKey,
        generate_private_key,
    )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, key = salt or urandom(16), key or generate_private_key(SECP256R1())
    browser = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), p256dh)
    own = _public(key)
    secret = _derived(auth, key.exchange(ECDH(), browser), b"WebPush: info\0" + p256dh + own, 32)
    content = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_BYTES.to_bytes(4) + len(own).to_bytes(1) + own
    return header + AESGCM(content).encrypt(nonce, text + b"\x02", None)


def _server_key() -> "EllipticCurvePrivateKey":
    """Made from the installation's secret, always the same one."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

    seed = sha512(shared_secret(settings().push_secret_arn).encode()).digest()
    return derive_private_key(1 + int.from_bytes(seed) % (ORDER - 1), SECP256R1())


def _public(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 for 32 bytes at most (RFC 5869): one block."""
    extracted = hmac.digest(salt, secret, sha256)
    return hmac.digest(extracted, info + b"\x01", sha256)[:length]


def _json(value: dict[str, Any]) -> str:
    return packed(json.dumps(value, separators=(",", ":")).encode())
