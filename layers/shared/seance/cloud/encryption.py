"""What users entrust to Seance, sealed by KMS: whoever reads the tables reads nothing of it.

The encryption context is the user's id: what was sealed for one user opens for no other. Source:
"Encryption context" in the AWS KMS developer guide. Who seals and who opens are different roles.
"""

import json
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients, snapshot
from seance.cloud.config import settings
from seance.errors import UpstreamUnavailable

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

KEPT_SECONDS = 300


@lru_cache(maxsize=1)
def _client() -> "KMSClient":
    made: KMSClient = clients.client("kms")
    return made


def seal(secret: dict[str, Any], user_id: str) -> bytes:
    """Any JSON values, up to 4 kB as text."""
    answer = _client().encrypt(
        KeyId=settings().connections_key_arn,
        Plaintext=json.dumps(secret).encode(),
        EncryptionContext={"user_id": user_id},
    )
    return answer["CiphertextBlob"]


def unseal(sealed: bytes, user_id: str) -> dict[str, Any]:
    """The values again. Raises botocore's `ClientError` for another user's."""
    answer = _client().decrypt(
        KeyId=settings().connections_key_arn,
        CiphertextBlob=sealed,
        EncryptionContext={"user_id": user_id},
    )
    secret: dict[str, Any] = json.loads(answer["Plaintext"])
    return secret


def shared_secret(arn: str) -> str:
    """A secret of the installation from Secrets Manager, kept for five minutes at most."""
    secret = _version(arn, "AWSCURRENT")
    if secret is None:
        raise UpstreamUnavailable
    return secret


def former_secret(arn: str) -> str | None:
    """What it was before it was last replaced, kept as long; nothing where it never was.

    Secrets Manager itself moves the label AWSPREVIOUS when a new version becomes AWSCURRENT. Source:
    PutSecretValue in the Secrets Manager API reference.
    """
    return _version(arn, "AWSPREVIOUS")


def forget() -> None:
    """Read every secret anew."""
    _read.cache_clear()


def _version(arn: str, stage: str) -> str | None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return _read(arn, stage, int(time.monotonic() // KEPT_SECONDS))
    except (BotoCoreError, ClientError) as error:
        raise UpstreamUnavailable from error


@lru_cache(maxsize=16)
def _read(arn: str, stage: str, _window: int) -> str | None:
    """One version of a secret in a stretch of time; nothing where no version has this label."""
    client = clients.client("secretsmanager")
    try:
        found: str = client.get_secret_value(SecretId=arn, VersionStage=stage)["SecretString"]
    except client.exceptions.ResourceNotFoundException:
        return None
    return found


snapshot.own(forget)
