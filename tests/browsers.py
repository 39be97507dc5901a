"""A browser that was subscribed to pushes: it alone reads what is sent to it (RFC 8291), and knows by whom (RFC 8292)."""

import base64
import json
from dataclasses import dataclass, field
from os import urandom
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.messengers import Request


def b64(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw(text: str) -> bytes:
    """The bytes again."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One subscription, at Mozilla's service unless another is named."""

    name: str
    service: str = "https://updates.push.services.mozilla.com/wpush/v2"
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    auth: bytes = field(default_factory=lambda: urandom(16))

    @property
    def point(self) -> bytes:
        """The public key."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def endpoint(self) -> str:
        """Where pushes for it go."""
        return f"{self.service}/{self.name}"

    @property
    def subscription(self) -> dict[str, Any]:
        """What a page sends to its server."""
        return {
            "endpoint": self.endpoint,
            "keys": {"p256dh": b64(self.point), "auth": b64(self.auth)},
        }

    def read(self, body: bytes) -> bytes:
        """What a message says: RFC 8188 and RFC 8291, as a browser does it."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), sender)
        info = b"WebPush: info\0" + self.point + sender
        secret = _hkdf(self.auth, self.key.exchange(ECDH(), point), info, 32)
        content = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
        text = AESGCM(content).decrypt(nonce, sealed, None)
        assert text[-1:] == b"\x02"
        return text[:-1]

    def hear(self, request: Request) -> dict[str, Any]:
        """What a request to it says."""
        said: dict[str, Any] = json.loads(self.read(request.raw))
        return said


def sender_of(request: Request, key: str) -> dict[str, Any]:
    """The claims of who sent, checked with the key that a browser subscribed with."""
    scheme, _, parts = request.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    given = dict(part.strip().split("=", 1) for part in parts.split(","))
    assert given["k"] == key
    head, body, signature = given["t"].split(".")
    assert json.loads(raw(head))["alg"] == "ES256"
    r, s = (int.from_bytes(part) for part in (raw(signature)[:32], raw(signature)[32:]))
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw(key))
    public.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), ECDSA(SHA256()))
    claims: dict[str, Any] = json.loads(raw(body))
    return claims


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
