"""What users entrust to Seance, sealed by KMS: whoever reads the tables reads nothing of it.

The encryption context is the user's id: what was sealed for one user opens for no other. Source:
"Encryption context" in the AWS KMS developer guide. Who seals and who opens are different roles.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud.config import settings

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

SECONDS = 3  # a request to KMS takes milliseconds


@lru_cache(maxsize=1)
def _client() -> "KMSClient":
    import boto3
    from botocore.config import Config

    return boto3.client("kms", config=Config(connect_timeout=SECONDS, read_timeout=SECONDS))


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
    """A secret of the installation from Secrets Manager, kept for five minutes."""
    from aws_lambda_powertools.utilities import parameters

    return str(parameters.get_secret(arn, max_age=300))
